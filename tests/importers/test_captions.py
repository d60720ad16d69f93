"""Captions and transcripts as tools other than the usual ones write them."""

from __future__ import annotations

from pathlib import Path

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
