"""How fast French is read, in one run: `python -m tests.benchmarks.reading [--texts N] [--repeats N]`.

Our engine, textblob-fr and a bare cut into words read the same texts one after the other, in one process, on
processor time; the best of each counts. « Varied » texts are the labelled ones where they lie beside the checkout and
else the written cases, each made different by its number; « survey » texts are generated, with many repeated words.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from engage_desktop.models.sentiment import EngineChoice
from engage_desktop.operations import engines
from tests.benchmarks import big_export
from tests.benchmarks.french import TEXTS, WARMING, labelled
from tests.benchmarks.table import Line, printed

CASES = Path(__file__).parents[1] / "data" / "french_cases.tsv"
_WORD = re.compile(r"\w+|[^\w\s]")


def main() -> int:
    """Measure, print the table."""
    words = argparse.ArgumentParser(prog="python -m tests.benchmarks.reading", description=__doc__)
    words.add_argument("--texts", type=int, default=20_000, help="texts of each kind")
    words.add_argument("--repeats", type=int, default=3, help="the best of so many is kept")
    call = words.parse_args()
    csv.field_size_limit(10**7)
    lines: list[Line] = []
    for name, texts in (("varied", varied(call.texts)), ("survey", survey(call.texts))):
        lines += measured(name, texts, call.repeats)
    print(printed(lines))
    return 0


def measured(name: str, texts: Sequence[str], repeats: int) -> list[Line]:
    """Texts a second of our engine, beside both others."""
    from textblob_fr import fr

    engine = engines.reader(EngineChoice())
    ways: tuple[Callable[[str], object], ...] = (
        engine.read,
        fr.sentiment,
        lambda text: [word.lower() for word in _WORD.findall(text)],
    )
    for way in ways:
        for text in texts[:WARMING]:
            way(text)
    seconds = [float("inf")] * len(ways)
    for _ in range(repeats):  # one after the other, so that a busy minute hits all
        for place, way in enumerate(ways):
            seconds[place] = min(seconds[place], _timed(way, texts))
    ours, reference, bare = (len(texts) / each for each in seconds)
    length = sum(map(len, texts)) / len(texts)
    what = f"{name}: {len(texts):,} texts of {length:.0f} characters"
    return [
        Line(what, ours, reference, "texts/s", "≥ 5 ×", "textblob-fr"),
        Line("", ours, bare, "texts/s", "", "bare words, lowered"),
    ]


def _timed(way: Callable[[str], object], texts: Sequence[str]) -> float:
    began = time.process_time()
    for text in texts:
        way(text)
    return time.process_time() - began


def varied(many: int) -> list[str]:
    """`many` texts, no two alike."""
    known = [text for path in sorted(TEXTS.glob("*.csv")) for text, _label in labelled(path, None)]
    if not known:
        lines = CASES.read_text(encoding="utf-8").splitlines()
        known = [line.split("\t")[0] for line in lines if not line.startswith("#")]
    found = list(dict.fromkeys(known))
    random.Random(3).shuffle(found)
    return [found[at % len(found)] + (f" ({at})" if at >= len(found) else "") for at in range(many)]


def survey(many: int) -> list[str]:
    """`many` generated answers."""
    chance = random.Random(7)
    return [big_export.verbatim(chance, number) for number in range(many)]


if __name__ == "__main__":
    sys.exit(main())
