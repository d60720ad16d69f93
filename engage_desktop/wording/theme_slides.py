"""The slides of themes: findings as titles, native charts where bars or dots will do, pictures where they will not."""

from __future__ import annotations

from engage_desktop.models.deck import ChartKind, ChartPlan, Mark, PicturePlan, SlideKind, SlidePlan, Tone
from engage_desktop.models.figures import ThemeFigure
from engage_desktop.models.indicators import Change
from engage_desktop.models.reports import ItemMaterial
from engage_desktop.models.themes import (
    Contrast,
    DistinctiveTerm,
    Emerging,
    ImpactOf,
    Network,
    ThemeMaterial,
    Worlds,
)
from engage_desktop.operations import theme_figures
from engage_desktop.wording import aspect_slides, figures, tn, tr
from engage_desktop.wording import themes as words
from engage_desktop.wording.deck_charts import axis_of, percent_format
from engage_desktop.wording.theme_charts import figure_name, method, theme_labels
from engage_desktop.wording.typography import (
    NARROW,
    day_short,
    decimal,
    in_turn,
    integer,
    interval,
    named,
    percent,
    quoted,
)

_A_SIDE = 7  # words of each group on a slide
_RISING, _CODES = 9, 10
_SAID = 3
_OPINION = {"detracteurs": Tone.DETRACTOR, "negatif": Tone.DETRACTOR, "promoteurs": Tone.PROMOTER,
            "positif": Tone.PROMOTER, "passifs": Tone.PASSIVE}  # fmt: skip
_CHANGES = {
    Change.FAVOURABLE: Tone.PROMOTER,
    Change.UNFAVOURABLE: Tone.DETRACTOR,
    Change.INCONCLUSIVE: Tone.PASSIVE,
}


def slide(each: ItemMaterial) -> SlidePlan:
    """The slide of a chart of themes; it says so where the study has nothing left to draw."""
    figure = None if each.item.figure is None else each.item.figure.theme
    name = tr("Figure") if figure is None else figure_name(figure)
    found = each.themes
    if figure is None or found is None or not _is_told(figure, found):
        gone = tr("L'étude n'a pas, ou n'a plus, de quoi faire cette figure.")
        return SlidePlan(SlideKind.FIGURE, f"figure-{each.item.id}", name, name, paragraphs=(gone,))
    chart = _chart(figure, found)
    return SlidePlan(
        SlideKind.FIGURE,
        figure.value,
        name,
        finding(figure, found),
        foot=_foot(figure, found),
        chart=chart,
        picture=None if chart is not None else _picture(figure, found),
    )


def _is_told(figure: ThemeFigure, found: ThemeMaterial) -> bool:
    board = found.board
    match figure:
        case ThemeFigure.CONTRAST:
            return board.contrast is not None and bool(board.contrast.for_first or board.contrast.for_second)
        case ThemeFigure.NETWORK:
            return bool(board.network.nodes)
        case ThemeFigure.RISING:
            return bool(board.emerging.confirmed or board.emerging.watch)
        case ThemeFigure.WORLDS:
            return bool(found.worlds.worlds)
        case ThemeFigure.IMPACT:
            return any(each.impact.comparison.difference is not None for each in board.impact)
        case ThemeFigure.ASPECTS:
            return bool(found.aspects)


def finding(figure: ThemeFigure, found: ThemeMaterial) -> str:
    """What the chart tells, never more than its uncertainty allows."""
    board = found.board
    match figure:
        case ThemeFigure.CONTRAST:
            assert board.contrast is not None
            return _told_apart(board.contrast)
        case ThemeFigure.NETWORK:
            return _together(board.network)
        case ThemeFigure.RISING:
            return _rising(board.emerging)
        case ThemeFigure.WORLDS:
            return _worlds(found.worlds)
        case ThemeFigure.IMPACT:
            return _weighs(board.impact)
        case ThemeFigure.ASPECTS:
            return aspect_slides.finding(found.aspects)


def _told_apart(found: Contrast) -> str:
    sides = (
        (found.first.name, found.for_first),
        (found.second.name, found.for_second),
    )
    return in_turn(
        *(
            named(words.group_name(name), ", ".join(each.term.name for each in terms[:_SAID]))
            for name, terms in sides
            if terms
        )
    )


def _together(found: Network) -> str:
    best = max(found.edges, key=lambda each: (each.in_tree, found.strength(each)))
    one, two = (found.nodes[end].term.name for end in (best.first, best.second))
    n = tn("{n} verbatim", "{n} verbatims", best.verbatims)
    if found.same_sentence:
        n = tn("{n} phrase", "{n} phrases", best.verbatims)
    return tr("{one} et {two} vont ensemble : {n}", one=quoted(one), two=quoted(two), n=n)


