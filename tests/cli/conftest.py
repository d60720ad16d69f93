"""A call of the command line made in this process, and its two outputs."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from engage_desktop.__main__ import main
from tests import builders


@dataclass(frozen=True, slots=True)
class Answer:
    """What a call gave back."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one document on standard output."""
        return json.loads(self.out)


Run = Callable[..., Answer]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Make a call; `stdin` is what its standard input holds."""

    def call(*words: str | Path, stdin: str = "") -> Answer:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8"))
        capsys.readouterr()
        status = main([str(word) for word in words])
        said = capsys.readouterr()
        return Answer(status, said.out, said.err)

    return call


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A closed study of six responses and five verbatims."""
    study = builders.small_study(tmp_path)
    study.close()
    return study.path
