"""Groups against the whole, live: a mark and its interval on each row."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen, QPolygonF

from engage_desktop.models.indicators import GroupFigure, Indicator, Segmentation, Verdict
from engage_desktop.ui.fonts import Role
from engage_desktop.ui.theme import Theme, Token
from engage_desktop.ui.widgets.plot import Line, Mark, Plot, ticks
from engage_desktop.wording import tr
from engage_desktop.wording.charts import tick
from engage_desktop.wording.figures import base, ci95, fragile, value, verdict_word
from engage_desktop.wording.typography import named

_ROW, _HEAD, _GAP = 22, 22, 6
_CENTRE = Qt.AlignmentFlag.AlignHCenter


class SegmentsPlot(Plot):
    """The groups of each attribute; a click chooses a row, Enter or a double click opens it.

    Shapes tell below or above the whole, colours tell good or bad.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._indicator: Indicator | None = None
        self._segments: tuple[Segmentation, ...] = ()
        self._groups: list[tuple[str, GroupFigure]] = []

    def show_segments(self, indicator: Indicator | None, segments: tuple[Segmentation, ...]) -> None:
        """Show other groups; the one that stands lowest is chosen."""
        chosen = self.chosen()
        self._indicator, self._segments = indicator, segments
        self._groups = [(each.attribute, group) for each in segments for group in each.groups]
        same = [
            at
            for at, (attribute, group) in enumerate(self._groups)
            if chosen and (attribute, group.group) == (chosen[0], chosen[1].group)
        ]
        self.current = same[0] if same else self._worst()
        self.setMinimumHeight(self.sizeHint().height())
        self.renew()
        self.walked.emit(self.current)

    def chosen(self) -> tuple[str, GroupFigure] | None:
        """The attribute and the group of the chosen row."""
        return self._groups[self.current] if 0 <= self.current < len(self._groups) else None

    def _worst(self) -> int:
        told = [at for at, (_, group) in enumerate(self._groups) if group.verdict is not Verdict.INCONCLUSIVE]
        candidates = told or list(range(len(self._groups)))
        sign = 1 if self._indicator is None or self._indicator.higher_is_better else -1
        return min(candidates, key=lambda at: sign * (self._groups[at][1].value or 0.0), default=-1)

    def sizeHint(self) -> QSize:
        rows = len(self._groups) * _ROW + len(self._segments) * (_HEAD + _GAP)
        return QSize(self.theme.px(400), self.theme.px(max(120, rows + 66)))

    # places

    def _rows(self) -> list[float]:
        px, y, middles = self.theme.px, float(self.theme.px(40)), []
        for each in self._segments:
            y += px(_HEAD)
            for _ in each.groups:
                middles.append(y + px(_ROW) / 2)
                y += px(_ROW)
            y += px(_GAP)
        return middles

    def _name_room(self) -> float:
        widest = max((self.width_of(group.group, "base") for _, group in self._groups), default=0)
        return min(widest, self.width() * 0.3) + self.theme.px(8)

    def _base_room(self) -> float:
        return max((self.width_of(base(group.n)) for _, group in self._groups), default=0)

    def _scale(self) -> tuple[Line, tuple[float, ...]]:
        px = self.theme.px
        known = [group.value for _, group in self._groups if group.value is not None]
        known += [end for _, each in self._groups if each.ci95 for end in (each.ci95.low, each.ci95.high)]
        if self._indicator is not None and self._indicator.value is not None:
            known.append(self._indicator.value)
        left = px(8) + self._name_room() + px(8) + self._base_room() + px(24)
        said = max((self.width_of(self._said(group)) for _, group in self._groups), default=0)
        right = self.width() - said - px(24)
        marks = ticks(min(known), max(known), steps=6 if right - left > px(260) else 3)
        low, high = min(known), max(known)
        shown = tuple(each for each in marks if low <= each <= high)
        return Line(low, high, left, max(right, left + px(60))), shown

    def _said(self, group: GroupFigure) -> str:
        assert self._indicator is not None
        said = value(self._indicator, group.value)
        weak = fragile(group.n)
        return f"{said}  {weak}" if weak else said

    def arrange(self) -> list[Mark]:
        tall = self.theme.px(_ROW)
        return [
            Mark(
                QRectF(0, middle - tall / 2, self.width(), tall), self._words(attribute, group), group.behind
            )
            for (attribute, group), middle in zip(self._groups, self._rows(), strict=True)
        ]

    def _words(self, attribute: str, group: GroupFigure) -> str:
        assert self._indicator is not None
        parts = [
            named(f"{attribute}, {group.group}", value(self._indicator, group.value)),
            ci95(self._indicator, group.ci95),
            base(group.n),
            fragile(group.n),
            verdict_word(group.verdict),
        ]
        return ", ".join(each for each in parts if each)

    def clicked_on(self, place: int) -> None:
        if place >= 0:
            self.walk_to(place)

    def mouseDoubleClickEvent(self, event: object) -> None:  # noqa: ARG002 - the row under it is chosen
        self.open_mark(self.over if self.over >= 0 else self.current)

    # drawing

    def draw(self, painter: QPainter) -> None:
        if self._indicator is None or not self._groups:
            middle = (self.width() / 2, self.height() / 2)
            self.write(painter, middle, tr("Aucun attribut n'a cinq réponses ou plus."), align=_CENTRE)
            return
        scale, marks = self._scale()
        rows = self._rows()
        self._draw_frame(painter, scale, marks, bottom=rows[-1] + self.theme.px(14))
        y = self.theme.px(40)
        at = 0
        for each in self._segments:
            self.write(painter, (self.theme.px(8), y + self.theme.px(12)), each.attribute)
            for group in each.groups:
                self._draw_row(painter, at, group, scale, rows[at])
                at += 1
            y = round(rows[at - 1]) + self.theme.px(_ROW // 2 + _GAP)

    def _draw_frame(self, painter: QPainter, scale: Line, marks: tuple[float, ...], *, bottom: float) -> None:
        assert self._indicator is not None
        px = self.theme.px
        top = px(40)
        for each in marks:
            x = scale.at(each)
            self.rule(painter, (x, top), (x, bottom))
            self.write(painter, (x, bottom + px(12)), tick(self._indicator, each), align=_CENTRE)
        whole = self._indicator.value
        if whole is not None:
            x = scale.at(whole)
            self.rule(painter, (x, top - px(2)), (x, bottom), tone="text2", dashed=True)
            words = f"{tr('ensemble')} {value(self._indicator, whole)}"
            half = self.width_of(words) / 2
            middle = min(max(x, half), self.width() - half)
            self.write(painter, (middle, top - px(11)), words, tone="text", align=_CENTRE)
        self._draw_legend(painter)

    def _draw_legend(self, painter: QPainter) -> None:
        px = self.theme.px
        x = float(self.width())
        for verdict in (Verdict.SUPERIOR, Verdict.INCONCLUSIVE, Verdict.INFERIOR):
            word = verdict_word(verdict)
            x -= self.width_of(word)
            self.write(painter, (x, px(8)), word)
            x -= px(12)
            self._mark(painter, QPointF(x + px(2), px(8)), verdict, hollow=False)
            x -= px(16)

    def _draw_row(self, painter: QPainter, at: int, group: GroupFigure, scale: Line, y: float) -> None:
        theme, px = self.theme, self.theme.px
        strong = at == self.current
        if strong or at == self.over:
            ground = theme.color("accentTint" if strong else "hover")
            self.fill(painter, self.marks[at].rect.adjusted(0, 1, 0, -1), ground, radius=4)
        role: Role = "label" if strong else "base"
        metrics = QFontMetricsF(theme.font(role))
        name = metrics.elidedText(group.group, Qt.TextElideMode.ElideRight, self._name_room())
        self.write(painter, (px(8), y), name, role=role, tone="text")
        self.write(painter, (px(16) + self._name_room(), y), base(group.n))
        if group.value is None:
            return
        x, right = scale.at(group.value), scale.at(group.value)
        if group.ci95 is not None:
            right = scale.at(group.ci95.high)
            tone = self._tone(group.verdict)
            self.rule(painter, (scale.at(group.ci95.low), y), (right, y), tone=tone, width=px(2))
        self._mark(painter, QPointF(x, y), group.verdict, hollow=group.fragile)
        said = self._said(group)
        self.write(
            painter, (right + px(8), y), said, role="detail_label" if strong else "detail", tone="text"
        )

    def _tone(self, verdict: Verdict) -> Token:
        if verdict is Verdict.INCONCLUSIVE:
            return "pas"
        better = self._indicator is None or self._indicator.higher_is_better
        return "pro" if (verdict is Verdict.SUPERIOR) == better else "det"

    def _mark(self, painter: QPainter, at: QPointF, verdict: Verdict, *, hollow: bool) -> None:
        """▼ below, ○ inconclusive, ▲ above; hollow where the base is weak."""
        theme = self.theme
        colour, half = theme.color(self._tone(verdict)), theme.px(5)
        empty = hollow or verdict is Verdict.INCONCLUSIVE
        painter.setPen(QPen(colour, 2))
        painter.setBrush(theme.color("surface") if empty else QColor(colour))
        if verdict is Verdict.INCONCLUSIVE:
            painter.drawEllipse(at, half * 0.9, half * 0.9)
            return
        up = -1 if verdict is Verdict.SUPERIOR else 1
        tip = QPointF(at.x(), at.y() + up * half * 0.8)
        flat = at.y() - up * half * 0.7
        painter.drawPolygon(
            QPolygonF([QPointF(at.x() - half * 0.9, flat), QPointF(at.x() + half * 0.9, flat), tip])
        )
