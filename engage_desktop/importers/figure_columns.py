"""The role of each column of a table of figures, with its confidence and its reason."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from engage_desktop.importers.cells import folded, missing
from engage_desktop.importers.dates import looks_like_date, order_of
from engage_desktop.importers.figure_shapes import TOTALS, duration, is_figure
from engage_desktop.importers.figure_tables import Block
from engage_desktop.importers.metrics import metric_of, unit_of
from engage_desktop.importers.periods import days_of, is_date_header, nth_step
from engage_desktop.models.metrics import APART, BY_ID, PLAIN, MetricUnit
from engage_desktop.models.sources import ColumnMapping, DateOrder, Layout, Role

_DISTINCT = 2_000  # distinct cells of a column that are looked at
_DATED, _NUMERIC = 0.8, 0.8
_FEW = 60  # values of a dimension that breaks dated figures down
_ON_A_SITE = frozenset(("sessions", "page_views", "users"))
_IN_THE_POST = frozenset(("sent", "delivered", "openings", "unique_openings"))
_NOT_FIGURES = re.compile(
    r"^(?:metadaten|metadata|metadonnees) ?:|\b(?:id|url|uri|uid|guid|link|lien|idsite|idvisit)s?$"
)
_STRONG = re.compile(r"^[+-]?[0-9]+([.,])(?:[0-9]{1,2}|[0-9]{4,})$")
_GROUPED = re.compile(r"^[+-]?[0-9]{1,3}(?:([.,])[0-9]{3})+([.,])[0-9]+$")
_WEAK = re.compile(r"^[+-]?[0-9]{1,3}[.,][0-9]{3}$")
_CURRENCY = re.compile(r"[€$£]|\bEUR\b|\bUSD\b")


@dataclass(slots=True)
class Column:
    """One column of one table: its header and its cells, counted."""

    index: int
    header: str
    block: Block
    counts: Counter[str] = field(default_factory=Counter)
    rows: int = 0

    def add(self, cell: str) -> None:
        """Take in one cell."""
        self.rows += 1
        text = cell.strip()
        if text and (text in self.counts or len(self.counts) < _DISTINCT):
            self.counts[text] += 1

    def share(self, test: object) -> float:
        """The share of the filled cells for which `test` holds; « Total » is no cell of a column of dates or names."""
        assert callable(test)
        said = [
            (cell, count)
            for cell, count in self.counts.items()
            if missing(cell) is None and folded(cell) not in TOTALS
        ]
        total = sum(count for _cell, count in said)
        return sum(count for cell, count in said if test(cell)) / total if total else 0.0

    @property
    def name(self) -> str:
        """Its header, after the name of its table."""
        return f"{self.block.name}{APART}{self.header}" if self.block.name else self.header


def proposed(
    columns: Sequence[Column], layout: Layout, *, tool: str
) -> tuple[Layout, tuple[ColumnMapping, ...]]:
    """A role for each column, and the layout with the decimal mark and the order of dates that they prove."""
    order, order_why = _order(columns, layout)
    decimal, decimal_why = _decimal(columns, layout)
    found: list[ColumnMapping] = []
    at = 0
    while at < len(columns):
        width = len(columns[at].block.headers)
        found += _table(columns[at : at + width], order, tool)
        at += width
    if order_why in ("doubt", "mixed"):
        found = [
            _doubtful(each, f"date_order_{order_why}") if each.role is Role.DATE else each for each in found
        ]
    if decimal_why:
        found = [_doubtful(each, "decimal_doubt") if each.role is Role.FIGURE else each for each in found]
    return replace(layout, dates=order, decimal=decimal), tuple(found)


def _doubtful(column: ColumnMapping, why: str) -> ColumnMapping:
    return replace(column, confidence=min(column.confidence, 0.6), reason=why)


def _order(columns: Sequence[Column], layout: Layout) -> tuple[DateOrder, str]:
    """The order of day and month, on all the dates of the file."""
    cells = [cell for column in columns for cell in column.counts if looks_like_date(cell)]
    if not cells:
        return layout.dates, ""
    return order_of(cells, layout.dates)


def _decimal(columns: Sequence[Column], layout: Layout) -> tuple[str, str]:
    """The decimal mark that the figures prove, and "doubt" when « 1,234 » may be read both ways."""
    proved: Counter[str] = Counter()
    weak = 0
    for column in columns:
        for cell, count in column.counts.items():
            text = re.sub(r"[\s%€$£]", "", cell)
            if len(text) > 30:
                continue
            grouped, strong = _GROUPED.match(text), _STRONG.match(text)
            if grouped and grouped[1] != grouped[2]:
                proved[grouped[2]] += count
            elif strong:
                proved[strong[1]] += count
            else:
                weak += bool(_WEAK.match(text))
    usual = "," if layout.delimiter == ";" or layout.decimal == "," else "."
    if proved:
        best = max(proved, key=lambda mark: (proved[mark], mark == usual))
        return best, ""
    return usual, "doubt" if weak else ""


def _table(columns: Sequence[Column], order: DateOrder, tool: str) -> list[ColumnMapping]:
    """The roles of one table."""
    made = [_role(column, order, tool) for column in columns]
    dated = [each for each in made if each.role is Role.DATE]
    for later in dated[1:]:
        place = made.index(later)
        made[place] = replace(later, role=Role.IGNORE, reason="second_date")
    metrics = {each.metric for each in made}
    if metrics & _ON_A_SITE and not metrics & _IN_THE_POST:  # « Rebonds » of visits, not of e-mails
        made = [
            replace(each, metric="single_page_sessions") if each.metric == "bounced" else each
            for each in made
        ]
    for place, each in enumerate(made):
        if each.metric == "followers" and any(cell[0] in "-−" for cell in columns[place].counts):
            made[place] = replace(each, metric="new_followers")  # an audience is never negative
        if each.role is Role.DIMENSION:
            made[place] = _dimension(columns[place], each, dated=bool(dated))
    return made


def _dimension(column: Column, proposal: ColumnMapping, *, dated: bool) -> ColumnMapping:
    """A column of names: breaks the figures down, unless nearly every row has its own and a date."""
    distinct, total = len(column.counts), sum(column.counts.values())
    if dated and (distinct > _FEW or distinct > 0.5 * total) and total > 1:
        return replace(proposal, role=Role.IGNORE, confidence=0.75, reason="gathered_by_date")
    return proposal


def _role(column: Column, order: DateOrder, tool: str) -> ColumnMapping:
    header = folded(column.header)
    base = ColumnMapping(column.index, column.name, Role.IGNORE, column.header)
    if not column.counts:
        return replace(base, confidence=0.9, reason="empty")
    if nth_step(column.header) and column.block.days is not None:
        return replace(base, role=Role.DATE, confidence=0.97, reason="nth_period")
    announced = is_date_header(column.header)
    numeric = column.share(is_figure)
    dated = column.share(lambda cell: days_of(cell, order, year=announced) is not None)
    if dated >= _DATED and (announced or numeric < _NUMERIC):
        return replace(base, role=Role.DATE, confidence=0.95 if announced else 0.85, reason="dates")
    if _NOT_FIGURES.search(header):
        return replace(base, confidence=0.85, reason="not_a_figure")
    if numeric >= _NUMERIC:
        return _figure(column, base, tool)
    return replace(base, role=Role.DIMENSION, confidence=0.8, reason="names")


def _figure(column: Column, base: ColumnMapping, tool: str) -> ColumnMapping:
    metric = metric_of(column.header, tool=tool)
    percents = column.share(lambda cell: cell.endswith("%")) > 0.5
    unit = unit_of(
        metric,
        column.header,
        percents=percents,
        money=column.share(lambda cell: bool(_CURRENCY.search(cell))) > 0.5,
        times=column.share(lambda cell: duration(cell) is not None) > 0.5,
    )
    known = metric in BY_ID
    made = replace(
        base,
        role=Role.FIGURE,
        metric=metric,
        unit=unit.value,
        confidence=0.93 if known else 0.75,
        reason="known_metric" if known else "numbers_by_date",
    )
    if unit is MetricUnit.PERCENT and not percents and _fractions(column):
        return replace(made, factor=100.0, confidence=min(made.confidence, 0.72), reason="fractions")
    if days_of(column.header, DateOrder.DAY_FIRST, year=True) is not None:
        return replace(
            made, metric=PLAIN, unit=MetricUnit.COUNT.value, confidence=0.85, reason="period_header"
        )
    return made


def _fractions(column: Column) -> bool:
    """Whether the shares of a column are written between 0 and 1."""
    values = [
        float(cell.replace(",", "."))
        for cell in column.counts
        if re.match(r"^[0-9]+(?:[.,][0-9]+)?(?:[eE]-[0-9]+)?$", cell)
    ]
    return bool(values) and max(values) <= 1.0 and any(0 < value < 1 for value in values)
