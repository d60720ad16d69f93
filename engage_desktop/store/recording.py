"""How every row that an act changes is noted, by one mechanism for all tables.

The writing connection carries temporary triggers (they live in no file) that note the row before and after each
insert, update and delete while an act is being recorded. So undo cannot miss a change, cascades included.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from engage_desktop.models import tables

_LOCAL_COLUMNS = {"study": {"revision"}}  # bookkeeping, no part of an act


def install(connection: Any) -> None:
    """Prepare a driver connection: the note table, its switch, and the triggers."""
    connection.execute("CREATE TEMP TABLE noted (seq INTEGER PRIMARY KEY, tbl TEXT, before TEXT, after TEXT)")
    connection.execute("CREATE TEMP TABLE recording (is_on INTEGER)")
    connection.execute("INSERT INTO recording VALUES (0)")
    existing = {
        row[0] for row in connection.execute("SELECT name FROM main.sqlite_schema WHERE type='table'")
    }
    for table in tables.JOURNALED:
        if table.name in existing:
            for statement in _triggers(table):
                connection.execute(statement)


def _triggers(table: sa.Table) -> tuple[str, ...]:
    columns = [c for c in table.columns if c.name not in _LOCAL_COLUMNS.get(table.name, set())]
    watched = ", ".join(f'"{c.name}"' for c in columns)
    when = "WHEN (SELECT is_on FROM temp.recording)"
    old, new = _row(columns, "OLD"), _row(columns, "NEW")
    head = f'CREATE TEMP TRIGGER "note_{table.name}_{{}}" AFTER {{}} ON main."{table.name}" {when} BEGIN '
    insert = f"INSERT INTO noted (tbl, before, after) VALUES ('{table.name}', {{}}, {{}}); END"  # noqa: S608 - our own names
    return (
        head.format("i", "INSERT") + insert.format("NULL", new),
        head.format("d", "DELETE") + insert.format(old, "NULL"),
        head.format("u", f"UPDATE OF {watched}") + insert.format(old, new),
    )


def _row(columns: list[sa.Column[Any]], which: str) -> str:
    parts = (
        f"'{c.name}', "
        + (f'hex({which}."{c.name}")' if isinstance(c.type, sa.LargeBinary) else f'{which}."{c.name}"')
        for c in columns
    )
    return f"json_object({', '.join(parts)})"
