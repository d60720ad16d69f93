"""What each term of the FILTER language selects."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from engage_desktop.errors import EngageError, Reason
from engage_desktop.models import filters
from engage_desktop.operations import coding, sentiment, sources
from engage_desktop.store import filtering, verbatims
from engage_desktop.store.database import Study
from tests import builders


@pytest.mark.parametrize(
    ("expression", "rows"),
    [
        ("", [2, 3, 4, 5, 6]),
        ("station", [2, 3, 4]),
        ("STATIONS", [2, 3, 4]),
        ("déçu", [3]),
        ("decue", [3]),
        ("station -vide", [2, 4]),
        ('"station est vide"', [3]),
        ('"vide station"', []),
        ("nps:detracteurs", [3, 6]),
        ("nps:detractors,passives", [3, 4, 6]),
        ("-nps:promoteurs", [3, 4, 6]),
        ("nps:9..10", [2, 5]),
        ("nps:3", [3]),
        ("score.q1:3", [3]),
        ("note.Q1:0..6", [3, 6]),
        ("-score.q1:9..10", [3, 4, 6]),
        ("attr.zone:périphérie", [3, 6]),
        ('attr."Zone":Centre-ville', [2, 4, 5]),
        ("date:2026-01", [2, 3]),
        ("date:2026-02-15..2026-03", [5, 6]),
        ("date:..2026-01-05", [2]),
        ("source:reponses", [2, 3, 4, 5, 6]),
        ('source:"Google Forms"', [2, 3, 4, 5, 6]),
        ("kind:mention", []),
        ("ref:R-0002", [3]),
        ("caution inadmissible", [6]),
        ("agr", [2]),
    ],
)
def test_a_filter_selects_its_rows(study: Study, expression: str, rows: list[int]) -> None:
    with study.read() as session:
        found = verbatims.find(session, expression, order="source")
        assert [verbatims.read(session, each).origin.row for each in found.ids] == rows


def test_an_unknown_question_is_refused_with_those_that_have_scores(study: Study) -> None:
    with pytest.raises(EngageError) as refused:
        builders.ids(study, "score.nulle:3")
    assert refused.value.reason is Reason.SCORED_QUESTION_UNKNOWN
    assert "q1" in str(refused.value.facts["known"]).lower()
    with pytest.raises(EngageError) as refused:
        builders.ids(study, "score:3")
    assert refused.value.reason is Reason.FILTER_UNKNOWN_KEY
    assert "score.QUESTION" in str(refused.value.facts["known"])
    with pytest.raises(EngageError) as refused:
        builders.ids(study, "score.q1:beaucoup")
    assert refused.value.reason is Reason.FILTER_BAD_VALUE


def test_a_value_asked_of_a_question_is_joined_and_taken_away() -> None:
    assert filters.toggled("score.q1:3", "score.q1:4") == "score.q1:3,4"
    assert filters.toggled("score.q1:3 score.q2:3", "score.q1:3") == "score.q2:3"
    assert filters.toggled("note.q1:3", 'score."q 2":4') == 'note.q1:3 score."q 2":4'


def test_a_code_stands_for_its_sub_codes(study: Study) -> None:
    parent = coding.add_code(study, "Disponibilité")
    child = coding.add_code(study, "Station vide", parent=parent.id)
    coding.toggle(study, builders.ids(study, "vide"), child.id)
    assert len(builders.ids(study, "code:disponibilite")) == 1
    assert len(builders.ids(study, 'code:"Station vide"')) == 1
    assert len(builders.ids(study, "code:none")) == 4
    assert len(builders.ids(study, "code:any")) == 1


def test_sentiment_and_its_correction_are_asked_apart(study: Study) -> None:
    from engage_desktop.models.sentiment import Label

    assert len(builders.ids(study, "sentiment:none")) == 5
    sentiment.score_pending(study)
    assert len(builders.ids(study, "sentiment:none")) == 0
    sentiment.correct(study, builders.ids(study)[0], Label.MIXED)
    assert builders.ids(study, "sentiment:mitigé") == builders.ids(study)[:1]
    assert len(builders.ids(study, "corrected:oui")) == 1
    assert len(builders.ids(study, "corrected:non")) == 4


def test_a_text_condition_selects_the_responses_that_said_it(study: Study) -> None:
    with study.read() as session:
        mask = filtering.response_mask(session, filters.parse("station nps:detracteurs"))
        assert np.flatnonzero(mask).tolist() == [1]
        every = filtering.response_mask(session, filters.parse("nps:0..10"))
        assert int(every.sum()) == 6


def test_an_unknown_attribute_names_the_known_ones(study: Study) -> None:
    with study.read() as session, pytest.raises(EngageError) as raised:
        verbatims.find(session, "attr.couleur:bleu")
    assert raised.value.reason is Reason.ATTRIBUTE_UNKNOWN
    assert "one" in str(raised.value.facts["known"])


def test_facets_count_within_the_filter_but_their_own_terms(study: Study) -> None:
    with study.read() as session:
        facets = verbatims.facets(session, "nps:detracteurs station")
        assert facets.total == 1
        counts = {value.name: value.count for value in facets.nps_groups}
        assert counts == {"detractors": 1, "passives": 1, "promoters": 1, "none": 0}
        assert [n for _month, n in facets.months] == [1]


@pytest.mark.parametrize("order", ["newest", "oldest", "polarity", "polarity-desc", "source"])
def test_every_order_holds_the_same_verbatims(study: Study, order: str) -> None:
    sentiment.score_pending(study)
    with study.read() as session:
        found = verbatims.find(session, "", order=order)
        assert sorted(found.ids.tolist()) == sorted(builders.ids(study))
        feelings = [row.feeling.polarity for row in verbatims.page(session, found.ids) if row.feeling]
    if order == "polarity":
        assert feelings == sorted(feelings)
    if order == "polarity-desc":
        assert feelings == sorted(feelings, reverse=True)


def test_mentions_are_found_beside_answers(study: Study, tmp_path: Path) -> None:
    path = tmp_path / "mentions.csv"
    path.write_text(
        "Date;Auteur;Réseau;Texte;Lien;J'aime\n"
        "12/09/2026 10:00;@ana;Mastodon;Station vide encore ce matin;https://example.org/1;12\n"
        "13/09/2026 11:00;@bob;X;Bravo pour les vélos;https://example.org/2;3\n",
        encoding="utf-8",
    )
    outcome = sources.import_file(study, path)
    assert (outcome.imported, outcome.rows) == (2, 2)
    assert len(builders.ids(study, "kind:mention vide")) == 1
    assert len(builders.ids(study, "channel:mastodon")) == 1
    with study.read() as session:
        read = verbatims.read(session, builders.ids(study, "kind:mention channel:x")[0])
        assert dict(read.counters) == {"likes": 3}
        assert "bob" not in read.pseudonym
