"""`kpi`: known answers, shapes, nothing for no answer."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run

RECOMMEND = "Recommanderiez-vous notre service à un proche ?"
KEYS = {
    "id", "kind", "survey", "question", "label", "unit", "n", "excluded", "exclusions", "value", "ci95", "method", "breakdown",
    "groups", "comparison",
}  # fmt: skip


def answers(path: Path, scores: list[tuple[int, int]], *, header: str = RECOMMEND) -> Path:
    """A file in which each (score, times) stands; a comment tells each row from the others."""
    rows = [score for score, times in scores for _ in range(times)]
    lines = [f"{header};Pourquoi cette note ?;Zone"]
    lines += [
        f"{score};commentaire {path.stem} {at};{'Nord' if at % 2 else 'Sud'}" for at, score in enumerate(rows)
    ]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def of_kind(run: Run, study: Path, kind: str, *options: str) -> dict[str, object]:
    """The one indicator of that kind."""
    found = [
        each for each in run("kpi", study, "--json", *options).json["indicators"] if each["kind"] == kind
    ]
    assert len(found) == 1
    indicator: dict[str, object] = found[0]
    assert set(indicator) == KEYS
    return indicator


@pytest.fixture
def empty(run: Run, tmp_path: Path) -> Path:
    """A study that holds nothing."""
    assert run("new", tmp_path / "kpi.engage").status == 0
    return tmp_path / "kpi.engage"


@pytest.mark.parametrize(
    ("scores", "value", "low", "high"),
    [
        ([(10, 50), (8, 30), (2, 20)], 30, 14.05, 44.20),
        ([(9, 60), (7, 25), (0, 15)], 45, 29.34, 58.04),
        ([(10, 9), (7, 4), (6, 2)], 46.7, 4.8, 72.9),
    ],
)
def test_nps_has_the_known_answers(
    run: Run, empty: Path, scores: list[tuple[int, int]], value: float, low: float, high: float
) -> None:
    run("import", empty, answers(empty.parent / "a.csv", scores))
    nps = of_kind(run, empty, "nps")
    assert nps["value"] == pytest.approx(value, abs=0.05)
    assert nps["ci95"] == pytest.approx([low, high], abs=0.05)
    assert nps["n"] == sum(times for _score, times in scores)
    assert (nps["unit"], nps["method"], nps["excluded"]) == ("points", "adjusted_wald", 0)
    assert nps["exclusions"] == {
        "missing": 0, "dont_know": 0, "not_concerned": 0, "refused": 0, "out_of_scale": 0
    }  # fmt: skip


def test_the_breakdown_of_nps_counts_every_score(run: Run, empty: Path) -> None:
    run("import", empty, answers(empty.parent / "a.csv", [(10, 50), (8, 30), (2, 20)]))
    counted = {str(score): 0 for score in range(11)} | {"10": 50, "8": 30, "2": 20}
    assert of_kind(run, empty, "nps")["breakdown"] == {
        "promoters": 50,
        "passives": 30,
        "detractors": 20,
        "scores": counted,
    }


def test_two_waves_are_compared(run: Run, empty: Path) -> None:
    for wave, scores in (("V1", [(10, 50), (8, 30), (2, 20)]), ("V2", [(10, 60), (8, 25), (2, 15)])):
        file = answers(empty.parent / f"{wave}.csv", scores)
        assert (
            run("import", empty, file, "--survey", "Baromètre", "--wave", wave, "--invited", "200").status
            == 0
        )
    comparison = of_kind(run, empty, "nps")["comparison"]
    assert isinstance(comparison, dict)
    assert set(comparison) == {"from", "to", "difference", "ci95", "p"}
    assert (comparison["from"], comparison["to"]) == ("V1", "V2")
    assert comparison["difference"] == pytest.approx(15)
    assert comparison["p"] == pytest.approx(0.1702, abs=0.00005)
    assert comparison["ci95"] == pytest.approx([-6.25, 35.37], abs=0.005)
    rate = of_kind(run, empty, "response_rate")
    assert rate["value"] == pytest.approx(50)


def test_csat_through_a_mapping_has_the_known_interval(run: Run, empty: Path) -> None:
    file = answers(empty.parent / "a.csv", [(5, 10), (4, 20), (2, 20)], header="Note")
    proposed = run("import", empty, file, "--dry-run", "--json").json["files"][0]["mapping"]
    column = proposed["columns"][0]
    column |= {"role": "csat", "scale": {"low": 1, "high": 5, "version": "csat", "top_boxes": 2}}
    mapping = empty.parent / "mapping.json"
    mapping.write_text(json.dumps(proposed), encoding="utf-8")
    assert run("import", empty, file, "--mapping", mapping).status == 0
    csat = of_kind(run, empty, "csat")
    assert csat["value"] == pytest.approx(60)
    assert csat["ci95"] == pytest.approx([46.2, 72.4], abs=0.05)
    assert isinstance(csat["breakdown"], dict)
    assert csat["breakdown"]["scores"] == {"1": 0, "2": 20, "3": 0, "4": 20, "5": 10}


def test_groups_and_periods_have_one_shape(run: Run, small: Path) -> None:
    by_zone = of_kind(run, small, "nps", "--by", "Votre zone")["groups"]
    by_month = of_kind(run, small, "nps", "--period", "month")["groups"]
    assert isinstance(by_zone, list)
    assert isinstance(by_month, list)
    assert {group["group"] for group in by_zone} == {"Centre-ville", "Périphérie"}
    assert [group["group"] for group in by_month] == ["2026-01", "2026-02", "2026-03"]
    for group in (*by_zone, *by_month):
        assert set(group) == {"group", "n", "value", "ci95", "breakdown"}


def test_no_answer_is_null_and_never_zero(run: Run, small: Path) -> None:
    nps = of_kind(run, small, "nps", "--where", "date:1999")
    assert (nps["n"], nps["value"], nps["ci95"]) == (0, None, None)


def test_a_filter_narrows(run: Run, small: Path) -> None:
    nps = of_kind(run, small, "nps", "--where", 'attr."Votre zone":Centre-ville')
    assert nps["n"] == 3
    assert nps["value"] == pytest.approx(200 / 3)


def test_the_table_is_typeset_in_the_language_asked_for(run: Run, small: Path) -> None:
    assert "Intervalle à 95\u202f%" in run("kpi", small).out
    assert ";" in run("kpi", small).out
    assert "n/d" in run("kpi", small, "--where", "date:1999").out


def test_an_imported_figure_names_its_cells(run: Run, empty: Path) -> None:
    file = empty.parent / "visites.csv"
    file.write_text("Date;Visites\n2026-09-01;1 200\n2026-09-02;130\n", encoding="utf-8")
    assert run("import", empty, file).status == 0
    (found,) = run("kpi", empty, "--json").json["indicators"]
    assert found["value"] == 130
    assert found["cells"] == [
        {
            "file": "visites.csv", "sheet": None, "row": 3, "column": "Visites", "written": "130",
            "series": "visites › Visites", "day": "2026-09-02",
        }
    ]  # fmt: skip
