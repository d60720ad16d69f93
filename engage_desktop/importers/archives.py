"""Zip and OLE2 containers looked at before anything is unpacked (runs in the limited process)."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from xml.parsers import expat

from engage_desktop.errors import EngageError, Reason

Lines = Iterator[dict[str, object]]

_ENTRIES = 2_000
_TOTAL = 512 << 20
_RATIO = 200
_RATIO_ABOVE = 1 << 20
_BLOCK = 1 << 20
_OVERLAP = 256
MAX_COLUMNS, MAX_ROWS, MAX_CELLS = 2_000, 1_048_576, 20_000_000
_OLE2 = b"\xd0\xcf\x11\xe0"
_DOCTYPE = re.compile(
    rb"<!(?:\x00)?[Dd](?:\x00)?[Oo](?:\x00)?[Cc](?:\x00)?[Tt](?:\x00)?[Yy](?:\x00)?[Pp](?:\x00)?[Ee]"
)
_CELL = re.compile(rb"<(?:[A-Za-z_][\w.-]*:)?c\s[^<>]*?\br\s*=\s*[\"']([A-Za-z]{1,4})([0-9]{1,9})[\"']")
_ENCRYPTED = ("EncryptedPackage".encode("utf-16-le"), "EncryptionInfo".encode("utf-16-le"))


def probe(path: Path) -> Lines:
    """What the container is and, for a workbook, the first rows of its sheets."""
    from engage_desktop.importers import books

    names = check(path)
    if names is None or "xl/workbook.xml" in names or "xl/workbook.bin" in names or _is_ods(path, names):
        yield {"container": "workbook"}
        yield from books.heads(path)
    elif "word/document.xml" in names:
        yield {"container": "docx"}
    else:
        yield {"container": "other"}


def _is_ods(path: Path, names: frozenset[str]) -> bool:
    if "mimetype" not in names or "content.xml" not in names:
        return False
    with zipfile.ZipFile(path) as archive, archive.open("mimetype") as file:
        return b"spreadsheet" in file.read(200)


def check(path: Path, *, read: tuple[str, ...] = ()) -> frozenset[str] | None:
    """The names in a zip that is safe to open, None for an OLE2 workbook; raises `EngageError` otherwise.

    With `read`, only the members of these endings will be unpacked: recordings beside them may weigh what they do.
    """
    with path.open("rb") as file:
        head = file.read(8)
        if head.startswith(_OLE2):
            _check_ole2(path, head + file.read())
            return None
    try:
        with zipfile.ZipFile(path) as archive:
            return _check_zip(path, archive, read)
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        zlib.error,
        NotImplementedError,
        EOFError,
        OSError,
        ValueError,  # a name that is no UTF-8
    ) as error:
        raise EngageError(Reason.FILE_DAMAGED, where=str(path), detail=f"zip: {error}") from None
    except RuntimeError:  # zipfile's word for an encrypted member
        raise EngageError(Reason.PASSWORD_PROTECTED, where=str(path)) from None


def _check_ole2(path: Path, data: bytes) -> None:
    if any(mark in data for mark in _ENCRYPTED):
        raise EngageError(Reason.PASSWORD_PROTECTED, where=str(path))
    streams = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
    if not any(stream in data for stream in streams):
        raise EngageError(Reason.FORMAT_UNKNOWN, where=str(path))


def _check_zip(path: Path, archive: zipfile.ZipFile, read: tuple[str, ...]) -> frozenset[str]:
    members = [each for each in archive.infolist() if not read or each.filename.lower().endswith(read)]
    if any(member.flag_bits & 1 for member in members):
        raise EngageError(Reason.PASSWORD_PROTECTED, where=str(path))
    if len(members) > _ENTRIES:
        raise EngageError(Reason.FILE_TOO_LARGE, where=str(path), limit=_ENTRIES, unit="entries")
    if sum(member.file_size for member in members) > _TOTAL:
        raise EngageError(Reason.FILE_TOO_LARGE, where=str(path), limit=_TOTAL >> 20, unit="MiB")
    for member in members:
        if member.file_size > _RATIO_ABOVE and member.file_size > _RATIO * max(1, member.compress_size):
            raise EngageError(Reason.FILE_TOO_LARGE, where=str(path), limit=_RATIO, unit="ratio")
    total = 0
    for member in members:
        if member.filename.lower().endswith((".xml", ".rels", ".vml")):
            total = _check_part(path, archive, member, total)
    return frozenset(archive.namelist())


def _check_part(path: Path, archive: zipfile.ZipFile, member: zipfile.ZipInfo, total: int) -> int:
    """Refuse a DOCTYPE, an absurd sheet, broken OpenDocument; count what is unpacked, whatever the directory says."""
    sheet = member.filename.lower().startswith("xl/worksheets/")
    # An element that is never closed keeps the reader of OpenDocument sheets waiting for ever at the end of the file.
    parser = expat.ParserCreate() if member.filename == "content.xml" else None
    box = _Box(path)
    tail = b""
    with archive.open(member) as file:
        while block := file.read(_BLOCK):
            total += len(block)
            if total > _TOTAL:
                raise EngageError(Reason.FILE_TOO_LARGE, where=str(path), limit=_TOTAL >> 20, unit="MiB")
            text = tail + block
            if not tail and text[:2] in (b"\xff\xfe", b"\xfe\xff"):
                raise EngageError(Reason.FILE_DAMAGED, where=str(path), detail=f"{member.filename}: UTF-16")
            if _DOCTYPE.search(text):
                raise EngageError(Reason.XML_WITH_DTD, where=str(path))
            if sheet:
                box.add(text)
            if parser is not None:
                _parse(parser, block, path)
            tail = text[-_OVERLAP:]
    if parser is not None:
        _parse(parser, b"", path)
    return total


def _parse(parser: expat.XMLParserType, block: bytes, path: Path) -> None:
    """Follow a part of an XML file, "" being its end; raise FILE_DAMAGED where it is not well formed."""
    try:
        parser.Parse(block, not block)
    except (expat.ExpatError, ValueError, LookupError) as error:
        raise EngageError(Reason.FILE_DAMAGED, where=str(path), detail=f"XML: {error}"[:200]) from None


def check_sheet(rows: int, columns: int, where: str = "") -> None:
    """Raise FILE_TOO_LARGE for a sheet beyond our limits, with the first one that it passes."""
    for found, most, unit in (
        (columns, MAX_COLUMNS, "columns"),
        (rows, MAX_ROWS, "rows"),
        (rows * columns, MAX_CELLS, "cells"),
    ):
        if found > most:
            raise EngageError(Reason.FILE_TOO_LARGE, where=where, limit=most, unit=unit)


class _Box:
    """The smallest rectangle that holds the cells of a sheet, whatever its dimension claims."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._columns = self._rows = 0

    def add(self, text: bytes) -> None:
        """Widen the box by the cells in `text`; raise FILE_TOO_LARGE beyond our limits."""
        cells = set(_CELL.findall(text))
        if not cells:
            return
        self._rows = max(self._rows, *(int(row) for _, row in cells), 0)
        self._columns = max(self._columns, *(_column(name) for name in {name for name, _ in cells}), 0)
        check_sheet(self._rows, self._columns, str(self._path))


def _column(name: bytes) -> int:
    number = 0
    for byte in name.upper():
        number = number * 26 + byte - 64
    return number
