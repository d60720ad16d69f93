"""Undo and redo, by the journal."""

from __future__ import annotations

from engage_desktop.models.ids import ActId
from engage_desktop.models.study import Act
from engage_desktop.progress import Progress
from engage_desktop.store import columns, journal
from engage_desktop.store.database import Session, Study

# What the coded columns are made from: an act on these makes them out of date.
_COUNTED = frozenset(
    {"source", "survey", "question", "response", "answer", "verbatim", "participant_attribute"}
)


def undo(study: Study) -> Act:
    """Take back the last act; raises when there is none."""
    with study.write(bulk=True) as session:
        done = journal.undo(session)
        _count_again(session)
    return done


def redo(study: Study) -> Act:
    """Do again the act taken back last; raises when there is none."""
    with study.write(bulk=True) as session:
        done = journal.redo(session)
        _count_again(session)
    return done


def return_to(study: Study, act: ActId, *, progress: Progress | None = None) -> tuple[Act, ...]:
    """The study as it stood just after `act`: what came later is taken back, or it is done again itself.

    Gives the acts undone or redone, in order; all of it or nothing.
    """
    progress = progress or Progress()
    steps: list[Act] = []
    with study.write(bulk=True) as session:
        while (last := journal.next_undo(session)) is not None and last.id > act:
            progress.step(len(steps), 0, "undoing")
            steps.append(journal.undo(session))
        while (undone := journal.next_redo(session)) is not None and undone.id <= act:
            progress.step(len(steps), 0, "redoing")
            steps.append(journal.redo(session))
        _count_again(session)
    return tuple(steps)


def _count_again(session: Session) -> None:
    if session.touched & _COUNTED:
        columns.rebuild(session)
