"""The tables of a file of figures: one for most, several in a GA4 export or in a LinkedIn workbook.

They are handed out one after the other, each with its own headers and days; the columns of the file are those of
its tables side by side, so that a mapping addresses any of them by one index.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from engage_desktop.errors import EngageError, Reason
from engage_desktop.importers import delimited, limited, mending
from engage_desktop.importers.cells import as_number, folded
from engage_desktop.importers.headers import shown, unique
from engage_desktop.importers.periods import Days, days_of
from engage_desktop.importers.tabular import is_workbook
from engage_desktop.models.sources import DateOrder, Layout
from engage_desktop.progress import Progress

SEVERAL = ("ga4", "linkedin_stats")  # formats whose files hold several tables
_MOST_COLUMNS = 2_000
_MOST_TABLES = 60
_MOST_HEADERS = 4  # rows of text above the first figures that may be headers
_DATED = re.compile(r"[0-9]{1,4}[-/. ][0-9]{1,2}[-/. ][0-9]{1,4}|[0-9]{8}")
_START = re.compile(r"^(?:start date|date de debut|startdatum)\s*:\s*([0-9/. -]{8,10})$")
_END = re.compile(r"^(?:end date|date de fin|enddatum)\s*:\s*([0-9/. -]{8,10})$")

_SPAN = re.compile(r"^([0-9]{8})\s*-\s*([0-9]{8})$")

Numbered = tuple[int, list[str]]


@dataclass(frozen=True, slots=True)
class Block:
    """One table: its columns start at `offset` among those of the file."""

    name: str
    offset: int
    headers: tuple[str, ...]
    days: Days | None = None  # what the whole table speaks of, when it says so


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the last table that was announced."""

    block: Block
    number: int
    cells: list[str]


def tables(
    path: Path, layout: Layout, format_id: str, *, progress: Progress | None = None
) -> Iterator[Block | Line]:
    """The tables of `path`, each followed by its rows."""
    offset = 0
    latest: Days | None = None  # the day that an earlier sheet of the workbook states
    for name, rows in _grids(path, layout, format_id, progress):
        if format_id in SEVERAL:
            several = _Several(name, offset, latest)
            yield from several.read(rows)
            offset, latest = several.offset, several.stated
        else:
            single = _Single(name, offset, layout.first_row)
            yield from single.read(rows)
            offset = single.offset
        if offset > _MOST_COLUMNS:
            raise EngageError(Reason.FILE_TOO_LARGE, where=str(path), limit=_MOST_COLUMNS, unit="columns")


def _grids(
    path: Path, layout: Layout, format_id: str, progress: Progress | None
) -> Iterator[tuple[str, Iterator[Numbered]]]:
    if not is_workbook(path):
        if len(layout.delimiter) != 1:
            raise EngageError(Reason.MAPPING_INVALID, where=str(path), detail="delimiter")
        batches = delimited.records(path, encoding=layout.encoding, delimiter=layout.delimiter)
        mend = mending.mended if layout.mend else str
        yield "", ((n, [*map(mend, row)]) for ns, rows in batches for n, row in zip(ns, rows, strict=True))
        return
    names = [layout.sheet]
    if not layout.sheet and format_id in SEVERAL:
        names = [sheet.name for sheet in limited.probe(path, progress=progress).sheets][:_MOST_TABLES]
    for name in names:
        yield (name if len(names) > 1 else ""), _sheet(path, name, progress)


def _sheet(path: Path, name: str, progress: Progress | None) -> Iterator[Numbered]:
    for first, rows in limited.sheet_rows(path, name, progress=progress):
        yield from enumerate(rows, start=first)


class _Single:
    """A grid that is one table, its header at a row that is known."""

    def __init__(self, name: str, offset: int, first_row: int) -> None:
        self.offset = offset
        self._name, self._first_row = name, first_row

    def read(self, rows: Iterable[Numbered]) -> Iterator[Block | Line]:
        """The table."""
        block: Block | None = None
        for number, cells in rows:
            if number < self._first_row or not any(cell.strip() for cell in cells):
                continue
            if block is None:
                names = unique([shown(cell) for cell in cells])
                block = Block(self._name, self.offset, names)
                self.offset += len(names)
                yield block
            else:
                yield Line(block, number, cells)


