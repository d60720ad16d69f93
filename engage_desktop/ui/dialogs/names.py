"""Small questions of the Thèmes screen: a name, two groups."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from engage_desktop.errors import EngageError
from engage_desktop.models.filters import parse
from engage_desktop.ui.dialogs.sheet import Sheet
from engage_desktop.ui.theme import Theme
from engage_desktop.ui.widgets.buttons import Button
from engage_desktop.ui.widgets.fields import Field
from engage_desktop.wording import tr
from engage_desktop.wording.errors import sentence


class NameDialog(Sheet):
    """One line to write; `named` tells it, without blanks around."""

    named = Signal(str)

    def __init__(
        self,
        parent: QWidget | None,
        theme: Theme,
        *,
        title: str,
        label: str,
        name: str,
        verb: str,
        advice: str = "",
    ) -> None:
        super().__init__(parent, theme, title=title)
        self.line = QLineEdit(name)
        self.line.setFont(theme.font("base"))
        self.line.selectAll()
        self.field = Field(label, theme, self.line, advice=advice)
        self.body.addWidget(self.field)
        take = Button(verb, theme, kind="primary", run=self._take)
        self.add_verbs(Button(tr("Annuler"), theme, kind="ghost", run=self.reject), take)
        self.line.setFocus()

    def _take(self) -> None:
        self.named.emit(self.line.text().strip())
        self.accept()


class GroupsDialog(Sheet):
    """Two expressions of the FILTER language; `chosen` tells them once both are understood."""

    chosen = Signal(str, str)

    def __init__(self, parent: QWidget | None, theme: Theme, *, first: str, second: str) -> None:
        super().__init__(parent, theme, title=tr("Comparer deux groupes"))
        self.lines = tuple(QLineEdit(text) for text in (first, second))
        advice = tr("Un filtre : attr.Zone:Nord, vague:T3, code:Délai, date:2026-07..2026-09")
        names = (tr("Premier groupe"), tr("Second groupe"))
        self.fields = tuple(
            Field(name, theme, line, advice=advice) for name, line in zip(names, self.lines, strict=True)
        )
        for line, field in zip(self.lines, self.fields, strict=True):
            line.setFont(theme.font("base"))
            self.body.addWidget(field)
        take = Button(tr("Comparer"), theme, kind="primary", run=self._take)
        self.add_verbs(Button(tr("Annuler"), theme, kind="ghost", run=self.reject), take)

    def _take(self) -> None:
        wrong = False
        for line, field in zip(self.lines, self.fields, strict=True):
            try:
                empty = not parse(line.text()).terms
                field.set_mistake(tr("Il faut un filtre.") if empty else "")
                wrong = wrong or empty
            except EngageError as error:
                field.set_mistake(sentence(error))
                wrong = True
        if not wrong:
            self.chosen.emit(self.lines[0].text().strip(), self.lines[1].text().strip())
            self.accept()
