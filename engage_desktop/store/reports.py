"""Reports in the study file: their slides in order, and the quotations under each."""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Sequence
from dataclasses import replace

import sqlalchemy as sa

from engage_desktop.models import tables
from engage_desktop.models.deck import SlideKind
from engage_desktop.models.figures import ReportFigure
from engage_desktop.models.ids import ReportId, VerbatimId
from engage_desktop.models.reports import FigureView, Report, ReportItem, ReportItemId, ReportQuote
from engage_desktop.models.themes import Step
from engage_desktop.store.database import Session

_QUOTE = "quote"  # a row of its own, shown on the slide before it
_FIGURES = {each.value: each for each in ReportFigure}


def reports(session: Session) -> tuple[Report, ...]:
    """Every report, its slides in order."""
    rows = session.rows("SELECT id, title FROM report ORDER BY position, id")
    return tuple(Report(ReportId(key), title, _items(session, key)) for key, title in rows)


def _items(session: Session, report: int) -> tuple[ReportItem, ...]:
    found: list[ReportItem] = []
    for key, kind, title, notes, spec, verbatim in session.rows(
        "SELECT i.id, i.kind, i.title, i.notes, i.spec, i.verbatim_id FROM report_item i"
        " LEFT JOIN verbatim v ON v.id = i.verbatim_id LEFT JOIN source s ON s.id = v.source_id"
        " WHERE i.report_id = ? AND s.removed_at IS NULL ORDER BY i.position, i.id",
        (report,),
    ):
        if kind == _QUOTE:
            if found and verbatim is not None:
                quote = ReportQuote(ReportItemId(key), VerbatimId(verbatim))
                found[-1] = replace(found[-1], quotes=(*found[-1].quotes, quote))
            continue
        said = json.loads(spec)
        found.append(
            ReportItem(
                ReportItemId(key), SlideKind(kind), title, notes, _FIGURES.get(said.get("figure", "")),
                said.get("filter", ""), said.get("text", ""), bool(said.get("included", True)),
                view=_view(said),
            )
        )  # fmt: skip
    return tuple(found)


def add_report(session: Session, title: str) -> ReportId:
    """A new report without slides, after the others."""
    last = session.sql("SELECT coalesce(max(position), -1) FROM report").scalar()
    return ReportId(
        session.insert(
            tables.report,
            uid=uuid.uuid4().hex,
            title=title,
            position=int(last or 0) + 1,
            created_at=dt.datetime.now().astimezone().isoformat(timespec="seconds"),
        )
    )


def rename(session: Session, report: ReportId, title: str) -> None:
    """Give a report another title."""
    table = tables.report
    session.execute(sa.update(table).where(table.c.id == report).values(title=title))


def add_item(session: Session, report: ReportId, item: ReportItem) -> ReportItemId:
    """A slide at the end of the report, its quotations with it; `item.id` is not looked at."""
    key = session.insert(
        tables.report_item,
        report_id=report,
        kind=item.kind.value,
        title=item.title,
        notes=item.notes,
        spec=_spec(item),
        position=_after(session, report),
    )
    for quote in item.quotes:
        add_quote(session, report, quote.verbatim)
    return ReportItemId(key)


def add_quote(session: Session, report: ReportId, verbatim: VerbatimId) -> ReportItemId:
    """A quotation on the last slide."""
    return ReportItemId(
        session.insert(
            tables.report_item,
            report_id=report,
            kind=_QUOTE,
            verbatim_id=int(verbatim),
            position=_after(session, report),
        )
    )


def update_item(session: Session, item: ReportItem) -> None:
    """Write all of a slide but its quotations and its place."""
    table = tables.report_item
    session.execute(
        sa.update(table)
        .where(table.c.id == item.id)
        .values(title=item.title, notes=item.notes, spec=_spec(item))
    )


def delete_items(session: Session, items: Sequence[ReportItemId]) -> None:
    """Take slides or quotations away."""
    table = tables.report_item
    session.execute(sa.delete(table).where(table.c.id.in_([int(each) for each in items])))


def put_in_order(session: Session, items: Sequence[ReportItem]) -> None:
    """Give the slides, each with its quotations after it, the order given."""
    table = tables.report_item
    keys = [key for item in items for key in (item.id, *(quote.id for quote in item.quotes))]
    for position, key in enumerate(keys):
        session.execute(
            sa.update(table).where(table.c.id == key, table.c.position != position).values(position=position)
        )


def _after(session: Session, report: ReportId) -> int:
    last = session.sql("SELECT max(position) FROM report_item WHERE report_id = ?", (int(report),)).scalar()
    return 0 if last is None else int(last) + 1


def _view(said: dict[str, str]) -> FigureView:
    compare, sides = (_pair(said, *names) for names in (("from", "to"), ("first", "second")))
    step = next((each for each in Step if each.name.lower() == said.get("step")), None)
    return FigureView(
        said.get("survey", ""), compare, said.get("lead", ""), sides, step, said.get("links", "")
    )


def _pair(said: dict[str, str], one: str, other: str) -> tuple[str, str] | None:
    found = said.get(one), said.get(other)
    return None if found[0] is None or found[1] is None else (found[0], found[1])


def _spec(item: ReportItem) -> str:
    view = item.view
    said: dict[str, str | bool] = {
        name: value
        for name, value in (("survey", view.survey), ("lead", view.lead), ("links", view.links))
        if value
    }
    if view.compare is not None:
        said["from"], said["to"] = view.compare
    if view.sides is not None:
        said["first"], said["second"] = view.sides
    if view.step is not None:
        said["step"] = view.step.name.lower()
    if item.figure is not None:
        said["figure"] = item.figure.value
    if item.filter:
        said["filter"] = item.filter
    if item.text:
        said["text"] = item.text
    if not item.included:
        said["included"] = False
    return json.dumps(said, ensure_ascii=False, sort_keys=True)
