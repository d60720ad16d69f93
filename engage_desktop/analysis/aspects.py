"""What a text feels of each aspect it mentions, from the clause of each mention.

A clause that feels nothing takes the feeling of the next one, else of the one before; a quarter of the whole
text's is added, for a mention is seldom alone in its text.
"""

from __future__ import annotations

from collections.abc import Sequence

from engage_desktop.analysis.lexicon import expressions
from engage_desktop.analysis.lexicon.engine import LexiconEngine
from engage_desktop.models.aspects import Aspect, AspectFeeling
from engage_desktop.models.lexicon import Entry
from engage_desktop.models.sentiment import Clause, label_of

_OF_THE_TEXT = 0.25


class AspectReader:
    """Finds these aspects in texts; a seed is a whole expression, and the longest seed wins."""

    def __init__(self, engine: LexiconEngine, aspects: Sequence[Aspect]) -> None:
        self._engine = engine
        self._names = tuple(aspect.name for aspect in aspects)
        seeds = [Entry(seed, 0.0, note=aspect.name) for aspect in aspects for seed in aspect.seeds]
        self._tree = expressions.planted(seeds)

    def mentions(self, text: str) -> tuple[tuple[str, int, int], ...]:
        """Every mention: the aspect, its start and end in code points."""
        return tuple(
            (meaning.note, start, end) for meaning, start, end in self._engine.find(text, self._tree)
        )

    def read(self, text: str) -> tuple[AspectFeeling, ...]:
        """What the text feels of each aspect it mentions, in the order of the aspects."""
        return feelings(self._engine, text, self.mentions(text), self._names)


def feelings(
    engine: LexiconEngine, text: str, mentions: Sequence[tuple[str, int, int]], names: Sequence[str]
) -> tuple[AspectFeeling, ...]:
    """What the text feels of each of these aspects that it mentions."""
    if not mentions:
        return ()
    clauses, whole = engine.clauses(text), engine.read(text).polarity
    told = []
    for name in names:
        spans = tuple((start, end) for mentioned, start, end in mentions if mentioned == name)
        if spans:
            near = sum(_near(clauses, start) for start, _end in spans) / len(spans)
            polarity = max(-1.0, min(1.0, near + _OF_THE_TEXT * whole))
            told.append(AspectFeeling(name, polarity, label_of(polarity), spans))
    return tuple(told)


def longest(mentions: Sequence[tuple[str, int, int]]) -> tuple[tuple[str, int, int], ...]:
    """The mentions less those inside a longer one: « hors de prix » says nothing of what « prix » alone would."""
    return tuple(
        each
        for each in sorted(mentions, key=lambda each: (each[1], -each[2]))
        if not any(
            other[1] <= each[1] and each[2] <= other[2] and other[2] - other[1] > each[2] - each[1]
            for other in mentions
        )
    )


def _near(clauses: Sequence[Clause], start: int) -> float:
    place = next((at for at, clause in enumerate(clauses) if clause.start <= start < clause.end), None)
    if place is None:
        return 0.0
    around = (place, place + 1, place - 1)
    return next(
        (clauses[at].polarity for at in around if 0 <= at < len(clauses) and clauses[at].polarity), 0.0
    )
