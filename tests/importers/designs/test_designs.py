"""Questionnaires of other tools: their kinds, options, conditions, and what is left out and said."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from engage_desktop.errors import EngageError, Reason
from engage_desktop.importers.propose import propose
from engage_desktop.importers.reading import read
from engage_desktop.importers.recognise import recognise
from engage_desktop.models.sources import RowProblem, SourceKind
from engage_desktop.models.surveys import Condition, QuestionKind
from tests.importers import files
from tests.importers.designs import questionnaires as made


@pytest.mark.samples
@pytest.mark.parametrize(
    ("name", "tool", "rows"),
    [
        ("limesurvey_questionnaire_fr.lss", "limesurvey_lss", 64),
        ("qualtrics_nps.qsf", "qualtrics_qsf", 2),
        ("xlsform_menage_fr.xls", "xlsform", 103),
        ("extra/surveyjs_nps.json", "surveyjs", 7),
    ],
)
def test_a_real_questionnaire_is_recognised_whole(samples: Path, name: str, tool: str, rows: int) -> None:
    proposal = propose(samples / name)
    assert (proposal.recognition.format, proposal.recognition.kind) == (tool, SourceKind.DESIGN)
    assert proposal.rows == rows == len(made.elements(samples / name))


def test_the_two_schemas_of_limesurvey_say_the_same(tmp_path: Path) -> None:
    old = made.questions(made.lss(tmp_path, old=True))
    assert list(old) == ["usage", "pourquoi"]  # in the order of their groups
    assert [(o.code, o.label, o.is_other) for o in old["usage"].drafts[0].options] == [
        ("A1", "Souvent", False),
        ("A2", "Jamais", False),
        ("other", "Autre", True),
    ]
    why = old["pourquoi"].drafts[0]
    assert (why.kind, why.label, why.required) == (QuestionKind.TEXT, "Pourquoi ?", True)
    assert why.condition == Condition("usage", "=", "A1")
    head = read(tmp_path / "abonnes.lss", propose(tmp_path / "abonnes.lss").mapping).design
    assert head is not None
    assert (head.name, head.language, head.welcome) == ("Les abonnés", "fr", "Bonjour")


def test_a_limesurvey_list_of_points_that_recommends_is_an_nps_with_a_reason(tmp_path: Path) -> None:
    found = made.questions(made.lss(tmp_path))
    reco = found["reco"]
    assert (reco.drafts[0].kind, reco.reason) == (QuestionKind.NPS, "wording_recommends_0_10")
    scale = reco.drafts[0].scale
    assert scale is not None
    assert (scale.low_label, scale.high_label) == ("Pas du tout probable", "Extrêmement probable")
    assert [row.code for row in found["grille"].rows] == ["grille_SQ001", "grille_SQ002"]
    assert found["grille"].drafts[0].kind is QuestionKind.GRID
    assert [o.label for o in found["motifs"].drafts[0].options] == ["Le prix", "Les pannes", "Autre"]
    assert found["motifs"].drafts[0].condition == Condition("reco", "<=", "6")


def test_what_is_left_out_is_said(tmp_path: Path) -> None:
    everything = made.elements(made.lss(tmp_path))
    refused = [(each.row, each.column, each.reason) for each in everything if isinstance(each, RowProblem)]
    assert refused == [(4, "photo", "no_such_kind"), (5, "calcul", "not_asked")]
    remarks = made.questions(tmp_path / "velos.lss")["mot"].remarks
    assert [(each.row, each.column, each.reason) for each in remarks] == [
        (6, "mot", "kept_without_condition")
    ]


def test_a_lsa_archive_gives_its_questionnaire(tmp_path: Path) -> None:
    archive = files.zipped(
        tmp_path,
        {"survey_1.lss": made.lss(tmp_path).read_bytes(), "survey_1_responses.lsr": b"<document/>"},
        name="enquete.lsa",
    )
    assert recognise(archive).format == "limesurvey_lss"
    assert len(made.questions(archive)) == 4


@pytest.mark.parametrize("as_list", [True, False])
def test_a_qsf_is_read_in_the_order_of_its_blocks_whatever_their_shape(tmp_path: Path, as_list: bool) -> None:
    path = made.qsf(tmp_path, blocks_as_list=as_list)
    found = made.questions(path)
    assert list(found) == ["Q1", "Q2", "Q3", "Q4"]
    assert found["Q1"].drafts[0].kind is QuestionKind.NPS
    assert found["Q1"].drafts[0].required
    assert found["Q2"].drafts[0].label == "Pourquoi ?"
    assert found["Q2"].drafts[0].condition == Condition("Q1", "=", "3")
    assert [(o.label, o.code, o.is_other) for o in found["Q3"].drafts[0].options] == [
        ("Bus", "20", False),
        ("Vélo", "10", False),
        ("Autre", "40", True),
    ]
    assert [row.label for row in found["Q4"].rows] == ["Prix", "Accueil"]
    trash = made.elements(path)[-1]
    assert isinstance(trash, RowProblem)
    assert (trash.column, trash.reason) == ("Q9", "not_asked")


def test_an_xlsform_keeps_french_words_conditions_and_groups(tmp_path: Path) -> None:
    path = made.xlsform(tmp_path)
    found = made.questions(path)
    assert list(found) == ["velo", "motifs", "note", "mot", "duree"]
    assert found["velo"].drafts[0].label == "Utilisez-vous le vélo ?"
    assert found["velo"].drafts[0].required
    motifs = found["motifs"].drafts[0]
    assert [(o.code, o.label, o.is_other) for o in motifs.options] == [
        ("prix", "Le prix", False),
        ("temps", "Le temps, surtout le matin", False),
        ("other", "Autre", True),
    ]
    assert motifs.condition == Condition("velo", "=", "oui")
    assert found["mot"].drafts[0].condition == Condition("motifs", "has", "prix")
    assert found["note"].drafts[0].kind is QuestionKind.SCALE
    reasons = [each.reason for each in found["duree"].remarks]
    assert reasons == ["kept_without_condition", "kept_once"]
    assert [each.row for each in found.values()] == [5, 6, 8, 9, 11]  # as the sheet numbers them
    assert propose(path).mapping.survey == "Enquête vélo"


def test_a_condition_that_the_asking_of_another_implies_is_whole(tmp_path: Path) -> None:
    import openpyxl

    path = made.xlsform(tmp_path)
    book = openpyxl.load_workbook(path)
    for row in (
        ("begin_group", "g", "", "G", "", "${velo} = 'oui'"),
        ("select_one ouinon", "assistance", "", "Électrique ?", "", ""),
        ("text", "batterie", "", "Quelle batterie ?", "", "${assistance} = 'oui'"),
        ("end_group", "", "", "", "", ""),
    ):
        book["survey"].append(list(row))
    book.save(path)
    found = made.questions(path)
    assert found["batterie"].drafts[0].condition == Condition("assistance", "=", "oui")
    assert not [each for each in found["batterie"].remarks if each.reason == "kept_without_condition"]


def test_surveyjs_is_read_from_pages_or_from_the_root(tmp_path: Path) -> None:
    questions = [
        {"type": "rating", "name": "score", "title": {"default": "Rate us", "fr": "Notez-nous"}, "rateMin": 0, "rateMax": 10},
        {"type": "panel", "name": "p", "visibleIf": "{score} <= 6", "elements": [
            {"type": "comment", "name": "why-not", "title": "Pourquoi ?"},
            {"type": "checkbox", "name": "what", "title": "Quoi ?", "choices": ["Prix", {"value": 2, "text": "Pannes"}],
             "showOtherItem": True, "otherText": "Autre (précisez)"}]},
        {"type": "matrix", "name": "m", "title": "Avis", "columns": [1, 2, 3, 4, 5], "rows": ["Vélos", "Stations"]},
        {"type": "expression", "name": "e", "title": "Calcul"},
    ]  # fmt: skip
    rooted = files.text_file(tmp_path, json.dumps({"elements": questions}), name="racine.json")
    paged = files.text_file(
        tmp_path, json.dumps({"title": "T", "pages": [{"elements": questions}]}), name="pages.json"
    )
    assert made.elements(rooted)[0] == made.elements(paged)[0]
    found = made.questions(rooted)
    assert list(found) == ["score", "why_not", "what", "m"]
    assert (found["score"].drafts[0].kind, found["score"].reason) == (QuestionKind.SCALE, "bare_0_10")
    assert found["score"].drafts[0].label == "Notez-nous"
    assert found["why_not"].drafts[0].condition == Condition("score", "<=", "6")
    assert [(o.code, o.label, o.is_other) for o in found["what"].drafts[0].options] == [
        ("Prix", "Prix", False), ("2", "Pannes", False), ("other", "Autre (précisez)", True),
    ]  # fmt: skip
    assert [row.label for row in found["m"].rows] == ["Vélos", "Stations"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.lss", '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x "y">]><document><LimeSurveyDocType>Survey</LimeSurveyDocType></document>'),
        ("b.lss", "<document><LimeSurveyDocType>Survey</LimeSurveyDocType><questions><rows>"),
        ("c.qsf", '{"SurveyEntry": {}, "SurveyElements": '),
        ("d.qsf", '{"SurveyEntry": {}, "SurveyElements": [1, null, {"Element": "SQ", "Payload": 3}]}'),
        ("e.json", '{"elements": [{"type": "text", "name": "a"}, {"type"'),
    ],
)  # fmt: skip
def test_a_hostile_or_broken_questionnaire_is_refused_in_one_sentence(
    tmp_path: Path, name: str, text: str
) -> None:
    path = files.text_file(tmp_path, text, name=name)
    with pytest.raises(EngageError) as raised:
        propose(path)
    assert raised.value.reason in (
        Reason.FILE_DAMAGED,
        Reason.NO_ROWS,
        Reason.FORMAT_UNKNOWN,
        Reason.FORMAT_MISMATCH,
        Reason.XML_WITH_DTD,
    )
