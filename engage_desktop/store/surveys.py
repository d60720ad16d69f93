"""Surveys, questions and options in the study file.

Nothing is erased here: a survey, question or option that is deleted carries `deleted_at`, and what was made by
an import is no longer read once its source is taken back, unless another live import uses it.
"""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from engage_desktop.errors import EngageError, Reason
from engage_desktop.models import tables
from engage_desktop.models.ids import OptionId, QuestionId, SourceId, SurveyId
from engage_desktop.models.names import folded
from engage_desktop.models.surveys import (
    Option,
    Question,
    Survey,
    SurveyStatus,
)
from engage_desktop.store.database import Session
from engage_desktop.store.questions import (
    add_options,
    add_question,
    delete_question,
    not_taken_back,
    place_questions,
    put_options,
    question_of,
    update_question,
)
from engage_desktop.store.waves import (
    add_wave,
    attributes,
    find_or_add_wave,
    rename_wave,
    waves,
)

__all__ = [
    "add_options",
    "add_question",
    "add_survey",
    "add_wave",
    "attributes",
    "delete_question",
    "delete_survey",
    "find_or_add_wave",
    "find_survey",
    "free_hidden_code",
    "grow_version",
    "place_questions",
    "put_options",
    "rename_wave",
    "survey",
    "surveys",
    "update_question",
    "update_survey",
    "waves",
]

_READ_FROM = frozenset({"survey", "question", "option", "response", "answer", "verbatim", "source"})


# reading


def surveys(session: Session) -> tuple[Survey, ...]:
    """The surveys in their order, each with its questions and its number of live responses."""
    if session.touched:  # what is being written is no one else's yet
        return _surveys(session)
    return session.cache.get("surveys", _READ_FROM, lambda: _surveys(session))


def survey(session: Session, survey_id: SurveyId) -> Survey:
    """The survey of that id; raises when there is none to see."""
    found = next((each for each in surveys(session) if each.id == survey_id), None)
    if found is None:
        raise EngageError(Reason.SURVEY_UNKNOWN, name=str(survey_id), known=_known(session))
    return found


def find_survey(session: Session, name: str) -> Survey:
    """The survey of that name, case and accents ignored; raises with the known names when there is none."""
    wanted = folded(name)
    found = next((each for each in surveys(session) if folded(each.name) == wanted), None)
    if found is None:
        raise EngageError(Reason.SURVEY_UNKNOWN, name=name, known=_known(session))
    return found


def labels(session: Session) -> list[tuple[int, str]]:
    """Every question as (id, label)."""
    return [(key, label) for key, label in session.rows("SELECT id, label FROM question")]


def _known(session: Session) -> str:
    return ", ".join(each.name for each in surveys(session)) or "—"


def _surveys(session: Session) -> tuple[Survey, ...]:
    responses = dict(
        session.rows(
            "SELECT r.survey_id, count(*) FROM response r"
            " JOIN source s ON s.id = r.source_id AND s.removed_at IS NULL GROUP BY r.survey_id"
        )
    )
    questions = _questions(session)
    table = tables.survey
    rows = session.execute(
        sa.select(table)
        .where(table.c.deleted_at.is_(None), sa.or_(not_taken_back(table), _used_survey()))
        .order_by(table.c.position, table.c.id)
    )
    return tuple(_survey(row, questions.get(row.id, ()), responses.get(row.id, 0)) for row in rows)


def _questions(session: Session) -> dict[int, tuple[Question, ...]]:
    options: dict[int, list[Option]] = {}
    choice = tables.option
    for row in session.execute(
        sa.select(choice).where(choice.c.deleted_at.is_(None)).order_by(choice.c.position, choice.c.id)
    ):
        option = Option(OptionId(row.id), row.code, row.label, bool(row.is_other))
        options.setdefault(row.question_id, []).append(option)
    table = tables.question
    rows = session.execute(
        sa.select(table, sa.or_(not_taken_back(table), _used_question()).label("seen"))
        .where(table.c.deleted_at.is_(None))
        .order_by(table.c.survey_id, table.c.position, table.c.id)
    ).fetchall()
    above = {row.parent_id for row in rows if row.seen}  # a grid stays while one of its rows does
    found: dict[int, list[Question]] = {}
    for row in rows:
        if row.seen or row.id in above:
            found.setdefault(row.survey_id, []).append(question_of(row, tuple(options.get(row.id, ()))))
    return {key: _rows_after_their_grid(each) for key, each in found.items()}


def _rows_after_their_grid(questions: list[Question]) -> tuple[Question, ...]:
    rows: dict[QuestionId, list[Question]] = {}
    for question in questions:
        if question.parent is not None:
            rows.setdefault(question.parent, []).append(question)
    ordered: list[Question] = []
    for question in questions:
        if question.parent is None:
            ordered += [question, *rows.get(question.id, ())]
    return tuple(ordered)


