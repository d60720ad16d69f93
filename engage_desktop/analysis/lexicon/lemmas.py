"""From an inflected or unaccented form to the entry that knows it."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping

from engage_desktop.analysis.lexicon.tokens import fold
from engage_desktop.models.lexicon import Entry, Meaning

# Feminines and plurals of adjectives whose lemma the word list gives as a verb's: « réactives » → « réactif ».
_ENDINGS = (
    ("ives", "if"), ("ive", "if"), ("euses", "eux"), ("euse", "eux"), ("euses", "eur"), ("euse", "eur"),
    ("rices", "eur"), ("rice", "eur"), ("aux", "al"), ("elles", "el"), ("elle", "el"), ("ennes", "en"),
    ("enne", "en"), ("ères", "er"), ("ère", "er"), ("ettes", "et"), ("ette", "et"), ("ètes", "et"),
    ("ète", "et"), ("es", ""), ("e", ""), ("s", ""),
)  # fmt: skip
_ENDING_IN = {last: tuple(pair for pair in _ENDINGS if pair[0][-1] == last) for last in "sex"}
_INFLECTED = ("adj", "noun")
_LONG = 7  # letters: shorter words that differ by a double letter are too often others
_DOUBLE = re.compile(r"(.)\1+")
# Forms of verbs that the word list gives to a noun or to another verb, beside those in « -e » that `verb` derives.
_VERBS = {
    "sort": "sortir", "sors": "sortir", "part": "partir", "parts": "partir", "pars": "partir", "sens": "sentir",
    "vit": "vivre", "vis": "vivre", "lit": "lire", "lis": "lire", "mets": "mettre", "mise": "mettre", "mises": "mettre",
    "prise": "prendre", "prises": "prendre", "court": "courir", "cours": "courir", "vaux": "valoir", "offre": "offrir",
    "finis": "finir", "suis": "suivre", "traite": "traiter", "tape": "taper", "continue": "continuer", "dois": "devoir",
}  # fmt: skip


class Lemmas:
    """Finds the entry of a form among the entries of single words.

    simplemma's list is loaded at the first word asked for (half a second), and only looked up: its guesses for
    unknown words cost thirty times more and found nothing more. The list of forms without accents
    is made at the first word that none of the others explains.
    """

    def __init__(self, entries: Mapping[str, Meaning]) -> None:
        self._entries = entries
        self._unaccented: dict[str, Meaning] | None = None

    def lemma(self, word: str) -> str:
        """The lemma of a word in small letters."""
        return _forms().get(word, word).lower()

    def verb(self, word: str) -> str:
        """The verb that a form may be of when its lemma is something else: « tombe » → « tomber »; "" when none."""
        found = _VERBS.get(word)
        if found is None and word.endswith(("e", "es")):
            found = f"{word.removesuffix('s')}r"
            if _forms().get(found) != found:
                return ""
        return found if found and found != self.lemma(word) else ""

    def known(self, word: str) -> Meaning | None:
        """The meaning of a form that is no entry itself."""
        bare = word.rstrip("'")
        for ending, masculine in _ENDING_IN.get(bare[-1:], ()):
            if bare.endswith(ending) and len(bare) - len(ending) >= 2:
                found = self._entries.get(bare[: len(bare) - len(ending)] + masculine)
                if isinstance(found, Entry) and found.pos in _INFLECTED:
                    return found
        found = self._entries.get(self.lemma(bare))
        if found is not None:
            return found if isinstance(found, Entry) else None
        found = self._without_accents().get(bare) if bare.isascii() else self._badly_accented(bare)
        return found or self._badly_doubled(bare)

    def _badly_accented(self, word: str) -> Meaning | None:
        """« décue »: some accents are there, others not; only where no true form is written so."""
        folded = fold(word)
        if len(folded) < 5:
            return None
        return self._without_accents().get(folded) if not self._is_french(word) else None

    def _badly_doubled(self, word: str) -> Meaning | None:
        """« intéresante », « proffesionnel »: letters that are double in French and not here, or the reverse."""
        single = _single(fold(word))
        if len(single) < _LONG or self._is_french(word):
            return None
        found = self._undoubled.get(single)
        if found is not None:
            return found
        for ending, masculine in _ENDING_IN.get(single[-1], ()):
            if single.endswith(_single(fold(ending))):
                found = self._undoubled.get(single[: len(single) - len(_single(ending))] + masculine)
                if found is not None and found.pos in _INFLECTED:
                    return found
        return None

    @functools.cached_property
    def _undoubled(self) -> Mapping[str, Entry]:
        """The long entries with every double letter made one."""
        found: dict[str, Entry] = {}
        for entry, meaning in self._entries.items():
            if isinstance(meaning, Entry) and len(entry) >= _LONG and entry.isalpha():
                found.setdefault(_single(fold(entry)), meaning)
        return found

    def _is_french(self, word: str) -> bool:
        return word in _forms()

    def _without_accents(self) -> dict[str, Meaning]:
        if self._unaccented is None:
            self._unaccented = self._made()
        return self._unaccented

    def _made(self) -> dict[str, Meaning]:
        found: dict[str, Meaning] = {}
        true_forms = _forms()
        for entry, meaning in self._entries.items():
            folded = fold(entry)
            if folded != entry and folded not in true_forms:
                found.setdefault(folded, meaning)
        for form, lemma in true_forms.items():
            if form.isascii() or lemma not in self._entries:
                continue
            folded = fold(form)
            if folded not in true_forms and len(folded) > 2:
                found.setdefault(folded, self._entries[lemma])
        return found


def _single(word: str) -> str:
    return _DOUBLE.sub(r"\1", word)


@functools.cache
def _forms() -> Mapping[str, str]:
    """Every form that simplemma knows, with its lemma."""
    from simplemma.strategies.dictionaries import dictionary_factory

    forms: Mapping[str, str] = dictionary_factory.DEFAULT_DICTIONARY_FACTORY.get_dictionary("fr")
    return forms
