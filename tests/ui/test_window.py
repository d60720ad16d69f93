"""The window: going from screen to screen, the study, keys, files, language and zoom."""

from __future__ import annotations

import gc
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from engage_desktop import wording
from engage_desktop.errors import EngageError, Reason
from engage_desktop.models.study import CheckReport
from engage_desktop.operations import coding, studies
from engage_desktop.progress import Progress
from engage_desktop.store import codes
from engage_desktop.store.database import Study
from engage_desktop.ui import guard
from engage_desktop.ui.context import Choice, Context, Screen
from engage_desktop.ui.dialogs.error import ErrorDialog, trace
from engage_desktop.ui.dialogs.new_study import NewStudyDialog, free_path
from engage_desktop.ui.dialogs.palette import PaletteDialog
from engage_desktop.ui.dialogs.settings import SettingsDialog
from engage_desktop.ui.dialogs.shortcuts import ShortcutsDialog
from engage_desktop.ui.keyboard import digit_of
from engage_desktop.ui.pages import PAGES
from engage_desktop.ui.panels.panel import EVERYTHING, Panel, concerns
from engage_desktop.ui.settings import SettingsFile
from engage_desktop.ui.widgets.messages import Banner
from engage_desktop.ui.window import Window
from tests.ui.hands import click, press, write


@pytest.fixture
def path(tmp_path: Path) -> Path:
    studies.create(tmp_path / "velos.engage", title="Vélos partagés").close()
    return tmp_path / "velos.engage"


@pytest.fixture
def opened(window: Window, path: Path) -> Window:
    window.context.open_study(path)
    window.context.jobs.wait()
    return window


def add_code(window: Window, name: str) -> None:
    window.context.write(lambda study, _progress: coding.add_code(study, name), said="Code créé")
    window.context.jobs.wait()


def names(window: Window) -> list[str]:
    study = window.context.study
    assert study is not None
    with study.read() as session:
        return [code.name for code in codes.tree(session)]


# the study


def test_without_a_study_only_the_home_screen_is_there(window: Window) -> None:
    window.show_screen("verbatims")
    assert window.place.screen == "accueil"
    assert window.area.toast.isVisible()
    assert not window.sidebar.finder.isVisible()


def test_opening_a_study_names_it_and_shows_its_screens(opened: Window) -> None:
    assert opened.windowTitle() == "velos.engage[*] — Engage"
    assert opened.sidebar._title == "Vélos partagés"
    assert opened.place.screen == "verbatims"
    assert len(opened.sidebar._model.entries) == len(PAGES) + 3


@pytest.mark.parametrize("screen", ["indicateurs", "themes", "rapports", "parcours"])
def test_a_screen_takes_the_keyboard_from_the_sidebar(opened: Window, screen: Screen) -> None:
    opened.sidebar.finder.setFocus()
    opened.show_screen(screen)  # its figures are still being read
    held = QApplication.focusWidget()
    assert held is not None
    assert held is opened.pages or opened.pages.isAncestorOf(held)


def test_an_opened_study_is_remembered_first(opened: Window, settings: SettingsFile, path: Path) -> None:
    assert [recent.path for recent in settings.now.recents] == [str(path)]
    assert settings.now.recents[0].title == "Vélos partagés"


def test_closing_a_study_gives_its_file_back(opened: Window, path: Path) -> None:
    opened.context.close_study()
    opened.context.jobs.wait()
    assert opened.place.screen == "accueil"
    assert opened.windowTitle() == "[*]Engage"
    studies.open_study(path).close()


def test_closing_the_window_writes_what_was_asked_and_gives_the_file_back(opened: Window, path: Path) -> None:
    opened.context.write(lambda study, _progress: coding.add_code(study, "Délai"))
    opened.close()
    with studies.open_study(path) as study, study.read() as session:
        assert [code.name for code in codes.tree(session)] == ["Délai"]


def test_a_study_in_use_is_said_so_and_offers_to_try_again(window: Window, path: Path) -> None:
    with studies.open_study(path):
        window.context.open_study(path)
        window.context.jobs.wait()
        dialog = window.findChild(ErrorDialog)
        assert isinstance(dialog, ErrorDialog)
        assert dialog.windowTitle() == "Étude déjà ouverte"
    assert window.context.study is None
    dialog.close()


def test_a_study_that_does_not_open_leaves_the_one_that_is(opened: Window, tmp_path: Path) -> None:
    before = opened.context.study
    opened.context.open_study(tmp_path / "absent.engage")
    opened.context.jobs.wait()
    assert opened.context.study is before
    dialog = opened.findChild(ErrorDialog)
    assert isinstance(dialog, ErrorDialog)
    dialog.close()


# reading and writing through the context


