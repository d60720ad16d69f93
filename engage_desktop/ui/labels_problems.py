"""The words of refused rows, and of the reasons why a role was proposed."""

from __future__ import annotations

from dataclasses import replace

from engage_desktop.models.sources import PREVIEW, TEST, UNFINISHED, ColumnMapping, Role, RowProblem
from engage_desktop.ui import labels_merging
from engage_desktop.wording import tn, tr
from engage_desktop.wording.figures import part_name
from engage_desktop.wording.typography import ellipsis, integer, percent

_SHOWN = 60  # characters of a refused value


def problem_title(problem: RowProblem) -> str:
    """« Note hors échelle : 12 »."""
    value = ellipsis(problem.value, _SHOWN)
    words = _titles().get(problem.reason, tr("Ligne refusée ({reason})", reason=problem.reason))
    if problem.reason in (*_WITHOUT_VALUE, *labels_merging.titles()) or not value:
        return words.replace("{expected}", problem.expected)
    return tr("{what} : {value}", what=words, value=value)


def problem_hint(problem: RowProblem) -> str:
    """« Attendu : de 0 à 10 », or why it cannot be; "" when the title says it all."""
    expected = problem.expected
    if problem.reason == "out_of_scale" and (ends := _ends(expected)):
        hint = tr("Attendu : de {low} à {high}", low=ends[0], high=ends[1])
    elif problem.reason == "bad_date":
        hint = tr("Ce jour n'existe pas, ou ne s'écrit pas {shape}", shape=_date_shape(expected))
    elif problem.reason == "not_a_number":
        hint = tr("Attendu : un nombre")
        if ends := _ends(expected):
            hint = tr("Attendu : un nombre de {low} à {high}", low=ends[0], high=ends[1])
    elif problem.reason == "too_long":
        hint = tr("La cellule dépasse {limit} caractères", limit=integer(int(expected or 1_000_000)))
    elif problem.reason == "kept_code_on_whole":
        hint = tr("Code « {name} »", name=expected)
    elif problem.reason == "kept_apart":
        hint = tr("Pour y ajouter les réponses, choisissez l'enquête « {name} »", name=expected)
    elif problem.reason in labels_merging.titles():
        hint = _both_sides(problem)
    elif problem.reason == "duplicate_of_row":
        hint = tr("Même identifiant, même date, même texte")
    else:
        hint = ""
    return hint


def _both_sides(problem: RowProblem) -> str:
    """« Là-bas : Positif · Ici : Négatif »: what two studies say of one thing, as far as they say it."""
    felt = problem.reason == "merge_correction_differs"
    there, here = (part_name(each) if felt else each for each in (problem.value, problem.expected))
    parts = (
        tr("Là-bas : {value}", value=ellipsis(there, _SHOWN)) if there else "",
        tr("Ici : {value}", value=ellipsis(here, _SHOWN)) if here else "",
    )
    return " · ".join(part for part in parts if part)


def state_words(state: str, n: int) -> str:
    """« Écarter 3 aperçus »: the rows in a state, as the switch that leaves them out says them."""
    return {
        PREVIEW: tn("Écarter {n} aperçu", "Écarter {n} aperçus", n),
        TEST: tn("Écarter {n} réponse de test", "Écarter {n} réponses de test", n),
        UNFINISHED: tn("Écarter {n} réponse inachevée", "Écarter {n} réponses inachevées", n),
    }[state]


