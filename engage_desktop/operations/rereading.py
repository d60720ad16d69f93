"""« Modifier la lecture »: a source read again by another mapping; codes and corrections made since stay."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from engage_desktop.errors import EngageError, Reason
from engage_desktop.importers import mapping_json, reading
from engage_desktop.models.ids import SourceId
from engage_desktop.models.names import folded
from engage_desktop.models.sources import (
    ColumnMapping,
    Mapping,
    Outcome,
    PersonalData,
    Plan,
    Reading,
    Record,
    ResponseRecord,
    Role,
    RowProblem,
    Source,
    SourceKind,
)
from engage_desktop.models.surveys import Question, Survey
from engage_desktop.operations import asking, personal
from engage_desktop.progress import Progress
from engage_desktop.store import columns, journal, loading, sources, surveys
from engage_desktop.store.database import Session, Study
from engage_desktop.store.rereading import Read, ResponseRereader

_STEP = 2000
Pair = tuple[ResponseRecord | RowProblem, ResponseRecord | RowProblem]


def sha256_of(path: Path, progress: Progress) -> str:
    """The digest by which a file is known again."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 22):
            progress.step(0, 0, "reading")
            digest.update(block)
    return digest.hexdigest()


class _DryRun(Exception):  # noqa: N818 - the way out of a transaction that must leave nothing
    pass


def source_of(session: Session, *, sha256: str, size: int) -> Source | None:
    """The import that still counts and came from this very file: responses only, the newest one."""
    return next(
        (
            each
            for each in sources.sources(session)
            if each.sha256 == sha256
            and each.size == size
            and not each.removed
            and each.kind is SourceKind.RESPONSES
        ),
        None,
    )


def mapping_of(session: Session, source: SourceId) -> Mapping:
    """How the source was read last."""
    where = f"source {source}"  # one that does not say so was read before anything was replaced
    return mapping_json.mapping_from_json(sources.mapping(session, source), where=where, replaced=())


def differs(one: Mapping, other: Mapping) -> bool:
    """Whether two mappings read a file differently; how sure a proposal was, and codes, do not count."""
    return _bare(one) != _bare(other)


def _bare(mapping: Mapping) -> tuple[object, ...]:
    told = (each for each in mapping.columns if each.role is not Role.IGNORE)
    chosen = frozenset(mapping.dropped), frozenset(mapping.replaced)
    return mapping.format, mapping.layout, chosen, tuple(map(_bare_column, told))


def _bare_column(column: ColumnMapping) -> tuple[object, ...]:
    name = folded(column.name or column.header)
    ties = column.grid, column.other_of
    return (
        column.index,
        column.role,
        name,
        column.scale,
        column.columns,
        column.separator,
        column.options,
        ties,
    )


