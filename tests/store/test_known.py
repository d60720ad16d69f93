"""The responses of a survey by their tool's ids: what is known is known, however the ids fall."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engage_desktop.store import known
from engage_desktop.store.known import Hashes, Known, Row


@given(st.lists(st.text(max_size=3)))
def test_a_text_is_met_when_it_comes_again(texts: list[str]) -> None:
    hashes = Hashes(places=8)
    seen: set[str] = set()
    for text in texts:
        assert hashes.met(text) == (text in seen)
        seen.add(text)


def test_thousands_are_held_as_well_as_a_few() -> None:
    hashes = Hashes(places=8)
    assert not any(hashes.met(f"R_{number}") for number in range(20_000))
    assert all(hashes.met(f"R_{number}") for number in range(20_000))


@pytest.mark.parametrize("same_hash", [False, True])
def test_an_id_that_comes_twice_is_recalled_and_others_stay_new(
    monkeypatch: pytest.MonkeyPatch, *, same_hash: bool
) -> None:
    if same_hash:  # one text taken for another costs a recall, never a response
        monkeypatch.setattr(known, "hash", lambda _text: 7, raising=False)
    brought: list[Row] = []
    recalled = []

    def recall() -> Iterable[Row]:
        recalled.append(len(brought))
        return brought

    ids = Known([("avant", 1, b"a" * 16)], recall)
    for key, external in enumerate(("un", "deux", "trois"), start=2):
        assert ids.get(external) is None
        ids.put(external, key, bytes([key]) * 16)
        brought.append((external, key, bytes([key]) * 16))
    assert ids.get("avant") == (1, b"a" * 16)
    assert ids.get("deux") == (3, b"\x03" * 16)
    assert ids.get("quatre") is None
    ids.put("deux", 3, b"z" * 16)
    assert ids.get("deux") == (3, b"z" * 16)
    assert len(recalled) == 1
