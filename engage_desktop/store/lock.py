"""One window at a time on a study: an operating-system lock on a side file, which dies with its process."""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path

from engage_desktop.errors import EngageError, Reason


def lock_path(study: Path) -> Path:
    """The side file of `study`, the same whatever link or mount leads to it."""
    real = study.resolve()
    return real.with_name(f".{real.name}.verrou")


class Lock:
    """An exclusive lock, held until `release`."""

    def __init__(self, study: Path) -> None:
        self._path = lock_path(study)
        self._descriptor = self._acquire(study)

    def _acquire(self, study: Path) -> int:
        while True:
            try:
                descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o600)
            except OSError as error:
                raise EngageError(Reason.STUDY_READ_ONLY, where=str(study)) from error
            try:
                _lock(descriptor)
            except OSError as error:
                os.close(descriptor)
                raise EngageError(Reason.STUDY_IN_USE, where=str(study)) from error
            # Its owner may have removed the file between our opening and our locking: then it guards nothing.
            with contextlib.suppress(OSError):
                if os.path.samestat(os.fstat(descriptor), self._path.stat()):
                    return descriptor
            os.close(descriptor)

    def release(self) -> None:
        """Give the study back."""
        if sys.platform != "win32":
            with contextlib.suppress(OSError):
                self._path.unlink()
        os.close(self._descriptor)
        if sys.platform == "win32":
            with contextlib.suppress(OSError):
                self._path.unlink()


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
