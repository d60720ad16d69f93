"""Taguette: documents in HTML, highlights counted in bytes of UTF-8, tags whose dots make a tree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from engage_desktop.importers.cells import whole
from engage_desktop.importers.projects import markup, raw
from engage_desktop.importers.projects.lite import Foreign, opened
from engage_desktop.importers.projects.placing import Wanted, placed
from engage_desktop.models.projects import StudyCode


def lines(path: Path) -> Iterator[raw.Line]:
    """The study of a Taguette file, its tags first. Several projects in one file come in together."""
    with opened(path) as file:
        projects = {row["id"]: row for row in file.rows("projects", "id", "name", "description", order="id")}
        tags = list(file.rows("tags", "id", "path", "description", order="id"))
        yield from map(
            raw.code_line, tree([(str(t["id"]), str(t["path"]), str(t["description"] or "")) for t in tags])
        )
        memos = [f"{row['name']} : {row['description']}" for row in projects.values() if row["description"]]
        if memos:
            yield {"memo": "\n\n".join(memos)}
        tagged: dict[int, list[str]] = {}
        for row in file.rows("highlight_tags", "highlight_id", "tag_id"):
            tagged.setdefault(row["highlight_id"], []).append(str(row["tag_id"]))
        marks = _highlights(file)
        for row in file.rows("documents", "id", "name", "description", "contents", order="id"):
            yield raw.document_line(_document(row, marks.get(row["id"], []), tagged))


def tree(tags: Sequence[tuple[str, str, str]]) -> Iterator[StudyCode]:
    """Tags, as (key, path, description), as codes: « a.b » stands under « a » when there is such a tag."""
    by_path = {path: key for key, path, _said in tags}
    for row, (key, path, said) in enumerate(sorted(tags, key=lambda tag: tag[1].count(".")), start=1):
        above, _, name = path.rpartition(".")
        while above and above not in by_path:
            above = above.rpartition(".")[0]
        name = path[len(above) + 1 :] if above else path
        yield StudyCode(row, key, name or path, by_path.get(above, "") if name else "", 0, said)


def _highlights(file: Foreign) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = {}
    for row in file.rows(
        "highlights", "id", "document_id", "start_offset", "end_offset", "snippet", order="id"
    ):
        found.setdefault(row["document_id"], []).append(row)
    return found


def _document(
    row: dict[str, Any], marks: list[dict[str, Any]], tagged: dict[int, list[str]]
) -> raw.RawDocument:
    page = markup.Text(str(row["contents"] or ""))
    quotes = [markup.Text(str(mark["snippet"] or "")).text.strip() for mark in marks]
    wanted = [
        Wanted(
            whole(mark["start_offset"]),
            whole(mark["end_offset"]),
            quote.replace("\n", ""),
            certain=True,
        )
        for mark, quote in zip(marks, quotes, strict=True)
    ]
    document = raw.RawDocument(str(row["name"]), page.text, memo=str(row["description"] or ""))
    if not page.text.strip():
        document.problem = "study_no_text"
    for mark, place, quote in zip(marks, placed(page.raw, wanted, unit="bytes"), quotes, strict=True):
        for tag in tagged.get(mark["id"], []) or [""]:
            coding = raw.RawCoding(tag, quote=quote)
            if isinstance(place, str):
                coding.problem = place
            else:
                coding.start, coding.end = page.span(*place)
            document.codings.append(coding)
    return document
