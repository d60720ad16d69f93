"""The words of a study: their index, kept while the texts stay the same, and the choices that a team makes of them."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Hashable, Sequence
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import TypeVar, cast

import numpy as np
import numpy.typing as npt

from engage_desktop.analysis import copies, term_index, word_stream
from engage_desktop.analysis.term_index import Index, Terms
from engage_desktop.analysis.word_stream import Stream
from engage_desktop.analysis.words import Reading, words
from engage_desktop.models import filters
from engage_desktop.models.filters import quoted
from engage_desktop.models.indicators import Behind
from engage_desktop.models.themes import OwnWords, Term
from engage_desktop.models.words import pattern
from engage_desktop.progress import Progress
from engage_desktop.store import columns, filtering, journal, studies, wordings
from engage_desktop.store.database import Session, Study

SETTING = "themes.words"
# What decides which texts are live: an act on these makes the index out of date.
_READ = frozenset({"source", "survey", "question", "verbatim"})
MOST_FORMS = 24
_REMEMBERED = 12
_HELD = 400  # terms whose verbatims are remembered, a bit each
_PATIENCE = 0.1  # seconds between two looks at whether to stop, while another thread makes the index
_PART = 0.02  # of what is left, that a page of counting stands for
_SHARE = 2  # reading is half of the work

T = TypeVar("T")
Ints = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Lexis:
    """The index of every live verbatim, in the order of the coded columns, and the terms that they hold.

    `copy_of` is, for each, the place of the first text that it copies (its own place when it copies none).
    """

    own: OwnWords
    index: Index
    terms: Terms
    copy_of: Ints
    _memory: dict[Hashable, object] = field(default_factory=dict, compare=False, repr=False)
    _held: dict[tuple[int, ...], npt.NDArray[np.uint8]] = field(
        default_factory=dict, compare=False, repr=False
    )

    def remembered(self, key: Hashable, make: Callable[[], T]) -> T:
        """What was made of these words under `key`, made when missing; the oldest of many gives way."""
        if key not in self._memory:
            value = make()
            while len(self._memory) >= _REMEMBERED:
                self._memory.pop(next(iter(self._memory)), None)
            self._memory[key] = value
            return value
        return cast("T", self._memory[key])

    @cached_property
    def original(self) -> Mask:
        """Which verbatims copy no other."""
        found: Mask = self.copy_of == np.arange(len(self.copy_of))
        return found

    def term(self, place: int) -> Term:
        """A term as it is shown, with the FILTER term of its verbatims."""
        run = self.terms.runs[place]
        surfaces = self.index.surfaces(run)
        name = self.terms.names[place] if len(run) == 1 else surfaces[0]
        return Term(name, word_filter(surfaces))

    def behind(self, place: int, within: Mask, expression: str, *terms: str) -> Behind:
        """The verbatims of `within` in which the FILTER of a term finds it, under its expression.

        They are those counted and, of a word, also those that hold it inside a compound word.
        """
        return Behind(_joined(expression, *terms), int((self.holding(place) & within).sum()))

    def holding(self, place: int) -> Mask:
        """Which verbatims the FILTER of a term selects."""
        return self.holding_run(self.terms.runs[place])

    def holding_run(self, run: tuple[int, ...]) -> Mask:
        """The same of any run of lemmas."""
        bits = self._held.get(run)
        if bits is None:
            while len(self._held) >= _HELD:
                self._held.pop(next(iter(self._held)), None)
            bits = self._held[run] = np.packbits(self._found(run))
        return np.unpackbits(bits, count=self.index.texts).view(np.bool_)

    def _found(self, run: tuple[int, ...]) -> Mask:
        mask = np.zeros(self.index.texts, dtype=np.bool_)
        mask[self.index.text[self.index.places(run)]] = True
        shape = pattern(self.index.surfaces(run)[:MOST_FORMS])
        for texts in self.index.compounds_holding(shape) if shape is not None else ():
            mask[texts] = True
        return mask

    def find(self, said: str) -> tuple[int, ...]:
        """The run of lemmas that a person means by a word or an expression; empty when no text holds it."""
        reading = Reading(self.own)
        whole = self.index.number(said.lower().strip())
        if whole > 1:
            return (whole,)
        parts = words(said)
        lemmas = reading.lemmas_of(dict.fromkeys(parts, 1))
        numbers = tuple(self.index.number(lemmas[part]) for part in parts)
        return () if -1 in numbers or not numbers else numbers


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def word_filter(surfaces: Sequence[str]) -> str:
    """The FILTER term that selects what holds one of these written forms."""
    return "mot:" + ",".join(quoted(each) for each in surfaces[:MOST_FORMS])


def own_words(session: Session) -> OwnWords:
    """What the study changes in the reading of words."""
    kept = json.loads(studies.setting(session, SETTING, "{}"))
    return OwnWords(
        tuple(kept.get("stop", ())),
        tuple(kept.get("kept", ())),
        tuple((form, lemma) for form, lemma in kept.get("lemmas", ())),
        tuple(kept.get("compounds", ())),
    )


def put_own_words(study: Study, own: OwnWords) -> OwnWords:
    """Read words as the team says from now on; one act. Gives what is kept: lower case, each once."""
    tidy = OwnWords(
        _tidy(own.stop),
        _tidy(own.kept),
        tuple({_plain(form): _plain(lemma) for form, lemma in own.lemmas if form and lemma}.items()),
        _tidy(own.compounds),
    )
    with study.write() as session, journal.act(session, "theme.words"):
        studies.put_setting(session, SETTING, json.dumps(asdict(tidy), ensure_ascii=False))
    return tidy


def _tidy(said: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for each in said if (word := _plain(each))))


def _plain(word: str) -> str:
    return " ".join(word.lower().replace("’", "'").split())


def lexis(session: Session, *, progress: Progress | None = None) -> Lexis:
    """The index of the study's words, made when the team's words changed, brought up to date when texts did."""
    own = own_words(session)
    ids, prints = session.cache.get("lexis.texts", _READ, lambda: _texts(session))
    shelf = session.cache.get("lexis", frozenset(), _Shelf)
    return shelf.of(session, own, ids, prints, progress or Progress())


def _texts(session: Session) -> tuple[Ints, Ints]:
    return columns.verbatims(session).id, wordings.fingerprints(session)


class _Shelf:
    """Room for one index, and the stream that it was made of; two threads never make it twice.

    A mark, a flag or a code on a verbatim leaves its text, and so the index, as it is.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: Lexis | None = None
        self._stream = word_stream.EMPTY
        self._ids: Ints = np.empty(0, dtype=np.int64)
        self._prints: Ints = np.empty(0, dtype=np.int64)

    def of(self, session: Session, own: OwnWords, ids: Ints, prints: Ints, progress: Progress) -> Lexis:
        """The index of these texts read with these words."""
        while not self._lock.acquire(timeout=_PATIENCE):
            progress.step(0, 0, "words")  # whoever waits for another thread can be stopped too
        try:
            same = np.array_equal(ids, self._ids) and np.array_equal(prints, self._prints)
            if self._kept is None or not same or self._kept.own != own:
                steps = _Steps(progress, len(ids))
                if not same:
                    self._kept = None
                    self._stream = self._read(session, ids, prints, steps)
                    self._ids, self._prints = ids, prints
                self._kept = _made(session, own, ids, self._stream, steps)
            return self._kept
        finally:
            self._lock.release()

    def _read(self, session: Session, ids: Ints, prints: Ints, steps: _Steps) -> Stream:
        """The stream of these texts; only those that are new or were changed are read."""
        rows = columns.places(self._ids, ids)
        rows[(rows >= 0) & (self._prints[rows] != prints if len(self._ids) else False)] = -1
        new = rows < 0
        fresh = word_stream.read(
            wordings.texts(session, ids[new]), known=self._stream, step=lambda done: steps.told(done / _SHARE)
        )
        if new.all():
            return fresh
        return word_stream.rearranged(self._stream, rows, fresh, np.cumsum(new) - 1)


