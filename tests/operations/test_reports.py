"""Reports: proposed, edited as acts, exported."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from pptx import Presentation

from engage_desktop import wording
from engage_desktop.errors import EngageError, Reason
from engage_desktop.models.deck import SlideKind
from engage_desktop.models.figures import ReportFigure
from engage_desktop.models.ids import VerbatimId
from engage_desktop.models.reports import Report
from engage_desktop.operations import dump, history, reports, studies
from engage_desktop.store.database import Study
from engage_desktop.wording import reports as words
from engage_desktop.wording.report_names import default_title
from tests import builders

TITLE = "L'essentiel"


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    wording.use("fr")
    study = builders.small_study(tmp_path)
    yield study
    study.close()


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Study]:
    wording.use("fr")
    study = studies.create_example(tmp_path_factory.mktemp("exemple") / "velos.engage")
    yield study
    study.close()


def outline(study: Study) -> Report:
    with study.read() as session:
        return reports.outline(session, title=TITLE)


def lines(study: Study) -> list[str]:
    with study.read() as session:
        return list(dump.lines(session))


def test_a_study_without_a_report_is_proposed_one_and_nothing_is_written(study: Study) -> None:
    before = lines(study)
    found = outline(study)
    assert found.id is None
    kinds = [each.kind for each in found.items]
    assert kinds[:2] == [SlideKind.TITLE, SlideKind.ESSENTIALS]
    assert kinds[-1] is SlideKind.METHOD
    assert {each.figure for each in found.items if each.figure} == {
        ReportFigure.NPS_TREND, ReportFigure.NPS_DISTRIBUTION, ReportFigure.NPS_SEGMENTS
    }  # fmt: skip
    assert lines(study) == before


def test_an_empty_study_is_proposed_a_title_and_a_method(tmp_path: Path) -> None:
    with studies.create(tmp_path / "vide.engage") as study:
        assert [each.kind for each in outline(study).items] == [
            SlideKind.TITLE, SlideKind.ESSENTIALS, SlideKind.METHOD
        ]  # fmt: skip


def test_the_first_edit_keeps_the_proposal_and_is_one_act(study: Study) -> None:
    before, proposed = lines(study), outline(study)
    reports.edit_item(study, proposed.items[2].id, report_title=TITLE, title="Ma conclusion", notes="À dire")
    kept = outline(study)
    assert kept.id is not None
    assert [each.kind for each in kept.items] == [each.kind for each in proposed.items]
    assert (kept.items[2].title, kept.items[2].notes) == ("Ma conclusion", "À dire")
    after = lines(study)
    assert history.undo(study).verb == "report.edit"
    assert lines(study) == before
    history.redo(study)
    assert lines(study) == after


def test_every_edit_undoes_and_redoes_to_an_equal_study(study: Study) -> None:
    report = reports.create_report(study, TITLE)
    quote = reports.add_quote(study, builders.ids(study)[0], title=TITLE)
    acts = (
        lambda: reports.move_item(study, report.items[1].id, to=3, title=TITLE),
        lambda: reports.remove_item(study, report.items[2].id, title=TITLE),
        lambda: reports.edit_item(study, report.items[0].id, report_title=TITLE, included=False),
        lambda: reports.add_figure(study, ReportFigure.NPS_TREND, title=TITLE, filter="nps:promoters"),
        lambda: reports.add_text(study, title=TITLE, heading="Suites", text="Un\nDeux"),
        lambda: reports.rename_report(study, "Comité de mars", title=TITLE),
        lambda: reports.remove_quote(study, quote, title=TITLE),
    )
    for act in acts:
        before = lines(study)
        act()
        after = lines(study)
        assert after != before
        history.undo(study)
        assert lines(study) == before
        history.redo(study)
        assert lines(study) == after


def test_a_moved_slide_takes_its_quotations_along(study: Study) -> None:
    chosen = builders.ids(study)[:2]
    for each in chosen:
        reports.add_quote(study, each, title=TITLE)
    report = outline(study)
    page = next(each for each in report.items if each.kind is SlideKind.QUOTES)
    said = {quote.verbatim for quote in page.quotes}
    reports.move_item(study, page.id, to=0, title=TITLE)
    moved = outline(study)
    assert moved.items[0].id == page.id
    assert {quote.verbatim for quote in moved.items[0].quotes} == said >= set(chosen)
    assert not any(each.quotes for each in moved.items[1:])


def test_a_quotation_is_on_its_slide_once_and_a_full_slide_is_followed_by_another(study: Study) -> None:
    chosen = builders.ids(study)
    first = reports.add_quote(study, chosen[0], title=TITLE)
    assert reports.add_quote(study, chosen[0], title=TITLE) == first
    with pytest.raises(EngageError) as caught:
        reports.add_quote(study, VerbatimId(99_999), title=TITLE)
    assert caught.value.reason is Reason.VERBATIM_UNKNOWN


def test_a_figure_is_put_before_the_method(study: Study) -> None:
    key = reports.add_figure(study, ReportFigure.SENTIMENT, title=TITLE)
    report = outline(study)
    assert [each.id for each in report.items][-2] == key
    assert report.items[-1].kind is SlideKind.METHOD
    with pytest.raises(EngageError):
        reports.add_figure(study, ReportFigure.NPS_TREND, title=TITLE, filter="inconnu:1")


def test_a_quotation_of_an_import_taken_back_is_not_shown(study: Study) -> None:
    from engage_desktop.operations import sources
    from engage_desktop.store import sources as kept

    reports.add_quote(study, builders.ids(study)[0], title=TITLE)
    with study.read() as session:
        (source,) = kept.sources(session)
    sources.undo_import(study, source.id)
    assert not any(each.quotes for each in outline(study).items)


def test_texts_with_personal_data_are_not_proposed() -> None:
    assert reports.has_personal("Rappelez-moi au 06 12 34 56 78, merci.")
    assert reports.has_personal("Mon adresse est jeanne.martin@exemple.fr.")
    assert not reports.has_personal("Trois stations vides en 2026, c'est trop.")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_the_example_becomes_a_deck_whose_figures_are_those_of_the_board(
    example: Study, tmp_path: Path, language: wording.Language
) -> None:
    wording.use(language)
    to = tmp_path / "rapport.pptx"
    try:
        with example.read() as session:
            planned = reports.export_deck(session, to, plan=words.deck, title=default_title())
            found = reports.material(session, title=TITLE)
    finally:
        wording.use("fr")
    presentation = Presentation(str(to))
    assert len(presentation.slides) == len(planned.shown)
    names = [shape.name for slide in presentation.slides for shape in slide.shapes if shape.has_chart]
    assert {"engage:nps-trend", "engage:nps-distribution", "engage:nps-segments", "engage:sentiment"} <= set(
        names
    )
    leading = found.board.leading
    assert leading is not None
    chart = next(
        shape.chart
        for slide in presentation.slides
        for shape in slide.shapes
        if shape.name == "engage:nps-distribution"
    )
    assert sum(chart.plots[0].series[0].values) == leading.n
    foots = [
        shape.text_frame.text
        for slide in presentation.slides
        for shape in slide.shapes
        if shape.name == "engage:foot"
    ]
    assert len(foots) == len(planned.shown)
    assert all(re.search(r"\d", each) for each in foots)


def test_a_filter_narrows_the_deck_and_is_said_on_it(example: Study, tmp_path: Path) -> None:
    with example.read() as session:
        whole = reports.export_deck(session, tmp_path / "a.pptx", plan=words.deck, title=TITLE)
        part = reports.export_deck(
            session, tmp_path / "b.pptx", plan=words.deck, title=TITLE, filter="nps:promoters"
        )
    assert any("nps:promoters" in slide.foot for slide in part.slides)
    assert not any("nps:promoters" in slide.foot for slide in whole.slides)


def test_a_study_without_anything_has_no_deck(tmp_path: Path) -> None:
    with (
        studies.create(tmp_path / "vide.engage") as study,
        study.read() as session,
        pytest.raises(EngageError) as caught,
    ):
        reports.export_deck(session, tmp_path / "a.pptx", plan=words.deck, title=TITLE)
    assert caught.value.reason is Reason.NOTHING_TO_EXPORT
    assert not (tmp_path / "a.pptx").exists()
