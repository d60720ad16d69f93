"""`turns`: interviews in their order, and their turns put right."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.interviews import FIRST, talk_study


@pytest.fixture
def spoken(tmp_path: Path) -> Path:
    """A closed study of one interview."""
    study = talk_study(tmp_path)
    study.close()
    return study.path


def test_the_turns_are_given_in_order_with_who_says_them(run: Run, spoken: Path) -> None:
    (interview,) = run("turns", spoken, "--json").json["interviews"]
    assert (interview["file"], interview["date"]) == ("entretien.txt", "2026-09-12")
    assert [each["speaker"] for each in interview["turns"]] == [
        "Enquêtrice", "Participant 1", "Enquêtrice", "Participant 2", "Participant 1", "Participant 2",
    ]  # fmt: skip
    assert [each["interviewer"] for each in interview["turns"]] == [True, False, True, False, False, False]
    assert [each["participant"] for each in interview["turns"]][:2] == [None, "E-01-1"]
    assert interview["turns"][4]["heading"] == "Thème 2 : Irritants"
    assert interview["participants"][0] == {"pseudonym": "E-01-1", "attributes": {"Ville": "Nantes"}}
    said = run("turns", spoken, "--source", "1").out
    assert "Enquêtrice (pose les questions)" in said
    assert said.index("Découverte") < said.index("Participant 2") < said.index("Irritants")


def test_turns_are_cut_joined_and_given(run: Run, spoken: Path) -> None:
    made = run("turns", spoken, "--split", "2", "--at", str(FIRST.index("La caution")), "--json").json
    assert made == {"kept": 2, "made": 7}
    assert run("turns", spoken, "--turn", "7", "--speaker", "Participant 2", "--json").json == {"changed": 1}
    assert run("turns", spoken, "--turn", "7", "--turn", "4", "--interviewer", "--json").json == {
        "changed": 2
    }
    assert run("verbatims", spoken, "--json").json["total"] == 3
    assert run("turns", spoken, "--join", "2", "--json").json == {"kept": 2}
    assert [act["verb"] for act in run("history", spoken, "--json").json["acts"]] == [
        "turn.join", "turn.speaker", "turn.speaker", "turn.split", "source.import",
    ]  # fmt: skip
    assert "Tour E-01 § 2 coupé en deux" in run("history", spoken).out
    assert len(run("undo", spoken, "--steps", "4", "--json").json["undone"]) == 4
    assert run("verbatims", spoken, "--json").json["total"] == 4


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("--split", "2"), 2),
        (("--at", "2"), 2),
        (("--speaker", "X"), 2),
        (("--split", "2", "--join", "3"), 2),
        (("--split", "99", "--at", "3"), 1),
        (("--split", "2", "--at", "999"), 1),
        (("--join", "6"), 1),
        (("--source", "9"), 1),
    ],
)
def test_what_cannot_be_is_one_line(run: Run, spoken: Path, words: tuple[str, ...], status: int) -> None:
    answer = run("turns", spoken, *words)
    assert (answer.status, answer.out) == (status, "")
    assert len(answer.err.strip().splitlines()) == 1
