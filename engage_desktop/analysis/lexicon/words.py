"""What each token is, found once and kept: its strength, its part in the rules, the expressions it may begin."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from engage_desktop.analysis.lexicon import expressions, tokens
from engage_desktop.analysis.lexicon.expressions import Keys, State
from engage_desktop.analysis.lexicon.lemmas import Lemmas
from engage_desktop.models.lexicon import Entry, Lexicon, Meaning, Modifier

_KEPT = 100_000  # tokens remembered: some 100 MB; numbers and names would fill any more
_CAPITALS = 1.25
_DRAWN_OUT = 1.25


# The part that a token plays; bare numbers, for they are compared at every token of every text.
NOTHING = -1
START = 0  # nothing by itself, but an expression may begin there
WORD = 1  # carries sentiment
CHANGE = 2  # a modifier
QUOTE = 3
BREAK = 4  # , ; : ( ) –
END = 5  # . ! ? … and the end of a line


@dataclass(frozen=True, slots=True)
class Unit:
    """A token and all that is known of it."""

    token: str
    keys: Keys  # what it is called in expressions; () for punctuation
    kind: int
    meaning: Meaning | None = None
    starts: State | None = None
    seconds: frozenset[str] | None = frozenset()  # words that may follow in an expression; None: any
    strength: float = 0.0
    rule: str = ""  # how the word was found, when it was not as the lexicon writes it
    shouted: bool = False


_PUNCTUATION = {"\n": END, **dict.fromkeys(",;:()–—-", BREAK), **dict.fromkeys('«»"“”', QUOTE)}
V = TypeVar("V")
_RATING = re.compile(r"(\d+(?:[.,]\d+)?)\s?(?:/\s?(5|10|20)|[ée]toiles?)")


class Memo(dict[str, V], Generic[V]):
    """What is known of each token, found at the first asking; forgotten when it holds too many."""

    def __init__(self, make: Callable[[str], V]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, token: str) -> V:
        if len(self) >= _KEPT:
            self.clear()
        value = self[token] = self._make(token)
        return value


class Vocabulary:
    """A lexicon made ready: `units` and `spelt` know any token, `pieces` what stands between two spaces."""

    def __init__(self, lexicon: Lexicon) -> None:
        single: list[Meaning] = []
        several: list[Meaning] = []
        meanings: list[Meaning] = [*lexicon.modifiers, *lexicon.entries]
        for meaning in meanings:
            (single if len(expressions.words_of(meaning.words)) == 1 else several).append(meaning)
        self._single: dict[str, Meaning] = {}
        self._prefixes: list[tuple[str, Meaning]] = []
        for meaning in single:
            word = tokens.plain(meaning.words.strip())
            if word.endswith("*") and len(word) > 1:
                self._prefixes.append((word[:-1], meaning))
            else:
                self._single.setdefault(word, meaning)
                self._single.setdefault(tokens.bare_emoji(word), meaning)
        self.paths = expressions.Paths(expressions.planted(several))
        written = itertools.chain.from_iterable(expressions.words_of(each.words) for each in several)
        self._spoken = frozenset(map(tokens.fold, written))  # the words of expressions
        self._lemmas = Lemmas(self._single)
        self._spellings = {tokens.plain(written): meant for written, meant in lexicon.spellings}
        self.units: Memo[Unit] = Memo(self._unit)
        self.spelt: Memo[tuple[str, ...]] = Memo(self._spelt)
        self.pieces: Memo[tuple[Unit, ...]] = Memo(self._piece)

    def _piece(self, piece: str) -> tuple[Unit, ...]:
        """The tokens of a piece of text, texted ones spelt out."""
        words: list[str] = []
        plain = piece.isascii() and piece.isalpha() and piece.islower()  # one word for certain
        for token in (piece,) if plain else tokens.TOKEN.findall(piece):
            words += self.spelt[token] or (token,)
        return tuple(map(self.units.__getitem__, words))

    def _spelt(self, token: str) -> tuple[str, ...]:
        """The words that a texted token or a hashtag stands for; () when it stands for itself."""
        word = tokens.plain(token)
        if word.startswith("#"):
            return tokens.humps(token)
        meant = self._spellings.get(word)
        if meant is None:
            for shorter in tokens.shortened(word):
                meant = meant or self._spellings.get(shorter)
        return tuple(tokens.TOKEN.findall(meant)) if meant else ()

    def _keys(self, token: str) -> Keys:
        word = tokens.plain(token)
        if not word[0].isalpha():
            return () if word in _PUNCTUATION or word[0] in ".…!?" else (word,)
        folded, lemma = tokens.fold(word), tokens.fold(self._lemmas.lemma(word))
        verb = tokens.fold(self._lemmas.verb(word))
        drawn = tokens.shortened(folded)
        if not drawn and verb not in self._spoken:
            return (folded,) if folded == lemma else (folded, lemma)
        second = (verb,) if verb in self._spoken else ()
        return tuple(dict.fromkeys((folded, lemma, *second, *drawn)))

    def _unit(self, token: str) -> Unit:
        word, keys = tokens.plain(token), self._keys(token)
        known = END if word[0] in ".…!?" else _PUNCTUATION.get(word)
        if known is not None:
            return Unit(token, keys, known)
        starts = self.paths.start(keys)
        seconds = starts.next if starts else frozenset()
        rating = _rating(word) if word[0].isdigit() else None
        if rating is not None:
            return Unit(token, keys, WORD, rating[0], strength=rating[1], rule="rating")
        meaning, rule = (None, "") if word[0].isdigit() else self._meaning(word)
        if meaning is None:
            return Unit(token, keys, START if starts else NOTHING, None, starts, seconds)
        shouted = len(token) > 2 and token.isupper()
        if isinstance(meaning, Modifier):
            return Unit(token, keys, CHANGE, meaning, starts, seconds, shouted=shouted)
        strength = meaning.strength * (_DRAWN_OUT if rule == "elongation" else 1.0)
        rule = rule or ("emoji" if meaning.pos == "emoji" else "")
        return Unit(token, keys, WORD, meaning, starts, seconds, strength, rule, shouted)

    def _meaning(self, word: str) -> tuple[Meaning | None, str]:
        """Form, then lemma, then without accents, then letters drawn out."""
        found = self._single.get(word)
        if found is not None:
            return found, ""
        if not word[0].isalpha():
            return self._single.get(tokens.bare_emoji(word)), ""
        found = self._lemmas.known(word)
        if found is not None:
            return found, ""
        for shorter in tokens.shortened(word):
            found = self._single.get(shorter) or self._lemmas.known(shorter)
            if found is not None:
                return found, "elongation"
        for prefix, meaning in self._prefixes:
            if word.startswith(prefix):
                return meaning, ""
        return None, ""


def _rating(word: str) -> tuple[Entry, float] | None:
    """« 2/10 », « 5 étoiles »: from -3 to +3."""
    found = _RATING.fullmatch(word)
    if found is None:
        return None
    given, best = float(found[1].replace(",", ".")), float(found[2] or 5)
    if given > best:
        return None
    strength = round((given / best - 0.55) * 6, 2)
    return Entry(word, max(-3.0, min(3.0, strength)), "rating"), strength
