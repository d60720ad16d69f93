"""Verbatims of the other study: answers, mentions and turns that are here, and those that come in."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from engage_desktop.models.merging import MergeKind
from engage_desktop.store import journal, search
from engage_desktop.store.batch import moment_of
from engage_desktop.store.database import Session
from engage_desktop.store.merging.account import Account
from engage_desktop.store.merging.documents import Documents
from engage_desktop.store.merging.paging import pages
from engage_desktop.store.merging.people import People
from engage_desktop.store.merging.responses import Responses, written_of
from engage_desktop.store.merging.sources import Sources
from engage_desktop.store.merging.surveys import Surveys
from engage_desktop.store.texts import LIVE, known_uids, next_number
from engage_desktop.store.written import Cells

_READ = (
    "id, kind, uid, hash, participant_id, response_id, question_id, source_id, external_id, said_at, title, sheet, row,"
    " revised_by, speaker, interviewer"
)
_COLUMNS = (
    "id", "uid", "kind", "ref", "text", "hash", "participant_id", "response_id", "question_id", "source_id",
    "external_id", "said_at", "title", "channel", "thread", "link", "language", "speaker", "interviewer", "heading",
    "sheet", "row", "column", "start_ms", "end_ms", "position", "flagged", "written_id", "said_written_id",
    "revised_by",
)  # fmt: skip
_LISTED = ", ".join(f'v."{name}"' for name in _COLUMNS)
_INSERT = (
    f"INSERT INTO verbatim ({', '.join(f'{chr(34)}{name}{chr(34)}' for name in _COLUMNS)})"  # noqa: S608
    f" VALUES ({', '.join('?' * len(_COLUMNS))})"
)
_COUNTER = "INSERT INTO counter (verbatim_id, name, value, written_id) VALUES (?, ?, ?, ?)"


@dataclass(frozen=True, slots=True)
class Theirs:
    """What tells one verbatim of the other study from another."""

    id: int
    kind: str
    uid: str | None
    hash: bytes
    participant: int | None
    response: int | None
    question: int | None
    source: int
    external: str | None
    said_at: str | None
    title: str
    sheet: str
    row: int
    revised_by: int | None
    speaker: str
    interviewer: int


class Texts:
    """Their verbatims by their ids: `of` those found again and whether the text is the same, `fresh` the new ones."""

    def __init__(
        self, ours: Session, theirs: Session, sources: Sources, surveys: Surveys, people: People, responses: Responses,
        cells: Cells, account: Account,
    ) -> None:  # fmt: skip
        self.of: dict[int, tuple[int, bool]] = {}
        self.fresh: dict[int, int] = {}
        self.unread: set[int] = set()  # of surveys or questions that are put aside here
        self.documents = Documents(ours, theirs)
        self._ours, self._theirs, self._sources, self._surveys = ours, theirs, sources, surveys
        self._people, self._responses, self._cells, self._account = people, responses, cells, account
        self._coming: list[int] = []
        self._mentions: list[int] = []

    def here(self, verbatim: int) -> tuple[int, bool] | None:
        """The verbatim here, and whether its text is the same."""
        made = self.fresh.get(verbatim)
        return self.of.get(verbatim) if made is None else (made, True)

    def match(self, step: Callable[[int], None]) -> None:
        """Tell those that are here from those that are not; `responses` must have been matched."""
        known = _Known(self._ours, self._sources)
        keys = [key for (key,) in self._theirs.rows(f"SELECT id FROM verbatim WHERE {LIVE} ORDER BY id")]  # noqa: S608
        for page in pages(keys):
            step(len(page))
            pairs: list[tuple[Theirs, int]] = []
            for row in self._theirs.rows(
                f"SELECT {_READ} FROM verbatim WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id",  # noqa: S608
                (json.dumps(list(page)),),
            ):
                each = Theirs(*row)
                found = self._find(each, known)
                if found is not None:
                    pairs.append((each, found))
            self._compare(pairs)

    def _find(self, each: Theirs, known: _Known) -> int | None:
        """Ours, None when it comes in or is left there."""
        if each.source not in self._sources.live:
            return None
        if each.kind == "answer":
            question = self._surveys.question.get(each.question or 0)
            here = self._responses.of.get(each.response or 0)
            fresh = each.response in self._responses.coming
            if question is None or (here is None and not fresh):
                self.unread.add(each.id)
                return None
            found = None if here is None else known.answers.get((here, question))
        elif each.kind == "turn":
            found = known.uids.get(each.uid or "")
            shared = self._sources.of.get(each.source)
            if found is None and shared is not None and self.documents.parts(shared, each.title):
                place = self.documents.find(shared, each.title, each.row, self._text(each.id))
                found = None if place is None else self.documents.parts(shared, each.title)[place].id
        else:
            found = known.mention(each, self._sources.of.get(each.source))
        if found is None:
            self._coming.append(each.id)
        return found

    def _text(self, key: int) -> str:
        return str(self._theirs.sql("SELECT text FROM verbatim WHERE id = ?", (key,)).scalar_one())

    def _compare(self, pairs: list[tuple[Theirs, int]]) -> None:
        standing = {
            row[0]: row[1:]
            for row in self._ours.rows(
                "SELECT id, ref, hash, participant_id, speaker, interviewer FROM verbatim"
                " WHERE id IN (SELECT value FROM json_each(?))",
                (json.dumps([key for _each, key in pairs]),),
            )
        }
        for each, key in pairs:
            ref, digest, who, speaker, asks = standing[key]
            same = digest == each.hash
            self.of[each.id] = key, same
            self._account.know(MergeKind.ASKED if each.interviewer else MergeKind.VERBATIM)
            if each.kind not in ("answer", "turn"):
                self._mentions.append(each.id)
            if same or each.kind != "turn":
                self._people.same(each.participant, who)
            if not same:
                reason = "kept_merge_turn" if each.kind == "turn" else "kept_merge_text"
                self._account.remark(reason, at=ref, row=each.row, theirs=self._text(each.id))
            elif each.kind == "turn" and (speaker, asks) != (each.speaker, each.interviewer):
                self._account.remark(
                    "kept_merge_speaker", at=ref, row=each.row, theirs=each.speaker, ours=speaker
                )

    def bring(self, step: Callable[[int], None]) -> None:
        """Write those that are not here, with their counters, and have search know them."""
        self._last = int(self._ours.sql("SELECT coalesce(max(id), 0) FROM verbatim").scalar_one())
        self._number = next_number(self._ours, "M-")
        for page in pages(self._coming):
            step(len(page))
            listed = json.dumps(list(page))
            whole = f"SELECT {_LISTED} FROM json_each(?) j JOIN verbatim v ON v.id = j.value"  # noqa: S608
            rows = [dict(row) for row in self._theirs.sql(whole, (listed,)).mappings()]
            numbers = self._numbers(rows)
            cells = written_of(
                self._theirs, [row[name] for row in rows for name in ("written_id", "said_written_id")]
            )
            made: dict[bool, list[tuple[Any, ...]]] = {True: [], False: []}
            for row in rows:
                noted = self._sources.shared(row["source_id"]) or self._responses.stays(row["response_id"])
                made[noted].append(self._row(row, numbers, cells))
            counters: dict[bool, list[tuple[Any, ...]]] = {True: [], False: []}
            one_by_one = {each[0] for each in made[True]}
            for key, name, value, cell in self._counters(page):
                counter = (self.fresh[key], name, value, None if cell is None else self._cells.keep(cell))
                counters[counter[0] in one_by_one].append(counter)
            self._people.flush()
            self._cells.flush()
            self._write(made[False], counters[False])
            with journal.recording(self._ours):
                self._write(made[True], counters[True])

    def _write(self, rows: list[tuple[Any, ...]], counters: list[tuple[Any, ...]]) -> None:
        self._ours.bulk("verbatim", _INSERT, rows)
        search.index(self._ours, ((row[0], row[4]) for row in rows))
        self._ours.bulk("counter", _COUNTER, counters)

    def _row(
        self, row: dict[str, Any], numbers: dict[int, int], cells: dict[int | None, str]
    ) -> tuple[Any, ...]:
        """A row of theirs as one of ours."""
        self._last += 1
        theirs, source = row["source_id"], self._sources.here(row["source_id"])
        label = ("", "")
        if row["kind"] == "turn":
            label = self._label(row)
            row["ref"] = self.documents.ref(row["ref"], label)
            row["thread"] = label[1] if row["thread"] == label[0] else row["thread"]
        elif row["kind"] == "answer":
            row["ref"] = f"R-{numbers[row['response_id']]:04d}"
        else:
            row["ref"], self._number = f"M-{self._number:04d}", self._number + 1
        self.fresh[row["id"]] = self._last
        row["id"] = self._last
        row["source_id"] = source
        row["participant_id"] = self._people.here(row["participant_id"], source, label=label)
        row["revised_by"] = None if row["revised_by"] is None else self._sources.origin(row["revised_by"])
        response = row["response_id"]
        if response is not None:
            fresh = self._responses.fresh.get(response)
            row["response_id"] = self._responses.of[response] if fresh is None else fresh[0]
            row["question_id"] = self._surveys.question[row["question_id"]]
        else:
            self._sources.row_came(theirs)
        for name in ("written_id", "said_written_id"):
            cell = cells.get(row[name])
            row[name] = None if cell is None else self._cells.keep(cell)
        self._account.add(MergeKind.ASKED if row["interviewer"] else MergeKind.VERBATIM)
        return tuple(row[name] for name in _COLUMNS)

    def _label(self, row: dict[str, Any]) -> tuple[str, str]:
        if self._sources.shared(row["source_id"]):
            return row["thread"], row["thread"]
        return self.documents.label(row["source_id"], row["title"], row["thread"], row["ref"])

    def _numbers(self, rows: list[dict[str, Any]]) -> dict[int, int]:
        """The number here of each response that they have."""
        wanted = {row["response_id"] for row in rows if row["response_id"] is not None}
        found = {key: self._responses.fresh[key][1] for key in wanted if key in self._responses.fresh}
        known = {self._responses.of[key]: key for key in wanted if key in self._responses.of}
        for key, number in self._ours.rows(
            "SELECT r.id, r.number FROM json_each(?) j JOIN response r ON r.id = j.value",
            (json.dumps(list(known)),),
        ):
            found[known[key]] = number
        return found

    def count_mentions(self, step: Callable[[int], None]) -> None:
        """Give mentions that are here the counters that they lack, and tell those that differ."""
        for page in pages(self._mentions):
            step(len(page))
            ours = {
                (key, name): value
                for key, name, value in self._ours.rows(
                    "SELECT c.verbatim_id, c.name, c.value FROM json_each(?) j"
                    " JOIN counter c ON c.verbatim_id = j.value",
                    (json.dumps([self.of[key][0] for key in page]),),
                )
            }
            added = []
            differing: dict[int, int] = {}
            for key, name, value, cell in self._counters(page):
                here = self.of[key][0]
                if (here, name) not in ours:
                    added.append((here, name, value, None if cell is None else self._cells.keep(cell)))
                    ours[here, name] = value
                elif ours[here, name] != value:
                    differing[here] = differing.get(here, 0) + 1
            self._cells.flush()
            with journal.recording(self._ours):
                self._ours.bulk("counter", _COUNTER, added)
            for here in differing:
                ref = self._ours.sql("SELECT ref FROM verbatim WHERE id = ?", (here,)).scalar_one()
                self._account.remark("kept_merge_counters", at=str(ref))

    def _counters(self, keys: Sequence[int]) -> list[tuple[Any, ...]]:
        return self._theirs.rows(
            "SELECT c.verbatim_id, c.name, c.value, w.text FROM json_each(?) j"
            " JOIN counter c ON c.verbatim_id = j.value"
            " LEFT JOIN written w ON w.id = c.written_id",
            (json.dumps(list(keys)),),
        )


class _Known:
    """Our live verbatims, by all that tells them."""

    def __init__(self, ours: Session, sources: Sources) -> None:
        self.uids = known_uids(ours)
        self.answers: dict[tuple[int, int], int] = {
            (response, question): key
            for key, response, question in ours.rows(
                f"SELECT id, response_id, question_id FROM verbatim WHERE response_id IS NOT NULL AND {LIVE}"  # noqa: S608
            )
        }
        self._external: dict[str, tuple[int, str, str | None] | None] = {}
        self._places: dict[tuple[int, str, int], int | None] = {}
        self._claimed: set[int] = set()
        shared = set(sources.of.values())
        for key, kind, external, said_at, source, sheet, row, revised in ours.rows(
            "SELECT id, kind, external_id, said_at, source_id, sheet, row, revised_by FROM verbatim"  # noqa: S608
            f" WHERE kind NOT IN ('answer', 'turn') AND {LIVE}"
        ):
            if external:
                self._external[external] = None if external in self._external else (key, kind, said_at)
            if source in shared and revised is None:
                place = (source, sheet, row)
                self._places[place] = None if place in self._places else key

    def mention(self, each: Theirs, shared: int | None) -> int | None:
        """The mention here: the same throughout, the one of the tool's id and moment, or that of the same row."""
        found = self.uids.get(each.uid or "")
        if found is not None:
            self._claimed.add(found)
            return found
        named = self._external.get(each.external or "")
        if named is not None and named[1] == each.kind and named[2] and each.said_at:
            found = named[0] if moment_of(named[2]) == moment_of(each.said_at) else None
        if found is None and shared is not None and each.revised_by is None:
            found = self._places.get((shared, each.sheet, each.row))
        if found is None or found in self._claimed:
            return None
        self._claimed.add(found)
        return found
