"""Sources: a questionnaire, rows that nobody answered, and a source read otherwise, as a person does it."""

from __future__ import annotations

from pathlib import Path

import pytest

from engage_desktop.errors import EngageError, Reason
from engage_desktop.models.sources import Role
from engage_desktop.operations import sources
from engage_desktop.store import sources as kept
from engage_desktop.store import surveys
from engage_desktop.store.database import Study
from engage_desktop.ui.labels_sources import RoleChoice
from engage_desktop.ui.panels.sources import SourcesPanel
from tests import builders
from tests.importers.designs import questionnaires as made
from tests.ui.importing import Settle, only, words_of

FORM_HEADERS = ("Response ID", "Survey ID", "Finished", "Timestamp", "1. Pourquoi ?")
FORM_ROWS = (
    ("a", "s", "No", "2026-03-01 10:00", "Une réponse inachevée mais dite"),
    ("b", "s", "Yes", "2026-03-01 11:00", "Une réponse entière et dite"),
)


@pytest.fixture
def panel(sources_panel: SourcesPanel) -> SourcesPanel:
    return sources_panel


def test_a_questionnaire_is_shown_question_by_question_and_makes_a_survey(
    panel: SourcesPanel, settle: Settle, study: Study, tmp_path: Path
) -> None:
    panel.take_files((made.lss(tmp_path),))
    settle()
    model = panel.wizard.columns.design.model
    shown = [[str(model.data(model.index(row, column))) for column in range(5)] for row in range(6)]
    assert shown[0] == ["1", "reco", "Recommanderiez-vous le service ?", "NPS", "0–10"]
    assert shown[3][3] == "Genre de question inconnu ici"
    assert not panel.wizard.columns.format.target.wave.isVisible()
    panel.wizard.forward()
    panel.wizard.forward()
    settle()
    assert panel.wizard.foot.primary.accessibleName() == "Voir les questions"
    with study.read() as session:
        (survey,) = surveys.surveys(session)
    assert survey.name == "Vélos"


def test_a_switch_leaves_unfinished_responses_out(
    panel: SourcesPanel, settle: Settle, tmp_path: Path
) -> None:
    panel.take_files((builders.write_csv(tmp_path / "f.csv", FORM_ROWS, FORM_HEADERS),))
    settle()
    switch = panel.wizard.notes.switches["unfinished"]
    assert (switch.text(), switch.isChecked()) == ("Écarter 1 réponse inachevée", False)
    switch.click()
    settle()
    draft = only(panel)
    assert draft.trial is not None
    assert [(problem.row, problem.reason) for problem in draft.trial.skipped] == [(2, "unfinished_row")]
    assert "Réponse inachevée, écartée" in words_of(panel)


def test_a_source_is_read_otherwise_from_its_file(
    panel: SourcesPanel, settle: Settle, study: Study, tmp_path: Path
) -> None:
    path = builders.write_csv(tmp_path / "r.csv")
    sources.import_file(study, path)
    settle()
    assert panel.list.details.modifying.isVisible()
    given: list[tuple[Path, ...]] = []
    panel.context.files_given.connect(given.append)
    panel.list.read_again(path)
    assert given == [(path,)]
    panel.take_files(given[0])
    settle()
    assert "Ce fichier est déjà dans l’étude" in words_of(panel)
    zone = next(each.index for each in only(panel).mapping.columns if each.header == "Votre zone")  # type: ignore[union-attr]
    panel.wizard.columns.table.choose(zone, RoleChoice(Role.IGNORE))
    settle()
    draft = only(panel)
    assert draft.trial is not None
    assert (draft.trial.updated, draft.trial.imported) == (6, 0)
    panel.wizard.forward()
    panel.wizard.forward()
    settle()
    with study.read() as session:
        assert len(kept.sources(session)) == 1
        assert surveys.attributes(session) == ()


def test_another_file_is_refused_as_a_reading(
    panel: SourcesPanel, settle: Settle, study: Study, tmp_path: Path
) -> None:
    sources.import_file(study, builders.write_csv(tmp_path / "r.csv"))
    settle()
    refused: list[EngageError] = []
    panel.context.jobs.refused.connect(refused.append)
    panel.list.read_again(builders.write_csv(tmp_path / "autre.csv", builders.ROWS[:2]))
    assert [error.reason for error in refused] == [Reason.SOURCE_OTHER_FILE]
