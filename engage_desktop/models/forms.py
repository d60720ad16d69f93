"""What a filled form says around its questions, and which questions a respondent meets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from engage_desktop.models.surveys import Condition, Question, QuestionKind

Given = str | float | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FormLabels:
    """The words of a form in the language of its respondents; `{n}`, `{of}`, `{low}`, `{high}` are filled in."""

    start: str
    next: str
    back: str
    send: str
    progress: str
    required: str
    needed: str
    number_wrong: str
    date_wrong: str
    choices_limit: str
    choices_over: str
    other_text: str
    scale_hint: str
    optional: str
    sent: str
    again: str
    save: str
    waiting_one: str
    waiting_many: str
    waiting_none: str
    saved: str
    not_kept: str
    clear: str
    clear_sure: str
    cancel: str
    offline: str
    no_script: str
    file_name: str


FRENCH = FormLabels(
    start="Commencer",
    next="Suivant",
    back="Précédent",
    send="Envoyer mes réponses",
    progress="Question {n} sur {of}",
    required="obligatoire",
    needed="Cette question demande une réponse.",
    number_wrong="Écrivez un nombre, par exemple 12 ou 12,5.",
    date_wrong="Choisissez une date.",
    choices_limit="{n} réponses au plus",
    choices_over="Gardez {n} réponses au plus.",
    other_text="Précisez",
    scale_hint="De {low} à {high}",
    optional="facultatif",
    sent="Vos réponses sont notées.",
    again="Nouvelle réponse",
    save="Enregistrer les réponses",
    waiting_none="Aucune réponse à enregistrer.",
    waiting_one="1 réponse à enregistrer dans un fichier.",
    waiting_many="{n} réponses à enregistrer dans un fichier.",
    saved="Fichier enregistré dans vos téléchargements : transmettez-le à l’équipe de l’étude.",
    not_kept="Ce navigateur ne garde rien : enregistrez les réponses avant de fermer cette page.",
    clear="Effacer de ce navigateur",
    clear_sure="Effacer les réponses déjà enregistrées ?",
    cancel="Annuler",
    offline="Hors ligne. Rien n’est envoyé : vos réponses restent sur cet appareil.",
    no_script="Ce questionnaire a besoin de JavaScript. Activez-le, puis rechargez la page.",
    file_name="reponses",
)
ENGLISH = FormLabels(
    start="Start",
    next="Next",
    back="Back",
    send="Send my answers",
    progress="Question {n} of {of}",
    required="required",
    needed="This question needs an answer.",
    number_wrong="Write a number, for example 12 or 12.5.",
    date_wrong="Choose a date.",
    choices_limit="{n} answers at most",
    choices_over="Keep {n} answers at most.",
    other_text="Please specify",
    scale_hint="From {low} to {high}",
    optional="optional",
    sent="Your answers have been noted.",
    again="New response",
    save="Save the responses",
    waiting_none="No response to save.",
    waiting_one="1 response to save in a file.",
    waiting_many="{n} responses to save in a file.",
    saved="File saved in your downloads: hand it to the study team.",
    not_kept="This browser keeps nothing: save the responses before you close this page.",
    clear="Erase from this browser",
    clear_sure="Erase the responses already saved?",
    cancel="Cancel",
    offline="Offline. Nothing is sent: your answers stay on this device.",
    no_script="This questionnaire needs JavaScript. Turn it on, then reload the page.",
    file_name="responses",
)


def labels_for(language: str) -> FormLabels:
    """The words of a form in `language`; English for what is neither French nor English."""
    return FRENCH if language.startswith("fr") else ENGLISH


def holds(condition: Condition, given: Given | None) -> bool:
    """Whether an answer meets the condition; no answer meets none. Options are compared by their code."""
    if given is None or given in ("", ()):
        return False
    if isinstance(given, tuple):
        has = condition.value in given
        return not has if condition.operator == "!=" else has
    left, right = _number(given), _number(condition.value)
    if left is not None and right is not None:
        order = (left > right) - (left < right)
    elif condition.operator in ("=", "!=", "has"):
        order = 0 if str(given) == condition.value else 1
    else:
        return False
    return {
        "<=": order <= 0,
        ">=": order >= 0,
        "<": order < 0,
        ">": order > 0,
        "=": order == 0,
        "has": order == 0,
        "!=": order != 0,
    }[condition.operator]


def asked(questions: tuple[Question, ...], given: Mapping[str, Given]) -> tuple[Question, ...]:
    """The questions that a respondent meets with these answers (by code), rows of grids left out."""
    met: list[Question] = []
    codes: set[str] = set()
    for question in questions:
        if question.parent is not None:
            if met and met[-1].id == question.parent:
                codes.add(question.code)
            continue
        condition = question.condition
        if condition is None or (condition.code in codes and holds(condition, given.get(condition.code))):
            met.append(question)
            codes.add(question.code)
    return tuple(met)


def counted(question: Question) -> bool:
    """Whether « Question 1 sur 7 » counts it: words to read ask nothing."""
    return question.kind is not QuestionKind.INFO


def _number(value: Given) -> float | None:
    try:
        return float(value.replace(",", ".")) if isinstance(value, str) else float(value)  # type: ignore[arg-type] # no tuple here
    except ValueError:
        return None
