"""Studies: the example, checks, backups and restoring."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from engage_desktop import paths
from engage_desktop.errors import Cancelled, EngageError, Reason
from engage_desktop.operations import coding, sentiment, studies
from engage_desktop.progress import Progress
from engage_desktop.store import studies as kept
from engage_desktop.store import surveys, verbatims
from engage_desktop.store.database import Study
from tests import builders


def test_the_example_study_is_made_by_the_importers(tmp_path: Path) -> None:
    with studies.create_example(tmp_path / "exemple.engage") as study, study.read() as session:
        counts = kept.counts(session)
        assert (counts.surveys, counts.sources, counts.responses) == (1, 6, 481)
        assert counts.verbatims >= 310
        assert [wave.name for wave in surveys.waves(session)] == ["T1 2026", "T2 2026", "T3 2026"]
        assert len(verbatims.find(session, "kind:mention").ids) == 60
        assert len(verbatims.find(session, "kind:entretien").ids) == 40
    assert studies.check(tmp_path / "exemple.engage").ok


def test_the_files_of_the_example_are_declared(tmp_path: Path) -> None:
    folder = paths.resources() / "samples" / "velos-partages"
    plan = json.loads((folder / "etude.json").read_text(encoding="utf-8"))
    assert all((folder / each["file"]).is_file() for each in plan["files"])


def test_a_backup_is_made_only_when_something_changed(study: Study) -> None:
    first = studies.backup_if_changed(study)
    assert first is not None
    assert studies.backup_if_changed(study) is None
    coding.add_code(study, "Délai")
    assert studies.backup_if_changed(study) is not None


def test_the_ten_newest_backups_are_kept(study: Study) -> None:
    for number in range(13):
        coding.add_code(study, f"Code {number}")
        assert studies.backup_if_changed(study) is not None
    copies = studies.list_backups(study.path)
    assert len(copies) == 10
    with studies.open_for_reading(copies[0]) as newest, newest.read() as session:
        assert kept.counts(session).codes == 13


def test_a_backup_of_an_open_study_restores_to_an_equal_one(study: Study, tmp_path: Path) -> None:
    coding.toggle(study, builders.ids(study), coding.add_code(study, "Délai").id)
    studies.backup(study.path, tmp_path / "copie.engage")
    studies.restore(tmp_path / "copie.engage", tmp_path / "rendue.engage")
    with studies.open_study(tmp_path / "rendue.engage") as restored:
        assert builders.state(restored) == builders.state(study)


def test_restoring_refuses_to_overwrite(study: Study, tmp_path: Path) -> None:
    studies.backup(study.path, tmp_path / "copie.engage")
    with pytest.raises(EngageError) as raised:
        studies.restore(tmp_path / "copie.engage", study.path)
    assert raised.value.reason is Reason.STUDY_EXISTS


def test_a_letter_changed_in_a_verbatim_is_found(study: Study) -> None:
    study.close()
    content = study.path.read_bytes()
    at = content.index(b"inadmissible")
    study.path.write_bytes(content[:at] + b"I" + content[at + 1 :])
    report = studies.check(study.path)
    assert not report.ok
    assert [problem.what for problem in report.problems] == ["altered_text"]


def test_an_index_with_holes_is_found_and_made_again(study: Study) -> None:
    with study.write(bulk=True) as session:
        session.bulk("verbatim_search", "DELETE FROM verbatim_search WHERE rowid = ?", [(2,), (3,)])
        session.bulk("coded_column", "DELETE FROM coded_column WHERE area = ?", [("verbatims",)])
    report = studies.check(study.path)
    assert [(each.what, each.advice) for each in report.problems] == [("search_incomplete", "repair")]
    assert report.repairable
    assert builders.ids(study) == ()
    stopped = Progress()
    stopped.cancel()
    with pytest.raises(Cancelled):
        studies.repair(study, progress=stopped)
    assert not studies.check(study.path).ok
    studies.repair(study)
    assert studies.check(study.path).ok
    assert len(builders.ids(study)) == 5
    assert len(builders.ids(study, "station")) == 3


def test_a_flip_is_found_or_harmless(study: Study) -> None:
    """Whatever byte is changed, either the check says so or every verbatim is as it was."""
    sentiment.score_pending(study)
    with study.read() as session:
        expected = [verbatims.text(session, each) for each in builders.ids(study)]
    study.close()
    content = study.path.read_bytes()
    chance = random.Random(3)
    silent = 0
    for _ in range(60):
        at, bit = chance.randrange(100, len(content)), 1 << chance.randrange(8)
        study.path.write_bytes(content[:at] + bytes([content[at] ^ bit]) + content[at + 1 :])
        if studies.check(study.path).ok:
            with studies.open_for_reading(study.path) as opened, opened.read() as session:
                texts = session.rows("SELECT text FROM verbatim ORDER BY id")
            silent += [text for (text,) in texts] != expected
    assert silent == 0


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(EngageError) as raised:
        studies.create(tmp_path / "nulle part" / "a.engage")
    assert raised.value.reason is Reason.FOLDER_MISSING
