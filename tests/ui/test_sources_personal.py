"""Personal data in the import: announced, replaced by a switch, shown so in the preview, and never stored."""

from __future__ import annotations

from pathlib import Path

import pytest

from engage_desktop.models.ids import VerbatimId
from engage_desktop.store import verbatims
from engage_desktop.store.database import Study
from engage_desktop.ui.panels.sources import SourcesPanel
from tests import builders
from tests.importers.files import text_file
from tests.ui.importing import Settle, only, words_of

ROWS = (
    ("27/09/2026 08:00:00", "2", "Appelez le 06 12 34 56 78, la station est vide", "a@exemple.fr"),
    ("27/09/2026 09:00:00", "9", "Écrivez-moi à b.c@exemple.fr, merci de lire", "b@exemple.fr"),
    ("26/09/2026 10:00:00", "7", "Mon numéro est 1 85 05 78 006 084 91 voilà", "c@exemple.fr"),
)
HEADERS = ("Horodateur", "Recommanderiez-vous le service ?", "Pourquoi cette note ?", "Adresse e-mail")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return builders.write_csv(tmp_path / "reponses.csv", ROWS, HEADERS)


def shown(panel: SourcesPanel) -> list[str]:
    model = panel.wizard.columns.table.model
    return [str(model.index(row, 2).data()) for row in range(model.rowCount())]


def test_each_kind_that_texts_cite_has_its_switch(
    sources_panel: SourcesPanel, settle: Settle, file: Path
) -> None:
    sources_panel.take_files((file,))
    settle()
    marks = sources_panel.wizard.notes.marks
    assert {kind: (one.text(), one.isChecked()) for kind, one in marks.items()} == {
        "email": ("1 adresse e-mail", False),
        "phone": ("1 numéro de téléphone", False),
        "social_security": ("1 numéro de sécurité sociale", True),
    }
    assert "à vous d’en juger" in words_of(sources_panel)
    assert marks["phone"].accessibleDescription() == "«\u202f[numéro de téléphone]\u202f» à la place"
    assert shown(sources_panel) == [
        "Appelez le ••• •••, la station est vide",
        "Écrivez-moi à •••@•••, merci de lire",
        "Mon numéro est [numéro de sécurité sociale] voilà",
    ]


def test_what_is_switched_is_replaced_in_the_study(
    sources_panel: SourcesPanel, settle: Settle, file: Path, study: Study
) -> None:
    sources_panel.take_files((file,))
    settle()
    for kind in ("email", "phone"):
        sources_panel.wizard.notes.marks[kind].click()
        settle()
    assert "n’entre pas dans l’étude" in words_of(sources_panel)
    assert "[numéro de téléphone]" in shown(sources_panel)[0]
    sources_panel.wizard.forward()
    sources_panel.wizard.forward()
    settle()
    with study.read() as session:
        keys = [VerbatimId(int(each)) for each in builders.ids(study)]
        texts = [row.text for row in verbatims.page(session, keys)]
    assert texts == [
        "Appelez le [numéro de téléphone], la station est vide",
        "Écrivez-moi à [adresse e-mail], merci de lire",
        "Mon numéro est [numéro de sécurité sociale] voilà",
    ]


def test_a_switch_may_be_put_back(sources_panel: SourcesPanel, settle: Settle, file: Path) -> None:
    sources_panel.take_files((file,))
    settle()
    for on in (False, True):
        sources_panel.wizard.notes.marks["social_security"].click()
        settle()
        mapping = only(sources_panel).mapping
        assert mapping is not None
        assert ("social_security" in dict(mapping.replaced)) is on


def test_identities_have_no_switch(sources_panel: SourcesPanel, settle: Settle, tmp_path: Path) -> None:
    rows = [(when, note, "Rien de personnel ici, merci", who) for when, note, _said, who in ROWS]
    sources_panel.take_files((builders.write_csv(tmp_path / "r.csv", rows, HEADERS),))
    settle()
    assert sources_panel.wizard.notes.marks == {}
    assert "devient un pseudonyme" in words_of(sources_panel)


def test_names_of_an_interview_are_kept_as_labels(
    sources_panel: SourcesPanel, settle: Settle, tmp_path: Path, study: Study
) -> None:
    said = (
        "Anne Petit : Ça va ?\nClaire Martin : Oui, bien sûr.\nAnne Petit : Ah ?\nClaire Martin : Toujours.\n"
    )
    sources_panel.take_files((text_file(tmp_path, said, name="e.txt"),))
    settle()
    field = sources_panel.wizard.columns.interview.names["Claire Martin"]
    assert field.text() == "Participant 1"
    sources_panel.wizard.forward()
    sources_panel.wizard.forward()
    settle()
    with study.read() as session:
        assert session.rows("SELECT DISTINCT speaker FROM verbatim ORDER BY 1") == [("",), ("Participant 1",)]
        assert "Martin" not in str(session.rows("SELECT mapping FROM source"))
