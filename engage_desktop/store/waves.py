"""Waves of collection, and the attributes that participants carry."""

from __future__ import annotations

import datetime as dt
from typing import Any

import sqlalchemy as sa

from engage_desktop.errors import EngageError, Reason
from engage_desktop.models import tables
from engage_desktop.models.ids import SourceId, SurveyId, WaveId
from engage_desktop.models.names import folded
from engage_desktop.models.surveys import Wave
from engage_desktop.store.database import Session


def waves(session: Session, survey: SurveyId | None = None) -> tuple[Wave, ...]:
    """The waves of one survey, or of all, in their order; those that only a taken-back import made are left out."""
    rows = session.sql(
        "SELECT w.* FROM wave w JOIN survey v ON v.id = w.survey_id AND v.deleted_at IS NULL"
        " LEFT JOIN source m ON m.id = w.made_by_source_id"
        " WHERE (? IS NULL OR w.survey_id = ?) AND (m.removed_at IS NULL OR EXISTS ("
        "   SELECT 1 FROM response r JOIN source s ON s.id = r.source_id AND s.removed_at IS NULL"
        "   WHERE r.survey_id = w.survey_id AND r.wave_id = w.id))"
        " ORDER BY v.position, v.id, w.position, w.id",
        (survey, survey),
    )
    return tuple(_wave(row) for row in rows)


def add_wave(
    session: Session,
    survey: SurveyId,
    name: str,
    *,
    starts_on: dt.date | None = None,
    ends_on: dt.date | None = None,
    invited: int = 0,
    made_by_source_id: SourceId | None = None,
) -> Wave:
    """A new wave after the others of its survey."""
    name = " ".join(name.split())
    if not name:
        raise EngageError(Reason.NAME_EMPTY)
    table = tables.wave
    last = session.execute(
        sa.select(sa.func.max(table.c.position)).where(table.c.survey_id == survey)
    ).scalar()
    done = session.execute(
        sa.insert(table).values(
            survey_id=survey,
            name=name,
            starts_on=starts_on.isoformat() if starts_on else None,
            ends_on=ends_on.isoformat() if ends_on else None,
            invited=invited,
            position=0 if last is None else last + 1,
            made_by_source_id=made_by_source_id,
        )
    )
    assert done.inserted_primary_key is not None
    return Wave(WaveId(int(done.inserted_primary_key[0])), survey, name, starts_on, ends_on, invited)


def find_or_add_wave(
    session: Session, survey: SurveyId, name: str, *, made_by_source_id: SourceId | None = None
) -> Wave:
    """The wave of that name (case and accents ignored), made when missing; one taken back serves again."""
    table = tables.wave
    for row in session.execute(sa.select(table).where(table.c.survey_id == survey)):
        if folded(row.name) == folded(name):
            if made_by_source_id and all(each.id != row.id for each in waves(session, survey)):
                taken = sa.update(table).where(table.c.id == row.id)
                session.execute(taken.values(made_by_source_id=made_by_source_id))
            return _wave(row)
    return add_wave(session, survey, name, made_by_source_id=made_by_source_id)


def rename_wave(session: Session, wave: Wave) -> None:
    """Write the name, days and invitations of `wave`."""
    table = tables.wave
    session.execute(
        sa.update(table)
        .where(table.c.id == wave.id)
        .values(
            name=wave.name,
            starts_on=wave.starts_on.isoformat() if wave.starts_on else None,
            ends_on=wave.ends_on.isoformat() if wave.ends_on else None,
            invited=wave.invited,
        )
    )


def attributes(session: Session) -> tuple[str, ...]:
    """The names of the attributes that at least one live participant carries, in their order."""
    if session.touched:  # what is being written is no one else's yet
        return _attributes(session)
    read = frozenset({"attribute", "participant_attribute", "participant", "response", "verbatim", "source"})
    return session.cache.get("attributes", read, lambda: _attributes(session))


def _attributes(session: Session) -> tuple[str, ...]:
    rows = session.sql(
        "SELECT a.name FROM attribute a WHERE EXISTS ("
        " SELECT 1 FROM participant_attribute c JOIN participant p ON p.id = c.participant_id"
        " LEFT JOIN source m ON m.id = p.source_id"
        " WHERE c.attribute_id = a.id AND (m.removed_at IS NULL OR EXISTS ("
        "   SELECT 1 FROM response r JOIN source s ON s.id = r.source_id AND s.removed_at IS NULL"
        "   WHERE r.participant_id = p.id)"
        "  OR p.id IN (SELECT v.participant_id FROM verbatim v"
        "   JOIN source s ON s.id = v.source_id AND s.removed_at IS NULL)))"
        " ORDER BY a.position, a.id"
    )
    return tuple(row.name for row in rows)


def _wave(row: sa.Row[Any]) -> Wave:
    return Wave(
        WaveId(row.id),
        SurveyId(row.survey_id),
        row.name,
        dt.date.fromisoformat(row.starts_on) if row.starts_on else None,
        dt.date.fromisoformat(row.ends_on) if row.ends_on else None,
        row.invited,
    )
