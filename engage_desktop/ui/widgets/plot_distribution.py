"""The distribution of a scale, live: its groups as one band, a bar for each point."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from engage_desktop.models.boards import Door
from engage_desktop.models.indicators import IndicatorKind
from engage_desktop.ui.theme import Theme, Token
from engage_desktop.ui.widgets.plot import Mark, Plot
from engage_desktop.wording import tn
from engage_desktop.wording.figures import part_name, points
from engage_desktop.wording.typography import integer, named, percent

_COLOURS: dict[str, tuple[Token, Token]] = {
    "detractors": ("det", "detText"), "passives": ("pas", "pasText"), "promoters": ("pro", "proText"),
    "others": ("pas", "pasText"), "satisfied": ("accent", "accent"), "easy": ("accent", "accent"),
}  # fmt: skip


class DistributionPlot(Plot):
    """A band cut into groups, and bars from zero with their counts."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._scores: tuple[Door, ...] = ()
        self._parts: tuple[Door, ...] = ()
        self._kind = IndicatorKind.NPS
        self.setMinimumHeight(theme.px(206))

    def show_scores(self, scores: tuple[Door, ...], parts: tuple[Door, ...], kind: IndicatorKind) -> None:
        """Show other counts."""
        self._scores, self._parts, self._kind = scores, parts, kind
        self.renew()

    @property
    def _total(self) -> int:
        return sum(each.n for each in self._scores)

    def arrange(self) -> list[Mark]:
        if not self._total:
            return []
        bands = [
            Mark(box, self._part_words(part), part.behind)
            for part, box in zip(self._parts, self._bands(), strict=True)
        ]
        step, top, bottom = self._step(), self._bars_top(), self._base()
        bars = [
            Mark(QRectF(step * at, top, step, bottom - top), self._score_words(score), score.behind)
            for at, score in enumerate(self._scores)
        ]
        return [*bands, *bars]

    def draw(self, painter: QPainter) -> None:
        if not self._total:
            self.say_nothing(painter)
            return
        self._draw_bands(painter)
        self._draw_bars(painter)

    def _part_words(self, part: Door) -> str:
        span = f", {points(*part.points)}" if part.points else ""
        count = tn("{n} réponse", "{n} réponses", part.n)
        return named(f"{part_name(part.name)}{span}", f"{count}, {percent(part.n / self._total, 1)}")

    def _score_words(self, score: Door) -> str:
        count = tn("{n} réponse", "{n} réponses", score.n)
        return named(score.name, f"{count}, {percent(score.n / self._total, 1)}")

    def _step(self) -> float:
        return self.width() / max(1, len(self._scores))

    def _bars_top(self) -> float:
        return self.theme.px(62 if self._parts else 8)

    def _base(self) -> float:
        return self.height() - self.theme.px(24)

    def _bands(self) -> list[QRectF]:
        px, left, boxes = self.theme.px, 0.0, []
        for part in self._parts:
            width = self.width() * part.n / self._total
            boxes.append(QRectF(left, px(22), max(0.0, width - (2 if width > 3 else 0)), px(24)))
            left += width
        return boxes

    def _draw_bands(self, painter: QPainter) -> None:
        theme, gap = self.theme, self.theme.px(10)
        starts: list[float] = []
        widths: list[float] = []
        edge = 0.0
        for part, box in zip(self._parts, self._bands(), strict=True):
            self.fill(painter, box, theme.color(_COLOURS[part.name][0]))
            name, share = part_name(part.name), percent(part.n / self._total)
            widths.append(self.width_of(name, "detail_label") + theme.px(4) + self.width_of(share))
            starts.append(max(box.left(), edge))
            edge = starts[-1] + widths[-1] + gap
        room = float(self.width())
        for at in range(len(starts) - 1, -1, -1):  # what would run out at the right moves left
            starts[at] = max(0.0, min(starts[at], room - widths[at]))
            room = starts[at] - gap
        for part, x in zip(self._parts, starts, strict=True):
            ink, name = _COLOURS[part.name][1], part_name(part.name)
            self.write(painter, (x, theme.px(9)), name, role="detail_label", tone=ink)
            after = x + self.width_of(name, "detail_label") + theme.px(4)
            self.write(painter, (after, theme.px(9)), percent(part.n / self._total), tone=ink)

    def _draw_bars(self, painter: QPainter) -> None:
        theme, step, base = self.theme, self._step(), self._base()
        highest = max(each.n for each in self._scores)
        room = base - self._bars_top() - theme.px(20)
        wide = min(step * 0.8, float(theme.px(72)))
        for at, score in enumerate(self._scores):
            middle = step * (at + 0.5)
            tall = room * score.n / highest
            colour = self._colour(int(score.name))
            box = QRectF(middle - wide / 2, base - tall, wide, tall)
            if tall > 0:
                self.fill(painter, box, theme.color(colour))
            above = (middle, base - tall - theme.px(10))
            self.write(
                painter, above, integer(score.n), role="detail_figure", align=Qt.AlignmentFlag.AlignHCenter
            )
            below = (middle, base + theme.px(13))
            self.write(painter, below, score.name, tone="text", align=Qt.AlignmentFlag.AlignHCenter)
        self.rule(painter, (0, base), (self.width(), base), tone="line2")

    def _colour(self, score: int) -> Token:
        for part in self._parts:
            if part.points and part.points[0] <= score <= part.points[1]:
                return _COLOURS[part.name][0]
        return "accent"
