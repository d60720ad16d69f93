"""From texts to words: forms, lemmas, stop words and compound words of French, as the study reads them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from engage_desktop import paths
from engage_desktop.models.folding import fold
from engage_desktop.models.personal import without_marks
from engage_desktop.models.themes import OwnWords

STRONG, WEAK = ".", ","  # what the breaks between words are kept as
_UNWANTED = re.compile(r"https?://\S+|www\.\S+|@\w+")
PIECE = re.compile(r"[^\W_]\w*|[.!?…]+|[\n,;:()\[\]«»\"“”—–]+")
_ELIDED = frozenset({"l", "d", "j", "m", "t", "s", "n", "c", "qu", "lorsqu", "puisqu", "jusqu", "quelqu"})
_FORMS = 1000  # between two steps
_STRONG_MARKS = frozenset(".!?…")


def _lines(name: str) -> tuple[str, ...]:
    text = (paths.resources() / "lexicons" / name).read_text(encoding="utf-8")
    return tuple(line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))


@lru_cache(maxsize=1)
def usual_stop_words() -> frozenset[str]:
    """The stop words of French that every study starts with."""
    return frozenset(_lines("stopwords_fr.txt"))


@lru_cache(maxsize=1)
def usual_lemmas() -> dict[str, str]:
    """The lemmas that correct the general list."""
    pairs = (line.split("=", 1) for line in _lines("lemmas_fr.txt"))
    return {form.strip(): lemma.strip() for form, lemma in pairs}


@lru_cache(maxsize=1)
def usual_compounds() -> tuple[str, ...]:
    """The expressions that count as one word in every study."""
    return _lines("compounds_fr.txt")


def prepared(text: str) -> str:
    """`text` in lower case, a comma in the place of each address and each name that is called by « @ »."""
    lowered = without_marks(text).lower()
    if "@" in lowered or "http" in lowered or "www." in lowered:
        lowered = _UNWANTED.sub(" , ", lowered)
    return lowered


def pieces(text: str) -> list[str]:
    """The words of `text` in lower case and, between them, the punctuation that ends a clause."""
    return PIECE.findall(prepared(text))


def words(text: str) -> list[str]:
    """The words alone."""
    return [piece for piece in pieces(text) if piece[0].isalnum()]


def is_break(piece: str) -> str:
    """`STRONG` for what ends a sentence, `WEAK` for what ends a clause, "" for a word."""
    if piece[0].isalnum():
        return ""
    return STRONG if piece[0] in _STRONG_MARKS or "\n" in piece else WEAK


def joined(forms: Iterable[str]) -> str:
    """Forms written as a person would: « lot d'attente »."""
    said = ""
    for form in forms:
        said += form + ("'" if form in _ELIDED else " ")
    return said.strip()


@lru_cache(maxsize=200_000)
def _general_lemma(form: str) -> str:
    """What simplemma says, its rules for unknown words included: they cost thirty times a look in its list."""
    listed = _listed().get(form)
    if listed is not None and form.isalnum():
        return listed.lower()
    import simplemma

    return str(simplemma.lemmatize(form, lang="fr")).lower()


@lru_cache(maxsize=1)
def _listed() -> Mapping[str, str]:
    from simplemma.strategies.dictionaries import dictionary_factory

    forms: Mapping[str, str] = dictionary_factory.DEFAULT_DICTIONARY_FACTORY.get_dictionary("fr")
    return forms


def _is_known(form: str) -> bool:
    if form in _listed():
        return True
    import simplemma

    return bool(simplemma.is_known(form, lang="fr"))


@dataclass(slots=True)
class Reading:
    """How a study reads words: its own choices over the usual ones."""

    own: OwnWords = field(default_factory=OwnWords)
    stop: frozenset[str] = frozenset()
    lemmas: dict[str, str] = field(default_factory=dict)
    compounds: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Join the study's words to the usual ones; the study's win."""
        self.stop = (usual_stop_words() | set(self.own.stop)) - set(self.own.kept)
        self.lemmas = usual_lemmas() | dict(self.own.lemmas)
        self.compounds = tuple(dict.fromkeys((*self.own.compounds, *usual_compounds())))

    def lemma(self, form: str) -> str:
        """The lemma of one form, seen alone."""
        if form in self.stop:
            return form
        return self.lemmas.get(form) or _general_lemma(form)

    def is_stop(self, lemma: str) -> bool:
        """Whether a lemma is left out of what is counted: a stop word, a number, a single letter."""
        if lemma in self.own.kept:
            return False
        return lemma in self.stop or len(lemma) < 2 or lemma.isdecimal()

    def lemmas_of(self, counts: dict[str, int], *, step: Callable[[], None] = lambda: None) -> dict[str, str]:
        """The lemma of each form of a vocabulary, which settles what a form alone cannot.

        A form without its accents joins the one that has them; a plural joins its singular where both are said.
        `step` is called every so many forms, and may raise to stop.
        """
        accented: dict[str, str] = {}
        for form in sorted(counts, key=lambda each: counts[each]):
            if not form.isascii():
                accented[fold(form)] = form
        found = {}
        for at, (form, n) in enumerate(counts.items()):
            if at % _FORMS == 0:
                step()
            known = self.lemmas.get(form)
            if known is None and form.isascii() and form in accented and form not in self.stop:
                twin = accented[form]
                if counts[twin] >= n and not _is_known(form):
                    found[form] = self.lemma(twin)
                    continue
            lemma = self.lemma(form)
            if known is None and lemma != form and form.endswith("s") and form[:-1] in counts:
                single = self.lemma(form[:-1])
                lemma = single if single == form[:-1] else lemma
            found[form] = lemma
        return found
