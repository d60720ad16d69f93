"""One open study: sessions to read it, one at a time to write it, and who is told when it changed.

WAL with `synchronous=FULL` while open; on closing the log is folded back, so that a closed study is one whole
file. Writers begin IMMEDIATE. SQLite comes from `pysqlite3`, at least 3.51.3.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from pysqlite3 import dbapi2 as sqlite

from engage_desktop.errors import EngageError, Reason
from engage_desktop.store import schema
from engage_desktop.store.cache import Cache, SessionCache
from engage_desktop.store.lock import Lock, lock_path

NEEDED_SQLITE = (3, 51, 3)
_BUSY_MS = 5000

Tables = frozenset[str]
Listener = Callable[[Tables], None]


class Session:
    """A transaction: `connection` runs statements, `touched` gathers the tables that it changed."""

    __slots__ = ("cache", "connection", "recorded", "touched")

    def __init__(self, connection: sa.Connection, cache: Cache, *, recorded: bool = False) -> None:
        self.recorded = recorded  # whether the connection carries the triggers of the journal
        self.connection = connection
        self.touched: set[str] = set()
        self.cache = SessionCache(cache, self.touched)

    def execute(self, statement: sa.Executable, values: object = None) -> sa.CursorResult[Any]:
        """Run a statement; a change is remembered in `touched`."""
        if isinstance(statement, sa.Insert | sa.Update | sa.Delete):
            table = statement.table
            self.touched.add(table.name if isinstance(table, sa.Table) else str(table))
        return self.connection.execute(statement, values)  # type: ignore[call-overload,no-any-return] # one road for all shapes of values

    def sql(self, text: str, values: object = ()) -> sa.CursorResult[Any]:
        """Run driver SQL that reads, with `?` for its values."""
        return self.connection.exec_driver_sql(text, values)  # type: ignore[arg-type] # tuples or lists of them

    def insert(self, table: sa.Table, **values: object) -> int:
        """Write one row; what comes back is its id."""
        key = self.execute(sa.insert(table).values(**values)).inserted_primary_key
        return int(key[0]) if key is not None else 0

    def be_recorded(self) -> None:
        """Have the connection note the rows it changes, if it does not yet."""
        if not self.recorded:
            from engage_desktop.store.recording import install

            install(self._driver)
            self.recorded = True

    def rows(self, text: str, values: tuple[object, ...] = ()) -> list[tuple[Any, ...]]:
        """Every row that driver SQL gives, as plain tuples (many times faster to make arrays of)."""
        return list(self._driver.execute(text, values))

    def bulk(self, table: str, text: str, values: Iterable[tuple[object, ...]]) -> None:
        """Run driver SQL that changes `table`, once per tuple of `values`."""
        self.touched.add(table)
        if values:
            self._driver.executemany(text, values)

    @property
    def _driver(self) -> Any:
        return self.connection.connection.dbapi_connection


class Study:
    """An open study file.

    `read()` gives a session that sees one state of the file and cannot write; any number may be open, on any
    thread. `write()` gives the one session that changes it. `close()` folds the log back into the file.
    """

    def __init__(self, path: Path, *, lock: Lock | None, scratch: Path | None = None) -> None:
        self.path = path
        self.read_only = lock is None
        self.cache = Cache()
        self._lock = lock
        self._scratch = scratch
        self._closed = False
        self._listeners: list[Listener] = []
        self._writing = threading.Lock()
        target = self.file = scratch / path.name if scratch else path  # the file that is read: perhaps a copy
        self._readers = _engine(target, read_only=True)
        self._writer = None if self.read_only else _engine(target, read_only=False)
        self._acts = None if self.read_only else _engine(target, read_only=False, recording=True)

    @contextlib.contextmanager
    def read(self) -> Iterator[Session]:
        """A session that sees the study as it is now."""
        with _said_clearly(self.path), self._readers.connect() as connection, connection.begin():
            yield Session(connection, self.cache)

    @contextlib.contextmanager
    def write(self, *, bulk: bool = False) -> Iterator[Session]:
        """The session that changes the study: all of the block, or nothing.

        `bulk` skips the recording of each row for undo: for loads that are taken back by their source.
        """
        engine = self._writer if bulk else self._acts
        if engine is None:
            raise EngageError(Reason.STUDY_READ_ONLY, where=str(self.path))
        with self._writing:
            if self._closed:
                raise RuntimeError("written after it was closed")
            with _said_clearly(self.path), engine.connect() as connection, connection.begin():
                session = Session(connection, self.cache, recorded=not bulk)
                yield session
                if session.touched:
                    connection.exec_driver_sql("UPDATE study SET revision = revision + 1")
            if bulk and session.recorded:
                engine.dispose()  # the next bulk load starts without the triggers of this one
            touched = frozenset(session.touched)
            self.cache.forget(touched)
        if touched:
            for listener in tuple(self._listeners):
                listener(touched)

    def on_change(self, listener: Listener) -> None:
        """Have `listener` told, on the writing thread, which tables each commit changed."""
        self._listeners.append(listener)

    def close(self) -> None:
        """Fold the log into the file and give it back, after the write at work; closing twice is closing once."""
        if self._closed:
            return
        self._closed = True
        self._readers.dispose()
        with (
            self._writing
        ):  # a connection closed under a write that is at work would take the process with it
            self._close_writers()
        if self._lock is not None:
            self._lock.release()
        if self._scratch is not None:
            shutil.rmtree(self._scratch, ignore_errors=True)

    def _close_writers(self) -> None:
        if self._acts is not None:
            self._acts.dispose()
        if self._writer is not None:
            # By the driver itself: inside a transaction, which SQLAlchemy would begin, the log cannot be folded in.
            # Another program may still be reading: then the log stays, and SQLite folds it in at the next opening.
            with (
                contextlib.suppress(sa.exc.OperationalError, sqlite.OperationalError),
                contextlib.closing(self._writer.raw_connection()) as pooled,
            ):
                pooled.driver_connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # type: ignore[union-attr] # it is connected
                pooled.driver_connection.execute("PRAGMA journal_mode = DELETE")  # type: ignore[union-attr]
            self._writer.dispose()

    def __enter__(self) -> Study:
        """The study itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()


