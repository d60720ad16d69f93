"""The header of an import's table: over each column its name, its role on a button, and its doubt if any."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHeaderView, QTableView, QToolButton, QWidget

from engage_desktop.ui.icons import icon, paint_icon
from engage_desktop.ui.theme import Theme, Token
from engage_desktop.wording.typography import named

_PAD = 10
_NARROWEST = 112  # px of a column
_WIDEST_NAME = 190  # px of a column for its name alone


@dataclass(frozen=True, slots=True)
class HeadedColumn:
    """What the header says of a column; `doubt` is a word of warning under the role, `tip` the reason."""

    name: str
    role: str
    icon: str
    tip: str = ""
    doubt: str = ""
    ignored: bool = False


class MappingHeader(QHeaderView):
    """Two or three lines per column; `asked` tells that the role of a column is to be chosen."""

    asked = Signal(int)

    def __init__(self, theme: Theme, parent: QTableView | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self._columns: tuple[HeadedColumn, ...] = ()
        self._buttons: dict[int, _RoleButton] = {}
        self._settling = False
        self.setSectionsClickable(False)
        self.setHighlightSections(False)
        self.setMinimumSectionSize(theme.px(_NARROWEST))
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
        self.sectionResized.connect(lambda *_: self.place())
        self.geometriesChanged.connect(self.place)
        if parent is not None:
            parent.horizontalScrollBar().valueChanged.connect(lambda _value: self.place())

    def show_columns(self, columns: tuple[HeadedColumn, ...]) -> None:
        """Head the columns so, in order."""
        taller = any(each.doubt for each in self._columns) != any(each.doubt for each in columns)
        self._columns = columns
        for index in [index for index in self._buttons if index >= len(columns)]:
            gone = self._buttons.pop(index)
            gone.hide()
            gone.deleteLater()
        for index, button in self._buttons.items():
            button.show_column(columns[index])
        if taller:
            self.geometriesChanged.emit()
            self.updateGeometry()
        self.place()
        self.viewport().update()

    def set_widths(self, widths: tuple[int, ...]) -> None:
        """Give every column its width, and lay the buttons once."""
        self._settling = True
        for index, width in enumerate(widths):
            self.resizeSection(index, width)
        self._settling = False
        self.place()

    def button(self, index: int) -> QToolButton:
        """The role button of a column."""
        if index not in self._buttons:
            self._buttons[index] = self._button(index)
            self._buttons[index].show_column(self._columns[index])
        return self._buttons[index]

    def wish(self, index: int, cell: str, *, widest: int) -> int:
        """The width that shows the role of a column, and as much of its name and of `cell` as `widest` allows."""
        column = self._columns[index]
        px = self._theme.px
        bold = QFontMetrics(self._theme.font("detail_label"))
        plain = QFontMetrics(self._theme.font("detail_figure"))
        name = min(bold.horizontalAdvance(column.name) + px(2 * _PAD + 4), px(_WIDEST_NAME))
        content = plain.horizontalAdvance(cell) + px(2 * _PAD + 4)
        role = plain.horizontalAdvance(column.role) + px(74)
        return max(px(_NARROWEST), role, min(px(widest), max(name, content)))

    def place(self) -> None:
        """Lay a button in each section that shows; those out of sight are made when they come into view."""
        if self._settling or not self.count():
            return
        px = self._theme.px
        first, last = self.visualIndexAt(0), self.visualIndexAt(self.viewport().width() - 1)
        last = min(self.count(), len(self._columns)) - 1 if last < 0 else last
        for index, button in self._buttons.items():
            if not first <= index <= last and not button.isHidden():
                button.hide()
        for index in range(max(0, first), min(last, len(self._columns) - 1) + 1):
            left, width = self.sectionViewportPosition(index), self.sectionSize(index)
            shown = self.button(index)
            shown.setGeometry(left + px(6), px(32), width - px(12), px(28))
            shown.show()

    def sizeHint(self) -> QSize:
        tall = 90 if any(each.doubt for each in self._columns) else 68
        return QSize(self._theme.px(_NARROWEST), self._theme.px(tall))

    def paintSection(self, painter: QPainter, rect: QRect, index: int) -> None:
        theme, px = self._theme, self._theme.px
        if not rect.isValid() or index >= len(self._columns):
            return
        column = self._columns[index]
        painter.save()
        painter.fillRect(rect, theme.color("surface2" if column.ignored else "surface"))
        painter.setPen(QPen(theme.color("line"), 1))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.setPen(QPen(theme.color("line2"), 1))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setFont(theme.font("detail_label"))
        painter.setPen(theme.color("text3" if column.ignored else "text"))
        line = QRect(rect.left() + px(_PAD), rect.top() + px(8), rect.width() - px(2 * _PAD), px(20))
        shown = painter.fontMetrics().elidedText(column.name, Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)
        if column.doubt:
            self._paint_doubt(painter, rect, column.doubt)
        painter.restore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        with QPainter(self.viewport()) as painter:  # where the columns end before the table does
            painter.setPen(QPen(self._theme.color("line2"), 1))
            bottom = self.viewport().height() - 1
            painter.drawLine(QPoint(0, bottom), QPoint(self.viewport().width(), bottom))

    def _paint_doubt(self, painter: QPainter, rect: QRect, words: str) -> None:
        theme, px = self._theme, self._theme.px
        line = QRect(rect.left() + px(_PAD), rect.top() + px(64), rect.width() - px(2 * _PAD), px(18))
        paint_icon(
            painter,
            "circle-question-mark",
            QRect(line.left(), line.top() + px(2), px(14), px(14)),
            theme.color("warn"),
        )
        painter.setFont(theme.font("detail"))
        painter.setPen(theme.color("warn"))
        line.setLeft(line.left() + px(19))
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)

    def _button(self, index: int) -> _RoleButton:
        button = _RoleButton(self._theme, self.viewport())
        button.clicked.connect(lambda: self.asked.emit(index))
        return button


class _RoleButton(QToolButton):
    """A role with its icon and a chevron, as a small field."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._column = HeadedColumn("", "", "tag")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFont(theme.font("detail"))

    def show_column(self, column: HeadedColumn) -> None:
        self._column = column
        self.setText(column.role)
        self.setIcon(icon(column.icon, self._theme))
        self.setAccessibleName(named(column.name, column.role))
        self.setAccessibleDescription(f"{column.doubt} {column.tip}".strip())
        self.setToolTip(f"{column.name}\n{column.tip}" if column.tip else column.name)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, px, column = self._theme, self._theme.px, self._column
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            focused = self.hasFocus()
            edge: Token = "focus" if focused else "warn" if column.doubt else "input"
            painter.setPen(QPen(theme.color(edge), 2 if focused else 1))
            painter.setBrush(theme.color("hover" if self.underMouse() else "surface"))
            inset = 1.0 if focused else 0.5
            painter.drawRoundedRect(
                self.rect().toRectF().adjusted(inset, inset, -inset, -inset), px(6), px(6)
            )
            middle = (self.height() - px(16)) // 2
            ink: Token = "text2" if column.ignored else "accent"
            paint_icon(painter, column.icon, QRect(px(8), middle, px(16), px(16)), theme.color(ink))
            chevron = QRect(self.width() - px(22), middle, px(16), px(16))
            paint_icon(painter, "chevron-down", chevron, theme.color("text2"))
            painter.setFont(theme.font("detail"))
            painter.setPen(theme.color("text2" if column.ignored else "text"))
            line = QRect(px(30), 0, self.width() - px(54), self.height())
            shown = painter.fontMetrics().elidedText(column.role, Qt.TextElideMode.ElideRight, line.width())
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)
