"""The same mentions exported anew: counters follow, an edited text stays one mention, nothing of the coding is lost."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engage_desktop.models.ids import VerbatimId
from engage_desktop.models.sentiment import Label
from engage_desktop.models.sources import Outcome
from engage_desktop.operations import coding, history, sources, studies
from engage_desktop.operations import sentiment as sentiments
from engage_desktop.store import verbatims
from engage_desktop.store.database import Study
from tests import builders

HEADERS = ("id", "date", "author", "text", "network", "likes", "shares", "comments", "reach")
ROWS = (
    ("101", "2026-03-01 10:00:00", "Ana", "La station est vide ce matin encore.", "X", "3", "0", "1", "200"),
    ("102", "2026-03-01 11:00:00", "Bob", "Bravo pour les vélos neufs.", "X", "12", "2", "0", "1000"),
    ("103", "2026-03-02 09:00:00", "Chloé", "Encore une panne hier soir.", "X", "0", "0", "0", "40"),
)


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Study]:
    with studies.create(tmp_path / "a.engage") as study:
        yield study


def bring(study: Study, folder: Path, rows: Sequence[Sequence[str]], name: str = "m.csv") -> Outcome:
    file = builders.write_csv(folder / name, rows, HEADERS)
    outcome = sources.import_file(study, file, format="mentions")
    told = outcome.imported + outcome.updated + outcome.duplicates + len(outcome.skipped)
    assert outcome.rows == len(rows) == told
    return outcome


def counters(study: Study, verbatim: VerbatimId) -> dict[str, int]:
    with study.read() as session:
        return dict(verbatims.read(session, verbatim).counters)


def test_a_newer_export_brings_its_counters(empty: Study, tmp_path: Path) -> None:
    assert bring(empty, tmp_path, ROWS).imported == 3
    before = builders.state(empty)
    newer = [(*ROWS[0][:5], "30", "4", "9", "2500"), *ROWS[1:]]
    outcome = bring(empty, tmp_path, newer, "m2.csv")
    assert (outcome.imported, outcome.updated, outcome.duplicates) == (0, 1, 2)
    (ana,) = builders.ids(empty, "vide")
    assert counters(empty, ana) == {"comments": 9, "likes": 30, "reach": 2500, "shares": 4}
    history.undo(empty)
    assert counters(empty, ana) == {"comments": 1, "likes": 3, "reach": 200, "shares": 0}
    after = builders.state(empty)
    for name in ("verbatim", "counter"):
        assert after[name] == before[name]
    history.redo(empty)
    assert counters(empty, ana)["likes"] == 30


def test_an_edited_text_is_the_same_mention_with_its_codes_and_correction(
    empty: Study, tmp_path: Path
) -> None:
    bring(empty, tmp_path, ROWS)
    (ana,) = builders.ids(empty, "vide")
    station, again = coding.add_code(empty, "Station vide"), coding.add_code(empty, "Encore")
    coding.toggle(empty, [ana], station.id, span=(0, 19))
    coding.toggle(empty, [ana], again.id, span=(29, 35))
    sentiments.correct(empty, ana, Label.NEGATIVE)
    before = builders.state(empty)
    edited = (*ROWS[0][:3], "Bonjour. La station est vide ce matin.", *ROWS[0][4:])
    outcome = bring(empty, tmp_path, [ROWS[1], edited], "m2.csv")
    assert (outcome.imported, outcome.updated, outcome.duplicates) == (0, 1, 1)
    assert [(each.row, each.reason, each.value, each.expected) for each in outcome.remarks] == [
        (3, "kept_code_on_whole", "encore", "Encore")
    ]
    assert builders.ids(empty, "bonjour") == (ana,)
    with empty.read() as session:
        shown = verbatims.read(session, ana)
    placed = {each.code: (each.start, each.end) for each in shown.row.codings}
    assert placed == {station.id: (9, 28), again.id: (None, None)}
    assert shown.row.feeling is not None
    assert shown.row.feeling.corrected
    assert (shown.origin.file, shown.origin.row) == ("m2.csv", 3)
    assert bring(empty, tmp_path, [ROWS[1], edited], "m3.csv").duplicates == 2
    history.undo(empty)  # the third file, that told nothing new
    history.undo(empty)
    assert builders.ids(empty, "encore ce") == builders.ids(empty, "vide") == (ana,)
    after = builders.state(empty)
    for name in ("verbatim", "counter", "coding", "sentiment_correction"):
        assert after[name] == before[name], name


def test_the_same_file_again_tells_nothing_new(empty: Study, tmp_path: Path) -> None:
    bring(empty, tmp_path, ROWS)
    assert bring(empty, tmp_path, ROWS).duplicates == 3


def test_the_same_number_in_another_list_is_another_mention(empty: Study, tmp_path: Path) -> None:
    bring(empty, tmp_path, ROWS)
    other = [
        ("101", "2025-01-01 08:00:00", "Zoé", "Rien à voir avec les vélos.", "Facebook", "1", "0", "0", "9")
    ]
    assert bring(empty, tmp_path, other, "autre.csv").imported == 1
    nobody = [("102", "", "", "Sans date ni auteur, donc sans preuve.", "X", "1", "0", "0", "9")]
    assert bring(empty, tmp_path, nobody, "sans.csv").imported == 1
    assert len(builders.ids(empty)) == 5


def test_an_id_that_several_share_tells_none_of_them_again(empty: Study, tmp_path: Path) -> None:
    thread = [
        ("7", "2026-03-01 10:00:00", "Ana", f"Message numéro {n} du fil.", "X", "0", "0", "0", "0")
        for n in (1, 2)
    ]
    assert bring(empty, tmp_path, thread).imported == 2
    more = [*thread, ("7", "2026-03-01 10:00:00", "Ana", "Message numéro 3 du fil.", "X", "0", "0", "0", "0")]
    outcome = bring(empty, tmp_path, more, "m2.csv")
    assert (outcome.imported, outcome.updated, outcome.duplicates) == (1, 0, 2)
    assert len(builders.ids(empty)) == 3


def test_two_rows_of_one_mention_in_a_file_are_one(empty: Study, tmp_path: Path) -> None:
    bring(empty, tmp_path, ROWS)
    edited = (*ROWS[0][:3], "La station n'est plus vide du tout.", *ROWS[0][4:])
    outcome = bring(empty, tmp_path, [edited, edited], "m2.csv")
    assert (outcome.updated, [each.reason for each in outcome.skipped]) == (1, ["duplicate_of_row"])
    assert len(builders.ids(empty)) == 3


def test_a_counter_written_short_keeps_its_cell(empty: Study, tmp_path: Path) -> None:
    bring(empty, tmp_path, ROWS)
    bring(empty, tmp_path, [(*ROWS[0][:5], "1,2 k", "4", "9", "2500"), *ROWS[1:]], "m2.csv")
    (ana,) = builders.ids(empty, "vide")
    with empty.read() as session:
        shown = verbatims.read(session, ana)
    assert (dict(shown.counters)["likes"], dict(shown.written)) == (1200, {"likes": "1,2 k"})


EXPORT = st.dictionaries(
    st.integers(1, 6), st.tuples(st.integers(0, 3), st.integers(0, 5)), min_size=1, max_size=6
)


@settings(max_examples=25)
@given(st.lists(EXPORT, min_size=1, max_size=4))
def test_any_run_of_exports_ends_in_what_each_mention_said_last(
    exports: list[dict[int, tuple[int, int]]],
) -> None:
    last: dict[str, tuple[str, int]] = {}
    with tempfile.TemporaryDirectory() as name, studies.create(Path(name) / "a.engage") as study:
        folder = Path(name)
        for number, export in enumerate(exports):
            rows = []
            for key, (version, likes) in export.items():
                text = f"Un avis sur la station {key}, écrit pour la fois {version}."
                moment = f"2026-03-0{key} 10:00:00"
                rows.append((f"x{key}", moment, f"Auteur {key}", text, "X", str(likes), "0", "0", "0"))
                last[f"x{key}"] = (text, likes)
            bring(study, folder, rows, f"m{number}.csv")
        with study.read() as session:
            found = session.rows(
                "SELECT v.external_id, v.text, c.value FROM verbatim v"
                " JOIN counter c ON c.verbatim_id = v.id AND c.name = 'likes'"
            )
        assert {key: (text, likes) for key, text, likes in found} == last
        assert len(found) == len(last)
