"""The study itself: its title, its counts, its journal."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from engage_desktop.models.ids import ActId, FilterId


@dataclass(frozen=True, slots=True)
class StudyCounts:
    """How much a study holds (removed sources apart)."""

    surveys: int
    responses: int
    verbatims: int
    participants: int
    codings: int
    sources: int
    coded: int  # verbatims that carry at least one code
    codes: int
    reports: int


@dataclass(frozen=True, slots=True)
class StudyHead:
    """What the home screen and the title bar say of a study."""

    title: str
    description: str
    language: str
    created_at: dt.datetime


@dataclass(frozen=True, slots=True)
class Act:
    """One act of a person, as the journal keeps it: `verb` is an identifier such as "code.apply"."""

    id: ActId
    at: dt.datetime
    coder: str
    verb: str
    facts: tuple[tuple[str, str], ...]
    undone: bool


@dataclass(frozen=True, slots=True)
class SavedFilter:
    """A filter with a name; `count` is how many verbatims it selects now."""

    id: FilterId
    name: str
    expression: str
    count: int = 0


@dataclass(frozen=True, slots=True)
class Problem:
    """What a check found, both as identifiers that the doors word."""

    what: str
    advice: str


@dataclass(frozen=True, slots=True)
class CheckReport:
    """The state of a study file."""

    ok: bool
    schema: int
    application: str
    problems: tuple[Problem, ...]
    counts: StudyCounts | None

    @property
    def repairable(self) -> bool:
        """Whether all that can be read is right, and only what is made from it may have to be made again."""
        return all(problem.advice == "repair" for problem in self.problems)
