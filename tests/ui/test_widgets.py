"""The widgets that every screen is made of."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QEnterEvent, QImage, QPainter
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from engage_desktop.models.sentiment import Label
from engage_desktop.ui.context import Choice, Notice
from engage_desktop.ui.theme import Theme
from engage_desktop.ui.widgets.buttons import Button, IconButton, key_names
from engage_desktop.ui.widgets.chips import (
    Chip,
    FilterChip,
    Mark,
    chip_size,
    code_chip,
    nps_chip,
    paint_chip,
    paint_mark,
    sentiment_word,
)
from engage_desktop.ui.widgets.fields import Field, NumberField, SearchField
from engage_desktop.ui.widgets.flow import FlowLayout
from engage_desktop.ui.widgets.labels import ElidedLabel, PlainLabel
from engage_desktop.ui.widgets.messages import TOAST_MS, Banner, Toast
from engage_desktop.ui.widgets.navigation import Entry
from engage_desktop.ui.widgets.progress import ProgressStrip, Stepper
from engage_desktop.ui.widgets.segmented import Segmented, Switch
from engage_desktop.ui.widgets.sidebar import Sidebar
from engage_desktop.ui.widgets.states import EmptyState, ErrorCard
from tests.ui.hands import click, press, write


def inks(image: QImage) -> set[str]:
    """The opaque colours of a picture."""
    return {
        image.pixelColor(x, y).name()
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).alpha() == 255
    }


def canvas() -> QImage:
    image = QImage(200, 60, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    return image


# words


def test_a_label_shows_markup_as_it_is(theme: Theme) -> None:
    label = PlainLabel("<b>gras</b>", theme)
    assert label.textFormat() == Qt.TextFormat.PlainText


def test_wrapped_text_has_the_line_height_of_its_role(theme: Theme) -> None:
    label = PlainLabel("un deux trois quatre cinq six", theme, wrap=True)
    one_line = label.heightForWidth(2000)
    assert one_line == theme.line_height("base")
    assert label.heightForWidth(90) % one_line == 0
    assert label.heightForWidth(90) > one_line


def test_wrapped_text_loses_no_character(theme: Theme) -> None:
    text = "Un 😀 deux\n\ntrois 👩‍👩‍👧 quatre"
    lines = PlainLabel(text, theme, wrap=True)._lines(60)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert "" in lines


def test_a_cut_line_says_the_whole_in_its_tooltip(theme: Theme, qtbot: QtBot) -> None:
    label = ElidedLabel("Une phrase bien trop longue pour si peu de place", theme)
    qtbot.addWidget(label)
    label.resize(80, 20)
    label.grab()
    assert label.toolTip() == label.text()
    label.resize(800, 20)
    label.grab()
    assert label.toolTip() == ""


# buttons


def test_a_button_runs_what_it_was_given(theme: Theme, qtbot: QtBot) -> None:
    ran: list[int] = []
    button = Button("Coder & ranger", theme, run=lambda: ran.append(1))
    qtbot.addWidget(button)
    click(button)
    assert ran == [1]
    assert button.accessibleName() == "Coder & ranger"
    assert button.text() == "Coder && ranger"


def test_printed_keys_take_their_own_room(theme: Theme, qtbot: QtBot) -> None:
    plain, keyed = Button("Ouvrir", theme), Button("Ouvrir", theme, keys="Ctrl+O")
    qtbot.addWidget(plain)
    qtbot.addWidget(keyed)
    assert keyed.sizeHint().width() > plain.sizeHint().width() + 30


def test_buttons_are_32_pixels_high_and_24_at_least_when_small(theme: Theme, qtbot: QtBot) -> None:
    for kind in ("primary", "default", "ghost", "link", "danger"):
        button = Button("Coder", theme, kind=kind)
        qtbot.addWidget(button)
        button.ensurePolished()
        assert button.sizeHint().height() == 32, kind
    small = Button("Coder", theme, small=True)
    qtbot.addWidget(small)
    assert small.sizeHint().height() >= 24


def test_an_icon_button_says_what_it_does_and_by_which_key(theme: Theme) -> None:
    button = IconButton("ellipsis", theme, name="Plus", keys="Ctrl+B")
    assert button.accessibleName() == "Plus"
    assert button.toolTip() == "Plus (Ctrl B)"


@pytest.mark.parametrize(
    ("keys", "caps"),
    [
        ("Ctrl+K", ("Ctrl", "K")),
        ("Ctrl++", ("Ctrl", "+")),
        ("Ctrl+-", ("Ctrl", "−")),
        ("Return", ("↵",)),
        ("Shift+F6", ("Maj", "F6")),
        ("", ()),
    ],
)
def test_keys_are_printed_as_caps(theme: Theme, keys: str, caps: tuple[str, ...]) -> None:
    assert key_names(keys) == caps


# chips and marks


@pytest.mark.parametrize(
    ("score", "group"), [(0, "det"), (6, "det"), (7, "pas"), (8, "pas"), (9, "pro"), (10, "pro")]
)
def test_an_nps_chip_has_the_colours_of_its_group(theme: Theme, score: int, group: str) -> None:
    chip = nps_chip(score)
    assert chip.token == group
    assert str(score) in chip.text


def test_a_chip_is_cut_to_its_room(theme: Theme) -> None:
    image = canvas()
    with QPainter(image) as painter:
        taken = paint_chip(
            painter, QPoint(0, 0), code_chip("Un code au nom interminable", 3, theme), theme, room=90
        )
    assert taken.width() == 90
    right = QRect(91, 0, 100, 60)
    assert inks(image.copy(right)) == set()


def test_a_code_chip_carries_a_square_in_its_hue(theme: Theme) -> None:
    image = canvas()
    with QPainter(image) as painter:
        paint_chip(painter, QPoint(0, 0), code_chip("Délai", 3, theme), theme)
    assert theme.hex("code3").lower() in inks(image)


def test_a_chip_grows_with_its_text(theme: Theme) -> None:
    short, long = Chip("a", "plain", "pas"), Chip("a bien plus long", "plain", "pas")
    assert chip_size(short, theme).width() < chip_size(long, theme).width()


def test_each_sentiment_has_a_shape_of_its_own(theme: Theme) -> None:
    shapes = set()
    for label in Label:
        image = QImage(20, 20, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.transparent)
        with QPainter(image) as painter:
            paint_mark(painter, QRect(0, 0, 20, 20), label, theme)
        shapes.add(bytes(image.createAlphaMask().constBits()))
    assert len(shapes) == len(Label)


def test_a_mark_is_told_in_words(theme: Theme) -> None:
    assert Mark.scored(-0.64, Label.NEGATIVE, theme).accessibleName() == "Négatif −0,64"
    assert [sentiment_word(label) for label in Label] == ["Négatif", "Neutre", "Positif", "Mixte"]


def test_a_filter_chip_is_taken_away_by_a_click(theme: Theme, qtbot: QtBot) -> None:
    chip = FilterChip("Septembre", theme)
    qtbot.addWidget(chip)
    with qtbot.waitSignal(chip.removed):
        click(chip)


def test_chips_go_to_the_next_line_where_the_width_ends(theme: Theme, qtbot: QtBot) -> None:
    holder = QWidget()
    qtbot.addWidget(holder)
    flow = FlowLayout(holder)
    for number in range(6):
        flow.addWidget(Button(f"Code {number}", theme))
    assert flow.heightForWidth(2000) == 32
    assert flow.heightForWidth(200) > 2 * 32
    flow.clear()
    assert flow.count() == 0


# fields


def test_escape_empties_a_search(theme: Theme, qtbot: QtBot) -> None:
    field = SearchField("Rechercher", theme, keys="Ctrl+F")
    qtbot.addWidget(field)
    field.show()
    heard: list[str] = []
    field.changed.connect(heard.append)
    write(field.line, "velo")
    assert field.caps.isHidden()
    press(field.line, Qt.Key.Key_Escape)
    assert field.text() == ""
    assert heard[-1] == ""
    assert not field.caps.isHidden()


def test_a_text_set_by_the_screen_is_not_told_back(theme: Theme, qtbot: QtBot) -> None:
    field = SearchField("Rechercher", theme)
    qtbot.addWidget(field)
    heard: list[str] = []
    field.changed.connect(heard.append)
    field.set_text("nps:detracteurs")
    assert field.text() == "nps:detracteurs"
    assert heard == []


def test_a_mistake_is_said_in_words_below_the_field(theme: Theme, qtbot: QtBot) -> None:
    editor = QLineEdit()
    field = Field("Nom", theme, editor, advice="Sans espace")
    qtbot.addWidget(field)
    field.set_mistake("Pas d’espace dans un nom")
    assert editor.property("invalid")
    assert editor.accessibleDescription() == "Pas d’espace dans un nom"
    field.set_mistake("")
    assert not editor.property("invalid")
    assert "Sans espace" in [label.text() for label in field.findChildren(QLabel)]


def test_a_number_stays_within_its_bounds(theme: Theme, qtbot: QtBot) -> None:
    field = NumberField(theme, low=15, high=24, value=17)
    qtbot.addWidget(field)
    field.setValue(99)
    assert field.value() == 24


def test_one_choice_of_a_few_is_told(theme: Theme, qtbot: QtBot) -> None:
    choice = Segmented(("Carte", "Tableau"), theme, name="Vue")
    qtbot.addWidget(choice)
    heard: list[int] = []
    choice.chosen.connect(heard.append)
    choice.set_current(1)
    assert (choice.current(), heard) == (1, [])


def test_a_switch_turns_by_a_click_anywhere_on_it(theme: Theme, qtbot: QtBot) -> None:
    switch = Switch("actif", theme)
    qtbot.addWidget(switch)
    switch.resize(switch.sizeHint())
    click(switch, QPoint(switch.width() - 2, 10))
    assert switch.isChecked()


# progress


def test_a_stepper_says_where_one_stands(theme: Theme) -> None:
    steps = Stepper(("Fichiers", "Colonnes", "Import"), theme, current=1)
    assert steps.accessibleName() == "Étape 2 sur 3\u00a0: Colonnes"
    steps.set_current(3)
    assert "Import" in steps.accessibleName()


def test_progress_without_a_total_says_how_many(theme: Theme, qtbot: QtBot) -> None:
    stopped: list[int] = []
    strip = ProgressStrip(theme, stop=lambda _label: stopped.append(1))
    qtbot.addWidget(strip)
    strip.show_progress("Lecture", 1284, 0)
    assert strip.share.text() == "1\u202f284"
    assert strip.bar.maximum() == 0
    strip.show_progress("Lecture", 1, 4)
    assert strip.share.text() == "25\u202f%"
    click(strip.stopping)
    assert stopped == [1]


# messages


def test_a_toast_leaves_after_eight_seconds_unless_pointed_at(theme: Theme, qtbot: QtBot) -> None:
    over = QWidget()
    qtbot.addWidget(over)
    over.resize(900, 600)
    over.show()
    toast = Toast(over, theme, undo=lambda: None)
    toast.say("Code retiré", undo=True)
    assert toast._timer.interval() == TOAST_MS == 8000
    assert toast._timer.isActive()
    toast.enterEvent(QEnterEvent(QPointF(), QPointF(), QPointF()))
    assert not toast._timer.isActive()
    toast.leaveEvent(QEvent(QEvent.Type.Leave))
    assert toast._timer.isActive()
    toast._timer.timeout.emit()
    assert toast.isHidden()


def test_the_toast_takes_the_act_back(theme: Theme, qtbot: QtBot) -> None:
    over = QWidget()
    qtbot.addWidget(over)
    over.resize(900, 600)
    over.show()
    undone: list[int] = []
    toast = Toast(over, theme, undo=lambda: undone.append(1))
    toast.say("Code retiré", undo=True)
    click(toast.undoing)
    assert undone == [1]
    assert toast.isHidden()
    toast.say("Copié", undo=False)
    assert toast.undoing.isHidden()


def test_a_toast_keeps_within_a_narrow_window(theme: Theme, qtbot: QtBot) -> None:
    over = QWidget()
    qtbot.addWidget(over)
    over.resize(300, 200)
    toast = Toast(over, theme, undo=lambda: None)
    toast.say("Une phrase bien trop longue pour une fenêtre aussi étroite", undo=True)
    assert over.rect().contains(toast.geometry())


def test_a_banner_is_closed_by_one_of_its_verbs(theme: Theme, qtbot: QtBot) -> None:
    closed, tried = [], []
    notice = Notice("Enregistrement impossible", choices=(Choice("Réessayer", lambda: tried.append(1)),))
    banner = Banner(notice, theme, closed=lambda: closed.append(1))
    qtbot.addWidget(banner)
    (button,) = banner.findChildren(Button)
    click(button)
    assert (tried, closed) == ([1], [1])


def test_an_empty_page_is_one_sentence_for_a_screen_reader(theme: Theme, qtbot: QtBot) -> None:
    page = EmptyState(theme, "Aucun verbatim", "Importez des réponses.", primary=Button("Importer", theme))
    qtbot.addWidget(page)
    assert page.accessibleName() == "Aucun verbatim. Importez des réponses."


def test_the_details_of_an_error_are_folded_then_shown(theme: Theme, qtbot: QtBot) -> None:
    card = ErrorCard(theme, title="Titre", what="Cause", advice="Conseil", details="format_unknown")
    qtbot.addWidget(card)
    card.show()
    box = card.findChild(QWidget, "details")
    assert isinstance(box, QWidget)
    assert box.isHidden()
    fold, copy = card.findChildren(Button)
    click(fold)
    assert not box.isHidden()
    assert copy.text() == "Copier"


# the sidebar


def entries() -> tuple[Entry, ...]:
    return (
        Entry("Analyser"),
        Entry("Verbatims", "verbatims", "message-square-quote"),
        Entry("Thèmes", "themes", "waypoints"),
    )


def test_the_sidebar_tells_the_screen_that_was_clicked(theme: Theme, qtbot: QtBot) -> None:
    side = Sidebar(entries(), theme)
    qtbot.addWidget(side)
    side.resize(212, 600)
    side.show()
    target = side.view.visualRect(side.view.model().index(2, 0)).center()
    with qtbot.waitSignal(side.chosen) as told:
        click(side.view.viewport(), target)
    assert told.args == ["themes"]


def test_the_sidebar_is_worked_by_the_keyboard_and_skips_group_names(theme: Theme, qtbot: QtBot) -> None:
    side = Sidebar(entries(), theme)
    qtbot.addWidget(side)
    side.show()
    side.set_current("themes")
    press(side.view, Qt.Key.Key_Up)
    press(side.view, Qt.Key.Key_Up)
    with qtbot.waitSignal(side.chosen) as told:
        press(side.view, Qt.Key.Key_Return)
    assert told.args == ["verbatims"]


def test_a_count_is_told_to_screen_readers(theme: Theme, qtbot: QtBot) -> None:
    side = Sidebar(entries(), theme)
    qtbot.addWidget(side)
    side.set_counts({"verbatims": 1284})
    index = side.view.model().index(1, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Verbatims, 1\u202f284"


def test_the_rail_is_52_pixels_and_the_whole_212(theme: Theme, qtbot: QtBot) -> None:
    side = Sidebar(entries(), theme)
    qtbot.addWidget(side)
    assert side.width() == 212
    side.set_narrow(True)
    assert side.width() == 52