def _used_survey() -> sa.ColumnElement[bool]:
    """A live source fills it, or live responses are in it."""
    source, filled = tables.source.alias(), tables.response.alias()
    fills = sa.exists().where(source.c.survey_id == tables.survey.c.id, source.c.removed_at.is_(None))
    origin = tables.source.alias()
    holds = sa.exists().where(
        filled.c.survey_id == tables.survey.c.id,
        origin.c.id == filled.c.source_id,
        origin.c.removed_at.is_(None),
    )
    return sa.or_(fills, holds)


def _used_question() -> sa.ColumnElement[bool]:
    """A live response answers it, by an answer or (open questions) by a verbatim that no import took back."""
    text, brought = tables.verbatim.alias(), tables.source.alias()
    still_there = sa.and_(brought.c.id == text.c.source_id, brought.c.removed_at.is_(None))
    return sa.or_(_answers(tables.answer.alias()), _answers(text, still_there))


def _answers(given: sa.FromClause, *conditions: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    filled, origin = tables.response.alias(), tables.source.alias()
    return sa.exists().where(
        filled.c.survey_id == tables.question.c.survey_id,
        origin.c.id == filled.c.source_id,
        origin.c.removed_at.is_(None),
        given.c.response_id == filled.c.id,
        given.c.question_id == tables.question.c.id,
        *conditions,
    )


def with_responses(session: Session, ids: Iterable[str]) -> dict[SurveyId, int]:
    """How many live responses each survey has among these ids of their tools."""
    rows = session.rows(
        "SELECT r.survey_id, count(*) FROM json_each(?) j JOIN response r ON r.external_id = j.value"
        " JOIN source s ON s.id = r.source_id AND s.removed_at IS NULL GROUP BY 1",
        (json.dumps(sorted(ids)),),
    )
    return {SurveyId(key): n for key, n in rows}


def _survey(row: sa.Row[Any], questions: tuple[Question, ...], responses: int) -> Survey:
    return Survey(
        SurveyId(row.id),
        row.name,
        row.title,
        SurveyStatus(row.status),
        row.version,
        row.language,
        row.welcome,
        row.thanks,
        questions,
        responses,
    )


# writing


def add_survey(
    session: Session,
    name: str,
    *,
    title: str = "",
    status: SurveyStatus = SurveyStatus.DRAFT,
    language: str = "fr",
    welcome: str = "",
    thanks: str = "",
    made_by_source_id: SourceId | None = None,
) -> Survey:
    """A new survey without questions, after the others."""
    name = " ".join(name.split())
    if not name:
        raise EngageError(Reason.NAME_EMPTY)
    table = tables.survey
    last = session.execute(sa.select(sa.func.max(table.c.position))).scalar()
    done = session.execute(
        sa.insert(table).values(
            uid=uuid.uuid4().hex,
            name=name,
            title=title or name,
            status=status.value,
            language=language,
            welcome=welcome,
            thanks=thanks,
            position=0 if last is None else last + 1,
            created_at=_now(),
            made_by_source_id=made_by_source_id,
        )
    )
    return Survey(SurveyId(_new_id(done)), name, title or name, status, 1, language, welcome, thanks, ())


def update_survey(session: Session, survey: Survey) -> None:
    """Write all of `survey` but its questions and responses."""
    table = tables.survey
    session.execute(
        sa.update(table)
        .where(table.c.id == survey.id)
        .values(
            name=survey.name,
            title=survey.title,
            status=survey.status.value,
            version=survey.version,
            language=survey.language,
            welcome=survey.welcome,
            thanks=survey.thanks,
        )
    )


def grow_version(session: Session, survey_id: SurveyId) -> None:
    """Count one more wording of a survey that has responses; once for all edits until new responses come in."""
    found = survey(session, survey_id)
    setting, key = tables.setting, f"survey.{survey_id}.responses_at_version"
    known = session.execute(sa.select(setting.c.value).where(setting.c.key == key)).scalar()
    if not found.responses or known == str(found.responses):
        return
    session.execute(sa.delete(setting).where(setting.c.key == key))
    session.execute(sa.insert(setting).values(key=key, value=str(found.responses)))
    session.execute(
        sa.update(tables.survey).where(tables.survey.c.id == survey_id).values(version=found.version + 1)
    )


def delete_survey(session: Session, survey_id: SurveyId) -> None:
    """Put the survey aside; its responses stay in the file."""
    table = tables.survey
    session.execute(sa.update(table).where(table.c.id == survey_id).values(deleted_at=_now()))


def free_hidden_code(session: Session, survey_id: SurveyId, code: str) -> None:
    """Take `code` from a question that is no longer read, so that another may bear it."""
    table = tables.question
    for row in session.execute(
        sa.select(table.c.id).where(
            table.c.survey_id == survey_id, sa.func.lower(table.c.code) == code.lower()
        )
    ).fetchall():
        if all(each.id != row.id for each in survey(session, survey_id).questions):
            renamed = sa.update(table).where(table.c.id == row.id)
            session.execute(renamed.values(code=f"{code}~{row.id}"))


def _new_id(done: sa.CursorResult[Any]) -> int:
    key = done.inserted_primary_key
    assert key is not None
    return int(key[0])


def _now() -> str:
    return dt.datetime.now().astimezone().isoformat(timespec="seconds")
