"""What must hold whatever the answers."""

from __future__ import annotations

import datetime as dt
import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engage_desktop.analysis import indicators, measures, nps, rates, trends
from engage_desktop.analysis.comparison import proportions
from engage_desktop.analysis.impact import theme_impact
from engage_desktop.analysis.intervals import shares
from engage_desktop.models.counts import PolaritySums, ScaleCounts
from engage_desktop.models.indicators import (
    IndicatorKind,
    IntervalMethod,
    Measure,
    NpsBreakdown,
    Period,
    Subject,
    Verdict,
)
from engage_desktop.models.surveys import CES1_SCALE, CES2_SCALE, CSAT_SCALE, NPS_SCALE, Scale

NPS = Measure(IndicatorKind.NPS, NPS_SCALE)
MEASURES = (
    NPS,
    Measure(IndicatorKind.CSAT, CSAT_SCALE),
    Measure(IndicatorKind.CSAT, Scale(1, 7)),
    Measure(IndicatorKind.CES, CES2_SCALE),
    Measure(IndicatorKind.CES, CES1_SCALE),
    Measure(IndicatorKind.MEAN, Scale(0, 10)),
)
BOUNDS = {IndicatorKind.NPS: (-100.0, 100.0), IndicatorKind.CSAT: (0.0, 100.0)}

raw_nps = st.lists(st.integers(0, 10), max_size=200)


def tally(scores: list[int], low: int = 0, high: int = 10) -> tuple[int, ...]:
    """How many of each point."""
    return tuple(scores.count(point) for point in range(low, high + 1))


@st.composite
def measured(draw: st.DrawFn, rows: int = 1) -> tuple[Measure, list[tuple[int, ...]]]:
    """A measure and rows of counts on its scale."""
    measure = draw(st.sampled_from(MEASURES))
    points = measure.scale.high - measure.scale.low + 1
    row = st.lists(st.integers(0, 300), min_size=points, max_size=points).map(tuple)
    return measure, [draw(row) for _ in range(rows)]


@given(raw_nps)
def test_the_nps_is_that_of_the_raw_scores(scores: list[int]) -> None:
    figures = nps.figures([tally(scores)])
    promoters = sum(score >= 9 for score in scores)
    detractors = sum(score <= 6 for score in scores)
    if not scores:
        assert figures.value_at(0) is None
        assert figures.interval_at(0) is None
        return
    assert figures.value_at(0) == pytest.approx(100 * (promoters - detractors) / len(scores))


@given(measured())
def test_values_and_intervals_stay_within_their_bounds(case: tuple[Measure, list[tuple[int, ...]]]) -> None:
    measure, rows = case
    figures = measures.figures(measure, rows)
    low, high = BOUNDS.get(measure.kind, (measure.scale.low, measure.scale.high))
    value, ends = figures.value_at(0), figures.interval_at(0)
    if value is None:
        assert sum(rows[0]) == 0
        assert ends is None
        return
    assert low - 1e-9 <= value <= high + 1e-9
    if ends is not None:
        assert low <= ends.low <= ends.high <= high
        assert sum(rows[0]) < 3 or ends.low - 1e-9 <= value <= ends.high + 1e-9


@given(raw_nps.filter(bool))
def test_swapping_promoters_and_detractors_mirrors_the_nps(scores: list[int]) -> None:
    high, middle, low = nps.groups(tally(scores))
    one = nps.figures_of_groups([high], [middle], [low])
    other = nps.figures_of_groups([low], [middle], [high])
    assert float(one.value[0]) == pytest.approx(-float(other.value[0]))
    assert float(one.low[0]) == pytest.approx(-float(other.high[0]))


@given(raw_nps.filter(bool), st.integers(0, 199))
def test_a_better_score_never_lowers_the_nps(scores: list[int], place: int) -> None:
    better = list(scores)
    better[place % len(scores)] = min(10, better[place % len(scores)] + 1)
    before, after = (float(nps.figures([tally(each)]).value[0]) for each in (scores, better))
    assert after >= before - 1e-9


