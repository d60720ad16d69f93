"""The journal: every act of a person, with what it takes to undo and redo it, kept in the study itself."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

import sqlalchemy as sa

from engage_desktop.errors import EngageError, Reason
from engage_desktop.models import tables
from engage_desktop.models.ids import ActId, CoderId
from engage_desktop.models.study import Act
from engage_desktop.store import search
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
    """Note every row that the block changes; a block within a block leaves the noting of the outer one on."""
    session.be_recorded()
    before = session.sql("SELECT is_on FROM temp.recording").scalar()
    session.sql("UPDATE temp.recording SET is_on = 1")
    yield
    session.sql("UPDATE temp.recording SET is_on = ?", (before,))


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
    _put_all(session, ((each.table, each.after, each.before) for each in reversed(changes)))
    _say_again(session, [(each.after, each.before) for each in reversed(changes) if each.table == "verbatim"])
    _mark(session, done.id, _UNDONE)
    return done


def redo(session: Session) -> Act:
    """Do again the act that was taken back last; raises when there is none."""
    found = _pick(session, undone=_UNDONE)
    if found is None:
        raise EngageError(Reason.NOTHING_TO_REDO)
    undone, changes = found
    session.sql("PRAGMA defer_foreign_keys = ON")
    _put_all(session, ((each.table, each.before, each.after) for each in changes))
    _say_again(session, [(each.before, each.after) for each in changes if each.table == "verbatim"])
    _mark(session, undone.id, _DONE)
    return undone


def changes(session: Session, *, but: str) -> Iterator[Change]:
    """Every change of the acts that still hold, oldest first; those of the verb `but` are left out."""
    for (packed,) in session.rows(
        "SELECT changes FROM journal WHERE undone = ? AND verb <> ? ORDER BY id", (_DONE, but)
    ):
        yield from _unpack(packed)


def changes_of(session: Session, verb: str, facts: dict[str, str]) -> tuple[Change, ...]:
    """The changes of the latest act of that verb that still holds and has these facts; none when there is none."""
    for said, packed in session.rows(
        "SELECT facts, changes FROM journal WHERE undone = ? AND verb = ? ORDER BY id DESC", (_DONE, verb)
    ):
        if facts.items() <= json.loads(said).items():
            return _unpack(packed)
    return ()


def withdraw(session: Session, found: Iterable[Change]) -> None:
    """Take changes back out of their turn: only rows that are still what the last of them made of them."""
    whole: dict[tuple[str, tuple[object, ...]], Change] = {}
    for each in found:
        row = each.after or each.before or {}
        key = each.table, tuple(row[column.name] for column in tables.metadata.tables[each.table].primary_key)
        first = whole.pop(key, each)
        whole[key] = Change(each.table, first.before, each.after)
    session.sql("PRAGMA defer_foreign_keys = ON")
    undone = [each for each in reversed(whole.values()) if _stands(session, each)]
    with recording(session):
        _put_all(session, ((each.table, each.after, each.before) for each in undone))
    _say_again(session, [(each.after, each.before) for each in undone if each.table == "verbatim"])


def _stands(session: Session, change: Change) -> bool:
    if change.after is None or change.before == change.after:
        return False
    table, names = tables.metadata.tables[change.table], list(change.after)
    same = " AND ".join(f'"{name}" IS ?' for name in names)
    statement = f'SELECT 1 FROM "{table.name}" WHERE {same}'  # noqa: S608 - our own names
    return bool(session.rows(statement, _values(table, change.after, names)))


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


def _say_again(session: Session, texts: list[tuple[Row | None, Row | None]]) -> None:
    """Have search, and sentiment after it, follow the texts that came back or went."""
    known: dict[int, bool] = {}  # whether it stood in the index before
    now: dict[int, str | None] = {}
    for present, wanted in texts:
        row = wanted or present
        if row is not None and (present is None or wanted is None or present["text"] != wanted["text"]):
            known.setdefault(int(row["id"]), present is not None)
            now[int(row["id"])] = None if wanted is None else str(wanted["text"])
    if now:
        search.follow(session, now, gone=[key for key, stood in known.items() if stood])
        again = [(key,) for key in now]
        session.bulk("sentiment_result", "DELETE FROM sentiment_result WHERE verbatim_id = ?", again)


def _mark(session: Session, act_id: ActId, state: int) -> None:
    session.execute(sa.update(tables.journal).where(tables.journal.c.id == act_id).values(undone=state))


Step = tuple[str, Row | None, Row | None]  # table, the row as it is, the row that is wanted


def _put_all(session: Session, steps: Iterable[Step]) -> None:
    """Give each row what is wanted of it, in order; rows alike that follow each other go together."""
    for (name, _alike), alike in groupby(steps, key=_shape):
        _put(session, tables.metadata.tables[name], [(present, wanted) for _name, present, wanted in alike])


def _shape(step: Step) -> tuple[str, tuple[object, ...]]:
    """What two steps share when one statement does for both."""
    name, present, wanted = step
    return name, (present is None, None if wanted is None else tuple(wanted))


def _put(session: Session, table: sa.Table, pairs: list[tuple[Row | None, Row | None]]) -> None:
    present, wanted = pairs[0]
    keys = [column.name for column in table.primary_key.columns]
    same = " AND ".join(f'"{key}" = ?' for key in keys)
    if wanted is None:
        statement = f'DELETE FROM "{table.name}" WHERE {same}'  # noqa: S608 - our own names, here and below
        session.bulk(table.name, statement, [_values(table, was or {}, keys) for was, _none in pairs])
        return
    names = list(wanted)
    if present is None:
        holes = ", ".join("?" * len(names))
        columns = ", ".join(f'"{name}"' for name in names)
        statement = f'INSERT INTO "{table.name}" ({columns}) VALUES ({holes})'  # noqa: S608
        session.bulk(table.name, statement, [_values(table, row or {}, names) for _none, row in pairs])
        return
    sets = ", ".join(f'"{name}" = ?' for name in names)
    statement = f'UPDATE "{table.name}" SET {sets} WHERE {same}'  # noqa: S608
    rows = [(*_values(table, row or {}, names), *_values(table, was or {}, keys)) for was, row in pairs]
    session.bulk(table.name, statement, rows)


def _values(table: sa.Table, row: Row, names: Sequence[str]) -> tuple[object, ...]:
    """The values of a row as the driver takes them: what was noted of bytes is their hexadecimal."""
    return tuple(
        bytes.fromhex(row[name])
        if row[name] is not None and isinstance(table.c[name].type, sa.LargeBinary)
        else row[name]
        for name in names
    )


def _loads(text: str | None) -> Row | None:
    return None if text is None else json.loads(text)


def _pack(changes: tuple[Change, ...]) -> bytes:
    text = json.dumps([[c.table, c.before, c.after] for c in changes], ensure_ascii=False)
    return zlib.compress(text.encode(), 1)


def _unpack(packed: bytes) -> tuple[Change, ...]:
    return tuple(Change(*each) for each in json.loads(zlib.decompress(packed)))
