"""The concordance card: a word in its contexts, what sorts it, the way to its verbatims."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from engage_desktop.models.indicators import Behind
from engage_desktop.models.themes import Concordance, ImpactOf, Side
from engage_desktop.ui.theme import Theme
from engage_desktop.ui.widgets.buttons import Button
from engage_desktop.ui.widgets.cards import Card, hairline
from engage_desktop.ui.widgets.concordance import ConcordanceView
from engage_desktop.ui.widgets.labels import ElidedLabel, PlainLabel
from engage_desktop.ui.widgets.segmented import Segmented
from engage_desktop.wording import themes as words
from engage_desktop.wording import tn, tr
from engage_desktop.wording.typography import quoted

_SIDES = (Side.LEFT, Side.RIGHT, Side.SENTIMENT)


class ConcordanceCard(Card):
    """Lines of one word; `sorted_by` tells a Side, `opened` the verbatims wanted, `line_opened` one of them."""

    sorted_by = Signal(object)  # Side
    opened = Signal(object)  # Behind
    line_opened = Signal(object)  # Line
    coded = Signal(str, str)  # name, FILTER

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, tr("Concordance"), note=" ")
        px = theme.px
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.body.setContentsMargins(0, px(12), 0, px(12))
        self.head.setContentsMargins(px(16), 0, px(16), 0)
        self._word, self.behind = "", Behind("", 0)
        self.sorting = PlainLabel(tr("Trier par"), theme, role="detail", tone="text2")
        self.sort = Segmented(
            (tr("mot à gauche"), tr("mot à droite"), tr("sentiment")), theme, name=tr("Trier par"), current=1
        )
        self.sort.chosen.connect(lambda at: self.sorted_by.emit(_SIDES[at]))
        self.right.addWidget(self.sorting)
        self.right.addWidget(self.sort)
        self.view = ConcordanceView(theme)
        self.view.setMinimumHeight(px(240))
        self.view.opened.connect(self.line_opened)
        self.none = PlainLabel("", theme, role="detail", tone="text2", wrap=True)
        self.none.setContentsMargins(px(16), px(8), px(16), px(8))
        self.body.addWidget(self.none)
        self.body.addWidget(self.view, 1)
        self.body.addWidget(hairline())
        foot = QHBoxLayout()
        foot.setContentsMargins(px(16), 0, px(16), 0)
        self.impact = ElidedLabel("", theme, role="detail", tone="text2")
        self.coding = Button(tr("Créer un code"), theme, small=True, icon_name="plus", run=self._code)
        self.everything = Button("", theme, small=True, icon_name="arrow-right", run=self._open)
        foot.addWidget(self.impact, 1)
        foot.addWidget(self.coding)
        foot.addWidget(self.everything)
        self.body.addLayout(foot)

    def show_lines(self, found: Concordance, impact: ImpactOf | None) -> None:
        """Show a word in its contexts."""
        self._word = found.word
        self.behind = found.behind or Behind("", 0)
        note = (
            quoted(found.word) + ", " + tn("{n} occurrence", "{n} occurrences", found.total)
            if found.word
            else ""
        )
        self.set_title(tr("Concordance"), note=note)
        self.view.lines.show_lines(found.lines)
        self.view.setAccessibleName(f"{tr('Concordance')} {note}")
        self.view.setVisible(bool(found.lines))
        self.none.setVisible(not found.lines)
        self.none.setText(self._nothing(found))
        n = self.behind.verbatims
        self.everything.setVisible(n > 0)
        self.coding.setVisible(n > 0)
        self.everything.set_text(tn("Voir le verbatim", "Voir les {n} verbatims", n))
        told = impact is not None and impact.impact.comparison.difference is not None
        cut = tr("{n} montrées", n=len(found.lines)) if len(found.lines) < found.total else ""
        effect = words.impact_words(impact) if told and impact is not None else ""
        self.impact.setText(" · ".join(part for part in (cut, effect) if part))

    def set_narrow(self, narrow: bool) -> None:
        """Leave out what a narrow card has no room for."""
        self.sorting.setVisible(not narrow)

    @staticmethod
    def _nothing(found: Concordance) -> str:
        if not found.word:
            return tr("Choisissez un mot dans un graphique, ou cherchez-le en haut de la page.")
        return tr("« {word} » n'est dans aucun verbatim de cette sélection.", word=found.word)

    def _open(self) -> None:
        self.opened.emit(self.behind)

    def _code(self) -> None:
        self.coded.emit(self._word, self.behind.filter)
