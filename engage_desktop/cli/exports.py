"""Verbs that write what the study holds: forms, exports, and everything as lines."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from engage_desktop.cli import opening, output, status
from engage_desktop.cli.parser import CallError
from engage_desktop.errors import EngageError, Reason
from engage_desktop.models.figures import ReportFigure
from engage_desktop.models.indicators import Indicator
from engage_desktop.wording import figures, tn, tr
from engage_desktop.wording.typography import size

if TYPE_CHECKING:
    from engage_desktop.charts.labels import Labels
    from engage_desktop.models.boards import Board
    from engage_desktop.models.figures import ThemeFigure

_FIGURE = "figure:"
_PICTURES = (".png", ".svg", ".pdf")
_REPORTS = (".pptx", ".xlsx")
_USUAL = {
    ".csv": "verbatims", ".xlsx": "verbatims", ".sav": "responses", ".pptx": "report", ".html": "report",
    ".pdf": "report", ".qdpx": "codebook", ".qdc": "codebook",
}  # fmt: skip
_ENDINGS = {
    "report": (".pptx", ".xlsx", ".html", ".pdf"),
    "verbatims": (".csv", ".xlsx", ".html", ".pdf"),
    "responses": (".csv", ".xlsx", ".sav"),
    "kpi": (".csv", ".xlsx", ".html", ".pdf"),
    "aspects": (".csv", ".xlsx"),
    "codebook": (".csv", ".xlsx", ".qdpx", ".qdc"),
}
_LATER = {
    ".sav": "SPSS (.sav)",
    ".html": "HTML",
    ".pdf": "PDF",
    ".qdpx": "REFI-QDA (.qdpx)",
    ".qdc": "REFI-QDA (.qdc)",
}


def form(call: argparse.Namespace) -> int:
    """The questionnaire of one survey."""
    from engage_desktop.operations import surveys
    from engage_desktop.store import surveys as store

    with opening.reading(call.study) as study:
        with study.read() as session:
            wanted = store.find_survey(session, call.survey)
        surveys.export_form(study, wanted.id, call.to)
    return written(call, call.to)


def written(call: argparse.Namespace, to: Path) -> int:
    """Say what was written, and how large it is."""
    n_bytes = to.stat().st_size
    if call.json:
        output.document({"file": str(to), "size": n_bytes})
    else:
        output.say(tr("Écrit : {file} ({size})", file=output.plain(str(to)), size=size(n_bytes)))
    return status.DONE


def export(call: argparse.Namespace) -> int:
    """What is asked for, in the format that the ending tells."""
    to: Path = call.to
    ending = to.suffix.lower()
    what = call.what or _USUAL.get(ending, "")
    if call.what is None and ending in _PICTURES[:2]:
        raise CallError(tr("Une image demande --what figure:ID."))
    if what and not what.startswith(_FIGURE) and what not in _ENDINGS:
        known = ", ".join((*_ENDINGS, "figure:ID"))
        raise CallError(tr("--what : « {what} » n'est pas l'un de : {known}.", what=what, known=known))
    if call.written and what != "responses":
        raise CallError(tr("--written demande --what responses."))
    if what.startswith(_FIGURE):
        _figure(call, what.removeprefix(_FIGURE), to)
    elif what == "report" and ending in _REPORTS:
        _deck(call, to)
    elif ending in _LATER and (not what or ending in _ENDINGS[what]):
        raise EngageError(Reason.LATER, where=str(to), what=_LATER[ending])
    elif not what or ending not in _ENDINGS[what]:
        known = " ".join(_ENDINGS[what] if what else sorted(set().union(*_ENDINGS.values())))
        raise EngageError(Reason.EXPORT_KIND_UNKNOWN, where=str(to), ending=ending or "—", known=known)
    else:
        _sheet(call, what, to)
    return written(call, to)


def _deck(call: argparse.Namespace, to: Path) -> None:
    """The report as slides with native charts, or their figures; the one proposed where none was made."""
    from engage_desktop.operations import reports
    from engage_desktop.wording import reports as words
    from engage_desktop.wording.report_names import default_title

    title, where = default_title(), call.where or ""
    with opening.session(call.study) as session:
        if to.suffix.lower() == ".pptx":
            reports.export_deck(session, to, plan=words.deck, title=title, filter=where)
        else:
            reports.export_tables(
                session, to, plan=words.deck, title=title, tables=words.tables, filter=where
            )


def _sheet(call: argparse.Namespace, what: str, to: Path) -> None:
    from engage_desktop.models.figures import ThemeFigure
    from engage_desktop.operations import indicators, sheets, themes
    from engage_desktop.wording.emotions import emotion_name
    from engage_desktop.wording.sheets import heads, said_how, unit_name

    with opening.session(call.study) as session:
        where = call.where or ""
        if what == "verbatims":
            sheet = sheets.verbatim_sheet(
                session, where, heads=heads(), feeling=figures.part_name, emotion=emotion_name, kind=said_how
            )
        elif what == "responses":
            sheet = sheets.response_sheet(session, where, heads=heads(), written=call.written)
        elif what == "aspects":
            with output.showing() as progress:
                asked = themes.Asked(where)
                found = themes.material(session, ThemeFigure.ASPECTS, asked, progress=progress)
            sheet = sheets.aspect_sheet(found.aspects, heads=heads())
        elif what == "codebook":
            sheet = sheets.codebook_sheet(session, heads=heads())
        else:
            sheet = sheets.indicator_sheet(
                indicators.indicators(session, filter=where),
                heads=heads(),
                name=lambda each: figures.kind_name(each.kind),
                unit=lambda each: unit_name(each.unit),
            )
        cut = sheets.write(sheet, to)
    if cut:
        output.note(
            tn(
                "{n} cellule coupée : XLSX n'en contient que 32 767 signes ; le CSV les garde tous.",
                "{n} cellules coupées : XLSX n'en contient que 32 767 signes ; le CSV les garde tous.",
                cut,
            )
        )


def _figure(call: argparse.Namespace, name: str, to: Path) -> None:
    """One chart over all that the filter selects; `name` is a figure, or a figure and an indicator: trend:q1."""
    from engage_desktop.models.figures import Figure, ThemeFigure
    from engage_desktop.operations import figures as drawings
    from engage_desktop.operations import indicators

    if name in {each.value for each in ThemeFigure} and to.suffix.lower() in _PICTURES:
        _theme_figure(call, ThemeFigure(name), to)
        return
    if name in {each.value for each in ReportFigure} and to.suffix.lower() in _PICTURES:
        _report_figure(call, ReportFigure(name), to)
        return
    wanted, _colon, lead = name.partition(":")
    known = [each.value for each in (*Figure, *ReportFigure)]
    if wanted not in known:
        raise EngageError(Reason.FIGURE_UNKNOWN, name=wanted, known=", ".join(known))
    if to.suffix.lower() not in _PICTURES:
        ending = to.suffix.lower() or "—"
        raise EngageError(Reason.EXPORT_KIND_UNKNOWN, where=str(to), ending=ending, known=" ".join(_PICTURES))
    with opening.session(call.study) as session:
        board = indicators.board(session, filter=call.where or "", compare=("", ""), lead=lead)
    if board.leading is None:
        raise EngageError(Reason.NOTHING_TO_EXPORT, where=str(to))
    if lead and board.leading.id != lead:
        leads = ", ".join(card.indicator.id for card in board.cards if card.indicator.recipe.scale)
        raise EngageError(Reason.FIGURE_UNKNOWN, name=name, known=leads)
    drawings.save(board, Figure(wanted), to, labels=_labels(board, board.leading))


def _theme_figure(call: argparse.Namespace, figure: ThemeFigure, to: Path) -> None:
    """One of the charts of themes."""
    from engage_desktop.operations import theme_figures, themes
    from engage_desktop.wording.theme_charts import theme_labels

    with output.showing() as progress, opening.session(call.study) as session:
        found = themes.material(session, figure, themes.Asked(call.where or ""), progress=progress)
    labels = theme_labels(figure, found.board, found.worlds, hues=found.hues)
    theme_figures.save(found, figure, to, labels=labels)


def _report_figure(call: argparse.Namespace, figure: ReportFigure, to: Path) -> None:
    """One of the charts that a report holds, its title the finding."""
    from engage_desktop.operations import reports
    from engage_desktop.wording import reports as words

    with opening.session(call.study) as session:
        found = reports.figure(session, figure, filter=call.where or "")
    labels = words.picture_labels(found, words.slide_of(found))
    if labels is None:
        raise EngageError(Reason.NOTHING_TO_EXPORT, where=str(to))
    reports.export_figure(found, to, labels=labels)


def _labels(board: Board, leading: Indicator) -> Labels:
    """The words of a chart of the whole collection."""
    from engage_desktop.wording.charts import chart_labels

    filter_said = tr("filtre : {filter}", filter=board.scope.filter) if board.scope.filter else ""
    base = tn("{n} réponse", "{n} réponses", leading.n)
    return chart_labels(
        leading,
        title=figures.kind_name(leading.kind),
        subtitle=leading.label,
        note=" · ".join(part for part in (leading.survey, base, filter_said) if part),
        points=board.trend,
    )


def dump(call: argparse.Namespace) -> int:
    """Everything as JSON lines; with --json, the same lines as one document."""
    from engage_desktop.operations import dump as operations

    with opening.session(call.study) as session:
        lines = operations.lines(session)
        if call.json:
            output.document_of_many({}, "lines", (json.loads(line) for line in lines))
        else:
            for line in lines:
                output.say(line)
    return status.DONE


VERBS = {"form": form, "export": export, "dump": dump}
