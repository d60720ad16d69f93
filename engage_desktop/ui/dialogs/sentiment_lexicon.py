"""« Lexique de l'étude »: the words that mean something else here, and those that the scores contradict."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDoubleSpinBox,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from engage_desktop.models.lexicon import STRONGEST, Contradiction, KnownWord, OwnEntry
from engage_desktop.progress import Progress
from engage_desktop.ui.context import Context
from engage_desktop.ui.itemmodels.lexicon_table import LexiconTable, WordRow
from engage_desktop.ui.widgets.areas import row_table
from engage_desktop.ui.widgets.buttons import Button
from engage_desktop.ui.widgets.fields import SearchField
from engage_desktop.ui.widgets.labels import PlainLabel
from engage_desktop.ui.widgets.segmented import Segmented
from engage_desktop.wording import language, tn, tr
from engage_desktop.wording import lexicon as wording

if TYPE_CHECKING:
    from engage_desktop.store.database import Session, Study

_OWN, _CONTRADICTED = 0, 1


class LexiconPage(QWidget):
    """A table of words, and the line that says what the chosen one, or a new one, weighs here.

    `left` is called when it leads elsewhere in the window.
    """

    def __init__(self, context: Context, *, reread: Callable[[], None], left: Callable[[], None]) -> None:
        super().__init__()
        self._context, self._reread, self._left = context, reread, left
        self._own: tuple[OwnEntry, ...] = ()
        self._reads = True
        self._contradicted: tuple[Contradiction, ...] | None = None
        theme = context.theme
        self.views = Segmented(
            (tr("Mots de l'étude"), tr("Contredits par les scores")), theme, name=tr("Mots montrés")
        )
        self.views.chosen.connect(self._turn)
        self.search = SearchField(tr("Chercher dans le lexique"), theme)
        self.search.changed.connect(lambda _text: self._show())
        top = QHBoxLayout()
        top.setSpacing(theme.px(12))
        top.addWidget(self.views)
        top.addWidget(self.search, 1)
        self.told = PlainLabel("", theme, role="detail", tone="text3", wrap=True)
        self.table = self._make_table()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(10))
        column.addLayout(top)
        column.addWidget(self.told)
        column.addWidget(self.table, 1)
        column.addLayout(self._make_line())
        self._show()

    def _make_table(self) -> QTableView:
        theme = self._context.theme
        self.model = LexiconTable(self)
        table = row_table(self.model, theme, name=tr("Mots du lexique"), height=30)
        table.setFrameShape(QFrame.Shape.NoFrame)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.horizontalHeader().setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        for section, width in enumerate((190, 70, 150)):
            table.setColumnWidth(section, theme.px(width))
        table.selectionModel().currentRowChanged.connect(lambda *_indexes: self._fill_line())
        return table

    def _make_line(self) -> QHBoxLayout:
        theme = self._context.theme
        self.word = QLineEdit()
        self.word.setPlaceholderText(tr("Mot, expression ou émoji"))
        self.word.setAccessibleName(tr("Mot, expression ou émoji"))
        self.word.textChanged.connect(lambda _text: self._enable())
        self.weight = QDoubleSpinBox()
        self.weight.setRange(-STRONGEST, STRONGEST)
        self.weight.setSingleStep(0.5)
        self.weight.setDecimals(1)
        self.weight.setLocale(QLocale(language()))  # « 2,5 »
        self.weight.lineEdit().setTextMargins(theme.px(8), 0, 0, 0)
        self.weight.setAccessibleName(tr("Force, de −4 à +4"))
        self.keeping = Button(tr("Ajouter ou changer"), theme, kind="primary", small=True, run=self._keep)
        self.silencing = Button(tr("Éteindre"), theme, small=True, run=lambda: self._put(0.0))
        self.removing = Button(tr("Retirer"), theme, small=True, run=self._remove)
        self.showing = Button(tr("Voir les verbatims"), theme, small=True, run=self._show_verbatims)
        row = QHBoxLayout()
        row.setSpacing(theme.px(8))
        row.addWidget(self.word, 1)
        row.addWidget(self.weight)
        for button in (self.keeping, self.silencing, self.removing, self.showing):
            button.setAutoDefault(False)
            row.addWidget(button)
        return row

    # showing

    def show_own(self, own: tuple[OwnEntry, ...], *, reads: bool = True) -> None:
        """Show the study's own words as they are now; `reads` tells whether our lexicon reads this study."""
        self._own, self._reads = own, reads
        self._contradicted = None  # another lexicon, perhaps other contradictions
        self._show()

    def _turn(self, _position: int) -> None:
        self.search.set_text("")
        self._show()

    def _show(self) -> None:
        typed = self.search.text().strip()
        if typed:
            self._context.read((self, "words"), lambda session: _look_up(session, typed), self._take_known)
        elif self.views.current() == _OWN:
            rows = tuple(
                WordRow(each.words, each.strength, tr("Mot de l'étude"), each.note, own=True)
                for each in self._own
            )
            self._show_rows(
                rows,
                tn("{n} mot dit autre chose ici.", "{n} mots disent autre chose ici.", len(rows))
                if rows
                else tr(
                    "Aucun mot à vous pour l'instant. Cherchez un mot pour voir ce qu'il pèse, ou écrivez-en un "
                    "ci-dessous : les textes sont relus aussitôt."
                ),
            )
        elif not self._reads:
            self._show_rows((), wording.other_engine())
        elif self._contradicted is None:
            self._show_rows((), tr("Comparaison des mots et des scores…"))
            self._context.read((self, "words"), _contradictions, self._take_contradictions)
        else:
            self._take_contradictions(self._contradicted)

    def _take_known(self, found: tuple[KnownWord, ...]) -> None:
        if not self.search.text().strip():
            return
        rows = tuple(
            WordRow(each.words, each.strength, wording.whence(each), each.note, own=each.own, rule=each.rule)
            for each in found
        )
        self._show_rows(
            rows,
            tn("{n} entrée trouvée.", "{n} entrées trouvées.", len(rows))
            if rows
            else tr("Le lexique ne connaît pas ce mot : vous pouvez l'ajouter."),
        )
        if not rows:
            self.word.setText(self.search.text().strip())

    def _take_contradictions(self, found: tuple[Contradiction, ...]) -> None:
        self._contradicted = found
        if self.views.current() != _CONTRADICTED or self.search.text().strip():
            return
        mine = {each.words for each in self._own}
        rows = tuple(
            WordRow(
                each.words,
                each.strength,
                tr("Mot de l'étude") if each.words in mine else tr("Lexique"),
                wording.against(each),
                own=each.words in mine,
                form=each.form,
            )
            for each in found
        )
        self._show_rows(
            rows,
            tr("Ces mots vont contre les scores de vos répondants : éteignez-les ou changez leur force.")
            if rows
            else tr(
                "Aucun mot ne va nettement contre les scores (au moins 8 textes notés par mot, fausses alertes "
                "contrôlées à 10 %)."
            ),
        )

    def _show_rows(self, rows: tuple[WordRow, ...], words: str) -> None:
        self.told.setText(words)
        self.model.show_rows(rows)
        if rows:
            self.table.selectRow(0)
        self._fill_line()

    # the line

    def _chosen(self) -> WordRow | None:
        at = self.table.currentIndex().row()
        return self.model.rows[at] if 0 <= at < len(self.model.rows) else None

    def _fill_line(self) -> None:
        row = self._chosen()
        self.word.setText(row.words if row is not None else "")
        self.weight.setValue(row.strength if row is not None and not row.rule else 0.0)
        self._enable()

    def _enable(self) -> None:
        row, typed = self._chosen(), self.word.text().strip()
        free = (
            bool(typed)
            and not self._context.read_only
            and not (row is not None and row.rule and row.words == typed)
        )
        self.keeping.setEnabled(free)
        self.silencing.setEnabled(free)
        self.removing.setEnabled(free and any(each.words == typed for each in self._own))
        self.showing.setEnabled(bool(typed))

    def _keep(self) -> None:
        self._put(self.weight.value())

    def _put(self, strength: float) -> None:
        words, coder = self.word.text(), self._context.coder

        def work(study: Study, _progress: Progress) -> bool:
            from engage_desktop.operations import lexicon

            return lexicon.put(study, words, strength, coder=coder) is not None

        self._context.write(work, done=self._written)

    def _remove(self) -> None:
        words, coder = self.word.text(), self._context.coder

        def work(study: Study, _progress: Progress) -> bool:
            from engage_desktop.operations import lexicon

            return lexicon.remove(study, words, coder=coder)

        self._context.write(work, done=self._written)

    def _written(self, changed: bool) -> None:
        if changed:
            self._context.toast(tr("Lexique de l'étude changé ; les textes sont relus."), undo=True)
            self._reread()

    def _show_verbatims(self) -> None:
        row, typed = self._chosen(), self.word.text().strip()
        form = row.form if row is not None and row.form and row.words == typed else typed
        self._left()
        self._context.go("verbatims", filter='mot:"{}"'.format(form.replace('"', "")))


def _look_up(session: Session, typed: str) -> tuple[KnownWord, ...]:
    from engage_desktop.operations import lexicon

    return lexicon.look_up(session, typed)


def _contradictions(session: Session) -> tuple[Contradiction, ...]:
    from engage_desktop.operations import lexicon

    return lexicon.contradictions(session)
