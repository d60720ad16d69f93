"""The lexicon's text."""

from __future__ import annotations

import pytest

from engage_desktop.analysis.lexicon import tables
from engage_desktop.models.lexicon import Change, Entry, Modifier

TEXT = """# remark
entry\tstrength\tpos\tpack\tnote
bon\t+2\tadj\tbase\tun bon accueil
frais\t1,5\tadj\trestauration\t

tendu\t−2\tadj\tsante
"""


def test_entries_are_kept_by_pack() -> None:
    assert tables.entries(TEXT) == (
        Entry("bon", 2.0, "adj", "base", "un bon accueil"),
        Entry("frais", 1.5, "adj", "restauration", ""),
        Entry("tendu", -2.0, "adj", "sante", ""),
    )
    assert [each.words for each in tables.entries(TEXT, packs=("sante",))] == ["bon", "tendu"]


def test_a_wrong_strength_names_its_line() -> None:
    with pytest.raises(ValueError, match="line 2"):
        tables.entries("entry\tstrength\nbon\tfort")
    with pytest.raises(ValueError, match="line 2"):
        tables.entries("entry\tstrength\nbon\t5")


def test_modifiers_and_spellings() -> None:
    assert tables.modifiers("entry\tfactor\tkind\tnote\ntrès\t1.3\tintensifier\t") == (
        Modifier("très", 1.3, Change.INTENSIFIER, ""),
    )
    assert tables.spellings("written\tmeaning\tnote\nbcp\tbeaucoup\t\nvide\t\t") == (("bcp", "beaucoup"),)
