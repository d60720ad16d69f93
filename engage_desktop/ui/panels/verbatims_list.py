"""The list of Verbatims: how many, in which order, under which filters."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QItemSelection, QItemSelectionModel, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QMenu,
    QStackedLayout,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from engage_desktop.models import filters
from engage_desktop.models.ids import VerbatimId
from engage_desktop.ui.context import Context
from engage_desktop.ui.itemmodels.verbatims import CodeLook, Fetch, VerbatimList
from engage_desktop.ui.panels.verbatims_words import chip_text
from engage_desktop.ui.widgets.buttons import Button
from engage_desktop.ui.widgets.cards import hairline
from engage_desktop.ui.widgets.chips import FilterChip
from engage_desktop.ui.widgets.flow import FlowLayout
from engage_desktop.ui.widgets.labels import PlainLabel
from engage_desktop.ui.widgets.verbatim_delegate import HEIGHT, VerbatimDelegate
from engage_desktop.wording import tn, tr

_ROOMY = 390  # width that has room for how many are coded
ORDERS = ("newest", "oldest", "polarity", "polarity-desc", "source")


def order_word(order: str) -> str:
    """« Plus récents »…"""
    return {
        "newest": tr("Plus récents"),
        "oldest": tr("Plus anciens"),
        "polarity": tr("Plus négatifs"),
        "polarity-desc": tr("Plus positifs"),
        "source": tr("Ordre des fichiers"),
    }[order]


class ListPane(QFrame):
    """Verbatims to choose from."""

    current_changed = Signal(int)
    selection_changed = Signal()
    order_changed = Signal(str)
    term_removed = Signal(str)
    cleared = Signal()
    save_asked = Signal()
    filters_asked = Signal()
    opened = Signal()  # a verbatim is to be read

    def __init__(self, context: Context, fetch: Fetch) -> None:
        super().__init__()
        self._theme = context.theme
        px = self._theme.px
        self.setProperty("ground", "surface")
        self.setMinimumWidth(px(300))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        column.addWidget(hairline())
        self.model = VerbatimList(fetch, self)
        self.view = (
            QTableView()
        )  # a list asks for each of its lines to lay itself out; a table only counts them
        self.view.setModel(self.model)
        self.view.setItemDelegate(VerbatimDelegate(self._theme, self.model))
        self.view.setProperty("ground", "surface")
        self.view.clicked.connect(lambda _index: self.opened.emit())
        self.view.setShowGrid(False)
        self.view.setTabKeyNavigation(False)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.view.horizontalHeader().hide()
        self.view.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.view.verticalHeader().hide()
        self.view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.view.verticalHeader().setDefaultSectionSize(px(HEIGHT))
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setMouseTracking(True)
        self.view.setAccessibleName(tr("Verbatims"))
        self.view.verticalScrollBar().setSingleStep(px(28))
        self.view.selectionModel().selectionChanged.connect(self._selected)
        self.view.selectionModel().currentChanged.connect(self._current)
        self.nothing = _Nothing(context)
        self.nothing.removed.connect(self.term_removed)
        self.nothing.cleared.connect(self.cleared)
        page = QWidget()
        self._stack = QStackedLayout(page)
        self._stack.addWidget(self.view)
        self._stack.addWidget(self.nothing)
        column.addWidget(page, 1)
        self._quiet = False

    def _head(self) -> QWidget:
        theme, px = self._theme, self._theme.px
        head = QWidget()
        column = QVBoxLayout(head)
        column.setContentsMargins(px(16), px(10), px(12), px(8))
        column.setSpacing(px(6))
        row = QHBoxLayout()
        row.setSpacing(px(10))
        self._count = PlainLabel("", theme, role="section")
        self._coded = PlainLabel("", theme, role="detail", tone="text2")
        self._sort = Button(order_word("newest"), theme, kind="ghost", icon_name="arrow-up-down", small=True)
        menu = QMenu(self._sort)
        for order in ORDERS:
            menu.addAction(order_word(order)).triggered.connect(
                lambda _on=False, order=order: self.order_changed.emit(order)
            )
        self._sort.set_menu(menu)
        row.addWidget(self._count)
        row.addWidget(self._coded)
        row.addStretch(1)
        row.addWidget(self._sort)
        column.addLayout(row)
        line = QWidget()
        under = QHBoxLayout(line)
        under.setContentsMargins(0, 0, 0, 0)
        under.setSpacing(px(6))
        chips = QWidget()
        self._chips = FlowLayout(chips, spacing=px(6))
        self.filter_button = Button(
            tr("Filtre"), theme, icon_name="plus", small=True, run=self.filters_asked.emit
        )
        self._save = Button(tr("Enregistrer"), theme, kind="link", small=True, run=self.save_asked.emit)
        under.addWidget(chips, 1)
        under.addWidget(self._save, 0, Qt.AlignmentFlag.AlignTop)
        column.addWidget(line)
        self._chips.addWidget(self.filter_button)
        return head

    # what is shown

    def show_found(self, total: int, coded: int, order: str) -> None:
        """Say how many there are and in which order."""
        self._count.setText(tn("{n} verbatim", "{n} verbatims", total))
        self._coded.setText(tn("{n} codé", "{n} codés", coded))
        self._sort.set_text(order_word(order))

    def show_terms(self, expression: str, *, savable: bool) -> None:
        """Show the filter in force as chips."""
        self._chips.removeWidget(self.filter_button)
        self._chips.clear()
        for term in filters.terms(expression):
            chip = FilterChip(chip_text(term), self._theme, active=True)
            chip.removed.connect(lambda term=term: self.term_removed.emit(term))
            self._chips.addWidget(chip)
        self._chips.addWidget(self.filter_button)
        self.filter_button.show()
        self._save.setVisible(savable and bool(expression))

    def show_nothing(self, expression: str, without_last: int | None) -> None:
        """Say that nothing is found; None: something is."""
        if without_last is None:
            self._stack.setCurrentWidget(self.view)
        else:
            self.nothing.explain(expression, without_last)
            self._stack.setCurrentWidget(self.nothing)

    def show_looks(self, looks: Mapping[int, CodeLook]) -> None:
        """Show codes under these names and hues."""
        if looks != self.model.looks:
            self.model.looks = looks
            self.view.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._coded.setVisible(self.width() >= self._theme.px(_ROOMY))

    # choosing

    def places_shown(self) -> range:
        """The rows that are in sight."""
        height = self.view.verticalHeader().defaultSectionSize()
        top = self.view.verticalScrollBar().value()
        last = (top + self.view.viewport().height()) // height
        return range(top // height, min(last + 1, self.model.rowCount()))

    def chosen(self) -> int:
        """How many verbatims are selected."""
        chosen = self.view.selectionModel().selection()
        ranges = (chosen.at(number) for number in range(chosen.count()))
        return sum(each.bottom() - each.top() + 1 for each in ranges)

    def current(self) -> VerbatimId | None:
        """The verbatim that the keyboard is on."""
        return self.model.id_at(self.place())

    def selected(self) -> tuple[VerbatimId, ...]:
        """The verbatims selected, in the order of the list."""
        places = sorted(index.row() for index in self.view.selectionModel().selectedIndexes())
        found = (self.model.id_at(place) for place in places)
        return tuple(each for each in found if each is not None)

    def place(self) -> int:
        """The row of the current verbatim, or -1."""
        return self.view.currentIndex().row()

    def go_to(self, place: int) -> None:
        """Make a row the current one."""
        if 0 <= place < self.model.rowCount():
            index = self.model.index(place)
            flag = (
                QItemSelectionModel.SelectionFlag
            )  # said outright: else a key still held would spare the others
            self.view.selectionModel().setCurrentIndex(index, flag.ClearAndSelect | flag.Rows)
            self.view.scrollTo(index)

    def quietly(self, change: Callable[[], None]) -> None:
        """Change the list without telling who reads it."""
        self._quiet = True
        try:
            change()
        finally:
            self._quiet = False

    def _selected(self, _now: QItemSelection, _before: QItemSelection) -> None:
        if not self._quiet:
            self.selection_changed.emit()

    def _current(self) -> None:
        found = self.model.id_at(self.place())
        if found is not None and not self._quiet:
            self.current_changed.emit(int(found))


class _Nothing(QWidget):
    """« Aucun verbatim avec ces filtres », and the ways out."""

    removed = Signal(str)
    cleared = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        theme, px = context.theme, context.theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(24), px(48), px(24), px(24))
        column.setSpacing(px(10))
        self._title = PlainLabel("", theme, role="section", wrap=True)
        self._hint = PlainLabel("", theme, tone="text2", wrap=True)
        self._less = Button("", theme, run=self._take_last)
        self._none = Button(tr("Tout effacer"), theme, kind="ghost", run=self.cleared.emit)
        for widget in (self._title, self._hint, self._less, self._none):
            column.addWidget(widget)
            column.setAlignment(widget, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self._last = ""

    def explain(self, expression: str, without_last: int) -> None:
        """Say which filters find nothing, and what the last one takes away."""
        asked = filters.terms(expression)
        self._last = asked[-1] if asked else ""
        self._title.setText(
            tn("Aucun verbatim avec ce filtre.", "Aucun verbatim avec ces {n} filtres.", max(1, len(asked)))
        )
        self._hint.setText(tn("{n} sans le dernier", "{n} sans le dernier", without_last))
        self._less.set_text(tr("Retirer « {name} »", name=chip_text(self._last)))
        self._less.setVisible(bool(self._last))

    def _take_last(self) -> None:
        self.removed.emit(self._last)
