"""`themes`: shapes, contrasts asked for, a word in context, refusals."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests import talk
from tests.cli.conftest import Run


@pytest.fixture
def talking(tmp_path: Path) -> Path:
    study = talk.talking_study(tmp_path)
    study.close()
    return study.path


def test_the_document_has_its_shape(run: Run, talking: Path) -> None:
    found = run("themes", talking, "--json").json
    assert {"contrast", "worlds", "emerging", "impact", "recipe"} <= set(found)
    assert set(found["emerging"]) >= {"confirmed", "watch"}
    term = found["contrast"]["terms"][0]
    assert {"term", "side", "n_a", "n_b", "g2", "p", "specificity", "log_odds", "ci95", "filter"} <= set(term)
    assert found["contrast"]["a"]["n"] > 0
    assert [each["number"] for each in found["worlds"]] == list(range(1, len(found["worlds"]) + 1))
    assert found["recipe"]["seed"] > 0
    assert found["recipe"]["verbatims"] == 240


def test_two_calls_give_the_same_document(run: Run, talking: Path) -> None:
    assert run("themes", talking, "--json").out == run("themes", talking, "--json").out


def test_sides_are_in_the_order_asked_for(run: Run, talking: Path) -> None:
    found = run("themes", talking, "--contrast", "promoteurs:detracteurs", "--json").json["contrast"]
    assert found["a"]["filter"] == "nps:promoteurs"
    assert {each["term"]: each["side"] for each in found["terms"]}["caution"] == "b"


def test_a_filter_narrows(run: Run, talking: Path) -> None:
    assert run("themes", talking, "--where", "attr.zone:Nord", "--json").json["recipe"]["verbatims"] == 120


def test_a_word_in_context(run: Run, talking: Path) -> None:
    found = run("themes", talking, "--kwic", "caution", "--json").json["kwic"]
    assert found["occurrences"] >= found["verbatims"] > 0
    line = found["lines"][0]
    assert line["word"] == "caution"
    assert line["end"] - line["start"] == len("caution")


def test_people_read_tables(run: Run, talking: Path) -> None:
    said = run("themes", talking)
    assert said.status == 0
    assert "caution" in said.out
    assert "Univers lexicaux" in said.out
    assert "caution" in run("themes", talking, "--kwic", "caution", "--lang", "en").out


def test_a_contrast_that_means_nothing_is_refused(run: Run, talking: Path) -> None:
    said = run("themes", talking, "--contrast", "promoteurs")
    assert (said.status, said.out) == (2, "")
    assert "promoteurs" in said.err


def test_links_go_by_the_index_asked_for(run: Run, talking: Path) -> None:
    found = run("themes", talking, "--links", "jaccard", "--json").json["network"]["edges"]
    shares = [each["jaccard"] for each in found]
    assert shares[0] == max(shares) > 0
    assert shares != [each["jaccard"] for each in run("themes", talking, "--json").json["network"]["edges"]]
    assert run("themes", talking, "--links", "cosine").status == 2


def test_an_empty_study_says_so(run: Run, tmp_path: Path) -> None:
    run("new", tmp_path / "vide.engage")
    found = run("themes", tmp_path / "vide.engage", "--json").json
    assert (found["contrast"], found["worlds"]) == (None, [])
    assert run("themes", tmp_path / "vide.engage").status == 0


def test_charts_of_themes_are_exported(run: Run, talking: Path, tmp_path: Path) -> None:
    to = tmp_path / "mots.png"
    assert run("export", talking, "--to", to, "--what", "figure:words").status == 0
    assert to.stat().st_size > 1000


def test_worlds_that_are_not_stable_are_told_apart_and_given_when_asked_for(run: Run, tmp_path: Path) -> None:
    talk.babbling_study(tmp_path).close()
    study = tmp_path / "hasard.engage"
    found = run("themes", study, "--json").json
    assert found["worlds"] == []
    assert 0 < found["recipe"]["worlds"]["stability_ari"] < 0.35
    assert "Aucun univers stable" in run("themes", study).out
    asked = run("themes", study, "--worlds", "4", "--json").json
    assert len(asked["worlds"]) == 4
    assert asked["recipe"]["worlds"]["asked"] == 4
    assert run("themes", study, "--worlds", "1").status == 2
