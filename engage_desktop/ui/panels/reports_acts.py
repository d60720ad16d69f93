"""What a person changes in a report, each an act on the writer thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from engage_desktop.ui.context import Context
from engage_desktop.wording import tr
from engage_desktop.wording.report_names import default_title, figure_name

if TYPE_CHECKING:
    from engage_desktop.errors import EngageError
    from engage_desktop.models.figures import ReportFigure
    from engage_desktop.models.ids import VerbatimId
    from engage_desktop.models.reports import FigureView, ReportItemId
    from engage_desktop.store.database import Study


class ReportActs(QObject):
    """Changes the report; `done` tells the slide to show, if one was made, `refused` what was said no to."""

    done = Signal(object)  # ReportItemId or None
    refused = Signal(object)  # EngageError

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context

    def edit(
        self,
        item: ReportItemId,
        *,
        title: str | None = None,
        notes: str | None = None,
        text: str | None = None,
        included: bool | None = None,
    ) -> None:
        """Change what is given of a slide."""

        def work(study: Study, name: str) -> None:
            from engage_desktop.operations import reports

            reports.edit_item(
                study, item, report_title=name, title=title, notes=notes, text=text, included=included
            )

        self._run(work)

    def rename(self, name: str) -> None:
        """Give the report another name."""

        def work(study: Study, proposed: str) -> None:
            from engage_desktop.operations import reports

            reports.rename_report(study, name, title=proposed)

        self._run(work)

    def move(self, item: ReportItemId, to: int) -> None:
        """Put a slide in another place."""

        def work(study: Study, name: str) -> ReportItemId:
            from engage_desktop.operations import reports

            return reports.move_item(study, item, to=to, title=name)

        self._run(work)

    def remove(self, item: ReportItemId) -> None:
        """Take a slide away."""

        def work(study: Study, name: str) -> None:
            from engage_desktop.operations import reports

            reports.remove_item(study, item, title=name)

        self._run(work, tr("Diapositive retirée"))

    def add_figure(self, figure: ReportFigure, lead: str = "") -> None:
        """Add a slide with a figure; `lead` names the indicator when it is not the first of its kind."""
        from engage_desktop.models.reports import FigureView

        view = FigureView(lead=lead)

        def work(study: Study, name: str) -> ReportItemId:
            from engage_desktop.operations import reports

            return reports.add_figure(study, figure, title=name, view=view)

        self._run(work)

    def add_shown(self, figure: ReportFigure, *, filter: str, view: FigureView) -> None:
        """Add a slide with a figure as another screen shows it."""

        def work(study: Study, name: str) -> ReportItemId:
            from engage_desktop.operations import reports

            return reports.add_figure(study, figure, title=name, filter=filter, view=view)

        self._run(work, tr("« {name} » ajouté au rapport", name=figure_name(figure)))

    def add_text(self) -> None:
        """Add a slide to write on."""
        heading = tr("Titre à écrire")

        def work(study: Study, name: str) -> ReportItemId:
            from engage_desktop.operations import reports

            return reports.add_text(study, title=name, heading=heading)

        self._run(work)

    def add_quote(self, verbatim: VerbatimId, item: ReportItemId | None) -> None:
        """Quote a verbatim on a slide, or on the last slide of quotations."""

        def work(study: Study, name: str) -> None:
            from engage_desktop.operations import reports

            reports.add_quote(study, verbatim, title=name, item=item)

        self._run(work, tr("Citation ajoutée"))

    def remove_quote(self, quote: ReportItemId) -> None:
        """Take a quotation off its slide."""

        def work(study: Study, name: str) -> None:
            from engage_desktop.operations import reports

            reports.remove_quote(study, quote, title=name)

        self._run(work, tr("Citation retirée"))

    def _run(self, work: Callable[[Study, str], ReportItemId | None], said: str = "") -> None:
        name = default_title()

        def refuse(error: EngageError) -> None:
            self.refused.emit(error)

        self._context.write(
            lambda study, _progress: work(study, name), done=self.done.emit, said=said or None, failed=refuse
        )
