"""Every act of the journal has its sentence, in both languages."""

from __future__ import annotations

import ast
import datetime as dt
import re
from pathlib import Path

import pytest

from engage_desktop import wording
from engage_desktop.models.ids import ActId
from engage_desktop.models.study import Act
from engage_desktop.wording import journal

OPERATIONS = Path(__file__).parents[2] / "engage_desktop" / "operations"
VERB = re.compile(
    r"(study|source|survey|question|code|verbatim|turn|memo|sentiment|filter|lexicon|report|theme|aspect)\.[a-z_]+"
)


def verbs_used() -> set[str]:
    """The verbs that operations give to whatever writes in the journal."""
    found = set()
    for path in OPERATIONS.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and VERB.fullmatch(node.value):
                found.add(node.value)
    return found


def act(verb: str, **facts: str) -> Act:
    return Act(ActId(1), dt.datetime(2026, 9, 27, 16, 42), "Zoé", verb, tuple(facts.items()), undone=False)


def test_every_verb_of_the_operations_has_its_sentence() -> None:
    used = verbs_used()
    assert {"code.apply", "source.import", "question.edit", "survey.create"} <= used
    assert used <= journal.known_verbs()


def test_every_sentence_is_of_a_verb_that_is_used() -> None:
    assert journal.known_verbs() <= verbs_used()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_sentence_is_left_with_a_hole(language: wording.Language) -> None:
    wording.use(language)
    facts = {
        "file": "a.csv",
        "name": "Délai",
        "survey": "NPS",
        "title": "Vélos",
        "question": "Q",
        "folder": "exports",
        "n": "12",
        "ref": "E-01 § 2",
        "other": "E-01 § 3",
    }
    for verb in journal.known_verbs():
        said = journal.said(act(verb, **facts, label="negative"))
        assert not re.search(r"[{}]|«\s*»|\.edit|“”", said), said
        assert said[0].isupper()


@pytest.mark.parametrize(
    ("verb", "facts", "sentence"),
    [
        ("code.apply", {"name": "Délai", "n": "12"}, "Code « Délai » appliqué à 12 verbatims"),
        ("code.apply", {"name": "Délai", "n": "1"}, "Code « Délai » appliqué à 1 verbatim"),
        ("code.remove", {"n": "1"}, "Code retiré de 1 verbatim"),
        ("source.import", {"file": "reponses.csv", "n": "155"}, "Import de « reponses.csv » (155 lignes)"),
        ("sentiment.correct", {"label": ""}, "Correction du sentiment retirée"),
        ("later.verb", {}, "later.verb"),
    ],
)
def test_an_act_is_said_as_one_would(verb: str, facts: dict[str, str], sentence: str) -> None:
    assert journal.said(act(verb, **facts)).replace("\u202f", " ") == sentence


def test_a_name_is_given_as_it_is_even_with_braces() -> None:
    assert "{title}" in journal.said(act("code.add", name="{title}", title="non"))
