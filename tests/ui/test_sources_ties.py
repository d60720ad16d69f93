"""What the columns of a file belong to is said over them, and a person says otherwise in their menu."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from engage_desktop.ui.panels.sources import SourcesPanel
from tests import builders
from tests.operations.test_ties import HEADERS, ROWS
from tests.ui.importing import Settle, only

GRID, OTHER = 2, 7


def offered(menu: QMenu, words: str) -> QAction:
    within = [each.menu() for each in menu.actions() if isinstance(each.menu(), QMenu)]
    every = [
        *menu.actions(),
        *(action for each in within if isinstance(each, QMenu) for action in each.actions()),
    ]
    return next(each for each in every if each.text() == words)


def test_ties_are_said_and_undone(sources_panel: SourcesPanel, settle: Settle, tmp_path: Path) -> None:
    path = builders.write_csv(tmp_path / "enquete.csv", ROWS, HEADERS)
    sources_panel.take_files((path,))
    settle()
    table = sources_panel.wizard.columns.table
    tips = [table.header.button(index).toolTip() for index in range(len(HEADERS))]
    assert "grille « Notez de 1 à 5 »" in " ".join(tips[GRID].split())
    assert "« Autre » de « Où achetez-vous ? »" in " ".join(tips[OTHER].split())
    offered(table.menu(GRID), "Détacher de sa grille").trigger()
    mapping = only(sources_panel).mapping
    assert mapping is not None
    assert (mapping.columns[GRID].grid, mapping.columns[GRID].reason) == ("", "chosen")
    assert offered(table.menu(OTHER), "Où achetez-vous ?").isChecked()
    offered(table.menu(OTHER), "Aucune question").trigger()
    mapping = only(sources_panel).mapping
    assert mapping is not None
    assert mapping.columns[OTHER].other_of == -1
