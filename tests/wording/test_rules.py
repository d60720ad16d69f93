"""The rules of sentiment in words."""

from __future__ import annotations

import re
from pathlib import Path

import engage_desktop
from engage_desktop.models.sentiment import Term
from engage_desktop.wording import rules

LEXICON = Path(engage_desktop.__file__).parent / "analysis" / "lexicon"


def test_a_term_says_its_weight_and_why() -> None:
    said = rules.term_words(Term(0, 8, "terrible", -0.42, "negation+contrast"))
    assert re.sub(r"\s", " ", said) == "« terrible » −0,42 : négation, opposition (« mais »)"


def test_every_rule_of_the_engine_has_its_words() -> None:
    source = "".join(path.read_text(encoding="utf-8") for path in LEXICON.glob("*.py"))
    named = set(re.findall(r'times\([^\n]*, "(\w+)"\)|made\([^\n]*, "(\w+)"\)', source))
    for pair in named:
        rule = "".join(pair)
        assert rules.rule_words(rule) != rule, rule
