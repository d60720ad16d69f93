"""Studies whole: made, checked, copied, undone, dumped."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from engage_desktop.operations import studies
from tests import builders
from tests.cli.conftest import Run


def test_a_new_study_is_empty_sound_and_never_overwritten(run: Run, tmp_path: Path) -> None:
    study = tmp_path / "neuve.engage"
    assert run("new", study, "--title", "Été", "--json").json == {"study": str(study), "title": "Été"}
    report = run("check", study, "--json").json
    assert set(report) == {"ok", "schema", "application", "problems", "counts"}
    assert report["ok"] is True
    assert report["problems"] == []
    assert report["counts"] == dict.fromkeys(
        ("surveys", "responses", "verbatims", "participants", "codings", "sources"), 0
    )
    before = study.read_bytes()
    again = run("new", study)
    assert (again.status, again.out) == (1, "")
    assert study.read_bytes() == before


def test_a_refused_place_leaves_nothing(run: Run, tmp_path: Path) -> None:
    for place in (tmp_path / "absent" / "x.engage", tmp_path / ("x" * 300), tmp_path):
        answer = run("new", place)
        assert (answer.status, answer.out) == (1, "")
        assert answer.err.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


def test_the_example_is_made_whole(run: Run, tmp_path: Path) -> None:
    study = tmp_path / "exemple.engage"
    assert run("example", study, "--json").status == 0
    counts = run("check", study, "--json").json["counts"]
    assert counts["surveys"] == 1
    assert counts["verbatims"] > 500


def test_an_altered_letter_is_found_and_said(run: Run, small: Path) -> None:
    connection = sqlite3.connect(small)
    connection.execute("UPDATE verbatim SET text = replace(text, 'vélo', 'auto')")
    connection.commit()
    connection.close()
    answer = run("check", small, "--json")
    assert answer.status == 3
    assert answer.json["ok"] is False
    (problem,) = answer.json["problems"]
    assert problem == {"what": "altered_text", "advice": "restore"}
    assert "restore" in run("check", small).out


def test_an_index_with_holes_is_repaired(run: Run, small: Path) -> None:
    with studies.open_study(small) as study, study.write(bulk=True) as session:
        session.bulk("verbatim_search", "DELETE FROM verbatim_search WHERE rowid = ?", [(2,)])
    answer = run("check", small)
    assert answer.status == 3
    assert "--repair" in answer.out
    assert run("check", small, "--json").json["problems"] == [
        {"what": "search_incomplete", "advice": "repair"}
    ]
    assert run("check", small, "--repair", "--json").json["ok"] is True
    assert run("check", small).status == 0


def test_a_backup_restores_to_an_equal_study(run: Run, small: Path) -> None:
    copy, again = small.parent / "copie.engage", small.parent / "revenue.engage"
    run("code", small, "--add", "Station")
    run("code", small, "--apply", "Station", "--where", "station")
    assert set(run("backup", small, "--to", copy, "--json").json) == {"from", "to", "size"}
    assert run("backup", small, "--to", copy).status == 1
    assert run("restore", copy, "--to", again).status == 0
    assert run("restore", copy, "--to", again).status == 1
    assert run("dump", again).out == run("dump", small).out


def test_acts_are_undone_and_redone_to_equal_studies(run: Run, small: Path) -> None:
    states = [run("dump", small).out]
    for words in (("--add", "A"), ("--add", "B", "--parent", "A"), ("--apply", "B", "--where", "station")):
        run("code", small, *words)
        states.append(run("dump", small).out)
    undone = run("undo", small, "--steps", "2", "--json").json["undone"]
    assert [act["verb"] for act in undone] == ["code.apply", "code.add"]
    assert run("dump", small).out == states[1]
    assert [act["verb"] for act in run("redo", small, "--steps", "9", "--json").json["redone"]] == [
        "code.add",
        "code.apply",
    ]
    assert run("dump", small).out == states[3]
    assert run("redo", small).status == 1


def test_undoing_everything_then_more_is_refused(run: Run, small: Path) -> None:
    assert run("undo", small, "--steps", "50").status == 0
    answer = run("undo", small)
    assert (answer.status, answer.out) == (1, "")
    assert "rien à annuler" in answer.err


def test_history_names_the_acts_newest_first(run: Run, small: Path) -> None:
    run("code", small, "--add", "Station", "--coder", "léa")
    acts = run("history", small, "--json").json["acts"]
    assert [act["verb"] for act in acts] == ["code.add", "source.import"]
    assert set(acts[0]) == {"id", "at", "coder", "verb", "facts", "undone"}
    assert acts[0]["coder"] == "léa"
    assert "Ajout du code «\u202fStation\u202f»" in run("history", small).out
    assert len(run("history", small, "--limit", "1", "--json").json["acts"]) == 1


def test_two_studies_made_alike_give_equal_dumps(run: Run, tmp_path: Path) -> None:
    file = builders.write_csv(tmp_path / "r.csv")
    dumps = []
    for name in ("une", "deux"):
        study = tmp_path / f"{name}.engage"
        run("new", study, "--title", "Même")
        run("import", study, file, "--wave", "V1", "--invited", "10")
        run("analyse", study)
        run("code", study, "--add", "Station")
        run("code", study, "--apply", "Station", "--where", "station", "--coder", "léa")
        dumps.append(run("dump", study).out)
    assert dumps[0] == dumps[1]
    lines = [json.loads(each) for each in dumps[0].splitlines()]
    kinds = {each["type"] for each in lines}
    assert {"study", "source", "survey", "participant", "response", "verbatim", "code"} <= kinds
    assert sum(each["type"] == "verbatim" for each in lines) == 5
    (coded,) = [each for each in lines if each.get("text", "").startswith("Le vélo")]
    assert coded["codings"] == [{"code": ["Station"], "coder": "léa", "start": None, "end": None}]
    assert coded["sentiment"]["label"] in ("negative", "neutral", "positive", "mixed")


def test_a_dump_tells_two_studies_apart(run: Run, small: Path) -> None:
    before = run("dump", small).out
    run("code", small, "--add", "Station")
    assert run("dump", small).out != before


def test_a_form_is_written_and_a_coming_one_says_so(run: Run, small: Path) -> None:
    form = small.parent / "f.html"
    assert run("form", small, "--survey", "reponses", "--to", form, "--json").json["file"] == str(form)
    assert "Recommanderiez" in form.read_text(encoding="utf-8")
    for ending in ("pdf", "xlsx", "lss"):
        answer = run("form", small, "--survey", "reponses", "--to", small.parent / f"f.{ending}")
        assert (answer.status, answer.out) == (1, "")
        assert not (small.parent / f"f.{ending}").exists()
    assert run("form", small, "--survey", "reponses", "--to", small.parent / "f.doc").status == 2


@pytest.mark.parametrize("verb", ["kpi", "verbatims", "dump", "history", "check"])
def test_reading_leaves_the_file_and_its_folder_as_they_were(run: Run, small: Path, verb: str) -> None:
    before, names = small.read_bytes(), sorted(each.name for each in small.parent.iterdir())
    assert run(verb, small).status == 0
    assert small.read_bytes() == before
    assert sorted(each.name for each in small.parent.iterdir()) == names


def test_writing_keeps_a_copy_of_what_was_there(run: Run, small: Path) -> None:
    run("code", small, "--add", "A")
    assert list((small.parent / f".{small.stem}.sauvegardes").glob("*.engage"))
