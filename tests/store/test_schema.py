"""The schema: migrated files and today's tables never drift apart; yesterday's files open today."""

from __future__ import annotations

import contextlib
import shutil
from pathlib import Path

import pytest
import sqlalchemy as sa
from pysqlite3 import dbapi2 as sqlite
from sqlalchemy.dialects import sqlite as dialect
from sqlalchemy.schema import CreateTable

from engage_desktop.models import tables
from engage_desktop.operations import studies
from engage_desktop.store import columns, database, schema, verbatims
from engage_desktop.store.batch import MISSING_POINTS

DATA = Path(__file__).parents[1] / "data"


def plain(sql: str) -> str:
    return " ".join(
        sql.replace('"', "").replace("(", " ( ").replace(")", " ) ").replace(",", " , ").split()
    ).lower()


def test_a_migrated_file_has_exactly_the_tables_of_the_models(tmp_path: Path) -> None:
    database.create(tmp_path / "a.engage").close()
    with sqlite.connect(str(tmp_path / "a.engage")) as connection:
        migrated = dict(connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'table'"))
    connection.close()
    for table in tables.metadata.tables.values():
        wanted = str(CreateTable(table).compile(dialect=dialect.dialect()))
        assert columns_of(migrated[table.name]) == columns_of(wanted), table.name
    extra = {n for n in migrated if not n.startswith(("verbatim_search", "sqlite_"))} - set(
        tables.metadata.tables
    )
    assert extra == {"alembic_version"}


def columns_of(sql: str) -> tuple[list[str], str]:
    """The declarations of a CREATE TABLE, in any order, and what follows them."""
    inside, _, after = plain(sql)[plain(sql).index("(") + 1 :].rpartition(")")
    parts: list[str] = []
    current: list[str] = []
    depth = 0
    for word in inside.split():
        depth += (word == "(") - (word == ")")
        if word == "," and depth == 0:
            parts.append(" ".join(current))
            current = []
        else:
            current.append(word)
    return sorted([*parts, " ".join(current)]), after.strip()


def test_a_migrated_file_has_exactly_the_indexes_of_the_models(tmp_path: Path) -> None:
    database.create(tmp_path / "a.engage").close()
    with sqlite.connect(str(tmp_path / "a.engage")) as connection:
        found = {
            row[0]
            for row in connection.execute(
                "SELECT name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL"
                " AND tbl_name NOT LIKE 'verbatim_search%'"
            )
        }
    connection.close()
    assert found == {str(i.name) for t in tables.metadata.tables.values() for i in t.indexes}


def test_every_table_of_ours_is_strict(tmp_path: Path) -> None:
    database.create(tmp_path / "a.engage").close()
    with sqlite.connect(str(tmp_path / "a.engage")) as connection:
        loose = {
            row[1]
            for row in connection.execute("PRAGMA table_list")
            if not row[5] and not row[1].startswith(("sqlite_", "verbatim_search", "alembic_"))
        }
    connection.close()
    assert loose == set()


def test_the_study_of_schema_version_1_opens_today(tmp_path: Path) -> None:
    path = tmp_path / "v1.engage"
    shutil.copy(DATA / "schema-1.engage", path)
    assert schema.read_header(path).user_version == 1
    with studies.open_study(path) as study, study.read() as session:
        found = verbatims.find(session, "station")
        assert len(found.ids) == 3
        assert found.coded == 1
    assert studies.check(path).ok


def test_what_an_older_version_counted_is_counted_anew(tmp_path: Path) -> None:
    path = tmp_path / "v1.engage"
    shutil.copy(DATA / "schema-1.engage", path)
    with contextlib.closing(sqlite.connect(str(path))) as connection, connection:
        first = connection.execute("SELECT id FROM response ORDER BY id").fetchone()[0]
        asked = connection.execute("SELECT id FROM question WHERE kind = 'nps'").fetchone()[0]
        connection.execute(
            "UPDATE answer SET number = NULL, missing = 'not_applicable' WHERE response_id = ? AND question_id = ?",
            (first, asked),
        )  # as a file of that version had it: the column says something else
    for opened in (studies.open_for_reading, studies.open_study):
        with opened(path) as study, study.read() as session:
            all_of = columns.responses(session)
            assert all_of.nps[0] == MISSING_POINTS["not_applicable"]


def test_an_interrupted_migration_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(connection: sa.Connection) -> None:
        schema_migrate(connection)
        raise KeyboardInterrupt

    schema_migrate = schema.migrate
    monkeypatch.setattr(schema, "migrate", stopped)
    with pytest.raises(KeyboardInterrupt):
        database.create(tmp_path / "a.engage")
    assert list(tmp_path.iterdir()) == []
