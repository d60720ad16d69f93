"""Texts on their way into a study: the turns of interviews, and the verbatims of any import.

Binding None, or bytes, costs ten times what binding a number does (the driver looks for an adapter each time): so
0, -1 and "" go in for nothing, and hashes as byte arrays.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import Any

from engage_desktop.models.codes import MemoTarget
from engage_desktop.models.sources import InterviewProfile, RowProblem, TurnRecord
from engage_desktop.models.speakers import is_code
from engage_desktop.store import memos, search, studies
from engage_desktop.store.batch import Batch, kind_number
from engage_desktop.store.database import Session
from engage_desktop.store.people import People
from engage_desktop.store.soundness import text_hash

PAGE = 2_000  # records written at once: between two pages « Arrêter » is heard
_VERBATIM = (
    "INSERT INTO verbatim (id, uid, kind, ref, text, hash, participant_id, response_id, question_id, source_id,"
    " external_id, said_at, title, channel, thread, link, language, speaker, interviewer, heading, sheet, row,"
    ' "column", start_ms, end_ms, position, written_id, said_written_id)'
    " VALUES (?, nullif(?, ''), ?, ?, ?, ?, nullif(?, 0), nullif(?, 0), nullif(?, 0), ?, nullif(?, ''),"
    " nullif(?, ''), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, nullif(?, -1), nullif(?, -1), ?, nullif(?, 0), nullif(?, 0))"
)
LIVE = "source_id IN (SELECT id FROM source WHERE removed_at IS NULL)"
JOINED = "turns.joined"  # setting: for each turn that went into another, the uids of both
_INTERVIEWER = 18  # its place in a row


@dataclass(slots=True)
class Tally:
    """How the rows of one import ended."""

    imported: int = 0
    updated: int = 0
    duplicates: int = 0
    verbatims: int = 0
    skipped: list[RowProblem] = field(default_factory=list)

    @property
    def rows(self) -> int:
        """Every row of the file, one way or another."""
        return self.imported + self.updated + self.duplicates + len(self.skipped)


class Texts:
    """The verbatims of one import, waiting to be written, indexed and counted."""

    def __init__(self, session: Session, batch: Batch) -> None:
        self._session = session
        self._batch = batch
        self._next = int(session.sql("SELECT coalesce(max(id), 0) + 1 FROM verbatim").scalar() or 1)
        self._rows: list[tuple[Any, ...]] = []

    def add(self, uid: str, kind: str, ref: str, text: str, rest: tuple[Any, ...]) -> int:
        """Take one text; gives its id.

        `rest` follows the columns of the table from `participant_id`; 0, -1 and "" stand for nothing.
        """
        made = self._next
        self._next += 1
        self._rows.append((made, uid, kind, ref, text, bytearray(text_hash(text)), *rest))
        return made

    def flush(self) -> None:
        """Write and index what is waiting."""
        rows, self._rows = self._rows, []
        self._session.bulk("verbatim", _VERBATIM, rows)
        search.index(self._session, ((row[0], row[4]) for row in rows))
        counted = [row for row in rows if not row[_INTERVIEWER]]
        self._batch.verbatims.add(
            [row[0] for row in counted],
            [kind_number(row[2]) for row in counted],
            [row[9] for row in counted],
            [row[8] for row in counted],
            [row[7] for row in counted],
            [row[6] for row in counted],
            dates=[row[11] for row in counted],
        )


class Speakers:
    """Who answers in one interview: one participant, or as many as its turns tell apart; all have its attributes."""

    def __init__(
        self, people: People, interview: str, label: str, attributes: tuple[tuple[str, str], ...]
    ) -> None:
        self._people, self._interview, self._label = people, interview, label
        self._attributes = attributes
        self._known: dict[str, int] = {}
        self._several = 0

    def of(self, turn: TurnRecord) -> int:
        """The participant who says the turn; nobody (0) for the interviewer."""
        if turn.interviewer:
            return 0
        if turn.participant not in self._known:
            self._known[turn.participant] = self._have(turn)
        return self._known[turn.participant]

    def _have(self, turn: TurnRecord) -> int:
        pseudonym = self._label
        if turn.participant:
            self._several += 1
            pseudonym = interview_label(turn.participant, 0, otherwise=f"{self._label}-{self._several}")
        who = self._people.find(f"interview:{turn.participant or self._interview}", pseudonym=pseudonym)
        for name, value in self._attributes:
            self._people.describe(who, self._people.attribute(name), value)
        return who


class TurnLoader:
    """Takes the turns of one interview; the interviewer's own are kept beside, never counted as verbatims."""

    def __init__(self, session: Session, source: int, profile: InterviewProfile) -> None:
        self.tally = Tally()
        self.batch = Batch()
        self._session, self._source, self._profile = session, source, profile
        self._people, self._texts = People(session, source), Texts(session, self.batch)
        self._known = known_uids(session)
        self._label = interview_label(profile.participant, next_number(session, "E-"))
        self._turn = 0
        self._notes: list[tuple[int, str]] = []
        self._speakers = Speakers(self._people, profile.participant, self._label, profile.attributes)

    def take(self, record: TurnRecord) -> None:
        """Take one turn; what becomes of it is in the tally."""
        self._turn += 1
        uids = [
            uid_of("turn", self._profile.participant, speaker, str(record.row), record.text)
            for speaker in (record.written, record.speaker)  # older studies know a turn by the latter
        ]
        if record.repeats or any(uid in self._known for uid in uids):
            self.tally.duplicates += 1
            return
        rest = turn_row(
            record, who=self._speakers.of(record), source=self._source, held_on=self._profile.held_on or "", title="",
            label=self._label, language=self._profile.language, number=self._turn,
        )  # fmt: skip
        made = self._texts.add(uids[0], "turn", f"{self._label} § {self._turn}", record.text, rest)
        self._notes += [(made, note) for note in record.notes]
        self.tally.imported += 1
        self.tally.verbatims += not record.interviewer

    @property
    def only_added(self) -> bool:
        """Whether the batch says all: nothing that was there before has changed."""
        return not self.batch.describes_before(self._people.first)

    def flush(self) -> None:
        """Write what is waiting; what was written beside a turn becomes its memo."""
        self._people.flush(self.batch)
        self._texts.flush()
        memos.add(self._session, self._notes)
        if self._profile.note and self.tally.imported:
            memos.add(self._session, [(self._source, self._profile.note)], target=MemoTarget.SOURCE)
        self._notes = []


