"""The answer file of our own form: JSON that carries its questions, so that nothing has to be guessed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from engage_desktop.errors import EngageError, Reason
from engage_desktop.importers import decoding
from engage_desktop.importers.cells import (
    LONGEST,
    Refused,
    clean_text,
    masking_parser,
    number_parser,
    refused,
    score_parser,
    text_parser,
)
from engage_desktop.importers.dates import iso
from engage_desktop.importers.personal import PersonalCount
from engage_desktop.importers.responses import draft_of
from engage_desktop.models.personal import Masking
from engage_desktop.models.sources import (
    QUESTION_ROLES,
    AnswerValue,
    ColumnMapping,
    DateOrder,
    Mapping,
    PersonalData,
    Plan,
    Proposal,
    Reading,
    Recognition,
    ResponseRecord,
    Role,
    RowProblem,
    SourceKind,
)
from engage_desktop.models.surveys import Direction, OptionDraft, QuestionDraft, Scale

_LARGEST = 256 << 20  # bytes
_PREVIEWED = 50
Json = object


@dataclass(frozen=True, slots=True)
class _Question:
    code: str
    role: Role
    label: str
    scale: Scale | None
    options: tuple[OptionDraft, ...]


@dataclass(frozen=True, slots=True)
class _Document:
    survey: str
    questions: tuple[_Question, ...]
    responses: tuple[Json, ...]


def propose(path: Path, recognition: Recognition) -> Proposal:
    """What the answer file holds; each question is one column of the mapping."""
    document = _load(path)
    columns = tuple(
        ColumnMapping(
            index=index,
            header=question.label,
            role=question.role,
            name=question.label,
            question_code=question.code,
            scale=question.scale,
            options=tuple(option.label for option in question.options),
            confidence=0.99,
            reason="stated_by_form",
        )
        for index, question in enumerate(document.questions)
    )
    kind = SourceKind.COLLECTION
    mapping = Mapping(recognition.format, kind, recognition.layout, columns, survey=document.survey)
    if not document.responses:
        raise EngageError(Reason.NO_ROWS, where=str(path))
    shown = [_shown(document.questions, response) for response in document.responses]
    personal = [PersonalCount() for _question in document.questions]
    for count, column in zip(personal, zip(*shown, strict=True), strict=True):
        count.add(column)
    columns_cite = tuple(count.total() for count in personal)
    return Proposal(
        path=str(path),
        recognition=recognition,
        mapping=mapping,
        headers=tuple(question.label for question in document.questions),
        preview=tuple(shown[:_PREVIEWED]),
        preview_rows=tuple(range(1, min(len(shown), _PREVIEWED) + 1)),
        rows=len(shown),
        size=path.stat().st_size,
        personal_data=sum(columns_cite, PersonalData()),
        personal_columns=columns_cite,
    )


def read(path: Path, mapping: Mapping) -> Reading:
    """The responses of the answer file; a row is the 1-based place of a response."""
    document = _load(path)
    by_code = {question.code: question for question in document.questions}
    asked = [column for column in mapping.columns if column.role in QUESTION_ROLES]
    unknown = [column.question_code for column in asked if column.question_code not in by_code]
    if unknown:
        raise EngageError(Reason.MAPPING_INVALID, where=str(path), detail=", ".join(unknown))
    if not asked:
        raise EngageError(Reason.NO_USEFUL_COLUMN, where=str(path))
    questions = [by_code[column.question_code] for column in asked]
    plan = Plan(
        questions=tuple(_draft(column, by_code[column.question_code]) for column in asked),
        columns=tuple(column.index for column in asked),
        column_names=tuple(column.header for column in asked),
        joints=("; ",) * len(asked),
    )
    reader = _Reader(questions, Masking(mapping.replaced))
    records = (reader.record(row, each) for row, each in enumerate(document.responses, start=1))
    return Reading(plan, records, rows_hint=len(document.responses))


def _draft(column: ColumnMapping, question: _Question) -> QuestionDraft:
    return replace(draft_of(column), options=question.options)


# ── the document ──


def _load(path: Path) -> _Document:
    try:
        if path.stat().st_size > _LARGEST:
            raise EngageError(Reason.FILE_TOO_LARGE, where=str(path), limit=_LARGEST >> 20, unit="MiB")
        document = json.loads(path.read_text(decoding.encoding_of(path), "replace"))
    except FileNotFoundError:
        raise EngageError(Reason.FILE_MISSING, where=str(path)) from None
    except OSError as error:
        raise EngageError(Reason.FILE_UNREADABLE, where=str(path), detail=str(error.strerror)) from None
    except json.JSONDecodeError as error:
        raise EngageError(
            Reason.FILE_DAMAGED, where=str(path), detail=f"JSON {error.lineno}:{error.colno}"
        ) from None
    except (RecursionError, ValueError):
        raise EngageError(Reason.FILE_DAMAGED, where=str(path), detail="JSON") from None
    fields = _fields(document)
    if fields.get("format") != "engage-answers" or fields.get("version") != 1:
        raise EngageError(Reason.FORMAT_UNKNOWN, where=str(path))
    survey = _fields(fields.get("survey"))
    questions = tuple(_question(_fields(each), path) for each in _items(fields.get("questions")))
    if len({question.code for question in questions}) != len(questions):
        raise EngageError(Reason.FILE_DAMAGED, where=str(path), detail="questions")
    return _Document(_text(survey.get("name")), questions, tuple(_items(fields.get("responses"))))


def _question(fields: dict[str, Json], path: Path) -> _Question:
    code, kind = _text(fields.get("code")), _text(fields.get("kind"))
    roles = {role.value: role for role in QUESTION_ROLES}
    if not code:
        raise EngageError(Reason.FILE_DAMAGED, where=str(path), detail="question")
    options = tuple(
        OptionDraft(
            _text(o.get("label")) or _text(o.get("code")), _text(o.get("code")), o.get("is_other") is True
        )
        for o in map(_fields, _items(fields.get("options")))
    )
    role = roles.get(kind, Role.IGNORE if kind == "info" else Role.TEXT)
    return _Question(
        code, role, _text(fields.get("label")) or code, _scale(_fields(fields.get("scale"))), options
    )


def _scale(fields: dict[str, Json]) -> Scale | None:
    low, high = fields.get("low"), fields.get("high")
    if (
        not _whole(low)
        or not _whole(high)
        or not isinstance(low, int)
        or not isinstance(high, int)
        or low >= high
    ):
        return None
    boxes = fields.get("top_boxes")
    return Scale(
        low,
        high,
        Direction.LOWER_IS_BETTER if fields.get("direction") == -1 else Direction.HIGHER_IS_BETTER,
        version=_text(fields.get("version")),
        top_boxes=boxes if isinstance(boxes, int) and _whole(boxes) else 2,
        low_label=_text(fields.get("low_label")),
        high_label=_text(fields.get("high_label")),
    )


def _whole(value: Json) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _fields(value: Json) -> dict[str, Json]:
    return value if isinstance(value, dict) else {}


def _items(value: Json) -> list[Json]:
    return value if isinstance(value, list) else []


def _text(value: Json) -> str:
    if isinstance(value, str):
        return clean_text(value)
    return str(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else ""


def _shown(questions: tuple[_Question, ...], response: Json) -> tuple[str, ...]:
    answers = _fields(_fields(response).get("answers"))
    return tuple(
        "; ".join(map(_text, v)) if isinstance(v, list) else _text(v)
        for v in (answers.get(q.code) for q in questions)
    )


# ── responses ──


class _Reader:
    """One response in, one record or problem out."""

    def __init__(self, questions: list[_Question], masking: Masking) -> None:
        self._questions, self._masking = questions, masking
        self._parsers: list[Callable[[str], AnswerValue | Refused] | None] = []
        self._labels = [{option.code: option.label for option in q.options if option.code} for q in questions]
        for question in questions:
            if question.role in (Role.SINGLE, Role.MULTIPLE):
                self._parsers.append(None)
            elif question.role is Role.TEXT:
                self._parsers.append(masking_parser(text_parser(), masking))
            elif question.role is Role.NUMBER:
                self._parsers.append(number_parser("."))
            else:
                self._parsers.append(score_parser(question.scale or Scale(0, 10)))

    def record(self, row: int, response: Json) -> ResponseRecord | RowProblem:
        """The response as a record; text given with « Autre » stands for that option."""
        fields = _fields(response)
        answers, other = _fields(fields.get("answers")), _fields(fields.get("other"))
        values: list[AnswerValue] = []
        for place, question in enumerate(self._questions):
            value = self._value(place, answers.get(question.code), _text(other.get(question.code)))
            if isinstance(value, Refused):
                return RowProblem(row, question.label, value.reason, value.value, value.expected)
            values.append(value)
        if all(value is None for value in values):
            return RowProblem(row, "", "no_answer", _text(fields.get("id")))
        stated = _text(fields.get("submitted_at"))
        submitted = iso(stated, DateOrder.ISO) if stated else None
        if stated and submitted is None:
            return RowProblem(row, "submitted_at", "bad_date", stated[:200], "yyyy-mm-dd")
        return ResponseRecord(
            row=row,
            external_id=_text(fields.get("id")) or None,
            participant=_text(fields.get("participant")) or None,
            submitted_at=submitted,
            wave=_text(fields.get("wave")) or None,
            language=_text(fields.get("language")) or None,
            attributes=(),
            answers=tuple(values),
        )

    def _value(self, place: int, value: Json, other: str) -> AnswerValue | Refused:
        parse = self._parsers[place]
        if parse is not None:
            return parse(value if isinstance(value, str) else _text(value))
        labels = tuple(dict.fromkeys(map(self._masking.text, self._chosen(place, value, other))))
        if any(len(label) > LONGEST for label in labels):
            return refused("too_long", labels[0], str(LONGEST))
        if self._questions[place].role is Role.MULTIPLE:
            return labels if isinstance(value, list) or labels else None
        return labels[0] if labels else None

    def _chosen(self, place: int, value: Json, other: str) -> Iterator[str]:
        free = {option.label for option in self._questions[place].options if option.is_other}
        told = False
        for each in value if isinstance(value, list) else [value]:
            text = _text(each)
            label = self._labels[place].get(text, text)
            if label in free and other and not told:
                told = True
                yield other
            elif label:
                yield label
        if other and not told:
            yield other
