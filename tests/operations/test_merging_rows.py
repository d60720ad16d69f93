"""What a merge brings, kind by kind: interviews cut otherwise, mentions, figures, surveys made by hand; any two copies."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engage_desktop.models.codes import MemoTarget
from engage_desktop.models.merging import MergeKind
from engage_desktop.models.sentiment import Label
from engage_desktop.models.surveys import Option, OptionDraft, QuestionDraft, QuestionKind, Scale
from engage_desktop.operations import coding, history, sentiment, sources, studies, surveys, turns
from engage_desktop.store import series as kept_series
from engage_desktop.store import sources as kept_sources
from engage_desktop.store import surveys as kept_surveys
from engage_desktop.store.database import Study
from tests import builders, interviews
from tests.importers.files import text_file
from tests.merging import brought, coded, copied, count, lines, merged, named, told
from tests.operations.test_projects import project

Pair = tuple[Study, Study]
MENTIONS = ("id", "date", "author", "text", "network", "likes", "shares", "comments", "reach")
POSTS = (
    ("101", "2026-03-01 10:00:00", "Ana", "La station est vide ce matin encore.", "X", "3", "0", "1", "200"),
    ("102", "2026-03-01 11:00:00", "Bob", "Bravo pour les vélos neufs.", "X", "12", "2", "0", "1000"),
)


@pytest.fixture
def talks(tmp_path: Path) -> Iterator[Pair]:
    with (
        copied(interviews.talk_study(tmp_path), tmp_path / "bob.engage") as theirs,
        studies.open_study(tmp_path / "paroles.engage") as ours,
    ):
        yield ours, theirs


def spoken(study: Study) -> list[str]:
    return [each.row.text for each in interviews.talk(study).turns]


# interviews


def test_codes_on_turns_that_were_cut_here_go_with_their_words(talks: Pair) -> None:
    ours, theirs = talks
    turns.split(ours, named(ours, "collègue"), interviews.FIRST.index("La caution"))
    before = spoken(ours)
    key = named(theirs, "collègue")
    coding.code_line(theirs, key, "Tout", coder="Bob")
    start = interviews.FIRST.index("caution")
    coding.code_line(theirs, key, "Caution", coder="Bob", span=(start, start + len("caution")))
    coding.code_line(theirs, key, "À cheval", coder="Bob", span=(start - 12, start + len("caution")))
    outcome = merged(ours, theirs)
    assert spoken(ours) == before
    assert coded(ours) == {
        (before[1], "Tout", "Bob", ""),
        (before[2], "Tout", "Bob", ""),
        (before[2], "Caution", "Bob", "caution"),
        (before[1], "À cheval", "Bob", "pénible."),
        (before[2], "À cheval", "Bob", "La caution"),
    }
    assert {each.reason for each in outcome.remarks} == {"kept_merge_turn"}
    assert merged(ours, theirs).source is None


def test_codes_on_turns_that_the_other_cut_or_joined_go_with_their_words(talks: Pair) -> None:
    ours, theirs = talks
    second = turns.split(theirs, named(theirs, "collègue"), interviews.FIRST.index("La caution"))
    joined = turns.join(theirs, named(theirs, "Les freins"), by=-1)
    coding.code_line(theirs, second, "Caution", coder="Bob")
    coding.code_line(theirs, joined, "Matériel", coder="Bob")
    before = spoken(ours)
    merged(ours, theirs)
    assert spoken(ours) == before
    assert coded(ours) == {
        (interviews.FIRST, "Caution", "Bob", "La caution a été prélevée deux fois."),
        ("La station est vide le matin. J'attends dix minutes.", "Matériel", "Bob", ""),
        ("Les freins sont usés.", "Matériel", "Bob", ""),
    }


def test_an_interview_that_only_the_other_has_comes_whole_under_a_label_of_its_own(
    talks: Pair, tmp_path: Path
) -> None:
    ours, theirs = talks
    for study, name in ((ours, "x"), (theirs, "y")):
        text = interviews.TALK.replace("Nantes", "Brest").replace("collègue", f"cousine {name}")
        sources.import_file(study, interviews.talk_file(tmp_path, text, name=f"{name}.txt"))
    coding.write_memo(theirs, MemoTarget.SOURCE, 2, "Entretien au marché.", coder="Bob")
    merged(ours, theirs)
    found = [line for line in lines(ours, "verbatim") if line["file"] == "y.txt"]
    there = [line for line in lines(theirs, "verbatim") if line["file"] == "y.txt"]
    assert [line["ref"] for line in found] == [line["ref"].replace("E-02", "E-03") for line in there]
    for key in ("text", "speaker", "interviewer", "heading", "row", "position", "said_at"):
        assert [line[key] for line in found] == [line[key] for line in there]
    assert {line["participant"] for line in found} == {None, "E-03-1", "E-03-2"}
    attributes = {line["pseudonym"]: line["attributes"] for line in lines(ours, "participant")}
    assert attributes["E-03-1"] == {line["pseudonym"]: line["attributes"] for line in lines(theirs, "participant")}["E-02-1"]  # fmt: skip
    assert ["Entretien au marché."] in [line["memos"] for line in lines(ours, "source")]
    again = sources.import_file(ours, tmp_path / "y.txt")
    assert again.imported == 0


# mentions and figures


def test_mentions_come_with_their_counters_and_newer_counts_are_told(tmp_path: Path) -> None:
    made = studies.create(tmp_path / "ana.engage")
    sources.import_file(made, builders.write_csv(tmp_path / "m.csv", POSTS, MENTIONS), format="mentions")
    with copied(made, tmp_path / "bob.engage") as theirs, studies.open_study(made.path) as ours:
        newer = [
            (*POSTS[0][:3], "La station est vide ce matin encore !", *POSTS[0][4:5], "30", *POSTS[0][6:])
        ]
        newer.append(
            ("103", "2026-03-02 09:00:00", "Chloé", "Une panne hier soir.", "X", "5", "0", "0", "40")
        )
        sources.import_file(
            theirs, builders.write_csv(tmp_path / "n.csv", newer, MENTIONS), format="mentions"
        )
        outcome = merged(ours, theirs)
        found = {line["text"]: line for line in lines(ours, "verbatim")}
        assert set(found) == {POSTS[0][3], POSTS[1][3], "Une panne hier soir."}
        assert found["Une panne hier soir."]["counters"] == {
            "likes": 5,
            "shares": 0,
            "comments": 0,
            "reach": 40,
        }
        assert (found["Une panne hier soir."]["file"], found["Une panne hier soir."]["row"]) == ("n.csv", 3)
        assert found[POSTS[0][3]]["counters"]["likes"] == 3
        assert {each.reason for each in outcome.remarks} == {"kept_merge_text", "kept_merge_counters"}


def test_figures_of_days_that_ours_does_not_tell_are_added(tmp_path: Path) -> None:
    made = studies.create(tmp_path / "ana.engage")
    first = text_file(tmp_path, "Date;Visites\n2026-09-01;100\n2026-09-02;120\n", name="visites.csv")
    sources.import_file(made, first)
    with copied(made, tmp_path / "bob.engage") as theirs, studies.open_study(made.path) as ours:
        folder = tmp_path / "plus"
        folder.mkdir()
        more = text_file(folder, "Date;Visites\n2026-09-02;125\n2026-09-03;130\n", name="visites.csv")
        sources.import_file(theirs, more)
        before = lines(ours)
        outcome = merged(ours, theirs)
        with ours.read() as session:
            (found,) = kept_series.series(session)
            cells = kept_series.cells(session, found.made_of, found.points[0].first, found.points[-1].last)
        assert [(cell.origin.file, cell.origin.row, cell.written) for cell in cells] == [
            ("visites.csv", 2, "100"), ("visites.csv", 3, "120"), ("visites.csv", 3, "130"),
        ]  # fmt: skip
        assert [point.value for point in found.points] == [100.0, 120.0, 130.0]
        assert (outcome.values, outcome.series) == (1, 1)
        figures = count(outcome, MergeKind.FIGURE)
        assert (figures.added, figures.known, figures.left_out) == (1, 1, 1)
        assert [each.reason for each in outcome.skipped] == ["merge_figure_differs"]
        history.undo(ours)
        assert lines(ours) == before


# surveys made by hand


def test_questions_options_and_waves_that_ours_lacks_come_in_their_survey(tmp_path: Path) -> None:
    made = studies.create(tmp_path / "ana.engage")
    survey = surveys.create_survey(made, "Gares")
    draft = QuestionDraft(
        QuestionKind.SINGLE, "Quel trajet ?", options=(OptionDraft("Court"), OptionDraft("Long"))
    )
    asked = surveys.add_question(made, survey.id, draft)
    with copied(made, tmp_path / "bob.engage") as theirs, studies.open_study(made.path) as ours:
        for study, label in ((ours, "Et le confort ?"), (theirs, "Et le bruit ?")):
            surveys.add_question(study, survey.id, QuestionDraft(QuestionKind.TEXT, label, code="q2"))
        options: tuple[Option | OptionDraft, ...] = (*asked.options, OptionDraft("Moyen"))
        surveys.edit_question(theirs, asked.id, label="Quel trajet faites-vous ?", options=options)
        with theirs.write(bulk=True) as session:
            kept_surveys.add_wave(session, survey.id, "Printemps", invited=40)
        before = builders.state(ours)
        outcome = merged(ours, theirs)
        (found,) = lines(ours, "survey")
        asked_here = {(each["code"], each["label"]) for each in found["questions"]}
        assert asked_here == {
            ("quel_trajet", "Quel trajet ?"),
            ("q2", "Et le confort ?"),
            ("q2_2", "Et le bruit ?"),
        }
        assert [each["label"] for each in found["questions"][0]["options"]] == ["Court", "Long", "Moyen"]
        assert [(each["name"], each["invited"]) for each in found["waves"]] == [("Printemps", 40)]
        assert [each.reason for each in outcome.remarks] == ["kept_merge_question"]
        history.undo(ours)
        (back,) = lines(ours, "survey")
        assert len(back["questions"]) == 2
        assert [each["label"] for each in back["questions"][0]["options"]] == ["Court", "Long"]
        assert back["waves"] == []
        assert builders.state(ours)["response"] == before["response"]


def test_a_survey_or_question_put_aside_here_stays_aside(tmp_path: Path) -> None:
    made = builders.small_study(tmp_path, name="ana.engage")
    with copied(made, tmp_path / "bob.engage") as theirs, studies.open_study(made.path) as ours:
        with ours.read() as session:
            (survey,) = kept_surveys.surveys(session)
        opened = next(each for each in survey.questions if each.kind is QuestionKind.TEXT)
        surveys.delete_question(ours, opened.id)
        outcome = merged(ours, theirs)
        assert [each.reason for each in outcome.skipped] == ["merge_question_aside"]
        assert outcome.source is None
        surveys.delete_survey(ours, survey.id)
        assert [each.reason for each in merged(ours, theirs).skipped] == ["merge_survey_aside"]


def test_answers_that_use_an_option_put_aside_here_bring_it_back(tmp_path: Path) -> None:
    headers = ("Horodateur", "Quel moyen prenez-vous ?", "Pourquoi cette note ?")
    rows = [
        (f"0{n}/01/2026 10:00:00", ("Bus", "Vélo", "Train")[n % 3], f"Texte long numéro {n}.")
        for n in range(1, 10)
    ]
    made = studies.create(tmp_path / "ana.engage")
    sources.import_file(made, builders.write_csv(tmp_path / "un.csv", rows, headers), survey="Trajets")
    with copied(made, tmp_path / "bob.engage") as theirs, studies.open_study(made.path) as ours:
        more = [
            ("01/03/2026 10:00:00", "Bus", "Un texte de mars."),
            ("02/03/2026 10:00:00", "Vélo", "Un autre de mars."),
        ]
        sources.import_file(
            theirs, builders.write_csv(tmp_path / "deux.csv", more, headers), survey="Trajets"
        )
        with ours.read() as session:
            (survey,) = kept_surveys.surveys(session)
        chosen = next(each for each in survey.questions if each.kind is QuestionKind.SINGLE)
        left = tuple(each for each in chosen.options if each.label != "Bus")
        surveys.edit_question(ours, chosen.id, options=left)
        before = lines(ours, "survey")
        merged(ours, theirs)
        (found,) = lines(ours, "survey")
        labels = {each["label"] for question in found["questions"] for each in question["options"]}
        assert labels == {"Bus", "Vélo", "Train"}
        assert lines(ours, "response")[-2]["answers"][0]["option"] is not None
        history.undo(ours)
        assert lines(ours, "survey") == before


def test_grids_come_with_their_rows(tmp_path: Path) -> None:
    other = studies.create(tmp_path / "bob.engage")
    survey = surveys.create_survey(other, "Qualité")
    scale = Scale(1, 5)
    surveys.add_question(other, survey.id, QuestionDraft(QuestionKind.TEXT, "Autre chose ?"))
    surveys.add_question(
        other, survey.id, QuestionDraft(QuestionKind.GRID, "Notez", scale=scale), rows=("Accueil", "Propreté")
    )
    with other, builders.small_study(tmp_path, name="ana.engage") as ours:
        merged(ours, other)
        found = next(line for line in lines(ours, "survey") if line["name"] == "Qualité")
        assert found["questions"] == lines(other, "survey")[0]["questions"]


def test_a_project_of_another_tool_that_the_other_brought_in_comes_with_its_codings(tmp_path: Path) -> None:
    with studies.create(tmp_path / "bob.engage") as theirs, studies.create(tmp_path / "ana.engage") as ours:
        sources.import_file(theirs, project(tmp_path))
        merged(ours, theirs)
        assert coded(ours) == coded(theirs)
        assert lines(ours, "code", "verbatim") == lines(theirs, "code", "verbatim")
        assert sources.import_file(ours, tmp_path / "p.qdpx").imported == 0


def test_a_newer_export_of_the_other_leaves_its_file_as_the_origin_of_what_it_told(tmp_path: Path) -> None:
    made = studies.create(tmp_path / "ana.engage")
    headers = ("Response ID", *builders.HEADERS)
    rows = [(str(at), *row) for at, row in enumerate(builders.ROWS, start=1)]
    with made, studies.create(tmp_path / "bob.engage") as theirs:
        sources.import_file(theirs, builders.write_csv(tmp_path / "un.csv", rows, headers))
        newer = [(*rows[0][:3], "Le vélo est agréable, mais lourd.", rows[0][4])]
        sources.import_file(theirs, builders.write_csv(tmp_path / "deux.csv", newer, headers), survey="un")
        merged(made, theirs)
        assert ("Le vélo est agréable, mais lourd.", "deux.csv", "2") in told(made)
        assert lines(made, "response", "verbatim") == lines(theirs, "response", "verbatim")


def test_what_a_file_told_before_it_was_taken_back_keeps_it_as_its_origin(tmp_path: Path) -> None:
    headers = ("Response ID", *builders.HEADERS)
    rows = [(str(at), *row) for at, row in enumerate(builders.ROWS, start=1)]
    with studies.create(tmp_path / "ana.engage") as ours, studies.create(tmp_path / "bob.engage") as theirs:
        sources.import_file(theirs, builders.write_csv(tmp_path / "un.csv", rows, headers))
        newer = [(*rows[0][:3], "Le vélo est agréable, mais lourd.", rows[0][4])]
        file = builders.write_csv(tmp_path / "deux.csv", newer, headers)
        told_last = sources.import_file(theirs, file, survey="un").source
        assert told_last is not None
        with theirs.write() as session:  # as older versions took an import back
            kept_sources.remove(session, told_last)
        outcome = merged(ours, theirs)
        assert ("Le vélo est agréable, mais lourd.", "deux.csv", "2") in told(ours)
        assert count(outcome, MergeKind.SOURCE).added == 1
        assert {line["file"] for line in lines(ours, "source")} == {"bob.engage", "un.csv"}
        assert merged(ours, theirs).source is None


def test_texts_that_come_to_our_responses_go_when_the_merge_is_undone(tmp_path: Path) -> None:
    headers = ("Response ID", *builders.HEADERS)
    rows = [(str(at), *row) for at, row in enumerate(builders.ROWS, start=1)]
    made = studies.create(tmp_path / "ana.engage")
    sources.import_file(made, builders.write_csv(tmp_path / "un.csv", rows, headers))
    with copied(made, tmp_path / "bob.engage") as theirs, studies.open_study(made.path) as ours:
        more = [(*row, f"Autre remarque numéro {at}, plus longue.") for at, row in enumerate(rows)]
        wider = builders.write_csv(tmp_path / "deux.csv", more, (*headers, "Une autre remarque ?"))
        sources.import_file(theirs, wider, survey="un")
        before = lines(ours)
        outcome = merged(ours, theirs)
        assert (outcome.verbatims, count(outcome, MergeKind.RESPONSE).known) == (6, 6)
        assert len(lines(ours, "survey")[0]["questions"]) == 3
        history.undo(ours)
        assert lines(ours) == before
        history.redo(ours)
        assert outcome.verbatims == len(lines(ours, "verbatim")) - len(
            [x for x in before if x["type"] == "verbatim"]
        )


# any two copies

WORDS = ("station est vide", "Caution", "agréable", "Correct", "Pratique")
ACTS = st.lists(
    st.tuples(
        st.sampled_from(("whole", "passage", "flag", "memo", "correct", "rows", "uncode")),
        st.sampled_from(WORDS),
        st.sampled_from(("Délai", "Prix", "Accueil")),
        st.integers(0, 8),
    ),
    max_size=6,
)


def play(study: Study, folder: Path, acts: list[tuple[str, str, str, int]], who: str) -> None:
    """One coder's work on a copy."""
    for number, (act, words, name, at) in enumerate(acts):
        key = named(study, words)
        if act == "whole":
            coding.code_line(study, key, name, coder=who)
        elif act == "passage":
            coding.code_line(study, key, name, coder=who, span=(at, at + 5))
        elif act == "flag":
            coding.flag(study, [key], on=True)
        elif act == "memo":
            coding.write_memo(study, MemoTarget.VERBATIM, int(key), f"{who} note {name} {at}.", coder=who)
        elif act == "correct":
            sentiment.correct(study, key, (Label.POSITIVE, Label.NEGATIVE)[at % 2], coder=who)
        elif act == "rows":
            rows = [(f"{at + 1:02d}/05/2026 10:00:00", str(at), f"Texte {at} ajouté à part.", "Nord")]
            sources.import_file(study, builders.write_csv(folder / f"{who}-{number}.csv", rows))
        else:
            for each in [each for each in coded(study) if words in each[0] and each[2] == who][:1]:
                with study.read() as session:
                    found = session.sql(
                        "SELECT c.id FROM coding c JOIN code d ON d.id = c.code_id WHERE c.verbatim_id = ?"
                        " AND d.name = ?",
                        (int(key), each[1]),
                    ).scalar()
                if found is not None:
                    coding.remove_coding(study, found, coder=who)


