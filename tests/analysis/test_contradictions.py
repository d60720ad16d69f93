"""Words against the scores of their texts."""

from __future__ import annotations

import pytest
from scipy import stats

from engage_desktop.analysis.contradictions import Tally, at_least, contradicted


@pytest.mark.parametrize(
    ("k", "n", "share"), [(8, 8, 0.5), (9, 12, 0.5), (30, 40, 0.62), (1500, 2900, 0.5), (0, 5, 0.5)]
)
def test_the_binomial_tail_equals_scipy(k: int, n: int, share: float) -> None:
    expected = stats.binomtest(k, n, share, alternative="greater").pvalue
    assert at_least(k, n, share) == pytest.approx(expected, rel=1e-9)


def test_neutral_texts_take_no_side() -> None:
    half = [1, -1] * 50
    assert contradicted([Tally("lent", -2.0, (0,) * 30 + (1,) * 7)], all_tones=half) == []
    found = contradicted([Tally("lent", -2.0, (0,) * 30 + (1,) * 9)], all_tones=half)
    assert [(each.n, each.against) for each in found] == [(9, 9)]


def test_where_nearly_all_are_happy_a_harsh_word_beside_high_scores_is_no_surprise() -> None:
    happy = [1] * 95 + [-1] * 5
    assert contradicted([Tally("lent", -2.0, (1,) * 12)], all_tones=happy) == []
