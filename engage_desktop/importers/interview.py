"""Interviews and captions: documents, plain texts, WebVTT and SRT as speaker turns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from engage_desktop.errors import EngageError, Reason
from engage_desktop.importers import captions, decoding, formats, limited
from engage_desktop.importers.cells import LONGEST, clean_text
from engage_desktop.importers.delimited import open_text
from engage_desktop.importers.personal import PersonalCount
from engage_desktop.importers.turns import (
    INTERVIEWER,
    Line,
    Transcript,
    Turn,
    asking,
    is_table_header,
    transcript,
)
from engage_desktop.models.sources import (
    InterviewProfile,
    Mapping,
    Plan,
    Proposal,
    Reading,
    Recognition,
    RowProblem,
    SourceKind,
    TurnRecord,
)
from engage_desktop.progress import Progress

_LARGEST = 64 << 20  # bytes of a text: two hundred days of speech
_PREVIEWED = 50
_CAPTIONS = (formats.VTT.id, formats.SRT.id)
HEADERS = ("speaker", "text")


@dataclass(frozen=True, slots=True)
class _Said:
    """A file read whole: what was said, and by cue when it is a caption file."""

    transcript: Transcript
    times: dict[int, tuple[int, int]]


def propose(path: Path, recognition: Recognition, *, progress: Progress | None = None) -> Proposal:
    """The turns of an interview, with its speakers and who asks."""
    said = _read(path, recognition.format, recognition.layout.encoding, progress)
    heard = said.transcript
    if not heard.turns:
        raise EngageError(Reason.NO_ROWS, where=str(path))
    speakers = tuple((name, INTERVIEWER if name in heard.asking else name) for name in heard.speakers)
    personal = PersonalCount()
    personal.add([turn.text for turn in heard.turns])
    shown = heard.turns[:_PREVIEWED]
    return Proposal(
        path=str(path),
        recognition=recognition,
        mapping=Mapping(recognition.format, SourceKind.INTERVIEW, recognition.layout, speakers=speakers),
        headers=HEADERS,
        preview=tuple((turn.speaker, turn.text) for turn in shown),
        preview_rows=tuple(turn.number for turn in shown),
        rows=len(heard.turns),
        size=path.stat().st_size,
        personal_data=personal.total(),
    )


def read(path: Path, mapping: Mapping, *, progress: Progress | None = None) -> Reading:
    """The turns as records; a speaker of the mapping is renamed, or is the interviewer."""
    said = _read(path, mapping.format, mapping.layout.encoding, progress)
    heard = said.transcript
    names = dict(mapping.speakers) or dict.fromkeys(heard.asking, INTERVIEWER)
    asks = {name for name in heard.speakers if names.get(name, name) == INTERVIEWER}
    others = [names.get(name, name) for name in heard.speakers if name not in asks]
    participant = heard.participant or (others[0] if len(set(others)) == 1 else "") or path.stem
    profile = InterviewProfile(participant, heard.held_on, heard.profile)
    records = _records(said, names, asks)
    return Reading(Plan(), records, profile=profile, rows_hint=len(heard.turns))


def _records(said: _Said, names: dict[str, str], asks: set[str]) -> Iterator[TurnRecord | RowProblem]:
    for turn in said.transcript.turns:
        if len(turn.text) > LONGEST:
            yield RowProblem(turn.number, turn.speaker, "too_long", turn.text[:200], str(LONGEST))
        elif not turn.text:
            yield RowProblem(turn.number, turn.speaker, "no_answer")
        else:
            start, end = said.times.get(turn.number, (None, None))
            interviewer = turn.speaker in asks
            shown = turn.speaker if interviewer else names.get(turn.speaker, turn.speaker)
            yield TurnRecord(turn.number, shown, interviewer, turn.text, turn.heading, start, end)


def _read(path: Path, format_id: str, encoding: str, progress: Progress | None) -> _Said:
    if format_id == formats.DOCX.id:
        return _Said(transcript(list(_document_lines(path, progress))), {})
    text = _text(path, encoding)
    if format_id in _CAPTIONS:
        return _captioned(text)
    lines = [
        Line(
            number,
            line.lstrip("#").strip() if line.startswith("#") else line,
            "Heading" if line.startswith("#") else "",
        )
        for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), start=1)
    ]
    return _Said(transcript(lines), {})


def _text(path: Path, encoding: str) -> str:
    try:
        if path.stat().st_size > _LARGEST:
            raise EngageError(Reason.FILE_TOO_LARGE, where=str(path), limit=f"{_LARGEST >> 20} MiB")
    except FileNotFoundError:
        raise EngageError(Reason.FILE_MISSING, where=str(path)) from None
    with open_text(path, encoding or decoding.encoding_of(path)) as file:
        return file.read()


def _document_lines(path: Path, progress: Progress | None) -> Iterator[Line]:
    for paragraph in limited.paragraphs(path, progress=progress):
        cells = paragraph.cells
        if len(cells) >= 2:
            if not is_table_header(cells):
                yield Line(paragraph.number, cells[-1], label=cells[-2])
            continue
        # A line break inside a paragraph may begin the next speaker's turn.
        for part in (cells[0] if cells else "").split("\n"):
            yield Line(paragraph.number, part, paragraph.style)


def _captioned(text: str) -> _Said:
    found = captions.cues(text)
    speakers = tuple(dict.fromkeys(cue.speaker for cue in found if cue.speaker))
    lines = [Turn(cue.number, cue.speaker, [clean_text(cue.text)]) for cue in found]
    empty = transcript([])
    heard = replace(empty, turns=tuple(lines), speakers=speakers, asking=asking(lines, speakers))
    return _Said(heard, {cue.number: (cue.start_ms, cue.end_ms) for cue in found})
