"""What is being prepared for import, file by file: plain values and the changes that a person makes to them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path

from engage_desktop.errors import EngageError
from engage_desktop.models.metrics import BY_ID
from engage_desktop.models.personal import EMAIL, KINDS, Marks, Masking
from engage_desktop.models.sources import (
    QUESTION_ROLES,
    ColumnMapping,
    InterviewProfile,
    Mapping,
    Outcome,
    PersonalData,
    Proposal,
    Role,
    RowProblem,
    SourceKind,
)
from engage_desktop.models.speakers import INTERVIEWER, participant, tells_no_name
from engage_desktop.models.surveys import Scale
from engage_desktop.operations.sources import WaveDraft

IDENTITIES = (Role.PARTICIPANT, Role.AUTHOR)

TEXT_ROLES = (Role.TEXT, Role.MENTION, Role.TITLE, Role.SINGLE, Role.MULTIPLE, Role.ATTRIBUTE)
_VEIL = "•••"
_VEILS: Marks = (
    (EMAIL, f"{_VEIL}@{_VEIL}"),
    *((kind, f"{_VEIL} {_VEIL}") for kind in KINDS if kind != EMAIL),
)


class FileState(Enum):
    """Where a file stands on its way into the study."""

    READING = "reading"
    TO_CHECK = "to_check"  # read, roles proposed, not tried yet
    TRYING = "trying"
    READY = "ready"  # tried: what it will bring is known
    IMPORTING = "importing"
    IMPORTED = "imported"
    REFUSED = "refused"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class FileDraft:
    """One file of the wizard.

    `mapping` is the proposal's as corrected, `format` the one that a person imposed or "". `trial` is what the
    import would do, `problems` the refused rows of the latest trial. An `error` on a file that is not REFUSED can
    be mended by its mapping.
    """

    path: Path
    state: FileState = FileState.READING
    done: int = 0
    total: int = 0
    proposal: Proposal | None = None
    mapping: Mapping | None = None
    survey: str = ""
    wave: WaveDraft | None = None
    format: str = ""
    profile: InterviewProfile | None = None
    problems: tuple[RowProblem, ...] = ()
    trial: Outcome | None = None
    outcome: Outcome | None = None
    error: EngageError | None = None

    @property
    def share(self) -> float:
        """How much is done of what is under way, in [0, 1]."""
        return self.done / self.total if self.total else 0.0

    @property
    def kind(self) -> SourceKind | None:
        """What the file brings, once it was recognised."""
        return None if self.mapping is None else self.mapping.kind

    @property
    def remarks(self) -> tuple[RowProblem, ...]:
        """What comes in without all that the file says of it."""
        latest = self.outcome or self.trial
        return () if latest is None else latest.remarks

    @property
    def mappable(self) -> bool:
        """Whether columns take roles."""
        return self.mapping is not None and bool(self.mapping.columns)

    @property
    def usable(self) -> bool:
        """Whether the file can go on to the import."""
        ready = self.state in (FileState.TO_CHECK, FileState.TRYING, FileState.READY)
        return ready and self.mapping is not None and self.error is None


def proposed(draft: FileDraft, proposal: Proposal, profile: InterviewProfile | None = None) -> FileDraft:
    """The draft once its file was read; a survey or wave chosen before stays."""
    return replace(
        draft,
        state=FileState.TO_CHECK,
        proposal=proposal,
        mapping=proposal.mapping,
        profile=profile,
        survey=draft.survey or proposal.mapping.survey,
        problems=(),
        trial=None,
        outcome=None,
        error=None,
    )


def corrected(draft: FileDraft, mapping: Mapping) -> FileDraft:
    """The draft with another mapping: what was tried with the former one no longer counts."""
    return replace(draft, mapping=mapping, state=FileState.TO_CHECK, trial=None, error=None)


def tried(draft: FileDraft, outcome: Outcome) -> FileDraft:
    """The draft once its import was played through without being kept."""
    return replace(
        draft, state=FileState.READY, trial=outcome, problems=outcome.skipped, error=None, done=0, total=0
    )


def untried(draft: FileDraft, error: EngageError) -> FileDraft:
    """The draft whose mapping brings nothing in: to be mended, not given up."""
    return replace(draft, state=FileState.TO_CHECK, trial=None, problems=(), error=error)


def brought_in(draft: FileDraft, outcome: Outcome) -> FileDraft:
    """The draft once its file is in the study."""
    return replace(
        draft,
        state=FileState.IMPORTED,
        outcome=outcome,
        problems=outcome.skipped,
        error=None,
        done=0,
        total=0,
    )


def refused(draft: FileDraft, error: EngageError) -> FileDraft:
    """The draft of a file that could not be read or brought in."""
    return replace(draft, state=FileState.REFUSED, error=error, trial=None, outcome=None)


def role_of(mapping: Mapping, index: int) -> ColumnMapping | None:
    """The column at `index`, or the multiple choice that it is a part of."""
    for column in mapping.columns:
        if column.index == index or index in column.columns:
            return column
    return None


def with_role(
    mapping: Mapping, index: int, role: Role, scale: Scale | None, *, header: str, metric: str = ""
) -> Mapping:
    """The mapping once a person gave the column at `index` this role, or this metric.

    A part of a multiple choice leaves it; the parts of one that becomes something else are ignored.
    """
    columns: list[ColumnMapping] = []
    freed: tuple[int, ...] = ()
    name = header.strip()
    for column in mapping.columns:
        if column.index == index:
            freed = column.columns if role is not Role.MULTIPLE else ()
            name = column.name or name
        elif index in column.columns:
            columns.append(replace(column, columns=tuple(each for each in column.columns if each != index)))
        else:
            columns.append(column)
    mine = next((column for column in mapping.columns if column.index == index), None)
    chosen = _chosen(mine, index, role, scale, name=name, header=header)
    columns.append(_measuring(chosen, metric) if role is Role.FIGURE else chosen)
    columns += [ColumnMapping(each, "", Role.IGNORE) for each in freed]
    return replace(mapping, columns=tuple(sorted(columns, key=lambda column: column.index)))


def confirmed(mapping: Mapping) -> Mapping:
    """The mapping once a person said that every proposed role is right."""
    return replace(
        mapping,
        columns=tuple(
            column if column.confidence >= 1.0 else replace(column, confidence=1.0, reason="chosen")
            for column in mapping.columns
        ),
    )


def _measuring(column: ColumnMapping, metric: str) -> ColumnMapping:
    """The column once a person said what it measures: counted in the unit of that metric."""
    if metric == column.metric:
        return column
    known = BY_ID.get(metric)
    unit = known.unit.value if known is not None else column.unit
    return replace(column, metric=metric, unit=unit)


def _chosen(
    column: ColumnMapping | None, index: int, role: Role, scale: Scale | None, *, name: str, header: str
) -> ColumnMapping:
    if column is None:
        return ColumnMapping(index, header, role, name, scale=scale)
    same = column.role is role
    return replace(
        column,
        role=role,
        name=name if role in (*QUESTION_ROLES, Role.ATTRIBUTE) else column.name,
        scale=scale if scale is not None or not same else column.scale,
        columns=column.columns if same else (),
        options=column.options if role in (Role.SINGLE, Role.MULTIPLE) else (),
        separator=column.separator if role is Role.MULTIPLE else "",
        confidence=1.0,
        reason="chosen",
    )


def with_dropped(mapping: Mapping, state: str, *, out: bool) -> Mapping:
    """The mapping once a person said whether rows in that state are left out."""
    kept = tuple(each for each in mapping.dropped if each != state)
    return replace(mapping, dropped=(*kept, state) if out else kept)


def with_speaker(mapping: Mapping, speaker: str, asks: bool) -> Mapping:
    """The mapping of an interview once a person said whether `speaker` asks the questions."""
    others = sum(said != INTERVIEWER for name, said in mapping.speakers if name != speaker)
    answering = speaker if tells_no_name(speaker) else participant(others + 1)
    return replace(
        mapping,
        speakers=tuple(
            (name, (INTERVIEWER if asks else answering) if name == speaker else said)
            for name, said in mapping.speakers
        ),
    )


def with_speaker_name(mapping: Mapping, speaker: str, shown: str) -> Mapping:
    """The mapping of an interview once `speaker`, who answers, is to be known by the name `shown`."""
    name = shown.strip()
    if not name:
        return with_speaker(mapping, speaker, asks=False)
    return replace(
        mapping,
        speakers=tuple(
            (known, name if known == speaker and said != INTERVIEWER else said)
            for known, said in mapping.speakers
        ),
    )


def with_replaced(mapping: Mapping, kind: str, marks: Marks, *, on: bool) -> Mapping:
    """The mapping once a person said whether texts have a mark in place of what they cite of a kind."""
    kinds = {known for known, _mark in mapping.replaced if known != kind} | ({kind} if on else set())
    known = dict(mapping.replaced)
    return replace(
        mapping, replaced=tuple((one, known.get(one, mark)) for one, mark in marks if one in kinds)
    )


def cited_in_texts(draft: FileDraft) -> PersonalData:
    """What the texts of a file cite, as its columns are read; identities and ignored columns left out."""
    if draft.proposal is None or draft.mapping is None:
        return PersonalData()
    by_column = draft.proposal.personal_columns
    if not by_column:
        return draft.proposal.personal_data
    kept = {
        index
        for column in draft.mapping.columns
        if column.role in TEXT_ROLES
        for index in (column.index, *column.columns)
    }
    return sum((each for at, each in enumerate(by_column) if at in kept), PersonalData())


def veiled(cell: str, marks: Marks = ()) -> str:
    """`cell` as it may be shown: `marks` in place of what will be replaced, a veil on the rest of what it cites."""
    return Masking(_VEILS).text(Masking(marks).text(cell))


def veiled_identity(cell: str) -> str:
    """What is shown of an identity: its shape only."""
    if not cell.strip():
        return ""
    return f"{_VEIL}@{_VEIL}" if "@" in cell else _VEIL
