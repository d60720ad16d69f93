"""Punctuation is French in French and English in English, wherever a sentence is put together."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from engage_desktop import wording
from engage_desktop.wording.typography import in_turn, named, quoted

PACKAGE = Path(wording.__file__).parents[1]
FILES = sorted(each for door in ("ui", "cli", "wording") for each in (PACKAGE / door).rglob("*.py"))
# a space before tall punctuation, guillemets, or a narrow space: what typography.py alone composes
BY_HAND = re.compile(r"[^\s:;] [:;!?](?:\s|$)|^ [:;!?](?:\s|$)|[«»\u202f]")


@pytest.fixture(params=["fr", "en"])
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    wording.use(request.param)
    yield request.param
    wording.use("fr")


def test_a_name_and_what_is_said_of_it(language: str) -> None:
    assert named("Zone", "Centre : sud") == (
        "Zone\u00a0: Centre : sud" if language == "fr" else "Zone: Centre : sud"
    )


def test_words_are_quoted_as_they_were_said(language: str) -> None:
    assert quoted("l'accueil !") == ("«\u202fl'accueil !\u202f»" if language == "fr" else "“l'accueil !”")


def test_parts_follow_each_other(language: str) -> None:
    assert in_turn("a", "", "b") == ("a\u202f; b" if language == "fr" else "a; b")


def put_together(tree: ast.AST) -> Iterator[ast.JoinedStr]:
    """Every f-string that is no argument of `tr` or `tn`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            yield node


def test_no_sentence_is_punctuated_by_hand() -> None:
    found = [
        f"{path.name}:{node.lineno} {ast.unparse(node)}"
        for path in FILES
        if path.name != "typography.py"
        for node in put_together(ast.parse(path.read_text(encoding="utf-8")))
        for part in node.values
        if isinstance(part, ast.Constant) and BY_HAND.search(str(part.value))
    ]
    assert found == []