def reread_source(
    study: Study,
    source: SourceId,
    path: Path,
    mapping: Mapping,
    *,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> Outcome:
    """Read the file of a source again by `mapping`: one act, which « Annuler » takes back whole.

    Responses keep their identity, and verbatims theirs (with codes, corrections, memos) while their column is read as a
    text; what a later import brought is kept. Raises SOURCE_UNKNOWN, SOURCE_OTHER_FILE when `path` is not the file
    that was imported, and what reading raises.
    """
    progress = progress or Progress()
    digest = sha256_of(path, progress)
    with study.read() as session:
        known = sources.source(session, source)
        before = mapping_of(session, source)
    if known.removed or known.kind is not SourceKind.RESPONSES:
        raise EngageError(Reason.SOURCE_UNKNOWN, id=int(source))
    if known.sha256 != digest:
        raise EngageError(Reason.SOURCE_OTHER_FILE, where=str(path), name=known.file)
    old, new = reading.read(path, before), reading.read(path, mapping, progress=progress)
    outcome: Outcome | None = None
    try:
        with study.write() as session:
            with journal.act(session, "source.reread", file=known.file):
                outcome = _Rereading(session, known, mapping, progress).run(old, new)
            columns.rebuild(session)
            if dry_run:
                raise _DryRun
    except _DryRun:
        assert outcome is not None
        return replace(outcome, source=None)
    return outcome


@dataclass(slots=True)
class _Rereading:
    """One rereading inside its transaction."""

    _session: Session
    _source: Source
    _mapping: Mapping
    _progress: Progress

    def run(self, old: Reading, new: Reading) -> Outcome:
        """Follow every row, then write what the source says of itself."""
        survey = surveys.find_survey(self._session, self._source.survey)
        asked = asking.known(survey, old.plan)
        questions = asking.ask(self._session, survey, new.plan, self._source.id)
        loader = loading.ResponseLoader(
            self._session,
            int(self._source.id),
            int(survey.id),
            new.plan,
            questions,
            self._mapping.layout.sheet,
        )
        rereader = ResponseRereader(
            self._session, self._source.id, loader, Read(old.plan, asked), Read(new.plan, questions)
        )
        waves: dict[str, int] = {}
        for before, after in self._pairs(old, new):
            wave = None if isinstance(after, RowProblem) else self._wave(survey, after, waves)
            rereader.take(before, after, wave)
        loader.flush()
        self._progress.step(self._source.rows, self._source.rows, "counting")
        told = self._outcome(loader.tally, survey, questions, new.plan)
        outcome = replace(told, remarks=tuple(loader.remarks))
        coded = asking.with_codes(self._mapping, questions, new.plan)
        sources.tell_again(self._session, self._source, outcome, mapping_json.mapping_to_json(coded))
        return outcome

    def _pairs(self, old: Reading, new: Reading) -> Iterator[Pair]:
        """The two readings of each row; a reading that counts other rows (another header) is followed by number."""
        done = 0
        before: dict[int, ResponseRecord | RowProblem] = {}
        same = True
        olds = iter(old.records)
        for after in new.records:
            if done % _STEP == 0:
                self._progress.step(done, self._source.rows, "importing")
            done += 1
            row = _answered(after)
            first = next(olds, None) if same else None
            if first is not None and first.row == row.row:
                yield _answered(first), row
                continue
            same = False  # from here on, rows are found by their number
            if first is not None:
                before[first.row] = _answered(first)
            before.update((each.row, _answered(each)) for each in olds)
            yield before.pop(row.row, RowProblem(row.row, "", "no_answer")), row

    def _wave(self, survey: Survey, record: ResponseRecord, known: dict[str, int]) -> int | None:
        if not record.wave:
            return None
        if record.wave not in known:
            made = surveys.find_or_add_wave(
                self._session, survey.id, record.wave, made_by_source_id=self._source.id
            )
            known[record.wave] = int(made.id)
        return known[record.wave]

    def _outcome(
        self, tally: loading.Tally, survey: Survey, questions: tuple[Question, ...], plan: Plan
    ) -> Outcome:
        now = surveys.survey(self._session, survey.id)
        made = asking.told(now, questions, plan, self._mapping)
        return Outcome(
            file=self._source.file,
            format=self._mapping.format,
            confidence=1.0,
            encoding=self._mapping.layout.encoding,
            rows=tally.rows,
            imported=tally.imported,
            updated=tally.updated,
            duplicates=tally.duplicates,
            skipped=tuple(
                sorted(
                    (personal.veiled(each, self._mapping) for each in tally.skipped),
                    key=lambda each: each.row,
                )
            ),
            survey=survey.name,
            questions=made,
            verbatims=sources.count_verbatims(self._session, self._source.id),
            source=self._source.id,
            personal_data=PersonalData(),
            mapping=self._mapping,
        )


def _answered(record: Record | RowProblem) -> ResponseRecord | RowProblem:
    assert isinstance(record, ResponseRecord | RowProblem)  # a source of responses gives nothing else
    return record
