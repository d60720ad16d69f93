"""Emotions: words that say them, what turns them, and what the labelled sentences give."""

from __future__ import annotations

import pytest

from engage_desktop.models.emotions import EMOTIONS, Emotion
from engage_desktop.models.sentiment import EngineChoice
from engage_desktop.operations import emotions, engines
from tests.benchmarks.emotions import measured, sentences


def named(text: str) -> set[Emotion]:
    return {each.emotion for each in emotions.felt(text)}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("C'est inadmissible !", {Emotion.ANGER}),
        ("Je suis FURIEUSE.", {Emotion.ANGER}),
        ("je suis degoutée", {Emotion.DISGUST}),
        ("Ravi de l'accueil, mais inquiet pour mon dossier.", {Emotion.JOY, Emotion.FEAR}),
        ("Je ne suis pas en colère.", set()),
        ("Aucune surprise, sans crainte.", set()),
        ("s'il vous plaît", set()),
        ("La France est là, le compte sur lequel je paie aussi.", set()),
        ("", set()),
    ],
)
def test_words_say_emotions_unless_they_are_denied_or_formulas(text: str, wanted: set[Emotion]) -> None:
    assert named(text) == wanted


def test_each_emotion_comes_with_its_words_as_written_once_and_in_the_usual_order() -> None:
    found = emotions.felt("Honteux, honteux ! J'ai peur, et c'est Inadmissible.")
    assert [each.emotion for each in found] == [Emotion.ANGER, Emotion.FEAR]
    assert found[0].words == ("Honteux", "honteux", "Inadmissible")
    assert [each for each in EMOTIONS if each in {felt.emotion for felt in found}] == [
        f.emotion for f in found
    ]


def test_there_are_enough_sentences_of_each_kind() -> None:
    labels = [label for _text, label in sentences()]
    assert len(labels) >= 150
    assert sum(not label for label in labels) >= 20
    assert all(sum(each in label for label in labels) >= 15 for each in EMOTIONS)


def test_the_figures_kept_are_of_these_sentences() -> None:
    each, _exact, n = measured()
    kept, right, of, version = emotions.accuracy()
    assert [one.labelled for one in kept] == [one.labelled for one in each]
    assert right <= of == n
    assert version.startswith("1-")


def test_most_sentences_are_read_as_they_are_labelled() -> None:
    each, exact, n = measured()
    assert exact / n > 0.88
    assert min(one.precision or 0.0 for one in each) > 0.85
    assert min(one.recall or 0.0 for one in each) > 0.75


def test_words_of_emotion_do_not_change_the_reading_of_sentiment() -> None:
    lexicon = engines.lexicon(EngineChoice().packs)
    assert {each.value for each in Emotion}.isdisjoint({entry.pack for entry in lexicon.entries})
