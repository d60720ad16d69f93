"""What a person does to a survey: each verb is one act that « Annuler » takes back whole."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from engage_desktop.errors import EngageError, Reason
from engage_desktop.models.forms import FormLabels, labels_for
from engage_desktop.models.ids import QuestionId, SurveyId
from engage_desktop.models.names import LONGEST_CODE, folded, is_code
from engage_desktop.models.questionnaires import Template, new_question, template_questions, words
from engage_desktop.models.surveys import (
    NPS_SCALE,
    Condition,
    Option,
    OptionDraft,
    Question,
    QuestionDraft,
    QuestionKind,
    Scale,
    Survey,
    SurveyStatus,
)
from engage_desktop.store import surveys as store
from engage_desktop.store.database import Session, Study
from engage_desktop.store.journal import act

LONGEST_SCALE = 21
_LATER = {".pdf": "formulaire PDF", ".xlsx": "XLSForm", ".lss": "LimeSurvey"}


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a grid as edited: `id` is None for a new one."""

    label: str
    id: QuestionId | None = None


# surveys


def create_survey(
    study: Study, name: str, *, templates: tuple[Template, ...] = (), language: str = "fr"
) -> Survey:
    """A new survey, empty or with the questions of `templates`, worded in `language`."""
    with study.write() as session, act(session, "survey.create", survey=name):
        _refuse_taken_name(session, name, None)
        survey = store.add_survey(session, name, language=language, thanks=words(language).thanks)
        for template in templates:
            for draft in template_questions(template, language):
                store.add_question(session, survey.id, draft)
        return store.survey(session, survey.id)


def edit_survey(
    study: Study,
    survey_id: SurveyId,
    *,
    name: str | None = None,
    title: str | None = None,
    welcome: str | None = None,
    thanks: str | None = None,
    status: SurveyStatus | None = None,
    language: str | None = None,
) -> Survey:
    """The survey with the given parts changed."""
    with _changing(study, survey_id, "survey.edit") as (session, survey):
        if name is not None:
            name = " ".join(name.split())
            if not name:
                raise EngageError(Reason.NAME_EMPTY)
            _refuse_taken_name(session, name, survey_id)
        changed = replace(
            survey,
            name=survey.name if name is None else name,
            title=survey.title if title is None else title.strip(),
            welcome=survey.welcome if welcome is None else welcome.strip(),
            thanks=survey.thanks if thanks is None else thanks.strip(),
            status=status or survey.status,
            language=language or survey.language,
        )
        if changed != survey:
            store.update_survey(session, changed)
        if (changed.title, changed.welcome, changed.thanks) != (survey.title, survey.welcome, survey.thanks):
            store.grow_version(session, survey_id)
        return store.survey(session, survey_id)


def duplicate_survey(study: Study, survey_id: SurveyId) -> Survey:
    """A draft with the same questions, conditions and variable names, and no response."""
    with _changing(study, survey_id, "survey.duplicate") as (session, survey):
        name = _free_name(session, words(survey.language).copy.format(name=survey.name))
        twin = store.add_survey(
            session,
            name,
            title=survey.title,
            language=survey.language,
            welcome=survey.welcome,
            thanks=survey.thanks,
        )
        copies: dict[QuestionId, QuestionId] = {}
        for question in survey.questions:
            parent = copies[question.parent] if question.parent else None
            copy = store.add_question(session, twin.id, _draft(question), parent=parent)
            copies[question.id] = copy.id
        return store.survey(session, twin.id)


def delete_survey(study: Study, survey_id: SurveyId) -> None:
    """Put the survey aside; its responses stay in the file and come back with « Annuler »."""
    with _changing(study, survey_id, "survey.delete") as (session, survey):
        store.delete_survey(session, survey.id)


# questions


def add_question(
    study: Study,
    survey_id: SurveyId,
    draft: QuestionDraft,
    *,
    after: QuestionId | None = None,
    rows: tuple[str, ...] = (),
) -> Question:
    """A new question, after `after` or at the end; a grid comes with its `rows`."""
    _refuse_bad_scale(draft.scale)
    with _changing(study, survey_id, "question.add", question=draft.label) as (session, survey):
        _refuse_taken_code(survey, draft.code, None)
        question = store.add_question(session, survey_id, draft)
        for label in rows if draft.kind is QuestionKind.GRID else ():
            _add_row(session, question, label)
        if after is not None:
            _place_after(session, survey, question.id, after)
        store.grow_version(session, survey_id)
        return _question(store.survey(session, survey_id), question.id)


def add_new_question(
    study: Study, survey_id: SurveyId, kind: QuestionKind, *, after: QuestionId | None = None
) -> Question:
    """A question of that kind with its first wording in the language of the survey, ready to be edited."""
    with study.read() as session:
        language = store.survey(session, survey_id).language
    rows = tuple(words(language).new_row.format(n=n) for n in (1, 2)) if kind is QuestionKind.GRID else ()
    return add_question(study, survey_id, new_question(kind, language), after=after, rows=rows)


