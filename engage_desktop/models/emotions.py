"""Emotions that a text says in words: a second, modest reading beside sentiment."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from engage_desktop.models.indicators import Behind


class Emotion(Enum):
    """The seven that are read; the value is the key of filters, files and documents."""

    JOY = "joie"
    ANGER = "colere"
    SADNESS = "tristesse"
    FEAR = "peur"
    SURPRISE = "surprise"
    DISGUST = "degout"
    TRUST = "confiance"


EMOTIONS = tuple(Emotion)


@dataclass(frozen=True, slots=True)
class Felt:
    """An emotion, and the words of the text that say it."""

    emotion: Emotion
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EmotionFigure:
    """How many verbatims of a selection say an emotion, and what share of those that were read."""

    emotion: Emotion
    verbatims: int
    share: float
    behind: Behind


@dataclass(frozen=True, slots=True)
class EmotionAccuracy:
    """How well an emotion was read in labelled sentences: counts, and the shares that they make."""

    emotion: Emotion
    labelled: int
    read: int
    right: int

    @property
    def precision(self) -> float | None:
        """Of those read, the share that is labelled so."""
        return self.right / self.read if self.read else None

    @property
    def recall(self) -> float | None:
        """Of those labelled so, the share that is read."""
        return self.right / self.labelled if self.labelled else None
