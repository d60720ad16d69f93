"""Interviews cut into turns: documents, texts, captions."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest

from engage_desktop.errors import EngageError, Reason
from engage_desktop.importers.propose import propose
from engage_desktop.importers.reading import read
from engage_desktop.importers.recognise import recognise
from engage_desktop.importers.turns import Line, transcript
from engage_desktop.models.personal import marks_in
from engage_desktop.models.sources import InterviewProfile, RowProblem, SourceKind, TurnRecord
from tests.importers.files import document, text_file, turns, zipped
from tests.interviews import talk_file

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
    assert [(t.written, t.interviewer, t.text) for t in turns(path)] == [
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
    assert [getattr(each, "speaker", "") for each in found] == ["", "E-03", "", "E-03"]
    assert [getattr(each, "written", "") for each in found] == ["Marie", "Paul", "Marie", "Paul"]
    assert reading.profile is not None
    assert reading.profile.participant == "E-03"


def test_captions_give_times_and_speakers(tmp_path: Path) -> None:
    said = "WEBVTT\n\n1\n00:00:04.859 --> 00:00:07.410\nAnna B: On y va ?\n\n2\n00:00:08.000 --> 00:00:09.000\net vite\n\n3\n00:00:10.000 --> 00:00:11.000\n<v Léo C>D'accord &amp; merci</v>\n"
    path = text_file(tmp_path, said, name="zoom.vtt")
    assert [(t.row, t.written, t.text, t.start_ms, t.end_ms) for t in turns(path)] == [
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


def odt(folder: Path, body: str, *, name: str = "entretien.odt") -> Path:
    """An OpenDocument text of this body."""
    names = {
        "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
        "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
        "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
        "dc": "http://purl.org/dc/elements/1.1/",
    }
    spaces = " ".join(f'xmlns:{short}="{long}"' for short, long in names.items())
    content = f"<office:document-content {spaces}><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    members = {"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": content.encode()}
    return zipped(folder, members, name=name)


def pdf(folder: Path, pages: list[list[str]], *, name: str = "entretien.pdf") -> Path:
    """A PDF of these lines; a page without lines is a picture for whoever reads it."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    kids = []
    for lines in pages:
        shown = "".join(f"({line}) Tj 0 -14 Td " for line in lines)
        stream = f"BT /F1 11 Tf 50 780 Td {shown}ET" if lines else ""
        objects.append(f"<< /Length {len(stream.encode('cp1252'))} >>\nstream\n{stream}\nendstream")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {len(objects)} 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    out, offsets = b"%PDF-1.4\n", []
    for number, made in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{made}\nendobj\n".encode("cp1252")
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{offset:010} 00000 n \n".encode() for offset in offsets)
    out += f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF".encode()
    path = folder / name
    path.write_bytes(out)
    return path


def test_an_open_document_becomes_turns_with_its_notes(tmp_path: Path) -> None:
    path = odt(
        tmp_path,
        '<text:h text:outline-level="1">Usages</text:h><text:p>Q :<text:s text:c="2"/>Quand<text:tab/>?</text:p>'
        "<text:tracked-changes><text:p>effacé</text:p></text:tracked-changes>"
        "<text:p>R : Hier<office:annotation><dc:creator>Ana</dc:creator><text:p>elle hésite</text:p></office:annotation>.</text:p>"
        "<table:table><table:table-row><table:table-cell><text:p>Q</text:p></table:table-cell>"
        "<table:table-cell><text:p>Et puis ?</text:p></table:table-cell></table:table-row></table:table>",
    )  # fmt: skip
    assert recognise(path).format == "interview_odt"
    found = turns(path)
    assert [(t.row, t.speaker, t.interviewer, t.text, t.heading, t.notes) for t in found] == [
        (2, "Q", True, "Quand\t?", "Usages", ()), (3, "R", False, "Hier.", "Usages", ("Ana : elle hésite",)),
        (4, "Q", True, "Et puis ?", "Usages", ()),
    ]  # fmt: skip


