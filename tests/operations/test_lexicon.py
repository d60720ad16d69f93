"""The study's own words: kept, undone, read with at once; and the words that its scores contradict."""

from __future__ import annotations

from pathlib import Path

import pytest

from engage_desktop.errors import EngageError, Reason
from engage_desktop.models.sentiment import EngineChoice, EngineKind
from engage_desktop.operations import engines, history, lexicon, sentiment, sources, studies
from engage_desktop.store.database import Study
from tests import builders


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return builders.small_study(tmp_path)


def polarity(study: Study, text: str) -> float:
    with study.read() as session:
        return sentiment.explain_in(session, text).polarity


def test_a_word_of_the_study_is_read_at_once_and_undone_redone(study: Study) -> None:
    said = "Un service zinzolin."
    assert polarity(study, said) == 0
    before = builders.state(study)
    assert lexicon.put(study, " Zinzolin ", -3) is not None
    after = builders.state(study)
    assert polarity(study, said) < 0
    history.undo(study)
    assert builders.state(study) == before
    assert polarity(study, said) == 0
    history.redo(study)
    assert builders.state(study) == after
    assert polarity(study, said) < 0


def test_a_change_puts_the_results_out_of_date(study: Study) -> None:
    assert sentiment.score_pending(study) == 5
    lexicon.put(study, "vide", 0)
    assert sentiment.score_pending(study) == 5
    assert lexicon.put(study, "vide", 0) is None
    assert sentiment.score_pending(study) == 0


def test_a_word_switched_off_says_nothing_in_any_form(study: Study) -> None:
    said = "Ils m'ont déçue."
    assert polarity(study, said) < 0
    lexicon.put(study, "déçu", 0)
    lexicon.put(study, "déçue", 0)
    lexicon.put(study, "décevoir", 0)
    assert polarity(study, said) == 0
    assert lexicon.remove(study, "déçu")
    assert not lexicon.remove(study, "déçu")
    with study.read() as session:
        assert [each.words for each in lexicon.own(session)] == ["décevoir", "déçue"]


def test_an_expression_of_the_study_speaks_before_its_words(study: Study) -> None:
    lexicon.put(study, "super tarif", -3)
    assert polarity(study, "Un super tarif.") < 0
    assert polarity(study, "Un super accueil.") > 0


def test_the_choice_of_an_engine_keeps_the_words(study: Study) -> None:
    lexicon.put(study, "vide", 0)
    engines.choose(study, EngineChoice(EngineKind.REFERENCE, ("sante",)))
    with study.read() as session:
        assert [each.words for each in lexicon.own(session)] == ["vide"]
        assert engines.chosen(session).packs == ("sante",)


@pytest.mark.parametrize(
    ("words", "strength", "reason"),
    [
        ("  ", 2, Reason.WORD_EMPTY),
        ("pas", 2, Reason.WORD_OF_RULES),
        ("vide", 5, Reason.STRENGTH_INVALID),
    ],
)
def test_what_cannot_be_a_word_of_the_study_is_refused(
    study: Study, words: str, strength: float, reason: Reason
) -> None:
    with pytest.raises(EngageError) as refused:
        lexicon.put(study, words, strength)
    assert refused.value.reason is reason


def test_looking_up_tells_the_word_itself_first_and_which_entry_is_read(study: Study) -> None:
    lexicon.put(study, "vide", -1, note="stations")
    with study.read() as session:
        found = lexicon.look_up(session, "VIDE")
        assert (found[0].words, found[0].own, found[0].note) == ("vide", True, "stations")
        assert not any(each.read for each in found[1:] if each.words == "vide")
        assert lexicon.look_up(session, "") == ()
        rule = next(each for each in lexicon.look_up(session, "pas") if each.words == "pas")
        assert rule.rule


def test_a_pack_that_is_not_chosen_is_told_as_not_read(study: Study) -> None:
    with study.read() as session:
        domains = [each for each in lexicon.look_up(session, "frais") if each.pack == "restauration"]
        assert domains
        assert not any(each.read for each in domains)


def scored(folder: Path, rows: list[tuple[str, str]]) -> Study:
    headers = ("Horodateur", "Recommanderiez-vous notre service à un proche ?", "Pourquoi cette note ?")
    notes = {"haute": ("10", "9"), "basse": ("0", "3", "5", "2")}
    full = [
        (f"05/01/2026 10:{at:02}:00", notes[side][at % len(notes[side])], text)
        for at, (side, text) in enumerate(rows)
    ]
    study = studies.create(folder / "notes.engage", title="Notes")
    sources.import_file(study, builders.write_csv(folder / "notes.csv", full, headers))
    return study


def test_a_word_that_the_scores_contradict_is_proposed(tmp_path: Path) -> None:
    rows = [("haute", f"Une ambiance terrible pour notre visite numéro {at} en famille.") for at in range(12)]
    rows += [("basse", f"Un accueil horrible pour notre visite numéro {at} en famille.") for at in range(12)]
    with scored(tmp_path, rows) as study, study.read() as session:
        found = lexicon.contradictions(session)
        assert [(each.words, each.n, each.against) for each in found] == [("terrible", 12, 12)]
        assert found[0].tone == 1
        assert found[0].form == "terrible"


def test_under_eight_texts_nothing_is_proposed(tmp_path: Path) -> None:
    rows = [("haute", f"Une ambiance terrible pour notre visite numéro {at} en famille.") for at in range(7)]
    rows += [("basse", f"Un accueil horrible pour notre visite numéro {at} en famille.") for at in range(12)]
    with scored(tmp_path, rows) as study, study.read() as session:
        assert lexicon.contradictions(session) == ()


def test_a_denied_word_speaks_for_the_other_side(tmp_path: Path) -> None:
    rows = [
        ("basse", f"Le service n'est pas bon pour notre visite numéro {at} en famille.") for at in range(12)
    ]
    rows += [("haute", f"Un accueil charmant pour notre visite numéro {at} en famille.") for at in range(12)]
    with scored(tmp_path, rows) as study, study.read() as session:
        assert lexicon.contradictions(session) == ()


def test_a_note_stays_when_only_the_strength_changes(study: Study) -> None:
    lexicon.put(study, "gravier", -2.0, note="chantier devant la gare")
    lexicon.put(study, "gravier", -3.0)
    with study.read() as session:
        (entry,) = lexicon.own(session)
    assert (entry.strength, entry.note) == (-3.0, "chantier devant la gare")
    lexicon.put(study, "gravier", -3.0, note="")
    with study.read() as session:
        assert lexicon.own(session)[0].note == ""
