"""A study file: opened once, whole or not at all, and told apart from what is none."""

from __future__ import annotations

import hashlib
import os
import struct
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from pysqlite3 import dbapi2 as sqlite

from engage_desktop.errors import EngageError, Reason
from engage_desktop.operations import coding, studies
from engage_desktop.store import database, schema
from engage_desktop.store.database import Study
from tests import builders


def nothing(_path: Path) -> None:
    """What to do before a migration, when there is none."""


def refusal(path: Path) -> Reason:
    with pytest.raises(EngageError) as raised:
        database.open_to_write(path, before_migration=nothing)
    return raised.value.reason


def test_a_new_study_refuses_to_overwrite(tmp_path: Path) -> None:
    path = tmp_path / "a.engage"
    path.write_bytes(b"something")
    with pytest.raises(EngageError) as raised:
        database.create(path)
    assert raised.value.reason is Reason.STUDY_EXISTS
    assert path.read_bytes() == b"something"


def test_a_closed_study_is_one_file(tmp_path: Path) -> None:
    builders.small_study(tmp_path).close()
    assert sorted(each.name for each in tmp_path.iterdir()) == ["petite.engage", "reponses.csv"]


def test_the_header_says_whose_file_it_is(study: Study) -> None:
    study.close()
    head = study.path.read_bytes()[:100]
    assert struct.unpack(">I", head[68:72])[0] == schema.APPLICATION_ID
    assert struct.unpack(">i", head[60:64])[0] == schema.VERSION


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", Reason.STUDY_NOT_ONE),
        (b"PK\x03\x04 not a study", Reason.STUDY_NOT_ONE),
        (b"SQLite format 3\x00" + bytes(200), Reason.STUDY_NOT_ONE),
    ],
)
def test_what_is_no_study_is_refused(tmp_path: Path, content: bytes, reason: Reason) -> None:
    path = tmp_path / "x.engage"
    path.write_bytes(content)
    assert refusal(path) is reason
    assert path.read_bytes() == content


def test_a_missing_study_is_said_missing(tmp_path: Path) -> None:
    assert refusal(tmp_path / "nowhere.engage") is Reason.FILE_MISSING


def test_somebody_elses_database_is_no_study(tmp_path: Path) -> None:
    path = tmp_path / "other.engage"
    with sqlite.connect(str(path)) as other:
        other.execute("CREATE TABLE t (x)")
    other.close()
    assert refusal(path) is Reason.STUDY_NOT_ONE


