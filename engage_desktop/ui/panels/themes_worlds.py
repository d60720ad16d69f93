"""The lexical worlds card: dendrogram, typical verbatims of the world chosen, its name, its code."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from engage_desktop.models.themes import MOST_WORLDS, ImpactOf, ThemesRecipe, World, Worlds
from engage_desktop.ui.panels import themes_words as said
from engage_desktop.ui.panels.themes_cards import PlotCard
from engage_desktop.ui.theme import Theme
from engage_desktop.ui.widgets.buttons import Button
from engage_desktop.ui.widgets.labels import ElidedLabel, PlainLabel
from engage_desktop.ui.widgets.plot_worlds import WorldsPlot
from engage_desktop.wording import themes as words
from engage_desktop.wording import tn, tr
from engage_desktop.wording.typography import ellipsis, quoted

_QUOTES, _LENGTH = 3, 190


class WorldsCard(QFrame):
    """Worlds at the left, what one of them says at the right."""

    opened = Signal(object)  # Behind
    renaming = Signal(object)  # World
    coded = Signal(str, str)  # name, FILTER
    verbatim_opened = Signal(int, str)  # id, FILTER
    wanted = Signal(int)  # how many worlds; 0: as many as are stable

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._impacts: dict[str, ImpactOf] = {}
        self.found = Worlds((), None, 0, 0, 0, 0)
        self.plot = WorldsPlot(theme)
        self.card = PlotCard(theme, tr("Univers lexicaux"), self.plot)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.card)
        self.none = PlainLabel("", theme, role="detail", tone="text2", wrap=True)
        self.anyway = Button(tr("Les voir quand même"), theme, small=True, run=self._ask_anyway)
        for told in (self.none, self.anyway):
            self.card.body.addWidget(told, alignment=Qt.AlignmentFlag(0))
        self.card.body.setAlignment(self.anyway, Qt.AlignmentFlag.AlignLeft)
        self.number = Button("", theme, small=True)
        menu = QMenu(self.number)
        for each in (0, *range(2, MOST_WORLDS + 1)):
            menu.addAction(words.worlds_wanted(each)).triggered.connect(
                lambda _on=False, each=each: self.wanted.emit(each)
            )
        self.number.set_menu(menu)
        self.card.right.insertWidget(0, self.number)
        self.detail = self._detail()
        self.card.content.addWidget(self.detail, 2)
        self.card.opened.connect(self.opened)
        self.plot.walked.connect(lambda _place: self._show_world())

    def _detail(self) -> QWidget:
        theme, px = self._theme, self._theme.px
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(8))
        self.name = ElidedLabel("", theme, role="section")
        self.effect = PlainLabel("", theme, role="detail", tone="text2", wrap=True)
        column.addWidget(self.name)
        column.addWidget(self.effect)
        self.quotes: list[Button] = []
        self.texts = [PlainLabel("", theme, role="quote", wrap=True) for _ in range(_QUOTES)]
        for text in self.texts:
            text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(text)
        column.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(px(8))
        self.rename = Button(tr("Renommer"), theme, small=True, icon_name="pencil", run=self._ask_name)
        self.coding = Button(tr("Créer un code"), theme, small=True, icon_name="plus", run=self._code)
        self.everything = Button("", theme, small=True, icon_name="arrow-right", run=self._open)
        for button in (self.rename, self.coding, self.everything):
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        return side

    def show_worlds(self, found: Worlds, impacts: tuple[ImpactOf, ...], made: ThemesRecipe) -> None:
        """Show other worlds; the one chosen stays chosen where it is found again."""
        before = self.plot.world()
        self.found = found
        self._impacts = {each.name: each for each in impacts}
        note, table = said.worlds_note(found), said.worlds_table(found)
        self.card.say(tr("Univers lexicaux"), note, table, words.worlds_recipe(found, made))
        self.plot.show_worlds(found)
        told = bool(found.worlds)
        for shown in (self.card.stack, self.card.switch, self.detail):
            shown.setVisible(told)
        self.none.setVisible(not told)
        self.none.setText(words.no_worlds(found))
        self.anyway.setVisible(found.unstable)
        self.number.setVisible(told or found.unstable)
        self.number.set_text(words.worlds_wanted(found.asked))
        self.number.setAccessibleName(tr("Nombre d'univers : {said}", said=words.worlds_wanted(found.asked)))
        if before is not None:
            self.plot.go_to(before.number)
        self._show_world()

    def say_waiting(self) -> None:
        """Worlds are being looked for."""
        self.card.set_title(tr("Univers lexicaux"), note=tr("classification en cours…"))

    def _show_world(self) -> None:
        world = self.plot.world()
        if world is None:
            return
        self.name.setText(world.name)
        impact = self._impacts.get(world.name)
        self.effect.setText("" if impact is None else words.impact_words(impact).partition(", ")[2])
        self.effect.setVisible(impact is not None)
        for label, typical in zip(self.texts, (*world.typical, *[None] * _QUOTES), strict=False):
            label.setVisible(typical is not None)
            label.setText(
                "" if typical is None else quoted(ellipsis(" ".join(typical.text.split()), _LENGTH))
            )
            label.setToolTip("" if typical is None else typical.ref)
        n = world.behind.verbatims if world.behind else 0
        self.everything.setVisible(n > 0)
        self.everything.set_text(tn("Voir le verbatim", "Voir les {n} verbatims", n))

    def _ask_anyway(self) -> None:
        shares = self.found.stabilities
        self.wanted.emit(shares.index(max(shares)) + 2)

    def _open(self) -> None:
        world = self.plot.world()
        if world is not None and world.behind is not None:
            self.opened.emit(world.behind)

    def _ask_name(self) -> None:
        world: World | None = self.plot.world()
        if world is not None:
            self.renaming.emit(world)

    def _code(self) -> None:
        world = self.plot.world()
        if world is not None and world.behind is not None:
            self.coded.emit(world.name, world.behind.filter)
