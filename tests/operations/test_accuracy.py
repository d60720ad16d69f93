"""The figures of accuracy that come with the application."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from engage_desktop.models.accuracy import Subjectivity, TextKind
from engage_desktop.models.sentiment import Engine, EngineChoice
from engage_desktop.operations import accuracy, engines
from engage_desktop.wording import accuracy as words
from tests.benchmarks import french


def test_the_file_delivered_holds_the_figures_of_every_set_and_no_text() -> None:
    found = accuracy.measured()
    assert found is not None
    assert {each.kind for each in found.sets} == set(TextKind)
    assert found.ours.name == accuracy.engine_now().name
    assert found.ours.version
    for each in found.sets:
        assert each.texts > 0
        for engine in (each.ours, each.reference):
            shares = [engine.sign, engine.agreement, engine.f1, engine.neutral]
            assert all(0 <= share <= 1 for share in shares if share is not None)
            assert -2 <= engine.bias <= 2
    assert accuracy.file().stat().st_size < 10_000


def test_the_confidence_delivered_is_near_the_share_that_is_right() -> None:
    found = accuracy.measured()
    assert found is not None
    assert len(found.sureness) >= 5
    assert [each.right for each in found.sureness] == sorted(each.right for each in found.sureness)
    for each in found.sureness[1:]:  # the first bin is that of « mitigé »
        assert each.low - 0.1 <= each.right <= each.high + 0.1


def test_what_the_benchmark_writes_is_read_back_in_the_order_of_the_page(tmp_path: Path) -> None:
    true = np.array([1, -1, 0, 1], dtype=np.int64)
    texts = ("Très bon accueil.", "Service nul.", "Je suis venu mardi.", "Horrible.")
    reader = engines.reader(EngineChoice())
    told = french.measured(french.measure(reader, texts, true))
    sets = [
        {"kind": kind.value, "texts": 4, "ours": told, "reference": told}
        for kind in (TextKind.CASES, TextKind.INSURANCE)
    ]
    read_with = {"ours": reader.engine, "reference": Engine("textblob-fr", "0.2.0")}
    bins = french.sureness(
        [("pos", reader.read(texts[0])), ("neg", reader.read(texts[1])), ("neg", reader.read("Bon."))]
    )
    judging: dict[str, float | int] = {"texts": 40, "ours": 0.75, "reference": 0.6}
    french.write(tmp_path / "accuracy.json", sets, read_with, bins, judging, 1500)
    found = accuracy.measured(tmp_path / "accuracy.json")
    assert found is not None
    assert (found.ours, found.limit, found.zone) == (accuracy.engine_now(), 1500, french.ZONE)
    assert [each.kind for each in found.sets] == [TextKind.INSURANCE, TextKind.CASES]
    assert found.sets[0].ours.sign == pytest.approx(2 / 3, abs=1e-3)
    assert found.sets[0].ours.agreement == 0.75
    assert found.sets[0].ours.neutral == 1
    assert found.subjectivity == Subjectivity(40, 0.75, 0.6)
    assert any("75 fois sur 100" in sentence for sentence in words.meanings(found))
    assert sum(each.texts for each in found.sureness) == 3
    assert sum(each.texts * each.right for each in found.sureness) == pytest.approx(2, abs=1e-3)


def test_a_set_without_neutral_texts_has_no_figures_of_three_classes() -> None:
    reader = engines.reader(EngineChoice())
    told = french.measured(french.measure(reader, ("Très bon.",), np.array([1], dtype=np.int64)))
    assert (told["sign"], told["agreement"], told["f1"], told["neutral"]) == (1, None, None, None)


@pytest.mark.parametrize("kept", ["", "{", "[]", json.dumps({"date": "hier"}), json.dumps({"limit": None})])
def test_a_file_that_cannot_be_read_measures_nothing(tmp_path: Path, kept: str) -> None:
    file = tmp_path / "accuracy.json"
    assert accuracy.measured(file) is None
    file.write_text(kept, encoding="utf-8")
    assert accuracy.measured(file) is None
