"""What is verified of a study once it is open: that its file is sound, then that a copy of it is kept."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from engage_desktop.errors import EngageError
from engage_desktop.models.study import CheckReport
from engage_desktop.progress import Progress
from engage_desktop.ui.context import Choice, Context
from engage_desktop.wording import tr
from engage_desktop.wording.soundness import problem_words

if TYPE_CHECKING:
    from engage_desktop.store.database import Study


class Guard(QObject):
    """Checks each study in the background as it opens; a defect is said in a banner that stays."""

    def __init__(self, context: Context, *, restore: Callable[[Path], None]) -> None:
        super().__init__()
        self._context = context
        self._restore = restore
        context.study_opened.connect(lambda: context.later(self._opened))

    def _opened(self) -> None:
        study = self._context.study
        if study is not None and not study.read_only:
            self._context.aside(_check, done=self._take, failed=self._unchecked)

    def _take(self, report: CheckReport) -> None:
        study = self._context.study
        if study is None:
            return
        if report.ok:
            self._context.keep_copy()
            return
        path = study.path
        restoring = Choice(tr("Restaurer une sauvegarde…"), lambda: self._restore(path))
        repairing = Choice(tr("Refaire l'index"), self.repair)
        found = " ".join(problem_words(problem.what) for problem in report.problems)
        self._context.banner(
            tr("Le fichier de l'étude a un défaut.") + " " + found,
            choices=(repairing if report.repairable else restoring,),
        )

    def repair(self) -> None:
        """Make the index and the columns again, then look again."""

        def work(study: Study, progress: Progress) -> None:
            from engage_desktop.operations import studies

            studies.repair(study, progress=progress)

        def done(_nothing: None) -> None:
            self._context.toast(tr("L'index de recherche est refait."))
            self._opened()

        self._context.write(work, done=done, label=tr("Index de recherche"))

    def _unchecked(self, _error: EngageError) -> None:
        """A file moved away meanwhile is said by whatever is done next."""


def _check(study: Study, _progress: Progress) -> CheckReport:
    from engage_desktop.operations import studies

    return studies.check(study.path)
