"""The aspects card: what is felt of each, its table twin, and the way to their words."""

from __future__ import annotations

from PySide6.QtCore import Signal

from engage_desktop.models.aspects import AspectFigure
from engage_desktop.models.themes import ThemesRecipe
from engage_desktop.ui.itemmodels.figure_table import Row
from engage_desktop.ui.panels.themes_cards import PlotCard
from engage_desktop.ui.panels.themes_words import Table
from engage_desktop.ui.theme import Theme
from engage_desktop.ui.widgets.buttons import Button
from engage_desktop.ui.widgets.plot_aspects import AspectPlot
from engage_desktop.wording import aspects as words
from engage_desktop.wording import tr
from engage_desktop.wording.figures import no_data
from engage_desktop.wording.typography import decimal, integer, interval, percent


class AspectsCard(PlotCard):
    """`editing` asks for the aspects' words."""

    editing = Signal()

    def __init__(self, theme: Theme) -> None:
        self.aspects = AspectPlot(theme)
        self.found: tuple[AspectFigure, ...] = ()  # those that are spoken of
        super().__init__(theme, tr("Aspects"), self.aspects)
        self.edit = Button(tr("Aspects…"), theme, small=True, run=self.editing.emit)
        self.right.insertWidget(0, self.edit)

    def show_aspects(self, found: tuple[AspectFigure, ...], made: ThemesRecipe) -> None:
        """Show what is felt of each."""
        self.found = tuple(each for each in found if each.verbatims)
        self.aspects.show_aspects(found)
        self.say(tr("Aspects"), "", _table(found), words.aspects_recipe(made))


def _table(found: tuple[AspectFigure, ...]) -> Table:
    heads = (
        tr("Aspect"), tr("Verbatims"), tr("Part"), tr("Polarité"), tr("IC 95 %"), tr("Négatifs"), tr("Positifs"),
        tr("Écart de NPS"),
    )  # fmt: skip
    rows = []
    for each in found:
        change = each.impact.comparison
        cells = (
            each.name,
            integer(each.verbatims),
            percent(each.share, 1),
            no_data() if each.mean is None else decimal(each.mean, 2, signed=True),
            "" if each.ci95 is None else interval(each.ci95.low, each.ci95.high, 2, signed=True),
            integer(each.negative),
            integer(each.positive),
            no_data() if change.difference is None else decimal(change.difference, 0, signed=True),
        )
        rows.append(Row(cells, each.behind))
    return heads, tuple(rows)
