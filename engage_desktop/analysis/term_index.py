"""The index of words: which lemma stands where in which text, and the terms (one to three lemmas) that texts hold.

Texts become one stream of numbers, so that counting two hundred thousand of them is a matter of sorting arrays.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from engage_desktop.analysis.words import Reading, is_break, joined, pieces

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Ints = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
_PAGE = 2000
LONGEST = 3
_BREAKS = 2  # the first numbers of the vocabulary: a strong break, a weak one


class _Numbers(dict[str, int]):
    """A number for each piece, given at first sight; every break is 0 (strong) or 1 (weak)."""

    def __init__(self) -> None:
        super().__init__({".": 0, ",": 1})
        self.forms: list[str] = [".", ","]

    def __missing__(self, piece: str) -> int:
        kind = is_break(piece)
        if kind:
            number = 0 if kind == "." else 1
        else:
            number = len(self.forms)
            self.forms.append(piece)
        self[piece] = number
        return number


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
        words = np.bincount(self.text, weights=self.lemma >= _BREAKS, minlength=self.texts)
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
        order = np.argsort(self.lemma, kind="stable")
        edges = np.searchsorted(self.lemma[order], np.arange(len(self.lemmas) + 1))
        return order, edges.astype(np.int64)

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
        at = self.places(run)
        if not len(at):
            return ()
        forms = np.stack([self.form[at + step] for step in range(len(run))], axis=1)
        kinds, counts = np.unique(forms, axis=0, return_counts=True)
        order = np.argsort(-counts, kind="stable")
        return tuple(joined(self.forms[number] for number in kinds[each]) for each in order)


def build(
    texts: Iterable[str], reading: Reading, *, step: Callable[[int], None] = lambda _done: None
) -> Index:
    """The index of texts; `step` hears how many were read, and may raise to stop."""
    numbers = _Numbers()
    stream, ends = array("i"), array("q", [0])
    for done, text in enumerate(texts):
        if done % _PAGE == 0:
            step(done)
        stream.extend(map(numbers.__getitem__, pieces(text)))
        ends.append(len(stream))
    form = np.frombuffer(stream, dtype=np.int32) if len(stream) else np.empty(0, dtype=np.int32)
    return _lemmatised(form, np.array(ends, dtype=np.int64), numbers.forms, reading)


def _lemmatised(form: npt.NDArray[np.int32], start: Ints, forms: list[str], reading: Reading) -> Index:
    counts = np.bincount(form, minlength=len(forms))
    vocabulary = {name: int(counts[at]) for at, name in enumerate(forms) if at >= _BREAKS}
    lemma_of = reading.lemmas_of(vocabulary)
    lemmas: dict[str, int] = {".": 0, ",": 1}
    table = np.array(
        [0, 1, *(lemmas.setdefault(lemma_of[name], len(lemmas)) for name in forms[_BREAKS:])], dtype=np.int32
    )
    lemma = table[form]
    form, lemma, start, forms = _compounded(form.copy(), lemma, start, list(forms), lemmas, reading)
    names = tuple(lemmas)
    stop = np.array([at < _BREAKS or reading.is_stop(name) for at, name in enumerate(names)], dtype=np.bool_)
    return Index(names, tuple(forms), stop, lemma, form, start)


def _compounded(
    form: npt.NDArray[np.int32],
    lemma: npt.NDArray[np.int32],
    start: Ints,
    forms: list[str],
    lemmas: dict[str, int],
    reading: Reading,
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32], Ints, list[str]]:
    """The stream with each run that is a compound word made one piece; the longest are read first."""
    text = np.repeat(np.arange(len(start) - 1), np.diff(start))
    gone = np.zeros(len(lemma), dtype=np.bool_)
    runs = {name: pieces(name) for name in reading.compounds}
    for name, parts in sorted(runs.items(), key=lambda each: -len(each[1])):
        wanted = [lemmas.get(reading.lemma(part), -1) for part in parts]
        if len(parts) < 2 or -1 in wanted:
            continue
        at = np.flatnonzero(lemma[: len(lemma) - len(parts) + 1] == wanted[0])
        for step, number in enumerate(wanted[1:], start=1):
            at = at[(lemma[at + step] == number) & (text[at + step] == text[at])]
        at = at[~gone[at] & ~gone[np.minimum(at + len(parts) - 1, len(gone) - 1)]]
        if len(at):
            _join(form, at, len(parts), forms)
            lemma[at] = lemmas.setdefault(name, len(lemmas))
            for step in range(1, len(parts)):
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

    `step` is called between two lengths of runs, and may raise to stop.
    """
    full = ~index.stop[index.lemma]
    keys, texts = index.lemma[full].astype(np.int64), index.text[full].astype(np.int64)
    pages = [_kept(keys, texts, least, index.texts)]
    runs: list[tuple[int, ...]] = [(int(key),) for key in pages[0][0]]
    parts = [pages[0][1:]]
    size = len(index.lemmas)
    for length in range(2, longest + 1):
        step()
        at = _run_places(index, full, length)
        key = index.lemma[at].astype(np.int64)
        for gap in range(1, length):
            key = key * size + index.lemma[at + gap]
        found, column, text = _kept(key, index.text[at].astype(np.int64), max(least, 3), index.texts)
        parts.append((column + len(runs), text))
        runs += [_split(int(each), size, length) for each in found]
    return _matrix(index, runs, parts)


def _run_places(index: Index, full: Mask, length: int) -> Ints:
    """Where a run of that length can stand: no break inside, a full word at each end, one text."""
    if len(index.lemma) < length:
        return np.empty(0, dtype=np.int64)
    last = len(index.lemma) - length + 1
    good = full[:last] & full[length - 1 :] & (index.text[:last] == index.text[length - 1 :])
    for step in range(1, length - 1):
        good &= index.lemma[step : last + step] >= _BREAKS
    return np.flatnonzero(good)


def _kept(keys: Ints, texts: Ints, least: int, n: int) -> tuple[Ints, Ints, Ints]:
    """The keys that occur in `least` texts, and the pairs (column, text), each once."""
    found, which = np.unique(keys, return_inverse=True)
    pairs = np.unique(which.astype(np.int64) * n + texts) if len(keys) else np.empty(0, dtype=np.int64)
    column, text = pairs // max(n, 1), pairs % max(n, 1)
    enough = np.bincount(column, minlength=len(found)) >= least
    place = np.cumsum(enough) - 1
    kept = enough[column] if len(column) else np.empty(0, dtype=np.bool_)
    return found[enough], place[column[kept]], text[kept]


def _split(key: int, size: int, length: int) -> tuple[int, ...]:
    found: list[int] = []
    for _ in range(length):
        key, rest = divmod(key, size)
        found.append(rest)
    return tuple(reversed(found))


def _matrix(index: Index, runs: list[tuple[int, ...]], parts: list[tuple[Ints, Ints]]) -> Terms:
    from scipy.sparse import csr_matrix

    columns = np.concatenate([part[0] for part in parts])
    texts = np.concatenate([part[1] for part in parts])
    ones = np.ones(len(columns), dtype=np.float32)
    held = csr_matrix((ones, (texts, columns)), shape=(index.texts, len(runs)))
    names = tuple(joined(index.lemmas[number] for number in run) for run in runs)
    return Terms(tuple(runs), names, held, np.array([len(run) for run in runs], dtype=np.int64))
