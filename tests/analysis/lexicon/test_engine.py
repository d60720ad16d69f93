"""The lexicon engine: what every reading holds to, whatever the lexicon."""

from __future__ import annotations

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engage_desktop.models.lexicon import OWN, Entry
from engage_desktop.models.sentiment import Label
from tests.analysis.lexicon import small

ENGINE, ANOTHER = small.engine(), small.engine()
FRAGMENTS = (
    "bon", "pas", "n'est pas", "très", "mais", "nul", "excellent", "😍", "👍🏽", "👩‍👩‍👧", "e\u0301", "déçu", "de\u0301c\u0327u", "&eacute;",
    "&#39;", "!", "?", "…", "« ", " »", "#CoupDeCoeur", "@julie", "https://a.fr", "suuuper", "NUL", "rien", "non", "pa", "jador", "sans", "ni",
    "aurait pu", "malgré", "2/10", "\n", "l’", "İ", "\u200d", "ß", "ﬁn", "laisser beaucoup à désirer",
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=80), st.lists(st.sampled_from(FRAGMENTS), max_size=14).map(" ".join))


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_terms_are_slices_of_the_text_and_add_up_to_the_polarity(text: str) -> None:
    felt = ENGINE.score(text)
    assert -1 <= felt.polarity <= 1
    assert 0 <= felt.confidence <= 1
    for term in felt.terms:
        assert 0 <= term.start < term.end <= len(text)
        assert text[term.start : term.end] == term.text
        assert term.rule
    assert sum(term.weight for term in felt.terms) == pytest.approx(felt.polarity, abs=1e-9)
    assert (felt.confidence == 0) == (not any(term.weight for term in felt.terms))
    assert felt.subjectivity == pytest.approx(sum(abs(term.weight) for term in felt.terms), abs=1e-4)


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_the_quick_reading_is_the_explained_one(text: str) -> None:
    felt, quick = ENGINE.score(text), ENGINE.read(text)
    assert (quick.polarity, quick.label, quick.confidence) == (felt.polarity, felt.label, felt.confidence)
    again = ANOTHER.score(text)
    assert again == felt


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_clauses_follow_each_other_inside_the_text(text: str) -> None:
    before = 0
    for clause in ENGINE.clauses(text):
        assert before <= clause.start < clause.end <= len(text)
        assert -1 <= clause.polarity <= 1
        before = clause.end


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("👩‍👩‍👧 un accueil bon", "bon"),
        ("De\u0301c\u0327u du guichet", "De\u0301c\u0327u"),
        ("Très d&eacute;&ccedil;u", "d&eacute;&ccedil;u"),
        ("l’accueil est agréable", "agréable"),
        ("𝒜 😍 😍", "😍"),
        ("Cela laisse vraiment à désirer.", "laisse vraiment à désirer"),
    ],
)
def test_a_term_is_told_at_its_place(text: str, said: str) -> None:
    terms = ENGINE.score(text).terms
    assert terms[0].text == said
    assert text[terms[0].start : terms[0].end] == said


