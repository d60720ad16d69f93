"""The shape of a study file: which version it is, and how it is brought to today's.

`application_id` 0x456E6701 ("Eng" and 1) marks the file as ours, `user_version` is the number of the schema.
A new file takes the same road as an old one: every revision in turn, inside the caller's transaction.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from engage_desktop.errors import EngageError, Reason

APPLICATION_ID = 0x456E6701
VERSION = 3

_MAGIC = b"SQLite format 3\x00"
_HEADER_LENGTH = 100
_LOGGED = 2  # the file format of SQLite while its log is in use
_FOLDER = Path(__file__).parent / "migrations"


@dataclass(frozen=True, slots=True)
class Header:
    """What the first hundred bytes of a study say, read without opening it."""

    application_id: int
    user_version: int
    has_log: bool  # it was not closed: a log beside it may hold its last changes


def read_header(path: Path) -> Header:
    """The header of the study at `path`; raises when it is missing, no study, or of a newer version."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEADER_LENGTH)
    except FileNotFoundError:
        raise EngageError(Reason.FILE_MISSING, where=str(path)) from None
    except OSError as error:
        raise EngageError(Reason.FILE_UNREADABLE, where=str(path), detail=error.strerror or "") from error
    if len(head) < _HEADER_LENGTH or not head.startswith(_MAGIC):
        raise EngageError(Reason.STUDY_NOT_ONE, where=str(path))
    user_version = struct.unpack(">i", head[60:64])[0]
    application_id = struct.unpack(">I", head[68:72])[0]
    if application_id != APPLICATION_ID:
        raise EngageError(Reason.STUDY_NOT_ONE, where=str(path))
    refuse_newer(user_version, path)
    return Header(application_id, user_version, head[18] == _LOGGED)


def is_ours(path: Path) -> bool:
    """Whether the file says that it is a study of this application, of whatever version."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEADER_LENGTH)
    except OSError:
        return False
    return head.startswith(_MAGIC) and head[68:72] == struct.pack(">I", APPLICATION_ID)


def refuse_newer(version: int, path: Path) -> None:
    """Raise when a schema version is one that this application does not know."""
    if version > VERSION:
        raise EngageError(Reason.STUDY_NEWER, where=str(path), found=version, known=VERSION)


def migrate(connection: sa.Connection) -> None:
    """Bring the schema to `VERSION` inside the transaction of `connection`, whose foreign keys are off.

    With foreign keys on, a rebuilt table would silently delete the rows that refer to it.
    """
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
    if broken:
        raise EngageError(Reason.STUDY_DAMAGED, detail=f"foreign keys: {len(broken)}")
    connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version = {VERSION}")


def foreign_objects(connection: sa.Connection) -> tuple[str, ...]:
    """Triggers and views found in the file: we write none, so each is somebody else's."""
    rows = connection.exec_driver_sql("SELECT name FROM sqlite_schema WHERE type IN ('trigger', 'view')")
    return tuple(str(row[0]) for row in rows)