@settings(max_examples=25)
@given(ACTS, ACTS)
def test_two_copies_coded_apart_make_their_union(
    mine: list[tuple[str, str, str, int]], its: list[tuple[str, str, str, int]]
) -> None:
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        first = builders.small_study(folder, name="ana.engage")
        coding.code_line(first, named(first, "Correct"), "Avant", coder="Zoé")
        with copied(first, folder / "bob.engage") as theirs, studies.open_study(first.path) as ours:
            play(ours, folder, mine, "Ana")
            play(theirs, folder, its, "Bob")
            before, other = lines(ours), lines(theirs)
            wanted = coded(ours) | coded(theirs)
            texts = {text for text, _file, _row in told(ours) | told(theirs)}
            merged(ours, theirs)
            assert coded(ours) == wanted
            assert {text for text, _file, _row in told(ours)} == texts
            assert len(told(ours)) == len(texts)
            _holds_notes_of(ours, before, other)
            assert brought(merged(ours, theirs)) == set()
            if lines(ours) != before:
                history.undo(ours)
            assert lines(ours) == before


def _holds_notes_of(ours: Study, before: list[dict[str, object]], other: list[dict[str, object]]) -> None:
    """Flags of either, memos of both, corrections of ours before those of the other."""
    mine = {line["text"]: line for line in before if line["type"] == "verbatim"}
    its = {line["text"]: line for line in other if line["type"] == "verbatim"}
    for line in lines(ours, "verbatim"):
        here, there = mine.get(line["text"], {}), its.get(line["text"], {})
        assert bool(line["flagged"]) == bool(here.get("flagged") or there.get("flagged"))
        assert line["correction"] == (here.get("correction") or there.get("correction"))
        memo = "\n".join(line["memos"])
        for said in (*(here.get("memos") or ()), *(there.get("memos") or ())):  # type: ignore[misc] # lists of texts
            assert str(said) in memo


def test_a_merge_of_a_merge_keeps_who_coded_what(tmp_path: Path) -> None:
    made = builders.small_study(tmp_path, name="ana.engage")
    made.close()
    for name in ("bob", "cleo"):
        shutil.copyfile(made.path, tmp_path / f"{name}.engage")
    with (
        studies.open_study(made.path) as ana,
        studies.open_study(tmp_path / "bob.engage") as bob,
        studies.open_study(tmp_path / "cleo.engage") as cleo,
    ):
        for study, who in ((ana, "Ana"), (bob, "Bob"), (cleo, "Cléo")):
            coding.code_line(study, named(study, "Caution"), "Argent", coder=who)
        merged(bob, cleo)
        merged(ana, bob)
        assert {each[2] for each in coded(ana)} == {"Ana", "Bob", "Cléo"}
        assert brought(merged(ana, cleo)) == set()
        assert merged(cleo, ana).codings == 2
        assert coded(cleo) == coded(ana)
