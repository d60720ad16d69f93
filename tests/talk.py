"""A study in which people talk: three subjects, two of them bound to the score, one that is new in September."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import numpy as np

from engage_desktop.operations import sentiment, sources, studies
from engage_desktop.store.database import Study
from tests import builders

GOOD = [
    "station proche",
    "trajet rapide",
    "abonnement pratique",
    "application simple",
    "ville agréable",
    "gain de temps",
]
BAD = [
    "caution prélevée",
    "remboursement refusé",
    "banque muette",
    "compte bloqué",
    "double caution",
    "virement perdu",
]
BIKE = ["frein usé", "selle cassée", "pneu crevé", "chaîne rouillée", "panier fendu", "guidon tordu"]
NEW = "éclairage absent le soir"
HEADERS = (*builders.HEADERS[:3], "Votre zone")
N = 240


def rows(n: int = N) -> list[tuple[str, ...]]:
    """Responses from January to September, five of the last month about something new."""
    generator = np.random.default_rng(11)
    found: list[tuple[str, ...]] = []
    for at in range(n):
        day = dt.date(2026, 1, 5) + dt.timedelta(days=round(at * 268 / n))
        kind = at % 3
        subject, score = ((GOOD, 9), (BAD, 2), (BIKE, int(generator.integers(3, 9))))[kind]
        said = ", ".join(generator.choice(subject, 3, replace=False))
        tail = NEW if at >= n - 16 and at % 2 else ("je suis ravi" if kind == 0 else "c'est nul")
        found.append(
            (
                f"{day:%d/%m/%Y} 10:{at % 60:02}:00",
                str(score),
                f"{said}, {tail} {at}",
                ("Nord", "Sud")[at % 2],
            )
        )
    return found


def babbling_study(folder: Path, n: int = 300) -> Study:
    """A study, open, whose words are drawn at random: classes can be cut, that no sample finds again."""
    generator = np.random.default_rng(3)
    every = " ".join(GOOD + BAD + BIKE).split()
    told = [
        (f"{1 + at % 28:02}/03/2026 10:00:00", "9", f"{' '.join(generator.choice(every, 5))} {at}", "Nord")
        for at in range(n)
    ]
    study = studies.create(folder / "hasard.engage", title="Hasard")
    sources.import_file(study, builders.write_csv(folder / "hasard.csv", told, HEADERS))
    return study


def talking_study(folder: Path, *, n: int = N, scored: bool = True) -> Study:
    """That study, open, its sentiment read."""
    study = studies.create(folder / "paroles.engage", title="Paroles")
    sources.import_file(study, builders.write_csv(folder / "paroles.csv", rows(n), HEADERS))
    if scored:
        sentiment.score_pending(study)
    return study