class _Steps:
    """How far the making of an index is: half of it is reading, the other half counting terms and finding copies."""

    def __init__(self, progress: Progress, texts: int) -> None:
        self._progress, self._texts = progress, texts
        self._done = 0

    def told(self, done: float) -> None:
        """So many texts were read."""
        self._done = max(self._done, min(round(done), self._texts))
        self._progress.step(self._done, self._texts, "words")

    def counting(self) -> None:
        """Another page was counted."""
        self.told(self._done + (self._texts - self._done) * _PART)


def _made(session: Session, own: OwnWords, ids: Ints, stream: Stream, steps: _Steps) -> Lexis:
    steps.told(len(ids) / _SHARE)
    index = term_index.indexed(stream, Reading(own), step=steps.counting)
    terms = term_index.terms(index, step=steps.counting)
    steps.counting()

    def texts(places: Sequence[int]) -> list[str]:
        said = wordings.texts_of(session, [int(ids[place]) for place in places])
        return [said[int(ids[place])][1] for place in places]

    copy_of = copies.groups(index, texts, step=lambda _done: steps.counting())
    steps.told(len(ids))
    return Lexis(own, index, terms, copy_of)


def selected(session: Session, expression: str) -> Mask:
    """Which live verbatims a FILTER selects."""
    return filtering.verbatim_mask(session, filters.parse(expression))
