"""A file that is either whole or not there: written beside its target, then put in its place."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from engage_desktop.errors import EngageError, Reason

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO})


@contextlib.contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """The path to write to; it takes the name of `target` at the end of the block, whole.

    When the block fails nothing is left behind and what stood at `target` stays as it was. Raises `EngageError`
    when the folder is missing or read-only, or the disk is full.
    """
    if not target.parent.is_dir():
        raise EngageError(Reason.FOLDER_MISSING, where=str(target))
    if target.is_dir():
        raise EngageError(Reason.FOLDER_READ_ONLY, where=str(target))
    part = target.with_name(f"{target.name}.{secrets.token_hex(4)}.part")
    try:
        os.close(os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o666))
        yield part
        _settle(part)
        part.replace(target)
        _settle_folder(target.parent)
    except OSError as error:
        raise EngageError(_reason(error), where=str(target), detail=error.strerror or "") from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


def write_bytes(target: Path, content: bytes) -> None:
    """Put `content` at `target`, whole or not at all."""
    with replacing(target) as part:
        part.write_bytes(content)


def _reason(error: OSError) -> Reason:
    if error.errno in _FULL:
        return Reason.DISK_FULL
    if error.errno == errno.ENOENT:
        return Reason.FOLDER_MISSING
    return Reason.FOLDER_READ_ONLY


def _settle(path: Path) -> None:
    """Have the disk hold the file before its name is given to it."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _settle_folder(folder: Path) -> None:
    """Have the disk hold the new name; Windows does it by itself and has no handle on folders."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError:
        pass  # some network folders refuse it; the file itself is safe
    finally:
        os.close(handle)
