"""The slide of aspects: which is spoken of most, where the tone is clear, and their dots."""

from __future__ import annotations

from engage_desktop.models.aspects import AspectFigure
from engage_desktop.models.deck import ChartKind, ChartPlan, Mark, Tone
from engage_desktop.models.figures import ThemeFigure
from engage_desktop.models.indicators import Change
from engage_desktop.wording import figures, tr
from engage_desktop.wording.deck_charts import axis_of
from engage_desktop.wording.typography import decimal, in_turn, named, percent, quoted

_MOST, _SAID = 10, 3
_TONES = {
    Change.FAVOURABLE: Tone.PROMOTER,
    Change.UNFAVOURABLE: Tone.DETRACTOR,
    Change.INCONCLUSIVE: Tone.PASSIVE,
}


def finding(found: tuple[AspectFigure, ...]) -> str:
    """The aspect spoken of most and its tone, then the others whose tone is beyond doubt, the clearest first."""
    first = found[0]
    told = [_most(first)]
    heads = {Change.UNFAVOURABLE: tr("ton négatif"), Change.FAVOURABLE: tr("ton positif")}
    for verdict, head in heads.items():
        clear = sorted((e for e in found[1:] if e.tone is verdict), key=lambda each: -abs(each.mean or 0.0))
        if clear:
            told.append(named(head, ", ".join(quoted(each.name) for each in clear[:_SAID])))
    if all(each.tone is Change.INCONCLUSIVE for each in found):
        told.append(tr("aucun ton nettement négatif ni positif"))
    return in_turn(*told)


def _most(each: AspectFigure) -> str:
    facts = {"name": quoted(each.name), "share": percent(each.share)}
    if each.tone is Change.UNFAVOURABLE:
        return tr("{name}, aspect le plus évoqué ({share}), sur un ton négatif", **facts)
    if each.tone is Change.FAVOURABLE:
        return tr("{name}, aspect le plus évoqué ({share}), sur un ton positif", **facts)
    return tr("{name}, aspect le plus évoqué ({share})", **facts)


def chart(found: tuple[AspectFigure, ...]) -> ChartPlan:
    """The mean tone of each aspect with its interval; under its name, how many speak of it."""
    marks = tuple(_mark(each) for each in found[:_MOST])
    said = in_turn(*(" ".join((*mark.label.split("\n"), mark.shown)) for mark in marks))
    return ChartPlan(
        ThemeFigure.ASPECTS.value,
        ChartKind.DOTS,
        marks,
        (tr("Aspect"), tr("Polarité"), tr("Intervalle à 95 %, bas"), tr("Intervalle à 95 %, haut"), "n"),
        tr(
            "Polarité moyenne de ce qui est dit de chaque aspect, avec son intervalle à 95 % : {said}.",
            said=said,
        ),
        format="+0.00;\u22120.00;0.00",
        axis=axis_of(marks, 0.0, -1.0, 1.0),
        whole=0.0,
        whole_name=tr("ton neutre"),
        legend=(
            (tr("ton négatif"), Tone.DETRACTOR),
            (tr("non concluant"), Tone.PASSIVE),
            (tr("ton positif"), Tone.PROMOTER),
        ),
    )


def _mark(each: AspectFigure) -> Mark:
    fragile = figures.fragile(each.verbatims)
    how_many = f"{figures.base(each.verbatims)} · {percent(each.share)}"
    return Mark(
        "\n".join(part for part in (each.name, how_many, fragile) if part),
        each.mean,
        "" if each.mean is None else decimal(each.mean, 2, signed=True),
        _TONES[each.tone],
        None if each.ci95 is None else each.ci95.low,
        None if each.ci95 is None else each.ci95.high,
        each.verbatims,
        fragile=bool(fragile),
    )
