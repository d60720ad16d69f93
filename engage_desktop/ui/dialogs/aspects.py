"""« Aspects de l'étude »: their names, their words, and what each word finds as one types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QListWidget, QPlainTextEdit, QVBoxLayout, QWidget

from engage_desktop.errors import EngageError
from engage_desktop.models.aspects import Aspect, SeedHits
from engage_desktop.models.themes import Concordance
from engage_desktop.progress import Progress
from engage_desktop.ui.context import Context
from engage_desktop.ui.dialogs.sheet import Sheet
from engage_desktop.ui.panels.panel import concerns
from engage_desktop.ui.widgets.buttons import Button
from engage_desktop.ui.widgets.concordance import ConcordanceView
from engage_desktop.ui.widgets.fields import Field
from engage_desktop.ui.widgets.labels import PlainLabel
from engage_desktop.wording import tn, tr
from engage_desktop.wording.errors import sentence
from engage_desktop.wording.typography import named, quoted

if TYPE_CHECKING:
    from engage_desktop.store.database import Session, Study

_PAUSE = 150  # milliseconds after the last key
_LINES = 30  # contexts shown

Found = tuple[tuple[SeedHits, ...], Concordance]


class AspectsDialog(Sheet):
    """Aspects at the left; the name, the words and what they find at the right."""

    def __init__(self, parent: QWidget | None, context: Context) -> None:
        super().__init__(parent, context.theme, title=tr("Aspects de l'étude"), width=860)
        self.setModal(False)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context = context
        self._known: tuple[Aspect, ...] = ()
        self._before = self._filter = ""
        px = context.theme.px
        row = QHBoxLayout()
        row.setSpacing(px(20))
        row.addLayout(self._left())
        row.addLayout(self._right(), 1)
        self.body.addLayout(row)
        self.refused = PlainLabel("", context.theme, role="detail", tone="danger", wrap=True)
        self.refused.hide()
        self.body.addWidget(self.refused)
        self.usual = Button(tr("Reprendre ceux d'usage"), context.theme, run=self._reset)
        self.keep = Button(tr("Enregistrer"), context.theme, kind="primary", run=self._put)
        self.add_verbs(
            self.usual, Button(tr("Fermer"), context.theme, kind="default", run=self.accept), self.keep
        )
        for button in (self.usual, self.keep, self.adding, self.removing):
            button.setEnabled(not context.read_only)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self._look)
        context.changed.connect(self._changed)
        context.study_closed.connect(self.reject)
        context.language_changed.connect(self.reject)
        self._read()

    def _left(self) -> QVBoxLayout:
        theme, px = self.theme, self.theme.px
        self.names = QListWidget()
        self.names.setAccessibleName(tr("Aspects"))
        self.names.setFixedWidth(px(190))
        self.names.setSpacing(px(3))
        self.names.currentRowChanged.connect(self._show)
        self.adding = Button(tr("Ajouter"), theme, small=True, icon_name="plus", run=self._begin)
        self.removing = Button(tr("Retirer"), theme, small=True, icon_name="trash-2", run=self._remove)
        verbs = QHBoxLayout()
        verbs.addWidget(self.adding)
        verbs.addWidget(self.removing)
        verbs.addStretch(1)
        column = QVBoxLayout()
        column.setSpacing(px(8))
        column.addWidget(self.names, 1)
        column.addLayout(verbs)
        return column

    def _right(self) -> QVBoxLayout:
        theme, px = self.theme, self.theme.px
        self.name = QLineEdit()
        self.seeds = QPlainTextEdit()
        self.seeds.setFont(theme.font("base"))
        self.seeds.setFixedHeight(px(126))
        self.seeds.setTabChangesFocus(True)
        self.seeds.textChanged.connect(self._typed)
        self.seeds.cursorPositionChanged.connect(self._typed)
        self.counts = PlainLabel("", theme, role="detail", tone="text2", wrap=True)
        self.head = PlainLabel("", theme, role="label", wrap=True)
        self.lines = ConcordanceView(theme)
        self.lines.setFixedHeight(px(168))
        self.showing = Button(
            tr("Voir les verbatims"), theme, small=True, icon_name="arrow-right", run=self._open
        )
        column = QVBoxLayout()
        column.setSpacing(px(8))
        column.addWidget(Field(tr("Nom"), theme, self.name))
        column.addWidget(
            Field(
                tr("Mots et expressions, un par ligne"),
                theme,
                self.seeds,
                advice=tr(
                    "Une expression compte en entier, sous toutes ses formes : « hors de prix », « délai »."
                ),
            )
        )
        column.addWidget(self.counts)
        column.addWidget(self.head)
        column.addWidget(self.lines)
        column.addWidget(self.showing, 0, Qt.AlignmentFlag.AlignLeft)
        return column

    # reading

    def _changed(self, tables: frozenset[str]) -> None:
        if concerns(tables, "setting", "verbatim", "source"):
            self._read()

    def _read(self) -> None:
        self._context.read((self, "aspects"), _aspects, self._take)

    def _take(self, known: tuple[Aspect, ...]) -> None:
        if known == self._known:
            return
        self._known = known
        at = next((at for at, each in enumerate(known) if each.name == self._before), 0)
        self.names.blockSignals(True)
        self.names.clear()
        self.names.addItems([each.name for each in known])
        self.names.setCurrentRow(at if known else -1)
        self.names.blockSignals(False)
        self._show(at if known else -1)

    def _show(self, row: int) -> None:
        chosen = self._known[row] if 0 <= row < len(self._known) else Aspect("", ())
        self._before = chosen.name
        self.name.setText(chosen.name)
        self.seeds.setPlainText("\n".join(chosen.seeds))
        self.refused.hide()
        self._look()

    def _begin(self) -> None:
        self.names.setCurrentRow(-1)
        self._show(-1)
        self.name.setFocus()

    # what the words find

    def written(self) -> tuple[str, ...]:
        """The seeds as they stand in the field."""
        return tuple(line.strip() for line in self.seeds.toPlainText().splitlines() if line.strip())

    def current(self) -> str:
        """The seed of the line where one types."""
        return self.seeds.textCursor().block().text().strip()

    def _typed(self) -> None:
        self._timer.start()

    def _look(self) -> None:
        seeds, current = self.written(), self.current()

        def work(session: Session) -> Found:
            from engage_desktop.operations import aspects, lexis, wordings

            known = lexis.lexis(session)
            everything = lexis.selected(session, "")
            lines = wordings.concordance(session, known, current, everything, most=_LINES)
            return tuple(aspects.hits(session, seed) for seed in seeds), lines

        self._context.read((self, "hits"), work, self._tell)

    def _tell(self, found: Found) -> None:
        hits, lines = found
        self.counts.setText(" · ".join(f"{each.seed} {each.verbatims}" for each in hits))
        n = lines.behind.verbatims if lines.behind is not None else 0
        count = tn("{n} verbatim", "{n} verbatims", n)
        self.head.setText(named(quoted(lines.word), count) if lines.word else "")
        self.lines.lines.show_lines(lines.lines)
        self.showing.setVisible(n > 0)
        self._filter = lines.behind.filter if lines.behind is not None else ""

    def _open(self) -> None:
        self._context.go("verbatims", filter=self._filter)

    # changing

    def _put(self) -> None:
        name, seeds, before = self.name.text(), self.written(), self._before

        def work(study: Study, _progress: Progress) -> Aspect:
            from engage_desktop.operations import aspects

            return aspects.put(study, name, seeds, before=before)

        def done(made: Aspect) -> None:
            self._before = made.name
            self.refused.hide()

        self._context.write(work, done=done, said=tr("Aspect enregistré."), failed=self._refuse)

    def _remove(self) -> None:
        name = self._before

        def work(study: Study, _progress: Progress) -> None:
            from engage_desktop.operations import aspects

            aspects.remove(study, name)

        if name:
            self._before = ""
            self._context.write(work, said=tr("Aspect retiré."), failed=self._refuse)

    def _reset(self) -> None:
        def work(study: Study, _progress: Progress) -> None:
            from engage_desktop.operations import aspects

            aspects.reset(study)

        self._context.write(work, said=tr("Les aspects d'usage sont repris."), failed=self._refuse)

    def _refuse(self, error: EngageError) -> None:
        self.refused.setText(sentence(error))
        self.refused.show()


def _aspects(session: Session) -> tuple[Aspect, ...]:
    from engage_desktop.operations import aspects

    return aspects.aspects(session)
