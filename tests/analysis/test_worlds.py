"""Lexical worlds and networks: what is planted is found, the same way each time."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from sklearn.metrics import adjusted_rand_score

from engage_desktop.analysis import network, reinert, term_index, worlds
from engage_desktop.analysis.words import Reading
from engage_desktop.models.themes import OwnWords

TOPICS = (
    "caution banque prélever remboursement compte virement argent double relevé",
    "frein selle pneu guidon chaîne panier pédale lumière freiner",
    "application code erreur bug écran déverrouiller connexion téléphone plantage",
)
COMMON = "vélo station matin jour ville abonnement trajet service"


def corpus(n: int = 240, seed: int = 1) -> tuple[list[str], np.ndarray]:
    """Texts of three topics, each of six words of its own and two that all share."""
    generator = np.random.default_rng(seed)
    topic = generator.integers(0, len(TOPICS), n)
    texts = [
        " ".join([*generator.choice(TOPICS[each].split(), 6), *generator.choice(COMMON.split(), 2)])
        for each in topic
    ]
    return texts, topic


def index_of(texts: list[str]) -> term_index.Index:
    return term_index.build(texts, Reading(OwnWords()))


def test_planted_topics_are_found() -> None:
    texts, topic = corpus()
    found = worlds.find(index_of(texts), np.arange(len(texts)), 3)
    assert found.number == 3
    assert adjusted_rand_score(topic, found.label) > 0.95
    assert found.stability is not None
    assert found.stability > 0.9


def test_typical_words_are_those_of_the_topic() -> None:
    texts, topic = corpus()
    index = index_of(texts)
    found = worlds.find(index, np.arange(len(texts)), 3, stability=False)
    for world in range(3):
        mine = TOPICS[int(np.bincount(topic[found.label == world]).argmax())]
        reading = Reading(OwnWords())
        lemmas = {reading.lemma(word) for word in mine.split()}
        best = [index.lemmas[found.words[at]] for at in np.argsort(-found.chi2[:, world])[:6]]
        assert set(best) <= lemmas


def test_the_same_texts_give_the_same_worlds() -> None:
    texts, _ = corpus()
    first, second = (worlds.find(index_of(texts), np.arange(len(texts)), 3) for _ in range(2))
    assert first.label.tolist() == second.label.tolist()
    assert first.stability == second.stability


def test_the_number_of_worlds_is_the_finest_that_is_stable() -> None:
    assert worlds.stable_number((0.9, 0.7, 0.61, 0.5), (0.9, 0.9, 0.7, 0.9)) == 4
    assert worlds.stable_number((0.9, 0.55, 0.6, 0.2), (0.9, 0.9, 0.65, 0.9)) == 4
    assert worlds.stable_number((0.9, 0.8, 0.7), (0.9, 0.8, 0.6)) == 3  # one world of four is none
    assert worlds.stable_number((0.4, 0.59, 0.5), (0.5, 0.3, 0.2)) == 3
    assert worlds.stable_number((0.34, 0.1), (0.9, 0.9)) == 0
    assert worlds.stable_number((), ()) == 0


def test_as_many_worlds_as_were_planted_are_found_when_nobody_says() -> None:
    texts, topic = corpus()
    found = worlds.find(index_of(texts), np.arange(len(texts)), 0)
    asked = worlds.find(index_of(texts), np.arange(len(texts)), 3)
    assert found.number == 3
    assert found.weakest[1] > 0.95 > found.weakest[2]
    assert adjusted_rand_score(topic, found.label) > 0.95
    assert found.label.tolist() == asked.label.tolist()
    assert found.tree == asked.tree
    assert (found.stability, asked.stability) == (found.stabilities[1], found.stabilities[1])


def test_texts_of_chance_have_no_worlds() -> None:
    generator = np.random.default_rng(7)
    every = " ".join(TOPICS).split()
    texts = [" ".join(generator.choice(every, 5)) for _ in range(300)]
    found = worlds.find(index_of(texts), np.arange(len(texts)), 0)
    assert (found.number, found.tree, set(found.label.tolist())) == (0, None, {-1})
    assert found.stability == max(found.stabilities) < 0.35
    assert worlds.find(index_of(texts), np.arange(len(texts)), 4).number == 4


def test_each_level_cuts_one_class_of_the_level_before() -> None:
    texts, _ = corpus()
    held = term_index.terms(index_of(texts), longest=1).held
    levels = reinert.levels(held, 6)
    assert [each.number for each in levels] == list(range(1, len(levels) + 1))
    for finer, coarser in zip(levels[1:], levels, strict=False):
        known = finer.label >= 0
        pairs = set(zip(finer.label[known].tolist(), coarser.label[known].tolist(), strict=True))
        assert len(pairs) == finer.number
    one, two = reinert.classify(held, 4), levels[3]
    assert (one.label.tolist(), one.tree) == (two.label.tolist(), two.tree)


def test_worlds_are_numbered_from_the_largest_and_none_is_tiny() -> None:
    texts, _ = corpus(400)
    found = worlds.find(index_of(texts), np.arange(len(texts)), 8, stability=False)
    sizes = np.bincount(found.label[found.label >= 0])
    assert sizes.tolist() == sorted(sizes.tolist(), reverse=True)
    assert sizes.min() >= 10


def test_a_text_without_a_frequent_word_is_of_no_world() -> None:
    texts, _ = corpus()
    found = worlds.find(index_of([*texts, "oui", ""]), np.arange(len(texts) + 2), 3, stability=False)
    assert found.label[-2:].tolist() == [-1, -1]


def test_long_texts_are_read_by_segments() -> None:
    texts, _ = corpus(300)
    long = [". ".join(texts[at : at + 12]) + "." for at in range(0, 300, 3)]
    found = worlds.find(index_of(long), np.arange(len(long)), 3, stability=False)
    assert found.segmented
    assert found.units > 2 * len(long)
    assert len(found.label) == len(long)


def test_a_large_corpus_is_sampled_and_the_others_join_the_nearest_world(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(worlds, "MOST_ROWS", 200)
    texts, topic = corpus(900)
    found = worlds.find(index_of(texts), np.arange(len(texts)), 3, stability=False)
    assert found.sampled == 200
    assert adjusted_rand_score(topic, found.label) > 0.95


def test_only_the_rows_asked_for_are_classified() -> None:
    texts, topic = corpus()
    rows = np.arange(0, len(texts), 2)
    found = worlds.find(index_of(texts), rows, 3, stability=False)
    assert len(found.label) == len(rows)
    assert adjusted_rand_score(topic[rows], found.label) > 0.9


def test_the_tree_cuts_every_world_once() -> None:
    texts, _ = corpus()
    tree = worlds.find(index_of(texts), np.arange(len(texts)), 3, stability=False).tree
    assert tree is not None
    assert tree.classes == (0, 1, 2)
    assert tree.height >= max(child.height for child in tree.children)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=2, max_size=60))
def test_the_rand_index_is_that_of_scikit_learn(pairs: list[tuple[int, int]]) -> None:
    one, other = (np.array(each) for each in zip(*pairs, strict=True))
    assert reinert.rand_index(one, other) == pytest.approx(adjusted_rand_score(one, other))


def test_the_chi2_of_a_word_is_that_of_scipy() -> None:
    from scipy.sparse import csr_matrix

    generator = np.random.default_rng(5)
    held = (generator.random((80, 3)) < 0.3).astype(np.float32)
    label = generator.integers(0, 2, 80)
    found = reinert.chi2_words(csr_matrix(held), label, 2)
    for word in range(3):
        table = [[np.sum(held[label == side, word] == each) for each in (1, 0)] for side in (0, 1)]
        theirs = stats.chi2_contingency(table, correction=False).statistic
        assert abs(found[word, 0]) == pytest.approx(theirs, rel=1e-5)
        assert found[word, 0] == pytest.approx(-found[word, 1], rel=1e-5)


def test_the_axis_is_the_first_of_the_correspondence_analysis() -> None:
    from scipy.sparse import csr_matrix

    table = (np.random.default_rng(9).random((40, 8)) < 0.4).astype(np.float64)
    table[table.sum(axis=1) == 0, 0] = 1
    share = table / table.sum()
    rows, columns = share.sum(axis=1), share.sum(axis=0)
    centred = (share - np.outer(rows, columns)) / np.sqrt(np.outer(rows, columns))
    first = np.linalg.svd(centred)[0][:, 0] / np.sqrt(rows)
    found = reinert._axis(csr_matrix(table), seed=1)
    assert abs(np.corrcoef(first, found)[0, 1]) == pytest.approx(1, abs=1e-3)


def test_the_best_cut_is_the_one_that_trying_them_all_finds() -> None:
    from scipy.sparse import csr_matrix

    generator = np.random.default_rng(4)
    table = (generator.random((30, 6)) < 0.5).astype(np.float32)
    part, order = csr_matrix(table), generator.permutation(30)
    totals = table.sum(axis=0).astype(np.float64)

    def value(n: int) -> float:
        first = np.zeros(30, dtype=bool)
        first[order[:n]] = True
        return reinert._chi2(part, first, totals)

    best = max(range(5, 26), key=value)
    assert reinert._best_cut(part, order, 5).sum() == best


def test_nmf_finds_the_topics_too_and_twice_the_same() -> None:
    texts, _ = corpus()
    terms = term_index.terms(index_of(texts), longest=1)
    first, second = worlds.soft(terms.held, 3), worlds.soft(terms.held, 3)
    assert first == second
    assert len(first) == 3
    assert all(each.texts > 40 for each in first)


# network


def test_words_always_together_are_linked_and_strangers_are_not() -> None:
    texts, _ = corpus()
    terms = term_index.terms(index_of(texts), longest=1)
    links = network.links(terms.held, len(texts), least=3)
    topics = [{Reading(OwnWords()).lemma(word) for word in topic.split()} for topic in TOPICS]
    inside = [
        any({terms.names[each.first], terms.names[each.second]} <= topic for topic in topics)
        for each in links
    ]
    assert sum(inside) / len(inside) > 0.9
    assert sum(each.in_tree for each in links) <= len(terms.names) - 1


def test_a_tree_has_no_cycle() -> None:
    texts, _ = corpus()
    terms = term_index.terms(index_of(texts), longest=1)
    tree = list(network.links(terms.held, len(texts), least=3, extra=0))
    assert all(each.in_tree for each in tree)
    root = list(range(len(terms.names)))
    for each in tree:
        one, two = network._root(root, each.first), network._root(root, each.second)
        assert one != two
        root[two] = one


def test_the_layout_fills_the_square_and_is_the_same_each_time() -> None:
    edges = tuple((at, at + 1, 1.0) for at in range(11))
    first, second = network.layout(12, edges), network.layout(12, edges)
    assert np.array_equal(first, second)
    assert first.min() >= 0
    assert first.max() <= 1
    gaps = np.linalg.norm(first[:, None] - first[None, :], axis=2) + np.eye(12)
    assert gaps.min() > 0.03


@pytest.mark.parametrize("nodes", [0, 1, 2])
def test_small_graphs_have_places_too(nodes: int) -> None:
    assert network.layout(nodes, ()).shape == (nodes, 2)
