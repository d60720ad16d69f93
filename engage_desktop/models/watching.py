"""The folder where weekly exports fall, and what waits there."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engage_desktop.models.sources import SourceKind


@dataclass(frozen=True, slots=True)
class WatchedFolder:
    """A folder that a person asked to watch; `automatic` when files of a known shape may come in without asking."""

    path: str
    automatic: bool = False


@dataclass(frozen=True, slots=True)
class WaitingFile:
    """A file of the folder that the study does not hold; `known` when its roles were chosen and kept before.

    `rows` is 0 while nobody counted them (a large file). `taken_back` when its import was undone: such a file
    never comes in by itself.
    """

    path: Path
    size: int
    modified: float  # seconds since 1970, as the disk says
    format: str
    kind: SourceKind
    rows: int
    known: bool
    taken_back: bool = False


@dataclass(frozen=True, slots=True)
class Watched:
    """The folder as it stands: what waits, newest first, and how many files are of no known format."""

    folder: WatchedFolder
    waiting: tuple[WaitingFile, ...] = ()
    unknown: int = 0
    missing: bool = False  # the folder is not there, or cannot be read
