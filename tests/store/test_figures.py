"""Counts from the coded columns agree with the rows they were made from."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path

import pytest

from engage_desktop.models.filters import parse
from engage_desktop.models.ids import SurveyId
from engage_desktop.operations import sentiment, sources, studies
from engage_desktop.store import columns, figures, series, surveys
from engage_desktop.store.database import Session, Study
from tests import builders


def nps(session: Session) -> columns.ScoredQuestion:
    return columns.responses(session).of_kind("nps")[0]


def test_scores_are_those_of_the_file(study: Study) -> None:
    with study.read() as session:
        counts = figures.scores(figures.select(session, parse("")), nps(session))
    expected = Counter(int(row[1]) for row in builders.ROWS)
    assert counts.counts == tuple(expected[score] for score in range(11))
    assert (counts.n, counts.exclusions.total) == (6, 0)


def test_missing_and_declared_missing_are_counted_apart(tmp_path: Path) -> None:
    rows = [list(row) for row in builders.ROWS]
    rows[0][1], rows[1][1], rows[2][1], rows[3][1] = "", "Ne sait pas", "Non concerné", "NSP"
    with studies.create(tmp_path / "trous.engage") as study:
        sources.import_file(study, builders.write_csv(tmp_path / "trous.csv", rows))
        with study.read() as session:
            counts = figures.scores(figures.select(session, parse("")), nps(session))
            unscored = len(figures.select(session, parse("nps:sans")).responses)
        with study.write(bulk=True) as session:
            columns.rebuild(session)
        with study.read() as session:
            again = figures.scores(figures.select(session, parse("")), nps(session))
    assert (counts.n, counts.missing, counts.dont_know, counts.not_concerned) == (2, 1, 2, 1)
    assert unscored == 4
    assert again == counts


def test_a_score_outside_its_scale_is_set_aside(study: Study) -> None:
    with study.write(bulk=True) as session:
        session.bulk("answer", "UPDATE answer SET number = ? WHERE number = 9", [(12,)])
        columns.rebuild(session)
    with study.read() as session:
        counts = figures.scores(figures.select(session, parse("")), nps(session))
    assert (counts.n, counts.out_of_scale) == (5, 1)


def test_days_keep_only_those_on_which_someone_answered(study: Study) -> None:
    with study.read() as session:
        found = figures.scores_by_day(figures.select(session, parse("")), nps(session))
    assert found.days[0] == dt.date(2026, 1, 5)
    assert found.days[-1] == dt.date(2026, 3, 4)
    assert found.table.sum(axis=1).tolist() == [1] * 6
    assert found.table[0].tolist()[9] == 1


def test_a_stray_date_centuries_away_costs_no_memory(study: Study) -> None:
    with study.write(bulk=True) as session:
        session.bulk("response", "UPDATE response SET submitted_at = ? WHERE id = 1", [("0001-01-01",)])
        columns.rebuild(session)
    with study.read() as session:
        found = figures.responses_by_day(figures.select(session, parse("")))
    assert found.days[0] == dt.date(1, 1, 1)
    assert len(found.days) == 6


def test_a_response_without_a_date_is_in_no_day_but_in_the_whole(study: Study) -> None:
    with study.write(bulk=True) as session:
        session.bulk("response", "UPDATE response SET submitted_at = NULL WHERE id = ?", [(1,)])
        columns.rebuild(session)
    with study.read() as session:
        selected = figures.select(session, parse(""))
        assert figures.scores(selected, nps(session)).n == 6
        assert int(figures.responses_by_day(selected).table.sum()) == 5
        assert len(figures.within(selected, dt.date(2000, 1, 1), None).responses) == 5


def test_spellings_that_no_filter_tells_apart_are_one_group(tmp_path: Path) -> None:
    rows = [list(row) for row in builders.ROWS]
    rows[0][3] = "CENTRE-VILLE"
    with studies.create(tmp_path / "casse.engage") as study:
        sources.import_file(study, builders.write_csv(tmp_path / "casse.csv", rows))
        with study.read() as session:
            selected = figures.select(session, parse(""))
            attribute = selected.people.attributes[0]
            (found,) = figures.scores_by_groups(selected, nps(session), (attribute,), most=12)
    groups = dict(zip(found.names, found.scores.sum(axis=1).tolist(), strict=True))
    assert groups == {"Centre-ville": 3, "Périphérie": 3}
    assert found.texts.sum(axis=1).tolist() == [3, 2]


def test_only_the_most_numerous_groups_are_kept(study: Study) -> None:
    with study.write(bulk=True) as session:
        session.bulk(
            "participant_attribute",
            "UPDATE participant_attribute SET value = ? WHERE participant_id < 3",
            [("Rare",)],
        )
        columns.rebuild(session)
    with study.read() as session:
        selected = figures.select(session, parse(""))
        (found,) = figures.scores_by_groups(selected, nps(session), selected.people.attributes, most=1)
    assert found.names == ("Centre-ville",) or found.names == ("Périphérie",) or found.names == ("Rare",)
    assert len(found.scores) == 1


def test_an_import_taken_back_is_no_longer_counted(study: Study) -> None:
    with study.read() as session:
        source = int(columns.responses(session).source[0])
    from engage_desktop.models.ids import SourceId

    sources.undo_import(study, SourceId(source))
    with study.read() as session:
        assert len(figures.select(session, parse("")).responses) == 0


def test_sentiment_sums_are_those_of_the_results(study: Study) -> None:
    sentiment.score_pending(study)
    with study.read() as session:
        sums = figures.polarity(figures.select(session, parse("")))
        rows = session.rows("SELECT polarity, label FROM sentiment_result")
    assert sums.n == len(rows)
    assert sums.total == pytest.approx(sum(row[0] for row in rows), abs=1e-6)
    assert sums.squares == pytest.approx(sum(row[0] ** 2 for row in rows), abs=1e-6)


def test_what_was_not_read_yet_is_unscored(study: Study) -> None:
    with study.read() as session:
        sums = figures.polarity(figures.select(session, parse("")))
    assert (sums.n, sums.unscored) == (0, 5)


def test_a_survey_takes_the_verbatims_of_its_responses_alone(study: Study) -> None:
    with study.read() as session:
        selected = figures.select(session, parse(""))
        (survey,) = surveys.surveys(session)
        assert len(figures.of_survey(selected, survey.id).verbatims) == 5
        nothing = figures.of_survey(selected, SurveyId(99))
        assert (len(nothing.responses), len(nothing.verbatims)) == (0, 0)


def test_a_study_without_responses_counts_nothing(tmp_path: Path) -> None:
    with studies.create(tmp_path / "vide.engage") as study, study.read() as session:
        selected = figures.select(session, parse(""))
        assert len(selected.responses) == 0
        assert figures.responses_by_day(selected).days == ()
        assert figures.first_and_last_day(selected) is None
        assert series.series(session) == ()
