"""Coded columns: every answer, date and segment as small numbers in arrays, so that a count takes milliseconds.

Rows are the truth; these arrays are made from them in the same transaction as the import that changed them,
kept as one BLOB per column, and loaded in a millisecond. Only what is live is in them: an import that was
taken back is not. Orders: responses, verbatims and participants by ascending id.
"""

from __future__ import annotations

import datetime as dt
import json
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from engage_desktop.models.folding import fold
from engage_desktop.store.arrays import CODE, code_type, narrow
from engage_desktop.store.batch import (
    LAST_POINT,
    MISSING_POINTS,
    NO_ANSWER,
    NO_MOMENT,
    RESPONSE_COLUMNS,
    VERBATIM_COLUMNS,
    Batch,
    Columns,
    Described,
    Ints,
    ints,
    kind_number,
    moment_of,
    moments_of,
)
from engage_desktop.store.database import Session

__all__ = ["LAST_POINT", "MISSING_POINTS", "NO_ANSWER", "NO_MOMENT", "Batch", "Ints", "moment_of"]

Bytes = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float32]
Array = npt.NDArray[np.generic]

NO_LABEL = 255
_EPOCH = dt.datetime(1970, 1, 1)  # noqa: DTZ001 - local wall-clock times, as the file wrote them

_LIVE = "source_id IN (SELECT id FROM source WHERE removed_at IS NULL)"
_LIVE_RESPONSE = f"{_LIVE} AND survey_id IN (SELECT id FROM survey WHERE deleted_at IS NULL)"  # noqa: S608 - our own text
_SCORED = "('nps', 'csat', 'ces', 'scale')"
TABLES = frozenset(
    {"source", "survey", "question", "response", "answer", "participant_attribute", "coded_column"}
)


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute of participants: `codes` index `labels`; 0 is « sans »."""

    id: int
    name: str
    labels: tuple[str, ...]
    codes: npt.NDArray[np.unsignedinteger[Any]]


@dataclass(frozen=True, slots=True)
class Participants:
    """Who takes part, and their attributes."""

    id: Ints
    attributes: tuple[Attribute, ...]

    def attribute(self, name: str) -> Attribute | None:
        """The attribute of that name, accents and case ignored; failing that, the only one whose name holds it."""
        wanted = fold(name)
        exact = next((each for each in self.attributes if fold(each.name) == wanted), None)
        holding = [each for each in self.attributes if wanted and wanted in fold(each.name)]
        return exact or (holding[0] if len(holding) == 1 else None)


@dataclass(frozen=True, slots=True)
class ScoredQuestion:
    """The points given to one question: `NO_ANSWER`, or one of `MISSING_POINTS`."""

    id: int
    survey: int
    code: str
    label: str
    kind: str
    low: int
    high: int
    direction: int
    version: str
    top_boxes: int
    values: Bytes


@dataclass(frozen=True, slots=True)
class Responses:
    """Every live response; `moment` is seconds since 1970 in local time; `person` indexes participants."""

    id: Ints
    survey: Ints
    wave: Ints
    source: Ints
    person: Ints
    moment: Ints
    questions: tuple[ScoredQuestion, ...]
    nps: Bytes  # the first NPS question of each response's survey

    def of_kind(self, kind: str) -> tuple[ScoredQuestion, ...]:
        """The questions of that kind."""
        return tuple(each for each in self.questions if each.kind == kind)


@dataclass(frozen=True, slots=True)
class Verbatims:
    """Every live verbatim, interviewers' own turns apart; `response` and `person` index theirs, or are -1."""

    id: Ints
    kind: Bytes  # index in models.verbatims.KINDS
    source: Ints
    question: Ints
    response: Ints
    person: Ints
    moment: Ints


@dataclass(frozen=True, slots=True)
class Feelings:
    """The sentiment shown for each verbatim, corrections applied; label 255 where none."""

    polarity: Floats
    label: Bytes
    confidence: Floats
    corrected: npt.NDArray[np.bool_]


def time_of(moment: int) -> dt.datetime | None:
    """The local time of a moment."""
    return None if moment == NO_MOMENT else _EPOCH + dt.timedelta(seconds=int(moment))


def rebuild(session: Session) -> None:
    """Make every column again from the rows."""
    _put_participants(session)
    _put_responses(session)
    _put_verbatims(session)
    rebuild_feelings(session)


def extend(session: Session, batch: Batch) -> None:
    """Put a batch after the columns: the cost of what is new, not of all that is there."""
    _extend_participants(session, batch)
    _extend_scores(session, batch)
    _extend_table(session, "responses", batch.responses)
    _extend_table(session, "verbatims", batch.verbatims)


