"""Our reading of French beside textblob-fr's, on labelled texts: `python -m tests.benchmarks.french [--limit N] [--write]`.

`--write` keeps the figures, and no text, in the file that « À propos › Précision mesurée » shows.

The texts are not ours to deliver and lie beside the checkout (`../shared/verbatims`); without them this says so
and stops. A polarity within ±0.15 is neutral for the three-class figures; for the two-class ones the sign alone
counts, and 0 is an error. Speeds are of one process, on processor time, warmed by a first reading of 200 texts.
"""

from __future__ import annotations

import argparse
import csv
import datetime as dt
import itertools
import json
import math
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from scipy.stats import rankdata

from engage_desktop.analysis.sentiment import Reader
from engage_desktop.models.accuracy import TextKind
from engage_desktop.models.sentiment import Engine, EngineChoice, EngineKind, Label, Sentiment
from engage_desktop.operations import accuracy, engines

TEXTS = Path(__file__).parents[3] / "shared" / "verbatims"
CLASSES = {"neg": -1, "neu": 0, "pos": 1}
ZONE = 0.15
WARMING = 200
BINS = (0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)  # of confidence
KINDS = {
    "insurance": TextKind.INSURANCE,
    "restaurant": TextKind.RESTAURANTS,
    "hellofresh": TextKind.MEALS,
    "tweets_politique": TextKind.TWEETS,
    "cas_limites": TextKind.CASES,
}  # in the order in which they are shown
Signs = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Figures:
    """What is said of one engine on one set; `bias` is mean predicted class less mean true class.

    `accuracy` and `f1` are of two classes, and `neutral` (the share of neutral texts told so) NaN, where none is neutral.
    """

    accuracy: float
    f1: float
    accuracy_two: float
    f1_two: float
    auc: float
    cover: float
    bias: float
    neutral: float
    speed: float

    def row(self, name: str, engine: str) -> str:
        """The figures on a line."""
        figures = (
            self.accuracy, self.f1, self.accuracy_two, self.f1_two, self.auc, self.cover, self.bias, self.neutral,
        )  # fmt: skip
        return f"{name:18s}{engine:13s}" + "".join(f"{each:8.3f}" for each in figures) + f"{self.speed:8.0f}"


def f1(true: Signs, told: Signs, classes: Sequence[int]) -> float:
    """The mean of the F1 of each class."""
    found = []
    for each in classes:
        right = int(np.count_nonzero((true == each) & (told == each)))
        said, there = int(np.count_nonzero(told == each)), int(np.count_nonzero(true == each))
        found.append(2 * right / (said + there) if said + there else 0.0)
    return sum(found) / len(found)


def auc(true: Signs, polarity: npt.NDArray[np.float64]) -> float:
    """The chance that a positive text is placed above a negative one (Mann and Whitney)."""
    chosen = true != 0
    ranks, positive = rankdata(polarity[chosen]), true[chosen] == 1
    many, few = int(positive.sum()), int((~positive).sum())
    if not many or not few:
        return float("nan")
    return float((ranks[positive].sum() - many * (many + 1) / 2) / (many * few))


def measure(reader: Reader, texts: Sequence[str], true: Signs) -> Figures:
    """Read every text and compare."""
    for text in texts[:WARMING]:
        reader.read(text)
    began = time.process_time()
    polarity = np.array([reader.read(text).polarity for text in texts])
    speed = len(texts) / (time.process_time() - began)
    three = np.where(np.abs(polarity) <= ZONE, 0, np.sign(polarity)).astype(np.int64)
    sign = np.sign(polarity).astype(np.int64)
    sided = true != 0
    graded = bool((true == 0).any())
    told, classes = (three, (-1, 0, 1)) if graded else (sign, (-1, 1))
    kept = true if graded else true[sided]
    said = told if graded else told[sided]
    return Figures(
        accuracy=float(np.mean(said == kept)),
        f1=f1(kept, said, classes),
        accuracy_two=float(np.mean(sign[sided] == true[sided])),
        f1_two=f1(true[sided], sign[sided], (-1, 1)),
        auc=auc(true, polarity),
        cover=float(np.mean(polarity != 0)),
        bias=float(told.mean() - true.mean()),
        neutral=float(np.mean(three[true == 0] == 0)) if graded else math.nan,
        speed=speed,
    )


