"""Damaged containers tried in forks of this process, which hold the libraries already (POSIX).

A fork takes the whole road of many files one after the other: what a limited process of its own would read, the fork
reads itself, with the same code and under the same limits. When a library takes the fork down, the file at hand is
judged by the signal and another fork goes on behind it.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import resource
import signal
import traceback
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NoReturn, cast

from engage_desktop.importers import limited, worker
from engage_desktop.operations import studies
from engage_desktop.progress import Progress
from tests.fuzzing import trial
from tests.fuzzing.mutations import damaged
from tests.fuzzing.seeds import Seed

_IN_A_FORK = 100  # files, before another one begins with a clean memory
_STUCK = 4 * int(trial.SECONDS)  # seconds of the clock after which a library that never comes back is killed

Judged = tuple[int, trial.Verdict]


def verdicts(
    folder: Path, seed: Seed, numbers: Sequence[int], *, imports: int, grown: list[int]
) -> Iterator[Judged]:
    """Each damaged file with how it was read, and one in `imports` with how it was imported too.

    `grown` receives the memory that each fork took for its files (KiB).
    """
    left = list(numbers)
    while left:
        judged: set[int] = set()
        status = bare = 0
        for line in _forked(folder, seed, left[:_IN_A_FORK], imports):
            if "bare" in line:
                bare = int(line["bare"])
            elif "status" in line:
                status = int(line["status"])
                grown.append(int(line["weight"]) - bare)
            elif "over" in line:
                judged.add(int(line["over"]))
            else:
                number = int(line.pop("number"))
                yield number, trial.Verdict(**line)
        left = [number for number in left if number not in judged]
        if status:
            yield left.pop(0), _fallen(status)


def _fallen(status: int) -> trial.Verdict:
    """What the end of a fork says of the file that it had at hand."""
    if not os.WIFSIGNALED(status):
        return trial.Verdict("stopped", "exception", f"exit {os.WEXITSTATUS(status)}")
    number = os.WTERMSIG(status)
    if number in (signal.SIGALRM, signal.SIGXCPU, signal.SIGPROF):
        return trial.Verdict("stopped", "hang", signal.Signals(number).name, _STUCK)
    # A library fell: a process of its own is there for that, and the file is refused.
    return trial.Verdict(f"refused ({signal.Signals(number).name})")


def _forked(folder: Path, seed: Seed, numbers: Sequence[int], imports: int) -> Iterator[dict[str, Any]]:
    read_end, write_end = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read_end)
        _be_the_fork(folder, seed, numbers, imports, write_end)
    os.close(write_end)
    with os.fdopen(read_end, encoding="utf-8") as pipe:
        for line in pipe:
            yield json.loads(line)
    _, status, used = os.wait4(child, 0)
    yield {"status": status, "weight": used.ru_maxrss}


def _be_the_fork(folder: Path, seed: Seed, numbers: Sequence[int], imports: int, write_end: int) -> NoReturn:
    """Never comes back: the fork ends here."""
    code = 1
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # pypdf tells at length what it mends
        limited._lines = _here
        with os.fdopen(write_end, "w", encoding="utf-8") as out:
            for line in _tried(folder, seed, numbers, imports):
                out.write(json.dumps(line) + "\n")
                out.flush()
        code = 0
    except BaseException:  # noqa: BLE001 - the parent judges by the code
        traceback.print_exc()
    finally:
        os._exit(code)


def _tried(folder: Path, seed: Seed, numbers: Sequence[int], imports: int) -> Iterator[dict[str, Any]]:
    path, study = folder / seed.name, None
    yield {"bare": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss}
    for number in numbers:
        path.write_bytes(damaged(seed.data, number))
        signal.alarm(_STUCK)
        yield _told(number, trial.on_reading(path))
        if number % imports == 0:
            study = study or studies.create(folder / f"{os.getpid()}.engage", title="Essai")
            yield _told(number, trial.on_import(study, path))
        signal.alarm(0)
        yield {"over": number}
    if study is not None:
        study.close()
        for left in folder.glob(f"{os.getpid()}.engage*"):
            left.unlink()


def _told(number: int, verdict: trial.Verdict) -> dict[str, Any]:
    return {
        "number": number,
        "ended": verdict.ended,
        "wrong": verdict.wrong,
        "detail": verdict.detail,
        "seconds": verdict.seconds,
    }


def _here(
    kind: str,
    path: Path,
    arguments: Sequence[str],
    progress: Progress | None,
) -> Iterator[dict[str, object]]:
    """What `limited` asks of a process of its own, read here; a failure of the reader is not turned into a refusal."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        worker.main([kind, str(path.resolve()), *arguments])
    for raw in out.getvalue().split("\n"):
        line = cast(dict[str, object], json.loads(raw))
        if "error" in line:
            raise limited._error(line, path)
        if "end" in line:
            return
        yield line
    raise AssertionError(kind)
