"""The language of a text, for corpora where not everybody writes French."""

from __future__ import annotations

import functools
import re
from typing import Any

from engage_desktop.models.sentiment import FOREIGN

_LEAST_LETTERS = 20  # below, any guess is chance: the text is taken for French
_LETTERS = re.compile(r"[^\W\d_]+")
# Words that French texts are full of and the other languages are not; two different ones settle it.
_FRENCH = frozenset(
    {
        "je", "j", "c", "est", "les", "des", "et", "une", "pas", "pour", "avec", "dans", "très", "tres", "du", "au",
        "aux", "sur", "qui", "mais", "nous", "vous", "ont", "sont", "ne", "ai", "qu", "tout", "bien", "à", "été",
        "ce", "cette", "mon", "mes", "leur", "leurs", "ça", "ca", "ils", "elle", "être", "avoir", "fait", "trop",
        "rien", "jamais", "depuis", "quand", "aussi", "sans", "chez", "votre", "notre", "vos", "nos", "merci",
    }
)  # fmt: skip
_SETTLED = 2


def foreign(text: str) -> str:
    """The language of a text that is not French (`en`, `de`, `es`, `it`, `pt` or `nl`), "" for one that is.

    The model of 100 MB comes into memory at the first text without French words, and never for most studies.
    """
    words = _LETTERS.findall(text.lower())
    if len(_FRENCH.intersection(words)) >= _SETTLED or sum(map(len, words)) < _LEAST_LETTERS:
        return ""
    found = str(_identifier().classify(text)[0])
    return found if found in FOREIGN else ""


@functools.cache
def _identifier() -> Any:
    from py3langid import langid

    made = langid.LanguageIdentifier.from_model_file(langid.MODEL_FILE)
    made.set_languages(["fr", *FOREIGN])
    return made
