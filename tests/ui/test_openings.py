"""Opening what does not open, what is only read, and what is damaged; coming back to a copy."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from engage_desktop.operations import coding, studies
from engage_desktop.ui.context import Place
from engage_desktop.ui.dialogs.backups import BackupsDialog
from engage_desktop.ui.dialogs.error import ErrorDialog
from engage_desktop.ui.widgets.buttons import Button
from engage_desktop.ui.widgets.messages import Banner
from engage_desktop.ui.window import Window
from tests import builders
from tests.ui.hands import click


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with builders.small_study(tmp_path, name="petite.engage") as study:
        studies.backup_if_changed(study)
    return tmp_path / "petite.engage"


def show(window: Window, path: Path) -> None:
    window.place = Place("themes")
    window.context.open_study(path)
    window.context.jobs.wait()


def refused(window: Window) -> ErrorDialog:
    found = [dialog for dialog in window.findChildren(ErrorDialog) if dialog.isVisible()]
    assert len(found) == 1
    return found[0]


def verbs(dialog: ErrorDialog) -> list[str]:
    return [button.text() for button in dialog.findChildren(Button) if button.text() not in DETAILS]


DETAILS = ("Détails pour l’assistance", "Copier")


def banners(window: Window) -> list[Banner]:
    return [banner for banner in window.area.findChildren(Banner) if not banner.isHidden()]


def spoil(path: Path) -> None:
    """Change one letter of what somebody said, behind SQLite's back."""
    whole = path.read_bytes()
    assert b"inadmissible" in whole
    path.write_bytes(whole.replace(b"inadmissible", b"inadmissibIe"))


def test_a_study_in_use_is_opened_to_read_and_nothing_in_it_changes(window: Window, path: Path) -> None:
    with studies.open_study(path):
        show(window, path)
        dialog = refused(window)
        assert verbs(dialog) == ["Fermer", "Réessayer", "Ouvrir en lecture seule"]
        click(dialog.findChildren(Button)[-1])
        window.context.jobs.wait()
        assert window.context.read_only
        assert "lecture seule" in window.windowTitle()
        assert [banner.notice.tone for banner in banners(window)] == ["info"]
        window.context.write(lambda study, _progress: coding.add_code(study, "Délai"))
        window.context.jobs.wait()
        assert "lecture seule" in window.area.toast.words.text()
        assert window.findChildren(ErrorDialog) == [] or not any(
            one.isVisible() for one in window.findChildren(ErrorDialog)
        )


def test_on_a_study_that_is_only_read_nothing_that_writes_is_offered(window: Window, path: Path) -> None:
    window.place = Place("themes")
    window.context.open_to_read(path)
    window.context.jobs.wait()
    enabled = {action.objectName() for action in window.actions() if action.isEnabled()}
    assert not {"undo", "redo", "feelings"} & enabled
    assert {"history", "close", "new"} <= enabled


def test_what_was_said_of_a_study_goes_with_it(window: Window, path: Path) -> None:
    window.place = Place("themes")
    window.context.open_to_read(path)
    window.context.jobs.wait()
    window.context.close_study()
    window.context.jobs.wait()
    assert banners(window) == []


def test_a_newer_study_is_left_alone_and_its_folder_offered(window: Window, path: Path) -> None:
    whole = bytearray(path.read_bytes())
    whole[60:64] = struct.pack(">i", 99)
    path.write_bytes(whole)
    show(window, path)
    dialog = refused(window)
    assert dialog.windowTitle() == "Étude créée avec une version plus récente"
    assert "Afficher dans le dossier" in verbs(dialog)
    assert path.read_bytes() == whole
    dialog.close()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04" + bytes(200), bytes(4096)])
def test_a_file_that_is_no_study_offers_another_one(window: Window, tmp_path: Path, content: bytes) -> None:
    other = tmp_path / "autre.engage"
    other.write_bytes(content)
    show(window, other)
    dialog = refused(window)
    assert verbs(dialog)[-1] == "Choisir un autre fichier…"
    dialog.close()


def test_a_missing_study_offers_another_file(window: Window, tmp_path: Path) -> None:
    show(window, tmp_path / "absente.engage")
    dialog = refused(window)
    assert verbs(dialog) == ["Fermer", "Choisir un autre fichier…"]
    dialog.close()


def test_the_details_of_a_refusal_are_folded_and_can_be_copied(window: Window, tmp_path: Path) -> None:
    show(window, tmp_path / "absente.engage")
    dialog = refused(window)
    fold, copy = (button for button in dialog.findChildren(Button) if button.text() in DETAILS)
    click(copy)
    assert "file_missing" in QApplication.clipboard().text()
    before = dialog.height()
    click(fold)
    assert dialog.height() > before
    dialog.close()


def test_an_altered_letter_is_said_in_a_banner_that_stays(window: Window, path: Path) -> None:
    spoil(path)
    show(window, path)
    (banner,) = banners(window)
    assert "altéré" in banner.notice.text
    assert [choice.text for choice in banner.notice.choices] == ["Restaurer une sauvegarde…"]


def test_an_index_with_holes_is_made_again_from_its_banner(window: Window, path: Path) -> None:
    with studies.open_study(path) as study, study.write(bulk=True) as session:
        session.bulk("verbatim_search", "DELETE FROM verbatim_search WHERE rowid = ?", [(2,)])
    show(window, path)
    (banner,) = banners(window)
    assert [choice.text for choice in banner.notice.choices] == ["Refaire l’index"]
    click(banner.findChildren(Button)[0])
    for _ in range(3):
        window.context.jobs.wait()
    assert studies.check(path).ok
    assert banners(window) == []


def test_a_damaged_study_keeps_its_good_copies(window: Window, path: Path) -> None:
    before = studies.list_backups(path)
    spoil(path)
    show(window, path)
    assert studies.list_backups(path) == before


def test_opening_a_sound_study_keeps_a_copy_of_it(window: Window, tmp_path: Path) -> None:
    builders.small_study(tmp_path, name="autre.engage").close()
    show(window, tmp_path / "autre.engage")
    assert len(studies.list_backups(tmp_path / "autre.engage")) >= 1
    assert banners(window) == []


def test_a_copy_is_restored_to_a_new_file_and_opened(window: Window, path: Path) -> None:
    spoil(path)
    damaged = path.read_bytes()
    show(window, path)
    (button,) = banners(window)[0].findChildren(Button)
    click(button)
    window.context.jobs.wait()
    dialog = window.findChild(BackupsDialog)
    assert isinstance(dialog, BackupsDialog)
    assert [copy.counts.verbatims for copy in dialog.copies if copy.counts is not None] == [5]
    assert "5 verbatims" in dialog.list.item(0).text()
    click(dialog.restoring)
    window.context.jobs.wait()
    study = window.context.study
    assert study is not None
    assert study.path != path
    assert study.path.parent == path.parent
    assert banners(window) == []
    window.context.close_study()
    window.context.jobs.wait()
    assert studies.check(study.path).ok
    assert path.read_bytes()[: len(damaged)].count(b"inadmissibIe") >= 1


def test_a_study_without_copies_says_so(window: Window, tmp_path: Path) -> None:
    window.openings.restore(tmp_path / "jamais.engage")
    window.context.jobs.wait()
    dialog = window.findChild(BackupsDialog)
    assert isinstance(dialog, BackupsDialog)
    assert dialog.list.isHidden()
    assert not dialog.restoring.isEnabled()
    dialog.close()
