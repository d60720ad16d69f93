"""Participants as an import meets them: known again by a hash of who they are, never by their name."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from engage_desktop.models import tables
from engage_desktop.models.folding import fold
from engage_desktop.store.batch import Batch
from engage_desktop.store.database import Session

_INSERT = (
    "INSERT INTO participant (id, uid, pseudonym, key_hash, source_id) VALUES (?, ?, ?, nullif(?, ''), ?)"
)
_ATTRIBUTE = (
    "INSERT INTO participant_attribute (participant_id, attribute_id, value) VALUES (?, ?, ?)"
    " ON CONFLICT DO UPDATE SET value = excluded.value"
)


class People:
    """The participants of one import: found again or made, and written in bulk.

    The identity in the file (an address, a name, a handle) is kept only as a hash keyed by the study, enough to
    know the same person again in the next file.
    """

    def __init__(self, session: Session, source: int) -> None:
        self._session = session
        self._source = source
        self._secret = str(session.sql("SELECT uid FROM study").scalar() or "").encode()
        self.first = self._next = int(
            session.sql("SELECT coalesce(max(id), 0) + 1 FROM participant").scalar() or 1
        )
        self._known: dict[str, int] = dict(
            session.rows("SELECT key_hash, id FROM participant WHERE key_hash IS NOT NULL")
        )
        self._attributes: dict[str, int] = {}
        self._people: list[tuple[int, str, str, str, int]] = []
        self._values: list[tuple[int, int, str]] = []
        self._spread: list[tuple[int, int, str]] = []

    def find(self, identity: str | None, *, pseudonym: str = "") -> int:
        """The participant of that identity, new when unknown; always new when there is no identity."""
        if identity is None:
            return self._add(None, pseudonym)
        key = self.key(identity)
        known = self._known.get(key)
        return self._add(key, pseudonym) if known is None else known

    def key(self, identity: str) -> str:
        """The hash that stands for an identity in this study."""
        plain = " ".join(fold(identity).split())
        return hashlib.blake2b(plain.encode(), digest_size=16, key=self._secret[:64]).hexdigest()

    def _add(self, key: str | None, pseudonym: str) -> int:
        made = self._next
        self._next += 1
        if key is not None:
            self._known[key] = made
        self._people.append(
            (made, f"{self._source}-{made}", pseudonym or f"P-{made:04d}", key or "", self._source)
        )
        return made

    def attribute(self, name: str) -> int:
        """The attribute of that name, accents and case ignored, made when missing."""
        if not self._attributes:
            rows = self._session.rows("SELECT name, id FROM attribute")
            self._attributes = {fold(known): key for known, key in rows}
        key = fold(name)
        if key not in self._attributes:
            position = len(self._attributes)
            self._attributes[key] = self._session.insert(tables.attribute, name=name, position=position)
        return self._attributes[key]

    def describe(self, participant: int, attribute: int, value: str) -> None:
        """Note an attribute of a participant."""
        self._values.append((participant, attribute, value))

    def describe_as(
        self, attributes: Sequence[int], described: Sequence[tuple[int, tuple[str | None, ...]]], batch: Batch
    ) -> None:
        """Note the same attributes of many participants, and what is said of each, in the batch too."""
        if not described or not attributes:
            return
        self._spread += [
            (who, attribute, value)
            for who, values in described
            for attribute, value in zip(attributes, values, strict=True)
            if value is not None
        ]
        who = [each[0] for each in described]
        for attribute, values in zip(
            attributes, zip(*(each[1] for each in described), strict=True), strict=True
        ):
            batch.describe_all(attribute, who, values)

    def flush(self, batch: Batch) -> None:
        """Write what is waiting, and note it in the batch."""
        batch.participants.extend([person[0] for person in self._people])
        batch.describe(self._values)
        self._session.bulk("participant", _INSERT, self._people)
        self._session.bulk("participant_attribute", _ATTRIBUTE, self._values)
        self._session.bulk("participant_attribute", _ATTRIBUTE, self._spread)
        self._people, self._values, self._spread = [], [], []
