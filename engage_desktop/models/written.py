"""How a value is written plainly in a file: a cell that says it just so need not be kept beside the value.

What is kept of a cell is its text without outer blanks. These renderings are for ever: what old studies do not keep
is what they render.
"""

from __future__ import annotations

from engage_desktop.models.sources import DateOrder

JOINT = "\x1e"  # between the cells of one answer that lies over several columns; no text holds it
DATE = -1  # what a record's `written` calls the moment of the answer; its answers are called by their place


def plain_number(value: float, decimal: str) -> str:
    """« 3,5 » where the decimal sign is a comma; a whole number has none."""
    if isinstance(value, int) or value.is_integer():
        return str(int(value))
    return repr(value).replace(".", decimal)


def plain_moment(moment: str, order: DateOrder) -> str:
    """« 03/02/2025 17:07:21 » for 2025-02-03T17:07:21, in the file's order of day and month."""
    return plain_day(moment[:10], order) + plain_time(moment[10:])


def plain_day(day: str, order: DateOrder) -> str:
    """« 03/02/2025 » for 2025-02-03."""
    if order is DateOrder.ISO:
        return day
    year, month, number = day.split("-")
    return f"{month}/{number}/{year}" if order is DateOrder.MONTH_FIRST else f"{number}/{month}/{year}"


def plain_time(time: str) -> str:
    """« 17:07:21 » after a blank, for the T17:07:21 of an ISO 8601 moment; "" for a day alone."""
    return f" {time[1:]}" if time else ""


def in_words(written: str, joint: str = " | ") -> str:
    """What was kept of a cell as one text for people; of several cells, those that were empty stay empty."""
    return joint.join(part.strip() for part in written.split(JOINT)) if JOINT in written else written