def follow(session: Session, verbatims: Sequence[int], batch: Batch) -> None:
    """Have the columns follow a few verbatims that came, went or changed, and the people of the batch.

    Their sentiment is forgotten until it is read again.
    """
    _extend_participants(session, batch)
    keys = ints(array("q", verbatims))
    marks = ", ".join("?" * len(verbatims))
    fresh = _verbatim_rows(session, f" AND id IN ({marks})", tuple(int(each) for each in verbatims))
    before = area_of(session, "verbatims")
    stays = ~np.isin(_ints(before, "id"), keys)
    columns = list(zip(*fresh, strict=True)) or [()] * len(VERBATIM_COLUMNS)
    added = {
        name: np.fromiter(values, dtype=np.int64, count=len(fresh))
        for name, values in zip(VERBATIM_COLUMNS[:-1], columns, strict=False)
    }
    added[VERBATIM_COLUMNS[-1]] = moments_of(columns[-1])
    whole = {name: np.concatenate([_ints(before, name)[stays], added[name]]) for name in VERBATIM_COLUMNS}
    order = np.argsort(whole["id"], kind="stable")
    for name, values in whole.items():
        put(session, "verbatims", name, values[order])
    felt = area_of(session, "sentiment")
    read = ~np.isin(_ints(felt, "id"), keys)
    if not read.all():
        for name, (values, _labels) in felt.items():
            put(session, "sentiment", name, values[read])


def _extend_table(session: Session, area: str, added: Columns) -> None:
    before = area_of(session, area)
    for name in added.names:
        put(session, area, name, narrow(np.concatenate([_ints(before, name), added[name]])))


def _extend_scores(session: Session, batch: Batch) -> None:
    before = area_of(session, "responses")
    fresh = batch.responses["id"]
    known = len(_ints(before, "id"))
    questions = {int(name[2:]) for name in before if name.startswith("q:")}
    scored = session.rows(f"SELECT id FROM question WHERE kind IN {_SCORED}")  # noqa: S608 - our own text
    for question in questions | {row[0] for row in scored}:
        name = f"q:{question}"
        values = np.full(known + len(fresh), NO_ANSWER, dtype=np.uint8)
        if name in before:
            values[:known] = before[name][0]
        mine = batch.scores.get(question)
        if mine is not None:
            values[known + np.searchsorted(fresh, ints(mine.response))] = ints(mine.point)
        put(session, "responses", name, values)


def _extend_participants(session: Session, batch: Batch) -> None:
    before = area_of(session, "participants")
    ids = np.concatenate([_ints(before, "id"), ints(batch.participants)])
    put(session, "participants", "id", narrow(ids))
    known = {int(name[2:]) for name in before if name.startswith("a:")}
    for attribute in known | set(batch.attributes):
        old, labels = before.get(f"a:{attribute}", (np.empty(0, dtype=CODE), ("",)))
        mine = batch.attributes.get(attribute, Described())
        number = {label: position for position, label in enumerate(labels)}
        place = np.array([number.setdefault(label, len(number)) for label in mine.labels], dtype=np.int64)
        codes = np.zeros(len(ids), dtype=code_type(len(number)))
        codes[: len(old)] = old
        codes[np.searchsorted(ids, ints(mine.who))] = place[ints(mine.value)]
        put(session, "participants", f"a:{attribute}", codes, tuple(number))


def rebuild_feelings(session: Session) -> None:
    """Make the sentiment columns again from the engine's results."""
    rows = session.rows("SELECT verbatim_id, polarity, label, confidence FROM sentiment_result ORDER BY 1")
    table = np.array(rows, dtype=np.float64).reshape(len(rows), 4)
    session.sql("DELETE FROM coded_column WHERE area = 'sentiment'")
    put(session, "sentiment", "id", narrow(table[:, 0].astype(np.int64)))
    put(session, "sentiment", "polarity", table[:, 1].astype(np.float32))
    put(session, "sentiment", "label", table[:, 2].astype(np.uint8))
    put(session, "sentiment", "confidence", table[:, 3].astype(np.float32))


def put(session: Session, area: str, name: str, values: Array, labels: tuple[str, ...] = ()) -> None:
    """Keep one column."""
    session.bulk(
        "coded_column",
        "INSERT OR REPLACE INTO coded_column (area, name, dtype, labels, data) VALUES (?, ?, ?, ?, ?)",
        [(area, name, str(values.dtype), json.dumps(labels, ensure_ascii=False), values.tobytes())],
    )


def participants(session: Session) -> Participants:
    """The participants and their attributes."""
    return session.cache.get("participants", TABLES, lambda: _load_participants(session))


