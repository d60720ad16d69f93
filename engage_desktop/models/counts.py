"""Answers and texts counted, as the store hands them to the makers of indicators."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Exclusions:
    """What was set aside before computing, counted apart."""

    missing: int = 0
    dont_know: int = 0
    not_concerned: int = 0
    refused: int = 0
    out_of_scale: int = 0

    @property
    def total(self) -> int:
        """How many answers were set aside."""
        return self.missing + self.dont_know + self.not_concerned + self.refused + self.out_of_scale


@dataclass(frozen=True, slots=True)
class ScaleCounts:
    """How many answers each point of a scale got, from `low` to `high`, and what was set aside."""

    low: int
    high: int
    counts: tuple[int, ...]
    missing: int = 0
    dont_know: int = 0
    not_concerned: int = 0
    refused: int = 0
    out_of_scale: int = 0

    def __post_init__(self) -> None:
        """Refuse counts that do not fit the scale: that would be our own fault."""
        if len(self.counts) != self.high - self.low + 1 or min(self.counts) < 0:
            raise ValueError(f"{len(self.counts)} counts on {self.low}-{self.high}")

    @property
    def n(self) -> int:
        """The base: valid answers."""
        return sum(self.counts)

    @property
    def exclusions(self) -> Exclusions:
        """What was set aside."""
        return Exclusions(self.missing, self.dont_know, self.not_concerned, self.refused, self.out_of_scale)


@dataclass(frozen=True, slots=True)
class PolaritySums:
    """What a mean polarity needs: sums of the polarities and of their squares, and a count per label."""

    total: float
    squares: float
    negative: int
    neutral: int
    positive: int
    mixed: int = 0
    unscored: int = 0

    @property
    def n(self) -> int:
        """The base: scored texts."""
        return self.negative + self.neutral + self.positive + self.mixed
