"""A coded passage in a text that was revised, cut or joined since: it follows its words."""

from __future__ import annotations

from collections.abc import Sequence


def found_again(before: str, after: str, start: int, end: int) -> tuple[int, int] | None:
    """Where the passage stands in the revised text: the place nearest to where it stood, None when it left."""
    quote = before[start:end]
    places = []
    at = after.find(quote)
    while at >= 0:
        places.append(at)
        at = after.find(quote, at + 1)
    if not places:
        return None
    nearest = min(places, key=lambda place: abs(place - start))
    return nearest, nearest + len(quote)


def spread(before: str, parts: Sequence[str], start: int, end: int) -> tuple[tuple[int, int, int], ...]:
    """Where the passage stands in the parts that a text was cut into: the number of each, and the passage in it."""
    found = []
    at = 0
    for number, part in enumerate(parts):
        place = before.find(part, at)
        if place < 0:
            continue
        low, high = max(start, place) - place, min(end, place + len(part)) - place
        if low < high:
            found.append((number, low, high))
        at = place + len(part)
    return tuple(found)
