"""What the list of imports reads from the study."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from engage_desktop.models.ids import SourceId
from engage_desktop.models.sources import RowProblem, Source
from engage_desktop.models.study import Act
from engage_desktop.models.surveys import Survey, Wave
from engage_desktop.store import journal, sources, surveys, waves

if TYPE_CHECKING:
    from engage_desktop.store.database import Session

IMPORT, REMOVE = "source.import", "source.remove"


@dataclass(frozen=True, slots=True)
class Imports:
    """Every import, the acts that took some back, and what the next undo and redo would touch."""

    sources: tuple[Source, ...]
    removals: tuple[tuple[str, dt.datetime], ...]  # file, when; newest first
    next_undo: Act | None
    next_redo: Act | None
    surveys: tuple[Survey, ...]
    waves: tuple[Wave, ...]


def read_imports(session: Session) -> Imports:
    """All that the screen shows."""
    acts = journal.history(session)
    return Imports(
        sources=sources.sources(session),
        removals=tuple(
            (_file(act), act.at)
            for act in acts
            if (act.verb == REMOVE and not act.undone) or (act.verb == IMPORT and act.undone)
        ),
        next_undo=journal.next_undo(session),
        next_redo=journal.next_redo(session),
        surveys=surveys.surveys(session),
        waves=waves.waves(session),
    )


def read_problems(session: Session, source: SourceId) -> tuple[RowProblem, ...]:
    """The refused rows of one import."""
    return sources.problems(session, source)


def way_back(imports: Imports, source: Source) -> str:
    """How a removed import can come back now: "undo", "redo", or "" when it cannot in one step."""
    twins = sum(each.removed and each.file == source.file for each in imports.sources)
    if not source.removed or twins != 1:
        return ""
    if imports.next_undo is not None and _is(imports.next_undo, REMOVE, source):
        return "undo"
    if imports.next_redo is not None and _is(imports.next_redo, IMPORT, source):
        return "redo"
    return ""


def removed_at(imports: Imports, source: Source) -> dt.datetime | None:
    """When a removed import was taken back, as far as the journal tells."""
    return next((at for file, at in imports.removals if file == source.file), None)


def _is(act: Act, verb: str, source: Source) -> bool:
    return act.verb == verb and _file(act) == source.file


def _file(act: Act) -> str:
    return dict(act.facts).get("file", "")
