"""The words of imports: formats, roles, scales, why a role was proposed, why a row was refused."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from engage_desktop.models.merging import FORMAT
from engage_desktop.models.metrics import METRICS, PLAIN, Family
from engage_desktop.models.sources import ColumnMapping, DateOrder, Outcome, Role, Source, SourceKind
from engage_desktop.models.surveys import (
    CES1_SCALE,
    CES2_SCALE,
    CSAT_SCALE,
    NPS_SCALE,
    Direction,
    Scale,
)
from engage_desktop.operations.formats import list_formats
from engage_desktop.ui import labels_merging
from engage_desktop.wording import tn, tr
from engage_desktop.wording.metrics import family_name, metric_name
from engage_desktop.wording.typography import integer

UNSURE_BELOW = 0.7  # a proposal less confident than this is marked « à confirmer »

_ROLE_ICONS = {
    Role.IGNORE: "eye-off",
    Role.RESPONSE_ID: "hash",
    Role.PARTICIPANT: "fingerprint-pattern",
    Role.DATE: "calendar",
    Role.WAVE: "layers",
    Role.LANGUAGE: "languages",
    Role.STATUS: "circle-check",
    Role.ATTRIBUTE: "tag",
    Role.NPS: "gauge",
    Role.CSAT: "smile",
    Role.CES: "route",
    Role.SCALE: "sliders-horizontal",
    Role.NUMBER: "hash",
    Role.TEXT: "message-square-quote",
    Role.SINGLE: "circle-dot",
    Role.MULTIPLE: "list-checks",
    Role.AUTHOR: "fingerprint-pattern",
    Role.MENTION: "at-sign",
    Role.TITLE: "heading",
    Role.CHANNEL: "globe",
    Role.THREAD: "git-branch",
    Role.LINK: "link",
    Role.LIKES: "thumbs-up",
    Role.SHARES: "share-2",
    Role.COMMENTS: "message-circle",
    Role.REACH: "users",
    Role.IMPRESSIONS: "eye",
    Role.FIGURE: "chart-column",
    Role.DIMENSION: "tag",
}

_KIND_ICONS = {
    SourceKind.RESPONSES: "table",
    SourceKind.MENTIONS: "at-sign",
    SourceKind.INTERVIEW: "file-text",
    SourceKind.DESIGN: "clipboard-list",
    SourceKind.FIGURES: "chart-column",
    SourceKind.STUDY: "package",
    SourceKind.COLLECTION: "inbox",
}


@dataclass(frozen=True, slots=True)
class RoleChoice:
    """One entry of a role menu: a role, and the scale or the metric that goes with it."""

    role: Role
    scale: Scale | None = None
    metric: str = ""


@dataclass(frozen=True, slots=True)
class RoleGroup:
    """Neighbours in a role menu; with a `title` they make a menu of their own."""

    choices: tuple[RoleChoice, ...]
    title: str = ""
    role: Role | None = None


def role_icon(role: Role) -> str:
    """The name of the icon of a role."""
    return _ROLE_ICONS[role]


def kind_icon(kind: SourceKind) -> str:
    """The name of the icon of what a source brings."""
    return _KIND_ICONS[kind]


def role_word(role: Role) -> str:
    """« Verbatim », « Segment »… as written on the button of a column."""
    return {
        Role.IGNORE: tr("Ignorer"),
        Role.RESPONSE_ID: tr("N° de réponse"),
        Role.PARTICIPANT: tr("Identité"),
        Role.DATE: tr("Date"),
        Role.WAVE: tr("Vague"),
        Role.LANGUAGE: tr("Langue"),
        Role.STATUS: tr("État"),
        Role.ATTRIBUTE: tr("Segment"),
        Role.NPS: tr("NPS"),
        Role.CSAT: tr("CSAT"),
        Role.CES: tr("CES"),
        Role.SCALE: tr("Échelle"),
        Role.NUMBER: tr("Nombre"),
        Role.TEXT: tr("Verbatim"),
        Role.SINGLE: tr("Choix unique"),
        Role.MULTIPLE: tr("Choix multiple"),
        Role.AUTHOR: tr("Auteur"),
        Role.MENTION: tr("Texte"),
        Role.TITLE: tr("Titre"),
        Role.CHANNEL: tr("Canal"),
        Role.THREAD: tr("Fil"),
        Role.LINK: tr("Lien"),
        Role.LIKES: tr("J'aime"),
        Role.SHARES: tr("Partages"),
        Role.COMMENTS: tr("Commentaires"),
        Role.REACH: tr("Portée"),
        Role.IMPRESSIONS: tr("Impressions"),
        Role.FIGURE: tr("Chiffre"),
        Role.DIMENSION: tr("Répartition"),
    }[role]


def role_help(role: Role) -> str:
    """One line on what becomes of a column with this role."""
    return {
        Role.IGNORE: tr("La colonne n'est pas importée."),
        Role.RESPONSE_ID: tr("Reconnaît une réponse déjà importée."),
        Role.PARTICIPANT: tr("Remplacée par un pseudonyme ; jamais conservée."),
        Role.DATE: tr("Jour de la réponse."),
        Role.WAVE: tr("Vague de collecte de la réponse."),
        Role.LANGUAGE: tr("Langue de la réponse."),
        Role.STATUS: tr("Dit si la réponse est un aperçu, un test, ou inachevée."),
        Role.ATTRIBUTE: tr("Décrit la personne : sert à comparer des groupes."),
        Role.NPS: tr("Recommandation de 0 à 10."),
        Role.CSAT: tr("Satisfaction."),
        Role.CES: tr("Effort demandé."),
        Role.SCALE: tr("Note sur une échelle, sans indicateur standard."),
        Role.NUMBER: tr("Une quantité : âge, montant, durée."),
        Role.TEXT: tr("Chaque réponse devient un verbatim à lire et à coder."),
        Role.SINGLE: tr("Une réponse parmi une liste."),
        Role.MULTIPLE: tr("Plusieurs réponses parmi une liste."),
        Role.AUTHOR: tr("Remplacé par un pseudonyme ; jamais conservé."),
        Role.MENTION: tr("Chaque texte devient un verbatim à lire et à coder."),
        Role.TITLE: tr("Titre de la publication."),
        Role.CHANNEL: tr("Réseau ou canal de la publication."),
        Role.THREAD: tr("Réunit les messages d'une même discussion."),
        Role.LINK: tr("Adresse de la publication."),
        Role.LIKES: tr("Compte de réactions."),
        Role.SHARES: tr("Compte de partages."),
        Role.COMMENTS: tr("Compte de commentaires."),
        Role.REACH: tr("Personnes touchées."),
        Role.IMPRESSIONS: tr("Nombre d'affichages."),
        Role.FIGURE: tr("Une valeur datée : elle va dans Indicateurs."),
        Role.DIMENSION: tr("Une série pour chaque nom : page, campagne, pays."),
    }[role]


def scale_word(role: Role, scale: Scale | None) -> str:
    """« 0–10 », « 2.0, 1–7 »; "" without a scale."""
    if scale is None:
        return ""
    span = f"{scale.low}–{scale.high}"
    version = {"ces1": "1.0", "ces2": "2.0"}.get(scale.version, "")
    return f"{version}, {span}" if role is Role.CES and version else span


def column_word(column: ColumnMapping) -> str:
    """What the role button of a column says: « NPS », « CSAT 1–5 », « Verbatim »."""
    if column.role in (Role.CSAT, Role.CES, Role.SCALE):
        return f"{role_word(column.role)} {scale_word(column.role, column.scale)}".strip()
    return metric_name(column.metric) if column.role is Role.FIGURE else role_word(column.role)


def choice_word(choice: RoleChoice) -> str:
    """What the menu says of a choice, with the direction of its scale."""
    if choice.role is Role.FIGURE:
        return metric_name(choice.metric)
    if choice.scale is None or choice.role is Role.NPS:
        word = role_word(choice.role)
        return f"{word} 0–10" if choice.role is Role.NPS else word
    span = scale_word(choice.role, choice.scale)
    if choice.role is not Role.CES:
        return span
    good = choice.scale.high if choice.scale.direction is Direction.HIGHER_IS_BETTER else choice.scale.low
    return tr("CES {version} ({good} = facile)", version=span, good=good)


def role_groups(kind: SourceKind) -> tuple[RoleGroup, ...]:
    """The menu of roles for the columns of this kind of file."""
    ignore = RoleGroup((RoleChoice(Role.IGNORE),))
    if kind is SourceKind.FIGURES:
        return (_plain(Role.DATE, Role.DIMENSION), *_metrics(), ignore)
    if kind is SourceKind.MENTIONS:
        return (
            _plain(Role.MENTION, Role.TITLE, Role.AUTHOR, Role.DATE),
            _plain(Role.CHANNEL, Role.THREAD, Role.LINK, Role.LANGUAGE, Role.RESPONSE_ID, Role.ATTRIBUTE),
            _plain(Role.LIKES, Role.SHARES, Role.COMMENTS, Role.REACH, Role.IMPRESSIONS),
            ignore,
        )
    return (
        _plain(Role.TEXT, Role.ATTRIBUTE),
        RoleGroup((RoleChoice(Role.NPS, NPS_SCALE),)),
        RoleGroup((RoleChoice(Role.CSAT, CSAT_SCALE), RoleChoice(Role.CSAT, _CSAT7)), tr("CSAT"), Role.CSAT),
        RoleGroup(
            (RoleChoice(Role.CES, CES2_SCALE), RoleChoice(Role.CES, CES1_SCALE)),
            tr("CES"),
            Role.CES,
        ),
        RoleGroup(tuple(RoleChoice(Role.SCALE, each) for each in _SCALES), tr("Échelle"), Role.SCALE),
        _plain(Role.NUMBER, Role.SINGLE, Role.MULTIPLE),
        _plain(Role.DATE, Role.PARTICIPANT, Role.RESPONSE_ID, Role.WAVE, Role.LANGUAGE, Role.STATUS),
        ignore,
    )


_CSAT7 = Scale(1, 7, version="csat")
_SCALES = (Scale(1, 4), Scale(1, 5), Scale(1, 7), Scale(0, 10), Scale(1, 10))


def _metrics() -> tuple[RoleGroup, ...]:
    """A menu for each family of known metrics, then the metric that none of them is."""
    known = tuple(
        RoleGroup(
            tuple(RoleChoice(Role.FIGURE, metric=each.id) for each in METRICS if each.family is family),
            family_name(family),
            Role.FIGURE,
        )
        for family in Family
    )
    return (*known, RoleGroup((RoleChoice(Role.FIGURE, metric=PLAIN),)))


def _plain(*roles: Role) -> RoleGroup:
    return RoleGroup(tuple(RoleChoice(role) for role in roles))


def is_unsure(column: ColumnMapping) -> bool:
    """Whether the proposal asks to be confirmed."""
    return column.confidence < UNSURE_BELOW and column.role is not Role.IGNORE


def kind_word(kind: SourceKind) -> str:
    """What a file of this kind brings."""
    return {
        SourceKind.RESPONSES: tr("Réponses"),
        SourceKind.MENTIONS: tr("Mentions"),
        SourceKind.INTERVIEW: tr("Entretien"),
        SourceKind.DESIGN: tr("Questionnaire"),
        SourceKind.FIGURES: tr("Chiffres"),
        SourceKind.STUDY: tr("Étude codée"),
        SourceKind.COLLECTION: tr("Saisie"),
    }[kind]


def rows_word(kind: SourceKind, n: int) -> str:
    """« 1 204 réponses », « 300 mentions », « 71 tours de parole »."""
    if kind in (SourceKind.RESPONSES, SourceKind.COLLECTION):
        return tn("{n} réponse", "{n} réponses", n)
    if kind is SourceKind.MENTIONS:
        return tn("{n} mention", "{n} mentions", n)
    if kind is SourceKind.INTERVIEW:
        return tn("{n} tour de parole", "{n} tours de parole", n)
    if kind is SourceKind.DESIGN:
        return tn("{n} question", "{n} questions", n)
    if kind is SourceKind.STUDY:
        return tn("{n} document", "{n} documents", n)
    return tn("{n} ligne", "{n} lignes", n)


def date_order_word(order: DateOrder) -> str:
    """« JJ/MM/AAAA »…"""
    return {
        DateOrder.DAY_FIRST: tr("JJ/MM/AAAA"),
        DateOrder.MONTH_FIRST: tr("MM/JJ/AAAA"),
        DateOrder.ISO: tr("AAAA-MM-JJ"),
    }[order]


def delimiter_word(delimiter: str) -> str:
    """« virgule », « point-virgule »…"""
    known = {
        ",": tr("virgule"),
        ";": tr("point-virgule"),
        "\t": tr("tabulation"),
        "|": tr("barre verticale"),
    }
    return known.get(delimiter, delimiter)


def encoding_word(encoding: str) -> str:
    """« UTF-8 », « Windows-1252 »… as people know them."""
    known = {
        "utf-8": "UTF-8", "utf-8-sig": "UTF-8", "cp1252": "Windows-1252", "utf-16": "UTF-16",
        "utf-16-le": "UTF-16", "utf-16-be": "UTF-16", "mac_roman": "MacRoman", "cp850": "DOS 850",
        "latin-1": "Latin-1", "iso-8859-1": "Latin-1", "iso-8859-15": "Latin-9",
    }  # fmt: skip
    return known.get(encoding.lower(), encoding)


def account(source: Source) -> str:
    """« 1 207 lignes = 1 190 ajoutées + 3 mises à jour + 11 déjà là + 3 refusées »."""
    made = labels_merging.balance if source.format == FORMAT else balance
    return made(source.rows, source.imported, source.updated, source.duplicates, source.skipped)


def balance(rows: int, imported: int, updated: int, duplicates: int, refused: int) -> str:
    """Every row of a file accounted for, in one line."""
    return tr(
        "{rows} = {imported} + {updated} + {duplicates} + {refused}",
        rows=tn("{n} ligne", "{n} lignes", rows),
        imported=tn("{n} ajoutée", "{n} ajoutées", imported),
        updated=tn("{n} mise à jour", "{n} mises à jour", updated),
        duplicates=tr("{n} déjà là", n=integer(duplicates)),
        refused=tn("{n} refusée", "{n} refusées", refused),
    )


def format_name(format_id: str) -> str:
    """« Google Forms », « Tableau (CSV, TSV) »; the id itself for a format that this copy does not know."""
    return next((tr(each.name) for each in list_formats() if each.id == format_id), format_id)


def bare_format_name(format_id: str) -> str:
    """The name of a format without the endings that it may have."""
    return format_name(format_id).partition(" (")[0]


def ending(path: Path) -> str:
    """« CSV », « XLSX »."""
    return path.suffix.lstrip(".").upper()


def outcome_balance(outcome: Outcome) -> str:
    """Every row of a trial or of an import accounted for, in one line."""
    made = labels_merging.balance if outcome.format == FORMAT else balance
    return made(outcome.rows, outcome.imported, outcome.updated, outcome.duplicates, len(outcome.skipped))


def is_study(outcome: Outcome) -> bool:
    """Whether what came in is another study, with its codes."""
    return outcome.mapping is not None and outcome.mapping.kind is SourceKind.STUDY


def study_account(outcome: Outcome) -> str:
    """« 14 codes ajoutés · 12 codages placés · 4 perdus »: what another study brought beside its documents."""
    parts = [
        tn("{n} code ajouté", "{n} codes ajoutés", outcome.codes),
        tn("{n} codage placé", "{n} codages placés", outcome.codings),
    ]
    if outcome.lost:
        parts.append(tn("{n} codage non repris", "{n} codages non repris", len(outcome.lost)))
    return " · ".join(parts)
