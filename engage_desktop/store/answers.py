"""Filled forms, many at once: what each response answers to each question."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engage_desktop.models import filters
from engage_desktop.models.ids import QuestionId
from engage_desktop.models.sources import Missing
from engage_desktop.store import columns, filtering
from engage_desktop.store.database import Session

Given = int | float | str | Missing


@dataclass(frozen=True, slots=True)
class Filled:
    """One response: where it comes from, who gave it, and its answers in the order of their rank.

    `written` are the cells that say more than their answer, `date_written` the one of the date.
    """

    number: int
    survey: str
    wave: str
    participant: str
    submitted_at: str
    language: str
    file: str
    row: int
    attributes: tuple[tuple[str, str], ...]
    answers: tuple[tuple[QuestionId, Given], ...]
    written: tuple[tuple[QuestionId, str], ...] = ()
    date_written: str = ""


def find(session: Session, expression: str) -> tuple[int, ...]:
    """The responses that a filter selects, in the order of the files."""
    mask = filtering.response_mask(session, filters.parse(expression))
    found: list[int] = columns.responses(session).id[np.flatnonzero(mask)].tolist()
    return tuple(found)


def filled(session: Session, ids: Sequence[int]) -> tuple[Filled, ...]:
    """These responses, in this order."""
    listed = json.dumps(list(ids))
    answers, written = _answers(session, listed), _written(session, listed)
    attributes = _attributes(session, listed)
    rows = session.rows(
        "SELECT r.id, r.number, v.name, w.name, p.pseudonym, r.submitted_at, r.language, s.file, r.row, d.text"
        " FROM json_each(?) j JOIN response r ON r.id = j.value JOIN survey v ON v.id = r.survey_id"
        " JOIN source s ON s.id = coalesce(r.revised_by, r.source_id) JOIN participant p ON p.id = r.participant_id"
        " LEFT JOIN wave w ON w.id = r.wave_id LEFT JOIN written d ON d.id = r.written_id ORDER BY j.key",
        (listed,),
    )
    return tuple(
        Filled(
            number, survey, wave or "", participant, moment or "", language, file, row,
            tuple(attributes.get(key, ())), tuple(answers.get(key, ())), tuple(written.get(key, ())), said or "",
        )
        for key, number, survey, wave, participant, moment, language, file, row, said in rows
    )  # fmt: skip


def _answers(session: Session, listed: str) -> dict[int, list[tuple[QuestionId, Given]]]:
    found: dict[int, list[tuple[QuestionId, Given]]] = {}
    for key, question, number, option, text, missing in session.rows(
        "SELECT a.response_id, a.question_id, a.number, o.label, a.text, a.missing FROM json_each(?) j"
        " JOIN answer a ON a.response_id = j.value LEFT JOIN option o ON o.id = a.option_id"
        " ORDER BY a.response_id, a.question_id, a.rank",
        (listed,),
    ):
        given: Given | None = option if text is None else text if option is None else f"{option} : {text}"
        given = number if given is None else given
        if missing is not None:
            given = Missing(missing)
        if isinstance(given, float) and given.is_integer():
            given = int(given)
        if given is not None:
            found.setdefault(key, []).append((QuestionId(question), given))
    for key, question, said in session.rows(  # what people wrote is kept as verbatims
        "SELECT v.response_id, v.question_id, v.text FROM json_each(?) j JOIN verbatim v ON v.response_id = j.value"
        " WHERE v.question_id IS NOT NULL ORDER BY v.id",
        (listed,),
    ):
        found.setdefault(key, []).append((QuestionId(question), said))
    return found


def _written(session: Session, listed: str) -> dict[int, list[tuple[QuestionId, str]]]:
    found: dict[int, list[tuple[QuestionId, str]]] = {}
    for key, question, text in session.rows(
        "SELECT a.response_id, a.question_id, w.text FROM json_each(?) j JOIN answer a ON a.response_id = j.value"
        " JOIN written w ON w.id = a.written_id UNION ALL"
        " SELECT v.response_id, v.question_id, w.text FROM json_each(?) j JOIN verbatim v ON v.response_id = j.value"
        " JOIN written w ON w.id = v.written_id WHERE v.question_id IS NOT NULL",
        (listed, listed),
    ):
        found.setdefault(key, []).append((QuestionId(question), text))
    return found


def written_questions(session: Session) -> tuple[frozenset[int], bool]:
    """The questions of which some cell says more than its answer, and whether some cell says more than its date."""
    rows = session.rows(
        "SELECT DISTINCT question_id FROM answer WHERE written_id IS NOT NULL UNION"
        " SELECT question_id FROM verbatim WHERE written_id IS NOT NULL AND question_id IS NOT NULL"
    )
    dated = session.rows("SELECT EXISTS (SELECT 1 FROM response WHERE written_id IS NOT NULL)")[0][0]
    return frozenset(row[0] for row in rows), bool(dated)


def _attributes(session: Session, listed: str) -> dict[int, list[tuple[str, str]]]:
    found: dict[int, list[tuple[str, str]]] = {}
    for key, name, value in session.rows(
        "SELECT r.id, a.name, c.value FROM json_each(?) j JOIN response r ON r.id = j.value"
        " JOIN participant_attribute c ON c.participant_id = r.participant_id"
        " JOIN attribute a ON a.id = c.attribute_id ORDER BY r.id, a.position, a.id",
        (listed,),
    ):
        found.setdefault(key, []).append((name, value))
    return found
