"""Kills the application at random moments and looks at what is left: `python -m tests.benchmarks.kills --runs 50`.

While importing: all of the file or nothing. While coding: every coding that was answered « OK » is there. While a
study is being made: a study, or nothing that is in the way. Each time the study opens and is sound.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from engage_desktop.errors import EngageError
from engage_desktop.operations import sources, studies
from tests.benchmarks import big_export

ENGAGE = (sys.executable, "-m", "engage_desktop")
_ROOT = Path(__file__).parents[2]


@dataclass(slots=True)
class Result:
    """How one kill ended: whether it came in the midst of the work, and what is wrong, if anything."""

    inside: bool
    wrong: str = ""


def start(*words: str, feed: bool = False) -> subprocess.Popen[str]:
    """A call of the command line, started."""
    return subprocess.Popen(
        [*ENGAGE, *words],
        stdin=subprocess.PIPE if feed else subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
        cwd=_ROOT,
    )


def kill(process: subprocess.Popen[str]) -> bool:
    """Kill it as a power failure of the process would; whether it was still at work."""
    alive = process.poll() is None
    if alive:
        os.kill(process.pid, signal.SIGKILL)
    process.wait()
    if process.stdout is not None and threading.current_thread() is threading.main_thread():
        process.stdout.close()
    return alive


def responses(path: Path) -> int:
    """The responses of the study, opened as any program would."""
    with studies.open_study(path) as study, study.read() as session:
        return int(session.sql("SELECT count(*) FROM response").scalar() or 0)


def soundness(path: Path) -> str:
    """What is wrong with the study at `path`; empty when it opens and is sound."""
    try:
        studies.open_study(path).close()
        report = studies.check(path)
    except EngageError as error:
        return str(error)
    return "" if report.ok else ", ".join(problem.what for problem in report.problems)


class Importing:
    """A study that holds one file, and another file on its way in when the blow falls."""

    def __init__(self, folder: Path, *, rows: int, chance: random.Random) -> None:
        self._chance, self._folder = chance, folder
        self._before, self._rows = 500, rows
        self._file, self._blank = folder / "export.csv", folder / "blank.engage"
        big_export.write(folder / "first.csv", rows=self._before, seed=1)
        big_export.write(self._file, rows=rows, seed=2)
        with studies.create(self._blank, title="Avant") as study:
            sources.import_file(study, folder / "first.csv", survey="Premier")
        self._start, self._lasts = self._measure()

    def _measure(self) -> tuple[float, float]:
        """When the import begins to write, and how long that lasts."""
        study = self._copy()
        began, process = time.monotonic(), self._import(study)
        log = study.with_name(study.name + "-wal")
        while process.poll() is None and not log.exists():
            time.sleep(0.005)
        writing = time.monotonic() - began
        process.communicate()
        return writing, time.monotonic() - began - writing

    def _import(self, study: Path) -> subprocess.Popen[str]:
        return start("import", str(study), str(self._file), "--survey", "Second")

    def _copy(self) -> Path:
        study = self._folder / "victim.engage"
        for left in self._folder.glob("victim.engage*"):
            left.unlink()
        shutil.copyfile(self._blank, study)
        return study

    def once(self) -> Result:
        """One kill."""
        study = self._copy()
        process = self._import(study)
        log = study.with_name(study.name + "-wal")
        if self._chance.random() < 0.1:
            time.sleep(self._chance.uniform(0, self._start))
        else:
            while process.poll() is None and not log.exists():
                time.sleep(0.002)
            time.sleep(self._chance.uniform(0, self._lasts))
        alive = kill(process)
        self._lasts *= 1.1 if alive else 0.6  # a busy machine is not twice as busy in the same way
        inside = alive and log.exists()  # its log is there from its first statement on
        wrong = soundness(study)
        if not wrong:
            found = responses(study)
            if found not in (self._before, self._before + self._rows):
                wrong = f"{found} responses: a part of the file"
            again = self._import(study)
            again.communicate()
            if again.returncode != 0 or responses(study) != self._before + self._rows:
                wrong = wrong or "the import cannot be done again"
        return Result(inside, wrong)


class Coding:
    """A study whose verbatims are being coded, each answered once it is kept."""

    def __init__(self, folder: Path, *, chance: random.Random) -> None:
        self._chance, self._folder = chance, folder
        self._blank = folder / "texts.engage"
        big_export.write(folder / "texts.csv", rows=2_000, seed=3)
        with studies.create(self._blank, title="Textes") as study:
            sources.import_file(study, folder / "texts.csv")

    def once(self) -> Result:
        """One kill, after the first answers."""
        study = self._folder / "coded.engage"
        for left in self._folder.glob("coded.engage*"):
            left.unlink()
        shutil.copyfile(self._blank, study)
        process = start("code", str(study), "--batch", feed=True)
        assert process.stdin is not None
        assert process.stdout is not None
        feeding = threading.Thread(target=_feed, args=(process,))
        feeding.start()
        answered = [process.stdout.readline()]  # it is at work
        blow = threading.Timer(self._chance.uniform(0.0, 1.5), lambda: kill(process))
        blow.start()
        answered += list(process.stdout)
        blow.join()
        feeding.join()
        process.stdout.close()
        inside = process.wait() == -signal.SIGKILL
        wanted = [line.split()[1] for line in answered if line.startswith("OK ") and line.endswith("\n")]
        wrong = soundness(study)
        if not wrong:
            with studies.open_study(study) as opened, opened.read() as session:
                kept = {row[0] for row in session.rows("SELECT uid FROM coding")}
            lost = [uid for uid in wanted if uid not in kept]
            if lost or len(kept) - len(wanted) > 1:
                wrong = f"{len(lost)} codings lost, {len(kept)} kept for {len(wanted)} answers"
        return Result(inside and bool(wanted), wrong)


def _feed(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    try:
        for number in range(1, 2_001):
            line = {"verbatim": number, "code": f"Code {number % 7}", "uid": f"u{number}"}
            process.stdin.write(json.dumps(line) + "\n")
            process.stdin.flush()
    except OSError:
        pass  # the reader is no more: that is what is being tried
    finally:
        with contextlib.suppress(OSError):
            process.stdin.close()


class Making:
    """A study that is being made: its schema takes the road of every migration."""

    def __init__(self, folder: Path, *, chance: random.Random) -> None:
        self._chance, self._study = chance, folder / "new.engage"
        began, process = time.monotonic(), start("new", str(self._study))
        while process.poll() is None and not self._study.exists():
            time.sleep(0.002)
        self._start = time.monotonic() - began
        process.communicate()
        self._end = time.monotonic() - began

    def once(self) -> Result:
        """One kill; what is left opens, or is nothing, or is refused by a sentence and can be made anew elsewhere."""
        for left in self._study.parent.glob(self._study.name + "*"):
            left.unlink()
        process = start("new", str(self._study), "--title", "Neuve")
        time.sleep(self._chance.uniform(self._start * 0.9, self._end))
        alive = kill(process)
        if not self._study.exists():
            return Result(alive, "")
        wrong = soundness(self._study)
        again = start("new", str(self._study), "--title", "Neuve")
        again.communicate()
        if wrong and again.returncode == 0:
            wrong = soundness(self._study)
        return Result(alive, wrong)


def rounds(name: str, once: Callable[[], Result], *, runs: int) -> tuple[int, list[str]]:
    """`runs` kills; how many fell in the midst of the work, and what went wrong."""
    inside, wrong = 0, []
    for number in range(runs):
        result = once()
        inside += result.inside
        if result.wrong:
            wrong.append(f"{name} {number}: {result.wrong}")
    return inside, wrong


def main() -> int:
    """Every kind of kill, `--runs` times each."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--runs", type=int, default=50)
    words.add_argument("--rows", type=int, default=20_000)
    words.add_argument("--seed", type=int, default=20_260_101)
    call = words.parse_args()
    failures: list[str] = []
    with tempfile.TemporaryDirectory(prefix="engage-kills-") as name:
        folder = Path(name)
        for kind, once in (
            ("import", Importing(folder, rows=call.rows, chance=random.Random(call.seed)).once),
            ("coding", Coding(folder, chance=random.Random(call.seed + 1)).once),
            ("making", Making(folder, chance=random.Random(call.seed + 2)).once),
        ):
            inside, wrong = rounds(kind, once, runs=call.runs)
            failures += wrong
            print(
                f"{kind}: {call.runs} kills, {inside} in the midst of the work, {len(wrong)} faults",
                flush=True,
            )
    for failure in failures:
        print(failure)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
