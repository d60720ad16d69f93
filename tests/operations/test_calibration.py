"""A study's own scores taught to the engine: kept, signed, undone, switched off, and never over a correction."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest

from engage_desktop.models.calibration import Calibration, Method
from engage_desktop.models.ids import VerbatimId
from engage_desktop.models.sentiment import Label
from engage_desktop.operations import calibration, history, sentiment, studies
from engage_desktop.store import columns, labelled, verbatims
from engage_desktop.store.database import Study


@pytest.fixture(scope="module")
def example_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("exemple") / "velos.engage"
    with studies.create_example(path) as study:
        sentiment.score_pending(study)
    return path


@pytest.fixture
def example(example_file: Path, tmp_path: Path) -> Study:
    path = tmp_path / "velos.engage"
    shutil.copy(example_file, path)
    return studies.open_study(path)


def shown(study: Study) -> columns.Feelings:
    with study.read() as session:
        return columns.feelings(session)


def known(study: Study) -> Calibration | None:
    with study.read() as session:
        return calibration.current(session)


def test_what_is_learnt_is_kept_signed_and_undone(example: Study) -> None:
    with example:
        before = shown(example)
        with example.read() as session:
            assert calibration.is_due(session)
        learnt = calibration.learn(example)
        sentiment.score_pending(example)
        assert learnt.method is Method.MODEL
        assert learnt.after.macro_f1 > learnt.before.macro_f1
        kept = known(example)
        assert kept is not None
        assert (kept.digest, kept.after) == (learnt.digest, learnt.after)
        with example.read() as session:
            assert not calibration.is_due(session)
            assert sentiment.engine(session).version.endswith(f"+{learnt.digest}")
            assert not session.rows(
                "SELECT 1 FROM sentiment_result WHERE version NOT LIKE ?", (f"%+{learnt.digest}",)
            )
        assert not np.array_equal(before.polarity, shown(example).polarity)
        history.undo(example)
        assert known(example) is None
        sentiment.score_pending(example)
        assert np.array_equal(before.polarity, shown(example).polarity)


def test_learning_twice_is_learning_once(example: Study) -> None:
    with example:
        assert calibration.learn(example).digest == calibration.learn(example).digest


def test_a_model_read_back_reads_the_same(example: Study) -> None:
    with example:
        learnt = calibration.learn(example)
        calibration._parsed.cache_clear()
        again = known(example)
        assert again is not None
        assert again.model is not None
        assert learnt.model is not None
        assert again.model.words == learnt.model.words
        assert np.allclose(again.model.weights, learnt.model.weights, atol=1e-6)


def test_doing_without_it_gives_the_engine_back(example: Study) -> None:
    with example:
        before = shown(example)
        calibration.learn(example)
        sentiment.score_pending(example)
        assert calibration.switch(example, on=False)
        assert not calibration.switch(example, on=False)
        sentiment.score_pending(example)
        assert np.array_equal(before.label, shown(example).label)


def test_a_correction_always_wins(example: Study) -> None:
    with example:
        with example.read() as session:
            first = VerbatimId(int(verbatims.find(session, "nps:10 sentiment:positif").ids[0]))
        sentiment.correct(example, first, Label.NEGATIVE)
        calibration.learn(example)
        sentiment.score_pending(example)
        with example.read() as session:
            at = int(np.searchsorted(columns.verbatims(session).id, first))
            assert columns.feelings(session).corrected[at]
            text = next(each for each in labelled.labelled(session, most=10_000) if each.key == first)
        assert shown(example).label[at] == 0
        assert text.corrected
        assert text.tone.value == -1


def test_what_cannot_be_read_back_is_as_nothing_learnt(example: Study) -> None:
    with example:
        calibration.learn(example)
        with example.write() as session:
            session.bulk(
                "setting",
                "UPDATE setting SET value = '{\"method\": 3}' WHERE key = ?",
                [("sentiment.calibration",)],
            )
        assert known(example) is None
        assert sentiment.score_pending(example) > 0


def test_a_draw_of_the_texts_keeps_every_correction(example: Study) -> None:
    with example:
        with example.read() as session:
            last = VerbatimId(int(columns.verbatims(session).id[-1]))
        sentiment.correct(example, last, Label.NEUTRAL)
        with example.read() as session:
            drawn = labelled.labelled(session, most=50)
            assert drawn == labelled.labelled(session, most=50)
        assert len(drawn) == 50
        assert last in {each.key for each in drawn}
        assert [each.key for each in drawn] == sorted(each.key for each in drawn)


def test_texts_at_odds_with_their_score_are_found(example: Study) -> None:
    with example, example.read() as session:
        crossed = verbatims.find(session, "discordant:oui").ids
        rows = verbatims.page(session, crossed)
        assert len(rows) > 5
        praised = set(verbatims.find(session, "nps:detracteurs sentiment:positif").ids.tolist())
        blamed = set(verbatims.find(session, "nps:promoteurs sentiment:negatif").ids.tolist())
        ids, polarity = columns.verbatims(session).id.tolist(), columns.feelings(session).polarity
        clear = {key for key, felt in zip(ids, polarity.tolist(), strict=True) if abs(felt) >= 0.3}
        assert set(crossed.tolist()) == (praised | blamed) & clear
        facet = verbatims.facets(session, "").sentiments[-1]
        assert (facet.name, facet.count, facet.expression) == ("discordant", len(crossed), "discordant:oui")
