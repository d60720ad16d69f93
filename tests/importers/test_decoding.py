"""Which machine wrote the bytes of a text, where they do not say it."""

from __future__ import annotations

import pytest

from engage_desktop.importers.decoding import eight_bit_encoding


@pytest.mark.parametrize("text", ["le mot bÉton", "attends… encore…", "« ok »", "10 – 12 €"])
def test_a_few_marks_are_no_proof_of_another_machine(text: str) -> None:
    assert eight_bit_encoding(text.encode("cp1252")) == "cp1252"
