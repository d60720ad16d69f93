"""The Thèmes screen, as a person uses it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication

from engage_desktop import wording
from engage_desktop.models.figures import ThemeFigure
from engage_desktop.models.filters import parse
from engage_desktop.models.indicators import Behind
from engage_desktop.models.themes import OwnWords, Step
from engage_desktop.operations import history, sources, studies
from engage_desktop.store import codes, filtering
from engage_desktop.store import reports as kept_reports
from engage_desktop.store.database import Study
from engage_desktop.ui.context import Context, Place
from engage_desktop.ui.dialogs.names import GroupsDialog, NameDialog
from engage_desktop.ui.dialogs.words import WordsDialog
from engage_desktop.ui.panels.themes import ThemesPanel
from tests import builders, talk
from tests.ui import hands

Show = Callable[[Study], ThemesPanel]


@pytest.fixture(scope="module")
def talking_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    with talk.talking_study(tmp_path_factory.mktemp("paroles")) as study:
        return study.path


@pytest.fixture
def show(context: Context, qapp: QApplication) -> Iterator[Show]:
    shown: list[ThemesPanel] = []

    def make(study: Study) -> ThemesPanel:
        context.show_study(study)
        panel = ThemesPanel(context)
        panel.resize(1228, 840)
        panel.show()
        shown.append(panel)
        settle(panel)
        return panel

    yield make
    for panel in shown:
        panel.close()
        panel.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def panel(show: Show, talking_file: Path, tmp_path: Path) -> ThemesPanel:
    copy = tmp_path / "paroles.engage"
    copy.write_bytes(talking_file.read_bytes())
    return show(studies.open_study(copy))


@pytest.fixture
def gone(context: Context) -> list[Place]:
    places: list[Place] = []
    context.went.connect(places.append)
    return places


def settle(panel: ThemesPanel) -> None:
    """Until all that was asked for, and what that asks for in turn, has come."""
    for _ in range(4):
        panel.context.jobs.wait()
        QApplication.processEvents()


def study_of(panel: ThemesPanel) -> Study:
    assert panel.context.study is not None
    return panel.context.study


def found(panel: ThemesPanel, expression: str) -> int:
    with study_of(panel).read() as session:
        return int(filtering.verbatim_mask(session, parse(expression)).sum())


def test_the_screen_shows_words_links_signals_worlds(panel: ThemesPanel) -> None:
    assert "caution" in panel.contrast.words
    assert panel.network.marks
    assert any("éclairage" in word for word in panel.rising.words)
    assert len(panel.worlds.found.worlds) >= 2
    assert panel.concordance.view.lines.rowCount() > 0
    assert "240 verbatims" in panel.status()


def test_a_click_chooses_a_word_everywhere(panel: ThemesPanel, gone: list[Place]) -> None:
    at = panel.contrast.words.index("caution")
    hands.click(panel.contrast, panel.contrast.marks[at].rect.center().toPoint())
    settle(panel)
    assert panel.network.selected == "caution"
    assert panel.choices.word.text() == "caution"
    assert "caution" in panel.concordance.note_label.text()
    assert all(line.word.lower().startswith("caution") for line in panel.concordance.view.lines.lines)
    assert gone == []


@pytest.mark.parametrize("name", ["contrast", "network", "rising", "impact", "cloud", "worlds"])
def test_enter_on_each_mark_opens_as_many_verbatims_as_it_says(
    panel: ThemesPanel, gone: list[Place], name: str
) -> None:
    panel.acts.make_code("Argent", "mot:caution")
    settle(panel)
    plot = panel.worlds.plot if name == "worlds" else getattr(panel, name)
    assert plot.marks
    for at, mark in enumerate(plot.marks[:6]):
        gone.clear()
        plot.current = at
        hands.press(plot, Qt.Key.Key_Return)
        behind: Behind | None = mark.behind
        assert behind is not None
        if behind.verbatims:
            assert gone[-1].screen == "verbatims"
            assert found(panel, gone[-1].filter) == behind.verbatims


def test_arrows_walk_and_say_each_word_exactly(panel: ThemesPanel) -> None:
    panel.contrast.setFocus()
    hands.press(panel.contrast, Qt.Key.Key_Home)
    assert "G²" in panel.contrast.accessibleDescription()
    assert "log-cotes" in panel.contrast.accessibleDescription()


def test_each_chart_has_its_table_and_its_recipe(panel: ThemesPanel) -> None:
    for card in panel.plot_cards:
        if card is panel.saturation_card:  # there are no interviews
            continue
        if card is not panel.impact_card:  # nothing is coded yet
            assert card.table.rows.rowCount() > 0
        assert card.recipe
        card.switch.buttons[1].click()
        assert card.table.isVisibleTo(panel)
    panel.rising_card.explain.click()
    assert any("Benjamini" in line.text for line in panel.rising_card.popover.lines)
    panel.rising_card.popover.close()


def test_a_line_of_the_concordance_opens_its_verbatim(panel: ThemesPanel, gone: list[Place]) -> None:
    line = panel.concordance.view.lines.lines[0]
    panel.concordance.view.opened.emit(line)
    assert gone[-1].verbatim == line.verbatim
    panel.concordance.everything.click()
    assert found(panel, gone[-1].filter) == panel.concordance.behind.verbatims


def test_contexts_are_sorted_as_asked(panel: ThemesPanel) -> None:
    panel.choose_word("caution")
    settle(panel)
    panel.concordance.sort._group.button(2).click()
    settle(panel)
    felt = [line.polarity for line in panel.concordance.view.lines.lines]
    assert felt == sorted(felt, key=lambda each: each or 0.0)


def test_a_word_typed_that_nobody_says_says_so(panel: ThemesPanel) -> None:
    panel.choices.word_asked.emit("zygomatique")
    settle(panel)
    assert panel.concordance.none.isVisibleTo(panel)
    assert "zygomatique" in panel.concordance.none.text()
    assert not panel.concordance.everything.isVisibleTo(panel)


def test_a_theme_becomes_a_code_and_one_undo_takes_it_away(panel: ThemesPanel) -> None:
    world = panel.world()
    assert world is not None
    assert world.behind is not None
    hands.click(panel.worlds.coding)
    dialog = panel.acts.dialog
    assert isinstance(dialog, NameDialog)
    dialog.line.setText("Thème choisi")
    dialog._take()
    settle(panel)
    assert found(panel, 'code:"Thème choisi"') == world.behind.verbatims
    assert panel.impact.marks
    history.undo(study_of(panel))
    settle(panel)
    with study_of(panel).read() as session:
        assert codes.find(session, "Thème choisi") is None
    assert not panel.impact.marks


def test_a_world_keeps_the_name_that_it_is_given(panel: ThemesPanel) -> None:
    world = panel.world()
    assert world is not None
    hands.click(panel.worlds.rename)
    dialog = panel.acts.dialog
    assert isinstance(dialog, NameDialog)
    dialog.line.setText("Ce qui va bien")
    dialog._take()
    settle(panel)
    assert "Ce qui va bien" in [each.name for each in panel.worlds.found.worlds]
    history.undo(study_of(panel))
    settle(panel)
    assert "Ce qui va bien" not in [each.name for each in panel.worlds.found.worlds]


def test_words_are_edited_and_the_screen_follows(panel: ThemesPanel) -> None:
    panel.acts.edit_words()
    dialog = panel.acts.dialog
    assert isinstance(dialog, WordsDialog)
    dialog.stop.setPlainText("caution\n")
    dialog.lemmas.setPlainText("selle = siège\nsans égal")
    assert dialog.words() == OwnWords(stop=("caution",), lemmas=(("selle", "siège"),))
    dialog._take()
    settle(panel)
    assert "caution" not in panel.cloud.words
    assert "siège" in panel.cloud.words
    assert any("Mots de l" in line.name for line in panel.cloud_card.recipe)


def test_two_other_groups_are_compared(panel: ThemesPanel) -> None:
    panel.acts.ask_groups()
    dialog = panel.acts.dialog
    assert isinstance(dialog, GroupsDialog)
    dialog.lines[0].setText("attr.zone:Nord")
    dialog.lines[1].setText("nps:foo")
    dialog._take()
    assert dialog.isVisible()
    dialog.lines[1].setText("attr.zone:Sud")
    dialog._take()
    settle(panel)
    assert panel.board is not None
    assert panel.board.contrast is not None
    assert panel.board.contrast.second.filter == "attr.zone:Sud"
    assert "Nord / Sud" in panel.choices.groups.text()


def test_a_filter_narrows_and_a_wrong_one_is_explained(panel: ThemesPanel) -> None:
    panel.show_filter("attr.zone:Nord")
    settle(panel)
    assert panel.board is not None
    assert panel.board.recipe.verbatims == 120
    panel.show_filter("attr.inconnu:x")
    settle(panel)
    assert panel.line.mistake.isVisibleTo(panel)


def test_another_length_of_recent_changes_the_signals_alone(panel: ThemesPanel) -> None:
    before = panel.board
    panel._ask_step(Step.WEEK)
    settle(panel)
    assert panel.board is not None
    assert before is not None
    assert panel.board.emerging.step is Step.WEEK
    assert panel.board.contrast is before.contrast


def test_reading_stops_when_asked(panel: ThemesPanel) -> None:
    before = panel.board
    panel.show_filter("attr.zone:Sud")
    panel.reading._stop("")
    settle(panel)
    assert panel.board is before
    assert not panel.reading.strip.isVisibleTo(panel)


def test_without_verbatims_the_screen_leads_to_import(show: Show, tmp_path: Path, gone: list[Place]) -> None:
    panel = show(studies.create(tmp_path / "vide.engage", title="Vide"))
    assert panel._stack.currentIndex() == 1
    assert not panel.choices.isVisibleTo(panel)
    assert panel.status() == ""


def test_a_short_study_says_what_is_missing(show: Show, tmp_path: Path) -> None:
    panel = show(builders.small_study(tmp_path))
    assert "il en faut 60" in panel.worlds.none.text()
    assert panel.worlds.none.isVisibleTo(panel)
    assert not panel.worlds.detail.isVisibleTo(panel)


def test_worlds_that_are_not_stable_are_shown_when_asked_for(show: Show, tmp_path: Path) -> None:
    panel = show(talk.babbling_study(tmp_path))
    assert "Aucun univers stable" in panel.worlds.none.text()
    assert not panel.worlds.detail.isVisibleTo(panel)
    hands.click(panel.worlds.anyway)
    settle(panel)
    assert panel.worlds.found.worlds
    assert "faible" in panel.worlds.card.note_label.text()
    assert found(panel, "univers:1") > 0
    assert study_of(panel).path.exists()
    panel.worlds.number.menu().actions()[0].trigger()
    settle(panel)
    assert panel.worlds.anyway.isVisibleTo(panel)
    assert found(panel, "univers:1") == 0


def test_the_number_of_worlds_is_chosen_in_a_menu_and_undone(panel: ThemesPanel) -> None:
    before = len(panel.worlds.found.worlds)
    panel.worlds.number.menu().actions()[2].trigger()
    settle(panel)
    assert (len(panel.worlds.found.worlds), panel.worlds.found.asked) == (3, 3)
    assert "3" in panel.worlds.number.text()
    history.undo(study_of(panel))
    panel.refresh(frozenset({"setting"}))
    settle(panel)
    assert len(panel.worlds.found.worlds) == before != 3


def test_links_go_by_another_index_when_asked(panel: ThemesPanel) -> None:
    by_chance = panel.network_card.table.rows.lines
    assert panel.network_card.measure.text() == "G²"
    panel.network_card.measure.menu().actions()[1].trigger()
    settle(panel)
    assert panel.board is not None
    assert panel.board.network.by == "jaccard"
    assert "Jaccard" in panel.network_card.measure.text()
    assert any("disent les deux" in line.text for line in panel.network_card.recipe)
    shares = [float(row.cells[-1].replace(",", ".")) for row in panel.network_card.table.rows.lines]
    assert shares[0] == max(shares) > 0
    assert [row.cells for row in by_chance] != [row.cells for row in panel.network_card.table.rows.lines]
    assert "Jaccard" in panel.network.marks[-1].words


def test_the_network_goes_to_the_report_with_its_index(panel: ThemesPanel) -> None:
    panel.network_card.measure.menu().actions()[1].trigger()
    settle(panel)
    panel.acts.add(ThemeFigure.NETWORK)
    settle(panel)
    with study_of(panel).read() as session:
        (kept,) = kept_reports.reports(session)
    assert "jaccard" in [each.view.links for each in kept.items if each.figure]


def test_the_saturation_of_interviews_is_drawn_with_its_table(show: Show, tmp_path: Path) -> None:
    study = studies.create(tmp_path / "entretiens.engage", title="Entretiens")
    for at, said in enumerate(
        ("le guichet ferme tôt", "le guichet ferme tôt, la borne rend faux", "la borne")
    ):
        path = tmp_path / f"E-0{at + 1}.txt"
        path.write_text(f"Enquêteur : Racontez.\nCamille : {said}.\nEnquêteur : Merci.\n", encoding="utf-8")
        sources.import_file(study, path)
    panel = show(study)
    assert panel.saturation_card.isVisibleTo(panel)
    rows = [row.cells[1:] for row in panel.saturation_card.table.rows.lines]
    new = [int(each[0]) for each in rows]
    assert new[0] > 0 == new[2]
    assert [int(each[1]) for each in rows] == [sum(new[: at + 1]) for at in range(3)]
    assert len(panel.saturation.marks) == 3
    assert "0 mot nouveau" in panel.saturation.marks[2].words
    tops = [mark.rect.left() for mark in panel.saturation.marks]
    assert tops == sorted(tops)


def test_without_interviews_there_is_no_saturation(panel: ThemesPanel) -> None:
    assert not panel.saturation_card.isVisibleTo(panel)


def test_emotions_are_counted_and_lead_to_their_verbatims(panel: ThemesPanel, gone: list[Place]) -> None:
    rows = panel.emotions.table.rows.lines
    assert "joie" in [row.cells[0] for row in rows]  # « je suis ravi »
    for row in rows:
        assert row.behind is not None
        assert found(panel, row.behind.filter) == row.behind.verbatims > 0
    assert any("166" in line.text for line in panel.emotions.recipe)
    panel.emotions.table._open_row(panel.emotions.table.rows.index(0, 0))
    assert gone[-1].filter.startswith("emotion:")


def test_a_study_open_for_reading_shows_everything_and_writes_nothing(show: Show, talking_file: Path) -> None:
    panel = show(studies.open_for_reading(talking_file))
    before = panel.worlds.found.worlds[0].behind
    assert before is not None
    assert found(panel, "univers:1") == before.verbatims
    panel.worlds.number.menu().actions()[1].trigger()
    settle(panel)
    assert len(panel.worlds.found.worlds) == 2
    after = panel.worlds.found.worlds[0].behind
    assert after is not None
    assert found(panel, "univers:1") == after.verbatims > before.verbatims
    assert panel.contrast.marks


@pytest.mark.parametrize("figure", list(ThemeFigure))
@pytest.mark.parametrize("ending", ["png", "svg"])
def test_each_chart_is_written(panel: ThemesPanel, tmp_path: Path, figure: ThemeFigure, ending: str) -> None:
    to = tmp_path / f"{figure.value}.{ending}"
    panel.acts.export(figure, to)
    settle(panel)
    assert to.stat().st_size > 1000


def test_the_screen_speaks_english(show: Show, talking_file: Path) -> None:
    wording.use("en")
    panel = show(studies.open_for_reading(talking_file))
    assert panel.contrast_card.title_label.text() == "Distinctive words"
    assert "Detractors" in panel.choices.groups.text()


@pytest.mark.parametrize("width", [748, 888, 1228, 1600])
def test_the_screen_fits_its_width(panel: ThemesPanel, width: int) -> None:
    panel.resize(width, 700)
    QApplication.processEvents()
    inside = panel._scroll.widget()
    assert inside is not None
    assert inside.width() <= panel._scroll.viewport().width()


def test_each_chart_joins_the_report_as_it_is_shown(panel: ThemesPanel) -> None:
    from engage_desktop.models.figures import ReportFigure
    from engage_desktop.operations import reports

    panel.compare('attr."Votre zone":Nord', 'attr."Votre zone":Sud')
    panel.show_filter("nps:0..10")
    panel._ask_step(Step.WEEK)
    settle(panel)
    for action in panel.adding.menu().actions():
        action.trigger()
    settle(panel)
    with study_of(panel).read() as session:
        items = reports.outline(session, title="").items
    added = {item.figure: item for item in items if item.figure is not None and item.figure.theme is not None}
    assert set(added) == {each for each in ReportFigure if each.theme is not None}
    assert added[ReportFigure.WORDS].view.sides == ('attr."Votre zone":Nord', 'attr."Votre zone":Sud')
    assert added[ReportFigure.EMERGING].view.step is Step.WEEK
    assert {item.filter for item in added.values()} == {"nps:0..10"}


def test_a_study_open_for_reading_takes_no_slide(show: Show, talking_file: Path) -> None:
    panel = show(studies.open_for_reading(talking_file))
    assert not panel.adding.isVisibleTo(panel)
    assert panel.exporting.isVisibleTo(panel)


def test_aspects_are_drawn_and_each_opens_as_many_verbatims_as_it_says(
    panel: ThemesPanel, gone: list[Place]
) -> None:
    plot = panel.aspects.aspects
    assert plot.marks
    for at, mark in enumerate(plot.marks):
        gone.clear()
        plot.current = at
        hands.press(plot, Qt.Key.Key_Return)
        assert mark.behind is not None
        if mark.behind.verbatims:
            assert found(panel, gone[-1].filter) == mark.behind.verbatims
    assert panel.aspects.table.rows.rowCount() == len(plot.marks)
    assert panel.aspects.recipe


def test_an_aspect_is_edited_with_its_hits_as_one_types(panel: ThemesPanel) -> None:
    from engage_desktop.operations import aspects
    from engage_desktop.ui.dialogs.aspects import AspectsDialog

    panel.acts.edit_aspects()
    settle(panel)
    (dialog,) = panel.findChildren(AspectsDialog)
    dialog.adding.click()
    dialog.name.setText("Caution")
    dialog.seeds.setPlainText("caution")
    dialog._look()
    settle(panel)
    n = found(panel, "mot:caution,cautions")
    assert dialog.counts.text() == f"caution {n}"
    assert dialog.lines.lines.rowCount() > 0
    dialog.seeds.setPlainText("de")
    dialog.keep.click()
    settle(panel)
    assert "mots outils" in dialog.refused.text()
    dialog.seeds.setPlainText("caution")
    dialog.keep.click()
    settle(panel)
    assert dialog.refused.isHidden()
    with study_of(panel).read() as session:
        assert aspects.aspects(session)[-1].name == "Caution"
    assert found(panel, "aspect:Caution") == n
    history.undo(study_of(panel))
    settle(panel)
    assert dialog.names.count() == 5
    dialog.accept()
