"""Colours, fonts and icons of the window."""

from __future__ import annotations

import json
import linecache
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFontDatabase, QFontInfo, QIcon, QPixmap
from PySide6.QtWidgets import QApplication, QLabel

from engage_desktop import paths
from engage_desktop.ui.icons import icon, icon_image
from engage_desktop.ui.theme import TOKENS, Theme, Token


def luminance(color: QColor) -> float:
    parts = [color.redF(), color.greenF(), color.blueF()]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: QColor, other: QColor) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_every_pair_of_the_tokens_has_its_contrast(theme: Theme, mode: str) -> None:
    theme.set_mode("light" if mode == "light" else "dark")
    pairs = json.loads((paths.resources() / "themes" / "tokens.json").read_text("utf-8"))["pairs"]
    for ink, grounds, least in pairs:
        for ground in grounds:
            assert contrast(theme.color(ink), theme.color(ground)) >= least, (ink, ground)


@pytest.mark.parametrize("zoom", [80, 100, 200])
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_sheet_leaves_no_placeholder(theme: Theme, mode: str, zoom: int) -> None:
    theme.set_mode("light" if mode == "light" else "dark")
    theme.set_zoom(zoom)
    assert "$" not in theme.sheet()


def test_qt_reads_the_whole_sheet(theme: Theme, qapp: QApplication, qtlog: object) -> None:
    theme.set_mode("dark")
    label = QLabel("x")
    label.setProperty("tone", "accent")
    label.ensurePolished()
    assert label.palette().color(label.foregroundRole()) == theme.color("accent")


def test_the_palette_is_made_of_the_tokens(theme: Theme, qapp: QApplication) -> None:
    theme.set_mode("dark")
    assert qapp.palette().window().color() == QColor(theme.hex("window"))
    theme.set_mode("light")
    assert qapp.palette().window().color() == QColor(theme.hex("window"))


def test_a_change_of_mode_or_zoom_is_told_once(theme: Theme) -> None:
    told: list[int] = []
    theme.changed.connect(lambda: told.append(1))
    theme.set_mode("dark")
    theme.set_mode("dark")
    theme.set_zoom(125)
    assert len(told) == 2


def test_zoom_stays_between_80_and_200(theme: Theme) -> None:
    theme.set_zoom(500)
    assert theme.zoom == 200
    theme.set_zoom(1)
    assert theme.zoom == 80


def test_the_bundled_families_are_used(theme: Theme) -> None:
    assert {"Inter", "Inter Display", "Source Serif 4"} <= set(QFontDatabase.families())
    assert QFontInfo(theme.font("base")).family() == "Inter"
    assert QFontInfo(theme.font("title")).family() == "Inter Display"
    assert QFontInfo(theme.font("reading")).family() == "Source Serif 4"


def test_fonts_are_made_once_for_each_role_and_zoom(theme: Theme) -> None:
    assert theme.font("base") is theme.font("base")
    before = theme.font("base").pixelSize()
    theme.set_zoom(200)
    assert theme.font("base").pixelSize() == 2 * before


def test_the_readers_size_changes_what_is_read_and_nothing_else(theme: Theme) -> None:
    theme.set_reading_size(22)
    assert theme.font("reading").pixelSize() == 22
    assert theme.font("base").pixelSize() == 14


def test_no_text_of_the_interface_is_smaller_than_13_pixels(theme: Theme) -> None:
    from typing import get_args

    from engage_desktop.ui.fonts import Role

    assert min(theme.font(role).pixelSize() for role in get_args(Role)) == 13


@pytest.mark.parametrize("sign", ["\u202f", "\u2212", "é", "œ", "’", "→", "↵"])
@pytest.mark.parametrize("role", ["base", "title"])
def test_french_signs_are_in_the_fonts(theme: Theme, role: str, sign: str) -> None:
    from PySide6.QtGui import QRawFont

    raw = QRawFont.fromFont(theme.font("base" if role == "base" else "title"))
    assert raw.supportsCharacter(ord(sign))


def test_an_icon_has_the_colour_of_its_token(theme: Theme) -> None:
    picture = icon("house", theme, tone="danger").pixmap(QSize(32, 32)).toImage()
    inks = {
        picture.pixelColor(x, y).name()
        for x in range(32)
        for y in range(32)
        if picture.pixelColor(x, y).alpha() == 255
    }
    assert inks == {theme.hex("danger").lower()}


def test_an_icon_follows_the_theme(theme: Theme) -> None:
    one = icon("house", theme)
    light = one.pixmap(QSize(24, 24)).toImage()
    theme.set_mode("dark")
    assert one.pixmap(QSize(24, 24)).toImage() != light


def test_a_disabled_icon_is_pale(theme: Theme) -> None:
    one = icon("house", theme)
    assert one.pixmap(QSize(24, 24), QIcon.Mode.Disabled).toImage() != one.pixmap(QSize(24, 24)).toImage()


def test_an_icon_is_drawn_at_the_pixels_of_the_screen(theme: Theme) -> None:
    sharp: QPixmap = icon("house", theme).pixmap(QSize(16, 16), 2.0)
    assert sharp.width() == 32
    assert icon_image("house", 32, "#000000").width() == 32


def test_every_icon_is_a_sound_drawing(theme: Theme) -> None:
    for path in sorted((paths.resources() / "icons").glob("*.svg")):
        picture = icon_image(path.stem, 24, "#000000")
        assert any(picture.pixelColor(x, y).alpha() for x in range(24) for y in range(24)), path.stem


def test_code_hues_wrap_around(theme: Theme) -> None:
    assert theme.code_token(9) == theme.code_token(1)


def test_a_highlight_keeps_its_text_readable(theme: Theme) -> None:
    for mode in ("light", "dark"):
        theme.set_mode("light" if mode == "light" else "dark")
        for hue in range(1, 9):
            token: Token = theme.code_token(hue)
            assert contrast(theme.color("text"), theme.highlight(token)) >= 7


def test_high_contrast_strengthens_lines_and_meta_text(theme: Theme, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(theme, "_wants_contrast", lambda: True)
    theme.apply()
    assert theme.hex("line") == theme.hex("input")
    assert theme.hex("text3") == theme.hex("text2")


def test_the_tokens_are_all_declared() -> None:
    loaded = json.loads((paths.resources() / "themes" / "tokens.json").read_text("utf-8"))
    assert set(loaded["light"]) == set(loaded["dark"]) == set(TOKENS)


def test_a_thousand_texts_take_nothing_away_from_none(theme: Theme) -> None:
    """PySide6 6.12.0 on Python 3.11 drops a reference of None at each void call, and dies of it."""
    label = QLabel()
    before = sys.getrefcount(None)
    for number in range(1000):
        label.setText(str(number))
    assert abs(sys.getrefcount(None) - before) < 50
    assert label.textFormat() == Qt.TextFormat.AutoText


def test_what_is_imported_after_qt_is_not_read_as_text(
    theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "imported_after_qt.py"
    source.write_text("VALUE = 1\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    __import__("imported_after_qt")
    assert str(source) not in linecache.cache
