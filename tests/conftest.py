"""Fixtures for every room: a small study, the words in French, the user's folders in a place of their own."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from engage_desktop import wording
from engage_desktop.store.database import Study
from tests import builders

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# No test is timed: a busy machine is no failure. The same examples come each time, so that a change alone can break a
# test; `HYPOTHESIS_PROFILE=explore ./test tests/…` looks for others.
_CALM = settings(deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
settings.register_profile("house", _CALM)
settings.register_profile("explore", _CALM, derandomize=False, max_examples=500)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "house"))

SAMPLES = Path(__file__).parents[2] / "shared" / "samples"


@pytest.fixture(autouse=True)
def _own_folders(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No test reads or writes the settings of whoever runs it."""
    home = tmp_path_factory.mktemp("home")
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "HOME"):
        monkeypatch.setenv(name, str(home))


@pytest.fixture(autouse=True)
def _in_french() -> Iterator[None]:
    """Each test starts, and leaves the next, in French."""
    wording.use("fr")
    yield
    wording.use("fr")


@pytest.fixture
def study(tmp_path: Path) -> Iterator[Study]:
    """A study of six responses and five verbatims, open."""
    opened = builders.small_study(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def samples() -> Path:
    """The folder of real export files, where it lies beside the project."""
    if not SAMPLES.is_dir():
        pytest.skip("the real export files are not beside the project")
    return SAMPLES
