"""Codings of the other study: each goes to its very words, under the name of who made it."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from typing import Any

from engage_desktop.models.merging import MergeKind
from engage_desktop.store import codes, journal
from engage_desktop.store.database import Session
from engage_desktop.store.merging.account import Account
from engage_desktop.store.merging.codebook import Codebook
from engage_desktop.store.merging.paging import pages
from engage_desktop.store.merging.past import Past
from engage_desktop.store.merging.standing import Part, Span, Stand, stands
from engage_desktop.store.merging.texts import Texts
from engage_desktop.store.soundness import text_hash
from engage_desktop.store.texts import LIVE

_INSERT = (
    'INSERT INTO coding (uid, verbatim_id, code_id, coder_id, start, "end", hash, created_at)'
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)
_READ = (
    'SELECT c.uid, c.verbatim_id, c.code_id, c.coder_id, c.start, c."end", c.hash, c.created_at, v.text'
    " FROM json_each(?) j JOIN coding c ON c.id = j.value JOIN verbatim v ON v.id = c.verbatim_id ORDER BY c.id"
)
Place = tuple[int, int, int, int, int]  # verbatim, code, coder, start and end, -1 for the whole


class Coders:
    """Their coders by their ids, entered here under their names when they bring something."""

    def __init__(self, ours: Session, theirs: Session) -> None:
        self._ours = ours
        self._names = dict(theirs.rows("SELECT id, name FROM coder"))
        self._of: dict[int, int] = {}

    def here(self, theirs: int) -> int:
        """The coder here."""
        if theirs not in self._of:
            self._of[theirs] = int(codes.coder(self._ours, self._names[theirs]))
        return self._of[theirs]

    def name(self, theirs: int | None) -> str:
        """What a coder is called; "" when nobody is named."""
        return "" if theirs is None else str(self._names[theirs])


class Codings:
    """Puts their codings on our verbatims."""

    def __init__(
        self,
        ours: Session,
        theirs: Session,
        texts: Texts,
        book: Codebook,
        coders: Coders,
        account: Account,
        past: Past,
    ) -> None:
        self._ours, self._theirs, self._texts, self._book = ours, theirs, texts, book
        self._coders, self._account, self._past = coders, account, past
        self._uids = {uid for (uid,) in ours.rows("SELECT uid FROM coding")}
        self._placed: set[Place] = set()

    def bring(self, step: Callable[[int], None]) -> None:
        """Write those that are not here."""
        keys = [
            key
            for (key,) in self._theirs.rows(
                f"SELECT c.id FROM coding c JOIN verbatim v ON v.id = c.verbatim_id AND v.{LIVE} ORDER BY c.id"  # noqa: S608
            )
        ]
        for page in pages(keys):
            step(len(page))
            rows = self._theirs.rows(_READ, (json.dumps(list(page)),))
            here = {found[0] for row in rows if (found := self._texts.here(row[1])) is not None}
            before = _standing(self._ours, here)
            written: list[tuple[Any, ...]] = []
            for row in rows:
                written += self._one(row, before)
            with journal.recording(self._ours):
                self._ours.bulk("coding", _INSERT, written)

    def _one(self, row: tuple[Any, ...], before: set[Place]) -> list[tuple[Any, ...]]:
        uid, verbatim, code, coder, start, end, digest, at, said = row
        found = self._texts.here(verbatim)
        if found is None:
            return []  # of a source or a survey that is not read: told there
        if uid in self._uids:
            self._account.know(MergeKind.CODING)
            return []
        if self._past.took_away("coding", uid):
            self._account.leave(
                MergeKind.CODING, "merge_withdrawn", at=self._book.name(code), theirs=said[start:end]
            )
            return []
        span = None if start is None else (start, end)
        places = [(found[0], span, digest)]
        if not found[1]:
            places = [
                self._placed_at(each) for each in self._stands(found[0], said, span, self._book.name(code))
            ]
        written: list[tuple[Any, ...]] = []
        for key, stood, quoted in places:
            place = (key, self._book.need(code), self._coders.here(coder), *(stood or (-1, -1)))
            if place in before or place in self._placed:
                continue
            self._placed.add(place)
            kept = uuid.uuid5(uuid.NAMESPACE_OID, f"{uid} {place}").hex if written else uid
            written.append((kept, *place[:3], *(stood or (None, None)), quoted, at))
        if written:
            self._account.add(MergeKind.CODING)
        else:
            self._account.know(MergeKind.CODING)
        return written

    def _stands(self, here: int, said: str, span: Span | None, code: str) -> tuple[Stand, ...]:
        """Where a passage is in ours, whose text is not the same; one whose words left is told."""
        text, kind, source, title, row, ref = self._ours.rows(
            "SELECT text, kind, source_id, title, row, ref FROM verbatim WHERE id = ?", (here,)
        )[0]
        parts = [Part(here, row, text)]
        if kind == "turn":
            parts = self._texts.documents.parts(source, title)
        at = next(place for place, part in enumerate(parts) if part.id == here)
        found = stands(said, span, parts, at, turns=kind == "turn")
        if any(each.lost for each in found):
            quote = said if span is None else said[span[0] : span[1]]
            self._account.remark("kept_code_on_whole", at=ref, row=row, theirs=quote, ours=code)
        return found

    def _placed_at(self, stand: Stand) -> tuple[int, Span | None, bytes]:
        text = stand.part.text if stand.span is None else stand.part.text[stand.span[0] : stand.span[1]]
        return stand.part.id, stand.span, text_hash(text)


def _standing(session: Session, verbatims: set[int]) -> set[Place]:
    return {
        (row[0], row[1], row[2], row[3], row[4])
        for row in session.rows(
            'SELECT c.verbatim_id, c.code_id, c.coder_id, coalesce(c.start, -1), coalesce(c."end", -1)'
            " FROM json_each(?) j JOIN coding c ON c.verbatim_id = j.value",
            (json.dumps(sorted(verbatims)),),
        )
    }
