"""`aspects` and `lexicon`: what they say, what they change, what they refuse."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_aspects_are_listed_with_their_words_and_their_tone(run: Run, small: Path) -> None:
    found = run("aspects", small, "--json").json["aspects"]
    assert {each["name"] for each in found} == {"Délai", "Prix", "Accueil", "Qualité", "Application"}
    assert run("aspects", small).out.startswith("Aspect")


def test_an_aspect_is_changed_and_found_by_filter(run: Run, small: Path) -> None:
    assert run("aspects", small, "--put", "Station", "--seeds", "station, borne").status == 0
    (station,) = (
        each for each in run("aspects", small, "--json").json["aspects"] if each["name"] == "Station"
    )
    assert station["seeds"] == [{"seed": "station", "n": 3}, {"seed": "borne", "n": 0}]
    assert station["n"] == station["negative"] + station["neutral"] + station["positive"] == 3
    assert run("verbatims", small, "--where", station["filter"], "--json").json["total"] == 3
    assert run("undo", small).status == 0
    assert len(run("aspects", small, "--json").json["aspects"]) == 5


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("--put", "Prix"), 2),
        (("--seeds", "prix"), 2),
        (("--put", "Gare", "--seeds", "de"), 1),
        (("--remove", "Inconnu"), 2),
        (("--where", "aspect:Inconnu"), 2),
    ],
)
def test_what_means_nothing_is_refused_in_one_line(
    run: Run, small: Path, words: tuple[str, ...], status: int
) -> None:
    answer = run("aspects", small, *words)
    assert (answer.status, answer.out) == (status, "")
    assert answer.err.strip().count("\n") == 0


def test_the_own_words_are_put_listed_found_and_taken_back(run: Run, small: Path) -> None:
    assert run("lexicon", small, "--json").json == {"words": []}
    assert run("lexicon", small, "--put", "vide", "--strength", "-2,5", "--json").json == {
        "changed": True,
        "words": [{"word": "vide", "strength": -2.5, "note": ""}],
    }
    assert run("lexicon", small, "--put", "vide", "--strength", "-2.5", "--json").json["changed"] is False
    found = run("lexicon", small, "--find", "vide", "--json").json["words"]
    assert (found[0]["word"], found[0]["own"]) == ("vide", True)
    assert "vide" in run("lexicon", small).out
    assert run("lexicon", small, "--remove", "vide", "--json").json == {"changed": True, "words": []}


def test_another_engine_says_that_nothing_is_compared(run: Run, small: Path) -> None:
    assert run("lexicon", small, "--contradictions", "--json").json == {"applies": True, "words": []}
    run("analyse", small, "--engine", "textblob-fr")
    assert run("lexicon", small, "--contradictions", "--json").json == {"applies": False, "words": []}
    assert "textblob-fr" in run("lexicon", small, "--contradictions").out


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("--put", "vide"), 2),
        (("--put", "vide", "--strength", "fort"), 2),
        (("--put", "vide", "--strength", "9"), 1),
        (("--put", "pas", "--strength", "1"), 1),
        (("--put", "!", "--remove", "vide"), 2),
    ],
)
def test_a_word_that_cannot_be_changed_is_refused(
    run: Run, small: Path, words: tuple[str, ...], status: int
) -> None:
    answer = run("lexicon", small, *words)
    assert answer.status == status
    assert "Traceback" not in answer.err
