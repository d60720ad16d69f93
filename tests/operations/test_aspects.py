"""Aspects of a study: their words, where they are found, what is felt of them, and the filter that leads there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from engage_desktop.errors import Cancelled, EngageError, Reason
from engage_desktop.models.aspects import USUAL, Aspect, AspectFigure
from engage_desktop.operations import aspects, coding, history, lexicon, sources, studies
from engage_desktop.operations.lexis import lexis, selected
from engage_desktop.progress import Progress
from engage_desktop.store import aspects as store
from engage_desktop.store import readings, verbatims
from engage_desktop.store.database import Study
from tests import builders

SAID = (
    ("05/01/2026 10:00:00", "2", "Accueil glacial et prix exorbitant.", "Nord"),
    ("06/01/2026 10:00:00", "9", "Un accueil excellent, très chaleureux.", "Sud"),
    ("07/01/2026 10:00:00", "1", "C'est hors de prix, je suis très déçu.", "Nord"),
    ("08/01/2026 10:00:00", "8", "Les tarifs sont parfaits.", "Sud"),
    ("09/01/2026 10:00:00", "5", "Rien à dire de la gare.", "Sud"),
)


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    with studies.create(tmp_path / "aspects.engage", title="Aspects") as made:
        sources.import_file(made, builders.write_csv(tmp_path / "a.csv", SAID))
        yield made


def figures(study: Study, where: str = "") -> dict[str, AspectFigure]:
    aspects.refresh(study)
    with study.read() as session:
        kept = store.kept(session)
        assert kept is not None
        found = aspects.figures(session, kept, selected(session, where), expression=where)
    return {each.name: each for each in found}


def test_each_aspect_has_its_share_its_tone_and_the_way_to_its_verbatims(study: Study) -> None:
    found = figures(study)
    price, welcome = found["Prix"], found["Accueil"]
    assert (price.verbatims, price.negative, price.positive) == (3, 2, 1)
    assert (welcome.verbatims, welcome.negative, welcome.positive) == (2, 1, 1)
    assert price.share == pytest.approx(0.6)
    assert price.ci95 is not None
    assert price.mean is not None
    assert price.ci95.low <= price.mean <= price.ci95.high
    with study.read() as session:
        for each in found.values():
            for way in (each.behind, each.behind_negative, each.behind_positive):
                assert way is not None
                assert len(verbatims.find(session, way.filter).ids) == way.verbatims


def test_a_filter_narrows_every_figure(study: Study) -> None:
    found = figures(study, 'attr."Votre zone":Nord')
    assert (found["Prix"].verbatims, found["Prix"].share) == (2, 1.0)
    assert found["Prix"].behind is not None
    assert len(builders.ids(study, found["Prix"].behind.filter)) == 2


def test_the_impact_sets_those_who_speak_of_it_against_the_others(study: Study) -> None:
    impact = figures(study)["Prix"].impact
    assert impact.nps_with == pytest.approx(-100 * 2 / 3)
    assert impact.nps_without == pytest.approx(0.0)


def test_a_longer_seed_of_another_aspect_wins(study: Study) -> None:
    aspects.put(study, "Prix", ("prix", "tarif"))
    aspects.put(study, "Luxe", ("hors de prix",))
    found = figures(study)
    assert (found["Prix"].verbatims, found["Luxe"].verbatims) == (2, 1)


def test_hits_are_those_of_the_filter_and_of_whole_expressions(study: Study) -> None:
    with study.read() as session:
        hits = aspects.hits(session, "Tarif")
        assert (hits.verbatims, hits.forms) == (1, ("tarifs",))
        assert hits.behind is not None
        assert len(verbatims.find(session, hits.behind.filter).ids) == 1
        assert aspects.hits(session, "hors de prix").verbatims == 1
        assert aspects.hits(session, "hors de gare").verbatims == 0
        assert aspects.hits(session, "").verbatims == 0


def test_changes_are_acts_that_come_back_equal(study: Study) -> None:
    acts = (
        lambda: aspects.put(study, "Gare", ("gare", "quai")),
        lambda: aspects.put(study, "Tarifs", ("prix",), before="Prix"),
        lambda: aspects.remove(study, "Accueil"),
        lambda: aspects.reset(study),
    )
    for act in acts:
        before = builders.state(study)
        act()
        after = builders.state(study)
        assert after != before
        history.undo(study)
        assert builders.state(study) == before
        history.redo(study)
        assert builders.state(study) == after
    with study.read() as session:
        assert aspects.aspects(session) == USUAL


def test_a_renamed_aspect_keeps_its_place(study: Study) -> None:
    aspects.put(study, "Tarifs", ("prix", "Prix", " tarif "), before="Prix")
    with study.read() as session:
        known = aspects.aspects(session)
    assert [each.name for each in known] == ["Délai", "Tarifs", "Accueil", "Qualité", "Application"]
    assert known[1] == Aspect("Tarifs", ("prix", "tarif"))


@pytest.mark.parametrize(
    ("name", "seeds", "before", "reason"),
    [
        (" ", ("prix",), "", Reason.NAME_EMPTY),
        ("Gare", ("de",), "", Reason.SEED_TOO_COMMON),
        ("Gare", ("!?",), "", Reason.WORD_EMPTY),
        ("Gare", ("Tarif",), "", Reason.SEED_TAKEN),
        ("accueil", ("quai",), "Prix", Reason.ASPECT_EXISTS),
        ("Gare", ("quai",), "Inconnu", Reason.ASPECT_UNKNOWN),
    ],
)
def test_what_cannot_be_an_aspect_is_refused(
    study: Study, name: str, seeds: tuple[str, ...], before: str, reason: Reason
) -> None:
    with pytest.raises(EngageError) as raised:
        aspects.put(study, name, seeds, before=before)
    assert raised.value.reason is reason


def test_a_filter_before_any_reading_says_what_to_do(study: Study) -> None:
    with pytest.raises(EngageError) as raised:
        builders.ids(study, "aspect:Prix")
    assert raised.value.reason is Reason.ASPECTS_UNREAD
    aspects.refresh(study)
    with pytest.raises(EngageError) as raised:
        builders.ids(study, "aspect:Inconnu")
    assert raised.value.reason is Reason.ASPECT_UNKNOWN
    with pytest.raises(EngageError) as raised:
        builders.ids(study, "aspect.Prix:rouge")
    assert raised.value.reason is Reason.FILTER_BAD_VALUE
    assert len(builders.ids(study, "aspect:Prix,Accueil")) == 4
    assert len(builders.ids(study, "-aspect:Prix")) == 2


def test_only_what_is_out_of_date_is_read_again(study: Study, tmp_path: Path) -> None:
    aspects.refresh(study)
    with study.read() as session:
        assert aspects.read(session)[1] is False
    coding.flag(study, builders.ids(study)[:1], on=True)
    with study.read() as session:
        assert aspects.read(session)[1] is False
    more = [("10/01/2026 10:00:00", "3", "Le prix est honteux.", "Nord")]
    sources.import_file(study, builders.write_csv(tmp_path / "b.csv", more))
    assert figures(study)["Prix"].verbatims == 4
    lexicon.put(study, "honteux", 3.0)  # another reading of the same words
    assert figures(study)["Prix"].positive == 2


def test_the_same_figures_whether_read_at_once_or_bit_by_bit(study: Study, tmp_path: Path) -> None:
    aspects.refresh(study)
    sources.import_file(
        study, builders.write_csv(tmp_path / "b.csv", [("10/01/2026 10:00:00", "3", "Prix nul.", "N")])
    )
    aspects.refresh(study)
    with studies.open_for_reading(study.path) as other, other.read() as session:
        kept = store.kept(session)
        assert kept is not None
        nothing = replace(kept, id=kept.id[:0], prints=kept.prints[:0], values=kept.values[:, :0], by="")
        readings.hold(session, store.AREA, nothing)
        anew, new = aspects.read(session)
    assert new
    assert np.array_equal(anew.values, kept.values)


def test_a_study_open_for_reading_keeps_them_in_memory(study: Study) -> None:
    before = study.path.read_bytes()
    with studies.open_for_reading(study.path) as reading:
        aspects.refresh(reading)
        assert len(builders.ids(reading, "aspect:Prix")) == 3
    assert study.path.read_bytes() == before


def test_reading_stops_when_asked(study: Study) -> None:
    with study.read() as session:
        lexis(session)
    stopped = Progress()
    stopped.cancel()
    with pytest.raises(Cancelled):
        aspects.refresh(study, progress=stopped)
