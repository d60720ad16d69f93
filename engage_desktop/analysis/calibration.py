"""Learning from a study's own scores and corrections: cut-points from 60 texts, a model over words from 200.

The model is a multinomial logistic regression over the words of the texts (TF-IDF of words and pairs of words) and
the engine's reading of them, which weighs most while texts are few. What it is worth is measured on texts that it
did not learn from (five folds, the texts of one response together). Everything is deterministic.
"""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from engage_desktop.models.calibration import (
    LEAST_FOR_CUTS,
    LEAST_FOR_MODEL,
    LEAST_OF_A_TONE,
    LEAST_OF_A_TONE_FOR_CUTS,
    TONES,
    Accuracy,
    Labelled,
    Method,
    Tone,
    WordModel,
)
from engage_desktop.models.folding import fold
from engage_desktop.models.sentiment import NEUTRAL_ZONE, Label, Sentiment

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

SEED = 0
FOLDS = 5
MOST = 5_000  # texts to learn from: more costs time and gains little
_MOST_WORDS = 12_000
_READING = 2.0  # weight of the engine's reading beside the words
_CORRECTION = 5.0  # a person's correction counts for so many scores
_STRENGTH = 2.0  # inverse of the regularisation
_GAIN = 0.005  # what a method must gain to be worth its place
_GAIN_OF_FEW = {Method.CUTS: 8.0, Method.MODEL: 2.0}  # of n texts, 8/n or 2/n where that is more
_LOSS = 0.01  # what it may lose of the one where it gains more of the other
_WORD = re.compile(r"[^\W_]+|[!?]{2,}")
_NEUTRALS = (0.6, 0.8, 1.0, 1.25, 1.5, 1.8, 2.2, 2.7, 3.3)
_STEPS = np.round(np.arange(-0.6, 0.61, 0.05), 2)
_AT = {tone: place for place, tone in enumerate(TONES)}

Step = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Learnt:
    """What was learnt, how well it does, and the reading of each text by what was learnt from the others."""

    method: Method
    before: Accuracy
    after: Accuracy
    low: float
    high: float
    model: WordModel | None
    apart: tuple[Sentiment, ...]


def learn(
    texts: Sequence[Labelled], readings: Sequence[Sentiment], *, step: Step = lambda _d, _t: None
) -> Learnt:
    """A model over words, else cut-points, else nothing: the first that gains macro-F1 and right signs on texts apart.

    `readings` are the engine's, in the order of `texts`. Nothing is learnt from fewer than 60 texts, nor when there
    are hardly any negative or positive ones, nor what loses of either more than a point in a hundred, nor what gains
    so little that it may be chance.
    """
    tones = np.array([_AT[each.tone] for each in texts], dtype=np.int64)
    before = measured(tones, readings)
    least = min((int(np.count_nonzero(tones == side)) for side in (0, 2)), default=0)
    nothing = Learnt(Method.NONE, before, before, -NEUTRAL_ZONE, NEUTRAL_ZONE, None, tuple(readings))
    if len(texts) < LEAST_FOR_CUTS or least < LEAST_OF_A_TONE_FOR_CUTS:
        return nothing
    folds = _folds(tones, np.array([each.group for each in texts], dtype=np.int64))
    polarity = np.array([each.polarity for each in readings])
    weights = np.array([_CORRECTION if each.corrected else 1.0 for each in texts])
    candidates: list[Callable[[], Learnt]] = []
    if len(texts) >= LEAST_FOR_MODEL and least >= LEAST_OF_A_TONE:
        candidates.append(lambda: _by_model(texts, tones, weights, readings, folds, before, step))
    candidates.append(lambda: _by_cuts(tones, polarity, weights, readings, folds, before))
    found = (candidate() for candidate in candidates)
    return next((each for each in found if _is_worth_it(each)), nothing)