def _titles() -> dict[str, str]:
    return {
        **labels_merging.titles(),
        "out_of_scale": tr("Note hors échelle"),
        "bad_date": tr("Date illisible"),
        "not_a_number": tr("Ce n'est pas un nombre"),
        "too_long": tr("Texte trop long"),
        "duplicate_of_row": tr("Doublon de la ligne {expected}"),
        "no_answer": tr("Rien à importer sur cette ligne"),
        "page_without_text": tr("Page sans texte : c'est une image"),
        "study_no_text": tr("Document sans texte"),
        "study_media": tr("Image ou enregistrement sans transcription"),
        "study_elsewhere": tr("Texte rangé hors du projet : il n'est pas suivi"),
        "study_not_inside": tr("Texte absent de l'archive : réexportez le projet avec ses sources"),
        "coding_not_found": tr("Passage codé introuvable dans le texte"),
        "coding_outside": tr("Passage codé hors du texte"),
        "coding_without_text": tr("Codage d'un document sans texte"),
        "coding_not_text": tr("Codage d'une image ou d'un enregistrement"),
        "coding_without_code": tr("Passage surligné sans code"),
        "ragged": tr("Plus de cellules que d'en-têtes"),
        "system_message": tr("Message de l'application, que personne n'a écrit"),
        "media_only": tr("Image, son ou fichier sans texte"),
        "deleted": tr("Message supprimé"),
        "share_without_text": tr("Partage d'un message d'un autre, sans texte"),
        "rating_only": tr("Note sans commentaire"),
        "preview_row": tr("Aperçu de l'enquête, pas une réponse"),
        "test_row": tr("Réponse de test"),
        "unfinished_row": tr("Réponse inachevée, écartée"),
        "not_asked": tr("Élément calculé ou caché, jamais demandé"),
        "no_such_kind": tr("Genre de question inconnu ici"),
        "other_kind": tr("Question déjà posée sous un autre genre, et déjà répondue"),
        "kept_without_condition": tr("Question gardée, condition trop complexe perdue"),
        "kept_without_rank": tr("Classement gardé comme un choix multiple, sans les rangs"),
        "kept_without_comment": tr("Question gardée sans son champ de commentaire"),
        "kept_apart": tr("Nouvelle enquête : une autre a ces en-têtes, trop généraux pour la reconnaître"),
        "kept_once": tr("Question répétée gardée une seule fois"),
        "kept_code_on_whole": tr(
            "Texte changé : passage codé disparu, son code porte sur le verbatim entier"
        ),
        "kept_in_one_language": tr("Question gardée dans une seule de ses langues"),
        "total_row": tr("Ligne de total : déjà dans les autres lignes"),
        "not_exact": tr("Ce n'est pas un chiffre exact"),
        "period_overlaps": tr("Deux durées différentes commencent le même jour"),
    }


_WITHOUT_VALUE = ("duplicate_of_row", "preview_row", "test_row", "unfinished_row")


def _ends(expected: str) -> tuple[str, str] | None:
    low, dash, high = expected.replace("–", "-").rpartition("-")
    return (low, high) if dash and low and high else None


def _date_shape(expected: str) -> str:
    known = {
        "dd/mm/yyyy": tr("JJ/MM/AAAA"),
        "mm/dd/yyyy": tr("MM/JJ/AAAA"),
        "yyyy-mm-dd": tr("AAAA-MM-JJ"),
        "dmy": tr("JJ/MM/AAAA"),
        "mdy": tr("MM/JJ/AAAA"),
        "ymd": tr("AAAA-MM-JJ"),
    }
    return known.get(expected.lower(), expected)


def column_reason(column: ColumnMapping) -> str:
    """Why this role was proposed, with how sure the proposal is."""
    if column.reason == "chosen":
        return tr("Rôle choisi par vous.")
    why = _reasons().get(column.reason, tr("Proposé d'après le contenu de la colonne."))
    return tr("{why} Confiance : {share}.", why=why, share=percent(column.confidence))


