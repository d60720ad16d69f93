"""Pages that say one thing: nothing here yet, something went wrong, drop files here."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from engage_desktop.models.sentiment import Label
from engage_desktop.ui.icons import icon
from engage_desktop.ui.theme import Theme, Token
from engage_desktop.ui.widgets.buttons import Button
from engage_desktop.ui.widgets.chips import paint_mark
from engage_desktop.ui.widgets.labels import IconLabel, PlainLabel
from engage_desktop.wording import tr


class EmptyState(QWidget):
    """One drawing, one title, two lines, at most two buttons."""

    def __init__(
        self,
        theme: Theme,
        title: str,
        text: str,
        *,
        primary: Button | None = None,
        secondary: Button | None = None,
        foot: str = "",
        drawn: bool = True,
    ) -> None:
        super().__init__()
        px = theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(24), px(24), px(24), px(24))
        column.setSpacing(px(8))
        column.addStretch(1)
        centre = Qt.AlignmentFlag.AlignHCenter
        if drawn:
            column.addWidget(_Drawing(theme), 0, centre)
            column.addSpacing(px(8))
        heading = PlainLabel(title, theme, role="title", wrap=True)
        heading.setAlignment(centre)
        words = PlainLabel(text, theme, tone="text2", wrap=True)
        words.setAlignment(centre)
        words.setFixedWidth(px(500))
        words.setMinimumHeight(words.heightForWidth(px(500)))
        heading.setMinimumWidth(px(420))
        column.addWidget(heading, 0, centre)
        column.addWidget(words, 0, centre)
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        buttons.addStretch(1)
        for button in (primary, secondary):
            if button is not None:
                buttons.addWidget(button)
        buttons.addStretch(1)
        if primary is not None or secondary is not None:
            column.addSpacing(px(6))
            column.addLayout(buttons)
        if foot:
            column.addSpacing(px(4))
            column.addWidget(PlainLabel(foot, theme, role="detail", tone="text3"), 0, centre)
        column.addStretch(2)
        self.setAccessibleName(f"{title}. {text}")


class _Drawing(QWidget):
    """Three cards of opinion, drawn with lines."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedSize(theme.px(128), theme.px(80))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, px = self._theme, self._theme.px
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            rows: tuple[tuple[int, Label, Token], ...] = (
                (12, Label.NEGATIVE, "line2"),
                (2, Label.NEUTRAL, "accent"),
                (20, Label.POSITIVE, "line2"),
            )
            for position, (left, label, edge) in enumerate(rows):
                box = QRectF(px(left), px(2 + 26 * position), px(104), px(22))
                painter.setPen(QPen(theme.color(edge), 1.5))
                painter.setBrush(theme.color("surface"))
                painter.drawRoundedRect(box, px(4), px(4))
                mark = box.toRect().adjusted(px(8), 0, -px(76), 0)
                paint_mark(painter, mark, label, theme)
                painter.setPen(
                    QPen(theme.color("line2"), px(3), Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
                )
                y = box.center().y()
                painter.drawLine(QPointF(box.left() + px(32), y), QPointF(box.right() - px(22), y))


class ErrorCard(QFrame):
    """What happened, what is safe, what to do; details folded with « Copier »; the buttons are verbs."""

    def __init__(
        self,
        theme: Theme,
        *,
        title: str,
        what: str,
        advice: str = "",
        details: str = "",
        icon_name: str = "octagon-alert",
        tone: Token = "danger",
        buttons: tuple[Button, ...] = (),
    ) -> None:
        super().__init__()
        self.setObjectName("card")
        self._theme = theme
        self._details = details
        px = theme.px
        row = QHBoxLayout(self)
        row.setContentsMargins(px(22), px(20), px(22), px(18))
        row.setSpacing(px(16))
        row.addWidget(IconLabel(icon_name, theme, tone=tone, size=26), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(px(8))
        row.addLayout(column, 1)
        column.addWidget(PlainLabel(title, theme, role="section", wrap=True))
        for text in (what, advice):
            if text:
                column.addWidget(PlainLabel(text, theme, tone="text2", wrap=True))
        if details:
            self._add_details(column)
        line = QHBoxLayout()
        line.setSpacing(px(8))
        line.addStretch(1)
        for button in buttons:
            line.addWidget(button)
        if buttons:
            column.addSpacing(px(8))
            column.addLayout(line)
        self.setAccessibleName(title)
        self.setAccessibleDescription(f"{what} {advice}")

    def _add_details(self, column: QVBoxLayout) -> None:
        theme, px = self._theme, self._theme.px
        fold = Button(
            tr("Détails pour l'assistance"), theme, kind="ghost", small=True, icon_name="chevron-right"
        )
        copy = Button(tr("Copier"), theme, kind="link", small=True, run=self._copy)
        head = QHBoxLayout()
        head.addWidget(fold)
        head.addStretch(1)
        head.addWidget(copy)
        box = QFrame()
        box.setObjectName("details")
        inside = QVBoxLayout(box)
        inside.setContentsMargins(px(12), px(8), px(12), px(8))
        words = PlainLabel(self._details, theme, role="mono", tone="text2", wrap=True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.MinimumExpanding)
        inside.addWidget(words)
        box.hide()

        def unfold() -> None:
            box.setVisible(box.isHidden())
            fold.setIcon(icon("chevron-down" if not box.isHidden() else "chevron-right", theme))
            window = self.window()
            if window is not self:
                window.adjustSize()

        fold.clicked.connect(unfold)
        column.addLayout(head)
        column.addWidget(box)

    def _copy(self) -> None:
        QApplication.clipboard().setText(self._details)


class DropTarget(QFrame):
    """A dashed place for files; `set_over` while something hovers."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._over = False
        px = theme.px
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(px(24), px(20), px(24), px(20))
        self.body.setSpacing(px(6))

    def set_over(self, hovering: bool) -> None:
        """Show that a drop would be taken."""
        self._over = hovering
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._theme
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            pen = QPen(theme.color("accent" if self._over else "input"), 2 if self._over else 1)
            pen.setDashPattern([3, 2.5])
            painter.setPen(pen)
            painter.setBrush(theme.color("accentTint" if self._over else "surface"))
            radius = theme.px(8)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), radius, radius)
