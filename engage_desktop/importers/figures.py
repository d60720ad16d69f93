"""What a file of figures would become: a role for each column of each of its tables, and a preview."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from pathlib import Path

from engage_desktop.errors import EngageError, Reason
from engage_desktop.importers.figure_columns import Column, proposed
from engage_desktop.importers.figure_rows import records
from engage_desktop.importers.figure_tables import Block, Line, tables
from engage_desktop.importers.periods import days_of
from engage_desktop.importers.personal import PersonalCount
from engage_desktop.models.sources import (
    DateOrder,
    Layout,
    Mapping,
    Plan,
    Proposal,
    Reading,
    Recognition,
    Role,
    SourceKind,
)
from engage_desktop.progress import Progress

_PREVIEWED = 50
_PREVIEWED_EACH = 12  # rows of each further table
_ROWS_BETWEEN_STEPS = 1_000
_IN_NAME = re.compile(r"[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?|[0-9]{8}")
_DATES = re.compile(r"\([0-9]+\)|(?<![0-9])[0-9]{1,4}(?:[-_. ][0-9]{1,4}){1,2}(?![0-9])|[0-9]{4,}")
_ENDS = re.compile(r"(?:[\s_-]+(?:du|au|to|from))+$", re.IGNORECASE)


def propose(
    path: Path, recognition: Recognition, *, layout: Layout | None = None, progress: Progress | None = None
) -> Proposal:
    """What a file of figures would become; `layout` replaces the recognised one.

    Raises NO_ROWS when no table has a row, NO_USEFUL_COLUMN when none has a figure.
    """
    seen = _Seen()
    for each in tables(path, layout or recognition.layout, recognition.format, progress=progress):
        if progress is not None and seen.rows % _ROWS_BETWEEN_STEPS == 0:
            progress.step(seen.rows, 0, "reading")
        seen.take(each)
    if not seen.rows:
        raise EngageError(Reason.NO_ROWS, where=str(path))
    chosen, found = proposed(seen.columns, layout or recognition.layout, tool=recognition.format)
    if not any(column.role is Role.FIGURE for column in found):
        raise EngageError(Reason.NO_USEFUL_COLUMN, where=str(path))
    mapping = Mapping(
        recognition.format, SourceKind.FIGURES, chosen, found, survey=set_name(path), period=_period_of(path)
    )
    return Proposal(
        path=str(path),
        recognition=replace(recognition, layout=chosen),
        mapping=mapping,
        headers=tuple(column.header for column in found),
        preview=seen.preview(len(found)),
        preview_rows=seen.preview_rows(),
        rows=seen.rows,
        size=path.stat().st_size,
        personal_data=seen.personal.total(),
    )


def read(path: Path, mapping: Mapping, *, progress: Progress | None = None) -> Reading:
    """The rows of `path` as `FigureRecord`s and `RowProblem`s, one for each row of each table."""
    if not any(column.role is Role.FIGURE for column in mapping.columns):
        raise EngageError(Reason.NO_USEFUL_COLUMN, where=str(path))
    return Reading(Plan(), records(path, mapping, progress=progress))


def set_name(path: Path) -> str:
    """The set of figures that a file belongs to: its name without dates, so that next month's is of the same set."""
    stem = path.stem
    bare = re.sub(r"[\s_]+", " ", _DATES.sub(" ", stem)).strip(" -.,")
    bare = _ENDS.sub("", bare)
    return bare or re.sub(r"[\s_]+", " ", stem).strip() or stem


def _period_of(path: Path) -> str:
    """The days of a file that states none: those of its name, else the day on which it was written."""
    said = _IN_NAME.findall(path.stem)
    found = [days for days in (days_of(each, DateOrder.ISO) for each in said[:2]) if days is not None]
    if found and found[0][0] <= found[-1][1]:
        return f"{found[0][0].isoformat()}/{found[-1][1].isoformat()}"
    day = dt.date.fromtimestamp(path.stat().st_mtime).isoformat()  # noqa: DTZ012 - the day where the person is
    return f"{day}/{day}"


class _Seen:
    """All columns of all tables, as they are met, and the first rows of each."""

    def __init__(self) -> None:
        self.columns: list[Column] = []
        self.rows = 0
        self.personal = PersonalCount()
        self._shown: list[tuple[int, int, tuple[str, ...]]] = []
        self._tables = self._of_table = 0

    def take(self, each: Block | Line) -> None:
        """Take in a table, or one of its rows."""
        if isinstance(each, Block):
            self._tables += 1
            self._of_table = 0
            self.columns += [Column(each.offset + at, name, each) for at, name in enumerate(each.headers)]
            return
        self.rows += 1
        self._of_table += 1
        offset = each.block.offset
        if self._of_table <= (_PREVIEWED if self._tables == 1 else _PREVIEWED_EACH):
            self._shown.append((each.number, offset, tuple(each.cells)))
        for place, cell in enumerate(each.cells[: len(each.block.headers)]):
            self.columns[offset + place].add(cell)
        self.personal.add(each.cells)

    def preview(self, width: int) -> tuple[tuple[str, ...], ...]:
        """The first rows of each table, in the columns of the file."""
        return tuple(
            (*[""] * offset, *cells[: width - offset], *[""] * (width - offset - len(cells)))
            for _number, offset, cells in self._shown
        )

    def preview_rows(self) -> tuple[int, ...]:
        """Their row numbers."""
        return tuple(number for number, _offset, _cells in self._shown)
