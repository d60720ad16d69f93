"""Accents put right cell by cell, only where that helps."""

from __future__ import annotations

from pathlib import Path

import pytest

from engage_desktop.errors import EngageError
from engage_desktop.importers.mending import latin_mended, mended, needs_mending
from engage_desktop.importers.propose import propose
from engage_desktop.importers.recognise import recognise
from engage_desktop.wording.errors import sentence
from tests.importers.files import csv_text, mentions, text_file


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ("activitÃ©s", "activités"), ("Câ€™est bientÃ´t", "C’est bientôt"), ("Ã  vÃ©lo", "à vélo"),
        ("Vos activitÈs font appel ‡ vos compÈtences", "Vos activités font appel à vos compétences"), ("RÈgion", "Région"),
    ],
)  # fmt: skip
def test_what_was_decoded_wrongly_is_put_right(broken: str, whole: str) -> None:
    assert mended(broken, doubtful=False) == whole
    assert needs_mending([broken])


@pytest.mark.parametrize(
    "text",
    ["difficultés_recherche", "TRÈS BIEN, DÉJÀ", "Ève à Évry", "São Paulo", "señor Núñez", "antisã©mitisme", "Óscar Íñigo", "ÄÖÜ größe", "Žluťoučký", "plain", "😀 l’été", "日本語"],
)  # fmt: skip
def test_good_text_and_what_is_lost_stay_as_they_are(text: str) -> None:
    assert mended(text, doubtful=False) == text
    assert not needs_mending([text])


def test_a_doubtful_cell_follows_the_others_of_its_file() -> None:
    assert mended("Ítes-vous", doubtful=False) == "Ítes-vous"
    assert mended("Ítes-vous") == "êtes-vous"


def test_only_utf8_written_byte_by_byte_is_joined() -> None:
    assert latin_mended("r\u00c3\u00a9cup\u00c3\u00a9r\u00c3\u00a9 \u00f0\u009f\u0098\u0080") == "récupéré 😀"
    assert latin_mended("déjà juste") == "déjà juste"
    assert latin_mended("plain") == "plain"


def test_a_file_with_broken_and_good_cells_is_mended_where_it_is_broken(tmp_path: Path) -> None:
    rows = [["date", "auteur", "Contenu", "lien"], ["2026-01-02", "RenÃ©e", "Le vÃ©lo est cassÃ©", "l"], ["2026-01-03", "Élodie", "Déjà réparé", "m"]]  # fmt: skip
    path = text_file(tmp_path, csv_text(rows))
    assert recognise(path).layout.mend
    assert [(each.author, each.text) for each in mentions(path)] == [
        ("Renée", "Le vélo est cassé"),
        ("Élodie", "Déjà réparé"),
    ]


def test_a_person_may_keep_the_accents_as_they_are(tmp_path: Path) -> None:
    from dataclasses import replace

    path = text_file(
        tmp_path, csv_text([["date", "auteur", "texte", "lien"], ["2026-01-02", "A", "cassÃ©", "l"]])
    )
    layout = replace(recognise(path).layout, mend=False)
    assert propose(path, layout=layout).preview[0][2] == "cassÃ©"


def test_a_file_of_headers_says_them_put_right(tmp_path: Path) -> None:
    path = text_file(tmp_path, "Date,Genre,activitÈs,compÈtences,difficultés,ville\n")
    with pytest.raises(EngageError) as caught:
        propose(path)
    assert "n'a que des en-têtes" in sentence(caught.value).replace("’", "'")
    assert "« activités »" in str(caught.value.facts["headers"])
