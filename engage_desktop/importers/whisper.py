"""Transcripts of Whisper and its kin: segments or chunks in JSON, or a table in milliseconds."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from engage_desktop.errors import EngageError, Reason
from engage_desktop.importers.captions import Cue
from engage_desktop.importers.cells import clean_text

TSV_HEADER = "start\tend\ttext"
_LANGUAGES = {
    "french": "fr", "english": "en", "german": "de", "spanish": "es", "italian": "it", "portuguese": "pt",
    "dutch": "nl", "arabic": "ar", "polish": "pl", "romanian": "ro", "catalan": "ca", "breton": "br",
    "turkish": "tr", "russian": "ru", "chinese": "zh", "japanese": "ja",
}  # fmt: skip
_CODE = re.compile(r"^[a-z]{2,3}(?:-[a-z]{2})?$")


def language_code(said: str) -> str:
    """« french » or « fr » as "fr"; "" for a language that we cannot name."""
    plain = said.strip().lower()
    return _LANGUAGES.get(plain) or (plain if _CODE.match(plain) else "")


def cues(text: str, path: Path) -> tuple[tuple[Cue, ...], str]:
    """The segments of a transcript with their times, and its language; raises FILE_DAMAGED."""
    if text.lstrip("\ufeff").startswith(TSV_HEADER):
        return tuple(_from_table(text)), ""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        raise EngageError(Reason.FILE_DAMAGED, where=str(path), detail="JSON") from None
    parts = document.get("segments", document.get("chunks")) if isinstance(document, dict) else document
    if not isinstance(parts, list):
        raise EngageError(Reason.FILE_DAMAGED, where=str(path), detail="segments")
    said = str(document.get("language") or "") if isinstance(document, dict) else ""
    return tuple(_from_segments(parts)), language_code(said)


def _from_segments(parts: list[object]) -> Iterator[Cue]:
    for number, part in enumerate(parts, start=1):
        if not isinstance(part, dict):
            yield Cue(number, "", "", None, None)
            continue
        span = part.get("timestamp")
        start, end = (
            span if isinstance(span, list) and len(span) == 2 else (part.get("start"), part.get("end"))
        )
        speaker = part.get("speaker")
        yield Cue(
            number,
            clean_text(speaker) if isinstance(speaker, str) else "",
            clean_text(str(part.get("text") or "")),
            _milliseconds(start),
            _milliseconds(end),
        )


def _from_table(text: str) -> Iterator[Cue]:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")[1:]
    for number, line in enumerate((line for line in lines if line.strip()), start=1):
        start, _, rest = line.partition("\t")
        end, _, said = rest.partition("\t")
        yield Cue(number, "", clean_text(said), _count(start.strip()), _count(end.strip()))


def _count(milliseconds: str) -> int | None:
    return int(milliseconds) if milliseconds.isdecimal() and len(milliseconds) < 12 else None


def _milliseconds(seconds: object) -> int | None:
    """Whisper counts in seconds, and leaves the end of the last chunk out."""
    if isinstance(seconds, bool) or not isinstance(seconds, int | float) or not 0 <= seconds < 1e8:
        return None
    return round(seconds * 1000)
