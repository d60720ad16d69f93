"""What belongs together among the columns of a file: « Autre » and its choice, the rows of a grid; saying otherwise."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from engage_desktop.models.sources import ColumnMapping, Mapping, Role, SourceKind
from engage_desktop.wording import tr
from engage_desktop.wording.typography import ellipsis

_SHOWN = 60  # characters of a wording in a menu
_NEAR = 12  # choices offered: the nearest ones

Choose = Callable[[Mapping], None]


def tied(mapping: Mapping, index: int, choice: int) -> Mapping:
    """The mapping, the text at `index` specifying the « Autre » of the choice at `choice`; -1 for none."""
    return _with(mapping, index, other_of=choice)


def freed(mapping: Mapping, index: int) -> Mapping:
    """The mapping, the column at `index` being the row of no grid."""
    return _with(mapping, index, grid="", name="")


def _with(mapping: Mapping, index: int, **changes: object) -> Mapping:
    return replace(
        mapping,
        columns=tuple(
            replace(each, confidence=1.0, reason="chosen", **changes) if each.index == index else each  # type: ignore[arg-type]
            for each in mapping.columns
        ),
    )


def tie_words(mapping: Mapping, column: ColumnMapping) -> str:
    """« Ligne de la grille « … » », « Précise le « Autre » de « … » », or ""."""
    if column.grid:
        return tr("Ligne de la grille « {name} ».", name=ellipsis(column.grid, _SHOWN))
    choice = next((each for each in mapping.columns if each.index == column.other_of), None)
    if column.role is not Role.TEXT or choice is None:
        return ""
    return tr("Précise le « Autre » de « {name} ».", name=ellipsis(_name(choice), _SHOWN))


def add_ties(menu: QMenu, mapping: Mapping, column: ColumnMapping, choose: Choose) -> None:
    """Offer to say what the column belongs to, where that makes sense."""
    if mapping.kind is not SourceKind.RESPONSES:
        return
    if column.grid:
        menu.addAction(tr("Détacher de sa grille"), lambda: choose(freed(mapping, column.index)))
        return
    choices = [each for each in mapping.columns if each.role in (Role.SINGLE, Role.MULTIPLE)]
    near = sorted(choices, key=lambda each: abs(each.index - column.index))[:_NEAR]
    if column.role is not Role.TEXT or not near:
        return
    within = menu.addMenu(tr("Précise le « Autre » de…"))
    for each in sorted(near, key=lambda each: each.index):
        words = ellipsis(_name(each), _SHOWN).replace("&", "&&")
        within.addAction(_ticked(within, words, mapping, column, each.index, choose))
    within.addSeparator()
    within.addAction(_ticked(within, tr("Aucune question"), mapping, column, -1, choose))


def _ticked(
    menu: QMenu, words: str, mapping: Mapping, column: ColumnMapping, choice: int, choose: Choose
) -> QAction:
    action = QAction(words, menu)
    action.setCheckable(True)
    action.setChecked(column.other_of == choice)
    action.triggered.connect(lambda: choose(tied(mapping, column.index, choice)))
    return action


def _name(column: ColumnMapping) -> str:
    return " ".join((column.name or column.header).split())
