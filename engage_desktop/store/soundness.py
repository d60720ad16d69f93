"""Whether a study file is sound: what SQLite checks, and what it cannot (a changed letter in a verbatim)."""

from __future__ import annotations

import contextlib
import hashlib
from pathlib import Path
from typing import Any

from pysqlite3 import dbapi2 as sqlite

from engage_desktop.models.study import Problem

_SHOWN = 20


def text_hash(text: str) -> bytes:
    """The 16 bytes kept beside a text to know that it was not altered."""
    return hashlib.blake2b(text.encode(), digest_size=16).digest()


def unreadable(path: Path) -> bool:
    """Whether SQLite finds a damaged page."""
    try:
        with contextlib.closing(_open(path)) as connection:
            return bool(connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok")
    except sqlite.DatabaseError:
        return True


def problems(path: Path) -> tuple[Problem, ...]:
    """What is wrong with the study at `path`; empty when sound. Reads the whole file."""
    try:
        with contextlib.closing(_open(path)) as connection:
            found = [row[0] for row in connection.execute(f"PRAGMA integrity_check({_SHOWN})")]
            if found != ["ok"]:
                return tuple(Problem("unreadable", "restore") for _ in found[:1])
            return tuple(_logical(connection))
    except sqlite.DatabaseError:
        return (Problem("unreadable", "restore"),)


def _logical(connection: Any) -> list[Problem]:
    found = []
    if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
        found.append(Problem("broken_reference", "restore"))
    if any(text_hash(text) != kept for text, kept in connection.execute("SELECT text, hash FROM verbatim")):
        found.append(Problem("altered_text", "restore"))
    if _altered_coding(connection):
        found.append(Problem("altered_coding", "restore"))
    indexed = connection.execute("SELECT count(*) FROM verbatim_search").fetchone()[0]
    texts = connection.execute("SELECT count(*) FROM verbatim").fetchone()[0]
    if indexed != texts:
        found.append(Problem("search_incomplete", "repair"))
    return found


def _altered_coding(connection: Any) -> bool:
    rows = connection.execute(
        'SELECT v.text, c.start, c."end", c.hash FROM coding c JOIN verbatim v ON v.id = c.verbatim_id'
    )
    return any(
        text_hash(text if start is None else text[start:end]) != kept for text, start, end, kept in rows
    )


def _open(path: Path) -> Any:
    return sqlite.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
