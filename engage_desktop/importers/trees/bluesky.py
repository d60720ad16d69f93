"""Bluesky: posts as the AT protocol gives them in JSON (feed, search or records); the binary .car is not read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from engage_desktop.importers import json_trees
from engage_desktop.importers.adapters import Adapter, Head, Row, flattened
from engage_desktop.importers.json_trees import Tree, at, items, text
from engage_desktop.importers.profile import declared
from engage_desktop.importers.tabular import Table
from engage_desktop.models.sources import Layout, Role
from engage_desktop.progress import Progress

_COLUMNS = {
    "uri": Role.RESPONSE_ID,
    "createdAt": Role.DATE,
    "author": Role.AUTHOR,
    "text": Role.MENTION,
    "langs": Role.LANGUAGE,
    "thread": Role.THREAD,
    "likeCount": Role.LIKES,
    "repostCount": Role.SHARES,
    "replyCount": Role.COMMENTS,
    "link": Role.LINK,
    "channel": Role.CHANNEL,
}
_POST = "app.bsky.feed.post"


def _proves(head: Head) -> float:
    return (
        0.97 if any(path.endswith("$type") and value == _POST for path, value in head.outline.values) else 0.0
    )


def _table(path: Path, layout: Layout, progress: Progress | None) -> Table:
    return flattened(_COLUMNS, _rows(path, layout, progress))


def _rows(path: Path, layout: Layout, progress: Progress | None) -> Iterator[Row]:
    number = 0
    for _line, tree in json_trees.pages(path, layout.encoding, progress=progress):
        for item in _posts(tree):
            number += 1
            post = at(item, "post")
            yield Row(number, _cells(item if post is None else post))


def _posts(tree: Tree) -> list[Tree]:
    if isinstance(tree, list):
        return tree
    return items(tree, "feed") or items(tree, "posts") or items(tree, "records") or [tree]


def _cells(post: Tree) -> list[str]:
    record = next((found for key in ("record", "value") if (found := at(post, key)) is not None), post)
    uri = text(post, "uri")
    author = text(post, "author", "handle") or text(post, "author", "did") or _did(uri)
    languages = items(record, "langs")
    return [
        uri,
        text(record, "createdAt") or text(post, "indexedAt"),
        author,
        text(record, "text"),
        languages[0] if languages and isinstance(languages[0], str) else "",
        text(record, "reply", "root", "uri"),
        text(post, "likeCount"),
        text(post, "repostCount"),
        text(post, "replyCount"),
        f"https://bsky.app/profile/{author}/post/{uri.rsplit('/', 1)[-1]}" if uri and author else "",
        "Bluesky",
    ]


def _did(uri: str) -> str:
    return uri.split("/")[2] if uri.startswith("at://") and uri.count("/") >= 3 else ""


ADAPTER = Adapter(
    declared(
        id="bluesky",
        name="Bluesky",
        how="JSON du protocole AT, « $type » vaut « app.bsky.feed.post »",
        columns=_COLUMNS,
    ),
    _proves,
    _table,
)
