"""Pictures are written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from engage_desktop.charts.distributions import nps_distribution
from engage_desktop.charts.labels import Labels
from engage_desktop.charts.saving import render, save
from engage_desktop.errors import EngageError, Reason
from engage_desktop.models.counts import ScaleCounts

if TYPE_CHECKING:
    from matplotlib.figure import Figure


@pytest.fixture
def figure(labels: Labels) -> Figure:
    """A chart of 720 by 400 pixels."""
    return nps_distribution(ScaleCounts(0, 10, (1, 0, 0, 2, 3, 4, 5, 9, 9, 20, 20)), labels)


def test_a_png_has_twice_the_pixels_of_the_screen(figure: Figure, tmp_path: Path) -> None:
    content = save(figure, tmp_path / "notes.png").read_bytes()
    assert content.startswith(b"\x89PNG")
    assert (int.from_bytes(content[16:20], "big"), int.from_bytes(content[20:24], "big")) == (1440, 800)


def test_the_text_of_an_svg_stays_text(figure: Figure, tmp_path: Path) -> None:
    content = save(figure, tmp_path / "notes.SVG").read_text(encoding="utf-8")
    assert "Détracteurs" in content
    assert "'Inter'" in content


def test_a_pdf_embeds_its_fonts(figure: Figure) -> None:
    content = render(figure, "pdf")
    assert content.startswith(b"%PDF")
    assert b"Inter-SemiBold" in content


def test_the_same_figure_gives_the_same_bytes(figure: Figure) -> None:
    assert render(figure, "svg") == render(figure, "svg")
    assert render(figure, "png") == render(figure, "png")


def test_an_unknown_ending_is_refused(figure: Figure, tmp_path: Path) -> None:
    with pytest.raises(EngageError) as refused:
        save(figure, tmp_path / "notes.bmp")
    assert refused.value.reason is Reason.EXPORT_KIND_UNKNOWN
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_refused(figure: Figure, tmp_path: Path) -> None:
    with pytest.raises(EngageError) as refused:
        save(figure, tmp_path / "nowhere" / "notes.png")
    assert refused.value.reason is Reason.FOLDER_MISSING


def test_a_failure_leaves_what_was_there_before(
    figure: Figure, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "notes.png"
    target.write_bytes(b"before")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(EngageError) as refused:
        save(figure, target)
    assert refused.value.reason is Reason.DISK_FULL
    assert target.read_bytes() == b"before"
    assert [each.name for each in tmp_path.iterdir()] == ["notes.png"]


def test_a_picture_replaces_the_former_one_and_leaves_nothing_beside(figure: Figure, tmp_path: Path) -> None:
    target = tmp_path / "notes.png"
    target.write_bytes(b"before")
    save(figure, target)
    assert target.read_bytes() != b"before"
    assert [each.name for each in tmp_path.iterdir()] == ["notes.png"]
