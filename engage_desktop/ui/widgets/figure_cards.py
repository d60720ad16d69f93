"""The cards of indicators: a large figure that opens its verbatims, its change, its interval, its recipe."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from engage_desktop.models.boards import Card as FigureCardValue
from engage_desktop.models.boards import Door
from engage_desktop.models.indicators import (
    Change,
    Comparison,
    Indicator,
    IndicatorKind,
    TrendPoint,
    Unit,
)
from engage_desktop.models.sentiment import Label
from engage_desktop.ui.fonts import Role
from engage_desktop.ui.theme import Theme, Token
from engage_desktop.ui.widgets.buttons import Button, IconButton
from engage_desktop.ui.widgets.cards import Card
from engage_desktop.ui.widgets.chips import paint_mark
from engage_desktop.ui.widgets.labels import ElidedLabel, IconLabel, PlainLabel
from engage_desktop.ui.widgets.plot import Line, Mark, Plot
from engage_desktop.wording import figures, tn, tr
from engage_desktop.wording.typography import NARROW, in_turn, integer, named, percent

TONES: dict[Change, tuple[str, Token]] = {
    Change.FAVOURABLE: ("circle-check", "proText"),
    Change.UNFAVOURABLE: ("circle-alert", "detText"),
    Change.INCONCLUSIVE: ("minus", "text2"),
}


class FigureButton(QAbstractButton):
    """A figure; pressing it shows what is behind it, which `hint` names ("": nothing is)."""

    def __init__(self, text: str, theme: Theme, *, role: Role, after: str = "", hint: str, name: str) -> None:
        super().__init__()
        self._theme, self._role, self._after, self._leads = theme, role, after, bool(hint)
        self.setText(text)
        self.setAccessibleName(name)
        if hint:
            self.setToolTip(hint)
            self.setAccessibleDescription(hint)
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        else:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        theme = self._theme
        wide = QFontMetrics(theme.font(self._role)).horizontalAdvance(self.text())
        if self._after:
            wide += theme.px(6) + QFontMetrics(theme.font("detail")).horizontalAdvance(self._after)
        return QSize(wide + theme.px(4), theme.line_height(self._role))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self._theme
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setFont(theme.font(self._role))
            pointed = self._leads and self.underMouse()
            painter.setPen(theme.color("accent" if pointed else "text"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, self.text())
            if self._after:
                wide = painter.fontMetrics().horizontalAdvance(self.text()) + theme.px(6)
                large = painter.fontMetrics()
                baseline = (self.height() + large.ascent() - large.descent()) // 2
                painter.setFont(theme.font("detail"))
                painter.setPen(theme.color("text3"))
                painter.drawText(wide, baseline, self._after)
            if self.hasFocus():
                painter.setPen(QPen(theme.color("focus"), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)


class GaugePlot(Plot):
    """The interval of a figure on its scale, what it was before as a dotted line."""

    def __init__(self, theme: Theme, indicator: Indicator) -> None:
        super().__init__(theme, name=figures.kind_name(indicator.kind))
        self._indicator = indicator
        self.setFixedHeight(theme.px(20))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.describe(figures.ci95(indicator, indicator.ci95))

    def arrange(self) -> list[Mark]:
        words = f"{figures.value(self._indicator, self._indicator.value)}, " + figures.ci95(
            self._indicator, self._indicator.ci95
        )
        return [Mark(QRectF(self.rect()), words, self._indicator.behind)]

    def draw(self, painter: QPainter) -> None:
        theme, indicator = self.theme, self._indicator
        y = self.height() / 2
        self.rule(painter, (0, y), (self.width(), y), tone="line2", width=2)
        scale = self._scale()
        zero = scale.at(0.0)
        self.rule(painter, (zero, y - self.theme.px(4)), (zero, y + self.theme.px(4)), tone="line2", width=2)
        change = indicator.comparison
        if change is not None and change.from_value is not None:
            x = scale.at(change.from_value)
            self.rule(painter, (x, 2), (x, self.height() - 2), tone="text2", width=1.5, dashed=True)
        if indicator.ci95 is not None:
            low, high = scale.at(indicator.ci95.low), scale.at(indicator.ci95.high)
            self.rule(painter, (low, y), (high, y), tone="text", width=2)
            for x in (low, high):
                self.rule(painter, (x, y - theme.px(5)), (x, y + theme.px(5)), tone="text", width=2)
        if indicator.value is not None:
            painter.setPen(QPen(theme.color("text" if indicator.fragile else "surface"), 2))
            painter.setBrush(theme.color("surface" if indicator.fragile else "text"))
            painter.drawEllipse(QPointF(scale.at(indicator.value), y), theme.px(4.5), theme.px(4.5))

    def _scale(self) -> Line:
        indicator, margin = self._indicator, self.theme.px(4)
        low, high = (-100.0, 100.0) if indicator.unit is Unit.POINTS else (0.0, 100.0)
        return Line(low, high, margin, self.width() - margin)


class SparkPlot(Plot):
    """A small line of past points, the last one marked."""

    def __init__(self, theme: Theme, points: tuple[TrendPoint, ...], *, name: str) -> None:
        super().__init__(theme, name=name)
        self._points = tuple(each for each in points if each.value is not None)
        self.setFixedHeight(theme.px(24))
        self.setMinimumWidth(theme.px(60))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def arrange(self) -> list[Mark]:
        step = self.width() / max(1, len(self._points))
        return [
            Mark(
                QRectF(step * at, 0, step, self.height()),
                named(figures.slice_name(each.key), integer(round(each.value or 0))),
            )
            for at, each in enumerate(self._points)
        ]

    def draw(self, painter: QPainter) -> None:
        if len(self._points) < 2:
            return
        px = self.theme.px
        values = [each.value or 0.0 for each in self._points]
        line = Line(min(values), max(values), self.height() - px(5), px(5))
        across = (self.width() - px(10)) / (len(values) - 1)
        dots = [QPointF(px(3) + across * at, line.at(each)) for at, each in enumerate(values)]
        painter.setPen(QPen(self.theme.color("text2"), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF(dots))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.theme.color("accent"))
        painter.drawEllipse(dots[-1], px(3.5), px(3.5))


class FeelingsPlot(Plot):
    """Shares of the sentiments as one band, each with its sign and share below."""

    _COLOURS: tuple[tuple[str, Label, Token, Token], ...] = (
        ("negative", Label.NEGATIVE, "det", "detText"),
        ("neutral", Label.NEUTRAL, "pas", "pasText"),
        ("mixed", Label.MIXED, "text3", "text2"),
        ("positive", Label.POSITIVE, "pro", "proText"),
    )

    def __init__(self, theme: Theme, doors: tuple[Door, ...]) -> None:
        super().__init__(theme, name=tr("Sentiment"))
        self._doors = {door.name: door for door in doors if door.n}
        self._total = sum(door.n for door in doors)
        self.setFixedHeight(theme.px(38))
        self.describe(", ".join(self._words(door) for door in self._doors.values()))

    def _words(self, door: Door) -> str:
        count = tn("{n} verbatim", "{n} verbatims", door.n)
        return named(figures.part_name(door.name), f"{count}, {percent(door.n / self._total, 1)}")

    def _shown(self) -> list[tuple[Door, Label, Token, Token]]:
        return [(self._doors[key], *rest) for key, *rest in self._COLOURS if key in self._doors]  # type: ignore[misc] # three parts each

    def arrange(self) -> list[Mark]:
        marks, left = [], 0.0
        for door, *_ in self._shown():
            width = self.width() * door.n / self._total
            marks.append(Mark(QRectF(left, 0, max(width, 2), self.height()), self._words(door), door.behind))
            left += width
        return marks

    def draw(self, painter: QPainter) -> None:
        theme, px = self.theme, self.theme.px
        edge = 0.0
        shown = self._shown()
        for mark, (_, _, colour, _) in zip(self.marks, shown, strict=True):
            self.fill(painter, QRectF(mark.rect.left(), 0, mark.rect.width() - 2, px(9)), theme.color(colour))
        told = [each for each in shown if each[1] is not Label.MIXED or self.width() >= px(230)]
        for at, (door, label, _, ink) in enumerate(told):
            share = percent(door.n / self._total)
            wide = px(16) + self.width_of(share, "detail_figure")
            left = max(edge, (self.width() - wide) * at / max(1, len(told) - 1))
            spot = QRectF(left, px(18), px(10), px(18)).toRect()
            paint_mark(painter, spot, label, theme)
            self.write(painter, (left + px(16), px(27)), share, role="detail_figure", tone=ink)
            edge = left + wide + px(6)


class FigureCard(Card):
    """One indicator: figure, change, interval; `opened` tells the verbatims wanted, `explained` asks for the recipe."""

    opened = Signal(object)  # Behind
    explained = Signal(object)  # the widget beside which to explain

    def __init__(
        self,
        theme: Theme,
        value: FigureCardValue,
        *,
        note: str = "",
        doors: tuple[Door, ...] = (),
        history: tuple[TrendPoint, ...] = (),
        responses: int = 0,
        treat_as_nps: Callable[[], None] | None = None,
    ) -> None:
        super().__init__(theme)
        self.indicator = value.indicator
        self._theme = theme
        self.wide = self.indicator.kind is IndicatorKind.NPS
        self.setMinimumHeight(theme.px(149))
        self.body.setSpacing(theme.px(2))
        self._head(note)
        self._figure(responses)
        self.body.addStretch(1)
        self._foot(doors, history)
        if treat_as_nps is not None:
            turn = Button(tr("Traiter comme NPS"), theme, kind="link", small=True, run=treat_as_nps)
            turn.setToolTip(tr("Lire cette échelle 0–10 comme une question de recommandation"))
            self.body.addWidget(turn, 0, Qt.AlignmentFlag.AlignLeft)
        self.setAccessibleName(f"{self._name()}, {note}" if note else self._name())

    def _name(self) -> str:
        if self.indicator.kind is IndicatorKind.RESPONSE_RATE:
            return tr("Réponses")
        return figures.kind_name(self.indicator.kind)

    def _head(self, note: str) -> None:
        theme = self._theme
        row = QHBoxLayout()
        row.setSpacing(theme.px(6))
        row.addWidget(PlainLabel(self._name(), theme, role="detail_label"))
        hint = ElidedLabel(note, theme, role="detail", tone="text3")
        row.addWidget(hint, 1)
        why = IconButton("info", theme, name=tr("Comment ce chiffre est calculé"), tone="text3")
        why.setIconSize(QSize(theme.px(15), theme.px(15)))
        why.setFixedSize(theme.px(24), theme.px(24))
        why.clicked.connect(lambda: self.explained.emit(why))
        row.addWidget(why)
        self.body.addLayout(row)

    def _figure(self, responses: int) -> None:
        theme, indicator = self._theme, self.indicator
        counted = indicator.kind is IndicatorKind.RESPONSE_RATE
        text = integer(responses) if counted else figures.value(indicator, indicator.value)
        behind = indicator.behind if indicator.behind is not None and indicator.behind.verbatims else None
        button = FigureButton(
            text,
            theme,
            role="hero" if self.wide else "kpi",
            after=figures.unit_word(indicator),
            hint=figures.see(behind) if behind is not None else "",
            name=named(self._name(), text),
        )
        if behind is not None:
            button.clicked.connect(lambda: self.opened.emit(behind))
        self.figure = button
        if counted:
            self.body.addWidget(button)
            self.body.addWidget(self._rate())
            return
        change = self._change(indicator.comparison)
        if self.wide:
            row = QHBoxLayout()
            row.setSpacing(theme.px(16))
            row.addWidget(button)
            row.addWidget(change, 1, Qt.AlignmentFlag.AlignVCenter)
            self.body.addLayout(row)
        else:
            self.body.addWidget(button)
            self.body.addWidget(change)

    def _rate(self) -> PlainLabel:
        indicator = self.indicator
        if indicator.value is None:
            words = tr("taux non calculé")
        else:
            words = tr("{share} des invités", share=figures.value(indicator, indicator.value))
        return ElidedLabel(words, self._theme, role="detail", tone="text3")

    def _change(self, change: Comparison | None) -> QWidget:
        theme, px = self._theme, self._theme.px
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setSpacing(px(5))
        column.addLayout(row)
        if change is None:
            row.addWidget(ElidedLabel(self._base(), theme, role="detail", tone="text3"), 1)
            return box
        name, tone = TONES[change.change]
        gap = figures.difference(self.indicator, change)
        row.addWidget(IconLabel(name, theme, tone=tone, size=15), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(PlainLabel(gap, theme, role="detail_label", tone=tone))
        word = figures.significance(change) if self.wide else figures.significance_word(change)
        told = ElidedLabel(word, theme, role="detail", tone="text2")
        if self.wide:
            row.addStretch(1)
            column.addWidget(told)
        else:
            row.addWidget(told, 1)
        said = in_turn(figures.before(self.indicator, change), f"{gap}, {figures.significance(change)}")
        box.setToolTip(f"{said}, {figures.change_word(change)}")
        return box

    def _base(self) -> str:
        parts = (figures.base(self.indicator.n), figures.fragile(self.indicator.n))
        return f"{NARROW}· ".join(each for each in parts if each)

    def _foot(self, doors: tuple[Door, ...], history: tuple[TrendPoint, ...]) -> None:
        theme, indicator = self._theme, self.indicator
        if doors and indicator.n:
            feelings = FeelingsPlot(theme, doors)
            self.body.addSpacing(theme.px(10))
            feelings.opened.connect(self.opened)
            self.body.addWidget(feelings)
            return
        if indicator.kind is IndicatorKind.RESPONSE_RATE:
            self.body.addWidget(SparkPlot(theme, history, name=tr("Réponses par période")))
            return
        if self.wide and indicator.value is not None:
            gauge = GaugePlot(theme, indicator)
            gauge.opened.connect(self.opened)
            self.body.addWidget(gauge)
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        said = figures.ci95(indicator, indicator.ci95)
        row.addWidget(ElidedLabel(said, theme, role="detail", tone="text3"), 1)
        weak = figures.fragile(indicator.n)
        if weak:
            row.addWidget(PlainLabel(weak, theme, role="detail", tone="warn"))
        change = indicator.comparison
        if self.wide and change is not None:
            row.addWidget(
                PlainLabel("┊ " + figures.before(indicator, change), theme, role="detail", tone="text3")
            )
        self.body.addLayout(row)
