"""Transcripts of Whisper and its kin: segments, chunks or utterances in JSON, or a table with times."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from engage_desktop.errors import EngageError, Reason
from engage_desktop.importers import timed_tables
from engage_desktop.importers.captions import Cue
from engage_desktop.importers.cells import clean_text

_LISTS = (("segments",), ("chunks",), ("transcription",), ("utterances",), ("results", "utterances"))
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
    if not text.lstrip("\ufeff \r\n\t").startswith(("{", "[")):
        return tuple(timed_tables.cues(text.lstrip("\ufeff"))), ""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        raise EngageError(Reason.FILE_DAMAGED, where=str(path), detail="JSON") from None
    parts = _parts(document)
    if not isinstance(parts, list):
        raise EngageError(Reason.FILE_DAMAGED, where=str(path), detail="segments")
    said = (
        document.get("language") or _inside(document, "result", "language")
        if isinstance(document, dict)
        else ""
    )
    return tuple(_from_segments(parts)), language_code(str(said or ""))


def _parts(document: object) -> object:
    """The list of what was said, wherever the tool puts it."""
    if not isinstance(document, dict):
        return document
    for keys in _LISTS:
        found = _inside(document, *keys)
        if isinstance(found, list):
            return found
    return None


def _inside(document: object, *keys: str) -> object:
    for key in keys:
        document = document.get(key) if isinstance(document, dict) else None
    return document


def _from_segments(parts: list[object]) -> Iterator[Cue]:
    in_milliseconds = _counts_milliseconds(parts)
    for number, part in enumerate(parts, start=1):
        if not isinstance(part, dict):
            yield Cue(number, "", "", None, None)
            continue
        span = part.get("timestamp")
        start, end = (
            span if isinstance(span, list) and len(span) == 2 else (part.get("start"), part.get("end"))
        )
        counted = part.get("offsets")  # whisper.cpp, in milliseconds
        if isinstance(counted, dict):
            start, end = _seconds(counted.get("from")), _seconds(counted.get("to"))
        elif in_milliseconds:
            start, end = _seconds(start), _seconds(end)
        speaker = part.get("speaker")
        yield Cue(
            number,
            _speaker(speaker),
            clean_text(str(part.get("text") or part.get("transcript") or "")),
            _milliseconds(start),
            _milliseconds(end),
        )


def _speaker(said: object) -> str:
    """Who speaks; a number (Deepgram) is « Speaker 0 »."""
    if isinstance(said, int) and not isinstance(said, bool):
        return f"Speaker {said}"
    return clean_text(said) if isinstance(said, str) else ""


def _seconds(milliseconds: object) -> float | None:
    return milliseconds / 1000 if isinstance(milliseconds, int | float) else None


def _counts_milliseconds(parts: list[object]) -> bool:
    """Whether all times are whole numbers and each thing said lasts hundreds of them (AssemblyAI)."""
    spans = [
        part["end"] - part["start"]
        for part in parts
        if isinstance(part, dict) and isinstance(part.get("start"), int) and isinstance(part.get("end"), int)
    ]
    return bool(spans) and len(spans) == len(parts) and median(spans) >= 100


def _milliseconds(seconds: object) -> int | None:
    """Whisper counts in seconds, and leaves the end of the last chunk out."""
    if isinstance(seconds, bool) or not isinstance(seconds, int | float) or not 0 <= seconds < 1e8:
        return None
    return round(seconds * 1000)
