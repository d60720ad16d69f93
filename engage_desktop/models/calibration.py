"""What the sentiment engine learnt from a study's own scores and corrections, and how well it does by it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum

LEAST_FOR_CUTS = 60  # scored texts
LEAST_FOR_MODEL = 200
LEAST_OF_A_TONE = 30  # of the negative and of the positive texts, for a model
LEAST_OF_A_TONE_FOR_CUTS = 10


class Method(Enum):
    """How scores are put to use; the next one needs more of them."""

    NONE = "none"  # too few scores, or nothing gained
    CUTS = "cuts"  # where negative ends and positive begins on the engine's own scale
    MODEL = "model"  # words of the study beside the engine's reading


class Tone(Enum):
    """What a score, or a person's correction, says that a text feels."""

    NEGATIVE = -1
    NEUTRAL = 0
    POSITIVE = 1


TONES = (Tone.NEGATIVE, Tone.NEUTRAL, Tone.POSITIVE)


@dataclass(frozen=True, slots=True)
class Labelled:
    """A text to learn from. Texts of one `group` (one response) are never on both sides of a check."""

    key: int
    text: str
    tone: Tone
    group: int
    corrected: bool = False
    question: int = 0  # that it answers, 0 for none


@dataclass(frozen=True, slots=True)
class Accuracy:
    """Readings against the tones said: shares in [0, 1]; `confusion` rows are tones, columns readings, as `TONES`.

    `sign` is over the texts that are not neutral: whether the reading leans to their side.
    """

    n: int
    accuracy: float
    macro_f1: float
    sign: float
    confusion: tuple[tuple[int, int, int], ...]


@dataclass(frozen=True, slots=True)
class WordModel:
    """A linear model over words and the engine's reading: weights by row, first the words and then the reading.

    `rarity` is the inverse document frequency of each word; `weights` has three numbers a row (as `TONES`);
    `neutral` multiplies the share of the neutral tone before tones are compared.
    """

    words: tuple[str, ...]
    rarity: tuple[float, ...]
    weights: tuple[tuple[float, float, float], ...]
    bias: tuple[float, float, float]
    neutral: float


@dataclass(frozen=True, slots=True)
class Calibration:
    """What was learnt. `before` is the engine alone on the same texts; `after` is cross-validated: each text is
    read by what was learnt from the others. `low` and `high` are the cut-points on the engine's polarity.
    """

    method: Method
    engine: str  # name and version of the engine it was learnt beside
    learnt_on: str  # ISO 8601
    corrections: int
    before: Accuracy
    after: Accuracy
    low: float = -0.1
    high: float = 0.1
    model: WordModel | None = None
    digest: str = ""  # changes with what was learnt: older results are then read again
    scores: int = field(default=0)  # scored texts there were, of which `after.n` were learnt from
