"""Comparing words as people do: accents, case and typographic marks put aside."""

from __future__ import annotations

import unicodedata

_PLAIN = str.maketrans({"œ": "oe", "æ": "ae", "’": "'", "\u00a0": " ", "\u202f": " "})


def fold(text: str) -> str:
    """`text` in lower case without accents, ligatures opened, blanks and apostrophes plain."""
    if text.isascii():
        return text.lower()
    opened = text.lower().translate(_PLAIN)
    decomposed = unicodedata.normalize("NFD", opened)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))
