"""The SQLAlchemy tables of a study file; for `store` alone.

Conventions: every table is STRICT; dates are ISO 8601 text, truth values 0 or 1, lists of settings JSON text.
Offsets are code points of NFC text. Nothing is deleted when an import is taken back: its
source is marked `removed_at` and what hangs on it, or was `made_by` it, is no longer read.
"""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, Table, Text, text
from sqlalchemy.schema import SchemaItem

metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _table(name: str, *items: SchemaItem) -> Table:
    return Table(name, metadata, *items, sqlite_strict=True)


def _keyed(name: str, *items: SchemaItem) -> Table:
    """A table of many small rows, kept in the order of their key."""
    return Table(name, metadata, *items, sqlite_strict=True, sqlite_with_rowid=False)


def _id() -> Column[int]:
    return Column("id", Integer, primary_key=True)


def _text(name: str, default: str = "") -> Column[str]:
    return Column(name, Text, nullable=False, server_default=default)


def _whole(name: str, default: int = 0) -> Column[int]:
    return Column(name, Integer, nullable=False, server_default=text(str(default)))


def _to(name: str, target: str, *, optional: bool = False, cascade: bool = False) -> Column[int]:
    key = ForeignKey(target, ondelete="CASCADE" if cascade else None)
    return Column(name, Integer, key, nullable=optional)


study = _table(
    "study",
    _id(),
    Column("uid", Text, nullable=False),
    _text("title"),
    _text("description"),
    _text("language", "fr"),
    Column("created_at", Text, nullable=False),
    _text("application"),
    _whole("revision"),
    CheckConstraint("id = 1", name="single"),
)

setting = _table("setting", Column("key", Text, primary_key=True), Column("value", Text, nullable=False))

coder = _table("coder", _id(), Column("name", Text, nullable=False, unique=True), _text("created_at"))

source = _table(
    "source",
    _id(),
    Column("uid", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),
    *map(_text, ("file", "format", "importer_version", "sha256")),
    _whole("size"),
    _text("encoding"),
    _text("sheet"),
    _text("mapping", "{}"),
    Column("confidence", sa.REAL, nullable=False, server_default=text("1.0")),
    _to("survey_id", "survey.id", optional=True),
    _to("wave_id", "wave.id", optional=True),
    Column("imported_at", Text, nullable=False),
    Column("removed_at", Text),
    *map(_whole, ("rows", "imported", "updated", "duplicates", "skipped", "verbatims")),
    _text("personal_data", "{}"),
    Index("ix_source_sha256", "sha256"),
)

source_problem = _table(
    "source_problem",
    _id(),
    _to("source_id", "source.id", cascade=True),
    _whole("row"),
    _text("column"),
    Column("reason", Text, nullable=False),
    _text("value"),
    _text("expected"),
    Index("ix_source_problem_source_id", "source_id"),
)

