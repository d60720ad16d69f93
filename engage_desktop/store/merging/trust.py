"""Whether another study holds only what this application writes: a file that somebody altered is refused as a whole."""

from __future__ import annotations

import datetime as dt
import re

from engage_desktop.models.codes import MemoTarget
from engage_desktop.models.sources import Missing, SourceKind
from engage_desktop.models.surveys import QuestionKind, SurveyStatus
from engage_desktop.models.verbatims import KINDS
from engage_desktop.store.database import Session

_KNOWN = (
    ("source", "kind", frozenset(kind.value for kind in SourceKind)),
    ("survey", "status", frozenset(status.value for status in SurveyStatus)),
    ("question", "kind", frozenset(kind.value for kind in QuestionKind)),
    ("verbatim", "kind", frozenset(kind.value for kind in KINDS)),
    ("memo", "target", frozenset(target.value for target in MemoTarget)),
    ("answer", "missing", frozenset(why.value for why in Missing)),
)
_JSON = (
    ("source", "mapping"),
    ("source", "personal_data"),
    ("question", "condition"),
    ("report_item", "spec"),
)
_MOMENTS = (
    ("source", "imported_at"),
    ("response", "submitted_at"),
    ("verbatim", "said_at"),
    ("wave", "starts_on"),
    ("wave", "ends_on"),
    ("memo", "updated_at"),
    ("indicator_point", "starts_on"),
    ("indicator_point", "ends_on"),
)
_SETTINGS = ("turns.joined",)  # those that a merge reads
_YEAR = re.compile(r"\d{4}-")


def altered(session: Session) -> str:
    """The first column that holds what nobody wrote with this application, "" when all is well."""
    for table, column, known in _KNOWN:
        if {value for value in _distinct(session, table, column) if value} - known:
            return f"{table}.{column}"
    for table, column in _JSON:
        wrong = f"SELECT 1 FROM {table} WHERE {column} <> '' AND NOT json_valid({column}) LIMIT 1"  # noqa: S608 - our own names
        other = f"SELECT 1 FROM {table} WHERE {column} <> '' AND json_type({column}) <> 'object' LIMIT 1"  # noqa: S608
        if session.rows(wrong) or session.rows(other):
            return f"{table}.{column}"
    for table, column in _MOMENTS:
        if not all(map(_is_moment, _distinct(session, table, column))):
            return f"{table}.{column}"
    for key in _SETTINGS:
        if session.rows(
            "SELECT 1 FROM setting WHERE key = ? AND value <> '' AND NOT json_valid(value)", (key,)
        ):
            return f"setting.{key}"
    return ""


def _distinct(session: Session, table: str, column: str) -> list[str]:
    every = f'SELECT DISTINCT "{column}" FROM {table}'  # noqa: S608
    return [value for (value,) in session.rows(every) if value is not None]


def _is_moment(text: str) -> bool:
    if _YEAR.match(text) is None:
        return False
    try:
        dt.datetime.fromisoformat(text)
    except ValueError:
        return False
    return True
