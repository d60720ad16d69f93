"""Every value of the indicators' definitions, to the digits given there."""

from __future__ import annotations

import pytest

from engage_desktop.analysis import ces, csat, measures, nps, planning, polarity, rates
from engage_desktop.analysis.comparison import proportions, welch
from engage_desktop.analysis.intervals import moments, shares
from engage_desktop.models.counts import PolaritySums
from engage_desktop.models.indicators import Change, IndicatorKind, IntervalMethod, Measure
from engage_desktop.models.surveys import CES1_SCALE, CES2_SCALE, CSAT_SCALE, NPS_SCALE, Scale


def nps_scores(promoters: int, passives: int, detractors: int) -> tuple[int, ...]:
    """Scores 0-10 with these three groups."""
    return (detractors, 0, 0, 0, 0, 0, 0, passives, 0, promoters, 0)


@pytest.mark.parametrize(
    ("groups", "value", "low", "high", "digits"),
    [
        ((50, 30, 20), 30, 14.05, 44.20, 2),
        ((60, 25, 15), 45, 29.34, 58.04, 2),
        ((9, 4, 2), 46.7, 4.8, 72.9, 1),
    ],
)
def test_the_nps_has_its_adjusted_wald_interval(
    groups: tuple[int, int, int], value: float, low: float, high: float, digits: int
) -> None:
    figures = nps.figures([nps_scores(*groups)])
    assert round(float(figures.value[0]), 1) == value
    assert round(float(figures.low[0]), digits) == low
    assert round(float(figures.high[0]), digits) == high


def test_the_adjusted_centre_is_not_the_observed_value() -> None:
    figures = nps.figures([nps_scores(50, 30, 20)])
    low, high = float(figures.low[0]), float(figures.high[0])
    assert round((low + high) / 2, 2) == 29.13
    assert round((high - low) / 2, 2) == 15.08


def test_two_independent_waves_are_compared_with_the_same_adjustment() -> None:
    found = nps.compare(nps_scores(50, 30, 20), nps_scores(60, 25, 15))
    assert found.value == pytest.approx(15)
    assert found.ci95 is not None
    assert found.p is not None
    assert round(found.p, 4) == 0.1702
    assert round(found.ci95.low, 2) == -6.25
    assert round(found.ci95.high, 2) == 35.37
    centre, half = (found.ci95.low + found.ci95.high) / 2, (found.ci95.high - found.ci95.low) / 2
    assert round(centre / half * 1.959964, 4) == 1.3716


def test_the_waves_of_the_definitions_do_not_differ_significantly() -> None:
    found = measures.compare(
        Measure(IndicatorKind.NPS, NPS_SCALE),
        nps_scores(50, 30, 20),
        nps_scores(60, 25, 15),
        from_="T2",
        to="T3",
    )
    assert not found.significant
    assert found.change is Change.INCONCLUSIVE
    assert found.from_value == pytest.approx(30)
    assert found.to_value == pytest.approx(45)


def test_the_same_respondents_twice_are_compared_by_their_differences() -> None:
    found = nps.compare_paired([(5, 9), (7, 9), (9, 9), (6, 7), (8, 10)])
    # differences 200, 100, 0, 100, 100: mean 100, deviation 70.71, t = 3.1623 on 4 degrees of freedom
    assert found.value == pytest.approx(100)
    assert found.p == pytest.approx(0.0341, abs=5e-5)
    assert found.method is IntervalMethod.PAIRED


def test_planning_gives_the_sizes_of_the_definitions() -> None:
    assert planning.for_nps_margin(10) == 235
    assert planning.for_nps_margin(5) == 938
    assert planning.for_nps_difference(10) == 958
    assert planning.for_share_margin(5) == 385


@pytest.mark.parametrize(
    ("successes", "n", "low", "high"), [(30, 50, 46.2, 72.4), (9, 10, 59.6, 98.2), (10, 10, 72.2, 100.0)]
)
def test_satisfaction_has_its_wilson_interval(successes: int, n: int, low: float, high: float) -> None:
    figures = csat.figures([(n - successes, 0, 0, 0, successes)], CSAT_SCALE)
    assert float(figures.value[0]) == pytest.approx(100 * successes / n)
    assert round(float(figures.low[0]), 1) == low
    assert round(float(figures.high[0]), 1) == high


def test_satisfied_are_the_two_highest_points_unless_three_are_named() -> None:
    assert csat.breakdown((1, 2, 3, 4, 5), CSAT_SCALE).satisfied == 9
    assert csat.breakdown((1, 1, 1, 1, 1, 1, 1), Scale(1, 7)).satisfied == 2
    assert csat.breakdown((1, 1, 1, 1, 1, 1, 1), Scale(1, 7, top_boxes=3)).satisfied == 3


def test_the_mean_satisfaction_has_a_student_interval() -> None:
    found = csat.breakdown((0, 0, 1, 1, 1), CSAT_SCALE)
    # 3, 4, 5: mean 4, error 1 / sqrt(3), t = 4.3027 on 2 degrees; kept within the scale
    assert found.mean == pytest.approx(4)
    assert found.mean_ci95 is not None
    assert found.mean_ci95.low == pytest.approx(1.5159, abs=1e-4)
    assert found.mean_ci95.high == 5


def test_newcombe_gives_the_interval_of_his_paper() -> None:
    found = proportions((48, 80), (56, 70))  # Newcombe 1998, table II: 56/70 against 48/80
    assert found.ci95 is not None
    assert found.value == pytest.approx(20)
    assert round(found.ci95.low / 100, 4) == 0.0524
    assert round(found.ci95.high / 100, 4) == 0.3339


