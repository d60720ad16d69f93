"""Near-duplicates: texts copied from one another, found without comparing each with all."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt

from engage_desktop.analysis.term_index import Index

Ints = npt.NDArray[np.int64]
ALIKE = 90.0  # per cent of likeness (rapidfuzz ratio) from which two texts are one
LEAST_WORDS = 8  # shorter texts are alike by chance: « rien à signaler » is no copy
_SIGNATURES = 8
_WIDEST = 400  # texts of one bucket that are compared; more are compared by exact text only
_PRIMES = np.array(
    [
        0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x27D4EB2F165667C5,
        0x85EBCA77C2B2AE63, 0xFF51AFD7ED558CCD, 0xC4CEB9FE1A85EC53, 0xD6E8FEB86659FD93,
    ],
    dtype=np.uint64,
)  # fmt: skip


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
    buckets = _buckets(index, long)
    wanted = sorted({place for bucket in buckets for place in bucket})
    said = dict(zip(wanted, (_plain(text) for text in texts(wanted)), strict=True))
    for done, bucket in enumerate(buckets):
        if done % 500 == 0:
            step(done)
        _compare(bucket, said, first)
    return _rooted(first)


def _plain(text: str) -> str:
    return " ".join(text.lower().split())


def _buckets(index: Index, long: Ints) -> list[list[int]]:
    """Lists of texts that share the smallest hash of their three-word runs, under several hashes."""
    form = index.form.astype(np.uint64)
    with np.errstate(over="ignore"):
        run = form[:-2] * np.uint64(0x9E3779B97F4A7C15)
        run ^= form[1:-1] * np.uint64(0xC2B2AE3D27D4EB4F) + (run >> np.uint64(29))
        run ^= form[2:] * np.uint64(0x165667B19E3779F9) + (run << np.uint64(7))
    start, end = index.start[long], np.minimum(index.start[long + 1] - 2, len(run))
    found: dict[tuple[int, ...], None] = {}
    for prime in _PRIMES[:_SIGNATURES]:
        with np.errstate(over="ignore"):
            mixed = (run ^ (run >> np.uint64(31))) * prime
        edges = np.stack([start, np.maximum(end, start + 1)], axis=1).reshape(-1)
        edges = np.minimum(edges, len(mixed) - 1)
        smallest = np.minimum.reduceat(mixed, edges)[::2]
        order = np.argsort(smallest, kind="stable")
        same = np.flatnonzero(np.diff(smallest[order]) != 0) + 1
        for part in np.split(order, same):
            if len(part) > 1:
                found[tuple(sorted(long[part].tolist()))] = None
    return [list(each) for each in found]


def _compare(bucket: list[int], said: dict[int, str], first: Ints) -> None:
    from rapidfuzz.fuzz import ratio

    known: dict[str, int] = {}
    heads: list[int] = []
    for place in bucket:
        twin = known.setdefault(said[place], place)
        if twin != place:
            _unite(first, twin, place)
        else:
            heads.append(place)
    for at, place in enumerate(heads[:_WIDEST]):
        for other in heads[at + 1 : _WIDEST]:
            if _root(first, place) != _root(first, other) and (
                ratio(said[place], said[other], score_cutoff=ALIKE) >= ALIKE
            ):
                _unite(first, place, other)


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
