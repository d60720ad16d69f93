"""The lexicon engine: what every reading holds to, whatever the lexicon."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engage_desktop.models.lexicon import Entry
from engage_desktop.models.sentiment import Label, Sentiment
from tests.analysis.lexicon import small

ENGINE, ANOTHER = small.engine(), small.engine()
FRAGMENTS = (
    "bon", "pas", "n'est pas", "très", "mais", "nul", "excellent", "😍", "👍🏽", "👩‍👩‍👧", "e\u0301", "déçu", "de\u0301c\u0327u", "&eacute;",
    "&#39;", "!", "?", "…", "« ", " »", "#CoupDeCoeur", "@julie", "https://a.fr", "suuuper", "NUL", "pa", "jador", "sans", "ni",
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
    assert read == Sentiment(score.polarity, score.label, score.confidence)
