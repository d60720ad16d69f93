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
    IndicatorKind,
    Interval,
    MeanBreakdown,
    NpsBreakdown,
    Period,
)
from engage_desktop.models.metrics import SeriesCell
from engage_desktop.wording import figures, tr
from engage_desktop.wording.typography import ellipsis, integer, interval

_QUESTION_SHOWN = 60


def kpi(call: argparse.Namespace) -> int:
    """Every indicator that the study has a question or figures for."""
    from engage_desktop.operations import indicators, series

    cells: dict[int, Sequence[SeriesCell]] = {}  # by place among `found`
    with opening.session(call.study) as session:
        found = indicators.indicators(
            session,
            survey=call.survey,
            by=call.by,
            period=None if call.period is None else Period(call.period),
            filter=call.where or "",
        )
        if not call.survey and not call.where:  # imported figures belong to no survey and obey no filter
            imported = series.cards(session)
            if call.json:
                cells = {
                    place: series.cells(session, card) for place, card in enumerate(imported, len(found))
                }
            found = (*found, *(card.indicator for card in imported))
    if call.json:
        told = [
            _indicator(each) | ({"cells": _cells(cells[at])} if at in cells else {})
            for at, each in enumerate(found)
        ]
        output.document({"indicators": told})
    else:
        _say(found)
    return status.DONE


def _cells(found: Sequence[SeriesCell]) -> list[Document]:
    """The cells behind an imported figure."""
    return [
        {
            "file": each.origin.file,
            "sheet": each.origin.sheet or None,
            "row": each.origin.row or None,
            "column": each.origin.column or None,
            "written": each.written or None,
            "series": each.name.name,
            "day": each.first.isoformat(),
        }
        for each in found
    ]


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
        "exclusions": dataclasses.asdict(figure.recipe.exclusions),
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
        about = figure.label or figure.question or figure.survey
        rows.append(
            (figures.kind_name(figure.kind), ellipsis(about, _QUESTION_SHOWN), *_written(figure, figure))
        )
        rows.extend(("", f"– {group.group}", *_written(figure, group)) for group in figure.groups)
        change = figure.comparison
        if change is not None and change.difference is not None:
            digits = 2 if figure.kind is IndicatorKind.SENTIMENT else 1
            ends = change.ci95
            span = "" if ends is None else interval(ends.low, ends.high, digits, signed=True)
            told = tr("– de {first} à {last}", first=change.from_, last=change.to)
            rows.append(
                ("", told, figures.difference(figure, change), span, "", figures.significance(change))
            )
    headers = (tr("Indicateur"), tr("Question"), tr("Valeur"), tr("Intervalle à 95 %"), "n", "")
    output.table(headers, rows, right=frozenset({2, 4}))


def _written(of: Indicator, shown: Indicator | GroupFigure) -> tuple[str, str, str, str]:
    """Value, interval, base, and a warning on a small base."""
    span = "" if shown.ci95 is None else figures.ends(of, shown.ci95)
    base = "" if of.kind is IndicatorKind.FIGURE else integer(shown.n)
    return figures.value(of, shown.value), span, base, figures.fragile(shown.n)


VERBS = {"kpi": kpi}
