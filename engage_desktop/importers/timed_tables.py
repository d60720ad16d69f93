"""Transcripts as tables: one row per thing said, with its times and perhaps who speaks (CSV, TSV)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from engage_desktop.importers import delimited
from engage_desktop.importers.captions import Cue
from engage_desktop.importers.cells import clean_text
from engage_desktop.importers.headers import in_words

_TEXT = frozenset(
    {
        "text", "texte", "transcription", "transcript", "propos", "verbatim", "parole", "paroles", "utterance",
        "sentence", "content", "contenu", "caption", "phrase",
    }
)  # fmt: skip
_START = frozenset(
    {
        "start", "start time", "start ms", "start s", "begin", "begin time", "from", "in", "tc in", "debut",
        "temps debut", "heure debut", "heure de debut", "time", "temps", "timecode", "time code", "timestamp",
    }
)  # fmt: skip
_END = frozenset(
    {
        "end", "end time", "end ms", "end s", "to", "out", "tc out", "fin", "temps fin", "heure fin",
        "heure de fin",
    }
)  # fmt: skip
_SPEAKER = frozenset(
    {
        "speaker", "speaker name", "speaker label", "locuteur", "locutrice", "intervenant", "qui", "personne",
        "nom", "name",
    }
)  # fmt: skip
_CLOCK = re.compile(r"^(?:(\d{1,4}):)?(\d{1,2}):(\d{2})(?:[.,](\d{1,6})|[:;](\d{2}))?$")
_NUMBER = re.compile(r"^\d{1,10}(?:[.,]\d{1,9})?$")
_FRAMES = 25  # a second, where a clock ends with frames
_SHARE = 0.8  # of the rows whose start is a time
_LONGEST_MOMENT = 15  # digits


@dataclass(frozen=True, slots=True)
class _Places:
    text: int
    start: int
    end: int  # -1 for none
    speaker: int


def proves(text: str) -> float:
    """How sure it is that the beginning of a text is such a table."""
    rows = _rows(text, 400)
    places = _places(rows[0]) if len(rows) > 1 else None
    if places is None:
        return 0.0
    starts = [_cell(row, places.start) for row in rows[1:]]
    clocks = sum(_CLOCK.match(start) is not None for start in starts)
    numbers = sum(_NUMBER.match(start) is not None for start in starts)
    ends = places.end >= 0 and all(_NUMBER.match(_cell(row, places.end)) for row in rows[1:] if any(row))
    timed = clocks >= _SHARE * len(starts) or (ends and numbers >= _SHARE * len(starts))
    return 0.94 if timed else 0.0


def cues(text: str) -> Iterator[Cue]:
    """What each row says, from when to when, and who."""
    rows = _rows(text, len(text))
    places = _places(rows[0]) if rows else None
    if places is None:
        return
    factor = _factor(rows, places)
    for number, row in enumerate(rows[1:], start=1):
        yield Cue(
            number,
            clean_text(_cell(row, places.speaker)),
            clean_text(_cell(row, places.text)),
            _milliseconds(_cell(row, places.start), factor),
            _milliseconds(_cell(row, places.end), factor),
        )


def _rows(text: str, most: int) -> list[list[str]]:
    """The rows that say something; between tabs a quote is a quote that somebody spoke."""
    delimiter, _share = delimited.delimiter_of(text[: 1 << 18])
    if delimiter == "\t":
        rows = [line.split("\t") for line in text.splitlines()[:most]]
    else:
        rows = delimited.sample_records(text, delimiter, most)
    return [row for row in rows if any(row)]


def _places(header: Sequence[str]) -> _Places | None:
    names = [in_words(cell.lstrip("\ufeff")) for cell in header]

    def place(known: frozenset[str]) -> int:
        return next((at for at, name in enumerate(names) if name in known), -1)

    found = _Places(place(_TEXT), place(_START), place(_END), place(_SPEAKER))
    whole = found.text >= 0 and found.start >= 0 and (found.end >= 0 or found.speaker >= 0)
    return found if whole else None


def _cell(row: Sequence[str], place: int) -> str:
    return row[place].strip() if 0 <= place < len(row) else ""


def _factor(rows: Sequence[Sequence[str]], places: _Places) -> int:
    """What a number counts, in milliseconds: seconds, unless all are whole and each thing said lasts hundreds."""
    pairs = [(_cell(row, places.start), _cell(row, places.end)) for row in rows[1:]]
    whole = [
        pair for pair in pairs if all(each.isdecimal() and len(each) <= _LONGEST_MOMENT for each in pair)
    ]
    spans = [int(end) - int(start) for start, end in whole]
    return 1 if len(spans) == len(pairs) and spans and median(spans) >= 100 else 1000


def _milliseconds(cell: str, factor: int) -> int | None:
    clock = _CLOCK.match(cell)
    if clock:
        hours, minutes, seconds, fraction, frames = clock.groups()
        whole = (int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)
        beyond = int((fraction or "0").ljust(3, "0")[:3]) if fraction else int(frames or 0) * 1000 // _FRAMES
        return whole * 1000 + beyond
    if _NUMBER.match(cell):
        return round(float(cell.replace(",", ".")) * factor)
    return None
