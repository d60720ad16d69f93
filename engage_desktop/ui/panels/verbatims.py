"""Verbatims: filters, list, reader and codes side by side; every text one key away from its code."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QInputDialog, QSplitter, QStackedLayout, QVBoxLayout, QWidget

from engage_desktop.models import filters
from engage_desktop.models.codes import Code, MemoTarget
from engage_desktop.models.ids import CodeId, CodingId, VerbatimId
from engage_desktop.models.sentiment import Label, Sentiment
from engage_desktop.models.study import SavedFilter
from engage_desktop.models.verbatims import Facets, VerbatimRow
from engage_desktop.operations import coding, sentiment
from engage_desktop.operations import filters as saving
from engage_desktop.progress import Progress
from engage_desktop.store import codes as kept_codes
from engage_desktop.store import filters as kept_filters
from engage_desktop.store import verbatims as kept
from engage_desktop.store.database import Session, Study
from engage_desktop.ui.actions import Action
from engage_desktop.ui.itemmodels.verbatims import Ids
from engage_desktop.ui.panels.panel import EVERYTHING, Panel, concerns
from engage_desktop.ui.panels.verbatims_codes import CodesPane
from engage_desktop.ui.panels.verbatims_filters import FiltersPane
from engage_desktop.ui.panels.verbatims_keys import VerbatimKeys
from engage_desktop.ui.panels.verbatims_list import ListPane
from engage_desktop.ui.panels.verbatims_reader import Page, ReaderPane
from engage_desktop.ui.widgets.buttons import Button
from engage_desktop.ui.widgets.states import EmptyState
from engage_desktop.wording import tn, tr
from engage_desktop.wording.typography import integer

_WIDE, _MIDDLE, _NARROW = 1348, 1148, 800  # of the page: the window less the rail
_SIZES = ((216, 424, 520, 272), (216, 380, 520, 250), (200, 316, 460, 226))


@dataclass(frozen=True, slots=True)
class _Read:
    """What one reading of the study brings."""

    ids: Ids
    coded: int
    facets: Facets
    saved: tuple[SavedFilter, ...]
    codes: tuple[Code, ...]
    without_last: int | None
    empty: bool


class VerbatimsPanel(Panel):
    """The heart of the window."""

    name = "verbatims"
    headed = False

    def title(self) -> str:
        return tr("Verbatims")

    def build(self) -> None:
        self._order = "newest"
        self._wanted: int | None = None
        self._codes: dict[int, Code] = {}
        self.filters = FiltersPane(self.context)
        self.list = ListPane(self.context, self._fetch)
        self.reader = ReaderPane(self.context)
        self.codes = CodesPane(self.context)
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(1)
        self._splitter.setStyleSheet(
            f"QSplitter::handle {{ background: {self.theme.hex('line')}; width: 1px; }}"
        )
        for pane in (self.filters, self.list, self.reader, self.codes):
            self._splitter.addWidget(pane)
        self._stack_page = QWidget()
        self._stack = QStackedLayout(self._stack_page)
        self._stack.addWidget(self._splitter)
        self._stack.addWidget(self._empty())
        self.body.addWidget(self._stack_page)
        self._splitter.setStretchFactor(2, 1)
        px = self.theme.px
        self._room = 0
        self._splitter.setSizes([px(each) for each in _SIZES[0]])
        self._connect()
        self.keys = VerbatimKeys(self)
        self._filters_wished: bool | None = None

    def _empty(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.addWidget(
            EmptyState(
                self.theme,
                tr("Aucun verbatim pour l'instant"),
                tr(
                    "Importez des réponses, des mentions ou des notes d'entretien."
                    " Vous pouvez aussi déposer un fichier n'importe où ici."
                ),
                primary=Button(
                    tr("Importer des réponses"), self.theme, kind="primary", icon_name="inbox",
                    run=lambda: self.context.go("sources"),
                ),
                secondary=Button(
                    tr("Concevoir une enquête"), self.theme, icon_name="clipboard-list",
                    run=lambda: self.context.go("enquetes"),
                ),
                foot="CSV, XLSX, JSON, DOCX, TXT",
            )
        )  # fmt: skip
        return page

    def _connect(self) -> None:
        self.filters.changed.connect(lambda _expression: self._read_all())
        self.list.current_changed.connect(self._read_one)
        self.list.selection_changed.connect(self._show_target)
        self.list.order_changed.connect(self._sort)
        self.list.term_removed.connect(
            lambda term: self.filters.set_expression(filters.without_term(self.filters.expression(), term))
        )
        self.list.cleared.connect(lambda: self.filters.set_expression(""))
        self.list.save_asked.connect(self._save_filter)
        self.list.filters_asked.connect(self._toggle_filters)
        self.reader.stepped.connect(self.step)
        self.reader.corrected.connect(self.correct)
        self.reader.flagged.connect(self.flag)
        self.reader.memo_written.connect(self._write_memo)
        self.reader.followed.connect(self.show_verbatim)
        self.reader.coding_asked.connect(self.codes.field.setFocus)
        self.reader.selected.connect(self._show_target)
        self.codes.applied.connect(self.apply_code)
        self.codes.created.connect(self.create_code)
        self.codes.left.connect(self.list.view.setFocus)

    # reading

    def refresh(self, changed: frozenset[str]) -> None:
        """Read anew what these tables feed."""
        if changed is EVERYTHING:
            self.filters.show_expression(self.filters.expression())
        self.list.model.read_again()
        self._read_all()
        if changed is not EVERYTHING and concerns(
            changed,
            "coding",
            "code",
            "memo",
            "verbatim",
            "sentiment_correction",
            "sentiment_result",
            "coded_column",
        ):
            current = self.list.model.id_at(self.list.place())
            if current is not None:
                self._read_one(int(current))

    def _fetch(self, ids: Sequence[int]) -> tuple[VerbatimRow, ...]:
        study = self.context.study
        if study is None:
            return ()
        with study.read() as session:
            return kept.page(session, ids)

    def _read_all(self) -> None:
        expression, order = self.filters.expression(), self._order
        self.context.read(
            (self, "list"),
            lambda session: _read(session, expression, order),
            self._take_all,
            failed=self.filters.show_mistake,
        )

    def _take_all(self, read: _Read) -> None:
        self._stack.setCurrentIndex(1 if read.empty else 0)
        self._codes = {int(code.id): code for code in read.codes}
        self.codes.show_codes(read.codes)
        self.list.model.looks = self.codes.tree.tree.looks()
        wanted = self._wanted or self.list.model.id_at(self.list.place())
        before = self.list.place()
        self.list.quietly(lambda: self._list_ids(read.ids, wanted, before))
        self.list.show_found(len(read.ids), read.coded, self._order)
        expression = self.filters.expression()
        saved = any(each.expression == expression for each in read.saved)
        self.list.show_terms(expression, savable=not saved and not self.context.read_only)
        self.list.show_nothing(expression, read.without_last)
        self.filters.show_facets(read.facets)
        self.filters.show_saved(read.saved)
        self._wanted = None
        current = self.list.model.id_at(self.list.place())
        shown = self.reader.page.verbatim.row.id if self.reader.page is not None else None
        if current is None:
            self.reader.show_page(None, {}, "")
        elif current != shown:
            self._read_one(int(current))
        else:
            self.reader.show_codes(self._codes)
            self._show_place()
        self._show_target()

    def _list_ids(self, ids: Ids, wanted: int | None, before: int) -> None:
        changed = self.list.model.set_ids(ids)
        place = self.list.model.place_of(int(wanted)) if wanted is not None else -1
        if place < 0:
            place = min(max(before, 0), len(ids) - 1)
        if changed or place != self.list.place():
            self.list.go_to(place)

    def _read_one(self, verbatim: int) -> None:
        self.context.read((self, "reader"), lambda session: _page(session, verbatim), self._take_one)

    def _take_one(self, page: Page) -> None:
        self.reader.show_page(page, self._codes, "")
        text = page.verbatim.row.text
        # apart: the first time, the engine takes a second to come into memory, and reading must not wait for it
        self.context.read((self, "terms"), lambda _session: sentiment.explain(text), self._take_terms(text))
        self.context.note_reading(int(page.verbatim.row.id), page.verbatim.row.ref)
        self._show_place()
        self._show_target()

    def _take_terms(self, text: str) -> Callable[[Sentiment], None]:
        def take(felt: Sentiment) -> None:
            page = self.reader.page
            if page is not None and page.verbatim.row.text == text:
                self.reader.show_terms(felt.terms)

        return take

    def _show_place(self) -> None:
        total = self.list.model.rowCount()
        self.reader.show_place(tr("{n} sur {total}", n=integer(self.list.place() + 1), total=integer(total)))

    def _show_target(self) -> None:
        span, page = self.reader.span(), self.reader.page
        quote = page.verbatim.row.text[span[0] : span[1]] if span is not None and page is not None else ""
        self.codes.show_target(quote, len(self.list.selected()))

    # what others ask

    def show_filter(self, expression: str) -> None:
        """Narrow to an expression."""
        self.prepare()
        self.filters.set_expression(expression)

    def show_verbatim(self, number: int) -> None:
        """Bring one verbatim into view, out of the filter if it must be."""
        self.prepare()
        place = self.list.model.place_of(number)
        if place >= 0:
            self.list.go_to(place)
        else:
            self._wanted = number
            self.filters.set_expression("" if self.filters.expression() else self.filters.expression())

    def focus_first(self) -> None:
        """The keyboard goes to the list."""
        self.list.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def panes(self) -> tuple[QWidget, ...]:
        return (self.filters.search, self.list.view, self.reader.reader.text, self.codes.tree)

    def status(self) -> str:
        span, page = self.reader.span(), self.reader.page
        if span is not None and page is not None:
            words = len(page.verbatim.row.text[span[0] : span[1]].split())
            return tr("Sélection : 1 passage, {words}", words=tn("{n} mot", "{n} mots", words))
        chosen = len(self.list.selected())
        return tn("Sélection : {n} verbatim", "Sélection : {n} verbatims", chosen) if chosen > 1 else ""

    def commands(self) -> tuple[Action, ...]:
        return (
            Action("verbatims.search", tr("Rechercher dans les verbatims"), self.filters.search.setFocus, ("Ctrl+F",)),
            Action("verbatims.filters", tr("Afficher ou masquer les filtres"), self._toggle_filters, ("Ctrl+Shift+B",)),
            Action("verbatims.uncoded", tr("Verbatim suivant sans code"), self.next_uncoded, ("Alt+Down",)),
            Action("verbatims.rename", tr("Renommer le code"), self.codes.rename, ("F2",)),
            Action("verbatims.copy", tr("Copier le verbatim avec sa source"), self.reader.copy_with_source,
                   ("Ctrl+Shift+C",)),
        )  # fmt: skip

    # moving

    def step(self, by: int) -> None:
        """Go to the next or previous verbatim."""
        self.list.go_to(min(max(self.list.place() + by, 0), self.list.model.rowCount() - 1))

    def next_uncoded(self) -> None:
        """Go to the next verbatim that carries no code, around the end if need be."""
        here = self.list.model.id_at(self.list.place())
        expression, order = self.filters.expression(), self._order

        def find(session: Session) -> int | None:
            wanted = filters.with_term(expression, "code:none")
            uncoded = set(kept.find(session, wanted).ids.tolist())
            every = kept.find(session, expression, order=order).ids.tolist()
            at = every.index(int(here)) + 1 if here is not None and int(here) in every else 0
            return next((each for each in (*every[at:], *every[:at]) if each in uncoded), None)

        def go(found: int | None) -> None:
            if found is None:
                self.context.toast(tr("Tous les verbatims de ce filtre sont codés"))
            else:
                self.show_verbatim(found)

        self.context.read((self, "uncoded"), find, go)

    def _sort(self, order: str) -> None:
        self._order = order
        self._read_all()

    # coding

    def targets(self) -> tuple[VerbatimId, ...]:
        """What a code would be applied to."""
        chosen = self.list.selected()
        if len(chosen) > 1:
            return chosen
        page = self.reader.page
        return (page.verbatim.row.id,) if page is not None else chosen

    def apply_code(self, code: int) -> None:
        """Toggle a code on the selected passage, else on the selected verbatims."""
        targets, span, coder = self.targets(), self.reader.span(), self.context.coder
        if not targets or self.context.read_only:
            return
        passage = span if len(targets) == 1 else None
        known = self._codes.get(code)

        def said(done: coding.Toggled) -> str:
            name = known.name if known is not None else ""
            if done.added:
                return tn(
                    "« {name} » appliqué à {n} verbatim",
                    "« {name} » appliqué à {n} verbatims",
                    done.added,
                    name=name,
                )
            return tn(
                "« {name} » retiré de {n} verbatim",
                "« {name} » retiré de {n} verbatims",
                done.removed,
                name=name,
            )

        self.context.write(
            lambda study, _progress: coding.toggle(study, targets, CodeId(code), coder=coder, span=passage),
            said=said if len(targets) > 1 else None,
        )
        self.reader.reader.text.select(None)
        self._back_to_reading()

    def create_code(self, name: str) -> None:
        """Make a code and apply it."""
        targets, span, coder = self.targets(), self.reader.span(), self.context.coder
        passage = span if len(targets) == 1 else None

        def make(study: Study, _progress: Progress) -> None:
            made = coding.add_code(study, name, coder=coder)
            if targets:
                coding.toggle(study, targets, made.id, coder=coder, span=passage)

        self.context.write(make, said=tr("Code « {name} » créé", name=name))
        self._back_to_reading()

    def apply_key(self, key: str) -> None:
        """Toggle the code bound to a digit."""
        code = self.codes.code_of_key(key)
        if code is None:
            self.context.toast(tr("Aucun code n'est lié à la touche {key}", key=key))
        else:
            self.apply_code(int(code.id))

    def remove_code(self) -> None:
        """Take away the code under the caret."""
        key = self.reader.coding_under_caret()
        if key is None:
            return
        coder = self.context.coder
        self.context.write(
            lambda study, _progress: coding.remove_coding(study, CodingId(key), coder=coder),
            said=tr("Code retiré"),
        )

    def correct(self, label: Label | None) -> None:
        """Say what the verbatim being read feels."""
        page, coder = self.reader.page, self.context.coder
        if page is not None:
            self.context.write(
                lambda study, _progress: sentiment.correct(study, page.verbatim.row.id, label, coder=coder),
                said=tr("Sentiment corrigé") if label is not None else tr("Correction du sentiment retirée"),
            )

    def flag(self, on: bool) -> None:
        """Mark to be seen again, or not."""
        targets = self.targets()
        if targets:
            self.context.write(lambda study, _progress: coding.flag(study, targets, on=on))

    def _write_memo(self, verbatim: int, text: str) -> None:
        coder = self.context.coder
        self.context.write(
            lambda study, _progress: coding.write_memo(
                study, MemoTarget.VERBATIM, verbatim, text, coder=coder
            )
        )

    def _save_filter(self) -> None:
        expression = self.filters.expression()
        name, agreed = QInputDialog.getText(self, tr("Enregistrer le filtre"), tr("Nom du filtre"))
        if agreed and name.strip():
            self.context.write(
                lambda study, _progress: saving.save_filter(study, name, expression),
                said=tr("Filtre « {name} » enregistré", name=name.strip()),
            )

    def _back_to_reading(self) -> None:
        if self.codes.field.line.hasFocus():
            self.list.view.setFocus()

    # room

    def _toggle_filters(self) -> None:
        self._filters_wished = not self.filters.isVisible()
        self._arrange()
        if self.filters.isVisible():
            self.filters.search.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if hasattr(self, "filters"):
            self._arrange()

    def _arrange(self) -> None:
        """Four panes when there is room; the filters, then the codes, give way."""
        width = self.width() * 100 / self.theme.zoom
        wished = self._filters_wished
        self.filters.setVisible(width >= _WIDE if wished is None else wished)
        self.codes.setVisible(width >= _NARROW)
        room = 0 if width >= _WIDE else 1 if width >= _MIDDLE else 2
        if room != self._room:
            self._room = room
            px = self.theme.px
            self._splitter.setSizes([px(each) for each in _SIZES[room]])


def _read(session: Session, expression: str, order: str) -> _Read:
    found = kept.find(session, expression, order=order)
    without_last: int | None = None
    if not len(found.ids):
        asked = filters.terms(expression)
        without_last = len(kept.find(session, " ".join(asked[:-1])).ids)
    return _Read(
        found.ids,
        found.coded,
        kept.facets(session, expression),
        kept_filters.saved(session),
        kept_codes.tree(session),
        without_last,
        empty=not expression and not len(found.ids),
    )


def _page(session: Session, verbatim: int) -> Page:
    read = kept.read(session, verbatim)
    return Page(read, kept.similar(session, verbatim, limit=4))
