"""Turns of interviews cut, joined and given to another speaker: everything noted on their words follows these.

The caller records the act. What is derived (search, sentiment, counts) is put right here too.
"""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass

from engage_desktop.errors import EngageError, Reason
from engage_desktop.models.ids import SourceId
from engage_desktop.models.sentiment import LABELS, Label, foreign_language
from engage_desktop.store import columns, search, sources, studies
from engage_desktop.store.batch import Batch
from engage_desktop.store.database import Session
from engage_desktop.store.people import People
from engage_desktop.store.soundness import text_hash
from engage_desktop.store.texts import JOINED, uid_of

_STEP = 1024  # between two positions, so that a part finds room without moving the others
_SENTENCE_ENDS = '.!?…:;»")'

Span = tuple[int, int] | None
CodingRow = tuple[int, str, int, int, int | None, int | None, str]


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn as the study file has it."""

    id: int
    uid: str
    ref: str
    text: str
    source: int
    title: str
    position: int
    speaker: str
    interviewer: bool
    participant: int | None
    label: str
    start_ms: int | None
    end_ms: int | None
    language: str
    flagged: bool


def get(session: Session, key: int) -> Turn:
    """The turn of that id; raises when there is none."""
    rows = session.rows(
        "SELECT id, coalesce(uid, ''), ref, text, source_id, title, position, speaker, interviewer, participant_id,"
        " thread, start_ms, end_ms, language, flagged FROM verbatim WHERE id = ? AND kind = 'turn'",
        (int(key),),
    )
    if not rows:
        raise EngageError(Reason.TURN_UNKNOWN, id=int(key))
    (
        number, uid, ref, text, source, title, position, speaker, interviewer, participant, label, start, end,
        language, flagged,
    ) = rows[0]  # fmt: skip
    return Turn(
        number, uid, ref, text, source, title, position, speaker, bool(interviewer), participant, label, start, end,
        language, bool(flagged),
    )  # fmt: skip


def neighbour(session: Session, turn: Turn, by: int) -> Turn:
    """The turn just before (-1) or after (1); raises when there is none."""
    keys = _in_order(session, turn)
    place = keys.index(turn.id) + by
    if not 0 <= place < len(keys):
        raise EngageError(Reason.TURN_ALONE, id=turn.id)
    return get(session, keys[place])


def _in_order(session: Session, turn: Turn) -> list[int]:
    rows = session.rows(
        "SELECT id FROM verbatim WHERE kind = 'turn' AND source_id = ? AND title = ? ORDER BY position, id",
        (turn.source, turn.title),
    )
    return [row[0] for row in rows]


# cutting


def split(session: Session, turn: Turn, at: int) -> int:
    """Cut a turn before its code point number `at`; gives the id of the second part, which begins there."""
    head = turn.text[: max(0, at)].rstrip()
    tail = turn.text[max(0, at) :].strip()
    if not head or not tail:
        raise EngageError(Reason.TURN_AT_ITS_END, id=turn.id)
    begins = len(turn.text) - len(turn.text[max(0, at) :].lstrip())
    position = _room_after(session, turn)
    made = int(session.sql("SELECT max(id) + 1 FROM verbatim").scalar() or 1)
    session.bulk(
        "verbatim",
        "INSERT INTO verbatim (id, uid, kind, ref, text, hash, participant_id, source_id, said_at, title, channel,"
        ' thread, link, language, speaker, interviewer, heading, sheet, row, "column", end_ms, position, flagged,'
        " written_id, said_written_id, revised_by)"
        " SELECT ?, ?, kind, ?, ?, ?, participant_id, source_id, said_at, title, channel, thread, link, ?, speaker,"
        ' interviewer, heading, sheet, row, "column", end_ms, ?, flagged, written_id, said_written_id, revised_by'
        " FROM verbatim WHERE id = ?",
        [
            (
                made, uid_of("part", turn.uid or turn.ref, tail), _free_ref(session, turn.ref), tail, text_hash(tail),
                _language(turn.language), position, turn.id,
            )
        ],
    )  # fmt: skip
    _rewrite(session, turn.id, head, turn.start_ms, None, _language(turn.language))
    _part_codings(session, turn, made, head=head, tail=tail, begins=begins)
    session.bulk(
        "sentiment_correction",
        "INSERT INTO sentiment_correction (verbatim_id, polarity, label, coder_id, corrected_at)"
        " SELECT ?, polarity, label, coder_id, corrected_at FROM sentiment_correction WHERE verbatim_id = ?",
        [(made, turn.id)],
    )
    _follow(session, {turn.id: head, made: tail}, source=turn.source, gone=[turn.id])
    return made


def _part_codings(session: Session, turn: Turn, made: int, *, head: str, tail: str, begins: int) -> None:
    """Leave on the first part what is of its words, and take to the second what is of its own."""
    wanted: list[tuple[CodingRow, int, Span]] = []
    for coding in _codings(session, turn.id):
        start, end = coding[4], coding[5]
        if start is None or end is None:
            wanted += [(coding, turn.id, None), (coding, made, None)]
            continue
        first = (start, min(end, len(head)))
        second = (max(0, start - begins), min(end - begins, len(tail)))
        parts = [(turn.id, first)] if first[0] < first[1] else []
        parts += [(made, second)] if second[0] < second[1] else []
        wanted += [(coding, key, span) for key, span in parts] or [(coding, turn.id, None)]
    _put_codings(session, wanted, {turn.id: head, made: tail})


def _room_after(session: Session, turn: Turn) -> int:
    """A position between a turn and the next one; the whole interview is numbered anew when there is none."""
    for _ in range(2):
        rows = session.rows(
            "SELECT id, position FROM verbatim WHERE kind = 'turn' AND source_id = ? AND title = ?"
            " ORDER BY position, id",
            (turn.source, turn.title),
        )
        place = next(at for at, row in enumerate(rows) if row[0] == turn.id)
        here = int(rows[place][1])
        after = int(rows[place + 1][1]) if place + 1 < len(rows) else here + 2 * _STEP
        if after - here >= 2:
            return here + (after - here) // 2
        session.bulk(
            "verbatim",
            "UPDATE verbatim SET position = ? WHERE id = ?",
            [((at + 1) * _STEP, row[0]) for at, row in enumerate(rows)],
        )
    raise AssertionError("positions were just numbered")


def _free_ref(session: Session, ref: str) -> str:
    """« E-07 § 12.2 »: the turns that were there keep the references by which people cite them."""
    stem, _, number = ref.rpartition(" ")
    base = f"{stem} {number.partition('.')[0]}."
    last = session.sql(
        "SELECT max(CAST(substr(ref, ?) AS INTEGER)) FROM verbatim WHERE substr(ref, 1, ?) = ?",
        (len(base) + 1, len(base), base),
    ).scalar()
    return f"{base}{max(1, int(last or 0)) + 1}"


# joining


def join(session: Session, first: Turn, second: Turn) -> None:
    """Put the second turn at the end of the first, which keeps its place and its reference.

    The speaker is the first one's, but for a question joined to an answer: then it is who answers. Corrections that
    contradict each other make a mixed one.
    """
    gap = "\n" if first.text[-1:] in _SENTENCE_ENDS else " "
    whole, begins = first.text + gap + second.text, len(first.text) + len(gap)
    language = first.language if first.language == second.language else ""
    start = first.start_ms if first.start_ms is not None else second.start_ms
    _join_codings(session, first, second, whole=whole, begins=begins)
    _join_notes(session, first, second)
    _rewrite(session, first.id, whole, start, second.end_ms, _language(language))
    if first.interviewer and not second.interviewer:
        give(session, first, second.speaker, interviewer=False, participant=second.participant)
    if second.flagged and not first.flagged:
        session.bulk("verbatim", "UPDATE verbatim SET flagged = 1 WHERE id = ?", [(first.id,)])
    session.bulk(
        "report_item", "UPDATE report_item SET verbatim_id = ? WHERE verbatim_id = ?", [(first.id, second.id)]
    )
    session.bulk("verbatim", "DELETE FROM verbatim WHERE id = ?", [(second.id,)])
    if second.uid and first.uid:
        known = json.loads(studies.setting(session, JOINED) or "{}")
        studies.put_setting(session, JOINED, json.dumps({**known, second.uid: first.uid}))
    _follow(session, {first.id: whole, second.id: None}, source=first.source, gone=[first.id, second.id])


def _join_codings(session: Session, first: Turn, second: Turn, *, whole: str, begins: int) -> None:
    mine, its = _codings(session, first.id), _codings(session, second.id)
    all_of = {(code, coder) for _id, _uid, code, coder, start, _end, _at in mine if start is None}
    both = all_of & {(code, coder) for _id, _uid, code, coder, start, _end, _at in its if start is None}
    wanted: list[tuple[CodingRow, int, Span]] = []
    for coding, offset, length in (
        *((each, 0, len(first.text)) for each in mine),
        *((each, begins, len(second.text)) for each in its),
    ):
        start, end = coding[4], coding[5]
        if start is None or end is None:
            span = None if (coding[2], coding[3]) in both else (offset, offset + length)
        else:
            span = (start + offset, end + offset)
        wanted.append((coding, first.id, span))
    _put_codings(session, wanted, {first.id: whole})


def _join_notes(session: Session, first: Turn, second: Turn) -> None:
    """The memo and the correction of the second turn go to the first, beside its own."""
    memos = {
        key: (row, text)
        for row, key, text in session.rows(
            "SELECT id, target_id, text FROM memo WHERE target = 'verbatim' AND target_id IN (?, ?)",
            (first.id, second.id),
        )
    }
    if second.id in memos:
        row, text = memos[second.id]
        if first.id in memos:
            kept, before = memos[first.id]
            session.bulk("memo", "UPDATE memo SET text = ? WHERE id = ?", [(f"{before}\n\n{text}", kept)])
            session.bulk("memo", "DELETE FROM memo WHERE id = ?", [(row,)])
        else:
            session.bulk("memo", "UPDATE memo SET target_id = ? WHERE id = ?", [(first.id, row)])
    felt = dict(
        session.rows(
            "SELECT verbatim_id, label FROM sentiment_correction WHERE verbatim_id IN (?, ?)",
            (first.id, second.id),
        )
    )
    if second.id in felt and first.id not in felt:
        session.bulk(
            "sentiment_correction",
            "UPDATE sentiment_correction SET verbatim_id = ? WHERE verbatim_id = ?",
            [(first.id, second.id)],
        )
    elif len(set(felt.values())) == 2:
        session.bulk(
            "sentiment_correction",
            "UPDATE sentiment_correction SET label = ?, polarity = 0 WHERE verbatim_id = ?",
            [(LABELS.index(Label.MIXED), first.id)],
        )


# speakers


def give(session: Session, turn: Turn, speaker: str, *, interviewer: bool, participant: int | None) -> None:
    """Say who speaks in a turn; one of the interviewer is nobody's, and counts nowhere."""
    session.bulk(
        "verbatim",
        "UPDATE verbatim SET speaker = ?, interviewer = ?, participant_id = ? WHERE id = ?",
        [(speaker, int(interviewer), None if interviewer else participant, turn.id)],
    )


