"""Charts whose marks are words: a click chooses one, Enter or a double click opens its verbatims."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter

from engage_desktop.models.indicators import Change
from engage_desktop.models.themes import Contrast, DistinctiveTerm, Emerging, EmergingTerm
from engage_desktop.ui.fonts import Role
from engage_desktop.ui.theme import Theme, Token
from engage_desktop.ui.widgets.plot import Mark, Plot
from engage_desktop.wording import themes as words
from engage_desktop.wording import tr
from engage_desktop.wording.typography import day_short, integer

INKS: dict[Change, Token] = {  # of what an interval tells
    Change.FAVOURABLE: "pro", Change.UNFAVOURABLE: "det", Change.INCONCLUSIVE: "pas",
}  # fmt: skip
_RIGHT = Qt.AlignmentFlag.AlignRight
_LEFT = Qt.AlignmentFlag.AlignLeft


class WordPlot(Plot):
    """A chart in which each mark stands for a word: `chosen` tells the one pressed or walked to."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, *, name: str = "") -> None:
        super().__init__(theme, name=name)
        self.words: list[str] = []
        self.selected = ""
        self.walked.connect(self._tell_word)

    def select(self, word: str) -> None:
        """Show which word is chosen elsewhere."""
        if word != self.selected:
            self.selected = word
            self.update()

    def clicked_on(self, place: int) -> None:
        if place >= 0:
            self.walk_to(place)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.open_mark(self.mark_at(event.position()))

    def _tell_word(self, place: int) -> None:
        if 0 <= place < len(self.words) and self.words[place]:
            self.chosen.emit(self.words[place])

    def ground(self, painter: QPainter, box: QRectF, word: str) -> None:
        """The tint behind the chosen word."""
        if word and word == self.selected:
            self.fill(painter, box, self.theme.color("accentTint"), radius=self.theme.px(4))


class ContrastPlot(WordPlot):
    """Distinctive words of two groups, back to back; at the ends, how many verbatims."""

    _ROW, _HEAD, _FOOT = 30.5, 26, 26

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._contrast: Contrast | None = None
        self.setMinimumHeight(theme.px(274))

    def show_contrast(self, contrast: Contrast | None) -> None:
        """Show other groups."""
        self._contrast = contrast
        self.renew()

    def sizeHint(self) -> QSize:
        return QSize(self.theme.px(420), self.theme.px(274))

    def _rows(self) -> int:
        room = self.height() - self.theme.px(self._HEAD + self._FOOT)
        return max(1, int(room / self.theme.px(self._ROW)))

    def _sides(self) -> tuple[tuple[DistinctiveTerm, ...], tuple[DistinctiveTerm, ...]]:
        if self._contrast is None:
            return (), ()
        n = self._rows()
        return self._contrast.for_first[:n], self._contrast.for_second[:n]

    def arrange(self) -> list[Mark]:
        marks: list[Mark] = []
        self.words = []
        if self._contrast is None:
            return marks
        px, middle = self.theme.px, self.width() / 2
        for side, terms in enumerate(self._sides()):
            for at, term in enumerate(terms):
                top = px(self._HEAD) + at * px(self._ROW)
                left = 0.0 if side == 0 else middle
                box = QRectF(left, top, middle, px(self._ROW) - px(4))
                behind = term.behind_first if side == 0 else term.behind_second
                marks.append(Mark(box, words.distinctive_words(term, self._contrast), behind))
                self.words.append(term.term.name)
        return marks

    def draw(self, painter: QPainter) -> None:
        contrast = self._contrast
        if contrast is None or not (contrast.for_first or contrast.for_second):
            self.say_nothing(painter)
            return
        px, middle = self.theme.px, self.width() / 2
        inks = self._inks(contrast)
        head = px(10)
        self.write(
            painter,
            (middle - px(8), head),
            words.group_name(contrast.first.name),
            role="detail_label",
            tone=inks[0][1],
            align=_RIGHT,
        )
        self.write(
            painter,
            (middle + px(8), head),
            words.group_name(contrast.second.name),
            role="detail_label",
            tone=inks[1][1],
        )
        largest = max(abs(each.g2) for side in self._sides() for each in side)
        place = 0
        for side, terms in enumerate(self._sides()):
            for term in terms:
                self._row(painter, place, term, side, largest, self.theme.color(inks[side][0]))
                place += 1
        bottom = px(self._HEAD) + self._rows() * px(self._ROW)
        self.rule(painter, (middle, px(self._HEAD) - px(4)), (middle, bottom - px(4)), tone="line2")
        self.write(painter, (0, self.height() - px(9)), tr("Aux extrémités : nombre de verbatims"))

    def _row(
        self, painter: QPainter, place: int, term: DistinctiveTerm, side: int, largest: float, ink: QColor
    ) -> None:
        px, box = self.theme.px, self.marks[place].rect
        self.ground(painter, box, term.term.name)
        figure = self.width_of("9 999") + px(4)
        room = box.width() - figure - px(8) - px(8) - self._widest(side)
        long = max(px(6), room * abs(term.g2) / largest)
        y, tall = box.center().y(), px(16)
        strong: Role = "label" if term.term.name == self.selected else "base"
        n = integer(term.first if side == 0 else term.second)
        if side == 0:
            bar = QRectF(box.right() - px(4) - long, y - tall / 2, long, tall)
            self.write(
                painter,
                (bar.left() - px(8), y),
                self._cut(term.term.name),
                role=strong,
                tone="text",
                align=_RIGHT,
            )
            self.write(painter, (box.left() + px(2), y), n, role="detail_figure")
        else:
            bar = QRectF(box.left() + px(4), y - tall / 2, long, tall)
            self.write(painter, (bar.right() + px(8), y), self._cut(term.term.name), role=strong, tone="text")
            self.write(painter, (box.right() - px(2), y), n, role="detail_figure", align=_RIGHT)
        self.fill(painter, bar, ink)

    def _widest(self, side: int) -> float:
        names = (self._cut(each.term.name) for each in self._sides()[side])
        return max((self.width_of(each, "label") for each in names), default=0.0)

    def _cut(self, name: str) -> str:
        return name if len(name) <= 18 else name[:17].rstrip() + "…"

    @staticmethod
    def _inks(contrast: Contrast) -> tuple[tuple[Token, Token], tuple[Token, Token]]:
        """Bars and words of each side; opinion has its colours, other groups the hues of codes."""
        known: dict[str, tuple[Token, Token]] = {
            "nps:detracteurs": ("det", "detText"),
            "sentiment:negatif": ("det", "detText"),
            "nps:passifs": ("pas", "pasText"),
            "nps:promoteurs": ("pro", "proText"),
            "sentiment:positif": ("pro", "proText"),
        }
        one, two = contrast.first.name, contrast.second.name
        if one in known and two in known:
            return known[one], known[two]
        return ("code2", "text"), ("code4", "text")


