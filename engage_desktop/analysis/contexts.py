"""A word in its contexts: concordance lines and what they are sorted by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from engage_desktop.models.folding import fold
from engage_desktop.models.words import pattern

_WORD = re.compile(r"[^\W_]+")
_BLANKS = re.compile(r"\s+")
_SIDE = 60  # characters of context on each side


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One occurrence of a word: its context on both sides, and its place in code points."""

    left: str
    word: str
    right: str
    start: int
    end: int


def occurrences(text: str, forms: Sequence[str], *, side: int = _SIDE) -> tuple[Occurrence, ...]:
    """Where the forms stand in `text`."""
    shape = pattern(tuple(forms))
    if shape is None:
        return ()
    return tuple(
        Occurrence(
            _BLANKS.sub(" ", text[max(0, found.start() - side) : found.start()]),
            _BLANKS.sub(" ", found.group()),
            _BLANKS.sub(" ", text[found.end() : found.end() + side]),
            found.start(),
            found.end(),
        )
        for found in shape.finditer(text)
    )


def by_right(line: Occurrence) -> tuple[str, ...]:
    """The words after, from the nearest."""
    return tuple(_WORD.findall(fold(line.right)))


def by_left(line: Occurrence) -> tuple[str, ...]:
    """The words before, from the nearest."""
    return tuple(reversed(_WORD.findall(fold(line.left))))


def saturation(documents: Iterable[Iterable[int]]) -> tuple[tuple[int, int], ...]:
    """For each document in order: how many things it is the first to bring, and how many are known after it."""
    known: set[int] = set()
    found = []
    for held in documents:
        new = set(held) - known
        known |= new
        found.append((len(new), len(known)))
    return tuple(found)
