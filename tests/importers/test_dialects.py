"""A table written in any dialect comes back equal, or the doubt is announced."""

from __future__ import annotations

import csv
import datetime as dt
import io
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from hypothesis import given, settings
from hypothesis import strategies as st

from engage_desktop.importers.delimited import NO_DELIMITER
from engage_desktop.importers.propose import propose
from engage_desktop.importers.reading import read
from engage_desktop.importers.tabular import open_table
from engage_desktop.models.sources import DateOrder, Proposal, ResponseRecord, Role, RowProblem

QUESTION = "Recommanderiez-vous notre service à un proche ?"
REASON = "Pourquoi cette note ?"
AMOUNT = "Montant dépensé"
SURE = 0.7
# What people write in French: letters, marks, quotes, the separators themselves, line breaks.
_LETTERS = "abcdefghijklmnoprstuvzéèàêçùœÉÀ'’ ,;.!?:()-\"\n\t|0123456789€"
_FORMATS = {
    DateOrder.DAY_FIRST: "%d/%m/%Y %H:%M:%S",
    DateOrder.MONTH_FIRST: "%m/%d/%Y %H:%M:%S",
    DateOrder.ISO: "%Y-%m-%d %H:%M:%S",
}


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a table is written."""

    delimiter: str
    quoting: Literal[0, 1, 2]
    encoding: str
    end: str
    decimal: str
    order: DateOrder
    announced: bool  # a first line `sep=;`
    blank_first: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """One row as meant."""

    when: dt.datetime
    score: int
    reason: str
    cents: int


dialects = st.builds(
    Dialect,
    delimiter=st.sampled_from([",", ";", "\t", "|"]),
    quoting=st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"]),
    end=st.sampled_from(["\n", "\r\n"]),
    decimal=st.sampled_from([",", "."]),
    order=st.sampled_from(list(DateOrder)),
    announced=st.booleans(),
    blank_first=st.booleans(),
)
answers = st.builds(
    Answer,
    when=st.datetimes(dt.datetime(2020, 1, 1), dt.datetime(2026, 12, 31)).map(
        lambda d: d.replace(microsecond=0)
    ),
    score=st.integers(0, 10),
    reason=st.text(_LETTERS, min_size=12, max_size=80).map(lambda text: "Parce que " + text),
    cents=st.integers(0, 999_999),
)


def written(rows: list[Answer], dialect: Dialect) -> str:
    """The rows as this dialect writes them."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=dialect.delimiter, quoting=dialect.quoting, lineterminator=dialect.end)
    if dialect.announced:
        out.write(f"sep={dialect.delimiter}{dialect.end}")
    if dialect.blank_first:
        out.write(dialect.end)
    writer.writerow(("Horodateur", QUESTION, REASON, AMOUNT))
    for row in rows:
        amount = f"{row.cents // 100}{dialect.decimal}{row.cents % 100:02d}"
        writer.writerow((row.when.strftime(_FORMATS[dialect.order]), row.score, row.reason, amount))
    return out.getvalue()


