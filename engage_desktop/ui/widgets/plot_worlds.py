"""Lexical worlds, live: the dendrogram of their cuts, and for each its share and its typical words."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter

from engage_desktop.models.themes import Branch, World, Worlds
from engage_desktop.ui.theme import Theme
from engage_desktop.ui.widgets.plot import Mark
from engage_desktop.ui.widgets.plot_words import WordPlot
from engage_desktop.wording import tn, tr
from engage_desktop.wording.typography import named, percent

_ROW, _TREE = 54, 120


class WorldsPlot(WordPlot):
    """One row a world, in the order of the tree; `current` is the world chosen."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._found: Worlds | None = None
        self._order: list[World] = []

    def show_worlds(self, found: Worlds) -> None:
        """Show other worlds; the first row is chosen."""
        self._found = found
        numbers = _leaves(found.tree) if found.tree else []
        by_number = {each.number: each for each in found.worlds}
        self._order = [by_number[number] for number in numbers]
        self.current = 0 if self._order else -1
        self.setMinimumHeight(self.sizeHint().height())
        self.renew()

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(560), self.theme.px(max(3, len(self._order)) * _ROW + 4))

    def world(self) -> World | None:
        """The world chosen."""
        return self._order[self.current] if 0 <= self.current < len(self._order) else None

    def go_to(self, number: int) -> None:
        """Choose the world of that number, where there is one."""
        place = next((at for at, each in enumerate(self._order) if each.number == number), -1)
        if place >= 0:
            self.walk_to(place)

    def arrange(self) -> list[Mark]:
        tall = self.theme.px(_ROW)
        self.words = [""] * len(self._order)
        return [
            Mark(QRectF(0, at * tall, self.width(), tall), self._said(each), each.behind)
            for at, each in enumerate(self._order)
        ]

    def _said(self, world: World) -> str:
        words = ", ".join(each.name for each in world.words)
        count = tn("{n} verbatim", "{n} verbatims", world.verbatims)
        said = named(tr("Mots typiques"), words)
        return f"{world.name}, {count} ({percent(world.share)}). {said}"

    def draw(self, painter: QPainter) -> None:
        if self._found is None or not self._order:
            return
        for at, world in enumerate(self._order):
            self._row(painter, self.marks[at].rect, world, at == self.current)
        if self._found.tree is not None:
            highest = max(_heights(self._found.tree), default=1.0) or 1.0
            places = {each.number: self.marks[at].rect.center().y() for at, each in enumerate(self._order)}
            self._branch(painter, self._found.tree, places, highest)

    def _row(self, painter: QPainter, box: QRectF, world: World, chosen: bool) -> None:
        px = self.theme.px
        left = px(_TREE)
        if chosen:
            ground = QRectF(left, box.top() + px(2), box.width() - left, box.height() - px(4))
            self.fill(painter, ground, self.theme.color("accentTint"), radius=px(4))
        ink = self.theme.color(self.theme.code_token(world.number))
        y = box.top() + px(17)
        self.fill(painter, QRectF(left + px(10), y - px(5), px(10), px(10)), ink)
        share = f"{percent(world.share)} · {tn('{n} verbatim', '{n} verbatims', world.verbatims)}"
        room = box.width() - left - px(40) - self.width_of(share, "detail_figure")
        name = self._cut(world.name, "label", room)
        self.write(painter, (left + px(28), y), name, role="label", tone="text")
        self.write(
            painter, (box.right() - px(10), y), share, role="detail_figure", tone="text2",
            align=Qt.AlignmentFlag.AlignRight,
        )  # fmt: skip
        said = self._cut(", ".join(each.name for each in world.words), "detail", box.width() - left - px(40))
        self.write(painter, (left + px(28), box.top() + px(38)), said, tone="text2")

    def _cut(self, text: str, role: str, room: float) -> str:
        metrics = QFontMetricsF(self.theme.font(role))  # type: ignore[arg-type] # one of our roles
        return metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(room, 20))

    def _branch(self, painter: QPainter, branch: Branch, places: dict[int, float], highest: float) -> float:
        """Draw what is below a node; gives where it stands."""
        if not branch.children:
            return places[branch.worlds[0]]
        px = self.theme.px
        here = px(_TREE) - (px(_TREE) - px(8)) * (0.15 + 0.85 * branch.height / highest)
        ys = []
        for child in branch.children:
            y = self._branch(painter, child, places, highest)
            end = float(px(_TREE))
            if child.children:
                end -= (px(_TREE) - px(8)) * (0.15 + 0.85 * child.height / highest)
            self.rule(painter, (here, y), (end, y), tone="text3", width=1.5)
            ys.append(y)
        self.rule(painter, (here, min(ys)), (here, max(ys)), tone="text3", width=1.5)
        return sum(ys) / len(ys)


def _leaves(branch: Branch) -> list[int]:
    if not branch.children:
        return list(branch.worlds)
    return [leaf for child in branch.children for leaf in _leaves(child)]


def _heights(branch: Branch) -> list[float]:
    return [branch.height] + [height for child in branch.children for height in _heights(child)]
