"""Telegram: result.json of a chat, or of a whole account (chats.list)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from engage_desktop.importers import json_trees
from engage_desktop.importers.adapters import Adapter, Head, Row, flattened
from engage_desktop.importers.cells import whole
from engage_desktop.importers.dates import from_unix
from engage_desktop.importers.json_trees import Tree, at, items, text
from engage_desktop.importers.profile import declared
from engage_desktop.importers.tabular import Table
from engage_desktop.models.sources import Layout, Role
from engage_desktop.progress import Progress

_COLUMNS = {
    "id": Role.RESPONSE_ID,
    "date": Role.DATE,
    "from": Role.AUTHOR,
    "text": Role.MENTION,
    "chat": Role.THREAD,
    "reactions": Role.LIKES,
    "channel": Role.CHANNEL,
}
_MEDIA = (
    "photo",
    "file",
    "media_type",
    "sticker_emoji",
    "location_information",
    "poll",
    "contact_information",
)


def _proves(head: Head) -> float:
    outline = head.outline
    for prefix in ("", "chats.list[].", "left_chats.list[]."):
        if outline.has(f"{prefix}messages[].date_unixtime", f"{prefix}messages[].text"):
            return 0.97
        if outline.has(f"{prefix}messages[].from", f"{prefix}messages[].text", f"{prefix}messages[].type"):
            return 0.9
    return 0.0


def _table(path: Path, layout: Layout, progress: Progress | None) -> Table:
    return flattened(_COLUMNS, _rows(path, layout, progress))


def _rows(path: Path, layout: Layout, progress: Progress | None) -> Iterator[Row]:
    for number, (chat, message) in enumerate(_messages(path, layout, progress), start=1):
        name = text(chat, "name") or text(chat, "id")
        yield Row(number, _cells(message, name, text(chat, "id")), _refusal(message))


def _messages(path: Path, layout: Layout, progress: Progress | None) -> Iterator[tuple[Tree, Tree]]:
    """Each message with its chat: that of the file (said before its messages), or those of the account's lists."""
    chat: dict[str, Tree] = {}
    for key, value in json_trees.walk(path, layout.encoding, "messages", progress=progress):
        if key == "messages":
            yield chat, value
        elif key in ("chats", "left_chats"):
            for each in items(value, "list"):
                yield from ((each, message) for message in items(each, "messages"))
        else:
            chat[key] = value


def _cells(message: Tree, chat: str, chat_id: str) -> list[str]:
    key = text(message, "id")
    counts = [whole(n) for each in items(message, "reactions") if (n := text(each, "count")).isdecimal()]
    return [
        f"{chat_id}/{key}" if key and chat_id else key,
        from_unix(text(message, "date_unixtime")) or text(message, "date"),
        text(message, "from") or text(message, "actor"),
        _said(message),
        chat,
        str(sum(counts)) if counts else "",
        "Telegram",
    ]


def _said(message: Tree) -> str:
    """The text, whether one piece or many (links, bold…)."""
    pieces = at(message, "text")
    if not isinstance(pieces, list):
        return text(message, "text") or text(message, "action")
    return "".join(
        text({"text": each}, "text") if isinstance(each, str) else text(each, "text") for each in pieces
    )


def _refusal(message: Tree) -> str:
    if text(message, "type") == "service":
        return "system_message"
    if not _said(message).strip():
        media = isinstance(message, dict) and any(key in message for key in _MEDIA)
        return "media_only" if media else "no_answer"
    return ""


ADAPTER = Adapter(
    declared(
        id="telegram",
        name="Telegram",
        how="result.json, « messages » avec « date_unixtime » ou « from »",
        columns=_COLUMNS,
    ),
    _proves,
    _table,
)
