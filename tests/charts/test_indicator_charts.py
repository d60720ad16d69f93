"""What charts show: words given by the caller, honest marks, nothing outside the sheet."""

from __future__ import annotations

import datetime as dt
import re
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from engage_desktop.charts.distributions import nps_distribution, score_distribution, sentiment_shares
from engage_desktop.charts.gauges import gauge
from engage_desktop.charts.labels import Labels
from engage_desktop.charts.saving import render
from engage_desktop.charts.segments import segments
from engage_desktop.charts.style import chart_style
from engage_desktop.charts.trends import response_counts, trend
from engage_desktop.models.counts import Exclusions, ScaleCounts
from engage_desktop.models.indicators import (
    Change,
    Comparison,
    CsatBreakdown,
    Formula,
    GroupFigure,
    Indicator,
    IndicatorKind,
    Interval,
    IntervalMethod,
    NpsBreakdown,
    Recipe,
    Segmentation,
    SentimentBreakdown,
    TrendPoint,
    Unit,
    Verdict,
)
from engage_desktop.models.surveys import CSAT_SCALE, Direction

if TYPE_CHECKING:
    from matplotlib.figure import Figure

SCORES = (31, 12, 19, 27, 34, 71, 82, 164, 231, 268, 265)


def words(figure: Figure) -> list[str]:
    """Every text of a figure."""
    return [text.get_text() for axes in figure.axes for text in axes.texts if text.get_text()]


def marks(figure: Figure, shape: str) -> list[tuple[str, str]]:
    """Face and edge of every mark of that shape."""
    return [
        (str(line.get_markerfacecolor()), str(line.get_markeredgecolor()))
        for axes in figure.axes
        for line in axes.lines
        if line.get_marker() == shape
    ]


def outside(figure: Figure) -> list[str]:
    """Texts that leave the sheet."""
    figure.canvas.draw()
    box = figure.bbox
    return [
        text.get_text()
        for axes in figure.axes
        for text in axes.texts
        if text.get_text()
        and not (
            (found := text.get_window_extent()).x0 >= -1
            and found.x1 <= box.x1 + 1
            and found.y0 >= -1
            and found.y1 <= box.y1 + 1
        )
    ]


def month(number: int, value: float | None, n: int = 100) -> TrendPoint:
    """A month of 2026."""
    ends = None if value is None else Interval(value - 9, value + 9)
    return TrendPoint(dt.date(2026, number, 1), f"2026-{number:02}", n, value, ends)


def group(name: str, value: float | None, verdict: Verdict, n: int = 200) -> GroupFigure:
    """A segment."""
    ends = None if value is None else Interval(value - 8, value + 8)
    return GroupFigure(name, n, value, ends, None, verdict)


def figure_of(value: float | None, *, n: int = 1204, kind: IndicatorKind = IndicatorKind.NPS) -> Indicator:
    """An indicator of that value."""
    recipe = Recipe(Formula.NPS, n, Exclusions(), IntervalMethod.ADJUSTED_WALD)
    return Indicator(
        id="q",
        kind=kind,
        survey="s",
        question="q",
        label="q",
        unit=Unit.POINTS,
        n=n,
        excluded=0,
        value=value,
        ci95=None if value is None else Interval(value - 4, value + 5),
        method=IntervalMethod.ADJUSTED_WALD,
        breakdown=NpsBreakdown(0, 0, 0, ()),
        recipe=recipe,
    )


def satisfaction() -> Indicator:
    """A CSAT of 72 %."""
    found = CsatBreakdown(864, 2, 1, 5, (40, 90, 210, 500, 364), 3.9, Interval(3.8, 4.0))
    return replace(
        figure_of(71.8, kind=IndicatorKind.CSAT),
        unit=Unit.PERCENT,
        breakdown=found,
        recipe=Recipe(Formula.TOP_BOX, 1204, Exclusions(), IntervalMethod.WILSON, CSAT_SCALE),
    )


def feeling(mixed: int) -> Indicator:
    """A mean polarity of +0,09."""
    return replace(
        figure_of(0.09, kind=IndicatorKind.SENTIMENT),
        unit=Unit.SCORE,
        ci95=Interval(0.05, 0.13),
        breakdown=SentimentBreakdown(420, 300, 520, mixed),
    )


