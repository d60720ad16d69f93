"""The words and number formats that a chart is given, for one indicator."""

from __future__ import annotations

from engage_desktop.charts.labels import Labels
from engage_desktop.models.indicators import Indicator, IndicatorKind, TrendPoint, Unit
from engage_desktop.wording import figures, tr
from engage_desktop.wording.typography import decimal, integer, interval, percent


def chart_labels(
    indicator: Indicator,
    *,
    title: str,
    subtitle: str = "",
    note: str = "",
    points: tuple[TrendPoint, ...] = (),
) -> Labels:
    """Labels in the language in use; `points` are those of the trend, to tell when a year must be written."""
    return Labels(
        title=title,
        subtitle=subtitle,
        note=note,
        value=lambda amount: figures.value(indicator, amount),
        tick=lambda amount: tick(indicator, amount),
        score=lambda amount: decimal(amount, 1),
        percent=lambda share: percent(share / 100),
        integer=integer,
        base=figures.base,
        interval=lambda each: figures.ci95(indicator, each),
        share_interval=lambda each: interval(each.low, each.high, 1),
        margin=lambda half: f"± {tick(indicator, half).lstrip('+')}",
        period=lambda point: figures.point_name(point, among=points),
        change=lambda each: f"{figures.difference(indicator, each)}\n{figures.significance(each)}",
        before=lambda each: figures.before(indicator, each),
        detractors=figures.part_name("detractors"),
        passives=figures.part_name("passives"),
        promoters=figures.part_name("promoters"),
        negative=figures.part_name("negative"),
        neutral=figures.part_name("neutral"),
        positive=figures.part_name("positive"),
        mixed=figures.part_name("mixed"),
        inferior=tr("inférieur"),
        inconclusive=tr("non concluant"),
        superior=tr("supérieur"),
        overall=tr("ensemble"),
        fragile=tr("base faible"),
        hidden=tr("moins de 5 réponses"),
        no_data=figures.no_data(),
        mean=tr("moyenne"),
        satisfied=figures.part_name("satisfied"),
        easy=figures.part_name("easy"),
    )


def tick(indicator: Indicator, amount: float) -> str:
    """A value on an axis, without more decimals than it needs: « +20 », « 70 % », « 4,5 »."""
    if indicator.unit is Unit.PERCENT:
        return percent(amount / 100, 0 if round(amount, 6) == round(amount) else 1)
    whole = round(amount, 6) == round(amount)
    signed = indicator.unit is Unit.POINTS or indicator.kind is IndicatorKind.SENTIMENT
    digits = 0 if whole else 1 if round(10 * amount, 6) == round(10 * amount) else 2
    return decimal(amount, digits, signed=signed)
