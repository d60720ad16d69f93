"""Sources: what was imported, when, with which outcome, and what was refused."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import uuid
from typing import Any

import sqlalchemy as sa

from engage_desktop.errors import EngageError, Reason
from engage_desktop.models import tables
from engage_desktop.models.ids import SourceId, SurveyId, WaveId
from engage_desktop.models.merging import FORMAT
from engage_desktop.models.sources import Outcome, PersonalData, RowProblem, Source, SourceKind
from engage_desktop.store import journal
from engage_desktop.store.database import Session

_PROBLEM = (
    'INSERT INTO source_problem (source_id, row, "column", reason, value, expected) VALUES (?, ?, ?, ?, ?, ?)'
)
_KEPT = "kept_"  # how the reasons of remarks begin


def sources(session: Session) -> tuple[Source, ...]:
    """Every import, newest first, those taken back included."""
    table, survey, wave = tables.source, tables.survey, tables.wave
    rows = session.execute(
        sa.select(table, survey.c.name.label("survey"), wave.c.name.label("wave"))
        .select_from(
            table.outerjoin(survey, survey.c.id == table.c.survey_id).outerjoin(
                wave, wave.c.id == table.c.wave_id
            )
        )
        .order_by(table.c.id.desc())
    )
    return tuple(_source(row) for row in rows)


def telling(session: Session) -> tuple[Source, ...]:
    """The live imports whose rows are their own: those of a merged study are told by the sources that it listed."""
    return tuple(each for each in sources(session) if not each.removed and each.format != FORMAT)


def source(session: Session, key: SourceId) -> Source:
    """One import; raises when there is none of that id."""
    found = next((each for each in sources(session) if each.id == key), None)
    if found is None:
        raise EngageError(Reason.SOURCE_UNKNOWN, id=int(key))
    return found


def problems(session: Session, key: SourceId) -> tuple[RowProblem, ...]:
    """What was refused of an import, in the order of the file: rows, and codings of another study."""
    return tuple(each for each in _noted(session, key) if not each.reason.startswith(_KEPT))


def remarks(session: Session, key: SourceId) -> tuple[RowProblem, ...]:
    """What came in without all that the file said of it, in the order of the file."""
    return tuple(each for each in _noted(session, key) if each.reason.startswith(_KEPT))


def _noted(session: Session, key: SourceId) -> tuple[RowProblem, ...]:
    rows = session.rows(
        'SELECT row, "column", reason, value, expected FROM source_problem WHERE source_id = ? ORDER BY row, id',
        (int(key),),
    )
    return tuple(RowProblem(*row) for row in rows)


def add(
    session: Session,
    *,
    kind: SourceKind,
    file: str,
    format_id: str,
    importer_version: str,
    sha256: str,
    size: int,
    encoding: str,
    sheet: str,
    mapping: str,
    confidence: float,
) -> SourceId:
    """A new source, its outcome still to come."""
    return SourceId(
        session.insert(
            tables.source,
            uid=uuid.uuid4().hex,
            kind=kind.value,
            file=file,
            format=format_id,
            importer_version=importer_version,
            sha256=sha256,
            size=size,
            encoding=encoding,
            sheet=sheet,
            mapping=mapping,
            confidence=confidence,
            imported_at=_now(),
        )
    )


def place(session: Session, key: SourceId, *, survey: SurveyId | None, wave: WaveId | None) -> None:
    """Say which survey and wave the source feeds."""
    table = tables.source
    session.execute(sa.update(table).where(table.c.id == key).values(survey_id=survey, wave_id=wave))


def finish(session: Session, key: SourceId, outcome: Outcome) -> None:
    """Write the outcome, the rows that were refused and the codings that could not be placed."""
    table = tables.source
    session.execute(
        sa.update(table)
        .where(table.c.id == key)
        .values(
            rows=outcome.rows,
            imported=outcome.imported,
            updated=outcome.updated,
            duplicates=outcome.duplicates,
            skipped=len(outcome.skipped),
            verbatims=outcome.verbatims,
            personal_data=json.dumps(dataclasses.asdict(outcome.personal_data)),
        )
    )
    session.bulk(
        "source_problem",
        _PROBLEM,
        [_problem(key, each) for each in (*outcome.skipped, *outcome.remarks, *outcome.lost)],
    )


def _problem(key: SourceId, each: RowProblem) -> tuple[object, ...]:
    return int(key), each.row, each.column, each.reason, each.value[:500], each.expected


def mapping(session: Session, key: SourceId) -> str:
    """How the source was read, as JSON."""
    return str(session.sql("SELECT mapping FROM source WHERE id = ?", (int(key),)).scalar() or "{}")


def put_mapping(session: Session, key: SourceId, written: str) -> None:
    """Keep how the source was read."""
    table = tables.source
    session.execute(sa.update(table).where(table.c.id == key).values(mapping=written))


def count_verbatims(session: Session, key: SourceId) -> int:
    """How many verbatims hang on the source."""
    found = session.sql(
        "SELECT count(*) FROM verbatim WHERE source_id = ? AND NOT interviewer", (int(key),)
    ).scalar()
    return int(found or 0)


def tell_again(session: Session, known: Source, outcome: Outcome, written: str) -> None:
    """Write how a source was read again: what it updated or found already there is what it first did."""
    table, problem = tables.source, tables.source_problem
    duplicates = min(known.duplicates, outcome.rows - len(outcome.skipped))
    updated = min(known.updated, outcome.rows - len(outcome.skipped) - duplicates)
    session.execute(
        sa.update(table)
        .where(table.c.id == known.id)
        .values(
            rows=outcome.rows,
            imported=outcome.rows - len(outcome.skipped) - duplicates - updated,
            updated=updated,
            duplicates=duplicates,
            skipped=len(outcome.skipped),
            verbatims=outcome.verbatims,
            encoding=outcome.encoding,
            mapping=written,
        )
    )
    session.execute(sa.delete(problem).where(problem.c.source_id == known.id))
    noted = (*outcome.skipped, *outcome.remarks)
    session.bulk("source_problem", _PROBLEM, [_problem(known.id, each) for each in noted])


_GONE_BY_THEMSELVES = ("source", "option", "setting", "code")  # or used by others since


def take_back(session: Session, key: SourceId) -> None:
    """Mark the source as taken back, and give older responses and texts what they said before it, but for those that
    changed again since.
    """
    told = journal.changes_of(session, "source.import", {"source": str(int(key))})
    journal.withdraw(session, (each for each in told if each.table not in _GONE_BY_THEMSELVES))
    remove(session, key)


def remove(session: Session, key: SourceId) -> None:
    """Mark the source as taken back."""
    table = tables.source
    session.execute(sa.update(table).where(table.c.id == key).values(removed_at=_now()))


def personal_data(session: Session, key: SourceId) -> PersonalData:
    """What the import found of personal data."""
    found = session.sql("SELECT personal_data FROM source WHERE id = ?", (int(key),)).scalar()
    return PersonalData(**json.loads(str(found or "{}")))


def _source(row: sa.Row[Any]) -> Source:
    return Source(
        id=SourceId(row.id),
        kind=SourceKind(row.kind),
        file=row.file,
        format=row.format,
        sha256=row.sha256,
        size=row.size,
        encoding=row.encoding,
        sheet=row.sheet,
        survey=row.survey or "",
        wave=row.wave or "",
        imported_at=dt.datetime.fromisoformat(row.imported_at),
        rows=row.rows,
        imported=row.imported,
        updated=row.updated,
        duplicates=row.duplicates,
        skipped=row.skipped,
        verbatims=row.verbatims,
        removed=row.removed_at is not None,
    )


def _now() -> str:
    return dt.datetime.now().astimezone().isoformat(timespec="seconds")
