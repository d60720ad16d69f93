"""Delimited text as records: delimiter, header place, and a streaming reader that swallows nothing.

A record's number is its place among all records of the file, blank lines included: what a spreadsheet shows.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TextIO

from engage_desktop.errors import EngageError, Reason
from engage_desktop.importers.cells import LONGEST

NO_DELIMITER = "\x1f"  # one column: a character that no text holds
_DELIMITERS = (";", ",", "\t", "|")
_SAMPLE = 1 << 18  # characters looked at to choose a delimiter
_BATCH = 256
_FIELD_LIMIT = 10 * LONGEST
_DIALECT = 1 << 22  # characters looked at to tell how quotes are written inside quotes
# LinkedIn and others write \" where everybody else writes "".
_BACKSLASHED = re.compile(r'(?<!\\)\\"(?=[^\s,;|"])')
_ANY_BACKSLASHED = re.compile(r'(?<!\\)\\"')
_DOUBLED = re.compile(r'(?<=[^\s,;|"])""(?=[^\s,;|"])')
_SEP_LINE = re.compile(r"^\ufeff?\"?sep=(.)\"?\s*$", re.IGNORECASE)

Batch = tuple[Sequence[int], list[list[str]]]


def open_text(path: Path, encoding: str) -> TextIO:
    """`path` opened for reading, bytes that have no meaning shown as U+FFFD."""
    try:
        return path.open(encoding=encoding, errors="replace", newline="")
    except LookupError:
        raise EngageError(Reason.MAPPING_INVALID, where=str(path), detail=encoding) from None
    except OSError as error:
        raise EngageError(Reason.FILE_UNREADABLE, where=str(path), detail=str(error.strerror)) from None


def sample_of(path: Path, encoding: str) -> str:
    """The beginning of the text, cut at the end of a line when the file goes on."""
    with open_text(path, encoding) as file:
        text = file.read(_SAMPLE)
    if len(text) < _SAMPLE:
        return text
    cut = max(text.rfind("\n"), text.rfind("\r"))
    return text[: cut + 1] if cut > 0 else text


def stated_delimiter(sample: str) -> str:
    """The delimiter of a first line `sep=;`, or ""."""
    match = _SEP_LINE.match(sample.splitlines()[0]) if sample else None
    return match[1] if match else ""


def delimiter_of(sample: str) -> tuple[str, float]:
    """The delimiter that gives the most constant number of columns, and the share of records that agree."""
    stated = stated_delimiter(sample)
    if stated:
        return stated, 1.0
    best, best_score, best_share = NO_DELIMITER, 0.0, 0.0
    for delimiter in _DELIMITERS:
        if delimiter not in sample:
            continue
        widths = _widths(sample, delimiter)
        if not widths:
            continue
        width, count = max(Counter(widths).items(), key=lambda item: (item[1], item[0]))
        share = count / len(widths)
        # Between equally constant readings, the one that finds more columns.
        score = share + min(width, 50) / 200 - (0.5 if width == 1 else 0.0)
        if width > 1 and score > best_score:
            best, best_score, best_share = delimiter, score, share
    return best, best_share


def sample_records(sample: str, delimiter: str, count: int = 400) -> list[list[str]]:
    """The first records of a sample, blank lines as empty lists; a broken end is left out."""
    lines = _without_sep_line(iter(sample.splitlines(keepends=True)), sample)
    mend = _mending(sample, delimiter)
    lines = map(mend, lines) if mend else lines
    records: list[list[str]] = []
    csv.field_size_limit(_FIELD_LIMIT)
    with suppress(csv.Error):
        records.extend(islice(csv.reader(lines, delimiter=delimiter, strict=False), count))
    return records


def _mending(text: str, delimiter: str) -> Callable[[str], str] | None:
    """What doubles the quotes inside quotes of each line, where a file writes them in another way than everybody."""
    if '\\"' in text and _BACKSLASHED.search(text) is not None and _DOUBLED.search(text) is None:
        return partial(_ANY_BACKSLASHED.sub, '""')
    mark = re.escape(delimiter)
    # A quoted cell that goes on after its quote: « "Il dit "oui" à tous" ».
    goes_on = re.compile(rf'(?:^|{mark})"[^"\r\n]+"(?=[^"\r\n{mark}])', re.MULTILINE)
    if goes_on.search(text) is None:
        return None
    return partial(re.compile(rf'(?<=[^"{mark}])"(?=[^"\r\n{mark}])').sub, '""')


def _widths(sample: str, delimiter: str) -> list[int]:
    return [len(record) for record in sample_records(sample, delimiter) if record]


def _without_sep_line(lines: Iterator[str], sample: str) -> Iterator[str]:
    if stated_delimiter(sample):
        next(lines)
    return lines


def records(path: Path, *, encoding: str, delimiter: str) -> Iterator[Batch]:
    """All records of `path` in batches with their 1-based numbers, blank lines left out but counted.

    Raises `EngageError`: UNCLOSED_QUOTE with the row where the quote opens, FILE_TOO_LARGE for a cell of more
    than ten million characters.
    """
    csv.field_size_limit(_FIELD_LIMIT)
    with open_text(path, encoding) as file:
        mend = _mending(file.read(_DIALECT), delimiter)
        file.seek(0)
        sample = file.readline(100)
        if not stated_delimiter(sample):
            file.seek(0)
        lines = map(mend, file) if mend else file
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
        yield from _batches(reader, str(path), delimiter)


def _batches(reader: Iterator[list[str]], where: str, delimiter: str) -> Iterator[Batch]:
    done, lines, width, quoted = 0, 0, 0, _Swallowing(where, delimiter)
    while True:
        batch: list[list[str]] = []
        try:
            batch.extend(islice(reader, _BATCH))
        except csv.Error as error:
            # What was read before the fault is not handed out: the file is refused whole.
            if "field larger" in str(error):
                row = done + len(batch) + 1
                raise EngageError(
                    Reason.FILE_TOO_LARGE, where=where, limit=_FIELD_LIMIT, unit="characters", row=row
                ) from None
            raise EngageError(Reason.UNCLOSED_QUOTE, where=where, row=done + len(batch) + 1) from None
        if not batch:
            return
        width = width or len(batch[0])
        line_num = reader.line_num  # type: ignore[attr-defined]  # csv.reader has it, typeshed hides the type
        if line_num - lines != len(batch):
            quoted.check(batch, done, width)
        lines = line_num
        numbers: Sequence[int] = range(done + 1, done + len(batch) + 1)
        done += len(batch)
        if [] in batch:
            kept = [(number, record) for number, record in zip(numbers, batch, strict=True) if record]
            numbers, batch = [number for number, _ in kept], [record for _, record in kept]
        if batch:
            yield numbers, batch


class _Swallowing:
    """Finds a cell that holds whole rows: a quote that was opened and closed by another one much later."""

    def __init__(self, where: str, delimiter: str) -> None:
        self._where = where
        self._delimiter = delimiter

    def check(self, batch: list[list[str]], done: int, width: int) -> None:
        """Raise UNCLOSED_QUOTE when a cell of several lines holds rows of the table."""
        if width < 3:
            return
        for index, record in enumerate(batch):
            for cell in record:
                if ("\n" in cell or "\r" in cell) and self._holds_rows(cell, record, width):
                    raise EngageError(Reason.UNCLOSED_QUOTE, where=self._where, row=done + index + 1)

    def _holds_rows(self, cell: str, record: list[str], width: int) -> bool:
        inner = cell.splitlines()[1:]
        if len(record) < width:
            return any(line.count(self._delimiter) >= width - 1 for line in inner)
        # A row with all its columns: only lines that also begin as rows do are rows.
        start = _shape(record[0])
        return any(
            line.count(self._delimiter) == width - 1 and _shape(line.split(self._delimiter)[0]) == start
            for line in inner
        )


def _shape(cell: str) -> str:
    return re.sub(r"[^\W\d_]+", "a", re.sub(r"[0-9]+", "9", cell.strip().strip('"')))