def create(path: Path, *, start: Callable[[Session], None] = lambda _session: None) -> Study:
    """A new study file at `path`, open; `start` writes its first rows. Refuses to overwrite.

    It is made whole under another name: whoever is stopped in the midst leaves nothing at `path`.
    """
    _require_sqlite()
    if path.exists():
        raise EngageError(Reason.STUDY_EXISTS, where=str(path))
    if not path.parent.is_dir():
        raise EngageError(Reason.FOLDER_MISSING, where=str(path))
    part = path.with_name(f".{path.name}.part")
    try:
        part.unlink(missing_ok=True)
        os.close(os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    except OSError as error:
        raise EngageError(Reason.FOLDER_READ_ONLY, where=str(path)) from error
    lock = None
    try:
        lock = Lock(path)
        _migrate(part, start=start)
        part.replace(path)
        return Study(path, lock=lock)
    except BaseException:
        if lock is not None:
            lock.release()
        for left in (part, *(part.with_name(part.name + ending) for ending in ("-wal", "-shm"))):
            left.unlink(missing_ok=True)
        raise


def open_to_write(path: Path, *, before_migration: Callable[[Path], None]) -> Study:
    """The study at `path`, kept from every other program until closed.

    An older schema is migrated after `before_migration(path)` has copied the file. Raises when it is missing,
    no study, newer, damaged, in use or read-only.
    """
    _require_sqlite()
    header = schema.read_header(path)
    if not os.access(path, os.W_OK):
        raise EngageError(Reason.STUDY_READ_ONLY, where=str(path))
    lock = Lock(path)
    try:
        _expect_sound(path)
        if header.user_version < schema.VERSION:
            before_migration(path)
            _migrate(path, start=_with_columns_anew)
        return Study(path, lock=lock)
    except BaseException:
        lock.release()
        raise


def open_to_read(path: Path) -> Study:
    """The study at `path` for reading only, even while a window has it open.

    In a folder where nothing can be written, or when its schema is older, a private copy is read instead.
    """
    _require_sqlite()
    header = schema.read_header(path)
    scratch = None
    has_log = header.has_log or path.with_name(path.name + "-wal").exists()
    if header.user_version < schema.VERSION or (has_log and not os.access(path.parent, os.W_OK)):
        scratch = _private_copy(path)
        if header.user_version < schema.VERSION:
            _migrate(scratch / path.name, start=_with_columns_anew)
    _expect_sound(scratch / path.name if scratch else path)
    return Study(path, lock=None, scratch=scratch)


def is_open_elsewhere(path: Path) -> bool:
    """Whether another window or program holds the study."""
    if not lock_path(path).exists():
        return False
    try:
        Lock(path).release()
    except EngageError as error:
        return error.reason is Reason.STUDY_IN_USE
    return False


def copy_database(source: Path, target: Path) -> None:
    """A whole copy of the study at `source`, safe while it is open (SQLite's backup API)."""
    with (
        _said_clearly(target),
        contextlib.closing(sqlite.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)) as origin,
        contextlib.closing(sqlite.connect(str(target))) as copy,
    ):
        origin.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")


