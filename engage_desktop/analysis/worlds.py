"""Lexical worlds of texts: units, classes, their typical words and texts, their stability."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from engage_desktop.analysis import reinert
from engage_desktop.analysis.arrays import distinct
from engage_desktop.analysis.term_index import Index
from engage_desktop.models.themes import FOUND_AGAIN, MOST_WORLDS, STABLE, UNSTABLE

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Ints = npt.NDArray[np.int64]
Numbers = npt.NDArray[np.float64]
SEED = reinert.SEED
SEGMENT = 40  # words of a segment, when texts are long
_LONG = 60  # words of the mean text from which texts are cut in segments
MOST_ROWS = 20_000  # units that are classified; those beyond join the nearest world
_MOST_WORDS = 1000
_SAMPLE = 0.8
SAMPLES = 4  # of 80 %, compared two by two
TYPICAL = 3.84  # χ² of one degree of freedom at 5 %


@dataclass(frozen=True, slots=True)
class Found:
    """Worlds of texts: `label` of each text (-1: none), `chi2` and `inside` of each word in each, words by number.

    `scores` is how typical each text is of its own world; `stabilities` says of each number of worlds (from two) how
    far samples agree, `weakest` how far the world least found again is. No worlds at all where no number is stable.
    """

    label: Ints
    words: Ints
    chi2: Numbers
    inside: Ints
    tree: reinert.Cut | None
    number: int
    units: int
    sampled: int
    segmented: bool
    stability: float | None
    scores: Numbers
    stabilities: tuple[float, ...] = ()
    weakest: tuple[float, ...] = ()


def find(
    index: Index,
    rows: Ints,
    classes: int,
    *,
    seed: int = SEED,
    stability: bool = True,
    step: Callable[[int, int], None] = lambda _done, _of: None,
) -> Found:
    """The worlds of the texts `rows` of the index: as many as `classes`, or as are stable when that is 0.

    `step` hears which of the stages begins and may raise.
    """
    stages = SAMPLES + 2
    step(0, stages)
    held, words, owner, segmented = _units(index, rows)
    sample = _sample(held.shape[0], seed)
    part, most = held[sample], classes or MOST_WORLDS
    levels = reinert.levels(part, most, seed=seed, step=lambda _n: step(0, stages))
    shares: tuple[float, ...] = ()
    weakest: tuple[float, ...] = ()
    if stability or not classes:
        shares, weakest = stabilities(part, levels, seed=seed, step=lambda done: step(done + 1, stages))
    number = min(classes or stable_number(shares, weakest), len(levels))
    found = levels[number - 1] if number else reinert.Classes(np.full(len(sample), -1), None, 0)
    share = shares[number - 2] if 2 <= number <= len(shares) + 1 else max(shares, default=None)
    label = _spread(held, sample, found)
    step(stages - 1, stages)
    texts, table = _by_text(label, owner, len(rows), found.number), _presence(held, owner, len(rows))
    chi2 = reinert.chi2_words(table, texts, found.number)
    inside = np.stack(
        [np.asarray(table.T @ (texts == each).astype(np.float32)) for each in range(found.number)], axis=1
    ) if found.number else np.zeros((len(words), 0))  # fmt: skip
    scores = _scores(table, texts, chi2)
    sampled = len(sample) if len(sample) < held.shape[0] else 0
    return Found(
        texts, words, chi2, inside.round().astype(np.int64), found.tree, found.number, held.shape[0], sampled,
        segmented, share, scores, shares, weakest,
    )  # fmt: skip


def stable_number(shares: tuple[float, ...], weakest: tuple[float, ...]) -> int:
    """The most worlds that are stable as a whole and each of them, else the most stable number, else (none is) 0.

    `shares` and `weakest` are those of two worlds, three, and so on. The index of the whole alone would cut too far:
    it stays high when a single true world is cut at random.
    """
    good = [
        number
        for number, (share, least) in enumerate(zip(shares, weakest, strict=True), start=2)
        if share >= STABLE and least >= FOUND_AGAIN
    ]
    if good:
        return good[-1]
    best = max(shares, default=0.0)
    return shares.index(best) + 2 if best >= UNSTABLE else 0


def _units(index: Index, rows: Ints) -> tuple[csr_matrix, Ints, Ints, bool]:
    """Units × words of ones, the words' lemma numbers, the text of each unit, and whether texts were cut."""
    from scipy.sparse import csr_matrix

    place = np.full(index.texts, -1, dtype=np.int64)
    place[rows] = np.arange(len(rows))
    kept = ~index.stop[index.lemma] & (place[index.text] >= 0)
    text, lemma = place[index.text[kept]], index.lemma[kept].astype(np.int64)
    mean = float(index.lengths[rows].mean()) if len(rows) else 0.0
    segmented = mean > _LONG
    unit, owner = _segments(index, kept, text) if segmented else (text, np.arange(len(rows)))
    least = max(4, min(10, len(rows) // 120))  # rarer words make classes of chance
    pairs = distinct(lemma * max(len(rows), 1) + text)
    counts = np.bincount(pairs // max(len(rows), 1), minlength=len(index.lemmas))
    words = np.flatnonzero(counts >= least)
    words = np.sort(words[np.argsort(-counts[words], kind="stable")][:_MOST_WORDS])
    column = np.full(len(index.lemmas), -1, dtype=np.int64)
    column[words] = np.arange(len(words))
    inside = column[lemma] >= 0
    cells = distinct(unit[inside] * max(len(words), 1) + column[lemma[inside]])
    shape = (len(owner), len(words))
    place_of = (cells // max(len(words), 1), cells % max(len(words), 1))
    held = csr_matrix((np.ones(len(cells), dtype=np.float32), place_of), shape=shape)
    return held, words, owner, segmented


def _segments(index: Index, kept: npt.NDArray[np.bool_], text: Ints) -> tuple[Ints, Ints]:
    """The segment of each kept word: about forty words, ended with a sentence."""
    word = index.lemma > 1
    before: Ints = np.cumsum(word) - word
    first: Ints = before[np.minimum(index.start[:-1], len(before) - 1)]
    sentence = index.sentence
    starts = np.flatnonzero(np.concatenate([[True], sentence[1:] != sentence[:-1]]))
    begun = (before[starts] - first[index.text[starts]]) // SEGMENT  # the segment that a sentence begins in
    segment = np.repeat(begun, np.diff(np.concatenate([starts, [len(sentence)]])))[kept]
    keys = text * (int(segment.max(initial=0)) + 1) + segment
    kinds, unit = np.unique(keys, return_inverse=True)
    return unit.astype(np.int64), (kinds // (int(segment.max(initial=0)) + 1)).astype(np.int64)


def _sample(units: int, seed: int) -> Ints:
    if units <= MOST_ROWS:
        return np.arange(units)
    return np.sort(np.random.default_rng(seed).choice(units, MOST_ROWS, replace=False))


def _spread(held: csr_matrix, sample: Ints, found: reinert.Classes) -> Ints:
    """The class of every unit: those left out of the sample join the one whose words they hold most."""
    label = np.full(held.shape[0], -1, dtype=np.int64)
    label[sample] = found.label
    if len(sample) == held.shape[0] or not found.number:
        return label
    chi2 = reinert.chi2_words(held[sample], found.label, found.number)
    others = np.setdiff1d(np.arange(held.shape[0]), sample)
    score = held[others] @ np.sign(chi2) * 1.0 + held[others] @ (np.sqrt(np.abs(chi2)) * np.sign(chi2))
    best = np.asarray(score).argmax(axis=1)
    label[others] = np.where(np.diff(held.indptr)[others] > 0, best, -1)
    return label


def _by_text(label: Ints, owner: Ints, texts: int, number: int) -> Ints:
    """The class that most of a text's units are of."""
    if not number:
        return np.full(texts, -1, dtype=np.int64)
    table = np.zeros((texts, number), dtype=np.int64)
    known = label >= 0
    np.add.at(table, (owner[known], label[known]), 1)
    return np.where(table.any(axis=1), table.argmax(axis=1), -1)


def _presence(held: csr_matrix, owner: Ints, texts: int) -> csr_matrix:
    """Texts × words of ones."""
    from scipy.sparse import csr_matrix

    cells = held.tocoo()
    table = csr_matrix((cells.data, (owner[cells.row], cells.col)), shape=(texts, held.shape[1]))
    table.data = np.minimum(table.data, 1.0)
    return table


def _scores(table: csr_matrix, label: Ints, chi2: Numbers) -> Numbers:
    """Sum of the χ² of the words of each text in its own world, as Reinert ranks texts."""
    if not chi2.size:
        return np.zeros(len(label))
    every = np.asarray(table @ np.where(chi2 >= TYPICAL, chi2, 0.0))
    own = every[np.arange(len(label)), np.maximum(label, 0)]
    found: Numbers = np.where(label >= 0, own, 0.0)
    return found


def stabilities(
    held: csr_matrix,
    whole: tuple[reinert.Classes, ...],
    *,
    seed: int = SEED,
    step: Callable[[int], None] = lambda _done: None,
) -> tuple[tuple[float, ...], tuple[float, ...]]:
    """How far samples of 80 % agree on two classes, three… as far as each of them and the `whole` have so many.

    First the adjusted Rand index of two samples over what both hold, in the mean of every pair; then, of each number,
    the share (Jaccard's, in the mean of the samples) that the class least found again has in common with its nearest.
    Nothing is said under twenty rows.
    """
    n = held.shape[0]
    if n < 20:
        return (), ()
    generator = np.random.default_rng(seed + 1)
    samples = [np.sort(generator.choice(n, int(_SAMPLE * n), replace=False)) for _ in range(SAMPLES)]
    labels: list[tuple[Ints, ...]] = []
    for done, sample in enumerate(samples):
        here = partial(_same_step, step, done)
        levels = reinert.levels(held[sample], len(whole), seed=seed, step=here)
        labels.append(tuple(_placed(each.label, sample, n) for each in levels[1:]))
    by_number = list(zip(*labels, strict=False))
    agreed = tuple(
        float(np.mean([_agreement(one, two) for one, two in combinations(each, 2)])) for each in by_number
    )
    weakest = tuple(
        float(np.mean([_shared(full.label, each, full.number) for each in found], axis=0).min())
        for full, found in zip(whole[1:], by_number, strict=False)
    )
    return agreed, weakest


def _same_step(step: Callable[[int], None], done: int, _cut: int) -> None:
    """Say the same again at each cut, so that whoever asked may stop here."""
    step(done)


def _placed(label: Ints, rows: Ints, n: int) -> Ints:
    """The label of each of `n` rows, -1 for those that have none."""
    placed = np.full(n, -1, dtype=np.int64)
    placed[rows] = label
    return placed


def _agreement(one: Ints, other: Ints) -> float:
    known = (one >= 0) & (other >= 0)
    return reinert.rand_index(one[known], other[known])


def _shared(one: Ints, other: Ints, number: int) -> Numbers:
    """What each class of `one` has in common with its nearest of `other`, over what both hold (Jaccard's index)."""
    known = (one >= 0) & (other >= 0)
    table = np.zeros((number, number))
    np.add.at(table, (one[known], other[known]), 1)
    union = table.sum(axis=1)[:, None] + table.sum(axis=0)[None, :] - table
    found: Numbers = (table / np.maximum(union, 1)).max(axis=1)
    return found


@dataclass(frozen=True, slots=True)
class Component:
    """A component of the soft view: its heaviest words (columns) and the texts in which it weighs a fifth or more."""

    words: tuple[int, ...]
    texts: int


def soft(held: csr_matrix, components: int, *, seed: int = SEED, words: int = 8) -> tuple[Component, ...]:
    """Themes that may share a text: non-negative factors of the TF-IDF table (NMF); deterministic by its seed."""
    from scipy.sparse import diags
    from sklearn.decomposition import NMF
    from sklearn.preprocessing import normalize

    table = held[np.diff(held.indptr) > 0]
    if min(table.shape) <= components:
        return ()
    if table.shape[0] > MOST_ROWS:
        table = table[_sample(table.shape[0], seed)]
    weight = np.log(table.shape[0] / np.maximum(np.asarray(table.sum(axis=0)).ravel(), 1)) + 1
    scaled = normalize(table.astype(np.float64) @ diags(weight))
    model = NMF(components, init="nndsvda", random_state=seed, max_iter=200, tol=1e-3)
    loads = _quietly(model.fit_transform, scaled)
    share = loads / np.maximum(loads.sum(axis=1, keepdims=True), 1e-12)
    return tuple(
        Component(
            tuple(int(each) for each in np.argsort(-model.components_[at], kind="stable")[:words]),
            int((share[:, at] >= 0.2).sum()),
        )
        for at in np.argsort(-(share >= 0.2).sum(axis=0), kind="stable")
    )


def _quietly(work: Callable[..., Numbers], table: object) -> Numbers:
    """Its limit of rounds is meant: the warning tells nothing to act upon."""
    import warnings

    from sklearn.exceptions import ConvergenceWarning

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        return work(table)