SEGMENTS = (
    Segmentation(
        "ancienneté",
        (
            group("Moins de 3 mois", 2, Verdict.INFERIOR),
            group("3 à 12 mois", 17, Verdict.INCONCLUSIVE),
            group("Plus d’un an", 31, Verdict.SUPERIOR, n=24),
            group("Îles", None, Verdict.INCONCLUSIVE, n=3),
        ),
    ),
)


def every_chart(labels: Labels) -> dict[str, Figure]:
    """One of each."""
    points = [month(number, 10 + number) for number in range(1, 13)]
    change = Comparison(
        "T2", "T3", 7.3, Interval(1, 13), 0.03, True, Change.FAVOURABLE, IntervalMethod.WELCH, 14, 21
    )
    return {
        "nps": nps_distribution(ScaleCounts(0, 10, SCORES), labels),
        "trend": trend(points, labels, longer=[month(1, 12), month(7, 20)], bounds=(-100, 100)),
        "responses": response_counts(points, labels),
        "segments": segments(SEGMENTS, 21, labels, highlighted="Moins de 3 mois"),
        "csat": score_distribution(satisfaction(), labels),
        "sentiment": sentiment_shares(feeling(44), labels),
        "gauge": gauge(replace(figure_of(21), comparison=change), labels),
    }


def test_no_text_leaves_the_sheet_nor_is_smaller_than_13_pixels(labels: Labels) -> None:
    for name, figure in every_chart(labels).items():
        assert outside(figure) == [], name
        sizes = [
            text.get_fontproperties().get_size_in_points() * 96 / 72
            for axes in figure.axes
            for text in axes.texts
        ]
        assert min(sizes) >= 13, name


def test_scores_show_their_groups_and_counts(labels: Labels) -> None:
    said = words(nps_distribution(ScaleCounts(0, 10, SCORES), labels))
    assert {"Détracteurs", "23 %", "Passifs", "33 %", "Promoteurs", "44 %", "268", "31", "10"} <= set(said)


def test_labels_of_thin_groups_stand_beside_one_another(labels: Labels) -> None:
    figure = nps_distribution(ScaleCounts(0, 10, (0,) * 6 + (1, 1, 0, 30, 60)), labels)
    figure.canvas.draw()
    boxes = [
        text.get_window_extent()
        for axes in figure.axes
        for text in axes.texts
        if text.get_text() in ("Détracteurs", "Passifs", "Promoteurs", "1 %", "98 %")
    ]
    assert len(boxes) == 6
    for place, one in enumerate(boxes):
        assert not any(one.overlaps(other) for other in boxes[place + 1 :])


def test_no_answers_draw_not_available_and_no_zero(labels: Labels) -> None:
    nothing = (
        nps_distribution(ScaleCounts(0, 10, (0,) * 11), labels),
        trend([month(1, None, n=0)], labels),
        trend([], labels),
        response_counts([], labels),
        segments((), None, labels),
        gauge(figure_of(None, n=0), labels),
        sentiment_shares(replace(feeling(0), n=0), labels),
    )
    for figure in nothing:
        assert "n/d" in words(figure)
        assert "0" not in words(figure)


def test_a_trend_breaks_where_nobody_answered(labels: Labels) -> None:
    points = [month(1, 10), month(2, 12), month(3, None, n=0), month(4, 14), month(5, 15)]
    figure = trend(points, labels)
    accent = chart_style().accent
    curves = [
        np.shape(line.get_path().vertices)[0]
        for axes in figure.axes
        for line in axes.lines
        if line.get_color() == accent and line.get_linestyle() == "-"
    ]
    assert curves == [2, 2]


def test_a_small_base_is_a_hollow_mark(labels: Labels) -> None:
    look = chart_style()
    figure = trend([month(1, 10, n=29), month(2, 12, n=30), month(3, 13)], labels)
    assert (look.surface, look.accent) in marks(figure, "o")
    assert marks(figure, "o").count((look.surface, look.accent)) == 1


def test_the_axis_never_passes_the_bounds_of_the_unit(labels: Labels) -> None:
    figure = trend([month(1, 95), month(2, 98)], labels, bounds=(-100, 100))
    ticks = [
        int(word.replace("\u2212", "-")) for word in words(figure) if re.fullmatch(r"[+\u2212]?\d+", word)
    ]
    assert max(ticks) <= 100