def _reasons() -> dict[str, str]:
    second = tr("Une autre colonne tient déjà ce rôle.")
    satisfaction = tr("L'intitulé parle de satisfaction, et les notes tiennent sur l'échelle.")
    easy = tr("L'intitulé parle de facilité : plus la note est haute, mieux c'est.")
    effort = tr("L'intitulé parle d'effort : plus la note est basse, mieux c'est.")
    return {
        "remembered": tr("Repris de votre dernier import de ce formulaire."),
        "wording_recommends_0_10": tr("L'intitulé demande une recommandation, notée de 0 à 10."),
        "wording_recommends_not_0_10": tr("Une recommandation, mais sur une autre échelle que 0–10."),
        "wording_satisfaction_1_5": satisfaction,
        "wording_satisfaction_1_7": satisfaction,
        "wording_easy_1_5": easy,
        "wording_easy_1_7": easy,
        "wording_effort_1_5": effort,
        "wording_effort_1_7": effort,
        "wording_open": tr("L'intitulé demande une réponse libre."),
        "bare_0_10": tr("Des notes de 0 à 10, mais l'intitulé ne dit pas s'il s'agit d'une recommandation."),
        "tool_column": tr("Colonne ajoutée par l'outil d'origine."),
        "stated_by_form": tr("Dit par le formulaire lui-même."),
        "grid_row": tr("Des colonnes qui se suivent ont la même question et les mêmes réponses."),
        "part_of_choice": tr("Une case d'une question à choix multiple."),
        "summary_of_choices": tr("Résumé de cases déjà lues une à une."),
        "joined_values": tr("Plusieurs choix réunis dans chaque cellule."),
        "wording_several": tr("L'intitulé dit que plusieurs réponses sont possibles."),
        "few_values": tr("Peu de valeurs différentes, et l'intitulé est une question."),
        "few_short_values": tr("Peu de valeurs différentes : un groupe, ou un choix unique ?"),
        "profile_name": tr("L'intitulé décrit la personne."),
        "email": tr("Des adresses e-mail."),
        "customer_number": tr("Un numéro de client."),
        "person_name": tr("Un nom de personne."),
        "phone_number": tr("Des numéros de téléphone : laissés de côté."),
        "postal_address": tr("Des adresses postales : laissées de côté."),
        "social_security": tr("Des numéros de sécurité sociale."),
        "account_number": tr("Des numéros de compte : laissés de côté."),
        "rounded_ids": tr(
            "Des identifiants qu'un tableur a arrondis (1,22E+17) : ils ne distinguent plus les lignes."
        ),
        "unique_number": tr("Un numéro différent à chaque ligne."),
        "identifiers": tr("Des codes tous différents."),
        "dates": tr("Des dates."),
        "asked_by_survey": tr("Une enquête de l'étude pose cette question."),
        "states": tr("La colonne dit si chaque réponse est allée au bout."),
        "tool_recommends_0_10": tr("La note d'un outil qui demande une recommandation, de 0 à 10."),
        "dates_beyond": tr("Des dates d'un autre siècle : ce ne sont pas celles des réponses."),
        "date_order_doubt": tr("Des dates dont l'ordre jour/mois n'est pas prouvé : vérifiez-le."),
        "date_order_mixed": tr("Des dates écrites de deux façons : vérifiez l'ordre jour/mois."),
        "wave_name": tr("L'intitulé annonce une vague."),
        "language_name": tr("L'intitulé annonce une langue."),
        "numbers": tr("Des nombres, sans échelle annoncée."),
        "comment_of_choice": tr("Le commentaire laissé à côté d'un choix."),
        "other_specify": tr("Le texte libre d'un « Autre, précisez »."),
        "long_varied": tr("Des textes longs et variés."),
        "short_varied": tr("Des textes courts et variés : verbatim, ou à ignorer ?"),
        "not_for_mentions": tr("Sans usage pour des mentions."),
        "empty": tr("La colonne est vide."),
        "known_metric": tr("L'intitulé nomme un chiffre connu."),
        "numbers_by_date": tr("Des nombres, dans un tableau de chiffres."),
        "nth_period": tr("Compte les périodes depuis le début du rapport."),
        "period_header": tr("L'intitulé est une période : le nom du chiffre est sur la ligne."),
        "fractions": tr("Des parts écrites entre 0 et 1 : multipliées par 100."),
        "decimal_doubt": tr("« 1,234 » se lit de deux façons : vérifiez."),
        "names": tr("Des noms, qui répartissent les chiffres."),
        "gathered_by_date": tr("Un nom par ligne : les chiffres d'un même jour sont réunis."),
        "not_a_figure": tr("Une adresse ou un identifiant."),
        **{f"second_{role.value}": second for role in Role},
    }


def problem_line(problem: RowProblem) -> tuple[int, str, str, str, str]:
    """The problem as a line of the exported list: row, column, cause, value, what was awaited."""
    bare = problem_title(replace(problem, value=""))
    return problem.row, problem.column, bare, problem.value, problem_hint(problem)


def problem_header() -> tuple[str, ...]:
    """The head of the exported list."""
    return tr("Ligne"), tr("Colonne"), tr("Cause"), tr("Valeur"), tr("Attendu")
