"""Opening a study for the time of one verb."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from engage_desktop.store.database import Session, Study


@contextlib.contextmanager
def reading(path: Path) -> Iterator[Study]:
    """The study to read, even while a window has it open or on a disk that cannot be written."""
    from engage_desktop.operations import studies

    study = studies.open_for_reading(path)
    try:
        yield study
    finally:
        study.close()


@contextlib.contextmanager
def session(path: Path) -> Iterator[Session]:
    """One state of the study to read."""
    with reading(path) as study, study.read() as seen:
        yield seen


@contextlib.contextmanager
def writing(path: Path) -> Iterator[Study]:
    """The study to write, copied aside first when it changed since its last copy."""
    from engage_desktop.operations import studies

    study = studies.open_study(path)
    try:
        studies.backup_if_changed(study)
        yield study
    finally:
        study.close()
