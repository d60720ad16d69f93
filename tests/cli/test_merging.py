"""`merge`, and a study given to `import`."""

from __future__ import annotations

import os
import shutil
import sqlite3
from pathlib import Path

import pytest

from engage_desktop.cli import status
from engage_desktop.models.sentiment import Label
from engage_desktop.operations import coding, sentiment, studies
from tests.cli.conftest import Run
from tests.merging import named


@pytest.fixture
def other(small: Path) -> Path:
    """A copy of the small study, coded by Bob, who contradicts a correction of ours."""
    with studies.open_study(small) as study:
        sentiment.correct(study, named(study, "Caution"), Label.NEGATIVE, coder="Ana")
    path = small.with_name("bob.engage")
    shutil.copyfile(small, path)
    with studies.open_study(path) as study:
        coding.code_line(study, named(study, "station est vide"), "Délai", coder="Bob")
        sentiment.correct(study, named(study, "Caution"), Label.MIXED, coder="Bob")
    return path


def test_a_merge_says_what_came_and_what_stays(run: Run, small: Path, other: Path) -> None:
    answer = run("merge", small, other)
    assert (answer.status, answer.err) == (status.DONE, "")
    plain = answer.out.replace("\u202f", " ").replace("\xa0", " ")
    assert "bob.engage" in plain
    assert "2 ajoutés + 0 complété" in plain
    assert "Codages : 1 ajout" in plain
    assert "Sentiment corrigé autrement : votre correction reste. Là-bas : Mixte · Ici : Négatif" in plain
    assert "Source n° 2" in plain
    assert "Fusion de « bob.engage » (2 éléments)" in run("history", small).out.replace(
        "\u202f", " "
    ).replace("\xa0", " ")
    again = run("merge", small, other)
    assert "rien n'a été écrit" in again.out.replace("’", "'")


def test_the_document_of_a_merge_is_that_of_the_import_of_a_study(run: Run, small: Path, other: Path) -> None:
    trial = run("merge", small, other, "--dry-run", "--json").json
    assert trial["source_id"] is None
    assert trial["rows"] == trial["imported"] + trial["updated"] + trial["duplicates"] + len(trial["skipped"])
    counts = {each["kind"]: each for each in trial["merged"]}
    assert counts["coding"] == {"kind": "coding", "added": 1, "completed": 0, "known": 0, "left_out": 0}
    assert counts["correction"]["left_out"] == 1
    (skipped,) = trial["skipped"]
    assert skipped["reason"] == "merge_correction_differs"
    (done,) = run("import", small, other, "--json").json["files"]
    assert {**done, "source_id": None} == trial
    assert done["source_id"] == 2
    assert run("undo-import", small, "2").status == status.DONE
    assert run("merge", small, other, "--json").json["codings"] == 1


def test_a_study_takes_no_option_about_rows(run: Run, small: Path, other: Path) -> None:
    answer = run("import", small, other, "--survey", "Gares", "--pseudonymise")
    assert (answer.status, answer.out) == (status.CALL_OFF, "")
    assert "--survey, --pseudonymise" in answer.err
    assert run("import", small, other, "--format", "csv").status == status.REFUSED


def test_each_state_of_the_other_study_has_its_status(run: Run, small: Path, other: Path) -> None:
    before = run("dump", small).out
    assert run("merge", small, small.with_name("absente.engage")).status == status.REFUSED
    with sqlite3.connect(other) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    answer = run("merge", small, other)
    assert (answer.status, answer.err.count("\n")) == (status.NEWER, 1)
    assert run("dump", small).out == before


def test_a_study_open_elsewhere_is_merged_and_one_in_use_is_not_merged_into(
    run: Run, small: Path, other: Path
) -> None:
    with studies.open_study(other):
        assert run("merge", small, other, "--json").json["codings"] == 1
    with studies.open_study(small):
        assert run("merge", small, other).status == status.IN_USE


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="permissions do not bind the administrator")
def test_a_study_that_only_others_may_write_is_merged(run: Run, small: Path, other: Path) -> None:
    other.chmod(0o400)
    assert run("merge", small, other, "--json").json["codings"] == 1


def test_formats_list_the_study(run: Run) -> None:
    assert {"engage"} <= {each["id"] for each in run("formats", "--json").json["formats"]}
