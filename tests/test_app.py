"""Drawing a screen without a display, and starting fast."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from engage_desktop.operations import studies

HEAVY = (
    "pandas",
    "matplotlib",
    "scipy",
    "alembic",
    "pptx",
    "docx",
    "xlsxwriter",
    "openpyxl",
    "python_calamine",
    "textblob",
)


def run(code: str, tmp_path: Path) -> subprocess.CompletedProcess[str]:
    """Run `code` in a process of its own, its settings and logs kept under `tmp_path`."""
    home = {
        name: str(tmp_path / "home")
        for name in ("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
    }
    return subprocess.run(
        [sys.executable, "-W", "error", "-c", code],
        capture_output=True,
        text=True,
        check=False,
        timeout=100,
        cwd=Path(__file__).parent.parent,
        env={**os.environ, **home, "QT_QPA_PLATFORM": "offscreen"},
    )


def test_the_window_is_painted_before_any_heavy_library_is_imported(tmp_path: Path) -> None:
    code = f"""
import sys
from pathlib import Path
from engage_desktop.app import render
render(None, screen="accueil", to=Path({str(tmp_path / "a.png")!r}), size=(1100, 700), theme="light", language="fr")
print(sorted(name for name in {HEAVY!r} if name in sys.modules))
"""
    done = run(code, tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "[]\n", "")


@pytest.mark.parametrize("screen", ["accueil", "themes", "parcours", "communaute"])
def test_a_screen_of_a_study_is_drawn_at_the_size_asked_for(tmp_path: Path, screen: str) -> None:
    study = tmp_path / "velos.engage"
    studies.create(study, title="Vélos").close()
    before = study.read_bytes()
    picture = tmp_path / "out.png"
    code = f"""
from pathlib import Path
from engage_desktop.app import render
render(Path({str(study)!r}), screen={screen!r}, to=Path({str(picture)!r}), size=(1200, 700), theme="dark", language="en")
"""
    done = run(code, tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    header = picture.read_bytes()[:24]
    assert (int.from_bytes(header[16:20]), int.from_bytes(header[20:24])) == (1200, 700)
    assert study.read_bytes() == before


def test_an_unknown_screen_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    code = f"""
from pathlib import Path
from engage_desktop.app import render
from engage_desktop.errors import EngageError
try:
    render(None, screen="cuisine", to=Path({str(tmp_path / "a.png")!r}), size=(900, 600), theme="light", language="fr")
except EngageError as error:
    print(error.reason.value)
"""
    done = run(code, tmp_path)
    assert done.stdout == "screen_unknown\n"
    assert not (tmp_path / "a.png").exists()
