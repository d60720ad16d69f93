"""Reports: slides of figures, quotations and texts, in order. Each function that changes one is one act."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from engage_desktop.errors import EngageError, Reason
from engage_desktop.models import filters
from engage_desktop.models.boards import Board, Slice
from engage_desktop.models.deck import Deck, SlideKind
from engage_desktop.models.figures import Figure, ReportFigure
from engage_desktop.models.ids import ReportId, VerbatimId
from engage_desktop.models.indicators import IndicatorKind
from engage_desktop.models.personal import cited
from engage_desktop.models.reports import (
    MOST_QUOTES,
    FigureView,
    ItemMaterial,
    Material,
    Report,
    ReportItem,
    ReportItemId,
    ReportQuote,
    SourceFact,
)
from engage_desktop.models.sheets import Sheet
from engage_desktop.models.verbatims import Verbatim
from engage_desktop.operations import figures
from engage_desktop.operations.report_boards import Boards, latest
from engage_desktop.progress import Progress
from engage_desktop.store import journal, records, reports, sources, studies, verbatims
from engage_desktop.store.database import Session, Study

_SHORTEST, _LONGEST = 40, 240  # characters of a quotation that is proposed
_LOOKED_AT = 60
_NAMED = frozenset({IndicatorKind.NPS, IndicatorKind.CSAT, IndicatorKind.CES})
_OF_A_MEAN = (ReportFigure.MEAN_DISTRIBUTION, ReportFigure.MEAN_TREND, ReportFigure.MEAN_SEGMENTS)

if TYPE_CHECKING:
    from engage_desktop.charts.labels import Labels
    from engage_desktop.charts.themes import ThemeLabels

Planner = Callable[[Material], Deck]


# reading


def outline(session: Session, *, title: str) -> Report:
    """The first report of the study; without one, a proposal made of the figures that the study has."""
    kept = reports.reports(session)
    return kept[0] if kept else _proposal(session, latest(session), title)


def material(session: Session, *, title: str, filter: str = "", progress: Progress | None = None) -> Material:
    """What the slides are made from; `filter` narrows every figure, `title` names a report that is proposed."""
    board = latest(session, filter=filter)
    kept = reports.reports(session)
    report = kept[0] if kept else _proposal(session, board, title)
    boards = Boards(session, board)
    head = studies.head(session)
    return Material(
        report,
        head.title,
        head.language,
        board,
        tuple(_item(session, boards, item, filter, progress) for item in report.items),
        tuple(SourceFact(each.file, each.imported) for each in sources.telling(session)),
        studies.counts(session).verbatims,
    )


def _item(
    session: Session, boards: Boards, item: ReportItem, filter: str, progress: Progress | None = None
) -> ItemMaterial:
    return ItemMaterial(
        item,
        boards.of(item, filter),
        _said(session, item.quotes),
        boards.themes_of(item, filter, progress=progress),
    )


def _said(session: Session, quotes: tuple[ReportQuote, ...]) -> tuple[Verbatim, ...]:
    return records.records(session, [quote.verbatim for quote in quotes])


# proposing


def _proposal(session: Session, board: Board, title: str) -> Report:
    kinds = {card.indicator.kind for card in board.cards if card.indicator.value is not None}
    wanted = [
        figure
        for figure in (
            ReportFigure.NPS_TREND,
            ReportFigure.NPS_DISTRIBUTION,
            ReportFigure.NPS_SEGMENTS,
            ReportFigure.CSAT_DISTRIBUTION,
            ReportFigure.CES_DISTRIBUTION,
            *(() if kinds & _NAMED else _OF_A_MEAN),
            ReportFigure.SENTIMENT,
        )
        if figure.indicator in kinds
    ]
    items = [ReportItem(ReportItemId(0), SlideKind.TITLE), ReportItem(ReportItemId(0), SlideKind.ESSENTIALS)]
    items += [ReportItem(ReportItemId(0), SlideKind.FIGURE, figure=figure) for figure in wanted]
    chosen = _proposed_quotes(session, board)
    if chosen:
        quotes = tuple(ReportQuote(ReportItemId(-1000 - at), key) for at, key in enumerate(chosen))
        items.append(ReportItem(ReportItemId(0), SlideKind.QUOTES, quotes=quotes))
    items.append(ReportItem(ReportItemId(0), SlideKind.METHOD))
    return Report(
        None, title, tuple(replace(item, id=ReportItemId(-1 - at)) for at, item in enumerate(items))
    )


def _proposed_quotes(session: Session, board: Board) -> tuple[VerbatimId, ...]:
    """Two voices from each end, of a length that can be read aloud and without personal data."""
    within = _within(board)
    ends: list[list[VerbatimId]] = []
    for group, order in (("detractors", "polarity"), ("promoters", "polarity-desc")):
        found = verbatims.find(session, f"{within} nps:{group}".strip(), order=order).ids[:_LOOKED_AT]
        rows = verbatims.page(session, found.tolist())
        fit = [
            row.id for row in rows if _SHORTEST <= len(row.text) <= _LONGEST and not has_personal(row.text)
        ]
        ends.append(fit[:2])
    return tuple(key for pair in zip(*ends, strict=False) for key in pair)


def _within(board: Board) -> str:
    part = next((each for each in board.slices if each.name == board.shown), None)
    return " ".join(term for term in (board.scope.filter, _term(part)) if term)


def _term(part: Slice | None) -> str:
    if part is None:
        return ""
    if part.is_wave:
        return f"wave:{filters.quoted(part.name)}"
    if part.first is None or part.last is None:
        return ""
    return f"date:{part.first.isoformat()}..{part.last.isoformat()}"


def has_personal(text: str) -> bool:
    """Whether a text holds what looks like an e-mail, a telephone, an account or a social security number."""
    return bool(cited(text))


# changing


def create_report(study: Study, title: str) -> Report:
    """A new report with the slides that are proposed."""
    if not title.strip():
        raise EngageError(Reason.NAME_EMPTY)
    with study.write() as session, journal.act(session, "report.create", title=title.strip()):
        _keep(session, title.strip())
        return reports.reports(session)[-1]


def expect_lead(session: Session, figure: ReportFigure, lead: str) -> None:
    """Raises FIGURE_UNKNOWN when the study has no indicator of that kind named `lead`."""
    cards = latest(session).cards
    known = [card.indicator.id for card in cards if card.indicator.kind is figure.indicator]
    if lead not in known:
        raise EngageError(Reason.FIGURE_UNKNOWN, name=f"{figure.value}:{lead}", known=", ".join(known))


def add_figure(
    study: Study,
    figure: ReportFigure,
    *,
    title: str,
    filter: str = "",
    view: FigureView | None = None,
) -> ReportItemId:
    """A slide with this figure, before the method; `title` names the report if it has to be created."""
    filters.parse(filter)
    item = ReportItem(
        ReportItemId(0), SlideKind.FIGURE, figure=figure, filter=filter, view=view or FigureView()
    )
    return _add(study, item, title=title)


def add_text(study: Study, *, title: str, heading: str, text: str = "") -> ReportItemId:
    """A slide of text, before the method."""
    return _add(study, ReportItem(ReportItemId(0), SlideKind.TEXT, title=heading, text=text), title=title)


def add_quote(
    study: Study, verbatim: VerbatimId, *, title: str, item: ReportItemId | None = None
) -> ReportItemId:
    """A quotation: on the slide `item`, else on the last slide of quotations that has room, else on a new one."""
    with study.write() as session:
        verbatims.text(session, verbatim)
        with _act(session, "report.add", title) as before:
            onto = _resolved(before, item) if item is not None else _with_room(before)
            onto = onto or _new_page(session, before)
            return _quoted(session, _report(session, before.id), onto, verbatim)


def add_quotes(study: Study, chosen: Sequence[VerbatimId], *, title: str) -> int:
    """How many verbatims are now quoted, after the last quotations; those that the report quotes already stay put."""
    with study.write() as session:
        kept = reports.reports(session)
        quoted = {quote.verbatim for item in (kept[0].items if kept else ()) for quote in item.quotes}
        fresh = [key for key in chosen if key not in quoted]
        for key in fresh:
            verbatims.text(session, key)
        if not fresh:
            return 0
        with _act(session, "report.add", title) as before:
            quoted = {quote.verbatim for item in before.items for quote in item.quotes}
            for key in fresh:
                if key not in quoted:
                    report = _report(session, before.id)
                    onto = _with_room(report) or _new_page(session, report)
                    _quoted(session, _report(session, before.id), onto, key)
    return len(fresh)


def _new_page(session: Session, report: Report) -> ReportItem:
    """A slide of quotations without any yet."""
    fresh = ReportItem(ReportItemId(0), SlideKind.QUOTES)
    return replace(fresh, id=_insert(session, report, fresh))


def _quoted(session: Session, report: Report, onto: ReportItem, verbatim: VerbatimId) -> ReportItemId:
    """The quotation after those of its slide; one that is there already stays."""
    known = next((quote.id for quote in onto.quotes if quote.verbatim == verbatim), None)
    if known is not None:
        return known
    key = reports.add_quote(session, _stored(report), verbatim)
    quotes = (*onto.quotes, ReportQuote(key, verbatim))
    ordered = [replace(each, quotes=quotes) if each.id == onto.id else each for each in report.items]
    ordered = [
        replace(e, quotes=tuple(q for q in e.quotes if q.id != key)) if e.id != onto.id else e
        for e in ordered
    ]
    reports.put_in_order(session, ordered)
    return key


def remove_quote(study: Study, quote: ReportItemId, *, title: str) -> None:
    """Take a quotation off its slide."""
    with study.write() as session, _act(session, "report.edit", title) as report:
        place = _quote_place(report, quote)
        reports.delete_items(session, [place])


def edit_item(
    study: Study,
    item: ReportItemId,
    *,
    report_title: str,
    title: str | None = None,
    notes: str | None = None,
    text: str | None = None,
    included: bool | None = None,
) -> ReportItemId:
    """The slide with what is given changed; an empty title gives the finding back. Gives its id in the study."""
    with study.write() as session, _act(session, "report.edit", report_title) as report:
        found = _resolved(report, item)
        changed = replace(
            found,
            title=found.title if title is None else title,
            notes=found.notes if notes is None else notes,
            text=found.text if text is None else text,
            included=found.included if included is None else included,
        )
        reports.update_item(session, changed)
        return changed.id


def rename_report(study: Study, name: str, *, title: str) -> None:
    """Give the report another name; `title` is the name it would have been created with."""
    if not name.strip():
        raise EngageError(Reason.NAME_EMPTY)
    with study.write() as session, _act(session, "report.edit", title) as report:
        reports.rename(session, _stored(report), name.strip())


def move_item(study: Study, item: ReportItemId, *, to: int, title: str) -> ReportItemId:
    """The slide in place `to`, 0 the first; its quotations go with it."""
    with study.write() as session, _act(session, "report.move", title) as report:
        found = _resolved(report, item)
        others = [each for each in report.items if each.id != found.id]
        others.insert(max(0, min(to, len(others))), found)
        reports.put_in_order(session, others)
        return found.id


def remove_item(study: Study, item: ReportItemId, *, title: str) -> None:
    """The report without this slide and its quotations."""
    with study.write() as session, _act(session, "report.remove", title) as report:
        found = _resolved(report, item)
        reports.delete_items(session, [found.id, *(quote.id for quote in found.quotes)])


# exporting


def export_deck(
    session: Session,
    to: Path,
    *,
    plan: Planner,
    title: str,
    filter: str = "",
    progress: Progress | None = None,
) -> Deck:
    """The report as a PPTX deck at `to`, whole or not at all; `plan` says its slides in the language in use."""
    from engage_desktop.exporters import deck

    found = material(session, title=title, filter=filter, progress=progress)
    if found.empty:
        raise EngageError(Reason.NOTHING_TO_EXPORT, where=str(to))
    planned = plan(found)
    deck.write(planned, to, progress=progress)
    return planned


def export_tables(
    session: Session,
    to: Path,
    *,
    plan: Planner,
    title: str,
    tables: Callable[[Material, Deck], tuple[Sheet, ...]],
    filter: str = "",
    progress: Progress | None = None,
) -> None:
    """The figures of the report as a workbook at `to`: one sheet for the indicators, one for each chart."""
    from engage_desktop.exporters import sheets

    found = material(session, title=title, filter=filter, progress=progress)
    if found.empty:
        raise EngageError(Reason.NOTHING_TO_EXPORT, where=str(to))
    planned = plan(found)
    sheets.write_book(tables(found, planned), to, title=planned.title, progress=progress)


def figure(session: Session, wanted: ReportFigure, *, filter: str = "") -> ItemMaterial:
    """A figure with the board that it is drawn from, whether or not the report holds it."""
    item = ReportItem(ReportItemId(0), SlideKind.FIGURE, figure=wanted)
    return _item(session, Boards(session, latest(session, filter=filter)), item, filter)


def export_figure(found: ItemMaterial, to: Path, *, labels: Labels) -> Path:
    """The chart as a picture at `to`: PNG at twice the screen's pixels or SVG, by the ending."""
    wanted, board = found.item.figure, found.board
    if wanted is None or board is None:
        raise EngageError(Reason.NOTHING_TO_EXPORT, where=str(to))
    if wanted is not ReportFigure.SENTIMENT:
        return figures.save(board, Figure(wanted.drawing), to, labels=labels)
    from engage_desktop.charts import distributions, saving

    felt = next(card.indicator for card in board.cards if card.indicator.kind is IndicatorKind.SENTIMENT)
    return saving.save(distributions.sentiment_shares(felt, labels), to)


