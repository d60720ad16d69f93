"""A response that comes back changed: its answers are replaced, its texts revised, its codings kept.

Everything here is noted for undo. A coded passage follows its words in the revised text; when they are no longer
there, the code stays, on the whole verbatim: no tag is lost.
"""

from __future__ import annotations

from collections.abc import Sequence

from engage_desktop.models.sources import ResponseRecord
from engage_desktop.store import journal, search
from engage_desktop.store.database import Session
from engage_desktop.store.passages import found_again
from engage_desktop.store.soundness import text_hash

# Driver SQL: thousands of responses may come back changed, and building each statement costs more than running it.
_CHANGED = "UPDATE response SET submitted_at = ?, content_hash = ?, row = ?, complete = ? WHERE id = ?"
ANSWER = (
    "INSERT INTO answer (response_id, question_id, rank, number, option_id, text, missing)"
    " VALUES (?, ?, ?, ?, ?, ?, ?)"
)
_REVISED = "UPDATE verbatim SET text = ?, hash = ? WHERE id = ?"
_MOVED = 'UPDATE coding SET start = ?, "end" = ?, hash = ? WHERE id = ?'


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
    asked = ", ".join("?" * len(questions))
    with journal.recording(session):
        session.bulk(
            "response", _CHANGED, [(record.submitted_at, content, record.row, int(record.complete), key)]
        )
        session.bulk(
            "answer",
            f"DELETE FROM answer WHERE response_id = ? AND question_id IN ({asked})",  # noqa: S608 - question marks
            [(key, *questions)],
        )
        session.bulk("answer", ANSWER, list(answers))
    return int(session.rows("SELECT participant_id FROM response WHERE id = ?", (key,))[0][0] or 0)


def texts(session: Session, key: int, wanted: dict[int, str]) -> dict[int, str]:
    """Revise the verbatims of a response, by question; gives those that are new and still to be written."""
    rows = session.rows("SELECT id, question_id, text FROM verbatim WHERE response_id = ?", (key,))
    present = {question: (verbatim, text) for verbatim, question, text in rows}
    for question, text in wanted.items():
        if question in present and present[question][1] != text:
            revise(session, present[question][0], present[question][1], text)
    return {question: text for question, text in wanted.items() if question not in present}


def revise(session: Session, verbatim: int, before: str, after: str) -> None:
    """Put `after` in place of the text of a verbatim: its codings follow their words."""
    with journal.recording(session):
        session.bulk("verbatim", _REVISED, [(after, text_hash(after), verbatim)])
        moved = []
        for key, start, end in session.rows(
            'SELECT id, start, "end" FROM coding WHERE verbatim_id = ?', (verbatim,)
        ):
            place = None if start is None else found_again(before, after, start, end)
            quote = after if place is None else after[place[0] : place[1]]
            moved.append((*(place or (None, None)), text_hash(quote), key))
        session.bulk("coding", _MOVED, moved)
    session.bulk("sentiment_result", "DELETE FROM sentiment_result WHERE verbatim_id = ?", [(verbatim,)])
    session.bulk("verbatim_search", "DELETE FROM verbatim_search WHERE rowid = ?", [(verbatim,)])
    search.index(session, [(verbatim, after)])


def forget(session: Session, verbatims: Sequence[int]) -> None:
    """Take verbatims out of the study and of its search, with all that hangs on them."""
    keys = [(int(each),) for each in verbatims]
    with journal.recording(session):
        session.bulk("verbatim", "DELETE FROM verbatim WHERE id = ?", keys)
    session.bulk("verbatim_search", "DELETE FROM verbatim_search WHERE rowid = ?", keys)
