"""A foreign SQLite file opened to be read: a private copy, read-only, nothing of its own allowed to run."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from engage_desktop.errors import EngageError, Reason

_LARGEST = 512 << 20
_PRAGMAS = ("query_only=ON", "trusted_schema=OFF", "cell_size_check=ON", "mmap_size=0", "temp_store=MEMORY")
_FUNCTIONS = frozenset({"coalesce", "count", "max", "min", "length", "substr"})


class Foreign:
    """Tables of a foreign file, a row at a time. A view or a virtual table is never read."""

    def __init__(self, connection: Any, tables: frozenset[str]) -> None:
        self._connection = connection
        self.tables = tables

    def rows(self, table: str, *columns: str, order: str = "") -> Iterator[dict[str, Any]]:
        """The rows of `table`; a column or a table that this file does not have gives None, or no row."""
        if table not in self.tables:
            return
        known = {str(row[1]) for row in self._connection.execute(f'PRAGMA table_info("{table}")')}
        there = [column for column in columns if column in known]
        if not there:
            return
        listed = ", ".join(f'"{column}"' for column in there)
        sorting = f' ORDER BY "{order}"' if order in known else ""
        for row in self._connection.execute(f'SELECT {listed} FROM "{table}"{sorting}'):  # noqa: S608 - our own names
            yield {**dict.fromkeys(columns), **dict(zip(there, row, strict=True))}


@contextlib.contextmanager
def opened(path: Path) -> Iterator[Foreign]:
    """The database at `path`; raises FILE_DAMAGED, FILE_TOO_LARGE."""
    from pysqlite3 import dbapi2 as sqlite

    if path.stat().st_size > _LARGEST:
        raise EngageError(Reason.FILE_TOO_LARGE, where=str(path), limit=_LARGEST >> 20, unit="MiB")
    with tempfile.TemporaryDirectory(prefix="engage-") as folder:
        copy = Path(folder) / "copy.db"
        shutil.copyfile(path, copy)
        log = path.with_name(path.name + "-wal")
        if log.is_file() and log.stat().st_size <= _LARGEST:  # the other program may be open
            shutil.copyfile(log, copy.with_name("copy.db-wal"))
        try:
            with contextlib.closing(sqlite.connect(str(copy))) as connection:
                for pragma in _PRAGMAS:
                    connection.execute(f"PRAGMA {pragma}")
                tables = frozenset(
                    row[0]
                    for row in connection.execute(
                        "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
                    )
                )
                connection.set_authorizer(_allowed)
                yield Foreign(connection, tables)
        except (
            sqlite.DatabaseError,
            UnicodeDecodeError,
        ) as error:  # what it says of a damaged name is no UTF-8
            raise EngageError(Reason.FILE_DAMAGED, where=str(path), detail=f"SQLite: {error}"[:200]) from None


def _allowed(action: int, first: str | None, second: str | None, *_: object) -> int:
    from pysqlite3 import dbapi2 as sqlite

    reading = action in (sqlite.SQLITE_SELECT, sqlite.SQLITE_READ)
    looking = action == sqlite.SQLITE_PRAGMA and first == "table_info"
    calling = action == sqlite.SQLITE_FUNCTION and second in _FUNCTIONS
    return int(sqlite.SQLITE_OK if reading or looking or calling else sqlite.SQLITE_DENY)