class RisingPlot(WordPlot):
    """Terms that rise, one a row: its past in small bars, before → now, how sure that is."""

    _ROW, _HEAD = 39.5, 30

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._found: Emerging | None = None
        self.setMinimumHeight(theme.px(280))

    def show_emerging(self, found: Emerging) -> None:
        """Show other terms."""
        self._found = found
        self.renew()

    def _terms(self) -> tuple[EmergingTerm, ...]:
        if self._found is None:
            return ()
        room = self.height() - self.theme.px(self._HEAD + 26)
        n = max(1, int(room / self.theme.px(self._ROW)))
        confirmed, watch = self._found.confirmed, self._found.watch
        kept = min(len(watch), 2 if len(confirmed) >= n else n)
        return (*confirmed[: n - kept], *watch)[:n]

    def arrange(self) -> list[Mark]:
        px = self.theme.px
        terms = self._terms()
        self.words = [each.term.name for each in terms]
        return [
            Mark(
                QRectF(0, px(self._HEAD) + at * px(self._ROW), self.width(), px(self._ROW)),
                words.rise_words(each),
                each.behind,
            )
            for at, each in enumerate(terms)
        ]

    def draw(self, painter: QPainter) -> None:
        px, found, terms = self.theme.px, self._found, self._terms()
        if found is None:
            return
        if not terms:
            self._say_none(painter, found)
            return
        bars, counts = self._columns()
        y = px(12)
        self.write(painter, (0, y), tr("Terme"))
        if found.steps and found.last:
            self.write(painter, (bars, y), f"{day_short(found.steps[0])} → {day_short(found.last)}")
        self.write(painter, (counts, y), tr("avant → récent"), align=_RIGHT)
        self.write(painter, (self.width(), y), tr("Évolution"), align=_RIGHT)
        self.rule(painter, (0, px(self._HEAD)), (self.width(), px(self._HEAD)))
        for mark, term in zip(self.marks, terms, strict=True):
            self._row(painter, mark.rect, term, found)
        note = tr("« À surveiller » : hausse forte mais pas encore confirmée.")
        self.write(painter, (0, self.height() - px(9)), note)

    def _columns(self) -> tuple[float, float]:
        return self.width() * 0.30, self.width() * 0.80

    def _say_none(self, painter: QPainter, found: Emerging) -> None:
        middle = (self.width() / 2, self.height() / 2)
        if not found.n_past:
            said = tr("Il faut des verbatims datés, avant et après, pour voir ce qui monte.")
        else:
            said = tr("Rien ne monte au-delà du hasard sur cette période.")
        self.write(painter, middle, said, tone="text2", align=Qt.AlignmentFlag.AlignHCenter)

    def _row(self, painter: QPainter, box: QRectF, term: EmergingTerm, found: Emerging) -> None:
        px = self.theme.px
        self.ground(painter, box.adjusted(-px(6), px(1), px(6), -px(1)), term.term.name)
        bars, counts = self._columns()
        y = box.center().y()
        metrics = self.fontMetrics()
        name = metrics.elidedText(term.term.name, Qt.TextElideMode.ElideRight, round(bars - px(10)))
        self.write(painter, (box.left(), y), name, role="label", tone="text")
        self._bars(
            painter, QRectF(bars, box.top() + px(8), self.width() * 0.27, box.height() - px(16)), term, found
        )
        told = f"{integer(term.past)} → {integer(term.recent)}"
        self.write(painter, (counts, y), told, role="figure", tone="text", align=_RIGHT)
        role: Role = "figure_label" if term.confirmed else "detail"
        self.write(
            painter,
            (box.right(), y),
            words.rise(term),
            role=role,
            tone="text" if term.confirmed else "text2",
            align=_RIGHT,
        )
        self.rule(painter, (0, box.bottom()), (self.width(), box.bottom()))

    def _bars(self, painter: QPainter, box: QRectF, term: EmergingTerm, found: Emerging) -> None:
        if not term.history:
            return
        n, most = len(term.history), max(*term.history, 1)
        step = box.width() / n
        for at, count in enumerate(term.history):
            tall = max(1.5, box.height() * count / most)
            recent = at >= n - found.recent_steps
            ink = self.theme.color("accent" if recent else "line2")
            self.fill(
                painter, QRectF(box.left() + at * step, box.bottom() - tall, step * 0.78, tall), ink, radius=1
            )


def distance(one: QPointF, other: QPointF) -> float:
    """How far two points are, in pixels."""
    return float(((one.x() - other.x()) ** 2 + (one.y() - other.y()) ** 2) ** 0.5)
