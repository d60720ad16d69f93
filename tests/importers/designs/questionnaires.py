"""Builders of small questionnaire files, one for each tool."""

from __future__ import annotations

import json
from pathlib import Path

from engage_desktop.importers.propose import propose
from engage_desktop.importers.reading import read
from engage_desktop.models.sources import DesignRecord, RowProblem
from tests.importers import files

LSS_OLD = """<?xml version="1.0" encoding="UTF-8"?>
<document><LimeSurveyDocType>Survey</LimeSurveyDocType><DBVersion>177</DBVersion>
<answers><rows>
 <row><qid>2</qid><code>A1</code><answer>Souvent</answer><sortorder>1</sortorder><language>fr</language><scale_id>0</scale_id></row>
 <row><qid>2</qid><code>A2</code><answer>Jamais</answer><sortorder>2</sortorder><language>fr</language><scale_id>0</scale_id></row>
 <row><qid>2</qid><code>A1</code><answer>Often</answer><sortorder>1</sortorder><language>en</language><scale_id>0</scale_id></row>
</rows></answers>
<groups><rows>
 <row><gid>1</gid><group_name>Suite</group_name><group_order>2</group_order><language>fr</language></row>
 <row><gid>2</gid><group_name>Début</group_name><group_order>1</group_order><language>fr</language></row>
</rows></groups>
<questions><rows>
 <row><qid>1</qid><parent_qid>0</parent_qid><gid>1</gid><type>T</type><title>pourquoi</title><question><![CDATA[<p>Pourquoi&nbsp;?</p>]]></question><other>N</other><mandatory>Y</mandatory><question_order>1</question_order><language>fr</language><relevance>((usage.NAOK == "A1"))</relevance></row>
 <row><qid>1</qid><parent_qid>0</parent_qid><gid>1</gid><type>T</type><title>pourquoi</title><question>Why?</question><other>N</other><mandatory>Y</mandatory><question_order>1</question_order><language>en</language></row>
 <row><qid>2</qid><parent_qid>0</parent_qid><gid>2</gid><type>L</type><title>usage</title><question>Usage du vélo</question><other>Y</other><mandatory>N</mandatory><question_order>1</question_order><language>fr</language><relevance>1</relevance></row>
</rows></questions>
<subquestions><rows>
 <row><qid>11</qid><parent_qid>3</parent_qid><title>SQ001</title><question>Le confort</question><question_order>1</question_order><language>fr</language><scale_id>0</scale_id></row>
</rows></subquestions>
<surveys><rows><row><sid>12345</sid><language>fr</language><additional_languages>en</additional_languages></row></rows></surveys>
<surveys_languagesettings><rows>
 <row><surveyls_language>fr</surveyls_language><surveyls_title>Les abonnés</surveyls_title><surveyls_welcometext>Bonjour</surveyls_welcometext></row>
 <row><surveyls_language>en</surveyls_language><surveyls_title>Subscribers</surveyls_title></row>
</rows></surveys_languagesettings>
</document>"""

