"""SPSS and Stata files as rows of text: labels rather than codes, dates as ISO 8601 (runs in the limited process).

A numbered answer becomes its label, the wording is the label of the variable and its name the code. A set of multiple
answers becomes one column per option, « Set [Option] », that says 1 or 0, whichever way the file lays it out.
"""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engage_desktop.errors import EngageError, Reason
from engage_desktop.importers.archives import MAX_COLUMNS, Lines
from engage_desktop.importers.cells import missing
from engage_desktop.importers.wording_rules import Wording

if TYPE_CHECKING:
    from types import SimpleNamespace

_PAGE = 20_000  # rows read at once
_BATCH = 512
ABSENT = "N/A"  # a missing value whose label says no more
YES, NO = "1", "0"


@dataclass(frozen=True, slots=True)
class _Column:
    """One column of the table: its code, its wording, the variables that it is read from, and how."""

    code: str
    wording: str
    variables: tuple[str, ...]
    text: Callable[[tuple[object, ...]], str]
    options: tuple[str, ...] = ()  # the answers that the file lists


def rows(path: Path) -> Lines:
    """First the codes and wordings of the columns, then all rows by batches."""
    reader = _reader(path)
    _, about = reader(row_limit=1)
    columns = _columns(about)
    if not columns:
        raise EngageError(Reason.NO_ROWS, where=str(path))
    if len(columns) > MAX_COLUMNS:
        raise EngageError(Reason.FILE_TOO_LARGE, where=str(path), limit=MAX_COLUMNS, unit="columns")
    yield {
        "codes": [each.code for each in columns],
        "wordings": [each.wording for each in columns],
        "options": [list(each.options) for each in columns],
    }
    first = 1
    while True:
        found, _ = reader(row_limit=_PAGE, row_offset=first - 1)
        page = [list(map(_plain, values)) for values in zip(*_cells(columns, found), strict=True)]
        for start in range(0, len(page), _BATCH):
            yield {"first": first + start, "rows": page[start : start + _BATCH]}
        first += len(page)
        if len(page) < _PAGE:
            return


def _plain(cell: str) -> str:
    return cell.replace("\x00", "")


def _reader(path: Path) -> Callable[..., tuple[Mapping[str, Sequence[object]], SimpleNamespace]]:
    """Reads a page of the file; what is damaged is said, and dates beyond the calendar stay numbers."""
    import pyreadstat

    with path.open("rb") as file:
        spss = file.read(4) in (b"$FL2", b"$FL3")
    read: Callable[..., Any] = pyreadstat.read_sav if spss else pyreadstat.read_dta

    options: dict[str, Any] = {"output_format": "dict", "user_missing": True}

    def page(**which: int) -> Any:
        try:
            return read(str(path), **options, **which)
        except (OverflowError, UnicodeDecodeError) as problem:
            kind = "disable_datetime_conversion" if isinstance(problem, OverflowError) else "encoding"
            if kind in options:
                raise EngageError(Reason.FILE_DAMAGED, where=str(path), detail=str(problem)[:200]) from None
            options[kind] = True if isinstance(problem, OverflowError) else "latin1"
            return page(**which)
        except (pyreadstat.PyreadstatError, pyreadstat.ReadstatError, ValueError) as error:
            raise EngageError(Reason.FILE_DAMAGED, where=str(path), detail=str(error)[:200]) from None

    return page


def _cells(columns: Sequence[_Column], found: Mapping[str, Sequence[object]]) -> Iterator[list[str]]:
    """The cells of each column; a column with labels has few values, so each one is put into words once."""
    for column in columns:
        known: dict[tuple[object, ...], str] = {}
        cells = []
        for values in zip(*(found[name] for name in column.variables), strict=True):
            if values not in known:
                if len(known) > _PAGE // 4:
                    known.clear()
                known[values] = column.text(values)
            cells.append(known[values])
        yield cells


