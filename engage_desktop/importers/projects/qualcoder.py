"""QualCoder: `data.qda`, a SQLite file; passages in characters of texts that may have been edited since."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from engage_desktop.importers.cells import whole
from engage_desktop.importers.projects import raw
from engage_desktop.importers.projects.colours import hue_of
from engage_desktop.importers.projects.lite import Foreign, opened
from engage_desktop.importers.projects.placing import Wanted, clean, placed
from engage_desktop.models.projects import StudyCode

Row = dict[str, Any]


def lines(path: Path) -> Iterator[raw.Line]:
    """The study of a QualCoder file: categories and codes first, then its sources."""
    with opened(path) as file:
        yield from map(raw.code_line, _codes(file))
        memos = [str(row["memo"]) for row in file.rows("project", "memo") if row["memo"]]
        if memos:
            yield {"memo": "\n\n".join(memos)}
        coded = _grouped(
            file.rows("code_text", "cid", "fid", "seltext", "pos0", "pos1", "owner", "memo", order="pos0"),
            "fid",
        )
        notes = _grouped(file.rows("annotation", "fid", "pos0", "pos1", "memo"), "fid")
        elsewhere = Counter(str(row["id"]) for row in file.rows("code_image", "id"))
        elsewhere.update(str(row["id"]) for row in file.rows("code_av", "id"))
        cases = _Cases(file)
        for row in file.rows("source", "id", "name", "fulltext", "memo", "mediapath", order="id"):
            key = str(row["id"])
            made = _document(row, coded.get(key, []), notes.get(key, []), elsewhere[key])
            made.participant, made.attributes = cases.of(key)
            yield raw.document_line(made)


def _codes(file: Foreign) -> Iterator[StudyCode]:
    number = 0
    for row in file.rows("code_cat", "catid", "name", "memo", "supercatid", order="catid"):
        number += 1
        above = f"cat:{row['supercatid']}" if row["supercatid"] is not None else ""
        yield StudyCode(number, f"cat:{row['catid']}", str(row["name"]), above, 0, str(row["memo"] or ""))
    for row in file.rows("code_name", "cid", "name", "memo", "catid", "color", "supercid", order="cid"):
        number += 1
        above = f"cat:{row['catid']}" if row["catid"] is not None else ""
        if row["supercid"] is not None:
            above = str(row["supercid"])
        said = str(row["memo"] or "")
        yield StudyCode(
            number, str(row["cid"]), str(row["name"]), above, hue_of(str(row["color"] or "")), said
        )


def _document(row: Row, coded: list[Row], notes: list[Row], elsewhere: int) -> raw.RawDocument:
    written = str(row["fulltext"] or "")
    document = raw.RawDocument(str(row["name"]), clean(written), memo=str(row["memo"] or ""))
    if not written.strip():
        document.problem = "study_media" if row["mediapath"] else "study_no_text"
    wanted = [
        Wanted(whole(each["pos0"]), whole(each["pos1"]), str(each["seltext"] or ""), certain=True)
        for each in coded
    ]
    noted = [Wanted(whole(each["pos0"]), whole(each["pos1"])) for each in notes]
    places = placed(written, [*wanted, *noted])
    for each, place in zip(coded, places, strict=False):
        coding = raw.RawCoding(
            str(each["cid"]), quote=str(each["seltext"] or ""), coder=str(each["owner"] or "")
        )
        if isinstance(place, str):
            coding.problem = place
        else:
            coding.start, coding.end = place
            if each["memo"]:
                document.notes.append(raw.RawNote(*place, str(each["memo"])))
        document.codings.append(coding)
    for each, place in zip(notes, places[len(wanted) :], strict=True):
        if not isinstance(place, str) and each["memo"]:
            document.notes.append(raw.RawNote(*place, str(each["memo"])))
    document.codings += [raw.RawCoding("", problem="coding_not_text") for _ in range(elsewhere)]
    return document


class _Cases:
    """Whom each source is about, when it is about one person alone, and that person's attributes."""

    def __init__(self, file: Foreign) -> None:
        self._names = {str(row["caseid"]): str(row["name"]) for row in file.rows("cases", "caseid", "name")}
        self._of = _grouped(file.rows("case_text", "caseid", "fid", "pos0", "pos1"), "fid")
        self._attributes: dict[tuple[str, str], list[list[str]]] = {}
        for row in file.rows("attribute", "name", "attr_type", "value", "id"):
            if row["value"]:
                key = (str(row["attr_type"]), str(row["id"]))
                self._attributes.setdefault(key, []).append([str(row["name"]), str(row["value"])])

    def of(self, source: str) -> tuple[str, list[list[str]]]:
        """The name of the case and the attributes of case and file."""
        cases = {str(row["caseid"]) for row in self._of.get(source, [])}
        mine = self._attributes.get(("file", source), [])
        if len(cases) != 1:
            return "", mine
        case = cases.pop()
        return self._names.get(case, ""), [*self._attributes.get(("case", case), []), *mine]


def _grouped(rows: Iterator[Row], by: str) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(str(row[by]), []).append(row)
    return found
