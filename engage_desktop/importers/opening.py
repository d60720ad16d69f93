"""The table of a file of any format that has one."""

from __future__ import annotations

from pathlib import Path

from engage_desktop.errors import EngageError, Reason
from engage_desktop.importers import formats, tabular
from engage_desktop.importers.tabular import Table
from engage_desktop.models.sources import Layout
from engage_desktop.progress import Progress


def open_table(path: Path, format_id: str, layout: Layout, *, progress: Progress | None = None) -> Table:
    """The table that `path` holds, read as the format `format_id` says; raises FORMAT_UNKNOWN and what reading does."""
    adapter = formats.adapter(format_id)
    if adapter is not None:
        return adapter.table(path, layout, progress)
    profile = formats.profile(format_id)
    if profile is None:
        raise EngageError(Reason.FORMAT_UNKNOWN, where=str(path))
    return tabular.open_table(path, layout, profile=profile, progress=progress)