@dataclass(slots=True)
class _Several:
    """A grid of tables one under the other, or side by side, with captions and comments between them."""

    name: str
    offset: int
    stated: Days | None = None
    _waiting: list[Numbered] = field(default_factory=list)  # rows of text: captions, or the header
    _open: list[tuple[int, Block]] = field(default_factory=list)  # where each table starts in a row
    _last: int = 0
    _start: dt.date | None = None
    _end: dt.date | None = None
    _title: str = ""

    def read(self, rows: Iterable[Numbered]) -> Iterator[Block | Line]:
        """The tables."""
        for number, cells in rows:
            filled = [cell for cell in cells if cell.strip()]
            if not filled or number > self._last + 1:  # a reader of text leaves blank lines out
                yield from self._close()
            self._last = number
            if not filled:
                continue
            if filled[0].lstrip().startswith("#"):
                yield from self._close()
                self._comment(" ".join(filled).lstrip("# \t"))
            elif self._open:
                yield from self._lines(number, cells)
            else:
                yield from self._above(number, cells, filled)
        yield from self._close()

    def _comment(self, text: str) -> None:
        plain = folded(text).strip("- ")
        for pattern, attribute in ((_START, "_start"), (_END, "_end")):
            match = pattern.match(plain)
            if match:
                found = days_of(match[1], DateOrder.DAY_FIRST)
                setattr(self, attribute, found[0] if found else None)
                return
        span = _SPAN.match(plain)
        if span:
            first, last = (days_of(each, DateOrder.ISO) for each in span.groups())
            self._start, self._end = first[0] if first else None, last[1] if last else None
            return
        if plain and ":" not in plain and not plain.startswith("report"):
            self._title = text.strip()

    def _above(self, number: int, cells: list[str], filled: list[str]) -> Iterator[Block | Line]:
        """A row before any table: caption, header, a named value, or the first row of figures."""
        if len(filled) == 1 and not self._waiting:
            self._title = filled[0].strip()
            return
        named = _named_value(filled)
        if named is not None:
            header, days = named
            self.stated = days
            block = Block(self.name, self.offset, (header,), days)
            self.offset += 1
            yield block
            yield Line(block, number, [filled[1]])
            return
        if not _has_figure(cells) and len(self._waiting) < _MOST_HEADERS:
            self._waiting.append((number, cells))
            return
        yield from self._announce(cells)
        yield from self._lines(number, cells)

    def _announce(self, cells: list[str]) -> Iterator[Block]:
        """The tables whose header is the last row of text above `cells`."""
        header = self._waiting.pop()[1] if self._waiting else [""] * len(cells)
        segment = self._waiting.pop()[1] if self._waiting else []
        self._waiting.clear()
        width = max(len(header), len(cells))
        names = [shown(cell) for cell in header] + [""] * (width - len(header))
        for place, cell in enumerate(segment[:width]):
            if cell.strip() and names[place] and place:
                names[place] = f"{names[place]} ({shown(cell)})"
        for start, part in _side_by_side(names):
            block = Block(self._called(), self.offset, unique(part), self._days())
            self.offset += len(part)
            self._open.append((start, block))
            yield block

    def _called(self) -> str:
        return " ".join(part for part in (self.name, "" if self.name else self._title) if part)

    def _days(self) -> Days | None:
        if self._start is None:
            return self.stated
        return self._start, self._end or self._start

    def _lines(self, number: int, cells: list[str]) -> Iterator[Line]:
        for place, (start, block) in enumerate(self._open):
            last = place == len(self._open) - 1
            end = len(cells) if last else start + len(block.headers)
            part = cells[start:end]
            if any(cell.strip() for cell in part):
                yield Line(block, number, part)

    def _close(self) -> Iterator[Block | Line]:
        """End the tables; rows of text that headed nothing are a table without figures, told as such."""
        if self._open:
            self._open.clear()
            self._title = ""
        elif len(self._waiting) > 1:
            (_, header), *rows = self._waiting
            block = Block(self._called(), self.offset, unique([shown(cell) for cell in header]), self._days())
            self.offset += len(header)
            yield block
            for number, cells in rows:
                yield Line(block, number, cells)
        elif self._waiting:
            return  # a header with nothing under it yet: a blank line may follow it
        self._waiting.clear()


def _has_figure(cells: list[str]) -> bool:
    return any(as_number(cell, ".") is not None for cell in cells)


def _named_value(filled: list[str]) -> tuple[str, Days] | None:
    """« Total followers on 4/23/2023: » 54448: the name and the day, None for any other row."""
    if len(filled) != 2 or as_number(filled[1], ".") is None:
        return None
    match = _DATED.search(filled[0])
    name = filled[0][: match.start()] if match else ""
    if match is None or not any(c.isalpha() for c in name):
        return None
    order = DateOrder.MONTH_FIRST if re.search(r"\bon\s*$", name) else DateOrder.DAY_FIRST
    days = days_of(match[0], order)
    name = re.sub(r"\s+(?:on|au|le|du)\s*$", "", name.strip())
    return (shown(name), days) if days else None


def _side_by_side(names: list[str]) -> list[tuple[int, list[str]]]:
    """The parts of a header: two tables side by side have an empty column between them."""
    parts: list[tuple[int, list[str]]] = []
    last = max((place for place, name in enumerate(names) if name), default=0)
    for place, name in enumerate(names):
        if not name and 0 < place < last and _repeats(names, place):
            parts.append((place + 1, []))
        elif not parts:
            parts.append((place, [name]))
        else:
            parts[-1][1].append(name)
    return [(start, part) for start, part in parts if part]


def _repeats(names: list[str], place: int) -> bool:
    """Whether the columns after `place` begin like those before it."""
    return place + 1 < len(names) and names[place + 1] == names[0]
