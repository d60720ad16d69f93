"""Participants of the other study: known by the hash of who they are, or by what they said in both."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from engage_desktop.models import tables
from engage_desktop.models.folding import fold
from engage_desktop.models.merging import MergeKind
from engage_desktop.store import journal
from engage_desktop.store.database import Session
from engage_desktop.store.merging.account import Account
from engage_desktop.store.merging.paging import pages
from engage_desktop.store.merging.sources import Sources

_INSERT = (
    "INSERT INTO participant (id, uid, pseudonym, key_hash, source_id) VALUES (?, ?, ?, nullif(?, ''), ?)"
)
_ATTRIBUTE = "INSERT INTO participant_attribute (participant_id, attribute_id, value) VALUES (?, ?, ?)"
_NUMBERED = re.compile(r"P-\d+")


class People:
    """Who of the other study is who here, by its ids; those that are new are written before what they said."""

    def __init__(self, ours: Session, theirs: Session, sources: Sources, account: Account) -> None:
        self.of: dict[int, int] = {}
        self._ours, self._theirs, self._sources, self._account = ours, theirs, sources, account
        self._by_hash = dict(ours.rows("SELECT key_hash, id FROM participant WHERE key_hash IS NOT NULL"))
        self._rows = {
            key: (pseudonym, hashed or "", source or 0)
            for key, pseudonym, hashed, source in theirs.rows(
                "SELECT id, pseudonym, key_hash, source_id FROM participant"
            )
        }
        for key, (_pseudonym, hashed, _source) in self._rows.items():
            if hashed in self._by_hash:
                self.of[key] = self._by_hash[hashed]
        self._next = int(ours.sql("SELECT coalesce(max(id), 0) + 1 FROM participant").scalar_one())
        self._made: list[int] = []
        self._met: set[int] = set()
        self._waiting: list[tuple[object, ...]] = []

    def same(self, theirs: int | None, ours: int | None) -> None:
        """They said the same thing: they are one, unless their hashes tell them apart."""
        if theirs is not None and ours is not None:
            self._met.add(theirs)
            if self._rows[theirs][1] not in self._by_hash:
                self.of.setdefault(theirs, ours)

    def here(self, theirs: int | None, source: int, *, label: tuple[str, str] = ("", "")) -> int | None:
        """The participant here, new when unknown. `label` is what their interview was called, and is called here."""
        if theirs is None:
            return None
        self._met.add(theirs)
        if theirs not in self.of:
            pseudonym, hashed, _source = self._rows[theirs]
            made = self.of[theirs] = self._next
            self._next += 1
            self._made.append(theirs)
            before, after = label
            if _NUMBERED.fullmatch(pseudonym):
                pseudonym = f"P-{made:04d}"
            elif before and (pseudonym == before or pseudonym.startswith(f"{before}-")):
                pseudonym = after + pseudonym[len(before) :]
            self._waiting.append((made, f"{source}-{made}", pseudonym, hashed, source))
        return self.of[theirs]

    def flush(self) -> None:
        """Write those that wait."""
        self._ours.bulk("participant", _INSERT, self._waiting)
        self._waiting = []

    def describe(self) -> None:
        """Give everybody the attributes that they have there and lack here."""
        fresh = set(self._made)
        attributes = self._attributes()
        for page in pages(sorted(self._met)):
            told = self._told(self._theirs, page)
            known = self._told(
                self._ours, [self.of[key] for key in page if key in self.of and key not in fresh]
            )
            added: list[tuple[object, ...]] = []
            completed: list[tuple[object, ...]] = []
            for key in page:
                here = self.of.get(key)
                if here is None:
                    continue
                mine = {attributes[name]: value for name, value in told.get(key, {}).items()}
                has = {attributes[name]: value for name, value in known.get(here, {}).items()}
                rows = [(here, attribute, value) for attribute, value in mine.items() if attribute not in has]
                if key in fresh:
                    added += rows
                    self._account.add(MergeKind.PARTICIPANT)
                    continue
                self._tell(mine, has)
                completed += rows
                if rows:
                    self._account.complete(MergeKind.PARTICIPANT)
                else:
                    self._account.know(MergeKind.PARTICIPANT)
            self._ours.bulk("participant_attribute", _ATTRIBUTE, added)
            with journal.recording(self._ours):
                self._ours.bulk("participant_attribute", _ATTRIBUTE, list(dict.fromkeys(completed)))

    def _tell(self, mine: dict[int, str], has: dict[int, str]) -> None:
        for attribute, value in mine.items():
            if has.get(attribute, value) != value:
                name = self._ours.sql("SELECT name FROM attribute WHERE id = ?", (attribute,)).scalar_one()
                self._account.remark("kept_merge_attribute", at=str(name), theirs=value, ours=has[attribute])

    def _attributes(self) -> dict[str, int]:
        """The attributes here by their names there; those that are missing are made."""
        known = {fold(name): key for name, key in self._ours.rows("SELECT name, id FROM attribute")}
        found = {}
        both = [name for (name,) in self._ours.rows("SELECT name FROM attribute")]
        both += [name for (name,) in self._theirs.rows("SELECT name FROM attribute ORDER BY position, id")]
        for name in both:
            if fold(name) not in known:
                known[fold(name)] = self._ours.insert(tables.attribute, name=name, position=len(known))
            found[name] = known[fold(name)]
        return found

    def _told(self, session: Session, keys: Iterable[int]) -> dict[int, dict[str, str]]:
        found: dict[int, dict[str, str]] = {}
        for key, name, value in session.rows(
            "SELECT c.participant_id, a.name, c.value FROM json_each(?) j JOIN participant_attribute c"
            " ON c.participant_id = j.value JOIN attribute a ON a.id = c.attribute_id",
            (json.dumps(list(keys)),),
        ):
            found.setdefault(key, {})[name] = value
        return found
