"""Interviews of both studies: their turns in order, and what each is called here."""

from __future__ import annotations

import re

from engage_desktop.store.database import Session
from engage_desktop.store.merging.standing import Part
from engage_desktop.store.texts import LIVE

_NUMBERED = re.compile(r"E-(\d+)")


class Documents:
    """Ours as they were before the merge, and the labels of theirs that come in."""

    def __init__(self, ours: Session, theirs: Session) -> None:
        self._ours = ours
        self._parts: dict[tuple[int, str], list[Part]] = {}
        named = f"SELECT DISTINCT thread, ref FROM verbatim WHERE kind = 'turn' AND {LIVE}"  # noqa: S608
        self._taken = {_label(*row) for row in ours.rows(named)}
        self._refs = {ref for _thread, ref in ours.rows(named)}
        both = self._taken | {_label(*row) for row in theirs.rows(named)}
        numbers = [int(found[1]) for label in both if (found := _NUMBERED.fullmatch(label))]
        self._next = max(numbers, default=0) + 1
        self._labels: dict[tuple[int, str], tuple[str, str]] = {}

    def parts(self, source: int, title: str) -> list[Part]:
        """The turns of a document of ours, in order."""
        key = source, title
        if key not in self._parts:
            rows = self._ours.rows(
                "SELECT id, row, text FROM verbatim WHERE kind = 'turn' AND source_id = ? AND title = ?"
                " ORDER BY position, id",
                key,
            )
            self._parts[key] = [Part(*row) for row in rows]
        return self._parts[key]

    def find(self, source: int, title: str, row: int, text: str) -> int | None:
        """The place in a document of ours where the words of a turn of theirs are, cut otherwise; None when nowhere."""
        parts = self.parts(source, title)
        same = [place for place, part in enumerate(parts) if part.row == row]
        for places in (same, range(len(parts))):
            found = next((place for place in places if text in parts[place].text), None)
            if found is not None:
                return found
        inside = (place for place in same if parts[place].text in text)
        return next(inside, same[0] if same else None)

    def label(self, source: int, title: str, thread: str, ref: str) -> tuple[str, str]:
        """What a document of theirs is called there, and what it will be here: « E-03 » may be another's."""
        key = source, title
        if key not in self._labels:
            before = _label(thread, ref)
            after = before
            if before in self._taken and _NUMBERED.fullmatch(before):
                after, self._next = f"E-{self._next:02d}", self._next + 1
            self._taken.add(after)
            self._labels[key] = before, after
        return self._labels[key]

    def ref(self, ref: str, label: tuple[str, str]) -> str:
        """The reference of a turn here, one that no other has."""
        before, after = label
        wished = after + ref[len(before) :] if ref.startswith(before) else ref
        found, number = wished, 2
        while found in self._refs and not _shared_code(after):
            found, number = f"{wished}.{number}", number + 1
        self._refs.add(found)
        return found


def _label(thread: str, ref: str) -> str:
    return thread or ref.partition(" § ")[0]


def _shared_code(label: str) -> bool:
    """Whether the label is a code of the team's own (« P3 »), which several documents may bear."""
    return _NUMBERED.fullmatch(label) is None
