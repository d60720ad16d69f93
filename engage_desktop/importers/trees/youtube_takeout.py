"""YouTube: one's own comments and live chats from Takeout, a table whose texts are JSON segments."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from engage_desktop.importers import delimited
from engage_desktop.importers.adapters import Adapter, Head, Row, table_of
from engage_desktop.importers.cells import folded
from engage_desktop.importers.profile import Meta, Profile
from engage_desktop.importers.tabular import Table
from engage_desktop.models.sources import DateOrder, Layout, Role, SourceKind
from engage_desktop.progress import Progress

_TEXT = "Comment Text"
_TEXTS = ("comment text", "live chat text", "texte du commentaire")
_IDS = ("comment id", "live chat id", "id du commentaire")


def _proves(head: Head) -> float:
    start = head.text.lstrip("\ufeff")
    if start.startswith(("{", "[")):
        return 0.0
    first = folded(start.partition("\n")[0].replace('"', ""))
    if first.startswith(_IDS) and any(text in first for text in _TEXTS):
        return 0.98
    return 0.95 if '{""takeoutSegments""' in start[:65536] else 0.0


def _table(path: Path, layout: Layout, progress: Progress | None) -> Table:
    sample = delimited.sample_of(path, layout.encoding)
    delimiter, _share = delimited.delimiter_of(sample)
    records = delimited.records(path, encoding=layout.encoding, delimiter=delimiter)
    headers, rows = _split(records)
    place = _place_of_text(headers, delimited.sample_records(sample, delimiter, 50)[1:])
    named = tuple(_TEXT if index == place else header for index, header in enumerate(headers))
    return table_of((*named, "channel"), _rows(rows, place, len(headers), progress))


def _split(records: Iterator[delimited.Batch]) -> tuple[list[str], Iterator[tuple[int, list[str]]]]:
    each = (pair for numbers, rows in records for pair in zip(numbers, rows, strict=True))
    _number, headers = next(each, (0, []))
    return [header.lstrip("\ufeff") for header in headers], each


def _place_of_text(headers: list[str], rows: list[list[str]]) -> int:
    """The column of texts: by its name, else (an export in another language) by its segments."""
    for place, header in enumerate(headers):
        if folded(header) in _TEXTS:
            return place
    with_segments = (place for row in rows for place, cell in enumerate(row) if '"takeoutSegments"' in cell)
    return next(with_segments, len(headers) - 1)


def _rows(
    rows: Iterator[tuple[int, list[str]]], place: int, width: int, progress: Progress | None
) -> Iterator[Row]:
    for number, cells in rows:
        if progress is not None and number % 2000 == 0:
            progress.step(number, 0, "reading")
        if len(cells) == width and 0 <= place < width:
            cells[place] = said(cells[place])
            cells.append("YouTube")
        yield Row(number, cells)


def said(cell: str) -> str:
    """The text of a cell: `{"takeoutSegments":[{"text":…}]}`, or `{"text":…},{"text":…}`, or the text itself."""
    if not cell.startswith(("{", "[")):
        return cell
    try:
        tree = json.loads(cell if cell.startswith("[") else f"[{cell}]")
    except (ValueError, RecursionError):
        return cell
    pieces = [
        piece
        for each in tree
        if isinstance(each, dict)
        for piece in (each["takeoutSegments"] if isinstance(each.get("takeoutSegments"), list) else [each])
    ]
    return "".join(str(piece.get("text", "")) for piece in pieces if isinstance(piece, dict)) or cell


ADAPTER = Adapter(
    Profile(
        id="youtube_takeout",
        name="YouTube (Takeout)",
        how="comments.csv, colonnes « Comment ID » et « Comment Text »",
        kind=SourceKind.MENTIONS,
        meta=(
            Meta(Role.RESPONSE_ID, _IDS),
            Meta(Role.MENTION, _TEXTS),
            Meta(Role.DATE, ("comment create timestamp", "live chat create timestamp")),
            Meta(Role.THREAD, ("video id", "id de la video")),
            Meta(Role.CHANNEL, ("channel",)),
            Meta(
                Role.IGNORE,
                (
                    "channel id",
                    "price",
                    "parent comment id",
                    "post id",
                    "top-level comment id",
                    "id de la chaine",
                ),
            ),
        ),
        dates=DateOrder.ISO,
    ),
    _proves,
    _table,
)
