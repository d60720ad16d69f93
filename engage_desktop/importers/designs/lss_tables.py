"""The tables inside a LimeSurvey structure: rows of an XML file, its two schemas made one.

Until about version 400 the words stand in `questions` and `answers`, one row per language; later they stand apart, in
`question_l10ns` and `answer_l10ns`.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from engage_desktop.errors import EngageError, Reason
from engage_desktop.importers import archives, xml_trees
from engage_desktop.importers.cells import whole
from engage_desktop.importers.designs.design import LARGEST

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element as XmlElement

Row = dict[str, str]


@dataclass(slots=True)
class Tables:
    """The rows of one language, by table; `words` are a question's text and help by qid, `answers` by (qid, scale)."""

    language: str
    survey: Row
    settings: Row
    groups: dict[str, Row]
    questions: list[Row]
    subquestions: dict[str, list[Row]]
    words: dict[str, tuple[str, str]]
    answers: dict[tuple[str, str], list[tuple[str, str]]]
    attributes: dict[str, Row] = field(default_factory=dict)
    conditions: dict[str, list[Row]] = field(default_factory=dict)
    languages: int = 1


def load(path: Path) -> Tables:
    """The tables of a .lss, or of the .lss inside a .lsa; raises FILE_DAMAGED and FORMAT_MISMATCH."""
    root = _root(path)
    kind = (root.findtext("LimeSurveyDocType") or "").strip()
    if root.tag != "document" or kind not in ("Survey", "Group", "Question"):
        raise EngageError(
            Reason.FORMAT_MISMATCH, where=str(path), expected="LimeSurvey", found=kind or root.tag
        )
    tables = {table.tag: _rows(table) for table in root}
    survey = next(iter(tables.get("surveys", [])), {})
    language = _language(tables, survey)
    questions = _of(tables.get("questions", []), language)
    inner = _of(tables.get("subquestions", []), language)
    inner += [row for row in questions if row.get("parent_qid", "0") not in ("", "0")]
    heads = [row for row in questions if row.get("parent_qid", "0") in ("", "0")]
    groups = {row.get("gid", ""): row for row in _of(tables.get("groups", []), language)}
    subquestions: dict[str, list[Row]] = {}
    for row in sorted(inner, key=lambda row: (whole(row.get("scale_id")), whole(row.get("question_order")))):
        subquestions.setdefault(row.get("parent_qid", ""), []).append(row)
    return Tables(
        language=language,
        survey=survey,
        settings=next(
            iter(_of(tables.get("surveys_languagesettings", []), language, "surveyls_language")), {}
        ),
        groups=groups,
        questions=sorted(heads, key=lambda row: _place(row, groups)),
        subquestions=subquestions,
        words=_words(tables, language, (*heads, *inner)),
        answers=_answers(tables, language),
        attributes=_attributes(tables.get("question_attributes", [])),
        conditions=_by(tables.get("conditions", []), "qid"),
        languages=1 + len(survey.get("additional_languages", "").split()),
    )


def _root(path: Path) -> XmlElement:
    return xml_trees.root(_bytes(path), path)


def _bytes(path: Path) -> bytes:
    with path.open("rb") as file:
        if file.read(2) != b"PK":
            file.seek(0)
            return file.read()
    archives.check(path)
    try:
        with zipfile.ZipFile(path) as archive:
            member = next((m for m in archive.infolist() if m.filename.lower().endswith(".lss")), None)
            if member is None:
                raise EngageError(Reason.FORMAT_MISMATCH, where=str(path), expected=".lss", found="zip")
            with archive.open(member) as inner:
                data = inner.read(LARGEST + 1)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, NotImplementedError, ValueError) as error:
        raise EngageError(Reason.FILE_DAMAGED, where=str(path), detail=f"zip: {error}"[:200]) from None
    if len(data) > LARGEST:
        raise EngageError(Reason.FILE_TOO_LARGE, where=str(path), limit=LARGEST >> 20, unit="MiB")
    return data


def _rows(table: XmlElement) -> list[Row]:
    rows = table.find("rows")
    if rows is None:
        return []
    return [{cell.tag: cell.text or "" for cell in row} for row in rows]


def _language(tables: dict[str, list[Row]], survey: Row) -> str:
    """French when the survey speaks it, else its own first language."""
    spoken = [survey.get("language", ""), *survey.get("additional_languages", "").split()]
    for table, name in (("question_l10ns", "language"), ("questions", "language")):
        spoken += [row[name] for row in tables.get(table, []) if row.get(name)]
    spoken = [each for each in dict.fromkeys(spoken) if each]
    return next((each for each in spoken if each[:2] == "fr"), spoken[0] if spoken else "")


def _of(rows: Iterable[Row], language: str, column: str = "language") -> list[Row]:
    """The rows of one language; a row that says none is of all."""
    return [row for row in rows if row.get(column, language) in ("", language)]


def _words(
    tables: dict[str, list[Row]], language: str, questions: Iterable[Row]
) -> dict[str, tuple[str, str]]:
    found = {
        row.get("qid", ""): (row.get("question", ""), row.get("help", ""))
        for row in questions
        if row.get("question")
    }
    for row in _of(tables.get("question_l10ns", []), language):
        found[row.get("qid", "")] = (row.get("question", ""), row.get("help", ""))
    return found


def _answers(tables: dict[str, list[Row]], language: str) -> dict[tuple[str, str], list[tuple[str, str]]]:
    said = {
        row.get("aid", ""): row.get("answer", "") for row in _of(tables.get("answer_l10ns", []), language)
    }
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for row in sorted(_of(tables.get("answers", []), language), key=lambda row: whole(row.get("sortorder"))):
        label = said.get(row.get("aid", ""), row.get("answer", ""))
        place = (row.get("qid", ""), row.get("scale_id") or "0")
        found.setdefault(place, []).append((row.get("code", ""), label))
    return found


def _attributes(rows: Iterable[Row]) -> dict[str, Row]:
    found: dict[str, Row] = {}
    for row in rows:
        found.setdefault(row.get("qid", ""), {})[row.get("attribute", "")] = row.get("value", "")
    return found


def _by(rows: Iterable[Row], column: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row.get(column, ""), []).append(row)
    return found


def _place(row: Row, groups: dict[str, Row]) -> tuple[int, int, int]:
    group = groups.get(row.get("gid", ""), {})
    return whole(group.get("group_order")), whole(row.get("gid")), whole(row.get("question_order"))
