"""Memos: at most one text on each target."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Sequence

import sqlalchemy as sa

from engage_desktop.models import tables
from engage_desktop.models.codes import Memo, MemoTarget
from engage_desktop.models.ids import CoderId, MemoId
from engage_desktop.store.database import Session


def memo(session: Session, target: MemoTarget, target_id: int) -> Memo | None:
    """The memo of a target."""
    table = tables.memo
    row = session.execute(
        sa.select(table).where(table.c.target == target.value, table.c.target_id == target_id)
    ).first()
    if row is None:
        return None
    coder = None if row.coder_id is None else CoderId(row.coder_id)
    updated = dt.datetime.fromisoformat(row.updated_at)
    return Memo(MemoId(row.id), target, row.target_id, row.text, coder, updated)


def add(
    session: Session, notes: Sequence[tuple[int, str]], *, target: MemoTarget = MemoTarget.VERBATIM
) -> None:
    """Keep notes, as (target's id, text), as the memos of what has none yet; several on one become one memo."""
    gathered: dict[int, list[str]] = {}
    for key, text in notes:
        gathered.setdefault(key, []).append(text)
    now = dt.datetime.now().astimezone().isoformat(timespec="seconds")
    session.bulk(
        "memo",
        "INSERT INTO memo (uid, target, target_id, text, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?)",
        [
            (uuid.uuid4().hex, target.value, key, "\n\n".join(texts), now, now)
            for key, texts in gathered.items()
        ],
    )


def write(session: Session, target: MemoTarget, target_id: int, text: str, *, coder: CoderId) -> None:
    """Keep the text on its target; an empty text takes the memo away."""
    table = tables.memo
    here = sa.and_(table.c.target == target.value, table.c.target_id == target_id)
    known = memo(session, target, target_id)
    now = dt.datetime.now().astimezone().isoformat(timespec="seconds")
    if not text.strip():
        session.execute(sa.delete(table).where(here))
    elif known is None:
        session.insert(
            table,
            uid=uuid.uuid4().hex,
            target=target.value,
            target_id=target_id,
            text=text,
            coder_id=coder,
            created_at=now,
            updated_at=now,
        )
    elif known.text != text:
        session.execute(sa.update(table).where(here).values(text=text, coder_id=coder, updated_at=now))
