"""Coded columns say exactly what the rows say."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from engage_desktop.operations import history, sentiment, sources, studies
from engage_desktop.store import arrays, columns
from engage_desktop.store.database import Study
from tests import builders


def loaded(study: Study) -> tuple[object, ...]:
    """Everything the columns hold, attributes by their words."""
    with study.read() as session:
        session.cache._shared.forget(columns.TABLES)  # what is kept in the file, not in memory
        people, answers = columns.participants(session), columns.responses(session)
        texts = columns.verbatims(session)
        return (
            people.id.tolist(),
            {a.name: [a.labels[code] for code in a.codes] for a in people.attributes},
            [
                getattr(answers, name).tolist()
                for name in ("id", "survey", "wave", "source", "person", "moment", "nps")
            ],
            {q.code: q.values.tolist() for q in answers.questions},
            [
                getattr(texts, name).tolist()
                for name in ("id", "kind", "source", "question", "response", "moment")
            ],
        )


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=4))
def test_extending_gives_what_rebuilding_gives(tmp_path_factory: object, seeds: list[int]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as name, studies.create(Path(name) / "a.engage") as study:
        for number, seed in enumerate(seeds):
            sources.import_file(
                study, builders.write_csv(Path(name) / f"{number}.csv", rows_of(seed)), survey="S"
            )
        extended = loaded(study)
        with study.write(bulk=True) as session:
            columns.rebuild(session)
        assert loaded(study) == extended


def rows_of(seed: int) -> list[tuple[str, str, str, str]]:
    chance = random.Random(seed)
    return [
        (
            f"{chance.randrange(1, 29):02d}/0{chance.randrange(1, 10)}/2026 10:{chance.randrange(60):02d}:00",
            str(chance.randrange(11)),
            chance.choice(("", f"Texte numéro {chance.randrange(10**9)} assez long pour être un verbatim.")),
            chance.choice(("Nord", "Sud", "")),
        )
        for _ in range(chance.randrange(3, 30))
    ]


@given(
    st.lists(st.integers(0, 60), unique=True, max_size=20).map(sorted),
    st.lists(st.integers(-3, 65), max_size=20),
)
def test_a_place_is_found_whether_ids_have_gaps_or_not(ids: list[int], wanted: list[int]) -> None:
    for known in (ids, list(range(min(ids, default=0), max(ids, default=-1) + 1))):
        found = columns.places(np.array(known, dtype=np.int64), np.array(wanted, dtype=np.int64))
        assert found.tolist() == [known.index(each) if each in known else -1 for each in wanted]


@given(st.lists(st.integers(-(2**63), 2**63 - 1)))
def test_distinct_values_are_those_of_numpy(values: list[int]) -> None:
    given_values = np.array(values, dtype=np.int64)
    assert columns.distinct(given_values).tolist() == np.unique(given_values).tolist()


@given(st.sampled_from((7, 15, 31, 63)).flatmap(lambda bits: st.lists(st.integers(-(2**bits), 2**bits - 1))))
def test_whole_numbers_are_kept_in_fewer_bytes_and_come_back(values: list[int]) -> None:
    kept = arrays.narrow(np.array(values, dtype=np.int64))
    assert kept.astype(np.int64).tolist() == values


def test_a_source_taken_back_leaves_the_columns(study: Study) -> None:
    history.undo(study)
    with study.read() as session:
        assert len(columns.responses(session).id) == 0
        assert len(columns.verbatims(session).id) == 0


def test_a_correction_wins_over_the_engine(study: Study) -> None:
    from engage_desktop.models.sentiment import LABELS, Label

    sentiment.score_pending(study)
    first = builders.ids(study)[0]
    sentiment.correct(study, first, Label.NEGATIVE)
    sentiment.score_pending(study)
    with study.read() as session:
        felt = columns.feelings(session)
        assert LABELS[int(felt.label[0])] is Label.NEGATIVE
        assert felt.corrected.tolist() == [True, False, False, False, False]


def test_points_are_the_points_of_the_file(study: Study) -> None:
    with study.read() as session:
        assert columns.responses(session).nps.tolist() == [9, 3, 7, 10, 0, 8]
        assert np.all(columns.responses(session).wave == 0)
