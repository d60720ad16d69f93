"""The formats of interviews and notes that declare themselves: documents, and transcripts of machines."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from engage_desktop.importers import interview, timed_tables
from engage_desktop.importers.adapters import Family, FormatInfo, Head
from engage_desktop.models.sources import Mapping, Proposal, Reading, Recognition, SourceKind
from engage_desktop.progress import Progress

_TABLE_ENDINGS = (".csv", ".tsv", ".xlsx", ".xlsm", ".xls", ".ods")


def _propose(path: Path, recognition: Recognition, progress: Progress | None) -> Proposal:
    return interview.propose(path, recognition, progress=progress)


def _read(path: Path, mapping: Mapping, progress: Progress | None) -> Reading:
    return interview.read(path, mapping, progress=progress)


def _is_odt(head: Head) -> float:
    if head.container != "zip" or "content.xml" not in head.members:
        return 0.0
    stated = b"opendocument.text" in head.data[:256]
    return 0.97 if stated else 0.85 if head.path.suffix.lower() == ".odt" else 0.0


def _is_rtf(head: Head) -> float:
    return 0.97 if head.data.startswith(b"{\\rtf") and not _promises_a_table(head) else 0.0


def _is_pdf(head: Head) -> float:
    return 0.97 if head.data.startswith(b"%PDF") and not _promises_a_table(head) else 0.0


def _promises_a_table(head: Head) -> bool:
    return head.path.suffix.lower() in _TABLE_ENDINGS


def _is_markdown(head: Head) -> float:
    """Only its ending tells a Markdown note from another text: a table in it is still a note."""
    return 0.85 if head.container == "text" and head.path.suffix.lower() in (".md", ".markdown") else 0.0


def _is_whisper(head: Head) -> float:
    if head.outline.root != "object":
        return (
            timed_tables.proves(head.text.lstrip("\ufeff"))
            if head.container == "text" and not head.outline.root
            else 0.0
        )
    shape = head.outline.within()
    found = (
        shape.has("segments[].start", "segments[].end", "segments[].text"),
        shape.has("chunks[].text") and shape.has_any("chunks[].timestamp", "chunks[].timestamp[]"),
        shape.has("transcription[].text", "transcription[].offsets.from"),
        shape.has("utterances[].start", "utterances[].end", "utterances[].text"),
        shape.has("results.utterances[].start", "results.utterances[].transcript"),
    )
    return 0.95 if any(found) else 0.0


def _is_otranscribe(head: Head) -> float:
    if head.outline.root != "object" or not head.outline.has("text"):
        return 0.0
    return 0.95 if head.outline.has_any("media", "media-source", "media-time") else 0.0


def _family(format_id: str, name: str, how: str, proves: Callable[[Head], float]) -> Family:
    return Family(FormatInfo(format_id, SourceKind.INTERVIEW, name, how), proves, _propose, _read)


FAMILIES: tuple[Family, ...] = (
    _family(
        "interview_odt", "Entretien (ODT)", "document LibreOffice, un paragraphe par prise de parole", _is_odt
    ),
    _family("interview_rtf", "Entretien (RTF)", "texte mis en forme qui commence par « {\\rtf »", _is_rtf),
    _family(
        "interview_pdf",
        "Entretien (PDF)",
        "PDF qui contient du texte ; une page numérisée n'est qu'une image",
        _is_pdf,
    ),
    _family(
        interview.MARKDOWN,
        "Entretien (MD)",
        "fichier .md : titres en « # », « **Nom :** » en tête de prise de parole",
        _is_markdown,
    ),
    _family(
        interview.WHISPER,
        "Transcription automatique (JSON, CSV, TSV)",
        "JSON avec « segments », « chunks » ou « utterances », ou tableau avec début, fin et texte",
        _is_whisper,
    ),
    _family(
        interview.OTRANSCRIBE,
        "Transcription oTranscribe (OTR)",
        "JSON avec « text » et « media-time »",
        _is_otranscribe,
    ),
)
