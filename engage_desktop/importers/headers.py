"""Headers of one, two or three rows as one name per column.

Columns are addressed by their place: names may be doubled, empty or full of HTML.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from engage_desktop.importers.cells import folded

_TAG = re.compile(r"</?[A-Za-z][^<>]{0,500}>")
_NO_SECOND = ("response", "open-ended response", "reponse", "réponse", "réponse ouverte")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_JOINTS = re.compile(r"[_.:@/()#*\[\]-]+")
# What stands around a field in the answers of programs, and says nothing of it.
_AROUND = re.compile(r"^(?:(?:attributes|public metrics|node|snippet|fields|data) )+|(?: label)+$")
DASH = " \N{EM DASH} "


def shown(header: str) -> str:
    """A header for people: no HTML, no runs of blanks."""
    text = header
    if "<" in text:
        text = _TAG.sub(" ", text)
    if "&" in text:
        text = html.unescape(text)
    return " ".join(text.replace("\ufeff", "").replace("\u200b", "").split())


def in_words(header: str) -> str:
    """A header that a program writes, in words: « likeCount » and « like_count » are « like count »."""
    return folded(_JOINTS.sub(" ", _HUMP.sub(" ", header)))


def spellings(header: str) -> tuple[str, ...]:
    """How to compare such a header: as it is, in words, and without what programs put around a field."""
    words = in_words(header)
    return tuple(dict.fromkeys((folded(header), words, _AROUND.sub("", words))))


def letter(index: int) -> str:
    """The name that a spreadsheet gives to a 0-based column: A, B … Z, AA."""
    name = ""
    number = index + 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name


def unique(names: Sequence[str]) -> tuple[str, ...]:
    """`names` made distinct: an empty one becomes its column letter, a doubled one gets « (2) »."""
    seen: dict[str, int] = {}
    made: list[str] = []
    for index, name in enumerate(names):
        base = name or letter(index)
        seen[base] = seen.get(base, 0) + 1
        made.append(base if seen[base] == 1 else f"{base} ({seen[base]})")
    return tuple(made)


def joined(rows: Sequence[Sequence[str]], fill: str) -> tuple[str, ...]:
    """One header per column out of several header rows.

    `fill` is "forward" (SurveyMonkey: an empty cell repeats the one at its left, the second row names the
    option), "second" (Qualtrics: the second row is the wording), "first" (LimeSurvey VV: the first is, the second
    holds codes) or "" (the first row alone).
    """
    width = max((len(row) for row in rows), default=0)
    padded = [[shown(cell) for cell in row] + [""] * (width - len(row)) for row in rows]
    if not padded:
        return ()
    if len(padded) == 1 or not fill:
        return tuple(padded[0])
    if fill == "first":
        return tuple(first or second for first, second in zip(padded[0], padded[1], strict=True))
    if fill == "second":
        return tuple(second or first for first, second in zip(padded[0], padded[1], strict=True))
    names: list[str] = []
    above = ""
    for first, second in zip(padded[0], padded[1], strict=True):
        above = first or above
        plain = not second or second.casefold() in _NO_SECOND
        names.append(above if plain else f"{above}{DASH}{second}" if above else second)
    return tuple(names)
