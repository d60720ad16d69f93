"""How the Enquêtes screen names what a survey is made of."""

from __future__ import annotations

from dataclasses import dataclass

from engage_desktop.models.forms import asked
from engage_desktop.models.surveys import (
    Condition,
    Option,
    OptionDraft,
    Question,
    QuestionKind,
    Scale,
    Survey,
    SurveyStatus,
)
from engage_desktop.operations.surveys import Row
from engage_desktop.wording import tn, tr
from engage_desktop.wording.typography import french

KINDS: tuple[QuestionKind, ...] = (
    QuestionKind.NPS,
    QuestionKind.CSAT,
    QuestionKind.CES,
    QuestionKind.SCALE,
    QuestionKind.TEXT,
    QuestionKind.SINGLE,
    QuestionKind.MULTIPLE,
    QuestionKind.GRID,
    QuestionKind.NUMBER,
    QuestionKind.DATE,
    QuestionKind.INFO,
)
_ICONS: dict[QuestionKind, str] = {
    QuestionKind.NPS: "gauge",
    QuestionKind.CSAT: "smile",
    QuestionKind.CES: "footprints",
    QuestionKind.SCALE: "sliders-horizontal",
    QuestionKind.TEXT: "text-cursor-input",
    QuestionKind.SINGLE: "circle-dot",
    QuestionKind.MULTIPLE: "square-check",
    QuestionKind.GRID: "table",
    QuestionKind.NUMBER: "hash",
    QuestionKind.DATE: "calendar",
    QuestionKind.INFO: "text-align-start",
}
_SECONDS: dict[QuestionKind, int] = {QuestionKind.TEXT: 40, QuestionKind.MULTIPLE: 15, QuestionKind.INFO: 5}
_SECONDS_OTHERWISE = 10


@dataclass(frozen=True, slots=True)
class QuestionEdit:
    """The parts of a question that a person has changed; None leaves a part as it is."""

    label: str | None = None
    help: str | None = None
    code: str | None = None
    required: bool | None = None
    scale: Scale | None = None
    options: tuple[Option | OptionDraft, ...] | None = None
    rows: tuple[Row, ...] | None = None
    max_choices: int | None = None


@dataclass(frozen=True, slots=True)
class SurveyEdit:
    """The parts of a survey that a person has changed."""

    name: str | None = None
    title: str | None = None
    welcome: str | None = None
    thanks: str | None = None
    status: SurveyStatus | None = None
    language: str | None = None


def typeset(text: str, survey: Survey) -> str:
    """A wording as the form will show it: French ones with their blanks and apostrophes."""
    return french(text) if survey.language.startswith("fr") else text


def kind_icon(kind: QuestionKind) -> str:
    """The icon of a kind of question."""
    return _ICONS[kind]


def kind_name(kind: QuestionKind) -> str:
    """« Texte libre »."""
    return {
        QuestionKind.NPS: "NPS",
        QuestionKind.CSAT: "CSAT",
        QuestionKind.CES: "CES",
        QuestionKind.SCALE: tr("Échelle"),
        QuestionKind.TEXT: tr("Texte libre"),
        QuestionKind.SINGLE: tr("Choix unique"),
        QuestionKind.MULTIPLE: tr("Choix multiple"),
        QuestionKind.GRID: tr("Grille"),
        QuestionKind.NUMBER: tr("Nombre"),
        QuestionKind.DATE: tr("Date"),
        QuestionKind.INFO: tr("Texte d'accueil"),
    }[kind]


def palette_name(kind: QuestionKind) -> str:
    """« NPS, 0 à 10 »: the name with what tells it from the others."""
    spans = {
        QuestionKind.NPS: tr("{name}, {low} à {high}", name="NPS", low=0, high=10),
        QuestionKind.CSAT: tr("{name}, {low} à {high}", name="CSAT", low=1, high=5),
        QuestionKind.CES: tr("{name}, {low} à {high}", name="CES", low=1, high=7),
    }
    return spans.get(kind, kind_name(kind))


def kind_line(question: Question) -> str:
    """« Choix multiple · 3 au plus »."""
    name = kind_name(question.kind)
    if question.kind is QuestionKind.MULTIPLE and question.max_choices:
        return f"{name} · " + tr("{n} au plus", n=question.max_choices)
    return name


def operator_name(operator: str, kind: QuestionKind) -> str:
    """« ≤ », « est », « ne contient pas »."""
    if kind is QuestionKind.MULTIPLE:
        return tr("ne contient pas") if operator == "!=" else tr("contient")
    if kind is QuestionKind.SINGLE:
        return tr("n'est pas") if operator == "!=" else tr("est")
    return {"<=": "≤", ">=": "≥", "!=": "≠"}.get(operator, operator)


def condition_line(condition: Condition, survey: Survey) -> str:
    """« Seulement si q1_nps ≤ 6 »."""
    source = survey.question(condition.code)
    kind = source.kind if source is not None else QuestionKind.NUMBER
    value = condition.value
    if source is not None:
        value = next((each.label for each in source.options if each.code == value), value)
    return tr(
        "Seulement si {code} {operator} {value}",
        code=condition.code,
        operator=operator_name(condition.operator, kind),
        value=value,
    )


def status_name(status: SurveyStatus) -> str:
    """« Brouillon »."""
    return {
        SurveyStatus.DRAFT: tr("Brouillon"),
        SurveyStatus.OPEN: tr("Ouverte"),
        SurveyStatus.CLOSED: tr("Close"),
    }[status]


def survey_line(survey: Survey) -> str:
    """« 7 questions · 1 204 réponses »."""
    count = len(heads(survey))
    questions = tn("{n} question", "{n} questions", count)
    if not survey.responses:
        return f"{questions} · {status_name(survey.status).lower()}"
    return f"{questions} · {tn('{n} réponse', '{n} réponses', survey.responses)}"


def heads(survey: Survey) -> tuple[Question, ...]:
    """The questions that are no row of a grid."""
    return tuple(each for each in survey.questions if each.parent is None)


def numbers(survey: Survey) -> dict[int, int]:
    """The rank shown beside each question, by id; words to read have none."""
    counted = [each for each in heads(survey) if each.kind is not QuestionKind.INFO]
    return {each.id: rank for rank, each in enumerate(counted, start=1)}


def length_line(survey: Survey) -> str:
    """« 7 questions · 2 min 10 s environ »: what someone who meets no condition answers."""
    rows = [row for each in survey.questions for row in survey.rows(each)]
    met = [*asked(survey.questions, {}), *rows]
    seconds = sum(_SECONDS.get(each.kind, _SECONDS_OTHERWISE) for each in met)
    questions = tn("{n} question", "{n} questions", len(heads(survey)))
    minutes, rest = divmod(seconds, 60)
    time = tr("{minutes} min {seconds} s environ", minutes=minutes, seconds=f"{rest:02}")
    return f"{questions} · {time}" if minutes else questions + " · " + tr("{n} s environ", n=rest)
