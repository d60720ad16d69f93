"""Interviews and captions: documents, plain texts, WebVTT, SRT and transcripts of machines as speaker turns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from engage_desktop.errors import EngageError, Reason
from engage_desktop.importers import captions, decoding, limited, otranscribe, whisper
from engage_desktop.importers.captions import Cue
from engage_desktop.importers.cells import LONGEST, clean_text
from engage_desktop.importers.delimited import open_text
from engage_desktop.importers.personal import PersonalCount
from engage_desktop.importers.turns import (
    Line,
    Transcript,
    Turn,
    answering,
    asking,
    is_table_header,
    of_the_session,
    transcript,
)
from engage_desktop.models.personal import Masking
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
from engage_desktop.models.speakers import INTERVIEWER, kept_as, names_anybody, shown
from engage_desktop.progress import Progress

_LARGEST = 64 << 20  # bytes of a text: two hundred days of speech
_PREVIEWED = 50
WHISPER, OTRANSCRIBE = "whisper", "otranscribe"
DOCUMENTS = {"interview_docx": "docx", "interview_odt": "odt", "interview_rtf": "rtf", "interview_pdf": "pdf"}
CAPTIONS = ("vtt", "srt")
MARKDOWN = "interview_markdown"
_MARKDOWN = (".md", ".markdown")
_EMPHASIS = re.compile(r"(\*\*|__|(?<!\w)[*_](?=\S))(.+?)\1")
_CLOCK = re.compile(r"^[\[(]?\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d+)?[\])]?$")
HEADERS = ("speaker", "text")


@dataclass(frozen=True, slots=True)
class _Said:
    """A file read whole: what was said, by cue when it is a caption file.

    `rolled` are the cues that only show again what was said, `unread` the places of pages without text.
    """

    transcript: Transcript
    times: dict[int, tuple[int | None, int | None]] = field(default_factory=dict)
    rolled: frozenset[int] = frozenset()
    unread: frozenset[int] = frozenset()
    language: str = ""


def propose(path: Path, recognition: Recognition, *, progress: Progress | None = None) -> Proposal:
    """The turns of an interview, with its speakers and who asks."""
    said = _read(path, recognition.format, recognition.layout.encoding, progress)
    heard = said.transcript
    if not heard.turns:
        raise EngageError(Reason.NO_ROWS, where=str(path))
    speakers = kept_as(heard.speakers, heard.asking)
    personal = PersonalCount()
    personal.add([turn.text for turn in heard.turns])
    shown = [turn for turn in heard.turns if turn.text][:_PREVIEWED]
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
    names = dict(kept_as(heard.speakers, heard.asking)) | dict(mapping.speakers)
    others = {names[name] for name in heard.speakers} - {INTERVIEWER}
    alone = next(iter(others)) if len(others) == 1 else ""
    participant = next(
        (each for each in (heard.participant, alone) if each and not names_anybody(each)), path.stem
    )
    people = answering(names, participant)
    told, own = of_the_session(heard.profile) if people else (heard.profile, ())
    masking = Masking(mapping.replaced)
    attributes = tuple((name, masking.text(value)) for name, value in told)
    note = masking.text("\n".join(f"{name} : {value}" for name, value in own))
    profile = InterviewProfile(participant, heard.held_on, attributes, said.language, note)
    records = _records(said, names, people, masking)
    return Reading(Plan(), records, profile=profile, rows_hint=len(heard.turns))


def _records(
    said: _Said, names: dict[str, str], people: dict[str, str], masking: Masking
) -> Iterator[TurnRecord | RowProblem]:
    for turn in said.transcript.turns:
        if turn.number in said.unread:
            yield RowProblem(turn.number, "", "page_without_text", str(turn.page))
        elif len(turn.text) > LONGEST:
            yield RowProblem(turn.number, turn.speaker, "too_long", turn.text[:200], str(LONGEST))
        elif not turn.text and turn.number not in said.rolled:
            yield RowProblem(turn.number, turn.speaker, "no_answer")
        else:
            start, end = said.times.get(turn.number, (turn.start_ms, None))
            kept = names.get(turn.speaker, turn.speaker)
            yield TurnRecord(
                turn.number,
                shown(turn.speaker, kept),
                kept == INTERVIEWER,
                masking.text(turn.text),
                turn.heading,
                start,
                end,
                page=turn.page,
                notes=tuple(map(masking.text, turn.notes)),
                repeats=turn.number in said.rolled,
                written=turn.speaker,
                participant=people.get(kept, ""),
            )


def _read(path: Path, format_id: str, encoding: str, progress: Progress | None) -> _Said:
    kind = DOCUMENTS.get(format_id)
    if kind is not None:
        return _document(path, kind, progress)
    text = _text(path, encoding)
    if format_id == WHISPER:
        cues, language = whisper.cues(text, path)
        return _captioned(cues, language)
    if format_id == OTRANSCRIBE:
        return _Said(transcript(otranscribe.lines(text, path)))
    if format_id in CAPTIONS:
        return _captioned(captions.cues(text), captions.language(text))
    marked = format_id == MARKDOWN or path.suffix.lower() in _MARKDOWN
    return _Said(transcript([_written(line, marked) for line in _numbered(text)]))


def _numbered(text: str) -> Iterator[Line]:
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), start=1):
        yield Line(number, line)


def _written(line: Line, marked: bool) -> Line:
    """A line of a plain text; `marked` when Markdown's emphasis may stand around what is said."""
    text, style = line.text, ""
    if text.startswith("#"):
        text, style = text.lstrip("#").strip(), "Heading"
    if marked:
        text = _EMPHASIS.sub(r"\2", re.sub(r"^\s*(?:>\s?)+", "", text))
    return replace(line, text=text, style=style) if style or text != line.text else line


