"""Saved filters: smart folders with their counts."""

from __future__ import annotations

import numpy as np
import sqlalchemy as sa

from engage_desktop.errors import EngageError
from engage_desktop.models import filters, tables
from engage_desktop.models.ids import FilterId
from engage_desktop.models.study import SavedFilter
from engage_desktop.store import filtering
from engage_desktop.store.database import Session


def saved(session: Session) -> tuple[SavedFilter, ...]:
    """The saved filters in their order, each with how many verbatims it selects now (0 when it means nothing)."""
    rows = session.rows("SELECT id, name, expression FROM saved_filter ORDER BY position, id")
    return tuple(SavedFilter(FilterId(key), name, said, _count(session, said)) for key, name, said in rows)


def save(session: Session, name: str, expression: str) -> FilterId:
    """Keep a filter under a name; a name already there takes the new expression."""
    table = tables.saved_filter
    known = session.sql("SELECT id FROM saved_filter WHERE name = ?", (name,)).scalar()
    if known is not None:
        session.execute(sa.update(table).where(table.c.id == known).values(expression=expression))
        return FilterId(int(known))
    position = session.sql("SELECT coalesce(max(position), 0) + 1 FROM saved_filter").scalar()
    return FilterId(session.insert(table, name=name, expression=expression, position=position))


def delete(session: Session, key: FilterId) -> None:
    """Drop a saved filter."""
    session.execute(sa.delete(tables.saved_filter).where(tables.saved_filter.c.id == key))


def named(session: Session) -> tuple[tuple[str, str], ...]:
    """What a filter may name in this study, as (key, name): waves, then surveys, then codes."""
    found: list[tuple[str, str]] = []
    for key in ("wave", "survey", "code"):
        found += [(key, row[0]) for row in session.rows(f"SELECT name FROM {key}")]  # noqa: S608 - three fixed words
    return tuple(found)


def _count(session: Session, expression: str) -> int:
    try:
        return int(np.count_nonzero(filtering.verbatim_mask(session, filters.parse(expression))))
    except EngageError:  # an attribute that went with its source: the filter selects nothing now
        return 0
