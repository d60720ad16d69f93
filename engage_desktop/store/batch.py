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
_PAGE_OF_NUMBERS = 64  # fewer are not looked at
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


class Numbers:
    """Whole numbers, one after the other; pages that count up by one, or say the same throughout, weigh nothing."""

    __slots__ = ("_parts", "_size")

    def __init__(self) -> None:
        self._parts: list[
            array[int] | tuple[int, int, int]
        ] = []  # plain numbers, or first, step and how many
        self._size = 0

    def __len__(self) -> int:
        """How many there are."""
        return self._size

    def append(self, value: int) -> None:
        """Put one number at the end."""
        self.extend([value])

    def extend(self, values: Iterable[int]) -> None:
        """Put numbers at the end."""
        added = values if isinstance(values, list) else list(values)
        self._size += len(added)
        if len(added) >= _PAGE_OF_NUMBERS:
            first = added[0]
            if added.count(first) == len(added):
                self._parts.append((first, 0, len(added)))
                return
            if added[-1] - first == len(added) - 1 and added == list(range(first, first + len(added))):
                self._parts.append((first, 1, len(added)))
                return
        last = self._parts[-1] if self._parts else None
        if not isinstance(last, array):
            last = array(_ID)
            self._parts.append(last)
        last.extend(added)

    def least(self) -> int:
        """The least of them; there must be one."""
        return min(part[0] if isinstance(part, tuple) else min(part) for part in self._parts if part)

    def ints(self) -> Ints:
        """The numbers as an array of numpy."""
        made = np.empty(self._size, dtype=np.int64)
        at = 0
        for part in self._parts:
            if isinstance(part, tuple):
                first, step, count = part
                made[at : at + count] = np.arange(first, first + count) if step else first
            else:
                count = len(part)
                made[at : at + count] = part
            at += count
        return made


class Columns:
    """Whole numbers by named column, the last one a moment."""

    __slots__ = ("_moments", "_numbers", "names")

    def __init__(self, names: tuple[str, ...]) -> None:
        self.names = names
        self._numbers = tuple(Numbers() for _ in names[:-1])
        self._moments = array("q")

    def __len__(self) -> int:
        """The number of rows."""
        return len(self._numbers[0])

    def add(self, *values: Iterable[int], dates: Sequence[str | None]) -> None:
        """Put values after each column, and `dates` after the last."""
        for column, more in zip(self._numbers, values, strict=True):
            column.extend(more)
        self._moments.frombytes(moments_of(dates).tobytes())

    def __getitem__(self, name: str) -> Ints:
        """A column."""
        place = self.names.index(name)
        return ints(self._moments) if place == len(self._numbers) else self._numbers[place].ints()


class Labels(dict[str, int]):
    """The number of each label, the next free one when it is met for the first time."""

    __slots__ = ()

    def __missing__(self, label: str) -> int:
        made = self[label] = len(self)
        return made


@dataclass(slots=True)
class Described:
    """One attribute: who has it, and which of `labels`."""

    who: Numbers = field(default_factory=Numbers)
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

    participants: Numbers = field(default_factory=Numbers)
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
        return any(each.who.least() < participant for each in self.attributes.values() if len(each.who))


def kind_number(kind: str) -> int:
    """The place of a kind of verbatim in `models.verbatims.KINDS`."""
    return _KIND[kind]


def ints(values: array[int] | Numbers) -> Ints:
    """The numbers as an array of numpy."""
    if isinstance(values, Numbers):
        return values.ints()
    return np.array(values, dtype=np.int64)
