"""The index of words: which lemma stands where in which text, and the terms (one to three lemmas) that texts hold.

Texts become one stream of numbers, so that counting two hundred thousand of them is a matter of sorting arrays.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from engage_desktop.analysis import word_stream
from engage_desktop.analysis.arrays import counted as counted_values
from engage_desktop.analysis.word_stream import BREAKS, Stream
from engage_desktop.analysis.words import STRONG, WEAK, Reading, joined, pieces

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Ints = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
LONGEST = 3
_SORTED = 500_000  # keys that are sorted at once
_KEYS = 2**62  # numbers that a key can be


@dataclass(frozen=True)
class Index:
    """The words of texts in order: `lemma` and `form` number the pieces of all texts, `start` where each begins.

    Numbers 0 and 1 are breaks. `form_of` of a compound word is the number of the run that was read.
    """

    lemmas: tuple[str, ...]
    forms: tuple[str, ...]
    stop: Mask  # by lemma; breaks are stops too
    lemma: npt.NDArray[np.int32]
    form: npt.NDArray[np.int32]
    start: Ints

    @property
    def texts(self) -> int:
        """How many texts were read."""
        return len(self.start) - 1

    @cached_property
    def text(self) -> npt.NDArray[np.int32]:
        """Which text each piece stands in."""
        return np.repeat(np.arange(self.texts, dtype=np.int32), np.diff(self.start))

    @cached_property
    def sentence(self) -> npt.NDArray[np.int32]:
        """Which sentence each piece stands in, numbered through all texts."""
        new = self.lemma == 0
        new[self.start[:-1][np.diff(self.start) > 0]] = True
        return np.cumsum(new, dtype=np.int32)

    @cached_property
    def lengths(self) -> Ints:
        """How many words each text has."""
        words = np.bincount(self.text, weights=self.lemma >= BREAKS, minlength=self.texts)
        return words.astype(np.int64)

    def number(self, lemma: str) -> int:
        """The number of a lemma, or -1."""
        return self._numbers.get(lemma, -1)

    @cached_property
    def _numbers(self) -> dict[str, int]:
        return {lemma: at for at, lemma in enumerate(self.lemmas)}

    def places(self, run: Sequence[int]) -> Ints:
        """Where a run of lemma numbers stands."""
        order, edges = self._by_lemma
        at = order[edges[run[0]] : edges[run[0] + 1]]
        at = at[at < len(self.lemma) - len(run) + 1]
        for step, number in enumerate(run[1:], start=1):
            at = at[(self.lemma[at + step] == number) & (self.text[at + step] == self.text[at])]
        return at

    @cached_property
    def _by_lemma(self) -> tuple[Ints, Ints]:
        """Places in the order of their lemmas, and where each lemma begins among them."""
        from scipy.sparse import csr_matrix

        n = len(self.lemma)
        shape = (len(self.lemmas), max(n, 1))  # one pass over the places, where sorting takes many
        turned = csr_matrix((np.ones(n, dtype=np.bool_), (self.lemma, np.arange(n))), shape=shape)
        return turned.indices.astype(np.int64), turned.indptr.astype(np.int64)

    @cached_property
    def _compound_places(self) -> dict[int, Ints]:
        """The texts that hold each form made of several words."""
        several = np.array([" " in form or "'" in form for form in self.forms], dtype=np.bool_)
        at = np.flatnonzero(several[self.form])
        return {int(form): self.text[at[self.form[at] == form]] for form in np.unique(self.form[at])}

    def compounds_holding(self, shape: re.Pattern[str]) -> list[Ints]:
        """The texts of the compound words in whose written form `shape` is found."""
        return [texts for form, texts in self._compound_places.items() if shape.search(self.forms[form])]

    def surfaces(self, run: Sequence[int]) -> tuple[str, ...]:
        """How a run of lemmas is written in the texts, the most frequent way first."""
        known = tuple(run)
        if known not in self._written:
            self._written[known] = self._surfaces(known)
        return self._written[known]

    @cached_property
    def _written(self) -> dict[tuple[int, ...], tuple[str, ...]]:
        return {}

    def _surfaces(self, run: tuple[int, ...]) -> tuple[str, ...]:
        at = self.places(run)
        if not len(at):
            return ()
        size = len(self.forms)
        if size ** len(run) < _KEYS:
            keys = np.zeros(len(at), dtype=np.int64)
            for step in range(len(run)):
                keys = keys * size + self.form[at + step]
            found, counts = counted_values(keys)
            kinds = np.array(_split(found, size, len(run)), dtype=np.int64)
        else:
            forms = np.stack([self.form[at + step] for step in range(len(run))], axis=1)
            kinds, counts = np.unique(forms, axis=0, return_counts=True)
        order = np.argsort(-counts, kind="stable")
        return tuple(joined(self.forms[number] for number in kinds[each]) for each in order)


def build(
    texts: Iterable[str], reading: Reading, *, step: Callable[[int], None] = lambda _done: None
) -> Index:
    """The index of texts; `step` hears how many were read, and may raise to stop."""
    return indexed(word_stream.read(texts, step=step), reading)


def indexed(stream: Stream, reading: Reading, *, step: Callable[[], None] = lambda: None) -> Index:
    """The index of a stream: the same whatever way the stream came about; `step` may raise to stop."""
    form, forms = _by_first_sight(stream)
    step()
    counts = np.bincount(form, minlength=len(forms))
    vocabulary = {name: int(counts[at]) for at, name in enumerate(forms) if at >= BREAKS}
    lemma_of = reading.lemmas_of(vocabulary, step=step)
    lemmas: dict[str, int] = {STRONG: 0, WEAK: 1}
    table = np.array(
        [0, 1, *(lemmas.setdefault(lemma_of[name], len(lemmas)) for name in forms[BREAKS:])], dtype=np.int32
    )
    step()
    form, lemma, start, forms = _compounded(form, table[form], stream.start, forms, lemmas, reading)
    step()
    names = tuple(lemmas)
    stop = np.array([at < BREAKS or reading.is_stop(name) for at, name in enumerate(names)], dtype=np.bool_)
    return Index(names, tuple(forms), stop, lemma, form, start)


def _by_first_sight(stream: Stream) -> tuple[npt.NDArray[np.int32], list[str]]:
    """The forms numbered as they come, those that no text holds any more left out."""
    n = len(stream.form)
    first = np.full(len(stream.forms), n, dtype=np.int64)
    first[stream.form[::-1]] = np.arange(n - 1, -1, -1)
    first[:BREAKS] = (-2, -1)
    order = np.argsort(first, kind="stable")
    order = order[first[order] < n]
    number = np.zeros(len(stream.forms), dtype=np.int32)
    number[order] = np.arange(len(order), dtype=np.int32)
    return number[stream.form], [stream.forms[at] for at in order.tolist()]


def _compounded(
    form: npt.NDArray[np.int32],
    lemma: npt.NDArray[np.int32],
    start: Ints,
    forms: list[str],
    lemmas: dict[str, int],
    reading: Reading,
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32], Ints, list[str]]:
    """The stream with each run that is a compound word made one piece; the longest are read first."""
    runs: dict[str, list[int]] = {}
    for name in reading.compounds:
        wanted = [lemmas.get(reading.lemma(part), -1) for part in pieces(name)]
        if len(wanted) >= 2 and -1 not in wanted:
            runs[name] = wanted
    beginning = np.zeros(max(len(lemmas), 1), dtype=np.bool_)
    beginning[[wanted[0] for wanted in runs.values()]] = True
    begins = np.flatnonzero(beginning[lemma])
    text = np.searchsorted(start, begins, side="right")  # the edge of the text that each stands in
    last = start[np.minimum(text, len(start) - 1)]
    kind = lemma[begins]
    gone = np.zeros(len(lemma), dtype=np.bool_)
    for name, wanted in sorted(runs.items(), key=lambda each: -len(each[1])):
        here = (kind == wanted[0]) & (begins + len(wanted) <= last)
        at = begins[here]
        for step, number in enumerate(wanted):
            at = at[lemma[at + step] == number]
        at = at[~gone[at] & ~gone[at + len(wanted) - 1]]
        if len(at):
            _join(form, at, len(wanted), forms)
            lemma[at] = lemmas.setdefault(name, len(lemmas))
            for step in range(1, len(wanted)):
                gone[at + step] = True
                lemma[at + step] = -1
    if not gone.any():
        return form, lemma, start, forms
    kept = np.concatenate([[0], np.cumsum(~gone)])
    return form[~gone], lemma[~gone], kept[start].astype(np.int64), forms


def _join(form: npt.NDArray[np.int32], at: Ints, length: int, forms: list[str]) -> None:
    """Give each distinct written run a form of its own."""
    runs = np.stack([form[at + step] for step in range(length)], axis=1)
    kinds, which = np.unique(runs, axis=0, return_inverse=True)
    first = len(forms)
    forms.extend(joined(forms[number] for number in kind) for kind in kinds)
    form[at] = first + which.reshape(-1)


@dataclass(frozen=True)
class Terms:
    """Which texts hold which terms: `runs` are lemma numbers, `held` the matrix texts × terms of ones."""

    runs: tuple[tuple[int, ...], ...]
    names: tuple[str, ...]
    held: csr_matrix
    lengths: Ints

    @cached_property
    def counts(self) -> Ints:
        """In how many texts each term is."""
        return counted(self.held, np.ones(self.held.shape[0], dtype=np.bool_))

    def place(self, name: str) -> int:
        """The column of a term, or -1."""
        return self._places.get(name, -1)

    @cached_property
    def _places(self) -> dict[str, int]:
        return {name: at for at, name in enumerate(self.names)}


def counted(held: Any, rows: Mask) -> Ints:
    """How many of the `rows` hold each term."""
    found: Ints = np.asarray(held.T @ rows.astype(np.float32)).round().astype(np.int64)
    return found


def terms(
    index: Index, *, longest: int = LONGEST, least: int = 2, step: Callable[[], None] = lambda: None
) -> Terms:
    """The terms said in at least `least` texts (three for runs): full words, and runs between two full words.

    `step` is called between pages of the work, and may raise to stop.
    """
    from scipy.sparse import hstack

    full = ~index.stop[index.lemma]
    size = len(index.lemmas)
    step()
    at = np.flatnonzero(full)
    single, held = _held(index, at, index.lemma[at], size, least, step)
    runs: list[tuple[int, ...]] = [(key,) for key in single.tolist()]
    parts = [held]
    for length in range(2, longest + 1):
        step()
        at = _run_places(index, full, length)
        keys = index.lemma[at].astype(np.int64)
        for gap in range(1, length):
            keys = keys * size + index.lemma[at + gap]
        step()
        at, keys = _frequent(at, keys, max(least, 3))
        step()
        found, which = _numbered(keys, size ** (length - 1), step)
        kept, held = _held(index, at, which, len(found), max(least, 3), step)
        parts.append(held)
        runs += _split(found[kept], size, length)
    step()
    every = hstack(parts, format="csr")
    step()
    names = tuple(joined(index.lemmas[number] for number in run) for run in runs)
    return Terms(tuple(runs), names, every, np.array([len(run) for run in runs], dtype=np.int64))


def _run_places(index: Index, full: Mask, length: int) -> Ints:
    """Where a run of that length can stand: no break inside, a full word at each end, one text."""
    if len(index.lemma) < length:
        return np.empty(0, dtype=np.int64)
    last = len(index.lemma) - length + 1
    good = full[:last] & full[length - 1 :] & (index.text[:last] == index.text[length - 1 :])
    for step in range(1, length - 1):
        good &= index.lemma[step : last + step] >= BREAKS
    return np.flatnonzero(good)


def _frequent(at: Ints, keys: Ints, least: int) -> tuple[Ints, Ints]:
    """The places and keys less most of those that cannot occur `least` times, by counts that several keys share."""
    bits = int(min(22, max(8, np.ceil(np.log2(len(keys) + 1)) + 1)))
    with np.errstate(over="ignore"):
        mixed = keys.astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    bucket = (mixed >> np.uint64(64 - bits)).astype(np.int64)
    enough = (np.bincount(bucket, minlength=1 << bits) >= least)[bucket]
    return at[enough], keys[enough]


def _numbered(keys: Ints, first: int, step: Callable[[], None]) -> tuple[Ints, Ints]:
    """The distinct keys, ascending, and the place of each of `keys` among them; by ranges of their first lemma."""
    slices = max(1, -(-len(keys) // _SORTED))
    lead = keys // first
    ranks = np.linspace(0, 1, slices + 1)[1:-1]
    edges = (
        np.unique(np.quantile(lead, ranks)).astype(np.int64) if slices > 1 else np.empty(0, dtype=np.int64)
    )
    part = np.searchsorted(edges, lead, side="right")
    found, which = [np.empty(0, dtype=np.int64)], np.empty(len(keys), dtype=np.int64)
    known = 0
    for each in range(len(edges) + 1):
        here = np.flatnonzero(part == each)
        kinds, places = np.unique(keys[here], return_inverse=True)
        which[here] = places.reshape(-1) + known
        known += len(kinds)
        found.append(kinds)
        step()
    return np.concatenate(found), which


def _held(
    index: Index, at: Ints, which: npt.NDArray[Any], kinds: int, least: int, step: Callable[[], None]
) -> tuple[Ints, csr_matrix]:
    """The kinds that stand in `least` texts, and the matrix texts × kinds of ones."""
    from scipy.sparse import csr_matrix

    edges = np.searchsorted(at, index.start).astype(np.int64)
    shape = (index.texts, kinds)
    ones = np.ones(len(at), dtype=np.float32)
    whole = csr_matrix((ones, which.astype(np.int32), edges), shape=shape)
    whole.sum_duplicates()
    step()
    counts = np.bincount(whole.indices, minlength=kinds)
    kept = np.flatnonzero(counts >= least)
    place = np.full(kinds, -1, dtype=np.int32)
    place[kept] = np.arange(len(kept), dtype=np.int32)
    columns = place[whole.indices]
    told = columns >= 0
    begun = np.concatenate([[0], np.cumsum(told)])[whole.indptr]
    data = np.ones(int(told.sum()), dtype=np.float32)
    return kept, csr_matrix((data, columns[told], begun), shape=(index.texts, len(kept)))


def _split(keys: Ints, size: int, length: int) -> list[tuple[int, ...]]:
    """The lemma numbers of each key."""
    found: list[list[int]] = []
    for _ in range(length):
        found.append((keys % size).tolist())
        keys = keys // size
    return list(zip(*reversed(found), strict=True))
