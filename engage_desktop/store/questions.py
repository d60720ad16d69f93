"""Questions and their options in the study file; `surveys` gives them to whoever writes.

Deleted ones carry `deleted_at`; codes are unique within a survey, options keep their code when they are reworded.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from engage_desktop.models import tables
from engage_desktop.models.ids import OptionId, QuestionId, SourceId, SurveyId
from engage_desktop.models.names import folded, free_code, is_code, slug
from engage_desktop.models.surveys import (
    Condition,
    Direction,
    Option,
    OptionDraft,
    Question,
    QuestionDraft,
    QuestionKind,
    Scale,
)
from engage_desktop.store.database import Session

_STANDARDS = (QuestionKind.NPS, QuestionKind.CSAT, QuestionKind.CES)


def not_taken_back(table: sa.Table) -> sa.ColumnElement[bool]:
    """No import that was taken back made the row."""
    maker = tables.source.alias()
    removed = sa.exists().where(maker.c.id == table.c.made_by_source_id, maker.c.removed_at.is_not(None))
    return sa.not_(removed)


def question_of(row: sa.Row[Any], options: tuple[Option, ...]) -> Question:
    """The row of a question as a value."""
    scale = None
    if row.scale_low is not None:
        scale = Scale(
            row.scale_low,
            row.scale_high,
            Direction(row.direction),
            row.scale_version,
            row.top_boxes,
            row.low_label,
            row.high_label,
        )
    return Question(
        QuestionId(row.id),
        SurveyId(row.survey_id),
        row.code,
        QuestionKind(row.kind),
        row.label,
        row.help,
        bool(row.required),
        scale,
        options,
        row.max_choices,
        None if row.parent_id is None else QuestionId(row.parent_id),
        Condition(**json.loads(row.condition)) if row.condition else None,
    )


def add_question(
    session: Session,
    survey_id: SurveyId,
    draft: QuestionDraft,
    *,
    parent: QuestionId | None = None,
    made_by_source_id: SourceId | None = None,
) -> Question:
    """A new question after the others, its code unique in the survey: the one of the draft where it is free.

    An import (`made_by_source_id`) takes over the like question of an import that was taken back.
    """
    table = tables.question
    rows = session.execute(
        sa.select(table, not_taken_back(table).label("seen")).where(table.c.survey_id == survey_id)
    ).fetchall()
    number = 1 + sum(row.parent_id is None and row.deleted_at is None for row in rows)
    wished = _wished_code(draft, number)
    for row in rows:
        if made_by_source_id and not row.seen and (row.code, row.kind) == (wished, draft.kind.value):
            revived = sa.update(table).where(table.c.id == row.id)
            session.execute(
                revived.values(made_by_source_id=made_by_source_id, deleted_at=None, parent_id=parent)
            )
            options = add_options(session, QuestionId(row.id), draft.options)
            return replace(question_of(row, options), parent=parent)
    code = free_code(wished, [row.code for row in rows])
    question = Question(
        QuestionId(0),
        survey_id,
        code,
        draft.kind,
        draft.label,
        draft.help,
        draft.required,
        draft.scale,
        (),
        draft.max_choices,
        parent,
        draft.condition,
    )
    position = max((row.position for row in rows), default=-1) + 1
    done = session.execute(
        sa.insert(table).values(
            survey_id=survey_id,
            position=position,
            parent_id=parent,
            made_by_source_id=made_by_source_id,
            **columns_of(question),
        )
    )
    question_id = QuestionId(_new_id(done))
    return replace(question, id=question_id, options=add_options(session, question_id, draft.options))


def update_question(session: Session, question: Question) -> None:
    """Write all of `question` but its options and its place."""
    table = tables.question
    session.execute(sa.update(table).where(table.c.id == question.id).values(**columns_of(question)))


def delete_question(session: Session, question_id: QuestionId) -> None:
    """Put a question and the rows of its grid aside, their codes free again; answers stay in the file."""
    table = tables.question
    which = sa.or_(table.c.id == question_id, table.c.parent_id == question_id)
    aside = table.c.code + sa.literal("~") + sa.cast(table.c.id, sa.Text)
    session.execute(
        sa.update(table).where(which, table.c.deleted_at.is_(None)).values(deleted_at=_now(), code=aside)
    )


def place_questions(session: Session, ordered: tuple[QuestionId, ...]) -> None:
    """Give the questions these places, in order."""
    table = tables.question
    for position, question_id in enumerate(ordered):
        changed = sa.update(table).where(table.c.id == question_id, table.c.position != position)
        session.execute(changed.values(position=position))


def add_options(
    session: Session, question_id: QuestionId, drafts: tuple[OptionDraft, ...]
) -> tuple[Option, ...]:
    """All live options of the question once those of `drafts` that it lacks (by label) are added after them."""
    if not drafts:
        return _options(session, question_id)
    live = _options(session, question_id)
    known = {folded(each.label) for each in live}
    wished: list[Option | OptionDraft] = list(live)
    for draft in drafts:
        if folded(draft.label) not in known:
            known.add(folded(draft.label))
            wished.append(draft)
    return put_options(session, question_id, tuple(wished))


def put_options(
    session: Session, question_id: QuestionId, wished: tuple[Option | OptionDraft, ...]
) -> tuple[Option, ...]:
    """The options of the question become these, in order: known ones keep their code, the others go aside."""
    table = tables.option
    rows = session.execute(sa.select(table).where(table.c.question_id == question_id)).fetchall()
    kept = {each.id for each in wished if isinstance(each, Option)}
    codes = [row.code for row in rows]
    aside = {folded(row.label): row for row in rows if row.id not in kept}
    for position, each in enumerate(wished):
        again = None if isinstance(each, Option) else aside.pop(folded(each.label), None)
        values = {"label": each.label, "position": position, "is_other": int(each.is_other)}
        if isinstance(each, Option) or again is not None:
            option_id = each.id if isinstance(each, Option) else again.id  # type: ignore[union-attr] # one or the other
            changed = sa.update(table).where(table.c.id == option_id)
            session.execute(changed.values(deleted_at=None, **values))
            continue
        code = each.code if is_code(each.code) else slug(each.code or each.label)
        codes.append(free_code(code or f"o{position + 1}", codes))
        session.execute(sa.insert(table).values(question_id=question_id, code=codes[-1], **values))
    for row in aside.values():
        if row.deleted_at is None:
            session.execute(sa.update(table).where(table.c.id == row.id).values(deleted_at=_now()))
    return _options(session, question_id)


def _options(session: Session, question_id: QuestionId) -> tuple[Option, ...]:
    table = tables.option
    rows = session.execute(
        sa.select(table)
        .where(table.c.question_id == question_id, table.c.deleted_at.is_(None))
        .order_by(table.c.position, table.c.id)
    )
    return tuple(Option(OptionId(row.id), row.code, row.label, bool(row.is_other)) for row in rows)


def _wished_code(draft: QuestionDraft, number: int) -> str:
    if draft.code:
        return draft.code if is_code(draft.code) else slug(draft.code) or f"q{number}"
    if draft.kind in _STANDARDS:
        return f"q{number}_{draft.kind.value}"
    return slug(draft.label) or f"q{number}"


def columns_of(question: Question) -> dict[str, str | int | None]:
    """A question as the columns of its row, but for its options and its place."""
    scale = question.scale
    condition = question.condition
    said = {} if condition is None else {each: getattr(condition, each) for each in condition.__slots__}
    return {
        "code": question.code,
        "kind": question.kind.value,
        "label": question.label,
        "help": question.help,
        "required": int(question.required),
        "scale_low": scale.low if scale else None,
        "scale_high": scale.high if scale else None,
        "direction": scale.direction.value if scale else Direction.HIGHER_IS_BETTER.value,
        "scale_version": scale.version if scale else "",
        "top_boxes": scale.top_boxes if scale else 2,
        "low_label": scale.low_label if scale else "",
        "high_label": scale.high_label if scale else "",
        "max_choices": question.max_choices,
        "condition": json.dumps(said, ensure_ascii=False) if said else "",
    }


def _new_id(done: sa.CursorResult[Any]) -> int:
    key = done.inserted_primary_key
    assert key is not None
    return int(key[0])


def _now() -> str:
    return dt.datetime.now().astimezone().isoformat(timespec="seconds")
