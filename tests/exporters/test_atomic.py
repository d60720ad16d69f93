"""A file is whole or not there."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from engage_desktop.errors import EngageError, Reason
from engage_desktop.exporters.atomic import replacing, write_bytes


def test_a_written_file_replaces_the_old_one_and_leaves_nothing_beside(tmp_path: Path) -> None:
    target = tmp_path / "a.csv"
    target.write_text("old")
    write_bytes(target, b"new")
    assert target.read_bytes() == b"new"
    assert [each.name for each in tmp_path.iterdir()] == ["a.csv"]


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (errno.ENOSPC, Reason.DISK_FULL),
        (errno.EDQUOT, Reason.DISK_FULL),
        (errno.EFBIG, Reason.DISK_FULL),
        (errno.EACCES, Reason.FOLDER_READ_ONLY),
        (errno.EROFS, Reason.FOLDER_READ_ONLY),
        (errno.ENOENT, Reason.FOLDER_MISSING),
    ],
)
def test_a_failed_disk_leaves_the_old_file_and_says_why(tmp_path: Path, number: int, reason: Reason) -> None:
    target = tmp_path / "a.csv"
    target.write_text("old")
    with pytest.raises(EngageError) as caught, replacing(target) as part:
        part.write_text("half")
        raise OSError(number, "said by the system")
    assert caught.value.reason is reason
    assert target.read_text() == "old"
    assert [each.name for each in tmp_path.iterdir()] == ["a.csv"]


def test_a_stop_half_way_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "a.csv"
    target.write_text("old")
    with pytest.raises(KeyboardInterrupt), replacing(target) as part:
        part.write_text("half")
        raise KeyboardInterrupt
    assert target.read_text() == "old"
    assert [each.name for each in tmp_path.iterdir()] == ["a.csv"]


def test_a_missing_folder_is_said(tmp_path: Path) -> None:
    with pytest.raises(EngageError) as caught:
        write_bytes(tmp_path / "nowhere" / "a.csv", b"x")
    assert caught.value.reason is Reason.FOLDER_MISSING
