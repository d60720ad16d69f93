"""The second step, for one file: what it is, its columns or its speakers, or why it could not be read."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from engage_desktop.errors import EngageError, Reason
from engage_desktop.models.sources import SourceKind
from engage_desktop.models.surveys import Survey, Wave
from engage_desktop.ui.panels.sources_design import DesignPreview
from engage_desktop.ui.panels.sources_draft import FileDraft, FileState
from engage_desktop.ui.panels.sources_format import FormatCard
from engage_desktop.ui.panels.sources_interview import InterviewPreview
from engage_desktop.ui.panels.sources_study import StudyPreview
from engage_desktop.ui.panels.sources_table import MappingTable
from engage_desktop.ui.theme import Theme
from engage_desktop.ui.widgets.buttons import Button
from engage_desktop.ui.widgets.labels import PlainLabel
from engage_desktop.ui.widgets.states import ErrorCard
from engage_desktop.wording import tr
from engage_desktop.wording.errors import explain

_FORMATS = (Reason.FORMAT_UNKNOWN, Reason.FORMAT_MISMATCH, Reason.NO_ROWS, Reason.UNCLOSED_QUOTE)


class ColumnsPage(QWidget):
    """The page of one file, as it stands."""

    mapped = Signal(object)
    aimed = Signal(str, object)
    retried = Signal()
    removed = Signal()

    def __init__(
        self, theme: Theme, *, choose_other: Callable[[], None], correct: Callable[[], None]
    ) -> None:
        super().__init__()
        self._theme = theme
        self._choose_other, self._correct = choose_other, correct
        self._error: EngageError | None = None
        self.format = FormatCard(theme, correct=correct)
        self.format.aimed.connect(self.aimed)
        self.table = MappingTable(theme)
        self.table.mapped.connect(self.mapped)
        self.study = StudyPreview(theme)
        self.interview = InterviewPreview(theme)
        self.interview.mapped.connect(self.mapped)
        self._waiting = PlainLabel("", theme, tone="text2")
        self._waiting.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._trouble = QWidget()
        self._trouble_column = QVBoxLayout()
        across = QHBoxLayout()
        across.addStretch(1)
        across.addLayout(self._trouble_column, 8)
        across.addStretch(1)
        down = QVBoxLayout(self._trouble)
        down.setContentsMargins(0, theme.px(24), 0, 0)
        down.addLayout(across)
        down.addStretch(1)
        self.error_card: ErrorCard | None = None
        read = QWidget()
        inside = QVBoxLayout(read)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(theme.px(12))
        inside.addWidget(self.format)
        self._content = QStackedWidget()
        self._content.addWidget(self.table)
        self._content.addWidget(self.interview)
        self._content.addWidget(self.study)
        self.design = DesignPreview(theme)
        self._content.addWidget(self.design)
        inside.addWidget(self._content, 1)
        self._pages = QStackedWidget()
        for page in (read, self._waiting, self._trouble):
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)

    def show_draft(self, draft: FileDraft, surveys: tuple[Survey, ...], waves: tuple[Wave, ...]) -> None:
        """Show one file."""
        if draft.state is FileState.REFUSED and draft.error is not None:
            self._show_error(draft, draft.error)
            self._pages.setCurrentIndex(2)
        elif draft.mapping is None or draft.state is FileState.READING:
            stopped = draft.state is FileState.STOPPED
            words = tr("Lecture de « {name} » arrêtée.") if stopped else tr("Lecture de « {name} »…")
            self._waiting.setText(words.format(name=draft.path.name))
            self._pages.setCurrentIndex(1)
        else:
            self.format.show_draft(draft, surveys, waves)
            pages: dict[SourceKind, InterviewPreview | DesignPreview | StudyPreview] = {
                SourceKind.INTERVIEW: self.interview,
                SourceKind.DESIGN: self.design,
                SourceKind.STUDY: self.study,
            }
            page = pages.get(draft.mapping.kind, self.table)
            page.show_draft(draft)
            self._content.setCurrentWidget(page)
            self._pages.setCurrentIndex(0)

    def _show_error(self, draft: FileDraft, error: EngageError) -> None:
        if self._error is error:
            return
        self._error = error
        while (item := self._trouble_column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        theme = self._theme
        said = explain(error)
        formats = error.reason in _FORMATS
        self.error_card = ErrorCard(
            theme,
            title=said.title,
            what=tr("{what} Rien n'a été importé et votre étude n'a pas changé.", what=said.what)
            if "Rien n" not in said.what
            else said.what,
            advice=said.advice,
            details=f"{error}\n{draft.path}",
            buttons=(
                Button(tr("Retirer de la liste"), theme, kind="ghost", run=self.removed.emit),
                *((Button(tr("Corriger le format"), theme, run=self._correct),) if formats else ()),
                Button(tr("Choisir un autre fichier…"), theme, run=self._choose_other),
                Button(tr("Réessayer"), theme, kind="primary", run=self.retried.emit),
            ),
        )
        self.error_card.setMaximumWidth(theme.px(660))
        self._trouble_column.addWidget(self.error_card)