def who_is(session: Session, turn: Turn, speaker: str, batch: Batch) -> int:
    """The participant of a speaker of an interview, made when nobody there is called so.

    A turn that keeps its speaker keeps its participant.
    """
    if turn.participant is not None and turn.speaker == speaker:
        return turn.participant
    rows = session.rows(
        "SELECT participant_id FROM verbatim WHERE kind = 'turn' AND source_id = ? AND title = ? AND speaker = ?"
        " AND participant_id IS NOT NULL ORDER BY position, id LIMIT 1",
        (turn.source, turn.title, speaker),
    )
    if rows:
        return int(rows[0][0])
    known = session.sql(
        "SELECT count(DISTINCT participant_id) FROM verbatim WHERE kind = 'turn' AND source_id = ? AND title = ?",
        (turn.source, turn.title),
    ).scalar()
    label = turn.label or turn.ref.partition(" § ")[0]
    people = People(session, turn.source)
    made = people.find(
        f"turn:{turn.source}:{turn.title}:{speaker}",
        pseudonym=f"{label}-{int(known or 0) + 1}" if known else label,
    )
    people.flush(batch)
    return made


def count_again(session: Session, keys: list[int], source: int, batch: Batch) -> None:
    """Have the counts follow turns that came, went, or are somebody else's now."""
    columns.follow(session, keys, batch)
    count = sources.count_verbatims(session, SourceId(source))
    session.bulk(
        "source", "UPDATE source SET verbatims = ? WHERE id = ? AND verbatims <> ?", [(count, source, count)]
    )


