"""The words said in most verbatims, the more the larger."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QFont, QFontMetricsF, QPainter

from engage_desktop.charts.cloud import cloud
from engage_desktop.models.themes import WeightedTerm
from engage_desktop.ui.theme import Theme
from engage_desktop.ui.widgets.plot import Mark
from engage_desktop.ui.widgets.plot_words import WordPlot
from engage_desktop.wording import tn

_SMALLEST, _LARGEST = 13.0, 40.0


class CloudPlot(WordPlot):
    """A cloud whose words open their verbatims."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._terms: tuple[WeightedTerm, ...] = ()
        self._drawn: list[tuple[str, QFont, QPointF]] = []
        self.setMinimumHeight(theme.px(240))

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(520), self.theme.px(260))

    def show_terms(self, terms: tuple[WeightedTerm, ...]) -> None:
        """Show other words."""
        self._terms = terms
        self.renew()

    def arrange(self) -> list[Mark]:
        most = max((each.verbatims for each in self._terms), default=1)
        fonts = [self._font(each.verbatims / most) for each in self._terms]
        sizes = []
        for term, font in zip(self._terms, fonts, strict=True):
            metrics = QFontMetricsF(font)
            sizes.append((metrics.horizontalAdvance(term.term.name) + 8, metrics.height()))
        self.words, self._drawn, marks = [], [], []
        for term, font, box in zip(
            self._terms, fonts, cloud(sizes, self.width(), self.height()), strict=True
        ):
            if box is None:
                continue
            said = f"{term.term.name}, {tn('{n} verbatim', '{n} verbatims', term.verbatims)}"
            marks.append(Mark(QRectF(*box), said, term.behind))
            self.words.append(term.term.name)
            self._drawn.append(
                (term.term.name, font, QPointF(box[0] + 4, box[1] + QFontMetricsF(font).ascent()))
            )
        return marks

    def _font(self, share: float) -> QFont:
        size = _SMALLEST + (_LARGEST - _SMALLEST) * share**0.6
        return self.theme.font("label" if share > 0.3 else "base", size=round(size))

    def draw(self, painter: QPainter) -> None:
        if not self._drawn:
            self.say_nothing(painter)
            return
        for name, font, at in self._drawn:
            painter.setFont(font)
            over = 0 <= self.over < len(self.words) and self.words[self.over] == name
            tone = "accent" if name == self.selected or over else "text" if font.pixelSize() > 19 else "text2"
            painter.setPen(self.theme.color(tone))  # type: ignore[arg-type] # one of three tokens
            painter.drawText(at, name)