def export_theme(found: ItemMaterial, to: Path, *, labels: ThemeLabels) -> Path:
    """The same of a chart of themes."""
    from engage_desktop.operations import theme_figures

    wanted = None if found.item.figure is None else found.item.figure.theme
    if wanted is None or found.themes is None:
        raise EngageError(Reason.NOTHING_TO_EXPORT, where=str(to))
    return theme_figures.save(found.themes, wanted, to, labels=labels)


# small parts


@contextlib.contextmanager
def _act(session: Session, verb: str, title: str) -> Iterator[Report]:
    """The report inside one act, created from the proposal where there is none yet."""
    kept = reports.reports(session)
    with journal.act(session, verb, title=kept[0].title if kept else title):
        yield kept[0] if kept else _report(session, _keep(session, title))


def _keep(session: Session, title: str) -> ReportId:
    proposed = _proposal(session, latest(session), title)
    key = reports.add_report(session, title)
    for item in proposed.items:
        reports.add_item(session, key, item)
    return key


def _report(session: Session, key: ReportId | None) -> Report:
    return next(each for each in reports.reports(session) if each.id == key)


def _stored(report: Report) -> ReportId:
    assert report.id is not None, "inside an act the report is in the study"
    return report.id


def _add(study: Study, item: ReportItem, *, title: str) -> ReportItemId:
    with study.write() as session, _act(session, "report.add", title) as report:
        return _insert(session, report, item)