# what follows


def _codings(session: Session, key: int) -> list[CodingRow]:
    return [
        (row[0], row[1], row[2], row[3], row[4], row[5], row[6])
        for row in session.rows(
            'SELECT id, uid, code_id, coder_id, start, "end", created_at FROM coding WHERE verbatim_id = ? ORDER BY id',
            (key,),
        )
    ]


def _put_codings(session: Session, wanted: list[tuple[CodingRow, int, Span]], texts: dict[int, str]) -> None:
    """Have each coding where it is wanted, none twice; the first place of one keeps its identity."""
    placed: set[tuple[object, ...]] = set()
    kept: set[int] = set()
    moved, added = [], []
    for (key, uid, code, coder, _start, _end, at), verbatim, span in wanted:
        place = (verbatim, code, coder, span)
        if place in placed:
            continue
        placed.add(place)
        start, end = span or (None, None)
        quote = text_hash(texts[verbatim] if span is None else texts[verbatim][span[0] : span[1]])
        if key in kept:
            added.append(
                (
                    uuid.uuid5(uuid.NAMESPACE_OID, f"{uid} {verbatim} {span}").hex,
                    *place[:3],
                    start,
                    end,
                    quote,
                    at,
                )
            )
        else:
            kept.add(key)
            moved.append((verbatim, start, end, quote, key))
    gone = [(coding[0],) for coding, _verbatim, _span in wanted if coding[0] not in kept]
    session.bulk("coding", "DELETE FROM coding WHERE id = ?", list(dict.fromkeys(gone)))
    session.bulk(
        "coding", 'UPDATE coding SET verbatim_id = ?, start = ?, "end" = ?, hash = ? WHERE id = ?', moved
    )
    session.bulk(
        "coding",
        'INSERT INTO coding (uid, verbatim_id, code_id, coder_id, start, "end", hash, created_at)'
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        added,
    )


def _rewrite(
    session: Session, key: int, text: str, start_ms: int | None, end_ms: int | None, language: str
) -> None:
    session.bulk(
        "verbatim",
        "UPDATE verbatim SET text = ?, hash = ?, start_ms = ?, end_ms = ?, language = ? WHERE id = ?",
        [(text, text_hash(text), start_ms, end_ms, language, key)],
    )


def _language(language: str) -> str:
    """A language that was made out from the whole text is to be made out again."""
    return "" if foreign_language(language) else language


def _follow(session: Session, texts: dict[int, str | None], *, source: int, gone: list[int]) -> None:
    """Search and sentiment follow the texts; the sentiment is read again."""
    search.follow(session, texts, gone=gone)
    session.bulk(
        "sentiment_result", "DELETE FROM sentiment_result WHERE verbatim_id = ?", [(key,) for key in texts]
    )
    count_again(session, list(texts), source, Batch())