def test_segments_tell_by_shape_colour_and_word(labels: Labels) -> None:
    look = chart_style()
    figure = segments(SEGMENTS, 21, labels)
    assert (look.det, look.det) in marks(figure, "v")
    assert (look.surface, look.pro) in marks(figure, "^")  # n = 24: hollow
    assert (look.surface, look.pas) in marks(figure, "o")
    assert {"base faible", "moins de 5 réponses", "ensemble +21", "n = 3"} <= set(words(figure))


def test_below_is_good_where_lower_is_better(labels: Labels) -> None:
    look = chart_style()
    figure = segments(SEGMENTS, 21, labels, direction=Direction.LOWER_IS_BETTER)
    assert (look.pro, look.pro) in marks(figure, "v")
    assert not any(edge == look.det for _, edge in marks(figure, "v"))


def test_mixed_feelings_are_named_only_when_there_are_some(labels: Labels) -> None:
    assert "Mixtes" in words(sentiment_shares(feeling(44), labels))
    assert "Mixtes" not in words(sentiment_shares(feeling(0), labels))


def test_names_are_drawn_as_they_are_even_dollars_signs_and_emoji(labels: Labels) -> None:
    names = ("$x^2$ & <b>", "Clé \U0001f511", "a" * 300)
    groups = tuple(group(name, 10, Verdict.INCONCLUSIVE) for name in names)
    figure = segments((Segmentation("a", groups),), 20, labels)
    assert "$x^2$ & <b>" in words(figure)
    assert any(word.startswith("aaa") and word.endswith("…") for word in words(figure))
    assert outside(segments((Segmentation("a", groups[::2]),), 20, labels)) == []
    assert b"$x^2$ &amp; &lt;b&gt;" in render(figure, "svg")


def test_a_long_finding_wraps_above_its_chart(labels: Labels) -> None:
    title = "Le NPS gagne sept points en un trimestre et atteint +21 grâce aux nouvelles stations " * 2
    long = replace(labels, title=title, note=title)
    for figure in (nps_distribution(ScaleCounts(0, 10, SCORES), long), segments(SEGMENTS, 21, long)):
        assert outside(figure) == []
        assert not any(word.startswith(title) for word in words(figure))


def test_a_table_of_segments_grows_with_its_rows(labels: Labels) -> None:
    few, many = (
        segments((Segmentation("a", (group("x", 10, Verdict.INCONCLUSIVE),) * n),), 20, labels)
        for n in (2, 40)
    )
    assert many.get_figheight() - few.get_figheight() == pytest.approx(38 * 24 / 96)
    assert outside(many) == []


def test_the_dark_theme_changes_colours_alone(labels: Labels) -> None:
    light = nps_distribution(ScaleCounts(0, 10, SCORES), labels)
    dark = nps_distribution(ScaleCounts(0, 10, SCORES), labels, style=chart_style("dark"))
    assert words(light) == words(dark)
    assert light.get_facecolor() != dark.get_facecolor()


def test_importing_charts_and_analysis_loads_neither_matplotlib_nor_scipy() -> None:
    code = (
        "import sys, engage_desktop.charts.distributions, engage_desktop.charts.trends,"
        "engage_desktop.charts.segments, engage_desktop.charts.gauges, engage_desktop.charts.saving,"
        "engage_desktop.analysis.indicators, engage_desktop.analysis.impact, engage_desktop.analysis.trends;"
        "print([m for m in ('matplotlib', 'scipy', 'pandas') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_drawing_never_calls_pyplot(labels: Labels) -> None:
    every_chart(labels)
    assert "matplotlib.pyplot" not in sys.modules


@pytest.mark.parametrize("weight", [400, 500, 600])
def test_each_weight_is_its_own_bundled_file(weight: int) -> None:
    from matplotlib.font_manager import findfont

    from engage_desktop.charts.style import font

    expected = {400: "Inter-Regular.ttf", 500: "Inter-Medium.ttf", 600: "Inter-SemiBold.ttf"}[weight]
    assert findfont(font(13, weight)).endswith(expected)
