"""Filled forms of the other study: those that are here have what they lacked, the others come in."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from engage_desktop.models.merging import MergeKind
from engage_desktop.store import journal
from engage_desktop.store.batch import moment_of
from engage_desktop.store.database import Session
from engage_desktop.store.merging.account import Account
from engage_desktop.store.merging.paging import pages
from engage_desktop.store.merging.people import People
from engage_desktop.store.merging.sources import Sources
from engage_desktop.store.merging.surveys import Surveys
from engage_desktop.store.texts import LIVE
from engage_desktop.store.updating import ANSWER
from engage_desktop.store.written import Cells

_COLUMNS = (
    "id, survey_id, wave_id, participant_id, source_id, external_id, submitted_at, language, complete, row,"
    " content_hash, written_id, revised_by, number"
)
_INSERT = (
    "INSERT INTO response (id, survey_id, wave_id, participant_id, source_id, number, external_id, submitted_at,"
    " language, complete, row, content_hash, written_id, revised_by) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_ANSWERS = (
    "SELECT a.response_id, a.question_id, a.rank, a.number, a.option_id, a.text, a.missing, w.text"
    " FROM json_each(?) j JOIN answer a ON a.response_id = j.value LEFT JOIN written w ON w.id = a.written_id"
    " ORDER BY a.response_id, a.question_id, a.rank"
)
Row = tuple[Any, ...]
(
    _ID,
    _SURVEY,
    _WAVE,
    _WHO,
    _SOURCE,
    _EXTERNAL,
    _AT,
    _LANGUAGE,
    _COMPLETE,
    _ROW,
    _CONTENT,
    _WRITTEN,
    _REVISED,
    _NUMBER,
) = range(14)


class Responses:
    """The other study's responses by its ids: `of` those found again, `fresh` those that come in."""

    def __init__(
        self, ours: Session, theirs: Session, sources: Sources, surveys: Surveys, people: People, cells: Cells,
        account: Account,
    ) -> None:  # fmt: skip
        self.of: dict[int, int] = {}
        self.coming: set[int] = set()  # those that are not here, before they are written
        self.fresh: dict[int, tuple[int, int]] = {}  # our id and its number
        self.noted: set[int] = set()  # of these, those noted for undo
        self._ours, self._theirs, self._sources = ours, theirs, sources
        self._surveys, self._people, self._cells, self._account = surveys, people, cells, account
        self._coming: list[Row] = []
        self._differing: list[int] = []

    def stays(self, response: int | None) -> bool:
        """Whether the response is still here when the sources of the merge go: what hangs on it is noted for undo."""
        return response in self.of or response in self.noted

    def match(self) -> None:
        """Tell those that are here from those that are not."""
        known = _Known(self._ours)
        rows = self._theirs.rows(f"SELECT {_COLUMNS} FROM response WHERE {LIVE} ORDER BY id")  # noqa: S608
        left: list[Row] = []
        for exact in (True, False):  # those that are the same throughout take their places first
            for row in rows if exact else left:
                survey = self._surveys.survey.get(row[_SURVEY])
                if survey is None or row[_SOURCE] not in self._sources.live:
                    continue
                shared = self._sources.of.get(row[_SOURCE])
                found = known.find(survey, row, shared, exact=exact)
                if found is None:
                    (left if exact else self._coming).append(row)
                    continue
                self.of[row[_ID]] = found[_ID]
                self._people.same(row[_WHO], found[_WHO])
                if found[_CONTENT] == row[_CONTENT]:
                    self._account.know(MergeKind.RESPONSE)
                else:
                    self._differing.append(row[_ID])
        self.coming.update(row[_ID] for row in self._coming)

    def bring(self, step: Callable[[int], None]) -> None:
        """Write those that are not here."""
        last, number = self._ours.rows("SELECT coalesce(max(id), 0), coalesce(max(number), 0) FROM response")[
            0
        ]
        for page in pages(self._coming):
            step(len(page))
            written = written_of(self._theirs, [row[_WRITTEN] for row in page])
            made: dict[bool, list[Row]] = {True: [], False: []}
            for row in page:
                last, number = last + 1, number + 1
                source = self._sources.here(row[_SOURCE])
                revised = None if row[_REVISED] is None else self._sources.origin(row[_REVISED])
                cell = written.get(row[_WRITTEN])
                made[self._sources.shared(row[_SOURCE])].append(
                    (
                        last, self._surveys.survey[row[_SURVEY]], self._surveys.wave.get(row[_WAVE] or 0),
                        self._people.here(row[_WHO], source), source, number, row[_EXTERNAL], row[_AT], row[_LANGUAGE],
                        row[_COMPLETE], row[_ROW], row[_CONTENT], None if cell is None else self._cells.keep(cell),
                        revised,
                    )
                )  # fmt: skip
                self.fresh[row[_ID]] = last, number
                if self._sources.shared(row[_SOURCE]):
                    self.noted.add(row[_ID])
                self._sources.row_came(row[_SOURCE])
            answers = self._kept(self._answers([row[_ID] for row in page]))
            self._people.flush()
            self._cells.flush()
            for shared, rows in made.items():
                mine = {row[0] for row in rows}
                told = [answer for answer in answers if answer[0] in mine]
                self._write(rows, told, noted=shared)
            self._account.add(MergeKind.RESPONSE, len(page))

    def complete(self, step: Callable[[int], None]) -> None:
        """Give those that are here the answers that they lack, and tell where both answer otherwise."""
        for page in pages(self._differing):
            step(len(page))
            theirs = _by_question(self._answers(page))
            ours = _by_question(_read(self._ours, [self.of[key] for key in page]))
            added: list[Row] = []
            for key in page:
                here = self.of[key]
                mine, has = theirs.get(here, {}), ours.get(here, {})
                missing = [row for question, rows in mine.items() if question not in has for row in rows]
                added += missing
                if missing:
                    self._account.complete(MergeKind.RESPONSE)
                else:
                    self._account.know(MergeKind.RESPONSE)
                if any(
                    _said(rows) != _said(has[question]) for question, rows in mine.items() if question in has
                ):
                    number = self._ours.sql("SELECT number FROM response WHERE id = ?", (here,)).scalar_one()
                    self._account.remark("kept_merge_response", at=f"R-{number:04d}")
            rows = self._kept(added)
            self._cells.flush()
            with journal.recording(self._ours):
                self._ours.bulk("answer", ANSWER, rows)

    def _write(self, rows: list[Row], answers: list[Row], *, noted: bool) -> None:
        if noted:
            with journal.recording(self._ours):
                self._write(rows, answers, noted=False)
            return
        self._ours.bulk("response", _INSERT, rows)
        self._ours.bulk("answer", ANSWER, answers)

    def _answers(self, keys: Sequence[int]) -> list[Row]:
        """Their answers as rows of ours, each with its cell; those to questions that did not come are left there."""
        found = []
        for key, question, rank, number, option, text, missing, cell in self._theirs.rows(
            _ANSWERS, (json.dumps(list(keys)),)
        ):
            here = self._surveys.question.get(question)
            chosen = None if option is None else self._surveys.options.of.get(option)
            if here is None or (option is not None and chosen is None):
                continue
            response = self.fresh[key][0] if key in self.fresh else self.of[key]
            found.append((response, here, rank, number, chosen, text, missing, cell))
        return found

    def _kept(self, answers: list[Row]) -> list[Row]:
        """Answers about to be written: their options are there, their cells kept."""
        for row in answers:
            if row[4] is not None:
                self._surveys.options.need(row[4])
        return [(*row[:7], None if row[7] is None else self._cells.keep(row[7])) for row in answers]


