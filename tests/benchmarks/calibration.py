"""What calibration brings by how many scores a study has: `python -m tests.benchmarks.calibration [--draws N]`.

From each labelled set (stars stand for scores) some texts are drawn, the calibration learns from them as a study's
would, and other texts of the set that it never saw are read by the engine alone and by what was learnt. Draws are
seeded: the same texts come each time. A Markdown table goes to standard output. The texts are not ours to deliver
and lie beside the checkout; without them this says so and stops.
"""

from __future__ import annotations

import argparse
import csv
import statistics
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from engage_desktop.analysis import calibration
from engage_desktop.models.calibration import TONES, Accuracy, Labelled, Method
from engage_desktop.models.sentiment import EngineChoice, Sentiment
from engage_desktop.operations import engines
from tests.benchmarks.french import TEXTS, Signs, load

SETS = {"insurance": "insurance", "restaurant": "restaurants", "hellofresh": "meal kits"}
SIZES = (60, 200, 500)
APART = 600  # texts never learnt from, on which each draw is judged
WORDS = {Method.NONE: "nothing", Method.CUTS: "cut-points", Method.MODEL: "words"}


@dataclass(frozen=True, slots=True)
class Draw:
    """One study: what its scores taught, and how right its other texts are read without and with it."""

    method: Method
    before: Accuracy
    after: Accuracy


def main() -> int:
    """Draw, learn, print."""
    words = argparse.ArgumentParser(prog="python -m tests.benchmarks.calibration", description=__doc__)
    words.add_argument("--draws", type=int, default=10, help="studies drawn of each set and size")
    call = words.parse_args()
    csv.field_size_limit(10**7)
    if not all((TEXTS / f"{name}.csv").exists() for name in SETS):
        print("No labelled texts beside the checkout: nothing is measured.")
        return 0
    began = time.perf_counter()
    print("| set | scores | learnt | | accuracy | macro-F1 | right sign | bias |")
    print("|---|---|---|---|---|---|---|---|")
    for name, shown in SETS.items():
        texts, true = load(TEXTS / f"{name}.csv", None)
        reader = engines.reader(EngineChoice())
        readings = [reader.read(text) for text in texts]
        for size in SIZES:
            draws = [drawn(texts, true, readings, size=size, seed=seed) for seed in range(call.draws)]
            print("\n".join(rows(shown, size, draws)), flush=True)
    print(f"\n{call.draws} draws of each; least – median – most. {time.perf_counter() - began:.0f} s.")
    return 0


def drawn(texts: Sequence[str], true: Signs, readings: Sequence[Sentiment], *, size: int, seed: int) -> Draw:
    """A study of `size` scored texts; judged on `APART` others."""
    order = np.random.default_rng((seed, size)).permutation(len(texts))
    known, others = order[:size].tolist(), order[size : size + APART].tolist()
    scored = [Labelled(at, texts[at], TONES[int(true[at]) + 1], at) for at in known]
    learnt = calibration.learn(scored, [readings[at] for at in known])
    alone = [readings[at] for at in others]
    return Draw(
        learnt.method,
        calibration.measured(true[others] + 1, alone),
        calibration.measured(true[others] + 1, corrected(learnt, [texts[at] for at in others], alone)),
    )


def corrected(
    learnt: calibration.Learnt, texts: Sequence[str], alone: Sequence[Sentiment]
) -> Sequence[Sentiment]:
    """Texts read with what was learnt, as a study reads them."""
    if learnt.method is Method.NONE:
        return alone
    if learnt.model is None:
        return [calibration.recut(read, learnt.low, learnt.high) for read in alone]
    reader = calibration.WordReader(learnt.model)
    return [reader.reading(text, read) for text, read in zip(texts, alone, strict=True)]


def bias(of: Accuracy) -> float:
    """The mean tone read less the mean tone said."""
    table = np.array(of.confusion)
    sides = np.array([-1, 0, 1])
    return float((table.sum(axis=0) @ sides - table.sum(axis=1) @ sides) / table.sum())


def rows(name: str, size: int, draws: Sequence[Draw]) -> list[str]:
    """Two lines of the table, without and with; then how many draws came out worse."""
    methods = Counter(WORDS[each.method] for each in draws)
    said = ", ".join(f"{word} {n}" for word, n in methods.most_common())
    found = []
    for when, of in (("alone", [each.before for each in draws]), ("with", [each.after for each in draws])):
        cells = (
            spread([each.accuracy for each in of]),
            spread([each.macro_f1 for each in of]),
            spread([each.sign for each in of]),
            spread([bias(each) for each in of], sign="+"),
        )
        head = (name, str(size), said) if when == "alone" else ("", "", worse(draws))
        found.append("| " + " | ".join((*head, when, *cells)) + " |")
    return found


def worse(draws: Sequence[Draw]) -> str:
    """How many draws lost more than a point of macro-F1, or of accuracy."""
    f1 = sum(each.after.macro_f1 < each.before.macro_f1 - 0.01 for each in draws)
    accuracy = sum(each.after.accuracy < each.before.accuracy - 0.01 for each in draws)
    return f"worse by .01: F1 {f1}, accuracy {accuracy}"


def spread(figures: Sequence[float], *, sign: str = "") -> str:
    """Least, median, most."""
    three = (min(figures), statistics.median(figures), max(figures))
    return " – ".join(f"{each:{sign}.3f}" for each in three)


if __name__ == "__main__":
    sys.exit(main())
