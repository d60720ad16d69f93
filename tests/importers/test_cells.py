"""Scores, numbers, texts, missing marks and dates, case by case."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engage_desktop.importers.cells import (
    Refused,
    as_number,
    choice_parser,
    clean_text,
    count_parser,
    missing,
    needs_cleaning,
    number_parser,
    score_parser,
    text_parser,
)
from engage_desktop.importers.dates import date_parser, iso, looks_like_date, order_of
from engage_desktop.importers.fields import DateColumn, TextColumn
from engage_desktop.models.sources import DateOrder, Missing
from engage_desktop.models.surveys import NPS_SCALE, Scale

SCORES = [
    ("9", 9), ("0", 0), ("10", 10), (" 9 ", 9), ("9.0", 9), ("9,0", 9), ("9.00", 9), ("A10", 10), ("A0", 0), ("Item3", 3),
    ("10 - Extrêmement probable", 10), ("0 : Pas du tout", 0), ("7 = plutôt oui", 7), ("4. Satisfait", 4), ("'8", 8),
    ("8 sur 10", 8), ("8/10", 8), ("0 / 10", 0), ("05", 5), ("", None), ("   ", None), ("N/A", Missing.NOT_APPLICABLE), ("99. Ns/Nc", Missing.DONT_KNOW),
    ("Ne sait pas", Missing.DONT_KNOW), ("Non concerné", Missing.NOT_APPLICABLE),
]  # fmt: skip
REFUSED = [
    "9.5", "9,5", "NaN", "nan", "inf", "-inf", "1e1", "١٠", "1_0", "-1", "11", "12", "3-4", "3 ou 4", "1e400", "9" * 5000,
    "8/20", "4/5", "11/10", "★★★", "007", "abc", "１０", "0x5", "+5", "²", "10.5",
]  # fmt: skip


@pytest.mark.parametrize(("cell", "value"), SCORES)
def test_a_score_is_read(cell: str, value: int | None) -> None:
    assert score_parser(NPS_SCALE)(cell) == value


@pytest.mark.parametrize("cell", REFUSED)
def test_what_is_no_point_of_the_scale_is_refused(cell: str) -> None:
    found = score_parser(NPS_SCALE)(cell)
    assert isinstance(found, Refused)
    assert found.reason in ("out_of_scale", "not_a_number")
    assert found.expected == "0-10"
    assert len(found.value) <= 200


@pytest.mark.parametrize(
    ("cell", "reason"),
    [("12", "out_of_scale"), ("9.5", "out_of_scale"), ("-1", "out_of_scale"), ("beaucoup", "not_a_number")],
)
def test_a_number_outside_is_out_of_scale_and_a_word_is_not_a_number(cell: str, reason: str) -> None:
    found = score_parser(NPS_SCALE)(cell)
    assert isinstance(found, Refused)
    assert found.reason == reason


def test_the_words_of_the_ends_stand_for_the_ends() -> None:
    scale = Scale(0, 10, low_label="Pas du tout probable", high_label="Extrêmement probable")
    assert score_parser(scale)("extremement probable") == 10
    assert score_parser(scale)("Pas du tout probable") == 0


def test_minus_99_is_missing_only_where_the_tool_says_so() -> None:
    assert score_parser(NPS_SCALE, ("-99",))("-99") is Missing.REFUSED
    assert isinstance(score_parser(NPS_SCALE)("-99"), Refused)


@given(st.text(max_size=12))
def test_a_score_is_a_point_of_the_scale_or_nothing(cell: str) -> None:
    found = score_parser(NPS_SCALE)(cell)
    assert found is None or isinstance(found, Missing | Refused) or found in NPS_SCALE


@pytest.mark.parametrize(
    ("cell", "decimal", "value"),
    [
        ("10,1", ",", 10.1), ("10.1", ".", 10.1), ("1 234,56 €", ",", 1234.56), ("1\u202f234", ",", 1234), ("62,5 %", ",", 62.5),
        ("1,234.5", ".", 1234.5), ("1.234,5", ",", 1234.5), ("1'234", ".", 1234), ("-3", ".", -3), ("5,0", ",", 5),
        ("nan", ".", None), ("inf", ".", None), ("1e5", ".", None), ("1_0", ".", None), ("", ".", None), ("١٠", ".", None),
        ("environ 3", ",", None),
    ],
)  # fmt: skip
def test_a_number_is_read_in_the_style_of_the_file(cell: str, decimal: str, value: float | None) -> None:
    assert as_number(cell, decimal) == value


def test_a_figure_that_is_none_is_refused() -> None:
    found = number_parser(",")("environ 3")
    assert isinstance(found, Refused)
    assert found.reason == "not_a_number"


@pytest.mark.parametrize(
    ("cell", "count"),
    [("1 204", 1204), ("1,2 k", 1200), ("3M", 3_000_000), ("1,204", 1204), ("–", None), ("", None)],
)
def test_a_counter_is_a_whole_number(cell: str, count: int | None) -> None:
    assert count_parser()(cell) == count


@pytest.mark.parametrize("cell", [f"{'9' * 400}k", "9" * 30, "-3", "2,5"])
def test_what_nobody_could_count_is_refused(cell: str) -> None:
    found = count_parser()(cell)
    assert isinstance(found, Refused)
    assert found.reason == "not_a_number"


def test_text_keeps_everything_but_what_cannot_be_kept() -> None:
    said = "  e\u0301te\u0301\r\nligne\rfin \x00 \ud800 👩‍🚒 \u202eabc <b>  "
    assert clean_text(said) == "été\nligne\nfin \ufffd \ufffd 👩‍🚒 \u202eabc <b>"


def test_our_own_guard_against_formulas_is_taken_back() -> None:
    assert clean_text("'=1+1") == "=1+1"
    assert clean_text("'tis") == "'tis"


def test_je_ne_sais_pas_is_an_answer_to_an_open_question_only() -> None:
    assert text_parser()("Je ne sais pas") == "Je ne sais pas"
    assert choice_parser()("Je ne sais pas") is Missing.DONT_KNOW
    assert text_parser()("N/A") is Missing.NOT_APPLICABLE


def test_an_endless_text_is_refused() -> None:
    found = text_parser()("a" * 1_000_001)
    assert isinstance(found, Refused)
    assert found.reason == "too_long"


@given(st.lists(st.text(), min_size=1, max_size=20))
def test_the_short_way_of_texts_gives_what_the_long_way_gives(cells: list[str]) -> None:
    cells = [cell.replace("\x1e", "") for cell in cells]
    parse = text_parser(("-99",))
    assert TextColumn(parse, ("-99",)).values_of(cells) == [parse(cell) for cell in cells]


@given(st.text())
def test_cleaned_text_is_nfc_and_needs_no_more_cleaning(said: str) -> None:
    cleaned = clean_text(said)
    assert unicodedata.is_normalized("NFC", cleaned)
    assert not needs_cleaning(f"\x1e{cleaned}") or cleaned.startswith("'")


@pytest.mark.parametrize("cell", ["oui", "", "Ouest", "-5", "a" * 41])
def test_an_ordinary_cell_is_not_missing(cell: str) -> None:
    assert missing(cell) is None


DATES = [
    ("10/02/2026 17:07:21", DateOrder.DAY_FIRST, "2026-02-10T17:07:21"),
    ("10/28/2015 03:14:07 PM", DateOrder.MONTH_FIRST, "2015-10-28T15:14:07"),
    ("12/01/2015 12:00:00 AM", DateOrder.MONTH_FIRST, "2015-12-01T00:00:00"),
    ("2026-02-10", DateOrder.DAY_FIRST, "2026-02-10"),
    ("2022-03-24 10:55:48.553000", DateOrder.MONTH_FIRST, "2022-03-24T10:55:48.553000"),
    ("2016/03/29 9:21:23 PM GMT+1", DateOrder.DAY_FIRST, "2016-03-29T21:21:23+01:00"),
    ("2023-01-05T08:00:00.000Z", DateOrder.DAY_FIRST, "2023-01-05T08:00:00+00:00"),
    ("2023-01-05T08:00:00+02:00", DateOrder.DAY_FIRST, "2023-01-05T08:00:00+02:00"),
    ("10-02-24", DateOrder.DAY_FIRST, "2024-02-10"),
    ("31.12.99", DateOrder.DAY_FIRST, "1999-12-31"),
    ("44123", DateOrder.DAY_FIRST, "2020-10-19"),
    ("44123,5", DateOrder.DAY_FIRST, "2020-10-19T12:00:00"),
    ("12 mars 2026", DateOrder.DAY_FIRST, "2026-03-12"),
    ("1er août 2026", DateOrder.DAY_FIRST, "2026-08-01"),
    ("01/09/2026 7h52", DateOrder.DAY_FIRST, "2026-09-01T07:52:00"),
]
NO_DATES = [
    "31/09/2026",
    "31/09/2026 08:12:44",
    "29/02/2025",
    "10/28/2015",
    "00/01/2026",
    "2026-13-01",
    "01/01/0001",
    "25:00",
    "hier",
    "01/01/2026 25:00",
    "²/01/2026",
]


@pytest.mark.parametrize(("cell", "order", "expected"), DATES)
def test_a_date_is_read(cell: str, order: DateOrder, expected: str) -> None:
    assert iso(cell, order) == expected
    assert DateColumn(order).values_of([cell, ""]) == [expected, None]


@pytest.mark.parametrize("cell", NO_DATES)
def test_a_day_that_does_not_exist_is_refused(cell: str) -> None:
    found = date_parser(DateOrder.DAY_FIRST)(cell)
    assert isinstance(found, Refused)
    assert (found.reason, found.expected) == ("bad_date", "dd/mm/yyyy")


@given(
    st.sampled_from(["%d/%m/%Y", "%d/%m/%Y %H:%M", "%Y-%m-%d %H:%M:%S", "%d-%m-%Y %H:%M:%S"]), st.datetimes()
)
def test_days_and_times_remembered_apart_give_the_whole_date(style: str, moment: object) -> None:
    import datetime as dt

    assert isinstance(moment, dt.datetime)
    cell = moment.replace(year=2000 + 4 * (moment.year % 22)).strftime(style)  # leap years hold every day
    parse = date_parser(DateOrder.DAY_FIRST)
    assert DateColumn(DateOrder.DAY_FIRST).values_of([cell]) == [parse(cell)]


@pytest.mark.parametrize(
    ("cells", "order", "why"),
    [
        (["10/02/2026", "15/02/2026"], DateOrder.DAY_FIRST, "day_over_12"),
        (["10/02/2026", "10/28/2026"], DateOrder.MONTH_FIRST, "month_over_12"),
        (["10/02/2026", "01/03/2026"], DateOrder.DAY_FIRST, "doubt"),
        (["2026-02-10"], DateOrder.ISO, "iso"),
        (["15/02/2026", "16/02/2026", "02/28/2026"], DateOrder.DAY_FIRST, "mixed"),
        (["10 octobre 2022", "Wed Oct 10 20:19:24 +0000 2018", "45931"], DateOrder.DAY_FIRST, "unordered"),
        (["10 octobre 2022", "01/03/2026"], DateOrder.DAY_FIRST, "doubt"),
        (["9/6/2026 1:05:09 PM", "10/2/2026 11:05 AM"], DateOrder.MONTH_FIRST, "doubt"),
        (["09/06/2026 1:05 PM"], DateOrder.DAY_FIRST, "doubt"),
        ([], DateOrder.DAY_FIRST, "doubt"),
    ],
)
def test_the_order_of_day_and_month_is_proved_by_the_column(
    cells: list[str], order: DateOrder, why: str
) -> None:
    assert order_of(cells, DateOrder.DAY_FIRST) == (order, why)


def test_a_version_number_or_a_phone_is_no_date() -> None:
    assert not any(
        looks_like_date(cell) for cell in ("1.2.3.4", "06 12 34 56 78", "12", "10-12", "79.0.3945.147")
    )
