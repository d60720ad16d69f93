"""A text file inside a zip archive, unpacked for a moment so that the ordinary readers read it."""

from __future__ import annotations

import contextlib
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from engage_desktop.errors import EngageError, Reason

_LARGEST = 512 << 20  # bytes of one member once unpacked
_RATIO, _RATIO_ABOVE = 200, 16 << 20  # a text that shrinks more is a bomb
_BLOCK = 1 << 20
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_ENCRYPTED = 1
# all that zipfile raises on what is no whole archive; ValueError is a name that is no UTF-8, KeyError a missing member
_DAMAGED = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, NotImplementedError, EOFError, KeyError, OSError, ValueError,
)  # fmt: skip


def name_of(member: str) -> str:
    """The last part of a member's path, in lower case."""
    return PurePosixPath(member.replace("\\", "/")).name.lower()


def names_in(path: Path) -> list[str]:
    """The members of the archive at `path`; raises FILE_DAMAGED."""
    with _read_or_refused(path), zipfile.ZipFile(path) as archive:
        return archive.namelist()


@contextlib.contextmanager
def _read_or_refused(path: Path) -> Iterator[None]:
    try:
        yield
    except _DAMAGED as error:
        raise EngageError(Reason.FILE_DAMAGED, where=str(path), detail=f"zip: {error}"[:200]) from None


@contextlib.contextmanager
def unpacked(path: Path, member: str) -> Iterator[Path]:
    """`member` of the archive at `path` as a file of its own, gone afterwards.

    Raises FILE_DAMAGED, FILE_TOO_LARGE, PASSWORD_PROTECTED.
    """
    with tempfile.TemporaryDirectory(prefix="engage-") as folder:
        inner = Path(folder) / f"inner{PurePosixPath(name_of(member)).suffix[:8]}"
        with _read_or_refused(path), zipfile.ZipFile(path) as archive:
            _copy(path, archive, archive.getinfo(member), inner)
        yield inner


def _copy(path: Path, archive: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path) -> None:
    if member.flag_bits & _ENCRYPTED:
        raise EngageError(Reason.PASSWORD_PROTECTED, where=str(path))
    if member.compress_type not in _METHODS:
        raise EngageError(Reason.FILE_DAMAGED, where=str(path), detail=f"zip: {member.compress_type}")
    total = 0
    with archive.open(member) as file, target.open("wb") as out:
        while block := file.read(_BLOCK):
            total += len(block)
            if total > _LARGEST:
                raise EngageError(Reason.FILE_TOO_LARGE, where=str(path), limit=_LARGEST >> 20, unit="MiB")
            if total > _RATIO_ABOVE and total > _RATIO * max(1, member.compress_size):
                raise EngageError(Reason.FILE_TOO_LARGE, where=str(path), limit=_RATIO, unit="ratio")
            out.write(block)
