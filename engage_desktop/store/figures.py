"""Counts for the indicators, from the coded columns: cross-tables made by bincount, never rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from engage_desktop.models.counts import PolaritySums, ScaleCounts
from engage_desktop.models.filters import Filter
from engage_desktop.models.folding import fold
from engage_desktop.models.ids import SurveyId
from engage_desktop.models.sentiment import LABELS, Label
from engage_desktop.store import columns, filtering
from engage_desktop.store.columns import (
    MISSING_POINTS,
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

_NO_DAY = np.iinfo(np.int32).min

Days = npt.NDArray[np.int32]  # days since 1970, _NO_DAY where there is no date
Places = npt.NDArray[np.intp]
Coded = npt.NDArray[np.unsignedinteger] | npt.NDArray[np.signedinteger]


@dataclass(frozen=True, slots=True)
class Selected:
    """What a filter selects: places in the columns of responses and in those of verbatims."""

    answers: columns.Responses
    texts: columns.Verbatims
    people: columns.Participants
    felt: columns.Feelings
    response_days: Days
    verbatim_days: Days
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
    answers, texts = columns.responses(session), columns.verbatims(session)
    read = columns.TABLES | {"verbatim"}
    return Selected(
        answers,
        texts,
        columns.participants(session),
        columns.feelings(session),
        _response_days(session),
        session.cache.get("verbatim_days", read, lambda: _days(texts.moment)),
        np.flatnonzero(filtering.response_mask(session, wanted)),
        np.flatnonzero(filtering.verbatim_mask(session, wanted)),
    )


def days_of_responses(session: Session, surveys: Sequence[SurveyId]) -> tuple[dt.date, ...]:
    """The days on which somebody answered one of these surveys, in order."""
    mine = columns.responses(session).survey
    return _by_day(_response_days(session)[np.isin(mine, surveys)]).days


def _response_days(session: Session) -> Days:
    return session.cache.get(
        "response_days", columns.TABLES, lambda: _days(columns.responses(session).moment)
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
        responses=selected.responses[_between(selected.response_days[selected.responses], first, last)],
        verbatims=selected.verbatims[_between(selected.verbatim_days[selected.verbatims], first, last)],
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


def _days(moments: Ints) -> Days:
    return np.where(moments == NO_MOMENT, _NO_DAY, moments // _DAY).astype(np.int32)


def _between(days: Days, first: dt.date | None, last: dt.date | None) -> npt.NDArray[np.bool_]:
    low = _NO_DAY + 1 if first is None else first.toordinal() - _EPOCH
    known: npt.NDArray[np.bool_] = days >= low
    if last is not None:
        known &= days <= last.toordinal() - _EPOCH
    return known


def waves_of(waves: Ints) -> frozenset[int]:
    """The ids that occur."""
    return frozenset(np.flatnonzero(np.bincount(waves)).tolist()) if len(waves) else frozenset()


def first_and_last_day(selected: Selected) -> tuple[dt.date, dt.date] | None:
    """The days of the first and the last of the selected responses, None when none is dated."""
    days = selected.response_days[selected.responses]
    known = days[days != _NO_DAY]
    if not len(known):
        return None
    return _date(int(known.min())), _date(int(known.max()))


def _date(day: int) -> dt.date:
    return dt.date.fromordinal(_EPOCH + day)


# scores


def scores(selected: Selected, question: ScoredQuestion) -> ScaleCounts:
    """How many of the selected responses (of the question's survey) gave each point, and what is set aside."""
    counts = np.bincount(question.values[selected.responses], minlength=WIDTH)
    low, high = question.low, question.high
    inside = counts[low : high + 1]
    missing = int(counts[NO_ANSWER])
    declared = {why: int(counts[point]) for why, point in MISSING_POINTS.items()}
    return ScaleCounts(
        low,
        high,
        tuple(inside.tolist()),
        missing=missing,
        dont_know=declared["dont_know"],
        not_concerned=declared["not_applicable"],
        refused=declared["refused"],
        out_of_scale=int(counts.sum() - inside.sum()) - missing - sum(declared.values()),
    )


def said_by_score(selected: Selected, question: ScoredQuestion) -> tuple[int, ...]:
    """How many of the selected verbatims stand in a response that gave each score, 0 to 255."""
    return tuple(np.bincount(_scores_of_texts(selected, question), minlength=WIDTH).tolist())


def scores_by_day(selected: Selected, question: ScoredQuestion) -> ByDay:
    """Each point of the scale counted day by day; responses without a date are left out."""
    days, values = selected.response_days[selected.responses], question.values[selected.responses]
    found = _by_day(days, values, width=WIDTH)
    return ByDay(found.days, found.table[:, question.low : question.high + 1])


def responses_by_day(selected: Selected) -> ByDay:
    """Responses counted day by day, in one column."""
    return _by_day(selected.response_days[selected.responses])


def verbatims_by_day(selected: Selected) -> ByDay:
    """Verbatims counted day by day, in one column."""
    return _by_day(selected.verbatim_days[selected.verbatims])


def scores_by_groups(
    selected: Selected, question: ScoredQuestion, attributes: Sequence[Attribute], *, most: int
) -> tuple[ByGroup, ...]:
    """The groups of each attribute, the `most` numerous ones; spellings that no filter tells apart are one."""
    values = question.values[selected.responses]
    texts = _scores_of_texts(selected, question)
    who, speaker = selected.answers.person[selected.responses], selected.texts.person[selected.verbatims]
    found = []
    for attribute in attributes:
        codes = _codes(attribute, who)
        names, place = _groups(attribute, codes, most)
        table = _cross(place, codes, values, len(names))
        said = _cross(place, _codes(attribute, speaker), texts, len(names))
        found.append(ByGroup(attribute.name, names, table[:, question.low : question.high + 1], said))
    return tuple(found)


def _scores_of_texts(selected: Selected, question: ScoredQuestion) -> columns.Bytes:
    at = selected.texts.response[selected.verbatims]
    values: columns.Bytes = np.append(question.values, np.uint8(NO_ANSWER))[at]  # -1: no response, no answer
    return values


def _codes(attribute: Attribute, person: Ints) -> npt.NDArray[np.uint16]:
    codes: npt.NDArray[np.uint16] = np.append(attribute.codes, np.uint16(0))[person]  # -1: nobody, no value
    return codes


def _groups(attribute: Attribute, codes: npt.NDArray[np.uint16], most: int) -> tuple[tuple[str, ...], Ints]:
    """The names kept, and for each code of the attribute the place of its name; the others share a place after."""
    counts = np.bincount(codes, minlength=len(attribute.labels))
    family: dict[str, list[int]] = {}
    for code in np.flatnonzero(counts).tolist():
        if code:
            family.setdefault(fold(attribute.labels[code]), []).append(code)
    kept = sorted(family.values(), key=lambda each: -int(counts[each].sum()))[:most]
    place = np.full(len(counts), len(kept), dtype=np.int64)
    for at, spellings in enumerate(kept):
        place[spellings] = at
    names = tuple(attribute.labels[max(each, key=lambda code: int(counts[code]))] for each in kept)
    return names, place


def _cross(place: Ints, codes: npt.NDArray[np.uint16], values: columns.Bytes, groups: int) -> Ints:
    """How often each value meets each group; what is in no group is counted in a last row, and dropped."""
    flat = (place * WIDTH)[codes]
    flat += values
    table = np.bincount(flat, minlength=(groups + 1) * WIDTH).astype(np.int64)
    return table.reshape(-1, WIDTH)[:groups]


def _by_day(days: Days, values: Coded | None = None, *, width: int = 1) -> ByDay:
    """Values below `width` counted day by day; without values, just how many."""
    if not (days != _NO_DAY).all():
        values = None if values is None else values[days != _NO_DAY]
        days = days[days != _NO_DAY]
    if not len(days):
        return ByDay((), np.zeros((0, width), dtype=np.int64))
    first, last = int(days.min()), int(days.max())
    if last - first > _WIDEST:
        numbers, place = np.unique(days.astype(np.int64), return_inverse=True)
    else:
        numbers, place = np.arange(first, last + 1), days.astype(np.int64) - first
    flat = place if values is None else place * width + values
    table = np.bincount(flat, minlength=len(numbers) * width).reshape(-1, width)
    held = np.flatnonzero(table.any(axis=1))
    return ByDay(tuple(_date(int(numbers[each])) for each in held), table[held].astype(np.int64))


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
    groups = place[codes]
    return names, _polarity(selected, np.where(groups < len(names), groups, -1), len(names))


def polarity_by_period(selected: Selected, starts: tuple[dt.date, ...]) -> tuple[PolaritySums, ...]:
    """The sentiment of each period, the first days of which are given; the last one is open."""
    edges = np.array([start.toordinal() - _EPOCH for start in starts], dtype=np.int32)
    days = selected.verbatim_days[selected.verbatims]
    return _polarity(selected, np.searchsorted(edges, days, side="right") - 1, len(starts))


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
