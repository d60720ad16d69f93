"""Zendesk: tickets exported as JSON, one document or one ticket a line."""

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
    "created_at": Role.DATE,
    "requester": Role.AUTHOR,
    "subject": Role.TITLE,
    "description": Role.MENTION,
    "via": Role.CHANNEL,
    "status": Role.ATTRIBUTE,
    "priority": Role.ATTRIBUTE,
    "satisfaction": Role.ATTRIBUTE,
}


def _proves(head: Head) -> float:
    outline = head.outline.within()
    for prefix in ("", "tickets[]."):
        if outline.has(f"{prefix}subject", f"{prefix}description", f"{prefix}requester_id"):
            return 0.96
        if outline.has(f"{prefix}subject", f"{prefix}description", f"{prefix}requester"):
            return 0.94
    return 0.0


def _table(path: Path, layout: Layout, progress: Progress | None) -> Table:
    return flattened(_COLUMNS, _rows(path, layout, progress))


def _rows(path: Path, layout: Layout, progress: Progress | None) -> Iterator[Row]:
    number = 0
    for _line, tree in json_trees.pages(path, layout.encoding, progress=progress):
        for page in tree if isinstance(tree, list) else [tree]:
            for ticket in items(page, "tickets") or [page]:
                number += 1
                yield Row(number, _cells(ticket))


def _cells(ticket: Tree) -> list[str]:
    who = text(ticket, "requester", "email") or text(ticket, "requester", "name")
    return [
        text(ticket, "id"),
        text(ticket, "created_at"),
        who or text(ticket, "requester") or text(ticket, "requester_id"),
        text(ticket, "subject"),
        text(ticket, "description") or text(ticket, "subject"),
        text(ticket, "via", "channel"),
        text(ticket, "status"),
        text(ticket, "priority"),
        text(ticket, "satisfaction_rating", "score"),
    ]


ADAPTER = Adapter(
    declared(
        id="zendesk_json",
        name="Zendesk (JSON)",
        how="JSON dont les tickets ont « subject », « description » et « requester_id »",
        columns=_COLUMNS,
        said_as="ticket",
    ),
    _proves,
    _table,
)
