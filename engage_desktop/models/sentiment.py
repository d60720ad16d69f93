"""What a text feels: a polarity, a label, a confidence, and the words that explain them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engage_desktop.models.lexicon import OwnEntry


NEUTRAL_ZONE = 0.15  # |polarity| below this is shown as neutral
FOREIGN = (
    "en",
    "de",
    "es",
    "it",
    "pt",
    "nl",
)  # languages told from French; a text in one of them is not read


def foreign_language(language: str) -> str:
    """The code of a language that is not read, whatever its spelling (`en-GB`, `English`); "" for any other."""
    start = language[:2].lower()
    return start if start in FOREIGN else ""


class Label(Enum):
    """The word for a polarity; the number is what the study file and the coded columns hold."""

    NEGATIVE = "negative"
    NEUTRAL = "neutral"
    POSITIVE = "positive"
    MIXED = "mixed"


LABELS = (Label.NEGATIVE, Label.NEUTRAL, Label.POSITIVE, Label.MIXED)


@dataclass(frozen=True, slots=True)
class Term:
    """A span of the text that carries sentiment: offsets in code points, its weight, and the rule at work."""

    start: int
    end: int
    text: str
    weight: float
    rule: str


@dataclass(frozen=True, slots=True)
class Sentiment:
    """An engine's reading of one text: `polarity` in [-1, 1], `confidence` and `subjectivity` in [0, 1].

    A confidence of 0 says that the engine knew no word of it: it does not pronounce, the label is neutral.
    The subjectivity of Lexique FR is the sum of what its terms weigh, whatever their sign.
    """

    polarity: float
    label: Label
    confidence: float
    terms: tuple[Term, ...] = ()
    subjectivity: float | None = None  # None: the engine does not say


@dataclass(frozen=True, slots=True)
class Clause:
    """A part of a text, `[start, end)` in code points, and what it feels by itself."""

    start: int
    end: int
    polarity: float
    label: Label


@dataclass(frozen=True, slots=True)
class Engine:
    """Which engine gave a result; a change of either makes older results out of date."""

    name: str
    version: str


def label_of(polarity: float) -> Label:
    """The label of a polarity alone: neutral inside the neutral zone."""
    if abs(polarity) < NEUTRAL_ZONE:
        return Label.NEUTRAL
    return Label.POSITIVE if polarity > 0 else Label.NEGATIVE


class EngineKind(Enum):
    """The engines that a study may choose."""

    LEXICON = "lexique-fr"
    REFERENCE = "textblob-fr"


@dataclass(frozen=True, slots=True)
class EngineChoice:
    """What a study reads its texts with; `packs` are the domains read beside the lexicon's base.

    `own` are the words of the study itself, which speak before all others.
    """

    kind: EngineKind = EngineKind.LEXICON
    packs: tuple[str, ...] = ()
    own: tuple[OwnEntry, ...] = ()


def weighed_within(terms: Iterable[Term], start: int, end: int) -> float:
    """What a passage adds to the polarity of its text: the weights of the terms that begin in `[start, end)`."""
    return sum(term.weight for term in terms if start <= term.start < end)
