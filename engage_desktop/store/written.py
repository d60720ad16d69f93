"""Cells as their file wrote them: kept beside the values that say less, each distinct text once for an import."""

from __future__ import annotations

import json
from collections.abc import Iterable

from engage_desktop.models.ids import SourceId
from engage_desktop.models.verbatims import Origin, Score
from engage_desktop.store.database import Session

_REMEMBERED = 50_000  # distinct texts; beyond, some are kept twice, which costs less than remembering all
_INSERT = "INSERT INTO written (id, text) VALUES (?, ?)"


class Cells:
    """The cells that an import keeps, waiting to be written."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._next = 0
        self._known: dict[str, int] = {}
        self._waiting: list[tuple[int, str]] = []

    def keep(self, text: str) -> int:
        """The number under which a text is kept."""
        known = self._known.get(text)
        if known is not None:
            return known
        if not self._next:
            self._next = int(self._session.sql("SELECT coalesce(max(id), 0) + 1 FROM written").scalar_one())
        if len(self._known) >= _REMEMBERED:
            self._known.clear()
        made = self._known[text] = self._next
        self._next += 1
        self._waiting.append((made, text))
        return made

    def flush(self) -> None:
        """Write what is waiting."""
        self._session.bulk("written", _INSERT, self._waiting)
        self._waiting = []


def headers(session: Session) -> dict[tuple[int, str], str]:
    """The header of the column of each question, by source and the question's code."""

    def make() -> dict[tuple[int, str], str]:
        found: dict[tuple[int, str], str] = {}
        for source, mapping in session.rows("SELECT id, mapping FROM source WHERE kind = 'responses'"):
            for column in json.loads(mapping).get("columns", ()):
                found.setdefault((source, column.get("question_code", "")), column.get("header", ""))
        return found

    return session.cache.get("headers", frozenset({"source"}), make)


def scores(session: Session, responses: Iterable[int]) -> dict[int, tuple[Score, ...]]:
    """What each response answers to the scored questions of its survey, in their order."""
    named = headers(session)
    found: dict[int, tuple[Score, ...]] = {}
    for response, kind, code, number, high, text, source, file, sheet, row in session.rows(
        "SELECT a.response_id, q.kind, q.code, a.number, q.scale_high, w.text, f.id, f.file, f.sheet, r.row"
        " FROM json_each(?) j JOIN answer a ON a.response_id = j.value JOIN question q ON q.id = a.question_id"
        " JOIN response r ON r.id = a.response_id JOIN source f ON f.id = coalesce(r.revised_by, r.source_id)"
        " LEFT JOIN written w ON w.id = a.written_id"
        " WHERE a.number IS NOT NULL AND q.kind IN ('nps', 'csat', 'ces', 'scale') AND q.deleted_at IS NULL"
        " ORDER BY a.response_id, q.position",
        (_listed(responses),),
    ):
        origin = Origin(SourceId(source), file, sheet, row, named.get((source, code), ""))
        score = Score(kind, code, int(number), high, text or "", origin)
        found[response] = (*found.get(response, ()), score)
    return found


def of_verbatims(session: Session, ids: Iterable[int]) -> dict[int, tuple[tuple[str, str], ...]]:
    """What the file wrote of these verbatims beyond their values: "text", "date" or a counter's name, and the cell."""
    found: dict[int, tuple[tuple[str, str], ...]] = {}
    for verbatim, what, text in session.rows(_OF_VERBATIMS, (_listed(ids),) * 3):
        found[verbatim] = (*found.get(verbatim, ()), (what, text))
    return found


_OF_VERBATIMS = (
    "SELECT v.id, 'text', w.text FROM json_each(?) j JOIN verbatim v ON v.id = j.value"
    " JOIN written w ON w.id = v.written_id UNION ALL"
    " SELECT v.id, 'date', w.text FROM json_each(?) j JOIN verbatim v ON v.id = j.value"
    " LEFT JOIN response r ON r.id = v.response_id"
    " JOIN written w ON w.id = coalesce(v.said_written_id, r.written_id) UNION ALL"
    " SELECT c.verbatim_id, c.name, w.text FROM json_each(?) j JOIN counter c ON c.verbatim_id = j.value"
    " JOIN written w ON w.id = c.written_id"
)


def _listed(ids: Iterable[int]) -> str:
    return json.dumps([int(each) for each in ids])
