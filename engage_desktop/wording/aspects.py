"""Aspects in words: what is felt of each, and how it is found."""

from __future__ import annotations

from engage_desktop.models.aspects import AspectFigure
from engage_desktop.models.themes import ThemesRecipe
from engage_desktop.wording import tn, tr
from engage_desktop.wording.figures import Line
from engage_desktop.wording.themes import shared_recipe
from engage_desktop.wording.typography import decimal, integer, interval, percent


def aspect_words(each: AspectFigure) -> str:
    """An aspect in full."""
    parts = [each.name, f"{tn('{n} verbatim', '{n} verbatims', each.verbatims)} ({percent(each.share, 1)})"]
    if each.mean is not None:
        span = "" if each.ci95 is None else " " + interval(each.ci95.low, each.ci95.high, 2, signed=True)
        parts.append(tr("polarité {value}", value=decimal(each.mean, 2, signed=True)) + span)
    parts.append(
        tr("{minus} négatifs, {plus} positifs", minus=integer(each.negative), plus=integer(each.positive))
    )
    change = each.impact.comparison
    if change.difference is not None:
        span = "" if change.ci95 is None else interval(change.ci95.low, change.ci95.high, 0, signed=True)
        value = decimal(change.difference, 0, signed=True)
        parts.append(tr("écart de NPS {value} {span}", value=value, span=span).strip())
    return ", ".join(parts)


def aspects_recipe(made: ThemesRecipe) -> tuple[Line, ...]:
    """How aspects are found and felt."""
    return (
        Line(
            tr("Mentions"),
            tr("les mots de l'aspect sous toutes leurs formes, expressions entières, la plus longue"),
        ),
        Line(
            tr("Polarité"),
            tr("celle de la proposition qui en parle (sinon de sa voisine), plus un quart de celle du texte"),
        ),
        Line(tr("Intervalle"), tr("Student (95 %), sur la moyenne des verbatims qui en parlent")),
        Line(tr("NPS"), tr("réponses qui en parlent moins les autres réponses commentées")),
        *shared_recipe(made),
    )
