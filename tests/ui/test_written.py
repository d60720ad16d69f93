"""The reader says what the file wrote beyond what the study shows, and where each score stands."""

from __future__ import annotations

from pathlib import Path

from engage_desktop.operations import sources, studies
from engage_desktop.ui.panels.verbatims import VerbatimsPanel
from engage_desktop.ui.widgets.chips import ChipLabel
from engage_desktop.ui.window import Window
from tests import builders


def test_the_reader_says_the_cell_of_a_score_and_its_place(window: Window, tmp_path: Path) -> None:
    rows = [(*builders.ROWS[1][:1], "3 - Peu <b>probable", *builders.ROWS[1][2:]), *builders.ROWS[2:]]
    study = studies.create(tmp_path / "a.engage")
    sources.import_file(study, builders.write_csv(tmp_path / "réponses.csv", rows))
    window.context.show_study(study)
    window.show_screen("verbatims")
    window.context.jobs.wait()
    panel = window.panel("verbatims")
    assert isinstance(panel, VerbatimsPanel)
    pane = panel.reader
    said: list[tuple[str, str]] = []
    for _ in range(len(builders.ids(study))):
        assert pane.page is not None
        chip = [each for each in pane.findChildren(ChipLabel) if "NPS" in each.accessibleName()][-1]
        said.append((pane.page.verbatim.row.text, chip.accessibleDescription()))
        if "vide" in pane.page.verbatim.row.text:
            words = " ".join(pane.written.text().split())
            assert words == "Dans le fichier : NPS « 3 - Peu <b>probable »"
            assert not pane.written.isHidden()
            assert "&lt;b&gt;" in chip.toolTip()
        else:
            assert pane.written.isHidden()
        pane.stepped.emit(1)
        window.context.jobs.wait()
    told = " ".join(next(place for text, place in said if "vide" in text).split())
    assert told.startswith("réponses.csv, ligne 2, colonne")
    assert told.endswith("« 3 - Peu <b>probable »")
