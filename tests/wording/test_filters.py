"""The sheet of the FILTER language says nothing that the language refuses."""

from __future__ import annotations

import pytest

from engage_desktop import wording
from engage_desktop.models.filters import Key, parse
from engage_desktop.wording.filters import filter_help


@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_key_has_an_example_that_is_understood(language: wording.Language) -> None:
    wording.use(language)
    try:
        shown = [term for example, _meaning in filter_help() for term in parse(example).terms]
    finally:
        wording.use("fr")
    assert {term.key for term in shown} == set(Key)
    assert [term.text for term in shown if term.key is Key.WORDS and ":" in term.text] == []
