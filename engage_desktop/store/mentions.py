"""Posts, reviews, messages and tickets on their way into a study; those that a newer export tells again are updated.

One is known again by the tool's own id where no other shares it, else by all that makes it: author, moment, link and
text. Its text is then revised, codings following their words, and its counters become those of the newer file. All of
it is noted for undo.
"""

from __future__ import annotations

import json
from typing import Any

from engage_desktop.models.sources import MentionRecord, Plan, RowProblem
from engage_desktop.models.verbatims import VerbatimKind
from engage_desktop.store import journal, updating
from engage_desktop.store.batch import Batch, moment_of
from engage_desktop.store.database import Session
from engage_desktop.store.people import People
from engage_desktop.store.texts import LIVE, PAGE, Tally, Texts, next_number, uid_of
from engage_desktop.store.written import Cells

_COUNTER = "INSERT INTO counter (verbatim_id, name, value, written_id) VALUES (?, ?, ?, nullif(?, 0))"
_COUNTED = f"{_COUNTER} ON CONFLICT DO UPDATE SET value = excluded.value, written_id = excluded.written_id"
_FACTS = (
    "UPDATE verbatim SET uid = ?, title = ?, channel = ?, thread = ?, link = ?, language = ? WHERE id = ?"
)
_SAID = tuple(kind.value for kind in VerbatimKind if kind not in (VerbatimKind.ANSWER, VerbatimKind.TURN))
_AS_IT_STANDS = (
    "SELECT v.id, v.kind, v.text, coalesce(v.said_at, ''), coalesce(p.key_hash, ''), s.format, v.uid, v.title,"
    " v.channel, v.thread, v.link, v.language FROM json_each(?) j JOIN verbatim v ON v.id = j.value"
    " JOIN source s ON s.id = v.source_id LEFT JOIN participant p ON p.id = v.participant_id"
)
_ANY_TABLE = "mentions"  # its ids may be anyone's: two files may both count from 1


