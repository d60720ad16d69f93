"""Studies: making, opening, checking, backing up and restoring them."""

from __future__ import annotations

import contextlib
import datetime as dt
import errno
import json
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engage_desktop import __version__, paths
from engage_desktop.errors import EngageError, Reason
from engage_desktop.models.study import CheckReport, Problem, StudyHead
from engage_desktop.progress import Progress
from engage_desktop.store import backups, columns, database, journal, schema, search, soundness, studies
from engage_desktop.store.database import Study

if TYPE_CHECKING:
    from engage_desktop.operations.example import ExampleCode

KEPT_BACKUPS = 10


def create(path: Path, *, title: str = "", language: str = "fr") -> Study:
    """A new, empty study at `path`, open; refuses to overwrite."""
    by = f"Engage {__version__}"
    return database.create(
        path,
        start=lambda session: studies.start(
            session, title=title or path.stem, language=language, application=by
        ),
    )


def open_study(path: Path) -> Study:
    """The study at `path`, ours until closed; an older one is copied aside, then migrated."""
    return database.open_to_write(path, before_migration=_copy_aside)


def open_for_reading(path: Path) -> Study:
    """The study at `path` to read only, even while a window has it open."""
    return database.open_to_read(path)


def create_example(path: Path, *, language: str = "fr", progress: Progress | None = None) -> Study:
    """The example study « Vélos partagés », made by the importers from its files as anyone's would be."""
    from engage_desktop.operations import emotions, example, sentiment, sources

    folder = paths.resources() / "samples" / "velos-partages"
    plan = json.loads((folder / "etude.json").read_text(encoding="utf-8"))
    title = plan["title_en"] if language == "en" else plan["title"]
    study = create(path, title=title, language=language)
    try:
        for each in plan["files"]:
            wave = (
                sources.WaveDraft(each["wave"], *_period(each), each.get("invited", 0))
                if "wave" in each
                else None
            )
            sources.import_file(
                study,
                folder / each["file"],
                survey=plan["survey"] if wave else "",
                wave=wave,
                progress=progress,
            )
        sentiment.score_pending(study, progress=progress)
        emotions.refresh(study, progress=progress)
        codebook = tuple(_example_code(each) for each in plan["codes"])
        example.code_some(study, codebook, coder=plan["coder"], among=tuple(plan["coded"]))
        example.save_filters(study, tuple((each["name"], each["expression"]) for each in plan["filters"]))
    except BaseException:
        study.close()
        path.unlink(missing_ok=True)
        raise
    return study


def _example_code(said: dict[str, Any]) -> ExampleCode:
    from engage_desktop.operations import example

    below = tuple(_example_code(each) for each in said.get("codes", ()))
    return example.ExampleCode(said["name"], said.get("key", ""), tuple(said.get("words", ())), below)


def rename(study: Study, title: str) -> None:
    """Give the study another title."""
    if not title.strip():
        raise EngageError(Reason.NAME_EMPTY)
    with study.write() as session, journal.act(session, "study.rename", title=title.strip()):
        studies.rename(session, title.strip())


def backup_if_changed(study: Study) -> Path | None:
    """A copy beside the study when it changed since the last one; the ten newest are kept."""
    if study.read_only:
        return None
    with study.read() as session:
        revision = studies.revision(session)
    with contextlib.suppress(
        OSError, EngageError
    ):  # a folder that takes no copy must not keep anyone from working
        return backups.keep(study.path, paths.backup_folder(study.path), revision=revision, kept=KEPT_BACKUPS)
    return None


def list_backups(path: Path) -> tuple[Path, ...]:
    """The copies kept of the study at `path`, newest first."""
    return backups.kept(paths.backup_folder(path))


def backup(path: Path, to: Path) -> None:
    """A verified copy of the study at `path`, safe while it is open; refuses to overwrite."""
    schema.read_header(path)
    if to.exists():
        raise EngageError(Reason.STUDY_EXISTS, where=str(to))
    with _written_whole(to) as part:
        database.copy_database(path, part)
        problems = soundness.problems(part)
        if problems:
            raise EngageError(Reason.STUDY_DAMAGED, where=str(path), detail=problems[0].what)


def restore(backup_file: Path, to: Path) -> None:
    """The study that `backup_file` holds, at `to`; refuses to overwrite and to restore what is damaged."""
    backup(backup_file, to)


def check(path: Path) -> CheckReport:
    """Verify the file: integrity, references, hashes, schema version, search index."""
    header = schema.read_header(path)
    problems = soundness.problems(path)
    if any(problem.what == "unreadable" for problem in problems):
        return CheckReport(False, header.user_version, "", problems, None)
    try:
        with open_for_reading(path) as study, study.read() as session:
            counts = studies.counts(session)
            application = studies.application(session)
    except EngageError as error:
        problems = (*problems, Problem(error.reason.value, "restore"))
        return CheckReport(False, header.user_version, "", problems, None)
    return CheckReport(not problems, header.user_version, application, problems, counts)


def repair(study: Study, *, progress: Progress | None = None) -> None:
    """Make again from the rows what is only made from them: the search index and the coded columns; all or nothing.

    No text, code or answer is changed, so that there is nothing to undo.
    """
    with study.write(bulk=True) as session:
        for done, total in search.rebuild(session):
            if progress is not None:
                progress.step(done, total, "search")
        columns.rebuild(session)


def head(study: Study) -> StudyHead:
    """What is said of the study."""
    with study.read() as session:
        return studies.head(session)


def _copy_aside(path: Path) -> None:
    folder = paths.backup_folder(path)
    version = schema.read_header(path).user_version
    backups.copy(path, folder, name=f"{path.stem}.avant-migration-{version}.engage")


def _period(each: dict[str, list[str]]) -> tuple[dt.date | None, dt.date | None]:
    if "period" not in each:
        return None, None
    starts, ends = each["period"]
    return dt.date.fromisoformat(starts), dt.date.fromisoformat(ends)


@contextlib.contextmanager
def _written_whole(target: Path) -> Iterator[Path]:
    """A name beside `target` to write to; it takes its place only once complete."""
    if not target.parent.is_dir():
        raise EngageError(Reason.FOLDER_MISSING, where=str(target))
    part = target.with_name(f".{target.name}.part")
    try:
        part.unlink(missing_ok=True)
        part.touch(mode=0o600)
        yield part
        part.replace(target)
    except OSError as error:
        full = error.errno == errno.ENOSPC
        raise EngageError(Reason.DISK_FULL if full else Reason.FOLDER_READ_ONLY, where=str(target)) from error
    except EngageError as error:
        if error.where == str(part):
            error.where = str(target)  # people know the name that they gave
        raise
    finally:
        part.unlink(missing_ok=True)
