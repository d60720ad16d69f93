"""The slides of a report in the language in use: titles that are findings, bases, charts, quotations, method."""

from __future__ import annotations

from dataclasses import replace

from engage_desktop.charts.labels import Labels
from engage_desktop.charts.themes import ThemeLabels
from engage_desktop.models.boards import Board, Card
from engage_desktop.models.deck import (
    Aside,
    CardPlan,
    ChartPlan,
    Deck,
    Fact,
    QuotePlan,
    SlideKind,
    SlidePlan,
    Tone,
)
from engage_desktop.models.figures import ReportFigure
from engage_desktop.models.indicators import Change, Indicator, IndicatorKind, NpsBreakdown, Span
from engage_desktop.models.reports import ItemMaterial, Material
from engage_desktop.models.sentiment import Label
from engage_desktop.models.sheets import Sheet
from engage_desktop.models.verbatims import Verbatim
from engage_desktop.operations.sheets import indicator_sheet
from engage_desktop.wording import (
    deck_charts,
    figures,
    findings,
    language,
    theme_charts,
    theme_slides,
    tn,
    tr,
    typography,
)
from engage_desktop.wording.charts import chart_labels
from engage_desktop.wording.report_names import SHORT, figure_name
from engage_desktop.wording.sheets import heads, said_how, unit_name
from engage_desktop.wording.typography import day, day_short, ellipsis, in_turn, named, percent, quoted

_HEADLINES = (IndicatorKind.NPS, IndicatorKind.CSAT, IndicatorKind.CES, IndicatorKind.MEAN)
_MOST_CARDS = 4
_MOST_FILES = 8
_LONGEST = 420  # characters of a quotation; what is left out is marked
_TONES = {
    Change.FAVOURABLE: Tone.PROMOTER,
    Change.UNFAVOURABLE: Tone.DETRACTOR,
    Change.INCONCLUSIVE: Tone.PLAIN,
}


def deck(material: Material) -> Deck:
    """Every slide of the report, in words."""
    return Deck(
        material.report.title,
        tuple(_slide(each, material) for each in material.items),
        language=language(),
    )


def tables(material: Material, planned: Deck) -> tuple[Sheet, ...]:
    """The sheets of the workbook: the indicators with their intervals, then the figures of each chart."""
    shown = tuple(card.indicator for card in material.board.cards if card.indicator.n)
    first = indicator_sheet(
        shown,
        heads=heads(),
        name=lambda each: figures.kind_name(each.kind),
        unit=lambda each: unit_name(each.unit),
    )
    charts = [_table(slide.name, slide.chart) for slide in planned.shown if slide.chart is not None]
    pictures = [
        Sheet(slide.name, slide.picture.heads, slide.picture.rows)
        for slide in planned.shown
        if slide.picture is not None
    ]
    return (first, *charts, *pictures)


def _table(name: str, chart: ChartPlan) -> Sheet:
    if chart.second:
        pairs = tuple(
            (one.label.replace("\n", ", "), one.value, two.value, one.n, two.n)
            for one, two in zip(chart.marks, chart.second, strict=True)
        )
        return Sheet(name, chart.names, pairs)
    rows = tuple(
        (mark.label.replace("\n", ", "), mark.value, mark.low, mark.high, mark.n)
        for mark in chart.marks
        if mark.label.strip()
    )
    return Sheet(name, chart.names, rows)


def picture_labels(found: ItemMaterial, plan: SlidePlan) -> Labels | None:
    """The words of the chart as a picture: the finding, the base."""
    figure, board = found.item.figure, found.board
    indicator = None if figure is None or board is None else _shown(board, figure)
    if indicator is None or board is None:
        return None
    return chart_labels(
        indicator, title=plan.title, subtitle=indicator.label, note=plan.foot, points=board.trend
    )


def theme_picture_labels(found: ItemMaterial, plan: SlidePlan) -> ThemeLabels | None:
    """The words of a chart of themes as a picture: the finding, the base."""
    figure, drawn = found.item.figure, found.themes
    if figure is None or figure.theme is None or drawn is None:
        return None
    labels = theme_charts.theme_labels(figure.theme, drawn.board, drawn.worlds, hues=drawn.hues)
    return replace(labels, title=plan.title, subtitle="", note=plan.foot)


def slide_of(found: ItemMaterial) -> SlidePlan:
    """One figure said alone."""
    return _figure(found, None)


def _slide(each: ItemMaterial, material: Material) -> SlidePlan:
    item = each.item
    plan = _BODIES[item.kind](each, material)
    return SlidePlan(
        kind=item.kind,
        key=plan.key,
        name=plan.name,
        title=item.title or plan.title,
        subtitle=plan.subtitle,
        foot=plan.foot,
        notes=item.notes,
        chart=plan.chart,
        picture=plan.picture,
        aside=plan.aside,
        cards=plan.cards,
        quotes=tuple(_quote(quote) for quote in each.quotes),
        facts=plan.facts,
        paragraphs=plan.paragraphs,
        included=item.included,
    )


