"""Discord: a channel exported as JSON by DiscordChatExporter."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from engage_desktop.importers import json_trees
from engage_desktop.importers.adapters import Adapter, Head, Row, flattened
from engage_desktop.importers.json_trees import Tree, items, text
from engage_desktop.importers.profile import declared
from engage_desktop.importers.tabular import Table
from engage_desktop.models.sources import Layout, Role
from engage_desktop.progress import Progress

_COLUMNS = {
    "id": Role.RESPONSE_ID,
    "timestamp": Role.DATE,
    "author": Role.AUTHOR,
    "content": Role.MENTION,
    "thread": Role.THREAD,
    "reactions": Role.LIKES,
    "link": Role.LINK,
    "channel": Role.CHANNEL,
}
_SAID = ("", "Default", "Reply", "19")  # what people write; joins, pins and calls are the system's


def _proves(head: Head) -> float:
    outline = head.outline
    if outline.has("guild", "channel", "messages[].content"):
        return 0.98
    return 0.9 if outline.has("guild", "channel", "messages") else 0.0


def _table(path: Path, layout: Layout, progress: Progress | None) -> Table:
    return flattened(_COLUMNS, _rows(path, layout, progress))


def _rows(path: Path, layout: Layout, progress: Progress | None) -> Iterator[Row]:
    around: dict[str, Tree] = {}  # what stands before the messages: the server and the room
    number = 0
    for key, value in json_trees.walk(path, layout.encoding, "messages", progress=progress):
        if key != "messages":
            around[key] = value
            continue
        number += 1
        server, room = text(around, "guild", "name"), text(around, "channel", "name")
        thread = " / ".join(part for part in (server, room) if part)
        place = f"https://discord.com/channels/{text(around, 'guild', 'id')}/{text(around, 'channel', 'id')}"
        yield Row(number, _cells(value, thread, place), _refusal(value))


def _cells(message: Tree, thread: str, place: str) -> list[str]:
    key = text(message, "id")
    counts = [
        int(count) for each in items(message, "reactions") if (count := text(each, "count")).isdecimal()
    ]
    return [
        key,
        text(message, "timestamp"),
        text(message, "author", "nickname") or text(message, "author", "name"),
        text(message, "content"),
        thread,
        str(sum(counts)) if counts else "",
        f"{place}/{key}" if key else "",
        "Discord",
    ]


def _refusal(message: Tree) -> str:
    if text(message, "type") not in _SAID:
        return "system_message"
    if not text(message, "content").strip():
        with_media = any(items(message, key) for key in ("attachments", "stickers", "embeds"))
        return "media_only" if with_media else "no_answer"
    return ""


ADAPTER = Adapter(
    declared(
        id="discord",
        name="Discord (JSON)",
        how="export DiscordChatExporter, clés « guild », « channel » et « messages »",
        columns=_COLUMNS,
    ),
    _proves,
    _table,
)
