"""Rows of a survey file as filled forms.

Rows are read by batches and parsed by columns: each distinct cell of a column is parsed once and remembered,
so that the work per row stays in C.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from itertools import chain, repeat, starmap
from operator import add, itemgetter

from engage_desktop.importers import choices
from engage_desktop.importers.cells import (
    LONGEST,
    TEXT_MARKS,
    Parser,
    Refused,
    attribute_parser,
    choice_parser,
    masking_parser,
    needs_cleaning,
    number_parser,
    score_parser,
    text_parser,
)
from engage_desktop.importers.dates import date_parser, is_whole_day, iso, time_of_day
from engage_desktop.importers.delimited import Batch
from engage_desktop.importers.states import RowStates
from engage_desktop.models.personal import Masking, may_cite
from engage_desktop.models.sources import (
    QUESTION_ROLES,
    UNFINISHED,
    AnswerValue,
    ColumnMapping,
    DateOrder,
    Mapping,
    Plan,
    ResponseRecord,
    Role,
    RowProblem,
)
from engage_desktop.models.surveys import NPS_SCALE, OptionDraft, QuestionDraft, QuestionKind, Scale

_REMEMBERED = 50_000  # distinct cells of a column; beyond, memory is worth more than time
_SCORED = (Role.NPS, Role.CSAT, Role.CES, Role.SCALE)
Value = AnswerValue | Refused
Columns = list[Sequence[str]]
_DAY, _TIME = itemgetter(slice(None, 10)), itemgetter(slice(10, None))
_BLANKS = " \t\n\r\x0b\x0c\u00a0"


class Memory(dict[str, Value]):
    """What each distinct cell of a column gave; `bad` are the cells that were refused."""

    __slots__ = ("_parse", "bad")

    def __init__(self, parse: Parser) -> None:
        super().__init__()
        self._parse = parse
        self.bad: set[str] = set()

    def __missing__(self, cell: str) -> Value:
        value = self._parse(cell)
        if isinstance(value, Refused):
            self.bad.add(cell)
        self[cell] = value
        return value

    def values_of(self, cells: Sequence[str]) -> list[Value]:
        """The value of each cell."""
        self.forget()
        return list(map(self.__getitem__, cells))

    def forget(self) -> None:
        """Start afresh when too many cells are remembered."""
        if len(self) > _REMEMBERED:
            self.clear()
            self.bad.clear()

    def refusals(self, cells: Sequence[str]) -> list[int]:
        """The places of the cells that were refused."""
        if not self.bad or self.bad.isdisjoint(cells):
            return []
        return [place for place, cell in enumerate(cells) if cell in self.bad]


class TextColumn:
    """An open question or an identifier: cells are nearly all different, so nothing is remembered.

    A batch in which no cell needs more than the removal of outer blanks takes a short way.
    """

    __slots__ = ("_codes", "_masking", "_parse", "_refused")

    def __init__(self, parse: Parser, codes: tuple[str, ...], masking: Masking = Masking(())) -> None:  # noqa: B008 - it never changes
        self._parse = masking_parser(parse, masking)
        self._codes = codes
        self._masking = masking
        self._refused: list[int] = []

    def values_of(self, cells: Sequence[str]) -> list[Value]:
        """The text of each cell, None when empty."""
        self._refused = []
        joined = choices.JOINT + choices.JOINT.join(cells)
        cleaned = needs_cleaning(joined) or self._may_be_missing(joined) or max(map(len, cells)) > LONGEST
        if cleaned or (self._masking and may_cite(joined)):
            values = [self._parse(cell) for cell in cells]
            self._refused = [place for place, value in enumerate(values) if isinstance(value, Refused)]
            return values
        stripped: list[Value] = list(map(str.strip, cells))
        return [text or None for text in stripped] if "" in stripped else stripped

    def _may_be_missing(self, joined: str) -> bool:
        if any(code in joined for code in self._codes):
            return True
        if "/" not in joined:
            return False
        lower = joined.lower()
        return any(mark in lower for mark in TEXT_MARKS)

    def refusals(self, cells: Sequence[str]) -> list[int]:  # noqa: ARG002 - as the other columns
        """The places of the cells of the last call that were refused."""
        return self._refused


class _Parts(dict[str, str | None]):
    """What each distinct half of a date gave."""

    __slots__ = ("_parse",)

    def __init__(self, parse: Callable[[str], str | None]) -> None:
        super().__init__()
        self._parse = parse

    def __missing__(self, part: str) -> str | None:
        if len(self) > 2 * _REMEMBERED:
            self.clear()
        value = self[part] = self._parse(part)
        return value


class DateColumn:
    """Dates: days and times of day are remembered apart, for moments are nearly all different."""

    __slots__ = ("_days", "_times", "_whole")

    def __init__(self, order: DateOrder) -> None:
        self._whole = Memory(date_parser(order))
        self._days = _Parts(lambda part: iso(part, order) if is_whole_day(part) else None)
        self._times = _Parts(time_of_day)

    def values_of(self, cells: Sequence[str]) -> list[Value]:
        """The moment of each cell as ISO 8601 text."""
        self._whole.forget()
        days = list(map(self._days.__getitem__, map(_DAY, cells)))
        times = list(map(self._times.__getitem__, map(_TIME, cells)))
        if None not in days and None not in times:
            return list(map(add, days, times))
        whole = self._whole
        return [
            whole[cell] if day is None or time is None else day + time
            for cell, day, time in zip(cells, days, times, strict=True)
        ]

    def refusals(self, cells: Sequence[str]) -> list[int]:
        """The places of the cells that were refused."""
        return self._whole.refusals(cells)


AnyColumn = Memory | TextColumn | DateColumn


@dataclass(frozen=True, slots=True)
class Field:
    """One value of a record: the columns it is read from and how."""

    index: int
    header: str
    column: AnyColumn
    further: tuple[int, ...] = ()

    def cells(self, columns: Columns) -> Sequence[str]:
        """The cells of a batch; those of a choice over several columns are joined by `choices.JOINT`."""
        if not self.further:
            return columns[self.index]
        return list(
            map(choices.JOINT.join, zip(*(columns[i] for i in (self.index, *self.further)), strict=True))
        )


def plan_of(mapping: Mapping) -> Plan:
    """The questions and attributes that a mapping brings, in the order of the records' tuples."""
    asked = [column for column in mapping.columns if column.role in QUESTION_ROLES]
    return Plan(
        questions=tuple(draft_of(column) for column in asked),
        columns=tuple(column.index for column in asked),
        column_names=tuple(column.header for column in asked),
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
        return Memory(score_parser(scale_of(column), codes))
    if role is Role.NUMBER:
        return Memory(number_parser(mapping.layout.decimal, codes))
    if role is Role.SINGLE:
        return Memory(masking_parser(choice_parser(codes), masking))
    if role is Role.MULTIPLE:
        several = choices.spread_parser if column.columns else choices.joined_parser
        return Memory(masking_parser(several(column, codes), masking))
    if role is Role.DATE:
        return DateColumn(mapping.layout.dates)
    if role in (Role.RESPONSE_ID, Role.PARTICIPANT):
        return TextColumn(attribute_parser(codes), codes)
    return Memory(masking_parser(attribute_parser(codes), masking))


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
        needs_date: bool = False,
    ) -> None:
        self._mapping = mapping
        self._states, self._dropped = RowStates(mapping, needs_date=needs_date), frozenset(mapping.dropped)
        self._refused = {} if refused is None else refused
        self._codes = codes
        self._width = len(headers)
        self._nobody = frozenset(nobody)
        self._answers = [self._field(c) for c in mapping.columns if c.role in QUESTION_ROLES]
        self._attributes = [self._field(c) for c in mapping.columns if c.role is Role.ATTRIBUTE]
        self._identity = [
            self._of_role(r)
            for r in (Role.RESPONSE_ID, Role.PARTICIPANT, Role.DATE, Role.WAVE, Role.LANGUAGE)
        ]
        self._all = [*self._answers, *self._attributes, *(f for fields in self._identity for f in fields)]

    def records(self, batches: Iterable[Batch]) -> Iterator[ResponseRecord | RowProblem]:
        """One record or problem per row, in order."""
        return chain.from_iterable(starmap(self._batch, batches))

    def _field(self, column: ColumnMapping) -> Field:
        return Field(
            column.index, column.header, parser_of(column, self._mapping, self._codes), column.columns
        )

    def _of_role(self, role: Role) -> list[Field]:
        return [self._field(column) for column in self._mapping.columns if column.role is role]

    def _batch(self, numbers: Sequence[int], rows: list[list[str]]) -> Iterable[ResponseRecord | RowProblem]:
        problems = known_problems(numbers, self._refused)
        columns = rectangle(numbers, rows, self._width, problems)
        complete = self._finished(numbers, columns, problems)
        answers = self._tuples(self._answers, numbers, columns, problems)
        attributes = self._tuples(self._attributes, numbers, columns, problems)
        identity = [self._first(fields, numbers, columns, problems) for fields in self._identity]
        if not self._nobody.isdisjoint(identity[1]):
            identity[1] = [None if name in self._nobody else name for name in identity[1]]
        self._without_answer(numbers, answers, attributes, problems)
        made = _filled((numbers, *identity, attributes, answers, complete))
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
        self, sources: list[Field], numbers: Sequence[int], columns: Columns, problems: dict[int, RowProblem]
    ) -> list[tuple[Value, ...]]:
        if not sources:
            return [()] * len(numbers)
        return list(zip(*(values_of(field, numbers, columns, problems) for field in sources), strict=True))

    def _first(
        self, sources: list[Field], numbers: Sequence[int], columns: Columns, problems: dict[int, RowProblem]
    ) -> list[Value]:
        """The first of several columns of one role that says something."""
        if not sources:
            return [None] * len(numbers)
        found = [values_of(field, numbers, columns, problems) for field in sources]
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