def _insert(session: Session, report: Report, item: ReportItem) -> ReportItemId:
    """Write a slide, and put it before the method that closes the report."""
    made = replace(item, id=reports.add_item(session, _stored(report), item))
    ordered = list(report.items)
    ends = bool(ordered) and ordered[-1].kind is SlideKind.METHOD
    ordered.insert(len(ordered) - 1 if ends else len(ordered), made)
    reports.put_in_order(session, ordered)
    return made.id


def _with_room(report: Report) -> ReportItem | None:
    return next(
        (i for i in reversed(report.items) if i.kind is SlideKind.QUOTES and len(i.quotes) < MOST_QUOTES),
        None,
    )


def _resolved(report: Report, item: ReportItemId) -> ReportItem:
    """The slide of that id; a proposed one (below zero) by its place."""
    if item < 0 and -1 - item < len(report.items):
        return report.items[-1 - item]
    found = report.item(item)
    if found is None:
        raise EngageError(Reason.SLIDE_UNKNOWN)
    return found


def _quote_place(report: Report, quote: ReportItemId) -> ReportItemId:
    every = [each for item in report.items for each in item.quotes]
    if quote <= -1000 and -1000 - quote < len(every):
        return every[-1000 - quote].id
    if not any(each.id == quote for each in every):
        raise EngageError(Reason.SLIDE_UNKNOWN)
    return quote
