"""Any table of answers: no tool is recognised, roles follow from the wording and the values."""

from __future__ import annotations

from engage_desktop.importers.profile import Profile

_SPREAD = ("brackets", "slashes", "text")

CSV = Profile(
    id="csv",
    name="Tableau (CSV, TSV)",
    how="texte à colonnes constantes, une réponse par ligne",
    spread=_SPREAD,
)
CODED = Profile(
    id="coded",
    name="Tableau à codes et intitulés",
    how="deux lignes d'en-tête : un code par colonne, puis l'intitulé de chaque question",
    header_rows=2,
    fill="second",
    spread=_SPREAD,
)
WORKBOOK = Profile(
    id="xlsx",
    name="Classeur (XLSX, XLS, ODS)",
    how="feuille de classeur, une réponse par ligne",
    spread=_SPREAD,
)
