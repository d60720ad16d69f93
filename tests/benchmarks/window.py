"""Opens the window on a study as a person would, and says what it took, as one JSON line.

Run by `python -m tests.benchmarks`: seconds from the start of the process to the painted figures of
Indicateurs, megabytes, and the heavy modules that were imported by then. `--browse` then goes through Verbatims.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.benchmarks.table import since_start

if TYPE_CHECKING:
    from PySide6.QtWidgets import QTableView

    from engage_desktop.ui.window import Window

HEAVY = (
    "pandas",
    "matplotlib",
    "sklearn",
    "nltk",
    "alembic",
    "scipy",
    "pptx",
    "docx",
    "xlsxwriter",
    "textblob",
)
FRAMES = 200


def resident() -> float:
    """Megabytes of memory that are ours."""
    import psutil

    memory = psutil.Process().memory_full_info()
    return float(memory.uss) / 1e6


def opened(study: Path) -> Window:
    """The window on the figures of `study`, painted."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtCore import QEventLoop

    from engage_desktop import app
    from engage_desktop.ui.settings import SettingsFile

    settings = SettingsFile(keep=False)
    application = app._application()
    window = app._window(application, settings, theme="light", zoom=100)
    window.resize(1440, 900)
    window.show()
    window.context.open_study(study)
    window.show_screen("indicateurs")
    while getattr(window.panel("indicateurs"), "board", None) is None:
        application.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)
        time.sleep(0.001)
    window.repaint()
    application.processEvents()
    return window


def close(window: Window) -> None:
    """Give the study back, as on quitting."""
    window.context.close_study()
    window.context.jobs.wait()
    window.context.jobs.close()


def frames(view: QTableView) -> list[float]:
    """Milliseconds of each frame while the list is scrolled by a third of a line, with leaps to where nothing was read."""
    bar = view.verticalScrollBar()
    taken = []
    for number in range(FRAMES):
        place = bar.value() + 36 if number % 20 else (number * 7919) % FRAMES * bar.maximum() // FRAMES
        began = time.perf_counter()
        bar.setValue(place)
        view.viewport().repaint()
        taken.append((time.perf_counter() - began) * 1000)
    return taken


def browse(window: Window) -> dict[str, float]:
    """What scrolling, filtering and reading take in Verbatims, in milliseconds."""
    from PySide6.QtWidgets import QTableView

    jobs = window.context.jobs
    window.show_screen("verbatims")
    jobs.wait()
    panel: Any = window.panel("verbatims")
    view = max(panel.findChildren(QTableView), key=lambda each: each.model().rowCount())
    taken = frames(view)
    changes, steps = [], []
    for expression in ("livraison", "nps:detracteurs", "nps:promoteurs prix", "", "attr.region:Sud délai"):
        began = time.perf_counter()
        panel.show_filter(expression)
        jobs.wait()
        changes.append((time.perf_counter() - began) * 1000)
    for _ in range(20):
        began = time.perf_counter()
        panel.step(1)
        jobs.wait()
        steps.append((time.perf_counter() - began) * 1000)
    return {
        "frame": statistics.median(taken),
        "frame99": statistics.quantiles(taken, n=100)[98],
        "change": statistics.median(changes),
        "step": statistics.median(steps),
    }


def main(study: Path, *, wanted: str) -> None:
    """Open, measure, say."""
    window = opened(study)
    said: dict[str, object] = {
        "painted": since_start(),
        "megabytes": resident(),
        "heavy": [name for name in HEAVY if name in sys.modules],
    }
    if wanted == "--browse":
        said.update(browse(window))
        said["megabytes after"] = resident()
        said["heavy after"] = [name for name in HEAVY if name in sys.modules]
    close(window)
    print(json.dumps(said))


if __name__ == "__main__":
    main(Path(sys.argv[1]), wanted=sys.argv[2] if len(sys.argv) > 2 else "")
