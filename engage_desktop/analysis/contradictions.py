"""Words whose usual sign the scores of a study contradict."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engage_desktop.analysis import keyness
from engage_desktop.models.lexicon import Contradiction
from engage_desktop.models.themes import FALSE_DISCOVERIES

LEAST = 8  # texts that take a side


@dataclass(frozen=True, slots=True)
class Tally:
    """A word, its strength, and the tones (-1, 0, 1) of the texts where it leans to its own side."""

    words: str
    strength: float
    tones: tuple[int, ...]


def contradicted(tallies: Sequence[Tally], *, all_tones: Sequence[int]) -> list[Contradiction]:
    """The words that stand against their texts, the surest first; neutral texts take no side.

    Tested against one half, or against the share of the other side among all texts where that is larger: in a study
    of mostly happy people a harsh word beside high scores is no surprise.
    """
    sided = [tone for tone in all_tones if tone]
    tried = []
    for tally in tallies:
        other = -1 if tally.strength > 0 else 1
        said = [tone for tone in tally.tones if tone]
        if not tally.strength or len(said) < LEAST:
            continue
        against = sum(tone == other for tone in said)
        usual = max(0.5, sum(tone == other for tone in sided) / len(sided))
        mean = sum(tally.tones) / len(tally.tones)
        p = at_least(against, len(said), usual)
        tried.append(Contradiction(tally.words, tally.strength, len(said), against, mean, p, tally.words))
    stand = keyness.discoveries(np.array([each.p for each in tried]), rate=FALSE_DISCOVERIES)
    found = [each for each, stands in zip(tried, stand, strict=True) if stands]
    return sorted(found, key=lambda each: (each.p, each.words))


def at_least(k: int, n: int, share: float) -> float:
    """The chance of `k` or more out of `n` (exact binomial)."""
    if share >= 1:
        return 1.0
    yes, no, whole = math.log(share), math.log1p(-share), math.lgamma(n + 1)
    each = (
        math.exp(whole - math.lgamma(i + 1) - math.lgamma(n - i + 1) + i * yes + (n - i) * no)
        for i in range(k, n + 1)
    )
    return min(1.0, math.fsum(each))
