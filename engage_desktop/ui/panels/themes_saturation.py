"""The card of saturation: what each interview brings, as a curve and as a table; only where there are interviews."""

from __future__ import annotations

from engage_desktop.models.themes import Saturation, ThemesRecipe
from engage_desktop.ui.panels import themes_words as said
from engage_desktop.ui.panels.themes_cards import PlotCard
from engage_desktop.ui.theme import Theme
from engage_desktop.ui.widgets.plot_saturation import SaturationPlot
from engage_desktop.wording import themes as words
from engage_desktop.wording import tr


class SaturationCard(PlotCard):
    """New codes (or words) interview after interview."""

    def __init__(self, theme: Theme) -> None:
        self.curve = SaturationPlot(theme)
        super().__init__(theme, tr("Saturation des entretiens"), self.curve)

    def show_saturation(self, found: Saturation, made: ThemesRecipe) -> None:
        """Show other interviews."""
        self.curve.show_saturation(found)
        self.setVisible(bool(found.points))
        recipe = words.saturation_recipe(found, made)
        self.say(tr("Saturation des entretiens"), "", said.saturation_table(found), recipe)