LSS_NEW = """<?xml version="1.0" encoding="UTF-8"?>
<document><LimeSurveyDocType>Survey</LimeSurveyDocType><DBVersion>643</DBVersion>
<groups><rows><row><gid>1</gid><group_order>1</group_order></row></rows></groups>
<questions><rows>
 <row><qid>1</qid><parent_qid>0</parent_qid><gid>1</gid><type>L</type><title>reco</title><other>N</other><mandatory>Y</mandatory><question_order>1</question_order></row>
 <row><qid>2</qid><parent_qid>0</parent_qid><gid>1</gid><type>A</type><title>grille</title><other>N</other><mandatory>N</mandatory><question_order>2</question_order></row>
 <row><qid>3</qid><parent_qid>0</parent_qid><gid>1</gid><type>M</type><title>motifs</title><other>Y</other><mandatory>N</mandatory><question_order>3</question_order><relevance>((reco.NAOK &lt;= 6))</relevance></row>
 <row><qid>4</qid><parent_qid>0</parent_qid><gid>1</gid><type>|</type><title>photo</title><other>N</other><mandatory>N</mandatory><question_order>4</question_order></row>
 <row><qid>5</qid><parent_qid>0</parent_qid><gid>1</gid><type>*</type><title>calcul</title><other>N</other><mandatory>N</mandatory><question_order>5</question_order></row>
 <row><qid>6</qid><parent_qid>0</parent_qid><gid>1</gid><type>T</type><title>mot</title><other>N</other><mandatory>N</mandatory><question_order>6</question_order><relevance>is_empty(reco.NAOK) or count(that.motifs) &gt; 2</relevance></row>
</rows></questions>
<subquestions><rows>
 <row><qid>21</qid><parent_qid>2</parent_qid><title>SQ001</title><question_order>1</question_order><scale_id>0</scale_id></row>
 <row><qid>22</qid><parent_qid>2</parent_qid><title>SQ002</title><question_order>2</question_order><scale_id>0</scale_id></row>
 <row><qid>31</qid><parent_qid>3</parent_qid><title>SQ001</title><question_order>1</question_order><scale_id>0</scale_id></row>
 <row><qid>32</qid><parent_qid>3</parent_qid><title>SQ002</title><question_order>2</question_order><scale_id>0</scale_id></row>
</rows></subquestions>
<question_l10ns><rows>
 <row><qid>1</qid><question>Recommanderiez-vous le service ?</question><language>fr</language></row>
 <row><qid>2</qid><question>Votre avis sur</question><language>fr</language></row>
 <row><qid>21</qid><question>Les vélos</question><language>fr</language></row>
 <row><qid>22</qid><question>Les stations</question><language>fr</language></row>
 <row><qid>3</qid><question>Pour quels motifs ?</question><language>fr</language></row>
 <row><qid>31</qid><question>Le prix</question><language>fr</language></row>
 <row><qid>32</qid><question>Les pannes</question><language>fr</language></row>
 <row><qid>4</qid><question>Une photo</question><language>fr</language></row>
 <row><qid>6</qid><question>Le mot de la fin</question><language>fr</language></row>
</rows></question_l10ns>
<answers><rows>{answers}</rows></answers>
<answer_l10ns><rows>{words}</rows></answer_l10ns>
<surveys><rows><row><sid>12345</sid><language>fr</language></row></rows></surveys>
<surveys_languagesettings><rows><row><surveyls_language>fr</surveyls_language><surveyls_title>Vélos</surveyls_title></row></rows></surveys_languagesettings>
</document>"""


def lss(folder: Path, *, old: bool = False) -> Path:
    """A LimeSurvey structure of the old schema, or of the new one."""
    if old:
        return files.text_file(folder, LSS_OLD, name="abonnes.lss")
    answers = "".join(
        f"<row><aid>{n}</aid><qid>1</qid><code>A{n}</code><sortorder>{n}</sortorder><scale_id>0</scale_id></row>"
        for n in range(11)
    )
    labels = {0: "0 - Pas du tout probable", 10: "10 - Extrêmement probable"}
    words = "".join(
        f"<row><aid>{n}</aid><answer>{labels.get(n, n)}</answer><language>fr</language></row>"
        for n in range(11)
    )
    return files.text_file(folder, LSS_NEW.format(answers=answers, words=words), name="velos.lss")


