"""The first rows of a file under a header where each column takes its role."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QMenu,
    QSizePolicy,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from engage_desktop.models.sources import ColumnMapping, Mapping, Proposal, Role
from engage_desktop.ui.icons import icon
from engage_desktop.ui.itemmodels.import_preview import ImportPreview
from engage_desktop.ui.labels_problems import column_reason
from engage_desktop.ui.labels_sources import (
    RoleChoice,
    choice_word,
    column_word,
    is_unsure,
    role_groups,
    role_help,
    role_icon,
    role_word,
)
from engage_desktop.ui.panels.sources_draft import FileDraft, role_of, with_role
from engage_desktop.ui.panels.sources_ties import add_ties, tie_words
from engage_desktop.ui.theme import Theme
from engage_desktop.ui.widgets.labels import PlainLabel
from engage_desktop.ui.widgets.mapping_header import HeadedColumn, MappingHeader
from engage_desktop.ui.widgets.preview_cells import PreviewDelegate
from engage_desktop.wording import tn, tr

_WIDEST = 250  # px of a column at first
_ROOMY = 760  # px of width that leave room for the whole sentence
_SAMPLED = 20  # rows that decide the width of their columns
_LONGEST = 40  # characters of a cell that count for it
_WIDEST_NAME = 90  # characters of a column's name in the header


class MappingTable(QWidget):
    """The preview; `mapped` tells the mapping once a person gave a column another role."""

    mapped = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._draft: FileDraft | None = None
        self._shown: Proposal | None = None
        px = theme.px
        self.model = ImportPreview(self)
        self.view = _view(theme, self.model)
        self.header = MappingHeader(theme, self.view)
        self.view.setHorizontalHeader(self.header)
        self.header.asked.connect(self._ask_role)
        frame = QFrame()
        frame.setObjectName("card")
        inside = QVBoxLayout(frame)
        inside.setContentsMargins(1, 1, 1, 1)
        inside.addWidget(self.view)
        self._foot = PlainLabel("", theme, role="detail", tone="text3")
        self._legend = _Legend(theme)
        self.remember = QCheckBox()
        self.remember.setToolTip(_keeping())
        self.remember.setAccessibleName(_keeping())
        self.remember.setFont(theme.font("detail"))
        self.remember.setChecked(True)
        foot = QHBoxLayout()
        foot.setSpacing(px(16))
        foot.addWidget(self._foot)
        foot.addWidget(self._legend)
        foot.addStretch(1)
        foot.addWidget(self.remember)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(6))
        column.addWidget(frame, 1)
        column.addLayout(foot)

    def show_draft(self, draft: FileDraft) -> None:
        """Show the rows of a file by its mapping, the refused ones marked."""
        if draft.proposal is None or draft.mapping is None:
            return
        self._draft = draft
        if self._shown is not draft.proposal:
            self._shown = draft.proposal
            self.model.show_proposal(draft.proposal, draft.mapping)
            self.header.show_columns(_heads(draft.proposal, draft.mapping))
            self._fit()
        else:
            self.model.show_mapping(draft.proposal, draft.mapping)
            self.header.show_columns(_heads(draft.proposal, draft.mapping))
        self.model.show_problems(draft.problems)
        shown = len(draft.proposal.preview)
        self._foot.setText(
            tn("Aperçu de la première ligne", "Aperçu des {n} premières lignes", shown)
            if shown < draft.proposal.rows
            else tn("{n} ligne en tout", "{n} lignes en tout", shown)
        )
        self._legend.setVisible(bool(draft.problems))
        self.remember.setVisible(draft.mappable)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = event.size().width() >= self._theme.px(_ROOMY)
        self.remember.setText(_keeping() if wide else tr("Garder ces rôles"))

    def show_column(self, index: int) -> None:
        """Bring a column into view, the keyboard on its role."""
        self.view.scrollTo(self.model.index(0, index))
        self.header.place()
        self.header.button(index).setFocus(Qt.FocusReason.OtherFocusReason)

    def show_row(self, number: int) -> None:
        """Bring a row of the file into view, if it is among those shown."""
        if self._shown is not None and number in self._shown.preview_rows:
            at = self._shown.preview_rows.index(number)
            self.view.selectRow(at)
            self.view.scrollTo(self.model.index(at, 0))

    def choose(self, index: int, choice: RoleChoice) -> None:
        """Give a column this role."""
        draft = self._draft
        if draft is None or draft.mapping is None or draft.proposal is None:
            return
        header = draft.proposal.headers[index]
        self.mapped.emit(
            with_role(draft.mapping, index, choice.role, choice.scale, header=header, metric=choice.metric)
        )

    def menu(self, index: int) -> QMenu:
        """The roles that a column may take, the present one ticked."""
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        menu.setFont(self._theme.font("base"))
        assert self._draft is not None
        assert self._draft.mapping is not None
        mapping = self._draft.mapping
        now = role_of(mapping, index) or ColumnMapping(index, "", Role.IGNORE)
        if is_unsure(now):
            confirm = tr("Confirmer « {role} »", role=column_word(now))
            menu.addAction(
                self._action(menu, index, RoleChoice(now.role, now.scale, now.metric), confirm, "check")
            )
            menu.addSeparator()
        for group in role_groups(mapping.kind):
            if group.title and group.role is not None:
                within = menu.addMenu(icon(role_icon(group.role), self._theme), group.title)
                self._fill(within, group.choices, index, now)
                continue
            self._fill(menu, group.choices, index, now)
            menu.addSeparator()
        add_ties(menu, mapping, now, self.mapped.emit)
        return menu

    def _fill(self, menu: QMenu, choices: tuple[RoleChoice, ...], index: int, now: ColumnMapping) -> None:
        for choice in choices:
            action = self._action(menu, index, choice, choice_word(choice), role_icon(choice.role))
            alike = choice.metric == now.metric or choice.role is not Role.FIGURE
            same = choice.role is now.role and alike and (choice.scale is None or _same(choice, now))
            if same:
                action.setCheckable(True)
                action.setChecked(True)
                action.setText(f"{choice_word(choice)}  ✓")
            menu.addAction(action)

    def _action(self, menu: QMenu, index: int, choice: RoleChoice, words: str, icon_name: str) -> QAction:
        action = QAction(icon(icon_name, self._theme), words, menu)
        action.setToolTip(role_help(choice.role))
        action.triggered.connect(_then(lambda: self.choose(index, choice)))
        return action

    def _ask_role(self, index: int) -> None:
        if self._draft is None or not self._draft.mappable:
            return
        button = self.header.button(index)
        menu = self.menu(index)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _fit(self) -> None:
        if self._shown is None:
            return
        widths = []
        for index in range(self.model.columnCount()):
            longest = max(
                (row[index] for row in self._shown.preview[:_SAMPLED] if index < len(row)),
                key=len,
                default="",
            )
            if self.model.is_veiled(index):
                longest = str(self.model.index(0, index).data() or "")
            widths.append(self.header.wish(index, longest[:_LONGEST], widest=_WIDEST))
        self.header.set_widths(tuple(widths))
        vertical = self.view.verticalHeader()
        digits = len(str(max(self._shown.preview_rows, default=1)))
        vertical.setFixedWidth(self._theme.px(24 + 9 * max(2, digits)))
        self.view.scrollToTop()


def _keeping() -> str:
    return tr("Garder ces rôles pour les prochains fichiers de ce formulaire")


class _Legend(QWidget):
    """« ▢ ligne refusée »."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        px = theme.px
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px(6))
        square = QFrame()
        square.setFixedSize(px(12), px(12))
        square.setObjectName("banner")
        square.setProperty("tone", "warn")
        square.setStyleSheet(f"border-radius: {px(3)}px;")
        row.addWidget(square)
        row.addWidget(PlainLabel(tr("ligne refusée"), theme, role="detail", tone="text3"))


