"""YouTube: comment threads and comments of the data API, replies included."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from engage_desktop.importers import json_trees
from engage_desktop.importers.adapters import Adapter, Head, Row, flattened
from engage_desktop.importers.json_trees import Tree, at, items, text
from engage_desktop.importers.markup import plain
from engage_desktop.importers.profile import declared
from engage_desktop.importers.tabular import Table
from engage_desktop.models.sources import Layout, Role
from engage_desktop.progress import Progress

_COLUMNS = {
    "id": Role.RESPONSE_ID,
    "publishedAt": Role.DATE,
    "authorDisplayName": Role.AUTHOR,
    "textOriginal": Role.MENTION,
    "thread": Role.THREAD,
    "likeCount": Role.LIKES,
    "totalReplyCount": Role.COMMENTS,
    "link": Role.LINK,
    "channel": Role.CHANNEL,
}


def _proves(head: Head) -> float:
    kinds = {value for path, value in head.outline.values if path.rsplit(".", 1)[-1] == "kind"}
    if any(kind.startswith(("youtube#comment", "youtube#commentThread")) for kind in kinds):
        return 0.98
    return (
        0.9
        if any(path.endswith("topLevelComment.snippet.textDisplay") for path in head.outline.paths)
        else 0.0
    )


def _table(path: Path, layout: Layout, progress: Progress | None) -> Table:
    return flattened(_COLUMNS, _rows(path, layout, progress))


def _rows(path: Path, layout: Layout, progress: Progress | None) -> Iterator[Row]:
    number = 0
    for _line, tree in json_trees.pages(path, layout.encoding, progress=progress):
        for page in tree if isinstance(tree, list) else [tree]:
            for item in items(page, "items") or [page]:
                for cells in _thread(item):
                    number += 1
                    yield Row(number, cells)


def _thread(item: Tree) -> Iterator[list[str]]:
    """A comment and its replies; a comment alone when the item is no thread."""
    top = at(item, "snippet", "topLevelComment")
    if top is None:
        yield _cells(item, text(item, "snippet", "parentId") or text(item, "id"), "", "")
        return
    thread, video = text(item, "id"), text(item, "snippet", "videoId")
    yield _cells(top, thread, video, text(item, "snippet", "totalReplyCount"))
    for reply in items(item, "replies", "comments"):
        yield _cells(reply, thread, video, "")


def _cells(comment: Tree, thread: str, video: str, replies: str) -> list[str]:
    said = at(comment, "snippet")
    key, video = text(comment, "id"), text(said, "videoId") or video
    return [
        key,
        text(said, "publishedAt"),
        text(said, "authorDisplayName"),
        text(said, "textOriginal") or plain(text(said, "textDisplay")),
        thread,
        text(said, "likeCount"),
        replies,
        f"https://www.youtube.com/watch?v={video}&lc={key}" if video and key else "",
        "YouTube",
    ]


ADAPTER = Adapter(
    declared(
        id="youtube_api",
        name="YouTube (API)",
        how="JSON dont la clé « kind » commence par « youtube#comment »",
        columns=_COLUMNS,
    ),
    _proves,
    _table,
)
