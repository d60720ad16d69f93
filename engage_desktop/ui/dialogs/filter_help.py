"""The sheet of the FILTER language: an example of every key and what it means."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from engage_desktop.ui.dialogs.sheet import Sheet
from engage_desktop.ui.theme import Theme
from engage_desktop.ui.widgets.buttons import Button
from engage_desktop.ui.widgets.labels import PlainLabel
from engage_desktop.wording import tr
from engage_desktop.wording.filters import filter_help, filter_rules


class FilterHelpDialog(Sheet):
    """What can be typed in a search field."""

    def __init__(self, parent: QWidget | None, theme: Theme) -> None:
        super().__init__(parent, theme, title=tr("Langage des filtres"), width=760)
        self.body.addWidget(PlainLabel(filter_rules(), theme, role="base", tone="text2", wrap=True))
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(20))
        grid.setVerticalSpacing(theme.px(6))
        for row, (example, meaning) in enumerate(filter_help()):
            written = PlainLabel(example, theme, role="mono")
            written.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(written, row, 0)
            grid.addWidget(PlainLabel(meaning, theme, role="detail", tone="text2", wrap=True), row, 1)
        grid.setColumnStretch(1, 1)
        self.body.addLayout(grid)
        self.add_verbs(Button(tr("Fermer"), theme, kind="primary", run=self.accept))
