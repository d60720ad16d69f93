"""Discord: a channel exported by DiscordChatExporter, as JSON or as plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from engage_desktop.importers import json_trees
from engage_desktop.importers.adapters import Adapter, Head, Row, flattened
from engage_desktop.importers.cells import whole
from engage_desktop.importers.delimited import open_text
from engage_desktop.importers.json_trees import Tree, items, text
from engage_desktop.importers.profile import declared
from engage_desktop.importers.tabular import Table
from engage_desktop.models.sources import DateOrder, Layout, Role
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
_TEXT_COLUMNS = {
    "date": Role.DATE,
    "author": Role.AUTHOR,
    "content": Role.MENTION,
    "thread": Role.THREAD,
    "channel": Role.CHANNEL,
}
_RULE = re.compile(r"^={20,}$")
_AROUND = re.compile(r"^(?P<name>Guild|Channel): (?P<said>.+)$")
_START = re.compile(
    r"^\[(?P<date>\d{1,4}[./-]\d{1,2}[./-]\d{1,4},? [^\]]{4,20})\] (?P<author>.+?)(?: \(pinned\))?$"
)
_BESIDE = ("{Attachments}", "{Embed}", "{Reactions}", "{Stickers}")  # what follows is no text of the author
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
    counts = [whole(n) for each in items(message, "reactions") if (n := text(each, "count")).isdecimal()]
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


def _proves_text(head: Head) -> float:
    lines = head.lines[:12]
    ruled = bool(lines) and _RULE.match(lines[0]) is not None
    return 0.97 if ruled and sum(_AROUND.match(line) is not None for line in lines[1:4]) >= 2 else 0.0


def _table_of_text(path: Path, layout: Layout, progress: Progress | None) -> Table:
    return flattened(_TEXT_COLUMNS, _text_rows(path, layout, progress))


def _text_rows(path: Path, layout: Layout, progress: Progress | None) -> Iterator[Row]:
    around: dict[str, str] = {}
    began, head, said = 0, None, list[str]()
    with open_text(path, layout.encoding) as file:
        for number, line in enumerate(file, start=1):
            if progress is not None and number % 5000 == 0:
                progress.step(number, 0, "reading")
            bare = line.rstrip("\r\n").lstrip("\ufeff")
            start = _START.match(bare)
            if start is None and head is None and (named := _AROUND.match(bare)):
                around[named["name"]] = named["said"]
            if start is not None or (head is not None and _RULE.match(bare)):
                if head is not None:
                    yield _text_row(began, head, said, around)
                began, head, said = number, start, []
            elif head is not None:
                said.append(bare)
    if head is not None:
        yield _text_row(began, head, said, around)


def _text_row(number: int, head: re.Match[str], said: list[str], around: dict[str, str]) -> Row:
    ends = next((place for place, line in enumerate(said) if line.strip() in _BESIDE), len(said))
    content = "\n".join(said[:ends]).strip()
    thread = " / ".join(around[name] for name in ("Guild", "Channel") if name in around)
    refused = "" if content else "media_only" if ends < len(said) else "no_answer"
    return Row(number, [head["date"], head["author"].strip(), content, thread, "Discord"], refused)


TEXT = Adapter(
    declared(
        id="discord_text",
        name="Discord (TXT)",
        how="export DiscordChatExporter en texte, lignes « Guild: » et « Channel: » en tête",
        columns=_TEXT_COLUMNS,
        dates=DateOrder.DAY_FIRST,
    ),
    _proves_text,
    _table_of_text,
)
