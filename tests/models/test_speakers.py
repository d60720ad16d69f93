"""Labels of who speaks: those that name nobody are kept, names are not."""

from __future__ import annotations

import pytest

from engage_desktop.models.speakers import INTERVIEWER, asks, is_code, kept_as, shown, tells_no_name


@pytest.mark.parametrize(
    "label", ["R", "R2", "Q", "Enquêteur", "Enquêtrice 2", "E-07", "P3", "Répondant n° 2", "ENT12", "Enq."]
)
def test_roles_and_codes_tell_no_name(label: str) -> None:
    assert tells_no_name(label)


@pytest.mark.parametrize(
    "label", ["Mme Dupont", "Claire", "Interviewer Paul", "Marc2", "Q. Martin", "Jean 1", ""]
)
def test_names_are_names_whatever_stands_beside_them(label: str) -> None:
    assert not tells_no_name(label)


def test_those_who_answer_are_numbered_and_who_asks_is_nobody() -> None:
    kept = kept_as(("Anne", "Claire", "E-07", "Marc"), ("Anne",))
    assert kept == (
        ("Anne", INTERVIEWER),
        ("Claire", "Participant 1"),
        ("E-07", "E-07"),
        ("Marc", "Participant 3"),
    )
    assert [shown(name, said) for name, said in kept] == ["", "Participant 1", "E-07", "Participant 3"]
    assert shown("Enquêtrice", INTERVIEWER) == "Enquêtrice"


def test_a_code_is_short_letters_and_a_number() -> None:
    assert [is_code(each) for each in ("E-01", "p 12", "Ent-3", "Claire", "2026")] == [
        True,
        True,
        True,
        False,
        False,
    ]
    assert asks("Interviewer")
    assert not asks("Interviewée")
