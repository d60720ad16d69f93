"""How right the engines were on labelled texts, as it was measured and kept beside the lexicon."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import Enum

from engage_desktop.models.sentiment import Engine


class TextKind(Enum):
    """What a labelled set is made of; the word is the one of the file."""

    INSURANCE = "insurance_reviews"
    RESTAURANTS = "restaurant_reviews"
    MEALS = "meal_reviews"
    TWEETS = "political_tweets"
    CASES = "written_cases"


@dataclass(frozen=True, slots=True)
class Measured:
    """One engine on one set: shares in [0, 1], `bias` mean class told less mean true class.

    `sign` is of the texts that have a side, `agreement` and `f1` (mean of the classes') of all three classes, `neutral`
    the share of neutral texts told so; these three are None where a set holds no neutral text.
    """

    sign: float
    agreement: float | None
    f1: float | None
    bias: float
    neutral: float | None


@dataclass(frozen=True, slots=True)
class SetAccuracy:
    """Both engines on one set of `texts` texts."""

    kind: TextKind
    texts: int
    ours: Measured
    reference: Measured


@dataclass(frozen=True, slots=True)
class Sureness:
    """Of the `texts` whose confidence was within [`low`, `high`), the share whose label was right."""

    low: float
    high: float
    texts: int
    right: float


@dataclass(frozen=True, slots=True)
class Subjectivity:
    """How often a text that judges is put above one that tells facts (area under the curve), over `texts` tweets."""

    texts: int
    ours: float
    reference: float


@dataclass(frozen=True, slots=True)
class Accuracy:
    """All that was measured that day; `zone` is the polarity within which a text was taken as neutral.

    `limit` is the most texts read of a set, None when all were.
    """

    date: dt.date
    ours: Engine
    reference: Engine
    zone: float
    limit: int | None
    sets: tuple[SetAccuracy, ...]
    sureness: tuple[Sureness, ...] = ()  # of our engine, on all sets but the written cases
    subjectivity: Subjectivity | None = None
