"""The one sentence and the one advice of each `EngageError`, in the language in use."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

from engage_desktop.errors import EngageError, Reason
from engage_desktop.wording import tn, tr
from engage_desktop.wording.typography import integer


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a dialog or a line on standard error says: `what` happened (and where), `advice` what to do."""

    title: str
    what: str
    advice: str


def explain(error: EngageError) -> Explanation:
    """The words for `error`."""
    where = PurePath(error.where).name or error.where
    title, what, advice = _words(error.reason)
    values = {"where": where, **error.facts}
    if error.reason is Reason.FILE_TOO_LARGE:
        values["limit"] = _limit(int(error.facts.get("limit", 0)), str(error.facts.get("unit", "")))
        if "row" in error.facts:
            what = tr("« {where} », ligne {row}, dépasse la limite de {limit}.")
    if error.reason is Reason.NO_ROWS and "headers" in error.facts:
        what = tr("« {where} » n'a que des en-têtes ({headers}) : aucune ligne à importer.")
    return Explanation(title, _filled(what, values), _filled(advice, values))


def sentence(error: EngageError) -> str:
    """One line for standard error: what, where, what to do."""
    said = explain(error)
    return " ".join(part for part in (said.what, said.advice) if part)


def _limit(most: int, unit: str) -> str:
    """How much is allowed: « 64 Mio », « 2 000 colonnes »."""
    n = integer(most)
    return {
        "MiB": tr("{n} Mio", n=n),
        "characters": tr("{n} caractères dans une cellule", n=n),
        "columns": tn("{n} colonne", "{n} colonnes", most),
        "rows": tn("{n} ligne", "{n} lignes", most),
        "cells": tr("{n} cellules", n=n),
        "pages": tr("{n} pages", n=n),
        "entries": tr("{n} fichiers dans une archive", n=n),
        "ratio": tr("{n} fois sa taille une fois décompressé", n=n),
    }.get(unit, n)


def _filled(text: str, values: dict[str, str | int | float]) -> str:
    return text.format_map(_Known(values))


class _Known(dict[str, str | int | float]):
    def __missing__(self, key: str) -> str:
        return "?"