def test_a_change_is_told_on_the_windows_thread_with_its_tables(opened: Window) -> None:
    heard: list[frozenset[str]] = []
    opened.context.changed.connect(heard.append)
    add_code(opened, "Délai")
    assert any("code" in tables for tables in heard)


def test_what_was_done_is_said_with_a_way_back_that_works(opened: Window, qtbot: QtBot) -> None:
    add_code(opened, "Délai")
    assert opened.area.toast.words.text() == "Code créé"
    click(opened.area.toast.undoing)
    opened.context.jobs.wait()
    assert names(opened) == []
    opened.history.redo()
    opened.context.jobs.wait()
    assert names(opened) == ["Délai"]


def test_nothing_to_undo_is_said_without_a_dialog(opened: Window) -> None:
    opened.history.undo()
    opened.context.jobs.wait()
    assert opened.area.toast.words.text() == "Il n’y a rien à annuler."
    assert opened.findChild(ErrorDialog) is None


def test_an_error_that_no_one_takes_opens_its_dialog(opened: Window) -> None:
    def refuse(_study: Study, _progress: Progress) -> None:
        raise EngageError(Reason.DISK_FULL, where="velos.engage")

    opened.context.write(refuse)
    opened.context.jobs.wait()
    dialog = opened.findChild(ErrorDialog)
    assert isinstance(dialog, ErrorDialog)
    dialog.close()


def test_the_trace_of_a_fault_holds_no_value_at_hand() -> None:
    try:
        raise ValueError("ce que Jeanne Martin a écrit")
    except ValueError as error:
        said = trace(error)
    assert "Jeanne" not in said
    assert "ValueError" in said
    assert "test_window.py" in said


def test_a_job_that_lasts_is_shown_and_can_be_stopped(opened: Window, qtbot: QtBot) -> None:
    def endless(_study: Study, progress: Progress) -> None:
        while True:
            progress.step(1, 4, "reading")

    opened.context.write(endless, label="Import de reponses.csv")
    qtbot.waitUntil(opened.area.strip_row.isVisible, timeout=3000)
    assert opened.area.strip.words.text() == "Import de reponses.csv"
    click(opened.area.strip.stopping)
    opened.context.jobs.wait()
    assert not opened.area.strip_row.isVisible()
    assert "Import de reponses.csv" in opened.area.toast.words.text()


def test_a_banner_stays_through_a_change_of_language(opened: Window, qtbot: QtBot) -> None:
    opened.context.banner("Le dossier est en lecture seule.", choices=(Choice("Réessayer", lambda: None),))
    opened.preferences.set_language("en")
    qtbot.waitUntil(lambda: opened.declared[0].text != "Nouvelle étude…" or wording.language() == "en")
    QApplication.processEvents()
    assert len(opened.area.findChildren(Banner)) == 1


# panels


class Probe(Panel):
    """Counts what is asked of it."""

    name = "themes"

    def __init__(self, context: Context) -> None:
        self.built = 0
        self.refreshed: list[frozenset[str]] = []
        super().__init__(context)

    def title(self) -> str:
        return "Essai"

    def build(self) -> None:
        self.built += 1

    def refresh(self, changed: frozenset[str]) -> None:
        self.refreshed.append(changed)


def test_a_panel_is_built_once_when_first_shown_and_reads_everything_then(
    opened: Window, qtbot: QtBot
) -> None:
    probe = Probe(opened.context)
    qtbot.addWidget(probe)
    assert probe.built == 0
    probe.show()
    probe.hide()
    probe.show()
    assert probe.built == 1
    assert probe.refreshed == [EVERYTHING]


def test_a_hidden_panel_reads_what_changed_once_it_is_shown(opened: Window, qtbot: QtBot) -> None:
    probe = Probe(opened.context)
    qtbot.addWidget(probe)
    probe.show()
    probe.hide()
    add_code(opened, "Délai")
    assert len(probe.refreshed) == 1
    probe.show()
    assert len(probe.refreshed) == 2
    assert concerns(probe.refreshed[1], "code")
    assert not concerns(probe.refreshed[1], "survey")


# keys


