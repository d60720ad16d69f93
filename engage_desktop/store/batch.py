"""What one import wrote, kept as plain numbers until it is put after the coded columns.

Arrays of machine integers: a tuple per row would weigh ten times as much.
"""

from __future__ import annotations

import datetime as dt
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from engage_desktop.models.verbatims import KINDS

Ints = npt.NDArray[np.int64]

NO_MOMENT = np.iinfo(np.int64).min
NO_ANSWER = 255  # nothing there
MISSING_POINTS = {"dont_know": 254, "not_applicable": 253, "refused": 252}  # by models.sources.Missing
LAST_POINT = 251
RESPONSE_COLUMNS = ("id", "survey", "wave", "source", "participant", "moment")
VERBATIM_COLUMNS = ("id", "kind", "source", "question", "response", "participant", "moment")

_EPOCH = dt.datetime(1970, 1, 1)  # noqa: DTZ001 - local wall-clock times, as the file wrote them
_PLAIN = frozenset((10, 16, 19))  # lengths of an ISO day, minute and second without a zone
_ID = "i"  # ids count rows: four bytes are enough for two thousand million
_KIND = {kind.value: number for number, kind in enumerate(KINDS)}


def moment_of(text: str | None) -> int:
    """Seconds since 1970 of an ISO date or time, its zone put aside; `NO_MOMENT` for None."""
    if not text:
        return int(NO_MOMENT)
    parsed = dt.datetime.fromisoformat(text).replace(tzinfo=None)
    return int((parsed - _EPOCH).total_seconds())


def moments_of(texts: Sequence[str | None]) -> Ints:
    """`moment_of` each; dates without a zone are read by numpy, twenty times faster."""
    said = [text or "NaT" for text in texts]
    if not set(map(len, said)) <= _PLAIN | {3}:
        return np.fromiter(map(moment_of, texts), dtype=np.int64, count=len(texts))
    return np.array(said, dtype="datetime64[s]").astype(np.int64)  # NaT is the least of all, as NO_MOMENT


class Columns:
    """Whole numbers by named column, the last one a moment."""

    __slots__ = ("_arrays", "names")

    def __init__(self, names: tuple[str, ...]) -> None:
        self.names = names
        self._arrays = tuple(array("q" if name == "moment" else _ID) for name in names)

    def __len__(self) -> int:
        """The number of rows."""
        return len(self._arrays[0])

    def add(self, *values: Iterable[int], dates: Sequence[str | None]) -> None:
        """Put values after each column, and `dates` after the last."""
        for column, more in zip(self._arrays, values, strict=False):
            column.extend(more)
        self._arrays[-1].frombytes(moments_of(dates).tobytes())

    def __getitem__(self, name: str) -> Ints:
        """A column."""
        return ints(self._arrays[self.names.index(name)])


class Labels(dict[str, int]):
    """The number of each label, the next free one when it is met for the first time."""

    __slots__ = ()

    def __missing__(self, label: str) -> int:
        made = self[label] = len(self)
        return made


@dataclass(slots=True)
class Described:
    """One attribute: who has it, and which of `labels`."""

    who: array[int] = field(default_factory=lambda: array(_ID))
    value: array[int] = field(default_factory=lambda: array(_ID))
    labels: Labels = field(default_factory=Labels)


@dataclass(slots=True)
class Scored:
    """The points given to one question: the responses, ascending, and a point or one of `MISSING_POINTS`."""

    response: array[int] = field(default_factory=lambda: array(_ID))
    point: array[int] = field(default_factory=lambda: array(_ID))


@dataclass(slots=True)
class Batch:
    """What an import wrote: rows with ids above all that were there before it."""

    participants: array[int] = field(default_factory=lambda: array(_ID))
    attributes: dict[int, Described] = field(default_factory=dict)
    responses: Columns = field(default_factory=lambda: Columns(RESPONSE_COLUMNS))
    scores: dict[int, Scored] = field(default_factory=dict)
    verbatims: Columns = field(default_factory=lambda: Columns(VERBATIM_COLUMNS))

    def describe(self, values: Iterable[tuple[int, int, str]]) -> None:
        """Note attributes, as (participant, attribute, value)."""
        for who, attribute, value in values:
            self.describe_all(attribute, (who,), (value,))

    def describe_all(self, attribute: int, who: Sequence[int], values: Sequence[str | None]) -> None:
        """Note one attribute of many participants; None says nothing of its participant."""
        kept = self.attributes.get(attribute)
        if kept is None:
            kept = self.attributes[attribute] = Described()
        if None in values:
            pairs = [(key, value) for key, value in zip(who, values, strict=True) if value is not None]
            who, values = [key for key, _ in pairs], [value for _, value in pairs]
        kept.who.extend(who)
        kept.value.extend(map(kept.labels.__getitem__, values))  # type: ignore[arg-type] # None was left out

    def describes_before(self, participant: int) -> bool:
        """Whether it describes somebody whose id is below `participant`."""
        return any(min(each.who) < participant for each in self.attributes.values())


def kind_number(kind: str) -> int:
    """The place of a kind of verbatim in `models.verbatims.KINDS`."""
    return _KIND[kind]


def ints(values: array[int]) -> Ints:
    """The numbers as an array of numpy."""
    return np.array(values, dtype=np.int64)
