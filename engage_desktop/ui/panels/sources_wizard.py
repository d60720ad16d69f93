"""The import, step by step: files, columns, control, import."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import IntEnum
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from engage_desktop.errors import EngageError, Reason
from engage_desktop.models.sources import SourceKind
from engage_desktop.models.surveys import Survey, Wave
from engage_desktop.ui.context import Context
from engage_desktop.ui.dialogs.import_format import FormatDialog
from engage_desktop.ui.labels_merging import things
from engage_desktop.ui.labels_sources import rows_word
from engage_desktop.ui.panels.sources_acts import ask_export, undo_import
from engage_desktop.ui.panels.sources_cards import FileCards
from engage_desktop.ui.panels.sources_columns import ColumnsPage
from engage_desktop.ui.panels.sources_draft import (
    FileDraft,
    FileState,
    confirmed,
    with_dropped,
    with_replaced,
)
from engage_desktop.ui.panels.sources_files import FilesPage
from engage_desktop.ui.panels.sources_foot import WizardFoot
from engage_desktop.ui.panels.sources_merge import is_merge
from engage_desktop.ui.panels.sources_notes import NotesPane
from engage_desktop.ui.panels.sources_outcome import OutcomePage
from engage_desktop.ui.panels.sources_queue import ImportQueue
from engage_desktop.ui.widgets.cards import hairline
from engage_desktop.wording import tn, tr

_NARROW = 660  # logical width below which the notes go under the table


class Stage(IntEnum):
    """Where the wizard stands."""

    FILES = 0
    COLUMNS = 1
    CONTROL = 2
    IMPORT = 3


def stage_words() -> tuple[str, ...]:
    """The steps as the stepper says them."""
    return tr("Fichiers"), tr("Colonnes"), tr("Contrôle"), tr("Import")


class ImportWizard(QWidget):
    """The pages of an import; `moved` tells the step, `left` that it is over or given up."""

    moved = Signal(int)
    left = Signal()

    def __init__(self, context: Context, *, choose: Callable[[], None]) -> None:
        super().__init__()
        self.context, self.theme = context, context.theme
        self.queue = ImportQueue(context, self)
        self.stage = Stage.FILES
        self.current: Path | None = None
        self._surveys: tuple[Survey, ...] = ()
        self._waves: tuple[Wave, ...] = ()
        self._undone: set[int] = set()
        self._finished = False
        self._build(choose)
        self.queue.changed.connect(self._changed)
        self.queue.listed.connect(self._listed)
        self.queue.over.connect(self._ended)

    # the window and the panel ask

    def take(self, paths: tuple[Path, ...]) -> None:
        """Read these files too, and go to their columns."""
        if self._finished:
            self.start_over()
        self.queue.add(paths)
        if self.stage is Stage.FILES and paths:
            self.current = self.current or paths[0]
            self._go(Stage.COLUMNS)

    def start_over(self) -> None:
        """Forget every file."""
        self.queue.clear()
        self.current, self._finished = None, False
        self._undone.clear()
        self._go(Stage.FILES)

    def know(self, surveys: tuple[Survey, ...], waves: tuple[Wave, ...]) -> None:
        """The surveys and waves that responses may go to."""
        self._surveys, self._waves = surveys, waves
        self._show_current()

    def panes(self) -> tuple[QWidget, ...]:
        """What F6 visits."""
        return tuple(pane for pane in (self.cards, self.pages, self.notes, self.foot) if pane.isVisible())

    # building

    def _build(self, choose: Callable[[], None]) -> None:
        theme, px = self.theme, self.theme.px
        self.cards = FileCards(theme)
        self.files = FilesPage(theme, choose=choose)
        self.columns = ColumnsPage(theme, choose_other=self._choose_other, correct=self.correct_format)
        self.control = OutcomePage(theme, stop=self.queue.stop)
        self.result = OutcomePage(theme, stop=self.queue.stop)
        self.notes = NotesPane(theme)
        self.foot = WizardFoot(theme, stop=self.queue.stop)
        self.pages = QStackedWidget()
        for page in (self.files, self.columns, self.control, self.result):
            self.pages.addWidget(page)
        left = QVBoxLayout()
        left.setContentsMargins(px(24), px(16), px(20), px(12))
        left.setSpacing(px(12))
        left.addWidget(self.cards)
        left.addWidget(self.pages, 1)
        self._middle = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._middle.setSpacing(0)
        self._middle.addLayout(left, 1)
        self._rule = hairline(vertical=True)
        self._middle.addWidget(self._rule)
        self._middle.addWidget(self.notes)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(hairline())
        column.addLayout(self._middle, 1)
        column.addWidget(hairline())
        column.addWidget(self.foot)
        self._connect()

    def _connect(self) -> None:
        self.cards.chosen.connect(self.look_at)
        self.cards.removed.connect(self.queue.remove)
        self.columns.mapped.connect(self._map)
        self.columns.aimed.connect(self._aim)
        self.columns.retried.connect(lambda: self._with_current(self.queue.retry))
        self.columns.removed.connect(lambda: self._with_current(self.queue.remove))
        self.notes.exported.connect(self._export)
        # Queued: the pane is made anew by what follows, and what was pressed would go while it is being pressed.
        self.notes.confirmed.connect(self._confirm, Qt.ConnectionType.QueuedConnection)
        self.notes.dropped.connect(self._drop, Qt.ConnectionType.QueuedConnection)
        self.notes.replaced.connect(self._replace, Qt.ConnectionType.QueuedConnection)
        self.notes.led.connect(self._lead_to_column)
        self.notes.pointed.connect(self.columns.table.show_row)
        self.foot.cancelled.connect(self._give_up)
        self.foot.back.connect(self.back)
        self.foot.forward.connect(self.forward)
        self.foot.also.connect(lambda: self.context.go("indicateurs"))

    # a person moves on

    def look_at(self, path: Path) -> None:
        """Show the file at `path`."""
        self.current = path
        self.queue.prefer(path)
        if self.stage is Stage.FILES:
            self._go(Stage.COLUMNS)
        self.cards.show_drafts(self.queue.drafts(), self.current)
        self._show_current()

    def forward(self) -> None:
        """The next step, or what comes after the last."""
        if self.stage is Stage.IMPORT:
            self._see(None)
        elif self.stage is Stage.CONTROL:
            self._import()
        else:
            self._go(Stage(self.stage + 1))

    def back(self) -> None:
        """The step before."""
        if self.stage is not Stage.FILES:
            self._go(Stage(self.stage - 1))

    def correct_format(self) -> None:
        """Ask what the file really is, and read it anew."""
        draft = self._draft()
        if draft is None:
            return
        dialog = FormatDialog(self, self.theme, file=draft.path.name, proposal=draft.proposal)
        dialog.accepted.connect(lambda: self._reread(draft.path, dialog))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _reread(self, path: Path, dialog: FormatDialog) -> None:
        choice = dialog.choice()
        self.queue.reread(path, format=choice.format, layout=choice.layout)

    def _give_up(self) -> None:
        self.start_over()
        self.left.emit()

    def _choose_other(self) -> None:
        """Another file in place of the one that was refused."""
        draft = self._draft()
        if draft is None:
            return
        name, _filter = QFileDialog.getOpenFileName(
            self, tr("Choisir un autre fichier"), str(draft.path.parent)
        )
        if name:
            self.current = Path(name)
            self.queue.replace(draft.path, self.current)

    def _map(self, mapping: object) -> None:
        self._with_current(lambda path: self.queue.map(path, mapping))  # type: ignore[arg-type] # a signal's object

    def _confirm(self) -> None:
        draft = self._draft()
        if draft is not None and draft.mapping is not None:
            self.queue.map(draft.path, confirmed(draft.mapping))

    def _drop(self, state: str, out: bool) -> None:
        draft = self._draft()
        if draft is not None and draft.mapping is not None:
            self.queue.map(draft.path, with_dropped(draft.mapping, state, out=out))

    def _replace(self, kind: str, on: bool) -> None:
        draft = self._draft()
        if draft is not None and draft.mapping is not None and draft.proposal is not None:
            self.queue.map(draft.path, with_replaced(draft.mapping, kind, draft.proposal.marks, on=on))

    def _aim(self, survey: str, wave: object) -> None:
        self._with_current(lambda path: self.queue.aim(path, survey=survey, wave=wave))  # type: ignore[arg-type] # a signal's object

    def _lead_to_column(self, index: int) -> None:
        if self.stage is not Stage.COLUMNS:
            self._go(Stage.COLUMNS)
        self.columns.table.show_column(index)

    def _export(self) -> None:
        draft = self._draft()
        if draft is not None:
            self._export_of(draft)

    def _export_of(self, draft: FileDraft) -> None:
        ask_export(self, self.context, (*draft.problems, *draft.remarks), stem=draft.path.stem)

    # importing

    def _import(self) -> None:
        study = self.context.study
        if study is not None and study.read_only:
            self.context.jobs.refused.emit(EngageError(Reason.STUDY_READ_ONLY, where=str(study.path)))
            return
        self._go(Stage.IMPORT)
        self.queue.bring_in(remember=self.columns.table.remember.isChecked())

    def _ended(self) -> None:
        self._finished = True
        self._refresh()
        if self.isVisible():
            self.foot.primary.setFocus(Qt.FocusReason.OtherFocusReason)

    def _see(self, draft: FileDraft | None) -> None:
        """The verbatims of one file, or of the only one; of all otherwise."""
        brought = [each for each in self.queue.drafts() if each.outcome is not None]
        if draft is None and len(brought) == 1:
            draft = brought[0]
        one = draft is not None and not is_merge(draft)  # the texts of a merge hang on sources of their own
        expression = f'source:"{draft.path.name}"' if draft is not None and one else ""
        designs, figures = _only_designs(brought), _figures_alone(brought if draft is None else [draft])
        self.start_over()
        self.left.emit()
        if designs:
            self.context.go("enquetes")
        elif figures:
            self.context.go("indicateurs")
        else:
            self.context.go("verbatims", filter=expression)

    def _undo(self, draft: FileDraft) -> None:
        if draft.outcome is None or draft.outcome.source is None:
            return
        key = draft.outcome.source

        def gone(_nothing: None) -> None:
            self._undone.add(int(key))
            self._refresh()

        undo_import(self.context, key, draft.path.name, done=gone)

    # showing

    def _go(self, stage: Stage) -> None:
        self.stage = stage
        if stage is Stage.CONTROL:
            self._look_at_usable()
        self.moved.emit(int(stage))
        self._refresh()
        if self.isVisible() and self.current is not None and stage in (Stage.COLUMNS, Stage.CONTROL):
            self.cards.card(self.current).setFocus(Qt.FocusReason.OtherFocusReason)

    def _look_at_usable(self) -> None:
        usable = [draft.path for draft in self.queue.drafts() if draft.usable]
        if usable and self.current not in usable:
            self.current = usable[0]

    def _refresh(self) -> None:
        self.cards.removable = self.stage in (Stage.FILES, Stage.COLUMNS)
        self.cards.setVisible(bool(self.queue.drafts()) and self.stage is not Stage.IMPORT)
        self.cards.show_drafts(self.queue.drafts(), self.current)
        self.pages.setCurrentIndex(int(self.stage))
        self._show_current()

    def _listed(self) -> None:
        paths = [draft.path for draft in self.queue.drafts()]
        if self.current not in paths:
            self.current = paths[0] if paths else None
        if not paths and self.stage is not Stage.FILES:
            self._go(Stage.FILES)
        else:
            self._refresh()

    def _changed(self, path: object) -> None:
        draft = self.queue.draft(path) if isinstance(path, Path) else None
        if draft is None:
            return
        self.cards.show_draft(draft)
        moving = draft.state is FileState.IMPORTING and draft.done > 0
        if self.stage is Stage.IMPORT and moving:
            self.result.show_progress(draft)
        elif self.stage is Stage.CONTROL and draft.state is FileState.TRYING and draft.done > 0:
            self.control.show_progress(draft)
        elif path == self.current or self.stage is Stage.IMPORT:
            self._show_current()
        self._show_foot()

    def _show_current(self) -> None:
        draft = self._draft()
        if self.stage is Stage.COLUMNS and draft is not None:
            self.columns.show_draft(draft, self._surveys, self._waves)
        elif self.stage is Stage.CONTROL and draft is not None:
            self.control.show_trial(draft)
        elif self.stage is Stage.IMPORT:
            self.result.show_results(
                self.queue.drafts(),
                see=self._see,
                undo=self._undo,
                export=self._export_of,
                undone=frozenset(self._undone),
            )
        noted = self.stage in (Stage.COLUMNS, Stage.CONTROL) and draft is not None
        shown = (
            noted
            and draft is not None
            and draft.proposal is not None
            and draft.state is not FileState.REFUSED
        )
        self.notes.setVisible(shown)
        self._rule.setVisible(shown)
        if shown:
            self.notes.show_draft(draft)
        self._show_foot()

    def _show_foot(self) -> None:
        drafts = self.queue.drafts()
        reading = [draft for draft in drafts if draft.state in (FileState.READING, FileState.TRYING)]
        self.foot.show_reading(drafts if self.stage in (Stage.FILES, Stage.COLUMNS) else ())
        if self.stage is Stage.IMPORT:
            brought = [draft for draft in drafts if draft.outcome is not None]
            verb = tr("Voir les verbatims") if brought else tr("Revenir aux sources")
            figures = _figures_alone(brought)
            verb = tr("Voir les indicateurs") if figures else verb
            verb = tr("Voir les questions") if _only_designs(brought) else verb
            self.foot.show_end(verb, ended=self._finished, brought=bool(brought), figures=figures)
            return
        usable = [draft for draft in drafts if draft.usable]
        ready = all(draft.trial is not None for draft in usable) and not reading
        verbs = {
            Stage.FILES: tr("Continuer"),
            Stage.COLUMNS: _verb(usable, tr("Vérifier {what}")),
            Stage.CONTROL: _verb(usable, tr("Importer {what}"), tr("Importer quand même")),
        }
        able = bool(usable) and (ready or self.stage is not Stage.CONTROL)
        if self.stage is Stage.CONTROL and usable and all(map(is_merge, usable)):
            brings = [
                draft for draft in usable if draft.trial is None or draft.trial.imported + draft.trial.updated
            ]
            verbs[Stage.CONTROL] = tr("Fusionner dans cette étude") if brings else tr("Rien à fusionner")
            able = able and bool(brings)
        self.foot.show_step(verbs[self.stage], able=able, first=self.stage is Stage.FILES)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        px = self.theme.px
        narrow = event.size().width() < px(_NARROW)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        self._middle.setDirection(way)
        self.notes.setMinimumWidth(0)
        if narrow:
            self.notes.setMaximumSize(16_777_215, px(180))
        else:
            room = event.size().width()
            wide = px(332 if room >= px(1150) else 272 if room >= px(820) else 228)
            self.notes.setMinimumWidth(wide)
            self.notes.setMaximumSize(wide, 16_777_215)

    def _draft(self) -> FileDraft | None:
        return None if self.current is None else self.queue.draft(self.current)

    def _with_current(self, act: Callable[[Path], None]) -> None:
        if self.current is not None and self.queue.draft(self.current) is not None:
            act(self.current)


def _only_designs(brought: list[FileDraft]) -> bool:
    return bool(brought) and all(draft.kind is SourceKind.DESIGN for draft in brought)


def _figures_alone(drafts: Sequence[FileDraft]) -> bool:
    """Whether what was brought in are figures, or answers without a text."""
    outcomes = [draft.outcome for draft in drafts if draft.outcome is not None]
    counted = any(each.values or (each.survey and each.imported) for each in outcomes)
    return counted and not any(each.verbatims for each in outcomes)


def _verb(usable: list[FileDraft], words: str, nothing: str = "") -> str:
    """« Vérifier 1 204 réponses », or the number of files when they are of several kinds."""
    kinds = {draft.kind for draft in usable}
    trials = [draft.trial for draft in usable if draft.trial is not None]
    kind = kinds.pop() if len(kinds) == 1 else None
    if trials and len(trials) == len(usable) and not any(each.imported + each.updated for each in trials):
        return nothing or words.format(what=tn("{n} fichier", "{n} fichiers", len(usable)))
    if kind is not None and len(trials) == len(usable):
        count = sum(each.imported + each.updated for each in trials)
        merges = all(map(is_merge, usable))
        return words.format(what=things(count) if merges else rows_word(kind, count))
    return words.format(what=tn("{n} fichier", "{n} fichiers", len(usable)))
