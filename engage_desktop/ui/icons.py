"""Lucide icons in the colours of the theme, sharp at every device pixel ratio."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from engage_desktop import paths
from engage_desktop.ui.theme import Theme, Token

_STROKE = "1.75"


@lru_cache(maxsize=256)
def _source(name: str) -> str:
    text = (paths.resources() / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    return text.replace('stroke-width="2"', f'stroke-width="{_STROKE}"')


@lru_cache(maxsize=1024)
def icon_image(name: str, side: int, color: str) -> QImage:
    """The icon `name` as a square of `side` device pixels in `color` (`#RRGGBB`)."""
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    renderer = QSvgRenderer(QByteArray(_source(name).replace("currentColor", color).encode()))
    with QPainter(image) as painter:
        renderer.render(painter, QRectF(0, 0, side, side))
    return image


def paint_icon(painter: QPainter, name: str, rect: QRect, color: QColor) -> None:
    """Draw the icon `name` in the middle of `rect`, as large as it fits."""
    side = min(rect.width(), rect.height())
    if side <= 0:
        return
    ratio = painter.device().devicePixelRatioF()
    image = icon_image(name, round(side * ratio), color.name())
    top_left = rect.topLeft() + QPoint((rect.width() - side) // 2, (rect.height() - side) // 2)
    painter.drawImage(QRectF(top_left.x(), top_left.y(), side, side), image)


class _Engine(QIconEngine):
    """Draws one Lucide icon in a token of the theme in force when it is painted."""

    def __init__(self, name: str, theme: Theme, tone: Token) -> None:
        super().__init__()
        self._name = name
        self._theme = theme
        self._tone: Token = tone

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        paint_icon(painter, self._name, rect, self._color(mode, state))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        side = min(size.width(), size.height())
        image = icon_image(self._name, side, self._color(mode, state).name())
        if size.width() == size.height():
            return QPixmap.fromImage(image)
        wide = QPixmap(size)  # a button asks for some air beside its icon
        wide.fill(Qt.GlobalColor.transparent)
        with QPainter(wide) as painter:
            painter.drawImage((size.width() - side) // 2, (size.height() - side) // 2, image)
        return wide

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._theme, self._tone)

    def _color(self, mode: QIcon.Mode, state: QIcon.State) -> QColor:
        if mode == QIcon.Mode.Disabled:
            return self._theme.color("disabled")
        if state == QIcon.State.On and self._tone == "text2":
            return self._theme.color("accent")
        return self._theme.color(self._tone)


def icon(name: str, theme: Theme, *, tone: Token = "text2") -> QIcon:
    """The icon `name` (a file of resources/icons without its ending) in `tone`, following the theme."""
    return QIcon(_Engine(name, theme, tone))
