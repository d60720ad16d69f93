"""The Rapports screen, as a person uses it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest
from pptx import Presentation
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QAbstractButton, QApplication, QFileDialog, QMenu, QWidget

from engage_desktop.models.deck import SlideKind
from engage_desktop.models.figures import ReportFigure
from engage_desktop.models.reports import Report
from engage_desktop.operations import history, reports, sentiment, sources, studies
from engage_desktop.store.database import Study
from engage_desktop.ui.context import Context, Notice, Place
from engage_desktop.ui.dialogs.quote import QuoteDialog
from engage_desktop.ui.panels.reports import ReportsPanel
from engage_desktop.ui.widgets.slide import paint_slide
from tests import builders
from tests.operations.test_report_figures import HEADERS as FIGURE_HEADERS
from tests.operations.test_report_figures import answers
from tests.ui import hands

Show = Callable[[Study], ReportsPanel]


@pytest.fixture(scope="module")
def example_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("exemple") / "velos.engage"
    with studies.create_example(path) as study:
        sentiment.score_pending(study)
    return path


@pytest.fixture
def example(example_file: Path, tmp_path: Path) -> Iterator[Study]:
    path = tmp_path / "velos.engage"
    shutil.copy(example_file, path)
    study = studies.open_study(path)
    yield study
    study.close()


@pytest.fixture
def show(context: Context, qapp: QApplication) -> Iterator[Show]:
    shown: list[ReportsPanel] = []

    def make(study: Study) -> ReportsPanel:
        context.show_study(study)
        panel = ReportsPanel(context)
        panel.resize(1228, 840)
        panel.show()
        settle(panel)
        shown.append(panel)
        return panel

    yield make
    for panel in shown:
        panel.close()
        panel.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def settle(panel: ReportsPanel) -> None:
    panel.context.jobs.wait()
    QApplication.processEvents()
    panel.context.jobs.wait()


def choose(panel: ReportsPanel, kind: SlideKind) -> None:
    assert panel.shown is not None
    row = [slide.kind for slide in panel.shown.deck.slides].index(kind)
    panel.list.view.setCurrentIndex(panel.list.model.index(row))


def kept(study: Study) -> Report:
    with study.read() as session:
        return reports.outline(session, title="L'essentiel")


def test_a_study_without_a_report_shows_the_proposal(show: Show, example: Study) -> None:
    panel = show(example)
    assert panel.shown is not None
    assert panel.header.title_label.text() == "L’essentiel"
    assert panel.list.model.rowCount() == len(panel.shown.deck.slides)
    assert panel.status().startswith("10 diapositives")
    assert kept(example).id is None


def test_a_title_is_kept_and_the_finding_comes_back(show: Show, example: Study) -> None:
    panel = show(example)
    choose(panel, SlideKind.FIGURE)
    finding = panel.side.title.toPlainText()
    assert panel.side.finding.isHidden()
    panel.side.title.selectAll()
    hands.write(panel.side.title, "Nous progressons")
    panel.side.title.keep()
    settle(panel)
    assert panel.preview.plan is not None
    assert panel.preview.plan.title == "Nous progressons"
    hands.click(panel.side.finding)
    settle(panel)
    assert panel.side.title.toPlainText() == finding
    assert [item.title for item in kept(example).items if item.title] == []


def test_an_edit_is_undone_on_screen(show: Show, example: Study) -> None:
    panel = show(example)
    choose(panel, SlideKind.METHOD)
    hands.click(panel.side.switch, QPoint(10, panel.side.switch.height() // 2))
    settle(panel)
    assert panel.shown is not None
    assert not panel.shown.deck.slides[-1].included
    history.undo(example)
    settle(panel)
    assert panel.shown.deck.slides[-1].included


def test_slides_move_with_the_keyboard_and_stay_chosen(show: Show, example: Study) -> None:
    panel = show(example)
    choose(panel, SlideKind.QUOTES)
    before = panel.list.row()
    panel.list.view.setFocus()
    hands.press(panel.list.view, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    settle(panel)
    assert panel.list.row() == before - 1
    assert panel.preview.plan is not None
    assert panel.preview.plan.kind is SlideKind.QUOTES


def test_a_figure_and_a_text_are_added_and_a_slide_is_taken_away(show: Show, example: Study) -> None:
    panel = show(example)
    count = panel.list.model.rowCount()
    panel.list.figure_asked.emit(ReportFigure.CSAT_TREND, "")
    settle(panel)
    assert panel.preview.plan is not None
    assert panel.preview.plan.key == "csat-trend"
    panel.list.text_asked.emit()
    settle(panel)
    hands.write(panel.side.text, "Ouvrir douze stations")
    panel.side.text.keep()
    settle(panel)
    assert panel.preview.plan.paragraphs == ("Ouvrir douze stations",)
    hands.click(panel.list.away)
    settle(panel)
    assert panel.list.model.rowCount() == count + 1


def test_a_quotation_is_chosen_read_and_taken_off(show: Show, example: Study, context: Context) -> None:
    panel = show(example)
    choose(panel, SlideKind.QUOTES)
    panel.ask_quote(None)
    (dialog,) = panel.findChildren(QuoteDialog)
    settle(panel)
    dialog.field.set_text("nps:promoters")
    dialog._look("nps:promoters")
    settle(panel)
    dialog.list.setCurrentRow(0)
    hands.click(dialog.quoting)
    settle(panel)
    item = next(each for each in kept(example).items if each.kind is SlideKind.QUOTES)
    assert len(item.quotes) == 5
    went: list[Place] = []
    context.went.connect(went.append)
    buttons = panel.side._quotes[0].findChildren(QAbstractButton)
    hands.click(buttons[0])
    assert went[0].screen == "verbatims"
    assert went[0].verbatim == item.quotes[0].verbatim
    hands.click(buttons[1])
    settle(panel)
    assert len(next(e for e in kept(example).items if e.kind is SlideKind.QUOTES).quotes) == 4


def test_each_export_writes_its_file_and_says_where(show: Show, example: Study, tmp_path: Path) -> None:
    panel = show(example)
    choose(panel, SlideKind.FIGURE)
    panel.side.title.setPlainText("À montrer en premier")  # still being typed: kept before it is exported
    for kind in ("pptx", "xlsx", "csv", "png", "svg"):
        panel.export(kind, tmp_path / f"sortie.{kind}")
        settle(panel)
        assert (tmp_path / f"sortie.{kind}").stat().st_size > 1000
        assert kind.upper() in panel.side.exports.words.text()
        assert panel.side.exports.strip.isHidden()
    titles = [slide.shapes.title.text for slide in Presentation(str(tmp_path / "sortie.pptx")).slides]
    assert "À montrer en premier" in titles
    assert len(openpyxl.load_workbook(tmp_path / "sortie.xlsx").worksheets) == 7


def test_the_last_export_is_written_again_in_its_place(show: Show, example: Study, tmp_path: Path) -> None:
    panel = show(example)
    to = tmp_path / "comite.pptx"
    panel.export("pptx", to)
    settle(panel)
    panel.acts.rename("Comité de septembre")
    settle(panel)
    assert "comite.pptx" in panel.side.exports.replacing.text()
    hands.click(panel.side.exports.replacing)
    settle(panel)
    assert [each.name for each in tmp_path.glob("*.pptx*")] == ["comite.pptx"]
    assert Presentation(str(to)).slides[0].shapes.title.text == "Comité de septembre"


def test_the_dialog_proposes_the_last_deck_by_its_name(
    show: Show, example: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel = show(example)
    proposed: list[str] = []

    def ask(_parent: QWidget, _title: str, where: str, _kinds: str) -> tuple[str, str]:
        proposed.append(where)
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    panel.ask_export("pptx")
    panel.export("pptx", tmp_path / "comite.pptx")
    settle(panel)
    panel.ask_export("pptx")
    panel.ask_export("xlsx")
    assert Path(proposed[0]).parent == example.path.parent
    assert Path(proposed[1]) == tmp_path / "comite.pptx"
    assert Path(proposed[2]).parent == tmp_path


def test_a_folder_that_is_gone_is_said_and_the_screen_goes_on(
    show: Show, example: Study, context: Context, tmp_path: Path
) -> None:
    panel = show(example)
    warned: list[Notice] = []
    context.warned.connect(warned.append)
    panel.export("pptx", tmp_path / "nulle-part" / "a.pptx")
    settle(panel)
    assert len(warned) == 1
    assert panel.side.exports.last.isHidden()
    assert panel.side.exports.strip.isHidden()


def test_pictures_are_offered_where_there_is_a_chart(show: Show, example: Study) -> None:
    panel = show(example)
    choose(panel, SlideKind.METHOD)
    assert panel.side.exports.image.isHidden()
    choose(panel, SlideKind.FIGURE)
    assert not panel.side.exports.image.isHidden()


def test_a_study_to_read_offers_exports_and_no_edit(show: Show, example: Study) -> None:
    example.close()
    with studies.open_for_reading(example.path) as study:
        panel = show(study)
        assert panel.list.adding.isHidden()
        assert not panel.list.away.isEnabled()
        assert panel.side.title.isReadOnly()
        assert panel.side.exports.deck.isEnabled()
        panel.context.close_study()
        panel.context.jobs.wait()


def test_every_control_has_a_name(show: Show, example: Study) -> None:
    panel = show(example)
    for row in range(panel.list.model.rowCount()):
        panel.list.view.setCurrentIndex(panel.list.model.index(row))
        nameless = [
            each
            for each in panel.findChildren(QAbstractButton)
            if not each.accessibleName() and not each.text()
        ]
        assert nameless == []


def test_the_screen_fits_its_narrowest_window(show: Show, example: Study) -> None:
    panel = show(example)
    for width in (1228, 1048, 760):
        panel.resize(width, 600)
        settle(panel)
        assert panel.width() == width
        assert panel.side.geometry().right() < width


def test_every_slide_is_painted_within_its_frame(show: Show, example: Study) -> None:
    panel = show(example)
    assert panel.shown is not None
    for number, plan in enumerate(panel.shown.deck.slides, start=1):
        image = QImage(660, 380, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.magenta)
        with QPainter(image) as painter:
            paint_slide(painter, image.rect().toRectF().adjusted(10, 10, -10, -10), plan, number=number)
        outside = {image.pixel(x, y) for x in range(0, 660, 7) for y in (0, 5, 374, 379)}
        assert len(outside) == 1
        assert len({image.pixel(x, y) for x in range(20, 640, 3) for y in range(20, 360, 3)}) > 2


def test_an_empty_study_says_what_will_be_here_and_offers_no_export(
    show: Show, tmp_path: Path, context: Context
) -> None:
    asked: list[Place] = []
    context.went.connect(asked.append)
    with studies.create(tmp_path / "vide.engage") as study:
        panel = show(study)
        assert panel.empty.isVisible()
        assert not panel.columns.isVisible()
        assert panel.commands() == ()
        assert panel.status() == ""
        panel.ask_export("pptx")
        panel.ask_quote(None)
        assert QApplication.activeModalWidget() is None
        buttons = [each for each in panel.empty.findChildren(QAbstractButton) if each.isVisible()]
        assert [each.text() for each in buttons] == ["Importer des réponses", "Concevoir une enquête"]
        buttons[0].click()
        assert [place.screen for place in asked] == ["sources"]
        sources.import_file(study, builders.write_csv(tmp_path / "r.csv"))
        context.changed.emit(frozenset({"source", "response"}))
        settle(panel)
        assert panel.columns.isVisible()
        assert not panel.empty.isVisible()
        assert panel.commands()


def test_only_figures_that_the_study_can_draw_are_offered(show: Show, tmp_path: Path) -> None:
    with studies.create(tmp_path / "notes.engage") as study:
        sources.import_file(study, builders.write_csv(tmp_path / "r.csv", answers(), FIGURE_HEADERS))
        panel = show(study)
        menu = panel.list.adding.menu()
        offered = [action.text() for action in menu.actions() if action.text()]
        question = "Moyenne\u00a0: «\u202fNotez l'accueil de 1 à 10\u202f»"
        other = question.replace("l'accueil", "la facture")
        assert offered == ["CSAT", "CES", question, other, "Citation…", "Texte"]
        inside = next(action.menu() for action in menu.actions() if action.text() == other)
        assert isinstance(inside, QMenu)
        assert [action.text() for action in inside.actions()] == ["Répartition", "Évolution", "Segments"]
        inside.actions()[0].trigger()
        settle(panel)
        settle(panel)
        added = [item for item in kept(study).items if item.figure is ReportFigure.MEAN_DISTRIBUTION]
        assert [item.view.lead for item in added] == ["q4"]
