"""Tables as CSV or XLSX: what people said is never a formula nor a link."""

from __future__ import annotations

import csv
import math
from pathlib import Path

from engage_desktop.exporters.atomic import replacing
from engage_desktop.exporters.plain import for_spreadsheet, for_xml
from engage_desktop.models.sheets import Cell, Sheet

LONGEST_CELL = 32_767  # characters that a cell of a workbook holds
_SHEET_NAME = 31
_WIDEST = 60


def write_csv(sheet: Sheet, target: Path) -> None:
    """The table as a French spreadsheet opens it: UTF-8 with its mark, semicolons, decimal commas."""
    with (
        replacing(target) as part,
        part.open("w", encoding="utf-8-sig", newline="", errors="replace") as file,
    ):
        writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
        writer.writerow([for_spreadsheet(header) for header in sheet.headers])
        for row in sheet.rows:
            writer.writerow([_csv_cell(cell) for cell in row])


def _csv_cell(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, float):
        return f"{cell:.6g}".replace(".", ",") if math.isfinite(cell) else ""
    return str(cell) if isinstance(cell, int) else for_spreadsheet(cell)


def write_xlsx(sheet: Sheet, target: Path) -> int:
    """The table as a workbook; gives how many cells were cut because a cell holds 32,767 characters."""
    import xlsxwriter

    cut = 0
    with replacing(target) as part:
        book = xlsxwriter.Workbook(
            str(part),
            {
                "constant_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
                "nan_inf_to_errors": True,
            },
        )
        page = book.add_worksheet(_name(sheet.name))
        heading = book.add_format({"bold": True})
        page.freeze_panes(1, 0)
        for at, header in enumerate(sheet.headers):
            page.set_column(at, at, min(_WIDEST, max(10, len(header) + 2)))
            page.write_string(0, at, for_xml(header)[:LONGEST_CELL], heading)
        for number, row in enumerate(sheet.rows, start=1):
            for at, cell in enumerate(row):
                if isinstance(cell, str):
                    cut += len(cell) > LONGEST_CELL
                    page.write_string(number, at, for_xml(cell)[:LONGEST_CELL])
                elif cell is not None and math.isfinite(cell):
                    page.write_number(number, at, cell)
        book.close()
    return cut


def _name(name: str) -> str:
    """`name` as a sheet may be called."""
    return "".join("-" if letter in "[]:*?/\\" else letter for letter in name)[:_SHEET_NAME]
