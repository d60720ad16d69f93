"""Rows of a survey file as filled forms.

Rows are read by batches and parsed by columns: each distinct cell of a column is parsed once and remembered,
so that the work per row stays in C.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, replace
from functools import partial
from itertools import chain, repeat, starmap

from engage_desktop.importers import choices
from engage_desktop.importers.cells import (
    attribute_parser,
    choice_parser,
    number_parser,
    score_parser,
    text_parser,
)
from engage_desktop.importers.delimited import Batch
from engage_desktop.importers.fields import (
    AnyColumn,
    Columns,
    DateColumn,
    Field,
    Memory,
    TextColumn,
    Value,
    Written,
    known_problems,
    rectangle,
    unmended,
    values_of,
)
from engage_desktop.importers.states import RowStates
from engage_desktop.models.personal import Masking
from engage_desktop.models.sources import (
    QUESTION_ROLES,
    UNFINISHED,
    AnswerValue,
    ColumnMapping,
    Mapping,
    Plan,
    ResponseRecord,
    Role,
    RowProblem,
)
from engage_desktop.models.surveys import NPS_SCALE, OptionDraft, QuestionDraft, QuestionKind, Scale
from engage_desktop.models.written import DATE, JOINT, plain_number

_SCORED = (Role.NPS, Role.CSAT, Role.CES, Role.SCALE)
_IN_GRIDS = (*_SCORED, Role.SINGLE)
_IDENTITY = (Role.RESPONSE_ID, Role.PARTICIPANT, Role.DATE, Role.WAVE, Role.LANGUAGE)


def plan_of(mapping: Mapping) -> Plan:
    """The questions and attributes that a mapping brings, in the order of the records' tuples."""
    asked = [column for column in mapping.columns if column.role in QUESTION_ROLES]
    rows = Counter(column.grid for column in asked if column.role in _IN_GRIDS)
    grids = tuple(
        column.grid if column.role in _IN_GRIDS and rows[column.grid] > 1 else "" for column in asked
    )
    choices = {
        column.index: place
        for place, column in enumerate(asked)
        if column.role in (Role.SINGLE, Role.MULTIPLE)
    }
    return Plan(
        questions=tuple(
            draft_of(column) if grid or not column.grid else replace(draft_of(column), label=column.header)
            for column, grid in zip(asked, grids, strict=True)
        ),
        columns=tuple(column.index for column in asked),
        column_names=tuple(column.header for column in asked),
        joints=tuple(JOINT if column.columns else column.separator or ";" for column in asked),
        grids=grids,
        others=tuple(
            choices.get(column.other_of, -1) if column.role is Role.TEXT else -1 for column in asked
        ),
        attributes=tuple(c.name or c.header for c in mapping.columns if c.role is Role.ATTRIBUTE),
    )


def draft_of(column: ColumnMapping) -> QuestionDraft:
    """The question that a column answers."""
    return QuestionDraft(
        kind=QuestionKind(column.role.value),
        label=column.name or column.header,
        code=column.question_code,
        scale=scale_of(column) if column.role in _SCORED else None,
        options=tuple(OptionDraft(label, is_other=choices.is_other(label)) for label in column.options),
    )


def scale_of(column: ColumnMapping) -> Scale:
    """The scale of a scored column; NPS is 0–10 whatever was written."""
    if column.role is Role.NPS:
        return column.scale or NPS_SCALE
    return column.scale or (
        Scale(1, 5) if column.role is Role.CSAT else Scale(1, 7) if column.role is Role.CES else Scale(0, 10)
    )


def parser_of(column: ColumnMapping, mapping: Mapping, codes: tuple[str, ...]) -> AnyColumn:  # noqa: PLR0911 - a case per role
    """How the cells of a column become values."""
    role, masking = column.role, Masking(mapping.replaced)
    if role is Role.TEXT:
        return TextColumn(text_parser(codes), codes, masking)
    if role in _SCORED:
        return Memory(score_parser(scale_of(column), codes), lambda cell, value: cell == str(value), masking)
    if role is Role.NUMBER:
        decimal = mapping.layout.decimal
        plainly = partial(_says_figure, decimal)
        return Memory(number_parser(decimal, codes), plainly, masking)
    if role is Role.SINGLE:
        return Memory(choice_parser(codes), lambda cell, value: cell == value, masking)
    if role is Role.MULTIPLE and column.columns:
        return Memory(choices.spread_parser(column, codes), _says_labels, masking)
    if role is Role.MULTIPLE:
        plainly = partial(_says_joined, column.separator or ";")
        return Memory(choices.joined_parser(column, codes), plainly, masking)
    if role is Role.DATE:
        return DateColumn(mapping.layout.dates)
    if role in (Role.RESPONSE_ID, Role.PARTICIPANT):
        return TextColumn(attribute_parser(codes), codes)
    return Memory(attribute_parser(codes), masking=masking)


def _says_figure(decimal: str, cell: str, value: AnswerValue) -> bool:
    return isinstance(value, int | float) and cell == plain_number(value, decimal)


def _says_joined(joint: str, cell: str, value: AnswerValue) -> bool:
    return isinstance(value, tuple) and cell == joint.join(value)


def _says_labels(cell: str, value: AnswerValue) -> bool:
    """Whether cells over several columns are the labels that were chosen, and nothing where none was."""
    return value == tuple(part.strip() for part in cell.split(JOINT) if part.strip())


