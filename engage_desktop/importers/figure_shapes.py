"""Whether a table holds figures rather than answers or texts, and which tool wrote it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from engage_desktop.importers.cells import as_number, folded, missing
from engage_desktop.importers.headers import shown
from engage_desktop.importers.metrics import metric_of
from engage_desktop.importers.periods import days_of, is_date_header, nth_step
from engage_desktop.models.metrics import PLAIN
from engage_desktop.models.sources import DateOrder

GA4, MATOMO, MAILCHIMP = "ga4", "matomo", "mailchimp"
CAMPAIGNS, LINKEDIN, FIGURES = "email_campaigns", "linkedin_stats", "figures"

_GA4_DATE = re.compile(
    r"^#\s*(?:(?:start date|date de d[ée]but)\s*:|[0-9]{8}\s*-\s*[0-9]{8}\s*,*$)",
    re.IGNORECASE | re.MULTILINE,
)
_LINKEDIN_SHEETS = frozenset((
    "engagement", "top posts", "followers", "demographics", "discovery", "update metrics (aggregated)",
    "update engagement", "all posts", "visitor metrics", "new followers", "meilleurs posts", "abonnes",
    "donnees demographiques", "decouverte", "statistiques des posts (cumulees)", "tous les posts",
))  # fmt: skip
_METADATA = ("metadaten:", "metadata:", "metadonnees:", "metadonnees :")
_MATOMO = frozenset(("nb_visits", "nb_uniq_visitors", "nb_actions", "bounce_rate", "avg_time_on_site"))
_CAMPAIGN = ("campaign", "campagne", "newsletter")
_EMAIL = frozenset(("sent", "delivered", "unique_openings", "openings", "unique_clicks", "opening", "click"))
_WITH_TIME = re.compile(r"[0-9][T ]+[0-9]{1,2}[:hH][0-9]{2}")
_MIDNIGHT = re.compile(r"[T ]0?0:00(?::00(?:\.0+)?)?$")
TOTALS = frozenset(
    ("grand total", "total general", "total", "totals", "totaux", "gesamt", "insgesamt", "somme", "sum")
)
_MOST_COLUMNS = 2_000
_LONG = 60  # mean characters of a cell that is a text, not the name of a thing
_TEXTS = (
    "message",
    "texte",
    "text",
    "contenu",
    "content",
    "commentaire",
    "comment",
    "verbatim",
    "avis",
    "review",
)


@dataclass(frozen=True, slots=True)
class Shape:
    """A table of figures: its format and how sure it is, in [0, 1]."""

    format: str
    confidence: float


def is_ga4(sample: str) -> bool:
    """Whether a text begins with the comments of a GA4 export, or of the Analytics before it."""
    return sample.lstrip('\ufeff \t\r\n"').startswith("#") and _GA4_DATE.search(sample[:4096]) is not None


def is_linkedin(sheets: Sequence[str]) -> bool:
    """Whether the sheets of a workbook are those of LinkedIn's statistics."""
    known = sum(folded(name) in _LINKEDIN_SHEETS for name in sheets)
    return known >= 2 or (known == 1 and folded(sheets[0]).startswith(("update metrics", "all posts")))


def shape_of(rows: Sequence[Sequence[str]]) -> Shape | None:
    """What the first rows of a table, the first one its header, are figures of; None when they are no figures."""
    if len(rows) < 2 or len(rows[0]) > _MOST_COLUMNS:
        return None
    headers = [folded(shown(cell)) for cell in rows[0]]
    metrics = {metric_of(cell) for cell in rows[0]} - {PLAIN}
    if any(header.startswith(_METADATA) for header in headers) or len(_MATOMO.intersection(headers)) >= 2:
        return Shape(MATOMO, 0.95)
    if "successful deliveries" in headers or {"emails sent", "unique opens"} <= set(headers):
        return Shape(MAILCHIMP, 0.95)
    if len(metrics & _EMAIL) >= 2 and any(word in header for word in _CAMPAIGN for header in headers):
        return Shape(CAMPAIGNS, 0.9)
    return _generic(rows, headers, metrics)


