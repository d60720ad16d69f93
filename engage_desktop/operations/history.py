"""Undo and redo, by the journal."""

from __future__ import annotations

from engage_desktop.models.study import Act
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


def _count_again(session: Session) -> None:
    if session.touched & _COUNTED:
        columns.rebuild(session)
