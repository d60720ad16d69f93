"""A small lexicon for tests that must not depend on the one that is delivered."""

from __future__ import annotations

from engage_desktop import paths
from engage_desktop.analysis.lexicon import tables
from engage_desktop.analysis.lexicon.engine import LexiconEngine
from engage_desktop.models.lexicon import Entry, Lexicon

WORDS = (
    ("bon", 2, "adj"), ("agréable", 2, "adj"), ("excellent", 3, "adj"), ("mauvais", -3, "adj"), ("nul", -3, "adj"),
    ("déçu", -3, "adj"), ("recommander", 2.5, "verb"), ("détester", -3, "verb"), ("charme", 2, "noun"),
    ("problème", -2, "noun"), ("aimable", 2, "adj"), ("merci", 1.5, "interj"), ("bravo", 2, "interj"),
    ("génial", 3, "adj"), ("super", 2.5, "adj"), ("😍", 3, "emoji"), ("👎", -2, "emoji"), (":)", 1.5, "emoji"),
    ("coup de coeur", 3, "expr"), ("laisser ~ à désirer", -2, "expr"), ("bon de réduction", 0, "expr"),
    ("réactif", 2, "adj"),
)  # fmt: skip
SPELLINGS = (("c", "c'est"), ("jador", "j'adore"), ("pa", "pas"))


def lexicon(*more: Entry) -> Lexicon:
    """The words above, the modifiers that are delivered, and `more`."""
    text = (paths.resources() / "lexicons" / "modifiers.tsv").read_text(encoding="utf-8")
    entries = tuple(Entry(words, strength, pos) for words, strength, pos in WORDS)
    return Lexicon((*more, *entries), tables.modifiers(text), SPELLINGS)


def engine(*more: Entry) -> LexiconEngine:
    """An engine upon it."""
    return LexiconEngine(lexicon(*more))
