"""Reddit: listings of the API, and dumps of one post or comment a line."""

from __future__ import annotations

import html
from collections.abc import Iterator
from pathlib import Path

from engage_desktop.importers import json_trees
from engage_desktop.importers.adapters import Adapter, Head, Row, flattened
from engage_desktop.importers.dates import from_unix
from engage_desktop.importers.json_trees import Tree, at, items, text
from engage_desktop.importers.profile import declared
from engage_desktop.importers.tabular import Table
from engage_desktop.models.sources import Layout, Role
from engage_desktop.progress import Progress

_COLUMNS = {
    "name": Role.RESPONSE_ID,
    "created_utc": Role.DATE,
    "author": Role.AUTHOR,
    "title": Role.TITLE,
    "text": Role.MENTION,
    "subreddit": Role.ATTRIBUTE,
    "thread": Role.THREAD,
    "score": Role.ATTRIBUTE,
    "ups": Role.LIKES,
    "num_comments": Role.COMMENTS,
    "link": Role.LINK,
    "channel": Role.CHANNEL,
}
_GONE = ("[deleted]", "[removed]", "[supprimé]")
_DEEPEST = 90  # replies inside replies: the reading of the tree stops at a hundred levels anyway


def _proves(head: Head) -> float:
    outline = head.outline
    within = outline.within()
    if "Listing" in (outline.value("kind"), within.value("kind")) and within.has(
        "data.children[].data.author"
    ):
        return 0.98
    flat = within.has("subreddit", "author", "created_utc") and within.has_any("body", "selftext", "title")
    return 0.95 if flat else 0.0


def _table(path: Path, layout: Layout, progress: Progress | None) -> Table:
    return flattened(_COLUMNS, _rows(path, layout, progress))


def _rows(path: Path, layout: Layout, progress: Progress | None) -> Iterator[Row]:
    number = 0
    for _line, tree in json_trees.pages(path, layout.encoding, progress=progress):
        for page in tree if isinstance(tree, list) else [tree]:
            for thing in _things(page, 0):
                number += 1
                cells = _cells(thing)
                yield Row(number, cells, "deleted" if cells[4] in _GONE else "")


def _things(tree: Tree, depth: int) -> Iterator[Tree]:
    """Posts and comments in the order in which a reader meets them; « more » stands for what was not fetched."""
    if text(tree, "kind") == "Listing":
        for child in items(tree, "data", "children"):
            if text(child, "kind") != "more" and depth < _DEEPEST:
                thing = at(child, "data")
                yield thing
                yield from _things(at(thing, "replies"), depth + 1)
    elif depth == 0 and isinstance(tree, dict):
        inside = at(tree, "data") if text(tree, "kind") in ("t1", "t3") else tree
        yield inside


def _cells(thing: Tree) -> list[str]:
    title = html.unescape(text(thing, "title"))
    said = html.unescape(text(thing, "body") or text(thing, "selftext"))
    address = text(thing, "permalink")
    key = text(thing, "name") or text(thing, "id")
    return [
        key,
        from_unix(text(thing, "created_utc")),
        "" if text(thing, "author") in _GONE else text(thing, "author"),
        title if said else "",
        said or title,
        text(thing, "subreddit"),
        text(thing, "link_id") or key,
        text(thing, "score"),
        text(thing, "ups"),
        text(thing, "num_comments"),
        f"https://www.reddit.com{address}" if address.startswith("/") else address or text(thing, "url"),
        "Reddit",
    ]


ADAPTER = Adapter(
    declared(
        id="reddit",
        name="Reddit",
        how="JSON « Listing » de l'API, ou lignes JSON avec « subreddit » et « created_utc »",
        columns=_COLUMNS,
    ),
    _proves,
    _table,
)
