"""The study as a whole: its head, its counts, its settings."""

from __future__ import annotations

import datetime as dt
import uuid

import numpy as np
import sqlalchemy as sa

from engage_desktop.models import tables
from engage_desktop.models.study import StudyCounts, StudyHead
from engage_desktop.store import codings, columns
from engage_desktop.store.database import Session


def start(session: Session, *, title: str, language: str, application: str) -> None:
    """Write the one row of a new study."""
    now = dt.datetime.now().astimezone().isoformat(timespec="seconds")
    session.execute(
        sa.insert(tables.study).values(
            id=1,
            uid=uuid.uuid4().hex,
            title=title,
            language=language,
            created_at=now,
            application=application,
        )
    )


def head(session: Session) -> StudyHead:
    """What is said of the study."""
    title, description, language, created = session.rows(
        "SELECT title, description, language, created_at FROM study"
    )[0]
    return StudyHead(title, description, language, dt.datetime.fromisoformat(created))


def counts(session: Session) -> StudyCounts:
    """How much the study holds, what was taken back apart."""
    verbatims = columns.verbatims(session)
    applied = codings.applied(session)
    at = columns.places(verbatims.id, applied.verbatim)
    known = np.zeros(len(columns.participants(session).id) + 1, dtype=np.bool_)  # the last one for nobody, -1
    known[verbatims.person] = known[columns.responses(session).person] = True
    known[-1] = False
    return StudyCounts(
        surveys=_count(
            session,
            "SELECT count(*) FROM survey WHERE deleted_at IS NULL AND (made_by_source_id IS NULL"
            " OR made_by_source_id IN (SELECT id FROM source WHERE removed_at IS NULL)"
            " OR id IN (SELECT survey_id FROM source WHERE removed_at IS NULL))",
        ),
        responses=len(columns.responses(session).id),
        verbatims=len(verbatims.id),
        participants=int(np.count_nonzero(known)),
        codings=int(np.count_nonzero(at >= 0)),
        sources=_count(session, "SELECT count(*) FROM source WHERE removed_at IS NULL"),
        coded=len(columns.distinct(at[at >= 0])),
        codes=_count(session, "SELECT count(*) FROM code"),
        reports=_count(session, "SELECT count(*) FROM report"),
    )


def setting(session: Session, key: str, default: str = "") -> str:
    """A setting of the study."""
    value = session.sql("SELECT value FROM setting WHERE key = ?", (key,)).scalar()
    return default if value is None else str(value)


def put_setting(session: Session, key: str, value: str) -> None:
    """Keep a setting of the study."""
    known = session.sql("SELECT 1 FROM setting WHERE key = ?", (key,)).scalar()
    table = tables.setting
    if known is None:
        session.execute(sa.insert(table).values(key=key, value=value))
    else:
        session.execute(sa.update(table).where(table.c.key == key).values(value=value))


def _count(session: Session, text: str) -> int:
    return int(session.sql(text).scalar() or 0)


def rename(session: Session, title: str) -> None:
    """Write the title."""
    session.execute(sa.update(tables.study).values(title=title))


def revision(session: Session) -> int:
    """How many times the study was written: what tells whether a backup is still its equal."""
    return int(session.sql("SELECT revision FROM study").scalar() or 0)


def application(session: Session) -> str:
    """Which application made the study."""
    return str(session.sql("SELECT application FROM study").scalar() or "")
