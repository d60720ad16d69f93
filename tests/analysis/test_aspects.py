"""Sentiment by aspect."""

from __future__ import annotations

from engage_desktop.analysis.aspects import AspectReader
from engage_desktop.models.aspects import Aspect
from engage_desktop.models.sentiment import Label
from tests.analysis.lexicon import small

ASPECTS = (Aspect("Prix", ("prix", "hors de prix", "tarif")), Aspect("Accueil", ("accueil",)))
READER = AspectReader(small.engine(), ASPECTS)


def test_each_aspect_has_the_feeling_of_its_clause() -> None:
    text = "😍 L'accueil est excellent, mais les tarifs sont nuls."
    price, welcome = READER.read(text)
    assert (price.name, price.label) == ("Prix", Label.NEGATIVE)
    assert (welcome.name, welcome.label) == ("Accueil", Label.POSITIVE)
    assert [text[start:end] for start, end in price.spans + welcome.spans] == ["tarifs", "accueil"]


def test_a_seed_is_a_whole_expression_and_the_longest_wins() -> None:
    text = "Un café de la gare hors de prix"
    assert [text[start:end] for _name, start, end in READER.mentions(text)] == ["hors de prix"]


def test_a_clause_that_feels_nothing_takes_its_neighbours_feeling() -> None:
    (welcome,) = READER.read("À l'accueil, un problème.")
    assert welcome.label is Label.NEGATIVE


def test_a_text_without_a_mention_says_nothing() -> None:
    assert READER.read("Excellent") == ()
