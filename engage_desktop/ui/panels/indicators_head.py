"""The head of the Indicators screen: which survey, which wave against which, which filter."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from engage_desktop.errors import EngageError
from engage_desktop.models.boards import Board
from engage_desktop.models.filters import parse, terms, without_term
from engage_desktop.models.indicators import Period
from engage_desktop.ui.theme import Theme
from engage_desktop.ui.widgets.buttons import Button, fill_choices
from engage_desktop.ui.widgets.chips import FilterChip
from engage_desktop.ui.widgets.fields import SearchField
from engage_desktop.ui.widgets.flow import FlowLayout
from engage_desktop.ui.widgets.labels import PlainLabel
from engage_desktop.wording import tn, tr
from engage_desktop.wording.errors import sentence
from engage_desktop.wording.figures import period_name, slice_name


@dataclass(frozen=True, slots=True)
class Wish:
    """What the screen is asked to show; `compare` None leaves the choice of waves to the board."""

    survey: str = ""
    filter: str = ""
    period: Period = Period.MONTH
    compare: tuple[str, str] | None = None
    lead: str = ""


class Choices(QWidget):
    """Menus for the survey, the wave shown, the one it is compared with, and the step of the trend."""

    survey_chosen = Signal(str)
    compared = Signal(str, str)  # from, to
    period_chosen = Signal(object)  # Period
    filter_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        self.survey, self.shown, self.against = (Button("", theme) for _ in range(3))
        self.period = Button("", theme)
        self._versus = PlainLabel(tr("comparé à"), theme, role="detail", tone="text2")
        self.filter = Button("", theme, icon_name="list-filter", run=self.filter_asked.emit)
        for widget in (self.survey, self.period, self.shown, self._versus, self.against, self.filter):
            row.addWidget(widget)
        row.addStretch(1)
        for button in (self.survey, self.shown, self.against, self.period):
            button.set_menu(QMenu(button))
        self._count(0)

    def minimumSizeHint(self) -> QSize:
        return QSize(0, super().minimumSizeHint().height())  # it never keeps the window wide

    def show_board(self, board: Board, wish: Wish) -> None:
        """Offer what this board has, and say what is shown."""
        self._count(len(terms(wish.filter)))
        self._offer_surveys(board)
        self._offer_periods(board)
        names = [each.name for each in board.slices]
        for name in (board.shown, board.against):
            if name and name not in names:
                names.append(name)
        self.shown.setVisible(bool(names))
        self.shown.set_text(slice_name(board.shown) if board.shown else tr("Toute la collecte"))
        self.shown.setAccessibleName(tr("Période montrée : {name}", name=self.shown.text()))
        choices = [*((name, slice_name(name)) for name in reversed(names)), ("", tr("Toute la collecte"))]
        fill_choices(self.shown, choices, board.shown, lambda name: self._show(name, names))
        others = [name for name in names if name != board.shown]
        compared = bool(board.shown and others)
        self.against.setVisible(compared)
        self._versus.setVisible(compared)
        self.against.set_text(slice_name(board.against) if board.against else tr("rien"))
        self.against.setAccessibleName(tr("Comparé à : {name}", name=self.against.text()))
        choices = [*((name, slice_name(name)) for name in reversed(others)), ("", tr("rien"))]
        fill_choices(self.against, choices, board.against, lambda name: self.compared.emit(name, board.shown))

    def _show(self, name: str, names: list[str]) -> None:
        """Compared with what comes just before."""
        place = names.index(name) if name in names else 0
        self.compared.emit(names[place - 1] if place > 0 else "", name)

    def _offer_surveys(self, board: Board) -> None:
        self.survey.setVisible(len(board.surveys) > 1)
        self.survey.set_text(board.survey or tr("Toutes les enquêtes"))
        self.survey.setMaximumWidth(self.fontMetrics().averageCharWidth() * 30)
        choices = [("", tr("Toutes les enquêtes")), *((name, name) for name in board.surveys)]
        fill_choices(self.survey, choices, board.survey, self.survey_chosen.emit)

    def _offer_periods(self, board: Board) -> None:
        self.period.set_text(tr("Par {period}", period=period_name(board.trend_period)))
        choices = [(each.value, tr("Par {period}", period=period_name(each))) for each in Period]
        fill_choices(
            self.period,
            choices,
            board.trend_period.value,
            lambda value: self.period_chosen.emit(Period(value)),
        )

    def _count(self, number: int) -> None:
        said = tn("{n} filtre", "{n} filtres", number) if number else tr("Toutes les réponses")
        self.filter.set_text(said)


class FilterLine(QWidget):
    """The field of the FILTER language with the sentence of its mistake, and a chip for each term in force."""

    filtered = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._expression = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        self.field = SearchField(tr("Filtrer : nps:detracteurs, attr.Zone:Centre, date:2026-07.."), theme)
        self.field.entered.connect(self._enter)
        self.mistake = PlainLabel("", theme, role="detail", tone="danger", wrap=True)
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips, spacing=theme.px(6))
        for widget in (self.field, self.mistake, self._chips):
            column.addWidget(widget)
            widget.hide()
        self.hide()

    def ask(self) -> None:
        """Open the field, or close it."""
        opened = self.field.isHidden()
        self.field.setVisible(opened)
        self.field.set_text(self._expression)
        self._fit()
        if opened:
            self.field.setFocus()

    def show_filter(self, expression: str) -> None:
        """Show the terms in force."""
        self._expression = expression
        self.field.set_text(expression)
        self._say("")
        self._flow.clear()
        for term in terms(expression):
            chip = FilterChip(term, self._theme)
            chip.removed.connect(lambda term=term: self.filtered.emit(without_term(self._expression, term)))
            self._flow.addWidget(chip)
        self._chips.setVisible(bool(expression))
        self._fit()

    def refuse(self, error: EngageError) -> None:
        """Say what is wrong with what was typed."""
        self.field.show()
        self._say(sentence(error))
        self._fit()

    def _say(self, text: str) -> None:
        self.mistake.setText(text)
        self.mistake.setVisible(bool(text))
        self.field.set_invalid(bool(text))

    def _enter(self, text: str) -> None:
        try:
            parse(text)
        except EngageError as error:
            self.refuse(error)
            return
        self.filtered.emit(text.strip())

    def _fit(self) -> None:
        self.setVisible(not (self.field.isHidden() and self._chips.isHidden() and self.mistake.isHidden()))
