"""One piece of text said by a participant, with everything that the study knows around it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import Enum

from engage_desktop.models.codes import Coding
from engage_desktop.models.ids import ParticipantId, QuestionId, ResponseId, SourceId, VerbatimId
from engage_desktop.models.sentiment import Label


class VerbatimKind(Enum):
    """How the text was said."""

    ANSWER = "answer"
    MENTION = "mention"
    TURN = "turn"
    TICKET = "ticket"
    CALL = "call"
    CONTACT = "contact"


KINDS = tuple(VerbatimKind)


@dataclass(frozen=True, slots=True)
class Origin:
    """The place a verbatim came from: file, sheet, row and column; or a time in a recording.

    Where a later import revised the text, it is the place of the text as it stands.
    """

    source: SourceId
    file: str
    sheet: str
    row: int
    column: str
    start_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Feeling:
    """The sentiment shown for a verbatim: a human correction always wins over the engine."""

    polarity: float
    label: Label
    confidence: float
    corrected: bool


@dataclass(frozen=True, slots=True)
class Score:
    """An answer to a scored question of the same response: its kind ("nps", "csat"…) and value.

    `written` is its cell where that says more (« 10 - Extrêmement probable »), `origin` the place of that cell.
    """

    kind: str
    code: str
    value: int
    high: int
    written: str = ""
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class VerbatimRow:
    """What a list shows of a verbatim."""

    id: VerbatimId
    ref: str  # « R-0142 », « M-0073 », « E-07 § 12 »
    kind: VerbatimKind
    text: str
    said_at: dt.datetime | None
    nps: int | None
    feeling: Feeling | None
    codings: tuple[Coding, ...]
    has_memo: bool
    flagged: bool


@dataclass(frozen=True, slots=True)
class Verbatim:
    """What the reader shows: the row, and all that surrounds it."""

    row: VerbatimRow
    participant: ParticipantId | None
    pseudonym: str
    response: ResponseId | None
    survey: str
    wave: str
    question: QuestionId | None
    question_label: str
    question_code: str
    scores: tuple[Score, ...]
    attributes: tuple[tuple[str, str], ...]
    counters: tuple[tuple[str, int], ...]
    channel: str
    thread: str
    link: str
    language: str
    origin: Origin
    memo: str
    written: tuple[
        tuple[str, str], ...
    ] = ()  # "text", "date" or a counter's name, and the cell that says more
    speaker: str = ""  # of an interview turn
    heading: str = ""  # the guide's question that it answers


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value of a facet and how many verbatims of the current filter carry it.

    `expression` is the FILTER fragment that selects it; `name` is the data's own name, or an identifier such
    as "negative" that the window words.
    """

    name: str
    count: int
    expression: str


@dataclass(frozen=True, slots=True)
class Facets:
    """The counts beside the filters, each within the current filter."""

    total: int
    coded: int
    months: tuple[tuple[dt.date, int], ...]
    sources: tuple[FacetValue, ...]
    kinds: tuple[FacetValue, ...]
    sentiments: tuple[FacetValue, ...]
    emotions: tuple[FacetValue, ...]
    nps_groups: tuple[FacetValue, ...]
    codes: tuple[FacetValue, ...]
