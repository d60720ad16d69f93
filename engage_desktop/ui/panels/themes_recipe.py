"""« Comment ces chiffres sont calculés »: the recipe of a card, in a small window beside it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from engage_desktop.ui.theme import Theme
from engage_desktop.ui.widgets.labels import PlainLabel
from engage_desktop.ui.widgets.popovers import show_beside
from engage_desktop.wording import tr
from engage_desktop.wording.figures import Line
from engage_desktop.wording.typography import named


class LinesPopover(QFrame):
    """A frame that goes away when clicked beside, or with Escape."""

    def __init__(self, parent: QWidget, theme: Theme, lines: tuple[Line, ...]) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("card")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        px = theme.px
        self.setFixedWidth(px(460))
        self.lines = lines
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(14), px(16), px(16))
        column.setSpacing(px(10))
        column.addWidget(PlainLabel(tr("Comment ces chiffres sont calculés"), theme, role="card"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(6))
        grid.setColumnStretch(1, 1)
        for row, line in enumerate(lines):
            top = Qt.AlignmentFlag.AlignTop
            grid.addWidget(PlainLabel(line.name, theme, role="detail", tone="text3"), row, 0, top)
            grid.addWidget(PlainLabel(line.text, theme, role="detail", wrap=True), row, 1)
        column.addLayout(grid)
        self.setAccessibleName(tr("Comment ces chiffres sont calculés"))
        self.setAccessibleDescription(". ".join(named(line.name, line.text) for line in lines))

    def show_beside(self, anchor: QWidget) -> None:
        """Open under `anchor`, within the screen."""
        show_beside(self, anchor)
