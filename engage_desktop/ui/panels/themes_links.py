"""The card of co-occurrences: the network, its table, and the index that its links go by."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from engage_desktop.models.themes import LINKS, Network, ThemesRecipe, World
from engage_desktop.ui.panels import themes_words as said
from engage_desktop.ui.panels.themes_cards import PlotCard
from engage_desktop.ui.theme import Theme
from engage_desktop.ui.widgets.buttons import Button
from engage_desktop.ui.widgets.plot_network import NetworkPlot
from engage_desktop.wording import themes as words
from engage_desktop.wording import tr


class NetworkCard(PlotCard):
    """Words said together; `wanted` tells another index."""

    wanted = Signal(str)

    def __init__(self, theme: Theme) -> None:
        self.network = NetworkPlot(theme)
        super().__init__(theme, tr("Cooccurrences"), self.network)
        self.measure = Button("", theme, small=True)
        menu = QMenu(self.measure)
        group = QActionGroup(menu)
        self._actions = {}
        for each in LINKS:
            action = menu.addAction(words.link_name(each))
            action.setCheckable(True)
            action.triggered.connect(lambda _on=False, each=each: self.wanted.emit(each))
            group.addAction(action)
            self._actions[each] = action
        self.measure.set_menu(menu)
        self.right.insertWidget(0, self.measure)

    def show_network(self, network: Network, worlds: tuple[World, ...], made: ThemesRecipe) -> None:
        """Show other words, in the hues of these worlds."""
        self.network.show_network(network, worlds)
        self.measure.set_text(words.link_name(network.by))
        self.measure.setAccessibleName(tr("Indice des liens : {name}", name=words.link_name(network.by)))
        self._actions[network.by].setChecked(True)
        unit = tr("même phrase") if network.same_sentence else tr("même verbatim")
        note = tr("{unit}, {n} fois ou plus", unit=unit, n=network.least) if network.nodes else ""
        recipe = words.network_recipe(network, made)
        self.say(tr("Cooccurrences"), note, said.network_table(network), recipe)
