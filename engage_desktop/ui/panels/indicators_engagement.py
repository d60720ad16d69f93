"""Imported figures as a table, or one line that says where they will come from."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from engage_desktop.models.boards import Card as Row
from engage_desktop.ui.theme import Theme, Token
from engage_desktop.ui.widgets.cards import Card, hairline
from engage_desktop.ui.widgets.figure_cards import TONES, SparkPlot
from engage_desktop.ui.widgets.labels import ElidedLabel, IconLabel, PlainLabel
from engage_desktop.wording import figures, tr


class EngagementCard(Card):
    """« Engagement numérique »: a row for each imported series."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, tr("Engagement numérique"))
        self._theme = theme
        self.nothing = PlainLabel(
            tr("L'import de chiffres web, e-mail et réseaux viendra avec une prochaine version."),
            theme,
            role="detail",
            tone="text3",
            wrap=True,
        )
        self.body.addWidget(self.nothing)
        self._table: QWidget | None = None

    def show_cards(self, rows: tuple[Row, ...]) -> None:
        """Show other series."""
        if self._table is not None:
            self._table.hide()
            self._table.deleteLater()
            self._table = None
        self.nothing.setVisible(not rows)
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
        for place, row in enumerate(rows, start=1):
            grid.addWidget(hairline(), 2 * place - 1, 0, 1, 4)
            self._add(grid, 2 * place, row)
        self.body.addWidget(self._table)

    def _add(self, grid: QGridLayout, line: int, row: Row) -> None:
        theme, indicator = self._theme, row.indicator
        name = indicator.label or figures.kind_name(indicator.kind)
        grid.addWidget(ElidedLabel(name, theme), line, 0)
        spark = SparkPlot(theme, row.history, name=name)
        spark.setFixedWidth(theme.px(90))
        grid.addWidget(spark, line, 1)
        value = PlainLabel(figures.value(indicator, indicator.value), theme, role="figure_label")
        grid.addWidget(value, line, 2, _side(2))
        change = indicator.comparison
        if change is None:
            return
        icon, tone = TONES[change.change]
        ink: Token = tone
        box = PlainLabel(figures.difference(indicator, change), theme, role="detail_figure", tone=ink)
        box.setToolTip(figures.significance(change))
        grid.addWidget(box, line, 3, _side(3))
        grid.addWidget(IconLabel(icon, theme, tone=tone, size=15), line, 4)


def _side(column: int) -> Qt.AlignmentFlag:
    across = Qt.AlignmentFlag.AlignLeft if column == 0 else Qt.AlignmentFlag.AlignRight
    return across | Qt.AlignmentFlag.AlignVCenter
