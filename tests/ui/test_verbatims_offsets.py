"""Offsets: what Qt counts and what the study counts are the same places."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument

from engage_desktop.ui.offsets import Offsets

_TEXTS = st.text(
    alphabet=st.one_of(
        st.sampled_from("aé 😀👍🏽e\u0301\u200d\u202f\n𝒜"),
        st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\u2028\u2029"),
    ),
    max_size=40,
)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@given(_TEXTS)
def test_a_code_point_begins_where_utf_16_puts_it(text: str) -> None:
    offsets = Offsets(text)
    assert [offsets.to_units(at) for at in range(len(text) + 1)] == [
        _units(text[:at]) for at in range(len(text) + 1)
    ]


@given(_TEXTS)
def test_there_and_back_is_the_same_code_point(text: str) -> None:
    offsets = Offsets(text)
    assert all(offsets.to_points(offsets.to_units(at)) == at for at in range(len(text) + 1))


@given(_TEXTS, st.data())
def test_a_span_that_qt_selects_holds_the_text_that_it_shows(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    document = QTextDocument()
    document.setPlainText(text)
    first, last = Offsets(text).span_to_units((start, end))
    cursor = QTextCursor(document)
    cursor.setPosition(first)
    cursor.setPosition(last, QTextCursor.MoveMode.KeepAnchor)
    shown = cursor.selectedText().replace("\u2029", "\n")
    if "\u00a0" not in text:  # Qt gives plain blanks for those
        assert shown == text[start:end]
    assert Offsets(text).span_to_points((first, last)) == (start, end)


def test_a_pair_cut_in_its_middle_is_taken_whole() -> None:
    offsets = Offsets("a😀b")
    assert offsets.to_points(2) == 1
    assert offsets.span_to_points((0, 2)) == (0, 2)
    assert offsets.span_to_points((2, 4)) == (1, 3)


def test_offsets_beyond_the_text_stop_at_its_end() -> None:
    offsets = Offsets("é😀")
    assert offsets.to_units(99) == 3
    assert offsets.to_points(99) == 2
    assert offsets.to_units(-1) == 0
