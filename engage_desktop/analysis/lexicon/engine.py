"""The reading of a text by the lexicon: a polarity, and the contributions that add up to it."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Sequence

from engage_desktop.analysis.lexicon import expressions, hollow, passes, story, tokens
from engage_desktop.analysis.lexicon.findings import Findings, find
from engage_desktop.analysis.lexicon.words import Memo, Unit, Vocabulary
from engage_desktop.models.lexicon import OWN, Lexicon, Meaning
from engage_desktop.models.sentiment import NEUTRAL_ZONE, Clause, Engine, Label, Sentiment, Term, label_of

NAME = "Lexique FR"
VERSION = "7"  # of the rules; goes up with them, so that older results are read again
_DOUBT = 3.0  # praise P and blame B give the polarity (P - B) / (P + B + 3): few words prove little
_DOUBT_CLAUSE = 2.0
_TORN, _TORN_SHARE = 1.5, 0.6  # both signs this strong, one more than half the other: mixed
_REPEATED = 40  # characters: texts this short come again, and their readings are kept
_SURE_LEAST, _SURE_GROWTH, _SURE_MOST = 0.3, 0.8, 0.98
_SURE_NEUTRAL, _SURE_MIXED = 0.5, 0.35


class LexiconEngine:
    """Reads French texts with a lexicon; the same text always gives the same reading."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.engine = Engine(NAME, f"{VERSION}-{_digest(lexicon)}")
        self._vocabulary = Vocabulary(lexicon)
        self._own = frozenset(each.words for each in lexicon.entries if each.pack == OWN)
        self._short: Memo[Sentiment] = Memo(
            self._read
        )  # people say « RAS » and « très bien » by the thousand

    def read(self, text: str, *, wished: bool = False) -> Sentiment:
        """The sentiment of `text` without its terms: the quick way for many texts."""
        return self._read(text, wished=wished) if wished or len(text) > _REPEATED else self._short[text]

    def _read(self, text: str, *, wished: bool = False) -> Sentiment:
        pieces = tokens.pieces(text)
        if pieces is None:
            found, _places = self._found(tokens.cut(text).tokens, wished=wished)
        else:
            known = map(self._vocabulary.pieces.__getitem__, pieces)
            found = self._weighed(list(itertools.chain.from_iterable(known)), wished=wished)
        return _sentiment(found, ())

    def score(self, text: str, *, wished: bool = False) -> Sentiment:
        """The sentiment of `text` with the terms whose weights add up to its polarity."""
        cut = tokens.cut(text)
        found, places = self._found(cut.tokens, wished=wished)
        spans = cut.spans()
        total = sum(abs(hit.weight) for hit in found.hits) + _DOUBT
        terms = []
        for hit in sorted(found.hits, key=lambda each: each.start):
            start, end = spans[_place(places, hit.start)][0], spans[_place(places, hit.end - 1)][1]
            rule = "+".join(hit.rules) or "lexicon"
            terms.append(Term(start, end, text[start:end], hit.weight / total, rule))
        return _sentiment(found, tuple(terms))

    def clauses(self, text: str) -> tuple[Clause, ...]:
        """What each clause feels, those without a word left out."""
        cut = tokens.cut(text)
        found, places = self._found(cut.tokens)
        spans = cut.spans()
        sums, wholes = [0.0] * len(found.clauses), [_DOUBT_CLAUSE] * len(found.clauses)
        for hit in found.hits:
            sums[hit.clause] += hit.weight
            wholes[hit.clause] += abs(hit.weight)
        made = []
        for number, first in enumerate(found.clauses):
            after = found.clauses[number + 1] if number + 1 < len(found.clauses) else found.size
            last = after - 1
            while last >= first and cut.tokens[_place(places, last)] in _CLOSING:
                last -= 1
            if last >= first:
                polarity = sums[number] / wholes[number]
                start, end = spans[_place(places, first)][0], spans[_place(places, last)][1]
                made.append(Clause(start, end, polarity, label_of(polarity)))
        return tuple(made)

    def held(self, text: str) -> tuple[tuple[str, float, str], ...]:
        """The entries that lean to their own side in `text`: words, strength, and how the text writes them.

        One that a rule turned, such as a negation, is left out.
        """
        cut = tokens.cut(text)
        found, places = self._found(cut.tokens)
        spans = cut.spans()
        return tuple(
            (
                hit.words,
                hit.strength,
                text[spans[_place(places, hit.start)][0] : spans[_place(places, hit.end - 1)][1]],
            )
            for hit in found.hits
            if hit.weight * hit.strength > 0
        )

    def find(self, text: str, tree: expressions.Node) -> list[tuple[Meaning, int, int]]:
        """The expressions of another tree, such as the seeds of aspects: each with its start and end in code points."""
        cut = tokens.cut(text)
        keys = [*(self._vocabulary.units[token].keys for token in cut.tokens), ()]
        spans, found, at = cut.spans(), [], 0
        while at < len(cut.tokens):
            known = expressions.longest((tree,), keys, at)
            if known is None:
                at += 1
                continue
            end, meaning = known
            found.append((meaning, spans[at][0], spans[end - 1][1]))
            at = end
        return found

    def _found(self, given: list[str], *, wished: bool = False) -> tuple[Findings, list[int] | None]:
        """What stands in these tokens, texted ones spelt out; then the place of each among the given ones."""
        words, places = given, None
        spelt = self._vocabulary.spelt
        if any(map(spelt.__getitem__, given)):
            words, places = [], []
            for place, token in enumerate(given):
                meant = spelt[token] or (token,)
                words += meant
                places += [place] * len(meant)
        return self._weighed(list(map(self._vocabulary.units.__getitem__, words)), wished=wished), places

    def _weighed(self, units: list[Unit], *, wished: bool) -> Findings:
        found = find(self._vocabulary.paths, units)
        if hollow.hush(found, units, self._own):
            return found
        passes.apply(found, units)
        story.tell(found, units, self._own)
        if wished:
            passes.wish(found, units)
        return found


