"""Rapports: the slides of the report as they will be exported, each figure computed anew."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from engage_desktop.errors import EngageError
from engage_desktop.models.deck import Deck, SlideKind, SlidePlan
from engage_desktop.models.reports import ItemMaterial, Material, ReportItemId
from engage_desktop.progress import Progress
from engage_desktop.ui.actions import Action
from engage_desktop.ui.context import Context
from engage_desktop.ui.dialogs.quote import QuoteDialog
from engage_desktop.ui.panels.empty_pages import without_answers
from engage_desktop.ui.panels.panel import Panel, concerns
from engage_desktop.ui.panels.reports_acts import ReportActs
from engage_desktop.ui.panels.reports_check import QuotesCheck
from engage_desktop.ui.panels.reports_list import SlidePane
from engage_desktop.ui.panels.reports_side import SlideSide, Typing
from engage_desktop.ui.panels.reports_writing import LastFiles, Work, files, picture
from engage_desktop.ui.widgets.buttons import IconButton
from engage_desktop.ui.widgets.cards import ground, hairline
from engage_desktop.ui.widgets.chips import Chip, ChipLabel
from engage_desktop.ui.widgets.labels import PlainLabel, restyle
from engage_desktop.ui.widgets.slide import SlideView
from engage_desktop.wording import reports as words
from engage_desktop.wording import tn, tr
from engage_desktop.wording.errors import sentence
from engage_desktop.wording.report_names import default_title

if TYPE_CHECKING:
    from engage_desktop.store.database import Session, Study

_FEEDS = (
    "report", "report_item", "study", "source", "survey", "question", "response", "answer", "wave", "verbatim",
    "participant_attribute", "sentiment_result", "sentiment_correction", "coded_column",
)  # fmt: skip
_NARROW = 1020  # logical width under which both side columns are narrower


@dataclass(frozen=True, slots=True)
class Shown:
    """What was read: the material, its slides in words, and how many quotations hold personal data."""

    material: Material
    deck: Deck
    risky: int


class ReportsPanel(Panel):
    """The screen « Rapports »."""

    name = "rapports"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.shown: Shown | None = None
        self.acts = ReportActs(context)
        self._row = 0
        self._written = LastFiles()
        self._wanted: ReportItemId | None = None  # the slide that was just added

    def title(self) -> str:
        """« Rapports »."""
        return tr("Rapports")

    # building

    def build(self) -> None:
        """The slides, the one that is chosen, what can be changed and exported."""
        theme = self.theme
        self.header.setProperty("ruled", True)
        restyle(self.header)
        self.shape = ChipLabel(Chip(tr("Diaporama 16:9"), "filter", "line2"), theme)
        self.header.add_left(self.shape)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.columns = QWidget()
        self.columns.setMinimumWidth(theme.px(640))  # said outright: what `_fit` sets must not hold it wide
        row = QHBoxLayout(self.columns)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.list = SlidePane(theme)
        self.side = SlideSide(theme, self.context.jobs)
        for widget, stretch in (
            (self.list, 0),
            (hairline(vertical=True), 0),
            (self._middle(), 1),
            (hairline(vertical=True), 0),
            (self.side, 0),
        ):
            row.addWidget(widget, stretch)
        self.columns.hide()
        self.empty = without_answers(
            self.context,
            tr("Pas encore de quoi faire un rapport"),
            tr(
                "Le rapport se compose tout seul : les indicateurs de la dernière période, leur évolution, quelques "
                "citations et la méthode. Importez des réponses, et il sera prêt à relire et à exporter."
            ),
        )
        self.empty.hide()
        self.body.addWidget(self.columns, 1)
        self.body.addWidget(self.empty, 1)
        self._connect()
        self._fit()

    def _middle(self) -> QFrame:
        theme, px = self.theme, self.theme.px
        middle = QFrame()
        ground(middle, "sidebar")
        column = QVBoxLayout(middle)
        column.setContentsMargins(px(24), px(12), px(24), px(16))
        column.setSpacing(px(10))
        head = QHBoxLayout()
        self.place = PlainLabel("", theme, role="label")
        self.before = IconButton(
            "chevron-left", theme, name=tr("Diapositive précédente"), run=lambda: self.step(-1)
        )
        self.after = IconButton(
            "chevron-right", theme, name=tr("Diapositive suivante"), run=lambda: self.step(1)
        )
        head.addWidget(self.place)
        head.addStretch(1)
        head.addWidget(self.before)
        head.addWidget(self.after)
        self.preview = SlideView(theme)
        self.notes = Typing(theme, name=tr("Notes de l'intervenant"), lines=4)
        column.addLayout(head)
        column.addWidget(self.preview)
        column.addSpacing(px(4))
        column.addWidget(PlainLabel(tr("Notes de l'intervenant"), theme, role="detail", tone="text2"))
        column.addWidget(self.notes)
        column.addStretch(1)
        self.check = QuotesCheck(theme)
        column.addWidget(self.check)
        return middle

    def _connect(self) -> None:
        self.list.chosen.connect(self._choose)
        self.list.moved.connect(self._move)
        self.list.removed.connect(self._remove)
        self.list.figure_asked.connect(self.acts.add_figure)
        self.list.text_asked.connect(self.acts.add_text)
        self.list.quote_asked.connect(lambda: self.ask_quote(None))
        self.side.titled.connect(self._retitle)
        self.side.written.connect(lambda text: self._edit(text=text))
        self.side.included.connect(lambda on: self._edit(included=on))
        self.side.quote_asked.connect(lambda: self.ask_quote(self._item_id()))
        self.side.quote_removed.connect(self.acts.remove_quote)
        self.acts.done.connect(self._changed)
        self.acts.refused.connect(self._refuse)
        self.side.verbatim_asked.connect(lambda key: self.context.go("verbatims", verbatim=int(key)))
        self.side.export_asked.connect(self.ask_export)
        self.side.exports.again.connect(self.export)
        self.notes.kept.connect(lambda text: self._edit(notes=text))

    # reading

    def refresh(self, changed: frozenset[str]) -> None:
        """Compute the slides again."""
        if "*" in changed:
            self._row = 0
        if concerns(changed, *_FEEDS):
            self._read()

    def _read(self) -> None:
        title = default_title()

        def work(session: Session) -> Shown:
            from engage_desktop.operations import reports

            found = reports.material(session, title=title)
            said = [quote.row.text for item in found.items for quote in item.quotes]
            return Shown(found, words.deck(found), sum(reports.has_personal(text) for text in said))

        self.context.read(self, work, self.show_report)

    # showing

    def show_report(self, shown: Shown) -> None:
        """Show these slides; the one that was chosen stays so."""
        self.shown = shown
        if self._wanted is not None:
            ids = [each.id for each in shown.material.report.items]
            self._row = ids.index(self._wanted) if self._wanted in ids else self._row
            self._wanted = None
        self.header.set_title(shown.material.report.title)
        for widget in (self.columns, self.shape):
            widget.setVisible(not shown.material.empty)
        self.empty.setVisible(shown.material.empty)
        self.list.set_editable(self._editable())
        self.list.offer(shown.material.board, verbatims=shown.material.verbatims)
        self._row = max(0, min(self._row, len(shown.deck.slides) - 1))
        self.list.show_plans(shown.deck.slides, row=self._row)
        self._show_slide()
        quotes = sum(len(item.quotes) for item in shown.material.items)
        self.check.show_quotes(quotes, risky=shown.risky)
        self.tell_status()

    def _show_slide(self) -> None:
        found = self._chosen()
        if found is None or self.shown is None:
            return
        material, plan = found
        count = len(self.shown.deck.slides)
        self.place.setText(tr("Diapositive {n} sur {count}", n=self._row + 1, count=count))
        self.before.setEnabled(self._row > 0)
        self.after.setEnabled(self._row < count - 1)
        self.preview.show_plan(plan, number=self._row + 1)
        editable = self._editable()
        self.notes.setReadOnly(not editable)
        self.notes.show_text(material.item.notes, again=True)
        self.side.show_slide(material, plan, row=self._row, editable=editable)

    def _chosen(self) -> tuple[ItemMaterial, SlidePlan] | None:
        if self.shown is None or self._row >= len(self.shown.deck.slides):
            return None
        return self.shown.material.items[self._row], self.shown.deck.slides[self._row]

    def _item_id(self) -> ReportItemId | None:
        found = self._chosen()
        return None if found is None else found[0].item.id

    def _editable(self) -> bool:
        study = self.context.study
        return study is not None and not study.read_only and not self.context.read_only

    # doing

    def step(self, by: int) -> None:
        """Choose the slide before or after."""
        if self.shown is not None and 0 <= self._row + by < len(self.shown.deck.slides):
            self.list.show_plans(self.shown.deck.slides, row=self._row + by)

    def _choose(self, row: int) -> None:
        if row != self._row:
            self._keep_typing()
            self._row = row
            self._show_slide()

    def _keep_typing(self) -> None:
        for field in (self.notes, self.side.title, self.side.text):
            field.keep()

    def _edit(
        self,
        *,
        title: str | None = None,
        notes: str | None = None,
        text: str | None = None,
        included: bool | None = None,
    ) -> None:
        item = self._item_id()
        if item is not None and self._editable():
            self.acts.edit(item, title=title, notes=notes, text=text, included=included)

    def _retitle(self, text: str) -> None:
        """Name the report on its cover, the slide elsewhere; an empty title gives the finding back."""
        found = self._chosen()
        said = " ".join(text.split())
        if found is not None and found[0].item.kind is SlideKind.TITLE:
            self.acts.rename(said)
        elif found is not None and (said != found[1].title or not said):
            self._edit(title=said)

    def _changed(self, key: ReportItemId | None) -> None:
        self._wanted = key
        self._read()

    def _refuse(self, error: EngageError) -> None:
        self.context.banner(sentence(error))
        self._read()

    def _move(self, _row: int, to: int) -> None:
        item = self._item_id()
        if item is not None:
            self.acts.move(item, to)

    def _remove(self, _row: int) -> None:
        item = self._item_id()
        if item is not None:
            self.acts.remove(item)

    def ask_quote(self, item: ReportItemId | None) -> None:
        """Choose a verbatim to quote on a slide, or on the last slide of quotations."""
        if self.shown is None or self.shown.material.empty:
            return
        dialog = QuoteDialog(self, self.context)
        dialog.chosen.connect(lambda key: self.acts.add_quote(key, item))
        dialog.open()

    # exporting

    def ask_export(self, kind: str) -> None:
        """Ask where to write, and write it."""
        found = self._chosen()
        study = self.context.study
        if self.shown is None or found is None or study is None or self.shown.material.empty:
            return
        chart = kind in ("png", "svg")
        name = (
            found[1].name if chart else tr("Verbatims") if kind == "csv" else self.shown.material.report.title
        )
        last = None if chart else self._written.of(study.path, kind)  # the dialog asks before it is replaced
        safe = "".join("-" if letter in '<>:"/\\|?*' else letter for letter in name).strip()
        chosen, _ = QFileDialog.getSaveFileName(
            self,
            tr("Exporter en {kind}", kind=kind.upper()),
            str(last or self._written.folder(study.path) / f"{safe}.{kind}"),
            f"{kind.upper()} (*.{kind})",
        )
        if chosen:
            path = Path(chosen)
            self.export(
                kind, path if path.suffix.lower() == f".{kind}" else path.with_name(f"{path.name}.{kind}")
            )

    def export(self, kind: str, to: Path) -> None:
        """Write the report, its figures, the verbatims or the chosen chart at `to`."""
        self._keep_typing()
        label = tr("Export de « {name} »", name=to.name)
        work = self._writer(kind, to)
        if work is None:
            return
        self.side.exports.begin(label)
        study = self.context.study

        def done(_nothing: None) -> None:
            if study is not None:
                self._written.note(study.path, kind, to)
            self.side.exports.done(kind, to)
            self.context.toast(tr("« {name} » est écrit.", name=to.name))

        def begin(_nothing: None) -> None:
            self.context.aside(
                work, done=done, label=label, failed=lambda error: self.context.banner(sentence(error))
            )

        self.context.write(_nothing_more, done=begin)  # what was typed last is written before it is exported

    def _writer(self, kind: str, to: Path) -> Work | None:
        found = self._chosen()
        if kind not in ("png", "svg"):
            return files(kind, to)
        typed = " ".join(self.side.title.toPlainText().split())
        return (
            None if found is None else picture(found[0], replace(found[1], title=typed or found[1].title), to)
        )

    # the window asks

    def commands(self) -> tuple[Action, ...]:
        """The report from the keyboard."""
        if self.shown is not None and self.shown.material.empty:
            return ()
        return (
            Action(
                "report-deck",
                tr("Exporter le rapport en PPTX…"),
                lambda: self.ask_export("pptx"),
                ("Ctrl+E",),
                "presentation",
            ),
            Action(
                "report-quote",
                tr("Ajouter une citation au rapport…"),
                lambda: self.ask_quote(None),
                (),
                "quote",
            ),
            Action(
                "report-up", tr("Monter la diapositive"), lambda: self.list.shift(-1), ("Alt+Up",), "arrow-up"
            ),
            Action(
                "report-down",
                tr("Descendre la diapositive"),
                lambda: self.list.shift(1),
                ("Alt+Down",),
                "arrow-down",
            ),
        )

    def panes(self) -> tuple[QWidget, ...]:
        """The list, the notes, the side."""
        if self.shown is None or self.shown.material.empty:
            return ()
        return (self.list.view, self.notes, self.side.title, self.side.exports.deck)

    def focus_first(self) -> None:
        """The list of slides."""
        if self.empty.isVisibleTo(self):
            self.empty.setFocus()
        else:
            self.list.view.setFocus()

    def status(self) -> str:
        """« 10 diapositives · 6 graphiques · 4 citations »."""
        if self.shown is None or self.shown.material.empty:
            return ""
        slides = self.shown.deck.shown
        parts = (
            tn("{n} diapositive", "{n} diapositives", len(slides)),
            tn(
                "{n} graphique", "{n} graphiques", sum(bool(slide.chart or slide.picture) for slide in slides)
            ),
            tn("{n} citation", "{n} citations", sum(len(slide.quotes) for slide in slides)),
        )
        return " · ".join(parts)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._built:
            self._fit()

    def _fit(self) -> None:
        px = self.theme.px
        narrow = self.width() < px(_NARROW)
        self.list.set_narrow(narrow)
        self.side.setFixedWidth(px(264 if narrow else 306))


def _nothing_more(_study: Study, _progress: Progress) -> None:
    """Come to an end once every earlier write did."""
