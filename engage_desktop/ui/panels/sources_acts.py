"""What the list and the import both do: take an import back, write the list of refused rows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget

from engage_desktop.models.ids import SourceId
from engage_desktop.models.sources import RowProblem
from engage_desktop.operations import sources
from engage_desktop.operations.refusals import export_refusals
from engage_desktop.ui.context import Context
from engage_desktop.ui.labels_problems import problem_header, problem_line
from engage_desktop.wording import tr


def undo_import(
    context: Context, source: SourceId, file: str, *, done: Callable[[None], None] | None = None
) -> None:
    """Take an import back, said in a toast whose « Annuler » brings it back."""
    context.write(
        lambda study, _progress: sources.undo_import(study, source),
        done=done,
        said=tr("Import de « {name} » retiré", name=file),
        label=tr("Retrait de l'import de {name}", name=file),
    )


def ask_export(parent: QWidget, context: Context, problems: tuple[RowProblem, ...], *, stem: str) -> None:
    """Ask where, then write the list of refused rows there."""
    name = tr("{stem}-lignes-refusees.csv", stem=stem)
    chosen, _filter = QFileDialog.getSaveFileName(
        parent, tr("Exporter les lignes refusées"), name, tr("Tableau CSV (*.csv)")
    )
    if chosen:
        export_problems(context, Path(chosen), problems)


def export_problems(context: Context, target: Path, problems: tuple[RowProblem, ...]) -> None:
    """Write the list of refused rows at `target`."""
    header = problem_header()
    lines = tuple(problem_line(problem) for problem in problems)
    context.write(
        lambda _study, _progress: export_refusals(target, lines, header=header),
        done=lambda path: context.toast(tr("Liste écrite dans « {name} »", name=path.name)),
    )
