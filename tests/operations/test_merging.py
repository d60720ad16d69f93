"""Another `.engage` study brought in: a union of both, nothing twice, nothing of ours overwritten, undone whole."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from engage_desktop.errors import Cancelled, EngageError, Reason
from engage_desktop.models.codes import MemoTarget
from engage_desktop.models.ids import CodeId, SourceId
from engage_desktop.models.merging import FORMAT, MergeKind
from engage_desktop.models.sentiment import Label
from engage_desktop.models.sources import SourceKind
from engage_desktop.operations import coding, filters, history, merging, reports, sentiment, sources, studies
from engage_desktop.progress import Progress
from engage_desktop.store import codes, memos, schema
from engage_desktop.store import sources as kept
from engage_desktop.store.database import Study
from tests import builders
from tests.merging import brought, coded, count, lines, merged, named, pair, told

DATA = Path(__file__).parents[1] / "data"
Pair = tuple[Study, Study]
STATION = "La station est vide tous les matins"
CAUTION = "Caution prélevée deux fois"


@pytest.fixture
def both(tmp_path: Path) -> Iterator[Pair]:
    with pair(tmp_path) as found:
        yield found


def code(study: Study, name: str, parent: str = "") -> CodeId:
    with study.read() as session:
        above = codes.find(session, parent) if parent else None
    return coding.add_code(study, name, parent=None if above is None else above.id).id


def apply(study: Study, words: str, name: str, *, coder: str, quote: str = "") -> None:
    key = named(study, words)
    span = None
    if quote:
        with study.read() as session:
            text = str(session.sql("SELECT text FROM verbatim WHERE id = ?", (int(key),)).scalar_one())
        span = (text.index(quote), text.index(quote) + len(quote))
    coding.code_line(study, key, name, coder=coder, span=span)


def memo(study: Study, words: str) -> str:
    with study.read() as session:
        found = memos.memo(session, MemoTarget.VERBATIM, int(named(study, words)))
    return "" if found is None else found.text


# the same


def test_a_study_merged_with_its_own_copy_brings_nothing_and_leaves_no_trace(both: Pair) -> None:
    ours, theirs = both
    before = builders.state(ours)
    outcome = merged(ours, theirs)
    assert (outcome.imported, outcome.updated, outcome.skipped, outcome.source) == (0, 0, (), None)
    assert outcome.rows == outcome.duplicates > 0
    assert outcome.remarks == ()
    assert builders.state(ours) == before


def test_a_study_merged_with_itself_brings_nothing(both: Pair) -> None:
    ours, _theirs = both
    before = builders.state(ours)
    outcome = merging.merge(ours, ours.path)
    assert (outcome.imported, outcome.updated, outcome.source) == (0, 0, None)
    assert builders.state(ours) == before


def test_an_empty_study_becomes_the_other_one_with_the_origin_of_every_sentence(
    both: Pair, tmp_path: Path
) -> None:
    _ours, theirs = both
    apply(theirs, STATION, "Délai", coder="Bob", quote="vide tous les matins")
    with studies.create(tmp_path / "vide.engage") as empty:
        outcome = merged(empty, theirs)
        everything = ("survey", "participant", "response", "verbatim", "code", "filter", "report", "series")
        assert lines(empty, *everything) == lines(theirs, *everything)
        with empty.read() as session:
            listed = [(each.kind, each.file) for each in kept.sources(session)]
            assert kept.source(session, SourceId(int(outcome.source or 0))).format == FORMAT
        assert (SourceKind.RESPONSES, "reponses.csv") in listed
        assert ("reponses.csv", "3") in {(file, row) for _text, file, row in told(empty)}
        assert outcome.verbatims == 5
        assert merged(empty, theirs).source is None


# two coders


def test_codings_of_both_stand_side_by_side_each_under_its_name(both: Pair) -> None:
    ours, theirs = both
    apply(ours, STATION, "Disponibilité", coder="Ana")
    apply(theirs, STATION, "DISPONIBILITE", coder="Bob", quote="vide tous les matins")
    apply(theirs, CAUTION, "Caution", coder="Bob")
    outcome = merged(ours, theirs)
    assert coded(ours) == {
        ("La station est vide tous les matins, je suis très déçue.", "Disponibilité", "Ana", ""),
        ("La station est vide tous les matins, je suis très déçue.", "Disponibilité", "Bob", "vide tous les matins"),
        ("Caution prélevée deux fois : c'est inadmissible.", "Caution", "Bob", ""),
    }  # fmt: skip
    assert (outcome.codes, outcome.codings) == (1, 2)
    assert count(outcome, MergeKind.VERBATIM).known == 5
    assert brought(outcome) == {MergeKind.CODE, MergeKind.CODING}
    with ours.read() as session:
        assert codes.coders(session)[0].name != "Bob"  # who codes here stays who codes here


def test_codes_are_found_by_their_path_and_made_under_their_parent(both: Pair) -> None:
    ours, theirs = both
    for study in both:
        code(study, "Accueil")
        code(study, "Station")
    code(ours, "Délai", "Accueil")
    code(theirs, "delai", "Station")
    code(theirs, "Attente", "Station")
    merged(ours, theirs)
    paths = {" › ".join(line["path"]) for line in lines(ours, "code")}
    assert paths == {"Accueil", "Accueil › Délai", "Station", "Station › delai", "Station › Attente"}


def test_a_code_renamed_here_is_still_the_one_that_the_other_uses(tmp_path: Path) -> None:
    made = builders.small_study(tmp_path, name="ana.engage")
    key = code(made, "Délai")
    made.close()
    shutil.copyfile(made.path, tmp_path / "bob.engage")
    with studies.open_study(made.path) as ours, studies.open_study(tmp_path / "bob.engage") as theirs:
        coding.edit_code(ours, key, name="Temps d'attente", color=5)
        apply(theirs, STATION, "Délai", coder="Bob")
        outcome = merged(ours, theirs)
        assert {line["path"][0] for line in lines(ours, "code")} == {"Temps d'attente"}
        assert {each[1] for each in coded(ours)} == {"Temps d'attente"}
        assert outcome.remarks == ()  # « Délai » and its colour are what was said here before


def test_colours_and_definitions_of_ours_stay_and_the_other_ones_are_told(both: Pair) -> None:
    ours, theirs = both
    coding.edit_code(ours, code(ours, "Délai"), color=2, description="Le temps d'attente.")
    coding.edit_code(theirs, code(theirs, "Délai"), color=7, description="Tout retard.")
    coding.edit_code(theirs, code(theirs, "Prix"), description="Ce que cela coûte.")
    code(ours, "Prix")
    outcome = merged(ours, theirs)
    found = {line["path"][0]: (line["color"], line["description"]) for line in lines(ours, "code")}
    assert found["Délai"] == (2, "Le temps d'attente.")
    assert found["Prix"][1] == "Ce que cela coûte."
    said = {(each.reason, each.value, each.expected) for each in outcome.remarks if each.column == "Délai"}
    assert said == {("kept_merge_color", "", ""), ("kept_merge_definition", "Tout retard.", "Le temps d'attente.")}  # fmt: skip
    assert count(outcome, MergeKind.CODE).completed == 1


def test_memos_of_both_are_kept_one_after_the_other_with_a_name(both: Pair) -> None:
    ours, theirs = both
    for study, text, who in ((ours, "À relire.", "Ana"), (theirs, "Ironique ?", "Bob")):
        coding.write_memo(study, MemoTarget.VERBATIM, int(named(study, STATION)), text, coder=who)
    coding.write_memo(theirs, MemoTarget.VERBATIM, int(named(theirs, CAUTION)), "Un cas grave.", coder="Bob")
    outcome = merged(ours, theirs)
    assert memo(ours, STATION) == "À relire.\n\nBob : Ironique ?"
    assert memo(ours, CAUTION) == "Un cas grave."
    assert (count(outcome, MergeKind.MEMO).added, count(outcome, MergeKind.MEMO).completed) == (1, 1)
    assert merged(ours, theirs).source is None
    assert count(merged(theirs, ours), MergeKind.MEMO).completed == 1
    assert memo(theirs, STATION) == memo(ours, STATION)
    assert merged(theirs, ours).source is None


def test_a_correction_of_ours_stays_and_one_that_contradicts_it_is_counted(both: Pair) -> None:
    ours, theirs = both
    sentiment.correct(ours, named(ours, STATION), Label.NEGATIVE, coder="Ana")
    sentiment.correct(theirs, named(theirs, STATION), Label.NEUTRAL, coder="Bob")
    sentiment.correct(theirs, named(theirs, CAUTION), Label.NEGATIVE, coder="Bob")
    coding.flag(theirs, [named(theirs, CAUTION)], on=True, coder="Bob")
    outcome = merged(ours, theirs)
    found = {line["text"][:7]: line["correction"] for line in lines(ours, "verbatim") if line["correction"]}
    assert found == {
        "La stat": {"label": "negative", "coder": "Ana"},
        "Caution": {"label": "negative", "coder": "Bob"},
    }
    (refused,) = outcome.skipped
    assert (refused.reason, refused.value, refused.expected) == (
        "merge_correction_differs",
        "neutral",
        "negative",
    )
    assert [line["text"][:7] for line in lines(ours, "verbatim") if line["flagged"]] == ["Caution"]


def test_what_was_taken_away_or_changed_here_since_the_copy_does_not_come_back(tmp_path: Path) -> None:
    made = builders.small_study(tmp_path, name="ana.engage")
    apply(made, STATION, "Délai", coder="Ana")
    apply(made, CAUTION, "Argent", coder="Ana")
    key = named(made, STATION)
    coding.write_memo(made, MemoTarget.VERBATIM, int(key), "Premier jet.", coder="Ana")
    coding.flag(made, [key], on=True)
    sentiment.correct(made, key, Label.NEUTRAL, coder="Ana")
    made.close()
    shutil.copyfile(made.path, tmp_path / "bob.engage")
    with studies.open_study(made.path) as ours, studies.open_study(tmp_path / "bob.engage") as theirs:
        with ours.read() as session:
            delay, money = (codes.find(session, name) for name in ("Délai", "Argent"))
        assert delay is not None
        assert money is not None
        coding.remove(ours, [key], delay.id)
        coding.delete_code(ours, money.id)
        coding.write_memo(ours, MemoTarget.VERBATIM, int(key), "Version relue.", coder="Ana")
        coding.flag(ours, [key], on=False)
        sentiment.correct(ours, key, Label.NEGATIVE, coder="Ana")
        before = builders.state(ours)
        outcome = merged(ours, theirs)
        assert outcome.source is None
        assert builders.state(ours) == before
        assert {each.reason for each in outcome.skipped} == {"merge_withdrawn"}
        apply(theirs, STATION, "Argent", coder="Bob")  # a code put away here is made again for who uses it
        merged(ours, theirs)
        assert coded(ours) == {(lines(ours, "verbatim")[1]["text"], "Argent", "Bob", "")}


# rows


def test_responses_that_only_the_other_imported_come_with_their_file_and_row(
    both: Pair, tmp_path: Path
) -> None:
    ours, theirs = both
    more = [
        ("01/04/2026 10:00:00", "6", "Les freins grincent au printemps.", "Périphérie"),
        *builders.ROWS[:2],
    ]
    sources.import_file(theirs, builders.write_csv(tmp_path / "avril.csv", more))
    mine = [("02/04/2026 10:00:00", "9", "Le guidon est bien réglé.", "Centre-ville")]
    sources.import_file(ours, builders.write_csv(tmp_path / "mien.csv", mine))
    outcome = merged(ours, theirs)
    assert (count(outcome, MergeKind.RESPONSE).added, count(outcome, MergeKind.RESPONSE).known) == (1, 6)
    assert ("Les freins grincent au printemps.", "avril.csv", "2") in told(ours)
    assert len(lines(ours, "survey")) == 1
    refs = [line["ref"] for line in lines(ours, "verbatim")]
    assert len(set(refs)) == len(refs)
    with ours.read() as session:
        (april,) = (each for each in kept.sources(session) if each.file == "avril.csv")
    assert (april.rows, april.imported, april.duplicates) == (3, 1, 2)
    assert april.survey == "reponses"


def test_the_same_file_imported_by_both_apart_is_there_once(tmp_path: Path) -> None:
    with (
        builders.small_study(tmp_path, name="ana.engage") as ours,
        builders.small_study(tmp_path, name="bob.engage") as theirs,
    ):
        apply(theirs, STATION, "Délai", coder="Bob")
        outcome = merged(ours, theirs)
        assert brought(outcome) == {MergeKind.CODE, MergeKind.CODING}
        assert count(outcome, MergeKind.PARTICIPANT).known == 6
        assert len(lines(ours, "source")) == 2  # the file, and the study that was merged


def test_surveys_that_ask_something_else_stay_apart_even_under_one_name(both: Pair, tmp_path: Path) -> None:
    ours, _theirs = both
    with studies.create(tmp_path / "autre.engage") as other:
        headers = ("Horodateur", "Que pensez-vous du café ?", "Quel âge avez-vous ?")
        rows = [("05/01/2026 10:00:00", "Le café est brûlé et trop cher.", "34"), ("06/01/2026 10:00:00", "Un bon arabica, merci.", "51")]  # fmt: skip
        (tmp_path / "x").mkdir()
        sources.import_file(other, builders.write_csv(tmp_path / "x" / "reponses.csv", rows, headers))
        outcome = merged(ours, other)
        assert [line["name"] for line in lines(ours, "survey")] == ["reponses", "reponses (2)"]
        assert count(outcome, MergeKind.RESPONSE).added == 2


def test_answers_that_ours_lacks_are_added_and_those_that_differ_are_told(tmp_path: Path) -> None:
    headers = ("Response ID", *builders.HEADERS)
    short = [(str(at), *row[:2], "", row[3]) for at, row in enumerate(builders.ROWS, start=1)]
    with studies.create(tmp_path / "ana.engage") as ours:
        sources.import_file(ours, builders.write_csv(tmp_path / "un.csv", short, headers))
        ours.close()
        shutil.copyfile(ours.path, tmp_path / "bob.engage")
    with (
        studies.open_study(tmp_path / "ana.engage") as ours,
        studies.open_study(tmp_path / "bob.engage") as theirs,
    ):
        newer = [(str(at), *row) for at, row in enumerate(builders.ROWS, start=1)]
        newer[0] = (*newer[0][:2], "2", *newer[0][3:])
        sources.import_file(theirs, builders.write_csv(tmp_path / "deux.csv", newer, headers), survey="un")
        assert len(told(theirs)) == 5
        outcome = merged(ours, theirs)
        assert {text for text, _file, _row in told(ours)} == {text for text, _file, _row in told(theirs)}
        scores = [line["answers"][0]["number"] for line in lines(ours, "response")]
        assert scores[0] == 9.0
        assert [(each.reason, each.column) for each in outcome.remarks] == [("kept_merge_response", "R-0001")]


def test_attributes_are_completed_and_what_ours_says_stays(both: Pair, tmp_path: Path) -> None:
    ours, theirs = both
    with theirs.write(bulk=True) as session:
        session.sql("INSERT INTO attribute (name) VALUES ('Métier')")
        session.sql(
            "INSERT INTO participant_attribute SELECT 1, id, 'Boulangère' FROM attribute WHERE name = 'Métier'"
        )
        session.sql("UPDATE participant_attribute SET value = 'Lune' WHERE participant_id = 2")
    outcome = merged(ours, theirs)
    found = {line["pseudonym"]: line["attributes"] for line in lines(ours, "participant")}
    assert found["P-0001"]["Métier"] == "Boulangère"
    assert found["P-0002"] == {"Votre zone": "Périphérie"}
    assert [(each.reason, each.value) for each in outcome.remarks] == [("kept_merge_attribute", "Lune")]
    assert count(outcome, MergeKind.PARTICIPANT).completed == 1


def test_filters_and_reports_come_and_ours_of_the_same_name_stay(both: Pair) -> None:
    ours, theirs = both
    filters.save_filter(ours, "Mécontents", "nps:detracteurs")
    filters.save_filter(theirs, "mécontents", "nps:0..3")
    filters.save_filter(theirs, "Stations", "station")
    for study in both:
        reports.create_report(study, "Bilan")
        reports.add_quotes(study, [named(study, STATION)], title="Bilan")
    outcome = merged(ours, theirs)
    assert {line["name"]: line["expression"] for line in lines(ours, "filter")} == {
        "Mécontents": "nps:detracteurs",
        "Stations": "station",
    }
    assert [each.reason for each in outcome.skipped] == ["merge_filter_differs"]
    found = lines(ours, "report")
    assert [line["title"] for line in found] == ["Bilan", "Bilan (2)"]
    assert found[0]["items"] == found[1]["items"]


# one act


def test_undo_gives_back_every_row_and_redo_the_merge(both: Pair, tmp_path: Path) -> None:
    ours, theirs = both
    apply(theirs, STATION, "Délai", coder="Bob", quote="vide")
    apply(theirs, CAUTION, "Caution", coder="Bob")
    coding.write_memo(ours, MemoTarget.VERBATIM, int(named(ours, STATION)), "À relire.", coder="Ana")
    coding.write_memo(theirs, MemoTarget.VERBATIM, int(named(theirs, STATION)), "Vu.", coder="Bob")
    sources.import_file(
        theirs,
        builders.write_csv(tmp_path / "b.csv", [("01/04/2026 10:00:00", "6", "Rien à dire ici.", "Nord")]),
    )
    before = lines(ours)
    merged(ours, theirs)
    after = lines(ours)
    assert history.undo(ours).verb == "study.merge"
    assert lines(ours) == before
    assert studies.check(ours.path).ok
    history.redo(ours)
    assert lines(ours) == after
    history.undo(ours)
    again = merged(ours, theirs)
    assert again.source is not None
    assert told(ours) == told(theirs)
    assert coded(ours) == coded(theirs)


def test_a_merge_taken_back_later_leaves_what_others_did_since(both: Pair, tmp_path: Path) -> None:
    ours, theirs = both
    apply(theirs, STATION, "Délai", coder="Bob")
    apply(theirs, CAUTION, "Caution", coder="Bob")
    sources.import_file(
        theirs,
        builders.write_csv(tmp_path / "b.csv", [("01/04/2026 10:00:00", "6", "Rien à dire ici.", "Nord")]),
    )
    before = told(ours)
    outcome = merged(ours, theirs)
    apply(ours, CAUTION, "Délai", coder="Ana")
    assert outcome.source is not None
    sources.undo_import(ours, outcome.source)
    assert told(ours) == before
    assert {each[1:3] for each in coded(ours)} == {("Délai", "Ana")}
    assert [line["path"] for line in lines(ours, "code")] == [["Délai"]]
    assert studies.check(ours.path).ok
    history.undo(ours)
    assert coded(ours) > coded(theirs)
    history.redo(ours)
    assert merged(ours, theirs).source is not None  # taken back, it may come again
    assert coded(ours) > coded(theirs)
    assert told(ours) == told(theirs)


def test_a_source_taken_back_here_stays_taken_back(both: Pair) -> None:
    ours, theirs = both
    sources.undo_import(ours, SourceId(1))
    outcome = merged(ours, theirs)
    assert told(ours) == set()
    assert [(each.reason, each.column) for each in outcome.skipped] == [
        ("merge_source_removed", "reponses.csv")
    ]


def test_a_dry_run_says_the_same_and_writes_nothing(both: Pair) -> None:
    ours, theirs = both
    apply(theirs, STATION, "Délai", coder="Bob")
    before = builders.state(ours)
    trial = merging.merge(ours, theirs.path, dry_run=True)
    assert builders.state(ours) == before
    assert trial.source is None
    assert trial.merged == merged(ours, theirs).merged


def test_stopped_it_leaves_nothing(both: Pair) -> None:
    ours, theirs = both
    apply(theirs, STATION, "Délai", coder="Bob")
    before = builders.state(ours)
    progress = Progress()

    def heard(done: int, _total: int, label: str) -> None:
        if label == "importing":
            progress.cancel()

    progress._listener = heard
    with pytest.raises(Cancelled):
        merging.merge(ours, theirs.path, progress=progress)
    assert builders.state(ours) == before


# files


def test_files_that_cannot_be_merged_are_refused_with_a_reason(both: Pair, tmp_path: Path) -> None:
    ours, theirs = both
    before = builders.state(ours)
    theirs.close()
    newer, damaged, text = tmp_path / "n.engage", tmp_path / "d.engage", tmp_path / "t.engage"
    shutil.copyfile(theirs.path, newer)
    with sqlite3.connect(newer) as connection:
        connection.execute("PRAGMA user_version = 99")
    content = bytearray(theirs.path.read_bytes())
    content[4096 * 2 : 4096 * 40] = b"\xa5" * (4096 * 38)
    damaged.write_bytes(content)
    text.write_text("ceci n'est pas une étude" * 20, encoding="utf-8")
    altered = tmp_path / "a.engage"
    shutil.copyfile(theirs.path, altered)
    with sqlite3.connect(altered) as connection:
        connection.execute("UPDATE verbatim SET text = 'autre chose' WHERE id = 1")
    for path, reason in (
        (newer, Reason.STUDY_NEWER),
        (damaged, Reason.STUDY_DAMAGED),
        (text, Reason.STUDY_NOT_ONE),
        (altered, Reason.STUDY_DAMAGED),
        (tmp_path / "absente.engage", Reason.FILE_MISSING),
    ):
        with pytest.raises(EngageError) as refused:
            merging.merge(ours, path)
        assert refused.value.reason is reason, path
    assert builders.state(ours) == before


@pytest.mark.parametrize(
    "altering",
    [
        "UPDATE verbatim SET said_at = 'hier' WHERE id = 1",
        "UPDATE response SET submitted_at = '2026-13-45' WHERE id = 1",
        "UPDATE survey SET status = 'perdu'",
        "UPDATE question SET kind = 'devinette' WHERE id = 1",
        "UPDATE question SET condition = '[1]' WHERE id = 1",
        "UPDATE source SET mapping = 'oui' WHERE id = 1",
        "UPDATE source SET kind = 'autre' WHERE id = 1",
        "UPDATE verbatim SET kind = 'autre' WHERE id = 1",
        "INSERT INTO setting (key, value) VALUES ('turns.joined', '{')",
        "INSERT INTO memo (uid, target, text, created_at, updated_at) VALUES ('u', 'lune', 't', '2026', '2026')",
    ],
)
def test_a_study_that_somebody_altered_by_hand_is_refused_whole(both: Pair, altering: str) -> None:
    ours, theirs = both
    theirs.close()
    before = builders.state(ours)
    with sqlite3.connect(theirs.path) as connection:
        connection.execute(altering)
    connection.close()
    with pytest.raises(EngageError) as refused:
        merging.merge(ours, theirs.path)
    assert refused.value.reason is Reason.STUDY_DAMAGED
    assert builders.state(ours) == before


def test_a_study_open_elsewhere_or_read_only_is_read_as_it_is(both: Pair, tmp_path: Path) -> None:
    ours, theirs = both
    apply(theirs, STATION, "Délai", coder="Bob")  # still open: what it wrote may be in its log only
    assert merged(ours, theirs).codings == 1
    history.undo(ours)
    theirs.close()
    theirs.path.chmod(0o400)
    assert merged(ours, theirs).codings == 1


def test_a_study_of_an_older_schema_is_read_in_a_private_copy(tmp_path: Path) -> None:
    older = tmp_path / "v1.engage"
    shutil.copyfile(DATA / "schema-1.engage", older)
    before = older.read_bytes()
    with studies.create(tmp_path / "a.engage") as ours:
        outcome = merging.merge(ours, older)
        assert older.read_bytes() == before
        assert schema.read_header(older).user_version == 1
        assert len(builders.ids(ours, "station")) == 3
        assert outcome.codings == 1