class _Known:
    """Our live responses, each found once: by the tool's id, by content, by the row of the same file."""

    def __init__(self, ours: Session) -> None:
        self._external: dict[tuple[int, str], list[Row]] = {}
        self._content: dict[tuple[int, bytes], list[Row]] = {}
        self._places: dict[tuple[int, int, int], Row] = {}
        self._claimed: set[int] = set()
        for row in ours.rows(f"SELECT {_COLUMNS} FROM response WHERE {LIVE} ORDER BY id"):  # noqa: S608
            if row[_EXTERNAL] is not None:
                self._external.setdefault((row[_SURVEY], row[_EXTERNAL]), []).append(row)
            self._content.setdefault((row[_SURVEY], row[_CONTENT]), []).append(row)
            if row[_REVISED] is None and row[_ROW]:
                self._places.setdefault((row[_SURVEY], row[_SOURCE], row[_ROW]), row)

    def find(self, survey: int, row: Row, shared: int | None, *, exact: bool) -> Row | None:
        """Ours, when it is here; `exact` asks for one that says the same throughout."""
        found = None
        if exact:
            same = self._content.get((survey, row[_CONTENT]), ())
            found = self._first(
                same, lambda each: each[_EXTERNAL] == row[_EXTERNAL] and each[_SOURCE] == shared
            )
            found = found or self._first(same, lambda each: each[_EXTERNAL] == row[_EXTERNAL])
        else:
            if row[_EXTERNAL] is not None:
                named = self._external.get((survey, row[_EXTERNAL]), ())
                found = self._first(named, lambda each: _one(each, row, shared))
            if found is None and shared is not None and row[_REVISED] is None:
                place = self._places.get((survey, shared, row[_ROW]))
                found = self._first(
                    () if place is None else (place,), lambda each: each[_EXTERNAL] == row[_EXTERNAL]
                )
        if found is not None:
            self._claimed.add(found[_ID])
        return found

    def _first(self, rows: Any, holds: Callable[[Row], bool]) -> Row | None:
        return next((each for each in rows if each[_ID] not in self._claimed and holds(each)), None)


def _one(ours: Row, theirs: Row, shared: int | None) -> bool:
    """Whether two responses that bear one id of a tool are one: the same file, or dates that do not deny it."""
    if shared is not None and ours[_SOURCE] == shared:
        return True
    if ours[_AT] and theirs[_AT]:
        return bool(moment_of(ours[_AT]) == moment_of(theirs[_AT]))
    return True


def _by_question(rows: list[Row]) -> dict[int, dict[int, list[Row]]]:
    found: dict[int, dict[int, list[Row]]] = {}
    for row in rows:
        found.setdefault(row[0], {}).setdefault(row[1], []).append(row)
    return found


def _said(rows: list[Row]) -> list[Row]:
    return [row[2:7] for row in rows]


def _read(session: Session, keys: list[int]) -> list[Row]:
    return session.rows(_ANSWERS, (json.dumps(keys),))


def written_of(session: Session, keys: Sequence[int | None]) -> dict[int | None, str]:
    """The cells kept under these numbers."""
    wanted = json.dumps([key for key in keys if key is not None])
    return dict(
        session.rows("SELECT w.id, w.text FROM json_each(?) j JOIN written w ON w.id = j.value", (wanted,))
    )
