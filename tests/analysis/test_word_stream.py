"""The stream of words: what `pieces` cuts, page after page; brought up to date as if it were made anew."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engage_desktop.analysis import term_index, word_stream
from engage_desktop.analysis.words import Reading, is_break, pieces
from engage_desktop.errors import Cancelled

LETTERS = st.sampled_from("aeéçœÀßΣςİ1²½_'’-.!?…,;:()[]«»\"“”—–\n \t\x00\u0301\u200d😍👍@#ﬁ")
TEXTS = st.lists(
    st.one_of(st.text(LETTERS, max_size=30), st.sampled_from(["le vélo vide", "@lea voir http://x.y", "__a_b_ _"])),
    max_size=12,
)  # fmt: skip


def cut(stream: word_stream.Stream, text: int) -> list[str]:
    return [stream.forms[number] for number in stream.form[stream.start[text] : stream.start[text + 1]]]


def expected(text: str) -> list[str]:
    return [is_break(piece) or piece for piece in pieces(text)]


@given(TEXTS)
def test_the_stream_is_what_pieces_cuts(texts: list[str]) -> None:
    stream = word_stream.read(texts)
    assert [cut(stream, at) for at in range(len(texts))] == [expected(text) for text in texts]
    assert len(set(stream.forms)) == len(stream.forms)


def test_forms_are_numbered_as_they_come_over_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [f"mot{at % 7} et mot{at % 5}" for at in range(40)]
    whole = word_stream.read(texts)
    monkeypatch.setattr(word_stream, "_PAGE", 3)
    paged = word_stream.read(texts)
    assert paged.forms == whole.forms
    assert np.array_equal(paged.form, whole.form)
    assert np.array_equal(paged.start, whole.start)


def test_two_forms_of_one_slot_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_stream, "_SLOTS", 1)
    texts = [" ".join(f"mot{at}" for at in range(50)), "mot3 mot49 mot0"]
    stream = word_stream.read(texts)
    assert [cut(stream, at) for at in range(2)] == [expected(text) for text in texts]


def test_reading_stops_between_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word_stream, "_PAGE", 2)
    heard: list[int] = []

    def step(done: int) -> None:
        heard.append(done)
        if done >= 4:
            raise Cancelled

    with pytest.raises(Cancelled):
        word_stream.read(["un mot"] * 100, step=step)
    assert heard == [0, 2, 4]


@settings(deadline=None)
@given(TEXTS, TEXTS, st.data())
def test_a_stream_brought_up_to_date_gives_the_index_made_anew(
    before: list[str], added: list[str], data: st.DataObject
) -> None:
    old = word_stream.read(before)
    fresh = word_stream.read(added, known=old)
    choices = [(at, text) for at, text in enumerate(before)] + [
        (-1 - at, text) for at, text in enumerate(added)
    ]
    chosen = data.draw(st.permutations(choices)) if choices else []
    chosen = list(chosen)[: data.draw(st.integers(0, len(chosen)))]
    rows = np.array([max(at, -1) for at, _ in chosen], dtype=np.int64)
    places = np.array([-1 - at if at < 0 else 0 for at, _ in chosen], dtype=np.int64)
    made = term_index.indexed(word_stream.rearranged(old, rows, fresh, places), Reading())
    anew = term_index.build([text for _, text in chosen], Reading())
    assert (made.lemmas, made.forms) == (anew.lemmas, anew.forms)
    for name in ("form", "lemma", "start", "stop"):
        assert np.array_equal(getattr(made, name), getattr(anew, name))


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.lists(st.sampled_from(["vélo", "vide", "de", "gare", "loin", ".", ","]), max_size=9), max_size=9
    )
)
def test_terms_are_those_counted_by_hand(documents: list[list[str]]) -> None:
    texts = [" ".join(words) for words in documents]
    index = term_index.build(texts, Reading())
    found = term_index.terms(index)
    seen: Counter[tuple[int, ...]] = Counter()
    for at in range(len(texts)):
        lemma = index.lemma[index.start[at] : index.start[at + 1]].tolist()
        runs = {
            tuple(lemma[begin : begin + length])
            for length in (1, 2, 3)
            for begin in range(len(lemma) - length + 1)
            if not index.stop[lemma[begin]]
            and not index.stop[lemma[begin + length - 1]]
            and min(lemma[begin : begin + length]) > 1
        }
        seen.update(runs)
    wanted = {run: n for run, n in seen.items() if n >= (2 if len(run) == 1 else 3)}
    assert dict(zip(found.runs, found.counts.tolist(), strict=True)) == wanted


def test_counting_in_slices_is_counting_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    generator = np.random.default_rng(3)
    words = [f"mot{at}" for at in range(30)]
    texts = [" ".join(generator.choice(words, 12)) for _ in range(80)]
    whole = term_index.terms(term_index.build(texts, Reading()))
    monkeypatch.setattr(term_index, "_SORTED", 50)
    sliced = term_index.terms(term_index.build(texts, Reading()))
    assert sliced.names == whole.names
    assert (sliced.held != whole.held).nnz == 0
