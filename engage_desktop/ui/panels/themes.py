"""Thèmes: what groups say differently, what goes together, what is new; each word with its contexts."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QMenu,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from engage_desktop.errors import EngageError
from engage_desktop.models.aspects import AspectFigure
from engage_desktop.models.indicators import Behind
from engage_desktop.models.themes import Concordance, ImpactOf, Line, Side, Step, ThemesBoard, World
from engage_desktop.ui.actions import Action
from engage_desktop.ui.context import Context
from engage_desktop.ui.panels import themes_words as said
from engage_desktop.ui.panels.indicators_head import FilterLine
from engage_desktop.ui.panels.panel import EVERYTHING, Panel, concerns
from engage_desktop.ui.panels.themes_acts import ThemeActs
from engage_desktop.ui.panels.themes_aspects import AspectsCard
from engage_desktop.ui.panels.themes_cards import PlotCard, TableCard
from engage_desktop.ui.panels.themes_context import ConcordanceCard
from engage_desktop.ui.panels.themes_emotions import EmotionsCard
from engage_desktop.ui.panels.themes_head import ThemeChoices, no_verbatims
from engage_desktop.ui.panels.themes_links import NetworkCard
from engage_desktop.ui.panels.themes_reading import Found, ThemesReading
from engage_desktop.ui.panels.themes_saturation import SaturationCard
from engage_desktop.ui.panels.themes_worlds import WorldsCard
from engage_desktop.ui.widgets.areas import scrolled
from engage_desktop.ui.widgets.buttons import Button, IconButton
from engage_desktop.ui.widgets.plot_cloud import CloudPlot
from engage_desktop.ui.widgets.plot_impact import ImpactPlot
from engage_desktop.ui.widgets.plot_words import ContrastPlot, RisingPlot, WordPlot
from engage_desktop.wording import themes as words
from engage_desktop.wording import tn, tr
from engage_desktop.wording.typography import day_short, integer

_TABLES = (
    "source", "survey", "question", "response", "answer", "wave", "participant_attribute", "verbatim",
    "sentiment_correction", "coding", "code", "setting", "sentiment_result",
)  # fmt: skip
_TEXTS = ("source", "survey", "question", "verbatim", "setting")  # what worlds are made of
_TWO_COLUMNS = 980  # logical width of the panel


@dataclass(frozen=True, slots=True)
class Wish:
    """What the screen is asked to show."""

    filter: str = ""
    period: str = ""
    sides: tuple[str, str] | None = None
    step: Step | None = None
    word: str = ""
    sort: Side = Side.RIGHT
    links: str = "g2"
    worlds: int = 0  # how many, where the study does not say


class ThemesPanel(Panel):
    """The screen « Thèmes »."""

    name = "themes"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.wish = Wish()
        self.board: ThemesBoard | None = None
        self._layout = (0, 0)
        self.reading = ThemesReading(self, context)
        self.acts = ThemeActs(self, context)

    def title(self) -> str:
        """« Thèmes »."""
        return tr("Thèmes")

    # building

    def build(self) -> None:
        """The head, a page that scrolls, and the page of a study without verbatims."""
        theme, px = self.theme, self.theme.px
        self.body.setContentsMargins(0, 0, 0, 0)
        self.choices = ThemeChoices(theme)
        self.choices.word_asked.connect(self.choose_word)
        self.choices.groups_chosen.connect(self.compare)
        self.choices.groups_asked.connect(self.acts.ask_groups)
        self.choices.period_chosen.connect(lambda term: self._ask(replace(self.wish, period=term)))
        self.line = FilterLine(theme)
        self.choices.filter_asked.connect(self.line.ask)
        self.line.filtered.connect(self.show_filter)
        self.adding = Button(tr("Ajouter au rapport"), theme, icon_name="plus")
        self.adding.set_menu(self.acts.add_menu(self.adding))
        self.exporting = Button(tr("Exporter"), theme, icon_name="image-down")
        self.exporting.set_menu(self.acts.export_menu(self.exporting))
        self.editing = IconButton(
            "book-a",
            theme,
            name=tr("Éditer les mots : à masquer, à réunir, composés"),
            run=self.acts.edit_words,
        )
        self.header.add(self.choices, self.editing, self.adding, self.exporting)
        self._second = QHBoxLayout()
        self.body.addLayout(self._second)
        page = QWidget()
        self._page = QVBoxLayout(page)
        self._page.setContentsMargins(px(24), 0, px(12), px(16))
        self._page.setSpacing(px(12))
        self._page.addWidget(self.line)
        self._page.addWidget(self.reading.strip)
        self._make_cards()
        self._page.addStretch(1)
        self._scroll = scrolled(page)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._scroll)
        self._stack.addWidget(no_verbatims(theme, lambda: self.context.go("sources")))
        self.body.addWidget(self._stack, 1)

    def _make_cards(self) -> None:
        theme = self.theme
        self.contrast, self.network_card = ContrastPlot(theme), NetworkCard(theme)
        self.network = self.network_card.network
        self.network_card.wanted.connect(self._ask_links)
        self.rising, self.impact, self.cloud = RisingPlot(theme), ImpactPlot(theme), CloudPlot(theme)
        self.contrast_card = PlotCard(theme, tr("Mots distinctifs"), self.contrast)
        self.rising_card = PlotCard(theme, tr("Signaux faibles"), self.rising)
        self.impact_card = PlotCard(theme, tr("Codes et NPS"), self.impact)
        self.cloud_card = PlotCard(theme, tr("Mots les plus dits"), self.cloud)
        self.steps = Button("", theme, small=True)
        menu = QMenu(self.steps)
        for step in Step:
            menu.addAction(tr("Dernier : {step}", step=words.step_name(step))).triggered.connect(
                lambda _on=False, step=step: self._ask_step(step)
            )
        self.steps.set_menu(menu)
        self.rising_card.right.insertWidget(0, self.steps)
        self.concordance = ConcordanceCard(theme)
        self.concordance.sorted_by.connect(self._sort)
        self.concordance.line_opened.connect(self._open_line)
        self.worlds = WorldsCard(theme)
        self.worlds.renaming.connect(self.acts.ask_world_name)
        self.worlds.wanted.connect(self.acts.want_worlds)
        self.concordance.coded.connect(self.acts.ask_code)
        self.concordance.opened.connect(self.open_words)
        self.worlds.coded.connect(self.acts.ask_code)
        self.worlds.opened.connect(self.open_words)
        self.aspects = AspectsCard(theme)
        self.aspects.opened.connect(self.open_words)
        self.aspects.editing.connect(self.acts.edit_aspects)
        self.expressions = TableCard(
            theme, tr("Expressions"), none=tr("Aucune expression ne revient assez souvent.")
        )
        self.emotions = EmotionsCard(theme)
        self.peaks = TableCard(
            theme, tr("Pics de plaintes"), none=tr("Aucun jour n'a plus de verbatims négatifs qu'attendu.")
        )
        self.copies = TableCard(theme, tr("Textes copiés"), none=tr("Aucun texte n'en copie un autre."))
        self.saturation_card = SaturationCard(theme)
        self.saturation = self.saturation_card.curve
        self.plots: tuple[WordPlot, ...] = (self.contrast, self.network, self.rising, self.cloud)
        for plot in self.plots:
            plot.chosen.connect(self.choose_word)
        self.plot_cards = (
            self.contrast_card, self.network_card, self.rising_card, self.impact_card, self.cloud_card,
            self.saturation_card,
        )  # fmt: skip
        self.table_cards = (self.expressions, self.emotions, self.peaks, self.copies)
        for card in self.plot_cards:
            card.opened.connect(self.open_words)
        for table in self.table_cards:
            table.opened.connect(self.open_words)
        px = theme.px
        for low in (self.contrast_card, self.network_card):
            low.setFixedHeight(px(344))
        for high in (self.rising_card, self.concordance):
            high.setFixedHeight(px(404))
        self.cloud_card.setMinimumHeight(px(300))
        self._cards = QWidget()
        self._grid = QGridLayout(self._cards)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(px(12))
        self._page.addWidget(self._cards)
        self._place(2)  # at once: a card that stands nowhere would outlive its screen
        self._cards.hide()

    # reading

    def refresh(self, changed: frozenset[str]) -> None:
        """Read the words again; hues alone when only derived columns changed."""
        if changed is EVERYTHING or "*" in changed:
            self.wish = Wish(filter=self.wish.filter)
        if concerns(changed, *_TABLES):
            self.reading.read(self.wish, worlds=concerns(changed, *_TEXTS))
        elif "coded_column" in changed and self.board is not None:
            self.reading.read_network(self.board, self.wish)

    def show_filter(self, expression: str) -> None:
        """Narrow everything to a FILTER expression."""
        self._ask(replace(self.wish, filter=expression))

    def _ask(self, wish: Wish) -> None:
        narrowed = (wish.filter, wish.period) != (self.wish.filter, self.wish.period)
        self.wish = wish
        self.reading.read(wish, worlds=narrowed)

    def compare(self, first: str, second: str) -> None:
        """Compare two groups, each a FILTER."""
        self._ask(replace(self.wish, sides=(first, second), word=""))

    def _ask_step(self, step: Step) -> None:
        self.wish = replace(self.wish, step=step)
        if self.board is not None:
            self.reading.read_step(self.board, self.wish)

    def _ask_links(self, by: str) -> None:
        self.wish = replace(self.wish, links=by)
        if self.board is not None:
            self.reading.read_network(self.board, self.wish)

    def refuse(self, error: EngageError) -> None:
        """Say what is wrong with what was asked."""
        self._stack.setCurrentIndex(0)
        self.line.refuse(error)

    # showing

    def show_board(self, board: ThemesBoard) -> None:
        """Show these figures."""
        self.board = board
        told = board.recipe.verbatims > 0 or bool(self.wish.filter or self.wish.period)
        self._stack.setCurrentIndex(0 if told else 1)
        for widget in (self.choices, self.editing, self.exporting):
            widget.setVisible(told)
        self.adding.setVisible(told and self.acts.is_writable())
        if not told:
            return
        self.choices.show_board(board, filter=self.wish.filter, period=self.wish.period)
        self.line.show_filter(self.wish.filter)
        self._show_contrast(board)
        self.show_network(board)
        self.show_rising(board)
        if self.wish.step not in (None, board.emerging.step):  # chosen while this board was read
            self.reading.read_step(board, self.wish)
        made = board.recipe
        self.impact.show_impacts(board.impact)
        self.impact_card.say(
            tr("Codes et NPS"), tr("avec moins sans, IC 95 %"), said.impact_table(board.impact),
            words.impact_recipe(made),
        )  # fmt: skip
        self.cloud.show_terms(board.cloud)
        self.cloud_card.say(
            tr("Mots les plus dits"), tn("{n} verbatim", "{n} verbatims", made.verbatims),
            said.terms_table(board.cloud), words.counted_recipe(made),
        )  # fmt: skip
        counted = words.counted_recipe(made)
        self.expressions.say(tr("2 ou 3 mots"), said.terms_table(board.expressions, scored=True), counted)
        self.peaks.say(tr("par jour, fausses alertes ≤ 10 %"), said.peaks_table(board.peaks), counted)
        self.copies.say(tr("semblables à 90 %"), said.copies_table(board.copies), counted)
        self.saturation_card.show_saturation(board.saturation, made)
        self._reflow()
        if not self.wish.word:
            self.choose_word(_first_word(board))
        else:
            self.reading.read_word(self.wish)

    def _show_contrast(self, board: ThemesBoard) -> None:
        found = board.contrast
        self.contrast.show_contrast(found)
        recipe = () if found is None else words.contrast_recipe(found, board.recipe)
        note = tr("G², p < 0,05") if found else ""
        self.contrast_card.say(tr("Mots distinctifs"), note, said.contrast_table(found), recipe)

    def show_network(self, board: ThemesBoard) -> None:
        """Show the network, with the hues of the worlds in force; what else was read since stays."""
        self.board = board = replace(self.board or board, network=board.network)
        self.network_card.show_network(board.network, self.worlds.found.worlds, board.recipe)

    def show_rising(self, board: ThemesBoard) -> None:
        """Show the terms that rise; what else was read since stays."""
        self.board = board = replace(self.board or board, emerging=board.emerging)
        found = board.emerging
        self.steps.set_text(words.step_name(found.step))
        self.steps.setAccessibleName(tr("Durée du récent : {step}", step=words.step_name(found.step)))
        self.rising.show_emerging(found)
        note = "" if found.first is None else tr("depuis le {day}", day=day_short(found.first))
        recipe = words.emerging_recipe(found, board.recipe)
        self.rising_card.say(tr("Signaux faibles"), note, said.emerging_table(found), recipe)

    def show_worlds(self, found: Found) -> None:
        """Show the lexical worlds."""
        if self.board is None:
            return
        self.worlds.show_worlds(found.worlds, found.impacts, self.board.recipe)
        self.show_network(self.board)

    def show_aspects(self, found: tuple[AspectFigure, ...]) -> None:
        """Show what is felt of each aspect."""
        if self.board is not None:
            self.aspects.show_aspects(found, self.board.recipe)

    def show_lines(self, found: tuple[Concordance, ImpactOf | None]) -> None:
        """Show a word in its contexts."""
        self.concordance.show_lines(*found)

    # choosing

    def choose_word(self, word: str) -> None:
        """Read a word in its contexts, and show it in every chart."""
        if not word:
            return
        self.wish = replace(self.wish, word=word)
        self.choices.word.set_text(word)
        for plot in self.plots:
            plot.select(word)
        self.reading.read_word(self.wish)

    def _sort(self, side: Side) -> None:
        self.wish = replace(self.wish, sort=side)
        self.reading.read_word(self.wish)

    # going

    def open_words(self, behind: Behind) -> None:
        """Show the verbatims behind a mark."""
        self.context.go("verbatims", filter=behind.filter)

    def _open_line(self, line: Line) -> None:
        behind = self.concordance.behind
        self.context.go("verbatims", filter=behind.filter, verbatim=line.verbatim)

    def world(self) -> World | None:
        """The world chosen."""
        return self.worlds.plot.world()

    def commands(self) -> tuple[Action, ...]:
        """Look for a word, filter, edit words and export from the keyboard."""
        return (
            Action(
                "themes-word",
                tr("Chercher un mot en contexte"),
                self.choices.word.setFocus,
                ("Ctrl+F",),
                "search",
            ),
            Action(
                "themes-filter", tr("Filtrer les thèmes"), self.line.ask, ("Ctrl+Shift+F",), "list-filter"
            ),
            Action("themes-words", tr("Éditer les mots…"), self.acts.edit_words, (), "book-a"),
            Action("themes-aspects", tr("Éditer les aspects…"), self.acts.edit_aspects, (), "list-checks"),
            Action("themes-groups", tr("Comparer deux groupes…"), self.acts.ask_groups, (), "split"),
            Action(
                "themes-export",
                tr("Exporter les mots distinctifs en PNG…"),
                self.acts.ask_first_export,
                ("Ctrl+E",),
                "image-down",
            ),
        )

    def panes(self) -> tuple[QWidget, ...]:
        """Each chart, the concordance, the worlds."""
        return (
            self.contrast, self.network, self.rising, self.concordance.view, self.worlds.plot, self.impact,
            self.aspects.aspects, self.cloud, self.saturation,
        )  # fmt: skip

    def focus_first(self) -> None:
        """The first chart."""
        if self._built:
            self.contrast.setFocus(Qt.FocusReason.OtherFocusReason)

    def status(self) -> str:
        """How much was read."""
        if self.board is None or not self.board.recipe.verbatims:
            return ""
        made = self.board.recipe
        count = tn("{n} verbatim", "{n} verbatims", made.verbatims)
        grouped = tr("Formes regroupées par lemme, mots outils masqués")
        return " · ".join((count, tr("{n} mots", n=integer(made.words)), grouped))

    # fitting

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.board is not None:
            self._reflow()

    def _reflow(self) -> None:
        width = self.width() * 100 / self.theme.zoom
        wished = (2 if width >= _TWO_COLUMNS else 1, 1 if self._head_wants() <= self.width() else 2)
        self.concordance.set_narrow(width < 760)
        if wished == self._layout:
            return
        self._layout = wished
        self._place(wished[0])
        self._cards.show()
        px = self.theme.px
        if wished[1] == 1:
            self.header.right.insertWidget(0, self.choices)
            self._second.setContentsMargins(0, 0, 0, 0)
        else:
            self._second.addWidget(self.choices)
            self._second.setContentsMargins(px(24), 0, px(24), px(8))

    def _head_wants(self) -> int:
        """How wide a head in one row is."""
        actions = (self.editing, self.adding, self.exporting)
        shown = [self.header.title_label, self.choices, *(each for each in actions if not each.isHidden())]
        gaps = self.theme.px(8) * len(shown) + self.theme.px(2 * 24 + 8)
        return sum(each.sizeHint().width() for each in shown) + gaps

    def _place(self, columns: int) -> None:
        pairs = (
            (self.contrast_card, self.network_card),
            (self.rising_card, self.concordance),
            (self.worlds, None),
            (self.impact_card, self.aspects),
            (self.expressions, self.cloud_card),
            (self.emotions, self.peaks),
            (self.copies, None),
            (self.saturation_card, None),
        )
        row = 0
        for first, second in pairs:
            wide = 2 if second is None else 1
            self._grid.addWidget(first, row, 0, 1, wide if columns == 2 else 1)
            if second is not None:
                row += columns == 1
                self._grid.addWidget(second, row, columns - 1)
            row += 1
        self._grid.setColumnStretch(0, 2)
        self._grid.setColumnStretch(1, 3 if columns == 2 else 0)


def _first_word(board: ThemesBoard) -> str:
    """The word whose contexts are shown first: the most distinctive, else the most said."""
    found = board.contrast
    if found is not None and found.for_first:
        return found.for_first[0].term.name
    return board.cloud[0].term.name if board.cloud else ""
