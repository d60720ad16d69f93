"""Restaurer une sauvegarde: the copies kept of a study, each with what it holds; one is restored to a new file."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from engage_desktop.errors import EngageError
from engage_desktop.models.study import StudyCounts
from engage_desktop.progress import Progress
from engage_desktop.ui.context import Context
from engage_desktop.ui.dialogs.sheet import Sheet
from engage_desktop.ui.widgets.buttons import Button
from engage_desktop.ui.widgets.labels import PlainLabel
from engage_desktop.wording import tn, tr
from engage_desktop.wording.typography import ago, size


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy kept of a study; without counts it could not be read. `length` is in bytes."""

    path: Path
    at: dt.datetime
    length: int
    counts: StudyCounts | None


class BackupsDialog(Sheet):
    """Lists the copies of one study; `wanted` tells the copy to restore and the new file."""

    wanted = Signal(object, object)  # Path, Path

    def __init__(self, parent: QWidget | None, context: Context, study: Path) -> None:
        super().__init__(parent, context.theme, title=tr("Restaurer une sauvegarde"))
        self._study = study
        self.copies: tuple[Copy, ...] = ()
        self._words = PlainLabel(tr("Lecture des sauvegardes…"), self.theme, tone="text2", wrap=True)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Sauvegardes"))
        self.list.setFixedHeight(self.theme.px(240))
        self.list.itemDoubleClicked.connect(lambda _item: self._ask())
        self.list.hide()
        self.body.addWidget(self._words)
        self.body.addWidget(self.list)
        self.restoring = Button(
            tr("Restaurer dans un nouveau fichier"), self.theme, kind="primary", run=self._ask
        )
        self.restoring.setEnabled(False)
        self.add_verbs(Button(tr("Annuler"), self.theme, kind="ghost", run=self.reject), self.restoring)
        context.jobs.read(self, lambda progress: _copies(study, progress), self._take)

    def _take(self, copies: tuple[Copy, ...]) -> None:
        self.copies = copies
        if not copies:
            self._words.setText(tr("« {name} » n'a pas de sauvegarde à côté d'elle.", name=self._study.name))
            return
        self._words.setText(
            tr(
                "L'étude « {name} » n'est pas touchée : la copie devient un nouveau fichier.",
                name=self._study.name,
            )
        )
        now = dt.datetime.now()  # noqa: DTZ005 - the clock of the room
        for copy in copies:
            when = ago(copy.at, now)
            item = QListWidgetItem(f"{when[:1].upper()}{when[1:]}\n{_held(copy)}")
            if copy.counts is None:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.addItem(item)
        good = next((row for row, copy in enumerate(copies) if copy.counts is not None), -1)
        self.list.setCurrentRow(good)
        self.list.show()
        self.restoring.setEnabled(good >= 0)
        self.list.setFocus()
        self.adjustSize()

    def _ask(self) -> None:
        copy = self.copies[self.list.currentRow()]
        if copy.counts is not None:
            self.accept()
            self.wanted.emit(copy.path, restored_path(self._study, copy.at))


def restored_path(study: Path, at: dt.datetime) -> Path:
    """A free name beside the study: « velos-restauree-2026-09-27-1642.engage »."""
    stem = f"{study.stem}-{tr('restauree')}-{at:%Y-%m-%d-%H%M}"
    path, number = study.with_name(f"{stem}{study.suffix}"), 2
    while path.exists():
        path, number = study.with_name(f"{stem}-{number}{study.suffix}"), number + 1
    return path


def _held(copy: Copy) -> str:
    if copy.counts is None:
        return tr("illisible")
    parts = (
        tn("{n} verbatim", "{n} verbatims", copy.counts.verbatims),
        tn("{n} codé", "{n} codés", copy.counts.coded),
        tn("{n} réponse", "{n} réponses", copy.counts.responses),
        size(copy.length),
    )
    return " · ".join(parts)


def _copies(study: Path, progress: Progress) -> tuple[Copy, ...]:
    from engage_desktop.operations import studies

    found = []
    for path in studies.list_backups(study):
        progress.step(0, 0, "read")
        kept = path.stat()
        at = dt.datetime.fromtimestamp(kept.st_mtime)  # noqa: DTZ006 - the clock of the room
        found.append(Copy(path, at, kept.st_size, _counts(path)))
    return tuple(found)


def _counts(path: Path) -> StudyCounts | None:
    from engage_desktop.operations import studies
    from engage_desktop.store import studies as store

    try:
        with studies.open_for_reading(path) as study, study.read() as session:
            return store.counts(session)
    except EngageError:
        return None
