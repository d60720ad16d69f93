"""Dates as files write them, as ISO 8601 text.

The order of day and month is decided on a whole column, never on one cell.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from engage_desktop.importers.cells import Parser, Refused, folded, refused
from engage_desktop.models.sources import AnswerValue, DateOrder

_TIME = (
    r"(?:[T ,]+(?:à |at |- )?(?P<hour>[0-9]{1,2})[:hH](?P<minute>[0-9]{2})?"
    r"(?::(?P<second>[0-9]{2})(?:[.,](?P<fraction>[0-9]{1,9}))?)?"
    r"\s*(?P<half>[AaPp]\.? ?[Mm]\.?)?\s*(?P<zone>Z|(?:UTC"
    r"|GMT)?[+-][0-9]{1,2}:?(?:[0-9]{2})?|UTC|GMT|[A-Z]{3,4})?)?"
)
_YEAR_FIRST = re.compile(
    r"^(?P<year>[0-9]{4})[-/.](?P<month>[0-9]{1,2})[-/.](?P<day>[0-9]{1,2})" + _TIME + "$"
)
_YEAR_LAST = re.compile(
    r"^(?P<one>[0-9]{1,2})[/.-](?P<two>[0-9]{1,2})[/.-](?P<year>[0-9]{4}|[0-9]{2})" + _TIME + "$"
)
_NAMED = re.compile(
    r"^(?:[^\W\d_]+\.?,? )?(?P<day>[0-9]{1,2})(?:er)?[ -](?P<name>[^\W\d_]{3,9})\.?[ -](?P<year>[0-9]{4}|[0-9]{2})"
    + _TIME
    + "$"
)
_MONTH_NAMED = re.compile(  # « Sep 01, 2026 10:00 am »
    r"^(?:[^\W\d_]+\.?,? )?(?P<name>[^\W\d_]{3,9})\.? (?P<day>[0-9]{1,2})(?:st|nd|rd|th)?,? (?P<year>[0-9]{4})"
    + _TIME
    + "$"
)
# « Wed Oct 10 20:19:24 +0000 2018 »: how X and C's asctime write it.
_ASCTIME = re.compile(
    r"^[A-Z][a-z]{2} (?P<name>[A-Z][a-z]{2}) {1,2}(?P<day>[0-9]{1,2}) (?P<hour>[0-9]{2}):(?P<minute>[0-9]{2})"
    r":(?P<second>[0-9]{2})(?P<half>)(?P<fraction>)(?: (?P<zone>[+-][0-9]{4}|UTC|GMT))? (?P<year>[0-9]{4})$"
)
_SERIAL = re.compile(r"^[0-9]{5}(?:[.,][0-9]+)?$")
MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "janvier janv jan january", "fevrier fevr fev february feb", "mars mar march", "avril avr april apr",
            "mai may", "juin june jun", "juillet juil july jul", "aout august aug", "septembre sept september sep",
            "octobre oct october", "novembre nov november", "decembre dec december",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_EXPECTED = {
    DateOrder.DAY_FIRST: "dd/mm/yyyy",
    DateOrder.MONTH_FIRST: "mm/dd/yyyy",
    DateOrder.ISO: "yyyy-mm-dd",
}
_EXCEL_EPOCH = dt.datetime(1899, 12, 30)  # noqa: DTZ001 - a spreadsheet knows no time zone
_FIRST, _LAST = 1900, 2100  # years in which somebody may have answered
NO_DATES = ("1980-01-01 00:00:00",)  # LimeSurvey: « not recorded »


def looks_like_date(cell: str) -> bool:
    """Whether a cell is written as a date (not whether the day exists)."""
    text = _unspaced(cell)
    if len(text) > 45 or len(text) < 6:
        return False
    if _YEAR_FIRST.match(text) or _YEAR_LAST.match(text):
        return True
    named = _NAMED.match(text) or _MONTH_NAMED.match(text) or _ASCTIME.match(text)
    return named is not None and folded(named["name"]) in MONTHS


def is_beyond(cell: str) -> bool:
    """Whether a cell is a date of another age than ours: a birth, a founding, no day of answer."""
    text = _unspaced(cell)
    match = _YEAR_FIRST.match(text) or _YEAR_LAST.match(text)
    return match is not None and len(match["year"]) == 4 and not _FIRST <= int(match["year"]) <= _LAST


def is_unix(cell: str) -> bool:
    """Whether a cell is a number of seconds (parts of one may follow) or milliseconds since 1970, from 2001 to 2100."""
    text, point, parts = cell.strip().partition(".")
    if point and not (len(text) == 10 and parts.isascii() and parts.isdecimal()):
        return False
    return text.isdecimal() and text.isascii() and len(text) in (10, 13) and "10" <= text[:2] < "41"


def is_serial(cell: str) -> bool:
    """Whether a cell may be the day number of a spreadsheet (1954 to 2119)."""
    return _SERIAL.match(cell.strip()) is not None and 20_000 <= int(cell.strip()[:5]) < 80_000


def order_of(cells: Iterable[str], default: DateOrder) -> tuple[DateOrder, str]:
    """The order that a whole column proves, and why.

    "iso", "day_over_12", "month_over_12", "unordered" (months have names, or dates are counted in days), "mixed",
    "doubt".
    """
    first_over = second_over = short = iso = other = 0
    american = True  # « 9/6/2026 1:05 PM »: no zero before a number, a clock of twelve hours
    for cell in cells:
        text = _unspaced(cell)
        match = _YEAR_LAST.match(text)
        if match is None:
            year_first = _YEAR_FIRST.match(text) is not None
            iso += year_first
            other += not year_first
            continue
        short += 1
        american = (
            american and match["half"] in ("AM", "PM") and "0" not in (match["one"][0], match["two"][0])
        )
        first_over += int(match["one"]) > 12
        second_over += int(match["two"]) > 12
    if not short:
        return (DateOrder.ISO, "iso") if iso else (default, "unordered" if other else "doubt")
    if first_over and second_over:
        return (DateOrder.DAY_FIRST if first_over >= second_over else DateOrder.MONTH_FIRST), "mixed"
    if first_over:
        return DateOrder.DAY_FIRST, "day_over_12"
    if second_over:
        return DateOrder.MONTH_FIRST, "month_over_12"
    return (DateOrder.MONTH_FIRST if american else default), "doubt"


def date_parser(order: DateOrder) -> Parser:
    """Parser of a date column: ISO 8601 text ("2026-02-10", "2026-02-10T17:07:21"), or refused as "bad_date"."""
    expected = _EXPECTED[order]

    def parse(cell: str) -> AnswerValue | Refused:
        text = cell.strip()
        if not text or text in NO_DATES:
            return None
        found = iso(text, order) or (from_unix(text) if is_unix(text) else None)
        return refused("bad_date", cell, expected) if found is None else found

    return parse


def iso(cell: str, order: DateOrder = DateOrder.DAY_FIRST) -> str | None:
    """A date as ISO 8601 text, or None when it is none or its day does not exist."""
    text = _unspaced(cell)
    if len(text) > 45:
        return None
    match = _YEAR_FIRST.match(text)
    if match:
        return _made(match, match["month"], match["day"])
    match = _YEAR_LAST.match(text)
    if match:
        month_first = order is DateOrder.MONTH_FIRST
        return _made(match, match["one" if month_first else "two"], match["two" if month_first else "one"])
    match = _NAMED.match(text) or _MONTH_NAMED.match(text) or _ASCTIME.match(text)
    if match and folded(match["name"]) in MONTHS:
        return _made(match, str(MONTHS[folded(match["name"])]), match["day"])
    return _from_serial(text) if is_serial(text) else None


def from_unix(text: str) -> str:
    """Seconds or milliseconds since 1970, as written, as an ISO 8601 moment of UTC; "" when they are none."""
    try:
        seconds = float(text)
        if abs(seconds) > 1e11:  # the year 5138 in seconds: these are milliseconds, or micro
            seconds /= 1000 if abs(seconds) < 1e14 else 1_000_000
        moment = dt.datetime.fromtimestamp(seconds, dt.UTC)
    except (ValueError, OverflowError, OSError):
        return ""
    return moment.isoformat(timespec="milliseconds" if moment.microsecond else "seconds")


def is_whole_day(text: str) -> bool:
    """Whether ten characters are a day of ten characters, so that what follows is the time."""
    if any(each.startswith(text) for each in NO_DATES):
        return False  # only the whole cell tells
    return len(text) == 10 and text[0].isdigit() and text[9].isdigit() and looks_like_date(text)


def time_of_day(rest: str) -> str | None:
    """What follows the ten characters of a day, as ISO 8601 ("" when nothing does), or None."""
    if not rest:
        return ""
    # A digit would belong to the day's year.
    whole = None if rest[0].isdigit() or not rest.strip() else iso(f"2000-01-01{rest}")
    return whole[10:] if whole else None


def _unspaced(cell: str) -> str:
    text = cell.strip()
    return text if text.isascii() else " ".join(text.split())


def _from_serial(text: str) -> str:
    days = float(text.replace(",", "."))
    moment = _EXCEL_EPOCH + dt.timedelta(seconds=round(days * 86_400))
    return moment.date().isoformat() if days.is_integer() else moment.isoformat()


def _made(match: re.Match[str], month: str, day: str) -> str | None:
    year = int(match["year"])
    if len(match["year"]) == 2:
        year += 2000 if year < 69 else 1900
    if not _FIRST <= year <= _LAST:
        return None
    try:
        date = dt.date(year, int(month), int(day))
        if match["hour"] is None:
            return date.isoformat()
        return f"{date.isoformat()}T{_time(match).isoformat()}{_offset(match['zone'])}"
    except ValueError:
        return None


def _time(match: re.Match[str]) -> dt.time:
    hour = int(match["hour"])
    if match["half"]:
        if hour > 12:
            raise ValueError(hour)
        hour = hour % 12 + (12 if match["half"][0] in "pP" else 0)
    fraction = int((match["fraction"] or "0").ljust(6, "0")[:6])
    return dt.time(hour, int(match["minute"] or 0), int(match["second"] or 0), fraction)


def _offset(zone: str | None) -> str:
    """The offset of a zone: +01:00 for GMT+1, nothing for a zone known by its name only."""
    if zone in ("Z", "UTC", "GMT"):
        return "+00:00"
    match = re.search(r"([+-])([0-9]{1,2}):?([0-9]{2})?$", zone or "")
    if match is None:
        return ""
    if int(match[2]) > 14:
        raise ValueError(zone)
    return f"{match[1]}{int(match[2]):02d}:{match[3] or '00'}"
