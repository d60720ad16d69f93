"""Builders of the small files that these tests read."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

from engage_desktop.importers.propose import propose
from engage_desktop.importers.reading import read
from engage_desktop.models.sources import (
    AnswerValue,
    ColumnMapping,
    MentionRecord,
    Proposal,
    Record,
    ResponseRecord,
    Role,
    RowProblem,
    TurnRecord,
)

QUESTION = "Recommanderiez-vous notre service à un proche ?"


def text_file(folder: Path, text: str, *, name: str = "reponses.csv", encoding: str = "utf-8") -> Path:
    """A file that holds `text`."""
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def csv_text(rows: Sequence[Sequence[str]], *, delimiter: str = ",", end: str = "\r\n") -> str:
    """`rows` as a delimited text."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=delimiter, lineterminator=end).writerows(rows)
    return out.getvalue()


def workbook(
    folder: Path, rows: Sequence[Sequence[object]], *, name: str = "reponses.xlsx", sheet: str = "F1"
) -> Path:
    """A workbook of one sheet."""
    import openpyxl

    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = sheet
    for row in rows:
        page.append(list(row))
    path = folder / name
    book.save(path)
    return path


def document(folder: Path, paragraphs: Sequence[tuple[str, str]], *, name: str = "entretien.docx") -> Path:
    """A document of (style, text) paragraphs."""
    import docx

    made = docx.Document()
    for style, text in paragraphs:
        made.add_paragraph(text, style=style)
    path = folder / name
    made.save(str(path))
    return path


def zipped(folder: Path, members: dict[str, bytes], *, name: str = "reponses.xlsx") -> Path:
    """A zip of the given members."""
    path = folder / name
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for member, data in members.items():
            archive.writestr(member, data)
    return path


def column(proposal: Proposal, header: str) -> ColumnMapping:
    """The proposed column of that header."""
    return next(each for each in proposal.mapping.columns if each.header == header)


def roles(proposal: Proposal) -> list[Role]:
    """The proposed roles, in order."""
    return [each.role for each in proposal.mapping.columns]


def everything(path: Path) -> list[Record | RowProblem]:
    """All rows of `path` read as proposed; as many as the proposal announced."""
    proposal = propose(path)
    found = list(read(path, proposal.mapping).records)
    assert len(found) == proposal.rows
    return found


def responses(path: Path) -> list[ResponseRecord]:
    """The responses of `path`, none refused."""
    found = everything(path)
    assert all(isinstance(each, ResponseRecord) for each in found), found
    return [each for each in found if isinstance(each, ResponseRecord)]


def problems(path: Path) -> list[RowProblem]:
    """The rows of `path` that are refused."""
    return [each for each in everything(path) if isinstance(each, RowProblem)]


def mentions(path: Path) -> list[MentionRecord]:
    """The mentions of `path`."""
    return [each for each in everything(path) if isinstance(each, MentionRecord)]


def turns(path: Path) -> list[TurnRecord]:
    """The turns of `path`."""
    return [each for each in everything(path) if isinstance(each, TurnRecord)]


def answers(path: Path, place: int = 0) -> list[AnswerValue]:
    """What each response answers to one question."""
    return [each.answers[place] for each in responses(path)]
