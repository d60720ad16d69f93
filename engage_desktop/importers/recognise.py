"""What a file is, by its content; its ending alone proves nothing."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from engage_desktop.errors import EngageError, Reason
from engage_desktop.importers import asking, decoding, delimited, figure_shapes, formats, mending, signatures
from engage_desktop.importers.cells import folded
from engage_desktop.importers.designs import xlsform
from engage_desktop.importers.limited import probe
from engage_desktop.importers.profiles.table import CODED
from engage_desktop.importers.signatures import Window
from engage_desktop.models.sources import Layout, Recognition, SourceKind

_BINARY = (
    (b"%PDF", "PDF"), (b"\x89PNG", "PNG"), (b"\xff\xd8\xff", "JPEG"), (b"GIF8", "GIF"), (b"\x1f\x8b", "gzip"),
    (b"SQLite format 3\x00", "SQLite"), (b"\x7fELF", "ELF"), (b"MZ", "EXE"), (b"{\\rtf", "RTF"),
    (b"\x3a\xa2eroots", "CAR"), (b"Rar!", "RAR"), (b"7z\xbc\xaf", "7z"),
    (b"RIFF", "RIFF"), (b"ID3", "MP3"), (b"OggS", "Ogg"),
)  # fmt: skip
MOST_COLUMNS = 16_384  # as a spreadsheet; looking at the headers of more would take minutes
OLE2 = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TEXT_ENDINGS = (".csv", ".tsv", ".txt", ".tab", ".vtt", ".srt", ".json")
_BOOK_ENDINGS = (".xlsx", ".xlsm", ".ods")
_CHAT_LINE = re.compile(
    r"^\u200e?\[?\d{1,2}[/.]\d{1,2}[/.]\d{2,4}(?:,| à)? \d{1,2}:\d{2}(?::\d{2})?(?:\s?[AaPp]\.?[Mm]\.?)?(?:\]| -) "
)
_SPEAKER_LINE = re.compile(r"^\s*(?:\[?[\d:.]+\]?\s+)?[^\W\d_][\w .'’()-]{0,30}?\s?[:：]\s*\S")
_SRT = re.compile(
    r"^\ufeff?\s*(?:\d+\s*\r?\n)?\d{1,2}:\d\d:\d\d(?:[,.]\d{1,3}\s*-->|\s*-->|\.\d{3},\d{1,2}:\d\d:\d\d\.\d{3}\s*\n)"
)  # the number may be missing
_NOT_TABLES = ("# ---", "window.YTD", "<?xml", "<!doctype", "<html", "<document")


def recognise(path: Path, *, format: str = "") -> Recognition:
    """What `path` is and how its bytes become rows; `format` imposes a format id.

    Raises `EngageError` (FILE_MISSING, FILE_EMPTY, FILE_UNREADABLE, PASSWORD_PROTECTED, FORMAT_MISMATCH,
    FILE_DAMAGED, FILE_TOO_LARGE, FORMAT_UNKNOWN, READER_FAILED).
    """
    if format and formats.info(format) is None:
        raise EngageError(Reason.FORMAT_UNKNOWN, where=format)
    head = _head(path)
    if format and (formats.adapter(format) or formats.family(format)):
        return asking.chosen(asking.head_of(path, head), format)
    declared = [] if format else asking.answers(asking.head_of(path, head))
    if declared and declared[0].confidence >= asking.SURE:
        return declared[0]
    try:
        found = _by_content(path, head, format)
    except EngageError:
        if declared:
            return declared[0]
        raise
    if declared and declared[0].confidence > found.confidence:
        return declared[0]
    return _forced(path, found, format) if format else found


def _head(path: Path) -> bytes:
    try:
        if path.is_dir():
            raise EngageError(Reason.FORMAT_UNKNOWN, where=str(path))
        with path.open("rb") as file:
            head = file.read(4096)
    except FileNotFoundError:
        raise EngageError(Reason.FILE_MISSING, where=str(path)) from None
    except (OSError, ValueError) as error:
        detail = getattr(error, "strerror", None) or str(error)
        raise EngageError(Reason.FILE_UNREADABLE, where=str(path), detail=detail) from None
    if not head.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe") and path.stat().st_size <= len(head):
        raise EngageError(Reason.FILE_EMPTY, where=str(path))
    return head


def _by_content(path: Path, head: bytes, wanted: str) -> Recognition:
    ending = path.suffix.lower()
    if head.startswith(b"PK"):
        return _container(path)
    if head.startswith(OLE2):
        return _container(path)
    for magic, name in _BINARY:
        if head.startswith(magic):
            raise _not_ours(path, name)
    if ending in (*_BOOK_ENDINGS, ".docx") and not wanted:
        found = (
            "HTML" if head.lstrip().lower().startswith((b"<html", b"<!doctype html", b"<table")) else "text"
        )
        raise EngageError(Reason.FORMAT_MISMATCH, where=str(path), expected=ending, found=found)
    encoding = decoding.encoding_of(path)
    sample = delimited.sample_of(path, encoding)
    if "\x00" in sample[:4096] and sample[:4096].count("\x00") > 8:
        raise _not_ours(path, "binary")
    if not sample.strip("\ufeff \t\r\n"):
        raise EngageError(Reason.FILE_EMPTY, where=str(path))
    if figure_shapes.is_ga4(sample):
        return _ga4(encoding, sample)
    return _text(path, encoding, sample, wanted)


def _not_ours(path: Path, found: str) -> EngageError:
    ending = path.suffix.lower()
    if ending in (*_TEXT_ENDINGS, *_BOOK_ENDINGS, ".xls", ".docx"):
        return EngageError(Reason.FORMAT_MISMATCH, where=str(path), expected=ending, found=found)
    return EngageError(Reason.FORMAT_UNKNOWN, where=str(path))


# ── containers ──


def _container(path: Path) -> Recognition:
    probed = probe(path)
    if probed.container == "docx":
        return Recognition(formats.DOCX.id, SourceKind.INTERVIEW, 0.95, "docx", Layout(encoding=""))
    if probed.container == "workbook":
        names = tuple(sheet.name for sheet in probed.sheets)
        texts = tuple(
            folded(cell) for sheet in probed.sheets for row in sheet.rows[:3] for cell in row if cell
        )
        form = xlsform.confidence(probed.sheets)
        if form:  # a questionnaire, not its answers
            info = xlsform.FAMILY.info
            return Recognition(info.id, info.kind, form, "sheets", Layout(encoding="", delimiter=""), names)
        best: Recognition | None = None
        largest = 0
        if figure_shapes.is_linkedin(names):
            return _figures(figure_shapes.LINKEDIN, 0.97, Layout(encoding="", delimiter=""), names)
        for sheet in probed.sheets:
            if not any(any(row) for row in sheet.rows):
                continue
            layout = Layout(encoding="", delimiter="", sheet=sheet.name)
            found = _table(Window(sheet.rows, sheet.name, texts), layout, "xlsx", names)
            size = sum(bool(cell.strip()) for row in sheet.rows for cell in row)
            # Of sheets that nothing tells apart, the largest: answers rather than what was drawn from them.
            same = best is not None and found.confidence == best.confidence and found.why == "table"
            if best is None or found.confidence > best.confidence or (same and size > largest):
                best, largest = found, size
        if best is None:
            raise EngageError(Reason.FILE_EMPTY, where=str(path))
        return best
    raise EngageError(Reason.FORMAT_UNKNOWN, where=str(path))


# ── text ──


def _ga4(encoding: str, sample: str) -> Recognition:
    below = "".join(line for line in sample.splitlines(keepends=True) if not line.startswith("#"))
    layout = Layout(encoding=encoding, delimiter=delimited.delimiter_of(below)[0])
    return _figures(figure_shapes.GA4, 0.97, layout, ())


def _text(path: Path, encoding: str, sample: str, wanted: str) -> Recognition:
    start = sample.lstrip("\ufeff \t\r\n")
    if wanted == formats.TEXT.id:
        return _interview(encoding, 1.0, "chosen")
    if start.startswith("WEBVTT"):
        return Recognition(formats.VTT.id, SourceKind.INTERVIEW, 0.99, "webvtt", Layout(encoding=encoding))
    if _SRT.match(sample):
        return Recognition(formats.SRT.id, SourceKind.INTERVIEW, 0.97, "srt", Layout(encoding=encoding))
    if start.startswith(("{", "[")) and _is_json(path, start):
        return _json(path, encoding, start)
    lines = [line for line in sample.splitlines()[:60] if line.strip()]
    if start.lower().startswith(tuple(each.lower() for each in _NOT_TABLES)):
        raise EngageError(Reason.FORMAT_UNKNOWN, where=str(path))
    if sum(_CHAT_LINE.match(line) is not None for line in lines[:20]) >= 3:
        raise EngageError(Reason.FORMAT_UNKNOWN, where=str(path))
    delimiter, share = delimited.delimiter_of(sample)
    table_ending = path.suffix.lower() in (".csv", ".tsv", ".tab")
    spoken = sum(_SPEAKER_LINE.match(line) is not None for line in lines)
    if not table_ending and not wanted and _reads_as_speech(sample, delimiter, share, spoken, len(lines)):
        return _interview(encoding, 0.85 if spoken >= 3 else 0.6, "speakers" if spoken >= 3 else "plain_text")
    return _delimited(path, sample, encoding, delimiter)


def _reads_as_speech(sample: str, delimiter: str, share: float, spoken: int, lines: int) -> bool:
    if spoken >= 3 and spoken >= 0.3 * lines and delimiter not in (";", "\t", "|"):
        return True
    if delimiter == delimited.NO_DELIMITER or share < 0.9:
        return True
    first = next((record for record in delimited.sample_records(sample, delimiter) if record), [])
    return lines < 2 or any(len(cell) > 200 for cell in first)


def _interview(encoding: str, confidence: float, why: str) -> Recognition:
    return Recognition(formats.TEXT.id, SourceKind.INTERVIEW, confidence, why, Layout(encoding=encoding))


def _is_json(path: Path, start: str) -> bool:
    return path.suffix.lower() in (".json", ".jsonl", ".ndjson", ".js") or bool(
        re.match(r'^[\[{]\s*["\[{]', start)
    )


def _json(path: Path, encoding: str, start: str) -> Recognition:
    if re.search(r'"format"\s*:\s*"engage-answers"', start[:65536]) or _states_format(path, encoding):
        return Recognition(
            formats.ANSWERS.id, SourceKind.COLLECTION, 0.99, "format_key", Layout(encoding=encoding)
        )
    raise EngageError(Reason.FORMAT_UNKNOWN, where=str(path))


def _states_format(path: Path, encoding: str) -> bool:
    if path.stat().st_size > 64 << 20:
        return False
    try:
        document = json.loads(path.read_text(encoding, "replace"))
    except (ValueError, RecursionError):
        return False
    return isinstance(document, dict) and document.get("format") == "engage-answers"


def _delimited(path: Path, sample: str, encoding: str, delimiter: str) -> Recognition:
    rows = tuple(tuple(row) for row in delimited.sample_records(sample, delimiter, 40))
    if max(map(len, rows), default=0) > MOST_COLUMNS:
        raise EngageError(Reason.FILE_TOO_LARGE, where=str(path), limit=MOST_COLUMNS, unit="columns")
    return _table(Window(rows), Layout(encoding=encoding, delimiter=delimiter), "csv", ())


def _table(window: Window, layout: Layout, generic: str, sheets: tuple[str, ...]) -> Recognition:
    """The recognition of a table by its headers, `generic` when no tool is proved."""
    if mending.needs_mending(cell for row in window.rows for cell in row):
        layout = replace(layout, mend=True)
        window = replace(window, rows=tuple(tuple(map(mending.mended, row)) for row in window.rows))
    usual = signatures.header_row(window.rows[:10])
    place = next((place for place, row in enumerate(window.rows[:10]) if any(row)), usual)
    found = signatures.matches(window.below(place), formats.profiles())
    if not found:
        # A sparse first row is a title, or the first of two header rows that no tool claims.
        place = usual
        found = signatures.matches(window.below(place), formats.profiles())
    layout = replace(layout, first_row=place + 1)
    shape = figure_shapes.shape_of(window.below(usual).rows)
    if shape is not None and shape.confidence > (found[0].confidence if found else 0.0):
        others = (*(match.profile.id for match in found), generic)
        layout = replace(layout, first_row=usual + 1)
        return _figures(shape.format, shape.confidence, layout, sheets, others)
    if not found and signatures.has_wordings(window.below(place).rows):
        coded = replace(layout, header_rows=CODED.header_rows)
        return Recognition(CODED.id, CODED.kind, 0.6, "table", coded, sheets, (generic, "mentions"))
    if not found:
        layout = replace(layout, header_rows=1 + _tagged(window.below(place).rows[1:]))
        wide = max((len(row) for row in window.rows), default=0) > 1
        return Recognition(
            generic, SourceKind.RESPONSES, 0.5 if wide else 0.3, "table", layout, sheets, ("mentions",)
        )
    best = found[0]
    others = (*(match.profile.id for match in found[1:]), generic)
    rows = best.profile.header_rows + _tagged(window.below(place).rows[best.profile.header_rows :])
    layout = replace(layout, header_rows=rows, dates=best.profile.dates)
    return Recognition(
        best.profile.id, best.profile.kind, best.confidence, "signature", layout, sheets, others
    )


_HXL_TAG = re.compile(r"^#[a-z][a-z0-9_]*(?:\s*\+[a-z0-9_]+)*$", re.IGNORECASE)


def _tagged(rows: Sequence[Sequence[str]]) -> int:
    """1 when the first row below the headers holds nothing but HXL tags (« #adm1 +name »), else 0."""
    cells = [cell.strip() for cell in rows[0] if cell.strip()] if rows else []
    return int(len(cells) >= 2 and all(map(_HXL_TAG.match, cells)))


def _figures(
    format_id: str, confidence: float, layout: Layout, sheets: tuple[str, ...], others: tuple[str, ...] = ()
) -> Recognition:
    return Recognition(format_id, SourceKind.FIGURES, confidence, "figures", layout, sheets, others)


def _forced(path: Path, found: Recognition, wanted: str) -> Recognition:
    if found.format == wanted:
        return replace(found, confidence=1.0, why="chosen")
    profile = formats.profile(wanted)
    table = formats.profile(found.format) is not None or found.kind is SourceKind.FIGURES
    figures = wanted in [each.id for each in formats.FIGURE_FORMATS]
    if not table or (profile is None and not figures):
        raise EngageError(Reason.FORMAT_MISMATCH, where=str(path), expected=wanted, found=found.format)
    if profile is None:
        others = (found.format, *found.alternatives)
        return replace(
            found, format=wanted, kind=SourceKind.FIGURES, confidence=1.0, why="chosen", alternatives=others
        )
    rows = profile.header_rows
    layout = replace(found.layout, header_rows=rows, dates=profile.dates)
    alternatives = (found.format, *(each for each in found.alternatives if each != wanted))
    return Recognition(wanted, profile.kind, 1.0, "chosen", layout, found.sheets, alternatives)