def _private_copy(path: Path) -> Path:
    scratch = Path(tempfile.mkdtemp(prefix="engage-"))
    for name in (path.name, path.name + "-wal"):
        if (path.parent / name).exists():
            shutil.copyfile(path.parent / name, scratch / name)
    return scratch


def _with_columns_anew(session: Session) -> None:
    """Coded columns that an older version made may say less than those of today."""
    from engage_desktop.store import columns

    columns.rebuild(session)


def _migrate(path: Path, *, start: Callable[[Session], None]) -> None:
    engine = _engine(path, read_only=False, foreign_keys=False)
    try:
        with _said_clearly(path), engine.connect() as connection, connection.begin():
            schema.migrate(connection)
            start(Session(connection, Cache()))
    finally:
        engine.dispose()


def _expect_sound(path: Path) -> None:
    """Raise when the file cannot be read as a study at all; the thorough check is `operations.studies.check`."""
    engine = _engine(path, read_only=True)
    try:
        with _said_clearly(path), engine.connect() as connection:
            connection.exec_driver_sql("SELECT count(*) FROM sqlite_schema").scalar()
            version = int(connection.exec_driver_sql("PRAGMA user_version").scalar() or 0)
            schema.refuse_newer(version, path)
            strangers = schema.foreign_objects(connection)
            if strangers:
                raise EngageError(Reason.STUDY_DAMAGED, where=str(path), detail=strangers[0])
            connection.exec_driver_sql("SELECT title FROM study").fetchall()
    finally:
        engine.dispose()


def _engine(path: Path, *, read_only: bool, recording: bool = False, foreign_keys: bool = True) -> sa.Engine:
    engine = sa.create_engine(
        sa.URL.create("sqlite", database=str(path)),
        module=sqlite,
        poolclass=sa.pool.QueuePool if read_only else sa.pool.StaticPool,
        **({"pool_size": 4, "max_overflow": 8} if read_only else {}),
        connect_args={"check_same_thread": False, "timeout": _BUSY_MS / 1000},
    )

    @sa.event.listens_for(engine, "connect")
    def _connected(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # we begin by hand, so that schema changes roll back too
        pragmas = ["busy_timeout=5000", "trusted_schema=OFF", "cell_size_check=ON", "temp_store=MEMORY"]
        if read_only:
            pragmas += ["query_only=ON", "mmap_size=0", "cache_size=-8192"]
        else:
            pragmas += [
                "journal_mode=WAL",
                "synchronous=FULL",
                "fullfsync=ON",
                "checkpoint_fullfsync=ON",
                "secure_delete=ON",
                "cache_size=-24576",
                f"foreign_keys={'ON' if foreign_keys else 'OFF'}",
            ]
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}")
        if recording:
            from engage_desktop.store.recording import install

            install(connection)

    @sa.event.listens_for(engine, "begin")
    def _begun(connection: sa.Connection) -> None:
        connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")

    return engine


@contextlib.contextmanager
def _said_clearly(path: Path) -> Iterator[None]:
    """Turn what SQLite says of the disk or of the file into an error that a person can act upon."""
    try:
        yield
    except (sa.exc.DatabaseError, sqlite.DatabaseError) as error:
        said = str(error.orig if isinstance(error, sa.exc.DatabaseError) else error)
        reason = _reason(said)
        if reason is None:
            raise
        raise EngageError(reason, where=str(path), detail=said) from error


def _reason(said: str) -> Reason | None:
    for part, reason in (
        ("disk is full", Reason.DISK_FULL),
        ("disk I/O error", Reason.DISK_FULL),
        ("readonly database", Reason.STUDY_READ_ONLY),
        ("unable to open", Reason.STUDY_READ_ONLY),
        ("locked", Reason.STUDY_IN_USE),
        ("malformed", Reason.STUDY_DAMAGED),
        ("not a database", Reason.STUDY_NOT_ONE),
        ("no such table", Reason.STUDY_DAMAGED),
        ("no such column", Reason.STUDY_DAMAGED),
    ):
        if part in said:
            return reason
    return None


def _require_sqlite() -> None:
    if sqlite.sqlite_version_info < NEEDED_SQLITE:
        needed = ".".join(str(part) for part in NEEDED_SQLITE)
        raise EngageError(Reason.SQLITE_TOO_OLD, found=sqlite.sqlite_version, needed=needed)
