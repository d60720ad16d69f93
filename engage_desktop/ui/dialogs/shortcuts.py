"""The sheet of shortcuts: what F1 shows."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from engage_desktop.ui.dialogs.sheet import Sheet
from engage_desktop.ui.theme import Theme
from engage_desktop.ui.widgets.buttons import Button, key_names
from engage_desktop.ui.widgets.chips import KeyCaps
from engage_desktop.ui.widgets.labels import PlainLabel
from engage_desktop.wording import tr


class ShortcutsDialog(Sheet):
    """Every shortcut that works here, as (group, words, keys), in two columns."""

    def __init__(self, parent: QWidget | None, theme: Theme, rows: tuple[tuple[str, str, str], ...]) -> None:
        super().__init__(parent, theme, title=tr("Raccourcis clavier"), width=760)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(12))
        grid.setVerticalSpacing(theme.px(5))
        half = (len(rows) + len({group for group, _, _ in rows}) + 1) // 2
        line, column, group = 0, 0, ""
        for name, words, keys in rows:
            if name != group:
                if line >= half and column == 0:
                    line, column = 0, 3
                group = name
                grid.addWidget(PlainLabel(name, theme, role="label"), line, column, 1, 2)
                line += 1
            grid.addWidget(PlainLabel(words, theme, role="detail", tone="text2"), line, column)
            grid.addWidget(KeyCaps(key_names(keys), theme), line, column + 1, Qt.AlignmentFlag.AlignRight)
            line += 1
        grid.setColumnMinimumWidth(2, theme.px(24))
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(3, 1)
        self.body.addLayout(grid)
        self.add_verbs(Button(tr("Fermer"), theme, kind="primary", run=self.accept))
