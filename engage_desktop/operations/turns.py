"""Turns of interviews put right by hand: cut, joined, given to who said them. Each is one act, undone as one."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager

from engage_desktop.errors import EngageError, Reason
from engage_desktop.models.ids import VerbatimId
from engage_desktop.operations.coding import default_coder
from engage_desktop.store import codes, interviews, journal, turns
from engage_desktop.store.batch import Batch
from engage_desktop.store.database import Session, Study


def split(study: Study, verbatim: VerbatimId, at: int, *, coder: str = "") -> VerbatimId:
    """Cut a turn before its code point number `at`; gives the second part.

    A code on all of the turn is on both parts, a passage goes where its words go, one that was cut is on both sides.
    Raises TURN_UNKNOWN, and TURN_AT_ITS_END when a side would hold no word.
    """
    with study.write() as session:
        turn = turns.get(session, verbatim)
        with _act(session, "turn.split", coder, ref=turn.ref):
            made = turns.split(session, turn, at)
    return VerbatimId(made)


def join(study: Study, verbatim: VerbatimId, *, by: int = 1, coder: str = "") -> VerbatimId:
    """Join a turn with the next one (1) or the one before (-1); gives the turn that holds both.

    Raises TURN_UNKNOWN, and TURN_ALONE when there is none on that side.
    """
    with study.write() as session:
        turn = turns.get(session, verbatim)
        other = turns.neighbour(session, turn, 1 if by > 0 else -1)
        first, second = (turn, other) if by > 0 else (other, turn)
        with _act(session, "turn.join", coder, ref=first.ref, other=second.ref):
            turns.join(session, first, second)
    return VerbatimId(first.id)


def change_speaker(
    study: Study, verbatims: Sequence[VerbatimId], speaker: str, *, interviewer: bool = False, coder: str = ""
) -> int:
    """Say who speaks in these turns of one interview; gives how many that changed.

    A new name is a new participant, unless it is given to all that somebody says: then it is another name for them.
    An `interviewer` is nobody: these turns stay to be read, and count nowhere. Raises NAME_EMPTY, TURN_UNKNOWN.
    """
    name = " ".join(speaker.split())
    if not name:
        raise EngageError(Reason.NAME_EMPTY)
    with study.write() as session:
        chosen = [turns.get(session, each) for each in verbatims]
        renamed = not interviewer and _is_another_name(session, chosen, name)
        batch = Batch()
        changed = [turn for turn in chosen if (turn.speaker, turn.interviewer) != (name, interviewer)]
        with _act(session, "turn.speaker", coder, name=name, n=len(changed)):
            for turn in changed:
                who = None
                if not interviewer:
                    who = turn.participant if renamed else turns.who_is(session, turn, name, batch)
                turns.give(session, turn, name, interviewer=interviewer, participant=who)
            if changed:
                turns.count_again(session, [turn.id for turn in changed], changed[0].source, batch)
    return len(changed)


def _is_another_name(session: Session, chosen: Sequence[turns.Turn], name: str) -> bool:
    """Whether the name is nobody's yet and these are all the turns of one speaker, who answers."""
    if not chosen or len({(turn.source, turn.title, turn.speaker) for turn in chosen}) != 1:
        return False
    interview = interviews.around(session, chosen[0].id)
    its = {int(key) for key in interview.said_like(interview.turns[interview.place(chosen[0].id)])}
    return (
        name not in interview.speakers
        and its == {turn.id for turn in chosen}
        and all(turn.participant is not None for turn in chosen)
    )


def _act(session: Session, verb: str, coder: str, **facts: str | int) -> AbstractContextManager[None]:
    who = codes.coder(session, coder or default_coder(session))
    return journal.act(session, verb, coder=who, **facts)
