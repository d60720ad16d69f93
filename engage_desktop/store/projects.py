"""Bringing another study in: its codes found again or made, its documents as turns, its codings on them.

Texts are written in bulk, as those of every import, and go with their source. Codes, codings and memos are noted for
the journal: taking the import back takes them back too, and leaves what was there before.
"""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from engage_desktop.models.codes import MemoTarget
from engage_desktop.models.folding import fold
from engage_desktop.models.ids import CodeId, SourceId
from engage_desktop.models.projects import StudyCode, StudyDocument, TurnCoding
from engage_desktop.models.sources import RowProblem, TurnRecord
from engage_desktop.store import codes, journal, memos, studies
from engage_desktop.store.batch import Batch
from engage_desktop.store.database import Session
from engage_desktop.store.passages import found_again, spread
from engage_desktop.store.people import People
from engage_desktop.store.soundness import text_hash
from engage_desktop.store.texts import (
    Speakers,
    Tally,
    Texts,
    interview_label,
    known_uids,
    next_number,
    turn_row,
    uid_of,
)

MADE = "codes.made_by_source"  # setting: for each import, the codes that it made
_CODING = (
    'INSERT INTO coding (uid, verbatim_id, code_id, coder_id, start, "end", hash, created_at)'
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
)
Place = tuple[int, int, int, int, int]  # verbatim, code, coder, start and end, -1 for the whole


class ProjectLoader:
    """Takes the codes and documents of one study. Nothing that is there already comes twice."""

    def __init__(self, session: Session, source: SourceId, *, coder: str) -> None:
        self.tally = Tally()
        self.batch = Batch()
        self.codes = self.codings = 0
        self.lost: list[RowProblem] = []
        self._session, self._source, self._coder = session, int(source), coder
        self._people, self._texts = People(session, int(source)), Texts(session, self.batch)
        self._known = known_uids(session)
        self._first = int(session.sql("SELECT coalesce(max(id), 0) + 1 FROM verbatim").scalar() or 1)
        self._number = next_number(session, "E-")
        self._codes: dict[str, int] = {}
        self._tree = {
            (parent or 0, fold(name)): key
            for key, name, parent in session.rows("SELECT id, name, parent_id FROM code")
        }
        self._coders: dict[str, int] = {}
        self._places: set[Place] = set()
        self._made: list[int] = []
        self._waiting: list[tuple[Any, ...]] = []
        self._notes: list[tuple[int, str]] = []
        codes.coder(session, coder)  # before the coders of the other study: the first one is who codes here

    def codebook(self, book: Sequence[StudyCode]) -> None:
        """Have the codes of the other study, parents first; one under itself goes to the top."""
        waiting = list(book)
        while waiting:
            unborn = {code.key for code in waiting}
            ready = [code for code in waiting if code.parent not in unborn] or waiting
            for code in ready:
                self._have(code)
            waiting = [code for code in waiting if code.key not in self._codes]

    def take_code(self, code: StudyCode) -> None:
        """Take a code as a row of its own: of a codebook without documents."""
        if self._have(code):
            self.tally.imported += 1
        else:
            self.tally.duplicates += 1

    def take(self, document: StudyDocument) -> None:
        """Take one document; what becomes of it is in the tally."""
        before = len(self._known), self.codings
        known = sum(self._uid(document, turn) in self._known for turn in document.turns)
        keys = self._turns(document)
        for coding in document.codings:
            self._code(keys[coding.turn], document.turns[coding.turn], coding)
        self.lost += document.lost
        added, coded = len(self._known) - before[0], self.codings - before[1]
        if not known:
            self.tally.imported += 1
        elif added or coded:
            self.tally.updated += 1
        else:
            self.tally.duplicates += 1

    def flush(self) -> None:
        """Write what is waiting: texts before the codings on them."""
        self._people.flush(self.batch)
        self._texts.flush()
        with journal.recording(self._session):
            self._session.bulk("coding", _CODING, self._waiting)
            memos.add(self._session, self._notes)
        self._waiting, self._notes = [], []

    def finish(self, memo: str) -> None:
        """Keep what the other study says of itself, and which codes it brought."""
        with journal.recording(self._session):
            if memo:
                memos.add(self._session, [(self._source, memo)], target=MemoTarget.SOURCE)
            if self._made:
                kept = json.loads(studies.setting(self._session, MADE) or "{}")
                kept[str(self._source)] = self._made
                studies.put_setting(self._session, MADE, json.dumps(kept))

    @property
    def only_added(self) -> bool:
        """Whether the batch says all: nothing that was there before has changed."""
        return not self.batch.describes_before(self._people.first)

    def _have(self, code: StudyCode) -> bool:
        """Find the code among its siblings, or make it; whether it was made."""
        parent = self._codes.get(code.parent)
        place = (parent or 0, fold(code.name))
        found = self._tree.get(place)
        if found is not None:
            self._codes[code.key] = found
            return False
        with journal.recording(self._session):
            above = None if parent is None else CodeId(parent)
            color = code.color or (codes.next_color(self._session) if above is None else 1)
            made = codes.insert(self._session, code.name, parent=above, color=color, key="")
            if code.description:
                codes.update(
                    self._session, made, name=None, color=None, key=None, description=code.description
                )
        self._codes[code.key] = self._tree[place] = int(made)
        self._made.append(int(made))
        self.codes += 1
        return True

    def _turns(self, document: StudyDocument) -> list[int]:
        """The ids of the turns of the document, those that are new written."""
        fresh = [turn for turn in document.turns if self._uid(document, turn) not in self._known]
        label = interview_label(document.participant, self._number) if fresh else ""
        self._number += label == f"E-{self._number:02d}"
        speakers = Speakers(self._people, document.participant, label, document.attributes)
        keys = []
        for number, turn in enumerate(document.turns, start=1):
            uid = self._uid(document, turn)
            if uid not in self._known:
                rest = turn_row(
                    turn, who=speakers.of(turn), source=self._source, held_on=document.held_on or "",
                    title=document.name, label=label, language="", number=number,
                )  # fmt: skip
                self._known[uid] = self._texts.add(uid, "turn", f"{label} § {number}", turn.text, rest)
                self._notes += [(self._known[uid], note) for note in turn.notes]
                self.tally.verbatims += not turn.interviewer
            keys.append(self._known[uid])
        return keys

    def _uid(self, document: StudyDocument, turn: TurnRecord) -> str:
        return uid_of("study", document.name, str(turn.row), turn.text)

    def _code(self, verbatim: int, turn: TurnRecord, coding: TurnCoding) -> None:
        span = None if coding.start is None or coding.end is None else (coding.start, coding.end)
        places = [Standing(verbatim, turn.text, span)]
        if verbatim < self._first:
            places = as_it_stands(self._session, verbatim, turn.text, span)
        for each in places:
            quote = each.text if each.span is None else each.text[each.span[0] : each.span[1]]
            place = (
                each.verbatim,
                self._codes[coding.code],
                self._who(coding.coder),
                *(each.span or (-1, -1)),
            )
            if place in self._places or self._is_there(place):
                continue
            self._places.add(place)
            now = dt.datetime.now().astimezone().isoformat(timespec="seconds")
            self._waiting.append(
                (uuid.uuid4().hex, *place[:3], *(each.span or (None, None)), text_hash(quote), now)
            )
            self.codings += 1

    def _is_there(self, place: Place) -> bool:
        found = self._session.rows(
            "SELECT 1 FROM coding WHERE verbatim_id = ? AND code_id = ? AND coder_id = ?"
            ' AND coalesce(start, -1) = ? AND coalesce("end", -1) = ?',
            place,
        )
        return bool(found)

    def _who(self, name: str) -> int:
        name = name.strip() or self._coder
        if name not in self._coders:
            self._coders[name] = int(codes.coder(self._session, name))
        return self._coders[name]


