"""Distinctive words and weak signals: equal to scipy, to formulas written by hand, to published examples."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from scipy.integrate import quad

from engage_desktop.analysis import keyness, signals
from engage_desktop.models.themes import FALSE_DISCOVERIES

COUNTS = st.tuples(st.integers(1, 300), st.integers(1, 300), st.floats(0, 1), st.floats(0, 1)).map(
    lambda each: (round(each[0] * each[2]), each[0], round(each[1] * each[3]), each[1])
)


def one(a: int, n: int, b: int, m: int) -> tuple[np.ndarray, int, np.ndarray, int]:
    return np.array([a]), n, np.array([b]), m


def test_g2_of_a_table_done_by_hand() -> None:
    # 58 of 277 detractors, 12 of 530 promoters
    table = ((58, 219), (12, 518))
    n = 807
    by_hand = 2 * sum(
        seen * math.log(seen / (sum(row) * sum(each[at] for each in table) / n))
        for row in table
        for at, seen in enumerate(row)
    )
    assert keyness.g2(*one(58, 277, 12, 530))[0] == pytest.approx(by_hand)


@given(COUNTS)
def test_g2_is_that_of_scipy_and_signed(counts: tuple[int, int, int, int]) -> None:
    a, n, b, m = counts
    found = float(keyness.g2(*one(a, n, b, m))[0])
    if 0 < a + b < n + m:
        theirs = stats.chi2_contingency([[a, n - a], [b, m - b]], correction=False, lambda_="log-likelihood")
        assert abs(found) == pytest.approx(theirs.statistic, abs=1e-8)
    else:
        assert found == pytest.approx(0, abs=1e-9)
    assert found * (a / n - b / m) >= -1e-12


@given(COUNTS)
def test_specificity_is_the_hypergeometric_of_scipy(counts: tuple[int, int, int, int]) -> None:
    a, n, b, m = counts
    found = float(keyness.specificity(*one(a, n, b, m))[0])
    law = stats.hypergeom(n + m, a + b, n)
    expected = -math.log10(law.sf(a - 1)) if a * (n + m) >= (a + b) * n else math.log10(law.cdf(a))
    assert found == pytest.approx(expected, abs=1e-6)


def test_specificity_by_counting_draws() -> None:
    # 3 of 5 texts of a group of 5 among 10, 4 hold the word: P(X >= 3) = [C(4,3)C(6,2) + C(4,4)C(6,1)] / C(10,5)
    p = (math.comb(4, 3) * math.comb(6, 2) + math.comb(4, 4) * math.comb(6, 1)) / math.comb(10, 5)
    assert keyness.specificity(*one(3, 5, 1, 5))[0] == pytest.approx(-math.log10(p))


def test_log_odds_shrink_towards_nothing_and_hold_zero_for_equal_groups() -> None:
    rare, common = keyness.log_odds(np.array([1, 100]), 1000, np.array([0, 0]), 1000).value
    assert 0 < rare < common
    same = keyness.log_odds(*one(30, 300, 30, 300))
    assert same.value[0] == pytest.approx(0)
    assert same.low[0] == pytest.approx(-same.high[0])


def test_log_odds_of_monroe_by_hand() -> None:
    a, n, b, m, prior = 20, 100, 5, 120, 50.0
    share = 25 / 220
    a1, c1 = a + prior * share, n - a + prior * (1 - share)
    b1, d1 = b + prior * share, m - b + prior * (1 - share)
    delta = math.log(a1 / c1) - math.log(b1 / d1)
    deviation = math.sqrt(1 / a1 + 1 / b1 + 1 / c1 + 1 / d1)
    found = keyness.log_odds(*one(a, n, b, m))
    assert found.value[0] == pytest.approx(delta)
    assert found.z[0] == pytest.approx(delta / deviation)
    assert found.high[0] - found.low[0] == pytest.approx(2 * 1.959964 * deviation, rel=1e-6)


def test_false_discoveries_of_benjamini_and_hochberg_s_own_example() -> None:
    p = [
        0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528,
        0.7590, 1.0000,
    ]  # fmt: skip
    assert keyness.discoveries(np.array(p), rate=0.05).sum() == 4
    assert keyness.discoveries(np.array([]), rate=0.05).sum() == 0


def test_a_term_inside_another_is_said_once_unless_it_lives_on_its_own() -> None:
    runs = ((1, 2), (1,), (2,), (3,))
    counts = np.array([10, 11, 60, 5])
    assert keyness.without_nested(np.arange(4), runs, counts, most=9) == [0, 2, 3]


# weak signals


LAW = signals.Mixture(0.8, 0.6, 3.0, 2.5, 0.3)


@pytest.mark.parametrize(("n", "e"), [(3, 0.5), (12, 4.0), (1, 1.0), (40, 60.0)])
def test_the_lower_bound_is_the_posterior_quantile(n: int, e: float) -> None:
    def density(rate: float) -> float:
        prior = LAW.weight * stats.gamma.pdf(rate, LAW.shape1, scale=1 / LAW.rate1)
        prior += (1 - LAW.weight) * stats.gamma.pdf(rate, LAW.shape2, scale=1 / LAW.rate2)
        return float(prior * stats.poisson.pmf(n, e * rate))

    bound = float(signals.lower_bounds(np.array([n]), np.array([e]), LAW)[0])
    peak = [n / e, bound]
    below = quad(density, 0, bound, points=[p for p in peak if p < bound], limit=200)[0]
    whole = below + quad(density, bound, max(10 * n / e, 50), points=peak, limit=400)[0]
    assert below / whole == pytest.approx(0.05, abs=2e-3)


def test_with_one_gamma_law_the_bound_is_that_of_scipy() -> None:
    law = signals.Mixture(2.0, 1.5, 1.0, 1.0, 1.0)
    expected = stats.gamma.ppf(0.05, 2.0 + 7, scale=1 / (1.5 + 3.0))
    assert signals.lower_bounds(np.array([7]), np.array([3.0]), law)[0] == pytest.approx(expected, rel=1e-6)


def test_a_planted_rise_is_confirmed_and_noise_is_not() -> None:
    generator = np.random.default_rng(7)
    past, recent = generator.poisson(12, 400), generator.poisson(6, 400)
    past[0], recent[0] = 1, 20
    rise = signals.rises(recent, 500, past, 1000, recent)
    assert rise.confirmed[0]
    assert rise.confirmed[1:].sum() <= max(1, round(FALSE_DISCOVERIES * 10))


def test_never_fewer_than_three_verbatims_of_three_people() -> None:
    recent, past = np.array([2, 30, 30, 4]), np.array([0, 0, 0, 40])
    people = np.array([2, 2, 30, 4])
    rise = signals.rises(recent, 200, past, 2000, people)
    assert (rise.confirmed | rise.watch).tolist() == [False, False, True, False]


def test_what_the_past_never_said_has_no_ratio() -> None:
    rise = signals.rises(np.array([6, 6]), 100, np.array([0, 3]), 100, np.array([6, 6]))
    assert np.isnan(rise.ratio[0])
    assert rise.ratio[1] == pytest.approx(2.0)


def test_a_day_of_complaints_stands_out_and_an_even_flow_does_not() -> None:
    generator = np.random.default_rng(3)
    daily = generator.poisson(2, 120)
    assert len(signals.peaks(np.minimum(daily, 5))) <= 1
    daily[100] = 18
    found = signals.peaks(daily)
    assert [each.day for each in found][-1] == 100
    assert found[-1].expected == pytest.approx(daily[72:100].mean())


def test_a_short_series_expects_nothing() -> None:
    assert signals.peaks(np.array([0, 9, 9])) == ()