def _rising(found: Emerging) -> str:
    names = [quoted(each.term.name) for each in found.confirmed]
    if len(names) == 1:
        (term,) = found.confirmed
        since = "" if found.first is None else day_short(found.first)
        return tr(
            "{name} monte : {past} avant, {recent} depuis le {since}",
            name=names[0],
            past=integer(term.past),
            recent=integer(term.recent),
            since=since,
        )
    if names:
        said = ", ".join(names[:_SAID])
        return (
            tn("{n} terme monte nettement", "{n} termes montent nettement", len(names)) + f"{_colon()}{said}"
        )
    watched = ", ".join(quoted(each.term.name) for each in found.watch[:_SAID])
    return tr("Aucune hausse confirmée ; à surveiller : {words}", words=watched)


def _colon() -> str:
    return named("", "")


def _worlds(found: Worlds) -> str:
    head = tn("{n} univers lexical", "{n} univers lexicaux", len(found.worlds))
    said = ", ".join(f"{quoted(each.name)} {percent(each.share)}" for each in found.worlds[:2])
    return named(head, said)


def _weighs(found: tuple[ImpactOf, ...]) -> str:
    told = [
        each
        for each in found
        if each.impact.comparison.change is not Change.INCONCLUSIVE
        and each.impact.comparison.difference is not None
    ]
    if not told:
        return tr("Aucun code ne va nettement avec un NPS plus haut ou plus bas")
    best = max(told, key=lambda each: abs(each.impact.comparison.difference or 0.0))
    change = best.impact.comparison
    span = "" if change.ci95 is None else interval(change.ci95.low, change.ci95.high, signed=True)
    value = decimal(change.difference or 0.0, 0, signed=True)
    return tr(
        "Avec {name}, le NPS diffère de {value} points {span}", name=quoted(best.name), value=value, span=span
    ).strip()


def _foot(figure: ThemeFigure, found: ThemeMaterial) -> str:
    board = found.board
    n = tn("{n} verbatim", "{n} verbatims", board.recipe.verbatims)
    parts = [tr("Base : {base}", base=n), method(figure, board, found.worlds)]
    if figure is ThemeFigure.CONTRAST:
        parts[1] = tr("part des verbatims de chaque groupe, rapport de vraisemblance, p < 0,05")
    if figure is ThemeFigure.RISING and board.emerging.first is not None:
        parts.insert(1, tr("récent : depuis le {day}", day=day_short(board.emerging.first)))
    if board.recipe.filter:
        parts.append(tr("filtre : {filter}", filter=board.recipe.filter))
    return " · ".join(part for part in parts if part)


# native charts


def _chart(figure: ThemeFigure, found: ThemeMaterial) -> ChartPlan | None:
    board = found.board
    match figure:
        case ThemeFigure.CONTRAST if board.contrast is not None:
            return _shares_of(board.contrast)
        case ThemeFigure.RISING:
            return _before_and_now(board.emerging)
        case ThemeFigure.IMPACT:
            return _differences(board.impact)
        case ThemeFigure.ASPECTS:
            return aspect_slides.chart(found.aspects)
        case _:
            return None


def _tones(found: Contrast) -> tuple[Tone, Tone]:
    one, two = (
        _OPINION.get(each.filter.rpartition(":")[2]) if words.is_opinion(each.name) else None
        for each in (found.first, found.second)
    )
    return (one, two) if one and two else (Tone.IRIS, Tone.OCHRE)


def _shares_of(found: Contrast) -> ChartPlan:
    """Of each distinctive word, the share of each group that says it."""
    one, two = (words.group_name(each.name) for each in (found.first, found.second))
    tones = _tones(found)
    terms = (*found.for_first[:_A_SIDE], *found.for_second[:_A_SIDE])

    def bar(term: DistinctiveTerm, side: int) -> Mark:
        share, n = (term.share_first, term.first) if side == 0 else (term.share_second, term.second)
        return Mark(term.term.name, 100 * share, percent(share, 1), tones[side], n=n)

    said = in_turn(
        *(
            f"{each.term.name} {percent(each.share_first, 1)} / {percent(each.share_second, 1)}"
            for each in terms
        )
    )
    return ChartPlan(
        ThemeFigure.CONTRAST.value,
        ChartKind.PAIRS,
        tuple(bar(each, 0) for each in terms),
        (tr("Terme"), one, two, f"{one}, n", f"{two}, n"),
        tr(
            "Part des verbatims qui disent chaque terme, {one} / {two} : {said}.", one=one, two=two, said=said
        ),
        format=percent_format(1),
        legend=((one, tones[0]), (two, tones[1])),
        second=tuple(bar(each, 1) for each in terms),
    )


