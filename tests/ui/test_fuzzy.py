"""Finding a command by a few letters."""

from __future__ import annotations

from engage_desktop.ui.fuzzy import folded, match


def test_accents_and_case_do_not_matter() -> None:
    found = match("ENQUETE", "Ouvrir l’enquête")
    assert found is not None
    assert "".join("Ouvrir l’enquête"[place] for place in found.places) == "enquête"


def test_initials_find_a_command() -> None:
    found = match("ce", "Créer l'étude")
    assert found is None or found.score < 500
    assert match("ned", "Nouvelle étude") is None
    assert match("ne", "Nouvelle étude") is not None


def test_the_start_of_a_word_is_better_than_its_middle() -> None:
    start, middle = match("port", "Porter ailleurs"), match("port", "Exporter")
    assert start is not None
    assert middle is not None
    assert start.score > middle.score


def test_letters_that_are_not_there_do_not_answer() -> None:
    assert match("xyz", "Exporter") is None


def test_folding_keeps_one_character_for_one() -> None:
    text = "Ça œuvre ﬁn ß É 😀"
    assert len(folded(text)) == len(text)
