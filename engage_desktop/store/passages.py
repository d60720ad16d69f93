"""A coded passage in a text that was revised: it follows its words."""

from __future__ import annotations


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