@dataclass(frozen=True, slots=True)
class Standing:
    """A passage, None for all of it, in a verbatim whose words are `text`."""

    verbatim: int
    text: str
    span: tuple[int, int] | None


def as_it_stands(session: Session, verbatim: int, said: str, span: tuple[int, int] | None) -> list[Standing]:
    """A passage of a text that was there already, in the verbatims as they are now: turns are cut and joined by hand.

    A passage whose words have left it stays as a code on the whole verbatim.
    """
    text, kind, source, title, row = session.rows(
        "SELECT text, kind, source_id, title, row FROM verbatim WHERE id = ?", (verbatim,)
    )[0]
    if text == said:
        return [Standing(verbatim, text, span)]
    start, end = span or (0, len(said))
    whole = found_again(said, text, start, end)
    if whole is None and kind == "turn":
        parts = session.rows(
            "SELECT id, text FROM verbatim WHERE kind = 'turn' AND source_id = ? AND title = ? AND row = ?"
            " ORDER BY position, id",
            (source, title, row),
        )
        found = spread(said, [part[1] for part in parts], start, end)
        if found:
            return [
                Standing(
                    parts[at][0],
                    parts[at][1],
                    None if span is None and (low, high) == (0, len(parts[at][1])) else (low, high),
                )
                for at, low, high in found
            ]
    return [Standing(verbatim, text, None if whole == (0, len(text)) else whole)]


def withdraw_codes(session: Session, source: SourceId) -> None:
    """Take away the codes that an import made and that nothing else uses: no other verbatim, no code under them."""
    kept = json.loads(studies.setting(session, MADE) or "{}")
    made = [int(key) for key in kept.pop(str(int(source)), [])]
    if not made:
        return
    used = {
        key
        for (key,) in session.rows(
            "SELECT DISTINCT c.code_id FROM coding c JOIN verbatim v ON v.id = c.verbatim_id WHERE v.source_id <> ?",
            (int(source),),
        )
    }
    for key in reversed(made):
        children = session.rows("SELECT 1 FROM code WHERE parent_id = ? LIMIT 1", (key,))
        known = session.rows("SELECT 1 FROM code WHERE id = ?", (key,))
        if known and not children and key not in used:
            codes.delete(session, CodeId(key))
    studies.put_setting(session, MADE, json.dumps(kept))
