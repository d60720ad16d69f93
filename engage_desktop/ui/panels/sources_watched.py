"""The line of Sources about the watched folder: which one, what waits there, and the verbs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QCheckBox, QFileDialog, QFrame, QHBoxLayout, QVBoxLayout

from engage_desktop.models.watching import Watched
from engage_desktop.ui.context import Context
from engage_desktop.ui.labels_sources import bare_format_name
from engage_desktop.ui.watching import said_of
from engage_desktop.ui.widgets.buttons import Button
from engage_desktop.ui.widgets.labels import ElidedLabel, IconLabel
from engage_desktop.wording import tn, tr

_NAMED = 3  # waiting files named on the line


class WatchedLine(QFrame):
    """One card: nothing is watched, or the folder with what waits; « Importer » opens the import with those files."""

    def __init__(self, context: Context, *, take: Callable[[tuple[Path, ...]], None]) -> None:
        super().__init__()
        self.setObjectName("card")
        self._context, self._take = context, take
        self._watch = context.watched
        theme = context.theme
        px = theme.px
        self._icon = IconLabel("folder-open", theme, tone="text2", size=18)
        self.title = ElidedLabel("", theme, role="label")
        self.details = ElidedLabel("", theme, role="detail", tone="text2")
        self.automatic = QCheckBox(tr("Importer sans demander"))
        self.automatic.setFont(theme.font("detail"))
        self.automatic.setToolTip(
            tr("Seulement les fichiers dont vous avez déjà choisi et gardé les rôles ; les autres attendent.")
        )
        self.automatic.clicked.connect(self._change)
        self.choosing = Button(tr("Surveiller un dossier…"), theme, small=True, run=self.choose)
        self.looking = Button(tr("Regarder"), theme, small=True, kind="ghost", run=self._watch.look)
        self.stopping = Button(
            tr("Ne plus surveiller"), theme, small=True, kind="ghost", run=self._watch.stop
        )
        self.importing = Button(tr("Importer"), theme, small=True, run=self.bring_in)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self.details)
        row = QHBoxLayout(self)
        row.setContentsMargins(px(16), px(8), px(12), px(8))
        row.setSpacing(px(10))
        row.addWidget(self._icon)
        row.addLayout(words, 1)
        for widget in (self.automatic, self.stopping, self.looking, self.choosing, self.importing):
            row.addWidget(widget)
        self._watch.seen.connect(self.show_watched)
        self.show_watched(self._watch.latest)

    def show_watched(self, watched: Watched | None) -> None:
        """Say what waits."""
        has = watched is not None
        self.setEnabled(not self._context.read_only)
        waiting = watched.waiting if watched is not None else ()
        for widget in (self.automatic, self.looking, self.stopping):
            widget.setVisible(has)
        self.choosing.setVisible(watched is None or watched.missing)
        self.importing.setVisible(bool(waiting))
        self._icon.set_icon("folder-open", tone="accent" if waiting else "text2")
        if watched is None:
            self.title.setText(tr("Aucun dossier surveillé"))
            self.details.setText(
                tr("Les exports qui y tombent chaque semaine attendraient ici votre accord.")
            )
            return
        self.automatic.setChecked(watched.folder.automatic)
        name = Path(watched.folder.path).name or watched.folder.path
        self.title.setText(said_of(watched) if waiting else tr("Dossier surveillé : {name}", name=name))
        self.title.setToolTip(watched.folder.path)
        self.details.setText(_details(watched, name))

    def choose(self) -> None:
        """Ask which folder."""
        chosen = QFileDialog.getExistingDirectory(self, tr("Choisir le dossier à surveiller"))
        if chosen:
            self._watch.choose(Path(chosen), automatic=False)

    def bring_in(self) -> None:
        """Open the import with what waits: nothing enters before the person has seen it."""
        watched = self._watch.latest
        if watched is not None and watched.waiting:
            self._take(tuple(each.path for each in watched.waiting))

    def _change(self, automatic: bool) -> None:
        watched = self._watch.latest
        if watched is not None:
            self._watch.choose(Path(watched.folder.path), automatic=automatic)


def _details(watched: Watched, name: str) -> str:
    """« exports : semaine-2.csv (Mentions), b.json (Mastodon) »."""
    if watched.missing:
        return tr("Ce dossier n'est pas là, ou ne peut pas être lu.")
    parts = []
    if watched.waiting:
        files = [f"{each.path.name} ({bare_format_name(each.format)})" for each in watched.waiting[:_NAMED]]
        more = len(watched.waiting) - len(files)
        listed = ", ".join(files) + (f" + {more}" if more else "")
        parts.append(tr("{name} : {files}", name=name, files=listed))
    else:
        parts.append(tr("Rien de nouveau."))
    if watched.unknown:
        parts.append(
            tn("{n} fichier d'un format inconnu", "{n} fichiers d'un format inconnu", watched.unknown)
        )
    return " · ".join(parts)
