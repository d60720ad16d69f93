"""What the window remembers."""

from __future__ import annotations

from pathlib import Path

import pytest

from engage_desktop.ui.settings import Recent, Settings, SettingsFile


def recent(path: str, at: str = "2026-11-22T10:00:00") -> Recent:
    return Recent(path, "Vélos", 1284, 312, at)


def test_settings_come_back_the_next_day(tmp_path: Path) -> None:
    first = SettingsFile(tmp_path)
    first.change(theme="dark", zoom=125, language="en", coder="Zoé")
    first.remember(recent("/études/vélos.engage"))
    assert SettingsFile(tmp_path).now == first.now


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        "null",
        '{"zoom": "big", "theme": 3, "recents": 4, "rail": 2}',
        '{"recents": [1, {"path": "x"}]}',
        "\x00",
    ],
)
def test_settings_that_make_no_sense_are_left_at_their_default(tmp_path: Path, text: str) -> None:
    (tmp_path / "settings.json").write_text(text, encoding="utf-8")
    assert SettingsFile(tmp_path).now == Settings()


def test_one_bad_value_does_not_cost_the_others(tmp_path: Path) -> None:
    (tmp_path / "settings.json").write_text('{"zoom": 9000, "theme": "dark"}', encoding="utf-8")
    assert SettingsFile(tmp_path).now == Settings(theme="dark")


def test_the_study_last_opened_is_first_and_once(tmp_path: Path) -> None:
    kept = SettingsFile(tmp_path)
    for path in ("a", "b", "a"):
        kept.remember(recent(path))
    assert [one.path for one in kept.now.recents] == ["a", "b"]


def test_a_disk_that_refuses_does_not_stop_the_work(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    kept = SettingsFile(blocked / "settings")
    kept.change(zoom=125)
    assert kept.now.zoom == 125


def test_reading_only_leaves_no_trace(tmp_path: Path) -> None:
    SettingsFile(tmp_path, keep=False).change(zoom=125)
    assert list(tmp_path.iterdir()) == []
