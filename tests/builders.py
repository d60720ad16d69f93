"""Small studies and files for tests, built as a person would: through the operations."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from engage_desktop.models import tables
from engage_desktop.models.ids import VerbatimId
from engage_desktop.operations import sources, studies
from engage_desktop.store import verbatims
from engage_desktop.store.database import Study

HEADERS = (
    "Horodateur",
    "Recommanderiez-vous notre service à un proche ?",
    "Pourquoi cette note ?",
    "Votre zone",
)
ROWS = (
    (
        "05/01/2026 10:00:00",
        "9",
        "Le vélo est très agréable et la station est proche de chez moi.",
        "Centre-ville",
    ),
    ("06/01/2026 11:30:00", "3", "La station est vide tous les matins, je suis très déçue.", "Périphérie"),
    (
        "14/02/2026 09:15:00",
        "7",
        "Correct en semaine, mais les stations sont pleines le dimanche.",
        "Centre-ville",
    ),
    ("15/02/2026 18:45:00", "10", "Pratique 😍, je gagne un quart d'heure chaque jour.", "Centre-ville"),
    ("03/03/2026 08:05:00", "0", "Caution prélevée deux fois : c'est inadmissible.", "Périphérie"),
    ("04/03/2026 08:05:00", "8", "", "Périphérie"),
)


def write_csv(path: Path, rows: Sequence[Sequence[str]] = ROWS, headers: Sequence[str] = HEADERS) -> Path:
    """A survey export at `path`, comma-separated, UTF-8."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(headers)
        writer.writerows(rows)
    return path


def small_study(folder: Path, *, name: str = "petite.engage") -> Study:
    """A study of six responses and five verbatims, open."""
    study = studies.create(folder / name, title="Petite étude")
    sources.import_file(study, write_csv(folder / "reponses.csv"))
    return study


def ids(study: Study, expression: str = "") -> tuple[VerbatimId, ...]:
    """The verbatims that the filter selects, in the order of the file."""
    with study.read() as session:
        return tuple(
            VerbatimId(int(each)) for each in verbatims.find(session, expression, order="source").ids
        )


def state(study: Study) -> dict[str, list[tuple[object, ...]]]:
    """Every row that an act can change: two equal states are two equal studies."""
    with study.read() as session:
        found = {}
        for table in tables.JOURNALED:
            names = ", ".join(
                f'"{c.name}"' for c in table.columns if (table.name, c.name) != ("study", "revision")
            )
            found[table.name] = sorted(session.rows(f'SELECT {names} FROM "{table.name}"'), key=repr)
        return found
