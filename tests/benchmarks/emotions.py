"""How well emotions are read: sentences labelled by hand, and the side of texts that somebody rated.

    python -m tests.benchmarks.emotions [--write] [FILE.csv ...]

The sentences are ours (`tests/data/french_emotions.tsv`), written before the lexicon but by the same hand: their
figures are the upper end of what to expect. A CSV has columns « text » and « label » (neg, neu, pos): joy and trust
should be found in texts that praise, anger, sadness, fear and disgust in texts that blame. `--write` keeps the figures of
the sentences for « Précision mesurée ».
"""

from __future__ import annotations

import csv
import random
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from engage_desktop.models.emotions import EMOTIONS, Emotion, EmotionAccuracy
from engage_desktop.operations import emotions

SENTENCES = Path(__file__).parent.parent / "data" / "french_emotions.tsv"
SIDES = {
    Emotion.JOY: "pos", Emotion.TRUST: "pos", Emotion.ANGER: "neg", Emotion.SADNESS: "neg", Emotion.FEAR: "neg",
    Emotion.DISGUST: "neg",
}  # fmt: skip


def sentences() -> list[tuple[str, frozenset[Emotion]]]:
    """The labelled sentences."""
    lines = SENTENCES.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")][1:]
    return [
        (text, frozenset(Emotion(each) for each in label.split(",") if each != "-")) for text, label in rows
    ]


def measured() -> tuple[tuple[EmotionAccuracy, ...], int, int]:
    """Each emotion's counts, how many sentences are read as they are labelled, and of how many."""
    labelled: Counter[Emotion] = Counter()
    read: Counter[Emotion] = Counter()
    right: Counter[Emotion] = Counter()
    exact, rows = 0, sentences()
    for text, wanted in rows:
        got = frozenset(each.emotion for each in emotions.felt(text))
        exact += got == wanted
        labelled.update(wanted)
        read.update(got)
        right.update(wanted & got)
    return (
        tuple(EmotionAccuracy(each, labelled[each], read[each], right[each]) for each in EMOTIONS),
        exact,
        len(rows),
    )


def sides(paths: Sequence[str]) -> None:
    """Of the rated texts in which an emotion is read, how many are on its side; neutral ones left out."""
    for path in paths:
        with Path(path).open(encoding="utf-8", newline="") as file:
            rows = [row for row in csv.DictReader(file) if row["label"] in ("neg", "pos")]
        start, found, agreed, told = time.process_time(), Counter[Emotion](), Counter[Emotion](), 0
        for row in rows:
            got = [each.emotion for each in emotions.felt(row["text"])]
            told += bool(got)
            found.update(got)
            agreed.update(each for each in got if SIDES.get(each) == row["label"])
        spent = time.process_time() - start
        base = sum(row["label"] == "pos" for row in rows) / len(rows)
        print(
            f"{Path(path).name}: {len(rows)} rated texts ({base:.0%} pos), {told / len(rows):.0%} with an emotion, "
            f"{len(rows) / spent:,.0f} texts a second"
        )
        for each in EMOTIONS:
            side = SIDES.get(each)
            share = f"{agreed[each] / found[each]:.2f} {side}" if side and found[each] else "-"
            print(f"  {each.value:<10} {found[each]:>5}  {share}")


def examples(path: str, emotion: str, n: int = 12) -> None:
    """Texts in which an emotion is read on the other side, to look at; nothing of them is kept."""
    with Path(path).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    random.Random(1).shuffle(rows)
    for row in rows:
        for each in emotions.felt(row["text"]):
            if (
                each.emotion.value == emotion
                and row["label"] in ("neg", "pos")
                and row["label"] != SIDES[each.emotion]
            ):
                print(f"- {each.words}: {row['text'][:160]!r}")
                n -= 1
        if n <= 0:
            return


def main(asked: Sequence[str]) -> None:
    """Print the figures."""
    if asked and asked[0] == "examples":
        examples(asked[1], asked[2])
        return
    each, exact, n = measured()
    print(f"{n} sentences, {exact} read as labelled ({exact / n:.1%})")
    for one in each:
        print(
            f"  {one.emotion.value:<10} labelled {one.labelled:>3}, precision {one.precision or 0:.2f}, recall {one.recall or 0:.2f}"
        )
    if "--write" in asked:
        print(f"written: {emotions.write_accuracy(each, exact, n)}")
    sides([path for path in asked if not path.startswith("--")])


if __name__ == "__main__":
    main(sys.argv[1:])
