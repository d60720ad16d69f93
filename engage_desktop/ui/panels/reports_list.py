"""The left of Rapports: the slides as small pictures, adding, ordering and taking away."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
)

from engage_desktop.models.boards import Board
from engage_desktop.models.deck import HEIGHT, WIDTH, SlidePlan
from engage_desktop.models.figures import ReportFigure, figures_of
from engage_desktop.models.indicators import Indicator, IndicatorKind
from engage_desktop.ui.itemmodels.slides import PLAN, Index, SlideList
from engage_desktop.ui.theme import Theme
from engage_desktop.ui.widgets.buttons import Button, IconButton
from engage_desktop.ui.widgets.cards import ground
from engage_desktop.ui.widgets.labels import PlainLabel
from engage_desktop.ui.widgets.slide import paint_slide
from engage_desktop.wording import tr
from engage_desktop.wording.figures import kind_name
from engage_desktop.wording.report_names import drawing_name, figure_name
from engage_desktop.wording.typography import ellipsis, named, quoted

_ROW, _THUMB = 76, 104
_PICTURES_KEPT = 60
_LONGEST = 50  # characters of a question in a menu
_NAMED = 56  # narrower than this, the pictures go without their names


class SlideDelegate(QStyledItemDelegate):
    """A number, the slide in small, its name; what is not exported is faint."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme
        self._pictures: dict[tuple[SlidePlan, int, float], QPixmap] = {}

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, self._theme.px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, px = self._theme, self._theme.px
        plan: SlidePlan = index.data(PLAN)
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        box = QRectF(option.rect).adjusted(px(10), 1, -px(10), -1)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(theme.color("accentTint" if chosen else "hover"))
            painter.drawRoundedRect(box, px(6), px(6))
        self._number(painter, box, str(index.row() + 1), chosen=chosen)
        thumb = QRectF(box.left() + px(32), 0, px(_THUMB), px(_THUMB) * HEIGHT / WIDTH)
        thumb.moveTop(box.center().y() - thumb.height() / 2)
        painter.setOpacity(1.0 if plan.included else 0.4)
        painter.drawPixmap(
            thumb.topLeft(), self._picture(plan, index.row() + 1, thumb.size().toSize(), painter)
        )
        painter.setOpacity(1.0)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.color("accent" if chosen else "line2"), 2 if chosen else 1))
        painter.drawRoundedRect(thumb, px(3), px(3))
        words = box.adjusted(px(32 + _THUMB + 8), px(6), -px(6), -px(6))
        if words.width() > px(_NAMED):
            self._words(painter, words, plan, chosen=chosen)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), px(6), px(6))
        painter.restore()

    def _number(self, painter: QPainter, box: QRectF, text: str, *, chosen: bool) -> None:
        theme = self._theme
        painter.setFont(theme.font("detail_figure"))
        painter.setPen(theme.color("accent" if chosen else "text3"))
        place = QRectF(box.left(), box.top(), theme.px(24), box.height())
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), text)

    def _words(self, painter: QPainter, box: QRectF, plan: SlidePlan, *, chosen: bool) -> None:
        theme = self._theme
        painter.setFont(theme.font("detail_label" if chosen else "detail"))
        painter.setPen(theme.color("accent" if chosen else "text2" if plan.included else "text3"))
        said = plan.name if plan.included else tr("{slide} (non exportée)", slide=plan.name)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
        painter.drawText(box, int(flags), said)

    def _picture(self, plan: SlidePlan, number: int, size: QSize, painter: QPainter) -> QPixmap:
        ratio = painter.device().devicePixelRatioF()
        key = (plan, number, ratio * size.width())
        found = self._pictures.get(key)
        if found is None:
            if len(self._pictures) >= _PICTURES_KEPT:
                self._pictures.clear()
            found = QPixmap(size * ratio)
            found.setDevicePixelRatio(ratio)
            found.fill(Qt.GlobalColor.white)
            with QPainter(found) as brush:
                paint_slide(brush, QRectF(0, 0, size.width(), size.height()), plan, number=number)
            self._pictures[key] = found
        return found


