"""Discourse: a topic, or the latest posts, as the JSON that its pages give."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from engage_desktop.importers import json_trees
from engage_desktop.importers.adapters import Adapter, Head, Row, flattened
from engage_desktop.importers.json_trees import Tree, items, text
from engage_desktop.importers.markup import plain
from engage_desktop.importers.profile import declared
from engage_desktop.importers.tabular import Table
from engage_desktop.models.sources import Layout, Role
from engage_desktop.progress import Progress

_COLUMNS = {
    "id": Role.RESPONSE_ID,
    "created_at": Role.DATE,
    "username": Role.AUTHOR,
    "topic": Role.TITLE,
    "post": Role.MENTION,
    "thread": Role.THREAD,
    "like_count": Role.LIKES,
    "reply_count": Role.COMMENTS,
    "channel": Role.CHANNEL,
}
_SMALL_ACTION = "3"  # « closed the topic », « invited… »: the software's own posts


def _proves(head: Head) -> float:
    outline = head.outline
    if outline.has("post_stream.posts[].cooked") or outline.has("latest_posts[].cooked"):
        return 0.97
    return 0.0


def _table(path: Path, layout: Layout, progress: Progress | None) -> Table:
    return flattened(_COLUMNS, _rows(json_trees.load(path, layout.encoding, progress=progress)))


def _rows(tree: Tree) -> Iterator[Row]:
    title = text(tree, "title")
    posts = items(tree, "post_stream", "posts") or items(tree, "latest_posts")
    for number, post in enumerate(posts, start=1):
        refused = "system_message" if text(post, "post_type") == _SMALL_ACTION else ""
        yield Row(number, _cells(post, title), refused)


def _cells(post: Tree, title: str) -> list[str]:
    likes = next(
        (text(each, "count") for each in items(post, "actions_summary") if text(each, "id") == "2"), ""
    )
    return [
        text(post, "id"),
        text(post, "created_at"),
        text(post, "username"),
        title or text(post, "topic_title"),
        text(post, "raw") or plain(text(post, "cooked")),
        text(post, "topic_id"),
        text(post, "like_count") or likes,
        text(post, "reply_count"),
        "Discourse",
    ]


ADAPTER = Adapter(
    declared(
        id="discourse_json",
        name="Discourse (JSON)",
        how="JSON d'un sujet, clé « post_stream » dont les messages ont « cooked »",
        columns=_COLUMNS,
    ),
    _proves,
    _table,
)
