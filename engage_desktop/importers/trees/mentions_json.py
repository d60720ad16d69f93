"""Any list of posts, reviews or messages in JSON or JSON lines: a text with an author, a date or a link beside it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from engage_desktop.errors import EngageError, Reason
from engage_desktop.importers import json_trees
from engage_desktop.importers.adapters import Adapter, Head, Row, table_of
from engage_desktop.importers.headers import spellings
from engage_desktop.importers.json_trees import Tree
from engage_desktop.importers.markup import plain
from engage_desktop.importers.profile import Profile
from engage_desktop.importers.profiles import mentions
from engage_desktop.importers.tabular import Table
from engage_desktop.models.sources import DateOrder, Layout, Role, SourceKind
from engage_desktop.progress import Progress

_MARKUP = re.compile(r"^\s*<(?:p|div|span|br)\b[^>]*>.*>\s*$", re.DOTALL | re.IGNORECASE)
_LOOKED_AT = 500  # items whose keys make the headers
_MOST_COLUMNS = 200
_BESIDE = (Role.AUTHOR, Role.DATE, Role.LINK, Role.CHANNEL, Role.LIKES)
_NAMES = {meta.role: frozenset(meta.names) for meta in mentions.PROFILE.meta}


def _proves(head: Head) -> float:
    outline = head.outline
    if outline.root == "array":
        paths = outline.within().paths
    elif outline.root == "lines":
        paths = outline.paths
    else:
        paths = next((each for each in _lists(outline.paths) if _says(each)), frozenset())
    names = _names(paths)
    if not _says(paths):
        return 0.0
    beside = sum(not names.isdisjoint(_NAMES[role]) for role in _BESIDE)
    return (0.0, 0.55, 0.75)[min(2, beside)]


def _names(paths: Iterable[str]) -> set[str]:
    return {name for path in paths if "[]" not in path for name in spellings(path)}


def _says(paths: Iterable[str]) -> bool:
    return not _names(paths).isdisjoint(_NAMES[Role.MENTION])


def _lists(paths: frozenset[str]) -> list[frozenset[str]]:
    """For each list of objects that the root object holds, « feed.entry » too: the paths inside its items."""
    inside: dict[str, set[str]] = {}
    for path in sorted(paths):
        before, mark, after = path.partition("[].")
        if mark:
            inside.setdefault(before, set()).add(after)
    return [frozenset(found) for found in inside.values()]


def _table(path: Path, layout: Layout, progress: Progress | None) -> Table:
    items = _items(path, layout, progress)
    first = list(islice(items, _LOOKED_AT))
    flat = [_flat(item) for item in first]
    headers = tuple(dict.fromkeys(name for each in flat for name in each))[:_MOST_COLUMNS]
    if not headers:
        raise EngageError(Reason.NO_ROWS, where=str(path))
    return table_of(headers, _rows(flat, items, headers))


def _items(path: Path, layout: Layout, progress: Progress | None) -> Iterator[Tree]:
    for _line, tree in json_trees.pages(path, layout.encoding, progress=progress):
        if isinstance(tree, list):
            yield from tree
        elif isinstance(tree, dict):
            yield from [tree] if "text" in tree else _told(tree) or [tree]


def _told(tree: dict[str, Tree]) -> list[Tree]:
    """The first list of objects in `tree` whose items say something; the only one when none seems to."""
    found: list[list[Tree]] = []
    waiting: list[dict[str, Tree]] = [tree]
    while waiting:
        for value in waiting.pop(0).values():
            if isinstance(value, dict):
                waiting.append(value)
            elif isinstance(value, list) and value and isinstance(value[0], dict):
                found.append(value)
    telling = [each for each in found if _says(_flat(each[0]))]
    return (telling or (found if len(found) == 1 else [[]]))[0]


def _rows(flat: list[dict[str, str]], rest: Iterator[Tree], headers: tuple[str, ...]) -> Iterator[Row]:
    number = 0
    for each in flat:
        number += 1
        yield Row(number, [each.get(name, "") for name in headers])
    for item in rest:
        number += 1
        found = _flat(item)
        yield Row(number, [found.get(name, "") for name in headers])


def _flat(item: Tree) -> dict[str, str]:
    """One item as one row: « user.name » for what is inside, lists of texts joined."""
    made: dict[str, str] = {}
    waiting: list[tuple[str, Tree]] = [("", item)]
    while waiting:
        name, value = waiting.pop(0)
        if isinstance(value, dict):
            waiting += [(f"{name}.{key}" if name else key, inside) for key, inside in value.items()]
        elif isinstance(value, list):
            texts = [each for each in value if isinstance(each, str)]
            made[name or "text"] = "; ".join(texts)
        else:
            said = value if isinstance(value, str) else "" if value is None else str(value).lower()
            made[name or "text"] = plain(said) if _MARKUP.match(said) else said
    return made


ADAPTER = Adapter(
    Profile(
        id="mentions_json",
        name="Mentions (JSON, lignes JSON)",
        how="liste d'objets JSON qui ont un texte avec un auteur, une date ou un lien",
        kind=SourceKind.MENTIONS,
        meta=mentions.PROFILE.meta,
        dates=DateOrder.ISO,
        spelled=True,
    ),
    _proves,
    _table,
)
