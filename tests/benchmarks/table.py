"""A line of the table of figures: what was measured, beside what, against which goal."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
_BYTECODE = Path(tempfile.gettempdir()) / "engage-benchmarks-bytecode"


@dataclass(frozen=True, slots=True)
class Line:
    """One figure; `reference` None when there is nothing to compare with."""

    what: str
    ours: float
    reference: float | None
    unit: str
    goal: str
    compared: str = ""


@dataclass(frozen=True, slots=True)
class Run:
    """A program that ran: wall and processor seconds, and its greatest memory in megabytes."""

    wall: float
    processor: float
    megabytes: float
    out: str


BEGAN = "ENGAGE_BENCHMARK_BEGAN"


def since_start() -> float:
    """Seconds since `run` asked for this process: the system knows its beginning to a second only."""
    return time.time() - float(os.environ[BEGAN])


def run(*words: str) -> Run:
    """Run Python on `words`, its bytecode kept from one run to the next as on any installed machine."""
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(_BYTECODE), "QT_QPA_PLATFORM": "offscreen"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    began = time.perf_counter()
    environment[BEGAN] = repr(time.time())
    with subprocess.Popen(
        [sys.executable, *words],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
    ) as process:
        assert process.stdout is not None
        out = process.stdout.read()
        _pid, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{words} ended with {process.returncode}")
    wall = time.perf_counter() - began
    return Run(wall, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, out)


def best(work: Callable[[], float], *, of: int) -> float:
    """The best of several measures: what the machine does when nobody disturbs it."""
    return min(work() for _ in range(of))


def milliseconds(work: Callable[[], object], *, of: int) -> float:
    """The best time of a piece of work."""

    def once() -> float:
        began = time.perf_counter()
        work()
        return (time.perf_counter() - began) * 1000

    return best(once, of=of)


def spread(work: Callable[[int], object], *, times: int) -> tuple[float, float]:
    """Median and 99th percentile of a piece of work done many times, in milliseconds."""
    taken = []
    for number in range(times):
        began = time.perf_counter()
        work(number)
        taken.append((time.perf_counter() - began) * 1000)
    return statistics.median(taken), statistics.quantiles(taken, n=100)[98]


def printed(lines: list[Line]) -> str:
    """The table."""
    rows = [("what", "ours", "reference", "ratio", "goal")]
    for line in lines:
        other = (
            "—" if line.reference is None else f"{line.reference:,.2f} {line.unit} {line.compared}".strip()
        )
        ratio = "—" if not line.reference else f"{line.ours / line.reference:.2f}"
        rows.append((line.what, f"{line.ours:,.2f} {line.unit}", other, ratio, line.goal))
    widths = [max(len(row[place]) for row in rows) for place in range(5)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows
    )
