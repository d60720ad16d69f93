"""Where a passage of their text stands in ours, when the text was cut, joined or revised on one side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from engage_desktop.store.passages import found_again

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Part:
    """One of our texts: turns of one document are parts of it."""

    id: int
    row: int
    text: str


@dataclass(frozen=True, slots=True)
class Stand:
    """A passage of a text of ours, None for all of it; `lost` when its words are no longer there."""

    part: Part
    span: Span | None
    lost: bool = False


def stands(said: str, span: Span | None, parts: Sequence[Part], at: int, *, turns: bool) -> tuple[Stand, ...]:
    """The passage of `said`, None for all of it, in ours; `at` is the place of the text that answers to it.

    All of a revised answer stays all of it; of turns, a code goes with the words wherever they were cut or joined.
    """
    anchor = parts[at]
    if anchor.text == said or (span is None and not turns):
        return (Stand(anchor, span),)
    start, end = span or (0, len(said))
    begins = anchor.text.find(said)
    if begins >= 0:
        return (Stand(anchor, (begins + start, begins + end)),)
    if turns:
        spread = _spread(said, span, parts, at)
        if spread:
            return spread
    place = found_again(said, anchor.text, start, end)
    if place is not None:
        return (Stand(anchor, place),)
    quote = said[start:end]
    for part in parts:
        if turns and part.row == anchor.row and quote in part.text:
            begins = part.text.index(quote)
            return (Stand(part, (begins, begins + len(quote))),)
    return (Stand(anchor, None, lost=True),)


def _spread(said: str, span: Span | None, parts: Sequence[Part], at: int) -> tuple[Stand, ...]:
    """The passage over several of ours that follow each other and make up `said`."""
    first = at
    while first > 0 and parts[first - 1].text in said:
        first -= 1
    best: list[tuple[Part, int]] = []
    for begin in range(first, at + 1):
        run = _run(said, parts[begin:])
        if sum(len(part.text) for part, _place in run) > sum(len(part.text) for part, _place in best):
            best = run
    start, end = span or (0, len(said))
    found = []
    for part, place in best:
        low, high = max(start, place) - place, min(end, place + len(part.text)) - place
        if low < high:
            whole = span is None and (low, high) == (0, len(part.text))
            found.append(Stand(part, None if whole else (low, high)))
    return tuple(found)


def _run(said: str, parts: Sequence[Part]) -> list[tuple[Part, int]]:
    found = []
    at = 0
    for part in parts:
        place = said.find(part.text, at)
        if place < 0 or said[at:place].strip():
            break
        found.append((part, place))
        at = place + len(part.text)
    return found
