"""French and English typography of what the interface says; what people said is never retouched.

Numbers and dates are written for the language in use: U+202F between thousands, decimal comma, U+2212 minus,
« 27 sept. 2026 », « 16:42 », intervals « [+17 ; +26] ».
"""

from __future__ import annotations

import datetime as dt
import re

NARROW = "\u202f"
NO_BREAK = "\u00a0"
MINUS = "\u2212"

_MONTHS_FR = (
    "janv.",
    "févr.",
    "mars",
    "avr.",
    "mai",
    "juin",
    "juil.",
    "août",
    "sept.",
    "oct.",
    "nov.",
    "déc.",
)
_MONTHS_EN = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_MONTHS_FULL_FR = (
    "janvier", "février", "mars", "avril", "mai", "juin",
    "juillet", "août", "septembre", "octobre", "novembre", "décembre",
)  # fmt: skip
_MONTHS_FULL_EN = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

_BEFORE_TALL = re.compile(r" ([;!?%€])")
_BEFORE_COLON = re.compile(r" :(?=\s|$)")
_AFTER_OPEN = re.compile(r"« ?")
_BEFORE_CLOSE = re.compile(r" ?»")


def french(text: str) -> str:
    """`text` with the spaces and apostrophes of French typography."""
    text = text.replace("'", "\u2019").replace("...", "…")
    text = _BEFORE_TALL.sub(NARROW + r"\1", text)
    text = _BEFORE_COLON.sub(NO_BREAK + ":", text)
    text = _AFTER_OPEN.sub("«" + NARROW, text)
    return _BEFORE_CLOSE.sub(NARROW + "»", text)


def _is_french() -> bool:
    from engage_desktop.wording import language

    return language() == "fr"


def named(name: str, said: str) -> str:
    """« Zone : Centre » or "Zone: Centre"; neither part is retouched."""
    return f"{name}{NO_BREAK}: {said}" if _is_french() else f"{name}: {said}"


def quoted(text: str) -> str:
    """The text between « » or “ ”, itself as it was said."""
    return f"«{NARROW}{text}{NARROW}»" if _is_french() else f"“{text}”"


def in_turn(*parts: str) -> str:
    """The parts that are not empty, a semicolon between them."""
    return (f"{NARROW}; " if _is_french() else "; ").join(part for part in parts if part)


def integer(n: int) -> str:
    """1284 → « 1 284 » or "1,284"."""
    grouped = f"{abs(n):,}"
    if _is_french():
        grouped = grouped.replace(",", NARROW)
    return (MINUS if n < 0 else "") + grouped


def decimal(value: float, digits: int = 1, *, signed: bool = False) -> str:
    """A number with `digits` decimals; `signed` writes the plus too (never before a zero)."""
    rounded = round(value, digits)
    text = f"{abs(rounded):,.{digits}f}"
    if _is_french():
        text = text.replace(",", NARROW).replace(".", ",")
    if rounded < 0:
        return MINUS + text
    return "+" + text if signed and rounded > 0 else text


def percent(share: float, digits: int = 0) -> str:
    """0.718 → « 72 % » or "72%"; `share` is in [0, 1]."""
    return decimal(100 * share, digits) + (NARROW + "%" if _is_french() else "%")


def interval(low: float, high: float, digits: int = 0, *, signed: bool = False) -> str:
    """« [+17 ; +26] » or "[+17, +26]"."""
    separator = f"{NARROW}; " if _is_french() else ", "
    return f"[{decimal(low, digits, signed=signed)}{separator}{decimal(high, digits, signed=signed)}]"


def p_value(p: float) -> str:
    """« p = 0,030 » or « p < 0,001 »."""
    if p < 0.001:
        return f"p{NO_BREAK}<{NO_BREAK}{decimal(0.001, 3)}"
    return f"p{NO_BREAK}={NO_BREAK}{decimal(p, 3)}"


def day(date: dt.date) -> str:
    """« 27 sept. 2026 » or "27 Sep 2026"."""
    return f"{_day_number(date)}{NO_BREAK}{month_short(date.month)}{NO_BREAK}{date.year}"


def day_short(date: dt.date) -> str:
    """« 27 sept. » or "27 Sep"."""
    return f"{_day_number(date)}{NO_BREAK}{month_short(date.month)}"


def _day_number(date: dt.date) -> str:
    return "1er" if date.day == 1 and _is_french() else str(date.day)


def month_short(month: int) -> str:
    """« sept. » or "Sep" for 9."""
    return (_MONTHS_FR if _is_french() else _MONTHS_EN)[month - 1]


def month_year(date: dt.date) -> str:
    """« Septembre 2026 » or "September 2026"."""
    name = (_MONTHS_FULL_FR if _is_french() else _MONTHS_FULL_EN)[date.month - 1]
    return f"{name.capitalize()}{NO_BREAK}{date.year}"


def clock(moment: dt.datetime | dt.time) -> str:
    """« 16:42 »."""
    return f"{moment:%H:%M}"


def recorded(milliseconds: int) -> str:
    """A time in a recording: « 03:12 », « 1:02:03 »."""
    minutes, seconds = divmod(milliseconds // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes:02}:{seconds:02}"


def ago(moment: dt.datetime, now: dt.datetime) -> str:
    """« à 16:42 », « hier à 18:12 », « 12 sept. », « 12 sept. 2025 »."""
    days = (now.date() - moment.date()).days
    if days == 0:
        return f"à {clock(moment)}" if _is_french() else f"at {clock(moment)}"
    if days == 1:
        return f"hier à {clock(moment)}" if _is_french() else f"yesterday at {clock(moment)}"
    return day_short(moment.date()) if moment.year == now.year else day(moment.date())


def size(n_bytes: int) -> str:
    """« 412 ko » or "412 kB"."""
    unit = "o" if _is_french() else "B"
    for prefix, factor in (("G", 10**9), ("M", 10**6), ("k", 10**3)):
        if n_bytes >= factor:
            value = n_bytes / factor
            return f"{decimal(value, 0 if value >= 10 else 1)}{NO_BREAK}{prefix}{unit}"
    return f"{n_bytes}{NO_BREAK}{unit}"


def ellipsis(text: str, length: int) -> str:
    """`text` on one line, cut at a word to at most `length` characters."""
    flat = " ".join(text.split())
    if len(flat) <= length:
        return flat
    cut = flat[: length - 1].rsplit(" ", 1)[0]
    return (cut or flat[: length - 1]).rstrip(" ,;:.") + "…"
