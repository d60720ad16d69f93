"""The import formats: those of the house and those that other packages bring."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from importlib.metadata import EntryPoints, entry_points

from engage_desktop.importers.adapters import Adapter, Family, FormatInfo
from engage_desktop.importers.profile import Profile
from engage_desktop.importers.profiles import PROFILES
from engage_desktop.importers.trees import ADAPTERS, FAMILIES
from engage_desktop.models.sources import SourceKind

ENTRY_POINTS = "engage_desktop.importers"  # each gives a `Profile`, an `Adapter` or a `Family`


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
GA4 = FormatInfo(
    "ga4",
    SourceKind.FIGURES,
    "Google Analytics 4 (CSV)",
    "lignes « # » avec les dates du rapport, puis un ou plusieurs tableaux",
)
MATOMO = FormatInfo(
    "matomo", SourceKind.FIGURES, "Matomo (CSV)", "colonnes « Métadonnées : … » ou « nb_visits »"
)
MAILCHIMP = FormatInfo(
    "mailchimp",
    SourceKind.FIGURES,
    "Campagnes Mailchimp (CSV)",
    "colonnes « Successful Deliveries », « Unique Opens »",
)
CAMPAIGNS = FormatInfo(
    "email_campaigns",
    SourceKind.FIGURES,
    "Campagnes e-mail (Brevo et autres)",
    "une campagne par ligne : envois, ouvertures, clics",
)
LINKEDIN_STATS = FormatInfo(
    "linkedin_stats",
    SourceKind.FIGURES,
    "Statistiques LinkedIn (XLSX, XLS)",
    "feuilles ENGAGEMENT, FOLLOWERS, TOP POSTS ou « Update metrics »",
)
FIGURES = FormatInfo(
    "figures",
    SourceKind.FIGURES,
    "Chiffres datés (CSV, XLSX)",
    "des dates ou des périodes, et des chiffres à côté",
)
FIGURE_FORMATS = (GA4, MATOMO, MAILCHIMP, CAMPAIGNS, LINKEDIN_STATS, FIGURES)
_FAMILIES = (DOCX, TEXT, VTT, SRT, ANSWERS, *FIGURE_FORMATS)


Format = Profile | Adapter | Family
_OURS: tuple[Format, ...] = (*PROFILES, *ADAPTERS, *FAMILIES)


def _id(each: Format) -> str:
    return each.info.id if isinstance(each, Family) else _profile(each).id


def _profile(each: Profile | Adapter) -> Profile:
    return each.profile if isinstance(each, Adapter) else each


def _all() -> tuple[Format, ...]:
    """Every format, those of other packages first so that they may be more particular than ours."""
    return (*_brought(entry_points), *_OURS)


@lru_cache(maxsize=1)
def _brought(installed: Callable[..., EntryPoints]) -> tuple[Format, ...]:
    """The formats of other packages, looked for once: what is installed does not change while we run."""
    known = {_id(each) for each in _OURS} | {info.id for info in _FAMILIES}
    brought: list[Format] = []
    for point in installed(group=ENTRY_POINTS):
        found = point.load()
        if isinstance(found, Profile | Adapter | Family) and _id(found) not in known:
            known.add(_id(found))
            brought.append(found)
    return tuple(brought)


def profiles() -> tuple[Profile, ...]:
    """Every profile of a table that is one already (CSV, workbook)."""
    return tuple(each for each in _all() if isinstance(each, Profile))


def adapters() -> tuple[Adapter, ...]:
    """Every format that is flattened into a table."""
    return tuple(each for each in _all() if isinstance(each, Adapter))


def families() -> tuple[Family, ...]:
    """Every format that is no table and declares itself."""
    return tuple(each for each in _all() if isinstance(each, Family))


def profile(format_id: str) -> Profile | None:
    """The profile of that id, flattened formats included, or None when it gives no table."""
    tables = (_profile(each) for each in _all() if not isinstance(each, Family))
    return next((each for each in tables if each.id == format_id), None)


def adapter(format_id: str) -> Adapter | None:
    """The flattened format of that id, or None."""
    return next((each for each in adapters() if each.profile.id == format_id), None)


def family(format_id: str) -> Family | None:
    """The family of that id, or None."""
    return next((each for each in families() if each.info.id == format_id), None)


def formats() -> tuple[FormatInfo, ...]:
    """Every import format, in the order in which a screen lists them."""
    listed = [each.info if isinstance(each, Family) else _described(_profile(each)) for each in _all()]
    return (*listed, *_FAMILIES)


def info(format_id: str) -> FormatInfo | None:
    """The format of that id, or None."""
    return next((each for each in formats() if each.id == format_id), None)


def _described(profile: Profile) -> FormatInfo:
    return FormatInfo(profile.id, profile.kind, profile.name, profile.how)
