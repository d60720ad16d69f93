"""Facebook, Messenger and Instagram: a conversation of the download of one's data (message_1.json…)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from engage_desktop.importers import json_trees
from engage_desktop.importers.adapters import Adapter, Head, Row, flattened
from engage_desktop.importers.dates import from_unix
from engage_desktop.importers.json_trees import Tree, is_true, items, text
from engage_desktop.importers.mending import latin_mended
from engage_desktop.importers.profile import declared
from engage_desktop.importers.tabular import Table
from engage_desktop.models.sources import Layout, Role
from engage_desktop.progress import Progress

_COLUMNS = {
    "timestamp_ms": Role.DATE,
    "sender_name": Role.AUTHOR,
    "content": Role.MENTION,
    "thread": Role.THREAD,
    "reactions": Role.LIKES,
    "channel": Role.CHANNEL,
}
_MEDIA = ("photos", "videos", "audio_files", "gifs", "sticker", "files", "share")
# What Meta writes in the place of a media.
_ATTACHED = re.compile(r"(?: a envoyé une pièce jointe| sent an attachment)\.?$")


def _proves(head: Head) -> float:
    outline = head.outline
    if outline.has("participants", "messages[].sender_name"):
        return 0.98
    return 0.9 if outline.has("messages[].sender_name", "messages[].timestamp_ms") else 0.0


def _table(path: Path, layout: Layout, progress: Progress | None) -> Table:
    return flattened(_COLUMNS, _rows(path, layout, progress))


def _rows(path: Path, layout: Layout, progress: Progress | None) -> Iterator[Row]:
    # The title comes after the messages: the file is walked once for it.
    pairs = json_trees.walk(path, layout.encoding, "messages", progress=progress)
    around: Tree = {key: value for key, value in pairs if key != "messages"}
    thread = latin_mended(text(around, "title") or text(around, "thread_path"))
    place = text(around, "thread_path") + text(around, "magic_words")
    channel = "Instagram" if "instagram" in place.lower() else "Messenger"
    pairs = json_trees.walk(path, layout.encoding, "messages", progress=progress)
    messages = (value for key, value in pairs if key == "messages")
    for number, message in enumerate(messages, start=1):
        sender = latin_mended(text(message, "sender_name"))
        said = latin_mended(text(message, "content"))
        moment = from_unix(text(message, "timestamp_ms"))
        reactions = items(message, "reactions")
        cells = [moment, sender, said, thread, str(len(reactions)) if reactions else "", channel]
        yield Row(number, cells, _refusal(message, sender, said))


def _refusal(message: Tree, sender: str, said: str) -> str:
    if is_true(message, "is_unsent"):
        return "deleted"
    if not said or (said.startswith(sender) and _ATTACHED.search(said)):
        return "media_only" if said or any(key in _keys(message) for key in _MEDIA) else "no_answer"
    return ""


def _keys(message: Tree) -> frozenset[str]:
    return frozenset(message) if isinstance(message, dict) else frozenset()


ADAPTER = Adapter(
    declared(
        id="meta_messages",
        name="Messenger / Instagram (messages)",
        how="message_1.json, clés « participants » et « messages »",
        columns=_COLUMNS,
    ),
    _proves,
    _table,
)
