"""Sentiment in the study file: the engine's results, and apart from them what people corrected."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence

import sqlalchemy as sa

from engage_desktop.models import tables
from engage_desktop.models.ids import CoderId, VerbatimId
from engage_desktop.models.sentiment import LABELS, Engine, Label, Sentiment
from engage_desktop.store.database import Session

_PENDING = (
    "FROM verbatim v LEFT JOIN sentiment_result r ON r.verbatim_id = v.id AND r.engine = ? AND r.version = {version}"
    " WHERE r.verbatim_id IS NULL AND v.interviewer = 0"
    " AND lower(substr(v.language, 1, 2)) NOT IN ('en', 'de', 'es', 'it', 'pt', 'nl')"  # models.sentiment.FOREIGN
    " AND v.source_id IN (SELECT id FROM source WHERE removed_at IS NULL)"
)
_WISHED = "wish:"  # before the version of a result, when its question asked what is missing
_INSERT = (
    "INSERT OR REPLACE INTO sentiment_result (verbatim_id, engine, version, polarity, label, confidence)"
    " VALUES (?, ?, ?, ?, ?, ?)"
)


def pending_count(session: Session, engine: Engine, wishing: Collection[int]) -> int:
    """How many live verbatims this engine has not read yet; those in another language are never read.

    `wishing` are the questions that ask what is missing: an answer that was read otherwise is to be read again.
    """
    text, values = _unread(engine, wishing)
    return int(session.sql(f"SELECT count(*) {text}", values).scalar() or 0)


def pending(
    session: Session, engine: Engine, wishing: Collection[int], *, after: int, limit: int
) -> list[tuple[int, str, int]]:
    """The next verbatims to read, as (id, text, question or 0), by ascending id."""
    text, values = _unread(engine, wishing)
    rows = session.rows(
        f"SELECT v.id, v.text, coalesce(v.question_id, 0) {text} AND v.id > ? ORDER BY v.id LIMIT ?",
        (*values, after, limit),
    )
    return [(key, text, question) for key, text, question in rows]


def _unread(engine: Engine, wishing: Collection[int]) -> tuple[str, tuple[str, ...]]:
    """The SQL of what is pending, and its values."""
    if not wishing:
        return _PENDING.format(version="?"), (engine.name, engine.version)
    numbers = ", ".join(str(int(each)) for each in sorted(wishing))
    version = f"CASE WHEN v.question_id IN ({numbers}) THEN ? ELSE ? END"
    return _PENDING.format(version=version), (engine.name, _WISHED + engine.version, engine.version)


def put(session: Session, engine: Engine, results: Sequence[tuple[int, Sentiment, bool]]) -> None:
    """Keep results; each tells whether the text was read as the answer to what is missing."""
    rows = [
        (
            key,
            engine.name,
            _WISHED * wished + engine.version,
            felt.polarity,
            LABELS.index(felt.label),
            felt.confidence,
        )
        for key, felt, wished in results
    ]
    session.bulk("sentiment_result", _INSERT, rows)


def put_languages(session: Session, found: Sequence[tuple[int, str]]) -> None:
    """Keep the languages of verbatims that turned out not to be French."""
    rows = [(language, key) for key, language in found]
    session.bulk("verbatim", "UPDATE verbatim SET language = ? WHERE id = ?", rows)
    session.bulk(
        "sentiment_result", "DELETE FROM sentiment_result WHERE verbatim_id = ?", [(key,) for key, _ in found]
    )


def correct(session: Session, verbatim: VerbatimId, label: Label, polarity: float, *, coder: CoderId) -> None:
    """Keep a human correction, which wins over any engine."""
    withdraw(session, verbatim)
    session.execute(
        sa.insert(tables.sentiment_correction).values(
            verbatim_id=verbatim,
            polarity=polarity,
            label=LABELS.index(label),
            coder_id=coder,
            corrected_at=dt.datetime.now().astimezone().isoformat(timespec="seconds"),
        )
    )


def withdraw(session: Session, verbatim: VerbatimId) -> None:
    """Take a correction away."""
    table = tables.sentiment_correction
    session.execute(sa.delete(table).where(table.c.verbatim_id == verbatim))
