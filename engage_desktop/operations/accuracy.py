"""How right the engines were when they were last measured, and which engine reads today.

The figures are written by `python -m tests.benchmarks.french --write`; no text comes with them.
"""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

from engage_desktop import paths
from engage_desktop.models.accuracy import (
    Accuracy,
    Measured,
    SetAccuracy,
    Subjectivity,
    Sureness,
    TextKind,
)
from engage_desktop.models.sentiment import Engine, EngineChoice
from engage_desktop.operations import engines


def file() -> Path:
    """Where the figures are kept."""
    return paths.resources() / "lexicons" / "accuracy.json"


def measured(kept: Path | None = None) -> Accuracy | None:
    """What was measured; None when nothing was, or when the file cannot be read."""
    try:
        return _accuracy(json.loads((kept or file()).read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def engine_now() -> Engine:
    """Our engine as it reads today with no domain, no words of a study and no calibration: as it was measured."""
    return engines.reader(EngineChoice()).engine


def _accuracy(found: dict[str, Any]) -> Accuracy:
    limit = found["limit"]
    return Accuracy(
        dt.date.fromisoformat(found["date"]),
        _engine(found["ours"]),
        _engine(found["reference"]),
        float(found["zone"]),
        None if limit is None else int(limit),
        tuple(
            SetAccuracy(
                TextKind(each["kind"]),
                int(each["texts"]),
                _measured(each["ours"]),
                _measured(each["reference"]),
            )
            for each in found["sets"]
        ),
        tuple(
            Sureness(float(each["low"]), float(each["high"]), int(each["texts"]), float(each["right"]))
            for each in found.get("sureness", ())
        ),
        _subjectivity(found.get("subjectivity")),
    )


def _subjectivity(found: dict[str, Any] | None) -> Subjectivity | None:
    if found is None:
        return None
    return Subjectivity(int(found["texts"]), float(found["ours"]), float(found["reference"]))


def _engine(found: dict[str, Any]) -> Engine:
    return Engine(str(found["name"]), str(found["version"]))


def _measured(found: dict[str, Any]) -> Measured:
    return Measured(
        float(found["sign"]),
        _maybe(found["agreement"]),
        _maybe(found["f1"]),
        float(found["bias"]),
        _maybe(found["neutral"]),
    )


def _maybe(figure: float | None) -> float | None:
    return None if figure is None else float(figure)