def _view(theme: Theme, model: ImportPreview) -> QTableView:
    view = QTableView()
    view.setModel(model)
    view.setItemDelegate(PreviewDelegate(theme, view))
    view.setShowGrid(False)
    view.setWordWrap(False)
    view.setAccessibleName(tr("Aperçu du fichier"))
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
    view.setCornerButtonEnabled(False)
    view.setMinimumHeight(theme.px(140))
    view.setTabKeyNavigation(False)
    view.setCornerWidget(QWidget())
    rows = view.verticalHeader()
    rows.setDefaultSectionSize(theme.px(33))
    rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    rows.setDefaultAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return view


def _heads(proposal: Proposal, mapping: Mapping) -> tuple[HeadedColumn, ...]:
    made = []
    for index, header in enumerate(proposal.headers):
        name = " ".join(header.split())[:_WIDEST_NAME] or tr("(sans titre)")
        column = role_of(mapping, index) or ColumnMapping(index, header, Role.IGNORE)
        part = column.index != index
        told = (role_help(column.role), column_reason(column), tie_words(mapping, column))
        tip = "\n".join(line for line in told if line)
        made.append(
            HeadedColumn(
                name,
                role_word(Role.MULTIPLE) if part else column_word(column),
                role_icon(column.role),
                tip=tip,
                doubt=tr("à confirmer") if is_unsure(column) and not part else "",
                ignored=column.role is Role.IGNORE,
            )
        )
    return tuple(made)


def _same(choice: RoleChoice, column: ColumnMapping) -> bool:
    if choice.scale is None or column.scale is None:
        return choice.scale is column.scale
    mine, theirs = choice.scale, column.scale
    return (mine.low, mine.high, mine.direction) == (theirs.low, theirs.high, theirs.direction)


def _then(run: Callable[[], None]) -> Callable[[bool], None]:
    return lambda _checked: run()