def _words(reason: Reason) -> tuple[str, str, str]:
    """Title, sentence, advice; `{where}` is the file's name."""
    unread = tr("Le fichier n'a pas pu être lu")
    unopened = tr("L'étude n'a pas pu être ouverte")
    unwritten = tr("L'enregistrement n'a pas pu se faire")
    words: dict[Reason, tuple[str, str, str]] = {
        Reason.FILE_MISSING: (
            unread,
            tr("Le fichier « {where} » est introuvable."),
            tr("Vérifiez son nom et son dossier."),
        ),
        Reason.FILE_EMPTY: (
            unread,
            tr("Le fichier « {where} » est vide."),
            tr("Exportez-le de nouveau depuis l'outil d'origine."),
        ),
        Reason.FILE_UNREADABLE: (
            unread,
            tr("Le fichier « {where} » ne se laisse pas lire ({detail})."),
            tr("Vérifiez vos droits sur ce fichier, ou copiez-le sur ce poste."),
        ),
        Reason.FORMAT_UNKNOWN: (
            unread,
            tr("Le format de « {where} » n'est pas reconnu."),
            tr("Exportez en CSV ou XLSX, ou choisissez le format vous-même."),
        ),
        Reason.FORMAT_MISMATCH: (
            unread,
            tr("« {where} » se présente comme {expected}, mais son contenu est {found}."),
            tr("Renommez-le avec la bonne terminaison ou exportez-le de nouveau."),
        ),
        Reason.PASSWORD_PROTECTED: (
            unread,
            tr(
                "« {where} » est protégé par un mot de passe. Rien n'a été importé et votre étude n'a pas changé."
            ),
            tr("Retirez le mot de passe dans votre tableur, enregistrez, puis réessayez."),
        ),
        Reason.FILE_DAMAGED: (
            unread,
            tr("« {where} » est abîmé ou incomplet ({detail})."),
            tr("Exportez-le de nouveau ou copiez-le une seconde fois."),
        ),
        Reason.FILE_TOO_LARGE: (
            unread,
            tr("« {where} » dépasse la limite de {limit}."),
            tr("Découpez le fichier en plusieurs parties."),
        ),
        Reason.XML_WITH_DTD: (
            unread,
            tr(
                "« {where} » contient des déclarations XML (DTD, entités) qu'Engage n'exécute pas. Rien n'a été lu."
            ),
            tr("Enregistrez-le de nouveau depuis l'outil d'origine, sans déclaration DOCTYPE."),
        ),
        Reason.NO_ROWS: (
            unread,
            tr("« {where} » n'a que des en-têtes : aucune ligne à importer."),
            tr("Vérifiez l'export, ou choisissez une autre feuille."),
        ),
        Reason.NO_TEXT: (
            unread,
            tr("« {where} » ne contient pas de texte : ses {pages} page(s) sont des images numérisées."),
            tr("Passez-le par un logiciel de reconnaissance de caractères (OCR), puis importez le résultat."),
        ),
        Reason.NO_USEFUL_COLUMN: (
            tr("Rien à importer"),
            tr("Aucune colonne de « {where} » n'a de rôle."),
            tr("Donnez un rôle à une colonne au moins : note, verbatim ou segment."),
        ),
        Reason.UNCLOSED_QUOTE: (
            unread,
            tr("Dans « {where} », un guillemet ouvert vers la ligne {row} n'est jamais refermé."),
            tr("Corrigez cette ligne ou exportez de nouveau le fichier."),
        ),
        Reason.MAPPING_INVALID: (
            tr("Correspondance refusée"),
            tr("La correspondance des colonnes de « {where} » n'est pas valable : {detail}."),
            tr("Corrigez-la, ou laissez Engage la proposer."),
        ),
        Reason.READER_FAILED: (
            unread,
            tr("La lecture de « {where} » a été arrêtée ({detail})."),
            tr("Le fichier est peut-être abîmé : ouvrez-le dans un tableur et exportez-le en CSV."),
        ),
        Reason.STUDY_EXISTS: (
            tr("Cette étude existe déjà"),
            tr("« {where} » existe déjà et n'a pas été touché."),
            tr("Choisissez un autre nom."),
        ),
        Reason.STUDY_NOT_ONE: (
            unopened,
            tr("« {where} » n'est pas une étude Engage."),
            tr("Choisissez un fichier .engage, ou importez ce fichier dans une étude."),
        ),
        Reason.STUDY_NEWER: (
            tr("Étude créée avec une version plus récente"),
            tr("« {where} » est au format {found} ; cette version d'Engage lit les formats 1 à {known}."),
            tr("Installez une version plus récente d'Engage : le fichier n'a pas été touché."),
        ),
        Reason.STUDY_DAMAGED: (
            tr("Étude endommagée"),
            tr("« {where} » est endommagé ({detail})."),
            tr("Restaurez une sauvegarde : engage-desktop restore SAUVEGARDE --to NOUVEAU.engage."),
        ),
        Reason.STUDY_IN_USE: (
            tr("Étude déjà ouverte"),
            tr("« {where} » est ouvert dans une autre fenêtre ou un autre programme."),
            tr("Fermez l'autre fenêtre, puis réessayez."),
        ),
        Reason.STUDY_READ_ONLY: (
            tr("Étude en lecture seule"),
            tr("« {where} » ne peut pas être modifié : le fichier ou son dossier est en lecture seule."),
            tr("Copiez l'étude dans un dossier où vous pouvez écrire."),
        ),
        Reason.DISK_FULL: (
            unwritten,
            tr("Il n'y a plus assez de place sur le disque de « {where} ». Rien n'a été écrit à moitié."),
            tr("Libérez de la place, puis réessayez."),
        ),
        Reason.FOLDER_READ_ONLY: (
            unwritten,
            tr("Le dossier de « {where} » est en lecture seule."),
            tr("Choisissez un autre dossier."),
        ),
        Reason.FOLDER_MISSING: (
            unwritten,
            tr("Le dossier de « {where} » n'existe pas."),
            tr("Créez-le ou choisissez un autre dossier."),
        ),
        Reason.FILTER_UNKNOWN_KEY: (
            tr("Filtre non compris"),
            tr("Le filtre ne connaît pas « {key} »."),
            tr("Les mots connus sont : {known}."),
        ),
        Reason.FILTER_BAD_VALUE: (
            tr("Filtre non compris"),
            tr("« {value} » n'a pas de sens pour « {key} »."),
            tr("Exemples : {examples}."),
        ),
        Reason.FILTER_UNCLOSED_QUOTE: (
            tr("Filtre non compris"),
            tr("Un guillemet du filtre n'est pas refermé."),
            tr("Fermez le guillemet."),
        ),
        Reason.COLUMN_UNKNOWN: (
            tr("Colonne inconnue"),
            tr("« {where} » n'a pas de colonne « {name} »."),
            tr("Colonnes du fichier : {known}."),
        ),
        Reason.FIGURE_UNKNOWN: (
            tr("Figure inconnue"),
            tr("« {name} » n'est pas une figure."),
            tr("Figures connues : {known}."),
        ),
        Reason.FORMAT_ID_UNKNOWN: (
            tr("Format inconnu"),
            tr("« {name} » n'est pas un format d'import."),
            tr("Formats connus : {known}."),
        ),
        Reason.SURVEY_UNKNOWN: (
            tr("Enquête inconnue"),
            tr("L'étude n'a pas d'enquête « {name} »."),
            tr("Enquêtes de l'étude : {known}."),
        ),
        Reason.ATTRIBUTE_UNKNOWN: (
            tr("Attribut inconnu"),
            tr("L'étude n'a pas d'attribut « {name} »."),
            tr("Attributs de l'étude : {known}."),
        ),
        Reason.SCORED_QUESTION_UNKNOWN: (
            tr("Question inconnue"),
            tr("L'étude n'a pas de question notée « {name} »."),
            tr("Questions notées de l'étude : {known}."),
        ),
        Reason.CODE_UNKNOWN: (
            tr("Code inconnu"),
            tr("Le plan de codes n'a pas de code « {name} »."),
            tr("Créez-le d'abord, ou vérifiez son nom."),
        ),
        Reason.CODE_EXISTS: (
            tr("Ce code existe déjà"),
            tr("Le plan de codes a déjà un code « {name} » à cet endroit."),
            tr("Choisissez un autre nom."),
        ),
        Reason.SOURCE_UNKNOWN: (
            tr("Source inconnue"),
            tr("L'étude n'a pas de source n° {id}."),
            tr("Les sources et leurs numéros sont dans l'écran Sources."),
        ),
        Reason.SOURCE_OTHER_FILE: (
            tr("Ce n'est pas le même fichier"),
            tr("« {where} » n'est pas le fichier « {name} » qui a été importé."),
            tr("Choisissez le fichier d'origine, ou importez celui-ci comme une nouvelle source."),
        ),
        Reason.VERBATIM_UNKNOWN: (
            tr("Verbatim inconnu"),
            tr("L'étude n'a pas de verbatim n° {id}."),
            tr("Vérifiez son numéro."),
        ),
        Reason.TURN_UNKNOWN: (
            tr("Tour de parole inconnu"),
            tr("Le verbatim n° {id} n'est pas un tour de parole d'un entretien."),
            tr("Vérifiez son numéro."),
        ),
        Reason.TURN_AT_ITS_END: (
            tr("Rien à couper"),
            tr("Le tour de parole n'a pas de mots des deux côtés du curseur."),
            tr("Placez le curseur entre deux mots du tour."),
        ),
        Reason.TURN_ALONE: (
            tr("Rien à joindre"),
            tr("Aucun tour de parole ne se trouve de ce côté."),
            tr("Choisissez un tour qui en a un à côté de lui."),
        ),
        Reason.SLIDE_UNKNOWN: (
            tr("Diapositive inconnue"),
            tr("Cette diapositive n'est plus dans le rapport."),
            tr("Choisissez-en une autre dans la liste."),
        ),
        Reason.NAME_EMPTY: (tr("Nom manquant"), tr("Il faut un nom."), tr("Écrivez-le, puis réessayez.")),
        Reason.WORD_EMPTY: (
            tr("Mot manquant"),
            tr("Il faut un mot, une expression ou un émoji."),
            tr("Écrivez-le, puis réessayez."),
        ),
        Reason.SEED_TOO_COMMON: (
            tr("Mot trop courant"),
            tr("« {name} » n'est fait que de mots outils : il se trouverait presque partout."),
            tr("Écrivez l'expression entière, comme « hors de prix »."),
        ),
        Reason.SEED_TAKEN: (
            tr("Mot déjà pris"),
            tr("« {name} » est déjà un mot de l'aspect « {aspect} »."),
            tr("Retirez-le d'abord de cet aspect."),
        ),
        Reason.ASPECT_UNKNOWN: (
            tr("Aspect inconnu"),
            tr("L'étude n'a pas d'aspect « {name} »."),
            tr("Aspects connus : {known}."),
        ),
        Reason.ASPECT_EXISTS: (
            tr("Nom d'aspect déjà pris"),
            tr("Un aspect s'appelle déjà « {name} »."),
            tr("Choisissez un autre nom."),
        ),
        Reason.ASPECTS_UNREAD: (
            tr("Aspects pas encore lus"),
            tr("Les verbatims n'ont pas encore été lus aspect par aspect."),
            tr("Ouvrez l'écran Thèmes, ou lancez « analyse », puis réessayez."),
        ),
        Reason.EMOTIONS_UNREAD: (
            tr("Émotions pas encore lues"),
            tr("Les émotions des verbatims n'ont pas encore été lues."),
            tr("Ouvrez l'écran Thèmes, ou lancez « analyse », puis réessayez."),
        ),
        Reason.WORD_OF_RULES: (
            tr("Mot des règles"),
            tr("« {name} » sert aux règles (négation, degré, contraste) : il n'a pas de force à lui."),
            tr("Donnez une force à l'expression qui le contient."),
        ),
        Reason.STRENGTH_INVALID: (
            tr("Force impossible"),
            tr("La force d'un mot va de −{most} à +{most}."),
            tr("Choisissez-en une autre ; 0 éteint le mot."),
        ),
        Reason.SPAN_OUTSIDE: (
            tr("Passage hors du texte"),
            tr("Le passage {start}–{end} sort du verbatim, long de {length} caractères."),
            tr("Choisissez un passage dans le texte."),
        ),
        Reason.SURVEY_EXISTS: (
            tr("Nom d'enquête déjà pris"),
            tr("Une enquête s'appelle déjà « {name} »."),
            tr("Choisissez un autre nom."),
        ),
        Reason.SURVEY_WITHOUT_QUESTIONS: (
            tr("Enquête sans question"),
            tr("L'enquête « {name} » n'a pas encore de question."),
            tr("Ajoutez-en une, puis réessayez."),
        ),
        Reason.QUESTION_UNKNOWN: (
            tr("Question introuvable"),
            tr("Cette question n'est plus dans l'enquête."),
            tr("Annulez sa suppression, ou choisissez-en une autre."),
        ),
        Reason.SCALE_INVALID: (
            tr("Échelle impossible"),
            tr("Une échelle de {low} à {high} n'est pas utilisable."),
            tr("Elle va d'un nombre entier à un plus grand, sur 21 points au plus."),
        ),
        Reason.QUESTION_CODE_INVALID: (
            tr("Nom de variable refusé"),
            tr("« {code} » ne peut pas nommer une variable."),
            tr(
                "Une lettre d'abord, puis lettres, chiffres ou _, sans accent ni espace, {longest} signes au plus."
            ),
        ),
        Reason.QUESTION_CODE_TAKEN: (
            tr("Nom de variable déjà pris"),
            tr("Une autre question de cette enquête s'appelle déjà « {code} »."),
            tr("Choisissez un autre nom de variable."),
        ),
        Reason.EXPORT_KIND_UNKNOWN: (
            tr("Format d'export inconnu"),
            tr("« {where} » : la terminaison « {ending} » ne correspond à aucun export de ce contenu."),
            tr("Terminaisons possibles : {known}."),
        ),
        Reason.NOTHING_TO_UNDO: (tr("Rien à annuler"), tr("Il n'y a rien à annuler."), ""),
        Reason.NOTHING_TO_REDO: (tr("Rien à rétablir"), tr("Il n'y a rien à rétablir."), ""),
        Reason.NOTHING_TO_EXPORT: (
            tr("Rien à exporter"),
            tr("L'étude ne contient rien à exporter ici."),
            tr("Importez d'abord des réponses, ou élargissez le filtre."),
        ),
        Reason.SCREEN_UNKNOWN: (
            tr("Écran inconnu"),
            tr("Engage n'a pas d'écran « {name} »."),
            tr("Les écrans sont : {known}."),
        ),
        Reason.LATER: (
            tr("Pas encore disponible"),
            tr("« {what} » viendra avec une prochaine version d'Engage ; rien n'a été fait."),
            "",
        ),
        Reason.NO_DISPLAY: (
            tr("Pas d'écran"),
            tr("Aucun écran n'est disponible pour ouvrir la fenêtre."),
            tr("Ouvrez une session graphique, ou donnez un verbe : engage-desktop --help."),
        ),
        Reason.SQLITE_TOO_OLD: (
            tr("SQLite trop ancien"),
            tr("La version de SQLite ({found}) est antérieure à {needed}."),
            tr("Réinstallez Engage : il apporte la bonne version."),
        ),
    }
    return words[reason]
