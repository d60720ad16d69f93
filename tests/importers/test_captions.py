"""Captions and transcripts as tools other than the usual ones write them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from engage_desktop.importers.recognise import recognise
from tests.importers.files import text_file, turns

TEAMS = "WEBVTT\n\n0:0:0.0 --> 0:0:2.570\n<v Ana Roux>On commence.</v>\n\n0:1:3.21 --> 0:1:4.130\n<v Bob Petit>Oui.</v>\n"
STREAMED = (
    "WEBVTT\nX-TIMESTAMP-MAP=LOCAL:00:00:00.000,MPEGTS:0\n\n1088:42:00.500 --> 1088:42:07.000\nBonsoir.\n"
)
SBV = "0:00:01.500,0:00:03.000\nBonjour à toutes\net à tous\n\n0:00:03.000,0:00:04.250\nOn commence\n"
WHOLE_SECONDS = "1\n00:00:01 --> 00:00:03\nBonjour\n\n2\n00:00:03 --> 00:00:04\nOn commence\n"
CLOCK_FIRST = (
    "[00:00:03.000] - Ana Roux\nMerci d'être venu. Le trajet ?\n\n[00:01:09.120] - Bob Petit\nLong, mais beau.\n\n"
    "[00:02:00.000] - Ana Roux\nEt le retour ?\n\n[00:02:05.000] - Bob Petit\nDe nuit.\n"
)


def test_times_without_their_zeros_are_times(tmp_path: Path) -> None:
    found = turns(text_file(tmp_path, TEAMS, name="reunion.vtt"))
    assert [(t.written, t.text, t.start_ms) for t in found] == [
        ("Ana Roux", "On commence.", 0),
        ("Bob Petit", "Oui.", 63_210),
    ]


def test_hours_of_a_stream_have_four_digits(tmp_path: Path) -> None:
    found = turns(text_file(tmp_path, STREAMED, name="direct.vtt"))
    assert [(t.text, t.start_ms) for t in found] == [("Bonsoir.", (1088 * 3600 + 42 * 60) * 1000 + 500)]


def test_captions_without_an_arrow_are_captions(tmp_path: Path) -> None:
    path = text_file(tmp_path, SBV, name="captions.sbv")
    assert recognise(path).format == "srt"
    assert [(t.text, t.start_ms, t.end_ms) for t in turns(path)] == [
        ("Bonjour à toutes\net à tous", 1500, 3000),
        ("On commence", 3000, 4250),
    ]


def test_times_may_be_whole_seconds(tmp_path: Path) -> None:
    path = text_file(tmp_path, WHOLE_SECONDS, name="sous-titres.srt")
    assert recognise(path).format == "srt"
    assert [(t.text, t.start_ms) for t in turns(path)] == [("Bonjour", 1000), ("On commence", 3000)]


def test_a_clock_before_the_name_above_what_is_said(tmp_path: Path) -> None:
    found = turns(text_file(tmp_path, CLOCK_FIRST, name="entretien.txt"))
    assert [(t.written, t.text, t.start_ms) for t in found][:2] == [
        ("Ana Roux", "Merci d'être venu. Le trajet ?", 3000),
        ("Bob Petit", "Long, mais beau.", 69_120),
    ]
    assert len(found) == 4


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("elan.tsv", "Locuteur\tDébut\tFin\tTranscription\nAna\t00:00:01.000\t00:00:03.000\t\"Bonjour\nBob\t00:00:03.500\t00:00:06.000\tOui\n"),
        ("montage.csv", 'Speaker Name,Start Time,End Time,Text\nAna,00:00:01:00,00:00:03:00,"""Bonjour"\nBob,00:00:03:12,00:00:06:00,Oui\n'),
        ("secondes.csv", 'speaker;start;end;text\nAna;1,0;3,0;"""Bonjour"\nBob;3,5;6,0;Oui\n'),
        ("milli.csv", 'start,end,speaker,text\n1000,3000,Ana,"""Bonjour"\n3500,6000,Bob,Oui\n'),
    ],
)  # fmt: skip
def test_a_table_of_what_was_said_is_a_transcript(tmp_path: Path, name: str, said: str) -> None:
    path = text_file(tmp_path, said, name=name)
    assert recognise(path).format == "whisper"
    found = turns(path)
    assert [(t.written, t.text, t.end_ms) for t in found] == [("Ana", '"Bonjour', 3000), ("Bob", "Oui", 6000)]
    assert found[0].start_ms == 1000


def test_a_table_that_begins_at_dates_is_no_transcript(tmp_path: Path) -> None:
    said = "Nom,Heure de début,Heure de fin,Contenu\n" + "Ana,13/02/2026 10:00,13/02/2026 11:00,Réunion\n" * 4
    assert recognise(text_file(tmp_path, said)).format != "whisper"


@pytest.mark.parametrize(
    "document",
    [
        {"transcription": [{"offsets": {"from": 1000, "to": 3000}, "text": " Bonjour"}, {"offsets": {"from": 3500, "to": 6000}, "text": " Oui"}]},
        {"utterances": [{"speaker": "A", "start": 1000, "end": 3000, "text": "Bonjour"}, {"speaker": "B", "start": 3500, "end": 6000, "text": "Oui"}]},
        {"results": {"utterances": [{"speaker": 0, "start": 1.0, "end": 3.0, "transcript": "Bonjour"}, {"speaker": 1, "start": 3.5, "end": 6.0, "transcript": "Oui"}]}},
    ],
)  # fmt: skip
def test_what_was_said_is_found_wherever_a_machine_puts_it(tmp_path: Path, document: object) -> None:
    path = text_file(tmp_path, json.dumps(document), name="audio.json")
    assert recognise(path).format == "whisper"
    assert [(t.text, t.start_ms, t.end_ms) for t in turns(path)] == [
        ("Bonjour", 1000, 3000),
        ("Oui", 3500, 6000),
    ]
