"""Reading the sentiment of a whole study: `python -m tests.benchmarks.scoring [--rows N]`, a million by default.

Generated verbatims are imported, then read in a process of its own: how fast, how soon a stop is heard at several
moments, whether the next call goes on from there, whether the progress only grows, and what memory it takes.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import tempfile
import threading
import time
from pathlib import Path

from engage_desktop.errors import Cancelled
from engage_desktop.operations import sentiment, sources, studies
from engage_desktop.progress import Progress
from engage_desktop.store.database import Study
from tests.benchmarks import big_export
from tests.benchmarks.table import Line, printed, run

STOPS = (0.2, 0.5, 0.8)  # of the texts


def main(argv: list[str]) -> int:
    """Make the study, then read it in another process, whose memory is then that of reading alone."""
    words = argparse.ArgumentParser(prog="python -m tests.benchmarks.scoring", description=__doc__)
    words.add_argument("--rows", type=int, default=1_000_000, help="verbatims of the study")
    words.add_argument("--study", type=Path, help="read this study here (what the other process is asked)")
    call = words.parse_args(argv)
    if call.study:
        print(printed(read(call.study, call.rows)))
        return 0
    with tempfile.TemporaryDirectory(prefix="engage-scoring-") as name:
        os.environ["XDG_CONFIG_HOME"] = os.environ["XDG_STATE_HOME"] = name
        export, path = Path(name, "export.csv"), Path(name, "study.engage")
        big_export.write(export, rows=call.rows)
        began = time.perf_counter()
        with studies.create(path, title="Mesure") as study:
            sources.import_file(study, export)
        print(f"{call.rows:,} responses imported in {time.perf_counter() - began:.0f} s", flush=True)
        print(run("-m", "tests.benchmarks.scoring", "--rows", str(call.rows), "--study", str(path)).out)
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    print(f"load of the machine {load} on {os.cpu_count()} cores")
    return 0


def read(path: Path, rows: int) -> list[Line]:
    """Read all, stopped at every moment of `STOPS`; raises AssertionError when a stop loses or repeats texts."""
    lines: list[Line] = []
    study = studies.open_study(path)
    idle = _peak()
    reading = processor = 0.0
    done = 0
    for share in (*STOPS, None):
        began, used = time.perf_counter(), time.process_time()
        watch = _Watch(done, None if share is None else share * rows)
        try:
            done += sentiment.score_pending(study, progress=watch.progress)
            stopped = worked = None
        except Cancelled:
            stopped = time.perf_counter() - watch.pressed
            worked = time.process_time() - watch.worked
            done = rows - _left(study)
        assert done + _left(study) == rows
        assert watch.grew
        if stopped is not None and worked is not None:
            lines.append(Line(f"  stopped at {done:,} texts, back after", stopped, None, "s", "≤ 1 s"))
            lines.append(Line("    of which processor", worked, None, "s", ""))
        reading += time.perf_counter() - began
        processor += time.process_time() - used
        lines.append(Line(f"  memory, peak, {done:,} texts read", _peak(), idle, "MB", "bounded", "opened"))
    assert done == rows
    study.close()
    whole = [
        Line(f"{rows:,} verbatims read, in all", reading, None, "s", ""),
        Line("  of which processor", processor, None, "s", ""),
        Line("  verbatims a second", rows / reading, None, "", ""),
    ]
    return [*whole, *lines]


class _Watch:
    """Listens to a job, and presses « Arrêter » once `stop` texts of the study are read."""

    def __init__(self, before: int, stop: float | None) -> None:
        self.progress = Progress(self._hear)
        self.pressed = self.worked = 0.0
        self.grew = True
        self._before, self._stop, self._last = before, stop, 0

    def _hear(self, done: int, total: int, _what: str) -> None:
        self.grew = self.grew and self._last <= done <= total
        self._last = done
        if self._stop is not None and not self.pressed and self._before + done >= self._stop:
            self.pressed, self.worked = time.perf_counter(), time.process_time()
            threading.Thread(target=self.progress.cancel).start()  # from elsewhere, as the window does


def _left(study: Study) -> int:
    with study.read() as session:
        return sentiment.pending(session)


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
