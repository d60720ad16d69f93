"""The other side of `worker`: foreign binary files are read in a process of limited memory and time.

The process hands back JSON lines; it is killed when it stays silent too long, when the caller closes the
generator, or when the job is cancelled.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from engage_desktop.errors import Cancelled, EngageError, Reason
from engage_desktop.progress import Progress

SILENCE = 90.0  # seconds without a line after which the reader is killed
HIDDEN_ARGUMENT = "--engage-reader"  # a frozen application calls itself with it


@dataclass(frozen=True, slots=True)
class Sheet:
    """The first rows of one sheet."""

    name: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Probed:
    """What a container is: "workbook", "docx" or "other"."""

    container: str
    sheets: tuple[Sheet, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph or table row of a document: its 1-based number, its cells, its style name.

    `notes` are what others wrote beside it, `page` its page or 0; an `empty` one stands for a page without text.
    """

    number: int
    cells: tuple[str, ...]
    style: str
    notes: tuple[str, ...] = ()
    page: int = 0
    empty: bool = False


def probe(path: Path, *, progress: Progress | None = None) -> Probed:
    """What the zip or OLE2 container at `path` holds."""
    container, sheets = "other", []
    for line in _lines("probe", path, (), progress):
        if "container" in line:
            container = str(line["container"])
        else:
            rows = tuple(tuple(row) for row in _rows(line))
            sheets.append(Sheet(str(line.get("sheet", "")), rows))
    return Probed(container, tuple(sheets))


def sheet_rows(
    path: Path, sheet: str, *, progress: Progress | None = None
) -> Iterator[tuple[int, list[list[str]]]]:
    """The rows of one sheet in batches, each with the 1-based number of its first row; "" is the first sheet."""
    for line in _lines("sheet", path, (sheet,), progress):
        yield int(str(line["first"])), _rows(line)


@dataclass(slots=True)
class Statistics:
    """A table of a statistics program: for each column its code, wording and listed answers, then batches of rows.

    Each batch comes with the number of its first row.
    """

    codes: tuple[str, ...]
    wordings: tuple[str, ...]
    options: tuple[tuple[str, ...], ...]
    rows: Iterator[tuple[int, list[list[str]]]]


def statistics(path: Path, *, progress: Progress | None = None) -> Statistics:
    """The table of an SPSS or Stata file; read `rows` once."""
    lines = _lines("statistics", path, (), progress)
    head = next(lines)
    rows = ((int(str(line["first"])), _rows(line)) for line in lines)
    listed = head["options"]
    options = tuple(tuple(_texts(each)) for each in listed) if isinstance(listed, list) else ()
    return Statistics(tuple(_texts(head["codes"])), tuple(_texts(head["wordings"])), options, rows)


def paragraphs(path: Path, kind: str, *, progress: Progress | None = None) -> tuple[Paragraph, ...]:
    """The paragraphs and table rows of a document, in order; `kind` is "docx", "odt", "rtf" or "pdf"."""
    return tuple(
        Paragraph(
            int(str(line["n"])),
            tuple(_texts(line["cells"])),
            str(line["style"]),
            tuple(_texts(line.get("notes"))),
            int(str(line.get("page", 0))),
            bool(line.get("empty")),
        )
        for line in _lines(kind, path, (), progress)
    )


def project(path: Path, kind: str, *, progress: Progress | None = None) -> Iterator[dict[str, object]]:
    """What another study says, line by line (see `projects.raw`); `kind` is one of `projects.READERS`."""
    yield from _lines(kind, path, (), progress)


def posts(path: Path, *, progress: Progress | None = None) -> Iterator[tuple[str, object]]:
    """The posts of a Bluesky repository: the address of each, and what it says as a JSON tree."""
    for line in _lines("car", path, (), progress):
        batch = line.get("posts")
        for uri, post in batch if isinstance(batch, list) else ():
            yield str(uri), post


def _rows(line: dict[str, object]) -> list[list[str]]:
    rows = line.get("rows")
    return rows if isinstance(rows, list) else []


def _texts(cells: object) -> list[str]:
    return [str(cell) for cell in cells] if isinstance(cells, list) else []


def _command(kind: str, path: Path, arguments: Sequence[str]) -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, HIDDEN_ARGUMENT, kind, str(path), *arguments]
    return [sys.executable, "-P", "-X", "utf8", "-m", f"{__package__}.worker", kind, str(path), *arguments]


def _environment() -> dict[str, str]:
    ours = str(Path(__file__).resolve().parents[2])
    inherited = os.environ.get("PYTHONPATH")
    return {**os.environ, "PYTHONPATH": f"{ours}{os.pathsep}{inherited}" if inherited else ours}


def _lines(
    kind: str, path: Path, arguments: Sequence[str], progress: Progress | None
) -> Iterator[dict[str, object]]:
    with _process(_command(kind, path.resolve(), arguments), progress) as (process, watch):
        assert process.stdout is not None
        while True:
            watch.waiting_since = time.monotonic()
            raw = process.stdout.readline()
            watch.waiting_since = None
            if not raw:
                break
            try:
                line = json.loads(raw)
            except ValueError:
                break
            if "error" in line:
                raise _error(line, path)
            if "end" in line:
                return
            yield line
        process.wait()
        if progress is not None and progress.cancelled:
            raise Cancelled
        detail = "time" if watch.killed else f"exit {process.returncode}"
        raise EngageError(Reason.READER_FAILED, where=str(path), detail=detail)


def _error(line: dict[str, object], path: Path) -> EngageError:
    facts = line.get("facts")
    known = {str(key): str(value) for key, value in facts.items()} if isinstance(facts, dict) else {}
    return EngageError(Reason(str(line["error"])), where=str(path), **known)


class _Watch:
    """Kills the process when it stays silent too long or when the job is cancelled."""

    def __init__(self, process: subprocess.Popen[bytes], progress: Progress | None) -> None:
        self.waiting_since: float | None = None
        self.killed = False
        self._process = process
        self._progress = progress
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, name="engage-reader-watch", daemon=True)
        self._thread.start()

    def _run(self) -> None:
        while not self._over.wait(0.2):
            since = self.waiting_since
            late = since is not None and time.monotonic() - since > SILENCE
            if late or (self._progress is not None and self._progress.cancelled):
                self.killed = late
                self._process.kill()
                return

    def stop(self) -> None:
        """End the watch."""
        self._over.set()
        self._thread.join()


@contextmanager
def _process(
    command: list[str], progress: Progress | None
) -> Iterator[tuple[subprocess.Popen[bytes], _Watch]]:
    with subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(),
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    ) as process:
        watch = _Watch(process, progress)
        try:
            yield process, watch
        finally:
            watch.stop()
            process.kill()
            process.wait()
