"""The words that a questionnaire starts from, in the language of its respondents.

They are typed with their typography: a survey keeps its language whatever the window speaks.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum

from engage_desktop.models.surveys import (
    CES2_SCALE,
    CSAT_SCALE,
    NPS_SCALE,
    OptionDraft,
    QuestionDraft,
    QuestionKind,
    Scale,
)


class Template(Enum):
    """What a new survey may start with: a standard score and the open question that goes with it."""

    NPS = "nps"
    CSAT = "csat"
    CES = "ces"


@dataclass(frozen=True, slots=True)
class Words:
    """The sentences of one language."""

    nps: str
    nps_ends: tuple[str, str]
    nps_open: str
    csat: str
    csat_ends: tuple[str, str]
    csat_open: str
    ces: str
    ces_ends: tuple[str, str]
    ces_open: str
    thanks: str
    copy: str
    new_question: str
    new_information: str
    new_option: str
    new_row: str
    other: str


_FRENCH = Words(
    nps="Quelle est la probabilité que vous nous recommandiez à un proche ?",
    nps_ends=("Pas du tout probable", "Très probable"),
    nps_open="Quelle est la principale raison de votre note ?",
    csat="Dans l’ensemble, notre service vous a-t-il donné satisfaction ?",
    csat_ends=("Pas du tout", "Tout à fait"),
    csat_open="Que pourrions-nous améliorer ?",
    ces="Il a été facile d’obtenir ce que je cherchais.",
    ces_ends=("Pas du tout d’accord", "Tout à fait d’accord"),
    ces_open="Qu’est-ce qui vous a demandé le plus d’effort ?",
    thanks="Merci de votre participation.",
    copy="{name} (copie)",
    new_question="Nouvelle question",
    new_information="Bienvenue. Ce questionnaire prend quelques minutes.",
    new_option="Réponse {n}",
    new_row="Ligne {n}",
    other="Autre",
)
_ENGLISH = Words(
    nps="How likely are you to recommend us to a friend or colleague?",
    nps_ends=("Not at all likely", "Extremely likely"),
    nps_open="What is the main reason for your score?",
    csat="Overall, how satisfied are you with our service?",
    csat_ends=("Not at all satisfied", "Very satisfied"),
    csat_open="What could we do better?",
    ces="It was easy to get what I was looking for.",
    ces_ends=("Strongly disagree", "Strongly agree"),
    ces_open="What took you the most effort?",
    thanks="Thank you for taking part.",
    copy="{name} (copy)",
    new_question="New question",
    new_information="Welcome. This questionnaire takes a few minutes.",
    new_option="Answer {n}",
    new_row="Row {n}",
    other="Other",
)


def words(language: str) -> Words:
    """The sentences of `language`; English for what is neither French nor English."""
    return _FRENCH if language.startswith("fr") else _ENGLISH


def template_questions(template: Template, language: str) -> tuple[QuestionDraft, ...]:
    """The standard score, required, and its open question."""
    said = words(language)
    kind, reason = {
        Template.NPS: (QuestionKind.NPS, said.nps_open),
        Template.CSAT: (QuestionKind.CSAT, said.csat_open),
        Template.CES: (QuestionKind.CES, said.ces_open),
    }[template]
    return (
        replace(new_question(kind, language), required=True),
        QuestionDraft(QuestionKind.TEXT, reason),
    )


def new_question(kind: QuestionKind, language: str) -> QuestionDraft:
    """A question of that kind, ready to be reworded; the standards come with their wording and scale."""
    said = words(language)
    standards: dict[QuestionKind, tuple[str, Scale, tuple[str, str]]] = {
        QuestionKind.NPS: (said.nps, NPS_SCALE, said.nps_ends),
        QuestionKind.CSAT: (said.csat, CSAT_SCALE, said.csat_ends),
        QuestionKind.CES: (said.ces, CES2_SCALE, said.ces_ends),
        QuestionKind.SCALE: (said.new_question, Scale(1, 5), said.csat_ends),
        QuestionKind.GRID: (said.new_question, Scale(1, 5), said.csat_ends),
    }
    if kind in standards:
        label, scale, (low, high) = standards[kind]
        return QuestionDraft(kind, label, scale=replace(scale, low_label=low, high_label=high))
    label = said.new_information if kind is QuestionKind.INFO else said.new_question
    options = tuple(OptionDraft(said.new_option.format(n=n)) for n in (1, 2)) if kind.has_options else ()
    return QuestionDraft(kind, label, options=options)
