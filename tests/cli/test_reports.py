"""`export --what report` and the figures of a report."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest
from pptx import Presentation

from engage_desktop.models.figures import ReportFigure
from tests.cli.conftest import Run


@pytest.mark.parametrize(("language", "method"), [("fr", "Méthode et sources"), ("en", "Method and sources")])
def test_a_deck_is_written_in_the_language_asked_for(
    run: Run, small: Path, language: str, method: str
) -> None:
    to = small.parent / "rapport.pptx"
    answer = run("export", small, "--to", to, "--lang", language, "--json")
    assert answer.status == 0
    assert answer.json == {"file": str(to), "size": to.stat().st_size}
    titles = [slide.shapes.title.text for slide in Presentation(str(to)).slides]
    assert titles[-1] == method


def test_the_figures_of_the_report_are_a_workbook(run: Run, small: Path) -> None:
    to = small.parent / "chiffres.xlsx"
    assert run("export", small, "--to", to, "--what", "report", "--where", "nps:promoters").status == 0
    first = openpyxl.load_workbook(to).worksheets[0]
    assert [row[5].value for row in first.iter_rows(min_row=2) if row[0].value == "NPS"] == [2]


@pytest.mark.parametrize("figure", [each.value for each in ReportFigure])
def test_each_figure_is_drawn_or_said_to_be_missing(run: Run, small: Path, figure: str) -> None:
    to = small.parent / "figure.svg"
    answer = run("export", small, "--to", to, "--what", f"figure:{figure}")
    drawn = figure.startswith("nps") or ReportFigure(figure).theme is not None
    assert answer.status == (0 if drawn else 1)
    assert to.exists() is drawn
    assert "Traceback" not in answer.err


def test_an_empty_study_has_no_deck(run: Run, tmp_path: Path) -> None:
    run("new", tmp_path / "vide.engage")
    answer = run("export", tmp_path / "vide.engage", "--to", tmp_path / "a.pptx")
    assert answer.status == 1
    assert answer.err.count("\n") == 1
    assert not (tmp_path / "a.pptx").exists()


def test_a_chart_of_themes_joins_the_report_and_is_listed(run: Run, small: Path) -> None:
    before = run("report", small, "--json").json
    answer = run(
        "report",
        small,
        "--add",
        "words",
        "--contrast",
        "nps:0..6:nps:9..10",
        "--where",
        "nps:0..10",
        "--json",
    )
    assert answer.status == 0
    fresh = answer.json["slides"][-2]
    assert len(answer.json["slides"]) == len(before["slides"]) + 1
    assert (fresh["kind"], fresh["figure"], fresh["filter"]) == ("figure", "words", "nps:0..10")
    assert run("report", small, "--json").json == answer.json
    assert "Mots distinctifs" in run("report", small).out
    assert run("undo", small).status == 0
    assert run("report", small, "--json").json == before


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (("--add", "inconnue"), 2),
        (("--contrast", "a:b"), 2),
        (("--add", "worlds", "--contrast", "promoteurs:detracteurs"), 2),
        (("--add", "network", "--step", "month"), 2),
        (("--add", "words", "--step", "month"), 2),
        (("--add", "words", "--contrast", "rien"), 2),
        (("--add", "words", "--where", "inconnu:1"), 2),
    ],
)
def test_a_figure_that_cannot_be_added_is_refused_in_one_line(
    run: Run, small: Path, words: tuple[str, ...], status: int
) -> None:
    before = run("report", small, "--json").json
    answer = run("report", small, *words)
    assert answer.status == status
    assert answer.err.strip().count("\n") == 0
    assert "Traceback" not in answer.err
    assert run("report", small, "--json").json == before


def test_a_chart_may_name_its_indicator(run: Run, small: Path) -> None:
    added = run("report", small, "--add", "nps-trend:q1", "--json")
    assert added.status == 0
    assert added.json["slides"][-2]["figure"] == "nps-trend"
    before = run("report", small, "--json").json
    for wrong in ("nps-trend:q9", "mean-trend:q1", "words:q1"):
        answer = run("report", small, "--add", wrong)
        assert answer.status == 2
        assert answer.err.strip().count("\n") == 0
    assert run("report", small, "--json").json == before
