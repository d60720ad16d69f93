"""`verbatims` and the file of many of them at once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from engage_desktop.operations import studies
from engage_desktop.store import verbatims
from engage_desktop.store.records import records
from tests import builders
from tests.cli.conftest import Run


def test_each_verbatim_has_the_promised_shape(run: Run, small: Path) -> None:
    run("analyse", small)
    run("code", small, "--add", "Station")
    run("code", small, "--apply", "Station", "--where", "station")
    found = run("verbatims", small, "--json").json
    assert found["total"] == 5
    assert len(found["verbatims"]) == 5
    for each in found["verbatims"]:
        assert {
            "id", "text", "kind", "participant", "date", "survey", "question", "scores", "sentiment", "codes", "origin"
        } <= set(each)  # fmt: skip
        assert set(each["sentiment"]) == {"polarity", "label", "confidence", "corrected"}
        assert {"source_id", "file", "sheet", "row", "column"} <= set(each["origin"])
    (first,) = [each for each in found["verbatims"] if each["text"].startswith("Le vélo")]
    assert first["scores"] == {"nps": 9}
    assert first["date"] == "2026-01-05T10:00:00"
    assert first["kind"] == "answer"
    assert first["origin"]["file"] == "reponses.csv"
    assert first["origin"]["row"] == 2
    assert first["origin"]["column"] == "Pourquoi cette note ?"
    (coding,) = first["codes"]
    assert set(coding) == {"code", "coder", "start", "end"}
    assert (coding["code"], coding["start"], coding["end"]) == ("Station", None, None)


def test_a_coded_passage_says_its_share_of_the_tone(run: Run, small: Path) -> None:
    run("analyse", small)
    (whole,) = [
        each
        for each in run("verbatims", small, "--json").json["verbatims"]
        if each["text"].startswith("Le vélo")
    ]
    text = whole["text"]
    end = text.index(" ", 10)
    coded = [
        {"verbatim": whole["id"], "code": "Début", "start": 0, "end": end},
        {"verbatim": whole["id"], "code": "Fin", "start": end, "end": len(text)},
    ]
    run("code", small, "--batch", stdin="".join(json.dumps(each) + "\n" for each in coded))
    (now,) = run("verbatims", small, "--where", f"ref:{whole['ref']}", "--json").json["verbatims"]
    shares = [each["polarity"] for each in now["codes"]]
    assert sum(shares) == pytest.approx(now["sentiment"]["polarity"])
    assert any(shares)


def test_what_was_not_read_has_no_sentiment(run: Run, small: Path) -> None:
    assert all(each["sentiment"] is None for each in run("verbatims", small, "--json").json["verbatims"])


def test_a_limit_keeps_the_total(run: Run, small: Path) -> None:
    found = run("verbatims", small, "--limit", "2", "--json").json
    assert (found["total"], len(found["verbatims"])) == (5, 2)
    assert run("verbatims", small, "--limit", "0", "--json").json == {"total": 5, "verbatims": []}


def test_a_filter_finds_by_word_score_and_attribute(run: Run, small: Path) -> None:
    for where, n in (
        ("station", 3),
        ("nps:detracteurs", 2),
        ('attr."Votre zone":Centre-ville', 3),
        ("-station", 2),
    ):
        assert run("verbatims", small, "--where", where, "--json").json["total"] == n


def test_the_table_sends_no_control_character_to_the_terminal(run: Run, tmp_path: Path) -> None:
    study = tmp_path / "e.engage"
    hostile = [("05/01/2026 10:00:00", "9", "avant \x1b[31m rouge \x07 après", "Nord")]
    run("new", study)
    assert run("import", study, builders.write_csv(tmp_path / "r.csv", hostile)).status == 0
    shown = run("verbatims", study).out
    assert "rouge" in shown
    assert not {"\x1b", "\x07"} & set(shown)


def test_many_at_once_are_as_each_alone(small: Path) -> None:
    with studies.open_for_reading(small) as study, study.read() as session:
        ids = [int(each) for each in verbatims.find(session, "").ids]
        assert records(session, [*ids, 999]) == tuple(verbatims.read(session, each) for each in ids)
        assert records(session, []) == ()
