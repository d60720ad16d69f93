"""Near-duplicates: texts copied from one another, found without comparing each with all."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from engage_desktop.analysis.term_index import Index

Ints = npt.NDArray[np.int64]
Hashes = npt.NDArray[np.uint64]
Signatures = npt.NDArray[np.uint32]
ALIKE = 90.0  # per cent of likeness (rapidfuzz ratio) from which two texts are one
_SEED = 20261127
LEAST_WORDS = 8  # shorter texts are alike by chance: « rien à signaler » is no copy
_SIGNATURES, _SHARED = 12, 2  # smallest hashes of a text, and how many two texts must share to be compared
_GAPS = (range(1, 3), range(3, 17))  # how far apart two texts that share a hash may stand
_LENGTHS = 0.8  # shares of length: farther apart, no two texts are alike at 90 %
_SAME_WORDS = 65.0  # per cent of words in order, below which two texts are not read
_SURROGATES = 0xD800  # code points that are none
_TEXTS, _PAIRS, _PAGE = 20_000, 100_000, 20_000  # pages: of texts, of pairs, of pairs that are read


def groups(
    index: Index,
    texts: Callable[[Sequence[int]], Sequence[str]],
    *,
    step: Callable[[int], None] = lambda _n: None,
) -> Ints:
    """For each text the place of the first text that it copies: its own place when it copies none.

    `texts` gives the texts at some places; only those that share a signature of three-word runs are compared.
    """
    first = np.arange(index.texts, dtype=np.int64)
    long = np.flatnonzero(index.lengths >= LEAST_WORDS)
    if len(long) < 2:
        return first
    runs = _runs(index)
    step(0)
    long = _same_words(index, runs, long, first)
    signatures = _signatures(index, runs, long, step)
    words, tried = _as_letters(index), np.empty(0, dtype=np.int64)
    for gaps in _GAPS:  # what is united by its nearest neighbours is compared no more
        for at in range(_SIGNATURES):
            step(at)
            keys = _pairs(signatures, index.lengths[long], at, gaps, first[long])
            keys = keys[~_among(tried, keys)]
            tried = np.sort(np.concatenate([tried, keys]))
            pairs = _near(words, long[np.stack([keys // len(long), keys % len(long)], axis=1)], step)
            for start in range(0, len(pairs), _PAGE):
                step(start)
                _compare(pairs[start : start + _PAGE], texts, first)
            first = _rooted(first)
    return first


def _plain(text: str) -> str:
    return " ".join(text.lower().split())


def _runs(index: Index) -> Hashes:
    """A hash of each run of three pieces."""
    form = index.form.astype(np.uint64)
    with np.errstate(over="ignore"):
        run = form[:-2] * np.uint64(0x9E3779B97F4A7C15)
        run ^= form[1:-1] * np.uint64(0xC2B2AE3D27D4EB4F) + (run >> np.uint64(29))
        run ^= form[2:] * np.uint64(0x165667B19E3779F9) + (run << np.uint64(7))
        return run ^ (run >> np.uint64(31))


def _ends(index: Index, places: Ints) -> tuple[Ints, Ints]:
    """Where the runs of each text begin and end."""
    start = index.start[places]
    return start, np.maximum(index.start[places + 1] - 2, start + 1)


def _same_words(index: Index, runs: Hashes, long: Ints, first: Ints) -> Ints:
    """The texts less those that say what another says word for word, which `first` now tells."""
    start, end = _ends(index, long)
    with np.errstate(over="ignore"):
        weighed = runs * np.arange(1, 2 * len(runs) + 1, 2, dtype=np.uint64)
        sums = np.concatenate([np.zeros(1, dtype=np.uint64), np.cumsum(runs, dtype=np.uint64)])
        turns = np.concatenate([np.zeros(1, dtype=np.uint64), np.cumsum(weighed, dtype=np.uint64)])
        plain = sums[end] - sums[start]
        # the same weights from the beginning of each text, wherever it stands
        placed = turns[end] - turns[start] - plain * (2 * start).astype(np.uint64)
        key = plain * np.uint64(0x9E3779B97F4A7C15) ^ placed
    kinds, at, which = np.unique(key, return_index=True, return_inverse=True)
    heads = np.full(len(kinds), len(long), dtype=np.int64)
    np.minimum.at(heads, which, np.arange(len(long)))
    first[long] = long[heads[which]]
    return np.sort(long[at])


def _signatures(index: Index, runs: Hashes, long: Ints, step: Callable[[int], None]) -> Signatures:
    """The smallest of the hashes of each text's runs, by several hashes."""
    factors = np.random.default_rng(_SEED).integers(1, 2**63, _SIGNATURES, dtype=np.uint64) * np.uint64(2)
    found = np.empty((len(long), _SIGNATURES), dtype=np.uint32)
    for page in range(0, len(long), _TEXTS):
        step(page)
        places = long[page : page + _TEXTS]
        start, end = _ends(index, places)
        low, high = int(start[0]), int(end[-1])
        part = runs[low:high]
        edges = np.stack([start, end], axis=1).reshape(-1) - low
        edges[-1] = min(edges[-1], max(len(part) - 1, 0))
        for at, factor in enumerate(factors):
            with np.errstate(over="ignore"):
                mixed = part * (factor + np.uint64(1))
            smallest = np.minimum.reduceat(mixed, edges)[::2]
            found[page : page + len(places), at] = smallest >> np.uint64(32)
    return found