def measured(tones: Ints, readings: Sequence[Sentiment]) -> Accuracy:
    """How far readings agree with the tones said (places in `TONES`); « mitigé » stands with neutral."""
    confusion = np.zeros((3, 3), dtype=np.int64)
    np.add.at(confusion, (tones, np.array([_place(each) for each in readings], dtype=np.int64)), 1)
    right = np.diag(confusion)
    told, said = confusion.sum(axis=0), confusion.sum(axis=1)
    scores = [2 * right[k] / (told[k] + said[k]) for k in range(3) if said[k]]
    sided = tones != 1
    leaning = np.sign([each.polarity for each in readings])[sided]
    return Accuracy(
        len(tones),
        float(right.sum() / max(1, len(tones))),
        float(np.mean(scores)) if scores else 0.0,
        float(np.mean(leaning == tones[sided] - 1)) if sided.any() else 0.0,
        tuple((int(row[0]), int(row[1]), int(row[2])) for row in confusion),
    )


def _is_worth_it(found: Learnt) -> bool:
    before, after = found.before, found.after
    gains = after.macro_f1 - before.macro_f1, after.sign - before.sign
    least = max(_GAIN, _GAIN_OF_FEW[found.method] / before.n)
    return sum(gains) / 2 > least and min(gains) >= -_LOSS


def _place(read: Sentiment) -> int:
    return {Label.NEGATIVE: 0, Label.POSITIVE: 2}.get(read.label, 1)


def _folds(tones: Ints, groups: Ints) -> list[tuple[Ints, Ints]]:
    """Who learns and who is read, five times; a response is never on both sides."""
    from sklearn.model_selection import StratifiedGroupKFold

    split = StratifiedGroupKFold(n_splits=FOLDS, shuffle=True, random_state=SEED)
    return [(train, held) for train, held in split.split(np.zeros(len(tones)), tones, groups)]


# cut-points


def _by_cuts(
    tones: Ints,
    polarity: Floats,
    weights: Floats,
    readings: Sequence[Sentiment],
    folds: list[tuple[Ints, Ints]],
    before: Accuracy,
) -> Learnt:
    apart: list[Sentiment] = list(readings)
    for train, held in folds:
        low, high = _cuts(tones[train], polarity[train], weights[train])
        for at in held:
            apart[at] = recut(readings[at], low, high)
    low, high = _cuts(tones, polarity, weights)
    after = measured(tones, apart)
    return Learnt(Method.CUTS, before, after, low, high, None, tuple(apart))


def _cuts(tones: Ints, polarity: Floats, weights: Floats) -> tuple[float, float]:
    """The cut-points of the best macro-F1 and accuracy; of equals, those nearest to the usual ones."""
    best, found = (-1.0, 0.0), (-NEUTRAL_ZONE, NEUTRAL_ZONE)
    for low in _STEPS:
        for high in _STEPS[low <= _STEPS]:
            read = np.where(polarity < low, 0, np.where(polarity > high, 2, 1))
            nearness = -(abs(low + NEUTRAL_ZONE) + abs(high - NEUTRAL_ZONE))
            score = (round(_weighted_worth(tones, read, weights), 6), float(nearness))
            if score > best:
                best, found = score, (float(low), float(high))
    return found


def _weighted_worth(tones: Ints, read: Ints, weights: Floats) -> float:
    """The mean of macro-F1 and accuracy: by the first alone, sure sides are given away for a few neutral texts."""
    confusion = np.bincount(tones * 3 + read, weights=weights, minlength=9).reshape(3, 3)
    told, said = confusion.sum(axis=0), confusion.sum(axis=1)
    macro_f1 = np.mean([2 * confusion[k, k] / (told[k] + said[k]) for k in range(3) if said[k]])
    return float(macro_f1 + np.diag(confusion).sum() / confusion.sum()) / 2


def recut(read: Sentiment, low: float, high: float) -> Sentiment:
    """A reading on a scale where `low` and `high` fall on the borders of the neutral zone; mixed stays mixed."""
    polarity = _bent(read.polarity, low, high)
    if read.label is Label.MIXED:
        label = Label.MIXED
    elif read.polarity < low:
        label = Label.NEGATIVE
    else:
        label = Label.POSITIVE if read.polarity > high else Label.NEUTRAL
    return Sentiment(polarity, label, read.confidence, read.terms, read.subjectivity)


