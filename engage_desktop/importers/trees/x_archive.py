"""X (Twitter): the tweets of one's own archive, `tweets.js` and its parts."""

from __future__ import annotations

import html
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
    "full_text": Role.MENTION,
    "favorite_count": Role.LIKES,
    "retweet_count": Role.SHARES,
    "lang": Role.LANGUAGE,
    "in_reply_to": Role.THREAD,
    "link": Role.LINK,
    "channel": Role.CHANNEL,
}


def _proves(head: Head) -> float:
    if head.outline.assigned.startswith(("window.YTD.tweet", "window.YTD.note_tweet")):
        return 0.99
    return 0.9 if head.outline.has("[].tweet.full_text", "[].tweet.id_str") else 0.0


def _table(path: Path, layout: Layout, progress: Progress | None) -> Table:
    return flattened(_COLUMNS, _rows(path, layout, progress))


def _rows(path: Path, layout: Layout, progress: Progress | None) -> Iterator[Row]:
    tweets = json_trees.walk(path, layout.encoding, "", progress=progress)
    for number, (_key, item) in enumerate(tweets, start=1):
        note = json_trees.at(item, "noteTweet")
        if note is not None:
            yield Row(number, _note(note))
            continue
        inside = json_trees.at(item, "tweet")
        yield Row(number, _cells(item if inside is None else inside))


def _note(note: Tree) -> list[str]:
    """A long post, kept whole in a file of its own."""
    said = html.unescape(text(note, "core", "text"))
    return [text(note, "noteTweetId"), text(note, "createdAt"), said, "", "", "", "", "", "X"]


def _cells(tweet: Tree) -> list[str]:
    key = text(tweet, "id_str") or text(tweet, "id")
    answered = text(tweet, "in_reply_to_status_id_str") or text(tweet, "in_reply_to_status_id")
    return [
        key,
        text(tweet, "created_at"),
        _said(tweet),
        text(tweet, "favorite_count"),
        text(tweet, "retweet_count"),
        text(tweet, "lang"),
        answered,
        f"https://x.com/i/status/{key}" if key else "",
        "X",
    ]


def _said(tweet: Tree) -> str:
    """The text, its short links replaced by the addresses that they stand for."""
    said = html.unescape(text(tweet, "full_text") or text(tweet, "text"))
    for link in items(tweet, "entities", "urls"):
        short, whole = text(link, "url"), text(link, "expanded_url")
        if short and whole:
            said = said.replace(short, whole)
    return said


ADAPTER = Adapter(
    declared(
        id="x_archive",
        name="Archive X",
        how="fichier tweets.js qui commence par « window.YTD.tweets »",
        columns=_COLUMNS,
    ),
    _proves,
    _table,
)