def edit_question(
    study: Study,
    question_id: QuestionId,
    *,
    label: str | None = None,
    help: str | None = None,
    code: str | None = None,
    required: bool | None = None,
    scale: Scale | None = None,
    options: tuple[Option | OptionDraft, ...] | None = None,
    rows: tuple[Row, ...] | None = None,
    max_choices: int | None = None,
) -> Question:
    """The question with the given parts changed; options and rows keep their codes, those left out go aside."""
    _refuse_bad_scale(scale)
    with _changing_question(study, question_id, "question.edit") as (session, survey, question):
        changed = replace(
            question,
            label=question.label if label is None else label.strip(),
            help=question.help if help is None else help.strip(),
            required=question.required if required is None else required,
            scale=scale or question.scale,
            max_choices=question.max_choices if max_choices is None else max_choices,
        )
        if code is not None and code != question.code:
            changed = replace(changed, code=_rename(session, survey, question, code))
        if changed != question:
            store.update_question(session, changed)
        if options is not None:
            store.put_options(session, question_id, options)
        if scale is not None or rows is not None:
            _edit_rows(session, survey, changed, rows)
        edited = store.survey(session, survey.id)
        if _wording(edited) != _wording(survey):
            store.grow_version(session, survey.id)
        return _question(edited, question_id)


def treat_as_nps(study: Study, question_id: QuestionId) -> Question:
    """Read a 0–10 scale as a question of recommendation; raises when the scale is another."""
    with _changing_question(study, question_id, "question.treat_as_nps") as (session, survey, question):
        scale = question.scale
        if scale is None or (scale.low, scale.high) != (NPS_SCALE.low, NPS_SCALE.high):
            ends = (scale.low, scale.high) if scale else (0, 0)
            raise EngageError(Reason.SCALE_INVALID, low=ends[0], high=ends[1])
        nps = replace(scale, version=NPS_SCALE.version, direction=NPS_SCALE.direction)
        store.update_question(session, replace(question, kind=QuestionKind.NPS, scale=nps))
        return _question(store.survey(session, survey.id), question_id)


def set_condition(study: Study, question_id: QuestionId, condition: Condition | None) -> Question:
    """Ask the question only when `condition` holds; None asks it always."""
    with _changing_question(study, question_id, "question.condition") as (session, survey, question):
        if condition is not None and survey.question(condition.code) is None:
            raise EngageError(Reason.QUESTION_UNKNOWN, id=condition.code)
        if condition != question.condition:
            store.update_question(session, replace(question, condition=condition))
            store.grow_version(session, survey.id)
        return _question(store.survey(session, survey.id), question_id)


def move_question(study: Study, question_id: QuestionId, *, to: int) -> Survey:
    """The survey with the question at place `to` (from 0) among those that are no row of a grid."""
    with _changing_question(study, question_id, "question.move") as (session, survey, question):
        heads = [each.id for each in survey.questions if each.parent is None and each.id != question.id]
        heads.insert(max(0, min(to, len(heads))), question.id)
        _place(session, survey, heads)
        return store.survey(session, survey.id)


def duplicate_question(study: Study, question_id: QuestionId) -> Question:
    """A like question right after, with a variable name of its own."""
    with _changing_question(study, question_id, "question.duplicate") as (session, survey, question):
        copy = store.add_question(session, survey.id, _draft(question))
        for row in survey.rows(question):
            _add_row(session, copy, row.label, like=row)
        _place_after(session, survey, copy.id, question_id)
        store.grow_version(session, survey.id)
        return _question(store.survey(session, survey.id), copy.id)


def delete_question(study: Study, question_id: QuestionId) -> None:
    """Take the question out of its survey; its answers stay in the file, conditions upon it are lifted."""
    with _changing_question(study, question_id, "question.delete") as (session, survey, question):
        gone = {question.code, *(each.code for each in survey.questions if each.parent == question.id)}
        for other in survey.questions:
            if other.condition is not None and other.condition.code in gone:
                store.update_question(session, replace(other, condition=None))
        store.delete_question(session, question_id)
        store.grow_version(session, survey.id)


# going out


def export_form(study: Study, survey_id: SurveyId, path: Path, *, labels: FormLabels | None = None) -> Path:
    """The survey as a form in one file, by the ending of `path`; worded in the survey's language by default."""
    ending = path.suffix.lower()
    if ending in _LATER:
        raise EngageError(Reason.LATER, where=str(path), what=_LATER[ending])
    if ending not in (".html", ".htm"):
        raise EngageError(Reason.EXPORT_KIND_UNKNOWN, where=str(path), ending=ending or "—", known=".html")
    from engage_desktop.exporters.form_html import write_form

    with study.read() as session:
        survey = store.survey(session, survey_id)
    write_form(survey, path, labels or labels_for(survey.language))
    return path


# within an act


@contextlib.contextmanager
def _changing(
    study: Study, survey_id: SurveyId, verb: str, *, question: str = ""
) -> Iterator[tuple[Session, Survey]]:
    with study.write() as session:
        survey = store.survey(session, survey_id)
        facts = {"survey": survey.name, "question": question} if question else {"survey": survey.name}
        with act(session, verb, coder=None, **facts):
            yield session, survey