def _pairs(signatures: Signatures, lengths: Ints, at: int, gaps: range, root: Ints) -> Ints:
    """Pairs (low × n + high) that share a hash, and others with it, about as long, not united yet.

    At most one between two groups. `gaps` are how far apart they stand among those that share it, in the order of the
    next hash.
    """
    n = len(signatures)
    order = np.lexsort((lengths, signatures[:, (at + 1) % _SIGNATURES], signatures[:, at]))
    value, long, group = signatures[order, at], lengths[order], root[order]
    near = np.arange(n)
    found = [np.empty(0, dtype=np.int64)]
    for gap in gaps:
        near = near[: np.searchsorted(near, n - gap)]
        near = near[value[near] == value[near + gap]]
        shorter, longer = np.minimum(long[near], long[near + gap]), np.maximum(long[near], long[near + gap])
        here = near[(group[near] != group[near + gap]) & (shorter >= _LENGTHS * longer)]
        one, other = order[here], order[here + gap]
        shared = (signatures[one] == signatures[other]).sum(axis=1) >= _SHARED
        low, high = np.minimum(one, other)[shared], np.maximum(one, other)[shared]
        found.append(low * n + high)
    keys = np.sort(np.concatenate(found))
    one, other = root[keys // n], root[keys % n]
    groups = np.minimum(one, other) * (int(root.max()) + 1) + np.maximum(one, other)
    order = np.argsort(groups, kind="stable")
    first = np.ones(len(order), dtype=np.bool_)
    first[1:] = groups[order[1:]] != groups[order[:-1]]
    return np.sort(keys[order[first]])


def _among(known: Ints, keys: Ints) -> npt.NDArray[np.bool_]:
    """Which `keys` are in the ascending `known`."""
    if not len(known):
        return np.zeros(len(keys), dtype=np.bool_)
    found: npt.NDArray[np.bool_] = known[np.minimum(np.searchsorted(known, keys), len(known) - 1)] == keys
    return found


def _as_letters(index: Index) -> Callable[[int], str]:
    """Each text with one letter for each of its words, so that words in order are soon compared."""
    codes = index.form.astype(np.uint32) + np.uint32(1)
    codes[codes >= _SURROGATES] += np.uint32(0x800)
    whole, edges = codes.tobytes().decode("utf-32-le"), index.start.tolist()
    return lambda at: whole[edges[at] : edges[at + 1]]


def _near(words: Callable[[int], str], pairs: Ints, step: Callable[[int], None]) -> Ints:
    """The pairs whose words, in their order, are mostly the same."""
    from rapidfuzz.fuzz import ratio
    from rapidfuzz.process import cpdist

    kept = [pairs[:0]]
    for start in range(0, len(pairs), _PAIRS):
        step(start)
        page = pairs[start : start + _PAIRS]
        one, other = ([words(at) for at in page[:, side].tolist()] for side in (0, 1))
        alike = cpdist(one, other, scorer=ratio, score_cutoff=_SAME_WORDS)
        kept.append(page[np.flatnonzero(alike >= _SAME_WORDS)])
    return np.concatenate(kept)


def _compare(pairs: Ints, texts: Callable[[Sequence[int]], Sequence[str]], first: Ints) -> None:
    """Unite the pairs that are alike."""
    from rapidfuzz.fuzz import ratio
    from rapidfuzz.process import cpdist

    wanted = np.unique(pairs)
    said = [_plain(text) for text in texts(wanted.tolist())]
    one, other = (np.searchsorted(wanted, pairs[:, side]).tolist() for side in (0, 1))
    alike = cpdist([said[at] for at in one], [said[at] for at in other], scorer=ratio, score_cutoff=ALIKE)
    for low, high in pairs[np.flatnonzero(alike >= ALIKE)].tolist():
        _unite(first, low, high)


def _root(first: Ints, place: int) -> int:
    while first[place] != place:
        place = int(first[place])
    return place


def _unite(first: Ints, one: int, other: int) -> None:
    low, high = sorted((_root(first, one), _root(first, other)))
    first[high] = low


def _rooted(first: Ints) -> Ints:
    found = first.copy()
    while (found != (above := found[found])).any():
        found = above
    return found
