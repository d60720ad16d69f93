"""A response that comes back changed: its answers are replaced, its texts revised, its codings kept.

Everything here is noted for undo. A coded passage follows its words in the revised text; when they are no longer
there, the code stays, on the whole verbatim: no tag is lost.
"""

from __future__ import annotations

from collections.abc import Sequence

import sqlalchemy as sa

from engage_desktop.models import tables
from engage_desktop.models.sources import ResponseRecord
from engage_desktop.store import journal, search
from engage_desktop.store.database import Session
from engage_desktop.store.soundness import text_hash


def response(
    session: Session,
    key: int,
    record: ResponseRecord,
    content: bytes,
    *,
    questions: Sequence[int],
    answers: Sequence[tuple[object, ...]],
) -> int:
    """Replace the answers to `questions`; gives the participant."""
    answer, table = tables.answer, tables.response
    with journal.recording(session):
        session.execute(
            sa.update(table)
            .where(table.c.id == key)
            .values(submitted_at=record.submitted_at, content_hash=content, row=record.row)
        )
        session.execute(
            sa.delete(answer).where(answer.c.response_id == key, answer.c.question_id.in_(questions))
        )
        session.bulk(
            "answer",
            "INSERT INTO answer (response_id, question_id, rank, number, option_id, text, missing)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            list(answers),
        )
    return int(session.sql("SELECT participant_id FROM response WHERE id = ?", (key,)).scalar() or 0)


def texts(session: Session, key: int, wanted: dict[int, str]) -> dict[int, str]:
    """Revise the verbatims of a response, by question; gives those that are new and still to be written."""
    rows = session.rows("SELECT id, question_id, text FROM verbatim WHERE response_id = ?", (key,))
    present = {question: (verbatim, text) for verbatim, question, text in rows}
    for question, text in wanted.items():
        if question in present and present[question][1] != text:
            _revise(session, present[question][0], present[question][1], text)
    return {question: text for question, text in wanted.items() if question not in present}


def _revise(session: Session, verbatim: int, before: str, after: str) -> None:
    table, coding = tables.verbatim, tables.coding
    with journal.recording(session):
        session.execute(
            sa.update(table).where(table.c.id == verbatim).values(text=after, hash=text_hash(after))
        )
        for key, start, end in session.rows(
            'SELECT id, start, "end" FROM coding WHERE verbatim_id = ?', (verbatim,)
        ):
            place = (None, None) if start is None else _found_again(before, after, start, end)
            quote = after if place[0] is None else after[place[0] : place[1]]
            moved = sa.update(coding).where(coding.c.id == key)
            session.execute(moved.values(start=place[0], end=place[1], hash=text_hash(quote)))
    session.execute(
        sa.delete(tables.sentiment_result).where(tables.sentiment_result.c.verbatim_id == verbatim)
    )
    session.sql("DELETE FROM verbatim_search WHERE rowid = ?", (verbatim,))
    search.index(session, [(verbatim, after)])


def _found_again(before: str, after: str, start: int, end: int) -> tuple[int | None, int | None]:
    """Where the passage stands in the revised text: the place nearest to where it stood."""
    quote = before[start:end]
    places = []
    at = after.find(quote)
    while at >= 0:
        places.append(at)
        at = after.find(quote, at + 1)
    if not places:
        return None, None
    nearest = min(places, key=lambda place: abs(place - start))
    return nearest, nearest + len(quote)
