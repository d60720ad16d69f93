"""Copies of a study kept in a folder beside it, each named after the moment and the revision it holds."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from engage_desktop.store import database, soundness

_NAME = re.compile(r"(?P<stem>.+)_(?P<at>\d{8}-\d{6})_r(?P<revision>\d+)\.engage")


def kept(folder: Path) -> tuple[Path, ...]:
    """The copies, newest first."""
    found = [path for path in folder.glob("*.engage") if _NAME.fullmatch(path.name)]
    return tuple(sorted(found, key=_age, reverse=True))


def keep(study: Path, folder: Path, *, revision: int, kept: int) -> Path | None:
    """A new copy when the newest one holds another revision, then only the `kept` newest; None when none was due."""
    copies = list(_copies(folder))
    if copies and _revision(copies[0]) == revision:
        return None
    name = f"{study.stem}_{dt.datetime.now():%Y%m%d-%H%M%S}_r{revision}.engage"  # noqa: DTZ005 - a name for people
    made = copy(study, folder, name=name)
    for old in _copies(folder)[kept:]:
        old.unlink(missing_ok=True)
    return made


def copy(study: Path, folder: Path, *, name: str) -> Path:
    """A verified copy of the study under `name` in `folder`, whole or not at all."""
    folder.mkdir(mode=0o700, exist_ok=True)
    target, part = folder / name, folder / f"{name}.part"
    try:
        database.copy_database(study, part)
        if soundness.unreadable(part):
            raise OSError(f"unsound copy: {part}")
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
    return target


def _copies(folder: Path) -> tuple[Path, ...]:
    return kept(folder)


def _age(path: Path) -> tuple[int, str]:
    """By revision, which no clock can turn back; then by date."""
    return _revision(path), path.name


def _revision(path: Path) -> int:
    found = _NAME.fullmatch(path.name)
    return int(found.group("revision")) if found else -1