def _bent(value: float, low: float, high: float) -> float:
    """Piecewise straight: -1 → -1, low → -0.1, high → 0.1, 1 → 1."""
    if value < low:
        bent = -1 + (value + 1) * (1 - NEUTRAL_ZONE) / max(1e-9, low + 1)
    elif value > high:
        bent = 1 - (1 - value) * (1 - NEUTRAL_ZONE) / max(1e-9, 1 - high)
    elif high > low:
        bent = -NEUTRAL_ZONE + (value - low) * 2 * NEUTRAL_ZONE / (high - low)
    else:
        bent = 0.0
    return max(-1.0, min(1.0, bent))


# the model over words


def _by_model(
    texts: Sequence[Labelled],
    tones: Ints,
    weights: Floats,
    readings: Sequence[Sentiment],
    folds: list[tuple[Ints, Ints]],
    before: Accuracy,
    step: Step,
) -> Learnt:
    grams = [grams_of(each.text) for each in texts]
    shares = np.zeros((len(texts), 3))
    for at, (train, held) in enumerate(folds):
        step(at, FOLDS + 1)
        model = _fit([grams[k] for k in train], [readings[k] for k in train], tones[train], weights[train])
        reader = WordReader(model)
        shares[held] = [reader.shares(grams[k], readings[k]) for k in held]
    step(FOLDS, FOLDS + 1)
    whole = _fit(grams, list(readings), tones, weights)
    model = replace(whole, neutral=_neutral(tones, shares, weights))
    apart = list(readings)
    for train, held in folds:  # what the neutral tone counts is chosen on others' texts as well
        judge = replace(whole, neutral=_neutral(tones[train], shares[train], weights[train]))
        for k in held:
            apart[k] = _reading(judge, shares[k], readings[k])
    after = measured(tones, apart)
    step(FOLDS + 1, FOLDS + 1)
    return Learnt(Method.MODEL, before, after, -NEUTRAL_ZONE, NEUTRAL_ZONE, model, tuple(apart))


def _neutral(tones: Ints, shares: Floats, weights: Floats) -> float:
    """How much the neutral tone's share counts: one number, chosen on texts kept apart; 1 where none is neutral."""
    if np.count_nonzero(tones == 1) < LEAST_OF_A_TONE_FOR_CUTS:
        return 1.0

    def worth(factor: float) -> tuple[float, float]:
        read = np.argmax(shares * np.array([1.0, factor, 1.0]), axis=1)
        return round(_weighted_worth(tones, read, weights), 6), -abs(math.log(factor))

    return max(_NEUTRALS, key=worth)


def grams_of(text: str) -> Counter[str]:
    """The words of a text and its pairs of neighbours, accents and case aside, each with its count."""
    words = _WORD.findall(fold(text))
    return Counter([*words, *(f"{one} {two}" for one, two in itertools.pairwise(words))])


def _fit(grams: list[Counter[str]], readings: list[Sentiment], tones: Ints, weights: Floats) -> WordModel:
    from sklearn.linear_model import LogisticRegression

    seen = Counter(word for counted in grams for word in counted)
    kept = sorted((word for word, n in seen.items() if n >= 2), key=lambda word: (-seen[word], word))
    words = tuple(sorted(kept[:_MOST_WORDS]))
    rarity = tuple(round(math.log((1 + len(grams)) / (1 + seen[word])) + 1, 5) for word in words)
    draft = WordModel(words, rarity, (), (0.0, 0.0, 0.0), 1.0)
    fitted = LogisticRegression(C=_STRENGTH, max_iter=400, tol=1e-4)
    fitted.fit(_matrix(draft, grams, readings), tones, sample_weight=weights)
    rows = np.zeros((3, len(words) + len(_FEATURES)))
    bias = np.full(3, -50.0)  # a tone that was never seen is never read
    if len(fitted.classes_) == 2:  # one line of weights for two tones
        low, high = (int(each) for each in fitted.classes_)
        rows[low], rows[high] = -fitted.coef_[0] / 2, fitted.coef_[0] / 2
        bias[low], bias[high] = -fitted.intercept_[0] / 2, fitted.intercept_[0] / 2
    else:
        rows[fitted.classes_], bias[fitted.classes_] = fitted.coef_, fitted.intercept_
    table = tuple((float(a), float(b), float(c)) for a, b, c in rows.T.astype(np.float32))
    return WordModel(words, rarity, table, (float(bias[0]), float(bias[1]), float(bias[2])), 1.0)


