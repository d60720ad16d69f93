"""Small marks painted the same everywhere: chips of codes, NPS and filters, score marks, keycaps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QToolButton, QWidget

from engage_desktop.models.sentiment import Label
from engage_desktop.ui.icons import icon
from engage_desktop.ui.theme import Theme, Token
from engage_desktop.wording import tr
from engage_desktop.wording.typography import decimal

ChipKind = Literal["code", "nps", "plain", "filter"]
_HEIGHTS: dict[ChipKind, int] = {"code": 22, "nps": 20, "plain": 22, "filter": 24}

_TEXTS: dict[Token, Token] = {
    "det": "detText",
    "pas": "pasText",
    "pro": "proText",
    "accent": "accent",
    "warn": "warn",
}
_TINTS: dict[Token, Token] = {
    "det": "detTint", "pas": "pasTint", "pro": "proTint", "accent": "accentTint", "warn": "warnTint",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Chip:
    """What a chip says: `token` is the hue of a code, the group of an NPS, the ground of a plain one."""

    text: str
    kind: ChipKind
    token: Token


def code_chip(name: str, hue: int, theme: Theme) -> Chip:
    """The chip of a code: a square in its hue (1 to 8) and its name."""
    return Chip(name, "code", theme.code_token(hue))


def nps_chip(score: int) -> Chip:
    """« NPS 2 », in the colours of its group."""
    token: Token = "det" if score <= 6 else "pas" if score <= 8 else "pro"
    return Chip(f"NPS\u00a0{score}", "nps", token)


def chip_size(chip: Chip, theme: Theme) -> QSize:
    """The room that `paint_chip` needs for the whole text."""
    metrics = QFontMetrics(_font(chip, theme))
    px = theme.px
    square = px(8) + px(6) if chip.kind == "code" else 0
    pad = px(12) if chip.kind == "nps" else px(16) if chip.kind != "filter" else px(20)
    return QSize(metrics.horizontalAdvance(chip.text) + square + pad, px(_HEIGHTS[chip.kind]))


def paint_chip(painter: QPainter, at: QPoint, chip: Chip, theme: Theme, *, room: int = 0) -> QRect:
    """Draw `chip` with its top left corner `at`, cut to `room` pixels if that is given; the rectangle taken."""
    px = theme.px
    size = chip_size(chip, theme)
    if 0 < room < size.width():
        size.setWidth(room)
    rect = QRect(at, size)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.color("line2"), 1) if chip.kind == "filter" else Qt.PenStyle.NoPen)
    painter.setBrush(_ground(chip, theme))
    radius = px(12) if chip.kind == "filter" else px(4)
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    left = px(6) if chip.kind == "nps" else px(10) if chip.kind == "filter" else px(8)
    inside = rect.adjusted(left, 0, -left, 0)
    if chip.kind == "code":
        side = px(8)
        square = QRectF(inside.left(), rect.center().y() + 1 - side / 2, side, side)
        painter.setBrush(theme.color(chip.token))
        painter.drawRoundedRect(square, px(2), px(2))
        inside.setLeft(inside.left() + side + px(6))
    painter.setFont(_font(chip, theme))
    painter.setPen(_ink(chip, theme))
    text = painter.fontMetrics().elidedText(chip.text, Qt.TextElideMode.ElideRight, inside.width() + 1)
    painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, text)
    painter.restore()
    return rect


def _font(chip: Chip, theme: Theme) -> QFont:
    return theme.font("detail_figure" if chip.kind == "nps" else "detail")


def _ground(chip: Chip, theme: Theme) -> QColor:
    if chip.kind == "code":
        return theme.chip_ground(chip.token)
    if chip.kind == "filter":
        return theme.color("surface")
    return theme.color(_TINTS.get(chip.token, "pasTint"))


def _ink(chip: Chip, theme: Theme) -> QColor:
    if chip.kind in ("code", "filter"):
        return theme.color("text")
    return theme.color(_TEXTS.get(chip.token, "pasText"))


# opinion: shape, sign and word, never colour alone

_MARKS: dict[Label, tuple[Token, Token]] = {
    Label.NEGATIVE: ("det", "detText"),
    Label.NEUTRAL: ("pas", "pasText"),
    Label.POSITIVE: ("pro", "proText"),
    Label.MIXED: ("pas", "pasText"),
}


def sentiment_word(label: Label) -> str:
    """« Négatif », « Neutre », « Positif », « Mixte »."""
    return {
        Label.NEGATIVE: tr("Négatif"),
        Label.NEUTRAL: tr("Neutre"),
        Label.POSITIVE: tr("Positif"),
        Label.MIXED: tr("Mixte"),
    }[label]


def sentiment_ink(label: Label, theme: Theme) -> QColor:
    """The colour of the words and figures of a sentiment."""
    return theme.color(_MARKS[label][1])


def paint_mark(painter: QPainter, rect: QRect, label: Label, theme: Theme) -> None:
    """Draw ▼ ○ ▲ (◆ when mixed) in the middle of `rect`, 10 pixels wide at 100 %."""
    side = float(min(theme.px(10), rect.width(), rect.height()))
    box = QRectF(0, 0, side, side)
    box.moveCenter(QRectF(rect).center())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color(_MARKS[label][0]))
    left, right, middle = box.left(), box.right(), box.center().x()
    inset = side * 0.07
    top, bottom = box.top() + inset, box.bottom() - inset
    if label is Label.NEGATIVE:
        painter.drawPolygon(QPolygonF([QPointF(left, top), QPointF(right, top), QPointF(middle, bottom)]))
    elif label is Label.POSITIVE:
        painter.drawPolygon(QPolygonF([QPointF(left, bottom), QPointF(right, bottom), QPointF(middle, top)]))
    elif label is Label.NEUTRAL:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.color("pas"), side * 0.2))
        painter.drawEllipse(box.adjusted(side * 0.15, side * 0.15, -side * 0.15, -side * 0.15))
    else:
        across = box.center().y()
        painter.setBrush(theme.color("pro"))
        painter.drawPolygon(
            QPolygonF([QPointF(left, across), QPointF(middle, box.top()), QPointF(right, across)])
        )
        painter.setBrush(theme.color("det"))
        painter.drawPolygon(
            QPolygonF([QPointF(left, across), QPointF(middle, box.bottom()), QPointF(right, across)])
        )
    painter.restore()


class Mark(QWidget):
    """▼ −0,64: the mark and the score of a sentiment, or its word."""

    def __init__(self, label: Label, theme: Theme, *, text: str = "") -> None:
        super().__init__()
        self._label = label
        self._theme = theme
        self._text = text
        self.setAccessibleName(f"{sentiment_word(label)} {text}".strip())

    @staticmethod
    def scored(polarity: float, label: Label, theme: Theme) -> Mark:
        """The mark with its signed score."""
        return Mark(label, theme, text=decimal(polarity, 2, signed=True))

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._theme.font("detail_figure"))
        px = self._theme.px
        room = metrics.horizontalAdvance(self._text) + px(6) + 1 if self._text else 0
        return QSize(px(10) + room, px(18))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        px = self._theme.px
        with QPainter(self) as painter:
            paint_mark(painter, QRect(0, 0, px(10), self.height()), self._label, self._theme)
            painter.setFont(self._theme.font("detail_figure"))
            painter.setPen(sentiment_ink(self._label, self._theme))
            painter.drawText(self.rect().adjusted(px(16), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self._text)


# keycaps


def keycaps_width(keys: tuple[str, ...], theme: Theme) -> int:
    """The room that `paint_keycaps` takes."""
    metrics = QFontMetrics(theme.font("detail"))
    caps = sum(max(theme.px(20), metrics.horizontalAdvance(key) + theme.px(10)) for key in keys)
    return caps + theme.px(3) * max(0, len(keys) - 1)


def paint_keycaps(
    painter: QPainter, left: int, middle: int, keys: tuple[str, ...], theme: Theme, *, tone: Token = "text2"
) -> None:
    """Draw the caps of `keys` from `left`, centred on the line `middle`."""
    px = theme.px
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setFont(theme.font("detail"))
    line = QColor(theme.color(tone))
    line.setAlphaF(0.45)
    height = px(20)
    for key in keys:
        width = max(px(20), painter.fontMetrics().horizontalAdvance(key) + px(10))
        rect = QRectF(left + 0.5, middle - height / 2 + 0.5, width - 1, height - 1)
        painter.setPen(QPen(line, 1))
        painter.drawRoundedRect(rect, px(4), px(4))
        painter.setPen(theme.color(tone))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, key)
        left += width + px(3)
    painter.restore()


class KeyCaps(QWidget):
    """The printed keys of a shortcut."""

    def __init__(self, keys: tuple[str, ...], theme: Theme, *, tone: Token = "text2") -> None:
        super().__init__()
        self._keys = keys
        self._theme = theme
        self._tone: Token = tone
        self.setFixedSize(keycaps_width(keys, theme), theme.px(20))
        self.setAccessibleName(" ".join(keys))

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            paint_keycaps(painter, 0, self.height() // 2, self._keys, self._theme, tone=self._tone)


# chips as widgets


class ChipLabel(QWidget):
    """A chip that only says something."""

    def __init__(self, chip: Chip, theme: Theme) -> None:
        super().__init__()
        self._chip = chip
        self._theme = theme
        self.setAccessibleName(chip.text)

    def set_chip(self, chip: Chip) -> None:
        """Say something else."""
        self._chip = chip
        self.setAccessibleName(chip.text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return chip_size(self._chip, self._theme)

    def minimumSizeHint(self) -> QSize:
        return QSize(min(self._theme.px(48), self.sizeHint().width()), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            top = (self.height() - chip_size(self._chip, self._theme).height()) // 2
            paint_chip(painter, QPoint(0, top), self._chip, self._theme, room=self.width())


class FilterChip(QToolButton):
    """A filter that is in force: pressing it (or Delete) takes it away, told by `removed`."""

    removed = Signal()

    def __init__(self, text: str, theme: Theme, *, active: bool = False) -> None:
        super().__init__()
        self.setProperty("chip", "active" if active else "filter")
        self.setText(text.replace("&", "&&"))
        self.setFont(theme.font("detail"))
        self.setIcon(icon("x", theme, tone="accent" if active else "text2"))
        side = theme.px(14)
        self.setIconSize(QSize(side, side))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.setAccessibleName(tr("Retirer le filtre {name}", name=text))
        self.setToolTip(self.accessibleName())
        self.clicked.connect(self.removed)
