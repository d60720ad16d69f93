"""The verb that gives indicators."""

from __future__ import annotations

import argparse
import dataclasses
from collections.abc import Sequence

from engage_desktop.cli import opening, output, status
from engage_desktop.cli.output import Document
from engage_desktop.models.indicators import (
    Breakdown,
    CesBreakdown,
    Comparison,
    CsatBreakdown,
    GroupFigure,
    Indicator,
    Interval,
    MeanBreakdown,
    NpsBreakdown,
    Period,
    Unit,
)
from engage_desktop.wording import tr
from engage_desktop.wording.kinds import kind_word
from engage_desktop.wording.typography import decimal, integer, interval, p_value


def kpi(call: argparse.Namespace) -> int:
    """Every indicator that the study has a question or figures for."""
    from engage_desktop.operations import indicators, series

    with opening.session(call.study) as session:
        found = indicators.indicators(
            session,
            survey=call.survey,
            by=call.by,
            period=None if call.period is None else Period(call.period),
            filter=call.where or "",
        )
        if not call.survey and not call.where:  # imported figures belong to no survey and obey no filter
            found = (*found, *(card.indicator for card in series.cards(session)))
    if call.json:
        output.document({"indicators": [_indicator(each) for each in found]})
    else:
        _say(found)
    return status.DONE


def _indicator(figure: Indicator) -> Document:
    return {
        "id": figure.id,
        "kind": figure.kind.value,
        "survey": figure.survey or None,
        "question": figure.question or None,
        "label": figure.label or None,
        "unit": figure.unit.value,
        "n": figure.n,
        "excluded": figure.excluded,
        "value": figure.value,
        "ci95": _ends(figure.ci95),
        "method": figure.method.value,
        "breakdown": _breakdown(figure.breakdown),
        "groups": [_group(group) for group in figure.groups],
        "comparison": None if figure.comparison is None else _comparison(figure.comparison),
    }


def _group(group: GroupFigure) -> Document:
    return {
        "group": group.group,
        "n": group.n,
        "value": group.value,
        "ci95": _ends(group.ci95),
        "breakdown": None if group.breakdown is None else _breakdown(group.breakdown),
    }


def _comparison(comparison: Comparison) -> Document:
    return {
        "from": comparison.from_,
        "to": comparison.to,
        "difference": comparison.difference,
        "ci95": _ends(comparison.ci95),
        "p": comparison.p,
    }


def _ends(ci95: Interval | None) -> list[float] | None:
    return None if ci95 is None else [ci95.low, ci95.high]


def _points(low: int, counts: Sequence[int]) -> dict[str, int]:
    return {str(low + at): n for at, n in enumerate(counts)}


def _breakdown(found: Breakdown) -> Document:
    made: Document
    match found:
        case NpsBreakdown(promoters, passives, detractors, scores):
            made = {"promoters": promoters, "passives": passives, "detractors": detractors}
            made |= {"scores": _points(0, scores)}
        case CsatBreakdown():
            made = {"satisfied": found.satisfied, "top_boxes": found.top_boxes}
            made |= {"scores": _points(found.low, found.scores)}
            made |= {"mean": found.mean, "mean_ci95": _ends(found.mean_ci95)}
        case CesBreakdown():
            made = {"version": found.version, "higher_is_better": found.higher_is_better}
            made |= {"scores": _points(found.low, found.scores)}
            made |= {"easy": found.easy, "easy_ci95": _ends(found.easy_ci95)}
        case MeanBreakdown(low, _high, scores, deviation):
            made = {"scores": _points(low, scores), "deviation": deviation}
        case _:  # the others are plain counts and amounts
            made = dataclasses.asdict(found)
    return made


def _say(found: Sequence[Indicator]) -> None:
    rows: list[tuple[str, ...]] = []
    for figure in found:
        about = " · ".join(part for part in (figure.survey, figure.label or figure.question) if part)
        rows.append((kind_word(figure.kind.value), about, *_figures(figure, figure)))
        rows.extend(("", f"– {group.group}", *_figures(figure, group)) for group in figure.groups)
        if figure.comparison is not None and figure.comparison.difference is not None:
            rows.append(("", *_change(figure, figure.comparison)))
    headers = (tr("Indicateur"), tr("Question"), tr("Valeur"), tr("Intervalle à 95 %"), "n", "")
    output.table(headers, rows, right=frozenset({2, 4}))


def _change(of: Indicator, comparison: Comparison) -> tuple[str, str, str, str, str]:
    """From which wave or period to which, the difference, its interval and its p."""
    digits = _digits(of)
    assert comparison.difference is not None
    ends = comparison.ci95
    between = "" if ends is None else interval(ends.low, ends.high, digits, signed=True)
    p = "" if comparison.p is None else p_value(comparison.p)
    told = tr("– de {first} à {last}", first=comparison.from_, last=comparison.to)
    return told, decimal(comparison.difference, digits, signed=True), between, "", p


def _digits(of: Indicator) -> int:
    return 2 if of.unit is Unit.SCORE else 1


def _figures(of: Indicator, shown: Indicator | GroupFigure) -> tuple[str, str, str, str]:
    """Value, interval, base, and a warning on a small base."""
    digits = _digits(of)
    signed = of.unit is Unit.POINTS
    value = tr("n/d") if shown.value is None else decimal(shown.value, digits, signed=signed)
    if shown.value is not None and of.unit is Unit.PERCENT:
        value = tr("{value} %", value=value)
    ends = "" if shown.ci95 is None else interval(shown.ci95.low, shown.ci95.high, digits, signed=signed)
    fragile = tr("base fragile") if shown.value is not None and shown.fragile else ""
    return value, ends, integer(shown.n), fragile


VERBS = {"kpi": kpi}
