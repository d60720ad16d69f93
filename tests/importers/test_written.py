"""What a cell says is never lost: it is how its value is plainly written, or it is given beside the value."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engage_desktop.importers.fields import DateColumn
from engage_desktop.importers.mending import mended_batches
from engage_desktop.importers.mentions import MentionReader
from engage_desktop.importers.responses import ResponseReader, plan_of
from engage_desktop.models.personal import marks_in
from engage_desktop.models.sources import (
    ColumnMapping,
    DateOrder,
    Layout,
    Mapping,
    MentionRecord,
    Missing,
    ResponseRecord,
    Role,
    SourceKind,
)
from engage_desktop.models.surveys import NPS_SCALE
from engage_desktop.models.written import DATE, JOINT, in_words, plain_moment, plain_number

COLUMNS = (
    ColumnMapping(0, "Date", Role.DATE),
    ColumnMapping(1, "Note", Role.NPS, scale=NPS_SCALE),
    ColumnMapping(2, "Montant", Role.NUMBER),
    ColumnMapping(3, "Canal", Role.SINGLE),
    ColumnMapping(4, "Usages", Role.MULTIPLE, separator=";", options=("Courses", "Travail")),
    ColumnMapping(5, "Pourquoi", Role.TEXT),
    ColumnMapping(6, "A", Role.MULTIPLE, columns=(7,), options=("Vélo", "Bus")),
)
HEADERS = ("Date", "Note", "Montant", "Canal", "Usages", "Pourquoi", "A", "B")


def mapping(order: DateOrder = DateOrder.DAY_FIRST, decimal: str = ",") -> Mapping:
    return Mapping("table", SourceKind.RESPONSES, Layout(dates=order, decimal=decimal), COLUMNS)


def read(*row: str) -> ResponseRecord:
    reader = ResponseReader(mapping(), HEADERS)
    (record,) = reader.records([([2], [list(row)])])
    assert isinstance(record, ResponseRecord)
    return record


def test_plain_cells_leave_nothing_to_keep() -> None:
    plain = read("03/02/2025 17:07:21", "9", "3,5", "Boutique", "Courses;Travail", "Très bien.", "Vélo", "")
    assert plain.written == ()
    assert plain.answers == (9, 3.5, "Boutique", ("Courses", "Travail"), "Très bien.", ("Vélo",))


def test_cells_that_say_more_are_given_beside_their_value() -> None:
    record = read(
        "3 févr. 2025", "10 - Extrêmement probable", "1 234,50 €", "N/A", "Courses;", "'=1+1", "Oui", "0"
    )
    assert record.submitted_at == "2025-02-03"
    assert record.answers == (10, 1234.5, Missing.NOT_APPLICABLE, ("Courses",), "=1+1", ("Vélo",))
    assert dict(record.written) == {
        DATE: "3 févr. 2025",
        0: "10 - Extrêmement probable",
        1: "1 234,50 €",
        2: "N/A",
        3: "Courses;",
        4: "'=1+1",
        5: f"Oui{JOINT}0",
    }
    assert in_words(f"Oui{JOINT}0") == "Oui | 0"


@pytest.mark.parametrize(
    ("cell", "order", "kept"),
    [
        ("03/02/2025", DateOrder.DAY_FIRST, False),
        ("02/03/2025", DateOrder.MONTH_FIRST, False),
        ("2025-02-03 10:00:00", DateOrder.ISO, False),
        ("2025-02-03T10:00:00Z", DateOrder.ISO, True),
        ("2025-02-03", DateOrder.DAY_FIRST, True),
        ("03/02/2025 10:00", DateOrder.DAY_FIRST, True),
        ("3/2/2025", DateOrder.DAY_FIRST, True),
        ("45691", DateOrder.DAY_FIRST, True),  # a spreadsheet's day number
        ("", DateOrder.DAY_FIRST, False),
    ],
)
def test_a_date_is_kept_when_it_is_not_in_the_style_of_its_file(
    cell: str, order: DateOrder, kept: bool
) -> None:
    column = DateColumn(order)
    column.values_of(["03/02/2025 10:00:00", cell])
    assert (1, cell) in list(column.written(["", cell])) if kept else not list(column.written(["", cell]))


@given(
    st.datetimes(dt.datetime(2000, 1, 1), dt.datetime(2099, 12, 31)),
    st.sampled_from(
        ["%d/%m/%Y %H:%M:%S", "%Y-%m-%d %H:%M:%S", "%d/%m/%Y", "%Y-%m-%dT%H:%M", "%d-%m-%y %H:%M"]
    ),
    st.sampled_from(list(DateOrder)),
)
def test_a_moment_and_what_is_kept_beside_it_give_the_cell_again(
    when: dt.datetime, style: str, order: DateOrder
) -> None:
    cell = when.strftime(style)
    column = DateColumn(order)
    (value,) = column.values_of([cell])
    if isinstance(value, str):
        kept = dict(column.written([cell]))
        assert kept.get(0, plain_moment(value, order)) == cell


CELLS = st.one_of(
    st.integers(0, 10).map(str),
    st.sampled_from(
        ["10 - Extrêmement probable", "0 - Pas du tout", "9,0", "A10", " 7 ", "Ns/Nc", "N/A", "-99"]
    ),
    st.decimals(0, 10**9, places=2, allow_nan=False).map(lambda d: str(d).replace(".", ",")),
    st.sampled_from(
        ["1 204", "62,5 %", "1.234,56", "Boutique", "boutique ", "Courses;Travail;", "Travail; Jeu"]
    ),
)


@given(st.lists(CELLS, min_size=4, max_size=4))
def test_an_answer_and_what_is_kept_beside_it_give_the_cell_again(cells: list[str]) -> None:
    note, amount, channel, uses = cells
    reader = ResponseReader(mapping(), HEADERS)
    (record,) = reader.records([([2], [["", note, amount, channel, uses, "Bien.", "", ""]])])
    if not isinstance(record, ResponseRecord):
        return
    kept = dict(record.written)
    for place, (cell, value) in enumerate(zip(cells, record.answers[:4], strict=True)):
        if place in kept:
            assert kept[place] == cell.strip()
        elif isinstance(value, int | float):
            assert plain_number(value, ",") == cell.strip()
        elif isinstance(value, tuple):
            assert ";".join(value) == cell.strip()
        else:
            assert (value or "") == cell.strip()


def test_a_cell_whose_accents_were_put_right_is_kept_as_it_was() -> None:
    before: dict[tuple[int, int], str] = {}
    row = ["03/02/2025", "9", "", "", "", "C'est très bien, Ã©videmment.", "", ""]
    reader = ResponseReader(mapping(), HEADERS, before=before)
    (record,) = reader.records(mended_batches([([2], [row])], before))
    assert isinstance(record, ResponseRecord)
    assert record.answers[4] == "C'est très bien, évidemment."
    assert dict(record.written) == {4: "C'est très bien, Ã©videmment."}


def test_what_is_kept_cites_no_more_than_the_study() -> None:
    before: dict[tuple[int, int], str] = {}
    row = [
        "",
        "9 - écrivez à ana@exemple.fr",
        "",
        "ana@exemple.fr",
        "",
        "Ã©crire Ã  ana@exemple.fr, éàéà",
        "",
        "",
    ]
    told = replace(mapping(), replaced=marks_in("fr"))
    reader = ResponseReader(told, HEADERS, before=before)
    (record,) = reader.records(mended_batches([([2], [row])], before))
    assert isinstance(record, ResponseRecord)
    assert record.answers[2] == "[adresse e-mail]"
    kept = dict(record.written)
    assert kept[0] == "9 - écrivez à [adresse e-mail]"
    assert kept[4].startswith("Ã©crire")
    assert "@" not in repr(record)
    assert 2 not in kept


def test_a_run_of_ticks_over_columns_is_no_telephone_number() -> None:
    columns = tuple(range(1, 12))
    asked = ColumnMapping(0, "C", Role.MULTIPLE, columns=columns, options=tuple("ABCDEFGHIJKL"))
    told = replace(mapping(), columns=(asked,), replaced=marks_in("fr"))
    reader = ResponseReader(told, tuple("ABCDEFGHIJKL"))
    (record,) = reader.records([([2], [list("011010110101")])])
    assert isinstance(record, ResponseRecord)
    assert dict(record.written) == {0: JOINT.join("011010110101")}


def test_counters_and_dates_of_mentions_are_kept_too() -> None:
    told = Mapping(
        "mentions",
        SourceKind.MENTIONS,
        Layout(),
        (
            ColumnMapping(0, "Texte", Role.MENTION),
            ColumnMapping(1, "Date", Role.DATE),
            ColumnMapping(2, "J'aime", Role.LIKES),
            ColumnMapping(3, "Portée", Role.REACH),
        ),
    )
    rows = [["Bravo", "3 févr. 2025", "1,2 k", "40"], ["Merci", "03/02/2025", "7", "1 204"]]
    first, second = MentionReader(told, ("Texte", "Date", "J'aime", "Portée")).records([([2, 3], rows)])
    assert isinstance(first, MentionRecord)
    assert isinstance(second, MentionRecord)
    assert dict(first.written) == {"date": "3 févr. 2025", "likes": "1,2 k"}
    assert dict(second.written) == {"reach": "1 204"}
    assert dict(first.counters) == {"likes": 1200, "reach": 40}


def test_the_plan_says_what_joins_the_choices_of_a_cell() -> None:
    assert plan_of(mapping()).joints == (";", ";", ";", ";", ";", JOINT)
