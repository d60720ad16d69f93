"""Sources: looking at a file, importing it whole or not at all, taking an import back."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from engage_desktop import __version__
from engage_desktop.errors import EngageError, Reason
from engage_desktop.importers import mapping_json, propose, reading, recognise
from engage_desktop.models.folding import fold
from engage_desktop.models.ids import SourceId, SurveyId, WaveId
from engage_desktop.models.merging import FORMAT
from engage_desktop.models.metrics import FigureRecord
from engage_desktop.models.names import folded
from engage_desktop.models.projects import StudyCode, StudyDocument
from engage_desktop.models.sources import (
    DesignHead,
    InterviewProfile,
    Layout,
    Mapping,
    MentionRecord,
    Outcome,
    Plan,
    Proposal,
    QuestionMade,
    Reading,
    Record,
    ResponseRecord,
    Role,
    RowProblem,
    SourceKind,
    TurnRecord,
)
from engage_desktop.models.surveys import Question, Survey, SurveyStatus
from engage_desktop.operations import asking, designs, merging, personal, rereading
from engage_desktop.operations.coding import default_coder
from engage_desktop.progress import Progress
from engage_desktop.store import columns, journal, loading, series_loading, sources, studies, surveys
from engage_desktop.store.database import Session, Study
from engage_desktop.store.projects import ProjectLoader, withdraw_codes

_STEP = 2000
_QUALCODER = "data.qda"


@dataclass(frozen=True, slots=True)
class WaveDraft:
    """The wave that an import feeds: made when the survey has none of that name."""

    name: str
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None
    invited: int = 0


_Loader = loading.ResponseLoader | loading.MentionLoader | loading.TurnLoader | ProjectLoader


class _DryRun(Exception):  # noqa: N818 - the way out of a transaction that must leave nothing
    pass


def inspect(
    path: Path,
    *,
    study: Study | None = None,
    format: str = "",
    layout: Layout | None = None,
    progress: Progress | None = None,
) -> Proposal:
    """What the file is and what would become of it; with a `study`, roles chosen before for the same headers."""
    path = _entered(path)
    if merging.is_study(path):
        return merging.inspect(path, format=format)
    proposal = propose.propose(
        path, recognise.recognise(path, format=format), layout=layout, progress=progress
    )
    if study is None:
        return proposal
    read_before = _read_before(study, path, progress or Progress())
    if read_before is not None and not format and layout is None:
        with study.read() as session:
            marks = personal.every_mark(session)
        return replace(proposal, mapping=read_before[1], source=read_before[0], marks=marks)
    with study.read() as session:
        proposal = replace(proposal, marks=personal.every_mark(session))
        stated = personal.proposed(session, proposal.mapping)
        kept = studies.setting(session, _memory_key(proposal.headers, stated))
        there = surveys.surveys(session)
        asked = asking.asked_by(there, stated)
    if not kept:
        return replace(proposal, mapping=stated if asked is None else asking.knowing(stated, asked))
    known = mapping_json.mapping_from_json(kept, where=str(path), replaced=stated.replaced)
    # How this very file is written, the days that it tells, and who speaks in it.
    own = replace(known, layout=stated.layout, period=stated.period, speakers=stated.speakers)
    return replace(proposal, mapping=asking.aimed(own, there))


def remembers(study: Study, proposal: Proposal) -> bool:
    """Whether the roles of a file of this shape were chosen and kept before."""
    with study.read() as session:
        return bool(studies.setting(session, _memory_key(proposal.headers, proposal.mapping)))


def import_file(
    study: Study,
    path: Path,
    *,
    format: str = "",
    mapping: Mapping | None = None,
    survey: str = "",
    wave: WaveDraft | None = None,
    dry_run: bool = False,
    remember: bool = False,
    pseudonymise: bool = False,
    progress: Progress | None = None,
) -> Outcome:
    """Import the file: all of it or nothing, every row accounted for in the outcome.

    Without `mapping` the proposal is taken as it stands. `survey` names the survey that receives responses; empty,
    it is the one known by its questions (see `asking.recognised`), else a new one named after the file. A file that is
    in the study already is read again by a `mapping` that reads it otherwise (see `rereading`). `pseudonymise` replaces
    every kind of personal data that texts cite, whatever the mapping says. `dry_run` writes nothing.
    """
    path = _entered(path)
    progress = progress or Progress()
    if merging.is_study(path):
        return merging.merge(study, path, format=format, dry_run=dry_run, progress=progress)
    progress.step(0, 0, "recognising")
    layout = None if mapping is None else mapping.layout
    proposal = inspect(path, study=study, format=format, layout=layout, progress=progress)
    chosen = mapping or proposal.mapping
    if pseudonymise:
        with study.read() as session:
            chosen = mapping = replace(chosen, replaced=personal.every_mark(session))
    if survey and chosen.kind is SourceKind.FIGURES:
        chosen = replace(chosen, survey=survey)  # the name of the set of figures
    read_before = None if mapping is None else _read_before(study, path, progress)
    if read_before is not None and rereading.differs(read_before[1], chosen):
        again = rereading.reread_source(
            study, read_before[0], path, chosen, dry_run=dry_run, progress=progress
        )
        return replace(again, personal_data=proposal.personal_data)
    opened = reading.read(path, chosen, progress=progress)
    outcome: Outcome | None = None
    try:
        with study.write(bulk=True) as session:
            outcome = _Import(session, path, proposal, chosen, opened, progress).run(survey, wave)
            if remember:
                key = _memory_key(proposal.headers, chosen)
                kept = replace(chosen, speakers=(), survey=survey or chosen.survey)
                studies.put_setting(session, key, mapping_json.mapping_to_json(kept))
            if dry_run:
                raise _DryRun
    except _DryRun:
        assert outcome is not None
        return replace(outcome, source=None)
    return outcome


def _read_before(study: Study, path: Path, progress: Progress) -> tuple[SourceId, Mapping] | None:
    """The import that came from this very file, and how it was read; None when there is none that still counts."""
    size = path.stat().st_size
    with study.read() as session:
        if not any(each.size == size and not each.removed for each in sources.sources(session)):
            return None
        found = rereading.source_of(session, sha256=rereading.sha256_of(path, progress), size=size)
        return None if found is None else (found.id, rereading.mapping_of(session, found.id))


def undo_import(study: Study, source: SourceId) -> None:
    """Take an import back whole; raises when there is none of that id, or it was taken back already."""
    with study.write() as session:
        known = sources.source(session, source)
        if known.removed:
            raise EngageError(Reason.SOURCE_UNKNOWN, id=int(source))
        if known.format == FORMAT:
            merging.undo_merge(session, source, file=known.file)
            return
        with journal.act(session, "source.remove", file=known.file):
            sources.take_back(session, source)
            withdraw_codes(session, source)
        columns.rebuild(session)


class _Import:
    """One import inside its transaction."""

    def __init__(
        self,
        session: Session,
        path: Path,
        proposal: Proposal,
        mapping: Mapping,
        opened: Reading,
        progress: Progress,
    ) -> None:
        self._session, self._path, self._proposal = session, path, proposal
        self._mapping, self._reading, self._progress = mapping, opened, progress
        self._total = opened.rows_hint or proposal.rows
        self._survey: Survey | None = None
        self._questions: tuple[Question, ...] = ()
        self._made: tuple[QuestionMade, ...] = ()
        self._remarks: tuple[RowProblem, ...] = ()
        self._apart: tuple[RowProblem, ...] = ()  # that a survey with the same headers was not taken
        self._values = self._series = 0
        self._loader: _Loader | None = None
        self._source = sources.add(
            session,
            kind=mapping.kind,
            file=_shown(path),
            format_id=mapping.format,
            importer_version=__version__,
            sha256=rereading.sha256_of(path, progress),
            size=path.stat().st_size,
            encoding=mapping.layout.encoding,
            sheet=mapping.layout.sheet,
            mapping=mapping_json.mapping_to_json(personal.kept(mapping)),
            confidence=proposal.recognition.confidence,
        )

    def run(self, survey: str, wave: WaveDraft | None) -> Outcome:
        """Read every record, write, count again, and enter the act in the journal."""
        if self._mapping.kind is SourceKind.MENTIONS:
            tally = self._mentions()
        elif self._mapping.kind is SourceKind.INTERVIEW:
            tally = self._interview()
        elif self._mapping.kind is SourceKind.DESIGN:
            tally = self._design(survey)
        elif self._mapping.kind is SourceKind.FIGURES:
            tally = self._figures()
        elif self._mapping.kind is SourceKind.STUDY:
            tally = self._project()
        else:
            tally = self._responses(survey, wave)
        if tally.rows == 0:
            raise EngageError(Reason.NO_ROWS, where=str(self._path))
        outcome = self._outcome(tally)
        sources.finish(self._session, self._source, outcome)
        self._progress.step(self._total, self._total, "counting")
        if self._mapping.kind is SourceKind.FIGURES:
            pass  # figures are in no coded column
        elif self._loader is not None and self._loader.only_added:
            columns.extend(self._session, self._loader.batch)
        else:
            columns.rebuild(self._session)
        mark = {"id": int(self._source), "removed_at": None}
        gone = {**mark, "removed_at": dt.datetime.now().astimezone().isoformat(timespec="seconds")}
        journal.append(
            self._session,
            "source.import",
            (journal.Change("source", gone, mark), *journal.noted(self._session)),
            coder=None,
            facts={"file": _shown(self._path), "n": str(tally.imported), "source": str(int(self._source))},
        )
        return outcome

    def _responses(self, survey: str, wave: WaveDraft | None) -> loading.Tally:
        plan = self._reading.plan
        if not plan.questions:
            raise EngageError(Reason.NO_USEFUL_COLUMN, where=str(self._path))
        self._survey = self._target(survey or self._mapping.survey, plan)
        self._questions = asking.ask(self._session, self._survey, plan, self._source)
        coded = asking.with_codes(self._mapping, self._questions, plan)
        sources.put_mapping(self._session, self._source, mapping_json.mapping_to_json(coded))
        into = None if wave is None else self._wave(self._survey.id, wave)
        sources.place(self._session, self._source, survey=self._survey.id, wave=into)
        loader = self._loader = loading.ResponseLoader(
            self._session,
            int(self._source),
            int(self._survey.id),
            plan,
            self._questions,
            self._mapping.layout.sheet,
        )
        waves: dict[str, int] = {}
        for record in self._each(loader.tally):
            if isinstance(record, ResponseRecord):
                loader.take(record, self._wave_of(record, waves) or into)
        loader.flush()
        self._remarks = tuple(loader.remarks)
        return loader.tally

    def _mentions(self) -> loading.Tally:
        text = next((each.header for each in self._mapping.columns if each.role is Role.MENTION), "")
        loader = self._loader = loading.MentionLoader(
            self._session,
            int(self._source),
            self._reading.plan,
            self._mapping.layout.sheet,
            text,
            self._mapping.format,
        )
        for record in self._each(loader.tally):
            if isinstance(record, MentionRecord):
                loader.take(record)
        loader.flush()
        self._remarks = tuple(loader.remarks)
        return loader.tally

    def _interview(self) -> loading.Tally:
        profile = self._reading.profile or InterviewProfile(self._path.stem)
        loader = self._loader = loading.TurnLoader(self._session, int(self._source), profile)
        for record in self._each(loader.tally):
            if isinstance(record, TurnRecord):
                loader.take(record)
        loader.flush()
        return loader.tally

    def _design(self, survey: str) -> loading.Tally:
        tally = loading.Tally()
        head = self._reading.design or DesignHead(_readable(self._path.stem))
        brought = designs.bring(
            self._session,
            self._source,
            head,
            self._each(tally),
            survey=survey or self._mapping.survey,
            tally=tally,
        )
        self._survey, self._made, self._remarks = brought.survey, tuple(brought.made), tuple(brought.remarks)
        sources.place(self._session, self._source, survey=brought.survey.id, wave=None)
        return tally

    def _figures(self) -> loading.Tally:
        loader = series_loading.SeriesLoader(self._session, int(self._source))
        for record in self._each(loader.tally):
            if isinstance(record, FigureRecord):
                loader.take(record)
        loader.flush()
        self._values, self._series = loader.values, loader.series
        return loader.tally

    def _project(self) -> loading.Tally:
        loader = self._loader = ProjectLoader(self._session, self._source, coder=default_coder(self._session))
        loader.codebook(self._reading.codes)
        for record in self._each(loader.tally):
            if isinstance(record, StudyDocument):
                loader.take(record)
            elif isinstance(record, StudyCode):
                loader.take_code(record)
        loader.flush()
        loader.finish(self._reading.memo)
        return loader.tally

    def _each(self, tally: loading.Tally) -> Iterator[Record]:
        """Every record in turn; refused rows go to the tally, and « Arrêter » is heard."""
        for at, record in enumerate(self._reading.records):
            if at % _STEP == 0:
                self._progress.step(at, self._total, "importing")
            if isinstance(record, RowProblem):
                tally.skipped.append(personal.veiled(record, self._mapping))
            else:
                yield record

    def _target(self, name: str, plan: Plan) -> Survey:
        """The survey that receives the responses: named, recognised by its questions, or new."""
        known = surveys.surveys(self._session)
        if name:
            found = next((each for each in known if folded(each.name) == folded(name)), None)
        else:
            found, alike = asking.recognised(known, plan, _readable(self._path.stem))
            found = found or asking.continued(self._session, known, plan, self._proposal, self._mapping)
            self._apart = asking.kept_apart(None if found else alike, self._mapping)
        return found or surveys.add_survey(
            self._session,
            name or _readable(self._path.stem),
            status=SurveyStatus.OPEN,
            made_by_source_id=self._source,
        )

    def _wave(self, survey: SurveyId, draft: WaveDraft) -> WaveId:
        known = {folded(each.name): each for each in surveys.waves(self._session, survey)}
        found = known.get(folded(draft.name))
        if found is None:
            found = surveys.find_or_add_wave(
                self._session, survey, draft.name, made_by_source_id=self._source
            )
            described = replace(
                found, starts_on=draft.starts_on, ends_on=draft.ends_on, invited=draft.invited
            )
            surveys.rename_wave(self._session, described)
        return found.id

    def _wave_of(self, record: ResponseRecord, known: dict[str, int]) -> int | None:
        if not record.wave or self._survey is None:
            return None
        if record.wave not in known:
            known[record.wave] = self._wave(self._survey.id, WaveDraft(record.wave))
        return known[record.wave]

    def _outcome(self, tally: loading.Tally) -> Outcome:
        made = self._made
        if self._survey is not None and self._questions:
            now = surveys.survey(self._session, self._survey.id)
            made = asking.told(now, self._questions, self._reading.plan, self._mapping)
        loader = self._loader if isinstance(self._loader, ProjectLoader) else None
        return Outcome(
            file=_shown(self._path),
            format=self._mapping.format,
            confidence=self._proposal.recognition.confidence,
            encoding=self._mapping.layout.encoding,
            rows=tally.rows,
            imported=tally.imported,
            updated=tally.updated,
            duplicates=tally.duplicates,
            skipped=tuple(sorted(tally.skipped, key=lambda problem: problem.row)),
            survey=self._survey.name if self._survey else "",
            questions=made,
            verbatims=tally.verbatims,
            values=self._values,
            series=self._series,
            source=self._source,
            personal_data=self._proposal.personal_data,
            mapping=self._mapping,
            remarks=(*self._apart, *self._remarks),
            codes=loader.codes if loader else 0,
            codings=loader.codings if loader else 0,
            lost=tuple(sorted((*self._reading.lost, *loader.lost), key=lambda each: each.row))
            if loader
            else (),
        )


def _memory_key(headers: tuple[str, ...], mapping: Mapping) -> str:
    shape = "\x1f".join((mapping.format, *(fold(header.strip()) for header in headers)))
    return f"mapping.{hashlib.blake2b(shape.encode(), digest_size=12).hexdigest()}"


def _readable(stem: str) -> str:
    """A name for people from the name of a file."""
    return re.sub(r"[\s_]+", " ", stem).strip() or stem


def _entered(path: Path) -> Path:
    """The file to read: QualCoder keeps its study in a folder."""
    inside = path / _QUALCODER
    return inside if path.is_dir() and inside.is_file() else path


def _shown(path: Path) -> str:
    """The name by which people know a file."""
    return path.parent.name if path.name == _QUALCODER and path.parent.suffix == ".qda" else path.name
