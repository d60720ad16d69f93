"""Which profile the first rows of a table belong to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from engage_desktop.importers.cells import folded
from engage_desktop.importers.headers import shown
from engage_desktop.importers.profile import Profile, Signature


@dataclass(frozen=True, slots=True)
class Window:
    """The first rows of a table from its first header row on, and what its other sheets say."""

    rows: tuple[tuple[str, ...], ...]
    sheet: str = ""
    sheet_texts: tuple[str, ...] = ()

    def below(self, place: int) -> Window:
        """The same window from its row `place` on."""
        return Window(self.rows[place:], self.sheet, self.sheet_texts)


@dataclass(frozen=True, slots=True)
class Match:
    """A profile that the headers prove, with its confidence in [0, 1]."""

    profile: Profile
    confidence: float


def header_row(rows: Sequence[Sequence[str]]) -> int:
    """The 0-based place of the first header row: the first row that fills half of the widest one.

    A lone cell, without any separator, above rows of several is a title.
    """
    widest = max((_filled(row) for row in rows), default=0)
    for index, row in enumerate(rows):
        titled = (
            len(row) == 1 and len(rows) > index + 2 and all(len(below) > 1 for below in rows[index + 1 :])
        )
        if _filled(row) >= max(1, widest / 2) and not titled:
            return index
    return 0


_CODE = re.compile(r"^[^\W\d][\w.\[\]/-]{0,24}$")


def has_wordings(rows: Sequence[Sequence[str]]) -> bool:
    """Whether the first row holds codes and the second the wordings of questions, which no answer below looks like."""
    if len(rows) < 4:
        return False
    codes, wordings, answers = rows[0], rows[1], rows[2:]
    named = [place for place, code in enumerate(codes) if code.strip()]
    worded = [place for place in named if place < len(wordings) and _is_wording(wordings[place])]
    if len(worded) < max(2, 0.3 * len(named)) or not all(
        _CODE.match(codes[place].strip()) for place in named
    ):
        return False
    said = [[row[place] for row in answers if place < len(row) and row[place].strip()] for place in worded]
    unlike = sum(bool(cells) and not any(map(_is_wording, cells)) for cells in said)
    return unlike >= 0.5 * len(worded)


def _is_wording(cell: str) -> bool:
    return "?" in cell or len(cell.split()) >= 4


def matches(window: Window, profiles: Sequence[Profile]) -> list[Match]:
    """The profiles that the window proves, most certain first."""
    heads = [[shown(cell) for cell in row] for row in window.rows[:4]]
    plain = [tuple(map(folded, row)) for row in heads]
    compared: dict[bool, set[str]] = {}  # the same for every profile that spells alike
    found: list[Match] = []
    for profile in profiles:
        names = compared.get(profile.spelled)
        if names is None:
            names = {name for head in heads[:1] for cell in head for name in profile.names_of(cell)}
            compared[profile.spelled] = names
        held = (s.confidence for s in profile.signatures if _holds(s, plain, window, names))
        confidence = max(held, default=0.0)
        if confidence:
            found.append(Match(profile, confidence))
    return sorted(found, key=lambda match: -match.confidence)


def _filled(row: Sequence[str]) -> int:
    return sum(bool(cell.strip()) for cell in row)


def _holds(signature: Signature, rows: Sequence[tuple[str, ...]], window: Window, names: set[str]) -> bool:
    headers = rows[0] if rows else ()
    return (
        all(names.intersection(group) for group in signature.all_of)
        and (not signature.first or (bool(headers) and headers[0] in signature.first))
        and (not signature.second_row or _any_starts(rows[1:2], signature.second_row, exact=True))
        and (not signature.second_blank or (len(rows) > 1 and not any(rows[1][:1])))
        and (
            not signature.second_first
            or (len(rows) > 1 and rows[1][:1] in [(n,) for n in signature.second_first])
        )
        and (not signature.third_row or _any_starts(rows[2:3], signature.third_row))
        and (not signature.sheet or folded(window.sheet).startswith(signature.sheet))
        and (not signature.sheet_text or _any_starts([window.sheet_texts], signature.sheet_text))
        and (not signature.choice_columns or _has_choice_columns(headers))
        and not any(word in header for word in signature.never for header in headers)
    )


def _any_starts(rows: Sequence[Sequence[str]], starts: tuple[str, ...], *, exact: bool = False) -> bool:
    for row in rows:
        for cell in row:
            if cell in starts or (not exact and cell.startswith(starts)):
                return True
    return False


def _has_choice_columns(headers: Sequence[str]) -> bool:
    names = set(headers)
    return sum("/" in name and name.rsplit("/", 1)[0] in names for name in headers) >= 2
