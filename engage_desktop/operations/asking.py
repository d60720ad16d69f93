"""Which question of a survey a column of answers is about: its own by code, else by wording, else a new one."""

from __future__ import annotations

from dataclasses import replace

from engage_desktop.models.ids import SourceId
from engage_desktop.models.names import folded, variable
from engage_desktop.models.sources import ColumnMapping, Mapping, Plan, Role, SourceKind
from engage_desktop.models.surveys import Question, QuestionDraft, QuestionKind, Survey
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
        folded(draft.label) in wordings or not codes.isdisjoint(_codes(draft)) for draft in plan.questions
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
    for code in _codes(draft):
        for question in same:
            if folded(question.code) == code:
                return question
    return next((each for each in same if folded(draft.label) in map(folded, _wordings(survey, each))), None)


def _codes(draft: QuestionDraft) -> tuple[str, ...]:
    """The codes that a draft may mean; a file of codes alone has them for wordings."""
    said = (draft.code, draft.label if " " not in draft.label.strip() else "")
    return tuple(folded(variable(each)) for each in said if each)


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


def asked_by(surveys: tuple[Survey, ...], mapping: Mapping) -> Survey | None:
    """The survey that asks most of the columns that are not the tool's own; None when none asks half of them."""
    told = [each for each in mapping.columns if each.reason not in ("tool_column", "part_of_choice", "empty")]
    if mapping.kind is not SourceKind.RESPONSES or len(told) < 2:
        return None
    known = {survey.id: sum(_named(survey, column) is not None for column in told) for survey in surveys}
    best = max(surveys, key=lambda survey: known[survey.id], default=None)
    return best if best is not None and 2 * known[best.id] >= len(told) else None


def knowing(mapping: Mapping, survey: Survey) -> Mapping:
    """The mapping, a column of a question that the survey asks having its kind, where no cell can be refused for it."""
    return replace(mapping, columns=tuple(_as_asked(column, survey) for column in mapping.columns))


def _named(survey: Survey, column: ColumnMapping) -> Question | None:
    """The question that a column names, by its wording or by its code."""
    names = {
        folded(each) for each in (column.name, column.header, variable(column.question_code or column.header))
    }
    return next(
        (
            question
            for question in survey.questions
            if folded(question.code) in names
            or not names.isdisjoint(map(folded, _wordings(survey, question)))
        ),
        None,
    )


def _as_asked(column: ColumnMapping, survey: Survey) -> ColumnMapping:
    question = _named(survey, column)
    if question is None or column.columns or column.reason == "tool_column":
        return column
    if question.kind.scored and column.role is Role.SCALE and column.scale and question.scale:
        if (column.scale.low, column.scale.high) != (question.scale.low, question.scale.high):
            return column
        return replace(
            column,
            role=Role(question.kind.value),
            scale=question.scale,
            confidence=0.95,
            reason="asked_by_survey",
        )
    listed = question.kind in (QuestionKind.SINGLE, QuestionKind.TEXT)
    if (
        listed
        and column.role in (Role.ATTRIBUTE, Role.TEXT, Role.SINGLE)
        and column.role.value != question.kind.value
    ):
        options = tuple(option.label for option in question.options)
        return replace(
            column, role=Role(question.kind.value), options=options, confidence=0.95, reason="asked_by_survey"
        )
    return column
