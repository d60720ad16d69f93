"""Emotions of a study: read once, found by filter, read again where a text changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from engage_desktop.errors import EngageError, Reason
from engage_desktop.models.emotions import Emotion, Felt
from engage_desktop.operations import emotions, sources, studies
from engage_desktop.operations.lexis import selected
from engage_desktop.store import verbatims
from engage_desktop.store.database import Study
from engage_desktop.store.records import records
from tests import builders

SAID = (
    "C'est inadmissible, je suis furieux.",
    "Ravi, vraiment ravi.",
    "Je ne suis pas en colère.",
    "J'ai peur le soir, et c'est honteux.",
    "Le guichet ouvre à neuf heures.",
    "I am so angry and afraid of everything in this place, honestly.",
)


@dataclass
class _Spy:
    version: str
    read: Callable[[str], tuple[Felt, ...]]


@pytest.fixture
def felt(tmp_path: Path) -> Iterator[Study]:
    rows = [(f"{at + 1:02}/03/2026 10:00:00", "9", text, "Nord") for at, text in enumerate(SAID)]
    study = studies.create(tmp_path / "e.engage", title="E")
    sources.import_file(
        study, builders.write_csv(tmp_path / "e.csv", rows, (*builders.HEADERS[:3], "Votre zone"))
    )
    yield study
    study.close()


def test_a_filter_finds_what_says_an_emotion_and_what_says_none(felt: Study) -> None:
    assert emotions.refresh(felt) == 3
    assert len(builders.ids(felt, "emotion:colere")) == 2
    assert len(builders.ids(felt, "emotion:anger,joie")) == 3
    assert len(builders.ids(felt, "émotion:peur emotion:colère")) == 1
    assert len(builders.ids(felt, "emotion:sans")) == 3
    assert len(builders.ids(felt, "-emotion:colere")) == 4


def test_an_emotion_that_is_none_is_refused_with_examples(felt: Study) -> None:
    with pytest.raises(EngageError) as raised:
        builders.ids(felt, "emotion:ennui")
    assert raised.value.reason is Reason.FILTER_BAD_VALUE


def test_before_any_reading_a_filter_says_so(felt: Study) -> None:
    with pytest.raises(EngageError) as raised:
        builders.ids(felt, "emotion:joie")
    assert raised.value.reason is Reason.EMOTIONS_UNREAD


def test_only_what_is_new_is_read_and_nothing_is_kept_twice(
    felt: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    emotions.refresh(felt)
    read: list[str] = []

    def told(text: str) -> tuple[Felt, ...]:
        read.append(text)
        return ()

    spy = _Spy(emotions.reader().version, told)
    monkeypatch.setattr(emotions, "reader", lambda: spy)
    with felt.read() as session:
        assert emotions.read(session)[1] is False
    assert read == []
    rows = [("09/03/2026 10:00:00", "2", "Un autre texte.", "Sud")]
    sources.import_file(
        felt, builders.write_csv(felt.path.parent / "f.csv", rows, (*builders.HEADERS[:3], "Votre zone"))
    )
    assert emotions.refresh(felt) == 3
    assert read == ["Un autre texte."]


def test_figures_count_verbatims_of_the_selection_and_lead_to_them(felt: Study) -> None:
    emotions.refresh(felt)
    with felt.read() as session:
        kept, _new = emotions.read(session)
        found = emotions.figures(session, kept, selected(session, ""), expression="")
    assert [(each.emotion, each.verbatims) for each in found][:1] == [(Emotion.ANGER, 2)]
    assert {each.emotion for each in found} == {Emotion.ANGER, Emotion.JOY, Emotion.FEAR}
    for each in found:
        assert len(builders.ids(felt, each.behind.filter)) == each.verbatims
        assert each.share == each.verbatims / len(SAID)


def test_a_study_open_for_reading_holds_them_in_memory(felt: Study) -> None:
    felt.close()
    before = felt.path.read_bytes()
    with studies.open_for_reading(felt.path) as study:
        assert emotions.refresh(study) == 3
        assert len(builders.ids(study, "emotion:colere")) == 2
    assert felt.path.read_bytes() == before


def test_the_facet_counts_within_the_filter_but_its_own_terms_and_leads_there(felt: Study) -> None:
    with felt.read() as session:
        assert verbatims.facets(session, "").emotions == ()
    emotions.refresh(felt)
    with felt.read() as session:
        every = verbatims.facets(session, "emotion:joie").emotions
        angry = verbatims.facets(session, "inadmissible").emotions
    assert [(each.name, each.count) for each in every] == [
        ("joie", 1), ("colere", 2), ("peur", 1), ("none", 3)
    ]  # fmt: skip
    for each in every:
        assert len(builders.ids(felt, each.expression)) == each.count
    assert [each.name for each in angry] == [each.name for each in every]
    assert sum(each.count for each in angry) == 1


def test_what_came_since_the_reading_counts_as_nothing_until_it_is_read(felt: Study) -> None:
    emotions.refresh(felt)
    rows = [("09/03/2026 10:00:00", "2", "Je suis furieux, vraiment.", "Sud")]
    sources.import_file(
        felt, builders.write_csv(felt.path.parent / "f.csv", rows, (*builders.HEADERS[:3], "Votre zone"))
    )
    with felt.read() as session:
        facet = verbatims.facets(session, "").emotions
        counted = {each.name: each.count for each in facet}
    assert (counted["colere"], counted["none"]) == (2, 3)
    assert len(builders.ids(felt, "emotion:colere")) == 2
    assert emotions.refresh(felt) == 4
    assert len(builders.ids(felt, "emotion:colere")) == 3


def test_each_verbatim_tells_the_same_read_before_or_on_the_way_out(felt: Study) -> None:
    def told() -> list[tuple[Emotion, ...]]:
        with felt.read() as session:
            page = records(session, verbatims.find(session, "", order="source").ids.tolist())
            return emotions.saying(session)(page)

    fresh = told()
    assert fresh == [(Emotion.ANGER,), (Emotion.JOY,), (), (Emotion.ANGER, Emotion.FEAR), (), ()]
    emotions.refresh(felt)
    assert told() == fresh
    with felt.write(bulk=True) as session:
        session.bulk("verbatim", "UPDATE verbatim SET text = ?, hash = ?", [("Ravi.", b"otherwise")])
    assert told()[:2] == [(Emotion.JOY,), (Emotion.JOY,)]


def test_a_study_without_a_verbatim_is_read_kept_and_says_nothing(tmp_path: Path) -> None:
    with studies.create(tmp_path / "vide.engage") as study:
        assert emotions.refresh(study) == 0
        with study.read() as session:
            reading, new = emotions.read(session)
            assert not new
            assert emotions.figures(session, reading, selected(session, "")) == ()