def test_a_screen_shown_before_its_study_reads_it_once(
    window: Window, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[frozenset[str]] = []
    panel = type(window.panel("indicateurs"))
    monkeypatch.setattr(panel, "refresh", lambda _self, changed: read.append(changed))
    window.context.open_study(path)
    window.show_screen("indicateurs")
    window.context.jobs.wait()
    assert read == [EVERYTHING]


def test_the_file_is_verified_once_the_screen_shows_its_figures(
    window: Window, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[bool] = []

    def check(_study: Study, _progress: Progress) -> CheckReport:
        shown.append(getattr(window.panel("indicateurs"), "board", None) is not None)
        return CheckReport(True, 1, "", (), None)

    monkeypatch.setattr(guard, "_check", check)
    window.context.open_study(path)
    window.show_screen("indicateurs")
    window.context.jobs.wait()
    assert shown == [True]


def test_ctrl_and_a_digit_goes_to_a_screen(opened: Window, qtbot: QtBot) -> None:
    press(opened, Qt.Key.Key_4, Qt.KeyboardModifier.ControlModifier)
    assert opened.place.screen == "themes"


def test_a_french_digit_row_goes_to_the_same_screens(opened: Window, qtbot: QtBot) -> None:
    for number, key in enumerate((Qt.Key.Key_Ampersand, Qt.Key.Key_Eacute), start=1):
        press(opened, key, Qt.KeyboardModifier.ControlModifier)
        assert opened.place.screen == PAGES[number - 1].name


def test_the_six_of_a_french_keyboard_is_told_from_the_minus_that_zooms(opened: Window) -> None:
    def minus(scan_code: int) -> QKeyEvent:
        control = Qt.KeyboardModifier.ControlModifier
        return QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_Minus, control, scan_code, 0, 0, "-")

    assert digit_of(minus(15)) == "6"
    assert digit_of(minus(20)) == ""
    assert opened.keys.eventFilter(opened.windowHandle(), minus(15))
    assert opened.place.screen == "parcours"
    assert not opened.keys.eventFilter(opened.windowHandle(), minus(20))


@pytest.mark.parametrize(
    ("text", "digit"), [("&", "1"), ("é", "2"), ('"', "3"), ("'", "4"), ("(", "5"), ("à", "0")]
)
def test_each_key_of_the_french_digit_row_is_its_digit(text: str, digit: str) -> None:
    event = QKeyEvent(QKeyEvent.Type.KeyPress, ord(text.upper()), Qt.KeyboardModifier.NoModifier, text)
    assert digit_of(event) == digit


def test_a_letter_is_no_digit() -> None:
    assert (
        digit_of(QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a")) == ""
    )


def test_no_two_actions_share_a_key(opened: Window) -> None:
    keys = [key for action in opened.declared for key in action.keys]
    assert sorted(keys) == sorted(set(keys))


def test_every_action_is_in_a_menu_and_in_the_window(opened: Window) -> None:
    assert all(action.menu for action in opened.declared)
    held = {action.objectName() for action in opened.actions()}
    assert {action.name for action in opened.declared} <= held


def test_ctrl_b_folds_the_navigation_of_this_screen_and_is_remembered(
    opened: Window, settings: SettingsFile, qtbot: QtBot
) -> None:
    opened.show_screen("themes")
    widths = [opened.sidebar.width()]
    press(opened, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    widths.append(opened.sidebar.width())
    assert "themes" in settings.now.rail
    opened.show_screen("parcours")
    widths.append(opened.sidebar.width())
    assert widths == [212, 52, 212]


def test_a_narrow_window_always_has_a_rail(opened: Window) -> None:
    opened.setMinimumSize(1, 1)
    opened.show_screen("themes")
    opened.resize(800, 640)
    assert opened.sidebar.narrow
    opened.resize(1440, 900)
    assert not opened.sidebar.narrow


def test_f6_visits_the_panes_in_turn(opened: Window, qtbot: QtBot) -> None:
    opened.activateWindow()
    opened.sidebar.view.setFocus()
    press(opened, Qt.Key.Key_F6)
    panel, focused = opened.panel(opened.place.screen), QApplication.focusWidget()
    assert focused is not None
    assert focused is panel or panel.isAncestorOf(focused)


# zoom, theme and language


def test_zoom_makes_everything_larger_and_stays_on_the_screen(opened: Window, qtbot: QtBot) -> None:
    opened.show_screen("themes")
    opened.preferences.step_zoom(1)
    qtbot.waitUntil(lambda: opened.sidebar.height() > 0 and opened.context.theme.zoom == 110)
    QApplication.processEvents()
    assert opened.place.screen == "themes"
    assert opened.settings.now.zoom == 110


def test_language_changes_every_word_at_once(opened: Window, qtbot: QtBot) -> None:
    before = opened.panel("themes")
    opened.preferences.set_language("en")
    QApplication.processEvents()
    assert opened.panel("themes") is not before
    assert opened.settings.now.language == "en"
    opened.context.jobs.wait()
    assert opened.sidebar._title == "Vélos partagés"


def test_settings_take_effect_as_they_are_chosen(opened: Window) -> None:
    opened.preferences.show()
    dialog = opened.findChild(SettingsDialog)
    assert isinstance(dialog, SettingsDialog)
    dialog.theme_chosen.emit("dark")
    assert opened.context.theme.shade == "dark"
    dialog.coder_named.emit("Zoé")
    assert opened.settings.now.coder == "Zoé"
    dialog.menu_bar_chosen.emit(True)
    assert opened.menuBar().isVisible()
    dialog.close()


# the palette


def test_the_palette_runs_what_a_few_letters_find(opened: Window, qtbot: QtBot) -> None:
    opened.show_palette()
    palette = opened.findChild(PaletteDialog)
    assert isinstance(palette, PaletteDialog)
    write(palette.line, "themes")
    press(palette.line, Qt.Key.Key_Return)
    assert opened.place.screen == "themes"


def test_verbatims_found_after_the_palette_is_gone_are_left_alone(opened: Window, qtbot: QtBot) -> None:
    opened.show_palette()
    palette = opened.findChild(PaletteDialog)
    assert isinstance(palette, PaletteDialog)
    write(palette.line, "velo")
    palette.reject()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    opened.context.jobs.wait()
    assert opened.findChild(PaletteDialog) is None


def test_the_arrows_of_the_palette_skip_the_names_of_groups(opened: Window, qtbot: QtBot) -> None:
    opened.show_palette()
    palette = opened.findChild(PaletteDialog)
    assert isinstance(palette, PaletteDialog)
    press(palette.line, Qt.Key.Key_Up)
    offer = palette._model.lines[palette.view.currentIndex().row()]
    assert offer.run is not None
    palette.reject()


def test_words_that_mean_nothing_are_answered_plainly(opened: Window, qtbot: QtBot) -> None:
    opened.show_palette()
    palette = opened.findChild(PaletteDialog)
    assert isinstance(palette, PaletteDialog)
    write(palette.line, "zzzz")
    opened.context.jobs.wait()
    assert "zzzz" in palette._model.lines[0].text
    press(palette.line, Qt.Key.Key_Return)
    assert palette.isVisible()
    palette.reject()


def test_the_sheet_of_shortcuts_opens(opened: Window) -> None:
    opened.show_shortcuts()
    sheet = opened.findChild(ShortcutsDialog)
    assert isinstance(sheet, ShortcutsDialog)
    sheet.close()


# files


def drop(window: Window, paths: list[Path]) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    window.dropEvent(QDropEvent(QPointF(QPoint(10, 10)), copy, data, left, none))


def test_a_study_dropped_anywhere_is_opened(window: Window, path: Path) -> None:
    drop(window, [path])
    window.context.jobs.wait()
    assert window.context.study is not None


def test_files_dropped_on_a_study_go_to_sources(opened: Window, tmp_path: Path) -> None:
    drop(opened, [tmp_path / "reponses.csv"])
    assert opened.place.screen == "sources"
    opened.context.jobs.wait()


def test_files_dropped_without_a_study_first_ask_for_one_then_go_to_sources(
    window: Window, tmp_path: Path
) -> None:
    drop(window, [tmp_path / "reponses.csv"])
    dialog = window.findChild(NewStudyDialog)
    assert isinstance(dialog, NewStudyDialog)
    dialog.title_line.setText("Vélos")
    dialog.path_line.setText(str(tmp_path / "neuve.engage"))
    dialog._accept()
    window.context.jobs.wait()
    assert window.place.screen == "sources"
    assert (tmp_path / "neuve.engage").exists()


def test_a_new_study_needs_a_title_and_a_free_name(window: Window, path: Path) -> None:
    window.openings.new()
    dialog = window.findChild(NewStudyDialog)
    assert isinstance(dialog, NewStudyDialog)
    dialog._accept()
    assert dialog.isVisible()
    dialog.title_line.setText("Vélos")
    dialog.path_line.setText(str(path))
    dialog._accept()
    assert dialog.isVisible()
    assert dialog.path_line.property("invalid")
    dialog.reject()


def test_a_study_is_named_after_its_title(tmp_path: Path) -> None:
    assert free_path(tmp_path, "Œuvres & été 2026 !") == tmp_path / "oeuvres-ete-2026.engage"
    (tmp_path / "velos.engage").touch()
    assert free_path(tmp_path, "Vélos") == tmp_path / "velos-2.engage"
    assert free_path(tmp_path, "…") == tmp_path / "etude.engage"


def test_nothing_of_a_window_outlives_it(context: Context, settings: SettingsFile, path: Path) -> None:
    def left() -> int:
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        gc.collect()
        return len(QApplication.allWidgets())

    before = left()
    window = Window(context, settings)
    window.show()
    context.open_study(path)
    context.jobs.wait()
    for page in PAGES:
        window.show_screen(page.name)
        context.jobs.wait()
    context.close_study()
    window.close()
    window.deleteLater()
    del window
    assert left() == before