class SlidePane(QFrame):
    """The list with its verbs; `chosen` tells the row, the others what is asked for."""

    chosen = Signal(int)
    figure_asked = Signal(object, str)  # ReportFigure, the indicator when it is not the first of its kind
    text_asked = Signal()
    quote_asked = Signal()
    moved = Signal(int, int)  # row, to
    removed = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._editable = True
        px = theme.px
        ground(self, "window")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, px(12), 0, px(8))
        column.setSpacing(px(8))
        head = QHBoxLayout()
        head.setContentsMargins(px(20), 0, px(10), 0)
        head.setSpacing(px(2))
        self.heading = PlainLabel(tr("Diapositives"), theme, role="label")
        head.addWidget(self.heading)
        head.addStretch(1)
        self.adding = Button(tr("Ajouter"), theme, kind="ghost", small=True, icon_name="plus")
        self.adding.set_menu(QMenu(self.adding))
        head.addWidget(self.adding)
        column.addLayout(head)
        self.model = SlideList()
        self.view = self._view()
        column.addWidget(self.view, 1)
        column.addLayout(self._verbs())

    def _view(self) -> QListView:
        view = QListView()
        view.setModel(self.model)
        view.setItemDelegate(SlideDelegate(self._theme, view))
        view.setAccessibleName(tr("Diapositives"))
        view.setFrameShape(QFrame.Shape.NoFrame)
        view.setUniformItemSizes(True)
        view.setMouseTracking(True)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setProperty("ground", "window")
        view.selectionModel().currentRowChanged.connect(self._tell)
        return view

    def _verbs(self) -> QHBoxLayout:
        theme = self._theme
        row = QHBoxLayout()
        row.setContentsMargins(theme.px(16), 0, theme.px(10), 0)
        self.up = IconButton(
            "arrow-up", theme, name=tr("Monter la diapositive"), keys="Alt+Up", run=lambda: self.shift(-1)
        )
        self.down = IconButton(
            "arrow-down",
            theme,
            name=tr("Descendre la diapositive"),
            keys="Alt+Down",
            run=lambda: self.shift(1),
        )
        self.away = IconButton(
            "trash-2", theme, name=tr("Retirer la diapositive"), run=lambda: self.removed.emit(self.row())
        )
        row.addWidget(self.up)
        row.addWidget(self.down)
        row.addStretch(1)
        row.addWidget(self.away)
        return row

    def offer(self, board: Board, *, verbatims: int) -> None:
        """Offer the figures that the study can draw: a menu for each scored question, then what is said."""
        menu = self.adding.menu()
        menu.clear()
        shown = [card.indicator for card in board.cards if card.indicator.value is not None]
        first = {each.kind: each.id for each in reversed(shown)}
        several = Counter(each.kind for each in shown)
        for each in shown:
            figures = figures_of(each.kind)
            if len(figures) == 1:
                self._offer_one(menu, figures[0])
            elif figures:
                inside = menu.addMenu(_asked(each, alone=several[each.kind] == 1).replace("&", "&&"))
                lead = "" if each.id == first[each.kind] else each.id
                for figure in figures:
                    self._offer_one(inside, figure, drawing_name(figure), lead)
        if verbatims:
            inside = menu.addMenu(tr("Thèmes"))
            for figure in ReportFigure:
                if figure.theme is not None:
                    self._offer_one(inside, figure)
        menu.addSeparator()
        menu.addAction(tr("Citation…"), self.quote_asked.emit)
        menu.addAction(tr("Texte"), self.text_asked.emit)

    def _offer_one(self, menu: QMenu, figure: ReportFigure, name: str = "", lead: str = "") -> None:
        action = menu.addAction((name or figure_name(figure)).replace("&", "&&"))
        action.triggered.connect(lambda _on=False: self.figure_asked.emit(figure, lead))

    def set_narrow(self, narrow: bool) -> None:
        """Pictures alone where there is little room."""
        self.heading.setVisible(not narrow)
        self.setFixedWidth(self._theme.px(172 if narrow else 258))

    def row(self) -> int:
        """The row of the chosen slide, -1 if there is none."""
        return self.view.currentIndex().row()

    def show_plans(self, plans: tuple[SlidePlan, ...], *, row: int) -> None:
        """Show these slides, one of them chosen."""
        self.model.show_plans(plans)
        if plans:
            self.view.setCurrentIndex(self.model.index(max(0, min(row, len(plans) - 1))))
        self._allow()

    def set_editable(self, can: bool) -> None:
        """Whether the report may be changed."""
        self._editable = can
        self.adding.setVisible(can)
        self._allow()

    def _allow(self) -> None:
        row, count = self.row(), len(self.model.plans)
        self.up.setEnabled(self._editable and row > 0)
        self.down.setEnabled(self._editable and 0 <= row < count - 1)
        self.away.setEnabled(self._editable and count > 1)

    def _tell(self, current: QModelIndex, _previous: QModelIndex) -> None:
        self._allow()
        if current.isValid():
            self.chosen.emit(current.row())

    def shift(self, step: int) -> None:
        """Ask for the chosen slide to go `step` places down, up if below zero."""
        row = self.row()
        if self._editable and row >= 0 and 0 <= row + step < len(self.model.plans):
            self.moved.emit(row, row + step)


def _asked(indicator: Indicator, *, alone: bool) -> str:
    """« NPS », « Moyenne : « Accueil » »: an indicator among others of its kind is known by its question."""
    name = kind_name(indicator.kind)
    if alone and indicator.kind is not IndicatorKind.MEAN:
        return name
    return named(name, quoted(ellipsis(indicator.label, _LONGEST)))