def labelled(path: Path, limit: int | None) -> list[tuple[str, str]]:
    """The texts of a set, each with its label."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [(row["text"], row["label"]) for row in csv.DictReader(file) if row["text"].strip()]
    return rows[:limit]


def load(path: Path, limit: int | None) -> tuple[list[str], Signs]:
    """The texts of a set and their classes; other labels are left out."""
    rows = [(text, label) for text, label in labelled(path, None) if label in CLASSES][:limit]
    return [text for text, _label in rows], np.array(
        [CLASSES[label] for _text, label in rows], dtype=np.int64
    )


def measured(figures: Figures) -> dict[str, float | None]:
    """The figures of one engine as they are kept: none of three classes where no text is neutral."""
    graded = not math.isnan(figures.neutral)
    kept = {
        "sign": figures.accuracy_two,
        "agreement": figures.accuracy if graded else None,
        "f1": figures.f1 if graded else None,
        "bias": figures.bias,
        "neutral": figures.neutral if graded else None,
    }
    return {name: None if figure is None else round(figure, 4) for name, figure in kept.items()}


def sureness(felt: Sequence[tuple[str, Sentiment]]) -> list[dict[str, float | int]]:
    """The share of right labels by announced confidence; « mitigé » is right on a mixed or a neutral text."""
    told = [(read.confidence, _right(label, read.label)) for label, read in felt if read.confidence]
    found: list[dict[str, float | int]] = []
    for low, high in itertools.pairwise(BINS):
        right = [each for confidence, each in told if low <= confidence < high]
        if right:
            found.append(
                {"low": low, "high": high, "texts": len(right), "right": round(sum(right) / len(right), 4)}
            )
    return found


def subjectivity(readers: dict[str, Reader], limit: int | None) -> dict[str, float | int] | None:
    """The chance that a tweet of opinion is put above a factual one, by engine; None without the tweets."""
    path = TEXTS / "tweets_politique.csv"
    if not path.is_file():
        return None
    with path.open(encoding="utf-8", newline="") as file:
        rows = [
            row
            for row in csv.DictReader(file)
            if row["raw"] in ("objective", "positive", "negative", "mixed")
        ]
    rows = rows[:limit]
    judging = np.array([-1 if row["raw"] == "objective" else 1 for row in rows], dtype=np.int64)
    told = {
        name: auc(judging, np.array([reader.read(row["text"]).subjectivity or 0.0 for row in rows]))
        for name, reader in readers.items()
    }
    return {"texts": len(rows), **{name: round(figure, 4) for name, figure in told.items()}}


def _right(label: str, read: Label) -> bool:
    middle = (Label.NEUTRAL, Label.MIXED)
    return {"neg": read is Label.NEGATIVE, "pos": read is Label.POSITIVE}.get(label, read in middle)


def write(
    path: Path,
    sets: Sequence[dict[str, Any]],
    engine: dict[str, Engine],
    bins: Sequence[dict[str, float | int]],
    judging: dict[str, float | int] | None,
    limit: int | None,
) -> None:
    """Keep the figures of these sets, in the order of `KINDS`."""
    places = [kind.value for kind in KINDS.values()]
    said: dict[str, Any] = {
        "date": dt.datetime.now(dt.UTC).date().isoformat(),
        **{name: {"name": each.name, "version": each.version} for name, each in engine.items()},
        "zone": ZONE,
        "limit": limit,
        "sureness": list(bins),
        "subjectivity": judging,
        "sets": sorted(sets, key=lambda each: places.index(each["kind"])),
    }
    path.write_text(json.dumps(said, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def main() -> int:
    """Print the table, and keep it when asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--limit", type=int, default=None, help="texts of each set")
    parser.add_argument("--write", action="store_true", help="keep the figures for « Précision mesurée »")
    asked = parser.parse_args()
    csv.field_size_limit(10**7)
    files = sorted(TEXTS.glob("*.csv"))
    if not files:
        print("No labelled texts beside the checkout: nothing is measured.")
        return 0
    columns = ("acc", "mF1", "acc2", "mF1_2", "AUC", "cover", "bias", "neutr", "txt/s")
    print(f"{'set':18s}{'engine':13s}" + "".join(f"{column:>8s}" for column in columns))
    readers = {
        "ours": engines.reader(EngineChoice(EngineKind.LEXICON)),
        "reference": engines.reader(EngineChoice(EngineKind.REFERENCE)),
    }
    sets: list[dict[str, Any]] = []
    felt: list[tuple[str, Sentiment]] = []
    for path in files:
        texts, true = load(path, asked.limit)
        found: dict[str, Any] = {}
        for name, reader in readers.items():
            figures = measure(reader, texts, true)
            found[name] = measured(figures)
            print(figures.row(path.stem, reader.engine.name), flush=True)
        if path.stem != "cas_limites":
            felt += [(label, readers["ours"].read(text)) for text, label in labelled(path, asked.limit)]
        if path.stem in KINDS:
            sets.append({"kind": KINDS[path.stem].value, "texts": len(texts), **found})
    bins = sureness(felt)
    print("confidence, texts, share right:")
    for each in bins:
        print(f"  {each['low']:.2f}-{each['high']:.2f} {each['texts']:6d} {each['right']:.3f}")
    judging = subjectivity(readers, asked.limit)
    if judging is not None:
        print(
            f"subjectivity, {judging['texts']} tweets, AUC: {judging['ours']:.3f}, {judging['reference']:.3f}"
        )
    if asked.write:
        named = {name: reader.engine for name, reader in readers.items()}
        write(accuracy.file(), sets, named, bins, judging, asked.limit)
    return 0


if __name__ == "__main__":
    sys.exit(main())
