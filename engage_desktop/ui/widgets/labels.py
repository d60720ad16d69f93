"""Words on screen: always plain text, in a role of the type scale and a tone of the theme."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from engage_desktop.ui.fonts import Role
from engage_desktop.ui.icons import paint_icon
from engage_desktop.ui.theme import Theme, Token

_MEASURE = 480  # pixels at 100 % beyond which wrapped text does not ask to be wider


class PlainLabel(QLabel):
    """A label that shows what it is given as it is, markup included; wrapped text has the role's line height."""

    def __init__(
        self, text: str, theme: Theme, *, role: Role = "base", tone: Token = "text", wrap: bool = False
    ) -> None:
        super().__init__()
        self._leading = theme.line_height(role)
        self._widest = theme.px(_MEASURE)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(theme.font(role))
        self.setProperty("tone", tone)
        self.setWordWrap(wrap)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        self.setText(text)

    def set_tone(self, tone: Token) -> None:
        """Change the colour to another token."""
        self.setProperty("tone", tone)
        restyle(self)

    def hasHeightForWidth(self) -> bool:
        return self.wordWrap()

    def heightForWidth(self, width: int) -> int:
        if not self.wordWrap():
            return super().heightForWidth(width)
        return len(self._lines(width)) * self._leading

    def sizeHint(self) -> QSize:
        if not self.wordWrap():
            return super().sizeHint().expandedTo(QSize(0, self._leading))
        metrics = self.fontMetrics()
        natural = max((metrics.horizontalAdvance(line) for line in self.text().split("\n")), default=0) + 2
        width = max(self.minimumWidth(), min(natural, self._widest, self.maximumWidth()))
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        if not self.wordWrap():
            return super().minimumSizeHint().expandedTo(QSize(0, self._leading))
        return QSize(min(self.sizeHint().width(), self._widest // 5), self._leading)

    def paintEvent(self, event: QPaintEvent) -> None:
        selectable = self.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse
        if not self.wordWrap() or selectable:
            super().paintEvent(event)
            return
        with QPainter(self) as painter:
            painter.setFont(self.font())
            painter.setPen(self.palette().color(self.foregroundRole()))
            lines = self._lines(self.width())
            top = (
                0
                if self.alignment() & Qt.AlignmentFlag.AlignTop
                else max(0, (self.height() - len(lines) * self._leading) // 2)
            )
            across = (
                self.alignment() & Qt.AlignmentFlag.AlignHorizontal_Mask
            ) | Qt.AlignmentFlag.AlignVCenter
            for row, line in enumerate(lines):
                box = QRect(0, top + row * self._leading, self.width(), self._leading)
                painter.drawText(box, int(across | Qt.TextFlag.TextSingleLine), line)

    def _lines(self, width: int) -> list[str]:
        """The text as it is broken at `width`, paragraph by paragraph."""
        lines: list[str] = []
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        for paragraph in self.text().split("\n"):
            units = paragraph.encode("utf-16-le")  # what Qt counts in
            layout = QTextLayout(paragraph, self.font())
            layout.setTextOption(option)
            layout.beginLayout()
            before = len(lines)
            while (line := layout.createLine()).isValid():
                line.setLineWidth(max(1, width))
                start, end = line.textStart(), line.textStart() + line.textLength()
                lines.append(units[2 * start : 2 * end].decode("utf-16-le").rstrip(" "))
            layout.endLayout()
            if len(lines) == before:
                lines.append("")
        return lines


class ElidedLabel(PlainLabel):
    """One line, cut with an ellipsis where it does not fit; the whole is in the tooltip then."""

    def __init__(self, text: str, theme: Theme, *, role: Role = "base", tone: Token = "text") -> None:
        super().__init__(text, theme, role=role, tone=tone)
        self._theme = theme
        self._tone: Token = tone
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())

    def set_tone(self, tone: Token) -> None:
        """Change the colour to another token."""
        self._tone = tone
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        self.setToolTip(self.text() if shown != self.text() else "")
        with QPainter(self) as painter:
            painter.setFont(self.font())
            painter.setPen(self._theme.color(self._tone if self.isEnabled() else "disabled"))
            painter.drawText(self.rect(), int(self.alignment() | Qt.TextFlag.TextSingleLine), shown)


class IconLabel(QWidget):
    """An icon that says nothing to a screen reader: the words beside it do."""

    def __init__(self, name: str, theme: Theme, *, tone: Token = "text2", size: int = 18) -> None:
        super().__init__()
        self._name = name
        self._theme = theme
        self._tone: Token = tone
        side = theme.px(size)
        self.setFixedSize(side, side)

    def set_icon(self, name: str, *, tone: Token) -> None:
        """Show another icon in another tone."""
        self._name, self._tone = name, tone
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            paint_icon(painter, self._name, self.rect(), self._theme.color(self._tone))


def restyle(widget: QWidget) -> None:
    """Have the sheet read the widget's properties again."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()
