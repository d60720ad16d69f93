"""Surveys, their questions and options, and the waves of their collection."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import Enum

from engage_desktop.models.ids import OptionId, QuestionId, SurveyId, WaveId


class QuestionKind(Enum):
    """What a question asks for; NPS, CSAT and CES are so because the study says so."""

    NPS = "nps"
    CSAT = "csat"
    CES = "ces"
    SCALE = "scale"  # a rated scale that claims no standard
    NUMBER = "number"
    TEXT = "text"
    SINGLE = "single"
    MULTIPLE = "multiple"
    GRID = "grid"  # rows are child questions with `parent` set
    DATE = "date"
    INFO = "info"  # words shown, nothing asked

    @property
    def scored(self) -> bool:
        """Whether answers are points of a scale, with an indicator of their own."""
        return self in _SCORED

    @property
    def has_options(self) -> bool:
        """Whether answers are chosen from a list."""
        return self in (QuestionKind.SINGLE, QuestionKind.MULTIPLE)


_SCORED = (QuestionKind.NPS, QuestionKind.CSAT, QuestionKind.CES, QuestionKind.SCALE)


class Direction(Enum):
    """Which end of a scale is the good one."""

    HIGHER_IS_BETTER = 1
    LOWER_IS_BETTER = -1


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale of whole points, both ends included.

    `version` tells standards apart (`"ces1"`: effort 1-5, lower is better; `"ces2"`: agreement 1-7).
    `top_boxes` is how many highest points count as satisfied for CSAT.
    """

    low: int
    high: int
    direction: Direction = Direction.HIGHER_IS_BETTER
    version: str = ""
    top_boxes: int = 2
    low_label: str = ""
    high_label: str = ""

    def __contains__(self, value: object) -> bool:
        """Whether `value` is one of the points."""
        return isinstance(value, int) and self.low <= value <= self.high


NPS_SCALE = Scale(0, 10, version="nps")
CSAT_SCALE = Scale(1, 5, version="csat")
CES2_SCALE = Scale(1, 7, version="ces2")
CES1_SCALE = Scale(1, 5, Direction.LOWER_IS_BETTER, version="ces1")


@dataclass(frozen=True, slots=True)
class Option:
    """One answer of a list; its `code` never changes, its wording may."""

    id: OptionId
    code: str
    label: str
    is_other: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    """« Ask this only if the answer to question `code` compares so with `value` »."""

    code: str
    operator: str  # one of <= >= = != < > has
    value: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question; `code` is its stable variable name, unique in its survey."""

    id: QuestionId
    survey: SurveyId
    code: str
    kind: QuestionKind
    label: str
    help: str = ""
    required: bool = False
    scale: Scale | None = None
    options: tuple[Option, ...] = ()
    max_choices: int = 0  # 0: no limit
    parent: QuestionId | None = (
        None  # the grid of which it is a row, or the choice whose « Autre » it specifies
    )
    condition: Condition | None = None


def worded(label: str, above: str) -> str:
    """How a question is named away from the one above it: « Grid – Row », or its own wording when that says it all."""
    return label if not above or label.startswith(above) else f"{above} – {label}"


class SurveyStatus(Enum):
    """Where a survey stands."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Survey:
    """A questionnaire with its questions in order; `version` grows each time its wording changes."""

    id: SurveyId
    name: str
    title: str
    status: SurveyStatus
    version: int
    language: str
    welcome: str
    thanks: str
    questions: tuple[Question, ...]
    responses: int = 0

    def question(self, code: str) -> Question | None:
        """The question of that code."""
        return next((each for each in self.questions if each.code == code), None)

    def rows(self, grid: Question) -> tuple[Question, ...]:
        """The rows of a grid, none for another question."""
        if grid.kind is not QuestionKind.GRID:
            return ()
        return tuple(each for each in self.questions if each.parent == grid.id)

    def wording(self, question: Question) -> str:
        """The wording of a question, with the one above it where it needs it."""
        above = next((each for each in self.questions if each.id == question.parent), None)
        return worded(question.label, above.label if above else "")


@dataclass(frozen=True, slots=True)
class Wave:
    """A period of collection of one survey; both days included. `invited` is 0 when unknown."""

    id: WaveId
    survey: SurveyId
    name: str
    starts_on: dt.date | None
    ends_on: dt.date | None
    invited: int


@dataclass(frozen=True, slots=True)
class OptionDraft:
    """An option before it has an id."""

    label: str
    code: str = ""
    is_other: bool = False


@dataclass(frozen=True, slots=True)
class QuestionDraft:
    """A question before it has an id; an empty `code` lets the study choose one."""

    kind: QuestionKind
    label: str
    code: str = ""
    help: str = ""
    required: bool = False
    scale: Scale | None = None
    options: tuple[OptionDraft, ...] = ()
    max_choices: int = 0
    condition: Condition | None = None