survey = _table(
    "survey",
    _id(),
    Column("uid", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    _text("title"),
    _text("status", "draft"),
    _whole("version", 1),
    _text("language", "fr"),
    _text("welcome"),
    _text("thanks"),
    _whole("position"),
    Column("created_at", Text, nullable=False),
    Column("made_by_source_id", Integer),  # no key: a source refers to its survey already
    Column("deleted_at", Text),
)

question = _table(
    "question",
    _id(),
    _to("survey_id", "survey.id"),
    Column("code", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("label", Text, nullable=False),
    _text("help"),
    _whole("required"),
    _whole("position"),
    Column("scale_low", Integer),
    Column("scale_high", Integer),
    _whole("direction", 1),
    _text("scale_version"),
    _whole("top_boxes", 2),
    _text("low_label"),
    _text("high_label"),
    _whole("max_choices"),
    _to("parent_id", "question.id", optional=True),
    _text("condition"),
    Column("made_by_source_id", Integer),
    Column("deleted_at", Text),
    sa.UniqueConstraint("survey_id", "code"),
    CheckConstraint("(scale_low IS NULL) = (scale_high IS NULL)", name="scale"),
    CheckConstraint("required IN (0, 1)", name="required"),
)

option = _table(
    "option",
    _id(),
    _to("question_id", "question.id"),
    Column("code", Text, nullable=False),
    Column("label", Text, nullable=False),
    _whole("position"),
    _whole("is_other"),
    Column("deleted_at", Text),
    sa.UniqueConstraint("question_id", "code"),
)

wave = _table(
    "wave",
    _id(),
    _to("survey_id", "survey.id"),
    Column("name", Text, nullable=False),
    Column("starts_on", Text),
    Column("ends_on", Text),
    _whole("invited"),
    _whole("position"),
    Column("made_by_source_id", Integer),
    sa.UniqueConstraint("survey_id", "name"),
)

participant = _table(
    "participant",
    _id(),
    Column("uid", Text, nullable=False, unique=True),
    Column("pseudonym", Text, nullable=False),
    Column("key_hash", Text),
    _to("source_id", "source.id", optional=True),
    Index("ix_participant_key_hash", "key_hash"),
)

attribute = _table(
    "attribute",
    _id(),
    Column("name", Text, nullable=False, unique=True),
    _text("kind", "text"),
    _whole("position"),
)

participant_attribute = _keyed(
    "participant_attribute",
    Column("participant_id", Integer, ForeignKey("participant.id", ondelete="CASCADE"), primary_key=True),
    Column("attribute_id", Integer, ForeignKey("attribute.id"), primary_key=True),
    Column("value", Text, nullable=False),
)

# A cell as its file wrote it, where the value beside it does not say as much (`models.written`). Those that refer to it
# do so without a key, as to `revised_by`: with one, bringing a study to this schema would copy its largest tables.
written = _table("written", _id(), Column("text", Text, nullable=False))

response = _table(
    "response",
    _id(),
    _to("survey_id", "survey.id"),
    _to("wave_id", "wave.id", optional=True),
    _to("participant_id", "participant.id"),
    _to("source_id", "source.id"),
    Column("number", Integer, nullable=False),
    Column("external_id", Text),
    Column("submitted_at", Text),
    _text("language"),
    _whole("complete", 1),
    _whole("row"),
    Column("content_hash", sa.LargeBinary, nullable=False),
    Column("written_id", Integer),  # of the date
    Column(
        "revised_by", Integer
    ),  # the source that told it last, when it is not its own: `row` is of that file
    Index("ix_response_survey_id", "survey_id"),
    Index("ix_response_source_id", "source_id"),
    Index("ix_response_participant_id", "participant_id"),
)

answer = _keyed(
    "answer",
    Column("response_id", Integer, ForeignKey("response.id", ondelete="CASCADE"), primary_key=True),
    Column("question_id", Integer, ForeignKey("question.id"), primary_key=True),
    Column("rank", Integer, primary_key=True, server_default=text("0")),
    Column("number", sa.REAL),
    Column("option_id", Integer, ForeignKey("option.id")),
    Column("text", Text),
    Column("missing", Text),
    Column("written_id", Integer),
    CheckConstraint("number IS NULL OR abs(number) < 1e300", name="finite"),
)

verbatim = _table(
    "verbatim",
    _id(),
    Column("uid", Text),
    Column("kind", Text, nullable=False),
    Column("ref", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("hash", sa.LargeBinary, nullable=False),
    _to("participant_id", "participant.id", optional=True),
    _to("response_id", "response.id", optional=True, cascade=True),
    _to("question_id", "question.id", optional=True),
    _to("source_id", "source.id"),
    Column("external_id", Text),
    Column("said_at", Text),
    _text("title"),
    _text("channel"),
    _text("thread"),
    _text("link"),
    _text("language"),
    _text("speaker"),
    _whole("interviewer"),
    _text("heading"),
    _text("sheet"),
    _whole("row"),
    _text("column"),
    Column("start_ms", Integer),
    Column("end_ms", Integer),
    _whole("position"),
    _whole("flagged"),
    Column("written_id", Integer),  # of the text
    Column("said_written_id", Integer),  # of the date
    Column("revised_by", Integer),  # as a response's
    Index("ix_verbatim_source_id", "source_id"),
    Index("ix_verbatim_response_id", "response_id"),
    Index("ix_verbatim_said_at", "said_at"),
)

counter = _keyed(
    "counter",
    Column("verbatim_id", Integer, ForeignKey("verbatim.id", ondelete="CASCADE"), primary_key=True),
    Column("name", Text, primary_key=True),
    Column("value", Integer, nullable=False),
    Column("written_id", Integer),
)

code = _table(
    "code",
    _id(),
    Column("uid", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    _to("parent_id", "code.id", optional=True),
    _whole("color", 1),
    _text("key"),
    _text("description"),
    _whole("position"),
    CheckConstraint("color BETWEEN 1 AND 8", name="color"),
    Index("ix_code_parent_id", "parent_id"),
)

coding = _table(
    "coding",
    _id(),
    Column("uid", Text, nullable=False, unique=True),
    _to("verbatim_id", "verbatim.id", cascade=True),
    _to("code_id", "code.id", cascade=True),
    _to("coder_id", "coder.id"),
    Column("start", Integer),
    Column("end", Integer),
    Column("hash", sa.LargeBinary, nullable=False),
    Column("created_at", Text, nullable=False),
    CheckConstraint('(start IS NULL) = ("end" IS NULL)', name="whole_or_span"),
    CheckConstraint('start IS NULL OR (start >= 0 AND "end" > start)', name="span"),
    Index("ix_coding_verbatim_id", "verbatim_id"),
    Index("ix_coding_code_id", "code_id"),
    Index(
        "uq_coding_place",
        "verbatim_id",
        "code_id",
        "coder_id",
        text("coalesce(start, -1)"),
        text('coalesce("end", -1)'),
        unique=True,
    ),
)

memo = _table(
    "memo",
    _id(),
    Column("uid", Text, nullable=False, unique=True),
    Column("target", Text, nullable=False),
    _whole("target_id"),
    Column("text", Text, nullable=False),
    _to("coder_id", "coder.id", optional=True),
    Column("created_at", Text, nullable=False),
    Column("updated_at", Text, nullable=False),
    Index("ix_memo_target", "target", "target_id"),
)

sentiment_result = _table(
    "sentiment_result",
    Column("verbatim_id", Integer, ForeignKey("verbatim.id", ondelete="CASCADE"), primary_key=True),
    Column("engine", Text, nullable=False),
    Column("version", Text, nullable=False),
    Column("polarity", sa.REAL, nullable=False),
    Column("label", Integer, nullable=False),
    Column("confidence", sa.REAL, nullable=False),
    CheckConstraint("polarity BETWEEN -1 AND 1", name="polarity"),
    CheckConstraint("label BETWEEN 0 AND 3", name="label"),
)

sentiment_correction = _table(
    "sentiment_correction",
    Column("verbatim_id", Integer, ForeignKey("verbatim.id", ondelete="CASCADE"), primary_key=True),
    Column("polarity", sa.REAL, nullable=False),
    Column("label", Integer, nullable=False),
    Column("coder_id", Integer, ForeignKey("coder.id"), nullable=False),
    Column("corrected_at", Text, nullable=False),
    CheckConstraint("polarity BETWEEN -1 AND 1", name="polarity"),
    CheckConstraint("label BETWEEN 0 AND 3", name="label"),
)

saved_filter = _table(
    "saved_filter",
    _id(),
    Column("name", Text, nullable=False, unique=True),
    Column("expression", Text, nullable=False),
    _whole("position"),
)

report = _table(
    "report",
    _id(),
    Column("uid", Text, nullable=False, unique=True),
    Column("title", Text, nullable=False),
    _whole("position"),
    Column("created_at", Text, nullable=False),
)

report_item = _table(
    "report_item",
    _id(),
    _to("report_id", "report.id", cascade=True),
    Column("kind", Text, nullable=False),
    _text("title"),
    _text("notes"),
    _text("spec", "{}"),
    _to("verbatim_id", "verbatim.id", optional=True),
    _whole("position"),
    Index("ix_report_item_report_id", "report_id"),
)

journey_stage = _table("journey_stage", _id(), Column("name", Text, nullable=False), _whole("position"))

journey_touchpoint = _table(
    "journey_touchpoint",
    _id(),
    _to("stage_id", "journey_stage.id", cascade=True),
    Column("name", Text, nullable=False),
    _text("filter"),
    _to("question_id", "question.id", optional=True),
    _whole("position"),
)

indicator_series = _table(
    "indicator_series",
    _id(),
    Column("kind", Text, nullable=False),
    Column("name", Text, nullable=False),
    _text("unit"),
    _to("source_id", "source.id", optional=True),
)

indicator_point = _keyed(
    "indicator_point",
    Column("series_id", Integer, ForeignKey("indicator_series.id", ondelete="CASCADE"), primary_key=True),
    Column("starts_on", Text, primary_key=True),
    Column("ends_on", Text, nullable=False),
    Column("value", sa.REAL),
    Column("numerator", sa.REAL),
    Column("denominator", sa.REAL),
)

indicator_cell = _keyed(  # what the file wrote for a value: several cells where several rows make one day
    "indicator_cell",
    Column("series_id", Integer, ForeignKey("indicator_series.id", ondelete="CASCADE"), primary_key=True),
    Column("starts_on", Text, primary_key=True),
    Column("row", Integer, primary_key=True),
    Column("place", Integer, primary_key=True),  # of its column
    Column("text", Text, nullable=False),
)

journal = _table(
    "journal",
    _id(),
    Column("at", Text, nullable=False),
    _to("coder_id", "coder.id", optional=True),
    Column("verb", Text, nullable=False),
    _text("facts", "{}"),
    Column("changes", sa.LargeBinary, nullable=False),
    _whole("undone"),
)

coded_column = _table(
    "coded_column",
    Column("area", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("dtype", Text, nullable=False),
    Column("labels", Text, nullable=False, server_default="[]"),
    Column("data", sa.LargeBinary, nullable=False),
)

JOURNALED = (
    study, setting, source, source_problem, survey, question, option, wave, participant_attribute, response, answer,
    verbatim, counter, code, coding, memo, sentiment_correction, saved_filter, report, report_item, journey_stage,
    journey_touchpoint, indicator_series, indicator_point, indicator_cell,
)  # fmt: skip
