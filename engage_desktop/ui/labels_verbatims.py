"""The words of verbatims: how they were said, their scores, their place in a file, the line read aloud."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from engage_desktop.models.codes import Coding
from engage_desktop.models.sentiment import Label
from engage_desktop.models.verbatims import Origin, Score, Verbatim, VerbatimKind, VerbatimRow
from engage_desktop.ui.widgets.chips import sentiment_word
from engage_desktop.wording import tr
from engage_desktop.wording.typography import day, decimal, integer, quoted, recorded

_KIND_ICONS = {
    VerbatimKind.ANSWER: "clipboard-list",
    VerbatimKind.MENTION: "at-sign",
    VerbatimKind.TURN: "mic",
    VerbatimKind.TICKET: "ticket",
    VerbatimKind.CALL: "phone",
    VerbatimKind.CONTACT: "mail",
}


class Named(Protocol):
    """Anything with a name and a place in the codebook."""

    @property
    def name(self) -> str:
        """The name."""
        ...

    @property
    def place(self) -> int:
        """The place in the tree."""
        ...


def kind_icon(kind: VerbatimKind) -> str:
    """The icon of how a text was said."""
    return _KIND_ICONS[kind]


def kind_word(kind: VerbatimKind) -> str:
    """« Mention », « Entretien »… in the singular."""
    return {
        VerbatimKind.ANSWER: tr("Réponse"),
        VerbatimKind.MENTION: tr("Mention"),
        VerbatimKind.TURN: tr("Entretien"),
        VerbatimKind.TICKET: tr("Ticket"),
        VerbatimKind.CALL: tr("Appel"),
        VerbatimKind.CONTACT: tr("Formulaire"),
    }[kind]


def kinds_word(kind: VerbatimKind) -> str:
    """« Mentions en ligne », « Entretiens »… as a filter says it."""
    return {
        VerbatimKind.ANSWER: tr("Réponses d'enquête"),
        VerbatimKind.MENTION: tr("Mentions en ligne"),
        VerbatimKind.TURN: tr("Entretiens"),
        VerbatimKind.TICKET: tr("Tickets"),
        VerbatimKind.CALL: tr("Appels"),
        VerbatimKind.CONTACT: tr("Formulaires de contact"),
    }[kind]


def nps_group_word(group: str) -> str:
    """« Détracteurs, 0–6 » for "detractors"."""
    return {
        "detractors": tr("Détracteurs, 0–6"),
        "passives": tr("Passifs, 7–8"),
        "promoters": tr("Promoteurs, 9–10"),
        "none": tr("Sans note"),
    }.get(group, group)


def nps_group_of(score: int) -> str:
    """« Détracteurs » for 2."""
    return tr("Détracteurs") if score <= 6 else tr("Passifs") if score <= 8 else tr("Promoteurs")


def score_words(score: Score) -> str:
    """« CSAT 2 sur 5 »."""
    name = score.kind.upper() if score.kind in ("nps", "csat", "ces") else score.code
    return tr("{name} {value} sur {high}", name=name, value=score.value, high=score.high)


def origin_words(origin: Origin) -> str:
    """« reponses-t3.csv, ligne 142, colonne « Pourquoi ? » »."""
    parts = [origin.file]
    if origin.sheet and origin.file.lower().endswith(".pdf"):
        parts.append(tr("page {n}", n=origin.sheet))
    elif origin.sheet:
        parts.append(tr("feuille « {name} »", name=origin.sheet))
    if origin.start_ms is not None:
        parts.append(tr("à {time}", time=recorded(origin.start_ms)))
    if origin.row:
        parts.append(tr("ligne {n}", n=integer(origin.row)))
    if origin.column:
        parts.append(tr("colonne « {name} »", name=origin.column))
    return ", ".join(parts)


def quotation(verbatim: Verbatim) -> str:
    """The text between guillemets, then who said it, when, and the place it came from: for the clipboard."""
    row = verbatim.row
    said = [row.ref]
    if row.nps is not None:
        said.append(f"NPS\u00a0{row.nps}")
    if row.said_at is not None:
        said.append(day(row.said_at.date()))
    said.append(origin_words(verbatim.origin))
    return f"{quoted(row.text)}\n— {', '.join(said)}"


def distinct(codings: Iterable[Coding], looks: Mapping[int, Named]) -> tuple[int, ...]:
    """The codes that a verbatim carries, each once, in the order of the codebook."""
    carried = {coding.code for coding in codings if coding.code in looks}
    return tuple(sorted(carried, key=lambda code: looks[code].place))


def spoken(row: VerbatimRow, looks: Mapping[int, Named]) -> str:
    """The line as a screen reader says it: « R-0142, négatif moins 0,64, NPS 2, codes Station vide. Texte… »."""
    said = [row.ref]
    if row.feeling is not None:
        value = decimal(abs(row.feeling.polarity), 2)
        sign = tr("moins") if row.feeling.polarity < 0 else tr("plus")
        word = sentiment_word(row.feeling.label).lower()
        said.append(f"{word} {value}" if row.feeling.label is Label.NEUTRAL else f"{word} {sign} {value}")
    if row.nps is not None:
        said.append(f"NPS {row.nps}")
    if row.kind is not VerbatimKind.ANSWER:
        said.append(kind_word(row.kind))
    names = [looks[code].name for code in distinct(row.codings, looks)]
    said.append(tr("codes {names}", names=", ".join(names)) if names else tr("sans code"))
    if row.has_memo:
        said.append(tr("avec un mémo"))
    if row.flagged:
        said.append(tr("marqué"))
    return f"{', '.join(said)}. {row.text}"