def _title(_each: ItemMaterial, material: Material) -> SlidePlan:
    board = material.board
    lines = [material.study] if material.study != material.report.title else []
    lines.append(_period(board))
    counts = (
        tn("{n} réponse", "{n} réponses", board.responses),
        tn("{n} verbatim", "{n} verbatims", material.verbatims),
    )
    return SlidePlan(
        SlideKind.TITLE,
        "title",
        tr("Titre"),
        material.report.title,
        subtitle="\n".join(line for line in lines if line),
        foot=" · ".join(counts),
    )


def _essentials(_each: ItemMaterial, material: Material) -> SlidePlan:
    board = material.board
    cards = tuple(card for card in board.cards if card.indicator.kind in _HEADLINES and card.indicator.n)
    return SlidePlan(
        SlideKind.ESSENTIALS,
        "essentials",
        tr("L'essentiel"),
        findings.essentials(cards),
        foot=_foot(board, None),
        cards=tuple(_card(card) for card in cards[:_MOST_CARDS]),
    )


def _card(card: Card) -> CardPlan:
    indicator = card.indicator
    compared = indicator.comparison
    change, tone = "", Tone.PLAIN
    if compared is not None and compared.difference is not None:
        sign = {Change.FAVOURABLE: "▲ ", Change.UNFAVOURABLE: "▼ "}.get(compared.change, "")
        change = f"{sign}{findings.change_line(indicator, compared)}, {figures.significance_word(compared)}"
        tone = _TONES[compared.change]
    weak = figures.fragile(indicator.n)
    base = figures.base(indicator.n)
    return CardPlan(
        figures.kind_name(indicator.kind),
        indicator.label if indicator.kind is IndicatorKind.MEAN else figures.hint(indicator),
        f"{figures.value(indicator, indicator.value)} {figures.unit_word(indicator)}".strip(),
        figures.ci95(indicator, indicator.ci95),
        f"{base} ({weak})" if weak else base,
        change,
        tone,
    )


def _figure(each: ItemMaterial, _material: Material | None) -> SlidePlan:
    figure = each.item.figure
    if figure is not None and figure.theme is not None:
        return theme_slides.slide(each)
    board = each.board
    indicator = None if board is None or figure is None else _shown(board, figure)
    if figure is None or board is None or indicator is None:
        name = tr("Figure") if figure is None else figure_name(figure)
        gone = tr("L'étude n'a plus de réponses pour cette figure.")
        return SlidePlan(SlideKind.FIGURE, f"figure-{each.item.id}", name, name, paragraphs=(gone,))
    return SlidePlan(
        SlideKind.FIGURE,
        figure.value,
        figure_name(figure, indicator.label),
        _finding(figure, board, indicator),
        foot=_foot(
            board,
            indicator,
            whole=figure.drawing == "trend",
            asked=indicator.label if figure.drawing in ("trend", "segments") else "",
        ),
        chart=deck_charts.chart(figure, board, indicator),
        aside=None if figure.drawing == "segments" else _aside(figure, indicator),
    )


def _shown(board: Board, figure: ReportFigure) -> Indicator | None:
    if figure.indicator is IndicatorKind.SENTIMENT:
        return next((c.indicator for c in board.cards if c.indicator.kind is IndicatorKind.SENTIMENT), None)
    return board.leading


def _finding(figure: ReportFigure, board: Board, indicator: Indicator) -> str:
    match figure.drawing:
        case "trend":
            return findings.change(indicator)
        case "distribution":
            return findings.distribution(indicator)
        case "segments":
            return findings.segments(board, indicator)
        case _:
            return findings.sentiment(indicator)


def _aside(figure: ReportFigure, indicator: Indicator) -> Aside:
    said = f"{figures.value(indicator, indicator.value)} {figures.unit_word(indicator)}".strip()
    lines = [figures.ci95(indicator, indicator.ci95)]
    found = indicator.breakdown
    if figure.drawing == "distribution" and isinstance(found, NpsBreakdown):
        lines += [
            named(figures.part_name(name), percent(n / max(indicator.n, 1)))
            for name, n in (
                ("promoters", found.promoters),
                ("passives", found.passives),
                ("detractors", found.detractors),
            )
        ]
    elif figure.drawing == "shares":
        lines.insert(0, tr("polarité moyenne, de −1 à +1"))
    if indicator.comparison is not None and figure.drawing != "distribution":
        lines += [figures.before(indicator, indicator.comparison), figures.significance(indicator.comparison)]
    return Aside(said, tuple(line for line in lines if line))


