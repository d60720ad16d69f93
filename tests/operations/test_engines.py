"""The engine that a study reads with."""

from __future__ import annotations

from pathlib import Path

import pytest

from engage_desktop.models.sentiment import EngineChoice, EngineKind
from engage_desktop.operations import engines, history, sentiment, sources, studies
from engage_desktop.operations import surveys as operations
from engage_desktop.store import surveys, verbatims
from engage_desktop.store.database import Study
from tests import builders


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return builders.small_study(tmp_path)


def _pending(study: Study) -> int:
    with study.read() as session:
        return sentiment.pending(session)


def test_our_lexicon_reads_unless_the_study_says_otherwise(study: Study) -> None:
    with study.read() as session:
        assert engines.chosen(session) == EngineChoice()
        assert sentiment.engine(session).name == "Lexique FR"


def test_another_engine_puts_every_result_out_of_date_and_undo_brings_it_back(study: Study) -> None:
    sentiment.score_pending(study)
    assert _pending(study) == 0
    assert engines.choose(study, EngineChoice(EngineKind.REFERENCE))
    assert not engines.choose(study, EngineChoice(EngineKind.REFERENCE))
    assert _pending(study) == 5
    assert sentiment.score_pending(study) == 5
    history.undo(study)
    with study.read() as session:
        assert engines.chosen(session).kind is EngineKind.LEXICON


def test_packs_are_part_of_the_version(study: Study) -> None:
    plain = engines.reader(EngineChoice()).engine
    assert engines.reader(EngineChoice(packs=("sante",))).engine.name == plain.name
    engines.choose(study, EngineChoice(packs=("sante", "transport")))
    with study.read() as session:
        assert engines.chosen(session).packs == ("sante", "transport")


def test_a_chosen_domain_speaks_before_the_base() -> None:
    said = "Tout est frais."
    assert engines.reader(EngineChoice()).read(said).polarity == 0
    assert engines.reader(EngineChoice(packs=("restauration",))).read(said).polarity > 0


def test_a_text_in_another_language_is_told_so_and_never_pending(tmp_path: Path) -> None:
    file = tmp_path / "avis.csv"
    rows = (
        "Pourquoi cette note ?",
        "The staff was very kind and the room was clean.",
        "Le personnel est très aimable et la chambre est propre.",
    )
    file.write_text("\n".join(rows), encoding="utf-8")
    study = studies.create(tmp_path / "langues.engage", title="Langues")
    sources.import_file(study, file)
    assert sentiment.score_pending(study) == 2
    assert _pending(study) == 0
    with study.read() as session:
        kept = session.rows("SELECT language, text FROM verbatim ORDER BY id")
        read = session.rows("SELECT count(*) FROM sentiment_result")
    assert [language for language, _text in kept] == ["en", ""]
    assert read == [(1,)]


def test_another_wording_of_a_question_puts_its_answers_out_of_date_and_no_others(tmp_path: Path) -> None:
    rows = [
        ("05/01/2026 10:00:00", "9", "La rapidité", "Plus de vélos"),
        ("06/01/2026 10:00:00", "2", "Le prix est honteux", "Un bon accueil, une vraie qualité"),
    ]
    heads = (*builders.HEADERS[:2], "Pourquoi cette note ?", "Et sinon ?")
    with studies.create(tmp_path / "q.engage", title="Q") as study:
        sources.import_file(study, builders.write_csv(tmp_path / "q.csv", rows, heads))
        with study.read() as session:
            question = next(each for each in surveys.surveys(session)[0].questions if each.label == heads[3])

        def polarity() -> dict[str, float]:
            with study.read() as session:
                ids = verbatims.find(session, "").ids
                return {row.text: row.feeling.polarity for row in verbatims.page(session, ids) if row.feeling}

        assert sentiment.score_pending(study) == 4
        before = polarity()
        operations.edit_question(study, question.id, label="Et enfin ?")  # asks for the same
        assert _pending(study) == 0
        operations.edit_question(study, question.id, label="Que pourrions-nous améliorer ?")
        assert _pending(study) == 2
        assert sentiment.score_and_compare(study) == (2, 1)
        after = polarity()
        praise = rows[1][3]
        assert after[praise] < before[praise]
        assert {text for text in before if before[text] != after[text]} == {praise}
        assert _pending(study) == 0
        history.undo(study)
        assert sentiment.score_pending(study) == 2
        assert polarity() == before
