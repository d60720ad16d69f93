"""A response or a text that comes back changed: answers are replaced, texts revised, codings kept.

Everything here is noted for undo. A coded passage follows its words in the revised text; when they are no longer
there, the code stays, on the whole verbatim: no tag is lost, and what left its words is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from engage_desktop.models.sources import ResponseRecord, RowProblem
from engage_desktop.store import journal, search
from engage_desktop.store.database import Session
from engage_desktop.store.passages import found_again
from engage_desktop.store.soundness import text_hash

# Driver SQL: thousands of responses may come back changed, and building each statement costs more than running it.
_CHANGED = (
    "UPDATE response SET submitted_at = ?, written_id = ?, content_hash = ?, row = ?, complete = ?,"
    " revised_by = nullif(?, source_id) WHERE id = ?"
)
ANSWER = (
    "INSERT INTO answer (response_id, question_id, rank, number, option_id, text, missing, written_id)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)
_REVISED = "UPDATE verbatim SET text = ?, hash = ? WHERE id = ?"
_FROM = (
    'UPDATE verbatim SET revised_by = nullif(?, source_id), row = ?, sheet = ?, "column" = ?, written_id = ?'
    " WHERE id = ?"
)
_CODING = (
    'INSERT INTO coding (id, uid, verbatim_id, code_id, coder_id, start, "end", hash, created_at)'
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_LEFT = "kept_code_on_whole"


@dataclass(frozen=True, slots=True)
class Place:
    """Where a revised text stands: the import that tells it, its row and column, and its cell when that says more."""

    source: int
    row: int
    sheet: str
    column: str
    written: int | None = None


def response(
    session: Session,
    key: int,
    record: ResponseRecord,
    content: bytes,
    *,
    source: int,
    written: int | None,
    questions: Sequence[int],
    answers: Sequence[tuple[object, ...]],
) -> int:
    """Replace the answers to `questions` by those that `source` tells; gives the participant."""
    asked = ", ".join("?" * len(questions))
    facts = (record.submitted_at, written, content, record.row, int(record.complete), source, key)
    with journal.recording(session):
        session.bulk("response", _CHANGED, [facts])
        session.bulk(
            "answer",
            f"DELETE FROM answer WHERE response_id = ? AND question_id IN ({asked})",  # noqa: S608 - question marks
            [(key, *questions)],
        )
        session.bulk("answer", ANSWER, list(answers))
    return int(session.rows("SELECT participant_id FROM response WHERE id = ?", (key,))[0][0] or 0)


def texts(
    session: Session, key: int, wanted: dict[int, tuple[str, Place]]
) -> tuple[frozenset[int], list[RowProblem]]:
    """Revise the verbatims of a response, by question; gives the questions whose texts are still to be written.

    Beside them, what is to be said of codes whose words left.
    """
    rows = session.rows("SELECT id, question_id, text FROM verbatim WHERE response_id = ?", (key,))
    present = {question: (verbatim, text) for verbatim, question, text in rows}
    remarks: list[RowProblem] = []
    for question, (text, at) in wanted.items():
        if question in present and present[question][1] != text:
            remarks += revise(session, present[question][0], present[question][1], text, at=at)
    return frozenset(wanted) - present.keys(), remarks


def revise(
    session: Session, verbatim: int, before: str, after: str, *, at: Place | None = None
) -> list[RowProblem]:
    """Put `after` in place of the text of a verbatim: its codings follow their words.

    Gives a remark for each code whose words left, and which stands on the whole text now.
    """
    with journal.recording(session):
        session.bulk("verbatim", _REVISED, [(after, text_hash(after), verbatim)])
        if at is not None:
            facts = (at.source, at.row, at.sheet, at.column, at.written, verbatim)
            session.bulk("verbatim", _FROM, [facts])
        left = _move(session, verbatim, before, after)
    session.bulk("sentiment_result", "DELETE FROM sentiment_result WHERE verbatim_id = ?", [(verbatim,)])
    session.bulk("verbatim_search", "DELETE FROM verbatim_search WHERE rowid = ?", [(verbatim,)])
    search.index(session, [(verbatim, after)])
    row, column = (0, "") if at is None else (at.row, at.column)
    return [RowProblem(row, column, _LEFT, quote, code) for quote, code in left]


def _move(session: Session, verbatim: int, before: str, after: str) -> list[tuple[str, str]]:
    """Give each coding its place in the revised text; the words and code names of those that have none there.

    They are taken out and put in again, for passages may exchange their places. Two of one code and one coder that
    meet become one: the older.
    """
    rows = session.rows(
        'SELECT c.id, c.uid, c.code_id, c.coder_id, c.start, c."end", c.created_at, d.name FROM coding c'
        " JOIN code d ON d.id = c.code_id WHERE c.verbatim_id = ? ORDER BY c.id",
        (verbatim,),
    )
    placed: dict[tuple[int, int, int | None, int | None], tuple[object, ...]] = {}
    left: list[tuple[str, str]] = []
    for key, uid, code, coder, start, end, created, name in rows:
        place = None if start is None else found_again(before, after, start, end)
        if start is not None and place is None:
            left.append((before[start:end], name))
        first, last = place or (None, None)
        quote = after if place is None else after[place[0] : place[1]]
        coding = (key, uid, verbatim, code, coder, first, last, text_hash(quote), created)
        placed.setdefault((code, coder, first, last), coding)
    session.bulk("coding", "DELETE FROM coding WHERE id = ?", [(row[0],) for row in rows])
    session.bulk("coding", _CODING, list(placed.values()))
    return left


def forget(session: Session, verbatims: Sequence[int]) -> None:
    """Take verbatims out of the study and of its search, with all that hangs on them."""
    keys = [(int(each),) for each in verbatims]
    with journal.recording(session):
        session.bulk("verbatim", "DELETE FROM verbatim WHERE id = ?", keys)
    session.bulk("verbatim_search", "DELETE FROM verbatim_search WHERE rowid = ?", keys)
