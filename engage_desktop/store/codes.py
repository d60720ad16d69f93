"""The codebook and its coders: the tree with its counts, and the rows that make it."""

from __future__ import annotations

import datetime as dt
import uuid
from typing import Any

import numpy as np
import sqlalchemy as sa

from engage_desktop.errors import EngageError, Reason
from engage_desktop.models import tables
from engage_desktop.models.codes import Code, Coder
from engage_desktop.models.folding import fold
from engage_desktop.models.ids import CodeId, CoderId
from engage_desktop.store import codings, columns
from engage_desktop.store.database import Session

_COLORS = 8


def tree(session: Session) -> tuple[Code, ...]:
    """Every code, each after its parent and before its next sibling, with how many live verbatims carry it."""
    counts, totals = _counts(session)
    rows = session.execute(sa.select(tables.code).order_by(tables.code.c.position, tables.code.c.id)).all()
    children: dict[int | None, list[sa.Row[Any]]] = {}
    for row in rows:
        children.setdefault(row.parent_id, []).append(row)
    found: list[Code] = []

    def add(parent: int | None, color: int | None) -> None:
        for row in children.get(parent, ()):
            shown = row.color if color is None else color
            found.append(_code(row, shown, counts.get(row.id, 0), totals.get(row.id, 0)))
            add(row.id, shown)

    add(None, None)
    return tuple(found)


def find(session: Session, name: str, *, parent: CodeId | None = None, anywhere: bool = True) -> Code | None:
    """The code of that name, accents and case ignored: `anywhere` in the tree, or right under `parent`."""
    wanted = fold(name.strip())
    return next(
        (each for each in tree(session) if fold(each.name) == wanted and (anywhere or each.parent == parent)),
        None,
    )


def get(session: Session, code: CodeId) -> Code:
    """The code of that id; raises when there is none."""
    found = next((each for each in tree(session) if each.id == code), None)
    if found is None:
        raise EngageError(Reason.CODE_UNKNOWN, name=f"n° {code}")
    return found


def name(session: Session, code: CodeId) -> str:
    """The name of a code; raises when there is none of that id."""
    found = session.sql("SELECT name FROM code WHERE id = ?", (int(code),)).scalar()
    if found is None:
        raise EngageError(Reason.CODE_UNKNOWN, name=f"n° {code}")
    return str(found)


def insert(session: Session, name: str, *, parent: CodeId | None, color: int, key: str) -> CodeId:
    """A new code after its siblings."""
    position = session.sql(
        "SELECT coalesce(max(position), 0) + 1 FROM code WHERE parent_id IS ?", (parent,)
    ).scalar()
    return CodeId(
        session.insert(
            tables.code,
            uid=uuid.uuid4().hex,
            name=name,
            parent_id=parent,
            color=color,
            key=key,
            position=position,
        )
    )


def next_color(session: Session) -> int:
    """The hue least used by top codes."""
    used = dict(session.rows("SELECT color, count(*) FROM code WHERE parent_id IS NULL GROUP BY color"))
    return min(range(1, _COLORS + 1), key=lambda color: (used.get(color, 0), color))


def coders(session: Session) -> tuple[Coder, ...]:
    """Who codes."""
    rows = session.rows("SELECT id, name FROM coder ORDER BY id")
    return tuple(Coder(CoderId(key), name) for key, name in rows)


def coder(session: Session, name: str) -> CoderId:
    """The coder of that name, entered when new."""
    known = session.sql("SELECT id FROM coder WHERE name = ?", (name,)).scalar()
    if known is not None:
        return CoderId(int(known))
    now = dt.datetime.now().astimezone().isoformat(timespec="seconds")
    return CoderId(session.insert(tables.coder, name=name, created_at=now))


def _counts(session: Session) -> tuple[dict[int, int], dict[int, int]]:
    """How many live verbatims carry each code itself, and each code or one of its sub-codes."""

    def make() -> tuple[dict[int, int], dict[int, int]]:
        own, families = codings.carried(session), codings.carried_with_parents(session)
        return _by_code(own.code), _by_code(families.code)

    return session.cache.get("code counts", columns.TABLES | {"verbatim", "coding", "code"}, make)


def _by_code(carried: columns.Ints) -> dict[int, int]:
    counts = np.bincount(carried)
    return {int(code): int(counts[code]) for code in np.flatnonzero(counts)}


def _code(row: sa.Row[Any], color: int, count: int, total: int) -> Code:
    parent = None if row.parent_id is None else CodeId(row.parent_id)
    return Code(CodeId(row.id), row.name, parent, color, row.key, row.description, row.position, count, total)


def update(
    session: Session,
    code: CodeId,
    *,
    name: str | None,
    color: int | None,
    key: str | None,
    description: str | None,
) -> None:
    """Write what is given of a code."""
    given = {"name": name, "color": color, "key": key, "description": description}
    values = {column: value for column, value in given.items() if value is not None}
    if values:
        session.execute(sa.update(tables.code).where(tables.code.c.id == code).values(**values))


def release_key(session: Session, key: str) -> None:
    """Take the key away from whatever code holds it."""
    session.execute(sa.update(tables.code).where(tables.code.c.key == key).values(key=""))


def family(session: Session, code: CodeId) -> frozenset[CodeId]:
    """The code and everything under it."""
    found = {code}
    for each in tree(session):  # parents come before their children
        if each.parent in found:
            found.add(each.id)
    return frozenset(found)


def move(session: Session, code: CodeId, *, parent: CodeId | None) -> None:
    """Put the code after the children of `parent`."""
    position = session.sql(
        "SELECT coalesce(max(position), 0) + 1 FROM code WHERE parent_id IS ?", (parent,)
    ).scalar()
    moved = sa.update(tables.code).where(tables.code.c.id == code)
    session.execute(moved.values(parent_id=parent, position=position))


def delete(session: Session, code: CodeId) -> int:
    """Delete the code and what is under it, with their codings; gives how many codings went."""
    doomed = sorted(family(session, code), reverse=True)
    codings_gone = session.execute(
        sa.delete(tables.coding).where(tables.coding.c.code_id.in_(doomed))
    ).rowcount
    children_first = [each.id for each in reversed(tree(session)) if each.id in doomed]
    for each in children_first:
        session.execute(sa.delete(tables.code).where(tables.code.c.id == each))
    return int(codings_gone)