def qsf(folder: Path, *, blocks_as_list: bool = True) -> Path:
    """A Qualtrics questionnaire of five questions, one of them in the bin."""
    block = {
        "Type": "Default",
        "ID": "BL_1",
        "BlockElements": [{"Type": "Question", "QuestionID": f"QID{n}"} for n in (2, 1, 3, 4)],
    }
    trash = {"Type": "Trash", "ID": "BL_2", "BlockElements": [{"Type": "Question", "QuestionID": "QID5"}]}
    blocks: object = [block, trash] if blocks_as_list else {"0": block, "1": trash}
    questions = {
        "QID1": {"QuestionText": "<b>Pourquoi&nbsp;?</b>", "DataExportTag": "Q2", "QuestionType": "TE", "Selector": "ML",
                 "DisplayLogic": logic("q://QID2/SelectableChoice/3", "Selected")},
        "QID2": {"QuestionText": "Recommanderiez-vous ?", "DataExportTag": "Q1", "QuestionType": "MC", "Selector": "NPS",
                 "Choices": [{"Display": str(n)} for n in range(11)],
                 "Validation": {"Settings": {"ForceResponse": "ON"}}},
        "QID3": {"QuestionText": "Qu'utilisez-vous ?", "DataExportTag": "Q3", "QuestionType": "MC", "Selector": "MAVR",
                 "Choices": {"1": {"Display": "Vélo"}, "2": {"Display": "Bus"}, "4": {"Display": "Autre", "TextEntry": "true"}},
                 "ChoiceOrder": ["2", "1", 4], "RecodeValues": {"1": "10", "2": "20", "4": "40"}},
        "QID4": {"QuestionText": "Notez", "DataExportTag": "Q4", "QuestionType": "Matrix", "Selector": "Likert",
                 "SubSelector": "SingleAnswer", "Choices": {"1": {"Display": "Prix"}, "2": {"Display": "Accueil"}},
                 "Answers": {str(n): {"Display": str(n)} for n in range(1, 6)}},
        "QID5": {"QuestionText": "Ancienne question", "DataExportTag": "Q9", "QuestionType": "TE", "Selector": "SL"},
    }  # fmt: skip
    document = {
        "SurveyEntry": {"SurveyName": "Satisfaction", "SurveyLanguage": "FR"},
        "SurveyElements": [
            {"Element": "BL", "PrimaryAttribute": "Survey Blocks", "Payload": blocks},
            {
                "Element": "FL",
                "PrimaryAttribute": "Survey Flow",
                "Payload": {"Flow": [{"Type": "Block", "ID": "BL_1"}]},
            },
            {"Element": "QC", "PrimaryAttribute": "Survey Question Count", "Payload": None},
            *({"Element": "SQ", "PrimaryAttribute": key, "Payload": each} for key, each in questions.items()),
        ],
    }
    return files.text_file(folder, json.dumps(document, ensure_ascii=False), name="satisfaction.qsf")


def logic(locator: str, operator: str) -> dict[str, object]:
    """A display logic of one expression."""
    expression = {"Type": "Expression", "ChoiceLocator": locator, "Operator": operator}
    return {"0": {"0": expression, "Type": "If"}, "Type": "BooleanExpression"}


def xlsform(folder: Path) -> Path:
    """An XLSForm with groups, a repeat, two languages and an « Autre »."""
    import openpyxl

    book = openpyxl.Workbook()
    survey = book.active
    assert survey is not None
    survey.title = "survey"
    for row in (
        ("type", "name", "label::English (en)", "label::Français (fr)", "required", "relevant"),
        ("start", "start", "", "", "", ""),
        (),
        ("begin_group", "usage", "", "Usage", "", ""),
        ("select_one ouinon", "velo", "Bike?", "Utilisez-vous le vélo ?", "yes", ""),
        ("select_multiple motifs or_other", "motifs", "Why?", "Pour quels motifs ?", "", "${velo} = ‘oui’"),
        ("end_group", "", "", "", "", ""),
        ("range", "note", "", "Quelle note ?", "", "", ""),
        ("text", "mot", "", "Un mot ?", "", "selected(${motifs}, 'prix')"),
        ("begin repeat", "trajets", "", "Trajets", "", ""),
        ("integer", "duree", "", "Durée", "", "${velo} = 'oui' and ${note} > 3"),
        ("end repeat", "", "", "", "", ""),
        ("geopoint", "lieu", "", "Où ?", "", ""),
    ):
        survey.append(list(row))
    choices = book.create_sheet("choices")
    for choice in (
        ("list_name", "name", "label::English (en)", "label::Français (fr)"),
        ("ouinon", "oui", "Yes", "Oui"),
        ("ouinon", "non", "No", "Non"),
        ("motifs", "prix", "Price", "Le prix"),
        ("motifs", "temps", "Time", "Le temps, surtout le matin"),
    ):
        choices.append(list(choice))
    settings = book.create_sheet("settings")
    settings.append(["form_title", "default_language"])
    settings.append(["Enquête vélo", "Français (fr)"])
    path = folder / "velo.xlsx"
    book.save(path)
    return path


def elements(path: Path) -> list[DesignRecord | RowProblem]:
    """Every element of a questionnaire; as many as the proposal announced."""
    proposal = propose(path)
    found = list(read(path, proposal.mapping).records)
    assert len(found) == proposal.rows
    assert all(isinstance(each, DesignRecord | RowProblem) for each in found)
    return [each for each in found if isinstance(each, DesignRecord | RowProblem)]


def questions(path: Path) -> dict[str, DesignRecord]:
    """The elements that come in, by the code of their first question."""
    return {each.drafts[0].code: each for each in elements(path) if isinstance(each, DesignRecord)}
