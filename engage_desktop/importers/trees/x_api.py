"""X (Twitter): pages of the API, version 2, as JSON or one page (or one tweet) a line."""

from __future__ import annotations

import html
from collections.abc import Iterator
from pathlib import Path

from engage_desktop.importers import json_trees
from engage_desktop.importers.adapters import Adapter, Head, Row, flattened
from engage_desktop.importers.json_trees import Tree, at, items, text
from engage_desktop.importers.profile import declared
from engage_desktop.importers.tabular import Table
from engage_desktop.models.sources import Layout, Role
from engage_desktop.progress import Progress

_COLUMNS = {
    "id": Role.RESPONSE_ID,
    "created_at": Role.DATE,
    "author": Role.AUTHOR,
    "text": Role.MENTION,
    "lang": Role.LANGUAGE,
    "conversation_id": Role.THREAD,
    "like_count": Role.LIKES,
    "retweet_count": Role.SHARES,
    "reply_count": Role.COMMENTS,
    "impression_count": Role.IMPRESSIONS,
    "link": Role.LINK,
    "channel": Role.CHANNEL,
}


def _proves(head: Head) -> float:
    outline = head.outline.within()
    page = outline.has("data[].id", "data[].text") or outline.has("data.id", "data.text")
    if page and (
        outline.has_any(
            "data[].author_id", "data[].edit_history_tweet_ids", "data.author_id", "includes.users[].username"
        )
    ):
        return 0.97
    alone = outline.has("id", "text") and outline.has_any(
        "edit_history_tweet_ids", "public_metrics.retweet_count"
    )
    return 0.95 if alone else 0.0


def _table(path: Path, layout: Layout, progress: Progress | None) -> Table:
    return flattened(_COLUMNS, _rows(path, layout, progress))


def _rows(path: Path, layout: Layout, progress: Progress | None) -> Iterator[Row]:
    number = 0
    for _line, tree in json_trees.pages(path, layout.encoding, progress=progress):
        for page in tree if isinstance(tree, list) else [tree]:
            users = {text(user, "id"): text(user, "username") for user in items(page, "includes", "users")}
            whole = {text(each, "id"): _said(each) for each in items(page, "includes", "tweets")}
            data = at(page, "data")
            for tweet in data if isinstance(data, list) else [page if data is None else data]:
                number += 1
                yield Row(number, _cells(tweet, users, whole))


def _cells(tweet: Tree, users: dict[str, str], whole: dict[str, str]) -> list[str]:
    key = text(tweet, "id")
    author = (
        text(tweet, "author", "username")
        or users.get(text(tweet, "author_id"), "")
        or text(tweet, "author_id")
    )
    counts = [
        text(tweet, "public_metrics", f"{name}_count") for name in ("like", "retweet", "reply", "impression")
    ]
    language = text(tweet, "lang")
    return [
        key,
        text(tweet, "created_at"),
        author,
        _shared(tweet, whole) or _said(tweet),
        "" if language in ("und", "qme", "zxx") else language,
        text(tweet, "conversation_id"),
        *counts,
        f"https://x.com/i/status/{key}" if key else "",
        "X",
    ]


def _said(tweet: Tree) -> str:
    """The text of a tweet, that of its note when it is a long one."""
    said = html.unescape(text(tweet, "note_tweet", "text") or text(tweet, "text"))
    for link in items(tweet, "entities", "urls"):
        if text(link, "url") and text(link, "expanded_url"):
            said = said.replace(text(link, "url"), text(link, "expanded_url"))
    return said


def _shared(tweet: Tree, whole: dict[str, str]) -> str:
    """A retweet with the whole text of what it shares (its own is cut at 140 characters)."""
    said = text(tweet, "text")
    for other in items(tweet, "referenced_tweets"):
        if text(other, "type") == "retweeted" and text(other, "id") in whole and said.startswith("RT @"):
            return f"{said.partition(':')[0]}: {whole[text(other, 'id')]}"
    return ""


ADAPTER = Adapter(
    declared(
        id="x_api_v2",
        name="X (API v2)",
        how="JSON ou lignes JSON de l'API v2, clés « data » et « includes »",
        columns=_COLUMNS,
    ),
    _proves,
    _table,
)
