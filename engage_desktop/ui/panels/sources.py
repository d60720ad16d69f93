"""Sources: what was imported, and the import of more."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QWidget

from engage_desktop.errors import EngageError, Reason
from engage_desktop.operations.formats import ENDINGS
from engage_desktop.operations.merging import is_study
from engage_desktop.ui.context import Context
from engage_desktop.ui.panels.panel import Panel, concerns
from engage_desktop.ui.panels.sources_files import accepted
from engage_desktop.ui.panels.sources_list import SourcesList
from engage_desktop.ui.panels.sources_reading import Imports, read_imports
from engage_desktop.ui.panels.sources_watched import WatchedLine
from engage_desktop.ui.panels.sources_wizard import ImportWizard, stage_words
from engage_desktop.ui.widgets.buttons import Button
from engage_desktop.ui.widgets.progress import Stepper
from engage_desktop.ui.widgets.states import EmptyState
from engage_desktop.wording import tr

_READ = ("source", "survey", "wave", "journal", "study")


class SourcesPanel(Panel):
    """The list of imports, or the import under way."""

    name = "sources"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._imports: Imports | None = None
        context.study_closed.connect(self._forget)
        self.setAcceptDrops(True)

    def title(self) -> str:
        """« Sources »."""
        return tr("Sources")

    def build(self) -> None:
        """The pages, and the header's verb or steps."""
        self.body.setContentsMargins(0, 0, 0, 0)
        theme = self.theme
        self.importing = Button(
            tr("Importer…"), theme, kind="primary", icon_name="inbox", keys="Ctrl+I", run=self.choose_files
        )
        self.stepper = Stepper(stage_words(), theme)
        self.stepper.hide()
        self.header.add(self.stepper, self.importing)
        self.list = SourcesList(self.context)
        self.wizard = ImportWizard(self.context, choose=self.choose_files)
        self.wizard.moved.connect(self._step)
        self.wizard.left.connect(self.show_list)
        self.empty = EmptyState(
            theme,
            tr("Aucune source pour l'instant"),
            tr(
                "Importez des réponses, des mentions ou des entretiens.\nVous pouvez aussi déposer un fichier ici."
            ),
            primary=Button(
                tr("Importer des fichiers…"), theme, kind="primary", icon_name="inbox", run=self.choose_files
            ),
            secondary=Button(
                tr("Concevoir une enquête"),
                theme,
                icon_name="clipboard-list",
                run=lambda: self.context.go("enquetes"),
            ),
            foot=accepted(),
        )
        self.pages = QStackedWidget()
        for page in (self.list, self.wizard, self.empty):
            self.pages.addWidget(page)
        self.watched = WatchedLine(self.context, take=self.take_files)
        margin = theme.px(24)
        row = QHBoxLayout()
        row.setContentsMargins(margin, 0, margin, 0)
        row.addWidget(self.watched)
        self.context.watched.seen.connect(lambda _watched: self._show_watched())
        self.body.addLayout(row)
        self.body.addWidget(self.pages, 1)
        self.show_list()

    def refresh(self, changed: frozenset[str]) -> None:
        """Read the imports anew."""
        if concerns(changed, *_READ):
            self.context.read(self, read_imports, self._show)

    def take_files(self, paths: tuple[Path, ...]) -> None:
        """Begin to import these files."""
        self.prepare()
        study = self.context.study
        if study is not None and study.read_only:
            self.context.jobs.refused.emit(EngageError(Reason.STUDY_READ_ONLY, where=str(study.path)))
            return
        if self.wizard.queue.importing:
            self.context.toast(tr("Un import est en cours : attendez sa fin pour en ajouter."))
            return
        self.show_wizard()
        self.wizard.take(paths)

    def choose_files(self) -> None:
        """Ask which files to import."""
        names, _filter = QFileDialog.getOpenFileNames(
            self,
            tr("Choisir des fichiers à importer"),
            "",
            f"{tr('Fichiers à importer')} ({' '.join(f'*.{each}' for each in ENDINGS)});;{tr('Tous les fichiers')} (*)",
        )
        if names:
            self.take_files(tuple(Path(name) for name in names))

    def show_list(self) -> None:
        """What was imported."""
        has = self._imports is not None and bool(self._imports.sources)
        self.pages.setCurrentWidget(self.list if has or self._imports is None else self.empty)
        self.header.set_title(tr("Sources"))
        self.stepper.hide()
        self._show_watched()
        self.importing.setVisible(has)

    def show_wizard(self) -> None:
        """The import under way."""
        self.pages.setCurrentWidget(self.wizard)
        self.header.set_title(tr("Importer des fichiers"))
        self.stepper.show()
        self.watched.hide()
        self.importing.hide()

    def _show_watched(self) -> None:
        """The line about the watched folder: a first import comes before it, unless a folder is watched already."""
        listed = self.pages.currentWidget() is self.list
        waited_for = self.context.watched.latest is not None
        self.watched.setVisible(listed or (waited_for and self.pages.currentWidget() is self.empty))

    def focus_first(self) -> None:
        """The list, or the import."""
        if self.pages.currentWidget() is self.list:
            self.list.view.setFocus()
        else:
            super().focus_first()

    def panes(self) -> tuple[QWidget, ...]:
        """What F6 visits."""
        if self.pages.currentWidget() is self.wizard:
            return self.wizard.panes()
        return self.list.panes() if self.pages.currentWidget() is self.list else (self.empty,)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _dropped(event):
            event.acceptProposedAction()
            self._hover(over=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        super().dragLeaveEvent(event)
        self._hover(over=False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._hover(over=False)
        paths = _dropped(event)
        if paths:
            event.acceptProposedAction()
            if any(map(is_study, paths)):  # here a study is to be merged; elsewhere the window asks
                self.take_files(paths)
            else:
                self.context.import_files(paths)

    def _hover(self, *, over: bool) -> None:
        if self._built:
            self.wizard.files.target.set_over(over)

    def _show(self, imports: Imports) -> None:
        self._imports = imports
        self.list.show_imports(imports)
        self.wizard.know(imports.surveys, imports.waves)
        if self.pages.currentWidget() is not self.wizard:
            self.show_list()

    def _step(self, stage: int) -> None:
        self.stepper.set_current(stage)

    def _forget(self) -> None:
        if self._built:
            self.wizard.start_over()


def _dropped(event: QDropEvent | QDragEnterEvent) -> tuple[Path, ...]:
    urls = event.mimeData().urls()
    return tuple(Path(url.toLocalFile()) for url in urls if url.isLocalFile())