def _quotes(each: ItemMaterial, material: Material) -> SlidePlan:
    nothing = () if each.quotes else (tr("Aucune citation choisie."),)
    return SlidePlan(
        SlideKind.QUOTES,
        f"quotes-{abs(each.item.id)}",
        tr("Citations"),
        tr("Ce que disent les personnes"),
        foot=_foot(material.board, None),
        paragraphs=nothing,
    )


def _quote(said: Verbatim) -> QuotePlan:
    text = _shortened(said.row.text)
    quoted = typography.quoted(text)
    nps = said.row.nps
    if nps is not None:
        group = "detractors" if nps <= 6 else "passives" if nps <= 8 else "promoters"
        tone = {"detractors": Tone.DETRACTOR, "passives": Tone.PASSIVE}.get(group, Tone.PROMOTER)
        return QuotePlan(quoted, f"{said.row.ref}, {figures.part_name(group).lower()}", tone)
    tones = {Label.NEGATIVE: Tone.DETRACTOR, Label.POSITIVE: Tone.PROMOTER}
    felt = said.row.feeling
    tone = tones.get(felt.label, Tone.PASSIVE) if felt else Tone.PASSIVE
    return QuotePlan(quoted, f"{said.row.ref}, {said_how(said.row.kind.value)}", tone)


def _shortened(text: str) -> str:
    """The beginning of a text too long for a slide, what is left out marked as one marks it."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST].rsplit(' ', 1)[0]} […]"


def _text(each: ItemMaterial, material: Material) -> SlidePlan:
    return SlidePlan(
        SlideKind.TEXT,
        f"text-{abs(each.item.id)}",
        tr("Texte"),
        each.item.title or tr("Titre à écrire"),
        foot=_foot(material.board, None),
        paragraphs=tuple(line for line in each.item.text.split("\n") if line.strip()),
    )


def _method(_each: ItemMaterial, material: Material) -> SlidePlan:
    board = material.board
    facts = [
        Fact(figures.kind_name(card.indicator.kind), _recipe(card.indicator))
        for card in board.cards
        if card.indicator.n and card.indicator.kind is not IndicatorKind.RESPONSE_RATE
    ][:6]
    facts.append(Fact(tr("Période"), _period(board)))
    if board.scope.filter:
        facts.append(Fact(tr("Filtre"), board.scope.filter))
    files = [f"{each.file} ({tn('{n} ligne', '{n} lignes', each.rows)})" for each in material.sources]
    more = len(files) - _MOST_FILES
    shown = ", ".join(files[:_MOST_FILES])
    if more > 0:
        shown += " " + tn("et {n} autre", "et {n} autres", more)
    facts.append(Fact(tr("Sources"), shown or tr("aucune")))
    return SlidePlan(
        SlideKind.METHOD,
        "method",
        tr("Méthode"),
        tr("Méthode et sources"),
        foot=_foot(board, None),
        facts=tuple(facts),
    )


def _recipe(indicator: Indicator) -> str:
    wanted = (tr("Formule"), tr("Base"), tr("Mis à part"), tr("Intervalle"))
    lines = {line.name: line.text for line in figures.recipe(indicator)}
    aside = named(wanted[2].lower(), lines[wanted[2]]) if lines.get(wanted[2]) else ""
    parts = (lines.get(wanted[0], ""), lines.get(wanted[1], ""), aside, lines.get(wanted[3], ""))
    return in_turn(*parts)


def _foot(board: Board, indicator: Indicator | None, *, whole: bool = False, asked: str = "") -> str:
    """« Base : 1 204 réponses, T3 2026 », the question where the chart does not say it."""
    n = board.responses if indicator is None else indicator.n
    if indicator is not None and indicator.kind is IndicatorKind.SENTIMENT:
        base = tn("{n} verbatim", "{n} verbatims", n)
    else:
        base = tn("{n} réponse", "{n} réponses", n)
    parts = [tr("Base : {base}", base=base), _period(board, short=True)]
    if asked:
        parts.append(quoted(ellipsis(asked, SHORT)))
    if whole:
        parts.append(tr("courbe : toute la collecte, bande à 95 %"))
    if board.scope.filter:
        parts.append(tr("filtre : {filter}", filter=board.scope.filter))
    return " · ".join(part for part in parts if part)


def _period(board: Board, *, short: bool = False) -> str:
    name = figures.slice_name(board.shown) if board.shown else tr("toute la collecte")
    days = _days(board.scope.period)
    return name if short or not days else f"{name} ({days})"


def _days(span: Span | None) -> str:
    if span is None:
        return ""
    if span.first.year != span.last.year:
        return f"{day(span.first)} – {day(span.last)}"
    return f"{day_short(span.first)} – {day(span.last)}"


_BODIES = {
    SlideKind.TITLE: _title,
    SlideKind.ESSENTIALS: _essentials,
    SlideKind.FIGURE: _figure,
    SlideKind.QUOTES: _quotes,
    SlideKind.TEXT: _text,
    SlideKind.METHOD: _method,
}
