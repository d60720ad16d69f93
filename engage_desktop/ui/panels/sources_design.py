"""A questionnaire before it comes in: its questions, one a line, and what will be left out."""

from __future__ import annotations

from PySide6.QtWidgets import QHeaderView, QTableView, QVBoxLayout, QWidget

from engage_desktop.ui.itemmodels.design_table import DesignTable
from engage_desktop.ui.panels.sources_draft import FileDraft
from engage_desktop.ui.theme import Theme
from engage_desktop.ui.widgets.areas import row_table
from engage_desktop.ui.widgets.labels import PlainLabel
from engage_desktop.wording import tn, tr

_CODE, _KIND, _OPTIONS = 150, 170, 220  # px of the columns beside the wording


class DesignPreview(QWidget):
    """The table of questions, and a line on what they will make."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._shown: object = None
        self.model = DesignTable(theme, self)
        self.table = _table(theme, self.model)
        self._note = PlainLabel("", theme, role="detail", tone="text2", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        column.addWidget(self.table, 1)
        column.addWidget(self._note)

    def show_draft(self, draft: FileDraft) -> None:
        """Show the questionnaire of `draft`."""
        if draft.proposal is None or draft.proposal is self._shown:
            return
        self._shown = draft.proposal
        self.model.show_proposal(draft.proposal)
        left = sum(not self.model.asks(row) for row in range(self.model.rowCount()))
        said = [tr("Ces questions forment une enquête, sans réponse pour l'instant.")]
        if left:
            said.append(
                tn("{n} élément en gris ne vient pas.", "{n} éléments en gris ne viennent pas.", left)
            )
        self._note.setText(" ".join(said))


def _table(theme: Theme, model: DesignTable) -> QTableView:
    table = row_table(model, theme, name=tr("Questions du fichier"), height=32)
    table.setWordWrap(False)
    table.setFont(theme.font("detail"))
    heads = table.horizontalHeader()
    for place, width in ((0, 56), (1, _CODE), (3, _KIND), (4, _OPTIONS)):
        heads.resizeSection(place, theme.px(width))
    heads.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
    return table
