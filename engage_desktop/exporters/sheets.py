"""Tables as CSV or XLSX: what people said is never a formula nor a link."""

from __future__ import annotations

import csv
import math
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal

from engage_desktop.exporters.atomic import replacing
from engage_desktop.exporters.plain import for_spreadsheet, for_xml
from engage_desktop.models.sheets import Cell, Sheet
from engage_desktop.progress import Progress

LONGEST_CELL = 32_767  # UTF-16 units that a cell of a workbook holds
_SHEET_NAME = 31
Dialect = Literal["excel", "raw"]
_WIDEST = 60
_STEP = 500
_LONGEST_TITLE = 200
_VALUES_ONLY = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": True,
}


def write_csv(
    sheet: Sheet,
    target: Path,
    *,
    dialect: Dialect = "excel",
    progress: Progress | None = None,
    total: int = 0,
) -> None:
    """The table as a French spreadsheet opens it: UTF-8 with its mark, semicolons, decimal commas.

    The "raw" dialect is for R and Python: commas, decimal points, texts untouched; to be opened by no spreadsheet.
    """
    excel = dialect == "excel"
    with (
        replacing(target) as part,
        part.open("w", encoding="utf-8-sig" if excel else "utf-8", newline="", errors="replace") as file,
    ):
        writer = csv.writer(file, delimiter=";" if excel else ",", lineterminator="\r\n" if excel else "\n")
        said = _csv_cell if excel else _raw_cell
        writer.writerow([said(header) for header in sheet.headers])
        for number, row in enumerate(sheet.rows, start=1):
            if progress is not None and number % _STEP == 0:
                progress.step(number, total, "writing")
            writer.writerow([said(cell) for cell in row])


def _raw_cell(cell: Cell) -> str:
    if cell is None or (isinstance(cell, float) and not math.isfinite(cell)):
        return ""
    return repr(cell) if isinstance(cell, float) else str(cell)


def _csv_cell(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float):
        return f"{cell:.6g}".replace(".", ",") if math.isfinite(cell) else ""
    return str(cell) if isinstance(cell, int) else for_spreadsheet(cell)


def write_xlsx(sheet: Sheet, target: Path, *, progress: Progress | None = None, total: int = 0) -> int:
    """The table as a workbook; gives how many cells were cut because a cell holds 32,767 characters.

    `total` is how many rows `progress` is told to expect.
    """
    return write_book((sheet,), target, title=sheet.name, progress=progress, total=total)


def write_book(
    sheets: Iterable[Sheet], target: Path, *, title: str, progress: Progress | None = None, total: int = 0
) -> int:
    """Several tables as one workbook, one after the other; gives how many cells were cut."""
    import xlsxwriter

    cut = 0
    with replacing(target) as part, tempfile.TemporaryDirectory(prefix="engage-") as scratch:
        book = xlsxwriter.Workbook(str(part), {**_VALUES_ONLY, "tmpdir": scratch})
        book.set_properties({"title": for_xml(title)[:_LONGEST_TITLE]})
        heading = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        taken: set[str] = set()
        for sheet in sheets:
            page = book.add_worksheet(_free(_name(sheet.name), taken))
            cut += _fill(page, sheet, heading, progress, total)
        _close(book)
    return cut


def _fill(page: Any, sheet: Sheet, heading: object, progress: Progress | None, total: int) -> int:
    cut = 0
    page.freeze_panes(1, 0)
    for at, header in enumerate(sheet.headers):
        page.set_column(at, at, min(_WIDEST, max(10, len(header) + 2)))
        page.write_string(0, at, _fitting(header)[0], heading)
    number = 0
    for number, row in enumerate(sheet.rows, start=1):
        if progress is not None and number % _STEP == 0:
            progress.step(number, total, "writing")
        for at, cell in enumerate(row):
            if isinstance(cell, str):
                said, short = _fitting(cell)
                cut += short
                page.write_string(number, at, said)
            elif cell is not None and math.isfinite(cell):
                page.write_number(number, at, cell)
    if sheet.headers:
        page.autofilter(0, 0, max(number, 1), len(sheet.headers) - 1)
    return cut


def _close(book: Any) -> None:
    """Close the workbook; a full disk is said as the system says it."""
    from xlsxwriter.exceptions import FileCreateError

    try:
        book.close()
    except FileCreateError as error:
        said = error.args[0] if error.args else None
        raise (said if isinstance(said, OSError) else OSError(str(error))) from error


def _fitting(text: str) -> tuple[str, bool]:
    """`text` as a cell can hold it, and whether its end is missing: Excel counts in UTF-16."""
    said = for_xml(text)
    if 2 * len(said) <= LONGEST_CELL or len(said.encode("utf-16-le")) <= 2 * LONGEST_CELL:
        return said, False
    return said.encode("utf-16-le")[: 2 * LONGEST_CELL].decode("utf-16-le", errors="ignore"), True


def _name(name: str) -> str:
    """`name` as a sheet may be called."""
    plain = "".join("-" if letter in "[]:*?/\\" else letter for letter in for_xml(name)).strip("' ")
    return plain[:_SHEET_NAME] or "-"


def _free(name: str, taken: set[str]) -> str:
    """`name`, numbered where another sheet has it already: Excel looks at no case."""
    said, number = name, 2
    while said.casefold() in taken:
        said = f"{name[: _SHEET_NAME - 4]} {number}"
        number += 1
    taken.add(said.casefold())
    return said
