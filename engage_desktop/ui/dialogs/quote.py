"""Choosing a verbatim to quote: the FILTER language, and the passages that it finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from engage_desktop.errors import EngageError
from engage_desktop.models.verbatims import VerbatimRow
from engage_desktop.store import verbatims
from engage_desktop.ui.context import Context
from engage_desktop.ui.dialogs.sheet import Sheet
from engage_desktop.ui.widgets.buttons import Button
from engage_desktop.ui.widgets.fields import SearchField
from engage_desktop.ui.widgets.labels import PlainLabel
from engage_desktop.wording import tn, tr
from engage_desktop.wording.errors import sentence
from engage_desktop.wording.typography import ellipsis

if TYPE_CHECKING:
    from engage_desktop.store.database import Session

_SHOWN = 50
_LENGTH = 160


class QuoteDialog(Sheet):
    """`chosen` tells the verbatim to quote."""

    chosen = Signal(object)  # VerbatimId

    def __init__(self, parent: QWidget | None, context: Context) -> None:
        super().__init__(parent, context.theme, title=tr("Choisir une citation"), width=680)
        self._context = context
        self.quoting = Button(tr("Citer"), self.theme, kind="primary", run=self._take)
        self.quoting.setEnabled(False)
        self.field = SearchField(tr("Mots ou filtre : station nps:detracteurs"), self.theme)
        self.field.changed.connect(self._look)
        self.found = PlainLabel("", self.theme, role="detail", tone="text3", wrap=True)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Verbatims trouvés"))
        self.list.setWordWrap(True)
        self.list.setFont(self.theme.font("base"))
        self.list.setSpacing(self.theme.px(4))
        self.list.setMinimumHeight(self.theme.px(320))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemActivated.connect(lambda _item: self._take())
        self.list.currentRowChanged.connect(self._allow)
        for widget in (self.field, self.found, self.list):
            self.body.addWidget(widget)
        self.add_verbs(Button(tr("Fermer"), self.theme, kind="ghost", run=self.reject), self.quoting)
        context.study_closed.connect(self.reject)
        self._look("")

    def _look(self, expression: str) -> None:
        def work(session: Session) -> tuple[int, tuple[VerbatimRow, ...]]:
            ids = verbatims.find(session, expression).ids
            return len(ids), verbatims.page(session, ids[:_SHOWN].tolist())

        self._context.read(self, work, self._show, failed=self._refuse)

    def _show(self, found: tuple[int, tuple[VerbatimRow, ...]]) -> None:
        count, rows = found
        self.field.set_invalid(False)
        said = tn("{n} verbatim", "{n} verbatims", count)
        self.found.setText(said if count <= _SHOWN else tr("{found}, les {n} premiers", found=said, n=_SHOWN))
        self.list.clear()
        for row in rows:
            item = QListWidgetItem(f"{row.ref}   {ellipsis(row.text, _LENGTH)}")
            item.setData(Qt.ItemDataRole.UserRole, row.id)
            self.list.addItem(item)

    def _refuse(self, error: EngageError) -> None:
        self.field.set_invalid(True)
        self.found.setText(sentence(error))

    def _allow(self, row: int) -> None:
        self.quoting.setEnabled(row >= 0)

    def _take(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.chosen.emit(item.data(Qt.ItemDataRole.UserRole))
            self.accept()
