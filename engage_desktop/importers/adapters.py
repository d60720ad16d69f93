"""Formats whose file is no table yet: a tree (JSON, XML, SQLite…), odd text (a chat), or another family altogether.

There is one road, « bytes → table of strings → mapping → records », and two ways to join it:

- an `Adapter` flattens its file into a table: fixed headers, and for each item its number and its cells. From there
  the proposal, the preview, the mapping by hand, the readers and the import are those of every table. Its `Profile`
  names the format, and its `meta` gives each of its own headers its role.
- a `Family` is no table at all (a transcript, a questionnaire, another study): it proposes and reads by itself.

Both say how sure they are of a file by `proves(head)`: 0.0 for « not mine », 1.0 for « certain ». `recognise` asks all
of them on content, never on the ending alone, and the best one wins. A tool of the house is one small file in
`trees/`, named in `trees/__init__.py`; another package brings either by the entry point `engage_desktop.importers`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from engage_desktop.importers.delimited import Batch
from engage_desktop.importers.headers import shown, unique
from engage_desktop.importers.outline import Outline
from engage_desktop.importers.profile import Profile
from engage_desktop.importers.tabular import Table
from engage_desktop.models.sources import (
    Layout,
    Mapping,
    Proposal,
    Reading,
    Recognition,
    Role,
    RowProblem,
    SourceKind,
)
from engage_desktop.progress import Progress

_BATCH = 256
_LOOKED_AT = {
    Role.DATE: 0,
    Role.AUTHOR: 1,
    Role.MENTION: 2,
    Role.TITLE: 3,
    Role.ATTRIBUTE: 4,
    Role.RESPONSE_ID: 99,
}
_AMONG_OTHERS = 50


@dataclass(frozen=True, slots=True)
class Head:
    """The beginning of a file, looked at once for every format.

    `container` is "text", "zip", "ole2" or "binary". `text` is the decoded start (256 k characters at most, "" when
    the file is no text), `outline` what that text shows of a JSON tree, `members` the names in a zip, `data` the
    first 4096 bytes.
    """

    path: Path
    data: bytes
    container: str
    encoding: str = ""
    text: str = ""
    outline: Outline = field(default_factory=Outline)
    members: tuple[str, ...] = ()

    @property
    def lines(self) -> list[str]:
        """The first sixty lines that say something."""
        return [line for line in self.text.lstrip("\ufeff").splitlines()[:200] if line.strip()][:60]


@dataclass(frozen=True, slots=True)
class Row:
    """One item of a file: its 1-based number there, its cells, and why it cannot be a record (an identifier)."""

    number: int
    cells: list[str]
    refused: str = ""


@dataclass(frozen=True, slots=True)
class Adapter:
    """A format flattened into a table. `parts` names the tables that one file may hold (chosen as a sheet is)."""

    profile: Profile
    proves: Callable[[Head], float]
    table: Callable[[Path, Layout, Progress | None], Table]
    parts: Callable[[Path, str], tuple[str, ...]] | None = None  # path and encoding in, names out


@dataclass(frozen=True, slots=True)
class FormatInfo:
    """One import format; `name` and `how` are French source strings, translated where they are shown."""

    id: str
    kind: SourceKind
    name: str
    how: str


@dataclass(frozen=True, slots=True)
class Family:
    """A format that is no table: it proposes and reads by itself."""

    info: FormatInfo
    proves: Callable[[Head], float]
    propose: Callable[[Path, Recognition, Progress | None], Proposal]
    read: Callable[[Path, Mapping, Progress | None], Reading]


def table_of(headers: tuple[str, ...], rows: Iterable[Row], *, codes: tuple[str, ...] = ()) -> Table:
    """`rows` as a table under `headers`; `codes` are short names beside the wordings, where the file has both.

    A refused row stays in the table with its cells, so that it is shown and counted; its problem is in `refused`
    by the time that its batch is handed out.
    """
    named = tuple(shown(header) for header in headers)
    refused: dict[int, RowProblem] = {}
    return Table(unique(named), codes or named, named, _batched(rows, refused), refused)


def flattened(columns: dict[str, Role], rows: Iterable[Row]) -> Table:
    """`rows`, whose cells follow `columns`, as a table in the order in which a person looks: when, who, what first."""
    names, roles = tuple(columns), tuple(columns.values())
    order = sorted(range(len(names)), key=lambda place: _LOOKED_AT.get(roles[place], _AMONG_OTHERS))
    return table_of(
        tuple(names[place] for place in order),
        (Row(row.number, [row.cells[place] for place in order], row.refused) for row in rows),
    )


def _batched(rows: Iterable[Row], refused: dict[int, RowProblem]) -> Iterator[Batch]:
    numbers: list[int] = []
    cells: list[list[str]] = []
    for row in rows:
        if row.refused:
            refused[row.number] = RowProblem(row.number, "", row.refused)
        numbers.append(row.number)
        cells.append(row.cells)
        if len(numbers) == _BATCH:
            yield numbers, cells
            numbers, cells = [], []
    if numbers:
        yield numbers, cells
