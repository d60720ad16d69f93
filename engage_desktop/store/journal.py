"""The journal: every act of a person, with what it takes to undo and redo it, kept in the study itself."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from engage_desktop.errors import EngageError, Reason
from engage_desktop.models import tables
from engage_desktop.models.ids import ActId, CoderId
from engage_desktop.models.study import Act
from engage_desktop.store.database import Session

_DONE, _UNDONE = 0, 1
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Change:
    """One row before and after: None before an insert, None after a delete."""

    table: str
    before: Row | None
    after: Row | None


@contextlib.contextmanager
def act(session: Session, verb: str, *, coder: CoderId | None = None, **facts: str | int) -> Iterator[None]:
    """Record the block as one act named `verb`; a block that changes nothing leaves no entry."""
    with recording(session):
        yield
    changes = noted(session)
    if changes:
        append(session, verb, changes, coder=coder, facts={key: str(value) for key, value in facts.items()})


@contextlib.contextmanager
def recording(session: Session) -> Iterator[None]:
    """Note every row that the block changes."""
    session.be_recorded()
    session.sql("UPDATE temp.recording SET is_on = 1")
    yield
    session.sql("UPDATE temp.recording SET is_on = 0")


def noted(session: Session) -> tuple[Change, ...]:
    """The changes noted since the last call, in their order."""
    if not session.recorded:
        return ()
    rows = session.rows("SELECT tbl, before, after FROM temp.noted ORDER BY seq")
    session.sql("DELETE FROM temp.noted")
    session.touched.update(row[0] for row in rows)
    return tuple(Change(row[0], _loads(row[1]), _loads(row[2])) for row in rows if row[1] != row[2])


def append(
    session: Session, verb: str, changes: tuple[Change, ...], *, coder: CoderId | None, facts: dict[str, str]
) -> None:
    """Write an entry by hand: for bulk loads, whose one change is the mark on their source."""
    journal = tables.journal
    session.execute(sa.delete(journal).where(journal.c.undone == _UNDONE))
    session.execute(
        sa.insert(journal).values(
            at=dt.datetime.now().astimezone().isoformat(timespec="seconds"),
            coder_id=coder,
            verb=verb,
            facts=json.dumps(facts, ensure_ascii=False),
            changes=_pack(changes),
            undone=_DONE,
        )
    )


def undo(session: Session) -> Act:
    """Take the last act back; raises when there is none."""
    found = _pick(session, undone=_DONE)
    if found is None:
        raise EngageError(Reason.NOTHING_TO_UNDO)
    done, changes = found
    session.sql("PRAGMA defer_foreign_keys = ON")
    for change in reversed(changes):
        _put(session, change.table, present=change.after, wanted=change.before)
    _mark(session, done.id, _UNDONE)
    return done


def redo(session: Session) -> Act:
    """Do again the act that was taken back last; raises when there is none."""
    found = _pick(session, undone=_UNDONE)
    if found is None:
        raise EngageError(Reason.NOTHING_TO_REDO)
    undone, changes = found
    session.sql("PRAGMA defer_foreign_keys = ON")
    for change in changes:
        _put(session, change.table, present=change.before, wanted=change.after)
    _mark(session, undone.id, _DONE)
    return undone


def history(session: Session, *, limit: int = 200) -> tuple[Act, ...]:
    """The last acts, newest first."""
    rows = session.execute(_acts().order_by(tables.journal.c.id.desc()).limit(limit))
    return tuple(_act(row) for row in rows)


def next_undo(session: Session) -> Act | None:
    """The act that `undo` would take back."""
    found = _row(session, undone=_DONE)
    return None if found is None else _act(found)


def next_redo(session: Session) -> Act | None:
    """The act that `redo` would do again."""
    found = _row(session, undone=_UNDONE)
    return None if found is None else _act(found)


def _acts() -> sa.Select[Any]:
    journal, coder = tables.journal, tables.coder
    return sa.select(journal, coder.c.name.label("coder")).select_from(
        journal.outerjoin(coder, coder.c.id == journal.c.coder_id)
    )


def _row(session: Session, *, undone: int) -> sa.Row[Any] | None:
    journal = tables.journal
    order = journal.c.id.desc() if undone == _DONE else journal.c.id.asc()
    return session.execute(_acts().where(journal.c.undone == undone).order_by(order).limit(1)).first()


def _pick(session: Session, *, undone: int) -> tuple[Act, tuple[Change, ...]] | None:
    row = _row(session, undone=undone)
    return None if row is None else (_act(row), _unpack(row.changes))


def _act(row: sa.Row[Any]) -> Act:
    return Act(
        ActId(row.id),
        dt.datetime.fromisoformat(row.at),
        row.coder or "",
        row.verb,
        tuple(json.loads(row.facts).items()),
        bool(row.undone),
    )


def _mark(session: Session, act_id: ActId, state: int) -> None:
    session.execute(sa.update(tables.journal).where(tables.journal.c.id == act_id).values(undone=state))


def _put(session: Session, name: str, *, present: Row | None, wanted: Row | None) -> None:
    table = tables.metadata.tables[name]
    if wanted is None and present is not None:
        session.execute(sa.delete(table).where(_same(table, present)))
    elif present is None and wanted is not None:
        session.execute(sa.insert(table).values(_typed(table, wanted)))
    elif present is not None and wanted is not None:
        session.execute(sa.update(table).where(_same(table, present)).values(_typed(table, wanted)))


def _same(table: sa.Table, row: Row) -> sa.ColumnElement[bool]:
    return sa.and_(*(column == row[column.name] for column in table.primary_key.columns))


def _typed(table: sa.Table, row: Row) -> Row:
    return {
        name: bytes.fromhex(value)
        if value is not None and isinstance(table.c[name].type, sa.LargeBinary)
        else value
        for name, value in row.items()
    }


def _loads(text: str | None) -> Row | None:
    return None if text is None else json.loads(text)


def _pack(changes: tuple[Change, ...]) -> bytes:
    text = json.dumps([[c.table, c.before, c.after] for c in changes], ensure_ascii=False)
    return zlib.compress(text.encode(), 1)


def _unpack(packed: bytes) -> tuple[Change, ...]:
    return tuple(Change(*each) for each in json.loads(zlib.decompress(packed)))
