"""The import formats: those of the house and those that other packages bring."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.metadata import entry_points

from engage_desktop.importers.profile import Profile
from engage_desktop.importers.profiles import PROFILES
from engage_desktop.models.sources import SourceKind

ENTRY_POINTS = "engage_desktop.importers"  # each gives a `Profile`


@dataclass(frozen=True, slots=True)
class FormatInfo:
    """One import format; `name` and `how` are French source strings, translated where they are shown."""

    id: str
    kind: SourceKind
    name: str
    how: str


DOCX = FormatInfo(
    "interview_docx",
    SourceKind.INTERVIEW,
    "Entretien (DOCX)",
    "document Word, un paragraphe par prise de parole",
)
TEXT = FormatInfo(
    "interview_text",
    SourceKind.INTERVIEW,
    "Entretien (TXT)",
    "texte dont les lignes commencent par « Nom : »",
)
VTT = FormatInfo("vtt", SourceKind.INTERVIEW, "Transcription WebVTT", "première ligne « WEBVTT »")
SRT = FormatInfo("srt", SourceKind.INTERVIEW, "Sous-titres SRT", "répliques numérotées avec « --> »")
ANSWERS = FormatInfo(
    "engage_answers",
    SourceKind.COLLECTION,
    "Réponses au formulaire Engage (JSON)",
    "fichier JSON dont la clé « format » vaut « engage-answers »",
)
_FAMILIES = (DOCX, TEXT, VTT, SRT, ANSWERS)


def profiles() -> tuple[Profile, ...]:
    """Every profile, those of other packages first so that they may be more particular than ours."""
    known = {profile.id for profile in PROFILES} | {family.id for family in _FAMILIES}
    brought: list[Profile] = []
    for point in entry_points(group=ENTRY_POINTS):
        found = point.load()
        if isinstance(found, Profile) and found.id not in known:
            known.add(found.id)
            brought.append(found)
    return (*brought, *PROFILES)


def profile(format_id: str) -> Profile | None:
    """The profile of that id, or None when it is no table format."""
    return next((each for each in profiles() if each.id == format_id), None)


def formats() -> tuple[FormatInfo, ...]:
    """Every import format, in the order in which a screen lists them."""
    tables = tuple(FormatInfo(each.id, each.kind, each.name, each.how) for each in profiles())
    return (*tables, *_FAMILIES)


def info(format_id: str) -> FormatInfo | None:
    """The format of that id, or None."""
    return next((each for each in formats() if each.id == format_id), None)
