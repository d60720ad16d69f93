"""What was computed from the study and stays true until one of its tables changes."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar, cast

T = TypeVar("T")


class Cache:
    """Values by name, each with the tables it was made from. Safe from any thread."""

    def __init__(self) -> None:
        self._values: dict[str, tuple[frozenset[str], object]] = {}
        self._lock = threading.RLock()
        self._changes = 0

    def get(self, name: str, tables: frozenset[str], make: Callable[[], T]) -> T:
        """The value of `name`, made when missing; a value made while a commit passed by is not kept."""
        with self._lock:
            known = self._values.get(name)
            before = self._changes
        if known is not None:
            return cast("T", known[1])
        value = make()
        with self._lock:
            if self._changes == before:
                self._values[name] = (tables, value)
        return value

    def forget(self, touched: frozenset[str]) -> None:
        """Drop what was made from any of the `touched` tables."""
        if not touched:
            return
        with self._lock:
            self._changes += 1
            self._values = {key: kept for key, kept in self._values.items() if not kept[0] & touched}


class SessionCache:
    """The cache as one session may use it: what it has changed itself, and not committed, is made afresh."""

    def __init__(self, shared: Cache, touched: set[str]) -> None:
        self._shared = shared
        self._touched = touched

    def get(self, name: str, tables: frozenset[str], make: Callable[[], T]) -> T:
        """The value of `name`, made when missing or when this session changed one of its `tables`."""
        return make() if self._touched & tables else self._shared.get(name, tables, make)