def _digest(lexicon: Lexicon) -> str:
    """Six figures that change with any entry: another lexicon is another version of the engine."""
    return hashlib.blake2b(repr(lexicon).encode(), digest_size=3).hexdigest()


_CLOSING = frozenset((",", ";", ":", "(", ")", ".", "…", "!", "?", "\n", "–", "—", "-"))


def _place(places: Sequence[int] | None, at: int) -> int:
    return at if places is None else places[at]


def _sentiment(found: Findings, terms: tuple[Term, ...]) -> Sentiment:
    praise = blame = 0.0
    for hit in found.hits:
        if hit.weight > 0:
            praise += hit.weight
        else:
            blame -= hit.weight
    polarity = (praise - blame) / (praise + blame + _DOUBT)
    judging = (praise + blame) / (praise + blame + _DOUBT)
    torn = min(praise, blame) >= max(_TORN, _TORN_SHARE * max(praise, blame))
    if torn and found.sided:
        torn = abs(polarity) < NEUTRAL_ZONE
    label = Label.MIXED if torn else label_of(polarity)
    confidence = _confidence(polarity, label) if praise or blame else 0.0
    return Sentiment(polarity, label, confidence, terms, round(judging, 4))


def _confidence(polarity: float, label: Label) -> float:
    """How often such a label is right: it grows with the polarity; what is neither praise nor blame stays doubtful.

    Checked by bins on texts whose tone is known (`tests/benchmarks/french.py` prints them).
    """
    if label is Label.MIXED:
        return _SURE_MIXED
    if label is Label.NEUTRAL:
        return _SURE_NEUTRAL
    return round(min(_SURE_MOST, _SURE_LEAST + _SURE_GROWTH * abs(polarity)), 4)
