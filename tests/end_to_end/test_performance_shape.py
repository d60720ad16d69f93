"""What keeps the application quick, counted rather than timed: what is imported, and how many statements run."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa

from engage_desktop.models.ids import VerbatimId
from engage_desktop.operations import coding, sources, studies
from engage_desktop.store import verbatims
from engage_desktop.store.database import Session, Study
from tests.benchmarks import big_export
from tests.benchmarks.table import run


@pytest.mark.slow
def test_nothing_heavy_is_imported_before_the_first_figures(study: Study) -> None:
    from engage_desktop.operations import sentiment

    sentiment.score_pending(study)
    study.close()
    said = json.loads(run("-m", "tests.benchmarks.window", str(study.path)).out)
    assert said["heavy"] == []


@pytest.mark.parametrize("verb", ["kpi", "verbatims", "check", "history"])
def test_a_verb_of_the_command_line_imports_neither_qt_nor_anything_heavy(verb: str, study: Study) -> None:
    study.close()
    loaded = run(
        "-c",
        "import sys; from engage_desktop.__main__ import main; out, sys.stdout = sys.stdout, sys.stderr;"
        f"main([{verb!r}, {str(study.path)!r}]); print(*sys.modules, file=out)",
    ).out.split()
    heavy = {
        "PySide6",
        "pandas",
        "matplotlib",
        "sklearn",
        "nltk",
        "alembic",
        "scipy",
        "pptx",
        "docx",
        "xlsxwriter",
    }
    assert heavy.isdisjoint(loaded)


def statements(session: Session, work: Callable[[], object]) -> int:
    """How many statements some work runs."""
    driver = session._driver
    found: list[str] = []
    driver.set_trace_callback(found.append)
    try:
        work()
    finally:
        driver.set_trace_callback(None)
    return len(found)


@pytest.fixture
def larger(tmp_path: Path) -> Study:
    """A study of 400 verbatims."""
    big_export.write(tmp_path / "export.csv", rows=400)
    opened = studies.create(tmp_path / "grande.engage")
    sources.import_file(opened, tmp_path / "export.csv")
    return opened


def test_a_page_costs_the_same_statements_whatever_its_length(larger: Study) -> None:
    with larger, larger.read() as session:
        ids = verbatims.find(session, "").ids
        verbatims.page(session, ids[:3])
        few = statements(session, lambda: verbatims.page(session, ids[:3]))
        many = statements(session, lambda: verbatims.page(session, ids[:200]))
    assert few == many <= 4


def test_a_filter_costs_the_same_statements_whatever_the_size_of_the_study(
    larger: Study, study: Study
) -> None:
    counted = []
    for each in (study, larger):
        with each.read() as session:

            def change(session: Session = session) -> None:
                verbatims.find(session, "nps:detracteurs station")
                verbatims.facets(session, "nps:detracteurs station")

            change()
            counted.append(statements(session, change))
    larger.close()
    assert counted[0] == counted[1]


def test_a_coding_does_not_unload_the_scores(larger: Study) -> None:
    with larger:
        with larger.read() as session:
            first = VerbatimId(int(verbatims.find(session, "").ids[0]))
            verbatims.facets(session, "")
        kept = set(larger.cache._values)
        code = coding.add_code(larger, "Délai")
        coding.apply(larger, [first], code.id)
        assert {"responses", "participants", "verbatims"} <= kept & set(larger.cache._values)


def test_an_import_writes_by_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Six tables and an index, a constant number of times per page: never a statement per row."""
    big_export.write(tmp_path / "export.csv", rows=2_000)
    calls: list[str] = []
    original = Session.bulk

    def counting(self: Session, table: str, text: str, values: list[tuple[object, ...]]) -> None:
        calls.append(table)
        original(self, table, text, values)

    monkeypatch.setattr(Session, "bulk", counting)
    executed: list[str] = []
    with studies.create(tmp_path / "a.engage") as opened:
        engine = opened._writer
        assert engine is not None
        sa.event.listen(engine, "before_cursor_execute", lambda *call: executed.append(call[2]))
        sources.import_file(opened, tmp_path / "export.csv")
    assert len(calls) < 60
    assert len(executed) < 200
