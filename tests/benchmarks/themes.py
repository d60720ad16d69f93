"""How well themes and weak signals do: planted terms found, false alarms, stability of worlds, speed.

    python -m tests.benchmarks.themes planted|stability|speed [FILE.csv ...]

A CSV has its texts in the column « text »; without one, texts are made up. Nothing is written.
"""

from __future__ import annotations

import csv
import random
import re
import sys
import time
from pathlib import Path

import numpy as np

from engage_desktop.analysis import copies, keyness, signals, term_index, worlds
from engage_desktop.analysis.words import Reading
from engage_desktop.models.themes import FALSE_DISCOVERIES

THEMES = (
    ("éclairage", "Par contre l'éclairage est tombé en panne."),
    ("caution", "En plus la caution a été prélevée deux fois."),
    ("punaise", "Et puis il y avait une punaise."),
    ("grève", "Tout cela à cause de la grève."),
    ("parrainage", "Le parrainage ne marche pas."),
)
RECENT, PAST, DRAWS = 500, 1000, 12


def made_up(n: int, seed: int = 1) -> list[str]:
    """Texts of thirty words drawn from a vocabulary whose words are as unequal as those of a language."""
    generator = np.random.default_rng(seed)
    letters = ["ba", "co", "du", "fi", "ga", "lo", "mi", "na", "pe", "ru", "sa", "to", "vi"]
    words = np.array(sorted({"".join(generator.choice(letters, 4)) for _ in range(6000)}))
    weight = 1 / np.arange(2, len(words) + 2)
    return [" ".join(generator.choice(words, 30, p=weight / weight.sum())) for _ in range(n)]


def texts_of(paths: list[str]) -> list[str]:
    """The texts of the files, or some that are made up."""
    if not paths:
        return made_up(2500)
    found: list[str] = []
    for path in paths:
        with Path(path).open(encoding="utf-8", newline="") as file:
            found += [row["text"] for row in csv.DictReader(file) if row["text"].strip()]
    return found


def planted(texts: list[str]) -> None:
    """Rank of a term planted in k of 500 recent texts against 1000 past ones; false alarms on random splits."""
    kept = [text for text in texts if not any(word in text.lower() for word, _ in THEMES)]
    sentences = [sentence for _, sentence in THEMES for _ in range(3)]
    terms = term_index.terms(term_index.build([*kept, *sentences], Reading()))
    own = [terms.held[len(kept) + 3 * at].toarray().ravel() for at in range(len(THEMES))]
    print(f"{len(kept)} texts, {len(terms.names)} terms, {len(THEMES)} themes x {DRAWS} draws")
    print("k   G2 top-20  EBGM05 top-20  confirmed  confirmed or to watch")
    for k in (3, 5, 8, 12):
        scores = [
            _one(terms, own[at], len(kept), k, seed, word)
            for at, (word, _) in enumerate(THEMES)
            for seed in range(DRAWS)
        ]
        print(f"{k:<3} " + "".join(f"{share:>10.2f}   " for share in np.mean(scores, axis=0)))
    alarms = [_one(terms, own[0], len(kept), 0, seed, "", count=True) for seed in range(30)]
    print(
        "false alarms on 30 random splits: confirmed {:.2f}, to watch {:.2f}".format(
            *tuple(np.mean(alarms, axis=0))
        )
    )


def _one(
    terms: term_index.Terms, row: np.ndarray, n: int, k: int, seed: int, word: str, *, count: bool = False
) -> tuple[float, ...]:
    generator = np.random.default_rng(seed)
    rows = generator.permutation(n)[: RECENT + PAST]
    masks = [np.zeros(terms.held.shape[0], dtype=np.bool_) for _ in range(2)]
    masks[0][rows[:RECENT]] = masks[1][rows[RECENT:]] = True
    a, b = (term_index.counted(terms.held, mask) for mask in masks)
    if k:
        inside = np.asarray(terms.held[rows[:k]].sum(axis=0)).ravel()
        a = a + (row * (k - inside)).round().astype(np.int64)
    tested = np.flatnonzero(a + b >= signals.LEAST)
    rise = signals.rises(a[tested], RECENT, b[tested], PAST, a[tested])
    statistic = keyness.g2(a[tested], RECENT, b[tested], PAST)
    runs = tuple(terms.runs[at] for at in tested)
    if count:
        kept = [
            keyness.without_nested(np.flatnonzero(mask), runs, a[tested], most=99)
            for mask in (rise.confirmed, rise.watch)
        ]
        return tuple(float(len(each)) for each in kept)
    lists = [
        keyness.without_nested(np.argsort(-strength, kind="stable")[:200], runs, a[tested], most=20)
        for strength in (statistic, np.where(a[tested] >= signals.LEAST, rise.lower, 0))
    ]
    lists += [np.flatnonzero(rise.confirmed).tolist(), np.flatnonzero(rise.confirmed | rise.watch).tolist()]
    return tuple(float(any(word in terms.names[tested[at]] for at in each)) for each in lists)


def stability(texts: list[str]) -> None:
    """Adjusted Rand index of samples of 80 % by number of worlds, and the number kept, over ten seeds."""
    index = term_index.build(texts, Reading())
    rows = np.arange(len(texts))
    start = time.process_time()
    found = [worlds.find(index, rows, 0, seed=seed) for seed in range(10)]
    spent = (time.process_time() - start) / len(found)
    shares = list(zip(*(each.stabilities for each in found), strict=False))
    print(f"{len(texts)} texts, {len(found[0].words)} words, {spent:.1f} s of processor")
    for number, each in enumerate(shares, start=2):
        print(f"{number} worlds: ARI {np.mean(each):.3f} (sd {np.std(each):.3f})")
    kept = sorted(each.number for each in found)
    told = ", ".join(f"{number} worlds: {kept.count(number)}" for number in sorted(set(kept)))
    print(f"kept over ten seeds: {told} (0: none is stable)")


def speed(texts: list[str], n: int = 200_000) -> None:
    """Seconds of processor that each stage takes on `n` texts made of the sentences of `texts`, many of them alike."""
    sentences = [each for text in texts for each in re.split(r"(?<=[.!?\n])\s+", text) if each.strip()]
    generator = random.Random(1)
    many = [" ".join(generator.choices(sentences, k=generator.choice((1, 2, 2, 3, 4)))) for _ in range(n)]
    start = time.process_time()

    def told(stage: str) -> None:
        nonlocal start
        now = time.process_time()
        print(f"{stage:<28} {now - start:7.1f} s")
        start = time.process_time()

    index = term_index.build(many, Reading())
    told(f"index of {n} texts")
    terms = term_index.terms(index)
    told(f"{len(terms.names)} terms")
    copied = copies.groups(index, lambda places: [many[at] for at in places])
    told(f"{int((copied != np.arange(n)).sum())} copies")
    half = np.arange(n) % 2 == 0
    a, b = term_index.counted(terms.held, half), term_index.counted(terms.held, ~half)
    keyness.discoveries(keyness.chi2_p(keyness.g2(a, n // 2, b, n - n // 2)), rate=FALSE_DISCOVERIES)
    told("contrast")
    signals.rises(a, n // 2, b, n - n // 2, a)
    told("rising terms")
    worlds.find(index, np.arange(n), 0)
    told("worlds, their number by stability")


if __name__ == "__main__":
    {"planted": planted, "stability": stability, "speed": speed}[sys.argv[1]](texts_of(sys.argv[2:]))
