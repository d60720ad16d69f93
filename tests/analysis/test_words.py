"""Words: what is a word, its lemma, what is left out, what counts as one; the index and its terms."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from engage_desktop.analysis import contexts, copies, term_index
from engage_desktop.analysis.words import Reading, joined, pieces, usual_stop_words, words
from engage_desktop.models.themes import OwnWords
from engage_desktop.models.words import pattern, renamed


def index_of(*texts: str, own: OwnWords | None = None) -> term_index.Index:
    return term_index.build(texts, Reading(own or OwnWords()))


def lemmas_of(text: str, own: OwnWords | None = None) -> list[str]:
    index = index_of(text, own=own)
    return [index.lemmas[number] for number in index.lemma if number > 1 and not index.stop[number]]


def test_an_elision_is_a_word_of_its_own() -> None:
    assert words("L’accueil, j'attends d'être là") == ["l", "accueil", "j", "attends", "d", "être", "là"]


def test_addresses_and_mentions_are_no_words() -> None:
    assert words("@lucie_p voir https://exemple.fr/page merci") == ["voir", "merci"]


def test_emoji_are_no_words_and_stop_nothing() -> None:
    assert words("super 😍 vélo") == ["super", "vélo"]


def test_a_sentence_ends_otherwise_than_a_clause() -> None:
    index = index_of("Bien, mais cher. Trop cher !")
    breaks = [int(number) for number in index.lemma if number < 2]
    assert breaks == [1, 0, 0]


@pytest.mark.parametrize(
    ("text", "lemmas"),
    [
        ("Les stations vides", ["station", "vide"]),
        ("vide ou vides", ["vide", "vide"]),
        ("remboursées, remboursement", ["rembourser", "remboursement"]),
        ("réponse reponse réponses", ["réponse", "réponse", "réponse"]),
        ("un rendez-vous manqué", ["rendez-vous", "manquer"]),
        ("le service client", ["service client"]),
        ("12 vélos à 8 h", ["vélo"]),
    ],
)
def test_forms_of_one_word_are_one(text: str, lemmas: list[str]) -> None:
    assert lemmas_of(text) == lemmas


def test_the_study_own_words_win_over_the_usual_ones() -> None:
    own = OwnWords(stop=("vélo",), kept=("plus",), lemmas=(("bécane", "vélo"),), compounds=("bas de page",))
    assert lemmas_of("le vélo", own) == []
    assert lemmas_of("plus de bas de page", own) == ["plus", "bas de page"]
    assert lemmas_of("ma bécane", OwnWords(lemmas=(("bécane", "vélo"),))) == ["vélo"]


def test_stop_words_are_a_few_hundred_function_words() -> None:
    assert 300 <= len(usual_stop_words()) <= 600
    assert {"le", "que", "être", "très"} <= usual_stop_words()
    assert not {"prix", "attente", "vélo", "service"} & usual_stop_words()


def test_terms_count_texts_and_not_repetitions() -> None:
    terms = term_index.terms(index_of("caution caution", "la caution", "rien"), least=2)
    assert dict(zip(terms.names, terms.counts.tolist(), strict=True)) == {"caution": 2}


def test_a_run_neither_starts_nor_ends_on_a_stop_word_nor_crosses_a_break() -> None:
    texts = [
        "retour de colis",
        "retour de colis rapide",
        "le retour de colis",
        "colis. rapide",
        "colis, rapide",
    ]
    terms = term_index.terms(index_of(*texts), least=1)
    assert "retour de colis" in terms.names
    assert not {"retour de", "de colis", "colis rapide"} & set(terms.names)


def test_no_run_goes_from_one_text_to_the_next() -> None:
    terms = term_index.terms(index_of(*["caution bloquée", "double caution"] * 5), least=1)
    assert "bloqué double" not in terms.names


def test_the_surface_most_written_comes_first() -> None:
    index = index_of("siège enfant", "sièges enfants", "siège enfant")
    assert index.surfaces([index.number("siège"), index.number("enfant")]) == (
        "siège enfant",
        "sièges enfants",
    )


def test_elided_forms_are_written_together() -> None:
    assert joined(["lot", "d", "attente"]) == "lot d'attente"


@given(st.lists(st.text(alphabet="abé 'l.,\n-", max_size=40), max_size=8))
def test_the_stream_holds_every_piece_in_order(texts: list[str]) -> None:
    index = index_of(*texts)
    assert index.texts == len(texts)
    assert len(index.lemma) == len(index.form) == int(index.start[-1])
    assert int(index.lengths.sum()) == int((index.lemma > 1).sum())
    assert sum(len(pieces(text)) for text in texts) >= len(index.lemma)


def test_an_empty_corpus_has_no_terms() -> None:
    terms = term_index.terms(index_of())
    assert terms.names == ()
    assert terms.held.shape == (0, 0)


# copies


LONG = "La caution a été prélevée deux fois et personne ne répond au téléphone depuis lundi."


def test_texts_copied_with_a_word_changed_are_one() -> None:
    texts = [
        LONG,
        "Rien à voir avec tout cela, le vélo roule bien tous les jours.",
        LONG.replace("lundi", "mardi"),
    ]
    assert copies.groups(index_of(*texts), lambda at: [texts[each] for each in at]).tolist() == [0, 1, 0]


def test_short_answers_that_are_alike_are_no_copies() -> None:
    texts = ["très bien", "très bien", "rien à signaler"]
    assert copies.groups(index_of(*texts), lambda at: [texts[each] for each in at]).tolist() == [0, 1, 2]


def test_a_chain_of_copies_is_one_group() -> None:
    texts = [LONG, LONG, LONG + " Merci.", LONG]
    assert copies.groups(index_of(*texts), lambda at: [texts[each] for each in at]).tolist() == [0, 0, 0, 0]


# contexts


def test_a_form_is_found_as_a_whole_word_only() -> None:
    found = contexts.occurrences("La caution, les précautions, CAUTION !", ["caution"])
    assert [(each.word, each.start) for each in found] == [("caution", 3), ("CAUTION", 29)]


def test_an_expression_is_found_whatever_stands_between_its_words() -> None:
    assert len(contexts.occurrences("rendez-vous, rendez vous, Rendez‑vous", ["rendez-vous"])) == 3


def test_offsets_are_code_points_after_emoji() -> None:
    (found,) = contexts.occurrences("😍👍 vélo", ["vélo"])
    assert (found.start, found.end) == (3, 7)


def test_a_mention_holds_no_word() -> None:
    shape = pattern(("nuit",))
    assert shape is not None
    assert shape.search("@nuit_blanche et @nuit") is None


def test_lines_are_sorted_by_the_nearest_words() -> None:
    lines = contexts.occurrences("a vélo zèbre. b vélo école. c vélo avion", ["vélo"], side=8)
    assert [each.right.split()[0] for each in sorted(lines, key=contexts.by_right)] == [
        "avion",
        "école.",
        "zèbre.",
    ]
    assert [each.left.split()[-1] for each in sorted(lines, key=contexts.by_left)] == ["a", "b", "c"]


def test_saturation_counts_what_is_new() -> None:
    assert contexts.saturation([[1, 2], [2, 3], [1]]) == ((2, 2), (1, 3), (0, 3))


# names kept


def test_a_name_follows_the_world_whose_words_it_had() -> None:
    before = [("Caution", ("caution", "double", "banque")), ("Vélo", ("vélo", "frein", "selle"))]
    assert renamed([("frein", "vélo", "pneu"), ("caution", "double", "compte")], before) == (
        "Vélo",
        "Caution",
    )


def test_a_name_is_not_given_to_a_stranger_nor_twice() -> None:
    before = [("Caution", ("caution", "double", "banque"))]
    assert renamed([("pneu", "frein"), ("caution", "double")], before) == ("", "Caution")
    assert renamed([("caution", "double"), ("caution", "double", "banque")], before) == ("", "Caution")


def test_masks_of_rows_count_only_those() -> None:
    terms = term_index.terms(index_of("vélo bleu", "vélo", "vélo vert"), least=2)
    assert term_index.counted(terms.held, np.array([True, False, False])).tolist() == [1]


def test_a_mark_in_place_of_personal_data_is_no_word() -> None:
    assert words("Écrivez à [adresse e-mail], au [phone number] !") == ["écrivez", "à", "au"]
