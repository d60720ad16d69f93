"""Discourse: the archive that a person downloads, and the result of a query of the Data Explorer.

The archive is a zip of tables of which one, `user_archive.csv`, holds posts; lists of members, badges or visits have
nothing that anybody said. A query gives its columns as its author named them: « raw » or « cooked » is the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

from engage_desktop.errors import EngageError, Reason
from engage_desktop.importers import decoding, delimited, json_trees
from engage_desktop.importers.adapters import Adapter, Head, Row, table_of
from engage_desktop.importers.json_trees import Tree, items, text
from engage_desktop.importers.markup import plain
from engage_desktop.importers.profile import Profile
from engage_desktop.importers.profiles import discourse
from engage_desktop.importers.tabular import Table
from engage_desktop.importers.zipped import name_of, names_in, unpacked
from engage_desktop.models.sources import DateOrder, Layout, SourceKind
from engage_desktop.progress import Progress

_MEMBER = re.compile(r"^user_archive(?:-.+)?\.csv$")
_MOST_COLUMNS = 200
_COOKED = ("cooked", "post_cooked")
_TEXT_COLUMN = re.compile(r'"(?:raw|cooked|post_raw|post_cooked|post)"')


def _is_archive(head: Head) -> float:
    return 0.98 if any(_MEMBER.match(name_of(member)) for member in head.members) else 0.0


def _archive(path: Path, _layout: Layout, progress: Progress | None) -> Table:
    rows = _records(path, progress)
    _number, headers = next(rows, (0, []))
    if not headers:
        raise EngageError(Reason.NO_ROWS, where=str(path))
    return table_of(tuple(headers), (Row(n, cells) for n, cells in rows))


def _records(path: Path, progress: Progress | None) -> Iterator[tuple[int, list[str]]]:
    with unpacked(path, _member(path)) as inner:
        encoding = decoding.encoding_of(inner)
        for numbers, rows in delimited.records(inner, encoding=encoding, delimiter=","):
            if progress is not None:
                progress.step(numbers[0], 0, "reading")
            for number, cells in zip(numbers, rows, strict=True):
                yield number, [cell.lstrip("\ufeff") if number == 1 else cell for cell in cells]


def _member(path: Path) -> str:
    found = next((each for each in names_in(path) if _MEMBER.match(name_of(each))), "")
    if not found:
        raise EngageError(Reason.FORMAT_MISMATCH, where=str(path), expected="user_archive.csv", found="zip")
    return found


# ── a query of the Data Explorer ──


def _is_query(head: Head) -> float:
    outline = head.outline
    if not outline.has("columns", "rows") or not outline.has_any("colrender", "relations", "result_count"):
        return 0.0
    columns = head.text.partition('"columns"')[2].partition("]")[0]
    return 0.95 if _TEXT_COLUMN.search(columns) else 0.0


def _query(path: Path, layout: Layout, progress: Progress | None) -> Table:
    tree = json_trees.load(path, layout.encoding, progress=progress)
    names = [each if isinstance(each, str) else "" for each in items(tree, "columns")]
    if not names or len(names) > _MOST_COLUMNS:
        raise EngageError(Reason.NO_ROWS, where=str(path))
    people = {text(each, "id"): text(each, "username") for each in items(tree, "relations", "user")}
    who = names.index("user_id") if people and "username" not in names and "user_id" in names else -1
    words = any(name in discourse.TEXTS for name in names)
    headers = [
        "post_raw" if name in _COOKED and not words else "username" if place == who else name
        for place, name in enumerate(names)
    ]
    return table_of(tuple(headers), _query_rows(tree, names, who, people))


def _query_rows(tree: Tree, names: list[str], who: int, people: dict[str, str]) -> Iterator[Row]:
    for number, found in enumerate(items(tree, "rows"), start=1):
        values = found if isinstance(found, list) else []
        cells = [_cell(value) for value in chain(values, [None] * (len(names) - len(values)))]
        for place, name in enumerate(names):
            if place == who:
                cells[place] = people.get(cells[place], cells[place])
            elif name in _COOKED:
                cells[place] = plain(cells[place])
        yield Row(number, cells)


def _cell(value: Tree) -> str:
    if isinstance(value, list):
        return ", ".join(each for each in value if isinstance(each, str))
    return str(value).lower() if isinstance(value, bool) else text({"": value}, "")


def _profile(format_id: str, name: str, how: str) -> Profile:
    return Profile(
        id=format_id,
        name=name,
        how=how,
        kind=SourceKind.MENTIONS,
        meta=discourse.META,
        dates=DateOrder.ISO,
        channel="Discourse",
    )


ARCHIVE = Adapter(
    _profile("discourse_archive", "Discourse (ZIP)", "archive d'un membre qui contient « user_archive.csv »"),
    _is_archive,
    _archive,
)
QUERY = Adapter(
    _profile(
        "discourse_query",
        "Discourse (Data Explorer)",
        "résultat JSON d'une requête dont une colonne s'appelle « raw » ou « cooked »",
    ),
    _is_query,
    _query,
)
