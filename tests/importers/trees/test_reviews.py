"""Reviews and tickets from their trees."""

from __future__ import annotations

from pathlib import Path

import pytest

from engage_desktop.importers.propose import propose
from engage_desktop.importers.reading import read
from engage_desktop.importers.trees.google_reviews import original
from tests.importers.files import mentions
from tests.importers.trees.test_posts import json_lines, seen, tree

REVIEWS = [
    {"name": "a/1", "reviewer": {"displayName": "Ana"}, "starRating": "FIVE", "comment": "Super !\n\n(Translated by Google)\nGreat!", "createTime": "2026-01-02T03:04:05Z"},
    {"name": "a/2", "reviewer": {"displayName": "Bob"}, "starRating": "TWO", "createTime": "2026-01-02T03:04:05Z"},
]  # fmt: skip


def test_google_reviews_keep_what_was_written_and_the_stars(tmp_path: Path) -> None:
    path = tree(tmp_path, {"reviews": REVIEWS})
    assert seen(path) == ["Super !", "!rating_only"]
    (found,) = mentions(path)
    reading = read(path, propose(path).mapping)
    assert (found.author, found.channel) == ("Ana", "Google")
    assert dict(zip(reading.plan.attributes, found.attributes, strict=True)) == {"Note": "5"}


@pytest.mark.parametrize(
    ("comment", "kept"),
    [
        ("(Translated by Google) Great!\n\n(Original)\nSuper !", "Super !"), ("Super !\n\n(Translated by Google)\nGreat!", "Super !"),
        ("Super (Original) !", "Super (Original) !"), ("", ""),
    ],
)  # fmt: skip
def test_the_translation_of_google_is_left_out(comment: str, kept: str) -> None:
    assert original(comment) == kept


def test_zendesk_tickets_are_tickets(tmp_path: Path) -> None:
    ticket = {"id": 35436, "subject": "Facture", "description": "Payée deux fois", "requester_id": 20978392, "created_at": "2026-01-02T03:04:05Z", "via": {"channel": "email"}, "status": "open"}  # fmt: skip
    for path in (tree(tmp_path, {"tickets": [ticket]}), json_lines(tmp_path, [ticket])):
        (found,) = mentions(path)
        assert (found.kind, found.text, found.title, found.channel) == (
            "ticket",
            "Payée deux fois",
            "Facture",
            "email",
        )
