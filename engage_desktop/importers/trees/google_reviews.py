"""Google: the reviews of a place (Business, Takeout) or of an application (Play), as JSON."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from engage_desktop.importers import json_trees
from engage_desktop.importers.adapters import Adapter, Head, Row, flattened
from engage_desktop.importers.dates import from_unix
from engage_desktop.importers.json_trees import Tree, at, items, text
from engage_desktop.importers.profile import declared
from engage_desktop.importers.tabular import Table
from engage_desktop.models.sources import Layout, Role
from engage_desktop.progress import Progress

_COLUMNS = {
    "name": Role.RESPONSE_ID,
    "createTime": Role.DATE,
    "reviewer": Role.AUTHOR,
    "comment": Role.MENTION,
    "Note": Role.ATTRIBUTE,
    "channel": Role.CHANNEL,
}
_STARS = {"ONE": "1", "TWO": "2", "THREE": "3", "FOUR": "4", "FIVE": "5"}
_MARK = r"\((?:Translated by Google|Traduit par Google|Avis traduit par Google)\)"
_TRANSLATED_FIRST = re.compile(rf"^\s*{_MARK}.*?\((?:Original|Avis d'origine)\)\s*", re.DOTALL)
_TRANSLATED_LAST = re.compile(rf"{_MARK}.*$", re.DOTALL)


def _proves(head: Head) -> float:
    known = [path for path in head.outline.paths if path == "starRating" or path.endswith(".starRating")]
    return 0.97 if known else 0.0


def _table(path: Path, layout: Layout, progress: Progress | None) -> Table:
    return flattened(_COLUMNS, _rows(path, layout, progress))


def _rows(path: Path, layout: Layout, progress: Progress | None) -> Iterator[Row]:
    number = 0
    for _line, tree in json_trees.pages(path, layout.encoding, progress=progress):
        for page in tree if isinstance(tree, list) else [tree]:
            for review in items(page, "reviews") or [page]:
                number += 1
                cells = _cells(review)
                yield Row(number, cells, "" if cells[3] else "rating_only")


def _cells(review: Tree) -> list[str]:
    said = next(
        (at(each, "userComment") for each in items(review, "comments") if at(each, "userComment")), None
    )
    if said is not None:
        return [
            text(review, "reviewId"),
            from_unix(text(said, "lastModified", "seconds")),
            text(review, "authorName"),
            original(text(said, "text").strip()),
            text(said, "starRating"),
            "Google Play",
        ]
    stars = text(review, "starRating")
    return [
        text(review, "name") or text(review, "reviewId"),
        text(review, "createTime") or text(review, "updateTime"),
        text(review, "reviewer", "displayName"),
        original(text(review, "comment")),
        _STARS.get(stars, stars),
        "Google",
    ]


def original(comment: str) -> str:
    """What the reviewer wrote, the translation that Google adds before or after it left out."""
    alone = _TRANSLATED_FIRST.sub("", comment, count=1)
    return _TRANSLATED_LAST.sub("", alone, count=1).strip() if alone == comment else alone.strip()


ADAPTER = Adapter(
    declared(
        id="google_reviews",
        name="Google Business (avis)",
        how="JSON dont chaque avis a une clé « starRating »",
        columns=_COLUMNS,
    ),
    _proves,
    _table,
)
