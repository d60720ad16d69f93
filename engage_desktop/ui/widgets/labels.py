"""Words on screen: always plain text, in a role of the type scale and a tone of the theme."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from engage_desktop.ui.fonts import Role
from engage_desktop.ui.icons import paint_icon
from engage_desktop.ui.theme import Theme, Token


class PlainLabel(QLabel):
    """A label that shows what it is given as it is, markup included."""

    def __init__(
        self, text: str, theme: Theme, *, role: Role = "base", tone: Token = "text", wrap: bool = False
    ) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(theme.font(role))
        self.setProperty("tone", tone)
        self.setWordWrap(wrap)
        self.setText(text)

    def set_tone(self, tone: Token) -> None:
        """Change the colour to another token."""
        self.setProperty("tone", tone)
        restyle(self)


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
