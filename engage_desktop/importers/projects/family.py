"""The formats of other studies: recognised, shown, and read as documents with their codes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from engage_desktop.errors import EngageError, Reason
from engage_desktop.importers import limited
from engage_desktop.importers.adapters import Family, FormatInfo, Head
from engage_desktop.importers.cells import LONGEST
from engage_desktop.importers.personal import PersonalCount
from engage_desktop.importers.projects import raw
from engage_desktop.importers.projects.cutting import cut
from engage_desktop.importers.projects.masking import masked
from engage_desktop.models.personal import Masking
from engage_desktop.models.projects import StudyCode, StudyDocument
from engage_desktop.models.sources import (
    Mapping,
    Plan,
    Proposal,
    Reading,
    Recognition,
    Record,
    RowProblem,
    SourceKind,
)
from engage_desktop.progress import Progress

HEADERS = ("document", "turns", "codings", "problem")  # of a preview: the words are the window's
_PREVIEWED = 500
_SCANNED = 8 << 20  # bytes in which the names of the tables of a SQLite file are looked for
_SQLITE = b"SQLite format 3\x00"


def _propose(path: Path, recognition: Recognition, progress: Progress | None) -> Proposal:
    project = _project(path, recognition.format, progress)
    records = list(_records(project))
    personal = PersonalCount()
    personal.add([turn.text for each in records if isinstance(each, StudyDocument) for turn in each.turns])
    shown = [each for each in records if not isinstance(each, StudyCode)][:_PREVIEWED]
    return Proposal(
        path=str(path),
        recognition=recognition,
        mapping=Mapping(recognition.format, SourceKind.STUDY, recognition.layout),
        headers=HEADERS,
        preview=tuple(_shown(each) for each in shown),
        preview_rows=tuple(each.row for each in shown),
        rows=len(records),
        size=path.stat().st_size,
        personal_data=personal.total(),
        codes=project.codes,
    )


def _shown(record: Record | RowProblem) -> tuple[str, ...]:
    if isinstance(record, StudyDocument):
        return record.name, str(len(record.turns)), str(record.passages), ""
    assert isinstance(record, RowProblem)
    return record.column, "0", "0", record.reason


def _read(path: Path, mapping: Mapping, progress: Progress | None) -> Reading:
    project = _project(path, mapping.format, progress)
    masking = Masking(mapping.replaced)
    records = [
        masked(each, masking) if isinstance(each, StudyDocument) else each for each in _records(project)
    ]
    codes = project.codes if project.documents else ()
    lost = tuple(
        RowProblem(number, document.name, coding.problem, masking.text(coding.quote)[:200])
        for number, document in enumerate(project.documents, start=1)
        if document.problem
        for coding in document.codings
    )
    return Reading(
        Plan(),
        iter(records),
        rows_hint=len(records),
        codes=codes,
        memo=masking.text(_memo(project)),
        lost=lost,
    )


def _records(project: raw.RawProject) -> Iterator[Record | RowProblem]:
    """A record for each source; for a codebook alone, one for each code."""
    if not project.documents:
        yield from project.codes
        return
    known = frozenset(code.key for code in project.codes)
    for row, document in enumerate(project.documents, start=1):
        if document.problem:
            yield RowProblem(row, document.name, document.problem)
            continue
        if len(document.text) > LONGEST * 16:
            yield RowProblem(row, document.name, "too_long", document.text[:200], str(LONGEST * 16))
            continue
        made = cut(row, document, known)
        long = next((turn for turn in made.turns if len(turn.text) > LONGEST), None)
        if long is not None:
            yield RowProblem(row, document.name, "too_long", long.text[:200], str(LONGEST))
        elif not made.turns:
            yield RowProblem(row, document.name, "study_no_text")
        else:
            yield made


def _memo(project: raw.RawProject) -> str:
    """What the study says of itself, then of each of its sources."""
    said = [project.memo, *(f"{each.name} : {each.memo}" for each in project.documents if each.memo)]
    return "\n\n".join(each for each in said if each)


def _project(path: Path, format_id: str, progress: Progress | None) -> raw.RawProject:
    kind = "refi" if format_id in ("refi_project", "refi_codebook") else format_id
    project = raw.project(limited.project(path, kind, progress=progress))
    if not project.codes and not project.documents:
        raise EngageError(Reason.NO_ROWS, where=str(path))
    return project


def _is_refi(head: Head) -> float:
    if head.container == "zip":
        return 0.98 if any(name.lower().endswith(".qde") for name in head.members) else 0.0
    return 0.98 if "urn:QDA-XML:project" in head.text[:4096] else 0.0


def _is_codebook(head: Head) -> float:
    return 0.98 if "urn:QDA-XML:codebook" in head.text[:4096] else 0.0


def _holds(*names: bytes) -> Callable[[Head], float]:
    """Whether the schema of a SQLite file names these tables."""

    def proves(head: Head) -> float:
        if not head.data.startswith(_SQLITE):
            return 0.0
        with head.path.open("rb") as file:
            start = file.read(_SCANNED)
        return 0.97 if all(name in start for name in names) else 0.0

    return proves


def _family(format_id: str, name: str, how: str, proves: Callable[[Head], float]) -> Family:
    return Family(FormatInfo(format_id, SourceKind.STUDY, name, how), proves, _propose, _read)


FAMILIES: tuple[Family, ...] = (
    _family("refi_project", "Projet REFI-QDA (QDPX)", "archive qui contient un fichier .qde", _is_refi),
    _family("refi_codebook", "Codes REFI-QDA (QDC)", "XML « urn:QDA-XML:codebook »", _is_codebook),
    _family(
        "taguette",
        "Projet Taguette (SQLITE3)",
        "base SQLite avec les tables « highlights » et « highlight_tags »",
        _holds(b"highlight_tags", b"alembic_version"),
    ),
    _family(
        "qualcoder",
        "Projet QualCoder (QDA)",
        "dossier .qda, ou son fichier data.qda, avec la table « code_text »",
        _holds(b"code_text", b"seltext"),
    ),
)
