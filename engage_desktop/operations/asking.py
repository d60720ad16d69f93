"""Which question of a survey a column of answers is about: its own by code, else by wording, else a new one."""

from __future__ import annotations

from dataclasses import replace

from engage_desktop.models.ids import SourceId
from engage_desktop.models.names import folded, variable
from engage_desktop.models.sources import Mapping, Plan
from engage_desktop.models.surveys import Question, QuestionDraft, Survey
from engage_desktop.store import surveys
from engage_desktop.store.database import Session


def ask(session: Session, survey: Survey, plan: Plan, source: SourceId) -> tuple[Question, ...]:
    """A question of the survey for each of the plan: its own of that code, or of that wording, else a new one.

    Each question serves once: two columns with the same wording stay two questions.
    """
    now = surveys.survey(session, survey.id)
    free, made = list(now.questions), []
    for draft in plan.questions:
        found = _found(now, free, draft)
        if found is None:
            made.append(surveys.add_question(session, survey.id, draft, made_by_source_id=source))
            continue
        free.remove(found)
        codes = {folded(option.code) for option in found.options}
        lacking = tuple(option for option in draft.options if folded(option.label) not in codes)
        made.append(replace(found, options=surveys.add_options(session, found.id, lacking)))
    return tuple(made)


def known(survey: Survey, plan: Plan) -> tuple[Question, ...]:
    """The questions of the survey that the plan asks, nothing being made."""
    free, found = list(survey.questions), []
    for draft in plan.questions:
        question = _found(survey, free, draft)
        if question is not None:
            free.remove(question)
            found.append(question)
    return tuple(found)


def likeness(survey: Survey, plan: Plan) -> float:
    """The share of the plan's questions that the survey asks, by the same code or in the same words."""
    wordings = {folded(each) for question in survey.questions for each in _wordings(survey, question)}
    codes = {folded(question.code) for question in survey.questions}
    same = sum(
        folded(draft.label) in wordings or (bool(draft.code) and folded(variable(draft.code)) in codes)
        for draft in plan.questions
    )
    return same / max(1, len(plan.questions))


def with_codes(mapping: Mapping, questions: tuple[Question, ...], plan: Plan) -> Mapping:
    """The mapping, each column of a question saying the code of its question: so it is found again, once reworded."""
    codes = {index: question.code for index, question in zip(plan.columns, questions, strict=True)}
    return replace(
        mapping,
        columns=tuple(
            replace(column, question_code=codes.get(column.index, column.question_code))
            for column in mapping.columns
        ),
    )


def _found(survey: Survey, free: list[Question], draft: QuestionDraft) -> Question | None:
    same = [question for question in free if question.kind is draft.kind]
    if draft.code:
        code = folded(variable(draft.code))
        for question in same:
            if question.code == draft.code or folded(question.code) == code:
                return question
    return next((each for each in same if folded(draft.label) in map(folded, _wordings(survey, each))), None)


def _wordings(survey: Survey, question: Question) -> tuple[str, ...]:
    """How a column may word the question; the row of a grid is « Grid [Row] » in every tool."""
    grid = next((each for each in survey.questions if each.id == question.parent), None)
    if grid is None:
        return (question.label,)
    return (
        f"{grid.label} [{question.label}]",
        f"{grid.label} – {question.label}",
        f"{grid.label} - {question.label}",
    )