@given(measured(rows=2))
def test_comparing_the_other_way_round_changes_the_sign_alone(
    case: tuple[Measure, list[tuple[int, ...]]],
) -> None:
    measure, (first, second) = case
    there = measures.difference(measure, first, second)
    back = measures.difference(measure, second, first)
    if there.value is None:
        assert back.value is None
        assert not sum(first) or not sum(second)
        return
    assert back.value == pytest.approx(-there.value)
    assert (there.p is None) == (back.p is None)
    if there.p is not None:
        assert back.p == pytest.approx(there.p)
        assert 0 <= there.p <= 1
    if there.ci95 is not None:
        assert back.ci95 is not None
        assert back.ci95.low == pytest.approx(-there.ci95.high)
        assert back.ci95.high == pytest.approx(-there.ci95.low)


@given(measured(rows=6))
def test_many_groups_at_once_are_each_group_alone(case: tuple[Measure, list[tuple[int, ...]]]) -> None:
    measure, rows = case
    points = len(rows[0])
    together = measures.figures(measure, np.array(rows).reshape(2, 3, points))
    for place, row in enumerate(rows):
        alone = measures.figures(measure, [row])
        for one, many in ((alone.value, together.value), (alone.low, together.low), (alone.n, together.n)):
            assert np.ravel(many)[place] == pytest.approx(one[0], nan_ok=True)


@given(st.integers(0, 5000), st.integers(1, 5000))
def test_a_wilson_interval_holds_its_share(successes: int, n: int) -> None:
    figures = shares([min(successes, n)], [n])
    ends, value = figures.interval_at(0), figures.value_at(0)
    assert ends is not None
    assert value is not None
    assert 0 <= ends.low <= value + 1e-9
    assert value - 1e-9 <= ends.high <= 100


@given(st.integers(0, 80), st.integers(0, 80), st.integers(1, 80), st.integers(1, 80))
def test_a_newcombe_interval_holds_the_difference(a: int, b: int, m: int, n: int) -> None:
    found = proportions((min(a, m), m), (min(b, n), n))
    assert found.value is not None
    assert found.ci95 is not None
    assert -100 <= found.ci95.low <= found.value + 1e-9
    assert found.value - 1e-9 <= found.ci95.high <= 100


@given(measured())
def test_a_large_base_narrows_the_interval(case: tuple[Measure, list[tuple[int, ...]]]) -> None:
    measure, (row,) = case
    once, tenfold = (measures.figures(measure, [[k * each for each in row]]) for k in (1, 10))
    small, large = once.interval_at(0), tenfold.interval_at(0)
    if small is not None and large is not None and sum(row) >= 5:
        assert large.high - large.low <= small.high - small.low + 1e-9


@pytest.mark.parametrize("measure", MEASURES, ids=lambda each: f"{each.kind.value}-{each.scale.high}")
def test_no_answers_give_nothing_and_never_zero(measure: Measure) -> None:
    points = measure.scale.high - measure.scale.low + 1
    empty = ScaleCounts(measure.scale.low, measure.scale.high, (0,) * points, missing=7)
    found = indicators.scored(Subject("q"), measure, empty)
    assert found.value is None
    assert found.ci95 is None
    assert found.method is IntervalMethod.NONE
    assert (found.n, found.excluded) == (0, 7)
    assert found.hidden


@pytest.mark.parametrize("measure", MEASURES, ids=lambda each: f"{each.kind.value}-{each.scale.high}")
def test_one_answer_or_all_alike_are_told_without_a_false_certainty(measure: Measure) -> None:
    points = measure.scale.high - measure.scale.low + 1
    for n in (1, 40):
        counts = ScaleCounts(measure.scale.low, measure.scale.high, (0,) * (points - 1) + (n,))
        found = indicators.scored(Subject("q"), measure, counts)
        assert found.value is not None
        assert found.ci95 is None or found.ci95.high > found.ci95.low


def test_answers_set_aside_are_counted_apart() -> None:
    counts = ScaleCounts(1, 5, (0, 0, 0, 5, 5), missing=3, dont_know=2, not_concerned=1, out_of_scale=1)
    found = indicators.scored(Subject("q"), Measure(IndicatorKind.CSAT, CSAT_SCALE), counts)
    assert (found.n, found.excluded, found.value) == (10, 7, 100)
    assert found.recipe.exclusions.dont_know == 2


