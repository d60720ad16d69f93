"""Texts as one stream of numbers: each written form has a number, given at first sight; 0 and 1 are breaks.

A page of texts is laid out as one array of code points, words are the runs between changes of class, and each is known
by a hash of 64 bits: only forms never met become strings. What comes is what `words.pieces` cuts, many times sooner.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from engage_desktop.analysis.words import STRONG, WEAK, prepared

Ints = npt.NDArray[np.int64]
Codes = npt.NDArray[np.uint32]
Hashes = npt.NDArray[np.uint64]
BREAKS = 2  # the first numbers: a strong break, a weak one
_PAGE = 2000  # texts
_LETTERS = 400_000  # or letters, whichever comes first
_NONE, _WORD, _STRONG, _WEAK = range(4)
_ALL = 0x110000
_BASE = 0x9E3779B97F4A7C15  # odd
_SLOTS = 18  # bits of a hash by which most forms are found at one glance


@dataclass(frozen=True)
class Stream:
    """The forms of texts in order, before any compound word is joined: `start` is where each text begins."""

    forms: tuple[str, ...]
    form: npt.NDArray[np.int32]
    start: Ints

    @property
    def texts(self) -> int:
        """How many texts were read."""
        return len(self.start) - 1


EMPTY = Stream((STRONG, WEAK), np.empty(0, dtype=np.int32), np.zeros(1, dtype=np.int64))


@lru_cache(maxsize=1)
def _classes() -> npt.NDArray[np.uint8]:
    """What each code point is: of a word, a strong break, a weak one, or nothing."""
    kinds = np.zeros(_ALL, dtype=np.uint8)
    kinds[[at for at in range(_ALL) if chr(at).isalnum()]] = _WORD
    kinds[ord("_")] = _WORD
    kinds[[ord(mark) for mark in ".!?…"]] = _STRONG
    kinds[[ord(mark) for mark in '\n,;:()[]«»"“”—–']] = _WEAK
    return kinds


def read(
    texts: Iterable[str], *, known: Stream = EMPTY, step: Callable[[int], None] = lambda _done: None
) -> Stream:
    """The stream of `texts` alone, whose forms are numbered as in `known`, new ones after.

    `step` hears how many were read, and may raise to stop.
    """
    reader = _Reader(known.forms)
    page: list[str] = []
    letters = done = 0
    step(0)
    for text in texts:
        lowered = prepared(text)
        page.append(lowered)
        letters += len(lowered)
        if len(page) >= _PAGE or letters >= _LETTERS:
            reader.add(page)
            done += len(page)
            page, letters = [], 0
            step(done)
    reader.add(page)
    return reader.stream()


def rearranged(old: Stream, rows: Ints, fresh: Stream, places: Ints) -> Stream:
    """A stream of as many texts as `rows`: text `rows[i]` of `old`, or of `fresh` (`places[i]`) where that is -1.

    `fresh` was numbered after `old`.
    """
    kept = rows >= 0
    long_old, long_new = np.diff(old.start), np.diff(fresh.start)
    length = np.where(kept, long_old[rows] if old.texts else 0, 0)
    if fresh.texts:
        length = np.where(kept, length, long_new[places])
    start = np.concatenate([[0], np.cumsum(length)]).astype(np.int64)
    both = np.concatenate([old.form, fresh.form])
    begin = np.zeros(len(rows), dtype=np.int64)
    begin[kept] = old.start[rows[kept]]
    begin[~kept] = fresh.start[places[~kept]] + len(old.form)
    at = np.arange(start[-1], dtype=np.int64) + np.repeat(begin - start[:-1], length)
    return Stream(fresh.forms, both[at], start)


class _Reader:
    """Numbers forms page after page."""

    def __init__(self, forms: Sequence[str]) -> None:
        self.forms = list(forms)
        self._hash_of: Hashes = np.zeros(BREAKS, dtype=np.uint64)  # breaks are looked for by nobody
        self._sorted, self._numbers = self._hash_of, np.arange(BREAKS, dtype=np.int32)
        self._glance = np.zeros(1 << _SLOTS, dtype=np.int32)  # the form of a slot, 0 for none
        self._pages: list[npt.NDArray[np.int32]] = []
        self._lengths: list[Ints] = []
        if len(self.forms) > BREAKS:
            known = _codes("\0".join(self.forms[BREAKS:]))
            ends = np.flatnonzero(np.concatenate([known, [0]]) == 0)
            begins = np.concatenate([[0], ends[:-1] + 1])
            self._learn(_hashed(known, begins, ends))

    def add(self, page: list[str]) -> None:
        """Read texts that `prepared` gave."""
        if not page:
            return
        joined = "\0".join(page)
        codes = _codes(joined)
        kinds = _classes()[codes]
        for at in np.flatnonzero(codes == ord("_")).tolist() if "_" in joined else ():
            if not at or kinds[at - 1] != _WORD:  # no word begins with one
                kinds[at] = _NONE
        edges = np.flatnonzero(kinds[1:] != kinds[:-1]) + 1
        begins = np.concatenate([[0], edges]) if len(codes) else np.empty(0, dtype=np.int64)
        ends = np.append(edges, len(codes)) if len(codes) else begins
        kind = kinds[begins]
        told = kind != _NONE
        begins, ends, kind = begins[told], ends[told], kind[told]
        form = np.zeros(len(begins), dtype=np.int32)
        weak = np.flatnonzero(kind == _WEAK)
        if len(weak):
            form[weak] = 1
            lines = np.concatenate([[0], np.cumsum(codes == ord("\n"))])
            form[weak[lines[ends[weak]] > lines[begins[weak]]]] = 0  # a new line ends a sentence
        word = np.flatnonzero(kind == _WORD)
        form[word] = self._numbered(joined, codes, begins[word], ends[word])
        self._pages.append(form)
        starts = np.cumsum([0, *(len(text) + 1 for text in page)])
        self._lengths.append(np.diff(np.searchsorted(begins, starts)).astype(np.int64))

    def _numbered(self, joined: str, codes: Codes, begins: Ints, ends: Ints) -> npt.NDArray[np.int32]:
        hashes = _hashed(codes, begins, ends)
        guess = self._glance[(hashes >> np.uint64(64 - _SLOTS)).astype(np.int64)]
        strange = np.flatnonzero(self._hash_of[guess] != hashes)
        if len(strange):
            new, first, which = np.unique(hashes[strange], return_index=True, return_inverse=True)
            numbers = self._found(new)
            unknown = np.flatnonzero(numbers < 0)
            order = unknown[np.argsort(first[unknown], kind="stable")]  # numbers go by first sight
            numbers[order] = np.arange(len(self.forms), len(self.forms) + len(order))
            at = strange[first[order]].tolist()
            self.forms += [joined[begins[each] : ends[each]] for each in at]
            self._learn(new[order])
            guess[strange] = numbers[which.reshape(-1)]
        return guess

    def _found(self, hashes: Hashes) -> npt.NDArray[np.int32]:
        """The numbers of forms, -1 for those never met."""
        place = np.minimum(np.searchsorted(self._sorted, hashes), len(self._sorted) - 1)
        known = self._sorted[place] == hashes
        found: npt.NDArray[np.int32] = np.where(known, self._numbers[place], -1).astype(np.int32)
        return found

    def _learn(self, hashes: Hashes) -> None:
        """Know the next forms; those met first, the most frequent, keep their slot."""
        numbers = np.arange(len(self._hash_of), len(self._hash_of) + len(hashes), dtype=np.int32)
        self._hash_of = np.concatenate([self._hash_of, hashes])
        order = np.argsort(self._hash_of, kind="stable")
        self._sorted, self._numbers = self._hash_of[order], order.astype(np.int32)
        slot = (hashes >> np.uint64(64 - _SLOTS)).astype(np.int64)[::-1]
        free = self._glance[slot] == 0
        self._glance[slot[free]] = numbers[::-1][free]

    def stream(self) -> Stream:
        """All that was read."""
        form = np.concatenate(self._pages) if self._pages else np.empty(0, dtype=np.int32)
        lengths = np.concatenate(self._lengths) if self._lengths else np.empty(0, dtype=np.int64)
        return Stream(tuple(self.forms), form, np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64))


def _codes(text: str) -> Codes:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def _hashed(codes: Codes, begins: Ints, ends: Ints) -> Hashes:
    """A number for each run of code points: a polynomial of them, modulo 2 to the 64, whatever stands before."""
    powers, inverses = _powers(1 << max(16, len(codes).bit_length()))
    with np.errstate(over="ignore"):
        sums = np.zeros(len(codes) + 1, dtype=np.uint64)
        np.cumsum(codes * powers[: len(codes)], out=sums[1:])
        found: Hashes = (sums[ends] - sums[begins]) * inverses[begins]
    return found


@lru_cache(maxsize=2)
def _powers(n: int) -> tuple[Hashes, Hashes]:
    """The first powers of an odd number and of its inverse."""
    with np.errstate(over="ignore"):
        both = (
            np.cumprod(np.append(np.uint64(1), np.full(n - 1, base, dtype=np.uint64)), dtype=np.uint64)
            for base in (_BASE, pow(_BASE, -1, 1 << 64))
        )
        one, other = both
    return one, other