def responses(session: Session) -> Responses:
    """The live responses and their scores."""
    return session.cache.get("responses", TABLES, lambda: _load_responses(session))


def verbatims(session: Session) -> Verbatims:
    """The live verbatims."""
    return session.cache.get("verbatims", TABLES | {"verbatim"}, lambda: _load_verbatims(session))


def feelings(session: Session) -> Feelings:
    """The sentiment of each live verbatim."""
    tables = TABLES | {"verbatim", "sentiment_result", "sentiment_correction"}
    return session.cache.get("feelings", tables, lambda: _load_feelings(session))


def _put_participants(session: Session) -> None:
    session.sql("DELETE FROM coded_column WHERE area = 'participants'")
    rows = session.rows("SELECT id FROM participant ORDER BY id")
    ids = np.fromiter((row[0] for row in rows), dtype=np.int64, count=len(rows))
    put(session, "participants", "id", narrow(ids))
    for key, _name in session.rows("SELECT id, name FROM attribute ORDER BY position, id"):
        pairs = session.rows(
            "SELECT participant_id, value FROM participant_attribute WHERE attribute_id = ?", (key,)
        )
        labels = ("", *sorted({pair[1] for pair in pairs}))
        number = {label: position for position, label in enumerate(labels)}
        codes = np.zeros(len(ids), dtype=code_type(len(labels)))
        who = np.fromiter((pair[0] for pair in pairs), dtype=np.int64, count=len(pairs))
        codes[np.searchsorted(ids, who)] = np.fromiter(
            (number[pair[1]] for pair in pairs), codes.dtype, len(pairs)
        )
        put(session, "participants", f"a:{key}", codes, labels)


def _put_responses(session: Session) -> None:
    session.sql("DELETE FROM coded_column WHERE area = 'responses'")
    rows = session.rows(
        "SELECT id, survey_id, coalesce(wave_id, 0), source_id, participant_id, submitted_at"  # noqa: S608 - our own text
        f" FROM response WHERE {_LIVE_RESPONSE} ORDER BY id"
    )
    _put_table(session, "responses", RESPONSE_COLUMNS, rows)
    ids = np.fromiter((row[0] for row in rows), dtype=np.int64, count=len(rows))
    scored = session.rows(f"SELECT id FROM question WHERE kind IN {_SCORED}")  # noqa: S608
    for (question,) in scored:
        answers = session.rows(
            "SELECT response_id, CASE coalesce(missing, '') WHEN '' THEN CAST(number AS INTEGER)"
            " WHEN 'not_applicable' THEN ? WHEN 'refused' THEN ? ELSE ? END FROM answer"
            " WHERE question_id = ? AND rank = 0 AND (number IS NOT NULL OR missing IS NOT NULL)",
            (*(MISSING_POINTS[why] for why in ("not_applicable", "refused", "dont_know")), question),
        )
        values = np.full(len(ids), NO_ANSWER, dtype=np.uint8)
        if answers and len(ids):
            table = np.array(answers, dtype=np.int64)
            place = np.minimum(np.searchsorted(ids, table[:, 0]), len(ids) - 1)
            live = ids[place] == table[:, 0]
            values[place[live]] = table[live, 1]
        put(session, "responses", f"q:{question}", values)


def _put_verbatims(session: Session) -> None:
    session.sql("DELETE FROM coded_column WHERE area = 'verbatims'")
    _put_table(session, "verbatims", VERBATIM_COLUMNS, _verbatim_rows(session))


def _verbatim_rows(
    session: Session, which: str = "", values: tuple[object, ...] = ()
) -> list[tuple[Any, ...]]:
    """The rows of live verbatims as the columns have them, by ascending id."""
    rows = session.rows(
        "SELECT id, kind, source_id, coalesce(question_id, 0), coalesce(response_id, 0),"  # noqa: S608 - our own text
        f" coalesce(participant_id, 0), said_at FROM verbatim WHERE {_LIVE} AND interviewer = 0"
        " AND (question_id IS NULL"
        " OR question_id IN (SELECT q.id FROM question q JOIN survey s ON s.id = q.survey_id"
        f" WHERE s.deleted_at IS NULL)){which} ORDER BY id",
        values,
    )
    return [(r[0], kind_number(r[1]), *r[2:]) for r in rows]


def _put_table(session: Session, area: str, names: tuple[str, ...], rows: Sequence[tuple[Any, ...]]) -> None:
    """Keep the columns of rows of whole numbers whose last element is a date."""
    columns = list(zip(*rows, strict=True)) or [()] * len(names)
    for name, values in zip(names[:-1], columns, strict=False):
        put(session, area, name, narrow(np.fromiter(values, dtype=np.int64, count=len(rows))))
    put(session, area, names[-1], narrow(moments_of(columns[-1])))


