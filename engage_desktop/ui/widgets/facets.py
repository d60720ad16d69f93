"""The filters beside a list: a histogram of months to drag over, and values to tick with their counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QIcon,
    QIconEngine,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from engage_desktop.models.sentiment import Label
from engage_desktop.models.verbatims import FacetValue
from engage_desktop.ui.theme import Theme
from engage_desktop.ui.widgets.chips import paint_mark
from engage_desktop.ui.widgets.labels import PlainLabel
from engage_desktop.wording import tn, tr
from engage_desktop.wording.typography import integer, month_short, month_year, named

Months = tuple[tuple[dt.date, int], ...]


class Period(QWidget):
    """Verbatims by month; press and drag over months to keep them, press again to let them go."""

    chosen = Signal(object, object)  # first and last month, or None and None

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._months: Months = ()
        self._range: tuple[int, int] | None = None
        self._pressed: int | None = None
        self._kept: tuple[dt.date, dt.date] | None = None
        self._cursor = 0
        self.setFixedHeight(theme.px(62))
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Période"))

    def show_months(self, months: Months, kept: tuple[dt.date, dt.date] | None) -> None:
        """Show these counts; `kept` are the first and last month of the filter."""
        self._months = months
        self._range = None
        self._kept = kept
        if kept is not None:
            inside = [at for at, (month, _n) in enumerate(months) if kept[0] <= month <= kept[1]]
            self._range = (inside[0], inside[-1]) if inside else None
        self._cursor = min(self._cursor, max(0, len(months) - 1))
        said = ", ".join(named(month_year(month), integer(n)) for month, n in months)
        self.setAccessibleDescription(said)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._months:
            return
        px = self._theme.px
        tallest = max(n for _month, n in self._months) or 1
        ground = self.height() - px(20)
        with QPainter(self) as painter:
            for at, (_month, n) in enumerate(self._months):
                box = self._box(at)
                height = max(px(2), round((ground - px(2)) * n / tallest)) if n else px(1)
                kept = self._range is not None and self._range[0] <= at <= self._range[1]
                color = self._theme.color("accent" if kept else "line2")
                painter.fillRect(QRect(box.left(), ground - height, box.width(), height), color)
            painter.fillRect(0, ground, self.width(), 1, self._theme.color("line2"))
            self._ends(painter, ground)
            if self.hasFocus():
                painter.setPen(QPen(self._theme.color("focus"), 2))
                painter.drawRect(self._box(self._cursor).adjusted(-1, 0, 1, 0))

    def _ends(self, painter: QPainter, ground: int) -> None:
        first, last = self._months[0][0], self._months[-1][0]
        painter.setFont(self._theme.font("detail"))
        painter.setPen(self._theme.color("text3"))
        line = QRect(0, ground + 2, self.width(), self._theme.px(18))
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft, _short(first))
        if last != first:
            painter.drawText(line, Qt.AlignmentFlag.AlignRight, _short(last))

    def _box(self, at: int) -> QRect:
        step = self.width() / max(1, len(self._months))
        left = round(at * step)
        gap = 2 if step > 6 else 0
        return QRect(left, 0, max(1, round((at + 1) * step) - left - gap), self.height() - self._theme.px(20))

    def _at(self, x: float) -> int:
        return min(max(int(x * len(self._months) / max(1, self.width())), 0), max(0, len(self._months) - 1))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._months:
            self._pressed = self._at(event.position().x())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self._months:
            return
        here = self._at(event.position().x())
        month, n = self._months[here]
        self.setToolTip(named(month_year(month), tn("{n} verbatim", "{n} verbatims", n)))
        if self._pressed is not None:
            self._range = (min(self._pressed, here), max(self._pressed, here))
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pressed is not None and self._months:
            here = self._at(event.position().x())
            self._choose(min(self._pressed, here), max(self._pressed, here))
        self._pressed = None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and self._months:
            step = 1 if event.key() == Qt.Key.Key_Right else -1
            self._cursor = min(max(self._cursor + step, 0), len(self._months) - 1)
            self.update()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self._months:
            self._choose(self._cursor, self._cursor)
        else:
            super().keyPressEvent(event)

    def _choose(self, first: int, last: int) -> None:
        months = (self._months[first][0], self._months[last][0])
        again = self._kept == months
        self.chosen.emit(*((None, None) if again else months))


def _short(month: dt.date) -> str:
    return f"{month_short(month.month)} {month:%y}"


class FacetBox(QWidget):
    """A title and its values; ticking one tells `toggled` with its fragment of filter."""

    toggled = Signal(str)

    def __init__(self, title: str, theme: Theme, *, names: Callable[[str], str]) -> None:
        super().__init__()
        self._theme = theme
        self._names = names
        self._rows: list[_Row] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        heading = PlainLabel(title, theme, role="label")
        self._column.addWidget(heading)
        self._column.addSpacing(theme.px(4))
        self._title = title

    def show_values(
        self,
        values: tuple[FacetValue, ...],
        chosen: Callable[[str], bool],
        marks: Mapping[str, QIcon] | None = None,
    ) -> None:
        """Show these values, those `chosen` ticked; rows are kept, so that the keyboard stays where it is."""
        while len(self._rows) > len(values):
            gone = self._rows.pop()
            self._column.removeWidget(gone)
            gone.deleteLater()
        while len(self._rows) < len(values):
            row = _Row(self._theme)
            row.box.clicked.connect(lambda _on, row=row: self.toggled.emit(row.expression))
            self._rows.append(row)
            self._column.addWidget(row)
        for row, value in zip(self._rows, values, strict=True):
            mark = (marks or {}).get(value.name) or QIcon()
            row.show_value(
                self._names(value.name), value, mark, title=self._title, on=chosen(value.expression)
            )
        self.setVisible(bool(values))


class _Row(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._name = ""
        self.expression = ""
        self.box = QCheckBox()
        self.box.setFont(theme.font("base"))
        self.box.setIconSize(QSize(theme.px(10), theme.px(10)))
        self.box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._count = PlainLabel("", theme, role="detail_figure", tone="text2")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(2))
        row.addWidget(self.box, 1)
        row.addWidget(self._count)

    def show_value(self, name: str, value: FacetValue, mark: QIcon, *, title: str, on: bool) -> None:
        """Show one value."""
        self._name = name
        self.expression = value.expression
        self.box.setIcon(mark)
        self.box.setToolTip(name)
        self.box.setChecked(on)
        self.box.setAccessibleName(
            named(title, f"{name}, {tn('{n} verbatim', '{n} verbatims', value.count)}")
        )
        self._count.setText(integer(value.count))
        self._cut()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        px = self._theme.px
        room = self.box.width() - px(30) - (0 if self.box.icon().isNull() else px(16))
        cut = self.box.fontMetrics().elidedText(self._name, Qt.TextElideMode.ElideRight, room)
        self.box.setText(cut.replace("&", "&&"))

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(160), self._theme.px(28))


class _MarkEngine(QIconEngine):
    """▼ ○ ▲ or the square of a code, in the colours of the theme in force when it is painted."""

    def __init__(self, theme: Theme, what: Label | int) -> None:
        super().__init__()
        self._theme = theme
        self._what = what

    def paint(self, painter: QPainter, rect: QRect, _mode: QIcon.Mode, _state: QIcon.State) -> None:
        if isinstance(self._what, Label):
            paint_mark(painter, rect, self._what, self._theme)
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color(self._theme.code_token(self._what)))
        painter.drawRoundedRect(QRectF(rect), 2, 2)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        made = QPixmap(size)
        made.fill(Qt.GlobalColor.transparent)
        with QPainter(made) as painter:
            self.paint(painter, QRect(QPoint(), size), mode, state)
        return made

    def clone(self) -> QIconEngine:
        return _MarkEngine(self._theme, self._what)


def sentiment_marks(theme: Theme) -> dict[str, QIcon]:
    """The mark of each sentiment, by the name of its value."""
    return {label.value: QIcon(_MarkEngine(theme, label)) for label in Label}


def code_marks(theme: Theme, hues: Mapping[str, int]) -> dict[str, QIcon]:
    """The square of each code, by its name."""
    return {name: QIcon(_MarkEngine(theme, hue)) for name, hue in hues.items()}
