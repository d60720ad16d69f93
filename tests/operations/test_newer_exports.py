"""A newer export of a survey that asks more since: it joins its survey by its ids, and goes away whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from engage_desktop.models import filters
from engage_desktop.models.ids import VerbatimId
from engage_desktop.models.sources import Outcome
from engage_desktop.operations import coding, history, sources, studies
from engage_desktop.store import filtering, surveys
from engage_desktop.store.database import Study

NPS, WHY, CHANGE = "Recommanderiez-vous la piscine à un ami ?", "Pourquoi ?", "Que changer aux vestiaires ?"


def bring(study: Study, path: Path, ids: list[str], *, more: bool = False) -> Outcome:
    """An export with these ids; `more`: the form asks one question more."""
    head = ["Response ID", NPS, WHY, *([CHANGE] if more else [])]
    lines = [
        ";".join(
            [
                each,
                str(at % 11),
                f"L’eau est propre, ligne {at} du bassin",
                *(["Ouvrir plus tôt"] if more else []),
            ]
        )
        for at, each in enumerate(ids)
    ]
    path.write_text("\n".join([";".join(head), *lines]), encoding="utf-8")
    return sources.import_file(study, path)


def asked(study: Study) -> dict[str, list[str]]:
    with study.read() as session:
        return {
            each.name: [question.label for question in each.questions] for each in surveys.surveys(session)
        }


def tokens(many: int) -> list[str]:
    return [f"R_{number:05d}x" for number in range(many)]


def test_a_newer_export_that_asks_more_joins_its_survey_and_is_taken_back_whole(tmp_path: Path) -> None:
    with studies.create(tmp_path / "a.engage") as study:
        bring(study, tmp_path / "avril.csv", tokens(20))
        newer = bring(study, tmp_path / "piscine.csv", tokens(25), more=True)
        assert (newer.survey, newer.imported, newer.updated) == ("avril", 5, 20)
        assert asked(study) == {"avril": [NPS, WHY, CHANGE]}
        assert newer.source is not None
        sources.undo_import(study, newer.source)
        assert asked(study) == {"avril": [NPS, WHY]}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ([str(each) for each in range(1, 21)], [str(each) for each in range(1, 26)]),  # ranks prove nothing
        (tokens(20), [f"S_{each:05d}x" for each in range(25)]),  # other people
    ],
)
def test_another_survey_with_the_same_first_questions_stays_apart(
    tmp_path: Path, before: list[str], after: list[str]
) -> None:
    with studies.create(tmp_path / "a.engage") as study:
        bring(study, tmp_path / "avril.csv", before)
        other = bring(study, tmp_path / "piscine.csv", after, more=True)
        assert (other.survey, other.imported) == ("piscine", 25)
        assert asked(study) == {"avril": [NPS, WHY], "piscine": [NPS, WHY, CHANGE]}


def said(study: Study) -> list[tuple[str, int, str]]:
    """Each response: its id at the tool, its note, and its text with the codes on it."""
    with study.read() as session:
        return [
            (external, note, f"{text} {code or ''}".strip())
            for external, note, text, code in session.rows(
                "SELECT r.external_id, CAST(a.number AS INTEGER), v.text, c.name FROM response r"
                " JOIN source s ON s.id = r.source_id AND s.removed_at IS NULL"
                " JOIN answer a ON a.response_id = r.id AND a.number IS NOT NULL"
                " JOIN verbatim v ON v.response_id = r.id LEFT JOIN coding k ON k.verbatim_id = v.id"
                " LEFT JOIN code c ON c.id = k.code_id ORDER BY r.external_id"
            )
        ]


def export(path: Path, rows: list[tuple[str, int, str]]) -> Path:
    path.write_text(
        "\n".join([f"Response ID;{NPS};{WHY}", *(";".join(map(str, row)) for row in rows)]), encoding="utf-8"
    )
    return path


FIRST = [("R_00001", 9, "Le bassin est propre et calme"), ("R_00002", 3, "Les douches sont froides")]
SECOND = [
    ("R_00001", 2, "Le bassin est fermé depuis un mois"),
    FIRST[1],
    ("R_00003", 7, "Un accueil correct"),
]


def test_taking_a_newer_export_back_gives_older_answers_texts_and_codes_back(tmp_path: Path) -> None:
    with studies.create(tmp_path / "a.engage") as study:
        sources.import_file(study, export(tmp_path / "mai.csv", FIRST))
        with study.read() as session:
            (key,) = session.rows("SELECT id FROM verbatim WHERE text LIKE 'Le bassin%'")[0]
        coding.code_line(study, VerbatimId(key), "Propreté", coder="Ana", span=(14, 20))
        before = said(study)
        newer = sources.import_file(study, export(tmp_path / "juin.csv", SECOND))
        assert newer.source is not None
        assert newer.updated == 1
        studies.rename(study, "Piscine")  # another act since: it is not the last one that is taken back
        now = said(study)
        sources.undo_import(study, newer.source)
        assert said(study) == before
        with study.read() as session:
            assert filtering.verbatim_mask(session, filters.parse("propre")).sum() == 1
            assert filtering.verbatim_mask(session, filters.parse("ferme")).sum() == 0
        history.undo(study)
        assert said(study) == now


def test_what_changed_again_since_stays(tmp_path: Path) -> None:
    third = [("R_00001", 5, "Le bassin a rouvert"), *SECOND[1:]]
    with studies.create(tmp_path / "a.engage") as study:
        sources.import_file(study, export(tmp_path / "mai.csv", FIRST))
        june = sources.import_file(study, export(tmp_path / "juin.csv", SECOND))
        sources.import_file(study, export(tmp_path / "juillet.csv", third))
        assert june.source is not None
        sources.undo_import(study, june.source)
        assert [row for row in said(study) if row[0] != "R_00003"] == [third[0], FIRST[1]]