def _matrix(model: WordModel, grams: list[Counter[str]], readings: list[Sentiment]) -> csr_matrix:
    from scipy.sparse import csr_matrix

    rows, columns, values = [], [], []
    known = {word: at for at, word in enumerate(model.words)}
    for row, (counted, read) in enumerate(zip(grams, readings, strict=True)):
        for column, value in _entries(known, model.rarity, counted, read):
            rows.append(row)
            columns.append(column)
            values.append(value)
    return csr_matrix((values, (rows, columns)), shape=(len(grams), len(known) + len(_FEATURES)))


_FEATURES: tuple[Callable[[Sentiment], float], ...] = (
    lambda read: read.polarity,
    lambda read: max(0.0, read.polarity) ** 2,
    lambda read: max(0.0, -read.polarity) ** 2,
    lambda read: float(read.label is Label.MIXED),
    lambda read: float(read.confidence == 0),
)


def _entries(
    known: dict[str, int], rarity: Sequence[float], counted: Counter[str], read: Sentiment
) -> Iterator[tuple[int, float]]:
    """The row of a text: words by (1 + ln count) × rarity at length 1, then the engine's reading."""
    found = [
        (known[word], (1 + math.log(n)) * rarity[known[word]]) for word, n in counted.items() if word in known
    ]
    length = math.sqrt(sum(value * value for _at, value in found)) or 1.0
    yield from ((at, value / length) for at, value in found)
    for at, feature in enumerate(_FEATURES, start=len(known)):
        if value := feature(read):
            yield at, _READING * value


class WordReader:
    """Reads by a model of words beside an engine's reading of the same text."""

    def __init__(self, model: WordModel) -> None:
        self._model = model
        self._known = {word: at for at, word in enumerate(model.words)}

    def reading(self, text: str, read: Sentiment) -> Sentiment:
        """The tone of `text` as the study's own scores would say it; `read` keeps its terms."""
        return _reading(self._model, self.shares(grams_of(text), read), read)

    def shares(self, counted: Counter[str], read: Sentiment) -> Floats:
        """The share of each tone, as `TONES`."""
        model = self._model
        negative, neutral, positive = model.bias
        for at, value in _entries(self._known, model.rarity, counted, read):
            weight = model.weights[at]
            negative += value * weight[0]
            neutral += value * weight[1]
            positive += value * weight[2]
        top = max(negative, neutral, positive)
        parts = np.exp(np.array([negative - top, neutral - top, positive - top]))
        whole: Floats = parts / parts.sum()
        return whole


def _reading(model: WordModel, shares: Floats, read: Sentiment) -> Sentiment:
    """A polarity on the side of its label: within the neutral zone when neutral, outside it otherwise."""
    side = float(shares[2] - shares[0])
    at = int(np.argmax(shares * np.array([1.0, model.neutral, 1.0])))
    tone: Tone = TONES[at]
    confidence = round(float(shares[at]), 4)
    if read.label is Label.MIXED and (tone is Tone.NEUTRAL or abs(side) < 0.5):
        return Sentiment(side, Label.MIXED, confidence, read.terms, read.subjectivity)
    if tone is Tone.NEUTRAL:
        return Sentiment(side * NEUTRAL_ZONE * 0.99, Label.NEUTRAL, confidence, read.terms, read.subjectivity)
    polarity = max(NEUTRAL_ZONE, abs(side)) * tone.value
    label = Label.POSITIVE if tone is Tone.POSITIVE else Label.NEGATIVE
    return Sentiment(polarity, label, confidence, read.terms, read.subjectivity)
