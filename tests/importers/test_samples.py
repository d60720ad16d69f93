"""Real exports: the tool is recognised and every row is accounted for."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from engage_desktop import paths
from engage_desktop.errors import EngageError, Reason
from engage_desktop.importers.propose import propose
from engage_desktop.importers.reading import read
from engage_desktop.models.sources import Role, RowProblem

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT.parent / "shared" / "samples"
EXAMPLE = paths.resources() / "samples" / "velos-partages"
TOOLS = {
    "google_forms_fr_horodateur.csv": "google_forms", "google_forms_fr.xlsx": "google_forms", "ms_forms_en.xlsx": "ms_forms",
    "surveymonkey_2_entetes_cp1252.csv": "surveymonkey", "typeform_2016.csv": "typeform", "qualtrics_3_entetes.csv": "qualtrics",
    "limesurvey_fr_reponses.csv": "limesurvey", "kobo_export_fr.csv": "kobo", "sphinx_iq_export_fr.xlsx": "sphinx",
    "csv_fr_point_virgule_cp1252.csv": "csv", "zoom_transcript.vtt": "vtt", "sous_titres_fr.srt": "srt", "entretien.docx": "interview_docx",
}  # fmt: skip


@pytest.mark.samples
@pytest.mark.parametrize(("name", "tool"), TOOLS.items())
def test_a_real_export_is_read_whole(name: str, tool: str) -> None:
    if not SAMPLES.is_dir():
        pytest.skip("the samples are not on this machine")
    known = json.loads((SAMPLES / "EXPECTED.json").read_text(encoding="utf-8"))[name]
    rows = (
        known.get("reponses")
        or known.get("lignes")
        or known.get("repliques")
        or known["mesure"].get("cues")
        or 3
    )
    proposal = propose(SAMPLES / name)
    found = list(read(SAMPLES / name, proposal.mapping).records)
    assert proposal.recognition.format == tool
    assert proposal.rows == len(found) == rows
    assert not [each for each in found if isinstance(each, RowProblem)]


# Format, rows, and how many of them say nothing that a person wrote.
MENTIONS = {
    "x_archive_tweets.js": ("x_archive", 3, 0), "extra/x_api_v2.jsonl": ("x_api_v2", 1, 0), "mastodon_outbox.json": ("mastodon", 15, 3),
    "messenger_mojibake_fr.json": ("meta_messages", 5, 3), "whatsapp_ios_fr.txt": ("whatsapp", 15, 6), "extra/telegram_result.json": ("telegram", 2, 0),
    "extra/discord_chatexporter.json": ("discord", 5, 0), "youtube_comment_threads.json": ("youtube_api", 5, 0),
}  # fmt: skip


@pytest.mark.samples
@pytest.mark.parametrize("name", MENTIONS)
def test_a_real_export_of_mentions_is_read_whole(samples: Path, name: str) -> None:
    tool, rows, silent = MENTIONS[name]
    known = json.loads((samples / "EXPECTED.json").read_text(encoding="utf-8"))[name]
    stated = (
        known.get("mentions"),
        known.get("elements"),
        known["mesure"].get("messages"),
        known["mesure"].get("n_messages"),
    )
    proposal = propose(samples / name)
    found = list(read(samples / name, proposal.mapping).records)
    assert proposal.recognition.format == tool
    assert proposal.rows == len(found) == next((each for each in stated if each), rows) == rows
    assert sum(isinstance(each, RowProblem) for each in found) == silent


@pytest.mark.samples
def test_headers_that_were_decoded_wrongly_are_mended(samples: Path) -> None:
    with pytest.raises(EngageError) as caught:
        propose(samples / "extra" / "entetes_mojibake_macroman_fr.csv")
    assert caught.value.reason is Reason.NO_ROWS
    assert "Êtes-vous à la recherche" in str(caught.value.facts["headers"])
    assert "difficultés_recherche" in str(caught.value.facts["headers"])


@pytest.mark.parametrize("name", ["reponses-t1-2026.csv", "reponses-t2-2026.xlsx", "reponses-t3-2026.csv"])
def test_the_example_survey_is_recognised(name: str) -> None:
    if not (EXAMPLE / name).is_file():
        pytest.skip("the example study is not written yet")
    proposal = propose(EXAMPLE / name)
    assert proposal.recognition.format == "google_forms"
    assert [column.role for column in proposal.mapping.columns] == [
        Role.DATE, Role.NPS, Role.TEXT, Role.CSAT, Role.CES, Role.MULTIPLE, Role.TEXT, *[Role.ATTRIBUTE] * 4,
    ]  # fmt: skip


def test_the_example_mentions_and_interviews_are_recognised() -> None:
    if not (EXAMPLE / "entretien-e02.docx").is_file():
        pytest.skip("the example study is not written yet")
    assert propose(EXAMPLE / "mentions-septembre-2026.csv").recognition.format == "mentions"
    for name, person in (("entretien-e01.docx", "E-01"), ("entretien-e02.docx", "E-02")):
        proposal = propose(EXAMPLE / name)
        reading = read(EXAMPLE / name, proposal.mapping)
        assert proposal.mapping.speakers == (("Enquêtrice", "interviewer"), (person, person))
        assert reading.profile is not None
        assert reading.profile.participant == person
        assert len(list(reading.records)) == proposal.rows
