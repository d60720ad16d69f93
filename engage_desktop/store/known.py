"""The responses of a survey by the id that its tool gave them."""

from __future__ import annotations

from array import array
from collections.abc import Iterable

_LENGTH = 16  # of a content hash


class Known:
    """For each of the tool's ids, our id and the hash of what was said; half the weight of a tuple for each."""

    __slots__ = ("_contents", "_keys", "_places")

    def __init__(self, rows: Iterable[tuple[str, int, bytes]]) -> None:
        self._places: dict[str, int] = {}
        self._keys = array("q")
        self._contents = bytearray()
        for external, key, content in rows:
            self.put(external, key, content)

    def get(self, external: str) -> tuple[int, bytes] | None:
        """Our id and the content of that response, None when it is new."""
        place = self._places.get(external)
        if place is None:
            return None
        return self._keys[place], bytes(self._contents[place * _LENGTH : (place + 1) * _LENGTH])

    def put(self, external: str, key: int, content: bytes) -> None:
        """Know a response, or what it says now."""
        place = self._places.setdefault(external, len(self._keys))
        if place == len(self._keys):
            self._keys.append(key)
            self._contents += content
        else:
            self._keys[place] = key
            self._contents[place * _LENGTH : (place + 1) * _LENGTH] = content
