"""Tables read whole: dialects, encodings, tools, refused rows."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engage_desktop.errors import EngageError, Reason
from engage_desktop.importers.cells import clean_text
from engage_desktop.importers.decoding import eight_bit_encoding, encoding_of
from engage_desktop.importers.delimited import delimiter_of, records
from engage_desktop.importers.propose import propose
from engage_desktop.importers.reading import read
from engage_desktop.importers.recognise import recognise
from engage_desktop.models.sources import (
    ColumnMapping,
    DateOrder,
    Layout,
    Mapping,
    Missing,
    ResponseRecord,
    Role,
    RowProblem,
    SourceKind,
)
from tests.importers.files import (
    QUESTION,
    answers,
    column,
    csv_text,
    everything,
    mentions,
    problems,
    responses,
    roles,
    text_file,
    workbook,
)

FRENCH = "Le vélo était là, « à côté » de l'été ; ça m'a coûté 3 €"
cell_text = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\x00\x1e\x1f\r"), max_size=30
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(
    rows=st.lists(
        st.tuples(*[cell_text.filter(lambda text: text.strip() == text)] * 4), min_size=1, max_size=12
    ),
    delimiter=st.sampled_from([",", ";", "\t", "|"]),
    end=st.sampled_from(["\n", "\r\n"]),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_a_table_written_in_any_dialect_comes_back_equal(
    tmp_path: Path, rows: list[tuple[str, ...]], delimiter: str, end: str, encoding: str
) -> None:
    headers = ("un", "deux", "trois", "quatre")
    path = tmp_path / "t.csv"
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL).writerows(
            [headers, *rows]
        )
    columns = tuple(ColumnMapping(i, name, Role.SINGLE, name) for i, name in enumerate(headers))
    columns = tuple(ColumnMapping(c.index, c.header, Role.ATTRIBUTE, c.name) for c in columns)
    mapping = Mapping("csv", SourceKind.RESPONSES, Layout(encoding, delimiter), columns)
    found = list(read(path, mapping).records)
    assert len(found) == len(rows)
    for row, record in zip(rows, found, strict=True):
        wanted = tuple(clean_text(cell) or None for cell in row)
        wanted = tuple(
            None if text and text.casefold() in ("n/a", "#n/a", "ns/nc") else text for text in wanted
        )
        if any(wanted):
            assert isinstance(record, ResponseRecord)
            assert record.attributes == wanted
        else:
            assert isinstance(record, RowProblem)
            assert record.reason == "no_answer"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "mac_roman", "cp850"]
)
def test_french_is_read_in_every_encoding(tmp_path: Path, encoding: str) -> None:
    said = FRENCH if encoding != "cp850" else FRENCH.replace("€", "F").replace("œ", "oe")
    rows = [["Note", "Pourquoi ?"], *[[str(n % 11), f"{said} {n}"] for n in range(30)]]
    path = text_file(tmp_path, csv_text(rows, delimiter=";"), encoding=encoding)
    assert answers(path, 1)[0] == clean_text(f"{said} 0")


def test_short_french_is_not_taken_for_polish(tmp_path: Path) -> None:
    assert eight_bit_encoding("prénom;âge\nZoé;été".encode("cp1252")) == "cp1252"
    assert (
        encoding_of(text_file(tmp_path, "a;b\n" + "x;y\n" * 400_000 + "é;y\n", encoding="cp1252")) == "cp1252"
    )


def test_a_sep_line_states_the_delimiter(tmp_path: Path) -> None:
    path = text_file(tmp_path, "sep=;\nNote;Pourquoi ?\n9;très bien, merci\n8;bof, bof\n")
    assert recognise(path).layout.delimiter == ";"
    assert [record.row for record in responses(path)] == [2, 3]


def test_quoted_delimiters_do_not_count() -> None:
    assert delimiter_of('a;b\n"x,y,z";"1,2"\n"u,v";3\n')[0] == ";"


def test_lines_may_end_with_a_carriage_return_only(tmp_path: Path) -> None:
    path = text_file(tmp_path, csv_text([["Note", "Pourquoi ?"], ["9", "bien"], ["3", "mal"]], end="\r"))
    assert answers(path) == [9, 3]


def test_blank_lines_are_no_rows_but_count_as_the_spreadsheet_counts(tmp_path: Path) -> None:
    path = text_file(tmp_path, "Note,Pourquoi ?\n\n9,bien\n\n\n3,mal\n\n")
    assert [record.row for record in responses(path)] == [3, 6]


def test_one_column_is_a_table(tmp_path: Path) -> None:
    path = text_file(tmp_path, "Commentaire\nJ'aime, mais pas tout\nBof\nTrès bien, merci, bravo\n")
    assert answers(path) == ["J'aime, mais pas tout", "Bof", "Très bien, merci, bravo"]


def test_an_unclosed_quote_is_refused_with_its_row(tmp_path: Path) -> None:
    rows = "".join(f'{n},{n % 11},"ok"\n' for n in range(20))
    path = text_file(tmp_path, f'id,note,texte\n{rows}99,4,"jamais refermé\n{rows}')
    with pytest.raises(EngageError) as caught:
        everything(path)
    assert caught.value.reason is Reason.UNCLOSED_QUOTE
    assert caught.value.facts["row"] == 22


def test_two_stray_quotes_do_not_swallow_the_rows_between(tmp_path: Path) -> None:
    path = text_file(tmp_path, 'id,note,texte\n1,9,"super\n2,8,bien\n3,7,nul"\n4,5,bof\n')
    with pytest.raises(EngageError) as caught:
        everything(path)
    assert (caught.value.reason, caught.value.facts["row"]) == (Reason.UNCLOSED_QUOTE, 2)


def test_a_cell_of_several_lines_is_whole(tmp_path: Path) -> None:
    path = text_file(
        tmp_path, 'id,note,Commentaire\n1,9,"une, deux, trois\nquatre, cinq\nsix"\n2,8,bien\n3,1,non\n'
    )
    assert answers(path, 1)[0] == "une, deux, trois\nquatre, cinq\nsix"


def test_rows_with_too_many_or_too_few_cells(tmp_path: Path) -> None:
    path = text_file(tmp_path, "Note,Pourquoi ?\n9,bien\n8\n7,mal,de trop\n6,ok,,\n" + "5,oui\n" * 6)
    found = everything(path)
    assert [each.reason for each in found if isinstance(each, RowProblem)] == ["ragged"]
    assert isinstance(found[2], RowProblem)
    assert (found[2].row, found[2].value) == (4, "de trop")


def test_each_refused_row_says_where_and_why(tmp_path: Path) -> None:
    rows = [["Date", QUESTION, "Pourquoi ?"], *[["15/09/2026", "9", "bien"]] * 12]
    rows += [
        ["16/09/2026", "12", "hors"],
        ["31/09/2026", "8", "date"],
        ["", "", ""],
        ["17/09/2026", "dix", "mot"],
    ]
    path = text_file(tmp_path, csv_text(rows))
    assert problems(path) == [
        RowProblem(14, QUESTION, "out_of_scale", "12", "0-10"),
        RowProblem(15, "Date", "bad_date", "31/09/2026", "dd/mm/yyyy"),
        RowProblem(16, "", "no_answer"),
        RowProblem(17, QUESTION, "not_a_number", "dix", "0-10"),
    ]


def test_a_cell_too_long_refuses_its_row_only(tmp_path: Path) -> None:
    path = text_file(tmp_path, csv_text([["Note", "Commentaire"], ["9", "a" * 1_000_001], ["8", "bien"]]))
    assert [(each.row, each.reason) for each in problems(path)] == [(2, "too_long")]


def test_headers_doubled_empty_or_in_html_are_told_apart(tmp_path: Path) -> None:
    rows = [["Other", "Other", "", "<strong>Quel &amp; quoi</strong>  ?"], ["a", "b", "c", "d"]]
    assert propose(text_file(tmp_path, csv_text(rows))).headers == (
        "Other",
        "Other (2)",
        "C",
        "Quel & quoi ?",
    )


# ── roles ──


def survey(folder: Path, header: str, cells: list[str]) -> ColumnMapping:
    rows = [["Numéro de dossier", header], *[[f"D{n}x", cell] for n, cell in enumerate(cells)]]
    return column(propose(text_file(folder, csv_text(rows))), header)


@pytest.mark.parametrize(
    ("header", "cells", "role", "reason"),
    [
        (QUESTION, ["9", "10", "0", "7"], Role.NPS, "wording_recommends_0_10"),
        ("How likely are you to recommend us?", ["9", "10", "3", "7"], Role.NPS, "wording_recommends_0_10"),
        (QUESTION, ["9", "10", "3", "12", "7"], Role.NPS, "wording_recommends_0_10"),
        ("NPS", ["10 - Extrêmement probable", "0 - Pas du tout probable", "7"], Role.NPS, "wording_recommends_0_10"),
        ("Note globale", ["9", "10", "0", "7"], Role.SCALE, "bare_0_10"),
        ("Êtes-vous satisfait du service ?", ["1", "5", "3", "4"], Role.CSAT, "wording_satisfaction_1_5"),
        ("Êtes-vous satisfait (1 à 7) ?", ["1", "7", "3", "4"], Role.CSAT, "wording_satisfaction_1_7"),
        ("Satisfaction de 0 à 10", ["1", "10", "3", "4"], Role.SCALE, "bare_0_10"),
        ("Il a été facile de nous joindre", ["1", "7", "3", "4"], Role.CES, "wording_easy_1_7"),
        ("Quel effort avez-vous fourni ?", ["1", "5", "3", "4"], Role.CES, "wording_effort_1_5"),
        ("Recommanderiez-vous ce stage ?", ["0", "1"] * 5, Role.SINGLE, "few_values"),
        ("Pourquoi cette note ?", ["c'est bien", "trop cher pour moi", "rien à dire"], Role.TEXT, "wording_open"),
        ("Votre e-mail", ["a@b.fr", "c@d.fr"], Role.PARTICIPANT, "email"),
        ("Identifiant client", ["C12", "C13"], Role.PARTICIPANT, "customer_number"),
        ("Région", ["Sud", "Nord", "Sud", "Sud"], Role.ATTRIBUTE, "profile_name"),
        ("Vague", ["T1", "T1", "T2", "T2"], Role.WAVE, "wave_name"),
        ("Langue", ["fr", "fr", "en"], Role.LANGUAGE, "language_name"),
        ("Date de réponse", ["15/09/2026", "16/09/2026"], Role.DATE, "dates"),
        ("Combien de trajets par mois ?", ["3", "12", "40", "7"], Role.NUMBER, "numbers"),
        ("Utilisez-vous l'application ?", ["Oui", "Non"] * 4, Role.SINGLE, "few_values"),
        ("Vos usages ?", ["Travail, Loisirs", "Travail", "Loisirs, Travail", "Travail, Loisirs"], Role.MULTIPLE, "joined_values"),
        ("Que lisez-vous ? (plusieurs réponses possibles)", ["Presse;Romans, essais", "Romans, essais"], Role.MULTIPLE, "wording_several"),
        ("Vide", ["", ""], Role.IGNORE, "empty"),
    ],
)  # fmt: skip
def test_a_role_follows_from_wording_and_values(
    tmp_path: Path, header: str, cells: list[str], role: Role, reason: str
) -> None:
    found = survey(tmp_path, header, cells)
    assert (found.role, found.reason) == (role, reason)
    assert 0 < found.confidence <= 1


def test_the_lower_effort_is_the_better_one_by_its_wording(tmp_path: Path) -> None:
    effort = survey(tmp_path, "Quel effort avez-vous fourni ?", ["1", "5", "3"])
    easy = survey(tmp_path, "C'était facile", ["1", "7", "3"])
    assert effort.scale is not None
    assert easy.scale is not None
    assert (effort.scale.direction.value, effort.scale.version) == (-1, "ces1")
    assert (easy.scale.direction.value, easy.scale.version) == (1, "ces2")


def test_an_option_may_hold_the_separator(tmp_path: Path) -> None:
    cells = [
        "BDLC (Kfet, Trublions), Sport",
        "Sport",
        "BDLC (Kfet, Trublions)",
        "Sport, Théâtre",
        "Théâtre",
    ] * 3
    rows = [["Horodateur", "Quelles associations ?"], *[["15/02/2026 10:00:00", cell] for cell in cells]]
    assert answers(text_file(tmp_path, csv_text(rows)))[0] == ("BDLC (Kfet, Trublions)", "Sport")


def test_a_doubtful_order_of_day_and_month_is_told(tmp_path: Path) -> None:
    proposal = propose(
        text_file(tmp_path, csv_text([["Date", "Note"], ["10/02/2026", "8"], ["01/03/2026", "9"]]))
    )
    assert column(proposal, "Date").reason == "date_order_doubt"
    assert proposal.mapping.layout.dates is DateOrder.DAY_FIRST


def test_personal_data_is_counted(tmp_path: Path) -> None:
    said = [
        "écrivez à a.b@c.fr",
        "appelez le 06 12 34 56 78",
        "IBAN FR76 3000 6000 0112 3456 7890 189",
        "NIR 2 55 08 14 168 025 38",
        "rien",
        "12 34",
        "0612345678901",
    ]
    found = propose(
        text_file(tmp_path, csv_text([["Note", "Commentaire"], *[["3", each] for each in said]]))
    ).personal_data
    assert (found.email, found.phone, found.iban, found.social_security) == (1, 1, 1, 1)


def test_only_the_first_fifty_rows_are_shown(tmp_path: Path) -> None:
    proposal = propose(
        text_file(tmp_path, csv_text([["Note", "Commentaire"], *[["3", f"c {n}"] for n in range(80)]]))
    )
    assert (len(proposal.preview), proposal.preview_rows[-1], proposal.rows) == (50, 51, 80)


# ── tools ──


def test_google_forms_in_french(tmp_path: Path) -> None:
    rows = [["Horodateur", QUESTION], ["10/02/2026 17:07:21", "9"], ["15/02/2026 08:00:00", "0"]]
    path = text_file(tmp_path, csv_text(rows))
    assert recognise(path).format == "google_forms"
    assert [(r.submitted_at, r.external_id, r.answers) for r in responses(path)] == [
        ("2026-02-10T17:07:21", None, (9,)), ("2026-02-15T08:00:00", None, (0,)),
    ]  # fmt: skip


def test_microsoft_forms_in_french(tmp_path: Path) -> None:
    import datetime as dt

    headers = [
        "ID",
        "Heure de début",
        "Heure de fin",
        "Adresse de messagerie",
        "Nom",
        "Vos\u00a0usages ? ",
        QUESTION,
    ]
    moment = dt.datetime(2026, 3, 1, 9, 30)
    rows = [
        [n, moment, moment, "anonymous", None, "Travail;Loisirs;" if n % 2 else "Travail;", n % 11]
        for n in range(1, 9)
    ]
    path = workbook(tmp_path, [headers, *rows])
    assert recognise(path).format == "ms_forms"
    first = responses(path)[0]
    assert (first.row, first.external_id, first.participant, first.submitted_at) == (
        2,
        "1",
        None,
        "2026-03-01T09:30:00",
    )
    assert first.answers == (("Travail", "Loisirs"), 1)


def test_surveymonkey_has_two_header_rows(tmp_path: Path) -> None:
    rows = [
        ["Respondent ID", "Collector ID", "End Date", "Vos films ?", "", QUESTION, "Pourquoi ?"],
        ["", "", "", "Épisode I", "Épisode II", "Response", "Open-Ended Response"],
        ["11", "7", "10/28/2015 03:14:07 PM", "Épisode I", "", "9", "parce que"],
        ["12", "7", "10/29/2015 03:14:07 PM", "", "Épisode II", "3", ""],
        ["13", "7", "10/30/2015 03:14:07 PM", "Épisode I", "Épisode II", "3", ""],
    ]
    path = text_file(tmp_path, csv_text(rows))
    assert recognise(path).format == "surveymonkey"
    found = responses(path)
    assert (found[0].row, found[0].external_id, found[0].submitted_at) == (3, "11", "2015-10-28T15:14:07")
    assert [each.answers for each in found] == [
        (("Épisode I",), 9, "parce que"), (("Épisode II",), 3, None), (("Épisode I", "Épisode II"), 3, None),
    ]  # fmt: skip
    assert propose(path).mapping.columns[3].name == "Vos films ?"


def test_typeform_has_a_column_per_choice(tmp_path: Path) -> None:
    rows = [
        ["#", "rock", "jazz", "Other", "Submit Date (UTC)", "Network ID"],
        ["a1", "rock", "", "", "2016-03-29 21:21:23", "x"],
        ["b2", "", "jazz", "slam", "2016-03-29 22:21:23", "y"],
    ]
    path = text_file(tmp_path, csv_text(rows))
    assert recognise(path).format == "typeform"
    assert [each.answers for each in responses(path)] == [(("rock",), None), (("jazz",), "slam")]


def test_qualtrics_has_three_header_rows_and_minus_99(tmp_path: Path) -> None:
    rows = [
        ["StartDate", "RecordedDate", "ResponseId", "Q1", "Q1_NPS_GROUP", "Q2"],
        ["Start\nDate", "Recorded Date", "Response ID", QUESTION, "group", "Pourquoi\n?"],
        [
            '{"ImportId":"startDate"}',
            '{"ImportId":"recordedDate"}',
            '{"ImportId":"_recordId"}',
            '{"ImportId":"QID1"}',
            '{"ImportId":"QID1_G"}',
            '{"ImportId":"QID2"}',
        ],
        ["2021-07-23 09:00:09", "2021-07-23 09:44:10", "R_1", "9", "Promoter", "bien"],
        ["2021-07-23 09:00:09", "2021-07-23 09:44:10", "R_2", "-99", "", "-99"],
    ]
    path = text_file(tmp_path, csv_text(rows))
    found = responses(path)
    assert [each.answers for each in found] == [(9, "bien"), (Missing.REFUSED, Missing.REFUSED)]
    assert (found[0].row, found[0].external_id) == (4, "R_1")
    assert read(path, propose(path).mapping).plan.questions[0].code == "Q1"


def test_limesurvey_ticks_become_choices(tmp_path: Path) -> None:
    rows = [
        [
            "ID de la réponse",
            "Date de soumission",
            "Dernière page",
            "Usages [Travail]",
            "Usages [Loisirs]",
            "Usages [Autre]",
            "Note [A]",
        ],
        ["4", "2022-08-22 13:52:28", "1", "Oui", "Oui", "", "A10"],
        ["5", "1980-01-01 00:00:00", "1", "Non", "Non", "la pêche", "N/A"],
        ["6", "2022-08-22 13:52:28", "1", "N/A", "N/A", "", "A3"],
    ]
    path = text_file(tmp_path, csv_text(rows), encoding="utf-8-sig")
    found = responses(path)
    assert found[1].submitted_at is None
    assert [each.answers for each in found] == [
        (("Travail", "Loisirs"), None, 10), ((), "la pêche", Missing.NOT_APPLICABLE), (Missing.NOT_APPLICABLE, None, 3),
    ]  # fmt: skip


def test_kobo_choices_come_from_their_own_columns(tmp_path: Path) -> None:
    rows = [
        ["type", "type/à emporter", "type/sur place", "_uuid", "_submission_time"],
        ["à emporter sur place", "1", "1", "u1", "2023-01-05T08:00:00"],
        ["sur place", "0", "1", "u2", "2023-01-05T09:00:00"],
        ["", "", "", "u3", "2023-01-05T09:00:00"],
    ]
    path = text_file(tmp_path, csv_text(rows, delimiter=";"))
    assert recognise(path).format == "kobo"
    assert [each.answers for each in everything(path) if isinstance(each, ResponseRecord)] == [
        (("à emporter", "sur place"),),
        (("sur place",),),
    ]
    assert [(each.row, each.reason) for each in problems(path)] == [(4, "no_answer")]


def test_sphinx_headers_are_in_the_second_row(tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = "Enquête d'Annecy"
    for row in [
        [],
        [None, "Lesquels ?_1", "Lesquels ?_2", "Note de 1 à 5"],
        [1, "Lac", "Musée", "3"],
        [2, "Musée", None, "Item4"],
    ]:
        page.append(row)
    book.create_sheet("information").append(["Informations", "Fichier de données produit par Sphinx iQ"])
    path = tmp_path / "sphinx.xlsx"
    book.save(path)
    assert recognise(path).layout.first_row == 2
    assert [(each.row, each.answers) for each in responses(path)] == [
        (3, (("Lac", "Musée"), 3)),
        (4, (("Musée",), 4)),
    ]


def test_a_workbook_keeps_the_row_numbers_of_its_sheet(tmp_path: Path) -> None:
    path = workbook(
        tmp_path, [[QUESTION, "Pourquoi ?"], [9, "=1+1"], [], [7.0, "0012"], [12, "x"], *[[8, "y"]] * 8]
    )
    found = everything(path)
    assert [each.row for each in found] == [2, 4, 5, *range(6, 14)]
    assert isinstance(found[2], RowProblem)


def test_mentions_in_french_with_counters(tmp_path: Path) -> None:
    rows = [
        [
            "Date",
            "Auteur",
            "Réseau",
            "Texte",
            "Lien",
            "Fil",
            "J'aime",
            "Partages",
            "Commentaires",
            "Portée",
            "Impressions",
        ],
        ["01/09/2026 07:52", "@a", "X", "Bravo 😍", "https://e.org/1", "f1", "41", "6", "", "2 310", "3,1 k"],
        ["13/09/2026 07:52", "@b", "X", "", "", "", "1", "1", "1", "1", "1"],
    ]
    path = text_file(tmp_path, csv_text(rows, delimiter=";"), encoding="utf-8-sig")
    assert recognise(path).kind is SourceKind.MENTIONS
    (first,) = mentions(path)
    assert (first.author, first.said_at, first.text, first.thread) == (
        "@a",
        "2026-09-01T07:52:00",
        "Bravo 😍",
        "f1",
    )
    assert first.counters == (("likes", 41), ("shares", 6), ("reach", 2310), ("impressions", 3100))
    assert problems(path) == [RowProblem(3, "Texte", "no_answer", "2026-09-13 07:52")]


def test_a_survey_with_an_author_column_is_no_table_of_mentions(tmp_path: Path) -> None:
    path = text_file(
        tmp_path,
        csv_text([["Auteur", "Canal", "Commentaire", QUESTION, "Lien"], ["a", "web", "bien", "9", "x"]]),
    )
    assert recognise(path).format == "csv"


def test_a_format_may_be_imposed(tmp_path: Path) -> None:
    path = text_file(tmp_path, csv_text([["Texte", "Note"], ["bien", "9"], ["mal", "3"]]))
    assert recognise(path, format="mentions").kind is SourceKind.MENTIONS
    with pytest.raises(EngageError) as caught:
        recognise(path, format="inconnu")
    assert caught.value.reason is Reason.FORMAT_UNKNOWN


def test_a_mapping_without_any_role_reads_nothing(tmp_path: Path) -> None:
    path = text_file(tmp_path, csv_text([["a", "b"], ["1", "2"]]))
    mapping = Mapping("csv", SourceKind.RESPONSES, Layout(), (ColumnMapping(0, "a", Role.IGNORE),))
    with pytest.raises(EngageError) as caught:
        read(path, mapping)
    assert caught.value.reason is Reason.NO_USEFUL_COLUMN


def test_a_layout_may_be_imposed(tmp_path: Path) -> None:
    path = text_file(tmp_path, csv_text([["Note;1", "b"], ["8;2", "x"]]))
    proposal = propose(path, layout=Layout(delimiter=";"))
    assert proposal.headers == ("Note", "1,b")
    assert len(roles(proposal)) == 2


def test_batches_hold_every_record(tmp_path: Path) -> None:
    path = text_file(tmp_path, csv_text([["a", "b"], *[[str(n), "x"] for n in range(5000)]]))
    numbers = [number for batch, _ in records(path, encoding="utf-8", delimiter=",") for number in batch]
    assert numbers == list(range(1, 5002))
