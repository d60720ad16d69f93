"""WebVTT, SRT and SBV captions as cues with their speaker and times."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

_AT = r"(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2})"
_TIMES = re.compile(rf"^\s*{_AT}(?:[.,](\d{{1,3}}))?\s*-->\s*{_AT}(?:[.,](\d{{1,3}}))?")
_SBV_TIMES = re.compile(rf"^{_AT}\.(\d{{3}}),{_AT}\.(\d{{3}})\s*$")  # YouTube's own: no arrow, no numbers
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]+)>")
_TAG = re.compile(r"</?[a-zA-Z0-9:.][^>]{0,200}>")
_INNER_TIME = re.compile(r"<(?:\d+:)?\d\d:\d\d[.,]\d+>")
_LANGUAGE = re.compile(r"^Language:\s*([A-Za-z]{2,3})\b", re.MULTILINE)
_NAMED = re.compile(r"^(?P<name>[^\W\d_][\w .'’()-]{0,40}?)\s?:\s+(?P<text>\S.*)$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Cue:
    """One caption: its 1-based place among the captions, who speaks, the text, times in milliseconds.

    A time may be unknown. `rolled` says that the caption only shows again what the one before it said.
    """

    number: int
    speaker: str
    text: str
    start_ms: int | None
    end_ms: int | None
    rolled: bool = False


def cues(text: str) -> tuple[Cue, ...]:
    """Every cue of a caption file; in automatic captions a line that rolls on to the next cues is told once."""
    blocks = [(start, end, lines, _plain(lines)) for start, end, lines in _blocks(text)]
    rolling = _rolls(blocks)
    found: list[Cue] = []
    voices: set[str] = set()
    last: list[str] = []
    for number, (start, end, lines, plain) in enumerate(blocks, start=1):
        voice = next((match[1].strip() for line in lines if (match := _VOICE.search(line))), "")
        new = [line for line in plain if line not in last] if rolling else plain
        last = plain or last
        said = "\n".join(new)
        named = _NAMED.match(said) if not voice else None
        speaker = voice or (named["name"].strip() if named else "")
        voices.add(voice)
        rolled = bool(plain) and not new
        found.append(Cue(number, speaker, named["text"] if named else said, start, end, rolled))
    return _one_off_names_undone(found, voices)


def language(text: str) -> str:
    """The language that the head of a WebVTT file names, or ""."""
    found = _LANGUAGE.search(text[:2_000])
    return found[1].lower() if found else ""


def _plain(lines: list[str]) -> list[str]:
    """The lines without tags nor outer blanks."""
    stripped = (html.unescape(_TAG.sub("", line)).strip() for line in lines)
    return [line for line in stripped if line]


def _rolls(blocks: list[tuple[int, int, list[str], list[str]]]) -> bool:
    """Whether the captions are automatic ones, which show each line in two cues or three.

    They carry a time before each word, or half of them begin with the line that ended the one before. « Oui. » said
    twice in a row by people is said twice.
    """
    if any(_INNER_TIME.search(line) for _start, _end, lines, _said in blocks for line in lines):
        return True
    said = [plain for _start, _end, _lines, plain in blocks if plain]
    again = sum(before[-1] == after[0] for before, after in pairwise(said))
    return len(said) >= 4 and again >= 0.5 * (len(said) - 1)


def _one_off_names_undone(found: list[Cue], voices: set[str]) -> tuple[Cue, ...]:
    """Cues with the speaker carried on; « Bref : … » said once by nobody, and no voice of the file, stays text."""
    counts: dict[str, int] = {}
    for cue in found:
        counts[cue.speaker] = counts.get(cue.speaker, 0) + 1
    people = {
        name
        for name, count in counts.items()
        if name and (name in voices or count >= 2 or len(name.split()) >= 2)
    }
    speaker, made = "", []
    for cue in found:
        if cue.speaker in people:
            speaker, said = cue.speaker, cue.text
        else:
            said = f"{cue.speaker} : {cue.text}" if cue.speaker else cue.text
        made.append(replace(cue, speaker=speaker, text=said))
    return tuple(made)


def _blocks(text: str) -> Iterator[tuple[int, int, list[str]]]:
    """Each cue: its times and its lines as written.

    In WebVTT an empty line ends a cue, and what follows without times is a note or a style. SRT has neither: all that
    stands between two times is said, but for the number of the next cue, which may be missing or begin again.
    """
    with_blocks = text.lstrip("\ufeff \t\r\n").startswith("WEBVTT")
    times: tuple[int, int] | None = None
    held: list[str] = []
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        match = _TIMES.match(line) or _SBV_TIMES.match(line)
        if match:
            if times is not None:
                yield *times, _without_number(held)
            times, held = _milliseconds(match), []
        elif not line and with_blocks and times is not None:
            yield *times, held
            times, held = None, []
        elif times is not None:
            held.append(line)
    if times is not None:
        yield *times, held


def _without_number(lines: list[str]) -> list[str]:
    """The lines of a cue without the number of the next one."""
    kept = list(lines)
    while kept and not kept[-1].strip():
        kept.pop()
    return kept[:-1] if kept and kept[-1].strip().isdigit() else kept


def _milliseconds(match: re.Match[str]) -> tuple[int, int]:
    values = match.groups()

    def at(offset: int) -> int:
        hours, minutes, seconds, fraction = values[offset : offset + 4]
        return ((int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + int(
            (fraction or "0").ljust(3, "0")
        )

    return at(0), at(4)
