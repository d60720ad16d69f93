"""The verb upon the report: its slides, and one more with a chart."""

from __future__ import annotations

import argparse

from engage_desktop.cli import opening, output, status
from engage_desktop.cli.output import Document
from engage_desktop.cli.parser import CallError
from engage_desktop.errors import EngageError, Reason
from engage_desktop.models.deck import SlidePlan
from engage_desktop.models.figures import ReportFigure, ThemeFigure
from engage_desktop.models.reports import FigureView, ItemMaterial
from engage_desktop.models.themes import Step
from engage_desktop.progress import Progress
from engage_desktop.store.database import Session
from engage_desktop.wording import tr
from engage_desktop.wording.report_names import default_title

_OF_THEMES = {"contrast": ThemeFigure.CONTRAST, "step": ThemeFigure.RISING, "links": ThemeFigure.NETWORK}


def report(call: argparse.Namespace) -> int:
    """List the slides of the report, or add one with a figure."""
    if call.add is None:
        if call.contrast or call.step or call.links:
            raise CallError(tr("--contrast, --step et --links vont avec --add."))
        with opening.reading(call.study) as study, output.showing() as progress, study.read() as session:
            return _say(call, *_slides(session, progress))
    figure, lead = _figure(call)
    from engage_desktop.operations import contrasts, reports

    with opening.writing(call.study) as study:
        sides = None
        if call.contrast:
            with study.read() as session:
                asked = contrasts.sides(session, call.contrast)
            sides = (asked.first, asked.second)
        step = Step[call.step.upper()] if call.step else None
        view = FigureView(sides=sides, step=step, links=call.links or "", lead=lead)
        title = default_title()
        if lead:
            with study.read() as session:
                reports.expect_lead(session, figure, lead)
        reports.add_figure(study, figure, title=title, filter=call.where or "", view=view)
        with output.showing() as progress, study.read() as session:
            return _say(call, *_slides(session, progress))


def _figure(call: argparse.Namespace) -> tuple[ReportFigure, str]:
    """The figure to add, and the indicator that « mean-trend:q5 » names."""
    known = {each.value: each for each in ReportFigure}
    name, _colon, lead = call.add.partition(":")
    if name not in known or (lead and known[name].theme is not None):
        raise EngageError(Reason.FIGURE_UNKNOWN, name=call.add, known=", ".join(known))
    figure = known[name]
    for option, theme in _OF_THEMES.items():
        if getattr(call, option) and figure.theme is not theme:
            raise CallError(tr("--{option} va avec --add {figure}.", option=option, figure=theme.value))
    return figure, lead


def _slides(session: Session, progress: Progress) -> tuple[str, list[tuple[ItemMaterial, SlidePlan]]]:
    from engage_desktop.operations import reports
    from engage_desktop.wording import reports as words

    found = reports.material(session, title=default_title(), progress=progress)
    return found.report.title, list(zip(found.items, words.deck(found).slides, strict=True))


def _say(call: argparse.Namespace, title: str, slides: list[tuple[ItemMaterial, SlidePlan]]) -> int:
    if call.json:
        output.document(
            {"title": title, "slides": [_slide(at, *each) for at, each in enumerate(slides, start=1)]}
        )
        return status.DONE
    output.say(output.plain(title))
    rows = [
        (str(at), plan.name, output.plain(plan.title)) for at, (_item, plan) in enumerate(slides, start=1)
    ]
    output.table(("n°", tr("Diapositive"), tr("Titre")), rows, right=frozenset({0}))
    return status.DONE


def _slide(number: int, each: ItemMaterial, plan: SlidePlan) -> Document:
    item = each.item
    return {
        "number": number,
        "kind": item.kind.value,
        "figure": None if item.figure is None else item.figure.value,
        "title": plan.title,
        "filter": item.filter,
        "included": item.included,
        "quotes": [quote.row.ref for quote in each.quotes],
        "drawn": plan.chart is not None or plan.picture is not None,
    }


VERBS = {"report": report}