def test_the_chi_squared_test_counts_n_minus_one() -> None:
    from scipy.stats import chi2, chi2_contingency

    pearson = chi2_contingency([[48, 32], [56, 14]], correction=False).statistic
    found = proportions((48, 80), (56, 70))
    assert found.p == pytest.approx(float(chi2.sf(pearson * 149 / 150, 1)))


def test_welch_agrees_with_an_independent_reckoning() -> None:
    from scipy.stats import ttest_ind

    first, second = [4] * 4 + [5] * 6, [2] * 2 + [3] * 5 + [4] * 3
    reference = ttest_ind(second, first, equal_var=False)
    found = welch(moments((0, 0, 0, 4, 6), 1), moments((0, 2, 5, 3, 0), 1))
    assert found.value == pytest.approx(-1.5)
    assert found.p == pytest.approx(float(reference.pvalue))
    assert found.ci95 is not None
    ends = reference.confidence_interval()
    assert (found.ci95.low, found.ci95.high) == pytest.approx((float(ends.low), float(ends.high)))


def test_effort_is_the_sum_of_the_answers_over_the_respondents() -> None:
    scores = (1, 0, 2, 1, 3, 5, 8)
    figures = ces.figures([scores], CES2_SCALE)
    assert float(figures.value[0]) == pytest.approx((1 + 6 + 4 + 15 + 30 + 56) / 20)
    found = ces.breakdown(scores, CES2_SCALE)
    assert found.easy == pytest.approx(80)
    assert found.higher_is_better


def test_the_first_version_of_effort_is_better_when_lower() -> None:
    found = ces.breakdown((10, 5, 3, 1, 1), CES1_SCALE)
    assert not found.higher_is_better
    assert found.easy is None
    change = measures.compare(
        Measure(IndicatorKind.CES, CES1_SCALE), (0, 0, 10, 30, 60), (60, 30, 10, 0, 0), from_="A", to="B"
    )
    assert change.difference is not None
    assert change.difference < 0
    assert change.change is Change.FAVOURABLE


def test_retention_and_churn_share_their_start() -> None:
    kept, lost = rates.retention(200, 210, 30), rates.churn(200, 210, 30)
    assert kept.value == pytest.approx(90)
    assert lost.value == pytest.approx(10)
    assert kept.ci95 is not None
    assert kept.ci95.low == pytest.approx(85.06, abs=0.01)


def test_a_retention_above_its_start_is_said_to_be_incoherent() -> None:
    found = rates.retention(100, 150, 10)
    assert found.value == pytest.approx(140)
    assert found.ci95 is None
    assert not found.breakdown.coherent  # type: ignore[union-attr]  # a retention has its breakdown


def test_lifetime_value_follows_the_convention_that_is_named() -> None:
    assert rates.cltv_simple(12, 0.06).value == pytest.approx(200)
    assert rates.cltv_discounted(100, 0.2, discount=0.1).value == pytest.approx(100 * 0.8 / 0.3)
    assert rates.cltv_historical([120, 80, 40], 3).value == pytest.approx(80)
    assert rates.cltv_simple(12, 0).value is None
    assert rates.cltv_historical([], 0).value is None


def test_email_rates_start_from_what_was_delivered() -> None:
    found = rates.email_rates(1000, 50, 380, 57)
    assert found[IndicatorKind.DELIVERY].value == pytest.approx(95)
    assert found[IndicatorKind.OPENING].value == pytest.approx(40)
    assert found[IndicatorKind.CLICK].value == pytest.approx(6)
    assert found[IndicatorKind.CLICK_TO_OPEN].value == pytest.approx(15)


def test_the_bounce_of_ga4_is_what_engaged_sessions_leave() -> None:
    found = rates.rate(IndicatorKind.BOUNCE_GA4, 587, 1000)
    assert found.value == pytest.approx(41.3)
    assert found.ci95 == rates.rate(IndicatorKind.BOUNCE, 413, 1000).ci95


def test_the_mean_of_rates_is_not_the_rate_of_sums() -> None:
    parts, wholes = [10, 1], [100, 1000]
    assert rates.mean_of_rates(parts, wholes).value == pytest.approx(5.05)
    summed = rates.rate_of_sums(IndicatorKind.ENGAGEMENT_BY_REACH, parts, wholes)
    assert summed.value == pytest.approx(1.0)


def test_interactions_may_outnumber_people_but_openings_may_not() -> None:
    engaged = rates.rate(IndicatorKind.ENGAGEMENT_BY_REACH, 150, 100)
    opened = rates.rate(IndicatorKind.OPENING, 150, 100)
    assert engaged.breakdown.coherent  # type: ignore[union-attr]  # a rate has its breakdown
    assert not opened.breakdown.coherent  # type: ignore[union-attr]  # a rate has its breakdown
    assert engaged.ci95 is None
    assert opened.ci95 is None


def test_growth_is_over_the_start_and_has_no_interval() -> None:
    found = rates.growth(400, 500)
    assert found.value == pytest.approx(25)
    assert found.ci95 is None
    assert rates.growth(0, 500).value is None


def test_mean_sentiment_comes_from_sums() -> None:
    polarities = (-0.5, 0.0, 0.5, 0.8)
    sums = PolaritySums(
        total=sum(polarities),
        squares=sum(each**2 for each in polarities),
        negative=1,
        neutral=1,
        positive=2,
    )
    figures = polarity.figures([sums])
    # mean 0.2, deviation 0.5715, error 0.28577, t = 3.1824 on 3 degrees
    assert float(figures.value[0]) == pytest.approx(0.2)
    assert float(figures.low[0]) == pytest.approx(-0.7094, abs=2e-4)
    assert list(polarity.label_shares(sums).value) == pytest.approx([25, 25, 50, 0])


def test_a_share_of_none_is_unknown() -> None:
    figures = shares([0], [0])
    assert figures.value_at(0) is None
    assert figures.interval_at(0) is None
