"""Themes of a study: what is found, what stands behind each mark, what a person decides and takes back."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from engage_desktop.errors import Cancelled, EngageError, Reason
from engage_desktop.models.figures import ThemeFigure
from engage_desktop.models.indicators import Behind
from engage_desktop.models.themes import (
    FOUND_AGAIN,
    STABLE,
    UNSTABLE,
    OwnWords,
    Side,
    Step,
    ThemesBoard,
    Worlds,
)
from engage_desktop.operations import coding, contrasts, history, sources, studies, themes, worlds
from engage_desktop.operations.lexis import lexis, own_words, put_own_words
from engage_desktop.progress import Progress
from engage_desktop.store import codes, verbatims
from engage_desktop.store import sources as kept_sources
from engage_desktop.store.database import Study
from engage_desktop.store.soundness import text_hash
from tests import builders, talk


@pytest.fixture
def talking(tmp_path: Path) -> Iterator[Study]:
    study = talk.talking_study(tmp_path)
    yield study
    study.close()


def board(study: Study, **asked: object) -> ThemesBoard:
    with study.read() as session:
        return themes.board(session, themes.Asked(**asked))  # type: ignore[arg-type]


def behinds(shown: ThemesBoard, found: Worlds) -> Iterator[Behind | None]:
    """The way behind every mark of the screen."""
    assert shown.contrast is not None
    for term in (*shown.contrast.for_first, *shown.contrast.for_second):
        yield from (term.behind_first, term.behind_second)
    yield from (mark.behind for mark in shown.network.nodes)
    yield from (mark.behind for mark in shown.network.edges)
    yield from (mark.behind for mark in (*shown.cloud, *shown.expressions))
    yield from (mark.behind for mark in (*shown.emerging.confirmed, *shown.emerging.watch))
    yield from (mark.behind for mark in shown.peaks)
    yield from (mark.behind for mark in shown.impact)
    yield from (mark.behind for mark in (*shown.copies,))
    yield from (mark.behind for mark in found.worlds)


def test_every_mark_leads_to_as_many_verbatims_as_it_says(talking: Study) -> None:
    builders_code(talking, "Caution", "caution")
    found = worlds.find_and_keep(talking)
    shown = board(talking)
    ways = list(behinds(shown, found))
    assert len(ways) > 60
    with talking.read() as session:
        for way in ways:
            assert way is not None
            assert (way.filter, len(verbatims.find(session, way.filter).ids)) == (way.filter, way.verbatims)


def builders_code(study: Study, name: str, words: str) -> None:
    code = coding.add_code(study, name)
    coding.apply(study, builders.ids(study, words), code.id)


def test_detractors_and_promoters_are_told_apart_by_their_words(talking: Study) -> None:
    shown = board(talking).contrast
    assert shown is not None
    assert (shown.first.filter, shown.second.filter) == ("nps:detracteurs", "nps:promoteurs")
    assert "caution" in {term.term.name for term in shown.for_first}
    assert {"station proche", "proche", "trajet rapide", "pratique"} & {
        term.term.name for term in shown.for_second
    }
    best = shown.for_first[0]
    assert best.share_first > best.share_second
    assert best.ci95.low > 0


@pytest.mark.parametrize(
    ("written", "first", "second"),
    [
        ("promoteurs:detracteurs", "nps:promoteurs", "nps:detracteurs"),
        ("promoters:detractors", "nps:promoteurs", "nps:detracteurs"),
        ("nps:9..10:nps:0..6", "nps:9..10", "nps:0..6"),
        ('attr."Votre zone":Nord:attr."Votre zone":Sud', 'attr."Votre zone":Nord', 'attr."Votre zone":Sud'),
        ("Nord:Sud", 'attr."Votre zone":Nord', 'attr."Votre zone":Sud'),
        ("date:2026-01..2026-03:date:2026-07..2026-09", "date:2026-01..2026-03", "date:2026-07..2026-09"),
        ("caution:frein", "caution", "frein"),
    ],
)
def test_two_groups_are_asked_for_by_name_or_by_filter(
    talking: Study, written: str, first: str, second: str
) -> None:
    with talking.read() as session:
        assert contrasts.sides(session, written) == contrasts.Sides(first, second)


@pytest.mark.parametrize("written", ["promoteurs", ":", "promoteurs:", "nps:promoteurs", "foo:bar:baz:"])
def test_half_a_contrast_is_refused(talking: Study, written: str) -> None:
    with talking.read() as session, pytest.raises(EngageError) as raised:
        contrasts.sides(session, written)
    assert raised.value.reason is Reason.FILTER_BAD_VALUE


def test_what_is_new_is_confirmed_with_its_people_and_its_history(talking: Study) -> None:
    found = board(talking, step=Step.MONTH).emerging
    (term,) = (each for each in found.confirmed if each.term.name in ("éclairage", "éclairage absent"))
    assert (term.recent, term.past, term.ratio) == (8, 0, None)
    assert term.people >= 3
    assert sum(term.history[-found.recent_steps :]) == 8
    assert found.last is not None
    assert found.last.isoformat() == "2026-09-29"


def test_without_dates_nothing_rises(tmp_path: Path) -> None:
    with studies.create(tmp_path / "vide.engage", title="Vide") as study:
        found = board(study)
    assert (found.emerging.confirmed, found.emerging.n_recent) == ((), 0)
    assert found.contrast is None
    assert found.network.nodes == ()


def test_below_sixty_verbatims_there_are_no_worlds_but_words_are_counted(tmp_path: Path) -> None:
    with talk.talking_study(tmp_path, n=45, scored=False) as study:
        with study.read() as session:
            found = worlds.find(session)
        assert found.worlds == ()
        assert 40 <= found.verbatims <= 45
        assert board(study).cloud


def test_worlds_are_the_subjects_and_their_verbatims_are_found_by_filter(talking: Study) -> None:
    found = worlds.find_and_keep(talking, classes=3)
    assert len(found.worlds) == 3
    assert sum(each.verbatims for each in found.worlds) == found.classified
    assert found.stability is not None
    assert found.stability > 0.8
    world = next(each for each in found.worlds if "caution" in {word.name for word in each.words})
    assert set(builders.ids(talking, f"univers:{world.number}")) >= set(
        builders.ids(talking, "banque virement")
    )
    assert any("caution" in each.text for each in world.typical)


def test_worlds_of_a_study_open_for_reading_are_found_by_filter_until_it_is_closed(talking: Study) -> None:
    talking.close()
    before = talking.path.read_bytes()
    with studies.open_for_reading(talking.path) as study:
        found = worlds.find_and_keep(study, classes=3)
        assert [len(builders.ids(study, f"univers:{each.number}")) for each in found.worlds] == [
            each.behind.verbatims for each in found.worlds if each.behind
        ]
        assert {node.world for node in board(study).network.nodes} >= {1, 2, 3}
        with study.read() as session:
            assert worlds.look(session, classes=3)[1] is None
    assert talking.path.read_bytes() == before
    with studies.open_for_reading(talking.path) as study:
        assert builders.ids(study, "univers:1") == ()


def test_worlds_are_as_many_as_are_stable_unless_the_team_wants_another_number(talking: Study) -> None:
    found = worlds.find_and_keep(talking)
    assert found.stability == found.stabilities[len(found.worlds) - 2] >= STABLE
    finer = range(len(found.worlds) - 1, len(found.stabilities))
    assert not any(found.stabilities[at] >= STABLE and found.weakest[at] >= FOUND_AGAIN for at in finer)
    worlds.want(talking, 5)
    wanted = worlds.find_and_keep(talking)
    assert (len(wanted.worlds), wanted.asked) == (5, 5)
    with talking.read() as session:
        assert len(themes.material(session, ThemeFigure.WORLDS, themes.Asked()).worlds.worlds) == 5
    history.undo(talking)
    assert worlds.find_and_keep(talking) == found


def test_worlds_that_no_sample_finds_again_are_not_there_unless_asked_for(tmp_path: Path) -> None:
    with talk.babbling_study(tmp_path) as study:
        found = worlds.find_and_keep(study)
        assert (found.worlds, found.unstable) == ((), True)
        assert found.stability == max(found.stabilities) < UNSTABLE
        assert builders.ids(study, "univers:1") == ()
        wanted = worlds.find_and_keep(study, classes=4)
        assert (len(wanted.worlds), wanted.unstable) == (4, False)
        assert builders.ids(study, "univers:1")
        assert worlds.find_and_keep(study) == found
        assert builders.ids(study, "univers:1") == ()


def test_a_name_is_kept_when_worlds_are_found_again_and_undone(talking: Study) -> None:
    first = worlds.find_and_keep(talking, classes=3)
    world = next(each for each in first.worlds if "caution" in {word.name for word in each.words})
    worlds.name_world(talking, tuple(word.name for word in world.words), "Argent")
    again = worlds.find_and_keep(talking, classes=3, expression="-pneu")
    named = [each for each in again.worlds if each.named]
    assert [each.name for each in named] == ["Argent"]
    assert "caution" in {word.name for word in named[0].words}
    assert builders.ids(talking, "univers:argent")
    history.undo(talking)
    assert not any(each.named for each in worlds.find_and_keep(talking, classes=3).worlds)


def test_a_theme_becomes_a_code_in_one_act(talking: Study) -> None:
    before = builders.state(talking)
    found = worlds.find_and_keep(talking, classes=3)
    world = found.worlds[0]
    assert world.behind is not None
    code, n = worlds.code_of(talking, "Thème un", world.behind.filter)
    assert n == world.behind.verbatims
    assert len(builders.ids(talking, 'code:"Thème un"')) == n
    with talking.read() as session:
        assert codes.find(session, "Thème un") is not None
    again, more = worlds.code_of(talking, "Thème un", world.behind.filter)
    assert (again.id, more) == (code.id, 0)
    history.undo(talking)
    history.undo(talking)
    left = builders.state(talking)
    assert (left["coding"], left["code"]) == (before["coding"], before["code"])


def test_the_words_of_the_study_are_one_act_that_is_undone(talking: Study) -> None:
    assert "caution" in {each.term.name for each in board(talking).cloud}
    kept = put_own_words(talking, OwnWords(stop=("Caution ", "caution"), compounds=("Gain  de temps",)))
    assert kept == OwnWords(stop=("caution",), compounds=("gain de temps",))
    shown = {each.term.name for each in board(talking).cloud}
    assert "caution" not in shown
    assert "gain de temps" in shown
    history.undo(talking)
    with talking.read() as session:
        assert own_words(session) == OwnWords()
    assert "caution" in {each.term.name for each in board(talking).cloud}


def test_a_filter_narrows_everything(talking: Study) -> None:
    shown = board(talking, filter="attr.zone:Nord")
    assert shown.recipe.verbatims == 120
    assert shown.contrast is not None
    assert shown.contrast.first.filter.startswith("attr.zone:Nord ")


def test_a_code_is_weighed_against_the_score(talking: Study) -> None:
    builders_code(talking, "Caution", "caution")
    (found,) = board(talking).impact
    assert found.impact.comparison.difference is not None
    assert found.impact.comparison.difference < -50
    assert found.impact.nps_with == pytest.approx(-100)
    assert found.negative >= found.positive


def test_a_word_and_worlds_are_weighed_too(talking: Study) -> None:
    found = worlds.find_and_keep(talking, classes=3)
    with talking.read() as session:
        word = themes.word_impact(session, "caution")
        assert word is not None
        assert word.impact.comparison.difference is not None
        assert word.impact.comparison.difference < -50
        assert themes.word_impact(session, "zygomatique") is None
        assert len(themes.world_impacts(session, found.worlds)) == 3


@pytest.mark.parametrize("sort", list(Side))
def test_a_word_is_read_in_its_contexts(talking: Study, sort: Side) -> None:
    with talking.read() as session:
        found = themes.concordance(session, "caution", sort=sort, most=500)
        assert found.total == len(found.lines)
        assert found.verbatims == len(verbatims.find(session, "mot:caution").ids)
        if sort is Side.RIGHT:
            assert [each.right for each in found.lines] == sorted(
                (each.right for each in found.lines),
                key=lambda said: said.replace(",", "").replace("é", "e").split(),
            )
        assert themes.concordance(session, "zygomatique").lines == ()


def test_an_expression_is_read_in_its_contexts(talking: Study) -> None:
    with talking.read() as session:
        assert themes.concordance(session, "double caution").total > 5


def test_a_word_is_found_as_it_is_written(talking: Study) -> None:
    assert builders.ids(talking, "mot:éclairage")
    assert builders.ids(talking, "mot:eclairage") == ()
    assert builders.ids(talking, 'mot:"gain de temps"')
    assert len(builders.ids(talking, "mot:pneu,selle")) > len(builders.ids(talking, "mot:pneu"))
    assert len(builders.ids(talking, "-mot:pneu")) == 240 - len(builders.ids(talking, "mot:pneu"))


def test_marks_flags_and_codes_leave_the_index_as_it_is(talking: Study) -> None:
    with talking.read() as session:
        before = lexis(session)
    chosen = builders.ids(talking)[:3]
    coding.flag(talking, chosen, on=True)
    builders_code(talking, "Caution", "caution")
    with talking.read() as session:
        assert lexis(session) is before


def test_an_import_and_its_undo_bring_the_index_up_to_date(talking: Study, tmp_path: Path) -> None:
    with talking.read() as session:
        lexis(session)
    more = [
        (f"02/10/2026 10:{at:02}:00", "4", f"trottinette garée n'importe où {at}", "Nord") for at in range(9)
    ]
    sources.import_file(talking, builders.write_csv(tmp_path / "suite.csv", more, talk.HEADERS))
    _expect_as_made_anew(talking)
    with talking.read() as session:
        last = max(kept_sources.sources(session), key=lambda each: each.id)
        assert lexis(session).index.number("trottinette") > 0
    sources.undo_import(talking, last.id)
    _expect_as_made_anew(talking)
    with talking.read() as session:
        assert lexis(session).index.number("trottinette") == -1


def test_a_text_that_changes_is_read_again(talking: Study) -> None:
    with talking.read() as session:
        before = lexis(session)
    key = int(builders.ids(talking)[0])
    text = "une péniche imprévue"
    with talking.write() as session:
        session.bulk(
            "verbatim", "UPDATE verbatim SET text = ?, hash = ? WHERE id = ?", [(text, text_hash(text), key)]
        )
    with talking.read() as session:
        assert lexis(session) is not before
        assert lexis(session).index.number("péniche") > 0


def _expect_as_made_anew(study: Study) -> None:
    with study.read() as session:
        kept = lexis(session)
    with studies.open_for_reading(study.path) as other, other.read() as session:
        anew = lexis(session)
    assert (kept.index.lemmas, kept.index.forms, kept.terms.names) == (
        anew.index.lemmas, anew.index.forms, anew.terms.names
    )  # fmt: skip
    assert (kept.terms.held != anew.terms.held).nnz == 0
    assert kept.copy_of.tolist() == anew.copy_of.tolist()


def test_whoever_waits_for_the_index_can_stop_too(talking: Study) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def hold(_done: int, _total: int, _label: str) -> None:
        begun.set()
        go_on.wait(20)

    def read() -> None:
        with talking.read() as session:
            lexis(session, progress=Progress(hold))

    first = threading.Thread(target=read)
    first.start()
    assert begun.wait(20)
    stopped = Progress()
    stopped.cancel()
    with talking.read() as session, pytest.raises(Cancelled):
        lexis(session, progress=stopped)
    go_on.set()
    first.join(20)
    assert not first.is_alive()


def test_reading_words_stops_when_asked(talking: Study) -> None:
    progress = Progress()
    progress.cancel()
    with talking.read() as session, pytest.raises(Cancelled):
        themes.board(session, themes.Asked(), progress=progress)
    with talking.read() as session:
        assert lexis(session).terms.names


def test_copied_texts_count_once_and_are_listed(tmp_path: Path) -> None:
    copy = "La caution a été prélevée deux fois et personne ne répond au téléphone depuis lundi"
    said = [(f"0{1 + at % 9}/03/2026 10:00:00", "1", copy + "." * (at % 2), "Nord") for at in range(6)]
    said += [("10/03/2026 10:00:00", "10", "La caution est rendue vite", "Sud")]
    with studies.create(tmp_path / "copies.engage", title="Copies") as study:
        from engage_desktop.operations import sources

        sources.import_file(study, builders.write_csv(tmp_path / "c.csv", said, talk.HEADERS))
        shown = board(study)
    (group,) = shown.copies
    assert group.behind is not None
    assert group.count == group.behind.verbatims >= 2
    assert shown.recipe.copies == group.count - 1
