"""The limited process that opens foreign binary files and hands back plain rows.

`python -m engage_desktop.importers.worker KIND PATH [SHEET]` writes JSON lines on standard output: never an
object that could run, never a path out of the archive. The other side is `limited`.
"""

from __future__ import annotations

import errno
import json
import sys
import zipfile
import zlib
from pathlib import Path

from engage_desktop.errors import EngageError, Reason
from engage_desktop.importers import (
    archives,
    books,
    car,
    documents,
    opendocument,
    portable,
    projects,
    richtext,
    statistics,
)
from engage_desktop.importers.limited import HIDDEN_ARGUMENT

MEMORY = 1_500 << 20  # bytes of address space
PROCESSOR = 60  # seconds


_DAMAGED = (zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, NotImplementedError)
_READERS = {
    "docx": documents.paragraphs,
    "odt": opendocument.paragraphs,
    "rtf": richtext.paragraphs,
    "pdf": portable.paragraphs,
    "statistics": statistics.rows,
    "car": car.rows,
}


def main(argv: list[str]) -> int:
    """Do one reading; `argv` is KIND, PATH and further arguments, after our hidden argument if it is there."""
    arguments = argv[1:] if argv[:1] == [HIDDEN_ARGUMENT] else argv
    _limit()
    try:
        kind, path, *rest = arguments
        for line in _work(kind, Path(path), rest):
            _say(line)
        _say({"end": True})
    except EngageError as error:
        _say({"error": error.reason.value, "facts": {key: str(value) for key, value in error.facts.items()}})
    except _DAMAGED as error:
        _say({"error": Reason.FILE_DAMAGED.value, "facts": {"detail": f"zip: {error}"[:200]}})
    except OSError as error:
        # A place that is none, asked of the file, is what a broken directory of a zip points to.
        reason = Reason.FILE_DAMAGED if error.errno == errno.EINVAL else Reason.FILE_UNREADABLE
        _say({"error": reason.value, "facts": {"detail": str(error.strerror)}})
    except MemoryError:
        _say({"error": Reason.READER_FAILED.value, "facts": {"detail": "memory"}})
    return 0


def _work(kind: str, path: Path, rest: list[str]) -> archives.Lines:
    if kind == "probe":
        return archives.probe(path)
    if kind == "sheet":
        archives.check(path)
        return books.rows(path, rest[0] if rest else "")
    if kind in ("docx", "odt"):
        archives.check(path)
    if kind in projects.READERS:
        return projects.lines(kind, path)
    reader = _READERS.get(kind)
    if reader is not None:
        return reader(path)
    raise ValueError(kind)


def _say(line: dict[str, object]) -> None:
    sys.stdout.write(json.dumps(line, ensure_ascii=True, separators=(",", ":")) + "\n")
    sys.stdout.flush()


def _limit() -> None:
    """Bound memory and processor time where the system knows how; elsewhere the parent's deadline bounds all."""
    if sys.platform == "win32":
        return
    import resource

    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, PROCESSOR),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(what)
        bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
        try:
            resource.setrlimit(what, (bound, hard))
        except (ValueError, OSError):
            continue  # macOS refuses RLIMIT_AS; the deadline remains


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
