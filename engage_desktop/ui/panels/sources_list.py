"""The list of imports, and under it the one that is looked at."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QFrame,
    QHeaderView,
    QMenu,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from engage_desktop.errors import EngageError, Reason
from engage_desktop.models.sources import RowProblem, Source
from engage_desktop.operations import history
from engage_desktop.ui.context import Context
from engage_desktop.ui.icons import icon
from engage_desktop.ui.itemmodels.source_table import COLUMNS, NAME, VERBATIMS, WHEN, SourceTable
from engage_desktop.ui.panels.sources_acts import ask_export, undo_import
from engage_desktop.ui.panels.sources_details import SourceDetails
from engage_desktop.ui.panels.sources_reading import Imports, read_problems, removed_at, way_back
from engage_desktop.ui.theme import Theme
from engage_desktop.ui.widgets.areas import row_table
from engage_desktop.ui.widgets.source_rows import ROW, SourceDelegate
from engage_desktop.wording import tr
from engage_desktop.wording.typography import ago

_NARROWEST = 64  # px of a column of figures
_WHEN = 112
_TIGHT = 800  # logical width below which the file names need the room


class SourcesList(QWidget):
    """Imports newest first; removed ones are struck."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        theme = context.theme
        self._imports: Imports | None = None
        self._current: Source | None = None
        self._problems: tuple[RowProblem, ...] = ()
        self._placed_by_hand = False
        self.model = SourceTable(self)
        self.view = _view(theme, self.model)
        self.view.selectionModel().currentRowChanged.connect(self._look_at)
        self.view.customContextMenuRequested.connect(self._menu)
        self.view.activated.connect(lambda _index: self.see())
        self.details = SourceDetails(
            theme,
            see=self.see,
            remove=self.remove,
            bring_back=self.bring_back,
            modify=self.modify,
            export=self.export,
        )
        frame = QFrame()
        frame.setObjectName("card")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.view)
        self.split = QSplitter(Qt.Orientation.Vertical)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(frame)
        self.split.addWidget(self.details)
        self.split.splitterMoved.connect(lambda *_: self._keep_sizes())
        self.split.setStretchFactor(0, 0)
        self.split.setStretchFactor(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(24), 0, theme.px(24), theme.px(16))
        column.addWidget(self.split)

    def show_imports(self, imports: Imports) -> None:
        """Show these imports, the same one looked at, or the one that has just come."""
        before = () if self._imports is None else self._imports.sources
        fresh = len(imports.sources) > len(before)
        self._imports = imports
        key = -1 if self._current is None or fresh else int(self._current.id)
        self.model.show_sources(imports.sources)
        row = max(0, self.model.row_of(key))
        if imports.sources:
            self.view.selectRow(row)
            self._look_at(self.model.index(row, 0))
            self._share_room()

    def current(self) -> Source | None:
        """The import that is looked at."""
        return self._current

    def see(self) -> None:
        """Its verbatims."""
        source = self._current
        if source is not None and source.verbatims and not source.removed:
            self.context.go("verbatims", filter=self._expression(source))

    def remove(self) -> None:
        """Take it back whole."""
        source = self._current
        if source is not None and not source.removed:
            undo_import(self.context, source.id, source.file)

    def bring_back(self) -> None:
        """Undo its removal, or redo its import."""
        source, imports = self._current, self._imports
        if source is None or imports is None:
            return
        way = way_back(imports, source)
        verb = history.undo if way == "undo" else history.redo
        if way:
            self.context.write(
                lambda study, _progress: verb(study),
                done=lambda _act: self.context.toast(tr("Import de « {name} » rétabli", name=source.file)),
                label=tr("Retour de l'import de {name}", name=source.file),
            )

    def modify(self) -> None:
        """Ask for its file, and show how it was read: another reading keeps codes and corrections."""
        source = self._current
        if source is None:
            return
        name, _filter = QFileDialog.getOpenFileName(
            self, tr("Retrouver « {name} »", name=source.file), source.file
        )
        if name:
            self.read_again(Path(name))

    def read_again(self, path: Path) -> None:
        """Show how the import that is looked at was read, `path` being its file; refuse any other file."""
        source = self._current
        if source is None:
            return
        if not path.is_file() or path.stat().st_size != source.size:
            error = EngageError(Reason.SOURCE_OTHER_FILE, where=str(path), name=source.file)
            self.context.jobs.refused.emit(error)
            return
        self.context.import_files((path,))

    def export(self) -> None:
        """Write the list of its refused rows."""
        source = self._current
        if source is not None and self._problems:
            ask_export(self, self.context, self._problems, stem=source.file.rpartition(".")[0] or source.file)

    def panes(self) -> tuple[QWidget, ...]:
        """What F6 visits."""
        return (self.view, self.details)

    def _expression(self, source: Source) -> str:
        """By its name; by its number when another import answers to that name too."""
        assert self._imports is not None
        name = source.file.casefold()
        twins = sum(not each.removed and name in each.file.casefold() for each in self._imports.sources)
        return f'source:"{source.file}"' if twins == 1 else f"source:{int(source.id)}"

    def _look_at(self, index: QModelIndex, _before: QModelIndex | None = None) -> None:
        if not index.isValid() or self._imports is None:
            return
        source = self.model.sources[index.row()]
        other = self._current is None or self._current.id != source.id
        self._current = source
        if other:
            self._problems = ()
            self.details.show_problems(())
        study = self.context.study
        self.details.show_source(
            source,
            state=self._state(source),
            can_return=bool(way_back(self._imports, source)),
            read_only=study is not None and study.read_only,
        )
        if source.skipped:
            self.context.read(self, lambda session: read_problems(session, source.id), self._show_problems)

    def _show_problems(self, problems: tuple[RowProblem, ...]) -> None:
        self._problems = problems
        self.details.show_problems(problems)

    def _state(self, source: Source) -> str:
        if not source.removed or self._imports is None:
            return ""
        at = removed_at(self._imports, source)
        when = "" if at is None else f" {ago(at, dt.datetime.now(at.tzinfo))}"
        if way_back(self._imports, source):
            return tr("Import retiré{when}. Rien n'est perdu : « Rétablir l'import » le ramène.", when=when)
        return tr("Import retiré{when}. Pour le retrouver, importez de nouveau le fichier.", when=when)

    def _menu(self, at: QPoint) -> None:
        source = self._current
        if source is None or not self.view.indexAt(at).isValid():
            return
        menu = QMenu(self)
        theme = self.context.theme
        buttons = (
            (self.details.seeing, "message-square-quote", self.see),
            (self.details.exporting, "file-down", self.export),
            (self.details.modifying, "sliders-horizontal", self.modify),
            (self.details.returning, "undo-2", self.bring_back),
            (self.details.removing, "trash-2", self.remove),
        )
        for button, name, run in buttons:
            if not button.isHidden():
                action = menu.addAction(icon(name, theme), button.accessibleName())
                action.setEnabled(button.isEnabled())
                action.triggered.connect(lambda _checked, run=run: run())
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.view.viewport().mapToGlobal(at))

    def _share_room(self) -> None:
        """Give the list the room of its rows, up to three fifths, until a person moves the handle."""
        px = self.context.theme.px
        if self._placed_by_hand or not self.model.sources or self.height() < px(300):
            return
        wish = px(44) + px(ROW) * max(4, len(self.model.sources))
        upper = min(wish, 3 * self.height() // 5)
        self.split.setSizes([upper, self.height() - upper])

    def _keep_sizes(self) -> None:
        self._placed_by_hand = True

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        tight = event.size().width() < self.context.theme.px(_TIGHT)
        for column in (VERBATIMS, WHEN):  # the card below says both
            self.view.setColumnHidden(column, tight)
        self._share_room()


def _view(theme: Theme, model: SourceTable) -> QTableView:
    view = row_table(model, theme, name=tr("Imports de l'étude"), height=ROW)
    view.setItemDelegate(SourceDelegate(theme, view))
    view.setMouseTracking(True)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    heads = view.horizontalHeader()
    heads.setMinimumSectionSize(theme.px(56))
    heads.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
    for column in range(COLUMNS):
        if column != NAME:
            heads.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            head = str(model.headerData(column, Qt.Orientation.Horizontal) or "")
            words = QFontMetrics(theme.font("detail")).horizontalAdvance(head) + theme.px(24)
            view.setColumnWidth(column, max(words, theme.px(_WHEN if column == WHEN else _NARROWEST)))
    return view
