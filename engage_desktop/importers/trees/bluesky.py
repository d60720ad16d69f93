"""Bluesky: posts as the AT protocol gives them in JSON (feed, search or records), and the repository of an account."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import cast

from engage_desktop.importers import json_trees, limited
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
_CAR_SCANNED = 1 << 20  # bytes in which a repository names what it keeps


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


def _is_repository(head: Head) -> float:
    """Whether the file is an archive of blocks (CARv1) that names records of Bluesky."""
    if b"eroots" not in head.data[:64] or b"gversion\x01" not in head.data[:256]:
        return 0.0
    with head.path.open("rb") as file:
        return 0.98 if b"app.bsky." in file.read(_CAR_SCANNED) else 0.0


def _repository(path: Path, _layout: Layout, progress: Progress | None) -> Table:
    return flattened(_COLUMNS, _repository_rows(path, progress))


def _repository_rows(path: Path, progress: Progress | None) -> Iterator[Row]:
    for number, (uri, post) in enumerate(limited.posts(path, progress=progress), start=1):
        if progress is not None and number % 1000 == 0:
            progress.step(number, 0, "reading")
        record = cast("Tree", post)
        bare = not text(record, "text").strip() and at(record, "embed") is not None
        yield Row(number, _cells({"uri": uri, "record": record}), "media_only" if bare else "")


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

REPOSITORY = Adapter(
    declared(
        id="bluesky_car",
        name="Bluesky (CAR)",
        how="dépôt d'un compte, fichier .car (blocs DAG-CBOR)",
        columns=_COLUMNS,
    ),
    _is_repository,
    _repository,
)
