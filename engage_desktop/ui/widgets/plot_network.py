"""Words said together, live: circles by number of verbatims, lines by strength, hues by lexical world."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from engage_desktop.models.themes import Edge, Network, World
from engage_desktop.ui.fonts import Role
from engage_desktop.ui.theme import Theme, Token
from engage_desktop.ui.widgets.plot import Mark
from engage_desktop.ui.widgets.plot_words import WordPlot, distance
from engage_desktop.wording import themes as words
from engage_desktop.wording import tn, tr

_SMALLEST, _LARGEST = 7.0, 19.0  # radius of a word, in pixels at 100 %


class NetworkPlot(WordPlot):
    """The network; links are marks too, after the words."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._network = Network((), ())
        self._names: tuple[str, ...] = ()
        self._points: list[QPointF] = []
        self._radii: list[float] = []
        self.setMinimumHeight(theme.px(274))

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(620), self.theme.px(274))

    def show_network(self, network: Network, worlds: tuple[World, ...]) -> None:
        """Show other words, in the hues of the worlds whose typical words they are."""
        typical = {
            word.name: world.number
            for world in worlds
            for word in sorted(world.words, key=lambda each: each.chi2)
        }
        nodes = tuple(
            replace(each, world=each.world or typical.get(each.term.name, 0)) for each in network.nodes
        )
        self._network = replace(network, nodes=nodes)
        self._names = tuple(each.name for each in worlds)
        self.renew()

    def hue(self, world: int) -> Token:
        """The token of a world, grey for none."""
        return self.theme.code_token(world) if world else "pas"

    def arrange(self) -> list[Mark]:
        px, nodes = self.theme.px, self._network.nodes
        self.words = [each.term.name for each in nodes] + [""] * len(self._network.edges)
        most = max((each.verbatims for each in nodes), default=1)
        self._radii = [
            px(_SMALLEST) + (px(_LARGEST) - px(_SMALLEST)) * (each.verbatims / most) ** 0.5 for each in nodes
        ]
        legend = px(26) if self._legend() else 0
        box = QRectF(self.rect()).adjusted(px(46), px(24), -px(46), -px(34) - legend)
        self._points = [
            QPointF(box.left() + each.x * box.width(), box.top() + each.y * box.height()) for each in nodes
        ]
        marks = []
        for at, node in enumerate(nodes):
            side = max(self._radii[at], px(12))
            rect = QRectF(0, 0, 2 * side, 2 * side)
            rect.moveCenter(self._points[at])
            said = f"{node.term.name}, {tn('{n} verbatim', '{n} verbatims', node.verbatims)}"
            marks.append(Mark(rect, said, node.behind))
        return marks + [self._link_mark(edge) for edge in self._network.edges]

    def _link_mark(self, edge: Edge) -> Mark:
        one, two = self._points[edge.first], self._points[edge.second]
        side = self.theme.px(9)
        rect = QRectF(0, 0, 2 * side, 2 * side)
        rect.moveCenter((one + two) / 2)
        names = [self._network.nodes[end].term.name for end in (edge.first, edge.second)]
        count = tn("{n} verbatim", "{n} verbatims", edge.verbatims)
        told = tr("{one} avec {two}, {count}", one=names[0], two=names[1], count=count)
        index = words.link_value(self._network.by, self._network.strength(edge))
        return Mark(rect, f"{told}, {index}", edge.behind)

    def _legend(self) -> list[tuple[int, str]]:
        used = sorted({each.world for each in self._network.nodes if each.world})
        return [(each, self._names[each - 1]) for each in used if each <= len(self._names)]

    def draw(self, painter: QPainter) -> None:
        if not self._network.nodes:
            middle = (self.width() / 2, self.height() / 2)
            said = tr("Trop peu de mots vont ensemble plus que par hasard.")
            self.write(painter, middle, said, tone="text2", align=Qt.AlignmentFlag.AlignHCenter)
            return
        strongest = max((self._network.strength(edge) for edge in self._network.edges), default=1.0)
        for edge in self._network.edges:
            self._draw_edge(painter, edge, strongest)
        for at, node in enumerate(self._network.nodes):
            self._draw_node(painter, at, node.term.name)
        self._draw_names(painter)
        self._draw_legend(painter)

    def _draw_edge(self, painter: QPainter, edge: Edge, strongest: float) -> None:
        names = {self._network.nodes[end].term.name for end in (edge.first, edge.second)}
        chosen = self.selected in names
        wide = 1 + 3 * (self._network.strength(edge) / strongest) ** 0.5
        pen = QPen(self.theme.color("text2" if chosen else "line2"), wide if edge.in_tree else 1)
        if not edge.in_tree:
            pen.setDashPattern([4, 4])
        painter.setPen(pen)
        painter.drawLine(self._points[edge.first], self._points[edge.second])

    def _draw_node(self, painter: QPainter, at: int, name: str) -> None:
        radius, place = self._radii[at], self._points[at]
        ink = self.theme.color(self.hue(self._network.nodes[at].world))
        painter.setPen(QPen(self.theme.color("surface"), 1.5))
        painter.setBrush(ink)
        painter.drawEllipse(place, radius, radius)
        if name == self.selected:
            painter.setPen(QPen(ink, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(place, radius + 3, radius + 3)

    def _draw_names(self, painter: QPainter) -> None:
        """The largest words first, each where it covers least: below, above, at the right, at the left."""
        taken = [
            QRectF(p.x() - r, p.y() - r, 2 * r, 2 * r) for p, r in zip(self._points, self._radii, strict=True)
        ]
        inside = QRectF(self.rect())
        for at in sorted(range(len(self._points)), key=lambda each: -self._radii[each]):
            name = self._network.nodes[at].term.name
            role: Role = "label" if self._radii[at] > self.theme.px(13) or name == self.selected else "detail"
            metrics = QFontMetricsF(self.theme.font(role))
            wide, tall = metrics.horizontalAdvance(name), metrics.height()
            centre, gap = self._points[at], self._radii[at] + 3
            spots = [
                QRectF(centre.x() - wide / 2, centre.y() + gap, wide, tall),
                QRectF(centre.x() - wide / 2, centre.y() - gap - tall, wide, tall),
                QRectF(centre.x() + gap, centre.y() - tall / 2, wide, tall),
                QRectF(centre.x() - gap - wide, centre.y() - tall / 2, wide, tall),
            ]
            best = min(spots, key=lambda spot: (_covered(spot, taken, inside), spots.index(spot)))
            taken.append(best)
            painter.setFont(self.theme.font(role))
            self._halo(painter, best, name)
            painter.setPen(self.theme.color("text"))
            painter.drawText(QPointF(best.left(), best.top() + metrics.ascent()), name)

    def _halo(self, painter: QPainter, box: QRectF, name: str) -> None:
        """Lines stop behind a name."""
        del name
        painter.setPen(Qt.PenStyle.NoPen)
        ground = self.theme.color("surface")
        ground.setAlpha(190)
        painter.setBrush(ground)
        painter.drawRoundedRect(box.adjusted(-1, 1, 1, -1), 2, 2)

    def _draw_legend(self, painter: QPainter) -> None:
        px = self.theme.px
        x, y = 0.0, self.height() - px(10)
        for world, name in self._legend():
            said = name if len(name) <= 30 else name[:29].rstrip() + "…"
            wide = px(16) + self.width_of(said)
            if x and x + wide > self.width():
                break
            self.fill(painter, QRectF(x, y - px(5), px(10), px(10)), self.theme.color(self.hue(world)))
            self.write(painter, (x + px(16), y), said, tone="text2")
            x += wide + px(16)

    def mark_at(self, place: QPointF) -> int:
        """The nearest word under the pointer; else the link whose middle it is on."""
        near = [(distance(place, point), at) for at, point in enumerate(self._points)]
        reach, at = min(near, default=(1e9, -1))
        if at >= 0 and reach <= max(self._radii[at], self.theme.px(12)):
            return at
        first = len(self._points)
        return next((n for n, mark in enumerate(self.marks) if n >= first and mark.rect.contains(place)), -1)


def _covered(spot: QRectF, taken: list[QRectF], inside: QRectF) -> float:
    """How much of a spot is taken, or outside."""
    total = 0.0
    for each in taken:
        shared = spot.intersected(each)
        total += shared.width() * shared.height() if not shared.isEmpty() else 0.0
    shown = spot.intersected(inside)
    return total + 10 * (spot.width() * spot.height() - shown.width() * shown.height())
