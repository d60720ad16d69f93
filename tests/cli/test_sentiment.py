"""`sentiment` and `analyse`."""

from __future__ import annotations

from pathlib import Path

from tests.cli.conftest import Run


def test_terms_stand_at_code_points_of_the_text(run: Run) -> None:
    text = "😍 Le vélo est très agréable, mais l'accueil est nul."
    (found,) = run("sentiment", "--text", text, "--json").json["results"]
    assert {"text", "polarity", "label", "confidence", "terms"} <= set(found)
    assert found["text"] == text
    assert found["label"] in ("negative", "neutral", "positive", "mixed")
    assert found["terms"]
    for term in found["terms"]:
        assert set(term) == {"start", "end", "text", "weight", "rule"}
        assert text[term["start"] : term["end"]] == term["text"]


def test_each_clause_says_what_it_feels_by_itself(run: Run) -> None:
    text = "😍 Le vélo est très agréable, mais l'accueil est nul."
    (found,) = run("sentiment", "--text", text, "--json").json["results"]
    said = {text[each["start"] : each["end"]]: each["label"] for each in found["clauses"]}
    assert [label for clause, label in said.items() if "agréable" in clause] == ["positive"]
    assert [label for clause, label in said.items() if "nul" in clause] == ["negative"]


def test_each_line_of_the_input_is_a_text(run: Run) -> None:
    found = run("sentiment", "--json", stdin="Très agréable\n\nNul\n").json["results"]
    assert [(each["row"], each["text"]) for each in found] == [(1, "Très agréable"), (3, "Nul")]
    assert run("sentiment", "--json", stdin="").json == {"results": []}


def test_a_column_of_a_file_is_read_by_its_name(run: Run, small: Path) -> None:
    file = small.parent / "reponses.csv"
    found = run("sentiment", "--input", file, "--column", "pourquoi cette NOTE ?", "--json").json["results"]
    assert len(found) == 5
    assert [each["row"] for each in found] == [2, 3, 4, 5, 6]
    unknown = run("sentiment", "--input", file, "--column", "Avis")
    assert (unknown.status, unknown.out) == (2, "")
    assert "Pourquoi cette note ?" in unknown.err
    assert run("sentiment", "--input", small.parent / "absent.csv", "--column", "x").status == 1


def test_half_a_character_in_a_text_is_no_fault(run: Run) -> None:
    answer = run("sentiment", "--text", "nul \udcff", "--json")
    assert answer.status == 0
    assert answer.json["results"][0]["text"] == "nul \ufffd"


def test_analyse_reads_what_is_missing_and_only_that(run: Run, small: Path) -> None:
    first = run("analyse", small, "--json").json
    assert first["scored"] == 5
    assert set(first["engine"]) == {"name", "version"}
    assert run("analyse", small, "--json").json["scored"] == 0
    assert "0 verbatim lu" in run("analyse", small).out


def test_aspects_are_told_when_they_are_asked_for(run: Run) -> None:
    text = "L'accueil est excellent, mais les tarifs sont scandaleux."
    (found,) = run("sentiment", "--text", text, "--aspects", "--json").json["results"]
    assert [(each["name"], each["label"]) for each in found["aspects"]] == [
        ("Prix", "negative"),
        ("Accueil", "positive"),
    ]
    assert "aspects" not in run("sentiment", "--text", text, "--json").json["results"][0]


def test_another_engine_is_asked_for_by_name(run: Run) -> None:
    (found,) = run("sentiment", "--text", "Très agréable", "--engine", "textblob-fr", "--json").json[
        "results"
    ]
    assert 0 <= found["subjectivity"] <= 1


def test_a_text_in_another_language_has_no_sentiment(run: Run) -> None:
    (found,) = run("sentiment", "--text", "The staff was very kind and helpful", "--json").json["results"]
    assert (found["language"], found["label"], found["polarity"]) == ("en", None, None)
