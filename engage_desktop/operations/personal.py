"""Personal data on their way in: what a study replaces in texts, and what is kept of how a file was read."""

from __future__ import annotations

import json
from dataclasses import replace

from engage_desktop.models.personal import USUALLY_REPLACED, Marks, Masking, marks_in
from engage_desktop.models.sources import Mapping, RowProblem, SourceKind
from engage_desktop.models.speakers import INTERVIEWER, shown
from engage_desktop.store import sources, studies
from engage_desktop.store.database import Session

_WITHOUT_TEXTS = (SourceKind.DESIGN, SourceKind.FIGURES)


def every_mark(session: Session) -> Marks:
    """The mark of every kind, in the language of the study."""
    return marks_in(studies.head(session).language)


def proposed(session: Session, mapping: Mapping) -> Mapping:
    """`mapping` replacing what the latest import of texts replaced, else what is usual."""
    kinds = {kind for kind, _mark in USUALLY_REPLACED}
    for each in sources.sources(session):
        if not each.removed and each.kind not in _WITHOUT_TEXTS:
            told = json.loads(sources.mapping(session, each.id)).get("replaced")
            kinds = kinds if told is None else set(told)
            break
    return replace(mapping, replaced=marks_of(session, kinds))


def marks_of(session: Session, kinds: set[str]) -> Marks:
    """The marks of these kinds, in the language of the study."""
    return tuple((kind, mark) for kind, mark in every_mark(session) if kind in kinds)


def kept(mapping: Mapping) -> Mapping:
    """`mapping` as a study may keep it: without the names of who speaks."""
    if not mapping.speakers:
        return mapping
    return replace(
        mapping,
        speakers=tuple(
            (shown(name, said), INTERVIEWER if said == INTERVIEWER else said)
            for name, said in mapping.speakers
        ),
    )


def veiled(problem: RowProblem, mapping: Mapping) -> RowProblem:
    """A refused row as a study may keep it."""
    if not problem.value:
        return problem
    return replace(problem, value=Masking(mapping.replaced).text(problem.value))
