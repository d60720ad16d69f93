"""Interviews read in order: the turns of one share their source and the name of their document, "" when it is alone."""

from __future__ import annotations

import datetime as dt
import json

from engage_desktop.errors import EngageError, Reason
from engage_desktop.models.ids import ParticipantId, SourceId, VerbatimId
from engage_desktop.models.interviews import Interview, InterviewLine, Person, Turn
from engage_desktop.store import verbatims
from engage_desktop.store.database import Session

_PAGE = 2000


def around(session: Session, verbatim: int) -> Interview:
    """The interview that a turn belongs to, whole; raises when there is no turn of that id."""
    found = session.rows(
        "SELECT v.source_id, v.title, f.file FROM verbatim v JOIN source f ON f.id = v.source_id"
        " WHERE v.id = ? AND v.kind = 'turn' AND f.removed_at IS NULL",
        (int(verbatim),),
    )
    if not found:
        raise EngageError(Reason.TURN_UNKNOWN, id=int(verbatim))
    source, title, file = found[0]
    rows = session.rows(
        "SELECT id, speaker, interviewer, heading, start_ms, end_ms, participant_id, thread, said_at"
        " FROM verbatim WHERE kind = 'turn' AND source_id = ? AND title = ? ORDER BY position, id",
        (source, title),
    )
    ids = [row[0] for row in rows]
    pages = (ids[at : at + _PAGE] for at in range(0, len(ids), _PAGE))
    listed = {row.id: row for page in pages for row in verbatims.page(session, page)}
    memos = _memos(session, source, title)
    turns = tuple(
        Turn(
            listed[VerbatimId(key)], speaker, bool(asks), heading, start, end,
            None if who is None else ParticipantId(who), memos.get(key, ""),
        )
        for key, speaker, asks, heading, start, end, who, _thread, _said_at in rows
    )  # fmt: skip
    said_at = next((row[8] for row in rows if row[8]), None)
    return Interview(
        source=SourceId(source),
        file=file,
        title=title,
        label=next((row[7] for row in rows if row[7]), ""),
        held_on=None if said_at is None else dt.date.fromisoformat(said_at[:10]),
        people=_people(
            session, list(dict.fromkeys(t.participant for t in turns if t.participant is not None))
        ),
        turns=turns,
    )


def interviews(session: Session) -> tuple[InterviewLine, ...]:
    """Every interview of the study, in the order in which they came."""
    rows = session.rows(
        "SELECT v.source_id, v.title, f.file, v.id, v.thread, v.speaker FROM verbatim v"
        " JOIN source f ON f.id = v.source_id AND f.removed_at IS NULL"
        " WHERE v.kind = 'turn' ORDER BY v.source_id, v.title, v.position, v.id"
    )
    found: dict[tuple[int, str], list[tuple[str, int, str, str]]] = {}
    for source, title, file, key, thread, speaker in rows:
        found.setdefault((source, title), []).append((file, key, thread, speaker))
    return tuple(
        InterviewLine(
            SourceId(source),
            lines[0][0],
            title,
            next((line[2] for line in lines if line[2]), ""),
            VerbatimId(lines[0][1]),
            len(lines),
            tuple(dict.fromkeys(line[3] for line in lines if line[3])),
        )
        for (source, title), lines in found.items()
    )


def _memos(session: Session, source: int, title: str) -> dict[int, str]:
    rows = session.rows(
        "SELECT m.target_id, m.text FROM memo m JOIN verbatim v ON v.id = m.target_id"
        " WHERE m.target = 'verbatim' AND v.kind = 'turn' AND v.source_id = ? AND v.title = ? ORDER BY m.id DESC",
        (source, title),
    )
    return dict(rows)


def _people(session: Session, ids: list[ParticipantId]) -> tuple[Person, ...]:
    wanted = json.dumps([int(each) for each in ids])
    named = dict(
        session.rows(
            "SELECT p.id, p.pseudonym FROM participant p JOIN json_each(?) j ON p.id = j.value", (wanted,)
        )
    )
    told: dict[int, list[tuple[str, str]]] = {}
    for key, name, value in session.rows(
        "SELECT c.participant_id, a.name, c.value FROM participant_attribute c JOIN json_each(?) j"
        " ON c.participant_id = j.value JOIN attribute a ON a.id = c.attribute_id ORDER BY a.position, a.id",
        (wanted,),
    ):
        told.setdefault(key, []).append((name, value))
    return tuple(Person(each, named.get(int(each), ""), tuple(told.get(int(each), ()))) for each in ids)