class MentionLoader:
    """Takes the mentions of one import; how each ends is in `tally`."""

    def __init__(
        self, session: Session, source: int, plan: Plan, sheet: str, column: str, format_id: str
    ) -> None:
        self.tally = Tally()
        self.batch = Batch()
        self.remarks: list[RowProblem] = []  # codes that left their words when these changed
        self._session, self._source, self._sheet, self._column = session, source, sheet, column
        self._format = format_id
        self._people, self._texts = People(session, source), Texts(session, self.batch)
        self._cells = Cells(session)
        self._attributes = tuple(self._people.attribute(name) for name in plan.attributes)
        self._by_uid, self._by_id = _known(session)
        self._seen: dict[str, int] = {}
        self._number = next_number(session, "M-")
        self._counters: list[tuple[int, str, int, int]] = []
        self._told: set[int] = set()  # those that the file has told again already
        self._again: list[tuple[int, str, MentionRecord]] = []
        self._waiting = 0

    def take(self, record: MentionRecord) -> None:
        """Take one record; what becomes of it is in the tally once it is flushed."""
        uid = uid_of("mention", record.external_id or record.link, record.author, record.said_at, record.text)
        known = self._by_uid.get(uid) or self._by_id.get(record.external_id or "")
        if known is not None and known not in self._told:
            self._told.add(known)
            self._seen.setdefault(uid, record.row)
            self._again.append((known, uid, record))
        elif uid in self._by_uid:
            self.tally.duplicates += 1
        else:
            self._add(uid, record)
        self._waiting += 1
        if self._waiting >= PAGE:
            self.flush()

    @property
    def only_added(self) -> bool:
        """Whether the batch says all: nothing that was there before has changed."""
        return not self.tally.updated and not self.batch.describes_before(self._people.first)

    def flush(self) -> None:
        """Compare what was there with what the file tells of it, then write what is waiting."""
        again, self._again = self._again, []
        self._compare(again)
        self._people.flush(self.batch)
        self._cells.flush()
        self._texts.flush()
        self._session.bulk("counter", _COUNTER, self._counters)
        self._counters, self._waiting = [], 0

    def _add(self, uid: str, record: MentionRecord) -> None:
        first = self._seen.setdefault(uid, record.row)
        if first != record.row:
            self.tally.skipped.append(RowProblem(record.row, "", "duplicate_of_row", "", str(first)))
            return
        who = self._people.find(record.author)
        for attribute, value in zip(self._attributes, record.attributes, strict=False):
            if value is not None:
                self._people.describe(who, attribute, value)
        written = self._kept(record)
        made = self._texts.add(
            uid, record.kind, f"M-{self._number:04d}", record.text,
            (
                who, 0, 0, self._source, record.external_id or "", record.said_at or "", record.title,
                record.channel, record.thread, record.link, record.language, "", 0, "", self._sheet, record.row,
                self._column, -1, -1, 0, written.get("text", 0), written.get("date", 0),
            ),
        )  # fmt: skip
        self._number += 1
        self._counters += [(made, name, value, written.get(name, 0)) for name, value in record.counters]
        self.tally.imported += 1
        self.tally.verbatims += 1

    def _kept(self, record: MentionRecord) -> dict[str, int]:
        return {what: self._cells.keep(cell) for what, cell in record.written}

    def _compare(self, again: list[tuple[int, str, MentionRecord]]) -> None:
        """Update those that the file tells otherwise; one that only bears the same id is another mention."""
        listed = json.dumps([key for key, _uid, _record in again])
        standing = {row[0]: row for row in self._session.rows(_AS_IT_STANDS, (listed,))} if again else {}
        counted = self._counted(listed) if again else {}
        facts: list[tuple[object, ...]] = []
        counters: list[tuple[int, str, int, int]] = []
        for key, uid, record in again:
            row = standing[key]
            if row[6] != uid and not self._is_same(row, record):
                self._add(uid, record)
                continue
            written = self._kept(record)
            changed = [pair for pair in record.counters if counted.get(key, {}).get(pair[0]) != pair[1]]
            counters += [(key, name, value, written.get(name, 0)) for name, value in changed]
            told = (record.title, record.channel, record.thread, record.link, record.language)
            now = tuple(new or old for new, old in zip(told, row[7:], strict=True))
            retold = row[2] != record.text or now != row[7:]
            if retold:
                facts.append((uid, *now, key))
            if row[2] != record.text:
                at = updating.Place(self._source, record.row, self._sheet, self._column, written.get("text"))
                self.remarks += updating.revise(self._session, key, row[2], record.text, at=at)
            if changed or retold:
                self.tally.updated += 1
            else:
                self.tally.duplicates += 1
        if facts or counters:
            with journal.recording(self._session):
                self._session.bulk("verbatim", _FACTS, facts)
                self._session.bulk("counter", _COUNTED, counters)

    def _is_same(self, row: tuple[Any, ...], record: MentionRecord) -> bool:
        """Whether the mention of that id is the one told: same kind and moment, or author where no moment is known."""
        _key, kind, _text, said_at, author, format_id = row[:6]
        if kind != record.kind:
            return False
        if said_at and record.said_at:
            return bool(moment_of(said_at) == moment_of(record.said_at))
        if author and record.author:
            return bool(author == self._people.key(record.author))
        return bool(format_id == self._format != _ANY_TABLE)

    def _counted(self, listed: str) -> dict[int, dict[str, int]]:
        found: dict[int, dict[str, int]] = {}
        for key, name, value in self._session.rows(
            "SELECT c.verbatim_id, c.name, c.value FROM json_each(?) j JOIN counter c ON c.verbatim_id = j.value",
            (listed,),
        ):
            found.setdefault(key, {})[name] = value
        return found


def _known(session: Session) -> tuple[dict[str, int], dict[str, int]]:
    """The mentions that are there: by all that makes them, and by the tool's id where one alone bears it."""
    by_uid: dict[str, int] = {}
    by_id: dict[str, int] = {}
    shared: set[str] = set()
    kinds = ", ".join("?" * len(_SAID))
    for key, uid, external in session.rows(
        f"SELECT id, uid, external_id FROM verbatim WHERE kind IN ({kinds}) AND {LIVE}",  # noqa: S608 - question marks
        _SAID,
    ):
        if uid is not None:
            by_uid[uid] = key
        if external is not None and by_id.setdefault(external, key) != key:
            shared.add(external)
    for external in shared:
        del by_id[external]
    return by_uid, by_id
