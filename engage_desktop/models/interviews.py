"""An interview as it was said: every turn in its order, those of the interviewer among them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from engage_desktop.models.ids import ParticipantId, SourceId, VerbatimId
from engage_desktop.models.verbatims import VerbatimRow


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn: what a list shows of it, who says it, under which question of the guide, and when.

    Times are milliseconds in the recording, or None. The interviewer's turns are no verbatims: they carry no
    sentiment, and codes on them count nowhere.
    """

    row: VerbatimRow
    speaker: str
    interviewer: bool
    heading: str
    start_ms: int | None
    end_ms: int | None
    participant: ParticipantId | None
    memo: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who answers: a pseudonym, and what is known of them."""

    id: ParticipantId
    pseudonym: str
    attributes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Interview:
    """One conversation from beginning to end. `label` is what its references begin with (« E-07 »)."""

    source: SourceId
    file: str
    title: str  # the document's name in the study that it came from, or ""
    label: str
    held_on: dt.date | None
    people: tuple[Person, ...]
    turns: tuple[Turn, ...]

    def place(self, verbatim: int) -> int:
        """Where a turn stands in it, or -1."""
        return next((at for at, turn in enumerate(self.turns) if turn.row.id == verbatim), -1)

    @property
    def speakers(self) -> tuple[str, ...]:
        """Who speaks, in order of appearance."""
        return tuple(dict.fromkeys(turn.speaker for turn in self.turns if turn.speaker))

    def said_like(self, turn: Turn) -> tuple[VerbatimId, ...]:
        """Every turn of who says this one: a turn without name is one of the interviewer's, or of whoever answers."""
        who = (turn.speaker, turn.interviewer)
        return tuple(each.row.id for each in self.turns if (each.speaker, each.interviewer) == who)


@dataclass(frozen=True, slots=True)
class InterviewLine:
    """What a list of interviews shows of one."""

    source: SourceId
    file: str
    title: str
    label: str
    first: VerbatimId
    turns: int
    speakers: tuple[str, ...]