def test_two_scales_are_never_mixed() -> None:
    with pytest.raises(ValueError, match="scale 0-10"):
        indicators.scored(Subject("q"), NPS, ScaleCounts(1, 5, (1, 1, 1, 1, 1)))
    with pytest.raises(ValueError, match="against"):
        indicators.waves(NPS, ScaleCounts(1, 5, (1,) * 5), ScaleCounts(0, 10, (1,) * 11), from_="A", to="B")


def test_small_groups_keep_their_base_and_nothing_else() -> None:
    rows = [tally([10] * 4), tally([10] * 5), tally([0] * 40 + [10] * 40)]
    small, fragile, plain = indicators.group_figures(NPS, ("a", "b", "c"), rows, overall=10)
    assert (small.n, small.value, small.ci95, small.breakdown, small.hidden) == (4, None, None, None, True)
    assert (fragile.value, fragile.fragile, fragile.hidden) == (100, True, False)
    assert plain.value == 0
    assert not plain.fragile


def test_a_group_is_inconclusive_when_its_interval_contains_the_whole() -> None:
    rows = [tally([0] * 50 + [10] * 10), tally([0] * 30 + [10] * 30), tally([0] * 5 + [10] * 50)]
    found = indicators.group_figures(NPS, ("low", "even", "high"), rows, overall=0.0)
    assert [each.verdict for each in found] == [Verdict.INFERIOR, Verdict.INCONCLUSIVE, Verdict.SUPERIOR]
    assert isinstance(found[0].breakdown, NpsBreakdown)
    assert found[0].breakdown.detractors == 50


def test_a_group_is_set_against_those_who_are_not_in_it() -> None:
    group, everyone = tally([0] * 40), tally([0] * 40 + [10] * 60)
    found = measures.versus_rest(NPS, group, everyone, name="Sud", rest="autres")
    assert (found.from_n, found.to_n) == (60, 40)
    assert found.difference == pytest.approx(-200)
    assert found.significant


def test_a_comparison_with_an_empty_side_tells_nothing() -> None:
    found = measures.compare(NPS, (0,) * 11, tally([9] * 50), from_="A", to="B")
    assert (found.difference, found.ci95, found.p, found.significant) == (None, None, None, False)


@given(
    st.lists(
        st.tuples(st.dates(dt.date(2024, 12, 20), dt.date(2026, 1, 10)), st.integers(0, 10)), max_size=80
    )
)
def test_a_trend_counts_every_day_once(answers: list[tuple[dt.date, int]]) -> None:
    rows = [tally([score]) for _, score in answers]
    for period in Period:
        points = trends.trend(NPS, [day for day, _ in answers], rows, period)
        assert sum(point.n for point in points) == len(answers)
        assert all(point.value is None for point in points if point.n < 5)
        for before, after in itertools.pairwise(points):
            assert trends.next_period(before.start, period) == after.start
        assert len({point.key for point in points}) == len(points)


@pytest.mark.parametrize(
    ("period", "key", "start"),
    [
        (Period.WEEK, "2026-W53", dt.date(2026, 12, 28)),
        (Period.MONTH, "2027-01", dt.date(2027, 1, 1)),
        (Period.QUARTER, "2027-Q1", dt.date(2027, 1, 1)),
        (Period.YEAR, "2027", dt.date(2027, 1, 1)),
    ],
)
def test_the_third_of_january_2027_belongs_to_the_last_week_of_2026(
    period: Period, key: str, start: dt.date
) -> None:
    day = dt.date(2027, 1, 3)
    assert trends.period_key(day, period) == key
    assert trends.period_start(day, period) == start


def test_a_period_without_answers_is_a_gap_and_not_a_zero() -> None:
    days = [dt.date(2026, 1, 5), dt.date(2026, 3, 5)]
    points = trends.trend(NPS, days, [tally([10] * 9), tally([0] * 9)], Period.MONTH)
    assert [(point.key, point.value) for point in points] == [
        ("2026-01", 100.0),
        ("2026-02", None),
        ("2026-03", -100.0),
    ]


