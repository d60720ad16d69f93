"""The head of the Thèmes screen: a word to look for, the groups compared, the period, the filter."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from engage_desktop.models.filters import terms
from engage_desktop.models.themes import ThemesBoard
from engage_desktop.ui.theme import Theme
from engage_desktop.ui.widgets.buttons import Button, fill_choices
from engage_desktop.ui.widgets.fields import SearchField
from engage_desktop.ui.widgets.states import EmptyState
from engage_desktop.wording import themes as words
from engage_desktop.wording import tn, tr
from engage_desktop.wording.figures import slice_name

_USUAL = (("nps:detracteurs", "nps:promoteurs"), ("sentiment:negatif", "sentiment:positif"))


class ThemeChoices(QWidget):
    """Menus of what is shown; each signal tells the new choice."""

    word_asked = Signal(str)
    groups_chosen = Signal(str, str)  # FILTERs
    groups_asked = Signal()
    period_chosen = Signal(str)  # a FILTER term, "" for the whole time
    filter_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        self.word = SearchField(tr("Un mot en contexte"), theme)
        self.word.setFixedWidth(theme.px(176))
        self.word.entered.connect(lambda text: self.word_asked.emit(text.strip()))
        self.groups, self.period = Button("", theme), Button("", theme)
        self.filter = Button("", theme, icon_name="list-filter", run=self.filter_asked.emit)
        for button in (self.groups, self.period):
            button.set_menu(QMenu(button))
        for widget in (self.word, self.groups, self.period, self.filter):
            row.addWidget(widget)
        row.addStretch(1)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())  # it never keeps the window wide

    def show_board(self, board: ThemesBoard, *, filter: str, period: str) -> None:
        """Offer what this board has, and say what is shown."""
        n = len(terms(filter))
        self.filter.set_text(tn("{n} filtre", "{n} filtres", n) if n else tr("Filtrer"))
        contrast = board.contrast
        now = (contrast.first.name, contrast.second.name) if contrast else ("", "")
        said = "/" if contrast is None else _versus(contrast.first.name, contrast.second.name)
        self.groups.set_text(said if len(said) <= 34 else said[:33] + "…")
        self.groups.setAccessibleName(tr("Groupes comparés : {name}", name=said))
        self._fill_groups(board, now)
        name = next((name for name, term in board.periods if term == period), "")
        self.period.set_text(slice_name(name) if name else tr("Toute la collecte"))
        self.period.setAccessibleName(tr("Période montrée : {name}", name=self.period.text()))
        self.period.setVisible(bool(board.periods))
        choices = [(term, slice_name(name)) for name, term in reversed(board.periods)]
        fill_choices(self.period, [*choices, ("", tr("Toute la collecte"))], period, self.period_chosen.emit)

    def _fill_groups(self, board: ThemesBoard, now: tuple[str, str]) -> None:
        choices = [(each, _versus(*each)) for each in _USUAL]
        last = board.periods[-2:]
        if len(last) == 2:
            pair = (last[1][1], last[0][1])
            choices.append((pair, f"{slice_name(last[1][0])} / {slice_name(last[0][0])}"))
        if now[0] and now not in {each for each, _ in choices}:
            choices.append((now, self.groups.text()))
        fill_choices(
            self.groups,
            [("\n".join(each), said) for each, said in choices],
            "\n".join(now),
            lambda value: self.groups_chosen.emit(*value.split("\n")),
        )
        other = QAction(tr("Deux autres groupes…"), self.groups.menu())
        other.triggered.connect(self.groups_asked.emit)
        self.groups.menu().addSeparator()
        self.groups.menu().addAction(other)


def _versus(one: str, other: str) -> str:
    return f"{words.group_name(one)} / {words.group_name(other)}"


def no_verbatims(theme: Theme, importing: Callable[[], None]) -> EmptyState:
    """The page of a study without verbatims."""
    return EmptyState(
        theme,
        tr("Pas encore de verbatims"),
        tr(
            "Les thèmes se lisent dans ce que les gens écrivent : réponses ouvertes, mentions, entretiens. "
            "Importez-en, et les mots qui distinguent, vont ensemble ou montent se verront ici."
        ),
        primary=Button(tr("Importer un fichier"), theme, kind="primary", icon_name="inbox", run=importing),
    )
