"""The reference engine: textblob-fr (Pattern.fr's lexicon, public domain), the mean polarity of the words it knows.

Only its `sentiment` function is called; the rest needs corpora that are not there offline.
"""

from __future__ import annotations

import math
from importlib import metadata

from engage_desktop.models.sentiment import NEUTRAL_ZONE, Engine, Label, Sentiment, Term, label_of

NAME = "textblob-fr"
_STRONG = 0.3  # both signs this strong in one text, and no clear side: mixed


class ReferenceEngine:
    """Reads a text as textblob-fr does, with the words that carry it at their offsets in code points."""

    def __init__(self) -> None:
        self.engine = Engine(NAME, metadata.version(NAME))

    def read(self, text: str, *, wished: bool = False) -> Sentiment:
        """The sentiment of `text`, as `score` gives it."""
        return self.score(text, wished=wished)

    def score(self, text: str, *, wished: bool = False) -> Sentiment:  # noqa: ARG002 - it knows no questions
        """The sentiment of `text`.

        The confidence grows with the number of words known and with how far they agree; it is 0 when none is.
        The subjectivity is held within [0, 1], which the lexicon's own figures leave a thousand times.
        """
        from textblob_fr import fr

        found = fr.sentiment(text)
        polarity = max(-1.0, min(1.0, float(found[0])))
        subjectivity = max(0.0, min(1.0, float(found[1])))
        assessed = [(words, float(weight)) for words, weight, *_rest in found.assessments]
        terms = _placed(text, assessed)
        return Sentiment(polarity, _label(polarity, assessed), _confidence(assessed), terms, subjectivity)


def _label(polarity: float, assessed: list[tuple[list[str], float]]) -> Label:
    weights = [weight for _words, weight in assessed]
    torn = bool(weights) and max(weights) >= _STRONG and min(weights) <= -_STRONG
    return Label.MIXED if torn and abs(polarity) < NEUTRAL_ZONE else label_of(polarity)


def _confidence(assessed: list[tuple[list[str], float]]) -> float:
    weights = [weight for _words, weight in assessed if weight]
    if not weights:
        return 0.0
    agreement = abs(sum(weights)) / sum(abs(weight) for weight in weights)
    return round(agreement * (1 - math.exp(-len(weights) / 2)), 4)


def _placed(text: str, assessed: list[tuple[list[str], float]]) -> tuple[Term, ...]:
    """Each group of words at its place: the engine tells words, in order, but not where they stand."""
    lowered = text.lower()
    if len(lowered) != len(text):  # some capitals have longer small letters: offsets would drift
        lowered = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
    lowered = lowered.replace("’", "'")
    terms: list[Term] = []
    position = 0
    for words, weight in assessed:
        start = lowered.find(words[0], position)
        if start < 0:
            continue
        end = start + len(words[0])
        for word in words[1:]:
            at = lowered.find(word, end)
            end = at + len(word) if at >= 0 else end
        position = end
        if weight:
            rule = "lexicon" if len(words) == 1 else "negation" if _denies(words) else "intensifier"
            terms.append(Term(start, end, text[start:end], weight, rule))
    return tuple(terms)


def _denies(words: list[str]) -> bool:
    return bool({"ne", "n'", "pas", "plus", "jamais", "ni", "sans", "aucun", "rien"} & set(words[:-1]))
