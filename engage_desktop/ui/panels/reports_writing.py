"""What the exports of a report do away from the window's thread."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from engage_desktop.models.deck import SlidePlan
from engage_desktop.models.reports import ItemMaterial
from engage_desktop.progress import Progress
from engage_desktop.wording import figures
from engage_desktop.wording import reports as words
from engage_desktop.wording.emotions import emotion_name
from engage_desktop.wording.report_names import default_title
from engage_desktop.wording.sheets import heads, said_how

if TYPE_CHECKING:
    from engage_desktop.store.database import Study

Work = Callable[["Study", Progress], None]


class LastFiles:
    """Where each study was written last, by kind, so that it is written again in its place."""

    def __init__(self) -> None:
        self._known: dict[tuple[Path, str], Path] = {}

    def note(self, study: Path, kind: str, to: Path) -> None:
        """Keep `to` as the last file of that kind."""
        self._known.pop((study, kind), None)  # the last one written is the last one kept
        self._known[study, kind] = to

    def of(self, study: Path, kind: str) -> Path | None:
        """The last file of that kind, as long as its folder is there."""
        last = self._known.get((study, kind))
        return last if last is not None and last.parent.is_dir() else None

    def folder(self, study: Path) -> Path:
        """The folder of the last export, else the study's own."""
        written = [to for (path, _kind), to in self._known.items() if path == study]
        return written[-1].parent if written and written[-1].parent.is_dir() else study.parent


def files(kind: str, to: Path) -> Work:
    """The deck (pptx), its figures (xlsx) or the verbatims (csv) at `to`."""
    name = default_title()

    def write(study: Study, progress: Progress) -> None:
        from engage_desktop.operations import reports, sheets

        with study.read() as session:
            if kind == "pptx":
                reports.export_deck(session, to, plan=words.deck, title=name, progress=progress)
            elif kind == "xlsx":
                tables = words.tables
                reports.export_tables(
                    session, to, plan=words.deck, title=name, tables=tables, progress=progress
                )
            else:
                sheet = sheets.verbatim_sheet(
                    session, "", heads=heads(), feeling=figures.part_name, emotion=emotion_name, kind=said_how
                )
                sheets.write(sheet, to, progress=progress)

    return write


def picture(found: ItemMaterial, plan: SlidePlan, to: Path) -> Work | None:
    """The chart of a slide at `to`; None where it has none."""
    labels, of_themes = words.picture_labels(found, plan), words.theme_picture_labels(found, plan)
    if labels is None and of_themes is None:
        return None

    def draw(_study: Study, _progress: Progress) -> None:
        from engage_desktop.operations import reports

        if of_themes is not None:
            reports.export_theme(found, to, labels=of_themes)
        elif labels is not None:
            reports.export_figure(found, to, labels=labels)

    return draw
