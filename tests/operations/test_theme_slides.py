"""Charts of themes in a report: what is kept of them, what their slides say, what is drawn and written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from engage_desktop import wording
from engage_desktop.errors import EngageError, Reason
from engage_desktop.models.deck import ChartKind, SlidePlan, Tone
from engage_desktop.models.figures import ReportFigure, ThemeFigure
from engage_desktop.models.indicators import Change
from engage_desktop.models.reports import FigureView
from engage_desktop.models.themes import Step
from engage_desktop.operations import aspects, coding, dump, history, reports, sources, themes
from engage_desktop.store.database import Study
from engage_desktop.wording import reports as words
from tests import builders, talk

TITLE = "L'essentiel"
THEMES = [each for each in ReportFigure if each.theme is not None]


@pytest.fixture(scope="module")
def talking(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Study]:
    wording.use("fr")
    with talk.talking_study(tmp_path_factory.mktemp("paroles")) as study:
        code = coding.add_code(study, "Argent")
        coding.apply(study, builders.ids(study, "caution"), code.id)
        yield study


def slide(
    study: Study, figure: ReportFigure, *, filter: str = "", view: FigureView | None = None
) -> SlidePlan:
    """The slide of a figure just added, which is then taken back."""
    key = reports.add_figure(study, figure, title=TITLE, filter=filter, view=view)
    with study.read() as session:
        found = reports.material(session, title=TITLE)
    history.undo(study)
    at = next(at for at, item in enumerate(found.report.items) if item.id == key)
    return words.deck(found).slides[at]


@pytest.mark.parametrize("figure", THEMES)
def test_each_chart_of_themes_is_a_slide_whose_title_is_its_finding(
    talking: Study, figure: ReportFigure
) -> None:
    said = slide(talking, figure)
    assert (said.chart is None) is (said.picture is not None)
    assert said.title != said.name
    assert "240 verbatims" in said.foot
    drawn = said.chart or said.picture
    assert drawn is not None
    assert drawn.description.endswith(".")
    if said.picture is not None:
        assert said.picture.png.startswith(b"\x89PNG")
        assert all(len(row) == len(said.picture.heads) for row in said.picture.rows)


def test_distinctive_words_are_pairs_of_shares_of_the_groups_asked_for(talking: Study) -> None:
    view = FigureView(sides=('attr."Votre zone":Nord', 'attr."Votre zone":Sud'))
    usual, said = slide(talking, ReportFigure.WORDS), slide(talking, ReportFigure.WORDS, view=view)
    assert usual.chart is not None
    assert usual.chart.kind is ChartKind.PAIRS
    assert [name for name, _tone in usual.chart.legend] == ["Détracteurs", "Promoteurs"]
    assert any(mark.label == "caution" and (mark.value or 0) > 20 for mark in usual.chart.marks)
    assert len(usual.chart.second) == len(usual.chart.marks)
    if said.chart is not None:  # the draw may tell the two halves apart by nothing
        assert [name for name, _tone in said.chart.legend] == ["Nord", "Sud"]


def test_a_step_and_a_filter_are_kept_with_the_slide(talking: Study) -> None:
    month = slide(talking, ReportFigure.EMERGING, view=FigureView(step=Step.MONTH))
    assert "éclairage" in month.title
    assert month.chart is not None
    assert month.chart.names[1:3] == ("avant", "récent")
    narrowed = slide(talking, ReportFigure.IMPACT, filter='attr."Votre zone":Nord')
    assert "120 verbatims" in narrowed.foot


def test_adding_a_chart_of_themes_is_one_act_that_comes_back_equal(talking: Study) -> None:
    def lines() -> list[str]:
        with talking.read() as session:
            return list(dump.lines(session))

    before = lines()
    view = FigureView(sides=("nps:0..6", "nps:9..10"), step=Step.WEEK, links="jaccard")
    key = reports.add_figure(talking, ReportFigure.NETWORK, title=TITLE, view=view)
    with talking.read() as session:
        item = reports.outline(session, title=TITLE).item(key)
    assert item is not None
    assert (item.figure, item.view) == (ReportFigure.NETWORK, view)
    after = lines()
    history.undo(talking)
    assert lines() == before
    history.redo(talking)
    assert lines() == after
    history.undo(talking)


def test_a_chart_whose_group_is_no_more_says_so(talking: Study) -> None:
    gone = slide(talking, ReportFigure.WORDS, view=FigureView(sides=("attr.Ville:Lyon", "attr.Ville:Nice")))
    assert gone.chart is None
    assert gone.paragraphs


def test_a_study_without_words_has_no_such_slides(tmp_path: Path) -> None:
    with builders.small_study(tmp_path) as study:
        for figure in THEMES:
            said = slide(study, figure)
            assert said.chart is None or said.chart.marks
            assert said.chart or said.picture or said.paragraphs


def test_the_workbook_of_the_report_holds_their_figures(talking: Study, tmp_path: Path) -> None:
    import openpyxl

    for figure in THEMES:
        reports.add_figure(talking, figure, title=TITLE)
    to = tmp_path / "chiffres.xlsx"
    with talking.read() as session:
        reports.export_tables(session, to, plan=words.deck, title=TITLE, tables=words.tables)
        reports.export_deck(session, tmp_path / "r.pptx", plan=words.deck, title=TITLE)
    for _ in THEMES:
        history.undo(talking)
    book = openpyxl.load_workbook(to)
    heads = {page.title: [cell.value for cell in page[1]] for page in book.worksheets}
    assert heads["Mots distinctifs"] == [
        "Terme",
        "Détracteurs",
        "Promoteurs",
        "Détracteurs, n",
        "Promoteurs, n",
    ]
    assert heads["Cooccurrences"][-2:] == ["G²", "Jaccard"]
    assert heads["Univers lexicaux"][1] == "Verbatims"


@pytest.mark.parametrize("ending", ["png", "svg"])
@pytest.mark.parametrize("figure", THEMES)
def test_each_is_a_picture_with_its_finding(
    talking: Study, tmp_path: Path, figure: ReportFigure, ending: str
) -> None:
    with talking.read() as session:
        found = reports.figure(session, figure)
    plan = words.slide_of(found)
    labels = words.theme_picture_labels(found, plan)
    assert labels is not None
    assert labels.title == plan.title
    to = reports.export_theme(found, tmp_path / f"f.{ending}", labels=labels)
    assert to.stat().st_size > 1000


def test_one_chart_reads_no_more_than_it_draws(talking: Study) -> None:
    with talking.read() as session:
        found = themes.material(session, ThemeFigure.CONTRAST, themes.Asked())
        with pytest.raises(EngageError) as raised:
            themes.material(session, ThemeFigure.CONTRAST, themes.Asked("inconnu:1"))
    assert found.board.contrast is not None
    assert (found.board.network.nodes, found.board.cloud, found.worlds.worlds) == ((), (), ())
    assert raised.value.reason is Reason.FILTER_UNKNOWN_KEY


def test_aspects_are_dots_with_their_intervals_and_how_many_speak_of_them(talking: Study) -> None:
    said = slide(talking, ReportFigure.ASPECTS)
    with talking.read() as session:
        found = themes.material(session, ThemeFigure.ASPECTS, themes.Asked()).aspects
    chart = said.chart
    assert chart is not None
    assert chart.kind is ChartKind.DOTS
    assert [mark.value for mark in chart.marks] == [each.mean for each in found]
    for mark, each in zip(chart.marks, found, strict=True):
        assert mark.label.split("\n")[:2] == [
            each.name,
            f"n\u00a0=\u00a0{each.verbatims} · {round(100 * each.share)}\u202f%",
        ]
        assert each.ci95 is None or (mark.low, mark.high) == (each.ci95.low, each.ci95.high)
        assert (mark.tone is Tone.PASSIVE) == (each.ci95 is None or each.ci95.low <= 0 <= each.ci95.high)
    clear = [each for each in found if each.tone is Change.FAVOURABLE]
    assert clear
    assert "ton positif" in said.title
    assert said.title.startswith(f"«\u202f{found[0].name}\u202f»")
    nobody = slide(talking, ReportFigure.ASPECTS, filter='"il n\'y a rien"')
    assert nobody.chart is None
    assert nobody.paragraphs


def test_a_slide_of_aspects_never_read_is_read_once_and_leaves_the_study_alone(tmp_path: Path) -> None:
    with talk.talking_study(tmp_path) as study:
        before = builders.state(study)
        with study.read() as session:
            first = reports.figure(session, ReportFigure.ASPECTS).themes
            reading, unkept = aspects.read(session)
            assert unkept
            assert aspects.read(session)[0] is reading
        assert builders.state(study) == before
        sources.import_file(
            study,
            builders.write_csv(tmp_path / "p.csv", [("09/03/2026 10:00:00", "2", "Prix honteux.", "Sud")]),
        )
        with study.read() as session:
            second = reports.figure(session, ReportFigure.ASPECTS).themes
        assert first is not None
        assert second is not None
        assert sum(e.verbatims for e in second.aspects) == sum(e.verbatims for e in first.aspects) + 1
        aspects.refresh(study)
        with study.read() as session:
            assert aspects.read(session)[1] is False
        assert len(builders.ids(study, "aspect:Prix")) == 1