def test_a_rich_text_becomes_turns(tmp_path: Path) -> None:
    said = r"{\rtf1\ansi\ansicpg1252 Enqu\'eatrice : Vous venez souvent ?\par R : Tous les jours, l'\'e9t\'e9.\par Enqu\'eatrice : Et l\u8217?hiver ?\par R : Non.\par}"
    path = text_file(tmp_path, said, name="entretien.rtf")
    assert recognise(path).format == "interview_rtf"
    assert [(t.written, t.text) for t in turns(path)] == [
        ("Enquêtrice", "Vous venez souvent ?"), ("R", "Tous les jours, l'été."), ("Enquêtrice", "Et l’hiver ?"), ("R", "Non."),
    ]  # fmt: skip
    row = r"{\rtf1\ansi \trowd\cellx1\cellx2 Anna\cell Ça va ?\cell\row \trowd Léo\cell Oui.\cell\row \trowd Anna\cell Bien ?\cell\row}"
    path = text_file(tmp_path, row, name="table.rtf", encoding="cp1252")
    assert [(t.written, t.text) for t in turns(path)] == [
        ("Anna", "Ça va ?"),
        ("Léo", "Oui."),
        ("Anna", "Bien ?"),
    ]


def test_a_pdf_gives_its_turns_with_their_pages(tmp_path: Path) -> None:
    path = pdf(
        tmp_path,
        [
            [
                "Rapport 2026",
                "Q : Vous venez souvent en ville pour vos achats",
                "de la semaine ?",
                "R : Oui.",
                "1",
            ],
            [],
            ["Rapport 2026", "Q : Et le dimanche ?", "R : Jamais, tout est ferm\\351.", "3"],
            ["Rapport 2026", "R : Sauf le march\\351.", "4"],
        ],
    )
    proposal = propose(path)
    assert proposal.recognition.format == "interview_pdf"
    found = list(read(path, proposal.mapping).records)
    assert [(each.speaker, each.text, each.page) for each in found if isinstance(each, TurnRecord)] == [
        ("Q", "Vous venez souvent en ville pour vos achats de la semaine ?", 1), ("R", "Oui.", 1),
        ("Q", "Et le dimanche ?", 3), ("R", "Jamais, tout est fermé.", 3), ("R", "Sauf le marché.", 4),
    ]  # fmt: skip
    assert [(each.reason, each.value) for each in found if isinstance(each, RowProblem)] == [
        ("page_without_text", "2")
    ]
    assert len(found) == proposal.rows


def test_a_scan_says_that_it_has_no_text(tmp_path: Path) -> None:
    with pytest.raises(EngageError) as refused:
        propose(pdf(tmp_path, [[], []]))
    assert (refused.value.reason, refused.value.facts) == (Reason.NO_TEXT, {"pages": "2"})


