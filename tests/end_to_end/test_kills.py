"""A process that is killed at any moment leaves a whole study and loses nothing that it said was kept.

A few kills each, wherever they fall; `python -m tests.benchmarks.kills` makes fifty of each and counts how many
fell in the midst of the work.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest

from tests.benchmarks import kills

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is of Unix"),
    pytest.mark.timeout(300),
]


def test_an_import_that_is_killed_is_all_there_or_not_at_all(tmp_path: Path) -> None:
    victim = kills.Importing(tmp_path, rows=4_000, chance=random.Random(5))
    _inside, wrong = kills.rounds("import", victim.once, runs=4)
    assert wrong == []


def test_every_coding_answered_before_a_kill_is_kept(tmp_path: Path) -> None:
    victim = kills.Coding(tmp_path, chance=random.Random(6))
    _inside, wrong = kills.rounds("coding", victim.once, runs=4)
    assert wrong == []


def test_a_study_killed_while_it_is_made_is_in_nobodys_way(tmp_path: Path) -> None:
    victim = kills.Making(tmp_path, chance=random.Random(7))
    _inside, wrong = kills.rounds("making", victim.once, runs=4)
    assert wrong == []