@contextlib.contextmanager
def _changing_question(
    study: Study, question_id: QuestionId, verb: str
) -> Iterator[tuple[Session, Survey, Question]]:
    with study.write() as session:
        for survey in store.surveys(session):
            for question in survey.questions:
                if question.id == question_id:
                    with act(session, verb, coder=None, survey=survey.name, question=question.label):
                        yield session, survey, question
                    return
    raise EngageError(Reason.QUESTION_UNKNOWN, id=question_id)


def _refuse_taken_name(session: Session, name: str, own: SurveyId | None) -> None:
    if any(folded(each.name) == folded(name) and each.id != own for each in store.surveys(session)):
        raise EngageError(Reason.SURVEY_EXISTS, name=name)


def _free_name(session: Session, wished: str) -> str:
    taken = {folded(each.name) for each in store.surveys(session)}
    name, number = wished, 2
    while folded(name) in taken:
        name, number = f"{wished} {number}", number + 1
    return name


def _refuse_bad_scale(scale: Scale | None) -> None:
    if scale is not None and not 0 < scale.high - scale.low < LONGEST_SCALE:
        raise EngageError(Reason.SCALE_INVALID, low=scale.low, high=scale.high)


def _refuse_taken_code(survey: Survey, code: str, own: QuestionId | None) -> None:
    if any(each.code.casefold() == code.casefold() and each.id != own for each in survey.questions):
        raise EngageError(Reason.QUESTION_CODE_TAKEN, code=code)


def _rename(session: Session, survey: Survey, question: Question, code: str) -> str:
    """The new code, once it is allowed, free, and followed by the conditions that name the old one."""
    if not is_code(code):
        raise EngageError(Reason.QUESTION_CODE_INVALID, code=code, longest=LONGEST_CODE)
    _refuse_taken_code(survey, code, question.id)
    store.free_hidden_code(session, survey.id, code)
    for other in survey.questions:
        if other.condition is not None and other.condition.code == question.code:
            store.update_question(session, replace(other, condition=replace(other.condition, code=code)))
    return code


def _edit_rows(session: Session, survey: Survey, grid: Question, wished: tuple[Row, ...] | None) -> None:
    """Write the rows of a grid anew, each with the scale of the grid."""
    known = survey.rows(grid)
    rows = tuple(Row(each.label, each.id) for each in known) if wished is None else wished
    kept = {row.id for row in rows}
    for each in known:
        if each.id not in kept:
            store.delete_question(session, each.id)
    order: list[QuestionId] = []
    for row in rows:
        before = next((each for each in known if each.id == row.id), None)
        if before is None:
            order.append(_add_row(session, grid, row.label, like=next(iter(known), None)).id)
            continue
        order.append(before.id)
        scale = before.scale if grid.scale is None else grid.scale
        after = replace(before, label=row.label.strip(), scale=scale, required=grid.required)
        if after != before:
            store.update_question(session, after)
    if wished is not None and order:
        heads = [each.id for each in survey.questions if each.parent is None]
        _place(session, survey, heads, rows={grid.id: order})


def _add_row(session: Session, grid: Question, label: str, *, like: Question | None = None) -> Question:
    """A row answered as the others: on the grid's scale, or from their list."""
    draft = QuestionDraft(QuestionKind.SCALE, label, required=grid.required, scale=grid.scale)
    if like is not None and grid.scale is None:
        options = tuple(OptionDraft(each.label, is_other=each.is_other) for each in like.options)
        draft = replace(draft, kind=like.kind, scale=like.scale, options=options)
    return store.add_question(session, grid.survey, draft, parent=grid.id)


def _place_after(session: Session, survey: Survey, question_id: QuestionId, after: QuestionId) -> None:
    now = store.survey(session, survey.id)
    heads = [each.id for each in now.questions if each.parent is None and each.id != question_id]
    place = heads.index(after) + 1 if after in heads else len(heads)
    heads.insert(place, question_id)
    _place(session, now, heads)


def _place(
    session: Session,
    survey: Survey,
    heads: list[QuestionId],
    *,
    rows: dict[QuestionId, list[QuestionId]] | None = None,
) -> None:
    """Write the order: each question, then the rows of its grid."""
    order: list[QuestionId] = []
    for head in heads:
        known = [each.id for each in survey.questions if each.parent == head]
        order += [head, *(rows or {}).get(head, known)]
    store.place_questions(session, tuple(order))


def _question(survey: Survey, question_id: QuestionId) -> Question:
    found = next((each for each in survey.questions if each.id == question_id), None)
    if found is None:
        raise EngageError(Reason.QUESTION_UNKNOWN, id=question_id)
    return found


def _wording(survey: Survey) -> tuple[Question, ...]:
    """The questions as respondents see them: variable names apart."""
    return tuple(replace(each, code="", condition=None) for each in survey.questions)


def _draft(question: Question) -> QuestionDraft:
    return QuestionDraft(
        question.kind,
        question.label,
        question.code,
        question.help,
        question.required,
        question.scale,
        tuple(OptionDraft(each.label, each.code, each.is_other) for each in question.options),
        question.max_choices,
        question.condition,
    )
