"""Questions that ask what is missing, and what praise is worth in their answers."""

from __future__ import annotations

import pytest

from engage_desktop.analysis.wishes import asks_what_is_missing
from engage_desktop.models.lexicon import OwnEntry
from engage_desktop.models.sentiment import EngineChoice, Label
from engage_desktop.operations import engines


@pytest.mark.parametrize(
    "label",
    [
        "Que pourrions-nous améliorer ?",
        "Qu'est-ce qui vous a déplu ?",
        "Qu'avez-vous le moins apprécié lors de votre séjour ?",
        "Vos suggestions d'amélioration",
        "Que vous manque-t-il pour venir plus souvent ?",
        "Que devrions-nous faire pour que vous nous recommandiez ?",
        "Quels sont nos points faibles ?",
        "What could we improve?",
    ],
)
def test_questions_for_wishes_and_faults_are_told(label: str) -> None:
    assert asks_what_is_missing(label)


@pytest.mark.parametrize(
    "label",
    [
        "Pourquoi cette note ?",
        "Qu'avez-vous le plus apprécié ?",
        "Vos points forts et vos points faibles",
        "Qu'est-ce qui vous a plu ou déplu ?",
        "Remarques et suggestions",
        "Pourquoi cette note, et que pourrions-nous améliorer ?",
        "Commentaire",
        "",
    ],
)
def test_questions_open_to_praise_are_not(label: str) -> None:
    assert not asks_what_is_missing(label)


@pytest.mark.parametrize(
    "text",
    [
        "La rapidité des remboursements",
        "la propreté",
        "Un accueil plus chaleureux",
        "Un humain au téléphone, aimable si possible",
        "Des phares qui marchent",
        "proposer un service plus rapide",
    ],
)
def test_what_is_wished_for_is_no_praise(text: str) -> None:
    read = engines.reader(EngineChoice()).read(text, wished=True)
    assert read.label is not Label.POSITIVE
    assert read.polarity < 0.2


@pytest.mark.parametrize(
    "text",
    [
        "Rien, tout est parfait",
        "Je suis très satisfaite du service",
        "Continuez comme ça, c'est très bien",
        "Excellent service",
        "RAS, équipe très sympathique",
        "Vous êtes super réactifs",
        "bravo à toute l'équipe",
    ],
)
def test_praise_stays_praise_there(text: str) -> None:
    assert engines.reader(EngineChoice()).read(text, wished=True).label is Label.POSITIVE


@pytest.mark.parametrize("wished", [False, True])
@pytest.mark.parametrize(
    "text", ["rien", "Non.", "RAS", "Néant", "aucun", "Rien à signaler", "je ne sais pas", "Sans avis"]
)
def test_an_answer_without_an_opinion_leans_to_no_side(text: str, wished: bool) -> None:
    read = engines.reader(EngineChoice()).score(text, wished=wished)
    assert (read.polarity, read.label, read.confidence) == (0.0, Label.NEUTRAL, 0.0)
    assert [(term.text, term.weight, term.rule) for term in read.terms] == [(text.rstrip("."), 0.0, "hollow")]


def test_a_word_that_the_study_chose_speaks_even_alone() -> None:
    choice = EngineChoice(own=(OwnEntry("néant", -2.0),))
    assert engines.reader(choice).read("Néant").label is Label.NEGATIVE
    assert engines.reader(choice).read("rien").confidence == 0


def test_blame_is_what_it_was() -> None:
    reader, text = engines.reader(EngineChoice()), "Le site est lent et le support incompétent"
    assert reader.read(text, wished=True) == reader.read(text)


def test_the_explanation_says_the_same_and_why() -> None:
    reader, text = engines.reader(EngineChoice()), "La rapidité des remboursements"
    read, scored = reader.read(text, wished=True), reader.score(text, wished=True)
    assert (read.polarity, read.label) == (scored.polarity, scored.label)
    assert sum(term.weight for term in scored.terms) == pytest.approx(scored.polarity)
    assert any("wished" in term.rule for term in scored.terms)