def _before_and_now(found: Emerging) -> ChartPlan:
    """Of each rising term, the share of the verbatims that say it, before and now."""
    before, now = tr("avant"), tr("récent")
    terms = (*found.confirmed, *found.watch)[:_RISING]
    past, recent = max(found.n_past, 1), max(found.n_recent, 1)
    labels = [f"{each.term.name}\n{words.rise(each)}" for each in terms]
    firsts = [each.past / past for each in terms]
    seconds = [each.recent / recent for each in terms]
    said = in_turn(*(f"{each.term.name} {integer(each.past)} → {integer(each.recent)}" for each in terms))
    return ChartPlan(
        ThemeFigure.RISING.value,
        ChartKind.PAIRS,
        tuple(
            Mark(label, 100 * share, percent(share, 1), Tone.MUTED, n=each.past)
            for label, share, each in zip(labels, firsts, terms, strict=True)
        ),
        (tr("Terme"), before, now, f"{before}, n", f"{now}, n"),
        tr("Termes qui montent, verbatims avant → récemment : {said}.", said=said),
        format=percent_format(1),
        legend=((before, Tone.MUTED), (now, Tone.ACCENT)),
        second=tuple(
            Mark(label, 100 * share, percent(share, 1), Tone.ACCENT, n=each.recent)
            for label, share, each in zip(labels, seconds, terms, strict=True)
        ),
    )


def _differences(found: tuple[ImpactOf, ...]) -> ChartPlan:
    """What each code does to the NPS, with its interval, the heaviest."""
    known = [each for each in found if each.impact.comparison.difference is not None]
    heaviest = sorted(known, key=lambda each: -abs(each.impact.comparison.difference or 0.0))[:_CODES]
    marks = tuple(_difference(each) for each in known if each in heaviest)
    nothing = tr("aucun écart")
    return ChartPlan(
        ThemeFigure.IMPACT.value,
        ChartKind.DOTS,
        marks,
        (tr("Code"), tr("Écart de NPS"), tr("Intervalle à 95 %, bas"), tr("Intervalle à 95 %, haut"), "n"),
        tr(
            "Écart de NPS avec et sans chaque code, avec son intervalle à 95 % : {said}.",
            said=in_turn(*(f"{each.name} {mark.shown}" for each, mark in zip(known, marks, strict=False))),
        ),
        format="+0;\u22120;0",
        axis=axis_of(marks, 0.0, -200.0, 200.0),
        whole=0.0,
        whole_name=nothing,
        legend=(
            (tr("NPS plus bas"), Tone.DETRACTOR),
            (tr("non concluant"), Tone.PASSIVE),
            (tr("NPS plus haut"), Tone.PROMOTER),
        ),
    )


def _difference(each: ImpactOf) -> Mark:
    change = each.impact.comparison
    ends, n = change.ci95, each.impact.n_with
    label = "\n".join(part for part in (each.name, figures.base(n), figures.fragile(n)) if part)
    value = change.difference or 0.0
    return Mark(
        label,
        value,
        decimal(value, 0, signed=True),
        _CHANGES[change.change],
        None if ends is None else ends.low,
        None if ends is None else ends.high,
        n,
        fragile=bool(figures.fragile(n)),
    )


# pictures


def _picture(figure: ThemeFigure, found: ThemeMaterial) -> PicturePlan:
    labels = theme_labels(figure, found.board, found.worlds, hues=found.hues)
    drawn = theme_figures.picture(found, figure, labels=labels)
    heads, rows = _links(found.board.network) if figure is ThemeFigure.NETWORK else _shares(found.worlds)
    said = in_turn(*(" ".join(_cell(cell) for cell in row) for row in rows[:12]))
    return PicturePlan(
        figure.value,
        drawn.png,
        drawn.width,
        drawn.height,
        f"{figure_name(figure)}{_colon()}{said}.",
        heads,
        rows,
    )


_Rows = tuple[tuple[str | float | None, ...], ...]


def _links(found: Network) -> tuple[tuple[str, ...], _Rows]:
    names = [each.term.name for each in found.nodes]
    heads = (tr("Mot"), tr("Avec"), tr("Verbatims"), "G²", "Jaccard")
    return heads, tuple(
        (names[each.first], names[each.second], each.verbatims, round(each.g2, 2), round(each.jaccard, 3))
        for each in found.edges
    )


def _shares(found: Worlds) -> tuple[tuple[str, ...], _Rows]:
    heads = (tr("Univers"), tr("Verbatims"), tr("Part"), tr("Mots typiques"))
    return heads, tuple(
        (each.name, each.verbatims, round(each.share, 4), ", ".join(word.name for word in each.words))
        for each in found.worlds
    )


def _cell(value: str | float | None) -> str:
    if value is None or isinstance(value, str):
        return value or ""
    return decimal(value, 2).removesuffix(f",{0:02}").replace(NARROW, "")
