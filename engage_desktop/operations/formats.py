"""What a file may be, and what the notes of an interview say of who speaks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from engage_desktop.importers import formats as known
from engage_desktop.importers import reading
from engage_desktop.models.merging import FORMAT
from engage_desktop.models.sources import InterviewProfile, Mapping, SourceKind
from engage_desktop.progress import Progress

# Endings offered where files are chosen; what a file is, its content says.
ENDINGS = (
    "csv", "tsv", "tab", "xlsx", "xlsm", "xls", "ods", "docx", "txt", "vtt", "srt", "json", "jsonl", "ndjson", "js",
    "sav", "zsav", "dta", "lss", "lsa", "qsf", "odt", "rtf", "pdf", "md", "otr", "qdpx", "qde", "qdc", "qda", "sqlite3",
    "engage",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Format:
    """One import format; `name` and `how` are French source strings, translated where they are shown.

    `flattened` formats are no tables before they are read (JSON, a chat…): nothing to say of their separator.
    """

    id: str
    kind: SourceKind
    name: str
    how: str
    flattened: bool = False


_STUDY = Format(
    FORMAT,
    SourceKind.STUDY,
    "Étude Engage (ENGAGE)",
    "base SQLite marquée « Engage » : une copie ou une autre étude",
)


@lru_cache(maxsize=1)
def list_formats() -> tuple[Format, ...]:
    """Every import format, those of other packages included, in the order in which a screen lists them."""
    trees = {each.profile.id for each in known.adapters()}
    listed = (Format(each.id, each.kind, each.name, each.how, each.id in trees) for each in known.formats())
    return (*listed, _STUDY)


def interview_profile(
    path: Path, mapping: Mapping, *, progress: Progress | None = None
) -> InterviewProfile | None:
    """Who is interviewed in a file and when, with the attributes at its head; None when it is no interview."""
    if mapping.kind is not SourceKind.INTERVIEW:
        return None
    return reading.read(path, mapping, progress=progress).profile
