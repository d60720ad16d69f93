"""The Indicateurs screen, as a person uses it."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication

from engage_desktop import wording
from engage_desktop.models.figures import Figure, ReportFigure
from engage_desktop.models.filters import parse
from engage_desktop.models.indicators import IndicatorKind
from engage_desktop.operations import reports, sentiment, sources, studies
from engage_desktop.store import filtering
from engage_desktop.store.database import Study
from engage_desktop.ui.context import Context, Place
from engage_desktop.ui.panels.indicators import IndicatorsPanel
from engage_desktop.ui.widgets.figure_cards import FigureButton
from engage_desktop.ui.widgets.plot import ticks
from tests import builders
from tests.ui import hands

Show = Callable[[Study], IndicatorsPanel]


@pytest.fixture(scope="module")
def example_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("exemple") / "velos.engage"
    with studies.create_example(path) as study:
        sentiment.score_pending(study)
    return path


@pytest.fixture
def show(context: Context, qapp: QApplication) -> Iterator[Show]:
    shown: list[IndicatorsPanel] = []

    def make(study: Study) -> IndicatorsPanel:
        context.show_study(study)
        panel = IndicatorsPanel(context)
        panel.resize(1228, 840)
        panel.show()
        context.jobs.wait()
        qapp.processEvents()
        shown.append(panel)
        return panel

    yield make
    for panel in shown:
        panel.close()
        panel.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # or each theme restyles them all


@pytest.fixture
def panel(show: Show, example_file: Path) -> IndicatorsPanel:
    return show(studies.open_for_reading(example_file))


@pytest.fixture
def gone(context: Context) -> list[Place]:
    places: list[Place] = []
    context.went.connect(places.append)
    return places


def wait(panel: IndicatorsPanel) -> None:
    panel.context.jobs.wait()
    QApplication.processEvents()


def button(panel: IndicatorsPanel, text: str) -> QAbstractButton:
    return next(
        each for each in panel.findChildren(QAbstractButton) if text in each.text() and each.isVisible()
    )


def test_the_cards_say_value_interval_and_significance(panel: IndicatorsPanel) -> None:
    said = [card.figure.text() for card in panel.cards]
    sentiment = said.pop(3)  # the engine's business
    assert said == ["+24", "73,5\u202f%", "5,1", "166"]
    assert re.fullmatch(r"[+\u2212]0,\d\d", sentiment)
    change = panel.cards[2].indicator.comparison
    assert change is not None
    assert change.significant


def test_pressing_a_figure_opens_its_verbatims(panel: IndicatorsPanel, gone: list[Place]) -> None:
    hands.click(panel.cards[0].figure)
    hands.press(panel.cards[0].figure, Qt.Key.Key_Return)
    assert len(gone) == 2
    assert gone[0] == gone[1]
    assert gone[0].screen == "verbatims"
    assert "wave:" in gone[0].filter


def test_a_bar_opens_the_verbatims_of_its_score(panel: IndicatorsPanel, gone: list[Place]) -> None:
    plot = panel.distribution.plot
    bar = plot.marks[3 + 2]  # after the three groups, the score 2
    hands.click(plot, bar.rect.center().toPoint())
    assert gone[-1].filter.endswith("nps:2")
    assert bar.behind is not None
    with panel.context.study.read() as session:  # type: ignore[union-attr] # a study is open
        found = filtering.verbatim_mask(session, parse(gone[-1].filter)).sum()
    assert found == bar.behind.verbatims


def test_a_click_beside_the_marks_opens_nothing(panel: IndicatorsPanel, gone: list[Place]) -> None:
    hands.click(panel.distribution.plot, QPoint(2, panel.distribution.plot.height() - 2))
    assert gone == []


def test_the_keyboard_walks_the_trend_and_opens_a_month(panel: IndicatorsPanel, gone: list[Place]) -> None:
    plot = panel.trend.plot
    hands.press(plot, Qt.Key.Key_End)
    hands.press(plot, Qt.Key.Key_Left)
    assert "Août\u00a02026" in plot.accessibleDescription()
    assert "IC 95" in plot.accessibleDescription()
    hands.press(plot, Qt.Key.Key_Return)
    assert gone[-1].filter.endswith("date:2026-08")


def test_the_segment_that_stands_lowest_is_chosen_and_leads_to_its_detractors(
    panel: IndicatorsPanel, gone: list[Place]
) -> None:
    chosen = panel.segments.segments.chosen()
    assert chosen is not None
    assert chosen[1].group == "Moins de 3 mois"
    assert "14 détracteurs" in panel.segments.said.text()
    hands.click(panel.segments.unhappy)
    assert gone[-1].filter.endswith('attr.Ancienneté:"Moins de 3 mois" nps:detractors')


def test_a_click_chooses_a_segment_and_enter_opens_it(panel: IndicatorsPanel, gone: list[Place]) -> None:
    plot = panel.segments.segments
    hands.click(plot, plot.marks[0].rect.center().toPoint())
    assert gone == []
    assert plot.current == 0
    hands.press(plot, Qt.Key.Key_Return)
    assert 'attr.Formule:"À la course"' in gone[-1].filter


def test_each_chart_has_a_table_that_says_the_same(panel: IndicatorsPanel, gone: list[Place]) -> None:
    for chart in panel.charts:
        chart.switch.buttons[1].click()
        assert chart.table.isVisibleTo(panel)
        assert chart.model.rowCount() > 0
    first = [panel.trend.model.index(0, column).data() for column in range(4)]
    assert first == ["Janvier\u00a02026", "+20", "[−3\u202f; +40]", "51"]
    panel.trend.table.activated.emit(panel.trend.model.index(0, 0))
    assert gone[-1].filter.endswith("date:2026-01")


def test_another_indicator_leads_the_charts(panel: IndicatorsPanel) -> None:
    hands.click(button(panel, "CSAT"))
    wait(panel)
    assert panel.trend.title_label.text() == "CSAT par mois"
    assert panel.board is not None
    assert [door.name for door in panel.board.parts] == ["others", "satisfied"]


def test_the_whole_time_has_nothing_to_compare_with(panel: IndicatorsPanel) -> None:
    panel.choices.compared.emit("", "")
    wait(panel)
    assert panel.board is not None
    assert panel.board.responses == 481
    assert not panel.choices.against.isVisible()
    assert panel.cards[0].indicator.comparison is None


def test_choosing_a_wave_compares_it_with_the_one_before(panel: IndicatorsPanel) -> None:
    menu = panel.choices.shown.menu()
    next(action for action in menu.actions() if action.text() == "T2 2026").trigger()
    wait(panel)
    assert panel.board is not None
    assert (panel.board.shown, panel.board.against) == ("T2 2026", "T1 2026")


def test_a_filter_narrows_every_figure_and_its_chip_takes_it_away(panel: IndicatorsPanel) -> None:
    panel.line.ask()
    panel.line.field.line.setText('attr."Zone":Périphérie')
    hands.press(panel.line.field.line, Qt.Key.Key_Return)
    wait(panel)
    assert panel.cards[-1].figure.text() == "35"
    assert panel.choices.filter.text() == "1 filtre"
    chip = button(panel, 'attr."Zone":Périphérie')
    hands.click(chip)
    wait(panel)
    assert panel.cards[-1].figure.text() == "166"


def test_a_wrong_filter_is_told_below_the_field_and_changes_nothing(panel: IndicatorsPanel) -> None:
    for wrong in ("taille:xl", "attr.Taille:XL"):
        panel.line.ask()
        panel.line.field.show()
        panel.line.field.line.setText(wrong)
        hands.press(panel.line.field.line, Qt.Key.Key_Return)
        wait(panel)
        assert panel.line.mistake.text()
        assert panel.cards[-1].figure.text() == "166"


def test_the_recipe_says_formula_base_method_and_period(panel: IndicatorsPanel) -> None:
    panel.cards[1].explained.emit(panel.cards[1].figure)
    said = {line.name: line.text for line in panel.popover.lines}
    assert said["Base"] == "162 réponses valides"
    assert said["Mis à part"] == "4 sans réponse"
    assert "Wilson" in said["Intervalle"]
    assert said["Filtre"] == "aucun"
    assert said["Période"].startswith("T3 2026")
    panel.popover.close()


def test_the_figure_of_sentiment_leads_to_what_read_the_texts(
    panel: IndicatorsPanel, context: Context
) -> None:
    asked: list[bool] = []
    context.sentiment_asked.connect(lambda: asked.append(True))
    (card,) = (each for each in panel.cards if each.indicator.kind is IndicatorKind.SENTIMENT)
    card.explained.emit(card.figure)
    panel.popover.way.click()
    assert asked == [True]
    assert not panel.popover.isVisible()


def test_an_imported_figure_says_the_rows_it_comes_from(show: Show, study: Study, tmp_path: Path) -> None:
    rows = [f"2026-09-0{day},{day} k" for day in range(1, 9)]
    path = tmp_path / "visites.csv"
    path.write_text("\n".join(("Date,Sessions", *rows)), encoding="utf-8")
    sources.import_file(study, path)
    panel = show(study)
    (figure,) = panel.unscored.card.findChildren(FigureButton)
    figure.setFocus()
    hands.press(figure, Qt.Key.Key_Return)
    wait(panel)
    said = {line.name: re.sub(r"\s", " ", line.text) for line in panel.popover.lines}
    assert said["Dans le fichier"] == "visites.csv, ligne 9 : Sessions « 8 k »"
    assert said["Période"]
    panel.popover.close()


def test_a_study_without_scores_says_what_to_do(show: Show, study: Study, gone: list[Place]) -> None:
    panel = show(study)
    hands.click(button(panel, "Importer des réponses"))
    hands.click(button(panel, "Concevoir une enquête"))
    assert [place.screen for place in gone] == ["sources", "enquetes"]
    assert not panel.out.exporting.isVisible()


def test_figures_follow_a_change_of_the_study(show: Show, tmp_path: Path) -> None:
    study = builders.small_study(tmp_path)
    panel = show(study)
    panel.choices.compared.emit("", "")
    wait(panel)
    assert panel.cards[0].figure.text() == "0"
    builders_more = builders.write_csv(
        tmp_path / "suite.csv", [(*row[:1], "10", *row[2:]) for row in builders.ROWS]
    )
    sources.import_file(study, builders_more)
    wait(panel)
    wait(panel)
    assert panel.board is not None
    assert panel.board.responses == 11  # one row was there already


def test_a_bare_scale_offers_to_be_read_as_nps(show: Show, tmp_path: Path) -> None:
    study = builders.small_study(tmp_path)
    with study.write(bulk=True) as session:
        session.bulk(
            "question", "UPDATE question SET kind = 'scale', scale_version = ? WHERE kind = 'nps'", [("",)]
        )
    panel = show(study)
    hands.click(button(panel, "Traiter comme NPS"))
    wait(panel)
    wait(panel)
    assert panel.cards[0].indicator.kind.value == "nps"
    with study.read() as session:
        assert session.rows("SELECT count(*) FROM question WHERE kind = 'nps'") == [(1,)]


@pytest.mark.parametrize(("width", "rows"), [(1228, 1), (888, 2), (600, 3)])
def test_cards_reflow_with_the_width(panel: IndicatorsPanel, width: int, rows: int) -> None:
    panel.resize(width, 700)
    QApplication.processEvents()
    assert len({card.mapTo(panel, QPoint(0, 0)).y() for card in panel.cards}) == rows
    for card in panel.cards:
        assert card.mapTo(panel, QPoint(card.width(), 0)).x() <= width


def test_the_choices_keep_their_margin_below_the_title_and_beside_it(panel: IndicatorsPanel) -> None:
    for width in (888, 1228, 888):
        panel.resize(width, 700)
        QApplication.processEvents()
        assert panel.choices.mapTo(panel, QPoint(0, 0)).x() >= 24


@pytest.mark.parametrize("ending", ["png", "svg"])
def test_every_chart_is_written_as_a_picture(panel: IndicatorsPanel, tmp_path: Path, ending: str) -> None:
    for figure in Figure:
        panel.out.export(figure, tmp_path / f"{figure.value}.{ending}")
        wait(panel)
    assert all((tmp_path / f"{figure.value}.{ending}").stat().st_size > 1000 for figure in Figure)


def test_what_is_shown_goes_into_the_report_as_it_is_shown(
    show: Show, example_file: Path, tmp_path: Path, context: Context
) -> None:
    path = tmp_path / "velos.engage"
    shutil.copy(example_file, path)
    study = studies.open_study(path)
    panel = show(study)
    panel.choices.compared.emit("", "")
    wait(panel)
    told: list[tuple[str, bool]] = []
    context.told.connect(lambda text, undo: told.append((text, undo)))
    assert panel.board is not None
    n = panel.board.leading.n if panel.board.leading else 0
    words = [action.text() for action in panel.out.adding.menu().actions()]
    assert words == ["NPS\u00a0: répartition", "NPS\u00a0: évolution", "NPS\u00a0: segments", "Sentiment"]
    panel.out.adding.menu().actions()[0].trigger()
    wait(panel)
    assert told == [("«\u202fNPS\u00a0: répartition\u202f» ajouté au rapport", True)]
    with study.read() as session:
        slide = reports.material(session, title="L'essentiel").items[-2]
    assert slide.item.figure is ReportFigure.NPS_DISTRIBUTION
    assert slide.board is not None
    assert slide.board.leading is not None
    assert slide.board.leading.n == n
    assert slide.board.shown == ""


def test_a_study_to_read_offers_no_place_in_the_report(panel: IndicatorsPanel) -> None:
    assert not panel.out.adding.isVisible()
    assert panel.out.exporting.isVisible()


def test_every_control_has_a_name(panel: IndicatorsPanel) -> None:
    for each in panel.findChildren(QAbstractButton):
        if each.isVisible():
            assert each.accessibleName() or each.text()
    for chart in panel.charts:
        assert chart.plot.accessibleName()
        assert chart.plot.accessibleDescription()


def test_the_screen_speaks_english(show: Show, example_file: Path) -> None:
    wording.use("en")
    panel = show(studies.open_for_reading(example_file))
    assert panel.cards[1].figure.text() == "73.5%"


def test_the_first_figures_load_no_heavy_library(example_file: Path) -> None:
    heavy = ("pandas", "matplotlib", "scipy.stats", "textblob", "alembic")
    code = (
        "import sys; from pathlib import Path; from engage_desktop.operations import studies, indicators\n"
        f"with studies.open_for_reading(Path({str(example_file)!r})) as study, study.read() as session:\n"
        f"    indicators.board(session); print([m for m in {heavy!r} if m in sys.modules])"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


def test_ticks_are_round_and_hold_the_values() -> None:
    assert ticks(-20, 58, steps=4) == (-20, 0, 20, 40, 60)
    assert ticks(5.0, 5.0)[0] < 5.0 < ticks(5.0, 5.0)[-1]