@pytest.mark.parametrize(
    ("text", "label", "rule"),
    [
        ("Ce n'est pas bon.", Label.NEGATIVE, "negation"),
        ("C'est pas bon", Label.NEGATIVE, "negation"),
        ("Je recommande pas", Label.NEGATIVE, "negation"),
        ("Pas du tout agréable", Label.NEGATIVE, "negation"),
        ("Je n'ai pas été déçue", Label.POSITIVE, "negation"),
        ("Sans problème", Label.POSITIVE, "negation"),
        ("Rien ne fut agréable", Label.NEGATIVE, "negation"),
        ("Il n'y a que du bon", Label.POSITIVE, "lexicon"),
        ("Ce n'est pas sans charme", Label.POSITIVE, "double_negation"),
        ("Très bon", Label.POSITIVE, "intensifier"),
        ("Un peu mauvais", Label.NEGATIVE, "attenuator"),
        ("Peu aimable", Label.NEGATIVE, "diminisher"),
        ("Un manque de charme", Label.NEGATIVE, "lack"),
        ("Trop salé", Label.NEGATIVE, "excess"),
        ("Ce n'était pas bon mais excellent", Label.POSITIVE, "negation+contrast"),
        ("Malgré un problème, excellent", Label.POSITIVE, "concession"),
        ("L'accueil aurait pu être bon", Label.NEGATIVE, "conditional"),
        ("Il paraît que c'est excellent", Label.POSITIVE, "hearsay"),
        ("Un coup de cœur", Label.POSITIVE, "expression"),
        ("Un bon de réduction", Label.NEUTRAL, ""),
        ("SUPER accueil ici à Lille", Label.POSITIVE, "capitals"),
        ("géniaaaal", Label.POSITIVE, "elongation"),
        ("😍", Label.POSITIVE, "emoji"),
        ("2/10", Label.NEGATIVE, "rating"),
        ("Excellent accueil /s", Label.NEGATIVE, "irony"),
        ("Bravo, nul et mauvais", Label.NEGATIVE, "irony"),
        ("Merci de m'avoir rendu ce service mauvais", Label.NEGATIVE, "irony"),
        ("Mauvais et nul. Merci", Label.NEGATIVE, "manners"),
        ("Excellent, à part un problème", Label.POSITIVE, "reserve"),
        ("Avis mitigé", Label.MIXED, "both"),
        ("Excellent accueil. Un problème de chauffage, agréable", Label.POSITIVE, "opening"),
        ("Avant, c'était excellent", Label.NEGATIVE, "before"),
        ("c nul", Label.NEGATIVE, "lexicon"),
        ("personnes réactives", Label.POSITIVE, "lexicon"),
        ("decu", Label.NEGATIVE, "lexicon"),
        ("décue", Label.NEGATIVE, "lexicon"),
        ("Ligne 6 à la gare", Label.NEUTRAL, ""),
    ],
)
def test_each_rule_says_its_name(text: str, label: Label, rule: str) -> None:
    felt = ENGINE.score(text)
    assert felt.label is label, felt
    assert rule in ([term.rule for term in felt.terms] or [""]), felt.terms


def test_both_signs_strong_and_none_winning_is_mixed() -> None:
    felt = ENGINE.score("Excellent accueil. Repas mauvais.")
    assert felt.label is Label.MIXED


def test_no_known_word_is_no_opinion() -> None:
    felt = ENGINE.score("Ligne 6 à la gare")
    assert (felt.polarity, felt.label, felt.confidence, felt.terms) == (0.0, Label.NEUTRAL, 0.0, ())


def test_another_lexicon_is_another_version() -> None:
    assert small.engine().engine == ENGINE.engine
    assert small.engine(Entry("gare", 1.0, "noun")).engine != ENGINE.engine


def test_the_first_of_two_entries_holds() -> None:
    assert small.engine(Entry("bon", -2.0, "adj")).score("bon").label is Label.NEGATIVE


def test_composed_and_decomposed_letters_are_the_same() -> None:
    text = "Très déçu du problème"
    assert ENGINE.read(unicodedata.normalize("NFD", text)) == ENGINE.read(text)


@pytest.mark.parametrize(
    "text", ["4 / 5, très bon", "5 étoiles", "12 /20 mais nul", "c  bon\n pa nul", "&eacute; bon"]
)
def test_the_quick_reading_is_the_scored_one_without_its_terms(text: str) -> None:
    read, score = ENGINE.read(text), ENGINE.score(text)
    assert read == replace(score, terms=())


@pytest.mark.parametrize(
    "text",
    [
        "Merci à tous, bon accueil malgré un problème",
        "Un problème de chauffage. Bravo à toute l'équipe, excellent",
        "Merci pour votre accueil agréable après ce problème",
    ],
)
def test_sincere_thanks_beside_a_complaint_are_no_irony(text: str) -> None:
    felt = ENGINE.score(text)
    assert felt.label is not Label.NEGATIVE, felt
    assert not [term for term in felt.terms if "irony" in term.rule or "manners" in term.rule]


def test_a_mark_of_irony_turns_only_its_own_sentence() -> None:
    felt = ENGINE.score("Excellent accueil. Quel charme de payer deux fois 🙄")
    assert [term.rule for term in felt.terms if term.weight < 0] == ["irony"]
    assert felt.terms[0].weight > 0


