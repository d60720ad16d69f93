"""Studies of other tools: their codes, their texts as turns, each coding on its words or lost with a reason."""

from __future__ import annotations

import contextlib
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from engage_desktop.errors import EngageError, Reason
from engage_desktop.importers.projects.colours import hue_of
from engage_desktop.importers.projects.placing import Wanted, clean, placed
from engage_desktop.importers.propose import propose
from engage_desktop.importers.reading import read
from engage_desktop.models.personal import marks_in
from engage_desktop.models.projects import StudyDocument
from engage_desktop.models.sources import RowProblem, SourceKind
from tests.importers.files import text_file, zipped
from tests.importers.projects import studies
from tests.importers.projects.studies import TALK

CODES = studies.code("A", "Accueil", studies.code("A1", "Chaleur")) + studies.code("L", "Lenteur")


def at(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def test_a_project_gives_turns_with_their_codes(tmp_path: Path) -> None:
    inside = studies.selection(*at(TALK, "accueil est très bien"), "A1", name="accueil est très bien")
    path = studies.qdpx(tmp_path, studies.qde(studies.text_source("e1", inside, text=TALK), codes=CODES))
    proposal = propose(path)
    assert (proposal.recognition.format, proposal.mapping.kind) == ("refi_project", SourceKind.STUDY)
    assert [(code.name, code.parent, code.color) for code in proposal.codes] == [
        ("Accueil", "", 1), ("Chaleur", "A", 1), ("Lenteur", "", 1),
    ]  # fmt: skip
    (document,) = studies.documents(path)
    assert isinstance(document, StudyDocument)
    assert [(turn.speaker, turn.interviewer) for turn in document.turns] == [
        ("Enquêtrice", True), ("Participant 1", False), ("Enquêtrice", True), ("Participant 1", False),
    ]  # fmt: skip
    assert document.turns[1].text == "Oui, l'accueil est très bien.\nMais c'est lent."
    assert studies.coded(document) == [("A1", "accueil est très bien")]
    assert document.participant == "Marie"


def test_a_coding_over_several_turns_is_cut_into_one_for_each(tmp_path: Path) -> None:
    start, end = TALK.index("Mais"), TALK.index("Très lent") + 4
    inside = studies.selection(start, end, "L")
    path = studies.qdpx(tmp_path, studies.qde(studies.text_source("e1", inside, text=TALK), codes=CODES))
    (document,) = studies.documents(path)
    assert isinstance(document, StudyDocument)
    assert studies.coded(document) == [("L", "Mais c'est lent."), ("L", "Lent ?"), ("L", "Très")]
    assert (document.passages, document.lost) == (1, ())


def test_a_coding_of_a_whole_source_is_on_each_turn(tmp_path: Path) -> None:
    inside = '<Coding><CodeRef targetGUID="L"/></Coding>'
    path = studies.qdpx(tmp_path, studies.qde(studies.text_source("e1", inside, text=TALK), codes=CODES))
    (document,) = studies.documents(path)
    assert isinstance(document, StudyDocument)
    assert [(each.turn, each.start) for each in document.codings] == [(place, None) for place in range(4)]


def test_a_name_or_a_title_that_was_coded_keeps_its_tag(tmp_path: Path) -> None:
    text = "Entretien du 12 mai\n" + TALK
    inside = studies.selection(*at(text, "Entretien du"), "A") + studies.selection(*at(text, "Marie"), "L")
    path = studies.qdpx(tmp_path, studies.qde(studies.text_source("e1", inside, text=text), codes=CODES))
    (document,) = studies.documents(path)
    assert studies.coded(document) == [
        ("A", "Entretien du"), ("L", "Oui, l'accueil est très bien.\nMais c'est lent."),
    ]  # fmt: skip


def test_texts_lie_in_the_archive_and_nowhere_else(tmp_path: Path) -> None:
    outside = text_file(tmp_path, "secret", name="dehors.txt")
    sources = (
        studies.text_source("dedans", "", path="internal://TEXTE.txt")
        + studies.text_source("absent", "", path="internal://rien.txt")
        + studies.text_source("dehors", "", path=f"absolute://{outside}")
        + studies.text_source("plus haut", "", path="internal://../dehors.txt")
        + '<PictureSource guid="P" name="photo"/>'
    )
    path = studies.qdpx(tmp_path, studies.qde(sources), {"texte.TXT": "\ufeffBonjour à tous.\r\n".encode()})
    found = studies.documents(path)
    assert isinstance(found[0], StudyDocument)
    assert [turn.text for turn in found[0].turns] == ["Bonjour à tous."]
    assert [(each.row, each.column, each.reason) for each in found[1:] if isinstance(each, RowProblem)] == [
        (2, "absent", "study_not_inside"), (3, "dehors", "study_elsewhere"),
        (4, "plus haut", "study_not_inside"), (5, "photo", "study_media"),
    ]  # fmt: skip


def test_variables_cases_and_notes_come_along(tmp_path: Path) -> None:
    more = (
        '<Variables><Variable guid="V" name="Âge" typeOfVariable="Integer"/></Variables>'
        '<Cases><Case guid="C" name="Marie D"><SourceRef targetGUID="S-e1"/>'
        '<VariableValue><VariableRef targetGUID="V"/><IntegerValue>40</IntegerValue></VariableValue></Case></Cases>'
        '<Notes><Note guid="N" name="Ton"><PlainTextContent>elle rit</PlainTextContent></Note></Notes>'
    )
    noted = studies.selection(*at(TALK, "Très lent"), inside='<NoteRef targetGUID="N"/>')
    source = studies.text_source("e1", "<Description>au café</Description>" + noted, text=TALK)
    path = studies.qdpx(tmp_path, studies.qde(source, codes=CODES, more=more))
    (document,) = studies.documents(path)
    assert isinstance(document, StudyDocument)
    assert (document.participant, document.attributes) == ("Marie D", (("Âge", "40"),))
    assert document.turns[3].notes == ("Ton : elle rit",)
    assert read(path, propose(path).mapping).memo == "e1 : au café"


def test_transcripts_of_recordings_are_texts(tmp_path: Path) -> None:
    source = (
        '<AudioSource guid="X" name="son"><Transcript guid="T"><PlainTextContent>Un. Deux. Trois.</PlainTextContent>'
        '<SyncPoint guid="P1" position="4" timeStamp="10"/><SyncPoint guid="P2" position="9" timeStamp="20"/>'
        '<TranscriptSelection fromSyncPoint="P1" toSyncPoint="P2"><Coding><CodeRef targetGUID="L"/></Coding>'
        '</TranscriptSelection></Transcript><AudioSelection begin="0" end="5"><Coding><CodeRef targetGUID="A"/></Coding>'
        "</AudioSelection></AudioSource>"
    )
    (document,) = studies.documents(studies.qdpx(tmp_path, studies.qde(source, codes=CODES)))
    assert isinstance(document, StudyDocument)
    assert studies.coded(document) == [("L", "Deux.")]
    assert [each.reason for each in document.lost] == ["coding_not_text"]


@pytest.mark.parametrize("shift", ["crlf", "utf16", "bytes", "nfd", "off by two"])
def test_shifted_offsets_are_put_right_by_their_words(shift: str) -> None:
    lines = ["Élise 😤 arrive.", "Elle déplore l'attente.", "Puis elle repart."]
    raw = "\r\n".join(lines)
    words = "déplore l'attente"
    start = raw.index(words)
    end = start + len(words)
    if shift == "crlf":
        raw = raw.replace("\r\n", "\n")
    elif shift == "utf16":
        start, end = start + 1, end + 1
    elif shift == "bytes":
        start, end = len(raw[:start].encode()), len(raw[:end].encode())
    elif shift == "nfd":
        raw = raw.replace("É", "E\u0301").replace("é", "e\u0301")
        start, end = raw.index("de\u0301plore"), raw.index("attente") + 7
    else:
        start, end = start + 2, end + 2
    (place,) = placed(raw, [Wanted(start, end, words)])
    assert not isinstance(place, str)
    assert clean(raw)[slice(*place)] == words


def test_what_proves_nothing_is_placed_as_its_neighbours_are() -> None:
    raw = "😤 un deux trois"
    proved = len("😤 ".encode()), len("😤 un".encode())
    unproved = len("😤 un deux ".encode()), len(raw.encode())
    found = placed(raw, [Wanted(*proved, "un deux"[:2] + " deux"), Wanted(*proved, "un "), Wanted(*unproved)])
    assert found[2] == "coding_outside" or not isinstance(found[2], str)
    found = placed(
        raw, [Wanted(len("😤 un ".encode()), len("😤 un deux".encode()), "deux"), Wanted(*unproved)]
    )
    assert [clean(raw)[slice(*each)] for each in found if not isinstance(each, str)] == ["deux", "trois"]


def test_words_that_left_the_text_are_said_lost() -> None:
    assert placed("Bonjour à tous.", [Wanted(0, 7, "Au revoir", certain=True)]) == ["coding_not_found"]
    assert placed("Bonjour.", [Wanted(90, 99)]) == ["coding_outside"]
    assert placed("Bonjour à tous.", [Wanted(0, 7, "un titre")]) == [(0, 7)]


def test_taguette_counts_in_bytes_and_its_dots_make_a_tree(tmp_path: Path) -> None:
    html = "<p><strong>Enquêtrice :</strong> Ça va&nbsp;?</p>\n<p><strong>Répondante :</strong> C’est <em>long</em> 😤, très.</p><p>Voilà.</p><p>Enquêtrice : Oui ?</p>"
    flat = "Enquêtrice : Ça va\u00a0?\nRépondante : C’est long 😤, très.Voilà."
    span = [len(flat[: flat.index("long")].encode()), len(flat[: flat.index(", très")].encode())]
    over = [len(flat[: flat.index("très")].encode()), len(flat.encode())]
    marks = [
        (span[0], span[1], "<p>long 😤</p>", (2,)),
        (over[0], over[1], "<p>très.</p><p>Voilà.</p>", (1, 2)),
    ]
    path = studies.taguette(tmp_path, html, marks)
    proposal = propose(path)
    assert proposal.recognition.format == "taguette"
    assert [(code.name, code.parent) for code in proposal.codes] == [("délai", ""), ("attente", "1")]
    (document,) = studies.documents(path)
    assert isinstance(document, StudyDocument)
    assert document.turns[1].text == "C’est long 😤, très.\nVoilà."
    assert studies.coded(document) == [("2", "long 😤"), ("1", "très.\nVoilà."), ("2", "très.\nVoilà.")]


def test_a_colour_of_qualcoder_that_is_a_number_is_none(tmp_path: Path) -> None:
    path = studies.qualcoder(tmp_path, TALK, []) / "data.qda"
    with contextlib.closing(sqlite3.connect(path)) as db, db:
        db.execute("ALTER TABLE code_name DROP COLUMN color")
        db.execute("ALTER TABLE code_name ADD COLUMN color INT DEFAULT 255")
    assert [code.color for code in propose(path).codes] == [0, 0, 0, 0]


def test_qualcoder_is_a_folder_with_a_database(tmp_path: Path) -> None:
    edited = "Ah. " + TALK
    path = studies.qualcoder(
        tmp_path, edited, [(1, *at(TALK, "Très lent"), "Très lent"), (2, 0, 9, "jamais dit"), (2, *at(TALK, "accueil"), "accueil")]
    )  # fmt: skip
    proposal = propose(path / "data.qda")
    assert [(code.name, code.parent, code.color) for code in proposal.codes] == [
        ("Enfant", "cat:2", 0), ("Parent", "", 0), ("Lenteur", "cat:1", 7), ("Accueil", "", 0),
    ]  # fmt: skip
    document, photo = studies.documents(path / "data.qda")
    assert studies.coded(document) == [("2", "accueil"), ("1", "Très lent")]
    assert isinstance(document, StudyDocument)
    assert [(each.reason, each.value) for each in document.lost] == [("coding_not_found", "jamais dit")]
    assert (document.participant, document.attributes) == ("Marie D", (("Âge", "40"),))
    assert isinstance(photo, RowProblem)
    assert photo.reason == "study_media"


def test_a_codebook_alone_gives_its_codes_as_rows(tmp_path: Path) -> None:
    book = (
        '<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="Taguette 1.5"><Codes>'
        + studies.code("2", "délai.attente")
        + studies.code("1", "délai")
        + studies.code("3", "seul.orphelin")
        + "</Codes></CodeBook>"
    )
    path = text_file(tmp_path, book, name="codes.qdc")
    proposal = propose(path)
    assert (proposal.recognition.format, proposal.rows) == ("refi_codebook", 3)
    assert [(code.name, code.parent) for code in proposal.codes] == [
        ("délai", ""), ("attente", "1"), ("seul.orphelin", ""),
    ] or [(code.name, code.parent) for code in proposal.codes] == [
        ("délai", ""), ("seul.orphelin", ""), ("attente", "1"),
    ]  # fmt: skip


def test_a_hostile_project_is_refused_in_one_sentence(tmp_path: Path) -> None:
    bomb = '<!DOCTYPE Project [<!ENTITY a "x">]>' + studies.qde(studies.text_source("e", "", text="&a;"))[38:]
    cut = "<Project xmlns='urn:QDA-XML:project:1.0'><Sources>"
    for data, reason in ((bomb, Reason.XML_WITH_DTD), (cut, Reason.FILE_DAMAGED)):
        path = zipped(tmp_path, {"p.qde": data.encode()}, name="p.qdpx")
        with pytest.raises(EngageError) as refused:
            propose(path)
        assert refused.value.reason is reason
    path = zipped(tmp_path, {"p.qde": b"<Project>" + b" " * 300_000_000 + b"</Project>"}, name="q.qdpx")
    with pytest.raises(EngageError) as refused:
        propose(path)
    assert refused.value.reason is Reason.FILE_TOO_LARGE


def test_a_recording_in_the_archive_may_weigh_what_it_does(tmp_path: Path) -> None:
    project = studies.qde(studies.text_source("e1", "", text="Bonjour."))
    path = studies.qdpx(tmp_path, project, {"film.mp4": b"\x00" * 3_000_000})
    assert propose(path).rows == 1


def test_a_database_with_a_view_in_place_of_a_table_gives_nothing_of_it(tmp_path: Path) -> None:

    path = studies.taguette(tmp_path, "<p>Bonjour.</p>", [])
    with sqlite3.connect(path) as db:
        db.executescript(
            "DROP TABLE tags; CREATE VIEW tags AS SELECT 1 AS id, load_extension('x') AS path, '' AS description;"
        )
    db.close()
    assert propose(path).codes == ()


def test_colours_become_the_nearest_of_our_hues() -> None:
    assert [hue_of(each) for each in ("#F00", "", None, "#FF0000", "#00FF00", "#0000FF", "#F00082", "#808080")] == [
        0, 0, 0, 1, 7, 2, 6, 8,
    ]  # fmt: skip


def test_the_samples_are_accounted_for(samples: Path) -> None:
    atlas = samples / "refi_atlasti.qdpx"
    reading = read(atlas, propose(atlas).mapping)
    assert (len(reading.codes), len(reading.lost)) == (14, 16)
    assert [type(each) for each in reading.records] == [RowProblem] * 12
    (document,) = studies.documents(samples / "taguette_entretien_fr.sqlite3")
    assert [words for _code, words in studies.coded(document)] == [
        "c’était long", "le site plantait 😤", "le site plantait 😤", "très à l’écoute, réponse en 5 minutes",
    ]  # fmt: skip
    assert len(propose(samples / "extra" / "taguette_codebook.qdc").codes) == 5


def test_codes_stay_on_their_words_when_a_mark_takes_a_place_before_them(tmp_path: Path) -> None:
    talk = "Enquêtrice : Et ?\nMarie : Écrivez à m.d@exemple.fr, l'accueil est très bien, au 06 12 34 56 78.\nEnquêtrice : Ah ?\nMarie : Oui.\n"
    start = talk.index("l'accueil")
    cut = talk.index("exemple")
    inside = studies.selection(start, start + 24, "A1") + studies.selection(cut, cut + 7, "L")
    path = studies.qdpx(tmp_path, studies.qde(studies.text_source("e1", inside, text=talk), codes=CODES))
    mapping = replace(propose(path).mapping, replaced=marks_in("fr"))
    (document,) = [each for each in read(path, mapping).records if isinstance(each, StudyDocument)]
    said = document.turns[1].text
    assert said == "Écrivez à [adresse e-mail], l'accueil est très bien, au [numéro de téléphone]."
    assert [said[each.start : each.end] for each in document.codings] == [
        "l'accueil est très bien,",
        "[adresse e-mail]",
    ]