def _generic(rows: Sequence[Sequence[str]], headers: Sequence[str], metrics: set[str]) -> Shape | None:
    if any("?" in header for header in headers):
        return None  # a question is no measure
    columns = [
        _Column(header, [row[i] for row in rows[1:] if i < len(row)]) for i, header in enumerate(headers)
    ]
    columns = [column for column in columns if column.cells]
    dated = [column for column in columns if column.dated]
    figures = [column for column in columns if column.numeric and not column.dated]
    texts = [column for column in columns if not column.numeric and not column.dated]
    if not figures or any(column.header in _TEXTS or column.length > _LONG for column in texts):
        return None
    confidence = (
        _of_dated(dated[0], texts, metrics, len(rows)) if dated else _of_undated(figures, texts, metrics)
    )
    return Shape(FIGURES, confidence) if confidence else None


def _of_undated(figures: Sequence[_Column], texts: Sequence[_Column], metrics: set[str]) -> float:
    """How sure a table without a column of dates is one of figures: periods over its columns, or known metrics."""
    if len(texts) <= 2 and sum(_heads_a_period(column.header) for column in figures) >= 2:
        return 0.85
    return 0.7 if len(metrics) >= 2 and len(texts) == 1 else 0.0


def _of_dated(date: _Column, texts: Sequence[_Column], metrics: set[str], rows: int) -> float:
    if date.timed:
        return 0.0  # moments: something that happened, not a period that was measured
    if texts:
        return 0.8 if len(metrics) >= 2 and len(texts) <= 3 else 0.0
    if metrics:
        return 0.9
    return 0.65 if rows > 2 and date.distinct else 0.0


def _heads_a_period(header: str) -> bool:
    return days_of(header, DateOrder.DAY_FIRST, year=True) is not None


class _Column:
    """One column of the first rows, looked at once."""

    def __init__(self, header: str, cells: Sequence[str]) -> None:
        self.header = header
        told = [cell.strip() for cell in cells if cell.strip() and missing(cell) is None]
        self.cells = [cell for cell in told if folded(cell) not in TOTALS]
        total = max(1, len(self.cells))
        self.length = sum(map(len, self.cells)) / total
        self.distinct = len(set(self.cells)) == len(self.cells)
        self.numeric = sum(is_figure(cell) for cell in self.cells) >= 0.8 * total
        timed = sum(bool(_WITH_TIME.search(cell)) and not _MIDNIGHT.search(cell) for cell in self.cells)
        self.timed = timed > 0.5 * total
        announced = is_date_header(header)
        read = sum(days_of(cell, DateOrder.DAY_FIRST, year=announced) is not None for cell in self.cells)
        either = sum(days_of(cell, DateOrder.MONTH_FIRST, year=announced) is not None for cell in self.cells)
        plain = self.numeric and not announced  # 202609 or 2026 may be counts
        self.dated = bool(nth_step(header)) or (max(read, either) >= 0.8 * total and not plain)


def is_figure(cell: str) -> bool:
    """Whether a cell is written as a figure: a number, a share, an amount, a duration, a bound."""
    text = cell.strip().lstrip("<>≤≥~ ")
    return as_number(text, ",") is not None or duration(text) is not None or amount(text) is not None


_CLOCK = re.compile(r"^(?:([0-9]{1,4}):)?([0-9]{1,2}):([0-9]{2})(?:\.[0-9]+)?$")
_UNITS = re.compile(
    r"^(?:([0-9]{1,4}) ?h)?\s*(?:([0-9]{1,4}) ?m(?:in)?)?\s*(?:([0-9]{1,5})(?:[.,][0-9]+)? ?s(?:ec)?)?$"
)
_SHORT = re.compile(r"^([0-9]+(?:[.,][0-9]+)?)\s?([kKmM])\s?[€$£]?$")


def duration(text: str) -> int | None:
    """« 1:02:03 », « 2 min 10s », « 1h 5m » in seconds; None for what is no duration."""
    match = _CLOCK.match(text) or (_UNITS.match(text) if text[:1].isdigit() and not text.isdigit() else None)
    if match is None:
        return None
    hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return hours * 3600 + minutes * 60 + seconds


def amount(text: str) -> float | None:
    """« 1,2 k », « 1,2 k€ » as 1200; None for what is written in full or is no number."""
    match = _SHORT.match(text)
    if match is None or len(match[1]) > 12:
        return None
    return round(float(match[1].replace(",", ".")) * (1_000 if match[2] in "kK" else 1_000_000), 6)
