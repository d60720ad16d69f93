"""`export`: tables that are never formulas, figures, and what is to come."""

from __future__ import annotations

import csv
import zipfile
from pathlib import Path

import openpyxl
import pytest

from tests import builders
from tests.cli.conftest import Run

HOSTILE = (
    "=1+1",
    "{=1}",
    "+33 6",
    "-3",
    "@SUM(A1)",
    '=HYPERLINK("http://x")',
    "http://exemple.fr",
    "<b>gras</b>",
    "😍 é",
)


def csv_rows(path: Path) -> list[list[str]]:
    """The cells of a CSV that we wrote."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=";"))


def book_rows(path: Path) -> list[tuple[object, ...]]:
    """The cells of a workbook that we wrote, read by another library."""
    return list(openpyxl.load_workbook(path).active.iter_rows(values_only=True))


@pytest.mark.parametrize(
    ("what", "rows"), [("verbatims", 5), ("responses", 6), ("kpi", None), ("codebook", 1), ("aspects", None)]
)
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_each_table_has_its_rows(run: Run, small: Path, what: str, rows: int | None, ending: str) -> None:
    run("code", small, "--add", "Station")
    to = small.parent / f"sortie.{ending}"
    answer = run("export", small, "--to", to, "--what", what, "--json")
    assert answer.status == 0
    assert answer.json == {"file": str(to), "size": to.stat().st_size}
    table = csv_rows(to) if ending == "csv" else book_rows(to)
    assert rows is None or len(table) == rows + 1
    assert len({len(row) for row in table}) == 1
    assert not list(small.parent.glob("*.part"))


def test_a_response_carries_its_scores_texts_and_attributes(run: Run, small: Path) -> None:
    to = small.parent / "r.csv"
    run("export", small, "--to", to, "--what", "responses")
    headers, first, *_rest = csv_rows(to)
    found = dict(zip(headers, first, strict=True))
    assert found["Recommanderiez-vous notre service à un proche ?"] == "9"
    assert found["Pourquoi cette note ?"].startswith("Le vélo est très agréable")
    assert found["Votre zone"] == "Centre-ville"
    assert found["Date"] == "2026-01-05 10:00:00"


def test_a_filter_narrows_what_goes_out(run: Run, small: Path) -> None:
    to = small.parent / "v.csv"
    run("export", small, "--to", to, "--where", "nps:detracteurs")
    assert len(csv_rows(to)) == 3


def test_a_verbatim_carries_the_emotions_that_it_says(run: Run, tmp_path: Path) -> None:
    study, to = tmp_path / "e.engage", tmp_path / "v.csv"
    said = ("C'est inadmissible, j'ai peur le soir.", "Le guichet ouvre à neuf heures.")
    rows = [(f"0{at}/01/2026 10:00", "2", text, "Nord") for at, text in enumerate(said, 1)]
    run("new", study)
    run("import", study, builders.write_csv(tmp_path / "r.csv", rows))
    for again in (False, True):
        if again:
            run("analyse", study)
        assert run("export", study, "--to", to).status == 0
        headers, *lines = csv_rows(to)
        found = {line[headers.index("Texte")]: line[headers.index("Émotions")] for line in lines}
        assert found == {said[0]: "colère | peur", said[1]: ""}
    run("export", study, "--to", to, "--where", "emotion:colère")
    assert len(csv_rows(to)) == 2
    assert run("verbatims", study, "--where", "emotion:fear", "--json").json["total"] == 1


def test_what_people_said_is_never_a_formula_nor_a_link(run: Run, tmp_path: Path) -> None:
    study = tmp_path / "e.engage"
    rows = [(f"05/01/2026 10:{at:02}:00", "9", text, "Nord") for at, text in enumerate(HOSTILE)]
    run("new", study)
    assert run("import", study, builders.write_csv(tmp_path / "r.csv", rows)).status == 0
    book, text = tmp_path / "v.xlsx", tmp_path / "v.csv"
    run("export", study, "--to", book)
    run("export", study, "--to", text)
    with zipfile.ZipFile(book) as parts:
        pages = [parts.read(name) for name in parts.namelist() if "sheet" in name]
    assert not any(b"<f>" in page or b"hyperlink" in page for page in pages)
    headers, *written = book_rows(book)
    at = headers.index("Texte")
    assert {row[at] for row in written} == set(HOSTILE)
    assert not any(row[at].startswith(("=", "+", "-", "@")) for row in csv_rows(text))


@pytest.mark.parametrize("figure", ["value", "distribution", "trend", "segments", "responses"])
def test_each_figure_is_drawn(run: Run, small: Path, figure: str) -> None:
    to = small.parent / "f.png"
    assert run("export", small, "--to", to, "--what", f"figure:{figure}").status == 0
    assert to.read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("ending", "what", "status"),
    [
        ("sav", None, 1),
        ("html", None, 1),
        ("pdf", None, 1),
        ("qdpx", None, 1),
        ("qdc", None, 1),
        ("doc", None, 2),
        ("", None, 2),
        ("png", None, 2),
        ("csv", "tout", 2),
        ("sav", "kpi", 2),
        ("png", "figure:rien", 2),
        ("csv", "figure:trend", 2),
        ("png", "figure:trend:q99", 2),
    ],
)
def test_what_cannot_be_written_is_said_and_leaves_nothing(
    run: Run, small: Path, ending: str, what: str | None, status: int
) -> None:
    to = small.parent / f"sortie.{ending}"
    answer = run("export", small, "--to", to, *(("--what", what) if what else ()))
    assert (answer.status, answer.out) == (status, "")
    assert answer.err.count("\n") == 1
    assert not to.exists()


def test_a_missing_folder_is_said(run: Run, small: Path) -> None:
    answer = run("export", small, "--to", small.parent / "absent" / "v.csv")
    assert (answer.status, answer.out) == (1, "")
    assert answer.err.count("\n") == 1


def test_an_export_replaces_what_it_wrote_before(run: Run, small: Path) -> None:
    to = small.parent / "v.csv"
    to.write_text("ancien", encoding="utf-8")
    assert run("export", small, "--to", to).status == 0
    assert "ancien" not in to.read_text(encoding="utf-8-sig")


def test_what_the_file_said_of_more_than_the_answer_is_said(run: Run, tmp_path: Path) -> None:
    rows = [(*builders.ROWS[1][:1], "3 - Peu probable", *builders.ROWS[1][2:]), *builders.ROWS[2:]]
    file, study = builders.write_csv(tmp_path / "r.csv", rows), tmp_path / "a.engage"
    run("new", study)
    assert run("import", study, file).status == 0
    one = run("verbatims", study, "--where", "vide", "--json").json["verbatims"][0]
    assert one["written"] == {"nps": "3 - Peu probable"}
    to = tmp_path / "reponses.csv"
    assert run("export", study, "--to", to, "--what", "responses", "--written").status == 0
    header, first, *_others = csv_rows(to)
    beside = header.index(f"{builders.HEADERS[1]} (dans le fichier)")
    assert (first[beside - 1], first[beside]) == ("3", "3 - Peu probable")
    assert run("export", study, "--to", tmp_path / "v.csv", "--written").status == 2
