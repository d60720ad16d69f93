"""The words of a merge: what was read of the other study, kind by kind, and what both say otherwise."""

from __future__ import annotations

from engage_desktop.models.merging import FORMAT, MergeCount, MergeKind
from engage_desktop.models.sources import Outcome
from engage_desktop.wording import tn, tr
from engage_desktop.wording.typography import integer


def kind_word(kind: MergeKind) -> str:
    """« Réponses », « Codages »…"""
    return {
        MergeKind.SOURCE: tr("Sources"),
        MergeKind.SURVEY: tr("Enquêtes"),
        MergeKind.QUESTION: tr("Questions"),
        MergeKind.WAVE: tr("Vagues"),
        MergeKind.PARTICIPANT: tr("Participants"),
        MergeKind.RESPONSE: tr("Réponses"),
        MergeKind.VERBATIM: tr("Verbatims"),
        MergeKind.ASKED: tr("Questions d'entretien"),
        MergeKind.CODE: tr("Codes"),
        MergeKind.CODING: tr("Codages"),
        MergeKind.MEMO: tr("Mémos"),
        MergeKind.CORRECTION: tr("Corrections du sentiment"),
        MergeKind.FLAG: tr("Marques « à revoir »"),
        MergeKind.FIGURE: tr("Chiffres datés"),
        MergeKind.FILTER: tr("Filtres enregistrés"),
        MergeKind.REPORT: tr("Rapports"),
        MergeKind.WORD: tr("Mots du lexique"),
        MergeKind.ASPECT: tr("Aspects"),
        MergeKind.THEME_WORD: tr("Mots des thèmes"),
    }[kind]


def is_merge(outcome: Outcome) -> bool:
    """Whether what came in is a study of this application."""
    return outcome.format == FORMAT


def things(n: int) -> str:
    """« 1 954 éléments »: all that was read of a study."""
    return tn("{n} élément", "{n} éléments", n)


def balance(rows: int, imported: int, updated: int, duplicates: int, refused: int) -> str:
    """« 1 954 éléments = 12 ajoutés + 3 complétés + 1 938 déjà là + 1 écarté »."""
    return tr(
        "{rows} = {imported} + {updated} + {duplicates} + {refused}",
        rows=things(rows),
        imported=tn("{n} ajouté", "{n} ajoutés", imported),
        updated=tn("{n} complété", "{n} complétés", updated),
        duplicates=tr("{n} déjà là", n=integer(duplicates)),
        refused=tn("{n} écarté", "{n} écartés", refused),
    )


def left_out(n: int) -> str:
    """« 3 éléments écartés »."""
    return tn("{n} élément écarté", "{n} éléments écartés", n)


def line(count: MergeCount) -> str:
    """« 12 ajouts, 3 compléments, 40 déjà là, 1 à l'écart »: how the things of a kind ended, whatever its gender."""
    parts = (
        (count.added, tn("{n} ajout", "{n} ajouts", count.added)),
        (count.completed, tn("{n} complément", "{n} compléments", count.completed)),
        (count.known, tr("{n} déjà là", n=integer(count.known))),
        (count.left_out, tr("{n} à l'écart", n=integer(count.left_out))),
    )
    return ", ".join(words for n, words in parts if n)


def titles() -> dict[str, str]:
    """What is said of a thing that was left out, or that is otherwise here."""
    return {
        "merge_withdrawn": tr("Retiré ici depuis la copie : ne revient pas"),
        "merge_source_removed": tr("Source retirée ici : rien n'en est repris"),
        "merge_survey_aside": tr("Enquête supprimée ici : rien n'en est repris"),
        "merge_question_aside": tr("Question supprimée ici : rien n'en est repris"),
        "merge_correction_differs": tr("Sentiment corrigé autrement : votre correction reste"),
        "merge_filter_differs": tr("Filtre du même nom : le vôtre reste"),
        "merge_word_differs": tr("Mot d'une autre force : la vôtre reste"),
        "merge_aspect_differs": tr("Aspect dit par d'autres mots : les vôtres restent"),
        "merge_theme_word_differs": tr("Mot lu autrement dans les thèmes : votre choix reste"),
        "merge_figure_differs": tr("Autre chiffre ce jour-là : le vôtre reste"),
        "kept_merge_question": tr("Question libellée autrement : votre libellé reste"),
        "kept_merge_wave": tr("Vague datée autrement : vos dates restent"),
        "kept_merge_attribute": tr("Attribut différent : le vôtre reste"),
        "kept_merge_response": tr("Réponse différente : la vôtre reste"),
        "kept_merge_text": tr("Texte différent : le vôtre reste"),
        "kept_merge_turn": tr("Tour coupé ou joint autrement : votre découpage reste"),
        "kept_merge_speaker": tr("Autre locuteur : le vôtre reste"),
        "kept_merge_counters": tr("Compteurs différents : les vôtres restent"),
        "kept_merge_name": tr("Code nommé autrement : votre nom reste"),
        "kept_merge_color": tr("Code d'une autre couleur : la vôtre reste"),
        "kept_merge_definition": tr("Code défini autrement : votre définition reste"),
    }
