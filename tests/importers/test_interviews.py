"""Interviews cut into turns: documents, texts, captions."""

from __future__ import annotations

from pathlib import Path

from engage_desktop.importers.propose import propose
from engage_desktop.importers.reading import read
from engage_desktop.importers.recognise import recognise
from engage_desktop.models.sources import InterviewProfile, SourceKind
from tests.importers.files import document, text_file, turns

GUIDE = [
    ("Title", "Entretien E-07"),
    ("Normal", "Participante : E-07"),
    ("Normal", "Âge : 40-59 ans"),
    ("Normal", "Date : 12/09/2026"),
    ("Heading 2", "Usages"),
    ("Normal", "Enquêtrice : Racontez-moi une chose : le dernier trajet ?"),
    ("Normal", "E-07 : Hier matin."),
    ("Normal", "Il y a un point : la pente."),
    ("Normal", ""),
    ("Heading 2", "Caution"),
    ("Normal", "Enquêtrice : Et la caution ?"),
    ("Normal", "E-07 : Rien compris."),
]


def test_a_document_becomes_turns_with_headings_and_a_profile(tmp_path: Path) -> None:
    path = document(tmp_path, GUIDE)
    assert recognise(path).kind is SourceKind.INTERVIEW
    found = turns(path)
    assert [(t.row, t.speaker, t.interviewer, t.heading) for t in found] == [
        (6, "Enquêtrice", True, "Usages"), (7, "E-07", False, "Usages"),
        (11, "Enquêtrice", True, "Caution"), (12, "E-07", False, "Caution"),
    ]  # fmt: skip
    assert found[1].text == "Hier matin.\nIl y a un point : la pente."
    profile = read(path, propose(path).mapping).profile
    assert profile == InterviewProfile("E-07", "2026-09-12", (("Âge", "40-59 ans"),))


def test_a_table_of_two_columns_is_a_transcript(tmp_path: Path) -> None:
    import docx

    made = docx.Document()
    table = made.add_table(rows=0, cols=2)
    for speaker, said in [
        ("Locuteur", "Propos"),
        ("Anna", "Ça va ?"),
        ("Léo", "Oui."),
        ("Anna", "Sûr ?"),
        ("Léo", "Oui oui."),
    ]:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = speaker, said
    path = tmp_path / "table.docx"
    made.save(str(path))
    assert [(t.speaker, t.interviewer, t.text) for t in turns(path)] == [
        ("Anna", True, "Ça va ?"), ("Léo", False, "Oui."), ("Anna", True, "Sûr ?"), ("Léo", False, "Oui oui."),
    ]  # fmt: skip


def test_a_text_file_becomes_turns(tmp_path: Path) -> None:
    said = (
        "Âge : 30 ans\n\nQ : Vous venez d'où ?\nR : De loin.\nTrès loin.\n\nQ : Ah ?\nR : Oui : de Brest.\n"
    )
    path = text_file(tmp_path, said, name="entretien.txt", encoding="cp1252")
    assert [(t.row, t.speaker, t.interviewer, t.text) for t in turns(path)] == [
        (3, "Q", True, "Vous venez d'où ?"), (4, "R", False, "De loin.\nTrès loin."), (7, "Q", True, "Ah ?"), (8, "R", False, "Oui : de Brest."),
    ]  # fmt: skip


def test_a_text_without_speakers_is_one_record_per_paragraph(tmp_path: Path) -> None:
    path = document(
        tmp_path, [("Normal", "J'aime bien, vraiment."), ("Normal", ""), ("Normal", "Mais c'est cher.")]
    )
    assert [(t.row, t.speaker, t.text) for t in turns(path)] == [
        (1, "", "J'aime bien, vraiment."),
        (3, "", "Mais c'est cher."),
    ]


def test_a_speaker_may_be_renamed_or_named_interviewer(tmp_path: Path) -> None:
    import dataclasses

    path = text_file(tmp_path, "Marie : oui.\nPaul : non.\nMarie : si.\nPaul : non !\n", name="e.txt")
    mapping = dataclasses.replace(
        propose(path).mapping, speakers=(("Marie", "interviewer"), ("Paul", "E-03"))
    )
    reading = read(path, mapping)
    found = list(reading.records)
    assert [getattr(each, "speaker", "") for each in found] == ["Marie", "E-03", "Marie", "E-03"]
    assert reading.profile is not None
    assert reading.profile.participant == "E-03"


def test_captions_give_times_and_speakers(tmp_path: Path) -> None:
    said = "WEBVTT\n\n1\n00:00:04.859 --> 00:00:07.410\nAnna B: On y va ?\n\n2\n00:00:08.000 --> 00:00:09.000\net vite\n\n3\n00:00:10.000 --> 00:00:11.000\n<v Léo C>D'accord &amp; merci</v>\n"
    path = text_file(tmp_path, said, name="zoom.vtt")
    assert [(t.row, t.speaker, t.text, t.start_ms, t.end_ms) for t in turns(path)] == [
        (1, "Anna B", "On y va ?", 4859, 7410), (2, "Anna B", "et vite", 8000, 9000), (3, "Léo C", "D'accord & merci", 10000, 11000),
    ]  # fmt: skip


def test_rolling_captions_are_told_once(tmp_path: Path) -> None:
    said = "WEBVTT\n\n00:00.000 --> 00:01.000\nbonjour<00:00:00.500><c> à</c>\n\n00:01.000 --> 00:02.000\nbonjour à\nvous<c> tous</c>\n"
    assert [t.text for t in turns(text_file(tmp_path, said, name="y.vtt"))] == ["bonjour à", "vous tous"]


def test_a_subtitle_file_is_read(tmp_path: Path) -> None:
    path = text_file(
        tmp_path,
        "1\r\n00:00:00,000 --> 00:00:05,000\r\nParfait !\r\n\r\n2\r\n00:00:05,000 --> 00:00:06,000\r\nété\r\n",
        name="s.srt",
        encoding="cp1252",
    )
    assert [(t.text, t.end_ms) for t in turns(path)] == [("Parfait !", 5000), ("été", 6000)]
