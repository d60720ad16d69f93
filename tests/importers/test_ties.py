"""Columns that belong together: rows of a grid, and the text of an « Autre » beside its choice, as each tool writes them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from engage_desktop.importers import mapping_json
from engage_desktop.importers.propose import propose
from engage_desktop.importers.responses import plan_of
from engage_desktop.models.sources import ColumnMapping, Proposal, Role
from tests.importers.files import csv_text, text_file, workbook

AGREE = ("Pas d'accord", "Neutre", "D'accord")


def proposal(
    folder: Path, header: tuple[str, ...], *rows: tuple[str, ...], second: tuple[str, ...] = ()
) -> Proposal:
    heads = (header, second) if second else (header,)
    return propose(text_file(folder, csv_text((*heads, *rows), delimiter=","), name="export.csv"))


def forms(answers: tuple[tuple[str, ...], ...], before: int) -> tuple[tuple[str, ...], ...]:
    """Thirty rows: identifiers, then these answers in turn."""
    made = []
    for n in range(30):
        cells = [f"10/02/2026 17:{n:02d}:21", *[f"x{n}{at}" for at in range(before - 1)]]
        made.append((*cells, *(each[n % len(each)] for each in answers)))
    return tuple(made)


def grid(found: Proposal) -> list[tuple[str, str]]:
    return [(each.grid, each.name) for each in found.mapping.columns if each.grid]


@pytest.mark.parametrize(
    ("first", "headers"),
    [
        ("Horodateur", ("Êtes-vous d'accord ? [Prix]", "Êtes-vous d'accord ? [Accueil]")),
        ("ID de la réponse", ("Êtes-vous d'accord ? [Prix]", "Êtes-vous d'accord ? [Accueil]")),
        ("Date", ("Êtes-vous d'accord ? - Prix", "Êtes-vous d'accord ? - Accueil")),
    ],
)
def test_headers_that_name_a_row_make_a_grid(tmp_path: Path, first: str, headers: tuple[str, str]) -> None:
    found = proposal(tmp_path, (first, *headers), *forms((AGREE, AGREE[::-1]), 1))
    assert grid(found) == [("Êtes-vous d'accord ?", "Prix"), ("Êtes-vous d'accord ?", "Accueil")]
    prix, accueil = (each for each in found.mapping.columns if each.grid)
    assert prix.role is accueil.role is Role.SINGLE
    assert prix.options == accueil.options
    plan = plan_of(found.mapping)
    assert plan.grids == ("Êtes-vous d'accord ?",) * 2
    assert [each.label for each in plan.questions] == ["Prix", "Accueil"]


@pytest.mark.parametrize("shape", ["{question}.{row}", "{question} [{row}]"])
def test_the_likert_rows_of_microsoft_forms_make_a_grid(tmp_path: Path, shape: str) -> None:
    question, rows = (
        "Que pensez-vous de ceci ?",
        ("Je me sens écouté. Vraiment.", "Le délai est court (48 h)"),
    )
    heads = (
        "ID",
        "Heure de début",
        "Heure de fin",
        "Adresse de messagerie",
        "Nom",
        *(shape.format(question=question, row=row) for row in rows),
    )
    made = [
        (
            str(n),
            f"2026-01-02 10:{n:02d}",
            f"2026-01-02 11:{n:02d}",
            "anonymous",
            "",
            AGREE[n % 3],
            AGREE[(n + 1) % 3],
        )
        for n in range(30)
    ]
    found = propose(workbook(tmp_path, [heads, *made], sheet="Sheet1"))
    assert found.recognition.format == "ms_forms"
    assert grid(found) == [("Que pensez-vous de ceci ?", row) for row in rows]
    assert {each.role for each in found.mapping.columns if each.grid} == {Role.SINGLE}


def test_a_point_in_a_name_parts_no_question(tmp_path: Path) -> None:
    heads = (
        "Date",
        "Avis.sur.le.prix",
        "Avis.sur.le.delai",
        "Version 2.0 du service",
        "Version 2.1 du service",
    )
    assert grid(proposal(tmp_path, heads, *forms((AGREE, AGREE, AGREE, AGREE), 1))) == []


def test_two_header_rows_make_a_grid(tmp_path: Path) -> None:
    found = proposal(
        tmp_path,
        ("Respondent ID", "Collector ID", "Notez de 1 à 5", "", ""),
        *[(str(1000 + n), "7", str(1 + n % 5), str(1 + n % 4), str(2 + n % 3)) for n in range(30)],
        second=("", "", "Prix", "Accueil", "Délai"),
    )
    assert grid(found) == [("Notez de 1 à 5", row) for row in ("Prix", "Accueil", "Délai")]
    rows = [each for each in found.mapping.columns if each.grid]
    assert {(each.scale.low, each.scale.high) for each in rows if each.scale} == {(1, 5)}


def test_rows_on_different_scales_share_one_that_refuses_nothing(tmp_path: Path) -> None:
    points = (tuple(map(str, range(1, 6))), tuple(map(str, range(11))))
    found = proposal(tmp_path, ("Horodateur", "Notez [Prix]", "Notez [Accueil]"), *forms(points, 1))
    rows = [each for each in found.mapping.columns if each.grid]
    assert {(each.role, each.scale.low, each.scale.high) for each in rows if each.scale} == {
        (Role.SCALE, 0, 10)
    }


def test_what_answers_otherwise_is_no_row(tmp_path: Path) -> None:
    colours = ("rouge", "vert", "bleu")
    found = proposal(
        tmp_path, ("Horodateur", "Votre avis ? [Prix]", "Votre avis ? [Couleur]"), *forms((AGREE, colours), 1)
    )
    assert grid(found) == []


def test_the_same_question_asked_twice_makes_two_grids(tmp_path: Path) -> None:
    heads = ("Avis ? [A]", "Avis ? [B]", "Pourquoi ?", "Avis ? [A]", "Avis ? [B]")
    why = tuple(f"Parce que c'est comme cela, raison {n}" for n in range(30))
    found = proposal(tmp_path, ("Horodateur", *heads), *forms((AGREE, AGREE, why, AGREE, AGREE), 1))
    assert [name for name, _row in grid(found)] == ["Avis ?", "Avis ?", "Avis ? (2)", "Avis ? (2)"]


OTHERS = ("", "", "", "Boulangerie du coin", "", "Le marché de la place", "", "")
SHOPS = ("Marché", "Supermarché", "Autre", "Marché")


@pytest.mark.parametrize(
    "header",
    [
        "Où achetez-vous ? [Autre]",
        "Où achetez-vous ? [other]",
        "Où achetez-vous ? - Autre (précisez)",
        "Où achetez-vous ? (Autre, précisez)",
        "Si 'Autre' précisez :",
        "Autre, précisez",
        "Other (please specify)",
    ],
)
def test_the_text_of_other_is_tied_to_its_choice(tmp_path: Path, header: str) -> None:
    heads = ("Horodateur", "Où achetez-vous ?", header, "Recommanderiez-vous ?")
    scores = tuple(map(str, range(11)))
    found = proposal(tmp_path, heads, *forms((SHOPS, OTHERS, scores), 1))
    text = found.mapping.columns[2]
    assert (text.role, text.reason, text.other_of) == (Role.TEXT, "other_specify", 1)
    assert plan_of(found.mapping).others == (-1, 0, -1)


def test_a_code_names_the_choice_wherever_the_text_stands(tmp_path: Path) -> None:
    heads = ("Horodateur", "achats", "Recommanderiez-vous ?", "achats_other")
    found = proposal(tmp_path, heads, *forms((SHOPS, tuple(map(str, range(11))), OTHERS), 1))
    if found.mapping.columns[1].role is Role.ATTRIBUTE:  # a bare word is no question: a person says so
        columns = tuple(
            replace(each, role=Role.SINGLE) if each.index == 1 else each for each in found.mapping.columns
        )
        from engage_desktop.importers.ties import others

        tied = others(columns)[3]
    else:
        tied = found.mapping.columns[3]
    assert tied.other_of == 1


def test_a_bare_other_after_something_else_is_a_question_of_its_own(tmp_path: Path) -> None:
    heads = ("Horodateur", "Où achetez-vous ?", "Recommanderiez-vous ?", "Autre, précisez")
    found = proposal(tmp_path, heads, *forms((SHOPS, tuple(map(str, range(11))), OTHERS), 1))
    assert found.mapping.columns[3].other_of == -1


def test_ties_are_kept_with_the_mapping(tmp_path: Path) -> None:
    heads = ("Horodateur", "Où achetez-vous ?", "Si 'Autre' précisez :", "Avis ? [A]", "Avis ? [B]")
    found = proposal(tmp_path, heads, *forms((SHOPS, OTHERS, AGREE, AGREE), 1))
    assert [each.other_of for each in found.mapping.columns][2] == 1
    again = mapping_json.mapping_from_json(mapping_json.mapping_to_json(found.mapping), where="")
    assert again == found.mapping


def test_a_grid_of_one_row_left_is_a_question_under_its_whole_header(tmp_path: Path) -> None:
    found = proposal(tmp_path, ("Horodateur", "Avis ? [A]", "Avis ? [B]"), *forms((AGREE, AGREE), 1))
    columns = tuple(
        ColumnMapping(each.index, each.header, Role.IGNORE) if each.index == 2 else each
        for each in found.mapping.columns
    )
    plan = plan_of(replace(found.mapping, columns=columns))
    assert (plan.grids, [each.label for each in plan.questions]) == (("",), ["Avis ? [A]"])


def test_real_exports_have_their_grids_and_their_others(samples: Path) -> None:
    lime = propose(samples / "limesurvey_fr_reponses.csv").mapping
    assert {(each.grid[:9], sum(e.grid == each.grid for e in lime.columns)) for each in lime.columns if each.grid} == {
        ("À quelle ", 8), ("Les quels", 5), ("Comment e", 11),
    }  # fmt: skip
    assert {each.index: each.other_of for each in lime.columns if each.other_of >= 0} == {50: 46, 67: 56}
    monkey = propose(samples / "surveymonkey_2_entetes_cp1252.csv").mapping
    assert sorted(
        {sum(e.grid == each.grid for e in monkey.columns) for each in monkey.columns if each.grid}
    ) == [6, 14]
    sphinx = propose(samples / "sphinx_iq_export_fr.xlsx").mapping
    assert {each.index: each.other_of for each in sphinx.columns if each.other_of >= 0} == {10: 4, 26: 25}
    typeform = propose(samples / "typeform_2016.csv").mapping
    assert {each.index: each.other_of for each in typeform.columns if each.other_of >= 0} == {
        4: 3, 18: 9, 30: 19, 36: 31,
    }  # fmt: skip


TICKS = ("Oui", "", "Oui")
NOTES = ("Très pratique le matin", "", "Trop cher pour moi", "", "Jamais à l'heure", "Très pratique le matin")


@pytest.mark.parametrize(
    "headers",
    [
        (
            "Services [Vélo]",
            "Services [Vélo] [Commentaire]",
            "Services [Bus]",
            "Services [Bus] [Commentaire]",
        ),
        ("Services [Vélo]", "Services [Commentaire]", "Services [Bus]", "Services [Commentaire]"),
        ("Q1[SQ001]", "Q1[SQ001comment]", "Q1[SQ002]", "Q1[SQ002comment]"),
    ],
)
@pytest.mark.parametrize("bus", [NOTES, ("",)], ids=["written", "empty"])
def test_a_comment_beside_a_choice_names_it_and_specifies_nothing(
    tmp_path: Path, headers: tuple[str, ...], bus: tuple[str, ...]
) -> None:
    heads = ("ID de la réponse", "Date de soumission", "Dernière page", *headers)
    rows = [
        (
            str(n),
            f"2026-01-02 10:{n:02d}:00",
            "3",
            TICKS[n % 3],
            NOTES[n % 6],
            TICKS[(n + 1) % 3],
            bus[n % len(bus)],
        )
        for n in range(30)
    ]
    found = proposal(tmp_path, heads, *rows)
    assert found.recognition.format == "limesurvey"
    choice, comment, second, last = found.mapping.columns[3:]
    assert (choice.role, choice.columns, len(choice.options)) == (Role.MULTIPLE, (second.index,), 2)
    assert (comment.role, comment.reason, comment.other_of) == (Role.TEXT, "comment_of_choice", -1)
    assert comment.name == (
        headers[1] if "[Vélo]" in headers[1] or "SQ" in headers[1] else "Services [Vélo] [Commentaire]"
    )
    assert last.role is (Role.TEXT if len(bus) > 1 else Role.IGNORE)
    if len(bus) > 1 and "SQ" not in headers[1]:
        assert last.name == "Services [Bus] [Commentaire]"


def test_the_comment_of_a_single_choice_is_no_other(tmp_path: Path) -> None:
    heads = (
        "ID de la réponse",
        "Date de soumission",
        "Dernière page",
        "Où achetez-vous ?",
        "Où achetez-vous ? [Commentaire]",
    )
    rows = [(str(n), f"2026-01-02 10:{n:02d}:00", "3", SHOPS[n % 4], NOTES[n % 6]) for n in range(30)]
    comment = proposal(tmp_path, heads, *rows).mapping.columns[4]
    assert (comment.role, comment.reason, comment.other_of) == (Role.TEXT, "comment_of_choice", -1)
