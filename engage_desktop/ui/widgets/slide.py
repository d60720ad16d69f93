"""A slide painted as the deck will hold it: the same plan, the same places, always in the light theme."""

from __future__ import annotations

import json
from functools import lru_cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPaintEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from engage_desktop import paths
from engage_desktop.models.deck import (
    ASIDE_BOX,
    BODY_BOX,
    CHART_BOX,
    FOOT_BOX,
    HEIGHT,
    NUMBER_BOX,
    TITLE_BOX,
    WIDTH,
    Box,
    CardPlan,
    QuotePlan,
    SlideKind,
    SlidePlan,
)
from engage_desktop.ui.fonts import DISPLAY, SANS, SERIF
from engage_desktop.ui.theme import Theme

_POINT = 4 / 3  # a deck's point in units of the slide
_CARD_TONES = {"det": "detText", "pro": "proText"}


@lru_cache(maxsize=1)
def _light() -> dict[str, str]:
    text = (paths.resources() / "themes" / "tokens.json").read_text(encoding="utf-8")
    return {name: str(value) for name, value in json.loads(text)["light"].items()}


def ink(tone: str) -> QColor:
    """A token of the light theme: what is exported knows no other."""
    return QColor(_light()[tone])


@lru_cache(maxsize=64)
def font(points: float, family: str = SANS, weight: int = 400) -> QFont:
    """A font of the deck in units of the slide."""
    made = QFont()
    made.setFamilies([family, SANS, "Segoe UI", "Noto Sans"])
    made.setPixelSize(max(1, round(points * _POINT)))
    made.setWeight(QFont.Weight(weight))
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    return made


