"""Writes a survey export of any size, as a French survey tool would: for benchmarks and memory checks."""

from __future__ import annotations

import csv
import datetime as dt
import random
from pathlib import Path

HEADERS = (
    "Horodateur",
    "Recommanderiez-vous notre service à un proche ?",
    "Quelle est la principale raison de votre note ?",
    "Votre dernière visite vous a-t-elle donné satisfaction ?",
    "Il a été facile de traiter ma demande.",
    "Région",
    "Formule",
    "Numéro de réponse",
)
_OPENINGS = (
    "Franchement",
    "Bonjour",
    "Dans l'ensemble",
    "Depuis un an",
    "Hier encore",
    "Pour moi",
    "Ce mois-ci",
)
_SUBJECTS = (
    "la livraison", "le service client", "l'application", "la station de la gare", "le prix", "l'accueil",
    "la réponse au téléphone", "le délai", "la facture", "le site",
)  # fmt: skip
_VERDICTS = (
    "est vraiment excellent", "était très décevante", "reste correct", "m'a fait perdre du temps", "est rapide",
    "n'est pas bon du tout", "est parfait", "pourrait être mieux", "est inadmissible", "est agréable",
)  # fmt: skip
_REGIONS = ("Nord", "Sud", "Est", "Ouest", "Centre")
_PLANS = ("Annuelle", "Mensuelle", "À la course")
FURTHER = ("Ancienneté", "Tranche d'âge", "Canal d'achat", "Ville")  # attributes of the wide export
_FURTHER = (
    ("moins d'un an", "1 à 3 ans", "plus de 3 ans"),
    ("18-24", "25-34", "35-49", "50-64", "65 et plus"),
    ("Agence", "Application", "Site", "Téléphone"),
    tuple(f"Ville {number:02d}" for number in range(40)),
)


def write(path: Path, *, rows: int, seed: int = 7, wide: bool = False) -> None:
    """`rows` responses at `path`: CSV, comma, UTF-8, about 120 characters of verbatim each; 8 columns, `wide` 12."""
    chance = random.Random(seed)
    start = dt.datetime(2024, 1, 1, 8)
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow((*HEADERS, *FURTHER) if wide else HEADERS)
        for number in range(rows):
            when = start + dt.timedelta(minutes=chance.randrange(60 * 24 * 720))
            out.writerow(
                (
                    f"{when:%d/%m/%Y %H:%M:%S}",
                    chance.choice((0, 2, 4, 5, 6, 7, 7, 8, 8, 8, 9, 9, 9, 10, 10)),
                    verbatim(chance, number),
                    chance.randrange(1, 6),
                    chance.randrange(1, 8),
                    chance.choice(_REGIONS),
                    chance.choice(_PLANS),
                    f"F{number:07d}",
                    *(chance.choice(values) for values in (_FURTHER if wide else ())),
                )
            )


def verbatim(chance: random.Random, number: int) -> str:
    """A sentence of about 120 characters, all different."""
    parts = [
        f"{chance.choice(_OPENINGS)}, {chance.choice(_SUBJECTS)} {chance.choice(_VERDICTS)}",
        f"{chance.choice(_SUBJECTS)} {chance.choice(_VERDICTS)}",
        f"dossier {number}",
    ]
    return ", ".join(parts) + "."
