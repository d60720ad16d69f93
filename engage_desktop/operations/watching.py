"""The watched folder: what waits in it, and bringing in what is of a known shape when a person said so."""

from __future__ import annotations

import json
import time
from pathlib import Path

from engage_desktop.errors import EngageError, Reason
from engage_desktop.importers import recognise
from engage_desktop.models.sources import Outcome, Source
from engage_desktop.models.watching import WaitingFile, Watched, WatchedFolder
from engage_desktop.operations import rereading, sources
from engage_desktop.operations.formats import ENDINGS
from engage_desktop.operations.merging import ENDING as STUDY
from engage_desktop.progress import Progress
from engage_desktop.store import journal, studies
from engage_desktop.store import sources as kept
from engage_desktop.store.database import Session, Study

_KEY = "watched_folder"
_MOST_FILES = 500
_READ_WHOLE = 32 << 20  # bytes up to which a waiting file is read to count its rows and know its shape
_STILL = 5.0  # seconds since the last writing after which a file is taken to be whole


def watch(study: Study, folder: Path, *, automatic: bool = False) -> WatchedFolder:
    """Watch `folder` from now on; `automatic` lets files of a known shape come in without asking."""
    if not folder.is_dir():
        raise EngageError(Reason.FOLDER_MISSING, where=str(folder))
    chosen = WatchedFolder(str(folder.resolve()), automatic)
    said = json.dumps({"path": chosen.path, "automatic": chosen.automatic})
    with study.write() as session, journal.act(session, "source.watch", folder=folder.name):
        studies.put_setting(session, _KEY, said)
    return chosen


def stop(study: Study) -> None:
    """Watch no folder."""
    with study.write() as session, journal.act(session, "source.unwatch"):
        studies.put_setting(session, _KEY, "")


def folder(session: Session) -> WatchedFolder | None:
    """The folder that the study watches, or None."""
    try:
        said = json.loads(studies.setting(session, _KEY) or "{}")
    except ValueError:
        return None
    path = said.get("path") if isinstance(said, dict) else None
    return WatchedFolder(path, said.get("automatic") is True) if isinstance(path, str) and path else None


def look(study: Study, *, progress: Progress | None = None) -> Watched | None:
    """What waits in the watched folder, nothing imported; None when no folder is watched."""
    progress = progress or Progress()
    with study.read() as session:
        watched = folder(session)
        held = kept.sources(session)
    if watched is None:
        return None
    try:
        files = _files(Path(watched.path))
    except OSError:
        return Watched(watched, missing=True)
    waiting: list[WaitingFile] = []
    unknown = 0
    for place, path in enumerate(files):
        progress.step(place, len(files), "reading")
        same = _same(path, held, progress)
        if any(not source.removed for source in same):
            continue
        try:
            waiting.append(_waiting(study, path, progress, taken_back=bool(same)))
        except EngageError:
            unknown += 1
    return Watched(watched, tuple(waiting), unknown)


def import_known(
    study: Study, waiting: tuple[WaitingFile, ...], *, progress: Progress | None = None
) -> tuple[Outcome, ...]:
    """Bring in those of a known shape that are whole and were never taken back, each all or nothing.

    A file that cannot be imported stays in the folder and keeps waiting: a person will see why in the import.
    """
    outcomes: list[Outcome] = []
    for each in waiting:
        if not each.known or each.taken_back or not _is_whole(each):
            continue
        try:
            outcomes.append(sources.import_file(study, each.path, progress=progress))
        except EngageError:
            continue
    return tuple(outcomes)


def _files(folder: Path) -> list[Path]:
    """The files that may be imports, newest first; hidden and half-downloaded ones left out."""
    found = [
        path
        for path in folder.iterdir()
        if path.suffix.lower().lstrip(".") in ENDINGS
        and path.suffix.lower()
        != STUDY  # studies live beside their exports: they are merged when a person asks
        and not path.name.startswith((".", "~$"))
        and path.is_file()
    ]
    return sorted(found, key=lambda path: -path.stat().st_mtime)[:_MOST_FILES]


def _same(path: Path, held: tuple[Source, ...], progress: Progress) -> list[Source]:
    """The imports of that very content; hashed only when one is of that size."""
    size = path.stat().st_size
    alike = [source for source in held if source.size == size]
    if not alike:
        return []
    digest = rereading.sha256_of(path, progress)
    return [source for source in alike if source.sha256 == digest]


def _waiting(study: Study, path: Path, progress: Progress, *, taken_back: bool) -> WaitingFile:
    state = path.stat()
    if state.st_size > _READ_WHOLE:
        found = recognise.recognise(path)
        return WaitingFile(
            path,
            state.st_size,
            state.st_mtime,
            found.format,
            found.kind,
            0,
            known=False,
            taken_back=taken_back,
        )
    proposal = sources.inspect(path, study=study, progress=progress)
    return WaitingFile(
        path,
        state.st_size,
        state.st_mtime,
        proposal.recognition.format,
        proposal.mapping.kind,
        proposal.rows,
        known=sources.remembers(study, proposal),
        taken_back=taken_back,
    )


def _is_whole(file: WaitingFile) -> bool:
    """Whether nobody has written to it since it was looked at, nor just before."""
    try:
        state = file.path.stat()
    except OSError:
        return False
    return (state.st_size, state.st_mtime) == (
        file.size,
        file.modified,
    ) and time.time() - file.modified > _STILL
