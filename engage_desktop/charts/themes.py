"""Themes drawn for files: distinctive words, co-occurrences, rising terms, worlds, impact on the NPS, aspects."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from engage_desktop import paths
from engage_desktop.charts.sheet import PADDING, Sheet, axis
from engage_desktop.charts.style import ChartStyle
from engage_desktop.models.aspects import AspectFigure
from engage_desktop.models.indicators import Change, Interval
from engage_desktop.models.themes import (
    Branch,
    Contrast,
    DistinctiveTerm,
    Emerging,
    EmergingTerm,
    ImpactOf,
    Network,
    Worlds,
)

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_ROW = 30.0
_OPINION = {
    "nps:detracteurs": "det", "sentiment:negatif": "det", "nps:promoteurs": "pro", "sentiment:positif": "pro",
    "nps:passifs": "pas",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemeLabels:
    """Everything written on a chart of themes."""

    title: str
    subtitle: str = ""
    note: str = ""
    no_data: str = ""
    first: str = ""
    second: str = ""
    integer: Callable[[int], str]
    points: Callable[[float], str]
    polarity: Callable[[float], str]
    share: Callable[[float], str]
    base: Callable[[int], str]
    rise: Callable[[EmergingTerm], str]
    heads: tuple[str, ...] = ()  # of the columns of rising terms
    worlds: tuple[str, ...] = ()  # the names of the hues


@lru_cache(maxsize=8)
def _hue(number: int) -> str:
    """The colour of a code hue, from 1; they wrap around after 8."""
    tokens = json.loads((paths.resources() / "themes" / "tokens.json").read_text(encoding="utf-8"))["light"]
    return str(tokens[f"code{(number - 1) % 8 + 1}"])


def contrast(found: Contrast | None, labels: ThemeLabels, *, most: int = 12, width: int = 720) -> Figure:
    """Distinctive words back to back; at the ends, how many verbatims."""
    sheet = Sheet(width, 200)
    top = sheet.head(labels) + 26
    if found is None or not (found.for_first or found.for_second):
        sheet.foot(labels)
        return sheet.empty(labels)
    sides = (found.for_first[:most], found.for_second[:most])
    rows = max(len(side) for side in sides)
    sheet.grow(top + rows * _ROW + sheet.height - sheet.foot_top(labels) + 10)
    middle, look = width / 2, sheet.style
    inks = _inks(found, look)
    sheet.text((middle - 8, top - 8), labels.first, weight=600, colour=inks[0], align="right")
    sheet.text((middle + 8, top - 8), labels.second, weight=600, colour=inks[1])
    largest = max(abs(each.g2) for side in sides for each in side)
    for side, terms in enumerate(sides):
        for at, term in enumerate(terms):
            _distinctive(sheet, term, side, top + at * _ROW + 14, largest, inks[side], labels)
    sheet.line((middle, middle), (top, top + rows * _ROW), colour=look.line2)
    sheet.foot(labels)
    return sheet.figure


def _inks(found: Contrast, look: ChartStyle) -> tuple[str, str]:
    one, two = _OPINION.get(found.first.name), _OPINION.get(found.second.name)
    if one and two:
        return str(getattr(look, one)), str(getattr(look, two))
    return _hue(2), _hue(4)


def _distinctive(
    sheet: Sheet, term: DistinctiveTerm, side: int, y: float, largest: float, ink: str, labels: ThemeLabels
) -> None:
    middle, look = sheet.width / 2, sheet.style
    long = max(6.0, (sheet.width / 2 - PADDING - 170) * abs(term.g2) / largest)
    name = sheet.fitted(term.term.name, 130)
    n = labels.integer(term.first if side == 0 else term.second)
    if side == 0:
        sheet.box(middle - 4 - long, y - 9, long, 18, colour=ink)
        sheet.text((middle - long - 12, y + 4.5), name, align="right")
        sheet.text((PADDING, y + 4.5), n, colour=look.text3)
    else:
        sheet.box(middle + 4, y - 9, long, 18, colour=ink)
        sheet.text((middle + long + 12, y + 4.5), name)
        sheet.text((sheet.width - PADDING, y + 4.5), n, colour=look.text3, align="right")


def network(found: Network, labels: ThemeLabels, *, width: int = 960, height: int = 560) -> Figure:
    """Words said together: circles by verbatims, lines by strength, hues by world."""
    sheet = Sheet(width, height)
    top = sheet.head(labels) + 30
    bottom = sheet.foot(labels) - 46
    if not found.nodes:
        return sheet.empty(labels)
    look = sheet.style
    places = [
        (PADDING + 50 + each.x * (width - 2 * PADDING - 100), top + each.y * (bottom - top))
        for each in found.nodes
    ]
    strongest = max((found.strength(edge) for edge in found.edges), default=1.0)
    for edge in found.edges:
        one, two = places[edge.first], places[edge.second]
        wide = 1 + 3 * (found.strength(edge) / strongest) ** 0.5 if edge.in_tree else 1
        sheet.line((one[0], two[0]), (one[1], two[1]), colour=look.line2, width=wide, dashed=not edge.in_tree)
    most = max(each.verbatims for each in found.nodes)
    for node, (x, y) in zip(found.nodes, places, strict=True):
        size = 14 + 26 * (node.verbatims / most) ** 0.5
        ink = _hue(node.world) if node.world else look.pas
        sheet.mark((x, y), "o", size=size, face=ink, edge=look.surface)
        sheet.text((x, y + size / 2 + 14), node.term.name, align="center", weight=600 if size > 28 else 400)
    _legend(sheet, sorted({each.world for each in found.nodes if each.world}), labels, bottom + 38)
    return sheet.figure


def _legend(sheet: Sheet, used: list[int], labels: ThemeLabels, y: float) -> None:
    x = PADDING
    for world in used:
        if world > len(labels.worlds):
            continue
        name = sheet.fitted(labels.worlds[world - 1], 220)
        if x + 16 + sheet.width_of(name) > sheet.width - PADDING:
            break
        sheet.box(x, y - 5, 10, 10, colour=_hue(world))
        sheet.text((x + 16, y + 4.5), name, colour=sheet.style.text2)
        x += 36 + sheet.width_of(name)


def rising(found: Emerging, labels: ThemeLabels, *, most: int = 12, width: int = 720) -> Figure:
    """Rising terms: their past in small bars, before → now, the verdict."""
    sheet = Sheet(width, 200)
    top = sheet.head(labels) + 32
    terms = (*found.confirmed, *found.watch)[:most]
    if not terms:
        sheet.foot(labels)
        return sheet.empty(labels)
    row, look = 38.0, sheet.style
    sheet.grow(top + len(terms) * row + sheet.height - sheet.foot_top(labels) + 10)
    ends = (PADDING, 230.0, width - PADDING - 130, width - PADDING)
    for at, (x, head) in enumerate(zip(ends, labels.heads, strict=False)):
        sheet.text((x, top - 10), head, colour=look.text3, align="left" if at < 2 else "right")
    for at, term in enumerate(terms):
        y = top + at * row
        sheet.line((PADDING, width - PADDING), (y, y), colour=look.line)
        sheet.text((PADDING, y + row / 2 + 4.5), sheet.fitted(term.term.name, 200), weight=600)
        _bars(sheet, term, found.recent_steps, (230.0, y + 8, 170.0, row - 16))
        sheet.text(
            (ends[2], y + row / 2 + 4.5),
            f"{labels.integer(term.past)} → {labels.integer(term.recent)}",
            align="right",
        )
        sheet.text(
            (ends[3], y + row / 2 + 4.5),
            labels.rise(term),
            align="right",
            weight=600 if term.confirmed else 400,
        )
    sheet.foot(labels)
    return sheet.figure


def _bars(sheet: Sheet, term: EmergingTerm, recent: int, box: tuple[float, float, float, float]) -> None:
    left, top, width, height = box
    n, most = max(len(term.history), 1), max(*term.history, 1) if term.history else 1
    step = width / n
    for at, count in enumerate(term.history):
        tall = max(1.5, height * count / most)
        ink = sheet.style.accent if at >= n - recent else sheet.style.line2
        sheet.box(left + at * step, top + height - tall, step * 0.78, tall, colour=ink, radius=1)


def impact(found: tuple[ImpactOf, ...], labels: ThemeLabels, *, width: int = 720) -> Figure:
    """The difference that each theme makes to the NPS, with its interval."""
    sheet = Sheet(width, 200)
    top = sheet.head(labels) + 20
    known = [each for each in found if each.impact.comparison.difference is not None]
    if not known:
        sheet.foot(labels)
        return sheet.empty(labels)
    row, look = 26.0, sheet.style
    bottom = top + len(known) * row
    sheet.grow(bottom + 30 + sheet.height - sheet.foot_top(labels))
    values = [0.0] + [each.impact.comparison.difference or 0.0 for each in known]
    for each in known:
        ends = each.impact.comparison.ci95
        values += [ends.low, ends.high] if ends else []
    scale = axis(min(values), max(values), start=PADDING + 290, end=width - PADDING - 50, steps=5)
    for tick in scale.ticks:
        x = scale.at(tick)
        sheet.line((x, x), (top, bottom), colour=look.text3 if tick == 0 else look.line)
        sheet.text((x, bottom + 18), labels.points(tick), colour=look.text3, align="center")
    for at, each in enumerate(known):
        _impact_row(sheet, each, top + at * row + row / 2, scale.at, labels)
    sheet.foot(labels)
    return sheet.figure


def _impact_row(
    sheet: Sheet, each: ImpactOf, y: float, at: Callable[[float], float], labels: ThemeLabels
) -> None:
    change = each.impact.comparison
    sheet.text((PADDING, y + 4.5), sheet.fitted(each.name, 190))
    sheet.text((PADDING + 205, y + 4.5), labels.base(each.verbatims), colour=sheet.style.text3)
    _dot(sheet, change.difference or 0.0, change.ci95, change.change, y, at, labels.points)


def _dot(
    sheet: Sheet,
    value: float,
    ends: Interval | None,
    verdict: Change,
    y: float,
    at: Callable[[float], float],
    said: Callable[[float], str],
) -> None:
    """A value with its interval, its shape and colour those of what it tells."""
    look = sheet.style
    ink = {Change.FAVOURABLE: look.pro, Change.UNFAVOURABLE: look.det}.get(verdict, look.pas)
    edge = at(value)
    if ends is not None:
        edge = at(ends.high)
        sheet.interval((at(ends.low), edge), y, colour=ink)
    told = verdict is not Change.INCONCLUSIVE
    shape = "o" if not told else "^" if verdict is Change.FAVOURABLE else "v"
    sheet.mark((at(value), y), shape, size=9.5, face=ink if told else look.surface, edge=ink, width=1.8)  # type: ignore[arg-type] # one of the three
    sheet.text((max(edge, at(value) + 6) + 8, y + 4.5), said(value))


def aspects(found: tuple[AspectFigure, ...], labels: ThemeLabels, *, width: int = 720) -> Figure:
    """The mean tone of each aspect, with its interval, beside how many speak of it."""
    sheet = Sheet(width, 200)
    top = sheet.head(labels) + 20
    known = [each for each in found if each.mean is not None]
    if not known:
        sheet.foot(labels)
        return sheet.empty(labels)
    row, look = 26.0, sheet.style
    bottom = top + len(known) * row
    sheet.grow(bottom + 30 + sheet.height - sheet.foot_top(labels))
    values = [0.0] + [each.mean or 0.0 for each in known]
    for each in known:
        values += [each.ci95.low, each.ci95.high] if each.ci95 else []
    scale = axis(min(values), max(values), start=PADDING + 330, end=width - PADDING - 50, steps=5)
    for tick in scale.ticks:
        x = scale.at(tick)
        sheet.line((x, x), (top, bottom), colour=look.text3 if tick == 0 else look.line)
        sheet.text((x, bottom + 18), labels.polarity(tick), colour=look.text3, align="center")
    for at, each in enumerate(known):
        y = top + at * row + row / 2
        sheet.text((PADDING, y + 4.5), sheet.fitted(each.name, 170))
        said = f"{labels.base(each.verbatims)} · {labels.share(each.share)}"
        sheet.text((PADDING + 185, y + 4.5), said, colour=look.text3)
        _dot(sheet, each.mean or 0.0, each.ci95, each.tone, y, scale.at, labels.polarity)
    sheet.foot(labels)
    return sheet.figure


def worlds(found: Worlds, labels: ThemeLabels, *, width: int = 960) -> Figure:
    """The dendrogram, each world with its share and its typical words."""
    sheet = Sheet(width, 200)
    top = sheet.head(labels) + 14
    if not found.worlds or found.tree is None:
        sheet.foot(labels)
        return sheet.empty(labels)
    row, left, look = 56.0, PADDING + 150, sheet.style
    order = _leaves(found.tree)
    sheet.grow(top + len(order) * row + sheet.height - sheet.foot_top(labels) + 8)
    by_number = {each.number: each for each in found.worlds}
    middles = {number: top + at * row + row / 2 for at, number in enumerate(order)}
    for number, y in middles.items():
        world = by_number[number]
        sheet.box(left + 10, y - 16, 10, 10, colour=_hue(number))
        share = f"{labels.share(world.share)} · {labels.base(world.verbatims)}"
        room = width - PADDING - left - 50 - sheet.width_of(share)
        sheet.text((left + 28, y - 6.5), sheet.fitted(world.name, room, weight=600), weight=600)
        sheet.text((width - PADDING, y - 6.5), share, colour=look.text2, align="right")
        words = ", ".join(word.name for word in world.words)
        sheet.text((left + 28, y + 14), sheet.fitted(words, width - PADDING - left - 28), colour=look.text2)
    highest = max(_heights(found.tree)) or 1.0
    _draw_branch(sheet, found.tree, middles, highest, left)
    sheet.foot(labels)
    return sheet.figure


def _draw_branch(
    sheet: Sheet, branch: Branch, middles: dict[int, float], highest: float, left: float
) -> float:
    if not branch.children:
        return middles[branch.worlds[0]]

    def across(height: float) -> float:
        return left - (left - PADDING) * (0.15 + 0.85 * height / highest)

    here, ys = across(branch.height), []
    for child in branch.children:
        y = _draw_branch(sheet, child, middles, highest, left)
        end = across(child.height) if child.children else left
        sheet.line((here, end), (y, y), colour=sheet.style.text3, width=1.5)
        ys.append(y)
    sheet.line((here, here), (min(ys), max(ys)), colour=sheet.style.text3, width=1.5)
    return sum(ys) / len(ys)


def _leaves(branch: Branch) -> list[int]:
    if not branch.children:
        return list(branch.worlds)
    return [leaf for child in branch.children for leaf in _leaves(child)]


def _heights(branch: Branch) -> list[float]:
    return [branch.height] + [height for child in branch.children for height in _heights(child)]
