"""Imported figures as a table, in the Indicators screen or as all of it when nothing was scored."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QStackedWidget, QVBoxLayout, QWidget

from engage_desktop.models.boards import Card as Row
from engage_desktop.ui.context import Context
from engage_desktop.ui.panels.empty_pages import without_answers
from engage_desktop.ui.theme import Theme, Token
from engage_desktop.ui.widgets.areas import scrolled
from engage_desktop.ui.widgets.buttons import Button
from engage_desktop.ui.widgets.cards import Card, hairline
from engage_desktop.ui.widgets.figure_cards import TONES, FigureButton, SparkPlot
from engage_desktop.ui.widgets.labels import ElidedLabel, IconLabel, PlainLabel
from engage_desktop.ui.widgets.states import EmptyState
from engage_desktop.wording import figures, metrics, tn, tr
from engage_desktop.wording.typography import named

_FEW, _MOST = 8, 200  # rows shown at first, rows shown at all


class EngagementCard(Card):
    """« Engagement numérique »: a row for each rate and each imported series; its figure tells where it comes from."""

    explained = Signal(object, QWidget)  # the row, and the widget to speak beside

    def __init__(self, theme: Theme, *, few: int = _FEW) -> None:
        super().__init__(theme, tr("Engagement numérique"))
        self._theme = theme
        self._few = few
        self._rows: tuple[Row, ...] = ()
        self._whole = False
        self.nothing = PlainLabel(
            tr("Importez des chiffres web, e-mail ou réseaux dans Sources : ils s'affichent ici."),
            theme,
            role="detail",
            tone="text3",
            wrap=True,
        )
        self.body.addWidget(self.nothing)
        self._table: QWidget | None = None
        self.more = Button("", theme, kind="link", small=True, run=self._show_all)
        self.body.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        self.more.hide()

    def show_cards(self, rows: tuple[Row, ...]) -> None:
        """Show other series."""
        self._rows = rows
        if self._table is not None:
            self._table.hide()
            self._table.deleteLater()
            self._table = None
        self.nothing.setVisible(not rows)
        shown = rows[: _MOST if self._whole else self._few]
        left = min(len(rows), _MOST) - len(shown)
        self.more.setVisible(left > 0)
        self.more.set_text(tn("Afficher l'autre série", "Afficher les {n} autres séries", left))
        if not rows:
            return
        self._table = QWidget()
        grid = QGridLayout(self._table)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(self._theme.px(16))
        grid.setVerticalSpacing(self._theme.px(5))
        grid.setColumnStretch(0, 1)
        for column, head in enumerate((tr("Indicateur"), tr("évolution"), tr("Dernier"), tr("Écart"))):
            label = PlainLabel(head, self._theme, role="detail", tone="text3")
            grid.addWidget(label, 0, column, _side(column))
        for place, row in enumerate(shown, start=1):
            grid.addWidget(hairline(), 2 * place - 1, 0, 1, 5)
            self._add(grid, 2 * place, row)
        self.body.insertWidget(1, self._table)

    def _show_all(self) -> None:
        self._whole = True
        self.show_cards(self._rows)

    def _add(self, grid: QGridLayout, line: int, row: Row) -> None:
        theme, indicator = self._theme, row.indicator
        name = metrics.series_name(indicator)
        words = ElidedLabel(name, theme)
        words.setToolTip(
            "\n".join(named(each.name, each.text) for each in metrics.imported_recipe(indicator))
        )
        grid.addWidget(words, line, 0)
        if len(row.history) > 1:
            spark = SparkPlot(theme, row.history, name=name)
            spark.setFixedWidth(theme.px(90))
            grid.addWidget(spark, line, 1)
        said = figures.value(indicator, indicator.value)
        interval = figures.ci95(indicator, indicator.ci95) if indicator.ci95 else ""
        hint = "\n".join(filter(None, (interval, tr("Montrer d'où vient ce chiffre"))))
        value = FigureButton(said, theme, role="figure_label", hint=hint, name=named(name, said))
        value.clicked.connect(lambda: self.explained.emit(row, value))
        grid.addWidget(value, line, 2, _side(2))
        change = indicator.comparison
        if change is None:
            return
        icon, tone = TONES[change.change]
        ink: Token = tone
        box = PlainLabel(figures.difference(indicator, change), theme, role="detail_figure", tone=ink)
        box.setToolTip(figures.significance(change))
        grid.addWidget(box, line, 3, _side(3))
        if change.p is not None:
            grid.addWidget(IconLabel(icon, theme, tone=tone, size=15), line, 4)


class Unscored(QStackedWidget):
    """The screen of a study without scores: its imported figures, or what to do first."""

    def __init__(self, theme: Theme, context: Context) -> None:
        super().__init__()
        self.addWidget(_empty(context))
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(theme.px(24), 0, theme.px(12), theme.px(16))
        self.card = EngagementCard(theme, few=_MOST)
        column.addWidget(self.card)
        column.addStretch(1)
        scroll = scrolled(page)
        self.addWidget(scroll)

    def show_cards(self, rows: tuple[Row, ...]) -> None:
        """Show these series, or the empty page."""
        self.card.show_cards(rows)
        self.setCurrentIndex(1 if rows else 0)


def _empty(context: Context) -> EmptyState:
    return without_answers(
        context,
        tr("Pas encore de question notée"),
        tr(
            "Les indicateurs se calculent sur des notes : recommandation de 0 à 10, satisfaction de 1 à 5, "
            "effort de 1 à 7. Importez des réponses, ou concevez l'enquête qui les recueillera."
        ),
    )


def _side(column: int) -> Qt.AlignmentFlag:
    across = Qt.AlignmentFlag.AlignLeft if column == 0 else Qt.AlignmentFlag.AlignRight
    return across | Qt.AlignmentFlag.AlignVCenter
