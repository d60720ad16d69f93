"""How soon an import stops: `python -m tests.benchmarks.stops STUDY FILE SECONDS MOMENT…`, JSON on standard output.

Each import is told to stop at a moment of its course, given as a share of SECONDS; what is measured is the time
from there until it has given everything back, and that nothing of it is left.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from pathlib import Path

from engage_desktop.errors import Cancelled
from engage_desktop.operations import sources, studies
from engage_desktop.progress import Progress


def main(argv: list[str]) -> None:
    """Measure each moment."""
    path, export, seconds, *moments = argv
    told: list[dict[str, object]] = []
    study = studies.open_study(Path(path))
    for moment in moments:
        doing: list[str] = [""]
        pressed: list[float] = []

        def hear(_done: int, _total: int, what: str, doing: list[str] = doing) -> None:
            doing[0] = what

        progress = Progress(hear)

        def press(progress: Progress = progress, pressed: list[float] = pressed) -> None:
            pressed.append(time.perf_counter())
            progress.cancel()

        at = float(moment) * float(seconds)
        timer = threading.Timer(at, press)
        timer.start()
        try:
            sources.import_file(study, Path(export), progress=progress)
        except Cancelled:
            after = time.perf_counter() - pressed[0]
            told.append({"at": at, "doing": doing[0], "after": after})
        timer.cancel()
        timer.join()
        with study.read() as session:
            left = session.rows("SELECT count(*) FROM source WHERE removed_at IS NULL")[0][0]
        if left:
            break  # it was over before it was stopped: later moments would be too
    study.close()
    print(json.dumps(told))


if __name__ == "__main__":
    main(sys.argv[1:])
