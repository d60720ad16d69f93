"""The responses of a survey by the id that its tool gave them."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable

_LENGTH = 16  # of a content hash
_SMALLEST = 1 << 12  # places of a table of hashes

Row = tuple[str, int, bytes]


class Hashes:
    """Which texts were met, by their hashes alone: eight bytes a place where a set of texts takes a hundred.

    It may take one text for another, once in many billions: who is told yes must look again.
    """

    __slots__ = ("_free", "_last", "_table")

    def __init__(self, places: int = _SMALLEST) -> None:
        self._table = array("q", bytes(8 * places))  # 0: nothing there
        self._last = places - 1
        self._free = places * 5 // 8

    def met(self, text: str) -> bool:
        """Whether the text, or one of the same hash, was met before; it is from now on."""
        value = hash(text) or 1
        table, last = self._table, self._last
        at = value & last
        while kept := table[at]:
            if kept == value:
                return True
            at = (at + 1) & last
        table[at] = value
        self._free -= 1
        if not self._free:
            self._widen()
        return False

    def _widen(self) -> None:
        before = self._table
        places = 2 * len(before)
        self._table = table = array("q", bytes(8 * places))
        self._last = last = places - 1
        self._free += (places - len(before)) * 5 // 8
        for value in before:
            if value:
                at = value & last
                while table[at]:
                    at = (at + 1) & last
                table[at] = value


class Known:
    """For each of the tool's ids, our id and the hash of what was said.

    `rows` were there before. Of those that are new in this file only the ids are kept, for hardly any comes twice;
    when one does, `recall` gives again all that the file brought so far.
    """

    __slots__ = ("_contents", "_fresh", "_keys", "_places", "_recall", "_settled")

    def __init__(self, rows: Iterable[Row], recall: Callable[[], Iterable[Row]]) -> None:
        self._places: dict[str, int] = {}
        self._keys = array("q")
        self._contents = bytearray()
        self._fresh = Hashes()
        self._recall = recall
        self._settled = False
        for external, key, content in rows:
            self._keep(external, key, content)

    def get(self, external: str) -> tuple[int, bytes] | None:
        """Our id and the content of that response, None when it is new; then it is for `put` to know it."""
        place = self._places.get(external)
        if place is None and not self._settled and self._fresh.met(external):
            self._fresh = Hashes()
            self._settled = True  # ids do come twice here: from now on all is kept
            for row in self._recall():
                self._keep(*row)
            place = self._places.get(external)
        if place is None:
            return None
        return self._keys[place], bytes(self._contents[place * _LENGTH : (place + 1) * _LENGTH])

    def put(self, external: str, key: int, content: bytes) -> None:
        """Know a response that `get` was asked for, or what it says now."""
        if self._settled or external in self._places:
            self._keep(external, key, content)

    def _keep(self, external: str, key: int, content: bytes) -> None:
        place = self._places.setdefault(external, len(self._keys))
        if place == len(self._keys):
            self._keys.append(key)
            self._contents += content
        else:
            self._keys[place] = key
            self._contents[place * _LENGTH : (place + 1) * _LENGTH] = content
