"""Rows of a table of posts, reviews or messages as mentions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from engage_desktop.importers.cells import attribute_parser, count_parser, masking_parser, text_parser
from engage_desktop.importers.delimited import Batch
from engage_desktop.importers.responses import (
    AnyColumn,
    DateColumn,
    Field,
    Memory,
    TextColumn,
    Value,
    known_problems,
    rectangle,
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

_WORDS = (Role.TITLE, Role.CHANNEL, Role.THREAD, Role.LINK, Role.LANGUAGE)


class MentionReader:
    """Batches of cells in, `MentionRecord`s and `RowProblem`s out: one for each row."""

    def __init__(
        self,
        mapping: Mapping,
        headers: Sequence[str],
        *,
        refused: dict[int, RowProblem] | None = None,
        kind: str = "mention",
        channel: str = "",
    ) -> None:
        self._channel = channel
        self._refused = {} if refused is None else refused
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
        self._counters = [self._field(column) for column in counters]
        self._attributes = [self._field(c) for c in mapping.columns if c.role is Role.ATTRIBUTE]

    def records(self, batches: Iterable[Batch]) -> Iterator[MentionRecord | RowProblem]:
        """One mention or problem per row, in order."""
        for numbers, rows in batches:
            yield from self._batch(numbers, rows)

    def _field(self, column: ColumnMapping) -> Field:
        kept: AnyColumn
        if column.role is Role.MENTION:
            kept = TextColumn(text_parser(), (), self._masking)
        elif column.role is Role.DATE:
            kept = DateColumn(self._order)
        elif column.role in COUNTER_ROLES:
            kept = Memory(count_parser())
        elif column.role is Role.TITLE:
            kept = Memory(masking_parser(text_parser(), self._masking))
        elif column.role is Role.ATTRIBUTE:
            kept = Memory(masking_parser(attribute_parser(), self._masking))
        else:
            kept = Memory(attribute_parser())
        return Field(column.index, column.header, kept)

    def _batch(self, numbers: Sequence[int], rows: list[list[str]]) -> Iterator[MentionRecord | RowProblem]:
        problems = known_problems(numbers, self._refused)
        columns = rectangle(numbers, rows, self._width, problems)
        nothing: list[Value] = [None] * len(numbers)

        def of(field: Field | None) -> list[Value]:
            return values_of(field, numbers, columns, problems) if field else nothing

        single = {role: of(field) for role, field in self._single.items()}
        counters = [of(field) for field in self._counters]
        attributes = [of(field) for field in self._attributes]
        for place, number in enumerate(numbers):
            text = single[Role.MENTION][place]
            if place in problems:
                yield problems[place]
            elif not isinstance(text, str):
                yield RowProblem(number, self._text_header(), "no_answer")
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
                )

    def _text_header(self) -> str:
        field = self._single[Role.MENTION]
        return field.header if field else ""

    def _counted(self, values: list[Value]) -> tuple[tuple[str, int], ...]:
        pairs = zip(self._counter_names, values, strict=True)
        return tuple((name, value) for name, value in pairs if isinstance(value, int))


def _text(value: Value) -> str:
    return value if isinstance(value, str) else ""