def test_a_newer_study_is_refused_and_stays_byte_identical(study: Study) -> None:
    study.close()
    with sqlite.connect(str(study.path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    before = hashlib.sha256(study.path.read_bytes()).digest()
    assert refusal(study.path) is Reason.STUDY_NEWER
    with pytest.raises(EngageError):
        database.open_to_read(study.path)
    assert hashlib.sha256(study.path.read_bytes()).digest() == before


def test_a_truncated_study_is_said_damaged(study: Study) -> None:
    study.close()
    content = study.path.read_bytes()
    study.path.write_bytes(content[: len(content) // 3])
    assert refusal(study.path) in (Reason.STUDY_DAMAGED, Reason.STUDY_NOT_ONE)


def test_a_trigger_of_somebody_else_is_refused(study: Study) -> None:
    study.close()
    with sqlite.connect(str(study.path)) as connection:
        connection.execute("CREATE TRIGGER evil AFTER INSERT ON code BEGIN DELETE FROM verbatim; END")
    connection.close()
    assert refusal(study.path) is Reason.STUDY_DAMAGED


def test_a_second_writer_is_refused_and_a_reader_is_not(study: Study) -> None:
    assert refusal(study.path) is Reason.STUDY_IN_USE
    with database.open_to_read(study.path) as other, other.read() as session:
        assert session.sql("SELECT count(*) FROM response").scalar() == 6


def test_a_link_to_the_same_study_is_the_same_study(study: Study, tmp_path: Path) -> None:
    link = tmp_path / "lien.engage"
    link.symlink_to(study.path)
    assert refusal(link) is Reason.STUDY_IN_USE


def test_the_lock_dies_with_its_process(study: Study) -> None:
    study.close()
    script = (
        "import os, pathlib, sys\n"
        "from engage_desktop.store import database\n"
        "database.open_to_write(pathlib.Path(sys.argv[1]), before_migration=lambda path: None)\n"
        "os._exit(9)\n"
    )
    done = subprocess.run([sys.executable, "-c", script, str(study.path)], check=False)
    assert done.returncode == 9
    database.open_to_write(study.path, before_migration=nothing).close()


def test_a_failed_write_leaves_nothing(study: Study) -> None:
    before = builders.state(study)

    class Stop(Exception):
        pass

    with pytest.raises(Stop), study.write() as session:
        session.sql("DELETE FROM verbatim")
        raise Stop
    assert builders.state(study) == before


def test_listeners_hear_which_tables_changed(study: Study) -> None:
    heard: list[frozenset[str]] = []
    study.on_change(heard.append)
    coding.add_code(study, "Délai")
    assert len(heard) == 1
    assert {"code", "journal"} <= heard[0]


def test_a_reader_never_writes(study: Study) -> None:
    with pytest.raises(EngageError), study.read() as session:
        session.sql("DELETE FROM verbatim")


def test_writers_take_turns(study: Study) -> None:
    threads = [threading.Thread(target=coding.add_code, args=(study, f"Code {n}")) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with study.read() as session:
        assert session.sql("SELECT count(*) FROM code").scalar() == 8


def test_closing_waits_for_the_write_at_work_and_refuses_the_next(study: Study) -> None:
    order: list[str] = []
    entered = threading.Event()

    def write() -> None:
        with study.write() as session:
            entered.set()
            closer.join(0.3)  # long enough for a closing that does not wait
            session.bulk("study", "UPDATE study SET title = ?", [("Écrit jusqu'au bout",)])
            order.append("written")

    def close() -> None:
        entered.wait()
        study.close()
        order.append("closed")

    closer, writer = threading.Thread(target=close), threading.Thread(target=write)
    closer.start()
    writer.start()
    writer.join()
    closer.join()
    assert order == ["written", "closed"]
    with pytest.raises(RuntimeError), study.write():
        pass
    with database.open_to_read(study.path) as again, again.read() as session:
        assert session.sql("SELECT title FROM study").scalar() == "Écrit jusqu'au bout"


@pytest.mark.skipif(os.geteuid() == 0, reason="the administrator may write anywhere")
def test_a_read_only_file_opens_to_read_only(study: Study) -> None:
    study.close()
    study.path.chmod(0o400)
    assert refusal(study.path) is Reason.STUDY_READ_ONLY
    with database.open_to_read(study.path) as opened, opened.read() as session:
        assert session.sql("SELECT count(*) FROM response").scalar() == 6


def test_a_read_only_study_refuses_to_be_written(study: Study) -> None:
    with studies.open_for_reading(study.path) as opened:
        with pytest.raises(EngageError) as raised:
            coding.add_code(opened, "Délai")
        assert raised.value.reason is Reason.STUDY_READ_ONLY


def test_a_full_disk_takes_nothing_and_leaves_the_study_usable(study: Study) -> None:
    before = builders.state(study)
    assert study._acts is not None
    with study._acts.connect() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
    with pytest.raises(EngageError) as raised, study.write() as session:
        session.bulk(
            "setting",
            "INSERT INTO setting (key, value) VALUES (?, ?)",
            [(f"k{n}", "x" * 4000) for n in range(200)],
        )
    assert raised.value.reason is Reason.DISK_FULL
    assert builders.state(study) == before
    with study._acts.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1073741823")
    coding.add_code(study, "Délai")
