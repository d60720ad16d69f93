"""Everything that a study holds, for comparing, archiving and versioning."""

from __future__ import annotations

from collections.abc import Iterator

from engage_desktop.store import dump
from engage_desktop.store.database import Session


def lines(session: Session) -> Iterator[str]:
    """JSON lines in one canonical order: two equal studies give equal lines."""
    return dump.lines(session)
