"""Exports of survey tools in other languages, versions and shapes than the usual ones."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from engage_desktop.importers.propose import propose
from engage_desktop.importers.recognise import recognise
from engage_desktop.models.sources import ColumnMapping, DateOrder, Role, SourceKind
from engage_desktop.models.surveys import Condition
from tests.importers.designs import questionnaires as made
from tests.importers.files import column, csv_text, responses, text_file

MEANS = ("Vélo", "Bus, tram", "Marche")


def one(folder: Path, header: str, cells: Sequence[str], *, first: str = "Numéro") -> ColumnMapping:
    """What is proposed for a column that stands beside a number."""
    rows = [[first, header], *([f"n{place}", cell] for place, cell in enumerate(cells))]
    return column(propose(text_file(folder, csv_text(rows))), header)


def test_answers_that_nobody_gave_do_not_make_a_comment_a_list(tmp_path: Path) -> None:
    said = [f"Remarque numéro {place}" for place in range(9)]
    assert one(tmp_path, "explication", [*said, *["NA"] * 21]).role is Role.TEXT


@pytest.mark.parametrize(
    ("header", "role"),
    [("Avis", Role.TEXT), ("Pourquoi roulez-vous ?", Role.SINGLE), ("location_id", Role.IGNORE)],
)
def test_comments_that_come_back_are_comments_and_keys_are_no_figures(
    tmp_path: Path, header: str, role: Role
) -> None:
    said = ["Très bon accueil", "Trop cher pour moi", "Je reviendrai sans hésiter"] * 20
    cells = [str(n * 7 % 50 + 900) for n in range(60)] if role is Role.IGNORE else said
    assert one(tmp_path, header, cells).role is role


def test_single_answers_that_hold_the_separator_are_no_multiple_choice(tmp_path: Path) -> None:
    found = one(tmp_path, "Votre priorité [Rang 1]", ["Trier par thème, langue ou niveau", "Comparer"] * 12)
    assert (found.role, set(found.options)) == (
        Role.SINGLE,
        {"Trier par thème, langue ou niveau", "Comparer"},
    )


@pytest.mark.parametrize("separator", [";", ", ", "\n"])
def test_the_separator_that_leaves_the_fewest_options_is_the_one(tmp_path: Path, separator: str) -> None:
    cells = [separator.join(MEANS[:n]) for n in (1, 2, 3)] * 8 + list(MEANS) * 4
    found = one(tmp_path, "Quels trajets faites-vous ?", cells)
    assert (found.role, found.separator, set(found.options)) == (Role.MULTIPLE, separator, set(MEANS))


@pytest.mark.parametrize(
    ("header", "cells", "role", "reason"),
    [
        ("nps_score", ["9", "10", "3", "7"] * 6, Role.NPS, "wording_recommends_0_10"),
        ("Q2_Reco", ["9", "10", "3", "7"] * 6, Role.NPS, "wording_recommends_0_10"),
        ("Q3_Commentaire", [f"Remarque {n}" for n in range(24)], Role.TEXT, "wording_open"),
        ("DATE_SAISIE", ["13/02/2026 10:05"] * 24, Role.DATE, "dates"),
        ("submitted_at", ["13/02/2026 - 10:05"] * 24, Role.DATE, "dates"),
        ("Code postal", [f"0{n}000" for n in range(1, 9)] * 3, Role.ATTRIBUTE, "profile_name"),
        ("Adresse postale", [f"{n} rue des Lilas" for n in range(24)], Role.IGNORE, "postal_address"),
        ("Quel est votre nom ?", [f"Ana {n}" for n in range(24)], Role.PARTICIPANT, "person_name"),
        ("firstName", [f"Ana {n}" for n in range(24)], Role.PARTICIPANT, "person_name"),
        ("Q12", ["Lyon", "Nantes"] * 12, Role.SINGLE, "few_values"),
    ],
)
def test_names_that_programs_give_are_read_as_words(
    tmp_path: Path, header: str, cells: list[str], role: Role, reason: str
) -> None:
    found = one(tmp_path, header, cells)
    assert (found.role, found.reason) == (role, reason)


def test_ticks_are_ticks_in_other_languages(tmp_path: Path) -> None:
    rows = [["id", "submitdate", "lastpage", "P5[O1]", "P5[O2]", "P6"]]
    rows += [
        [str(n), "2026-02-03 10:00:00", "3", *said]
        for n, said in enumerate([("Sí", "No", "A"), ("No", "Sí", "B")] * 10)
    ]
    proposal = propose(text_file(tmp_path, csv_text(rows)))
    found = column(proposal, "P5[O1]")
    assert (found.role, found.options, found.columns) == (Role.MULTIPLE, ("O1", "O2"), (4,))
    assert column(proposal, "P6").role is Role.SINGLE  # a code asks, in a tool where every column does


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (["respondent_id", "collector_id", "date_modified"], ["Internet", "Un ami", "Response", "Open-Ended Response"]),
        (["ID du répondant", "ID du collecteur", "Date de fin"], ["Internet", "Un ami", "Réponse", "Réponse ouverte"]),
    ],
)  # fmt: skip
def test_surveymonkey_in_french_and_of_today(tmp_path: Path, first: list[str], second: list[str]) -> None:
    rows = [
        [*first, "Comment nous connaissez-vous ?", "", "Note de 0 à 10", "Pourquoi ?"],
        ["", "", "", *second],
    ]
    rows += [
        [f"118{n}", "4", "25/10/2026 10:00", "Internet", "Un ami" if n % 2 else "", str(n % 11), f"Mot {n}"]
        for n in range(24)
    ]
    path = text_file(tmp_path, csv_text(rows))
    proposal = propose(path)
    assert proposal.recognition.format == "surveymonkey"
    assert proposal.mapping.layout.dates is DateOrder.DAY_FIRST
    assert column(proposal, "Pourquoi ?").role is Role.TEXT
    assert [c.options for c in proposal.mapping.columns if c.role is Role.MULTIPLE] == [
        ("Internet", "Un ami")
    ]
    assert len(responses(path)) == 24


def test_odk_central_says_its_own_columns(tmp_path: Path) -> None:
    head = [
        "SubmissionDate",
        "menage-village",
        "trajets",
        "trajets/velo",
        "trajets/bus",
        "meta-instanceID",
        "KEY",
        "SubmitterName",
    ]
    rows = [head] + [
        ["2026-02-03T10:00:00.123Z", "Aka", "velo bus", "1", "1", f"uuid:{n}", f"uuid:{n}", "Ana"]
        for n in range(20)
    ]
    proposal = propose(text_file(tmp_path, csv_text(rows)))
    assert proposal.recognition.format == "kobo"
    roles = {each.header: each.role for each in proposal.mapping.columns}
    assert (roles["SubmissionDate"], roles["meta-instanceID"]) == (Role.DATE, Role.RESPONSE_ID)
    assert roles["SubmitterName"] is roles["KEY"] is Role.IGNORE
    assert column(proposal, "trajets/velo").options == ("velo", "bus")


def test_choices_of_qualtrics_are_joined_by_bare_commas(tmp_path: Path) -> None:
    rows = [
        ["ResponseId", "Q2"],
        ["ID", "Quels canaux ? - Choix sélectionné"],
        ['{"ImportId":"a"}', '{"ImportId":"b"}'],
    ]
    rows += [
        [f"R_{n}", said]
        for n, said in enumerate(["Site,Boutique", "Site", "Boutique,Téléphone", "Téléphone"] * 6)
    ]
    found = propose(text_file(tmp_path, csv_text(rows))).mapping.columns[1]
    assert (found.role, set(found.options)) == (Role.MULTIPLE, {"Site", "Boutique", "Téléphone"})


def test_the_options_of_typeform_end_with_other(tmp_path: Path) -> None:
    rows = [["#", "Vélo", "Bus", "Other", "Pluie", "Neige", "Submit Date (UTC)", "Network ID"]]
    rows += [[f"h{n}", "Vélo", "Bus", "", "Pluie", "Neige", "2026-02-03 10:00:00", "x"] for n in range(20)]
    found = [
        c.options
        for c in propose(text_file(tmp_path, csv_text(rows))).mapping.columns
        if c.role is Role.MULTIPLE
    ]
    assert found == [("Vélo", "Bus"), ("Pluie", "Neige")] or found == [
        ("Vélo", "Bus", "Other"),
        ("Pluie", "Neige"),
    ]


def test_google_forms_names_its_moment_in_the_language_of_the_form(tmp_path: Path) -> None:
    rows = [["Marca temporal", "Agence"]] + [
        ["13/02/2026 10:05:00", said] for said in ("Lyon", "Nantes") * 10
    ]
    path = text_file(tmp_path, csv_text(rows))
    assert recognise(path).format == "google_forms"
    assert responses(path)[0].submitted_at == "2026-02-13T10:05:00"


SURVEY = [["type", "name", "label::Français (fr)", "relevant"], ["begin_group", "g", "Groupe", ""], ["select_one ouinon", "velo", "Roulez-vous ?", ""],
          ["text", "mot", "Un mot ?", "${velo} = 'oui'"], ["integer", "duree", "Combien de minutes ?", ""], ["end_group", "", "", ""]]  # fmt: skip
CHOICES = [["list_name", "name", "label"], ["ouinon", "oui", "Oui"], ["ouinon", "non", "Non"]]


def test_an_xlsform_may_be_one_sheet_in_csv(tmp_path: Path) -> None:
    path = text_file(tmp_path, csv_text(SURVEY, delimiter=";"), name="questionnaire.csv")
    proposal = propose(path)
    assert (proposal.recognition.format, proposal.recognition.kind) == ("xlsform", SourceKind.DESIGN)
    found = made.elements(path)
    assert [getattr(each, "reason", "") for each in found][:1] == [
        "no_such_kind"
    ]  # its list of choices is not there
    assert list(made.questions(path)) == ["mot", "duree"]


def test_an_xlsform_may_be_all_sheets_in_one_csv(tmp_path: Path) -> None:
    rows = [["survey"], *(["", *row] for row in SURVEY), ["choices"], *(["", *row] for row in CHOICES)]
    path = text_file(tmp_path, csv_text(rows), name="questionnaire.csv")
    found = made.questions(path)
    assert list(found) == ["velo", "mot", "duree"]
    assert [each.label for each in found["velo"].drafts[0].options] == ["Oui", "Non"]
    assert found["mot"].drafts[0].condition == Condition("velo", "=", "oui")


def test_codes_then_wordings_are_two_header_rows(tmp_path: Path) -> None:
    rows = [
        ["ID", "Q1", "Q2"],
        ["Identifiant", "Recommanderiez-vous nos services ?", "Quelle note leur donnez-vous sur 5 ?"],
    ]
    rows += [[str(n), str(n % 11), str(1 + n % 5)] for n in range(24)]
    path = text_file(tmp_path, csv_text(rows))
    proposal = propose(path)
    assert (proposal.recognition.format, proposal.rows) == ("coded", 24)
    found = column(proposal, "Recommanderiez-vous nos services ?")
    assert (found.role, found.question_code) == (Role.NPS, "Q1")


def test_answers_under_codes_are_no_wordings(tmp_path: Path) -> None:
    rows = [["id", "motif", "suite"]] + [
        [str(n), f"Il y a trop de bruit {n}", f"Rien de plus à dire {n}"] for n in range(24)
    ]
    assert propose(text_file(tmp_path, csv_text(rows))).rows == 24


def test_of_sheets_that_nothing_tells_apart_the_answers_are_taken(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["Indicateur", "Valeur"])
    book.active.append(["Répondants", 24])
    sheet = book.create_sheet("Réponses")
    sheet.append(["Agence", "Recommanderiez-vous nos services ?"])
    for n in range(24):
        sheet.append([("Lyon", "Nantes")[n % 2], n % 11])
    book.save(tmp_path / "enquete.xlsx")
    assert recognise(tmp_path / "enquete.xlsx").layout.sheet == "Réponses"


@pytest.mark.parametrize(
    ("header", "cells", "role", "ends"),
    [
        ("Satisfaction", ["8/10", "10 / 10", "3/10"], Role.SCALE, (0, 10)),
        ("Note globale", ["4/5", "5/5", "2/5"], Role.SCALE, (1, 5)),
        ("Êtes-vous satisfait ?", ["★★★★★", "★★★☆☆", "★"], Role.CSAT, (1, 5)),
    ],
)
def test_points_out_of_a_best_one_and_stars_are_scores(
    tmp_path: Path, header: str, cells: list[str], role: Role, ends: tuple[int, int]
) -> None:
    found = one(tmp_path, header, cells * 8)
    assert found.scale is not None
    assert (found.role, found.scale.low, found.scale.high) == (role, *ends)
    points = {each.answers[0] for each in responses(tmp_path / "reponses.csv")}
    assert points == {8: {8, 10, 3}, 4: {4, 5, 2}}.get(
        int(cells[0][0]) if cells[0][0].isdigit() else 0, {5, 3, 1}
    )
