"""The parts of a collection that are shown alone and compared: waves, or quarters where there are none."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

from engage_desktop.analysis import trends
from engage_desktop.errors import EngageError, Reason
from engage_desktop.models.boards import Slice
from engage_desktop.models.folding import fold
from engage_desktop.models.indicators import Period
from engage_desktop.models.surveys import Survey, Wave
from engage_desktop.store import columns, figures, surveys
from engage_desktop.store.database import Session
from engage_desktop.store.figures import Selected

_KEYS = (
    (Period.QUARTER, re.compile(r"(\d{4})-Q([1-4])")),
    (Period.MONTH, re.compile(r"(\d{4})-(0[1-9]|1[0-2])")),
    (Period.WEEK, re.compile(r"(\d{4})-W(\d{2})")),
    (Period.YEAR, re.compile(r"(\d{4})")),
)
_EXAMPLES = "2026-Q3 2026-09 2026-W38 2026"


def slices(
    session: Session, chosen: tuple[Survey, ...], *, period: Period | None = None
) -> tuple[Slice, ...]:
    """The waves that have responses, in order; without waves (or when asked) the periods that have some.

    Periods are quarters, months when all is in one quarter.
    """
    if period is None:
        waves = _waves(session, chosen)
        if waves:
            return waves
    days = figures.days_of_responses(session, [each.id for each in chosen])
    for each in (Period.QUARTER, Period.MONTH) if period is None else (period,):
        keys = tuple(dict.fromkeys(trends.period_key(day, each) for day in days))
        if len(keys) > 1 or period is not None:
            return tuple(_period(key) for key in keys)
    return ()


def pair(
    session: Session, chosen: tuple[Survey, ...], compare: tuple[str, str] | None, known: tuple[Slice, ...]
) -> tuple[Slice | None, Slice | None]:
    """The slice to compare with and the one to show; None stands for the whole time.

    Without `compare` they are the last two. Raises when a name is neither a wave nor a period.
    """
    if compare is None:
        return (known[-2] if len(known) > 1 else None, known[-1] if len(known) > 1 else None)
    before, now = (_find(session, chosen, name) for name in compare)
    return (before if now is not None else None, now)


def narrowed(session: Session, selected: Selected, part: Slice | None) -> Selected:
    """What of `selected` lies in the slice; all of it for None."""
    if part is None:
        return selected
    if not part.is_wave:
        return figures.within(selected, part.first, part.last)
    ids = tuple(each.id for each in surveys.waves(session) if fold(each.name) == fold(part.name))
    return figures.of_waves(selected, ids)


def by_days(part: Slice | None) -> Slice | None:
    """The slice told by its days where they are declared, so that what is in no survey is in it too."""
    if part is None or part.first is None or part.last is None:
        return part
    return replace(part, is_wave=False)


def invited(session: Session, chosen: tuple[Survey, ...], here: Selected, part: Slice | None) -> int:
    """How many people were invited to give these responses; 0 when any of their waves does not say."""
    known = {int(each.id): each for survey in chosen for each in surveys.waves(session, survey.id)}
    held = set(figures.waves_of(here.answers.wave[here.responses]))
    if part is not None and part.is_wave:
        held |= {key for key, each in known.items() if fold(each.name) == fold(part.name)}
    elif part is not None:
        return 0  # a period cuts through waves
    counts = [known[key].invited if key in known else 0 for key in held]
    return sum(counts) if all(counts) else 0


def last_day(start: dt.date, period: Period) -> dt.date:
    """The last day of the period that starts on `start`."""
    return trends.next_period(start, period) - dt.timedelta(days=1)


def _waves(session: Session, chosen: tuple[Survey, ...]) -> tuple[Slice, ...]:
    held = figures.waves_of(columns.responses(session).wave)
    found: dict[str, Slice] = {}
    for survey in chosen:
        for wave in surveys.waves(session, survey.id):
            if wave.id in held:
                found.setdefault(fold(wave.name), _wave(wave))
    return tuple(found.values())


def _wave(wave: Wave) -> Slice:
    return Slice(wave.name, True, wave.starts_on, wave.ends_on)


def _find(session: Session, chosen: tuple[Survey, ...], name: str) -> Slice | None:
    if not name:
        return None
    for survey in chosen:
        for wave in surveys.waves(session, survey.id):
            if fold(wave.name) == fold(name):
                return _wave(wave)
    return _period(name)


def _period(key: str) -> Slice:
    for period, shape in _KEYS:
        found = shape.fullmatch(key)
        if found:
            start = _start(period, [int(each) for each in found.groups()], key)
            return Slice(key, False, start, last_day(start, period))
    raise EngageError(Reason.FILTER_BAD_VALUE, key="wave", value=key, examples=_EXAMPLES)


def _start(period: Period, numbers: list[int], key: str) -> dt.date:
    year = numbers[0]
    try:
        match period:
            case Period.WEEK:
                return dt.date.fromisocalendar(year, numbers[1], 1)
            case Period.MONTH:
                return dt.date(year, numbers[1], 1)
            case Period.QUARTER:
                return dt.date(year, 3 * numbers[1] - 2, 1)
            case Period.YEAR:
                return dt.date(year, 1, 1)
    except ValueError as error:
        raise EngageError(Reason.FILTER_BAD_VALUE, key="wave", value=key, examples=_EXAMPLES) from error
