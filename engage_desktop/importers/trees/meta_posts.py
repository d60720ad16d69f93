"""Facebook and Instagram: posts and comments of the download of one's data."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from engage_desktop.importers import json_trees
from engage_desktop.importers.adapters import Adapter, Head, Row, flattened
from engage_desktop.importers.dates import from_unix
from engage_desktop.importers.json_trees import Tree, at, items, text
from engage_desktop.importers.mending import latin_mended
from engage_desktop.importers.profile import declared
from engage_desktop.importers.tabular import Table
from engage_desktop.models.sources import Layout, Role
from engage_desktop.progress import Progress

_COLUMNS = {
    "timestamp": Role.DATE,
    "author": Role.AUTHOR,
    "text": Role.MENTION,
    "title": Role.TITLE,
    "thread": Role.THREAD,
    "link": Role.LINK,
    "channel": Role.CHANNEL,
}
_FACEBOOK = ("data[].post", "data[].comment.comment", "data[].update_timestamp")
_INSTAGRAM = (
    "media[].creation_timestamp",
    "string_map_data.Comment.value",
    "string_map_data.Commentaire.value",
)


def _proves(head: Head) -> float:
    paths = {path.split("[].", 1)[1] if "[]." in path else path for path in head.outline.paths}
    if "timestamp" in paths and not paths.isdisjoint(_FACEBOOK):
        return 0.95
    return 0.93 if not paths.isdisjoint((*_INSTAGRAM, "string_map_data.Media Owner.value")) else 0.0


def _table(path: Path, layout: Layout, progress: Progress | None) -> Table:
    return flattened(_COLUMNS, _rows(json_trees.load(path, layout.encoding, progress=progress)))


def _rows(tree: Tree) -> Iterator[Row]:
    for number, item in enumerate(_list(tree), start=1):
        cells = [latin_mended(cell) for cell in _cells(item)]
        yield Row(number, cells, "" if cells[2] else "media_only")


def _list(tree: Tree) -> list[Tree]:
    """The items, whether they are the root or under the one key of the file (« comments_v2 »)."""
    if isinstance(tree, dict):
        return next((value for value in tree.values() if isinstance(value, list)), [tree])
    return tree if isinstance(tree, list) else []


def _cells(item: Tree) -> list[str]:
    if at(item, "string_map_data") is not None:
        return _instagram_comment(at(item, "string_map_data"))
    if at(item, "media") is not None:
        return _instagram_post(item)
    return _facebook(item)


def _facebook(item: Tree) -> list[str]:
    moment = from_unix(text(item, "timestamp"))
    title = text(item, "title")
    for part in items(item, "data"):
        comment = at(part, "comment")
        if comment is not None:
            when = from_unix(text(comment, "timestamp")) or moment
            thread = text(comment, "group")
            return [
                when,
                text(comment, "author"),
                text(comment, "comment"),
                title,
                thread,
                _link(item),
                "Facebook",
            ]
        if text(part, "post"):
            return [moment, "", text(part, "post"), title, "", _link(item), "Facebook"]
    return [moment, "", "", title, "", _link(item), "Facebook"]


def _link(item: Tree) -> str:
    for attachment in items(item, "attachments"):
        for part in items(attachment, "data"):
            if text(part, "external_context", "url"):
                return text(part, "external_context", "url")
    return ""


def _instagram_post(item: Tree) -> list[str]:
    media = items(item, "media")
    said = text(item, "title") or next((text(each, "title") for each in media if text(each, "title")), "")
    when = text(item, "creation_timestamp") or next((text(each, "creation_timestamp") for each in media), "")
    return [from_unix(when), "", said, "", "", "", "Instagram"]


def _instagram_comment(fields: Tree) -> list[str]:
    """A comment, whatever the language of its keys: the first value is the text, the timestamp is the only one."""
    known = list(fields.values()) if isinstance(fields, dict) else []
    said = text(fields, "Comment", "value") or text(fields, "Commentaire", "value")
    said = said or next((text(each, "value") for each in known if text(each, "value")), "")
    moment = next((from_unix(text(each, "timestamp")) for each in known if text(each, "timestamp")), "")
    owner = text(fields, "Media Owner", "value")
    return [moment, "", said, "", owner, "", "Instagram"]


ADAPTER = Adapter(
    declared(
        id="meta_posts",
        name="Facebook / Instagram (publications)",
        how="publications ou commentaires du téléchargement de vos données",
        columns=_COLUMNS,
    ),
    _proves,
    _table,
)
