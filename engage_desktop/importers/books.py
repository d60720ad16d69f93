"""Sheets of a workbook as rows of text (runs in the limited process)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from engage_desktop.errors import EngageError, Reason
from engage_desktop.importers.archives import Lines, check_sheet

if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

_HEAD = 40  # rows of each sheet shown to the recogniser
_BATCH = 512
_SHEETS = 60


def heads(path: Path) -> Lines:
    """The first rows of each sheet."""
    book = _open(path)
    for name in book.sheet_names[:_SHEETS]:
        rows: list[list[str]] = []
        for row in _rows(_sheet(book, name, path)):
            rows.append(row)
            if len(rows) == _HEAD:
                break
        yield {"sheet": name, "rows": rows}


def rows(path: Path, sheet: str) -> Lines:
    """All rows of `sheet` ("" is the first one) by batches, row 1 being the sheet's own first row."""
    book = _open(path)
    if sheet and sheet not in book.sheet_names:
        raise EngageError(Reason.MAPPING_INVALID, where=str(path), detail=sheet)
    if not book.sheet_names:
        raise EngageError(Reason.FILE_EMPTY, where=str(path))
    batch: list[list[str]] = []
    first = 1
    for row in _rows(_sheet(book, sheet or book.sheet_names[0], path)):
        batch.append(row)
        if len(batch) == _BATCH:
            yield {"first": first, "rows": batch}
            first += len(batch)
            batch = []
    if batch:
        yield {"first": first, "rows": batch}


def _open(path: Path) -> CalamineWorkbook:
    import python_calamine

    try:
        with path.open("rb") as file:
            return python_calamine.load_workbook(file)
    except python_calamine.PasswordError:
        raise EngageError(Reason.PASSWORD_PROTECTED, where=str(path)) from None
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise EngageError(Reason.FILE_DAMAGED, where=str(path), detail=str(error)[:200]) from None


def _sheet(book: CalamineWorkbook, name: str, path: Path) -> CalamineSheet:
    import python_calamine

    try:
        return book.get_sheet_by_name(name)
    except (python_calamine.CalamineError, ValueError) as error:
        raise EngageError(Reason.FILE_DAMAGED, where=str(path), detail=str(error)[:200]) from None


def _rows(sheet: CalamineSheet) -> Iterator[list[str]]:
    """Rows from the sheet's first one on; calamine gives blank rows above, but no blank columns at the left."""
    if sheet.start is None or sheet.end is None:
        return
    left = sheet.start[1]
    height, width = sheet.end[0] + 1, sheet.end[1] + 1
    check_sheet(height, width)
    margin = [""] * left
    for row in sheet.iter_rows():
        cells = margin + [_text(cell) for cell in row]
        while cells and not cells[-1]:
            cells.pop()
        yield cells


def _text(cell: object) -> str:
    """A cell as text: no digit added, none lost, dates as ISO 8601."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e18 else repr(cell)
    if isinstance(cell, dt.datetime):
        return cell.isoformat(sep=" ")
    if isinstance(cell, (dt.date, dt.time)):
        return cell.isoformat()
    return "" if cell is None else str(cell)