def proposed(text: str, encoding: str) -> tuple[Proposal, list[object]]:
    """What is proposed for that text, and its rows read so."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "reponses.csv"
        path.write_bytes(text.encode(encoding))
        proposal = propose(path)
        return proposal, list(read(path, proposal.mapping).records)


def doubted(proposal: Proposal, role: Role) -> bool:
    """Whether the proposal asks a person to look at the columns of that role."""
    return any(each.role is role and each.confidence < SURE for each in proposal.mapping.columns)


@settings(max_examples=120)
@given(st.lists(answers, min_size=4, max_size=12), dialects)
def test_answers_come_back_equal_or_the_doubt_is_announced(rows: list[Answer], dialect: Dialect) -> None:
    proposal, found = proposed(written(rows, dialect), dialect.encoding)
    assert proposal.rows == len(rows) == len(found)
    roles = {column.header: column.role for column in proposal.mapping.columns}
    assert roles[QUESTION] is Role.NPS
    for row, record in zip(rows, found, strict=True):
        if isinstance(record, RowProblem):
            assert record.reason == "bad_date"  # said, with its row
            assert doubted(proposal, Role.DATE)
            continue
        assert isinstance(record, ResponseRecord)
        said = record.answers
        assert row.score in said
        if not doubted(proposal, Role.DATE):
            assert record.submitted_at == row.when.isoformat()
        if roles[REASON] is Role.TEXT:
            meant = row.reason.replace("\r\n", "\n").strip()
            assert meant in said
        if roles[AMOUNT] is Role.NUMBER:
            assert row.cents / 100 in said


@settings(max_examples=150)
@given(
    st.lists(
        st.lists(st.text(_LETTERS, max_size=20).map(str.strip), min_size=3, max_size=3),
        min_size=2,
        max_size=10,
    ),
    dialects,
)
def test_any_cells_come_back_as_they_were(cells: list[list[str]], dialect: Dialect) -> None:
    headers = ["Nom de la chose", "Remarque libre", "Suite"]
    rows = [row for row in cells if any(row)]
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=dialect.delimiter, quoting=csv.QUOTE_ALL, lineterminator=dialect.end)
    writer.writerows([headers, *rows])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "tableau.csv"
        path.write_bytes(out.getvalue().encode(dialect.encoding))
        proposal = propose(path) if rows else None
        if proposal is None:
            return
        layout = proposal.mapping.layout
        table = open_table(path, layout)
        read_back = [row for _numbers, batch in table.batches for row in batch]
    if proposal.recognition.confidence >= 0.5:
        assert layout.delimiter == dialect.delimiter
        assert list(table.headers) == headers
        assert read_back == rows
    else:
        assert layout.delimiter in (NO_DELIMITER, dialect.delimiter, ",", ";", "\t", "|")


@dataclass(frozen=True, slots=True)
class Heading:
    """How a tool writes its header rows; data cells are put under `columns` (W, S, R, A: moment, score, text, amount)."""

    name: str
    rows: tuple[tuple[str, ...], ...]
    columns: str
    order: DateOrder | None = None  # the one that the tool writes, whatever the machine


_IMPORTS = tuple(f'{{"ImportId":"QID{n}"}}' for n in range(7))
HEADINGS = (
    Heading("one row", (("Horodateur", QUESTION, REASON, AMOUNT),), "WSRA"),
    Heading("title above", (("Enquête de satisfaction",), ("Horodateur", QUESTION, REASON, AMOUNT)), "WSRA"),
    Heading(
        "title, blank row", (("Enquête", "", "", ""), (), ("Horodateur", QUESTION, REASON, AMOUNT)), "WSRA"
    ),
    Heading(
        "line breaks, blanks and HTML",
        (
            (
                "Horodateur",
                "<strong>Recommanderiez-vous</strong>\nnotre service à un  proche ? ",
                f"  {REASON}",
                f"{AMOUNT}&nbsp;",
            ),
        ),
        "WSRA",
    ),
    Heading("the same twice", (("Horodateur", QUESTION, REASON, REASON, AMOUNT),), "WSRRA"),
    Heading(
        "tags below", (("Horodateur", QUESTION, REASON, AMOUNT), ("#date", "#score", "#why", "#paid")), "WSRA"
    ),
    Heading(
        "SurveyMonkey, two rows",
        (
            ("Respondent ID", "Collector ID", "End Date", QUESTION, REASON, AMOUNT),
            ("", "", "", "Response", "Open-Ended Response", "Open-Ended Response"),
        ),
        "I7WSRA",
        DateOrder.MONTH_FIRST,
    ),
    Heading(
        "Qualtrics, three rows",
        (
            ("StartDate", "Status", "RecordedDate", "ResponseId", "Q1", "Q2", "Q3"),
            ("Start Date", "Response Type", "Recorded\nDate", "Response ID", QUESTION, REASON, AMOUNT),
            _IMPORTS,
        ),
        "W0WISRA",
        DateOrder.ISO,
    ),
)


@settings(max_examples=60)
@given(st.lists(answers, min_size=4, max_size=12), dialects, st.sampled_from(HEADINGS))
def test_header_rows_are_never_answers_nor_answers_headers(
    rows: list[Answer], dialect: Dialect, heading: Heading
) -> None:
    order = heading.order or dialect.order
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=dialect.delimiter, quoting=dialect.quoting, lineterminator=dialect.end)
    if dialect.announced:
        out.write(f"sep={dialect.delimiter}{dialect.end}")
    if dialect.blank_first:
        out.write(dialect.end)
    writer.writerows(heading.rows)
    for number, row in enumerate(rows):
        said = {
            "W": row.when.strftime(_FORMATS[order]),
            "S": str(row.score),
            "R": row.reason,
            "A": f"{row.cents // 100}{dialect.decimal}{row.cents % 100:02d}",
            "I": f"R_{number}",
        }
        writer.writerow([said.get(letter, letter) for letter in heading.columns])
    encoding = "utf-8-sig" if dialect.encoding == "utf-16-le" else dialect.encoding
    proposal, found = proposed(out.getvalue(), encoding)
    assert proposal.rows == len(rows) == len(found), heading.name
    score = next(each for each in proposal.mapping.columns if each.role is Role.NPS)
    assert " ".join(QUESTION.split()) in " ".join(score.name.split())
    text = [each for each in proposal.mapping.columns if each.role is Role.TEXT and REASON in each.name]
    for row, record in zip(rows, found, strict=True):
        if isinstance(record, RowProblem):
            assert record.reason == "bad_date"
            assert doubted(proposal, Role.DATE)
            continue
        assert isinstance(record, ResponseRecord)
        assert row.score in record.answers
        assert not text or row.reason.strip() in record.answers
        if not doubted(proposal, Role.DATE):
            assert record.submitted_at == row.when.isoformat()


@settings(max_examples=60)
@given(st.lists(answers, min_size=4, max_size=12), st.booleans())
def test_day_and_month_are_never_swapped_in_silence(rows: list[Answer], day_first: bool) -> None:
    order = DateOrder.DAY_FIRST if day_first else DateOrder.MONTH_FIRST
    dialect = Dialect(",", csv.QUOTE_MINIMAL, "utf-8", "\n", ".", order, announced=False, blank_first=False)
    proposal, found = proposed(written(rows, dialect), "utf-8")
    told = [each.submitted_at for each in found if isinstance(each, ResponseRecord)]
    if told != [row.when.isoformat() for row in rows]:
        assert doubted(proposal, Role.DATE)
