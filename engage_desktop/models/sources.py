"""What an import reads, proposes, refuses and brings in.

A file goes through four values: a `Recognition` (what it is), a `Proposal` (a `Mapping` with a confidence per
column, and a preview), records or `RowProblem`s (its rows read by the mapping), and an `Outcome` (every row
accounted for: rows = imported + updated + duplicates + refused).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum

from engage_desktop.models.ids import SourceId
from engage_desktop.models.merging import MergeCount
from engage_desktop.models.metrics import FigureRecord
from engage_desktop.models.personal import USUALLY_REPLACED, Marks
from engage_desktop.models.projects import StudyCode, StudyDocument
from engage_desktop.models.surveys import QuestionDraft, Scale


class SourceKind(Enum):
    """What a source brings: its room in the study."""

    RESPONSES = "responses"
    MENTIONS = "mentions"
    INTERVIEW = "interview"
    DESIGN = "design"
    FIGURES = "figures"
    STUDY = "study"
    COLLECTION = "collection"  # answers typed in or returned by our own form


class Role(Enum):
    """What a column is for."""

    IGNORE = "ignore"
    RESPONSE_ID = "response_id"
    PARTICIPANT = "participant"  # an identity: e-mail, name, customer number; kept as a pseudonym
    DATE = "date"
    WAVE = "wave"
    LANGUAGE = "language"
    STATUS = "status"  # how far the row went: a preview, a test, a form left before its end
    ATTRIBUTE = "attribute"
    NPS = "nps"
    CSAT = "csat"
    CES = "ces"
    SCALE = "scale"
    NUMBER = "number"
    TEXT = "text"  # an open question: its answers are verbatims
    SINGLE = "single"
    MULTIPLE = "multiple"
    AUTHOR = "author"
    MENTION = "mention"  # the text of a mention
    TITLE = "title"
    CHANNEL = "channel"
    THREAD = "thread"
    LINK = "link"
    LIKES = "likes"
    SHARES = "shares"
    COMMENTS = "comments"
    REACH = "reach"
    IMPRESSIONS = "impressions"
    FIGURE = "figure"  # a dated value of what `ColumnMapping.metric` says
    DIMENSION = "dimension"  # names (pages, campaigns, countries) that break figures down


COUNTER_ROLES = (Role.LIKES, Role.SHARES, Role.COMMENTS, Role.REACH, Role.IMPRESSIONS)
QUESTION_ROLES = (
    Role.NPS, Role.CSAT, Role.CES, Role.SCALE, Role.NUMBER, Role.TEXT, Role.SINGLE, Role.MULTIPLE,
)  # fmt: skip
PREVIEW, TEST, UNFINISHED = "preview", "test", "unfinished"  # states of a row that is no plain answer
STATES = (PREVIEW, TEST, UNFINISHED)
USUALLY_DROPPED = (PREVIEW, TEST)  # nobody answered; what was left before its end was still said by somebody


class DateOrder(Enum):
    """How dates of a file are read, decided on the whole column."""

    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"
    ISO = "ymd"


@dataclass(frozen=True, slots=True)
class Layout:
    """How bytes become a table of strings: everything that a person may override."""

    encoding: str = "utf-8"
    delimiter: str = ","
    header_rows: int = 1
    first_row: int = 1  # 1-based row of the first header row in the file or sheet
    sheet: str = ""
    decimal: str = "."
    dates: DateOrder = DateOrder.DAY_FIRST
    mend: bool = False  # put right, cell by cell, accents that were decoded wrongly before


@dataclass(frozen=True, slots=True)
class Recognition:
    """What a file is: `format` is an id of `formats`, `confidence` in [0, 1], `why` an identifier."""

    format: str
    kind: SourceKind
    confidence: float
    why: str
    layout: Layout
    sheets: tuple[str, ...] = ()
    alternatives: tuple[str, ...] = ()  # other format ids that could be meant


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """What becomes of one column, addressed by its 0-based `index`.

    `name` is the question's wording, or the attribute's name. `columns` of a multiple choice spread over
    several columns are the further indexes. `confidence` in [0, 1] and `reason` (an identifier such as
    "wording_recommends_0_10") explain a proposal; a person's own choice has confidence 1 and reason "chosen".
    `grid` is the wording of the grid of which the column is the row `name`; `other_of` the index of the choice whose
    « Autre » it specifies, -1 for none.
    """

    index: int
    header: str
    role: Role
    name: str = ""
    question_code: str = ""
    scale: Scale | None = None
    columns: tuple[int, ...] = ()
    separator: str = ""  # between the choices of one cell
    options: tuple[str, ...] = ()
    confidence: float = 1.0
    reason: str = "chosen"
    metric: str = ""  # of a figure: an id of `models.metrics`
    unit: str = ""  # of a figure: a `MetricUnit` value
    factor: float = 1.0  # what a figure is multiplied by: 100 for shares written between 0 and 1
    grid: str = ""
    other_of: int = -1


@dataclass(frozen=True, slots=True)
class Mapping:
    """All that reading a file needs; saved with its source, and proposed again for a file of the same shape.

    Rows in a state of `dropped` are refused, each with that reason. What texts, choices and attributes cite of the
    kinds in `replaced` never comes in: its mark stands in its place.
    """

    format: str
    kind: SourceKind
    layout: Layout
    columns: tuple[ColumnMapping, ...] = ()
    survey: str = ""
    speakers: tuple[tuple[str, str], ...] = ()  # of interviews: as written → "interviewer" | as kept
    dropped: tuple[str, ...] = USUALLY_DROPPED
    period: str = ""  # of figures without dates: the days that they speak of, "2026-09-01/2026-09-30"
    replaced: Marks = USUALLY_REPLACED


@dataclass(frozen=True, slots=True)
class PersonalData:
    """How many cells look like each kind of personal data."""

    email: int = 0
    phone: int = 0
    iban: int = 0
    social_security: int = 0

    @property
    def total(self) -> int:
        """How many in all."""
        return self.email + self.phone + self.iban + self.social_security

    def __add__(self, other: PersonalData) -> PersonalData:
        """Both counted together."""
        return PersonalData(
            self.email + other.email,
            self.phone + other.phone,
            self.iban + other.iban,
            self.social_security + other.social_security,
        )

    def of(self, kind: str) -> int:
        """How many of a kind of `models.personal`."""
        return int(getattr(self, kind))


@dataclass(frozen=True, slots=True)
class Proposal:
    """What an import would do with a file, for a person to correct."""

    path: str
    recognition: Recognition
    mapping: Mapping
    headers: tuple[str, ...]
    preview: tuple[tuple[str, ...], ...]  # the first data rows, as written
    preview_rows: tuple[int, ...]  # their row numbers in the file
    rows: int  # data rows in the file
    size: int  # bytes
    personal_data: PersonalData
    states: tuple[tuple[str, int], ...] = ()  # how many rows are no plain answers, by state
    personal_columns: tuple[PersonalData, ...] = ()  # of a table: the same, by column
    marks: Marks = ()  # what may stand in place of each kind, in the language of the study
    codes: tuple[StudyCode, ...] = ()  # the codebook of another study
    source: SourceId | None = None  # the import that came from this very file


class Missing(Enum):
    """Why an answer is no answer; never confused with an empty cell."""

    DONT_KNOW = "dont_know"
    NOT_APPLICABLE = "not_applicable"
    REFUSED = "refused"


AnswerValue = int | float | str | tuple[str, ...] | Missing | None


@dataclass(frozen=True, slots=True)
class Plan:
    """What the records of a file answer to: questions and attributes, in the order of each record's tuples.

    `columns` gives for each question its 0-based column (the place of origin of its verbatims), `joints` what stands
    between several choices in its cells, `grids` the wording of the grid of which it is a row ("" for none), `others`
    the place of the choice whose « Autre » it specifies (-1 for none).
    """

    questions: tuple[QuestionDraft, ...] = ()
    columns: tuple[int, ...] = ()
    column_names: tuple[str, ...] = ()
    joints: tuple[str, ...] = ()
    grids: tuple[str, ...] = ()
    others: tuple[int, ...] = ()
    attributes: tuple[str, ...] = ()

    def grid_of(self, place: int) -> str:
        """The wording of the grid of which the question at `place` is a row, or ""."""
        return self.grids[place] if self.grids else ""

    def other_of(self, place: int) -> int:
        """The place of the choice whose « Autre » the question at `place` specifies, or -1."""
        return self.others[place] if self.others else -1


@dataclass(frozen=True, slots=True)
class ResponseRecord:
    """One filled form; `answers` and `attributes` follow the plan. `submitted_at` is ISO 8601 or None.

    `complete` is False for a form left before its end. `written` are the cells that say more than their value, each
    with the place of its answer, or `models.written.DATE`.
    """

    row: int
    external_id: str | None
    participant: str | None
    submitted_at: str | None
    wave: str | None
    language: str | None
    attributes: tuple[str | None, ...]
    answers: tuple[AnswerValue, ...]
    complete: bool = True
    written: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class MentionRecord:
    """One post, review, message or ticket; `counters` are (role value, count).

    `written` are the cells that say more than their value, each with "text", "date" or the name of its counter.
    """

    row: int
    external_id: str | None
    author: str | None
    said_at: str | None
    text: str
    title: str = ""
    channel: str = ""
    thread: str = ""
    link: str = ""
    language: str = ""
    kind: str = "mention"  # a models.verbatims.VerbatimKind value
    counters: tuple[tuple[str, int], ...] = ()
    attributes: tuple[str | None, ...] = ()
    written: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class TurnRecord:
    """One speaker turn; `row` is its 1-based paragraph or cue, times in milliseconds or None.

    `page` is its page in a paginated document, or 0; `notes` are what others wrote beside it. A turn that `repeats`
    only shows again what the one before it said, as automatic captions do. `speaker` is who is said to speak in the
    study, `written` in the file: it tells the turn again, and is kept nowhere. `participant` tells those who answer
    apart where they are several; "" is the one whom the interview is with.
    """

    row: int
    speaker: str
    interviewer: bool
    text: str
    heading: str = ""
    start_ms: int | None = None
    end_ms: int | None = None
    page: int = 0
    notes: tuple[str, ...] = ()
    repeats: bool = False
    written: str = ""
    participant: str = ""


@dataclass(frozen=True, slots=True)
class InterviewProfile:
    """Who is interviewed, when, in which language, and the attributes written at the head of the notes.

    `note` is what the head says of one person where several answer: nobody knows of whom.
    """

    participant: str
    held_on: str | None = None
    attributes: tuple[tuple[str, str], ...] = ()
    language: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class RowProblem:
    """A row that was refused: bad data is data, not an exception.

    `row` is 1-based in the file or sheet as a spreadsheet shows it, `column` the header concerned or "".
    `reason` is an identifier ("out_of_scale", "bad_date", "duplicate_of_row", "no_answer", "too_long"…),
    `value` the cell as written, `expected` what was awaited ("0-10", "dd/mm/yyyy", "901").
    """

    row: int
    column: str
    reason: str
    value: str = ""
    expected: str = ""


@dataclass(frozen=True, slots=True)
class DesignHead:
    """What a questionnaire file says of the survey itself; "" where it says nothing."""

    name: str
    title: str = ""
    language: str = "fr"
    welcome: str = ""
    thanks: str = ""


@dataclass(frozen=True, slots=True)
class DesignRecord:
    """One element of a questionnaire, the `row`th: a question, or several that it splits into.

    `rows` are those of the first one when it is a grid. `reason` is why its kind was chosen, `remarks` say what
    could not be kept of it.
    """

    row: int
    drafts: tuple[QuestionDraft, ...]
    rows: tuple[QuestionDraft, ...] = ()
    reason: str = "stated_by_form"
    remarks: tuple[RowProblem, ...] = ()


Record = ResponseRecord | MentionRecord | TurnRecord | DesignRecord | FigureRecord | StudyDocument | StudyCode


@dataclass(slots=True)
class Reading:
    """A file opened with its mapping: read `records` once, from first to last."""

    plan: Plan
    records: Iterator[Record | RowProblem]
    profile: InterviewProfile | None = None
    rows_hint: int = 0  # for progress; 0 when unknown
    design: DesignHead | None = None
    codes: tuple[StudyCode, ...] = ()  # of another study: to be there before its documents
    memo: str = ""  # what the other study says of itself
    lost: tuple[RowProblem, ...] = ()  # codings of its refused documents


@dataclass(frozen=True, slots=True)
class QuestionMade:
    """A question that an import created or attached to."""

    code: str
    label: str
    kind: str
    confidence: float
    reason: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an import did: `rows` = `imported` + `updated` + `duplicates` + len(`skipped`).

    `remarks` are about rows that came in without all that the file said of them; their reasons begin with "kept_".
    Of another study, `codes` and `codings` are those added, `lost` the codings that found no place, with their reasons.
    """

    file: str
    format: str
    confidence: float
    encoding: str
    rows: int
    imported: int
    updated: int
    duplicates: int
    skipped: tuple[RowProblem, ...]
    survey: str
    questions: tuple[QuestionMade, ...]
    verbatims: int
    source: SourceId | None  # None for a dry run
    personal_data: PersonalData
    mapping: Mapping | None = field(default=None, compare=False)
    remarks: tuple[RowProblem, ...] = ()
    values: int = 0  # of figures: dated values written
    series: int = 0  # of figures: series that they are in
    codes: int = 0
    codings: int = 0
    lost: tuple[RowProblem, ...] = ()
    merged: tuple[MergeCount, ...] = ()  # of an .engage study: the same, kind by kind


@dataclass(frozen=True, slots=True)
class Source:
    """One import as the study remembers it."""

    id: SourceId
    kind: SourceKind
    file: str
    format: str
    sha256: str
    size: int
    encoding: str
    sheet: str
    survey: str
    wave: str
    imported_at: dt.datetime
    rows: int
    imported: int
    updated: int
    duplicates: int
    skipped: int
    verbatims: int
    removed: bool
