"""The verb upon interviews: their turns in order, cut, joined, given to who said them."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from engage_desktop.cli import opening, output, status
from engage_desktop.cli.output import Document
from engage_desktop.cli.parser import CallError
from engage_desktop.models.ids import SourceId, VerbatimId
from engage_desktop.models.interviews import Interview, Turn
from engage_desktop.store.database import Session
from engage_desktop.wording import tn, tr
from engage_desktop.wording.typography import named, recorded


def turns(call: argparse.Namespace) -> int:
    """List the turns of the interviews in order, or change one of them."""
    if call.split is not None:
        return _split(call)
    if call.at is not None:
        raise CallError(tr("--at va avec --split."))
    if call.join is not None:
        return _join(call)
    if call.turn:
        return _give(call)
    if call.speaker or call.interviewer:
        raise CallError(tr("--speaker et --interviewer vont avec --turn."))
    with opening.session(call.study) as session:
        if call.json:
            items = (_interview(each) for each in _wanted(session, call.source))
            output.document_of_many({}, "interviews", items)
        else:
            for interview in _wanted(session, call.source):
                _say(interview)
    return status.DONE


def _wanted(session: Session, source: int | None) -> Iterator[Interview]:
    from engage_desktop.store import interviews, sources

    if source is not None:
        sources.source(session, SourceId(source))  # refuses one that is not there
    for line in interviews.interviews(session):
        if source in (None, int(line.source)):
            yield interviews.around(session, int(line.first))


def _split(call: argparse.Namespace) -> int:
    from engage_desktop.operations import turns as operations

    if call.at is None:
        raise CallError(tr("--split va avec --at, la place du caractère qui commence la seconde partie."))
    with opening.writing(call.study) as study:
        made = operations.split(study, VerbatimId(call.split), call.at, coder=call.coder)
    return _said(
        call, {"kept": call.split, "made": int(made)}, tr("Tour de parole coupé : n° {made}.", made=int(made))
    )


def _join(call: argparse.Namespace) -> int:
    from engage_desktop.operations import turns as operations

    with opening.writing(call.study) as study:
        kept = operations.join(study, VerbatimId(call.join), coder=call.coder)
    return _said(call, {"kept": int(kept)}, tr("Tours de parole joints : n° {kept}.", kept=int(kept)))


def _give(call: argparse.Namespace) -> int:
    from engage_desktop.operations import turns as operations
    from engage_desktop.store import turns as store

    with opening.writing(call.study) as study:
        with study.read() as session:
            known = store.get(session, call.turn[0])
        name = call.speaker or known.speaker or tr("Intervieweur")
        ids = [VerbatimId(each) for each in call.turn]
        changed = operations.change_speaker(study, ids, name, interviewer=call.interviewer, coder=call.coder)
    many = tn("{n} tour de parole", "{n} tours de parole", changed)
    return _said(call, {"changed": changed}, tr("{many} changé de locuteur.", many=many))


def _said(call: argparse.Namespace, document: Document, words: str) -> int:
    if call.json:
        output.document(document)
    else:
        output.say(words)
    return status.DONE


def _interview(interview: Interview) -> Document:
    return {
        "source_id": int(interview.source),
        "file": interview.file,
        "title": interview.title or None,
        "label": interview.label,
        "date": None if interview.held_on is None else interview.held_on.isoformat(),
        "participants": [
            {"pseudonym": person.pseudonym, "attributes": dict(person.attributes)}
            for person in interview.people
        ],
        "turns": [
            _turn(turn, {person.id: person.pseudonym for person in interview.people})
            for turn in interview.turns
        ],
    }


def _turn(turn: Turn, people: dict[int, str]) -> Document:
    return {
        "id": int(turn.row.id),
        "ref": turn.row.ref,
        "speaker": turn.speaker or None,
        "interviewer": turn.interviewer,
        "participant": None if turn.participant is None else people.get(turn.participant),
        "heading": turn.heading or None,
        "start_ms": turn.start_ms,
        "end_ms": turn.end_ms,
        "text": turn.row.text,
        "codes": len(turn.row.codings),
    }


def _say(interview: Interview) -> None:
    name = interview.title or interview.file
    output.say(output.plain(f"{interview.label} — {name}"))
    heading = ""
    for turn in interview.turns:
        if turn.heading and turn.heading != heading:
            heading = turn.heading
            output.say()
            output.say(output.plain(heading))
        at = "" if turn.start_ms is None else f" [{recorded(turn.start_ms)}]"
        asks = tr(" (pose les questions)") if turn.interviewer else ""
        who = f"{turn.row.id}{at} {turn.speaker or '—'}{asks}"
        output.say(output.plain(named(who, turn.row.text)))
    output.say()


VERBS = {"turns": turns}
