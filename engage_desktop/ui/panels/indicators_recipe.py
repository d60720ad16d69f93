"""« Comment ce chiffre est calculé »: the recipe of a figure, in a small window beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from engage_desktop.ui.theme import Theme
from engage_desktop.ui.widgets.buttons import Button
from engage_desktop.ui.widgets.labels import PlainLabel
from engage_desktop.ui.widgets.popovers import show_beside
from engage_desktop.wording import tr
from engage_desktop.wording.figures import Line
from engage_desktop.wording.typography import named


class RecipePopover(QFrame):
    """A frame that goes away when clicked beside, or with Escape.

    `lines` say it, those without a text left out; `sentiment` leads to the engine that read the texts, where the
    figure is made of them.
    """

    def __init__(
        self,
        parent: QWidget,
        theme: Theme,
        lines: Sequence[Line],
        *,
        sentiment: Callable[[], None] | None = None,
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("card")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        px = theme.px
        self.setFixedWidth(px(440))
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(14), px(16), px(16))
        column.setSpacing(px(10))
        column.addWidget(PlainLabel(tr("Comment ce chiffre est calculé"), theme, role="card"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(6))
        grid.setColumnStretch(1, 1)
        self.lines = tuple(line for line in lines if line.text)
        top = Qt.AlignmentFlag.AlignTop
        for row, line in enumerate(self.lines):
            grid.addWidget(PlainLabel(line.name, theme, role="detail", tone="text3"), row, 0, top)
            said = PlainLabel(line.text, theme, role="detail", wrap=True)
            grid.addWidget(said, row, 1)
        column.addLayout(grid)
        if sentiment is not None:
            self.way = Button(
                tr("Sentiment de l'étude…"), theme, kind="link", run=partial(self._leave, sentiment)
            )
            column.addWidget(self.way, 0, Qt.AlignmentFlag.AlignLeft)
        self.setAccessibleName(tr("Comment ce chiffre est calculé"))
        self.setAccessibleDescription(". ".join(named(line.name, line.text) for line in self.lines))

    def _leave(self, run: Callable[[], None]) -> None:
        self.close()
        run()

    def show_beside(self, anchor: QWidget) -> None:
        """Open under `anchor`, within the screen."""
        show_beside(self, anchor)