def _columns(about: SimpleNamespace) -> list[_Column]:
    labels = dict(zip(about.column_names, about.column_labels or (), strict=False))
    sets = {
        name: each
        for name, each in (about.mr_sets or {}).items()
        if each.get("variable_list") and set(each["variable_list"]) <= set(about.column_names)
    }
    in_set = {variable: name for name, each in sets.items() for variable in each["variable_list"]}
    columns: list[_Column] = []
    done: set[str] = set()
    for variable in about.column_names:
        name = in_set.get(variable)
        if name is None:
            columns.append(_of_variable(about, variable, labels.get(variable) or variable))
        elif name not in done:
            done.add(name)
            columns += _of_set(about, name.lstrip("$"), sets[name], labels)
    return columns


def _of_variable(about: SimpleNamespace, variable: str, wording: str) -> _Column:
    """A variable as a column: a value is written as its label, or as itself."""
    said = {
        value: str(label).strip()
        for value, label in (about.variable_value_labels.get(variable) or {}).items()
    }
    rated = _rated(said, Wording(wording))
    absent = _absent(about, variable)

    def text(values: tuple[object, ...]) -> str:
        value = values[0]
        label = said.get(value, "")
        if absent(value):
            return label if label and missing(label) is not None else ABSENT
        if not label:
            return _written(value)
        return f"{_written(value)} - {label}" if rated and not label.isdigit() else label

    listed = () if rated else tuple(label for value, label in said.items() if label and not absent(value))
    return _Column(variable, wording, (variable,), text, listed)


def _rated(said: Mapping[Any, Any], wording: Wording) -> bool:
    """Whether labels only name points of a scale: then the number is the answer and the label explains it."""
    points = sorted(
        int(value)
        for value, label in said.items()
        if isinstance(value, int | float) and float(value).is_integer() and missing(str(label)) is None
    )
    points = [point for point in points if 0 <= point <= 10]
    if len(points) < 2:
        return False
    if points in ([0, 10], [1, 10], [1, 5], [1, 7]):
        return True  # only the ends have a name
    whole = points == list(range(points[0], points[-1] + 1)) and points[0] in (0, 1)
    return whole and points[-1] in (5, 7, 10) and wording.standard


def _absent(about: SimpleNamespace, variable: str) -> Callable[[object], bool]:
    """Whether a value was declared missing by whoever made the file."""
    ranges = (about.missing_ranges or {}).get(variable) or ()
    values = frozenset((about.missing_user_values or {}).get(variable) or ())
    text = about.readstat_variable_types.get(variable) == "string"

    def absent(value: object) -> bool:
        if isinstance(value, str):
            if text:
                return any(value == each["lo"] == each["hi"] for each in ranges)
            return not values or value in values  # Stata's .a … .z among numbers
        if not isinstance(value, int | float) or math.isnan(value):
            return False
        return any(_between(each["lo"], value, each["hi"]) for each in ranges)

    return absent


def _between(low: object, value: float, high: object) -> bool:
    return isinstance(low, int | float) and isinstance(high, int | float) and low <= value <= high


def _of_set(
    about: SimpleNamespace, name: str, chosen: Mapping[str, Any], labels: Mapping[str, str | None]
) -> list[_Column]:
    question = (chosen.get("label") or "").strip() or name
    variables = tuple(chosen["variable_list"])
    if chosen.get("is_dichotomy"):
        counted = chosen.get("counted_value")
        return [
            _Column(f"{name}[{each}]", f"{question} [{labels.get(each) or each}]", (each,), _ticked(counted))
            for each in variables
        ]
    options: dict[object, str] = {}
    for each in variables:
        options.update(about.variable_value_labels.get(each) or {})
    return [
        _Column(f"{name}[{_written(value)}]", f"{question} [{label}]", variables, _among(value))
        for value, label in options.items()
    ]


def _ticked(counted: object) -> Callable[[tuple[object, ...]], str]:
    wanted = _written(counted)
    return lambda values: "" if _nothing(values[0]) else YES if _written(values[0]) == wanted else NO


def _among(option: object) -> Callable[[tuple[object, ...]], str]:
    wanted = _written(option)
    return lambda values: "" if all(map(_nothing, values)) else YES if wanted in map(_written, values) else NO


def _nothing(value: object) -> bool:
    return value is None or value == "" or (isinstance(value, float) and math.isnan(value))


def _written(value: object) -> str:
    """A value as text: no digit added, none lost, dates as ISO 8601."""
    if _nothing(value):
        return ""
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e18 else repr(float(value))
    if isinstance(value, dt.datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return str(value).strip()
