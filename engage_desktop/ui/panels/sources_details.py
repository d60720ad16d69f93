"""One import: its rows accounted for, what was refused, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
)

from engage_desktop.models.merging import FORMAT
from engage_desktop.models.sources import RowProblem, Source, SourceKind
from engage_desktop.ui.itemmodels.problem_table import ProblemTable
from engage_desktop.ui.itemmodels.source_table import below
from engage_desktop.ui.labels_merging import left_out
from engage_desktop.ui.labels_sources import account, encoding_word
from engage_desktop.ui.theme import Theme
from engage_desktop.ui.widgets.areas import row_table
from engage_desktop.ui.widgets.buttons import Button
from engage_desktop.ui.widgets.labels import ElidedLabel, PlainLabel
from engage_desktop.wording import tn, tr
from engage_desktop.wording.typography import clock, day, size


class SourceDetails(QFrame):
    """The card under the list."""

    def __init__(
        self,
        theme: Theme,
        *,
        see: Callable[[], None],
        remove: Callable[[], None],
        bring_back: Callable[[], None],
        modify: Callable[[], None],
        export: Callable[[], None],
    ) -> None:
        super().__init__()
        self.setObjectName("card")
        px = theme.px
        self.model = ProblemTable(self)
        self._name = ElidedLabel("", theme, role="section")
        self._facts = ElidedLabel("", theme, role="detail", tone="text2")
        self._account = PlainLabel("", theme, wrap=True)
        self._state = PlainLabel("", theme, role="detail", tone="warn", wrap=True)
        self._refused = PlainLabel("", theme, role="label")
        self._none = PlainLabel(tr("Aucune ligne refusée."), theme, role="detail", tone="text3")
        self._none.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.seeing = Button(
            tr("Voir les verbatims"), theme, small=True, icon_name="message-square-quote", run=see
        )
        self.modifying = Button(
            tr("Modifier la lecture…"), theme, small=True, icon_name="sliders-horizontal", run=modify
        )
        self.removing = Button(
            tr("Retirer cet import"), theme, kind="danger", small=True, icon_name="trash-2", run=remove
        )
        self.returning = Button(
            tr("Rétablir l'import"), theme, small=True, icon_name="undo-2", run=bring_back
        )
        self.exporting = Button(tr("Exporter la liste"), theme, kind="link", small=True, run=export)
        self.table = _table(theme, self.model)
        head = QHBoxLayout()
        head.setSpacing(px(8))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._name)
        words.addWidget(self._facts)
        head.addLayout(words, 1)
        for button in (self.seeing, self.modifying, self.returning, self.removing):
            head.addWidget(button)
        line = QHBoxLayout()
        line.addWidget(self._refused)
        line.addStretch(1)
        line.addWidget(self.exporting)
        self._problems = QStackedWidget()
        self._problems.addWidget(self.table)
        self._problems.addWidget(self._none)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(16), px(12), px(16), px(12))
        column.setSpacing(px(8))
        column.addLayout(head)
        column.addWidget(self._account)
        column.addWidget(self._state)
        column.addLayout(line)
        column.addWidget(self._problems, 1)
        self.setMinimumHeight(px(210))

    def show_source(self, source: Source, *, state: str, can_return: bool, read_only: bool) -> None:
        """Show one import; `state` says when it was removed, "" while it counts."""
        self._name.setText(source.file)
        when = f"{day(source.imported_at.date())}, {clock(source.imported_at)}"
        parts = (below(source), encoding_word(source.encoding), source.sheet, size(source.size), when)
        self._facts.setText(" · ".join(part for part in parts if part))
        self._account.setText(account(source))
        self._state.setText(state)
        self._state.setVisible(bool(state))
        self.seeing.setVisible(not source.removed and source.format != FORMAT)  # its texts are its sources'
        self.seeing.setEnabled(source.verbatims > 0)
        self.seeing.set_text(
            tn("Voir le verbatim", "Voir les {n} verbatims", source.verbatims)
            if source.verbatims
            else tr("Aucun verbatim")
        )
        self.removing.setVisible(not source.removed and not read_only)
        readable = source.kind is SourceKind.RESPONSES and not source.removed and not read_only
        self.modifying.setVisible(readable)
        self.returning.setVisible(can_return and not read_only)
        self._refused.setText(
            left_out(source.skipped)
            if source.format == FORMAT
            else tn("{n} ligne refusée", "{n} lignes refusées", source.skipped)
        )
        self._refused.setVisible(source.skipped > 0)
        self.exporting.setVisible(source.skipped > 0)
        self._problems.setCurrentIndex(0 if source.skipped else 1)
        self.setAccessibleName(source.file)

    def show_problems(self, problems: tuple[RowProblem, ...]) -> None:
        """Show the refused rows."""
        self.model.show_problems(problems)


def _table(theme: Theme, model: ProblemTable) -> QTableView:
    table = row_table(model, theme, name=tr("Lignes refusées"), height=30)
    table.setWordWrap(False)
    table.setFont(theme.font("detail"))
    heads = table.horizontalHeader()
    heads.resizeSection(0, theme.px(70))
    for column in (1, 2, 3):
        heads.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
    return table
