"""Many verbatims at once, each with all that surrounds it: what is listed whole, printed or exported."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

from engage_desktop.models.ids import ParticipantId, QuestionId, ResponseId, SourceId
from engage_desktop.models.surveys import worded
from engage_desktop.models.verbatims import Origin, Score, Verbatim, VerbatimRow
from engage_desktop.store import verbatims, written
from engage_desktop.store.database import Session

_AROUND = (
    "SELECT v.id, v.participant_id, v.response_id, v.question_id, v.channel, v.thread, v.link, v.language,"
    ' f.id, v.sheet, v.row, v."column", v.start_ms, p.pseudonym, s.name, w.name, q.label, q.code, f.file, g.label,'
    " v.speaker, v.heading FROM json_each(?) j JOIN verbatim v ON v.id = j.value"
    " JOIN source f ON f.id = coalesce(v.revised_by, v.source_id)"
    " LEFT JOIN participant p ON p.id = v.participant_id LEFT JOIN response r ON r.id = v.response_id"
    " LEFT JOIN survey s ON s.id = r.survey_id LEFT JOIN wave w ON w.id = r.wave_id"
    " LEFT JOIN question q ON q.id = v.question_id LEFT JOIN question g ON g.id = q.parent_id"
)


def records(session: Session, ids: Sequence[int]) -> tuple[Verbatim, ...]:
    """These verbatims, in this order, as `verbatims.read` gives one; an id that is not there is left out."""
    around = {row[0]: row for row in session.rows(_AROUND, (_listed(ids),))}
    scores = written.scores(session, {row[2] for row in around.values() if row[2] is not None})
    attributes = _attributes(session, {row[1] for row in around.values() if row[1] is not None})
    counters, memos = _counters(session, ids), _memos(session, ids)
    said = written.of_verbatims(session, ids)
    found = []
    for row in verbatims.page(session, ids):
        line = around[row.id]
        found.append(
            _record(
                row,
                line,
                scores.get(line[2], ()),
                attributes.get(line[1], ()),
                counters.get(row.id, ()),
                memos.get(row.id, ""),
                said.get(row.id, ()),
            )
        )
    return tuple(found)


def _record(
    row: VerbatimRow,
    line: tuple[Any, ...],
    scores: tuple[Score, ...],
    attributes: tuple[tuple[str, str], ...],
    counters: tuple[tuple[str, int], ...],
    memo: str,
    said: tuple[tuple[str, str], ...],
) -> Verbatim:
    (
        _id, participant, response, question, channel, thread, link, language, source, sheet, at, column, start_ms,
        pseudonym, survey, wave, label, code, file, above, speaker, heading,
    ) = line  # fmt: skip
    return Verbatim(
        row=row,
        participant=None if participant is None else ParticipantId(participant),
        pseudonym=pseudonym or "",
        response=None if response is None else ResponseId(response),
        survey=survey or "",
        wave=wave or "",
        question=None if question is None else QuestionId(question),
        question_label=worded(label or "", above or ""),
        question_code=code or "",
        scores=scores,
        attributes=attributes,
        counters=counters,
        channel=channel,
        thread=thread,
        link=link,
        language=language,
        origin=Origin(SourceId(source), file, sheet, at, column, start_ms),
        memo=memo,
        written=said,
        speaker=speaker,
        heading=heading,
    )


def _attributes(session: Session, participants: Iterable[int]) -> dict[int, tuple[tuple[str, str], ...]]:
    found: dict[int, tuple[tuple[str, str], ...]] = {}
    for participant, name, value in session.rows(
        "SELECT p.participant_id, a.name, p.value FROM json_each(?) j"
        " JOIN participant_attribute p ON p.participant_id = j.value JOIN attribute a ON a.id = p.attribute_id"
        " ORDER BY p.participant_id, a.position, a.id",
        (_listed(participants),),
    ):
        found[participant] = (*found.get(participant, ()), (name, value))
    return found


def _counters(session: Session, ids: Iterable[int]) -> dict[int, tuple[tuple[str, int], ...]]:
    found: dict[int, tuple[tuple[str, int], ...]] = {}
    for verbatim, name, value in session.rows(
        "SELECT c.verbatim_id, c.name, c.value FROM json_each(?) j JOIN counter c ON c.verbatim_id = j.value"
        " ORDER BY c.verbatim_id, c.name",
        (_listed(ids),),
    ):
        found[verbatim] = (*found.get(verbatim, ()), (name, value))
    return found


def _memos(session: Session, ids: Iterable[int]) -> dict[int, str]:
    rows = session.rows(
        "SELECT m.target_id, m.text FROM json_each(?) j JOIN memo m ON m.target_id = j.value"
        " WHERE m.target = 'verbatim' ORDER BY m.id DESC",
        (_listed(ids),),
    )
    return dict(rows)


def _listed(ids: Iterable[int]) -> str:
    return json.dumps([int(each) for each in ids])