def test_trends_of_rates_and_of_polarity_sum_before_dividing() -> None:
    days = [dt.date(2026, 1, 1), dt.date(2026, 1, 2), dt.date(2026, 2, 1)]
    rate, later = trends.rate_trend(days, [10, 1, 30], [100, 1000, 20], Period.MONTH)
    assert rate.value == pytest.approx(1.0)
    assert rate.ci95 is not None
    assert (later.value, later.ci95) == (150, None)
    felt, _ = trends.polarity_trend(days, [4, 2, 1], [2.0, -1.0, 1.0], [1.0, 0.5, 1.0], Period.MONTH)
    assert felt.value == pytest.approx(1 / 6)
    assert [point.n for point in trends.count_trend(days, [3, 4, 5], Period.MONTH)] == [7, 5]


@pytest.mark.parametrize("period", list(Period))
def test_no_days_make_no_trend(period: Period) -> None:
    assert trends.trend(NPS, [], [], period) == ()
    assert trends.rate_trend([], [], [], period) == ()
    assert trends.polarity_trend([], [], [], [], period) == ()
    assert trends.count_trend([], [], period) == ()


def test_the_impact_of_a_theme_is_resampled_when_few_carry_it() -> None:
    few, many = tally([0] * 6 + [8] * 2 + [10] * 2), tally([0] * 30 + [8] * 40 + [10] * 60)
    found = theme_impact("Délai", few, many, coded=12, verbatims=200)
    assert found.comparison.method is IntervalMethod.BOOTSTRAP
    assert found.comparison.difference == pytest.approx(-40 - 300 / 13)
    assert found.comparison.ci95 is not None
    assert found.comparison.difference in found.comparison.ci95
    assert found.share == pytest.approx(6)
    assert theme_impact("Délai", few, many, coded=12, verbatims=200) == found


def test_the_impact_of_a_theme_that_nobody_carries_is_unknown() -> None:
    found = theme_impact("Délai", (0,) * 11, tally([9] * 40))
    assert (found.nps_with, found.comparison.difference, found.comparison.p) == (None, None, None)
    assert found.share == 0


def test_the_impact_seen_in_four_answers_has_no_interval() -> None:
    found = theme_impact("Délai", tally([0, 0, 5, 9]), tally([9] * 30 + [0] * 10))
    assert found.comparison.difference == pytest.approx(-100)
    assert found.comparison.ci95 is None


def test_the_impact_of_answers_all_alike_keeps_a_width() -> None:
    found = theme_impact("Délai", tally([0] * 8), tally([10] * 12))
    assert found.comparison.ci95 is not None
    assert found.comparison.ci95.high > found.comparison.ci95.low


def test_a_large_theme_is_compared_like_two_waves() -> None:
    one, two = tally([0] * 20 + [10] * 20), tally([0] * 10 + [10] * 60)
    assert theme_impact("Délai", one, two).comparison.method is IntervalMethod.ADJUSTED_WALD


def test_a_rise_of_the_bounce_rate_is_bad_news() -> None:
    kind = IndicatorKind.BOUNCE
    before, after = rates.rate(kind, 300, 1000), rates.rate(kind, 400, 1000)
    found = indicators.rate_change(kind, before, after, from_="T2", to="T3")
    assert found.significant
    assert found.change.value == "unfavourable"
    assert indicators.rated(Subject("bounce"), kind, after).higher_is_better is False


def test_sentiment_without_scored_texts_is_unknown() -> None:
    nothing = PolaritySums(0.0, 0.0, 0, 0, 0, unscored=9)
    found = indicators.felt(Subject("sentiment"), nothing)
    assert (found.value, found.ci95, found.n, found.excluded) == (None, None, 0, 9)
    change = indicators.polarity_change(nothing, PolaritySums(3.0, 5.0, 1, 0, 9), from_="A", to="B")
    assert change.difference is None


def test_a_group_of_texts_is_placed_against_the_whole() -> None:
    sums = [PolaritySums(-30.0, 20.0, 55, 5, 0), PolaritySums(0.4, 0.1, 0, 1, 1)]
    low, small = indicators.polarity_groups(("Sud", "Nord"), sums, overall=0.1)
    assert low.verdict is Verdict.INFERIOR
    assert small.value is None


def test_a_million_answers_in_many_groups_take_a_blink() -> None:
    import time

    table = np.random.default_rng(3).integers(0, 500, size=(60, 36, 11))
    start = time.perf_counter()
    figures = measures.figures(NPS, table)
    assert time.perf_counter() - start < 0.1
    assert figures.value.shape == (60, 36)
    assert not math.isnan(float(figures.value[0, 0]))