def values_of(
    field: Field, numbers: Sequence[int], columns: Columns, problems: dict[int, RowProblem]
) -> list[Value]:
    """The values of a batch; a refused cell adds its row to `problems`, unless the row is already there."""
    cells = field.cells(columns)
    values = field.column.values_of(cells)
    for place in field.column.refusals(cells):
        why = values[place]
        if isinstance(why, Refused):
            problems.setdefault(
                place, RowProblem(numbers[place], field.header, why.reason, why.value, why.expected)
            )
    return values


def known_problems(numbers: Sequence[int], refused: dict[int, RowProblem]) -> dict[int, RowProblem]:
    """The problems of a batch, by place, that its table knew before any mapping."""
    if not refused:
        return {}
    return {place: refused[number] for place, number in enumerate(numbers) if number in refused}


def rectangle(
    numbers: Sequence[int], rows: list[list[str]], width: int, problems: dict[int, RowProblem]
) -> Columns:
    """`rows` as columns of equal length; a cell beyond the last header makes its row "ragged"."""
    if set(map(len, rows)) != {width}:
        for place, row in enumerate(rows):
            beyond = [cell for cell in row[width:] if cell.strip(_BLANKS)]
            if beyond:
                problems[place] = RowProblem(numbers[place], "", "ragged", beyond[0][:200], str(width))
            if len(row) != width:
                rows[place] = row[:width] + [""] * (width - len(row))
    return list(zip(*rows, strict=True))
