"""Finding a command by a few of its letters."""

from __future__ import annotations

import itertools
import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Match:
    """How well a text answers: a higher `score` is better, `places` are the characters that matched."""

    score: int
    places: tuple[int, ...]


def match(wanted: str, text: str) -> Match | None:
    """How `text` answers `wanted`, whatever the accents and the case: whole words first, then letters in order."""
    sought, held = folded(wanted), folded(text)
    if not sought.strip():
        return Match(0, ())
    start = held.find(sought)
    if start >= 0:
        at_word = start == 0 or not held[start - 1].isalnum()
        score = 1000 - start + (500 if at_word else 0) + (300 if start == 0 else 0) - len(held)
        return Match(score, tuple(range(start, start + len(sought))))
    return _scattered(sought.replace(" ", ""), held)


def folded(text: str) -> str:
    """`text` in small letters without accents, one character for one."""
    return "".join((unicodedata.normalize("NFD", letter)[0]).lower()[:1] for letter in text)


def _scattered(sought: str, held: str) -> Match | None:
    """Each letter at the start of a word, or right after the letter before it."""
    places: list[int] = []
    position = 0
    for letter in sought:
        found = _next(letter, held, position, after=places[-1] if places else -2)
        if found < 0:
            return None
        places.append(found)
        position = found + 1
    gaps = sum(1 for one, two in itertools.pairwise(places) if two != one + 1)
    return Match(200 - 20 * gaps - places[0] - len(held), tuple(places))


def _next(letter: str, held: str, position: int, *, after: int) -> int:
    for place in range(position, len(held)):
        starts_word = place == 0 or not held[place - 1].isalnum()
        if held[place] == letter and (starts_word or place == after + 1):
            return place
    return -1
