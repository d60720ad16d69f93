"""What the Indicators screen says of a board: titles of its charts, rows of their tables."""

from __future__ import annotations

from engage_desktop.charts.labels import Labels
from engage_desktop.models.boards import Board
from engage_desktop.models.figures import Figure
from engage_desktop.models.indicators import Indicator, IndicatorKind, TrendPoint
from engage_desktop.ui.itemmodels.figure_table import Row
from engage_desktop.wording import figures, tn, tr
from engage_desktop.wording.charts import chart_labels
from engage_desktop.wording.typography import integer, named, percent

Table = tuple[tuple[str, ...], tuple[Row, ...]]


def name_of(indicator: Indicator | None) -> str:
    """« NPS », or the wording of a plain scale."""
    if indicator is None:
        return ""
    return indicator.label if indicator.kind is IndicatorKind.MEAN else figures.kind_name(indicator.kind)


def title(figure: Figure, board: Board) -> str:
    """What a chart shows."""
    name = name_of(board.leading)
    period = figures.period_name(board.trend_period)
    match figure:
        case Figure.DISTRIBUTION:
            return tr("Répartition des notes")
        case Figure.TREND:
            return tr("{name} par {period}", name=name, period=period)
        case Figure.SEGMENTS:
            return tr("{name} par segment", name=name)
        case Figure.RESPONSES:
            return tr("Réponses par {period}", period=period)
        case Figure.VALUE:
            return name


def note(figure: Figure, board: Board) -> str:
    """Base and method, beside the title."""
    n = board.leading.n if board.leading else 0
    match figure:
        case Figure.DISTRIBUTION:
            return tn("{n} note", "{n} notes", n)
        case Figure.TREND:
            return tr("bande : IC 95 %")
        case Figure.SEGMENTS:
            return tr("comparé à l'ensemble, IC 95 %")
        case Figure.RESPONSES:
            return tr("toute la collecte")
        case Figure.VALUE:
            return figures.hint(board.leading) if board.leading else ""


def labels(figure: Figure, board: Board) -> Labels:
    """The labels of the chart as it is exported."""
    indicator = board.leading or board.cards[-1].indicator
    shown = figures.slice_name(board.shown) if board.shown else tr("toute la collecte")
    base = tn("{n} réponse", "{n} réponses", indicator.n)
    parts = [indicator.survey, shown if figure not in (Figure.TREND, Figure.RESPONSES) else "", base]
    if board.scope.filter:
        parts.append(tr("filtre : {filter}", filter=board.scope.filter))
    return chart_labels(
        indicator,
        title=title(figure, board),
        subtitle=note(figure, board),
        note=" · ".join(each for each in parts if each),
        points=board.flow if figure is Figure.RESPONSES else board.trend,
    )


def table(figure: Figure, board: Board) -> Table:
    """The chart as rows."""
    match figure:
        case Figure.DISTRIBUTION:
            return _distribution(board)
        case Figure.TREND:
            return _trend(board, board.trend)
        case Figure.SEGMENTS:
            return _segments(board)
        case _:
            heads = (tr("Période"), tr("Réponses"))
            return heads, tuple(
                Row((figures.slice_name(each.key), integer(each.n)), each.behind) for each in board.flow
            )


def _distribution(board: Board) -> Table:
    total = sum(door.n for door in board.scores) or 1
    rows = [
        Row((figures.part_name(door.name), integer(door.n), percent(door.n / total, 1)), door.behind)
        for door in board.parts
    ]
    rows += [
        Row((door.name, integer(door.n), percent(door.n / total, 1)), door.behind) for door in board.scores
    ]
    return (tr("Note"), tr("Réponses"), tr("Part")), tuple(rows)


def _trend(board: Board, points: tuple[TrendPoint, ...]) -> Table:
    indicator = board.leading
    heads = (tr("Période"), name_of(indicator), tr("IC 95 %"), tr("Base"))
    if indicator is None:
        return heads, ()
    rows = (
        Row(
            (
                figures.slice_name(each.key),
                figures.value(indicator, each.value),
                figures.ends(indicator, each.ci95) if each.ci95 else "",
                _base(each.n),
            ),
            each.behind,
        )
        for each in points
    )
    return heads, tuple(rows)


def _segments(board: Board) -> Table:
    indicator = board.leading
    heads = (tr("Segment"), name_of(indicator), tr("IC 95 %"), tr("Base"), tr("Contre l'ensemble"))
    if indicator is None:
        return heads, ()
    rows = (
        Row(
            (
                named(each.attribute, group.group),
                figures.value(indicator, group.value),
                figures.ends(indicator, group.ci95) if group.ci95 else "",
                _base(group.n),
                figures.verdict_word(group.verdict),
            ),
            group.behind,
        )
        for each in board.segments
        for group in each.groups
    )
    return heads, tuple(rows)


def _base(n: int) -> str:
    weak = figures.fragile(n)
    return f"{integer(n)} ({weak})" if weak else integer(n)
