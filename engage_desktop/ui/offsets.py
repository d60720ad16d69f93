"""Offsets in a text: the study counts code points, Qt counts UTF-16 units; only here does one become the other."""

from __future__ import annotations

from bisect import bisect_left

_LAST_SINGLE = "\uffff"  # beyond it a code point takes two units


class Offsets:
    """The conversions of one text. Code points count from 0 to `len(text)`, units likewise in UTF-16."""

    __slots__ = ("_wide", "_wide_units", "length", "units")

    def __init__(self, text: str) -> None:
        self.length = len(text)
        self._wide = (
            () if text.isascii() else tuple(at for at, letter in enumerate(text) if letter > _LAST_SINGLE)
        )
        self._wide_units = tuple(at + rank for rank, at in enumerate(self._wide))
        self.units = self.length + len(self._wide)

    def to_units(self, point: int) -> int:
        """Where the code point number `point` begins, in UTF-16 units."""
        point = min(max(point, 0), self.length)
        return point + bisect_left(self._wide, point)

    def to_points(self, unit: int) -> int:
        """Which code point begins at `unit`; the middle of a pair counts as its beginning."""
        unit = min(max(unit, 0), self.units)
        return unit - bisect_left(self._wide_units, unit)

    def span_to_units(self, span: tuple[int, int]) -> tuple[int, int]:
        """A span of code points as units."""
        return self.to_units(span[0]), self.to_units(span[1])

    def span_to_points(self, span: tuple[int, int]) -> tuple[int, int]:
        """A span of units as code points, a pair that is cut taken whole."""
        start, end = self.to_points(span[0]), self.to_points(span[1])
        if end < self.length and self.to_units(end) < span[1]:
            end += 1
        return start, end
