"""Saved filters."""

from __future__ import annotations

from engage_desktop.errors import EngageError, Reason
from engage_desktop.models import filters as language
from engage_desktop.models.ids import FilterId
from engage_desktop.store import filters, journal
from engage_desktop.store.database import Study


def save_filter(study: Study, name: str, expression: str) -> FilterId:
    """Keep a filter under a name; raises on an empty name or an expression that means nothing."""
    if not name.strip():
        raise EngageError(Reason.NAME_EMPTY)
    language.parse(expression)
    with study.write() as session, journal.act(session, "filter.save", name=name.strip()):
        return filters.save(session, name.strip(), expression)


def delete_filter(study: Study, key: FilterId) -> None:
    """Drop a saved filter."""
    with study.write() as session, journal.act(session, "filter.delete"):
        filters.delete(session, key)
