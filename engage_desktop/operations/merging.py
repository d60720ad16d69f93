"""Another `.engage` study brought into this one: all of it that is not here, or nothing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from engage_desktop import __version__
from engage_desktop.errors import EngageError, Reason
from engage_desktop.models.ids import SourceId
from engage_desktop.models.merging import FORMAT, MergeKind
from engage_desktop.models.projects import StudyCode
from engage_desktop.models.sources import (
    Layout,
    Mapping,
    Outcome,
    PersonalData,
    Proposal,
    Recognition,
    SourceKind,
)
from engage_desktop.operations import merging_words
from engage_desktop.operations.coding import default_coder
from engage_desktop.operations.rereading import sha256_of
from engage_desktop.progress import Progress
from engage_desktop.store import codes, columns, database, journal, schema, soundness, sources, studies
from engage_desktop.store.database import Session, Study
from engage_desktop.store.merging import trust
from engage_desktop.store.merging.whole import Merge, take_back
from engage_desktop.store.projects import withdraw_codes

ENDING = ".engage"
TITLE, CODERS = "title", "coders"  # of a preview, beside the kinds of `MergeKind`
_MENDED_HERE = ("search_incomplete",)  # what a repair makes again is no reason to refuse


class _Leave(Exception):  # noqa: N818 - the way out of a transaction that must leave nothing
    pass


def is_study(path: Path) -> bool:
    """Whether a file to import is a study of this application, or says that it is by its name."""
    return path.suffix.lower() == ENDING or schema.is_ours(path)


def inspect(path: Path, *, format: str = "") -> Proposal:
    """What another study holds, for a person to look at before it comes in."""
    _expect(path, format)
    with _opened(path) as theirs, theirs.read() as session:
        counts = studies.counts(session)
        held = {
            MergeKind.SOURCE: counts.sources,
            MergeKind.SURVEY: counts.surveys,
            MergeKind.RESPONSE: counts.responses,
            MergeKind.VERBATIM: counts.verbatims,
            MergeKind.PARTICIPANT: counts.participants,
            MergeKind.CODE: counts.codes,
            MergeKind.CODING: counts.codings,
            MergeKind.REPORT: counts.reports,
        }
        rows = [
            (TITLE, studies.head(session).title),
            (CODERS, ", ".join(each.name for each in codes.coders(session))),
            *((kind.value, str(count)) for kind, count in held.items() if count),
        ]
        book = tuple(
            StudyCode(place, str(each.id), each.name, str(each.parent or ""), each.color, each.description)
            for place, each in enumerate(codes.tree(session), start=1)
        )
    return Proposal(
        path=str(path),
        recognition=Recognition(FORMAT, SourceKind.STUDY, 1.0, "application_id", _mapping().layout),
        mapping=_mapping(),
        headers=("what", "value"),
        preview=tuple(rows),
        preview_rows=tuple(range(1, len(rows) + 1)),
        rows=sum(held.values()),
        size=path.stat().st_size,
        personal_data=PersonalData(),
        codes=book,
    )


def merge(
    study: Study, path: Path, *, format: str = "", dry_run: bool = False, progress: Progress | None = None
) -> Outcome:
    """Bring the study at `path` into this one: one act, undone whole; every thing read is accounted for.

    What is here already comes once, what both say otherwise stays as it is here and is told. A study that brings
    nothing leaves no trace. The other file is read as it is, or in a private copy when it is older: never touched.
    """
    _expect(path, format)
    progress = progress or Progress()
    progress.step(0, 0, "reading")
    outcome: Outcome | None = None
    with _opened(path) as theirs:
        digest = sha256_of(path, progress)
        try:
            with theirs.read() as reading, study.write(bulk=True) as writing:
                outcome = _merged(writing, reading, path, digest, progress)
                if dry_run or outcome.source is None:
                    raise _Leave
        except _Leave:
            assert outcome is not None
            return replace(outcome, source=None)
    return outcome


def undo_merge(session: Session, source: SourceId, *, file: str) -> None:
    """Take a merge back out of its turn, in an act of its own: what somebody changed or uses since stays."""
    with journal.act(session, "source.remove", file=file):
        take_back(session, source)
        sources.remove(session, source)
        withdraw_codes(session, source)
    columns.rebuild(session)


def _merged(ours: Session, theirs: Session, path: Path, digest: str, progress: Progress) -> Outcome:
    codes.coder(
        ours, default_coder(ours)
    )  # before the coders of the other study: the first one is who codes here
    source = sources.add(
        ours,
        kind=SourceKind.STUDY,
        file=path.name,
        format_id=FORMAT,
        importer_version=__version__,
        sha256=digest,
        size=path.stat().st_size,
        encoding="",
        sheet="",
        mapping="{}",
        confidence=1.0,
    )
    work = Merge(ours, theirs, merge=source)
    work.run(_counting(theirs, progress))
    merging_words.bring(ours, theirs, work.account)
    outcome = _outcome(work, path, source)
    if outcome.source is None:
        return outcome
    sources.finish(
        ours, source, replace(outcome, verbatims=0)
    )  # those that came hang on sources of their own
    progress.step(1, 1, "counting")
    changes = work.finish()
    mark = {"id": int(source), "removed_at": None}
    gone = {**mark, "removed_at": dt.datetime.now().astimezone().isoformat(timespec="seconds")}
    journal.append(
        ours,
        "study.merge",
        (journal.Change("source", gone, mark), *changes),
        coder=None,
        facts={"file": path.name, "n": str(outcome.imported + outcome.updated), "source": str(int(source))},
    )
    return outcome


def _counting(theirs: Session, progress: Progress) -> Callable[[int], None]:
    """How far the merge is: texts and responses are worked on twice, matched then written or compared."""
    total = int(
        theirs.sql(
            "SELECT 2 * (SELECT count(*) FROM verbatim) + (SELECT count(*) FROM response)"
            " + (SELECT count(*) FROM coding) + (SELECT count(*) FROM sentiment_correction)"
        ).scalar_one()
    )
    done = 0

    def step(more: int) -> None:
        nonlocal done
        progress.step(min(done, total), total, "importing")
        done += more

    return step


def _outcome(work: Merge, path: Path, source: SourceId) -> Outcome:
    counts = work.account.counts()
    left_out, remarks = work.account.left_out, work.account.remarks
    return Outcome(
        file=path.name,
        format=FORMAT,
        confidence=1.0,
        encoding="",
        rows=sum(each.read for each in counts),
        imported=sum(each.added for each in counts),
        updated=sum(each.completed for each in counts),
        duplicates=sum(each.known for each in counts),
        skipped=tuple(left_out),
        survey="",
        questions=(),
        verbatims=work.verbatims,
        source=source if work.brings else None,
        personal_data=PersonalData(),
        mapping=_mapping(),
        remarks=tuple(remarks),
        values=work.values,
        series=work.series,
        codes=work.account.added(MergeKind.CODE),
        codings=work.account.added(MergeKind.CODING),
        merged=counts,
    )


def _expect(path: Path, format: str) -> None:
    if format and format != FORMAT:
        raise EngageError(Reason.FORMAT_MISMATCH, where=str(path), expected=format, found=FORMAT)


def _mapping() -> Mapping:
    return Mapping(FORMAT, SourceKind.STUDY, Layout(encoding="", delimiter=""), replaced=())


@contextmanager
def _opened(path: Path) -> Iterator[Study]:
    """The other study to read; raises when it is missing, none of ours, newer, or damaged."""
    with database.open_to_read(path) as theirs:
        found = next(
            (each for each in soundness.problems(theirs.file) if each.what not in _MENDED_HERE), None
        )
        if found is not None:
            raise EngageError(Reason.STUDY_DAMAGED, where=str(path), detail=found.what)
        with theirs.read() as session:
            column = trust.altered(session)
        if column:
            raise EngageError(Reason.STUDY_DAMAGED, where=str(path), detail=column)
        yield theirs
