"""WebVTT and SRT captions as cues with their speaker and times."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

_TIMES = re.compile(
    r"^\s*(?:(\d{1,3}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})\s*-->\s*(?:(\d{1,3}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})"
)
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]+)>")
_TAG = re.compile(r"</?[a-zA-Z0-9:.][^>]{0,200}>")
_NAMED = re.compile(r"^(?P<name>[^\W\d_][\w .'’()-]{0,40}?)\s?:\s+(?P<text>\S.*)$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Cue:
    """One caption: its 1-based place among the captions, who speaks, the text, times in milliseconds."""

    number: int
    speaker: str
    text: str
    start_ms: int
    end_ms: int


def cues(text: str) -> tuple[Cue, ...]:
    """The cues of a caption file, lines that roll from one cue to the next kept once."""
    found: list[Cue] = []
    last_lines: list[str] = []
    for number, (start, end, lines) in enumerate(_blocks(text), start=1):
        voice = next((match[1].strip() for line in lines if (match := _VOICE.search(line))), "")
        plain = [html.unescape(_TAG.sub("", line)).strip() for line in lines]
        plain = [line for line in plain if line]
        new = [line for line in plain if line not in last_lines] if _rolls(lines) else plain
        last_lines = plain or last_lines
        if not new:
            continue
        said = "\n".join(new)
        named = _NAMED.match(said) if not voice else None
        speaker = voice or (named["name"].strip() if named else "")
        found.append(Cue(number, speaker, named["text"] if named else said, start, end))
    return _one_off_names_undone(found)


def _rolls(lines: list[str]) -> bool:
    """Automatic captions show each line twice or more; only those are folded."""
    return any("<c>" in line or re.search(r"<\d\d:\d\d", line) for line in lines) or len(lines) >= 1


def _one_off_names_undone(found: list[Cue]) -> tuple[Cue, ...]:
    """Cues with the speaker carried on; « Bref : … » said once by nobody stays text."""
    counts: dict[str, int] = {}
    for cue in found:
        counts[cue.speaker] = counts.get(cue.speaker, 0) + 1
    people = {name for name, count in counts.items() if name and (count >= 2 or len(name.split()) >= 2)}
    speaker, made = "", []
    for cue in found:
        if cue.speaker in people:
            speaker, said = cue.speaker, cue.text
        else:
            said = f"{cue.speaker} : {cue.text}" if cue.speaker else cue.text
        made.append(Cue(cue.number, speaker, said, cue.start_ms, cue.end_ms))
    return tuple(made)


def _blocks(text: str) -> Iterator[tuple[int, int, list[str]]]:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    times: tuple[int, int] | None = None
    held: list[str] = []
    for line in [*lines, ""]:
        match = _TIMES.match(line)
        if match:
            if times and held:
                # A cue that follows without a blank line: its number is not text.
                yield *times, held[:-1] if held[-1].strip().isdigit() else held
            times, held = _milliseconds(match), []
        elif not line.strip():
            if times is not None:
                yield *times, held
            times, held = None, []
        elif times is not None:
            held.append(line)


def _milliseconds(match: re.Match[str]) -> tuple[int, int]:
    values = match.groups()

    def at(offset: int) -> int:
        hours, minutes, seconds, fraction = values[offset : offset + 4]
        return ((int(hours or 0) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + int(
            fraction.ljust(3, "0")
        )

    return at(0), at(4)