class ResponseReader:
    """Batches of cells in, `ResponseRecord`s and `RowProblem`s out: one for each row."""

    def __init__(
        self,
        mapping: Mapping,
        headers: Sequence[str],
        *,
        codes: tuple[str, ...] = (),
        nobody: tuple[str, ...] = (),
        refused: dict[int, RowProblem] | None = None,
        before: dict[tuple[int, int], str] | None = None,
        needs_date: bool = False,
    ) -> None:
        self._mapping = mapping
        self._states, self._dropped = RowStates(mapping, needs_date=needs_date), frozenset(mapping.dropped)
        self._refused = {} if refused is None else refused
        self._before = {} if before is None else before
        self._codes = codes
        self._width = len(headers)
        self._nobody = frozenset(nobody)
        asked = [column for column in mapping.columns if column.role in QUESTION_ROLES]
        self._answers = [self._field(column, key) for key, column in enumerate(asked)]
        self._attributes = [self._field(c) for c in mapping.columns if c.role is Role.ATTRIBUTE]
        self._identity = [self._of_role(role) for role in _IDENTITY]
        self._all = [*self._answers, *self._attributes, *(f for fields in self._identity for f in fields)]

    def records(self, batches: Iterable[Batch]) -> Iterator[ResponseRecord | RowProblem]:
        """One record or problem per row, in order."""
        return chain.from_iterable(starmap(self._batch, batches))

    def _field(self, column: ColumnMapping, key: int = DATE) -> Field:
        return Field(
            column.index, column.header, parser_of(column, self._mapping, self._codes), column.columns, key
        )

    def _of_role(self, role: Role) -> list[Field]:
        return [self._field(column) for column in self._mapping.columns if column.role is role]

    def _batch(self, numbers: Sequence[int], rows: list[list[str]]) -> Iterable[ResponseRecord | RowProblem]:
        problems = known_problems(numbers, self._refused)
        columns = rectangle(numbers, rows, self._width, problems)
        complete = self._finished(numbers, columns, problems)
        written: Written = {}
        answers = self._tuples(self._answers, numbers, columns, problems, written)
        attributes = self._tuples(self._attributes, numbers, columns, problems)
        identity = [
            self._first(fields, numbers, columns, problems, written if role is Role.DATE else None)
            for role, fields in zip(_IDENTITY, self._identity, strict=True)
        ]
        unmended(self._answers, numbers, self._before, written, Masking(self._mapping.replaced))
        if not self._nobody.isdisjoint(identity[1]):
            identity[1] = [None if name in self._nobody else name for name in identity[1]]
        self._without_answer(numbers, answers, attributes, problems)
        said: list[tuple[tuple[int, str], ...]] = [()] * len(numbers)
        for place, cells in written.items():
            said[place] = tuple(cells)
        made = _filled((numbers, *identity, attributes, answers, complete, said))
        for place, problem in problems.items():
            made[place] = problem
        return made

    def _finished(
        self, numbers: Sequence[int], columns: Columns, problems: dict[int, RowProblem]
    ) -> Sequence[bool]:
        """Whether each form went to its end; rows in a state that is dropped are refused."""
        states = self._states.of(columns)
        complete = [True] * len(numbers)
        for place, state in states.items():
            complete[place] = state != UNFINISHED
            if state in self._dropped:
                problems[place] = RowProblem(numbers[place], "", f"{state}_row")
        return complete

    def _tuples(
        self,
        sources: list[Field],
        numbers: Sequence[int],
        columns: Columns,
        problems: dict[int, RowProblem],
        written: Written | None = None,
    ) -> list[tuple[Value, ...]]:
        if not sources:
            return [()] * len(numbers)
        found = (values_of(field, numbers, columns, problems, written) for field in sources)
        return list(zip(*found, strict=True))

    def _first(
        self,
        sources: list[Field],
        numbers: Sequence[int],
        columns: Columns,
        problems: dict[int, RowProblem],
        written: Written | None = None,
    ) -> list[Value]:
        """The first of several columns of one role that says something."""
        if not sources:
            return [None] * len(numbers)
        found = [values_of(field, numbers, columns, problems, written) for field in sources]
        if len(found) == 1:
            return found[0]
        return [
            next((value for value in values if value is not None), None)
            for values in zip(*found, strict=True)
        ]

    @staticmethod
    def _without_answer(
        numbers: Sequence[int],
        answers: list[tuple[Value, ...]],
        attributes: list[tuple[Value, ...]],
        problems: dict[int, RowProblem],
    ) -> None:
        nothing = (None,) * len(answers[0])
        if nothing not in answers:
            return
        unknown = (None,) * len(attributes[0])
        for place, answered in enumerate(answers):
            if answered == nothing and attributes[place] == unknown:
                problems.setdefault(place, RowProblem(numbers[place], "", "no_answer"))


_SLOTS = tuple(getattr(ResponseRecord, each.name).__set__ for each in fields(ResponseRecord))


def _filled(columns: tuple[Sequence[object], ...]) -> list[ResponseRecord | RowProblem]:
    """Records made column by column: calling the class for each row would take a third of the reading."""
    made: list[ResponseRecord | RowProblem] = list(
        map(ResponseRecord.__new__, repeat(ResponseRecord, len(columns[0])))
    )
    for fill, column in zip(_SLOTS, columns, strict=True):
        deque(map(fill, made, column), maxlen=0)
    return made
