"""A file or a sheet as a table of text: headers, then batches of rows with their numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from engage_desktop.errors import EngageError, Reason
from engage_desktop.importers import delimited, headers, limited, mending
from engage_desktop.importers.delimited import Batch
from engage_desktop.importers.profile import Profile
from engage_desktop.models.sources import Layout, RowProblem
from engage_desktop.progress import Progress


@dataclass(slots=True)
class Table:
    """Header rows as written and the data rows that follow, to be read once.

    `headers` are for people and distinct; `codes` is the first header row as written. `refused` holds, by row
    number, the rows that no mapping can make a record of; it is filled as batches are handed out. `before` holds, by
    row number and column, the cells of the last batch as they were before their accents were put right.
    """

    headers: tuple[str, ...]
    codes: tuple[str, ...]
    named: tuple[str, ...]  # headers cleaned, not yet made distinct
    batches: Iterator[Batch]
    refused: dict[int, RowProblem] = field(default_factory=dict)
    options: dict[int, tuple[str, ...]] = field(
        default_factory=dict
    )  # of columns whose answers the file lists
    before: dict[tuple[int, int], str] = field(default_factory=dict)


def is_workbook(path: Path) -> bool:
    """Whether the file is a zip or OLE2 container."""
    try:
        with path.open("rb") as file:
            return file.read(4) in (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")
    except FileNotFoundError:
        raise EngageError(Reason.FILE_MISSING, where=str(path)) from None
    except OSError as error:
        raise EngageError(Reason.FILE_UNREADABLE, where=str(path), detail=str(error.strerror)) from None


def open_table(
    path: Path, layout: Layout, *, profile: Profile | None = None, progress: Progress | None = None
) -> Table:
    """The table of `path` read by `layout`."""
    rows = _workbook(path, layout, progress) if is_workbook(path) else _delimited(path, layout)
    before: dict[tuple[int, int], str] = {}
    if layout.mend:
        rows = mending.mended_batches(rows, before)
    if profile is not None and profile.tokens:
        rows = _spoken(rows, profile.tokens)
    last_header = layout.first_row + layout.header_rows - 1
    above: list[list[str]] = []
    pending: list[Batch] = []
    for numbers, batch in rows:
        split = sum(number <= last_header for number in numbers)
        above.extend(
            row
            for number, row in zip(numbers[:split], batch[:split], strict=True)
            if number >= layout.first_row
        )
        if split < len(batch):
            pending.append((numbers[split:], batch[split:]))
            break
    named = headers.joined(above, profile.fill if profile else ("forward" if layout.header_rows > 1 else ""))
    coded = above[1:2] if profile is not None and profile.fill == "first" else above[:1]
    codes = tuple(headers.shown(cell) for cell in coded[0]) if coded else ()
    codes += ("",) * (len(named) - len(codes))
    return Table(headers.unique(named), codes, named, _chained(pending, rows), before=before)


def _spoken(rows: Iterator[Batch], tokens: Sequence[tuple[str, str]]) -> Iterator[Batch]:
    """The same rows with the characters that a tool's tokens stand for."""
    for numbers, batch in rows:
        yield numbers, [[_without_tokens(cell, tokens) for cell in row] for row in batch]


def _without_tokens(cell: str, tokens: Sequence[tuple[str, str]]) -> str:
    if "{" in cell:
        for token, said in tokens:
            cell = cell.replace(token, said)
    return cell


def _chained(pending: Sequence[Batch], rows: Iterator[Batch]) -> Iterator[Batch]:
    yield from pending
    yield from rows


def _delimited(path: Path, layout: Layout) -> Iterator[Batch]:
    if len(layout.delimiter) != 1:
        raise EngageError(Reason.MAPPING_INVALID, where=str(path), detail="delimiter")
    return delimited.records(path, encoding=layout.encoding, delimiter=layout.delimiter)


def _workbook(path: Path, layout: Layout, progress: Progress | None) -> Iterator[Batch]:
    for first, rows in limited.sheet_rows(path, layout.sheet, progress=progress):
        kept = [(first + place, row) for place, row in enumerate(rows) if any(row)]
        if kept:
            yield [number for number, _ in kept], [row for _, row in kept]
