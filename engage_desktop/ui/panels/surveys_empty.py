"""Enquêtes before anything is there: what to start from, and where questions come from."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from engage_desktop.models.questionnaires import Template
from engage_desktop.models.surveys import QuestionKind
from engage_desktop.ui.panels.surveys_list import template_names
from engage_desktop.ui.panels.surveys_words import kind_icon
from engage_desktop.ui.theme import Theme
from engage_desktop.ui.widgets.buttons import Button
from engage_desktop.ui.widgets.cards import Card
from engage_desktop.ui.widgets.labels import IconLabel, PlainLabel
from engage_desktop.wording import tr


class NoSurvey(QWidget):
    """The templates side by side."""

    def __init__(self, theme: Theme, *, create: Callable[[tuple[Template, ...]], None]) -> None:
        super().__init__()
        px = theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(24), px(24), px(24), px(24))
        column.setSpacing(px(8))
        centre = Qt.AlignmentFlag.AlignHCenter
        title = PlainLabel(tr("Aucune enquête dans cette étude"), theme, role="title")
        words = PlainLabel(
            tr(
                "Partez d'un modèle ou d'une page vide. Les réponses que vous importez dans Sources "
                "créent aussi leur enquête."
            ),
            theme,
            tone="text2",
            wrap=True,
        )
        words.setAlignment(centre)
        words.setFixedWidth(px(520))
        words.setMinimumHeight(words.heightForWidth(px(520)))
        cards = QHBoxLayout()
        cards.setSpacing(px(12))
        said = {
            QuestionKind.NPS: tr("« Nous recommanderiez-vous ? », de 0 à 10, puis la raison de la note."),
            QuestionKind.CSAT: tr("La satisfaction de 1 à 5, puis ce qui est à améliorer."),
            QuestionKind.CES: tr("L'effort demandé, de 1 à 7, puis ce qui a coûté le plus."),
            QuestionKind.INFO: tr("Vous ajoutez les questions une à une."),
        }
        self.buttons: list[Button] = []
        for name, templates, kind in template_names():
            cards.addWidget(self._card(theme, name, templates, kind, said[kind], create))
        column.addStretch(2)
        column.addWidget(title, 0, centre)
        column.addWidget(words, 0, centre)
        column.addSpacing(px(12))
        line = QHBoxLayout()
        line.addStretch(1)
        line.addLayout(cards)
        line.addStretch(1)
        column.addLayout(line)
        column.addStretch(3)

    def _card(
        self,
        theme: Theme,
        name: str,
        templates: tuple[Template, ...],
        kind: QuestionKind,
        words: str,
        create: Callable[[tuple[Template, ...]], None],
    ) -> Card:
        card = Card(theme)
        card.setMinimumWidth(theme.px(160))
        card.setMaximumWidth(theme.px(216))
        card.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        card.body.addWidget(IconLabel(kind_icon(kind), theme, tone="accent", size=22))
        card.body.addWidget(PlainLabel(name, theme, role="card"))
        card.body.addWidget(PlainLabel(words, theme, role="detail", tone="text2", wrap=True))
        card.body.addSpacing(theme.px(6))
        card.body.addStretch(1)
        first = kind is QuestionKind.NPS
        button = Button(
            tr("Créer"),
            theme,
            kind="primary" if first else "default",
            small=True,
            run=lambda: create(templates),
        )
        button.setAccessibleName(tr("Créer : {name}", name=name))
        self.buttons.append(button)
        card.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return card


class NoQuestion(QWidget):
    """What to do with a survey that asks nothing yet."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setSpacing(theme.px(6))
        column.setContentsMargins(theme.px(16), 0, theme.px(16), 0)
        centre = Qt.AlignmentFlag.AlignHCenter
        column.addStretch(2)
        column.addWidget(PlainLabel(tr("Pas encore de question"), theme, role="section"), 0, centre)
        words = tr("Choisissez un type à gauche sous « Ajouter », ou appuyez sur A.")
        said = PlainLabel(words, theme, tone="text2", wrap=True)
        said.setAlignment(centre)
        column.addWidget(said)
        column.addStretch(3)
