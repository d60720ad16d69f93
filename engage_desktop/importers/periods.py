"""The days that a cell of a table of figures speaks of: a day, a week, a month, a quarter, a year, a range."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Callable

from engage_desktop.importers.cells import folded
from engage_desktop.importers.dates import MONTHS, iso, looks_like_date
from engage_desktop.models.sources import DateOrder

Days = tuple[dt.date, dt.date]

_DIGITS = re.compile(r"^((?:19|20)[0-9]{2})(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])?$")
_YEAR = re.compile(r"^(?:19|20)[0-9]{2}$")
_MONTH_LAST = re.compile(r"^((?:19|20)[0-9]{2})[-/.](0?[1-9]|1[0-2])$")
_MONTH_FIRST = re.compile(r"^(0?[1-9]|1[0-2])[-/.]((?:19|20)[0-9]{2})$")
_NAMED_MONTH = re.compile(r"^([^\W\d_]{3,9})\.?[ -]+((?:19|20)[0-9]{2})$")
_WEEK = re.compile(r"^((?:19|20)[0-9]{2})[- ]?(?:w|s|sem\.?|semaine|week) ?([0-9]{1,2})$")
_WEEK_FIRST = re.compile(r"^(?:w|s|sem\.?|semaine|week) ?([0-9]{1,2})[, /-]+((?:19|20)[0-9]{2})$")
_QUARTER = re.compile(r"^((?:19|20)[0-9]{2})[- ]?[qt] ?([1-4])$")
_QUARTER_FIRST = re.compile(r"^[qt] ?([1-4])[, /-]+((?:19|20)[0-9]{2})$")
_BETWEEN = re.compile(r"\s+(?:-|–|—|to|au|a|bis)\s+|\s*[,;–—]\s*|(?<=[0-9]{4})/(?=[0-9]{4}-)")
_BEFORE = re.compile(r"^(?:du|from|semaine du|week of|from the)\s+")
_NTH = re.compile(r"^(?:nth |n-?ieme |n[eᵉ] )(day|week|month|jour|semaine|mois)$")
_DAY_HEADERS = ("date", "jour", "day", "journee", "period", "periode", "semaine", "week", "mois", "month")


def days_of(cell: str, order: DateOrder, *, year: bool = False) -> Days | None:
    """The days that `cell` speaks of, None when it is no date; a bare `year` is one only where it is awaited."""
    text = " ".join(cell.split()).strip(" :")
    if not text or len(text) > 60:
        return None
    found = _written(text, order, year=year)
    if found is None:
        text = folded(text)
        bare = _BEFORE.sub("", text)
        ends = [_written(part, order) for part in _BETWEEN.split(bare) if part]
        if len(ends) == 1 and bare != text:
            return ends[0]
        if len(ends) == 2 and ends[0] and ends[1] and ends[0][0] <= ends[1][1]:
            return ends[0][0], ends[1][1]
    return found


def nth_step(header: str) -> str:
    """What a column that counts from the start of its table counts (« Nth day »): "day", "week", "month", else ""."""
    match = _NTH.match(folded(header))
    return {"jour": "day", "semaine": "week", "mois": "month"}.get(match[1], match[1]) if match else ""


def nth_days(cell: str, step: str, start: dt.date) -> Days | None:
    """The days of « 0007 » counted by `step` from `start`."""
    text = cell.strip()
    if not (text.isascii() and text.isdigit() and len(text) <= 4):
        return None
    number = int(text)
    if step == "month":
        months = start.year * 12 + start.month - 1 + number
        year, month = divmod(months, 12)
        first = dt.date(year, month + 1, 1) if number else start
        return first, dt.date(year, month + 1, monthrange(year, month + 1)[1])
    length = 7 if step == "week" else 1
    first = start + dt.timedelta(days=number * length)
    return first, first + dt.timedelta(days=length - 1)


def is_date_header(header: str) -> bool:
    """Whether a header announces dates or periods."""
    words = re.split(r"[^a-z]+", folded(header))
    return bool(nth_step(header)) or bool({*words} & {*_DAY_HEADERS, "annee", "year", "trimestre", "quarter"})


def whole(days: Days, header: str) -> Days:
    """The whole month or week where a column named so gives only its first day."""
    words = set(re.split(r"[^a-z]+", folded(header)))
    first, last = days
    if first == last and first.day == 1 and words & {"mois", "month"}:
        return _month(first.year, first.month) or days
    if first == last and words & {"semaine", "week"}:
        return first, first + dt.timedelta(days=6)
    return days


def _written(text: str, order: DateOrder, *, year: bool = False) -> Days | None:
    if looks_like_date(text) or (text[:1].isalpha() and iso(text, order)):
        found = iso(text, order)
        return _one_day(dt.date.fromisoformat(found[:10])) if found else None
    text = folded(text)
    match = _DIGITS.match(text)
    if match:
        month = _month(int(match[1]), int(match[2]))
        if match[3] is None or month is None:
            return month
        day = int(match[3])
        return _one_day(month[0].replace(day=day)) if day <= month[1].day else None
    if year and _YEAR.match(text):
        return dt.date(int(text), 1, 1), dt.date(int(text), 12, 31)
    return _longer(text)


def _one_day(day: dt.date) -> Days:
    return day, day


def _longer(text: str) -> Days | None:
    """A month, a week or a quarter in words."""
    for pattern, year, part, made in _LONGER:
        match = pattern.match(text)
        if match:
            said = match[part]
            number = int(said) if said.isdecimal() else MONTHS.get(said, 0)
            return made(int(match[year]), number) if number else None
    return None


def _month(year: int, month: int) -> Days | None:
    return dt.date(year, month, 1), dt.date(year, month, monthrange(year, month)[1])


def _quarter(year: int, quarter: int) -> Days:
    last = 3 * quarter
    return dt.date(year, last - 2, 1), dt.date(year, last, monthrange(year, last)[1])


def _week(year: int, week: int) -> Days | None:
    try:
        return dt.date.fromisocalendar(year, week, 1), dt.date.fromisocalendar(year, week, 7)
    except ValueError:
        return None


# A pattern, the groups of its year and of what is counted in it, and what makes the days.
_LONGER: tuple[tuple[re.Pattern[str], int, int, Callable[[int, int], Days | None]], ...] = (
    (_MONTH_LAST, 1, 2, _month),
    (_MONTH_FIRST, 2, 1, _month),
    (_NAMED_MONTH, 2, 1, _month),
    (_WEEK, 1, 2, _week),
    (_WEEK_FIRST, 2, 1, _week),
    (_QUARTER, 1, 2, _quarter),
    (_QUARTER_FIRST, 2, 1, _quarter),
)
