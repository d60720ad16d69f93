"""What the file wrote beyond the values that the study shows, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from engage_desktop.models.metrics import SeriesCell
from engage_desktop.models.verbatims import Score, Verbatim
from engage_desktop.models.written import in_words
from engage_desktop.ui.labels_verbatims import origin_words
from engage_desktop.wording import tn, tr
from engage_desktop.wording.figures import Line
from engage_desktop.wording.sheets import counter_name
from engage_desktop.wording.typography import quoted

_ROWS_SHOWN = 6


def written_words(verbatim: Verbatim) -> str:
    """« Dans le fichier : NPS « 10 - Extrêmement probable », date « 3 févr. 2025 » », or "" when nothing says more."""
    told = [(_score_name(score), score.written) for score in verbatim.scores if score.written]
    told += [(_name(what), cell) for what, cell in verbatim.written]
    if not told:
        return ""
    said = ", ".join(f"{name} {quoted(in_words(cell))}" for name, cell in told)
    return tr("Dans le fichier : {said}", said=said)


def score_place(score: Score) -> str:
    """« reponses.csv, ligne 142, colonne « Recommanderiez-vous… » : « 10 - Extrêmement probable » »."""
    if score.origin is None:
        return ""
    cell = quoted(in_words(score.written) or str(score.value))
    return tr("{place} : {cell}", place=origin_words(score.origin), cell=cell)


def cells_line(cells: Sequence[SeriesCell]) -> Line:
    """« Dans le fichier »: the first rows behind an imported figure, one a line, and how many others there are."""
    rows: dict[str, list[str]] = {}
    for cell in cells:
        said = rows.setdefault(origin_words(replace(cell.origin, column="")), [])
        if cell.written:
            said.append(f"{cell.origin.column} {quoted(in_words(cell.written))}")
    lines = [
        tr("{place} : {cell}", place=where, cell=", ".join(dict.fromkeys(said))) if said else where
        for where, said in list(rows.items())[:_ROWS_SHOWN]
    ]
    if len(rows) > _ROWS_SHOWN:
        lines.append(tn("et {n} autre ligne", "et {n} autres lignes", len(rows) - _ROWS_SHOWN))
    return Line(tr("Dans le fichier"), "\n".join(lines))


def _score_name(score: Score) -> str:
    return score.kind.upper() if score.kind in ("nps", "csat", "ces") else score.code


def _name(what: str) -> str:
    return {"text": tr("texte"), "date": tr("date")}.get(what) or counter_name(what)
