"""Whatever people wrote, an export shows it and never runs it."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from pathlib import Path

import openpyxl

from engage_desktop.exporters import deck, sheets
from engage_desktop.models.deck import (
    ChartKind,
    ChartPlan,
    Deck,
    Fact,
    Mark,
    QuotePlan,
    SlideKind,
    SlidePlan,
    Tone,
)
from engage_desktop.models.sheets import Sheet
from tests.exporters.payloads import PAYLOADS

_LIVE = re.compile(r"<(?:\w+:)?f[ >]|<hyperlink|hlinkClick|TargetMode=\"External\"|<script", re.IGNORECASE)


def _sheet() -> Sheet:
    return Sheet(PAYLOADS[0], ("Texte", PAYLOADS[0]), [(each, 1) for each in PAYLOADS])


def _parts(content: bytes) -> dict[str, bytes]:
    archive = zipfile.ZipFile(io.BytesIO(content))
    return {name: archive.read(name) for name in archive.namelist()}


def test_there_are_two_hundred() -> None:
    assert len(set(PAYLOADS)) >= 200


def test_a_workbook_holds_no_formula_and_no_link(tmp_path: Path) -> None:
    to = tmp_path / "a.xlsx"
    cut = sheets.write_xlsx(_sheet(), to)
    assert cut == sum(len(each.encode("utf-16-le", "replace")) > 2 * sheets.LONGEST_CELL for each in PAYLOADS)
    for name, content in _parts(to.read_bytes()).items():
        if name.startswith("xl/worksheets"):
            assert not _LIVE.search(content.decode())
    rows = list(openpyxl.load_workbook(to).worksheets[0].iter_rows(min_row=2))
    assert len(rows) == len(PAYLOADS)
    assert {row[0].data_type for row in rows} == {"s"}
    plain = [
        (row[0].value, said)
        for row, said in zip(rows, PAYLOADS, strict=True)
        if said.isprintable() and said != "_x0041_"
    ]
    assert all(said.startswith(value) and len(value) >= min(len(said), 16_383) for value, said in plain)


def test_a_csv_guards_what_a_spreadsheet_would_run_and_keeps_the_rest(tmp_path: Path) -> None:
    to = tmp_path / "a.csv"
    sheets.write_csv(_sheet(), to)
    with to.open(encoding="utf-8-sig", newline="") as file:
        cells = [row[0] for row in csv.reader(file, delimiter=";")][1:]
    assert not [cell for cell in cells if cell[:1] in ("=", "+", "-", "@", "\t", "\r", "\0")]
    kept = [
        cell.removeprefix("'") if said[:1] in "=+-@\t\r" else cell
        for cell, said in zip(cells, PAYLOADS, strict=True)
    ]
    assert [k for k, said in zip(kept, PAYLOADS, strict=True) if "\ud800" not in said] == [
        said for said in PAYLOADS if "\ud800" not in said
    ]


def test_raw_csv_touches_nothing(tmp_path: Path) -> None:
    to = tmp_path / "a.csv"
    sheets.write_csv(Sheet("t", ("a", "b"), [("=1+1", 0.5), ("-x", None)]), to, dialect="raw")
    assert to.read_bytes() == b"a,b\n=1+1,0.5\n-x,\n"


def test_a_deck_and_its_embedded_workbooks_hold_no_formula_and_no_link() -> None:
    short = tuple(each[:300] for each in PAYLOADS)
    slides = []
    for kind in ChartKind:
        marks = tuple(Mark(each, 1.0, each, Tone.PASSIVE, 0.0, 2.0, 9) for each in short)
        chart = ChartPlan(
            f"c-{kind.value}", kind, marks, (short[0], short[1], short[2], short[3], short[4]), short[5],
            axis_name=short[6], whole=1.0, whole_name=short[7], legend=((short[8], Tone.PASSIVE),),
        )  # fmt: skip
        slides.append(
            SlidePlan(
                SlideKind.FIGURE, short[9], "x", short[10], foot=short[11], notes=short[12], chart=chart
            )
        )
    slides += [
        SlidePlan(
            SlideKind.QUOTES, "q", "q", each, foot=each, notes=each, quotes=(QuotePlan(each, each),),
            facts=(Fact(each, each),),
        )
        for each in short
    ]  # fmt: skip
    parts = _parts(deck.content(Deck(short[0], tuple(slides))))
    books = [content for name, content in parts.items() if name.endswith(".xlsx")]
    assert len(books) == len(ChartKind)
    for book in books:
        for name, content in _parts(book).items():
            if name.startswith("xl/worksheets"):
                assert not _LIVE.search(content.decode())
    for name, content in parts.items():
        if name.startswith(("ppt/slides/", "ppt/notesSlides/")):
            assert not re.search(r"hlinkClick|TargetMode=\"External\"|<script", content.decode())
