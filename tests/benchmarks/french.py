"""Our reading of French beside textblob-fr's, on labelled texts: `python -m tests.benchmarks.french [--limit N]`.

The texts are not ours to deliver and lie beside the checkout (`../shared/verbatims`); without them this says so
and stops. A polarity within ±0.15 is neutral for the three-class figures; for the two-class ones the sign alone
counts, and 0 is an error. Speeds are of one process, on processor time, warmed by a first reading of 200 texts.
"""

from __future__ import annotations

import argparse
import csv
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.stats import rankdata

from engage_desktop.analysis.sentiment import Reader
from engage_desktop.models.sentiment import EngineChoice, EngineKind
from engage_desktop.operations import engines

TEXTS = Path(__file__).parents[3] / "shared" / "verbatims"
CLASSES = {"neg": -1, "neu": 0, "pos": 1}
ZONE = 0.15
WARMING = 200
Signs = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Figures:
    """What is said of one engine on one set; `bias` is mean predicted class less mean true class."""

    accuracy: float
    f1: float
    accuracy_two: float
    f1_two: float
    auc: float
    cover: float
    bias: float
    speed: float

    def row(self, name: str, engine: str) -> str:
        """The figures on a line."""
        seven = (
            self.accuracy, self.f1, self.accuracy_two, self.f1_two, self.auc, self.cover, self.bias,
        )  # fmt: skip
        return f"{name:18s}{engine:13s}" + "".join(f"{each:8.3f}" for each in seven) + f"{self.speed:8.0f}"


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
        speed=speed,
    )


def load(path: Path, limit: int | None) -> tuple[list[str], Signs]:
    """The texts of a set and their classes; other labels are left out."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["label"] in CLASSES and row["text"].strip()]
    rows = rows[:limit]
    return [row["text"] for row in rows], np.array([CLASSES[row["label"]] for row in rows], dtype=np.int64)


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--limit", type=int, default=None, help="texts of each set")
    limit = parser.parse_args().limit
    csv.field_size_limit(10**7)
    sets = sorted(TEXTS.glob("*.csv"))
    if not sets:
        print("No labelled texts beside the checkout: nothing is measured.")
        return 0
    columns = ("acc", "mF1", "acc2", "mF1_2", "AUC", "cover", "bias", "txt/s")
    print(f"{'set':18s}{'engine':13s}" + "".join(f"{column:>8s}" for column in columns))
    for path in sets:
        texts, true = load(path, limit)
        for kind in (EngineKind.LEXICON, EngineKind.REFERENCE):
            reader = engines.reader(EngineChoice(kind))
            print(measure(reader, texts, true).row(path.stem, reader.engine.name), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
