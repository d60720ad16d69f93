"""One damaged file on the whole road: what it must give, whatever it is.

Either every row of it is accounted for, or it is refused with one `EngageError` and nothing of it is kept; within five
seconds, and without eating memory.
"""

from __future__ import annotations

import contextlib
import signal
import time
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

from engage_desktop.errors import EngageError
from engage_desktop.importers.propose import propose
from engage_desktop.importers.reading import read
from engage_desktop.models.sources import SourceKind
from engage_desktop.operations import sources
from engage_desktop.store.database import Study

SECONDS = 5.0
_DESIGNED = (SourceKind.DESIGN, SourceKind.STUDY)  # they bring no rows of a table


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a trial ended: "read", "refused", or what is wrong with it and where."""

    ended: str
    wrong: str = ""
    detail: str = ""
    seconds: float = 0.0


class TooLongError(BaseException):
    """Raised inside the work that does not end; no handler of the work may catch it."""


@contextlib.contextmanager
def _limit(seconds: float) -> Iterator[None]:
    """Interrupt the block after so many seconds of processor (POSIX; elsewhere the time is only measured).

    Of processor, for a busy machine is no hang.
    """
    if not hasattr(signal, "setitimer"):
        yield
        return

    def over(_number: int, _frame: FrameType | None) -> None:
        raise TooLongError

    before = signal.signal(signal.SIGPROF, over)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def on_reading(path: Path, *, limit: float = SECONDS) -> Verdict:
    """Propose and read `path`: as many rows as were announced."""

    def work() -> str:
        proposal = propose(path)
        if proposal.mapping.kind in _DESIGNED:
            return ""
        found = sum(1 for _ in read(path, proposal.mapping).records)
        return "" if found == proposal.rows else f"{proposal.rows} rows announced, {found} read"

    return _tried(work, limit)


def on_import(study: Study, path: Path, *, limit: float = SECONDS) -> Verdict:
    """Import `path`: every row accounted for, or nothing kept."""
    before = _kept(study)

    def work() -> str:
        outcome = sources.import_file(study, path)
        told = outcome.imported + outcome.updated + outcome.duplicates + len(outcome.skipped)
        return "" if told == outcome.rows else f"{outcome.rows} rows, {told} accounted for"

    verdict = _tried(work, limit)
    if verdict.ended != "read" and _kept(study) != before:
        return Verdict(verdict.ended, "partial", f"{before} became {_kept(study)}", verdict.seconds)
    return verdict


def _tried(work: object, limit: float) -> Verdict:
    assert callable(work)
    began = time.process_time()
    try:
        with _limit(limit):
            wrong = work()
    except EngageError as error:
        return Verdict("refused", detail=error.reason.value, seconds=time.process_time() - began)
    except TooLongError:
        return Verdict("stopped", "hang", traceback.format_exc(limit=-6), limit)
    except MemoryError:
        return Verdict("stopped", "memory", traceback.format_exc(limit=-6))
    except Exception:  # noqa: BLE001 - finding those is what the trial is for
        return Verdict("stopped", "exception", traceback.format_exc(limit=-6))
    return Verdict("read", "rows" if wrong else "", wrong, time.process_time() - began)


def _kept(study: Study) -> tuple[int, ...]:
    """How many rows each table of the study has."""
    names = (
        "source",
        "survey",
        "question",
        "option",
        "response",
        "answer",
        "verbatim",
        "participant",
        "indicator_series",
        "indicator_point",
        "journal",
    )
    with study.read() as session:
        return tuple(int(session.rows(f'SELECT count(*) FROM "{name}"')[0][0]) for name in names)