def _text(path: Path, encoding: str) -> str:
    try:
        if path.stat().st_size > _LARGEST:
            raise EngageError(Reason.FILE_TOO_LARGE, where=str(path), limit=_LARGEST >> 20, unit="MiB")
    except FileNotFoundError:
        raise EngageError(Reason.FILE_MISSING, where=str(path)) from None
    with open_text(path, encoding or decoding.encoding_of(path)) as file:
        return file.read()


def _document(path: Path, kind: str, progress: Progress | None) -> _Said:
    found = limited.paragraphs(path, kind, progress=progress)
    heard = transcript(list(_document_lines(found)))
    empty = [Turn(each.number, "", page=each.page) for each in found if each.empty]
    turns = tuple(sorted((*heard.turns, *empty), key=lambda turn: turn.number))
    return _Said(replace(heard, turns=turns), unread=frozenset(turn.number for turn in empty))


def _document_lines(found: tuple[limited.Paragraph, ...]) -> Iterator[Line]:
    for paragraph in found:
        cells, notes = paragraph.cells, paragraph.notes
        if len(cells) >= 2:
            if not is_table_header(cells):
                yield Line(paragraph.number, cells[-1], label=_label(cells), notes=notes)
            continue
        # A line break inside a paragraph may begin the next speaker's turn.
        for part in (cells[0] if cells else "").split("\n"):
            yield Line(paragraph.number, part, paragraph.style, page=paragraph.page, notes=notes)
            notes = ()


def _label(cells: tuple[str, ...]) -> str:
    """Who speaks in a row of a table, with the time when a column of its own holds it."""
    if len(cells) < 3:
        return cells[-2]
    clock = next((cell for cell in cells[:-1] if _CLOCK.match(cell.strip())), "")
    names = [cell for cell in cells[:-1] if cell.strip() and not _CLOCK.match(cell.strip())]
    return f"{clock.strip()} {names[-1]}" if clock and names else cells[-2]


def _captioned(found: tuple[Cue, ...], language: str) -> _Said:
    speakers = tuple(dict.fromkeys(cue.speaker for cue in found if cue.speaker))
    lines = [Turn(cue.number, cue.speaker, [clean_text(cue.text)]) for cue in found]
    empty = transcript([])
    heard = replace(empty, turns=tuple(lines), speakers=speakers, asking=asking(lines, speakers))
    times = {cue.number: (cue.start_ms, cue.end_ms) for cue in found}
    return _Said(heard, times, frozenset(cue.number for cue in found if cue.rolled), language=language)
