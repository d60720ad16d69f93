"""Indicateurs: the figures of the study, each with its uncertainty, its recipe and the words behind it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from engage_desktop.errors import EngageError, Reason
from engage_desktop.models.boards import Board, Card, Door
from engage_desktop.models.figures import Figure
from engage_desktop.models.ids import QuestionId
from engage_desktop.models.indicators import Behind, IndicatorKind, Period
from engage_desktop.models.metrics import SeriesCell
from engage_desktop.ui.actions import Action
from engage_desktop.ui.context import Context
from engage_desktop.ui.labels_written import cells_line
from engage_desktop.ui.panels import indicators_words as words
from engage_desktop.ui.panels.indicators_charts import ChartCard, SegmentsCard
from engage_desktop.ui.panels.indicators_engagement import EngagementCard, Unscored
from engage_desktop.ui.panels.indicators_head import Choices, FilterLine, Wish
from engage_desktop.ui.panels.indicators_out import ChartsOut
from engage_desktop.ui.panels.indicators_recipe import RecipePopover
from engage_desktop.ui.panels.panel import Panel, concerns
from engage_desktop.ui.widgets.areas import scrolled
from engage_desktop.ui.widgets.buttons import Button
from engage_desktop.ui.widgets.figure_cards import FigureCard
from engage_desktop.ui.widgets.plot_distribution import DistributionPlot
from engage_desktop.ui.widgets.plot_trend import CountPlot, TrendPlot
from engage_desktop.ui.widgets.segmented import Segmented
from engage_desktop.wording import tn, tr
from engage_desktop.wording.figures import base, hint, recipe, slice_name
from engage_desktop.wording.metrics import imported_recipe

if TYPE_CHECKING:
    from engage_desktop.store.database import Session

_TABLES = (
    "source", "survey", "question", "response", "answer", "wave", "participant_attribute", "verbatim",
    "sentiment_result", "sentiment_correction", "indicator_series", "indicator_point", "coding", "code",
    "coded_column",
)  # fmt: skip
_ONE_ROW, _TWO_COLUMNS, _HEAD_IN_ONE = 1180, 980, 1160  # logical widths of the panel
_MOST_SEGMENTED = 4


class IndicatorsPanel(Panel):
    """The screen « Indicateurs »."""

    name = "indicateurs"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.wish = Wish()
        self.board: Board | None = None
        self.cards: list[FigureCard] = []
        self._layout = (0, 0, 0)

    def title(self) -> str:
        """« Indicateurs »."""
        return tr("Indicateurs")

    # building

    def build(self) -> None:
        """The head, a page that scrolls, and the page of a study without scores."""
        theme, px = self.theme, self.theme.px
        self.body.setContentsMargins(0, 0, 0, 0)
        self.choices = Choices(theme)
        self.choices.survey_chosen.connect(lambda name: self._ask(survey=name, compare=None, lead=""))
        self.choices.compared.connect(lambda before, now: self._ask(compare=(before, now)))
        self.choices.period_chosen.connect(lambda period: self._ask(period=period))
        self.line = FilterLine(theme)
        self.choices.filter_asked.connect(self.line.ask)
        self.line.filtered.connect(self.show_filter)
        self.out = ChartsOut(self.context)
        self.header.add(self.choices, self.out.adding, self.out.exporting)
        self._second = QHBoxLayout()
        self._second.setContentsMargins(px(24), 0, px(24), 0)
        self.body.addLayout(self._second)
        page = QWidget()
        self._page = QVBoxLayout(page)
        self._page.setContentsMargins(px(24), 0, px(12), px(16))  # the bar takes the other 12
        self._page.setSpacing(px(12))
        self._page.addWidget(self.line)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(px(12))
        self._page.addLayout(self._rows)
        self._make_charts()
        self._page.addStretch(1)
        self._scroll = scrolled(page)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._scroll)
        self.unscored = Unscored(theme, self.context)
        self.unscored.card.explained.connect(self._explain_imported)
        self._stack.addWidget(self.unscored)
        self.body.addWidget(self._stack, 1)
        self._stack.setVisible(False)

    def _make_charts(self) -> None:
        theme = self.theme
        self.distribution = ChartCard(theme, Figure.DISTRIBUTION, DistributionPlot(theme))
        self.trend = ChartCard(theme, Figure.TREND, TrendPlot(theme))
        self.segments = SegmentsCard(theme)
        self.flow = ChartCard(theme, Figure.RESPONSES, CountPlot(theme))
        self.engagement = EngagementCard(theme)
        self.engagement.explained.connect(self._explain_imported)
        self.charts = (self.distribution, self.trend, self.segments, self.flow)
        for chart in self.charts:
            chart.opened.connect(self.open_words)
            chart.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._lead: QWidget | None = None
        self._grid = QGridLayout()
        self._grid.setSpacing(theme.px(12))
        self._page.addLayout(self._grid)
        self._side = QWidget()
        self._side.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        column = QVBoxLayout(self._side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(12))
        self.flow.setMaximumHeight(theme.px(264))
        column.addWidget(self.flow, 1)
        column.addWidget(self.engagement)
        column.addStretch(1)
        self._place_charts(2)  # at once: a card that stands nowhere would outlive its screen

    # reading

    def refresh(self, changed: frozenset[str]) -> None:
        """Compute the figures again."""
        if "*" in changed:
            self.wish = Wish(filter=self.wish.filter)
        if concerns(changed, *_TABLES):
            self._read()

    def show_filter(self, expression: str) -> None:
        """Narrow every figure to a FILTER expression."""
        self._ask(filter=expression)

    def _ask(
        self,
        *,
        survey: str | None = None,
        filter: str | None = None,
        period: Period | None = None,
        compare: tuple[str, str] | None = None,
        lead: str | None = None,
    ) -> None:
        wish = self.wish
        self.wish = Wish(
            wish.survey if survey is None else survey,
            wish.filter if filter is None else filter,
            period or wish.period,
            compare if compare is not None or survey is not None else wish.compare,
            wish.lead if lead is None else lead,
        )
        self._read()

    def _read(self) -> None:
        wish = self.wish

        def work(session: Session) -> Board:
            from engage_desktop.operations.indicators import board

            return board(
                session,
                survey=wish.survey,
                filter=wish.filter,
                period=wish.period,
                compare=wish.compare,
                lead=wish.lead,
            )

        self.context.read(self, work, self.show_board, failed=self._refuse)

    def _refuse(self, error: EngageError) -> None:
        if error.reason is Reason.SURVEY_UNKNOWN and self.wish.survey:
            self._ask(survey="", lead="")  # renamed or put aside meanwhile
            return
        self._stack.setVisible(True)
        self._stack.setCurrentIndex(0)
        self.line.refuse(error)

    # showing

    def show_board(self, board: Board) -> None:
        """Show these figures."""
        self.board = board
        scored = board.leading is not None
        self._stack.setVisible(True)
        self._stack.setCurrentIndex(0 if scored else 1)
        self.choices.setVisible(scored)
        self.out.show_board(board, self.wish)
        if not scored:
            self.unscored.show_cards(board.engagement)
            return
        self.choices.show_board(board, self.wish)
        self.line.show_filter(board.scope.filter)
        self._show_cards(board)
        for chart in self.charts:
            chart.show_board(board)
        self.engagement.show_cards(board.engagement)
        self._show_lead(board)
        self._layout = (0, 0, 0)
        self._reflow()
        self.tell_status()

    def _show_cards(self, board: Board) -> None:
        for old in self.cards:
            old.hide()
            old.deleteLater()
        self.cards = [self._card(each, board) for each in board.cards]
        for card in self.cards:
            card.opened.connect(self.open_words)
            card.explained.connect(lambda anchor, card=card: self._explain(card, anchor))

    def _card(self, value: Card, board: Board) -> FigureCard:
        indicator = value.indicator
        doors: tuple[Door, ...] = ()
        treat = None
        if indicator.kind is IndicatorKind.SENTIMENT:
            doors = board.feelings
            note = base(indicator.n)
        elif indicator.kind is IndicatorKind.RESPONSE_RATE:
            note = ""
        else:
            alike = sum(each.indicator.kind is indicator.kind for each in board.cards) > 1
            note = indicator.label if alike or indicator.kind is IndicatorKind.MEAN else hint(indicator)
            if _could_be_nps(value):
                question = QuestionId(int(indicator.id[1:]))
                treat = lambda: self._treat_as_nps(question)  # noqa: E731 - one line on a button
        return FigureCard(
            self.theme,
            value,
            note=note,
            doors=doors,
            history=board.flow,
            responses=board.responses,
            treat_as_nps=treat,
        )

    def _show_lead(self, board: Board) -> None:
        """Which indicator the charts draw, where there is a choice."""
        if self._lead is not None:
            self._lead.hide()
            self._lead.deleteLater()
            self._lead = None
        scored = [each.indicator for each in board.cards if each.indicator.id.startswith("q")]
        if len(scored) < 2 or board.leading is None:
            return
        place = next(at for at, each in enumerate(scored) if each.id == board.leading.id)
        names = tuple(words.name_of(each) for each in scored)
        if len(scored) <= _MOST_SEGMENTED and sum(map(len, names)) < 30:
            chooser = Segmented(names, self.theme, name=tr("Indicateur des graphiques"), current=place)
            chooser.chosen.connect(lambda at: self._ask(lead=scored[at].id))
            self._lead = chooser
        else:
            button = Button(names[place][:24], self.theme, small=True)
            menu = QMenu(button)
            for each, name in zip(scored, names, strict=True):
                action = menu.addAction(f"{name} — {each.label}"[:80])
                action.triggered.connect(lambda _on=False, key=each.id: self._ask(lead=key))
            button.set_menu(menu)
            self._lead = button
        self.distribution.right.insertWidget(0, self._lead)

    def _explain(self, card: FigureCard, anchor: QWidget) -> None:
        shown = self.board.shown if self.board else ""
        of_texts = card.indicator.kind is IndicatorKind.SENTIMENT
        settings = self.context.sentiment_asked.emit if of_texts else None
        lines = recipe(card.indicator, shown=shown)
        self.popover = RecipePopover(self, self.theme, lines, sentiment=settings)
        self.popover.show_beside(anchor)

    def _explain_imported(self, card: Card, anchor: QWidget) -> None:
        def work(session: Session) -> Sequence[SeriesCell]:
            from engage_desktop.operations import series

            return series.cells(session, card)

        def show(cells: Sequence[SeriesCell]) -> None:
            lines = (*imported_recipe(card.indicator), cells_line(cells))
            self.popover = RecipePopover(self, self.theme, lines)
            self.popover.show_beside(anchor)

        self.context.read((self, anchor), work, show)  # a figure that has gone meanwhile has no beside

    # doing

    def open_words(self, behind: Behind) -> None:
        """Show the verbatims behind a mark."""
        self.context.go("verbatims", filter=behind.filter)

    def _treat_as_nps(self, question: QuestionId) -> None:
        from engage_desktop.operations import surveys

        self.context.write(
            lambda study, _progress: surveys.treat_as_nps(study, question),
            said=tr("Cette question est maintenant lue comme un NPS"),
        )

    def commands(self) -> tuple[Action, ...]:
        """Export and filter from the keyboard."""
        return (
            Action(
                "indicators-export",
                tr("Exporter l'évolution en PNG…"),
                lambda: self.out.ask_export(Figure.TREND, "png"),
                ("Ctrl+E",),
                "image-down",
            ),
            *self.out.commands(),
            Action(
                "indicators-filter", tr("Filtrer les indicateurs"), self.line.ask, ("Ctrl+F",), "list-filter"
            ),
        )

    def panes(self) -> tuple[QWidget, ...]:
        """The cards, then each chart."""
        first = (self.cards[0].figure,) if self.cards else ()
        return (*first, *(chart.plot for chart in self.charts))

    def focus_first(self) -> None:
        """The first figure."""
        if self.cards:
            self.cards[0].figure.setFocus()

    def status(self) -> str:
        """How many answered, and the meaning of the intervals."""
        if self.board is None or self.board.leading is None:
            return ""
        answered = tn("{n} répondant", "{n} répondants", self.board.responses)
        shown = slice_name(self.board.shown) if self.board.shown else tr("toute la collecte")
        return f"{answered} · {shown} · {tr('Intervalles de confiance à 95 %')}"

    # fitting

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.board is not None:
            self._reflow()

    def _reflow(self) -> None:
        width = self.width() * 100 / self.theme.zoom
        per_row = len(self.cards) if len(self.cards) <= 5 and width >= _ONE_ROW else 3 if width >= 620 else 2
        wished = (per_row, 2 if width >= _TWO_COLUMNS else 1, 1 if width >= _HEAD_IN_ONE else 2)
        if wished == self._layout:
            return
        self._layout = wished
        self._place_cards(per_row)
        self._place_charts(wished[1])
        if wished[2] == 1:
            self.header.right.insertWidget(0, self.choices)
            self._second.setContentsMargins(0, 0, 0, 0)
        else:
            side = self.theme.px(24)
            self._second.setContentsMargins(side, 0, side, 0)
            self._second.addWidget(self.choices)

    def _place_cards(self, per_row: int) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            layout = item.layout()
            if layout is not None:
                while layout.takeAt(0) is not None:
                    pass
                layout.deleteLater()
        for start in range(0, len(self.cards), per_row):
            row = QHBoxLayout()
            row.setSpacing(self.theme.px(12))
            self._rows.addLayout(row)  # first: a card shown before it has a parent is a window of its own
            for card in self.cards[start : start + per_row]:
                row.addWidget(card, 15 if card.wide else 10)
                card.show()

    def _place_charts(self, columns: int) -> None:
        for chart in (self.distribution, self.trend, self.segments, self._side):
            self._grid.removeWidget(chart)
        for at, chart in enumerate((self.distribution, self.trend, self.segments, self._side)):
            self._grid.addWidget(chart, at // columns, at % columns)
        for column in range(2):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)


def _could_be_nps(card: Card) -> bool:
    indicator = card.indicator
    scale = indicator.recipe.scale
    return (
        indicator.kind is IndicatorKind.MEAN
        and scale is not None
        and (scale.low, scale.high) == (0, 10)
        and indicator.id.startswith("q")
    )
