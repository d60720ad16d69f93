"""The Sources screen, as a person uses it: real files, real imports."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QLabel, QMenu

from engage_desktop import wording
from engage_desktop.models.sources import Role
from engage_desktop.models.surveys import CES1_SCALE, NPS_SCALE
from engage_desktop.operations import sources, studies
from engage_desktop.store import sources as kept
from engage_desktop.store import surveys, waves
from engage_desktop.store.database import Study
from engage_desktop.ui.context import Context, Place
from engage_desktop.ui.dialogs.import_format import FormatDialog
from engage_desktop.ui.itemmodels.import_preview import REFUSED_ROLE
from engage_desktop.ui.labels_sources import RoleChoice
from engage_desktop.ui.panels.sources import SourcesPanel
from engage_desktop.ui.panels.sources_acts import export_problems
from engage_desktop.ui.panels.sources_draft import FileState
from engage_desktop.ui.panels.sources_wizard import Stage
from engage_desktop.ui.widgets.chips import ChipLabel
from engage_desktop.ui.widgets.segmented import Switch
from tests import builders
from tests.importers.projects import studies as others
from tests.ui import hands
from tests.ui.importing import Settle, only, words_of

HEADERS = (
    "Horodateur",
    "Recommanderiez-vous le service ?",
    "Pourquoi cette note ?",
    "Formule",
    "Adresse e-mail",
)
ROWS = (
    ("27/09/2026 08:00:00", "2", "Station vide chaque matin", "Annuelle", "a@exemple.fr"),
    ("27/09/2026 09:00:00", "9", "Très pratique", "Mensuelle", "b@exemple.fr"),
    ("26/09/2026 10:00:00", "12", "Très bien", "Annuelle", "c@exemple.fr"),
    ("25/09/2026 11:00:00", "8", "", "Annuelle", "d@exemple.fr"),
    ("31/09/2026 12:00:00", "7", "Correct", "Mensuelle", "e@exemple.fr"),
    ("24/09/2026 13:00:00", "10", "Rapide et simple, appelez le 06 12 34 56 78", "Annuelle", "f@exemple.fr"),
)
SAMPLES = Path(__file__).parents[3] / "shared" / "samples"


@pytest.fixture
def responses(tmp_path: Path) -> Path:
    return builders.write_csv(tmp_path / "reponses-t3.csv", ROWS, HEADERS)


@pytest.fixture
def panel(sources_panel: SourcesPanel) -> SourcesPanel:
    return sources_panel


def live(study: Study) -> list[str]:
    with study.read() as session:
        return [source.file for source in kept.sources(session) if not source.removed]


def bring_in(panel: SourcesPanel, settle: Settle, *paths: Path) -> None:
    panel.take_files(paths)
    settle()
    panel.wizard.forward()
    panel.wizard.forward()
    settle()


# reading


def test_an_empty_study_offers_one_thing_to_do(panel: SourcesPanel) -> None:
    assert panel.pages.currentWidget() is panel.empty
    assert not panel.importing.isVisible()


def test_files_given_to_the_screen_go_straight_to_their_columns(
    panel: SourcesPanel, settle: Settle, responses: Path
) -> None:
    panel.take_files((responses,))
    settle()
    assert panel.wizard.stage is Stage.COLUMNS
    assert only(panel).state is FileState.READY
    assert panel.wizard.columns.format.title.text() == (
        "Format reconnu\u00a0: Google Forms (CSV, UTF-8, 6 lignes)"
    )


def test_a_dropped_file_is_handed_to_the_window(
    panel: SourcesPanel, context: Context, responses: Path
) -> None:
    given: list[object] = []
    context.files_given.connect(given.append)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(responses))])
    none = Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPointF(10, 10), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, none)
    panel.dropEvent(event)
    assert given == [(responses,)]


def test_refused_rows_are_listed_with_their_cause_and_tinted_in_the_table(
    panel: SourcesPanel, settle: Settle, responses: Path
) -> None:
    panel.take_files((responses,))
    settle()
    said = words_of(panel)
    assert "2 lignes refusées" in said
    assert "Note hors échelle\u00a0: 12" in said
    assert "Attendu\u00a0: de 0 à 10" in said
    assert "Date illisible\u00a0: 31/09/2026 12:00:00" in said
    model = panel.wizard.columns.table.model
    tinted = [bool(model.index(row, 0).data(REFUSED_ROLE)) for row in range(model.rowCount())]
    assert tinted == [False, False, True, False, True, False]


def test_identities_and_telephones_are_veiled_in_the_preview(
    panel: SourcesPanel, settle: Settle, responses: Path
) -> None:
    panel.take_files((responses,))
    settle()
    model = panel.wizard.columns.table.model
    shown = [str(model.index(row, column).data()) for row in range(6) for column in range(5)]
    assert "•••@••• → pseudonyme" in shown
    assert not any("exemple.fr" in cell or "06 12" in cell for cell in shown)
    assert "devient un pseudonyme" in words_of(panel)


def test_a_doubtful_role_is_marked_until_it_is_confirmed(
    panel: SourcesPanel, settle: Settle, tmp_path: Path
) -> None:
    rows = [("oui" if n % 2 else "non", str(n % 11), f"mot{n} deux") for n in range(40)]
    panel.take_files((builders.write_csv(tmp_path / "x.csv", rows, ("abc", "def", "ghi")),))
    settle()
    mapping = only(panel).mapping
    assert mapping is not None
    unsure = [column.index for column in mapping.columns if column.confidence < 0.7]
    assert unsure
    button = panel.wizard.columns.table.header.button(unsure[0])
    assert "à confirmer" in button.accessibleDescription()
    panel.wizard.notes.confirmed.emit()
    settle()
    assert "à confirmer" not in button.accessibleDescription()


def test_a_file_that_cannot_be_read_says_why_and_lets_the_others_in(
    panel: SourcesPanel, settle: Settle, responses: Path, tmp_path: Path, study: Study
) -> None:
    broken = tmp_path / "abime.xlsx"
    broken.write_bytes(b"PK\x03\x04 pas un classeur")
    panel.take_files((broken, responses))
    settle()
    panel.wizard.look_at(broken)
    card = panel.wizard.columns.error_card
    assert card is not None
    assert "votre étude n’a pas changé" in card.accessibleDescription()
    panel.wizard.look_at(responses)
    panel.wizard.forward()
    panel.wizard.forward()
    settle()
    assert live(study) == ["reponses-t3.csv"]


def test_a_refused_file_is_read_anew_once_it_was_mended(
    panel: SourcesPanel, settle: Settle, tmp_path: Path
) -> None:
    path = tmp_path / "vide.csv"
    path.write_text("")
    panel.take_files((path,))
    settle()
    assert only(panel).state is FileState.REFUSED
    builders.write_csv(path, ROWS, HEADERS)
    panel.wizard.columns.retried.emit()
    settle()
    assert only(panel).state is FileState.READY


# correcting


def test_another_role_changes_what_will_come_in(panel: SourcesPanel, settle: Settle, responses: Path) -> None:
    panel.take_files((responses,))
    settle()
    before = only(panel).trial
    panel.wizard.columns.table.choose(2, RoleChoice(Role.IGNORE))
    settle()
    after = only(panel).trial
    assert before is not None
    assert after is not None
    assert (before.verbatims, after.verbatims) == (3, 0)
    button = panel.wizard.columns.table.header.button(2)
    assert button.accessibleName() == "Pourquoi cette note ?\u00a0: Ignorer"


def test_the_menu_of_a_column_offers_each_scale_with_its_direction(
    panel: SourcesPanel, settle: Settle, responses: Path
) -> None:
    panel.take_files((responses,))
    settle()
    menu = panel.wizard.columns.table.menu(1)
    texts = [action.text() for action in menu.actions()]
    for part in menu.findChildren(QMenu):
        texts += [action.text() for action in part.actions()]
    assert "NPS 0–10  ✓" in texts
    assert {"1–5", "1–7", "CES 2.0, 1–7 (7 = facile)", "CES 1.0, 1–5 (1 = facile)"} <= set(texts)
    panel.wizard.columns.table.choose(1, RoleChoice(Role.CES, CES1_SCALE))
    settle()
    mapping = only(panel).mapping
    assert mapping is not None
    assert mapping.columns[1].scale == CES1_SCALE


def test_a_mapping_that_brings_nothing_is_a_mistake_to_mend_not_the_end(
    panel: SourcesPanel, settle: Settle, responses: Path
) -> None:
    panel.take_files((responses,))
    settle()
    for index in range(5):
        panel.wizard.columns.table.choose(index, RoleChoice(Role.IGNORE))
    settle()
    assert only(panel).state is FileState.TO_CHECK
    assert "Donnez un rôle" in words_of(panel)
    assert not panel.wizard.foot.primary.isEnabled()
    panel.wizard.columns.table.choose(1, RoleChoice(Role.NPS, NPS_SCALE))
    settle()
    assert panel.wizard.foot.primary.isEnabled()


def test_a_corrected_separator_gives_other_columns(
    panel: SourcesPanel, settle: Settle, tmp_path: Path
) -> None:
    path = tmp_path / "barres.csv"
    path.write_text("Note, sur 10|Motif, en clair\n" + "9|Bien, vite\n3|Lent, cher\n" * 6, encoding="utf-8")
    panel.take_files((path,))
    settle()
    draft = only(panel)
    assert draft.proposal is not None
    dialog = FormatDialog(panel, panel.theme, file=path.name, proposal=draft.proposal)
    dialog.delimiter.setCurrentIndex(dialog.delimiter.findData("|"))
    choice = dialog.choice()
    assert choice.layout is not None
    panel.wizard.queue.reread(path, format=choice.format, layout=choice.layout)
    settle()
    found = only(panel).proposal
    assert found is not None
    assert found.headers == ("Note, sur 10", "Motif, en clair")
    assert only(panel).trial is not None


def test_only_another_format_takes_the_usual_layout_of_that_format(
    panel: SourcesPanel, settle: Settle, responses: Path
) -> None:
    panel.take_files((responses,))
    settle()
    dialog = FormatDialog(panel, panel.theme, file=responses.name, proposal=only(panel).proposal)
    dialog.format.setCurrentIndex(dialog.format.findData("csv"))
    assert dialog.choice().format == "csv"
    assert dialog.choice().layout is None


def test_survey_and_wave_receive_the_responses(
    panel: SourcesPanel, settle: Settle, responses: Path, study: Study
) -> None:
    panel.take_files((responses,))
    settle()
    row = panel.wizard.columns.format.target
    row.survey.setCurrentText("Abonnés")
    row.wave.setCurrentText("T3 2026")
    row.starts.setText("01/07/2026")
    row.starts.editingFinished.emit()
    settle()
    panel.wizard.forward()
    panel.wizard.forward()
    settle()
    with study.read() as session:
        (survey,) = surveys.surveys(session)
        (wave,) = waves.waves(session)
    assert survey.name == "Abonnés"
    assert (wave.name, str(wave.starts_on)) == ("T3 2026", "2026-07-01")


def test_kept_roles_come_back_with_the_next_file_of_the_form(
    panel: SourcesPanel, settle: Settle, responses: Path, tmp_path: Path
) -> None:
    panel.take_files((responses,))
    settle()
    panel.wizard.columns.table.choose(3, RoleChoice(Role.SINGLE))
    settle()
    panel.wizard.forward()
    panel.wizard.forward()
    settle()
    other = builders.write_csv(tmp_path / "reponses-t4.csv", ROWS[:2], HEADERS)
    panel.take_files((other,))
    settle()
    mapping = only(panel).mapping
    assert mapping is not None
    assert mapping.columns[3].role is Role.SINGLE


# bringing in


def test_control_and_result_account_for_every_row(
    panel: SourcesPanel, settle: Settle, responses: Path
) -> None:
    panel.take_files((responses,))
    settle()
    panel.wizard.forward()
    sentence = "6 lignes = 4 ajoutées + 0 mise à jour + 0 déjà là + 2 refusées"
    assert sentence in [label.text() for label in panel.wizard.control.findChildren(QLabel)]
    assert panel.wizard.foot.primary.accessibleName() == "Importer 4 réponses"
    panel.wizard.forward()
    settle()
    assert sentence in [label.text() for label in panel.wizard.result.findChildren(QLabel)]


def test_the_control_writes_nothing(
    panel: SourcesPanel, settle: Settle, responses: Path, study: Study
) -> None:
    panel.take_files((responses,))
    settle()
    panel.wizard.forward()
    settle()
    assert live(study) == []


def test_a_stopped_import_leaves_nothing(
    panel: SourcesPanel, settle: Settle, responses: Path, tmp_path: Path, study: Study
) -> None:
    other = builders.write_csv(tmp_path / "autre.csv", ROWS[:2], HEADERS)
    panel.take_files((responses, other))
    settle()
    panel.wizard.forward()
    panel.wizard.forward()
    panel.wizard.queue.stop()
    settle()
    assert live(study) == []
    assert [draft.state for draft in panel.wizard.queue.drafts()] == [FileState.STOPPED, FileState.READY]
    with study.read() as session:
        assert surveys.surveys(session) == ()


def test_the_same_file_again_is_announced_as_already_there(
    panel: SourcesPanel, settle: Settle, responses: Path
) -> None:
    bring_in(panel, settle, responses)
    panel.take_files((responses,))
    settle()
    assert "4 lignes déjà là" in words_of(panel)
    panel.wizard.forward()
    said = [label.text() for label in panel.wizard.control.findChildren(QLabel)]
    assert "6 lignes = 0 ajoutée + 0 mise à jour + 4 déjà là + 2 refusées" in said
    assert panel.wizard.foot.primary.accessibleName() == "Importer quand même"


def test_the_end_leads_to_the_verbatims_of_the_file(
    panel: SourcesPanel, settle: Settle, responses: Path, context: Context
) -> None:
    bring_in(panel, settle, responses)
    went: list[Place] = []
    context.went.connect(went.append)
    hands.click(panel.wizard.foot.primary)
    assert went == [Place("verbatims", 'source:"reponses-t3.csv"')]


def test_two_columns_with_the_same_words_stay_two_questions(tmp_path: Path, study: Study) -> None:
    headers = ("Horodateur", "Votre avis ?", "Votre avis ?")
    rows = [(f"2{n}/09/2026 08:00:00", f"bien, mais long {n}", f"rien à redire {n}") for n in range(5)]
    path = builders.write_csv(tmp_path / "doubles.csv", rows, headers)
    mapping = sources.inspect(path, study=study).mapping
    columns = tuple(
        each if each.role is Role.DATE else type(each)(each.index, each.header, Role.TEXT, "Votre avis ?")
        for each in mapping.columns
    )
    chosen = type(mapping)(mapping.format, mapping.kind, mapping.layout, columns)
    outcome = sources.import_file(study, path, mapping=chosen)
    assert (outcome.imported, outcome.verbatims, len(outcome.questions)) == (5, 10, 2)


# the list


def test_the_list_shows_where_each_row_went_and_what_was_refused(
    panel: SourcesPanel, settle: Settle, responses: Path
) -> None:
    bring_in(panel, settle, responses)
    panel.wizard.left.emit()
    settle()
    model = panel.list.model
    assert [str(model.index(0, column).data()) for column in range(7)] == [
        "reponses-t3.csv", "6", "4", "–", "–", "2", "3",
    ]  # fmt: skip
    problems = panel.list.details.model
    assert [problems.index(row, 0).data() for row in range(problems.rowCount())] == ["4", "6"]


def test_a_removed_import_is_struck_and_can_be_brought_back(
    panel: SourcesPanel, settle: Settle, responses: Path, study: Study
) -> None:
    bring_in(panel, settle, responses)
    panel.wizard.left.emit()
    settle()
    hands.click(panel.list.details.removing)
    settle()
    assert live(study) == []
    assert panel.list.model.sources[0].removed
    assert panel.list.details.returning.isVisible()
    hands.click(panel.list.details.returning)
    settle()
    assert live(study) == ["reponses-t3.csv"]
    assert not panel.list.details.returning.isVisible()


def test_a_removal_followed_by_other_acts_is_only_dated(
    panel: SourcesPanel, settle: Settle, responses: Path, study: Study
) -> None:
    bring_in(panel, settle, responses)
    panel.wizard.left.emit()
    settle()
    panel.list.remove()
    settle()
    studies.rename(study, "Autre titre")
    settle()
    assert not panel.list.details.returning.isVisible()
    said = " ".join(label.text() for label in panel.list.details.findChildren(QLabel))
    assert "Import retiré à" in said


def test_undoing_an_import_on_its_result_page_takes_it_back(
    panel: SourcesPanel, settle: Settle, responses: Path, study: Study
) -> None:
    bring_in(panel, settle, responses)
    panel.wizard._undo(only(panel))
    settle()
    assert live(study) == []
    said = " ".join(label.text() for label in panel.wizard.result.findChildren(QLabel))
    assert "Import annulé" in said


def test_the_list_of_refused_rows_opens_in_a_spreadsheet(
    panel: SourcesPanel, settle: Settle, responses: Path, context: Context, tmp_path: Path
) -> None:
    panel.take_files((responses,))
    settle()
    target = tmp_path / "refusees.csv"
    export_problems(context, target, only(panel).problems)
    settle()
    with target.open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file, delimiter=";"))
    assert lines[0] == ["Ligne", "Colonne", "Cause", "Valeur", "Attendu"]
    assert lines[1][:4] == ["4", "Recommanderiez-vous le service ?", "Note hors échelle", "12"]
    assert len(lines) == 3


def test_twins_are_told_apart_by_their_number(
    panel: SourcesPanel, settle: Settle, tmp_path: Path, context: Context
) -> None:
    (tmp_path / "b").mkdir()
    first = builders.write_csv(tmp_path / "r.csv", ROWS[:1], HEADERS)
    second = builders.write_csv(tmp_path / "b" / "r.csv", ROWS[1:2], HEADERS)
    bring_in(panel, settle, first, second)
    panel.wizard.left.emit()
    settle()
    went: list[Place] = []
    context.went.connect(went.append)
    panel.list.see()
    assert went == [Place("verbatims", "source:2")]


# interviews, other languages, accessibility


def test_the_speaker_who_asks_is_a_choice(panel: SourcesPanel, settle: Settle, tmp_path: Path) -> None:
    path = tmp_path / "entretien.txt"
    turns = "".join(
        f"Enquêteur : Question {n} ?\nE-07 : Réponse numéro {n}, tout va bien.\n" for n in range(6)
    )
    path.write_text(turns, encoding="utf-8")
    panel.take_files((path,))
    settle()
    trial = only(panel).trial
    assert trial is not None
    assert trial.verbatims == 6
    panel.wizard.columns.interview.switches["Enquêteur"].setChecked(False)
    settle()
    trial = only(panel).trial
    assert trial is not None
    assert trial.verbatims == 12


def test_the_screen_speaks_english(context: Context, study: Study, settle: Settle, responses: Path) -> None:
    wording.use("en")
    context.show_study(study)
    panel = SourcesPanel(context)
    panel.show()
    panel.take_files((responses,))
    settle()
    said = words_of(panel)
    panel.close()
    panel.deleteLater()
    assert "ligne" not in said
    assert "2 rows refused" in said or "2 refused rows" in said or "refused" in said


def test_a_row_of_the_list_is_read_whole_by_a_screen_reader(
    panel: SourcesPanel, settle: Settle, responses: Path
) -> None:
    bring_in(panel, settle, responses)
    settle()
    said = str(panel.list.model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole))
    assert said.startswith("reponses-t3.csv, Google Forms")
    assert "6 lignes = 4 ajoutées" in said


def test_a_card_is_chosen_by_key(
    panel: SourcesPanel, settle: Settle, responses: Path, tmp_path: Path
) -> None:
    other = builders.write_csv(tmp_path / "autre.csv", ROWS[:2], HEADERS)
    panel.take_files((responses, other))
    settle()
    hands.press(panel.wizard.cards.card(other), Qt.Key.Key_Space)
    assert panel.wizard.current == other


@pytest.mark.samples
@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_every_sample_is_either_ready_or_refused_in_words(
    panel: SourcesPanel, settle: Settle, ending: str
) -> None:
    if not SAMPLES.is_dir():
        pytest.skip("the sample exports are not on this machine")
    panel.take_files(tuple(sorted(path for path in SAMPLES.iterdir() if path.suffix == ending)))
    settle()
    for draft in panel.wizard.queue.drafts():
        panel.wizard.look_at(draft.path)
        assert draft.state in (FileState.READY, FileState.REFUSED), draft.path.name
        assert draft.trial is None or draft.trial.rows > 0


def test_another_study_is_shown_before_it_comes_in(
    panel: SourcesPanel, settle: Settle, tmp_path: Path
) -> None:
    folder = others.qualcoder(tmp_path, others.TALK, [(1, 21, 24, "Oui"), (2, 0, 4, "jamais")])
    panel.take_files((folder,))
    settle()
    said = [label.text() for label in panel.wizard.columns.study.findChildren(QLabel)]
    assert "marie.txt" in said
    assert "4 passages · 1 codage" in said
    assert "Image ou enregistrement sans transcription" in said
    chips = [chip.accessibleName() for chip in panel.wizard.columns.study.findChildren(ChipLabel)]
    assert chips == ["Parent › Enfant", "Parent", "Parent › Enfant › Lenteur", "Accueil"]
    assert "4 codes ajoutés · 1 codage placé · 2 codages non repris" in words_of(panel)
    panel.wizard.forward()
    panel.wizard.forward()
    settle()
    assert panel.context.study is not None
    assert "etude.qda" in live(panel.context.study)
    words = [label.text() for label in panel.wizard.result.findChildren(QLabel)]
    assert "4 codes ajoutés · 1 codage placé · 2 codages non repris" in words


@pytest.mark.parametrize(("second", "announced"), [("essai", ["Écarter 1 réponse de test"]), ("Rien", [])])
def test_only_rows_whose_every_text_is_a_trial_are_announced_as_tests(
    panel: SourcesPanel, settle: Settle, tmp_path: Path, second: str, announced: list[str]
) -> None:
    rows = [
        ("27/09/2026 08:00:00", "2", "Station vide chaque matin", "Le guidon était tordu"),
        ("27/09/2026 09:00:00", "9", "Très pratique", "Rien à redire sur la selle"),
        ("27/09/2026 10:00:00", "5", "test", second),
    ]
    headers = ("Horodateur", "Recommanderiez-vous le service ?", "Pourquoi cette note ?", "Que changer ?")
    panel.take_files((builders.write_csv(tmp_path / "essais.csv", rows, headers),))
    settle()
    assert [switch.text() for switch in panel.wizard.notes.findChildren(Switch)] == announced


def test_answers_without_a_text_lead_to_the_figures(
    panel: SourcesPanel, settle: Settle, context: Context, tmp_path: Path
) -> None:
    gone: list[Place] = []
    context.went.connect(gone.append)
    rows = [(f"2{n}/09/2026 08:00:00", str(n + 1)) for n in range(9)]
    headers = ("Horodateur", "Recommanderiez-vous le service ?")
    bring_in(panel, settle, builders.write_csv(tmp_path / "notes.csv", rows, headers))
    foot = panel.wizard.foot
    assert foot.primary.text() == "Voir les indicateurs"
    assert foot.primary.hasFocus()
    assert not foot.other.isVisible()
    hands.click(foot.primary)
    assert gone[-1].screen == "indicateurs"
