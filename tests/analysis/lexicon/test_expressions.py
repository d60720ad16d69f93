"""The remembered ways through a tree of expressions, and the remembered pieces of texts, change nothing found."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from engage_desktop.analysis.lexicon import expressions, tokens
from engage_desktop.models.lexicon import Entry

SAID = (
    "a b",
    "a b c d",
    "a ~ c",
    "b c*",
    "b c",
    "aller b",
    "a aller c",
    "ca b",
    "c* a b",
    "d a b",
    "d a ~ b c",
)
TREE = expressions.planted([Entry(words, 1.0) for words in SAID])
PATHS = expressions.Paths(TREE)
WORDS = st.sampled_from((("a",), ("b",), ("c",), ("ca",), ("va", "aller"), ("b", "a"), ("d",), ()))
PIECES = st.sampled_from(
    ("4", "/", "5", "4/5", "3 ", " étoiles", "étoile", "10", "\n", "\xa0", " ", "  ", "bon", "l’", ":)", "!", "…", "&amp;", "&", "http://a",
     "#Ici", "-", "/s", "😍", "\u200d", "."),
)  # fmt: skip


@given(st.lists(WORDS, max_size=9))
def test_the_paths_find_the_longest_expression_of_the_tree(words: list[expressions.Keys]) -> None:
    keys = [*words, ()]
    for at, word in enumerate(words):
        first = PATHS.start(word)
        nodes = first.nodes if first else ()
        found = PATHS.longest(first, keys, at + 1) if first else None
        assert found == expressions.longest(nodes, keys, at + 1)
        assert (found is None) or found == expressions.longest((TREE,), keys, at)


@given(st.lists(PIECES, max_size=9))
def test_a_text_cut_by_its_spaces_has_the_tokens_of_the_whole(parts: list[str]) -> None:
    text = "".join(parts)
    pieces = tokens.pieces(text)
    if pieces is not None:
        alone = itertools.chain.from_iterable(map(tokens.TOKEN.findall, pieces))
        assert list(alone) == tokens.cut(text).tokens
