"""A mapping as JSON text and back, for the command line, the study file and « Garder ces rôles »."""

from __future__ import annotations

import json
from enum import Enum
from typing import TypeVar

from engage_desktop.errors import EngageError, Reason
from engage_desktop.models.personal import KINDS, USUALLY_REPLACED, Marks
from engage_desktop.models.sources import (
    STATES,
    USUALLY_DROPPED,
    ColumnMapping,
    DateOrder,
    Layout,
    Mapping,
    Role,
    SourceKind,
)
from engage_desktop.models.surveys import Direction, Scale

VERSION = 1
_Member = TypeVar("_Member", bound=Enum)


def mapping_to_json(mapping: Mapping) -> str:
    """`mapping` as JSON that `mapping_from_json` gives back equal."""
    layout = mapping.layout
    document = {
        "version": VERSION,
        "format": mapping.format,
        "kind": mapping.kind.value,
        "survey": mapping.survey,
        "layout": {
            "encoding": layout.encoding,
            "delimiter": layout.delimiter,
            "header_rows": layout.header_rows,
            "first_row": layout.first_row,
            "sheet": layout.sheet,
            "decimal": layout.decimal,
            "dates": layout.dates.value,
            **({"mend": True} if layout.mend else {}),
        },
        "columns": [_column(column) for column in mapping.columns],
        "speakers": [list(pair) for pair in mapping.speakers],
        "dropped": list(mapping.dropped),
        **({"period": mapping.period} if mapping.period else {}),
        "replaced": dict(mapping.replaced),
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def _column(column: ColumnMapping) -> dict[str, object]:
    written: dict[str, object] = {"index": column.index, "header": column.header, "role": column.role.value}
    if column.scale is not None:
        scale = column.scale
        written["scale"] = {
            "low": scale.low,
            "high": scale.high,
            "direction": scale.direction.value,
            "version": scale.version,
            "top_boxes": scale.top_boxes,
            "low_label": scale.low_label,
            "high_label": scale.high_label,
        }
    for key, value in (
        ("name", column.name),
        ("question_code", column.question_code),
        ("columns", list(column.columns)),
        ("separator", column.separator),
        ("options", list(column.options)),
        ("metric", column.metric),
        ("unit", column.unit),
        ("grid", column.grid),
    ):
        if value:
            written[key] = value
    if column.factor != 1.0:
        written["factor"] = column.factor
    if column.other_of >= 0:
        written["other_of"] = column.other_of
    written["confidence"] = column.confidence
    written["reason"] = column.reason
    return written


def mapping_from_json(text: str, *, where: str, replaced: Marks = USUALLY_REPLACED) -> Mapping:
    """The mapping in `text`; whatever is left out has its usual value. Raises MAPPING_INVALID naming the key.

    `replaced` is what a mapping that does not say which personal data it replaces is taken to replace.
    """
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        raise EngageError(Reason.MAPPING_INVALID, where=where, detail="JSON") from None
    reader = _Reader(document, where, "")
    if reader.whole("version", VERSION) != VERSION:
        raise reader.wrong("version")
    layout = reader.inside("layout")
    usual = Layout()
    mapping = Mapping(
        format=reader.text("format"),
        kind=reader.member("kind", SourceKind, SourceKind.RESPONSES),
        survey=reader.text("survey", ""),
        layout=Layout(
            encoding=layout.text("encoding", usual.encoding),
            delimiter=layout.text("delimiter", usual.delimiter),
            header_rows=layout.whole("header_rows", 1, low=1, high=9),
            first_row=layout.whole("first_row", 1, low=1, high=1_048_576),
            sheet=layout.text("sheet", ""),
            decimal=layout.text("decimal", usual.decimal),
            dates=layout.member("dates", DateOrder, usual.dates),
            mend=layout.flag("mend"),
        ),
        columns=tuple(_read_column(each) for each in reader.each("columns")),
        speakers=reader.pairs("speakers"),
        dropped=reader.texts("dropped") if reader.has("dropped") else USUALLY_DROPPED,
        period=reader.text("period", ""),
        replaced=reader.marks("replaced") if reader.has("replaced") else replaced,
    )
    if not set(mapping.dropped) <= set(STATES):
        raise reader.wrong("dropped")
    if len({column.index for column in mapping.columns}) != len(mapping.columns):
        raise reader.wrong("columns.index")
    if mapping.layout.decimal not in (".", ","):
        raise layout.wrong("decimal")
    return mapping


def _read_column(reader: _Reader) -> ColumnMapping:
    scale = reader.inside("scale") if reader.has("scale") else None
    return ColumnMapping(
        index=reader.whole("index", low=0, high=16_383),
        header=reader.text("header", ""),
        role=reader.member("role", Role),
        name=reader.text("name", ""),
        question_code=reader.text("question_code", ""),
        scale=_read_scale(scale) if scale else None,
        columns=reader.wholes("columns"),
        separator=reader.text("separator", ""),
        options=reader.texts("options"),
        confidence=reader.share("confidence", 1.0),
        reason=reader.text("reason", "chosen"),
        metric=reader.text("metric", ""),
        unit=reader.text("unit", ""),
        factor=reader.factor("factor"),
        grid=reader.text("grid", ""),
        other_of=reader.whole("other_of", -1, low=-1, high=16_383),
    )


def _read_scale(reader: _Reader) -> Scale:
    low, high = reader.whole("low", low=-1000, high=1000), reader.whole("high", low=-1000, high=1000)
    if low >= high:
        raise reader.wrong("high")
    directions = {str(each.value): each for each in Direction}
    direction = directions.get(str(reader.whole("direction", 1, low=-1, high=1)))
    if direction is None:
        raise reader.wrong("direction")
    return Scale(
        low,
        high,
        direction,
        version=reader.text("version", ""),
        top_boxes=reader.whole("top_boxes", 2, low=0, high=1000),
        low_label=reader.text("low_label", ""),
        high_label=reader.text("high_label", ""),
    )


class _Reader:
    """One object of the document; every wrong value is refused with the path of its key."""

    def __init__(self, value: object, where: str, path: str) -> None:
        self._where = where
        self._path = path
        if not isinstance(value, dict):
            raise self.wrong("{}")
        self._fields: dict[str, object] = value

    def wrong(self, key: str) -> EngageError:
        """The refusal of `key`."""
        detail = f"{self._path}.{key}" if self._path else key
        return EngageError(Reason.MAPPING_INVALID, where=self._where, detail=detail)

    def has(self, key: str) -> bool:
        """Whether `key` is there and not null."""
        return self._fields.get(key) is not None

    def text(self, key: str, usual: str | None = None) -> str:
        """A text; required when there is no usual one."""
        value = self._fields.get(key, usual)
        if not isinstance(value, str) or (usual is None and not value):
            raise self.wrong(key)
        return value

    def whole(self, key: str, usual: int | None = None, *, low: int = 0, high: int = 1_000_000) -> int:
        """A whole number in [low, high]."""
        value = self._fields.get(key, usual)
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            raise self.wrong(key)
        return value

    def flag(self, key: str) -> bool:
        """True or false; false when it is missing."""
        value = self._fields.get(key, False)
        if not isinstance(value, bool):
            raise self.wrong(key)
        return value

    def share(self, key: str, usual: float) -> float:
        """A number in [0, 1]."""
        value = self._fields.get(key, usual)
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= 1:
            raise self.wrong(key)
        return float(value)

    def factor(self, key: str) -> float:
        """A number above 0 and not absurd, 1 when missing."""
        value = self._fields.get(key, 1.0)
        if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 < value <= 1e9:
            raise self.wrong(key)
        return float(value)

    def member(self, key: str, kind: type[_Member], usual: _Member | None = None) -> _Member:
        """A member of an enumeration by its value."""
        value = self._fields.get(key)
        if value is None and usual is not None:
            return usual
        try:
            return kind(value)
        except ValueError:
            raise self.wrong(key) from None

    def inside(self, key: str) -> _Reader:
        """The object under `key`; an empty one when it is missing."""
        value = self._fields.get(key)
        return _Reader(
            {} if value is None else value, self._where, f"{self._path}.{key}" if self._path else key
        )

    def _list(self, key: str) -> list[object]:
        value = self._fields.get(key)
        if value is None:
            return []
        if not isinstance(value, list):
            raise self.wrong(key)
        return value

    def each(self, key: str) -> list[_Reader]:
        """The objects of a list."""
        return [_Reader(item, self._where, f"{key}[{place}]") for place, item in enumerate(self._list(key))]

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts."""
        items = self._list(key)
        if not all(isinstance(item, str) for item in items):
            raise self.wrong(key)
        return tuple(str(item) for item in items)

    def wholes(self, key: str) -> tuple[int, ...]:
        """A list of column indexes."""
        found: list[int] = []
        for item in self._list(key):
            if not isinstance(item, int) or isinstance(item, bool) or not 0 <= item <= 16_383:
                raise self.wrong(key)
            found.append(item)
        return tuple(found)

    def marks(self, key: str) -> Marks:
        """Kinds of personal data with the mark of each."""
        inside = self.inside(key)
        return tuple((kind, inside.text(kind)) for kind in KINDS if inside.has(kind))

    def pairs(self, key: str) -> tuple[tuple[str, str], ...]:
        """A list of pairs of texts."""
        found: list[tuple[str, str]] = []
        for item in self._list(key):
            if (
                not isinstance(item, list)
                or len(item) != 2
                or not all(isinstance(part, str) for part in item)
            ):
                raise self.wrong(key)
            found.append((str(item[0]), str(item[1])))
        return tuple(found)
