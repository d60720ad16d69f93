"""« Aller à… »: every action, the verbatims that hold the words, and the help, from a few letters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QKeyEvent, QPainter, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from engage_desktop.models.sentiment import Label
from engage_desktop.ui.fuzzy import match
from engage_desktop.ui.icons import paint_icon
from engage_desktop.ui.theme import Theme
from engage_desktop.ui.widgets.buttons import key_names
from engage_desktop.ui.widgets.cards import hairline
from engage_desktop.ui.widgets.chips import keycaps_width, paint_keycaps, paint_mark, sentiment_ink
from engage_desktop.ui.widgets.labels import IconLabel
from engage_desktop.wording import tr

_OFFER = Qt.ItemDataRole.UserRole
_ROW, _HEAD, _MOST = 34, 32, 8
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Offer:
    """One line of the palette: its words, what it does, what is printed at its right."""

    text: str
    run: Callable[[], None] | None  # None: the name of a group
    icon: str = ""
    keys: str = ""
    feeling: Label | None = None
    figure: str = ""
    places: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Offers under a name, found by their words."""

    name: str
    offers: tuple[Offer, ...]


Found = Callable[[tuple[Offer, ...]], None]


class _Lines(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.lines: tuple[Offer, ...] = ()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        offer = self.lines[index.row()]
        if role == _OFFER:
            return offer
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return offer.text
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if self.lines[index.row()].run is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def replace(self, lines: tuple[Offer, ...]) -> None:
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()


class _LinePainter(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        offer: Offer = index.data(_OFFER)
        return QSize(0, self._theme.px(_HEAD if offer.run is None else _ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, px = self._theme, self._theme.px
        offer: Offer = index.data(_OFFER)
        rect: QRect = option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if offer.run is None:
            painter.setFont(theme.font("detail"))
            painter.setPen(theme.color("text3"))
            words = rect.adjusted(px(16), px(6), 0, 0)
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, offer.text)
            painter.restore()
            return
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accentTint"))
            painter.drawRoundedRect(QRectF(rect).adjusted(px(6), 0, -px(6), 0), px(6), px(6))
        side = px(16)
        icon_box = QRect(px(16), rect.center().y() - side // 2, side, side)
        paint_icon(painter, offer.icon or "arrow-right", icon_box, theme.color("text2"))
        right = self._paint_right(painter, rect, offer, chosen=chosen)
        self._paint_words(painter, QRect(px(42), rect.top(), right - px(50), rect.height()), offer)
        painter.restore()

    def _paint_right(self, painter: QPainter, rect: QRect, offer: Offer, *, chosen: bool) -> int:
        """Draw what stands at the right end; where the words must stop."""
        theme, px = self._theme, self._theme.px
        right = rect.right() - px(14)
        if offer.feeling is not None:
            painter.setFont(theme.font("detail_figure"))
            painter.setPen(sentiment_ink(offer.feeling, theme))
            width = painter.fontMetrics().horizontalAdvance(offer.figure)
            figure = QRect(right - width, rect.top(), width + 1, rect.height())
            painter.drawText(figure, Qt.AlignmentFlag.AlignVCenter, offer.figure)
            paint_mark(
                painter,
                QRect(right - width - px(16), rect.top(), px(10), rect.height()),
                offer.feeling,
                theme,
            )
            return right - width - px(24)
        keys = key_names(offer.keys) or (("↵",) if chosen else ())
        if keys:
            right -= keycaps_width(keys, theme)
            paint_keycaps(painter, right, rect.center().y() + 1, keys, theme)
        return right - px(8)

    def _paint_words(self, painter: QPainter, box: QRect, offer: Offer) -> None:
        """The words, the letters that matched in accent and bold."""
        theme = self._theme
        x, marked = box.left(), frozenset(offer.places)
        start = 0
        while start < len(offer.text) and x < box.right():
            strong = start in marked
            end = start + 1
            while end < len(offer.text) and (end in marked) == strong:
                end += 1
            painter.setFont(theme.font("label" if strong else "base"))
            painter.setPen(theme.color("accent" if strong else "text"))
            room = max(0, box.right() - x)
            piece = painter.fontMetrics().elidedText(offer.text[start:end], Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRect(x, box.top(), room, box.height()), Qt.AlignmentFlag.AlignVCenter, piece)
            x += painter.fontMetrics().horizontalAdvance(piece)
            start = end


class PaletteDialog(QDialog):
    """A field and what answers it; ↑ ↓ choose, Enter runs, Escape leaves.

    `search(asking, words, found)` looks for verbatims and calls `found` with them, perhaps later, while `asking` lives.
    """

    def __init__(
        self,
        parent: QWidget,
        theme: Theme,
        groups: tuple[Group, ...],
        *,
        search: Callable[[QWidget, str, Found], None],
    ) -> None:
        super().__init__(parent, Qt.WindowType.FramelessWindowHint | Qt.WindowType.Dialog)
        self._over = parent
        self._theme = theme
        self._groups = groups
        self._search = search
        self._verbatims: tuple[Offer, ...] = ()
        px = theme.px
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(tr("Palette de commandes"))
        self.setFixedWidth(min(px(640), parent.width() - px(32)))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        frame = QFrame()
        frame.setObjectName("palette")
        frame.setStyleSheet(
            f"QFrame#palette {{ background: {theme.hex('surface')}; border: 1px solid {theme.hex('line2')};"
            f" border-radius: {px(10)}px; }}"
        )
        outer.addWidget(frame)
        column = QVBoxLayout(frame)
        column.setContentsMargins(1, 1, 1, px(6))
        column.setSpacing(0)
        column.addLayout(self._make_field())
        column.addWidget(hairline())
        column.addWidget(self._make_list())
        self._show("")

    def _make_field(self) -> QHBoxLayout:
        px = self._theme.px
        row = QHBoxLayout()
        row.setContentsMargins(px(16), px(8), px(16), px(8))
        row.setSpacing(px(10))
        self.line = QLineEdit()
        self.line.setProperty("bare", True)
        self.line.setFont(self._theme.font("base", size=16))
        self.line.setPlaceholderText(tr("Une action, un écran, un mot des verbatims…"))
        self.line.setAccessibleName(tr("Chercher une commande"))
        self.line.textChanged.connect(self._type)
        self.line.installEventFilter(self)
        row.addWidget(IconLabel("search", self._theme, tone="text2"))
        row.addWidget(self.line, 1)
        return row

    def _make_list(self) -> QListView:
        self.view = QListView()
        self.view.setAccessibleName(tr("Résultats"))
        self._model = _Lines()
        self.view.setModel(self._model)
        self.view.setItemDelegate(_LinePainter(self._theme, self.view))
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setMouseTracking(True)
        self.view.entered.connect(self._point_at)
        self.view.clicked.connect(lambda _index: self._run())
        self.view.setStyleSheet("background: transparent;")
        return self.view

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                self._move(1 if event.key() == Qt.Key.Key_Down else -1)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._run()
                return True
        return super().eventFilter(watched, event)

    def _type(self, text: str) -> None:
        self._verbatims = ()
        self._show(text)
        words = text.strip()
        if len(words) >= 2:
            self._search(self, words, lambda offers: self._take(text, offers))

    def _take(self, text: str, offers: tuple[Offer, ...]) -> None:
        if self.line.text() == text:
            self._verbatims = offers
            self._show(text)

    def _show(self, text: str) -> None:
        lines: list[Offer] = []
        for position, group in enumerate(self._groups):
            found = _answers(text, group.offers)
            if found:
                lines += [Offer(group.name, None), *found]
            if position == 0 and self._verbatims:
                lines += [Offer(tr("Verbatims"), None), *self._verbatims]
        if not lines:
            lines = [Offer(tr("Rien ne répond à « {words} »", words=text), None)]
        self._model.replace(tuple(lines))
        self._choose(next((row for row, line in enumerate(lines) if line.run is not None), -1))
        px = self._theme.px
        height = sum(px(_HEAD if line.run is None else _ROW) for line in lines)
        room = self._over.height() * 3 // 5
        self.view.setFixedHeight(min(height + px(2), room))
        self.adjustSize()

    def _choose(self, row: int) -> None:
        if row >= 0:
            self.view.setCurrentIndex(self._model.index(row))

    def _point_at(self, index: QModelIndex) -> None:
        if self._model.lines[index.row()].run is not None:
            self.view.setCurrentIndex(index)

    def _move(self, step: int) -> None:
        rows = [row for row, line in enumerate(self._model.lines) if line.run is not None]
        if rows:
            here = rows.index(self.view.currentIndex().row()) if self.view.currentIndex().row() in rows else 0
            self._choose(rows[(here + step) % len(rows)])

    def _run(self) -> None:
        index = self.view.currentIndex()
        if not index.isValid():
            return
        offer = self._model.lines[index.row()]
        if offer.run is not None:
            self.accept()
            offer.run()

    def setVisible(self, visible: bool) -> None:  # Qt's own signature
        if visible:  # before it is shown: some window managers place what moves later
            over = self._over
            corner = over.mapToGlobal(over.rect().topLeft())
            self.move(corner.x() + (over.width() - self.width()) // 2, corner.y() + over.height() // 5)
        super().setVisible(visible)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.line.setFocus()


def _answers(text: str, offers: tuple[Offer, ...]) -> list[Offer]:
    """The offers that answer, best first, the letters that did so marked."""
    if not text.strip():
        return list(offers[:_MOST])
    scored = [(found, offer) for offer in offers if (found := match(text.strip(), offer.text)) is not None]
    scored.sort(key=lambda pair: -pair[0].score)
    return [
        Offer(offer.text, offer.run, offer.icon, offer.keys, offer.feeling, offer.figure, found.places)
        for found, offer in scored[:_MOST]
    ]
