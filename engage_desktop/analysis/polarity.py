"""Sentiment as an indicator: the mean polarity in [-1, 1] with its interval, and the share of each label."""

from __future__ import annotations

from collections.abc import Sequence

from engage_desktop.analysis.comparison import Difference, welch
from engage_desktop.analysis.intervals import Figures, Moments, moments_of_sums, shares, student
from engage_desktop.models.counts import PolaritySums
from engage_desktop.models.indicators import SentimentBreakdown


def figures(sums: Sequence[PolaritySums]) -> Figures:
    """The mean polarity of each group, Student's interval."""
    return student(_moments(sums), low=-1.0, high=1.0)


def label_shares(sums: PolaritySums) -> Figures:
    """The percentages of negative, neutral, positive and mixed texts, in that order, Wilson's intervals."""
    return shares([sums.negative, sums.neutral, sums.positive, sums.mixed], [sums.n] * 4)


def breakdown(sums: PolaritySums) -> SentimentBreakdown:
    """How many texts carry each label."""
    return SentimentBreakdown(sums.negative, sums.neutral, sums.positive, sums.mixed)


def compare(first: PolaritySums, second: PolaritySums) -> Difference:
    """Second minus first mean polarity, by Welch's t."""
    both = _moments((first, second))
    one, two = (Moments(both.n[i], both.mean[i], both.variance[i]) for i in (0, 1))
    return welch(one, two)


def _moments(sums: Sequence[PolaritySums]) -> Moments:
    return moments_of_sums(
        [each.n for each in sums], [each.total for each in sums], [each.squares for each in sums]
    )
