"""The words of another team: its lexicon, its aspects, how its themes read words; ours stay where both speak."""

from __future__ import annotations

from pathlib import Path

import pytest

from engage_desktop.models.merging import MergeKind
from engage_desktop.models.themes import OwnWords
from engage_desktop.operations import aspects, history, lexicon, lexis, sentiment
from engage_desktop.store.database import Study
from tests.merging import count, lines, merged, pair


def strengths(study: Study) -> dict[str, float]:
    with study.read() as session:
        return {each.words: each.strength for each in lexicon.own(session)}


def test_words_that_only_the_other_team_added_come_and_ours_stay(tmp_path: Path) -> None:
    with pair(tmp_path) as (ours, theirs):
        lexicon.put(ours, "borne", 2.0)
        lexicon.put(theirs, "borne", -1.0)
        lexicon.put(theirs, "vélo bleu", 3.0, note="la nouvelle gamme")
        before = lines(ours)
        sentiment.score_pending(ours)
        outcome = merged(ours, theirs)
        assert strengths(ours) == {"borne": 2.0, "vélo bleu": 3.0}
        told = count(outcome, MergeKind.WORD)
        assert (told.added, told.known, told.left_out) == (1, 0, 1)
        (left,) = outcome.skipped
        assert (left.reason, left.column, left.value, left.expected) == (
            "merge_word_differs",
            "borne",
            "-1",
            "+2",
        )
        with ours.read() as session:
            assert sentiment.pending(session)  # what the new word changes is read again
        again = merged(ours, theirs)
        assert (count(again, MergeKind.WORD).added, count(again, MergeKind.WORD).known) == (0, 1)
        history.undo(ours)
        assert strengths(ours) == {"borne": 2.0}
        assert lines(ours) == before


def test_words_that_accents_alone_tell_apart_stay_two(tmp_path: Path) -> None:
    with pair(tmp_path) as (ours, theirs):
        lexicon.put(ours, "pêche", 1.0)
        lexicon.put(ours, "péché", -1.0)
        lexicon.put(theirs, "pèche", -2.0)
        merged(ours, theirs)
        assert strengths(ours) == {"pêche": 1.0, "péché": -1.0, "pèche": -2.0}


def test_aspects_come_without_the_words_that_ours_speak_of_already(tmp_path: Path) -> None:
    with pair(tmp_path) as (ours, theirs):
        aspects.put(theirs, "Bornes", ("borne", "station"))
        aspects.put(ours, "Stations", ("station",))
        outcome = merged(ours, theirs)
        with ours.read() as session:
            found = {each.name: each.seeds for each in aspects.aspects(session)}
        assert found["Stations"] == ("station",)
        assert found["Bornes"] == ("borne",)
        told = count(outcome, MergeKind.ASPECT)
        assert told.added == 1
        assert told.known == len(found) - 2  # the usual ones, which both have


def test_usual_aspects_are_no_work_of_anybody(tmp_path: Path) -> None:
    with pair(tmp_path) as (ours, theirs):
        aspects.put(ours, "Stations", ("station",))
        outcome = merged(ours, theirs)
        assert all(each.kind is not MergeKind.ASPECT for each in outcome.merged)


@pytest.mark.parametrize("again", [False, True])
def test_words_of_themes_are_joined_and_a_contradiction_is_told(tmp_path: Path, *, again: bool) -> None:
    with pair(tmp_path) as (ours, theirs):
        lexis.put_own_words(ours, OwnWords(("vélo",), ("pas",), (("velos", "vélo"),), ("piste cyclable",)))
        lexis.put_own_words(
            theirs,
            OwnWords(
                ("pas", "borne"), (), (("velos", "bicyclette"), ("bornes", "borne")), ("piste cyclable",)
            ),
        )
        outcome = merged(ours, theirs)
        if again:
            outcome = merged(ours, theirs)
        with ours.read() as session:
            found = lexis.own_words(session)
        assert found == OwnWords(
            ("vélo", "borne"), ("pas",), (("velos", "vélo"), ("bornes", "borne")), ("piste cyclable",)
        )
        told = count(outcome, MergeKind.THEME_WORD)
        assert (told.added, told.known, told.left_out) == ((0, 3, 2) if again else (2, 1, 2))
        assert told.read == 5
