"""Mastodon: the outbox of an account's archive (ActivityPub)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from engage_desktop.importers import json_trees
from engage_desktop.importers.adapters import Adapter, Head, Row, flattened
from engage_desktop.importers.json_trees import Tree, at, text
from engage_desktop.importers.markup import plain
from engage_desktop.importers.profile import declared
from engage_desktop.importers.tabular import Table
from engage_desktop.models.sources import Layout, Role
from engage_desktop.progress import Progress

_COLUMNS = {
    "id": Role.RESPONSE_ID,
    "published": Role.DATE,
    "actor": Role.AUTHOR,
    "summary": Role.TITLE,
    "content": Role.MENTION,
    "language": Role.LANGUAGE,
    "conversation": Role.THREAD,
    "likes": Role.LIKES,
    "shares": Role.SHARES,
    "url": Role.LINK,
    "channel": Role.CHANNEL,
}


def _proves(head: Head) -> float:
    outline = head.outline
    if outline.has_any("orderedItems[].object.content", "orderedItems[].actor", "orderedItems[].type"):
        return 0.97
    return 0.9 if outline.has("orderedItems") and outline.value("type") == "OrderedCollection" else 0.0


def _table(path: Path, layout: Layout, progress: Progress | None) -> Table:
    return flattened(_COLUMNS, _rows(path, layout, progress))


def _rows(path: Path, layout: Layout, progress: Progress | None) -> Iterator[Row]:
    pairs = json_trees.walk(path, layout.encoding, "orderedItems", progress=progress)
    items = (item for key, item in pairs if key == "orderedItems")
    for number, item in enumerate(items, start=1):
        post = at(item, "object")
        if isinstance(post, dict):
            yield Row(number, _cells(item, post))
        else:
            # An Announce is the address of somebody else's post: shared, not said.
            shared = text(item, "object")
            yield Row(number, _shared(item, shared), "share_without_text" if shared else "no_answer")


def _cells(item: Tree, post: Tree) -> list[str]:
    content = text(post, "content")
    languages = at(post, "contentMap")
    said_in = next(iter(languages), "") if isinstance(languages, dict) else ""
    return [
        text(post, "id") or text(item, "id"),
        text(post, "published") or text(item, "published"),
        _account(text(post, "attributedTo") or text(item, "actor")),
        text(post, "summary"),
        plain(content or (text(languages, said_in) if said_in else "")),
        said_in,
        text(post, "inReplyTo") or text(post, "conversation"),
        text(post, "likes", "totalItems"),
        text(post, "shares", "totalItems"),
        text(post, "url") or text(post, "id"),
        "Mastodon",
    ]


def _shared(item: Tree, address: str) -> list[str]:
    author = _account(text(item, "actor"))
    return [text(item, "id"), text(item, "published"), author, "", "", "", "", "", "", address, "Mastodon"]


def _account(address: str) -> str:
    """« user (instance) » of the address of an actor: « user@instance » would be taken for an e-mail address."""
    host = address.split("/")[2] if address.count("/") >= 3 else ""
    name = address.rstrip("/").rsplit("/", 1)[-1].removeprefix("@")
    return f"{name} ({host})" if name and host else address


ADAPTER = Adapter(
    declared(
        id="mastodon",
        name="Mastodon",
        how="outbox.json, clé « orderedItems »",
        columns=_COLUMNS,
    ),
    _proves,
    _table,
)