def write(
    painter: QPainter,
    box: QRectF,
    text: str,
    *,
    size: float,
    tone: str = "text",
    family: str = SANS,
    weight: int = 400,
    leading: float = 1.2,
    middle: bool = False,
    right: bool = False,
) -> float:
    """Write plain `text`, wrapped in the width of `box`; the height it took."""
    chosen = font(size, family, weight)
    height = size * _POINT * leading
    option = QTextOption(Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    laid: list[tuple[QTextLayout, float]] = []
    y = 0.0
    for paragraph in text.split("\n"):
        layout = QTextLayout(paragraph, chosen)
        layout.setTextOption(option)
        layout.beginLayout()
        top = y
        while (line := layout.createLine()).isValid():
            line.setLineWidth(box.width())
            line.setPosition(QRectF(0, y - top + (height - line.height()) / 2, 0, 0).topLeft())
            y += height
        layout.endLayout()
        laid.append((layout, top))
        if not paragraph:
            y = top + height
    down = max((box.height() - y) / 2, 0.0) if middle else 0.0
    painter.setPen(ink(tone))
    for layout, top in laid:
        layout.draw(painter, QRectF(box.x(), box.y() + down + top, 0, 0).topLeft())
    return y


def paint_slide(painter: QPainter, rect: QRectF, plan: SlidePlan, *, number: int) -> None:
    """Paint the slide within `rect`, whose sides are as 16 to 9."""
    painter.save()
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
    painter.setClipRect(rect)
    painter.translate(rect.topLeft())
    painter.scale(rect.width() / WIDTH, rect.height() / HEIGHT)
    whole = QRectF(0, 0, WIDTH, HEIGHT)
    if plan.kind is SlideKind.TITLE:
        painter.fillRect(whole, ink("accent"))
        _cover(painter, plan)
    else:
        painter.fillRect(whole, ink("surface"))
        write(
            painter,
            _rect(TITLE_BOX),
            plan.title,
            size=28,
            family=DISPLAY,
            weight=600,
            leading=1.1,
            middle=True,
        )
        _BODIES[plan.kind](painter, plan)
        write(painter, _rect(FOOT_BOX), plan.foot, size=12, tone="text3")
        write(painter, _rect(NUMBER_BOX), str(number), size=12, tone="text3", right=True)
    painter.restore()


def _rect(box: Box) -> QRectF:
    return QRectF(box.x, box.y, box.width, box.height)


def _cover(painter: QPainter, plan: SlidePlan) -> None:
    painter.fillRect(QRectF(96, 212, 64, 4), ink("onAccent"))
    title = QRectF(96, 232, 1088, 168)
    write(
        painter,
        title,
        plan.title,
        size=44,
        tone="onAccent",
        family=DISPLAY,
        weight=600,
        leading=1.1,
        middle=True,
    )
    write(painter, QRectF(96, 416, 1088, 120), plan.subtitle, size=20, tone="accentTint", leading=1.3)
    write(painter, QRectF(96, 640, 1088, 32), plan.foot, size=12, tone="accentTint")


def _essentials(painter: QPainter, plan: SlidePlan) -> None:
    count = max(len(plan.cards), 1)
    width = (BODY_BOX.width - 24 * (count - 1)) / count
    for at, card in enumerate(plan.cards):
        _card(painter, card, QRectF(BODY_BOX.x + at * (width + 24), BODY_BOX.y + 48, width, 304))


def _card(painter: QPainter, card: CardPlan, box: QRectF) -> None:
    painter.setPen(ink("line2"))
    painter.setBrush(ink("surface"))
    painter.drawRect(box)
    x, y, width = box.x() + 24, box.y(), box.width() - 48
    write(painter, QRectF(x, y + 22, width, 30), card.name, size=16, weight=600)
    write(painter, QRectF(x, y + 52, width, 28), card.hint, size=13, tone="text3")
    write(painter, QRectF(x, y + 88, width, 88), card.value, size=48, family=DISPLAY, weight=600, leading=1.0)
    tone = _CARD_TONES.get(card.change_tone.value, "text2")
    write(painter, QRectF(x, y + 176, width, 44), card.change, size=13, tone=tone)
    write(painter, QRectF(x, y + 232, width, 56), f"{card.interval}\n{card.base}", size=13, tone="text2")


def _figure(painter: QPainter, plan: SlidePlan) -> None:
    from engage_desktop.ui.widgets.slide_charts import paint_chart

    beside = plan.aside is not None or bool(plan.quotes)
    if plan.chart is not None:
        paint_chart(painter, _rect(CHART_BOX if beside else BODY_BOX), plan.chart)
    elif plan.picture is not None:
        image = QImage.fromData(plan.picture.png)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(_rect(plan.picture.within(CHART_BOX if beside else BODY_BOX)), image)
    else:
        _text(painter, plan)
    y = float(ASIDE_BOX.y)
    if plan.aside is not None:
        place = QRectF(ASIDE_BOX.x, y, ASIDE_BOX.width, 64)
        write(painter, place, plan.aside.figure, size=40, family=DISPLAY, weight=600, leading=1.0)
        place = QRectF(ASIDE_BOX.x, y + 72, ASIDE_BOX.width, 400)
        write(painter, place, "\n".join(plan.aside.lines), size=14, tone="text2")
        y += 96 + 26 * len(plan.aside.lines)
    for quote in plan.quotes[:2]:
        y += _quote(painter, quote, QRectF(ASIDE_BOX.x, y, ASIDE_BOX.width, 0), size=16) + 20


def _quotes(painter: QPainter, plan: SlidePlan) -> None:
    if not plan.quotes:
        _text(painter, plan)
        return
    letters = sum(len(quote.text) for quote in plan.quotes)
    size = 20 if letters < 620 else 18 if letters < 800 else 16 if letters < 1100 else 13
    y = float(BODY_BOX.y + 8)
    for quote in plan.quotes:
        y += _quote(painter, quote, QRectF(BODY_BOX.x, y, BODY_BOX.width, 0), size=size) + 24


def _quote(painter: QPainter, quote: QuotePlan, box: QRectF, *, size: int) -> float:
    place = QRectF(box.x() + 24, box.y(), box.width() - 24, 0)
    height = write(painter, place, quote.text, size=size, family=SERIF, leading=1.32)
    place = QRectF(place.x(), box.y() + height + 4, place.width(), 26)
    write(painter, place, quote.by, size=13, tone="text3")
    painter.fillRect(QRectF(box.x(), box.y(), 4, height + 30), ink(quote.tone.value))
    return height + 34


def _text(painter: QPainter, plan: SlidePlan) -> None:
    y = float(BODY_BOX.y)
    for paragraph in plan.paragraphs:
        place = QRectF(BODY_BOX.x, y, BODY_BOX.width, 0)
        y += write(painter, place, paragraph, size=20, tone="text2", leading=1.3) + 13


def _method(painter: QPainter, plan: SlidePlan) -> None:
    size = 14 if len(plan.facts) <= 7 else 12
    y = float(BODY_BOX.y)
    for fact in plan.facts:
        write(painter, QRectF(BODY_BOX.x, y, 208, 0), fact.name, size=size, weight=600)
        place = QRectF(BODY_BOX.x + 224, y, 928, 0)
        y += write(painter, place, fact.text, size=size, tone="text2") + 10


_BODIES = {
    SlideKind.ESSENTIALS: _essentials,
    SlideKind.FIGURE: _figure,
    SlideKind.QUOTES: _quotes,
    SlideKind.TEXT: _text,
    SlideKind.METHOD: _method,
}


class SlideView(QWidget):
    """One slide as large as its place allows, 16 to 9."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.plan: SlidePlan | None = None
        self._number = 0
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setMinimumWidth(theme.px(320))

    def show_plan(self, plan: SlidePlan, *, number: int) -> None:
        """Show another slide."""
        self.plan, self._number = plan, number
        self.setAccessibleName(plan.title)
        drawn = plan.chart or plan.picture
        said = drawn.description if drawn is not None else "\n".join(plan.paragraphs)
        self.setAccessibleDescription(said)
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(width * HEIGHT / WIDTH)

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.plan is None:
            return
        width = min(float(self.width()), self.height() * WIDTH / HEIGHT)
        rect = QRectF(0, 0, width, width * HEIGHT / WIDTH)
        with QPainter(self) as painter:
            paint_slide(painter, rect, self.plan, number=self._number)
            painter.setPen(self._theme.color("line2"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(rect.adjusted(0.5, 0.5, -0.5, -0.5))
