"""Other studies: REFI-QDA, Taguette, QualCoder.

The readers of foreign files (`refi`, `taguette`, `qualcoder`) run in the limited process and hand back `raw` lines;
`cutting` makes turns of them on our side, and `family` is the door.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

READERS = ("refi", "taguette", "qualcoder")


def lines(kind: str, path: Path) -> Iterator[dict[str, object]]:
    """What the study in `path` says; for the limited process alone."""
    from engage_desktop.importers.archives import check
    from engage_desktop.importers.projects import qualcoder, refi, taguette

    if kind == "taguette":
        return taguette.lines(path)
    if kind == "qualcoder":
        return qualcoder.lines(path)
    with path.open("rb") as file:
        zipped = file.read(2) == b"PK"
    if zipped:
        check(path, read=refi.READ)
    return refi.lines(path)
