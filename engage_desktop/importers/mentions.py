"""Rows of a table of posts, reviews or messages as mentions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from engage_desktop.importers.cells import attribute_parser, count_parser, text_parser
from engage_desktop.importers.delimited import Batch
from engage_desktop.importers.fields import (
    AnyColumn,
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
from engage_desktop.models.personal import Masking
from engage_desktop.models.sources import (
    COUNTER_ROLES,
    ColumnMapping,
    Mapping,
    MentionRecord,
    Role,
    RowProblem,
)

_EXCERPT = 60  # characters of a text, in the list of refusals
_WORDS = (Role.TITLE, Role.CHANNEL, Role.THREAD, Role.LINK, Role.LANGUAGE)


class MentionReader:
    """Batches of cells in, `MentionRecord`s and `RowProblem`s out: one for each row."""

    def __init__(
        self,
        mapping: Mapping,
        headers: Sequence[str],
        *,
        refused: dict[int, RowProblem] | None = None,
        before: dict[tuple[int, int], str] | None = None,
        kind: str = "mention",
        channel: str = "",
    ) -> None:
        self._channel = channel
        self._refused = {} if refused is None else refused
        self._before = {} if before is None else before
        self._kind = kind
        self._width = len(headers)
        self._order = mapping.layout.dates
        self._masking = Masking(mapping.replaced)
        self._single = {
            role: next((self._field(c) for c in mapping.columns if c.role is role), None)
            for role in (Role.RESPONSE_ID, Role.AUTHOR, Role.DATE, Role.MENTION, *_WORDS)
        }
        counters = [c for c in mapping.columns if c.role in COUNTER_ROLES]
        self._counter_names = tuple(column.role.value for column in counters)
        self._said_names = ("text", "date", *self._counter_names)
        self._counters = [self._field(column, key) for key, column in enumerate(counters, start=2)]
        self._attributes = [self._field(c) for c in mapping.columns if c.role is Role.ATTRIBUTE]

    def records(self, batches: Iterable[Batch]) -> Iterator[MentionRecord | RowProblem]:
        """One mention or problem per row, in order."""
        for numbers, rows in batches:
            yield from self._batch(numbers, rows)

    def _field(self, column: ColumnMapping, key: int = -1) -> Field:
        kept: AnyColumn
        if column.role is Role.MENTION:
            kept, key = TextColumn(text_parser(), (), self._masking), 0
        elif column.role is Role.DATE:
            kept, key = DateColumn(self._order), 1
        elif column.role in COUNTER_ROLES:
            kept = Memory(count_parser(), lambda cell, value: cell == str(value))
        elif column.role is Role.TITLE:
            kept = Memory(text_parser(), masking=self._masking)
        elif column.role is Role.ATTRIBUTE:
            kept = Memory(attribute_parser(), masking=self._masking)
        else:
            kept = Memory(attribute_parser())
        return Field(column.index, column.header, kept, key=key)

    def _batch(self, numbers: Sequence[int], rows: list[list[str]]) -> Iterator[MentionRecord | RowProblem]:
        problems = known_problems(numbers, self._refused)
        columns = rectangle(numbers, rows, self._width, problems)
        nothing: list[Value] = [None] * len(numbers)
        written: Written = {}

        def of(field: Field | None) -> list[Value]:
            kept = written if field and field.key >= 0 else None
            return values_of(field, numbers, columns, problems, kept) if field else nothing

        single = {role: of(field) for role, field in self._single.items()}
        counters = [of(field) for field in self._counters]
        attributes = [of(field) for field in self._attributes]
        text_field = self._single[Role.MENTION]
        unmended([text_field] if text_field else [], numbers, self._before, written, self._masking)
        for place, number in enumerate(numbers):
            text = single[Role.MENTION][place]
            if place in problems:
                yield _identified(problems[place], {role: found[place] for role, found in single.items()})
            elif not isinstance(text, str):
                untold = RowProblem(number, self._text_header(), "no_answer")
                yield _identified(untold, {role: found[place] for role, found in single.items()})
            else:
                yield MentionRecord(
                    row=number,
                    external_id=_text(single[Role.RESPONSE_ID][place]) or None,
                    author=_text(single[Role.AUTHOR][place]) or None,
                    said_at=_text(single[Role.DATE][place]) or None,
                    text=text,
                    title=_text(single[Role.TITLE][place]),
                    channel=_text(single[Role.CHANNEL][place]) or self._channel,
                    thread=_text(single[Role.THREAD][place]),
                    link=_text(single[Role.LINK][place]),
                    language=_text(single[Role.LANGUAGE][place]),
                    kind=self._kind,
                    counters=self._counted([column[place] for column in counters]),
                    attributes=tuple(_text(column[place]) or None for column in attributes),
                    written=tuple((self._said_names[key], cell) for key, cell in written.get(place, ())),
                )

    def _text_header(self) -> str:
        field = self._single[Role.MENTION]
        return field.header if field else ""

    def _counted(self, values: list[Value]) -> tuple[tuple[str, int], ...]:
        pairs = zip(self._counter_names, values, strict=True)
        return tuple((name, value) for name, value in pairs if isinstance(value, int))


def _identified(problem: RowProblem, cells: dict[Role, Value]) -> RowProblem:
    """The problem with what lets a person find the item again: its date, the beginning of its text, its id.

    The place of an item in a tree says little; who wrote it is nobody's business there.
    """
    if problem.value:
        return problem
    said = " ".join((_text(cells[Role.MENTION]) or _text(cells[Role.TITLE])).split())
    excerpt = said if len(said) <= _EXCERPT else f"{said[: _EXCERPT - 1]}…"
    moment = _text(cells[Role.DATE]).replace("T", " ")[:16]
    parts = (moment, excerpt, _text(cells[Role.RESPONSE_ID]))
    return replace(problem, value=" · ".join(part for part in parts if part))


def _text(value: Value) -> str:
    return value if isinstance(value, str) else ""
