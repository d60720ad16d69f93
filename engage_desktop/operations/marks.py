"""From a figure to the words behind it: the FILTER expression of each mark, and how many verbatims it selects."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Sequence

from engage_desktop.models.boards import Door, Slice
from engage_desktop.models.filters import quoted, with_term
from engage_desktop.models.folding import fold
from engage_desktop.models.indicators import Behind, IndicatorKind, Measure
from engage_desktop.models.surveys import Direction

_FIRST_PASSIVE, _FIRST_PROMOTER = 7, 9
_EASY = 3  # 5, 6 and 7 of CES 2.0
KEYS = {IndicatorKind.NPS: "nps", IndicatorKind.CSAT: "csat", IndicatorKind.CES: "ces"}


def survey_term(name: str) -> str | None:
    """The term that selects a survey, None when its name cannot be written."""
    return _named("survey", name)


def slice_term(part: Slice) -> str | None:
    """The term that selects a wave or a period."""
    return _named("wave", part.name) if part.is_wave else days_term(part.first, part.last)


def days_term(first: dt.date | None, last: dt.date | None) -> str | None:
    """The term that selects the days from `first` to `last`, in whole months where they are whole."""
    if first is None or last is None:
        return None
    if first.day == 1 and last.day == calendar.monthrange(last.year, last.month)[1]:
        start, end = f"{first:%Y-%m}", f"{last:%Y-%m}"
    else:
        start, end = first.isoformat(), last.isoformat()
    return f"date:{start}" if start == end else f"date:{start}..{end}"


def attribute_term(name: str, value: str) -> str | None:
    """The term that selects a value of an attribute; None where the language has no way to write it."""
    if '"' in name + value or value.startswith("//") or fold(value) in {"none", "sans"}:
        return None
    return f"attr.{quoted(name)}:{quoted(value)}"


def score_key(measure: Measure, code: str, *, addressed: bool) -> str | None:
    """The key that speaks of one question: `nps`, `csat` or `ces` where it is alone of its kind, else `score.CODE`."""
    if addressed:
        return KEYS.get(measure.kind)
    return None if '"' in code or not code else f"score.{quoted(code)}"


def _named(key: str, name: str) -> str | None:
    return None if '"' in name or not name else f"{key}:{quoted(name)}"


def behind(expression: str | None, term: str | None, verbatims: int) -> Behind | None:
    """`term` added to `expression`; None when either cannot be written."""
    if expression is None or term is None:
        return None
    return Behind(with_term(expression, term) if term else expression, verbatims)


def score_doors(
    measure: Measure, counts: Sequence[int], said: Sequence[int], *, expression: str | None, key: str | None
) -> tuple[Door, ...]:
    """A door for each point of the scale; `said` counts verbatims by score from 0 to 255."""
    low = measure.scale.low
    return tuple(
        Door(str(low + at), n, behind(expression, f"{key}:{low + at}" if key else None, said[low + at]))
        for at, n in enumerate(counts)
    )


def part_doors(
    measure: Measure, counts: Sequence[int], said: Sequence[int], *, expression: str | None, key: str | None
) -> tuple[Door, ...]:
    """A door for each group of points: detractors, passives, promoters; or the others and the satisfied."""
    low, high = measure.scale.low, measure.scale.high
    return tuple(
        Door(
            name,
            sum(counts[first - low : last - low + 1]),
            behind(expression, _range(key, name, first, last), sum(said[first : last + 1])),
            (first, last),
        )
        for name, first, last in _parts(measure)
        if low <= first <= last <= high
    )


def critics(measure: Measure) -> tuple[str, int, int] | None:
    """The unhappy part of a scale: its name, its first and its last point."""
    match measure.kind:
        case IndicatorKind.NPS | IndicatorKind.CSAT:
            return _parts(measure)[0]
        case IndicatorKind.CES:
            parts = _parts(measure)
            if not parts:
                return None
            return parts[0] if measure.scale.direction is Direction.HIGHER_IS_BETTER else parts[-1]
        case _:
            return None


def critics_term(measure: Measure, key: str | None) -> str | None:
    """The term that selects the unhappy part."""
    part = critics(measure)
    return None if part is None else _range(key, *part)


def _parts(measure: Measure) -> tuple[tuple[str, int, int], ...]:
    low, high = measure.scale.low, measure.scale.high
    match measure.kind:
        case IndicatorKind.NPS:
            return (
                ("detractors", low, _FIRST_PASSIVE - 1),
                ("passives", _FIRST_PASSIVE, _FIRST_PROMOTER - 1),
                ("promoters", _FIRST_PROMOTER, high),
            )
        case IndicatorKind.CSAT:
            first = high - measure.scale.top_boxes + 1
            return (("others", low, first - 1), ("satisfied", first, high))
        case IndicatorKind.CES if (
            measure.scale.direction is Direction.HIGHER_IS_BETTER and high - low >= _EASY
        ):
            return (("others", low, high - _EASY), ("easy", high - _EASY + 1, high))
        case IndicatorKind.CES if high - low >= _EASY:
            return (("easy", low, high - 2), ("others", high - 1, high))
        case _:
            return ()


def _range(key: str | None, name: str, first: int, last: int) -> str | None:
    if key is None:
        return None
    return f"nps:{name}" if key == "nps" else f"{key}:{first}..{last}" if first < last else f"{key}:{first}"