@pytest.mark.parametrize("name", ["e.pdf", "e.rtf", "e.odt", "e.json"])
def test_a_broken_document_is_refused(tmp_path: Path, name: str) -> None:
    whole = {
        "e.pdf": pdf(tmp_path, [["R : oui."]], name="w.pdf").read_bytes(),
        "e.rtf": rb"{\rtf1 {\u99999999999999999999999999 ",
        "e.odt": odt(tmp_path, "<text:p>oui</text:p>", name="w.odt").read_bytes(),
        "e.json": b'{"text": "a", "segments": [{"start": 0, "end": 1, "text": "a"},',
    }[name]
    path = tmp_path / name
    path.write_bytes(whole if name in ("e.json", "e.rtf") else whole[: len(whole) // 2 + 1])
    with pytest.raises(EngageError):
        propose(path)


def test_markdown_loses_its_marks_and_not_its_words(tmp_path: Path) -> None:
    said = "# Usages\n\n**Enquêtrice :** Quand ?\n\n**E-07 :** *Hier*, 2 * 3 fois.\n> et encore\n\n**Enquêtrice :** Ah ?\n"
    path = text_file(tmp_path, said, name="entretien.md")
    assert [(t.speaker, t.text, t.heading) for t in turns(path)] == [
        ("Enquêtrice", "Quand ?", "Usages"), ("E-07", "Hier, 2 * 3 fois.\net encore", "Usages"), ("Enquêtrice", "Ah ?", "Usages"),
    ]  # fmt: skip


def test_comments_of_a_document_stay_with_their_turn(tmp_path: Path) -> None:
    import docx

    made = docx.Document()
    made.add_paragraph("Q : Quand ?")
    paragraph = made.add_paragraph("R : Hier.")
    made.add_comment(paragraph.runs, text="elle hésite", author="Ana")
    made.add_paragraph("Q : Ah ?")
    path = tmp_path / "e.docx"
    made.save(str(path))
    assert [t.notes for t in turns(path)] == [(), ("Ana : elle hésite",), ()]


def test_times_and_guide_questions_of_a_transcript_are_kept(tmp_path: Path) -> None:
    said = "Thème 1 : Usages\n[00:01:02] Q : Quand ?\nR (00:01:05) : Hier.\nQuestion 2 – Le prix\nQ : Cher ?\nR : Oui.\n"
    path = text_file(tmp_path, said, name="e.txt")
    assert [(t.written, t.start_ms, t.heading) for t in turns(path)] == [
        ("Q", 62_000, "Thème 1 : Usages"), ("R", 65_000, "Thème 1 : Usages"),
        ("Q", None, "Question 2 – Le prix"), ("R", None, "Question 2 – Le prix"),
    ]  # fmt: skip
    teams = "Marie Dupont   0:03\nBonjour à tous.\n\nPaul Durand   0:09\nBonjour.\n\nMarie Dupont   1:02:03\nOn y va ?\n"
    path = text_file(tmp_path, teams, name="teams.txt")
    assert [(t.written, t.start_ms, t.text) for t in turns(path)] == [
        ("Marie Dupont", 3_000, "Bonjour à tous."), ("Paul Durand", 9_000, "Bonjour."), ("Marie Dupont", 3_723_000, "On y va ?"),
    ]  # fmt: skip


def test_whisper_writes_segments_chunks_and_tables(tmp_path: Path) -> None:
    cases = {
        "cli.json": '{"text": " a b", "segments": [{"id": 0, "start": 0.0, "end": 1.5, "text": " Été."}], "language": "fr"}',
        "api.json": '{"task": "transcribe", "language": "french", "duration": 2, "text": "x", "segments": [{"id": 0, "seek": 0, "start": 0, "end": 1.5, "text": "Été."}]}',
        "hf.json": '{"text": "x", "chunks": [{"timestamp": [0.0, null], "text": " Été."}]}',
        "t.tsv": "start\tend\ttext\n0\t1500\tÉté.\n",
    }  # fmt: skip
    for name, said in cases.items():
        path = text_file(tmp_path, said, name=name)
        proposal = propose(path)
        assert proposal.recognition.format == "whisper", name
        reading = read(path, proposal.mapping)
        (turn,) = list(reading.records)
        assert isinstance(turn, TurnRecord)
        assert (turn.text, turn.start_ms, turn.end_ms) == ("Été.", 0, None if name == "hf.json" else 1500)
        assert reading.profile is not None
        assert reading.profile.language == ("fr" if name in ("cli.json", "api.json") else "")


def test_otranscribe_gives_its_times(tmp_path: Path) -> None:
    html = '<p><span class=\\"timestamp\\" data-timestamp=\\"12.5\\">0:12</span> Anna : Ça va&nbsp;?</p><p>Léo : Oui.<br />Très.</p><p>Anna : Bien ?</p>'
    path = text_file(tmp_path, f'{{"text": "{html}", "media": "son.mp3", "media-time": 20}}', name="e.otr")
    assert recognise(path).format == "otranscribe"
    assert [(t.written, t.text, t.start_ms) for t in turns(path)] == [
        ("Anna", "Ça va ?", 12_500), ("Léo", "Oui.\nTrès.", None), ("Anna", "Bien ?", None),
    ]  # fmt: skip


def test_what_people_say_twice_is_said_twice(tmp_path: Path) -> None:
    said = "WEBVTT\n\n00:00.000 --> 00:01.000\n<v S00>Oui.</v>\n\nNOTE pause\n\n00:01.000 --> 00:02.000\n<v S01>Oui.\n\n00:02.000 --> 00:03.000\n<v S01>(..) Bon.\n"
    path = text_file(tmp_path, said, name="n.vtt")
    assert [(t.speaker, t.text, t.repeats) for t in turns(path)] == [
        ("S00", "Oui.", False), ("S01", "Oui.", False), ("S01", "(..) Bon.", False)
    ]  # fmt: skip


def test_rolled_captions_are_counted_as_said_already(tmp_path: Path) -> None:
    said = (
        "WEBVTT\nKind: captions\nLanguage: fr\n\n00:00.000 --> 00:01.000 align:start\n \nbon<00:00:00.500><c> jour</c>\n\n"
        "00:01.000 --> 00:01.010\nbon jour\n \n\n00:01.010 --> 00:02.000\nbon jour\nà<00:00:01.500><c> tous</c>\n"
    )
    path = text_file(tmp_path, said, name="y.vtt")
    assert [(t.text, t.repeats) for t in turns(path)] == [("bon jour", False), ("", True), ("à tous", False)]
    profile = read(path, propose(path).mapping).profile
    assert profile is not None
    assert profile.language == "fr"


def test_subtitles_keep_all_that_is_said_whatever_their_numbers(tmp_path: Path) -> None:
    said = "00:00:00,000 --> 00:00:01,000\nsans numéro\n\nsuite\n\n7\n00:00:01,000 --> 00:00:02,000\nété\n1\n00:00:02,000 --> 00:00:03,000\nfin\n"
    path = text_file(tmp_path, said, name="s.srt", encoding="cp1252")
    assert recognise(path).format == "srt"
    assert [t.text for t in turns(path)] == ["sans numéro\nsuite", "été", "fin"]


def test_two_interviews_of_a_respondent_without_name_are_two_people(tmp_path: Path) -> None:
    for name in ("lundi.txt", "mardi.txt"):
        path = text_file(tmp_path, "Q : Ça va ?\nR : Oui.\nQ : Bien ?\nR : Oui.\n", name=name)
        profile = read(path, propose(path).mapping).profile
        assert profile is not None
        assert profile.participant == name[:5]


def test_names_of_who_speaks_stay_out(tmp_path: Path) -> None:
    said = (
        "Nom : Claire Martin\nProfession : infirmière\nEnquêtrice : Anne Petit\n\n"
        "Anne Petit : Vous venez souvent ?\nClaire Martin : Oui.\nMarc : Non, jamais.\nAnne Petit : Pourquoi ?\n"
        "Claire Martin : Par goût.\nMarc : Trop cher.\n"
    )
    path = text_file(tmp_path, said, name="e.txt")
    mapping = propose(path).mapping
    assert mapping.speakers == (
        ("Anne Petit", "interviewer"), ("Claire Martin", "Participant 1"), ("Marc", "Participant 2"),
    )  # fmt: skip
    reading = read(path, mapping)
    assert reading.profile is not None
    assert (reading.profile.attributes, reading.profile.note) == ((), "Profession : infirmière")
    found = [each for each in reading.records if isinstance(each, TurnRecord)]
    assert [(each.speaker, each.interviewer) for each in found] == [
        ("", True), ("Participant 1", False), ("Participant 2", False),
    ] * 2  # fmt: skip


def test_roles_and_codes_are_kept_as_they_are_written(tmp_path: Path) -> None:
    said = "Enquêtrice : Ça va ?\nE-07 : Oui.\nRépondant 2 : Non.\nEnquêtrice : Ah ?\nE-07 : Si.\nRépondant 2 : Bof.\n"
    assert [t.speaker for t in turns(text_file(tmp_path, said, name="e.txt"))][:3] == [
        "Enquêtrice", "E-07", "Répondant 2",
    ]  # fmt: skip


def test_what_turns_and_notes_cite_has_its_mark(tmp_path: Path) -> None:
    import dataclasses

    path = text_file(
        tmp_path, "Q : Votre adresse ?\nR : c.martin@exemple.fr.\nQ : Ah ?\nR : Oui.\n", name="e.txt"
    )
    proposal = propose(path)
    assert proposal.personal_data.email == 1
    assert [t.text for t in turns(path)][1] == "c.martin@exemple.fr."
    mapping = dataclasses.replace(proposal.mapping, replaced=marks_in("fr"))
    found = [each for each in read(path, mapping).records if isinstance(each, TurnRecord)]
    assert found[1].text == "[adresse e-mail]."


# several who answer


def test_each_of_several_respondents_is_a_participant(tmp_path: Path) -> None:
    found = turns(talk_file(tmp_path))
    assert [each.participant for each in found] == [
        "", "entretien / Nadia", "", "entretien / Karim", "entretien / Nadia", "entretien / Karim",
    ]  # fmt: skip


def test_a_respondent_known_by_a_code_is_the_same_in_every_interview(tmp_path: Path) -> None:
    path = tmp_path / "groupe.txt"
    path.write_text(
        "Animateur : Qui commence ?\nP3 : Moi.\nRépondant 1 : Non, moi.\nP3 : D'accord.\n", encoding="utf-8"
    )
    assert [each.participant for each in turns(path)] == ["", "P3", "groupe / Répondant 1", "P3"]


def test_one_respondent_is_whom_the_interview_is_with(tmp_path: Path) -> None:
    path = tmp_path / "seule.txt"
    path.write_text(
        "Enquêteur : Alors ?\nNadia : Oui.\nEnquêteur : Et puis ?\nNadia : Non.\n", encoding="utf-8"
    )
    assert {each.participant for each in turns(path)} == {""}


def test_the_age_at_the_head_of_a_group_is_nobody_s(tmp_path: Path) -> None:
    path = talk_file(tmp_path)
    profile = read(path, propose(path).mapping).profile
    assert profile is not None
    assert (profile.attributes, profile.note) == ((("Ville", "Nantes"),), "Âge : 34 ans")


def test_letters_with_a_dot_are_speakers_where_both_are_there() -> None:
    asked = transcript(
        [
            Line(1, "Q. Et l’accueil ?"),
            Line(2, "R. Aimable."),
            Line(3, "Q. Et l’eau ?"),
            Line(4, "R. Froide."),
        ]
    )
    assert [(turn.speaker, turn.text) for turn in asked.turns][:2] == [
        ("Q", "Et l’accueil ?"),
        ("R", "Aimable."),
    ]
    assert asked.asking == ("Q",)
    named = transcript(
        [Line(1, "R. Martin est venu."), Line(2, "R. Petit aussi."), Line(3, "Personne d’autre.")]
    )
    assert {turn.speaker for turn in named.turns} == {""}


def test_a_bracket_is_a_speaker_beside_a_time_and_a_laugh_else() -> None:
    said = transcript(
        [
            Line(1, "[Speaker 1] (00:00:01) Bonjour."),
            Line(2, "[Speaker 2] (00:00:09) L’accueil est bon."),
            Line(3, "[Speaker 1] (00:00:15) Très bien."),
        ]
    )
    assert [(turn.speaker, turn.start_ms) for turn in said.turns] == [
        ("Speaker 1", 1000), ("Speaker 2", 9000), ("Speaker 1", 15000),
    ]  # fmt: skip
    laughs = transcript([Line(1, "[rires] Oui."), Line(2, "[rires] Non."), Line(3, "[rires] Si.")])
    assert {turn.speaker for turn in laughs.turns} == {""}


def test_moments_of_a_hundred_thousand_digits_hold_nothing_up(tmp_path: Path) -> None:
    file = text_file(tmp_path, f"start\tend\ttext\n0\t{'9' * 100_000}\tBonjour\n5\t9\tOui\n", name="dit.tsv")
    with contextlib.suppress(EngageError):
        assert propose(file).rows
