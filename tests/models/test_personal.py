"""Personal data in texts: what is found, what is not, and what a mark does to the passages around it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engage_desktop.models.personal import (
    EVERY_MARK,
    KINDS,
    MARKS,
    Masking,
    cited,
    followed,
    is_iban,
    is_social_security,
    marks_in,
    may_cite,
    without_marks,
)

ALL = Masking(marks_in("fr"))


def with_key(number: str) -> str:
    """A social security number with its right key."""
    plain = number.replace("2A", "19").replace("2B", "18")
    return number + f"{97 - int(plain) % 97:02d}"


def found(text: str) -> list[tuple[str, str]]:
    return [(text[span.start : span.end], span.kind) for span in cited(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Écrivez à jeanne.martin+sav@exemple.co.uk.", [("jeanne.martin+sav@exemple.co.uk", "email")]),
        ("l'adresse d'alice@exemple.fr", [("alice@exemple.fr", "email")]),
        ("au 06 12 34 56 78 ou 01.23.45.67.89", [("06 12 34 56 78", "phone"), ("01.23.45.67.89", "phone")]),
        ("au +33 (0)6 12 34 56 78", [("+33 (0)6 12 34 56 78", "phone")]),
        ("au 0033 6 12 34 56 78", [("0033 6 12 34 56 78", "phone")]),
        ("en Belgique : +32 470 12 34 56", [("+32 470 12 34 56", "phone")]),
        ("RIB FR76 3000 6000 0112 3456 7890 189 merci", [("FR76 3000 6000 0112 3456 7890 189", "iban")]),
        ("be68539007547034", [("be68539007547034", "iban")]),
        ("BE68 5390 0754 7034 MERCI", [("BE68 5390 0754 7034", "iban")]),
    ],
)
def test_what_tells_who_somebody_is_is_found_whole(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


def test_what_the_surest_covers_is_told_once_in_order() -> None:
    iban, phone = "FR76 3000 6000 0112 3456 7890 189", "06 12 34 56 78"
    text = f"{phone} {iban} a@b.fr {phone}"
    assert [kind for _, kind in found(text)] == ["phone", "iban", "email", "phone"]


def test_a_text_full_of_numbers_is_searched_in_proportion_to_its_length() -> None:
    began = time.process_time()
    assert len(cited("09 " * 300_000)) == 60_000
    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    "text",
    [
        "le 05/01/2026 10:00:00",
        "2026-01-05T10:00:00",
        "hausse de +12 345 678 visites",
        "commande 1234567890123456",
        "réf. 12 34 56 78 90",
        "FR76 3000 6000 0112 3456 7890 188",
        "@exemple et contact@",
        "98 % de satisfaction, 3,1415926535",
        "",
    ],
)
def test_dates_figures_and_wrong_keys_are_left_alone(text: str) -> None:
    assert cited(text) == ()


@pytest.mark.parametrize("number", ["1850578006084", "255102A004021", "278022B033101", "2550297411123"])
@pytest.mark.parametrize("written", ["{}", "{0[0]} {0[1]}{0[2]} {0[3]}{0[4]} {1} {2} {3} {4}"])
def test_a_social_security_number_is_known_by_its_key(number: str, written: str) -> None:
    whole = with_key(number)
    parts = (whole, whole[5:7], whole[7:10], whole[10:13], whole[13:])
    text = written.format(*parts) if written == "{}" else written.format(whole, *parts[1:])
    assert [kind for _cited, kind in found(f"mon numéro : {text}.")] == ["social_security"]
    assert is_social_security(text)
    wrong = f"{text[:-2]}{(int(text[-2:]) + 1) % 97:02d}"
    assert not is_social_security(wrong)


def test_keys_are_checked() -> None:
    assert is_iban("GB29 NWBK 6016 1331 9268 19")
    assert not is_iban("GB29 NWBK 6016 1331 9268 18")
    assert not is_iban("GB29 NWBK 6016 1331 9268 1é")
    assert not is_social_security("185057800608")


def test_marks_are_in_the_language_of_the_study() -> None:
    said = "a@exemple.fr, 06 12 34 56 78"
    assert ALL.text(said) == "[adresse e-mail], [numéro de téléphone]"
    assert Masking(marks_in("en")).text(said) == "[e-mail address], [phone number]"
    assert marks_in("de") == marks_in("fr")
    assert all(set(marks) == set(KINDS) for marks in MARKS.values())


def test_only_the_chosen_kinds_are_replaced() -> None:
    said = "a@exemple.fr, 06 12 34 56 78"
    assert Masking((("phone", "[tél.]"),)).text(said) == "a@exemple.fr, [tél.]"
    assert Masking(()).text(said) == said
    assert not Masking(())


def test_a_mark_cites_nothing_and_is_no_word() -> None:
    for marks in MARKS.values():
        for mark in marks.values():
            assert cited(mark) == ()
            assert EVERY_MARK.fullmatch(mark)
    assert "e-mail" not in without_marks("Écrivez à [adresse e-mail], merci")
    assert without_marks("[sic] rien") == "[sic] rien"


PIECES = st.lists(
    st.sampled_from(
        ["a@exemple.fr", "06 12 34 56 78", with_key("1850578006084"), "FR7630006000011234567890189", " merci ", "é", "\n", " 12 "]
    )
    | st.text(max_size=6),
    max_size=8,
)  # fmt: skip


@given(PIECES)
def test_masking_twice_is_masking_once(pieces: list[str]) -> None:
    text = " ".join(pieces)
    once = ALL.text(text)
    assert ALL.text(once) == once
    assert bool(cited(text)) <= may_cite(text)


@given(PIECES, st.data())
def test_a_passage_keeps_its_words(pieces: list[str], data: st.DataObject) -> None:
    text = " | ".join(pieces) + "."
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    masked, moves = ALL.moved(text)
    first, last = followed(start, end, moves)
    assert 0 <= first < last <= len(masked)
    touched = [span for span in cited(text) if span.start < end and start < span.end]
    whole = text[min([start, *(s.start for s in touched)]) : max([end, *(s.end for s in touched)])]
    assert masked[first:last] == (ALL.text(whole) if not touched else masked[first:last])
    for span in touched:
        assert dict(marks_in("fr"))[span.kind] in masked[first:last]
