"""The ways into a study: a new one, one that exists, the example, files to import; and what to say when it fails."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from engage_desktop import paths
from engage_desktop.errors import EngageError, Reason
from engage_desktop.ui.context import Choice, Context
from engage_desktop.ui.dialogs import error as dialogs
from engage_desktop.ui.settings import Recent, SettingsFile
from engage_desktop.wording import tr


class Openings:
    """Asks for a path and has the context open it."""

    def __init__(self, window: QWidget, context: Context, settings: SettingsFile) -> None:
        self._window = window
        self._context = context
        self._settings = settings

    def new(self) -> None:
        """Ask for a title and a place."""
        from engage_desktop.ui.dialogs.new_study import NewStudyDialog

        dialog = NewStudyDialog(self._window, self._context.theme, _folder(self._settings))
        dialog.wanted.connect(self._context.new_study)
        dialog.open()

    def ask(self) -> None:
        """Ask which study to open."""
        chosen, _kind = QFileDialog.getOpenFileName(
            self._window, tr("Ouvrir une étude"), str(_folder(self._settings)), _kind_of_file()
        )
        if chosen:
            self._context.open_study(Path(chosen))

    def example(self) -> None:
        """Open the example study, made beside the user's own the first time."""
        from engage_desktop.ui.dialogs.new_study import ENDING, free_path

        folder = _folder(self._settings)
        name = tr("Étude d'exemple")
        made = folder / f"{name}{ENDING}"
        if made.exists():
            self._context.open_study(made)
        else:
            self._context.example_study(made if made.parent.is_dir() else free_path(folder, name))

    def choose_files(self) -> None:
        """Ask for files to import, or a study."""
        chosen, _kind = QFileDialog.getOpenFileNames(
            self._window, tr("Choisir des fichiers"), str(_folder(self._settings)), ""
        )
        if chosen:
            self._context.import_files(tuple(Path(one) for one in chosen))

    def may_merge(self, studies: list[Path]) -> bool:
        """Whether these studies may come into the one that is open: it can be written, and is none of them."""
        study = self._context.study
        if study is None or study.read_only or self._context.read_only:
            return False
        return all(not path.exists() or not path.samefile(study.path) for path in studies)

    def open_or_merge(self, path: Path, *, title: str, merge: Callable[[], None]) -> None:
        """Ask whether to open the study at `path` in place of the one open, called `title`, or to bring it in."""
        from engage_desktop.ui.dialogs.merge import OpenOrMergeDialog

        dialog = OpenOrMergeDialog(self._window, self._context.theme, file=path.name, study=title)
        dialog.opening.connect(lambda: self._context.open_study(path))
        dialog.merging.connect(merge)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def locate(self, recent: Recent) -> None:
        """Ask where a study went, and open it there."""
        chosen, _kind = QFileDialog.getOpenFileName(
            self._window,
            tr("Où se trouve « {title} » ?", title=recent.title),
            str(_folder(self._settings)),
            _kind_of_file(),
        )
        if chosen:
            self._settings.forget(recent.path)
            self._context.open_study(Path(chosen))

    def restore(self, study: Path | None = None) -> None:
        """Offer the copies kept of a study, by default the one that is open."""
        from engage_desktop.ui.dialogs.backups import BackupsDialog

        path = study or (self._context.study.path if self._context.study is not None else None)
        if path is not None:
            dialog = BackupsDialog(self._window, self._context, path)
            dialog.wanted.connect(self._context.restore_copy)
            dialog.open()

    def explain(self, path: Path, error: EngageError) -> None:
        """Say why the study did not open, and what can be done."""
        context = self._context
        again = Choice(tr("Réessayer"), lambda: context.open_study(path))
        other = Choice(tr("Choisir un autre fichier…"), self.ask)
        reading = Choice(tr("Ouvrir en lecture seule"), lambda: context.open_to_read(path))
        showing = Choice(tr("Afficher dans le dossier"), lambda: reveal(path))
        restoring = Choice(tr("Restaurer une sauvegarde…"), lambda: self.restore(path))
        offers = {
            Reason.STUDY_IN_USE: (again, reading),
            Reason.STUDY_READ_ONLY: (reading,),
            Reason.STUDY_NEWER: (showing, other),
            Reason.FILE_MISSING: (other,),
            Reason.STUDY_NOT_ONE: (other,),
            Reason.STUDY_DAMAGED: (other, restoring) if _has_copies(path) else (other,),
        }
        advice = {
            Reason.STUDY_IN_USE: tr(
                "Fermez l'autre fenêtre et réessayez, ou ouvrez l'étude pour la lire seulement."
            ),
            Reason.STUDY_DAMAGED: tr(
                "Ses sauvegardes n'ont pas été touchées : restaurez-en une dans un nouveau fichier."
            )
            if _has_copies(path)
            else tr("Elle n'a pas de sauvegarde à côté d'elle : cherchez-en une copie."),
        }
        dialogs.refusal(
            self._window,
            context.theme,
            error,
            offers.get(error.reason, ()),
            advice=advice.get(error.reason, ""),
        ).open()


def reveal(path: Path) -> None:
    """Show the folder that holds a file."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path.parent)))


def _has_copies(path: Path) -> bool:
    from engage_desktop.operations import studies

    return bool(studies.list_backups(path))


def _folder(settings: SettingsFile) -> Path:
    """Where the last study lies, or the documents."""
    for recent in settings.now.recents:
        folder = Path(recent.path).parent
        if folder.is_dir():
            return folder
    documents = paths.documents_folder()
    return documents if documents.is_dir() else Path.home()


def _kind_of_file() -> str:
    from engage_desktop.ui.dialogs.new_study import ENDING

    return tr("Étude Engage") + f" (*{ENDING})"
