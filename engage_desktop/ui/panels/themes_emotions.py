"""The card of emotions: how many verbatims say each, with the way to them; their accuracy is in the recipe."""

from __future__ import annotations

from engage_desktop.models.emotions import EMOTIONS, EmotionFigure
from engage_desktop.ui.itemmodels.figure_table import Row
from engage_desktop.ui.panels.themes_cards import TableCard
from engage_desktop.ui.theme import Theme
from engage_desktop.wording import emotions as words
from engage_desktop.wording import tr
from engage_desktop.wording.typography import integer, percent


class EmotionsCard(TableCard):
    """One row an emotion, the most said first."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, tr("Émotions"), none=tr("Aucun verbatim ne dit d'émotion."))
        self.table.setMinimumHeight(theme.px(33 * (len(EMOTIONS) + 1) + 4))

    def show_figures(self, found: tuple[EmotionFigure, ...]) -> None:
        """Show other figures."""
        from engage_desktop.operations import emotions

        heads = (tr("Émotion"), tr("Verbatims"), tr("Part"))
        rows = tuple(
            Row(
                (words.emotion_name(each.emotion), integer(each.verbatims), percent(each.share, 1)),
                each.behind,
            )
            for each in found
        )
        self.say(tr("mots qui les disent"), (heads, rows), words.emotions_recipe(*emotions.accuracy()[:3]))
