"""Survey tools, each in a small file of its own: what is read, what is left aside, what is dropped and said."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from engage_desktop.importers.propose import propose
from engage_desktop.importers.reading import read
from engage_desktop.models.sources import Missing, ResponseRecord, Role, RowProblem
from tests.importers import files
from tests.importers.files import column, csv_text, text_file


def table(folder: Path, *rows: tuple[str, ...], delimiter: str = ",", name: str = "export.csv") -> Path:
    return text_file(folder, csv_text(rows, delimiter=delimiter), name=name)


def test_formbricks_guards_are_stripped_and_unfinished_forms_are_kept_as_such(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        ("No.", "Response ID", "Timestamp", "Finished", "Survey ID", "Formbricks ID (internal)", "User ID", "Tags",
         "1. Recommanderiez-vous le service ?", "2. Pourquoi ?"),
        ("1", "r1", "2026-03-01 10:00", "Yes", "s", "", "", "", "9", "'- trop cher pour ce que c'est"),
        ("2", "r2", "2026-03-01 11:00", "No", "s", "", "", "", "4", ""),
    )  # fmt: skip
    proposal = propose(path)
    assert (proposal.recognition.format, proposal.states) == ("formbricks", (("unfinished", 1),))
    found = files.responses(path)
    assert [(each.external_id, each.answers, each.complete) for each in found] == [
        ("r1", (9, "- trop cher pour ce que c'est"), True),
        ("r2", (4, None), False),
    ]


def test_tally_columns_are_preferred_to_the_joined_cell(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        ("Submission ID", "Respondent ID", "Submitted at", "Vos modes ?", "Vos modes ? (Vélo, même électrique)",
         "Vos modes ? (Bus)", "Pourquoi ?"),
        ("a", "p1", "2026-03-01 10:00:00", "Vélo, même électrique, Bus", "TRUE", "TRUE", "Parce que c'est pratique"),
        ("b", "p2", "2026-03-02 10:00:00", "Bus", "FALSE", "TRUE", ""),
    )  # fmt: skip
    proposal = propose(path)
    assert proposal.recognition.format == "tally"
    modes = next(each for each in proposal.mapping.columns if each.role is Role.MULTIPLE)
    assert modes.options == ("Vélo, même électrique", "Bus")
    assert files.answers(path) == [("Vélo, même électrique", "Bus"), ("Bus",)]


@pytest.mark.parametrize(
    ("tool", "headers"),
    [
        (
            "delighted",
            ("id", "score", "comment", "permalink", "created_at", "survey_type", "Person email", "Plan"),
        ),
        (
            "asknicely",
            ("response_id", "answer", "comment", "question_type", "responded", "sent", "email", "segment"),
        ),
        ("retently", ("id", "score", "feedback", "campaignName", "createdDate", "x", "email", "plan")),
        ("nps_list", ("Response ID", "NPS", "Feedback", "y", "Created at", "x", "Email", "plan")),
    ],
)
def test_lists_of_scores_propose_an_nps_with_a_reason(
    tmp_path: Path, tool: str, headers: tuple[str, ...]
) -> None:
    when = next(
        place
        for place, name in enumerate(headers)
        if name.lower() in ("created_at", "responded", "createddate", "created at")
    )
    kind = next(
        (place for place, name in enumerate(headers) if name in ("survey_type", "question_type")), None
    )
    rows = []
    for number in range(12):
        row = [
            f"r{number}",
            str(number % 11),
            f"Un commentaire numéro {number} assez long",
            "z",
            "",
            "",
            f"p{number}@exemple.fr",
            "Annuel",
        ]
        row[when] = str(1_770_000_000 + number)
        if kind is not None:
            row[kind] = "nps"
        rows.append(tuple(row))
    path = table(tmp_path, headers, *rows)
    proposal = propose(path)
    assert proposal.recognition.format == tool
    score = next(each for each in proposal.mapping.columns if each.role is Role.NPS)
    assert score.reason == "tool_recommends_0_10"
    found = files.responses(path)
    assert len(found) == 12
    assert found[0].external_id == "r0"
    assert found[0].submitted_at is not None
    assert found[0].submitted_at.startswith("2026-02-02")
    assert found[0].participant == "p0@exemple.fr"


def test_scores_of_another_survey_are_no_nps(tmp_path: Path) -> None:
    headers = ("id", "score", "comment", "permalink", "created_at", "survey_type")
    rows = [(str(n), str(1 + n % 5), "Un commentaire assez long", "", "1770000000", "csat") for n in range(8)]
    proposal = propose(table(tmp_path, headers, *rows))
    assert Role.NPS not in files.roles(proposal)


def test_the_old_qualtrics_export_has_two_header_rows(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        ("V1", "V2", "V3", "V7", "V8", "V9", "V10", "Q1", "Q2"),
        ("ResponseID", "ResponseSet", "Name", "Status", "StartDate", "EndDate", "Finished",
         "Recommanderiez-vous\nle service ?", "Pourquoi ?"),
        ("R_1", "Default", "", "0", "2016-03-01 10:00:00", "2016-03-01 10:05:00", "1", "9", "Très bien"),
        ("R_2", "Default", "", "1", "2016-03-01 10:00:00", "2016-03-01 10:05:00", "1", "3", "Je regarde le questionnaire"),
        ("R_3", "Default", "", "0", "2016-03-02 10:00:00", "2016-03-02 10:05:00", "0", "-99", ""),
    )  # fmt: skip
    proposal = propose(path)
    assert (proposal.recognition.format, proposal.mapping.layout.header_rows) == ("qualtrics_legacy", 2)
    assert dict(proposal.states) == {"preview": 1, "unfinished": 1}
    found = files.everything(path)
    assert [(p.row, p.reason) for p in found if isinstance(p, RowProblem)] == [(4, "preview_row")]
    kept = [each for each in found if isinstance(each, ResponseRecord)]
    assert [(each.external_id, each.answers, each.complete) for each in kept] == [
        ("R_1", (9, "Très bien"), True),
        ("R_3", (Missing.REFUSED, None), False),
    ]


def test_a_person_chooses_which_states_are_dropped(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        ("Response ID", "Survey ID", "Finished", "Timestamp", "1. Pourquoi ?"),
        ("a", "s", "No", "2026-03-01 10:00", "Une réponse inachevée"),
        ("b", "s", "Yes", "2026-03-01 10:00", "test"),
    )
    mapping = propose(path).mapping
    assert [type(each) for each in read(path, mapping).records] == [ResponseRecord, RowProblem]
    chosen = replace(mapping, dropped=("unfinished",))
    (first, second) = read(path, chosen).records
    assert isinstance(first, RowProblem)
    assert (first.row, first.reason) == (2, "unfinished_row")
    assert isinstance(second, ResponseRecord)
    assert second.answers == ("test",)


def test_a_condensed_surveymonkey_export_has_one_header_row(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        ("Respondent ID", "Collector ID", "Start Date", "End Date", "IP Address", "Pourquoi ?"),
        ("11", "2", "10/28/2015 03:14:07 PM", "10/28/2015 03:20:00 PM", "", "Parce que c'est très pratique"),
        ("12", "2", "10/29/2015 03:14:07 PM", "10/29/2015 03:20:00 PM", "", "Rien à dire de particulier ici"),
    )
    proposal = propose(path)
    assert (proposal.recognition.format, proposal.rows) == ("surveymonkey_condensed", 2)
    assert [each.submitted_at for each in files.responses(path)] == [
        "2015-10-28T15:20:00",
        "2015-10-29T15:20:00",
    ]


def test_numbers_of_a_numeric_surveymonkey_export_mark_the_option_of_their_column(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        ("Respondent ID", "Collector ID", "End Date", "Vos modes ?", "", "", "Pourquoi ?"),
        ("", "", "", "Vélo", "Bus", "Train", "Open-Ended Response"),
        ("11", "2", "10/28/2015 03:20:00 PM", "1", "", "3", "Parce que c'est très pratique"),
        ("12", "2", "10/29/2015 03:20:00 PM", "", "2", "", "Rien à dire de particulier ici"),
        ("13", "2", "10/30/2015 03:20:00 PM", "1", "2", "3", "Tout va bien, merci beaucoup"),
    )
    assert files.answers(path) == [("Vélo", "Train"), ("Bus",), ("Vélo", "Bus", "Train")]


def test_a_limesurvey_vv_export_says_its_tokens(tmp_path: Path) -> None:
    rows = (
        (
            "Response ID",
            "Token",
            "Date submitted",
            "Last page",
            "Start language",
            "Recommanderiez-vous ?",
            "Pourquoi ?",
        ),
        ("id", "token", "submitdate", "lastpage", "startlanguage", "reco", "pourquoi"),
        ("1", "", "2026-03-01 10:00:00", "3", "fr", "A9", "Deux{newline}lignes, {tab}et {lbrace}accolade}"),
        ("2", "", "", "1", "fr", "A3", "{question_not_shown}"),
    )
    text = "\n".join("\t".join(row) for row in rows) + "\n"
    path = text_file(tmp_path, text, name="vvexport_12345.csv")
    proposal = propose(path)
    assert (proposal.recognition.format, proposal.states) == ("limesurvey_vv", (("unfinished", 1),))
    assert column(proposal, "Recommanderiez-vous ?").question_code == "reco"
    found = files.responses(path)
    assert [each.answers for each in found] == [
        (9, "Deux\nlignes, \tet {accolade}"),
        (3, Missing.NOT_APPLICABLE),
    ]
    assert [each.complete for each in found] == [True, False]


def test_a_row_of_hxl_tags_is_a_header(tmp_path: Path) -> None:
    path = table(
        tmp_path,
        ("_uuid", "_submission_time", "Commune", "Pourquoi ?"),
        ("", "#date", "#adm3 +name", "#meta+comment"),
        ("u1", "2026-03-01T10:00:00", "Lyon", "Parce que c'est très pratique"),
    )
    proposal = propose(path)
    assert (proposal.recognition.format, proposal.rows, proposal.mapping.layout.header_rows) == ("kobo", 1, 2)


def test_kobo_booleans_of_a_workbook_are_choices(tmp_path: Path) -> None:
    path = files.workbook(
        tmp_path,
        [
            ("modes", "modes/velo", "modes/bus", "modes_other", "_uuid", "_submission_time", "_index"),
            ("velo bus", True, True, "", "u1", "2026-03-01T10:00:00", 1),
            ("bus", False, True, "La trottinette", "u2", "2026-03-01T11:00:00", 2),
        ],
    )
    proposal = propose(path)
    assert proposal.recognition.format == "kobo"
    assert column(proposal, "modes_other").reason == "other_specify"
    assert files.answers(path, 0) == [("velo", "bus"), ("bus",)]


def test_the_quiz_columns_of_a_french_microsoft_form_are_left_aside(tmp_path: Path) -> None:
    path = files.workbook(
        tmp_path,
        [
            ("ID", "Heure de début", "Heure de fin", "Adresse de messagerie", "Nom", "Total points", "Quiz feedback",
             "Pourquoi\u00a0?", "Points - Pourquoi\u00a0?", "Feedback - Pourquoi\u00a0?"),
            (1, "2026-03-01 10:00:00", "2026-03-01 10:01:00", "anonymous", "", 3, "", "Parce que c'est pratique", 1, ""),
            (2, "2026-03-01 10:00:00", "2026-03-01 10:02:00", "anonymous", "", 3, "", "Je n'ai pas d'avis sur cela", 1, ""),
        ],
    )  # fmt: skip
    proposal = propose(path)
    assert proposal.recognition.format == "ms_forms"
    assert [c.header for c in proposal.mapping.columns if c.role is Role.TEXT] == ["Pourquoi ?"]
    assert [each.participant for each in files.responses(path)] == [None, None]


def test_google_forms_downloaded_from_forms_joins_by_semicolons(tmp_path: Path) -> None:
    rows = [
        (
            f"2026/03/{n:02d} 10:00:00 AM UTC+1",
            "Vélo (même le soir, parfois);Bus" if n % 2 else "Bus",
            str(n % 11),
        )
        for n in range(1, 25)
    ]
    path = table(tmp_path, ("Horodateur", "Vos modes ?", "Recommanderiez-vous le service ?"), *rows)
    proposal = propose(path)
    modes = column(proposal, "Vos modes ?")
    assert (modes.role, modes.separator) == (Role.MULTIPLE, ";")
    assert files.answers(path, 0)[0] == ("Vélo (même le soir, parfois)", "Bus")
