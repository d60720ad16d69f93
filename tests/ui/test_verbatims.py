"""The Verbatims screen through a window: keys, codes on passages, filters, memos, and the room there is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QInputDialog, QLineEdit, QWidget

from engage_desktop.models.codes import Coding
from engage_desktop.models.sentiment import Label
from engage_desktop.models.verbatims import VerbatimRow
from engage_desktop.operations import coding, emotions, sentiment, studies
from engage_desktop.store import codes as kept_codes
from engage_desktop.store import filters as kept_filters
from engage_desktop.store import reports as kept_reports
from engage_desktop.store import verbatims as kept
from engage_desktop.store.database import Study
from engage_desktop.ui.panels.verbatims import VerbatimsPanel
from engage_desktop.ui.panels.verbatims_room import Room
from engage_desktop.ui.widgets.chips import FilterChip
from engage_desktop.ui.window import Window
from engage_desktop.wording.emotions import emotions_said
from tests.builders import ids, small_study
from tests.ui.hands import click, press, write

ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
EMOJI = "Pratique 😍, je gagne un quart d'heure chaque jour."


@pytest.fixture
def panel(window: Window, tmp_path: Path) -> Iterator[VerbatimsPanel]:
    study = small_study(tmp_path)
    sentiment.score_pending(study)
    for name, key in (("Station", "1"), ("Prix", "2"), ("Temps", "")):
        coding.add_code(study, name, key=key)
    window.context.show_study(study)
    window.show_screen("verbatims")
    window.context.jobs.wait()
    window.activateWindow()
    shown = window.panel("verbatims")
    assert isinstance(shown, VerbatimsPanel)
    yield shown
    assert not window.context.jobs.busy


def opened(panel: VerbatimsPanel) -> Study:
    study = panel.context.study
    assert study is not None
    return study


def settle(panel: VerbatimsPanel) -> None:
    """What was asked is done, and what it changed has been read again."""
    for _ in range(3):
        panel.context.jobs.wait()


def codings(panel: VerbatimsPanel, number: int | None = None) -> tuple[Coding, ...]:
    wanted = number if number is not None else here(panel)
    with opened(panel).read() as session:
        return kept.read(session, wanted).row.codings


def here(panel: VerbatimsPanel) -> int:
    current = panel.list.current()
    assert current is not None
    return int(current)


def names(panel: VerbatimsPanel) -> list[str]:
    """The codes of the current verbatim."""
    with opened(panel).read() as session:
        said = {code.id: code.name for code in kept_codes.tree(session)}
    return [said[each.code] for each in codings(panel)]


def read_emoji(panel: VerbatimsPanel) -> None:
    with opened(panel).read() as session:
        found = kept.find(session, "quart d'heure").ids.tolist()
    panel.show_verbatim(found[0])
    settle(panel)
    assert panel.reader.page is not None
    assert panel.reader.page.verbatim.row.text == EMOJI


def select(panel: VerbatimsPanel, words: str) -> tuple[int, int]:
    start = EMOJI.index(words)
    span = (start, start + len(words))
    panel.reader.reader.text.select(span)
    return span


def type_character(widget: QWidget, text: str) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, ord(text.upper()), Qt.KeyboardModifier.NoModifier, text)
        QApplication.sendEvent(widget, event)


# keys


def test_a_digit_toggles_the_code_that_is_bound_to_it(panel: VerbatimsPanel) -> None:
    press(panel.list.view, Qt.Key.Key_1)
    settle(panel)
    assert names(panel) == ["Station"]
    row = panel.list.model.verbatim(panel.list.place())
    assert row is not None
    assert len(row.codings) == 1
    press(panel.list.view, Qt.Key.Key_1)
    settle(panel)
    assert names(panel) == []


def test_the_french_digit_row_codes_without_shift(panel: VerbatimsPanel) -> None:
    type_character(panel.list.view, "&")
    type_character(panel.list.view, "é")
    settle(panel)
    assert sorted(names(panel)) == ["Prix", "Station"]


def test_a_digit_bound_to_nothing_says_so(panel: VerbatimsPanel, window: Window) -> None:
    press(panel.list.view, Qt.Key.Key_7)
    settle(panel)
    assert window.area.toast.words.text() == "Aucun code n’est lié à la touche 7"
    assert names(panel) == []


def test_what_is_typed_in_a_field_never_acts(panel: VerbatimsPanel) -> None:
    place = panel.list.place()
    for field in (panel.filters.search.line, panel.codes.field.line, panel.reader.memo):
        field.setFocus()
        write(field, "j1cd")
    assert panel.list.place() == place
    assert panel.codes.field.line.text() == "j1cd"
    assert panel.reader.memo.toPlainText() == "j1cd"
    panel.filters.search.line.clear()
    settle(panel)
    assert names(panel) == []
    assert not panel.reader.is_flagged()


@pytest.mark.parametrize(("forth", "back"), [(Qt.Key.Key_J, Qt.Key.Key_K), (Qt.Key.Key_Down, Qt.Key.Key_Up)])
def test_letters_and_arrows_go_from_verbatim_to_verbatim(
    panel: VerbatimsPanel, forth: Qt.Key, back: Qt.Key
) -> None:
    for view in (panel.list.view, panel.reader.reader.text):
        press(view, forth)
        press(view, forth)
        press(view, back)
    settle(panel)
    assert panel.list.place() == 2
    assert panel.reader.page is not None
    assert panel.reader.page.verbatim.row.id == here(panel)


def test_a_code_given_right_after_going_on_is_for_the_verbatim_gone_to(panel: VerbatimsPanel) -> None:
    before = here(panel)
    press(panel.list.view, Qt.Key.Key_J)
    press(panel.list.view, Qt.Key.Key_1)
    settle(panel)
    assert names(panel) == ["Station"]
    assert codings(panel, before) == ()


def test_alt_down_goes_to_the_next_without_a_code_around_the_end(panel: VerbatimsPanel) -> None:
    listed = panel.list.model.ids.tolist()
    for number in listed[1:3]:
        panel.show_verbatim(number)
        settle(panel)
        press(panel.list.view, Qt.Key.Key_1)
        settle(panel)
    panel.show_verbatim(listed[0])
    settle(panel)
    visited = []
    for _ in range(3):
        press(panel.list.view, Qt.Key.Key_Down, ALT)
        settle(panel)
        visited.append(listed.index(here(panel)))
    assert visited == [3, 4, 0]


def test_the_confidence_says_over_it_how_much_of_the_text_judges(panel: VerbatimsPanel) -> None:
    read_emoji(panel)
    told = panel.reader.feeling._confidence.toolTip()
    assert told.startswith("Subjectivité ")


def test_c_goes_to_the_field_and_enter_applies_the_code_found(panel: VerbatimsPanel) -> None:
    press(panel.list.view, Qt.Key.Key_C)
    assert QApplication.focusWidget() is panel.codes.field.line
    write(panel.codes.field.line, "tem")
    press(panel.codes.field.line, Qt.Key.Key_Return)
    settle(panel)
    assert names(panel) == ["Temps"]
    assert QApplication.focusWidget() is panel.list.view


def test_ctrl_enter_makes_a_code_of_what_is_typed_and_applies_it_in_one_act(
    panel: VerbatimsPanel, window: Window
) -> None:
    panel.codes.field.setFocus()
    write(panel.codes.field.line, "tem")
    press(panel.codes.field.line, Qt.Key.Key_Return, CONTROL)
    settle(panel)
    assert names(panel) == ["tem"]
    assert panel.codes.tree.tree.rowCount() == 4
    window.history.undo()
    settle(panel)
    assert codings(panel) == ()
    assert panel.codes.tree.tree.rowCount() == 3


# passages


def test_a_passage_after_an_emoji_is_coded_where_it_stands(panel: VerbatimsPanel) -> None:
    read_emoji(panel)
    span = select(panel, "un quart d'heure")
    assert panel.status() == "Sélection\u00a0: 1 passage, 3 mots"
    assert panel.codes._title.text() == "Coder la sélection"
    press(panel.reader.reader.text, Qt.Key.Key_1)
    settle(panel)
    (made,) = codings(panel)
    assert (made.start, made.end) == span
    assert EMOJI[span[0] : span[1]] == "un quart d'heure"
    assert panel.reader.span() is None


def test_a_coded_passage_says_what_it_adds_to_the_tone(panel: VerbatimsPanel) -> None:
    read_emoji(panel)
    span = select(panel, "un quart d'heure")
    press(panel.reader.reader.text, Qt.Key.Key_1)
    settle(panel)
    text = panel.reader.reader.text
    rect = text.rects(span)[0]
    tip = text.tip_at(rect.center().toPoint())
    assert "dans le ton du texte" in tip
    assert text.tip_at(QPoint(text.width() - 2, text.height() - 2)) == ""


def test_s_selects_the_sentence_of_the_caret(panel: VerbatimsPanel) -> None:
    press(panel.reader.reader.text, Qt.Key.Key_S)
    span, page = panel.reader.span(), panel.reader.page
    assert span is not None
    assert page is not None
    assert page.verbatim.row.text[span[0] : span[1]] == page.verbatim.row.text


def test_shift_and_an_arrow_stretch_the_selection_by_a_letter_or_a_word(panel: VerbatimsPanel) -> None:
    read_emoji(panel)
    text = panel.reader.reader.text
    press(text, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier | CONTROL)
    press(text, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert panel.reader.span() == (0, len("Pratique 😍"))


def test_del_takes_away_the_code_under_the_caret_and_no_other(panel: VerbatimsPanel) -> None:
    read_emoji(panel)
    select(panel, "quart")
    press(panel.reader.reader.text, Qt.Key.Key_1)
    settle(panel)
    select(panel, "jour")
    press(panel.reader.reader.text, Qt.Key.Key_2)
    settle(panel)
    panel.reader.reader.text.select((EMOJI.index("quart") + 2, EMOJI.index("quart") + 2))
    press(panel.reader.reader.text, Qt.Key.Key_Delete)
    settle(panel)
    assert names(panel) == ["Prix"]


def test_a_code_is_undone_in_the_list_and_in_the_reader(panel: VerbatimsPanel, window: Window) -> None:
    press(panel.list.view, Qt.Key.Key_1)
    settle(panel)
    window.history.undo()
    settle(panel)
    row = panel.list.model.verbatim(panel.list.place())
    assert row is not None
    assert row.codings == ()
    assert panel.reader.page is not None
    assert panel.reader.page.verbatim.row.codings == ()


def test_several_verbatims_are_coded_at_once(panel: VerbatimsPanel) -> None:
    panel.list.view.selectAll()
    settle(panel)
    assert panel.status() == "Sélection\u00a0: 5 verbatims"
    press(panel.list.view, Qt.Key.Key_1)
    settle(panel)
    assert all(len(codings(panel, number)) == 1 for number in ids(opened(panel)))


def test_only_what_is_in_sight_is_read_again_after_a_code(panel: VerbatimsPanel) -> None:
    asked: list[list[int]] = []
    fetch = panel.list.model._fetch

    def note(wanted: Sequence[int]) -> tuple[VerbatimRow, ...]:
        asked.append(list(wanted))
        return fetch(wanted)

    panel.list.model._fetch = note
    press(panel.list.view, Qt.Key.Key_1)
    settle(panel)
    assert asked == [panel.list.model.ids[panel.list.places_shown()].tolist()]


# sentiment


@pytest.mark.parametrize(
    ("key", "label"),
    [(Qt.Key.Key_N, Label.NEGATIVE), (Qt.Key.Key_U, Label.NEUTRAL), (Qt.Key.Key_P, Label.POSITIVE)],
)
def test_a_letter_after_correct_says_what_is_felt_until_taken_back(
    panel: VerbatimsPanel, key: Qt.Key, label: Label
) -> None:
    before = panel.reader.page
    assert before is not None
    click(panel.reader.feeling.button)
    press(panel.reader.feeling.menu, key)
    settle(panel)
    page = panel.reader.page
    assert page is not None
    assert page.verbatim.row.feeling is not None
    assert (page.verbatim.row.feeling.label, page.verbatim.row.feeling.corrected) == (label, True)
    assert not panel.reader.feeling.menu.isVisible()
    panel.reader.feeling.menu.actions()[-1].trigger()
    settle(panel)
    assert panel.reader.page is not None
    assert panel.reader.page.verbatim.row.feeling == before.verbatim.row.feeling


# filters


def test_a_value_ticked_narrows_the_list_and_is_a_chip_that_takes_it_away(panel: VerbatimsPanel) -> None:
    row = next(row for row in panel.filters.groups._rows if "Promoteurs" in row.box.accessibleName())
    click(row.box)
    settle(panel)
    assert panel.filters.expression() == "nps:promoters"
    assert panel.filters.search.line.text() == "nps:promoters"
    assert panel.list.model.rowCount() == 2
    chip = panel.list.findChild(FilterChip)
    assert isinstance(chip, FilterChip)
    assert chip.accessibleName() == "Retirer le filtre Promoteurs, 9–10"
    click(chip)
    settle(panel)
    assert panel.filters.expression() == ""
    assert panel.list.model.rowCount() == 5


def test_a_filter_that_finds_nothing_offers_to_take_its_last_term_away(panel: VerbatimsPanel) -> None:
    panel.show_filter("nps:detractors introuvable")
    settle(panel)
    nothing = panel.list.nothing
    assert nothing.isVisible()
    assert nothing._title.text() == "Aucun verbatim avec ces 2 filtres."
    assert nothing._hint.text() == "2 sans le dernier"
    assert panel.reader.page is None
    click(nothing._less)
    settle(panel)
    assert not nothing.isVisible()
    assert panel.list.model.rowCount() == 2


def test_a_mistake_is_said_under_the_field_and_the_list_stays(panel: VerbatimsPanel) -> None:
    panel.filters.search.line.setText("date:hier")
    settle(panel)
    assert panel.filters.mistake.isVisible()
    assert panel.list.model.rowCount() == 5


def test_a_filter_is_kept_under_a_name(panel: VerbatimsPanel) -> None:
    panel.show_filter("nps:detractors")
    settle(panel)

    def answer() -> None:
        dialog = panel.findChild(QInputDialog)
        assert isinstance(dialog, QInputDialog)
        dialog.setTextValue("À rappeler")
        dialog.accept()

    QTimer.singleShot(0, answer)
    click(panel.list._save)
    settle(panel)
    with opened(panel).read() as session:
        assert [(each.name, each.expression) for each in kept_filters.saved(session)] == [
            ("À rappeler", "nps:detractors")
        ]
    panel.show_filter("station")
    settle(panel)
    click(panel.filters.saved._rows[0])
    settle(panel)
    assert panel.filters.expression() == "nps:detractors"
    assert not panel.list._save.isVisible()


def test_a_verbatim_coded_under_without_code_stays_until_the_filter_is_asked_again(
    panel: VerbatimsPanel,
) -> None:
    panel.show_filter("code:none")
    settle(panel)
    coded = here(panel)
    press(panel.list.view, Qt.Key.Key_1)
    settle(panel)
    assert here(panel) == coded
    assert panel.list.model.rowCount() == 5
    assert panel.list._count.text() == "4 verbatims"
    panel.filters.set_expression("code:none")
    settle(panel)
    assert panel.list.model.rowCount() == 4


def test_the_order_asked_for_is_the_order_listed(panel: VerbatimsPanel) -> None:
    newest = panel.list.model.ids.tolist()
    panel.list.order_changed.emit("oldest")
    settle(panel)
    assert panel.list.model.ids.tolist() == newest[::-1]


# memos and flags


def test_a_memo_is_kept_on_going_elsewhere(panel: VerbatimsPanel) -> None:
    first = here(panel)
    press(panel.list.view, Qt.Key.Key_M)
    assert QApplication.focusWidget() is panel.reader.memo
    write(panel.reader.memo, "A rappeler")
    panel.step(1)
    settle(panel)
    with opened(panel).read() as session:
        assert kept.read(session, first).memo == "A rappeler"
    assert panel.reader.memo.toPlainText() == ""
    row = panel.list.model.verbatim(0)
    assert row is not None
    assert row.has_memo


def test_d_flags_and_unflags(panel: VerbatimsPanel) -> None:
    press(panel.list.view, Qt.Key.Key_D)
    settle(panel)
    assert panel.reader.is_flagged()
    press(panel.list.view, Qt.Key.Key_D)
    settle(panel)
    assert not panel.reader.is_flagged()


# codes


def test_r_quotes_in_the_report_once_and_is_undone(panel: VerbatimsPanel, window: Window) -> None:
    def quoted() -> int:
        with opened(panel).read() as session:
            kept = kept_reports.reports(session)
        return (
            sum(quote.verbatim == here(panel) for item in kept[0].items for quote in item.quotes)
            if kept
            else 0
        )

    press(panel.list.view, Qt.Key.Key_R)
    settle(panel)
    assert quoted() == 1
    press(panel.list.view, Qt.Key.Key_R)
    settle(panel)
    assert quoted() == 1
    window.history.undo()
    settle(panel)
    assert quoted() == 0


def test_several_verbatims_are_quoted_in_one_act(panel: VerbatimsPanel, window: Window) -> None:
    panel.list.view.selectAll()
    chosen = panel.acts.targets()
    assert len(chosen) > 1
    press(panel.list.view, Qt.Key.Key_R)
    settle(panel)
    with opened(panel).read() as session:
        kept = kept_reports.reports(session)
    said = {quote.verbatim for item in kept[0].items for quote in item.quotes}
    assert said >= set(chosen)
    window.history.undo()
    settle(panel)
    with opened(panel).read() as session:
        assert kept_reports.reports(session) == ()


def test_f2_writes_another_name_in_place(panel: VerbatimsPanel) -> None:
    panel.codes.tree.setFocus()
    panel.codes.tree.setCurrentIndex(panel.codes.tree.tree.index(0, 0))
    press(panel.codes.tree, Qt.Key.Key_F2)
    line = panel.codes.tree.findChild(QLineEdit)
    assert isinstance(line, QLineEdit)
    line.selectAll()
    write(line, "Stations")
    press(line, Qt.Key.Key_Return)
    settle(panel)
    with opened(panel).read() as session:
        assert [code.name for code in kept_codes.tree(session)] == ["Stations", "Prix", "Temps"]


def test_enter_on_a_code_of_the_tree_applies_it(panel: VerbatimsPanel) -> None:
    panel.codes.tree.setCurrentIndex(panel.codes.tree.tree.index(1, 0))
    press(panel.codes.tree, Qt.Key.Key_Return)
    settle(panel)
    assert names(panel) == ["Prix"]


# the room there is


def resize(panel: VerbatimsPanel, width: int, height: int) -> None:
    window = panel.window()
    window.setMinimumSize(1, 1)
    window.resize(width, height)
    settle(panel)


def overflowing(panel: VerbatimsPanel) -> list[str]:
    """Controls that are cut at the right of the pane that holds them."""
    return [
        child.accessibleName() or type(child).__name__
        for pane in (panel.filters, panel.list, panel.reader, panel.codes)
        for child in pane.findChildren(QWidget)
        if child.isVisible() and child.mapTo(pane, child.rect().topRight()).x() > pane.width()
    ]


@pytest.mark.parametrize(
    ("width", "height", "room"),
    [(1440, 900, Room.FOUR), (1100, 700, Room.THREE), (900, 700, Room.TWO), (760, 640, Room.ONE)],
)
def test_the_panes_that_fit_are_shown_and_nothing_is_cut(
    panel: VerbatimsPanel, width: int, height: int, room: Room
) -> None:
    resize(panel, width, height)
    assert panel.room.room is room
    assert panel.filters.isVisible() == (room is Room.FOUR)
    assert panel.codes.isVisible() == (room in (Room.FOUR, Room.THREE))
    assert panel.list.isVisible()
    assert panel.reader.isVisible() == (room is not Room.ONE)
    assert panel.width() <= width
    assert overflowing(panel) == []


def test_filters_open_over_the_list_where_they_do_not_fit(panel: VerbatimsPanel) -> None:
    resize(panel, 1100, 700)
    click(panel.list.filter_button)
    assert panel.filters.isVisible()
    assert panel.list.isVisible()
    assert QApplication.focusWidget() is panel.filters.search.line
    panel.list.view.setFocus()
    assert not panel.filters.isVisible()


def test_c_opens_the_codes_under_the_reader_where_they_do_not_fit(panel: VerbatimsPanel) -> None:
    resize(panel, 900, 700)
    press(panel.list.view, Qt.Key.Key_C)
    assert panel.codes.isVisible()
    assert panel.reader.isVisible()
    assert QApplication.focusWidget() is panel.codes.field.line
    write(panel.codes.field.line, "prix")
    press(panel.codes.field.line, Qt.Key.Key_Return)
    settle(panel)
    assert names(panel) == ["Prix"]
    click(panel.room.codes_button)
    assert not panel.codes.isVisible()


def test_list_and_reader_take_turns_where_one_fits(panel: VerbatimsPanel) -> None:
    resize(panel, 760, 640)
    panel.list.view.setFocus()
    press(panel.list.view, Qt.Key.Key_Return)
    assert panel.reader.isVisible()
    assert not panel.list.isVisible()
    press(panel.reader.reader.text, Qt.Key.Key_J)
    settle(panel)
    assert panel.list.place() == 1
    click(panel.reader._back)
    assert panel.list.isVisible()
    assert not panel.reader.isVisible()


@pytest.mark.parametrize("zoom", [150, 200])
def test_nothing_is_cut_when_all_is_larger(panel: VerbatimsPanel, window: Window, zoom: int) -> None:
    window.preferences.set_zoom(zoom)
    for _ in range(3):
        QApplication.processEvents()
        settle(panel)
    shown = window.panel("verbatims")
    assert isinstance(shown, VerbatimsPanel)
    assert shown.theme.zoom == zoom
    assert shown.width() <= 1440
    assert overflowing(shown) == []


def test_a_study_without_verbatims_says_how_to_have_some(window: Window, tmp_path: Path) -> None:
    window.context.show_study(studies.create(tmp_path / "vide.engage", title="Vide"))
    window.show_screen("verbatims")
    window.context.jobs.wait()
    shown = window.panel("verbatims")
    assert isinstance(shown, VerbatimsPanel)
    assert not shown.room.isVisible()


def test_every_control_that_takes_the_keyboard_has_a_name(panel: VerbatimsPanel) -> None:
    nameless = [
        child
        for child in panel.findChildren(QWidget)
        if child.isVisible()
        and child.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not child.focusProxy()
        and not child.accessibleName()
    ]
    assert nameless == []


def test_f6_goes_from_filters_to_list_to_reader_to_codes(panel: VerbatimsPanel, window: Window) -> None:
    panel.filters.search.line.setFocus()
    for expected in (panel.list.view, panel.reader.reader.text, panel.codes.tree):
        press(window, Qt.Key.Key_F6)
        assert QApplication.focusWidget() is expected


def test_the_reader_names_the_emotions_that_the_text_says(panel: VerbatimsPanel) -> None:
    with opened(panel).read() as session:
        texts = {int(each): kept.read(session, int(each)).row.text for each in kept.find(session, "").ids}
    said = {key: emotions_said(emotions.felt(text)) for key, text in texts.items()}
    assert any(said.values())
    for _ in texts:
        settle(panel)
        label, now = panel.reader._emotions, said[here(panel)]
        assert label.isVisibleTo(panel.reader) == bool(now)
        assert not now or label.text() == now
        press(panel.list.view, Qt.Key.Key_Down)


def test_an_emotion_is_ticked_beside_the_list(panel: VerbatimsPanel) -> None:
    settle(panel)
    assert not panel.filters.emotions.isVisibleTo(panel.filters)
    panel.context.write(lambda study, _progress: emotions.refresh(study))
    settle(panel)
    rows = {row.expression: row for row in panel.filters.emotions._rows}
    assert rows["emotion:none"].box.toolTip() == "Sans émotion"
    first = next(iter(rows.values()))
    first.box.click()
    settle(panel)
    assert panel.filters.expression() == first.expression
    assert first.box.isChecked()
    with opened(panel).read() as session:
        assert panel.list.model.rowCount() == len(kept.find(session, first.expression).ids) > 0
