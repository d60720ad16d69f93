"""Turns cut, joined and given to another speaker: codes follow their words, all of it is undone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engage_desktop.errors import EngageError, Reason
from engage_desktop.models.codes import MemoTarget
from engage_desktop.models.ids import CodeId, VerbatimId
from engage_desktop.models.sentiment import Label
from engage_desktop.operations import coding, history, reports, sentiment, sources, studies, turns
from engage_desktop.store import codings, columns, search, verbatims
from engage_desktop.store import reports as kept_reports
from engage_desktop.store.database import Study
from tests import builders
from tests.interviews import FIRST, TALK, said, talk, talk_file, talk_study, turn


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    with talk_study(tmp_path) as study:
        yield study


def code(study: Study, name: str = "Caution") -> CodeId:
    return coding.add_code(study, name).id


def coded(study: Study, verbatim: VerbatimId) -> list[tuple[str, str | None]]:
    """(code's id as text, its words or None for the whole) of a turn."""
    with study.read() as session:
        text = verbatims.text(session, verbatim)
        found = codings.of_verbatims(session, [verbatim]).get(int(verbatim), ())
        return [
            (str(each.code), None if each.start is None else text[each.start : each.end]) for each in found
        ]


def counted(study: Study) -> list[int]:
    with study.read() as session:
        return [int(each) for each in columns.verbatims(session).id]


def test_a_cut_turn_is_two_turns_in_its_place(study: Study) -> None:
    made = turns.split(study, turn(study, "collègue"), FIRST.index("La caution"))
    assert said(study)[1:3] == [
        ("Participant 1", "Par une collègue 😍. Au début c'était pénible."),
        ("Participant 1", "La caution a été prélevée deux fois."),
    ]
    found = talk(study)
    second = found.turns[2]
    assert (second.row.id, second.row.ref, second.heading) == (made, "E-01 § 2.2", "Thème 1 : Découverte")
    assert second.participant == found.turns[1].participant
    assert made in counted(study)
    assert studies.check(study.path).ok


def test_codes_follow_their_words_through_a_cut_and_a_join(study: Study) -> None:
    key, at = turn(study, "collègue"), FIRST.index("La caution")
    whole, before, after, across = (code(study, name) for name in ("Tout", "Avant", "Après", "Entre"))
    coding.toggle(study, [key], whole)
    for each, words in ((before, "Au début"), (after, "deux fois"), (across, "pénible. La caution")):
        start = FIRST.index(words)
        coding.toggle(study, [key], each, span=(start, start + len(words)))
    made = turns.split(study, key, at)
    assert coded(study, key) == [(str(whole), None), (str(before), "Au début"), (str(across), "pénible.")]
    assert coded(study, made) == [(str(whole), None), (str(across), "La caution"), (str(after), "deux fois")]
    assert studies.check(study.path).ok
    assert turns.join(study, key) == key
    assert talk(study).turns[1].row.text == FIRST.replace(" La caution", "\nLa caution")
    assert coded(study, key) == [
        (str(whole), None), (str(before), "Au début"), (str(across), "pénible."), (str(across), "La caution"),
        (str(after), "deux fois"),
    ]  # fmt: skip
    assert studies.check(study.path).ok


def test_a_code_on_one_of_two_joined_turns_stays_on_its_words(study: Study) -> None:
    first, caution = turn(study, "station"), code(study)
    coding.toggle(study, [first], caution)
    turns.join(study, first)
    assert coded(study, first) == [(str(caution), "La station est vide le matin. J'attends dix minutes.")]


def test_each_change_is_undone_and_redone_whole(study: Study) -> None:
    key, caution = turn(study, "collègue"), code(study)
    coding.toggle(study, [key], caution)
    coding.write_memo(study, MemoTarget.VERBATIM, int(turn(study, "freins")), "à revoir")
    states = [builders.state(study)]
    acts: tuple[Callable[[], object], ...] = (
        lambda: turns.split(study, key, FIRST.index("Au début")),
        lambda: turns.join(study, turn(study, "station")),
        lambda: turns.change_speaker(study, [key], "Participant 2"),
        lambda: turns.change_speaker(study, [key], "Enquêtrice", interviewer=True),
    )
    for act in acts:
        act()
        states.append(builders.state(study))
    ids = counted(study)
    for state in reversed(states[:-1]):
        history.undo(study)
        assert builders.state(study) == state
    for state in states[1:]:
        history.redo(study)
        assert builders.state(study) == state
    assert counted(study) == ids
    assert studies.check(study.path).ok


def test_what_was_noted_on_a_joined_turn_goes_with_it(study: Study) -> None:
    first, second = turn(study, "station"), turn(study, "freins")
    for key, text in ((first, "un"), (second, "deux")):
        coding.write_memo(study, MemoTarget.VERBATIM, int(key), text)
    sentiment.correct(study, first, Label.NEGATIVE)
    sentiment.correct(study, second, Label.POSITIVE)
    coding.flag(study, [second], on=True)
    reports.add_quotes(study, [second], title="R")
    turns.join(study, second, by=-1)
    joined = talk(study).turns[-1]
    assert (joined.row.id, joined.memo, joined.row.flagged) == (first, "un\n\ndeux", True)
    assert joined.row.feeling is not None
    assert (joined.row.feeling.label, joined.row.feeling.corrected) == (Label.MIXED, True)
    with study.read() as session:
        (report,) = kept_reports.reports(session)
        assert [quote.verbatim for item in report.items for quote in item.quotes] == [first]


def test_a_correction_is_kept_on_both_sides_of_a_cut(study: Study) -> None:
    key = turn(study, "collègue")
    sentiment.correct(study, key, Label.NEGATIVE)
    made = turns.split(study, key, FIRST.index("La caution"))
    felt = [each.row.feeling for each in talk(study).turns if each.row.id in (key, made)]
    assert [(each.label, each.corrected) for each in felt if each] == [(Label.NEGATIVE, True)] * 2


def test_the_sentiment_of_changed_turns_is_read_again(study: Study) -> None:
    sentiment.score_pending(study)
    made = turns.split(study, turn(study, "collègue"), FIRST.index("La caution"))
    assert sentiment.score_pending(study) == 2
    turns.change_speaker(study, [made], "Enquêtrice", interviewer=True)
    assert sentiment.score_pending(study) == 0
    turns.join(study, turn(study, "station"))
    assert [each.row.feeling for each in talk(study).turns][-1] is None
    assert sentiment.score_pending(study) == 1


def test_search_finds_the_words_where_they_are_now(study: Study) -> None:
    made = turns.split(study, turn(study, "collègue"), FIRST.index("La caution"))
    with study.read() as session:
        assert search.matching(session, "caution").tolist() == [made]
    history.undo(study)
    with study.read() as session:
        assert search.matching(session, "caution").tolist() == [turn(study, "collègue")]


def test_a_turn_given_to_the_interviewer_counts_nowhere_and_comes_back(study: Study) -> None:
    key, caution = turn(study, "Je connaissais"), code(study)
    coding.toggle(study, [key], caution)
    before = counted(study)
    assert turns.change_speaker(study, [key], "Enquêtrice", interviewer=True) == 1
    assert key not in counted(study)
    assert talk(study).turns[3].participant is None
    assert turns.change_speaker(study, [key], "Participant 2") == 1
    assert counted(study) == before
    assert coded(study, key) == [(str(caution), None)]
    assert talk(study).turns[3].participant == talk(study).turns[5].participant


def test_a_new_name_is_a_new_participant_unless_all_that_somebody_says_is_given_to_it(study: Study) -> None:
    people = {person.pseudonym for person in talk(study).people}
    turns.change_speaker(study, [turn(study, "freins")], "P9")
    assert {person.pseudonym for person in talk(study).people} == people | {"E-01-3"}
    first = talk(study).turns[1].participant
    turns.change_speaker(study, talk(study).said_like(talk(study).turns[1]), "P8")
    assert {each.participant for each in talk(study).turns if each.speaker == "P8"} == {first}


def test_a_question_joined_to_its_answer_is_the_answer_of_who_answers(study: Study) -> None:
    key = turn(study, "Et vous ?")
    turns.join(study, key)
    joined = talk(study).turns[2]
    assert (joined.row.id, joined.speaker, joined.interviewer) == (key, "Participant 2", False)
    assert joined.row.text == "Et vous ?\nJe connaissais déjà l'application."
    assert key in counted(study)


def test_a_sentence_that_was_cut_is_joined_on_one_line(study: Study) -> None:
    key = turn(study, "station")
    turns.split(study, key, len("La station est "))
    turns.join(study, key)
    assert talk(study).turns[4].row.text.startswith("La station est vide")


def test_what_cannot_be_is_refused_and_changes_nothing(study: Study) -> None:
    before = builders.state(study)
    last, first = turn(study, "freins"), turn(study, "Comment")
    refused_acts: tuple[tuple[Callable[[], object], Reason], ...] = (
        (lambda: turns.split(study, last, 0), Reason.TURN_AT_ITS_END),
        (lambda: turns.split(study, last, 10_000), Reason.TURN_AT_ITS_END),
        (lambda: turns.join(study, last), Reason.TURN_ALONE),
        (lambda: turns.join(study, first, by=-1), Reason.TURN_ALONE),
        (lambda: turns.split(study, VerbatimId(99), 3), Reason.TURN_UNKNOWN),
        (lambda: turns.change_speaker(study, [last], "  "), Reason.NAME_EMPTY),
    )
    for act, reason in refused_acts:
        with pytest.raises(EngageError) as refused:
            act()
        assert refused.value.reason is reason
    assert builders.state(study) == before


def test_the_same_notes_again_bring_nothing_after_cuts_and_joins(study: Study, tmp_path: Path) -> None:
    turns.split(study, turn(study, "collègue"), FIRST.index("La caution"))
    turns.join(study, turn(study, "station"))
    turns.join(study, turn(study, "Et vous"))
    before = said(study)
    again = sources.import_file(study, talk_file(tmp_path, TALK + "\n"))
    assert (again.imported, again.duplicates) == (0, 6)
    assert said(study) == before


def test_many_cuts_of_one_turn_keep_their_order(study: Study) -> None:
    key = turn(study, "collègue")
    words = FIRST.split(" ")
    for _ in range(len(words) - 1):
        text = talk(study).turns[1].row.text
        turns.split(study, key, text.rindex(" "))
    assert [each.row.text for each in talk(study).turns[1 : 1 + len(words)]] == words
    assert len({each.row.ref for each in talk(study).turns}) == len(talk(study).turns)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_coded_word_is_lost_by_cutting_and_joining(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    """Whatever is cut and joined, each code covers the very letters that it covered, and the file stays sound."""
    with talk_study(tmp_path_factory.mktemp("t")) as study:
        codes = [code(study, f"C{n}") for n in range(3)]
        keys = [each.row.id for each in talk(study).turns if not each.interviewer]
        for number in codes:
            key = data.draw(st.sampled_from(keys))
            length = len(talk(study).turns[talk(study).place(key)].row.text)
            start = data.draw(st.integers(0, length - 1))
            end = data.draw(st.integers(start + 1, length))
            coding.toggle(study, [key], number, span=data.draw(st.sampled_from([None, (start, end)])))
        before = covered(study)
        for _ in range(data.draw(st.integers(1, 4))):
            present = talk(study)
            at = data.draw(st.integers(0, len(present.turns) - 1))
            chosen = present.turns[at].row
            if data.draw(st.booleans()):
                place = data.draw(st.integers(1, len(chosen.text)))
                if chosen.text[:place].strip() and chosen.text[place:].strip():
                    turns.split(study, chosen.id, place)
            elif at + 1 < len(present.turns):
                turns.join(study, chosen.id)
        assert covered(study) == before
        assert studies.check(study.path).ok


def covered(study: Study) -> dict[int, str]:
    """The letters that each code covers, blanks apart: these go and come where turns are cut and joined."""
    found: dict[int, str] = {}
    for each in talk(study).turns:
        spans: dict[int, set[int]] = {}
        for one in each.row.codings:
            start, end = (
                (0, len(each.row.text)) if one.start is None or one.end is None else (one.start, one.end)
            )
            spans.setdefault(int(one.code), set()).update(range(start, end))
        for number, places in spans.items():
            letters = "".join(each.row.text[at] for at in sorted(places))
            found[number] = found.get(number, "") + "".join(letters.split())
    return found