def area_of(session: Session, area: str) -> dict[str, tuple[Array, tuple[str, ...]]]:
    """The columns kept of an area, by name, each with its labels."""
    rows = session.rows("SELECT name, dtype, labels, data FROM coded_column WHERE area = ?", (area,))
    return {
        name: (np.frombuffer(data, dtype=dtype), tuple(json.loads(labels)))
        for name, dtype, labels, data in rows
    }


def _ints(area: dict[str, tuple[Array, tuple[str, ...]]], name: str) -> Ints:
    return area[name][0].astype(np.int64, copy=False) if name in area else np.empty(0, dtype=np.int64)


def _load_participants(session: Session) -> Participants:
    area = area_of(session, "participants")
    names = session.rows("SELECT id, name FROM attribute ORDER BY position, id")
    found = []
    for key, name in names:
        if f"a:{key}" in area:
            codes, labels = area[f"a:{key}"]
            found.append(Attribute(key, name, labels, codes.astype(code_type(len(labels)), copy=False)))
    return Participants(_ints(area, "id"), tuple(found))


def _load_responses(session: Session) -> Responses:
    area = area_of(session, "responses")
    ids, survey = _ints(area, "id"), _ints(area, "survey")
    rows = session.rows(
        "SELECT id, survey_id, code, label, kind, scale_low, scale_high, direction, scale_version, top_boxes"  # noqa: S608
        f" FROM question WHERE kind IN {_SCORED} AND deleted_at IS NULL ORDER BY survey_id, position, id"
    )
    questions = []
    nps = np.full(len(ids), NO_ANSWER, dtype=np.uint8)
    seen: set[int] = set()
    for key, of_survey, code, label, kind, low, high, direction, version, top in rows:
        if f"q:{key}" not in area:
            continue
        values = area[f"q:{key}"][0].astype(np.uint8, copy=False)
        questions.append(
            ScoredQuestion(key, of_survey, code, label, kind, low, high, direction, version, top, values)
        )
        if kind == "nps" and of_survey not in seen:
            seen.add(of_survey)
            np.copyto(nps, values, where=survey == of_survey)
    person = places(participants(session).id, _ints(area, "participant"))
    return Responses(
        ids,
        survey,
        _ints(area, "wave"),
        _ints(area, "source"),
        person,
        _ints(area, "moment"),
        tuple(questions),
        nps,
    )


def _load_verbatims(session: Session) -> Verbatims:
    area = area_of(session, "verbatims")
    return Verbatims(
        _ints(area, "id"),
        _ints(area, "kind").astype(np.uint8),
        _ints(area, "source"),
        _ints(area, "question"),
        places(responses(session).id, _ints(area, "response")),
        places(participants(session).id, _ints(area, "participant")),
        _ints(area, "moment"),
    )


def _load_feelings(session: Session) -> Feelings:
    ids = verbatims(session).id
    area = area_of(session, "sentiment")
    scored = _ints(area, "id")
    place = places(scored, ids)
    found = place >= 0
    polarity = np.zeros(len(ids), dtype=np.float32)
    label = np.full(len(ids), NO_LABEL, dtype=np.uint8)
    confidence = np.zeros(len(ids), dtype=np.float32)
    corrected = np.zeros(len(ids), dtype=np.bool_)
    if len(scored):
        polarity[found] = area["polarity"][0][place[found]]
        label[found] = area["label"][0][place[found]]
        confidence[found] = area["confidence"][0][place[found]]
    for key, value, word in session.rows("SELECT verbatim_id, polarity, label FROM sentiment_correction"):
        at = int(np.searchsorted(ids, key))
        if at < len(ids) and ids[at] == key:
            polarity[at], label[at], confidence[at], corrected[at] = value, word, 1.0, True
    return Feelings(polarity, label, confidence, corrected)


def places(ids: Ints, wanted: Ints) -> Ints:
    """Where each of `wanted` stands in the ascending `ids`, or -1."""
    if not len(ids):
        return np.full(len(wanted), -1, dtype=np.int64)
    if ids[-1] - ids[0] == len(ids) - 1:  # none is missing, as in most studies: no search
        place = wanted - ids[0]
        return np.where((place >= 0) & (place < len(ids)), place, -1)
    place = np.minimum(np.searchsorted(ids, wanted), len(ids) - 1)
    return np.where(ids[place] == wanted, place, -1)


def distinct(values: Ints) -> Ints:
    """The different values, ascending; `np.unique` would first import all of numpy's masked arrays."""
    ordered = np.sort(values)
    first = np.ones(len(ordered), dtype=np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=first[1:])
    return ordered[first]
