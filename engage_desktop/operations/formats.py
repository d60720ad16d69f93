"""What a file may be, and what the notes of an interview say of who speaks."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from engage_desktop.importers import formats as known
from engage_desktop.importers import reading
from engage_desktop.models.sources import InterviewProfile, Mapping, SourceKind
from engage_desktop.progress import Progress


@dataclass(frozen=True, slots=True)
class Format:
    """One import format; `name` and `how` are French source strings, translated where they are shown."""

    id: str
    kind: SourceKind
    name: str
    how: str


@lru_cache(maxsize=1)
def list_formats() -> tuple[Format, ...]:
    """Every import format, those of other packages included, in the order in which a screen lists them."""
    return tuple(Format(each.id, each.kind, each.name, each.how) for each in known.formats())


def interview_profile(
    path: Path, mapping: Mapping, *, progress: Progress | None = None
) -> InterviewProfile | None:
    """Who is interviewed in a file and when, with the attributes at its head; None when it is no interview."""
    if mapping.kind is not SourceKind.INTERVIEW:
        return None
    return reading.read(path, mapping, progress=progress).profile
