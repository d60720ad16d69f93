"""The words that charts of themes are given."""

from __future__ import annotations

from engage_desktop.charts.themes import ThemeLabels
from engage_desktop.models.figures import ThemeFigure
from engage_desktop.models.themes import ThemesBoard, Worlds
from engage_desktop.wording import themes as words
from engage_desktop.wording import tn, tr
from engage_desktop.wording.figures import base, no_data
from engage_desktop.wording.typography import decimal, integer, percent


def figure_name(figure: ThemeFigure) -> str:
    """What a chart shows."""
    return {
        ThemeFigure.CONTRAST: tr("Mots distinctifs"),
        ThemeFigure.NETWORK: tr("Cooccurrences"),
        ThemeFigure.RISING: tr("Signaux faibles"),
        ThemeFigure.WORLDS: tr("Univers lexicaux"),
        ThemeFigure.IMPACT: tr("Codes et NPS"),
        ThemeFigure.ASPECTS: tr("Aspects"),
    }[figure]


def theme_labels(
    figure: ThemeFigure, board: ThemesBoard, found: Worlds, *, hues: tuple[str, ...] = ()
) -> ThemeLabels:
    """Labels in the language in use; `hues` name the worlds when `found` are not they."""
    contrast = board.contrast
    parts = [tn("{n} verbatim", "{n} verbatims", board.recipe.verbatims)]
    if board.recipe.filter:
        parts.append(tr("filtre : {filter}", filter=board.recipe.filter))
    return ThemeLabels(
        title=figure_name(figure),
        subtitle=method(figure, board, found),
        note=" · ".join(parts),
        no_data=no_data(),
        first=words.group_name(contrast.first.name) if contrast else "",
        second=words.group_name(contrast.second.name) if contrast else "",
        integer=integer,
        points=lambda value: decimal(value, 0, signed=True),
        polarity=lambda value: decimal(value, 2, signed=True),
        share=percent,
        base=base,
        rise=words.rise,
        heads=(tr("Terme"), "", tr("avant → récent"), tr("Évolution")),
        worlds=hues or tuple(each.name for each in found.worlds),
    )


def method(figure: ThemeFigure, board: ThemesBoard, found: Worlds) -> str:
    """How the chart is made, in half a line."""
    match figure:
        case ThemeFigure.CONTRAST:
            return tr("rapport de vraisemblance, p < 0,05 ; aux extrémités, nombre de verbatims")
        case ThemeFigure.NETWORK:
            unit = tr("même phrase") if board.network.same_sentence else tr("même verbatim")
            said = tr("{unit}, {n} fois ou plus", unit=unit, n=board.network.least)
            return f"{said} · {words.link_name(board.network.by)}"
        case ThemeFigure.RISING:
            return tr("confirmé : fausses découvertes ≤ 10 %")
        case ThemeFigure.WORLDS:
            return tr("aucun univers stable") if found.unstable else words.stability(found.stability)
        case ThemeFigure.IMPACT:
            return tr("avec moins sans, IC 95 %")
        case ThemeFigure.ASPECTS:
            return tr("polarité moyenne, IC 95 %")
