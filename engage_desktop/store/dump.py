"""Everything that a study holds now, as JSON lines in one canonical order.

Two studies that hold the same give the same lines: no row number, no random identifier, no hour of writing, nothing
of the journal, and nothing of what was taken back or put aside. What belongs to a thing stands in its line.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from engage_desktop.models.codes import MemoTarget
from engage_desktop.store import written
from engage_desktop.store.database import Session

_PAGE = 2000
_LABELS = ("negative", "neutral", "positive", "mixed")
Line = dict[str, object]


def lines(session: Session) -> Iterator[str]:
    """The lines, without their ends."""
    for kind, gather in _GATHERED:
        for line in gather(session):
            yield json.dumps(
                {"type": kind, **line}, ensure_ascii=False, sort_keys=True, separators=(",", ":")
            )


def _sorted(found: Iterator[Line]) -> Iterator[Line]:
    yield from sorted(found, key=lambda line: json.dumps(line, ensure_ascii=False, sort_keys=True))


def _maps(session: Session, text: str, values: object = ()) -> Iterator[Line]:
    """Each row by the names of its columns."""
    for row in session.sql(text, values).mappings():
        yield dict(row)


def _study(session: Session) -> Iterator[Line]:
    memos = _memos(session, MemoTarget.STUDY)
    for line in _maps(session, "SELECT title, description, language FROM study"):
        yield {**line, "memos": [text for each in memos.values() for text in each]}


def _settings(session: Session) -> Iterator[Line]:
    yield from _maps(session, "SELECT key, value FROM setting ORDER BY key")


def _sources(session: Session) -> Iterator[Line]:
    memos = _memos(session, MemoTarget.SOURCE)
    problems: dict[int, list[Line]] = {}
    for line in _maps(session, 'SELECT * FROM source_problem ORDER BY source_id, row, "column", reason'):
        problems.setdefault(_key(line, "source_id"), []).append(_without(line, "id", "source_id"))
    text = (
        "SELECT s.id, s.kind, s.file, s.format, s.sha256, s.size, s.encoding, s.sheet, s.mapping, s.confidence,"
        " v.name survey, w.name wave, s.rows, s.imported, s.updated, s.duplicates, s.skipped, s.verbatims,"
        " s.personal_data FROM source s LEFT JOIN survey v ON v.id = s.survey_id"
        " LEFT JOIN wave w ON w.id = s.wave_id WHERE s.removed_at IS NULL"
    )
    yield from _sorted(
        {
            **_without(line, "id"),
            "mapping": json.loads(str(line["mapping"])),
            "personal_data": json.loads(str(line["personal_data"])),
            "problems": problems.get(_key(line, "id"), []),
            "memos": memos.get(_key(line, "id"), []),
        }
        for line in _maps(session, text)
    )


def _surveys(session: Session) -> Iterator[Line]:
    from engage_desktop.store import surveys

    for position, survey in enumerate(surveys.surveys(session)):
        code = {question.id: question.code for question in surveys.survey(session, survey.id).questions}
        yield {
            "position": position,
            "name": survey.name,
            "title": survey.title,
            "status": survey.status.value,
            "version": survey.version,
            "language": survey.language,
            "welcome": survey.welcome,
            "thanks": survey.thanks,
            "waves": [
                {
                    "name": wave.name,
                    "starts_on": None if wave.starts_on is None else wave.starts_on.isoformat(),
                    "ends_on": None if wave.ends_on is None else wave.ends_on.isoformat(),
                    "invited": wave.invited,
                }
                for wave in surveys.waves(session, survey.id)
            ],
            "questions": [
                {
                    "code": question.code,
                    "kind": question.kind.value,
                    "label": question.label,
                    "help": question.help,
                    "required": question.required,
                    "scale": _scale(question.scale),
                    "options": [
                        {"code": option.code, "label": option.label, "other": option.is_other}
                        for option in question.options
                    ],
                    "max_choices": question.max_choices,
                    "parent": None if question.parent is None else code.get(question.parent),
                    "condition": _condition(question.condition),
                }
                for question in survey.questions
            ],
        }


def _scale(scale: Any) -> Line | None:
    if scale is None:
        return None
    return {
        "low": scale.low,
        "high": scale.high,
        "direction": scale.direction.value,
        "version": scale.version,
        "top_boxes": scale.top_boxes,
        "low_label": scale.low_label,
        "high_label": scale.high_label,
    }


def _condition(condition: Any) -> Line | None:
    if condition is None:
        return None
    return {"code": condition.code, "operator": condition.operator, "value": condition.value}


def _participants(session: Session) -> Iterator[Line]:
    memos = _memos(session, MemoTarget.PARTICIPANT)
    carried: dict[int, dict[str, str]] = {}
    for who, name, value in session.rows(
        "SELECT c.participant_id, a.name, c.value FROM participant_attribute c"
        " JOIN attribute a ON a.id = c.attribute_id"
    ):
        carried.setdefault(who, {})[name] = value
    text = (
        "SELECT id, pseudonym FROM participant WHERE id IN (SELECT r.participant_id FROM response r"
        " JOIN source s ON s.id = r.source_id AND s.removed_at IS NULL) OR id IN (SELECT v.participant_id"
        " FROM verbatim v JOIN source s ON s.id = v.source_id AND s.removed_at IS NULL)"
        " ORDER BY pseudonym, id"
    )
    for key, pseudonym in session.rows(text):
        attributes, said = carried.get(key, {}), memos.get(key, [])
        yield {"pseudonym": pseudonym, "attributes": attributes, "memos": said}


def _responses(session: Session) -> Iterator[Line]:
    text = (
        "SELECT r.id, v.name survey, r.number, w.name wave, p.pseudonym participant, f.file, r.row, r.external_id,"
        " r.submitted_at, d.text date_written, r.language, r.complete FROM response r"
        " JOIN source s ON s.id = r.source_id AND s.removed_at IS NULL"
        " JOIN source f ON f.id = coalesce(r.revised_by, r.source_id) LEFT JOIN written d ON d.id = r.written_id"
        " JOIN survey v ON v.id = r.survey_id AND v.deleted_at IS NULL"
        " LEFT JOIN wave w ON w.id = r.wave_id LEFT JOIN participant p ON p.id = r.participant_id"
        " ORDER BY v.name, r.number, f.file, r.row, r.id"
    )
    for page in _pages(_maps(session, text)):
        answers: dict[int, list[Line]] = {}
        for line in _maps(
            session,
            "SELECT a.response_id, q.code question, a.rank, a.number, o.code option, a.text, a.missing,"
            " w.text written FROM json_each(?) j JOIN answer a ON a.response_id = j.value"
            " JOIN question q ON q.id = a.question_id LEFT JOIN option o ON o.id = a.option_id"
            " LEFT JOIN written w ON w.id = a.written_id"
            " ORDER BY a.response_id, q.code, a.rank",
            (_ids(page),),
        ):
            answers.setdefault(_key(line, "response_id"), []).append(_given(_without(line, "response_id")))
        for line in page:
            yield {**_without(line, "id"), "answers": answers.get(_key(line, "id"), [])}


def _verbatims(session: Session) -> Iterator[Line]:
    memos = _memos(session, MemoTarget.VERBATIM)
    text = (
        "SELECT v.id, v.kind, v.ref, v.text, p.pseudonym participant, q.code question, f.file, v.external_id,"
        " v.said_at, v.title, v.channel, v.thread, v.link, v.language, v.speaker, v.interviewer, v.heading,"
        ' v.sheet, v.row, v."column", v.start_ms, v.end_ms, v.position, v.flagged FROM verbatim v'
        " JOIN source s ON s.id = v.source_id AND s.removed_at IS NULL"
        " JOIN source f ON f.id = coalesce(v.revised_by, v.source_id)"
        " LEFT JOIN participant p ON p.id = v.participant_id LEFT JOIN question q ON q.id = v.question_id"
        ' ORDER BY v.ref, f.file, v.sheet, v.row, v."column", v.position, v.text, v.id'
    )
    for page in _pages(_maps(session, text)):
        ids = _ids(page)
        counters, codings = _counters(session, ids), _codings(session, ids)
        felt, corrected = _felt(session, ids), _corrected(session, ids)
        said = written.of_verbatims(session, (_key(line, "id") for line in page))
        for line in page:
            key = _key(line, "id")
            yield {
                **_without(line, "id"),
                "written": dict(said.get(key, ())),
                "counters": counters.get(key, {}),
                "codings": codings.get(key, []),
                "sentiment": felt.get(key),
                "correction": corrected.get(key),
                "memos": memos.get(key, []),
            }


def _counters(session: Session, ids: str) -> dict[int, dict[str, int]]:
    found: dict[int, dict[str, int]] = {}
    text = (
        "SELECT c.verbatim_id, c.name, c.value FROM json_each(?) j JOIN counter c ON c.verbatim_id = j.value"
    )
    for key, name, value in session.rows(text, (ids,)):
        found.setdefault(key, {})[name] = value
    return found


def _codings(session: Session, ids: str) -> dict[int, list[Line]]:
    paths = _code_paths(session)
    found: dict[int, list[Line]] = {}
    text = (
        'SELECT c.verbatim_id, c.code_id, o.name, c.start, c."end" FROM json_each(?) j'
        " JOIN coding c ON c.verbatim_id = j.value JOIN coder o ON o.id = c.coder_id"
    )
    for key, code, coder, start, end in session.rows(text, (ids,)):
        found.setdefault(key, []).append({"code": paths[code], "coder": coder, "start": start, "end": end})
    return {key: list(_sorted(iter(each))) for key, each in found.items()}


def _felt(session: Session, ids: str) -> dict[int, Line]:
    text = (
        "SELECT r.verbatim_id, r.engine, r.version, r.polarity, r.label, r.confidence FROM json_each(?) j"
        " JOIN sentiment_result r ON r.verbatim_id = j.value"
    )
    return {
        _key(line, "verbatim_id"): {**_without(line, "verbatim_id"), "label": _LABELS[_key(line, "label")]}
        for line in _maps(session, text, (ids,))
    }


def _corrected(session: Session, ids: str) -> dict[int, Line]:
    text = (
        "SELECT r.verbatim_id, r.label, o.name coder FROM json_each(?) j"
        " JOIN sentiment_correction r ON r.verbatim_id = j.value JOIN coder o ON o.id = r.coder_id"
    )
    return {
        _key(line, "verbatim_id"): {**_without(line, "verbatim_id"), "label": _LABELS[_key(line, "label")]}
        for line in _maps(session, text, (ids,))
    }


def _codes(session: Session) -> Iterator[Line]:
    from engage_desktop.store import codes

    memos, paths = _memos(session, MemoTarget.CODE), _code_paths(session)
    for code in codes.tree(session):
        yield {
            "path": paths[code.id],
            "color": code.color,
            "key": code.key,
            "description": code.description,
            "memos": memos.get(code.id, []),
        }


def _code_paths(session: Session) -> dict[int, list[str]]:
    """The names from the top of the tree down to each code."""
    rows = {key: (name, parent) for key, name, parent in session.rows("SELECT id, name, parent_id FROM code")}

    def path(key: int) -> list[str]:
        name, parent = rows[key]
        return [name] if parent is None else [*path(parent), name]

    return {key: path(key) for key in rows}


def _filters(session: Session) -> Iterator[Line]:
    yield from _maps(session, "SELECT name, expression FROM saved_filter ORDER BY position, name")


def _reports(session: Session) -> Iterator[Line]:
    for key, title in session.rows("SELECT id, title FROM report ORDER BY position, title, id"):
        items = _maps(
            session,
            "SELECT i.kind, i.title, i.notes, i.spec, v.ref verbatim FROM report_item i"
            " LEFT JOIN verbatim v ON v.id = i.verbatim_id WHERE i.report_id = ? ORDER BY i.position, i.id",
            (key,),
        )
        yield {"title": title, "items": list(items)}


def _journey(session: Session) -> Iterator[Line]:
    for key, name in session.rows("SELECT id, name FROM journey_stage ORDER BY position, name, id"):
        points = _maps(
            session,
            "SELECT t.name, t.filter, q.code question FROM journey_touchpoint t"
            " LEFT JOIN question q ON q.id = t.question_id WHERE t.stage_id = ? ORDER BY t.position, t.name, t.id",
            (key,),
        )
        yield {"name": name, "touchpoints": list(points)}


def _series(session: Session) -> Iterator[Line]:
    cells: dict[tuple[int, object], list[Line]] = {}
    for line in _maps(session, 'SELECT * FROM indicator_cell ORDER BY series_id, starts_on, "row", place'):
        kept = cells.setdefault((_key(line, "series_id"), line["starts_on"]), [])
        kept.append(_without(line, "series_id", "starts_on"))
    points: dict[int, list[Line]] = {}
    for line in _maps(session, "SELECT * FROM indicator_point ORDER BY series_id, starts_on"):
        key = _key(line, "series_id")
        told = {**_without(line, "series_id"), "cells": cells.get((key, line["starts_on"]), [])}
        points.setdefault(key, []).append(told)
    text = (
        "SELECT i.id, i.kind, i.name, i.unit, s.file FROM indicator_series i LEFT JOIN source s ON s.id = i.source_id"
        " WHERE i.source_id IS NULL OR s.removed_at IS NULL"
    )
    yield from _sorted(
        {**_without(line, "id"), "points": points.get(_key(line, "id"), [])} for line in _maps(session, text)
    )


def _memos(session: Session, target: MemoTarget) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    text = "SELECT target_id, text FROM memo WHERE target = ? ORDER BY target_id, text"
    for key, said in session.rows(text, (target.value,)):
        found.setdefault(key, []).append(said)
    return found


def _pages(rows: Iterator[Line]) -> Iterator[list[Line]]:
    page: list[Line] = []
    for row in rows:
        page.append(row)
        if len(page) == _PAGE:
            yield page
            page = []
    if page:
        yield page


def _ids(page: list[Line]) -> str:
    return json.dumps([line["id"] for line in page])


def _key(line: Line, name: str) -> int:
    return int(str(line[name]))


def _without(line: Line, *names: str) -> Line:
    return {name: value for name, value in line.items() if name not in names}


def _given(line: Line) -> Line:
    """An answer without what it does not have."""
    return {name: value for name, value in line.items() if value is not None}


_GATHERED: tuple[tuple[str, Callable[[Session], Iterator[Line]]], ...] = (
    ("study", _study),
    ("setting", _settings),
    ("source", _sources),
    ("survey", _surveys),
    ("participant", _participants),
    ("response", _responses),
    ("code", _codes),
    ("verbatim", _verbatims),
    ("filter", _filters),
    ("report", _reports),
    ("stage", _journey),
    ("series", _series),
)
