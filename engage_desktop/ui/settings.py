"""What the window remembers between two days: its look, its place, the studies lately opened."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
import tempfile
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Literal, get_args

from engage_desktop import paths
from engage_desktop.ui.theme import LARGEST_ZOOM, SMALLEST_ZOOM, Mode
from engage_desktop.wording import Language

_FILE = "settings.json"
_MOST_RECENTS = 12
Order = Literal["opened", "name"]


@dataclass(frozen=True, slots=True)
class Recent:
    """A study lately opened, as it was then; `verbatims` and `coded` are counts."""

    path: str
    title: str
    verbatims: int
    coded: int
    opened_at: str  # ISO 8601, local time
    read: int = 0  # the verbatim read last; 0: none
    read_ref: str = ""
    read_at: str = ""  # as `opened_at`

    @property
    def opened(self) -> dt.datetime:
        """When it was last open."""
        return dt.datetime.fromisoformat(self.opened_at)

    @property
    def last_read(self) -> dt.datetime | None:
        """When a verbatim of it was last read."""
        return dt.datetime.fromisoformat(self.read_at) if self.read and self.read_at else None


@dataclass(frozen=True, slots=True)
class Settings:
    """One person's settings on this machine; nothing in them belongs to a study."""

    theme: Mode = "system"
    zoom: int = 100
    language: Language = "fr"
    reading_size: int = 17
    coder: str = ""
    rail: tuple[str, ...] = ("verbatims",)  # the screens where the sidebar is a rail
    menu_bar: bool = False
    read_sentiment: bool = True  # by itself, at each opening and import
    recents_order: Order = "opened"
    geometry: str = ""  # hexadecimal, from Qt
    recents: tuple[Recent, ...] = ()


class SettingsFile:
    """The settings in force and the file that keeps them, written whole or not at all.

    `keep=False` reads it and never writes: for drawing a screen without leaving a trace.
    """

    def __init__(self, folder: Path | None = None, *, keep: bool = True) -> None:
        self.path = (folder or paths.settings_folder()) / _FILE
        self.now = _load(self.path)
        self._keep = keep

    def change(self, **values: object) -> None:
        """Change some settings and keep them; a disk that refuses costs the memory, not the session."""
        self.now = replace(self.now, **values)  # type: ignore[arg-type] # names and types are those of Settings
        if not self._keep:
            return
        with contextlib.suppress(OSError):
            _save(self.path, self.now)

    def remember(self, recent: Recent) -> None:
        """Put a study first among the recent ones."""
        others = tuple(one for one in self.now.recents if one.path != recent.path)
        self.change(recents=(recent, *others)[:_MOST_RECENTS])

    def forget(self, path: str) -> None:
        """Take a study off the recent ones; its file stays."""
        self.change(recents=tuple(one for one in self.now.recents if one.path != path))


def _load(path: Path) -> Settings:
    """The settings of the file, each that makes no sense left at its default."""
    try:
        loaded = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Settings()
    if not isinstance(loaded, dict):
        return Settings()
    default = Settings()
    zoom, size = loaded.get("zoom"), loaded.get("reading_size")
    rail = loaded.get("rail")
    return Settings(
        theme=loaded["theme"] if loaded.get("theme") in get_args(Mode) else default.theme,
        zoom=zoom if isinstance(zoom, int) and SMALLEST_ZOOM <= zoom <= LARGEST_ZOOM else default.zoom,
        language=loaded["language"] if loaded.get("language") in get_args(Language) else default.language,
        reading_size=size if isinstance(size, int) and 15 <= size <= 24 else default.reading_size,
        coder=_text(loaded.get("coder")),
        rail=tuple(_text(one) for one in rail) if isinstance(rail, list) else default.rail,
        menu_bar=loaded.get("menu_bar") is True,
        read_sentiment=loaded.get("read_sentiment") is not False,
        recents_order="name" if loaded.get("recents_order") == "name" else default.recents_order,
        geometry=_text(loaded.get("geometry")),
        recents=_recents(loaded.get("recents")),
    )


def _recents(loaded: object) -> tuple[Recent, ...]:
    if not isinstance(loaded, list):
        return ()
    kept = []
    for one in loaded[:_MOST_RECENTS]:
        with contextlib.suppress(TypeError, ValueError, KeyError):
            recent = Recent(
                str(one["path"]),
                str(one["title"]),
                int(one["verbatims"]),
                int(one["coded"]),
                str(one["opened_at"]),
                int(one.get("read", 0)),
                _text(one.get("read_ref")),
                _text(one.get("read_at")),
            )
            _ = recent.opened, recent.last_read
            kept.append(recent)
    return tuple(kept)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _save(path: Path, settings: Settings) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(asdict(settings), file, ensure_ascii=False, indent=1)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
