"""The rows that an import refused, as a list to hand to whoever can mend the file."""

from __future__ import annotations

import csv
from pathlib import Path

from engage_desktop.exporters.atomic import replacing
from engage_desktop.exporters.plain import for_spreadsheet

Line = tuple[int, str, str, str, str]


def export_refusals(target: Path, lines: tuple[Line, ...], *, header: tuple[str, ...]) -> Path:
    """The lines (row, column, cause, value, what was awaited) as a CSV file that a French spreadsheet opens."""
    with replacing(target) as part, part.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
        writer.writerow(header)
        for row, *words in lines:
            writer.writerow((row, *(for_spreadsheet(word) for word in words)))
    return target