def uid_of(*parts: str | None) -> str:
    """What makes a text the same one in the next file."""
    return hashlib.blake2b("\x1f".join(part or "" for part in parts).encode(), digest_size=16).hexdigest()


def known_uids(session: Session) -> dict[str, int]:
    """The texts that are there by their uid; a turn that was joined to another is there, in the other."""
    rows = session.rows(f"SELECT uid, id FROM verbatim WHERE uid IS NOT NULL AND {LIVE}")  # noqa: S608 - our own text
    known: dict[str, int] = dict(rows)
    joined: dict[str, str] = json.loads(studies.setting(session, JOINED) or "{}")
    for uid, into in joined.items():
        kept, seen = into, {uid}
        while kept in joined and kept not in seen:  # it was joined again since
            seen.add(kept)
            kept = joined[kept]
        if uid not in known and kept in known:
            known[uid] = known[kept]
    return known


def next_number(session: Session, prefix: str) -> int:
    """The first number that no reference beginning with `prefix` has."""
    last = session.sql(
        "SELECT max(CAST(substr(ref, ?) AS INTEGER)) FROM verbatim WHERE ref LIKE ? AND response_id IS NULL",
        (len(prefix) + 1, prefix + "%"),
    ).scalar()
    return int(last or 0) + 1


def interview_label(participant: str, free: int, *, otherwise: str = "") -> str:
    """« E-07 »: the notes' own label when it is one that tells no name, else the one of the `free` number."""
    said = participant.strip()
    return said if is_code(said) else otherwise or f"E-{free:02d}"


def turn_row(
    turn: TurnRecord,
    *,
    who: int,
    source: int,
    held_on: str,
    title: str,
    label: str,
    language: str,
    number: int,
) -> tuple[Any, ...]:
    """What `Texts.add` takes of a turn; the interviewer's own are nobody's."""
    return (
        0 if turn.interviewer else who, 0, 0, source, "", held_on, title, "", label, "", language, turn.speaker,
        int(turn.interviewer), turn.heading, str(turn.page or ""), turn.row, "", _or(turn.start_ms, -1),
        _or(turn.end_ms, -1), number, 0, 0,
    )  # fmt: skip


def _or(value: int | None, other: int) -> int:
    return other if value is None else value
