"""Counts for the indicators, from the coded columns: cross-tables made by bincount, never rows."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from engage_desktop.models.filters import Filter
from engage_desktop.models.folding import fold
from engage_desktop.models.ids import SurveyId
from engage_desktop.models.indicators import PolaritySums, ScaleCounts
from engage_desktop.models.sentiment import LABELS, Label
from engage_desktop.store import columns, filtering
from engage_desktop.store.columns import (
    DECLARED_MISSING,
    NO_ANSWER,
    NO_MOMENT,
    Attribute,
    Ints,
    ScoredQuestion,
)
from engage_desktop.store.database import Session

WIDTH = 256  # what one coded value can be
_DAY = 86_400
_EPOCH = dt.date(1970, 1, 1).toordinal()
_WIDEST = 100_000  # days between the first and the last beyond which only those that occur are kept

Places = npt.NDArray[np.intp]
Coded = npt.NDArray[np.unsignedinteger] | npt.NDArray[np.signedinteger]


@dataclass(frozen=True, slots=True)
class Selected:
    """What a filter selects: places in the columns of responses and in those of verbatims."""

    answers: columns.Responses
    texts: columns.Verbatims
    people: columns.Participants
    felt: columns.Feelings
    responses: Places
    verbatims: Places


@dataclass(frozen=True, slots=True)
class ByDay:
    """Rows of counts, one for each day on which something was counted, in order."""

    days: tuple[dt.date, ...]
    table: Ints


@dataclass(frozen=True, slots=True)
class ByGroup:
    """The groups of one attribute: responses by group and score, and their verbatims by group and score."""

    attribute: str
    names: tuple[str, ...]
    scores: Ints
    texts: Ints  # by score (0 to 255) of their response


def select(session: Session, wanted: Filter) -> Selected:
    """The responses and verbatims that the filter selects; raises on an unknown attribute."""
    return Selected(
        columns.responses(session),
        columns.verbatims(session),
        columns.participants(session),
        columns.feelings(session),
        np.flatnonzero(filtering.response_mask(session, wanted)),
        np.flatnonzero(filtering.verbatim_mask(session, wanted)),
    )


def of_survey(selected: Selected, survey: SurveyId) -> Selected:
    """Only the responses of that survey and the verbatims in them."""
    return _where(selected, selected.answers.survey == survey)


def of_waves(selected: Selected, waves: tuple[int, ...]) -> Selected:
    """Only the responses of those waves and the verbatims in them."""
    mask = np.zeros(len(selected.answers.wave), dtype=np.bool_)
    for wave in waves:
        mask |= selected.answers.wave == wave
    return _where(selected, mask)


def within(selected: Selected, first: dt.date | None, last: dt.date | None) -> Selected:
    """Only the responses given, and the verbatims said, from the first day to the last, both included."""
    return replace(
        selected,
        responses=selected.responses[_between(selected.answers.moment[selected.responses], first, last)],
        verbatims=selected.verbatims[_between(selected.texts.moment[selected.verbatims], first, last)],
    )


def without_words(selected: Selected) -> Selected:
    """The same responses and no verbatim, for what counts responses alone."""
    return replace(selected, verbatims=selected.verbatims[:0])


def _where(selected: Selected, mask: npt.NDArray[np.bool_]) -> Selected:
    at = selected.texts.response[selected.verbatims]
    # the last place, that of no response (-1), is never selected
    said = np.append(mask, np.False_)[at]
    return replace(
        selected,
        responses=selected.responses[mask[selected.responses]],
        verbatims=selected.verbatims[said],
    )


def _between(moments: Ints, first: dt.date | None, last: dt.date | None) -> npt.NDArray[np.bool_]:
    known: npt.NDArray[np.bool_] = moments != NO_MOMENT
    if first is not None:
        known &= moments >= (first.toordinal() - _EPOCH) * _DAY
    if last is not None:
        known &= moments < (last.toordinal() - _EPOCH + 1) * _DAY
    return known


def waves_of(waves: Ints) -> frozenset[int]:
    """The ids that occur."""
    return frozenset(np.flatnonzero(np.bincount(waves)).tolist()) if len(waves) else frozenset()


def first_and_last_day(selected: Selected) -> tuple[dt.date, dt.date] | None:
    """The days of the first and the last of the selected responses, None when none is dated."""
    moments = selected.answers.moment[selected.responses]
    known = moments[moments != NO_MOMENT]
    if not len(known):
        return None
    ends = (int(known.min()) // _DAY, int(known.max()) // _DAY)
    return dt.date.fromordinal(_EPOCH + ends[0]), dt.date.fromordinal(_EPOCH + ends[1])


# scores


def scores(selected: Selected, question: ScoredQuestion) -> ScaleCounts:
    """How many of the selected responses (of the question's survey) gave each point, and what is set aside."""
    counts = np.bincount(question.values[selected.responses], minlength=WIDTH)
    low, high = question.low, question.high
    inside = counts[low : high + 1]
    missing, declared = int(counts[NO_ANSWER]), int(counts[DECLARED_MISSING])
    outside = int(counts.sum() - inside.sum()) - missing - declared
    return ScaleCounts(
        low, high, tuple(inside.tolist()), missing=missing, dont_know=declared, out_of_scale=outside
    )


def said_by_score(selected: Selected, question: ScoredQuestion) -> tuple[int, ...]:
    """How many of the selected verbatims stand in a response that gave each score, 0 to 255."""
    return tuple(np.bincount(_scores_of_texts(selected, question), minlength=WIDTH).tolist())


def scores_by_day(selected: Selected, question: ScoredQuestion) -> ByDay:
    """Each point of the scale counted day by day; responses without a date are left out."""
    found = _by_day(
        selected.answers.moment[selected.responses], question.values[selected.responses], width=WIDTH
    )
    return ByDay(found.days, found.table[:, question.low : question.high + 1])


def responses_by_day(selected: Selected) -> ByDay:
    """Responses counted day by day, in one column."""
    moments = selected.answers.moment[selected.responses]
    return _by_day(moments, np.zeros(len(moments), dtype=np.int64), width=1)


def verbatims_by_day(selected: Selected) -> ByDay:
    """Verbatims counted day by day, in one column."""
    moments = selected.texts.moment[selected.verbatims]
    return _by_day(moments, np.zeros(len(moments), dtype=np.int64), width=1)


def scores_by_group(
    selected: Selected, question: ScoredQuestion, attribute: Attribute, *, most: int
) -> ByGroup:
    """The groups of an attribute, the `most` numerous ones; spellings that a filter cannot tell apart are one."""
    codes = _codes(attribute, selected.answers.person[selected.responses])
    names, place = _groups(attribute, codes, most)
    groups = len(names)
    table = _cross(place[codes], question.values[selected.responses], groups)
    said = place[_codes(attribute, selected.texts.person[selected.verbatims])]
    texts = _cross(said, _scores_of_texts(selected, question), groups)
    return ByGroup(attribute.name, names, table[:, question.low : question.high + 1], texts)


def _scores_of_texts(selected: Selected, question: ScoredQuestion) -> columns.Bytes:
    at = selected.texts.response[selected.verbatims]
    values: columns.Bytes = question.values[at[at >= 0]]
    if len(values) == len(at):
        return values
    every = np.full(len(at), NO_ANSWER, dtype=np.uint8)
    every[at >= 0] = values
    return every


def _codes(attribute: Attribute, person: Ints) -> npt.NDArray[np.uint16]:
    if not len(attribute.codes):
        return np.zeros(len(person), dtype=np.uint16)
    codes: npt.NDArray[np.uint16] = attribute.codes[np.maximum(person, 0)]
    return codes if (person >= 0).all() else np.where(person >= 0, codes, np.uint16(0))


def _groups(attribute: Attribute, codes: npt.NDArray[np.uint16], most: int) -> tuple[tuple[str, ...], Ints]:
    """The names kept, and for each code of the attribute the place of its name, or -1."""
    counts = np.bincount(codes, minlength=len(attribute.labels))
    family: dict[str, list[int]] = {}
    for code, label in enumerate(attribute.labels):
        if code and counts[code]:
            family.setdefault(fold(label), []).append(code)
    kept = sorted(family.values(), key=lambda each: -int(counts[each].sum()))[:most]
    place = np.full(len(attribute.labels), -1, dtype=np.int64)
    for at, spellings in enumerate(kept):
        place[spellings] = at
    names = tuple(attribute.labels[max(each, key=lambda code: int(counts[code]))] for each in kept)
    return names, place


def _cross(rows: Ints, values: Coded, groups: int) -> Ints:
    inside = rows >= 0
    flat = rows[inside] * WIDTH + values[inside]
    return np.bincount(flat, minlength=groups * WIDTH).astype(np.int64).reshape(groups, WIDTH)


def _by_day(moments: Ints, values: Coded, *, width: int) -> ByDay:
    known = moments != NO_MOMENT
    day = moments[known] // _DAY
    if not len(day):
        return ByDay((), np.zeros((0, width), dtype=np.int64))
    first = int(day.min())
    if int(day.max()) - first > _WIDEST:
        numbers, place = np.unique(day, return_inverse=True)
    else:
        numbers, place = np.arange(first, int(day.max()) + 1), day - first
    table = np.bincount(place * width + values[known], minlength=len(numbers) * width).reshape(-1, width)
    held = np.flatnonzero(table.any(axis=1))
    days = tuple(dt.date.fromordinal(_EPOCH + int(numbers[each])) for each in held)
    return ByDay(days, table[held].astype(np.int64))


# sentiment


def polarity(selected: Selected) -> PolaritySums:
    """What the mean sentiment of the selected verbatims needs."""
    return _polarity(selected, np.zeros(len(selected.verbatims), dtype=np.int64), 1)[0]


def polarity_by_group(
    selected: Selected, attribute: Attribute, *, most: int
) -> tuple[tuple[str, ...], tuple[PolaritySums, ...]]:
    """The groups of an attribute, the `most` numerous in verbatims, and their sentiment."""
    codes = _codes(attribute, selected.texts.person[selected.verbatims])
    names, place = _groups(attribute, codes, most)
    return names, _polarity(selected, place[codes], len(names))


def polarity_by_period(selected: Selected, starts: tuple[dt.date, ...]) -> tuple[PolaritySums, ...]:
    """The sentiment of each period, the first days of which are given; the last one is open."""
    edges = np.array([(start.toordinal() - _EPOCH) * _DAY for start in starts], dtype=np.int64)
    moments = selected.texts.moment[selected.verbatims]
    return _polarity(selected, np.searchsorted(edges, moments, side="right") - 1, len(starts))


def _polarity(selected: Selected, groups: Ints, number: int) -> tuple[PolaritySums, ...]:
    """One sum for each group; those in group -1 are left out."""
    inside = groups >= 0
    at, group = selected.verbatims[inside], groups[inside]
    label = selected.felt.label[at]
    counts = np.bincount(group * WIDTH + label, minlength=number * WIDTH).reshape(number, WIDTH)
    scored = label < len(LABELS)
    value, place = selected.felt.polarity[at[scored]].astype(np.float64), group[scored]
    total = np.bincount(place, weights=value, minlength=number)
    squares = np.bincount(place, weights=value**2, minlength=number)
    label_at = {label: position for position, label in enumerate(LABELS)}
    return tuple(
        PolaritySums(
            total=float(total[i]),
            squares=float(squares[i]),
            negative=int(counts[i, label_at[Label.NEGATIVE]]),
            neutral=int(counts[i, label_at[Label.NEUTRAL]]),
            positive=int(counts[i, label_at[Label.POSITIVE]]),
            mixed=int(counts[i, label_at[Label.MIXED]]),
            unscored=int(counts[i, len(LABELS) :].sum()),
        )
        for i in range(number)
    )


# figures imported as such


@dataclass(frozen=True, slots=True)
class SeriesPoint:
    """One dated value of an imported series; a rate may come with what it divides."""

    first: dt.date
    last: dt.date
    value: float | None
    numerator: float | None
    denominator: float | None


@dataclass(frozen=True, slots=True)
class Series:
    """An imported series of one indicator, oldest point first."""

    id: int
    kind: str
    name: str
    points: tuple[SeriesPoint, ...]


def series(session: Session) -> tuple[Series, ...]:
    """The imported series that are live and hold at least one point."""
    points: dict[int, list[SeriesPoint]] = {}
    for key, first, last, value, top, bottom in session.rows(
        "SELECT series_id, starts_on, ends_on, value, numerator, denominator FROM indicator_point ORDER BY 1, 2"
    ):
        days = dt.date.fromisoformat(first), dt.date.fromisoformat(last)
        points.setdefault(key, []).append(SeriesPoint(*days, value, top, bottom))
    rows = session.rows(
        "SELECT id, kind, name FROM indicator_series WHERE source_id IS NULL"
        " OR source_id IN (SELECT id FROM source WHERE removed_at IS NULL) ORDER BY id"
    )
    return tuple(Series(key, kind, name, tuple(points[key])) for key, kind, name in rows if key in points)