def test_an_expression_with_its_own_negation_is_not_denied_again() -> None:
    engine = small.engine(Entry("pas déçu", 2.5, "expr"), Entry("pas bien", -2.0, "expr"))
    felt = engine.score("Je ne suis pas déçue et ce n'est pas mauvais")
    assert next(term.text for term in felt.terms if term.weight > 0) == "pas déçue"
    assert felt.label is Label.POSITIVE
    assert engine.score("Je ne dis pas que ce n'est pas bien").label is not Label.NEGATIVE


def test_non_denies_the_next_word_only() -> None:
    assert ENGINE.score("non recommandé").label is not Label.POSITIVE
    assert ENGINE.score("non vraiment c'est un accueil excellent").label is Label.POSITIVE


def test_a_form_that_is_also_a_noun_finds_its_verb_in_expressions() -> None:
    engine = small.engine(Entry("tomber à pic", 3.0, "expr"), Entry("sortir par les yeux", -3.0, "expr"))
    assert engine.score("Ça tombe à pic").label is Label.POSITIVE
    assert engine.score("Cela me sort par les yeux").label is Label.NEGATIVE


@pytest.mark.parametrize("text", ["#x1f60d;", "miam#x1f60d; vraiment", "&#x1f60d;"])
def test_an_emoji_written_as_an_entity_is_read_at_its_place(text: str) -> None:
    felt = ENGINE.score(text)
    assert felt.label is Label.POSITIVE
    assert text[felt.terms[0].start : felt.terms[0].end] in ("#x1f60d;", "&#x1f60d;")
    assert ENGINE.read(text).polarity == felt.polarity


def test_confidence_grows_with_the_polarity_and_doubts_what_is_torn() -> None:
    weak, strong = ENGINE.score("Agréable"), ENGINE.score("Excellent, agréable, génial, très bon")
    torn, none = ENGINE.score("Excellent accueil. Repas mauvais."), ENGINE.score("Ligne 6 à la gare")
    assert none.confidence == 0 < torn.confidence < weak.confidence < strong.confidence < 1


def test_balanced_praise_and_blame_stay_near_zero_however_long_the_text() -> None:
    felt = ENGINE.score("Excellent. Mauvais. Excellent. Mauvais. Bon. Nul. Génial. Agréable. Nul. Mauvais.")
    assert abs(felt.polarity) < 0.15
    assert felt.label is Label.MIXED


@pytest.mark.parametrize("written", ["excelent", "excellentte", "excelente"])
def test_a_long_word_with_a_wrong_double_letter_is_the_word_meant(written: str) -> None:
    assert ENGINE.read(written).polarity == ENGINE.read("excellent").polarity > 0


def test_a_french_word_is_never_taken_for_another_that_differs_by_a_double_letter() -> None:
    assert small.engine(Entry("balader", 3, "verb")).read("nous avons chanté une ballade").polarity == 0


def test_super_before_blame_only_makes_it_louder() -> None:
    engine = small.engine(Entry("super", 3, "adj"), Entry("long", -2, "adj"))
    assert engine.read("super long").polarity < engine.read("long").polarity < 0
    assert engine.read("super").polarity > 0


def test_the_events_of_a_story_are_not_what_its_reader_thinks_of_it() -> None:
    engine = small.engine(Entry("meurtre", -2, "noun"), Entry("amour", 2, "noun"))
    fact = engine.read("un meurtre dans la rue").polarity
    told = engine.score("un roman sur un meurtre")
    assert fact < told.polarity < 0
    assert "story" in told.terms[0].rule
    assert 0 < engine.read("un film sur l'amour").polarity < engine.read("l'amour").polarity
    assert engine.read("une série sur un meurtre").polarity == fact  # a « série » may be of troubles


def test_a_word_that_the_study_chose_keeps_its_weight_in_a_story() -> None:
    theirs = small.engine(Entry("meurtre", -2, "noun", OWN)).read("un roman sur un meurtre").polarity
    assert theirs == small.engine(Entry("meurtre", -2, "noun")).read("un meurtre").polarity


def test_blame_of_a_story_itself_is_blame() -> None:
    assert ENGINE.read("un mauvais roman").polarity == ENGINE.read("un mauvais accueil").polarity
