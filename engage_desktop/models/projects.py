"""Another team's coded study as an import reads it: its codebook, its documents cut into turns, the codes on them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engage_desktop.models.sources import RowProblem, TurnRecord


@dataclass(frozen=True, slots=True)
class StudyCode:
    """One code of another study: `key` and `parent` are that study's own ids, `color` is 1 to 8, or 0 for none.

    `row` is its 1-based place in the codebook.
    """

    row: int
    key: str
    name: str
    parent: str = ""
    color: int = 0
    description: str = ""


@dataclass(frozen=True, slots=True)
class TurnCoding:
    """A code on one turn: `turn` is the place of the turn in its document, None and None the whole turn."""

    turn: int
    code: str
    start: int | None
    end: int | None
    coder: str = ""


@dataclass(frozen=True, slots=True)
class StudyDocument:
    """One source of another study: `row` is its 1-based place, `lost` the codings that could not be placed.

    A coding that lies over several turns is one `TurnCoding` in each, `passages` how many there were before.
    """

    row: int
    name: str
    participant: str
    turns: tuple[TurnRecord, ...]
    codings: tuple[TurnCoding, ...]
    attributes: tuple[tuple[str, str], ...] = ()
    held_on: str | None = None
    memo: str = ""
    passages: int = 0
    lost: tuple[RowProblem, ...] = ()
