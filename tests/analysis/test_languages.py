"""The language of a text."""

from __future__ import annotations

import pytest

from engage_desktop.analysis import languages


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The staff was very kind and the room was clean.", "en"),
        ("Das Personal war sehr freundlich und hilfsbereit.", "de"),
        ("El personal fue muy amable y la habitación estaba limpia.", "es"),
        ("Het personeel was erg vriendelijk en behulpzaam.", "nl"),
        ("Le personnel est très aimable et la chambre propre.", ""),
        ("Accueil chaleureux, personnel compétent, prestations excellentes", ""),
        ("Service client injoignable, remboursement impossible", ""),
        ("Nul", ""),
        ("Very good", ""),  # too short to tell
        ("😍😍😍", ""),
        ("", ""),
    ],
)
def test_only_a_text_that_is_surely_foreign_is_told_so(text: str, language: str) -> None:
    assert languages.foreign(text) == language
