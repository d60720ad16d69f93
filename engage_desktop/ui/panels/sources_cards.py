"""The files of an import in a row of cards."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QWidget

from engage_desktop.models.sources import SourceKind
from engage_desktop.ui.labels_sources import bare_format_name, kind_icon, rows_word
from engage_desktop.ui.panels.sources_draft import FileDraft, FileState
from engage_desktop.ui.panels.sources_merge import is_merge, title_of
from engage_desktop.ui.theme import Theme, Token
from engage_desktop.ui.widgets.cards import ground
from engage_desktop.ui.widgets.file_card import FileCard, FileFace
from engage_desktop.wording import tn, tr
from engage_desktop.wording.errors import explain
from engage_desktop.wording.typography import percent


def face_of(draft: FileDraft) -> FileFace:
    """What the card of a file says."""
    icon = "file-text" if draft.kind is None else kind_icon(draft.kind)
    note, state, tone = _note(draft), *_state(draft)
    under_way = draft.state in (FileState.READING, FileState.IMPORTING)
    share = draft.share if under_way and draft.total else None
    return FileFace(draft.path.name, icon, note, state, tone, share)


def _state(draft: FileDraft) -> tuple[str, Token]:
    if draft.state in (FileState.READING, FileState.IMPORTING):
        return (percent(draft.share) if draft.total else tr("lecture")), "pas"
    if draft.state is FileState.TO_CHECK and draft.error is not None:
        return tr("à corriger"), "warn"
    words: dict[FileState, tuple[str, Token]] = {
        FileState.TO_CHECK: (tr("à vérifier"), "accent"),
        FileState.TRYING: (tr("à vérifier"), "accent"),
        FileState.READY: (tr("prêt"), "accent"),
        FileState.IMPORTED: (tr("importé"), "accent"),
        FileState.STOPPED: (tr("arrêté"), "pas"),
        FileState.REFUSED: (tr("refusé"), "warn"),
    }
    return words[draft.state]


def _note(draft: FileDraft) -> str:
    if draft.state is FileState.REFUSED and draft.error is not None:
        return explain(draft.error).what
    if draft.proposal is None:
        return tr("lecture en cours")
    if is_merge(draft):
        return " · ".join((title_of(draft.proposal), bare_format_name(draft.proposal.mapping.format)))
    counted = rows_word(draft.proposal.mapping.kind, draft.proposal.rows)
    if draft.proposal.mapping.kind in (SourceKind.RESPONSES, SourceKind.MENTIONS):
        counted = tn("{n} ligne", "{n} lignes", draft.proposal.rows)
    return f"{counted} · {bare_format_name(draft.proposal.mapping.format)}"


class FileCards(QScrollArea):
    """Every file; `chosen` tells which one is looked at, `removed` which one is left out."""

    chosen = Signal(object)  # Path
    removed = Signal(object)  # Path

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._cards: dict[Path, FileCard] = {}
        self._current: Path | None = None
        self.removable = True
        px = theme.px
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("Fichiers à importer"))
        page = ground(QWidget(), "window")
        self._row = QHBoxLayout(page)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(px(8))
        self._row.addStretch(0)
        self.setWidget(page)
        self._grow()

    def show_drafts(self, drafts: tuple[FileDraft, ...], current: Path | None) -> None:
        """Show these files, the one at `current` chosen."""
        self._current = current
        for path in [path for path in self._cards if path not in {draft.path for draft in drafts}]:
            card = self._cards.pop(path)
            self._row.removeWidget(card)
            card.hide()
            card.deleteLater()
        for place, draft in enumerate(drafts):
            if draft.path not in self._cards:
                self._cards[draft.path] = self._card(draft.path)
                self._row.insertWidget(place, self._cards[draft.path])
            self.show_draft(draft)
        self._grow()
        QTimer.singleShot(0, self, self._reveal)  # once the row is laid out

    def show_draft(self, draft: FileDraft) -> None:
        """Show where one file stands."""
        card = self._cards.get(draft.path)
        if card is not None:
            card.show_face(face_of(draft), selected=draft.path == self._current)
            card.removing.setVisible(self.removable and draft.path == self._current)

    def card(self, path: Path) -> FileCard:
        """The card of a file."""
        return self._cards[path]

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    def _card(self, path: Path) -> FileCard:
        card = FileCard(self._theme, remove=lambda: self.removed.emit(path))
        card.chosen.connect(lambda: self.chosen.emit(path))
        return card

    def _reveal(self) -> None:
        if self._current in self._cards:
            self.ensureWidgetVisible(self._cards[self._current], self._theme.px(8), 0)

    def _grow(self) -> None:
        px = self._theme.px
        crowded = len(self._cards) * px(208) > self.width() > 0
        self.setFixedHeight(px(58) + (px(14) if crowded else 0))
