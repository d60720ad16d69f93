"""One of a few, and on or off."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QFrame, QHBoxLayout, QSizePolicy, QToolButton

from engage_desktop.ui.icons import icon
from engage_desktop.ui.theme import Theme
from engage_desktop.wording.typography import named


class Segmented(QFrame):
    """A few exclusive choices side by side; `chosen` tells the position of the new one."""

    chosen = Signal(int)

    def __init__(
        self,
        texts: tuple[str, ...],
        theme: Theme,
        *,
        name: str,
        icons: tuple[str, ...] = (),
        current: int = 0,
    ) -> None:
        super().__init__()
        self.setObjectName("segmented")
        self.setAccessibleName(name)
        px = theme.px
        self.setFixedHeight(px(32))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(2), px(2), px(2), px(2))
        row.setSpacing(px(2))
        self._group = QButtonGroup(self)
        for position, text in enumerate(texts):
            button = QToolButton()
            button.setText(text.replace("&", "&&"))
            button.setCheckable(True)
            button.setFont(theme.font("detail"))
            button.setAccessibleName(named(name, text))
            wide = QFontMetrics(theme.font("detail_label")).horizontalAdvance(text)
            button.setMinimumWidth(wide + px(22))
            if icons:
                button.setIcon(icon(icons[position], theme))
                button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            self._group.addButton(button, position)
            row.addWidget(button)
        self._group.button(current).setChecked(True)
        self._group.idClicked.connect(self.chosen)

    def current(self) -> int:
        """The position of the choice in force."""
        return self._group.checkedId()

    def set_current(self, position: int) -> None:
        """Choose without telling."""
        self._group.button(position).setChecked(True)


class Switch(QCheckBox):
    """On or off, at once; 32 × 18."""

    def __init__(self, text: str, theme: Theme) -> None:
        super().__init__(text)
        self._theme = theme
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        px = self._theme.px
        text = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(px(32) + (px(8) + text if self.text() else 0) + px(6), px(28))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def hitButton(self, pos: object) -> bool:  # noqa: ARG002 - the whole widget switches
        return True

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, px = self._theme, self._theme.px
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            track = QRectF(px(3), (self.height() - px(18)) / 2, px(32), px(18))
            on = self.isChecked()
            painter.setPen(Qt.PenStyle.NoPen if on else QPen(theme.color("input"), 1))
            painter.setBrush(theme.color("line2" if not self.isEnabled() else "accent" if on else "surface"))
            painter.drawRoundedRect(track, px(9), px(9))
            side = px(12)
            left = track.right() - side - px(3) if on else track.left() + px(3)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("onAccent" if on else "input"))
            painter.drawEllipse(QRectF(left, track.center().y() - side / 2, side, side))
            if self.hasFocus():
                painter.setPen(QPen(theme.color("focus"), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(track.adjusted(-2, -2, 2, 2), px(11), px(11))
            painter.setPen(theme.color("text" if self.isEnabled() else "disabled"))
            words = self.rect().adjusted(px(43), 0, 0, 0)
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())
