"""The sheet of shortcuts: what F1 shows."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QScrollArea, QWidget

from engage_desktop.ui.dialogs.sheet import Sheet
from engage_desktop.ui.theme import Theme
from engage_desktop.ui.widgets.buttons import Button, key_names
from engage_desktop.ui.widgets.cards import ground
from engage_desktop.ui.widgets.chips import KeyCaps
from engage_desktop.ui.widgets.labels import PlainLabel
from engage_desktop.wording import tr


class ShortcutsDialog(Sheet):
    """Every shortcut that works here, as (group, words, keys), in two columns."""

    def __init__(self, parent: QWidget | None, theme: Theme, rows: tuple[tuple[str, str, str], ...]) -> None:
        super().__init__(parent, theme, title=tr("Raccourcis clavier"), width=760)
        page = ground(QWidget(), "surface")
        grid = QGridLayout(page)
        grid.setContentsMargins(0, 0, theme.px(12), 0)
        grid.setHorizontalSpacing(theme.px(12))
        grid.setVerticalSpacing(theme.px(4))
        lines = _lines(rows)
        half = (len(lines) + 1) // 2
        for position, (words, keys) in enumerate(lines):
            line, column = (position, 0) if position < half else (position - half, 3)
            label = PlainLabel(
                words, theme, role="detail" if keys else "label", tone="text2" if keys else "text"
            )
            grid.addWidget(label, line, column)
            if keys:
                caps = KeyCaps(key_names(keys), theme)
                grid.addWidget(caps, line, column + 1, Qt.AlignmentFlag.AlignRight)
        grid.setColumnMinimumWidth(2, theme.px(24))
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(3, 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(page)
        room = parent.height() - theme.px(200) if parent is not None else theme.px(500)
        scroll.setFixedHeight(max(theme.px(160), min(page.sizeHint().height() + 2, room)))
        self.body.addWidget(scroll)
        self.add_verbs(Button(tr("Fermer"), theme, kind="primary", run=self.accept))


def _lines(rows: tuple[tuple[str, str, str], ...]) -> list[tuple[str, str]]:
    """Each group's name (without keys) before its rows."""
    lines: list[tuple[str, str]] = []
    group = ""
    for name, words, keys in rows:
        if name != group:
            group = name
            lines.append((name, ""))
        lines.append((words, keys))
    return lines
