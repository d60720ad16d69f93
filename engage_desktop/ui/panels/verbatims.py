"""Verbatims: filters, list, reader and codes side by side; every text one key away from its code."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedLayout, QStackedWidget, QVBoxLayout, QWidget

from engage_desktop.models import filters
from engage_desktop.models.codes import Code
from engage_desktop.models.emotions import Felt
from engage_desktop.models.sentiment import Sentiment
from engage_desktop.models.verbatims import VerbatimRow
from engage_desktop.operations import emotions, sentiment
from engage_desktop.store import verbatims as kept
from engage_desktop.ui.actions import Action
from engage_desktop.ui.itemmodels.verbatims import Ids
from engage_desktop.ui.panels.empty_pages import without_answers
from engage_desktop.ui.panels.panel import EVERYTHING, Panel
from engage_desktop.ui.panels.verbatims_acts import Acts
from engage_desktop.ui.panels.verbatims_codes import CodesPane
from engage_desktop.ui.panels.verbatims_filters import FiltersPane
from engage_desktop.ui.panels.verbatims_interview import InterviewPane
from engage_desktop.ui.panels.verbatims_keys import VerbatimKeys, letters
from engage_desktop.ui.panels.verbatims_list import ListPane
from engage_desktop.ui.panels.verbatims_reader import Page, ReaderPane
from engage_desktop.ui.panels.verbatims_reading import Listed, listed_now
from engage_desktop.ui.panels.verbatims_room import Panes, Room
from engage_desktop.ui.panels.verbatims_through import Through
from engage_desktop.wording import tn, tr
from engage_desktop.wording.typography import integer


class VerbatimsPanel(Panel):
    """The heart of the window."""

    name = "verbatims"
    headed = False

    def title(self) -> str:
        return tr("Verbatims")

    def build(self) -> None:
        self._order = "newest"
        self._listed = ("", "")  # the expression and the order of what is listed
        self._wanted: int | None = None
        self._codes: dict[int, Code] = {}
        self.filters = FiltersPane(self.context)
        self.list = ListPane(self.context, self._fetch)
        self.reader = ReaderPane(self.context)
        self.codes = CodesPane(self.context)
        self.interview = InterviewPane(self.context)
        self.acts = Acts(
            self.context,
            self.list,
            self.reader,
            self.codes,
            self.filters,
            self.interview,
            back=self.focus_first,
        )
        readings = QStackedWidget()
        readings.addWidget(self.reader)
        readings.addWidget(self.interview)
        self.room = Panes(self.theme, self.filters, self.list, readings, self.codes)
        self.through = Through(self, readings)
        page = QWidget()
        self._stack = QStackedLayout(page)
        self._stack.addWidget(self.room)
        self._stack.addWidget(self._empty())
        self.body.addWidget(page)
        self._connect()
        self.keys = VerbatimKeys(self)
        for before, after in pairwise((self.filters.search, self.list.view, self.reader.reader.text,
                                       self.codes.field.line, self.codes.tree)):  # fmt: skip
            QWidget.setTabOrder(before, after)

    def _empty(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.addWidget(
            without_answers(
                self.context,
                tr("Aucun verbatim pour l'instant"),
                tr(
                    "Importez des réponses, des mentions ou des notes d'entretien."
                    " Vous pouvez aussi déposer un fichier n'importe où ici."
                ),
                foot="CSV, XLSX, JSON, DOCX, TXT",
            )
        )
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
        self.list.save_asked.connect(self.acts.save_filter)
        self.list.filters_asked.connect(self._toggle_filters)
        self.list.opened.connect(self.room.show_reading)
        self.reader.stepped.connect(self.step)
        self.reader.left.connect(self.back_to_list)
        self.reader.corrected.connect(self.acts.correct)
        self.reader.flagged.connect(self.acts.flag)
        self.reader.memo_written.connect(self.acts.write_memo)
        self.reader.followed.connect(self.show_verbatim)
        self.reader.coding_asked.connect(self.code)
        self.reader.memo_asked.connect(self.write_memo)
        self.reader.quote_asked.connect(self.acts.quote)
        self.reader.selected.connect(self._show_target)
        self.reader.interview_asked.connect(self.through.open)
        self.codes.applied.connect(self.acts.apply_code)
        self.codes.created.connect(self.acts.create_code)
        self.codes.left.connect(self.focus_first)
        self.room.arranged.connect(self._arranged)

    # reading

    def refresh(self, changed: frozenset[str]) -> None:
        """Read anew what these tables feed."""
        if changed is EVERYTHING:
            self.filters.show_expression(self.filters.expression())
            self.list.model.read_again(range(0))
            self._read_all()
            return
        self.list.model.read_again(self.list.places_shown())
        self._read_all(again=True)
        page = self.reader.page
        if page is not None:
            self._read_one(int(page.verbatim.row.id))
        self.through.read_again()

    def _fetch(self, ids: Sequence[int]) -> tuple[VerbatimRow, ...]:
        study = self.context.study
        if study is None:
            return ()
        with study.read() as session:
            return kept.page(session, ids)

    def _read_all(self, *, again: bool = False) -> None:
        """Read what the filter finds; `again`, because the study changed: then no line that is listed leaves."""
        expression, order = self.filters.expression(), self._order
        listed = self.list.model.ids if again and self._listed == (expression, order) else None

        def take(read: Listed) -> None:
            self._listed = (expression, order)
            self._take_all(read)

        self.context.read(
            (self, "list"),
            lambda session: listed_now(session, expression, order, listed),
            take,
            failed=self.filters.show_mistake,
        )

    def _take_all(self, read: Listed) -> None:
        self._stack.setCurrentIndex(1 if read.empty else 0)
        self._codes = {int(code.id): code for code in read.codes}
        self.acts.codes = self._codes
        self.codes.show_codes(read.codes)
        self.list.show_looks(self.codes.tree.tree.looks())
        self._list_ids(read.ids)
        self.list.show_found(read.found, read.coded, self._order)
        expression = self.filters.expression()
        saved = any(each.expression == expression for each in read.saved)
        self.list.show_terms(expression, savable=not saved and not self.context.read_only)
        self.list.show_nothing(expression, read.without_last)
        self.filters.show_facets(read.facets, {code.name: code.color for code in read.codes})
        self.filters.show_saved(read.saved)
        current = self.list.model.id_at(self.list.place())
        page = self.reader.page
        if self.interview.shown:
            self.interview.show_codes(self._codes)
        elif current is None:
            self.reader.show_page(None, {})
        elif page is None or current != page.verbatim.row.id:
            self._read_one(int(current))
        else:
            self.reader.show_codes(self._codes)
            self._show_place()
        self._show_target()

    def _list_ids(self, ids: Ids) -> None:
        """List these, on the verbatim asked for, else on the one that was current, else where that one stood."""
        before = self.list.place()
        wanted = self._wanted or self.list.model.id_at(before)
        self._wanted = None

        def change() -> None:
            changed = self.list.model.set_ids(ids)
            place = self.list.model.place_of(int(wanted)) if wanted is not None else -1
            if place < 0:
                place = min(max(before, 0), len(ids) - 1)
            if changed or place != self.list.place():
                self.list.go_to(place)

        self.list.quietly(change)

    @property
    def known_codes(self) -> dict[int, Code]:
        """The codebook by id, as it was read last."""
        return self._codes

    @property
    def reading(self) -> ReaderPane | InterviewPane:
        """Where one reads now."""
        return self.interview if self.interview.shown else self.reader

    def read_one(self, verbatim: int) -> None:
        """Read a verbatim that the list need not hold."""
        self._read_one(verbatim)

    def show_target(self) -> None:
        """Say what a code would be put on now."""
        self._show_target()

    def _read_one(self, verbatim: int) -> None:
        self.context.read(
            (self, "reader"),
            lambda session: kept.read(session, verbatim),
            lambda read: self._take_one(Page(read)),
        )

    def _take_one(self, page: Page) -> None:
        known = self.reader.page
        row = page.verbatim.row
        same = known is not None and known.verbatim.row.id == row.id
        self.reader.show_page(page, self._codes)
        self._show_place()
        self._show_target()
        if same and known is not None and known.verbatim.row.text == row.text:
            return
        # apart: neither waits for the engine, which takes a second to come into memory the first time
        self.context.read(
            (self, "terms"),
            lambda session: (
                sentiment.explain_in(session, row.text, question=page.verbatim.question_label),
                emotions.felt(row.text) if page.verbatim.language in ("", "fr") else (),
            ),
            self._take_terms(row.text),
        )
        if not self.interview.shown:
            self.context.read(
                (self, "similar"),
                lambda session: kept.similar(session, int(row.id), limit=4),
                self.reader.show_similar,
            )
        self.context.note_reading(int(row.id), row.ref)

    def _take_terms(self, text: str) -> Callable[[tuple[Sentiment, tuple[Felt, ...]]], None]:
        def take(found: tuple[Sentiment, tuple[Felt, ...]]) -> None:
            page, felt = self.reader.page, found[0]
            if page is not None and page.verbatim.row.text == text:
                self.reader.show_terms(felt, found[1])
                self.interview.show_terms(text, felt.terms)

        return take

    def _show_place(self) -> None:
        total = self.list.model.rowCount()
        self.reader.show_place(tr("{n} sur {total}", n=integer(self.list.place() + 1), total=integer(total)))

    def _show_target(self) -> None:
        span, page = self.reader.span(), self.reader.page
        quote = page.verbatim.row.text[span[0] : span[1]] if span is not None and page is not None else ""
        if self.interview.shown:
            quote = self.interview.quote()
        turn = self.interview.turn() if self.interview.shown else None
        if turn is not None and turn.interviewer and not quote:
            self.codes.show_question()
        else:
            self.codes.show_target(quote, 1 if self.interview.shown else self.list.chosen())
        self.tell_status()

    # what others ask

    def show_filter(self, expression: str) -> None:
        """Narrow to an expression."""
        self.prepare()
        self.through.close()
        self.filters.set_expression(expression)

    def show_verbatim(self, number: int) -> None:
        """Bring one verbatim into view, out of the filter if it must be."""
        self.prepare()
        if self.through.shows(number):
            self.interview.go_to(self.through.place_of(number))
            return
        self.through.close()
        place = self.list.model.place_of(number)
        self.room.show_reading()
        if place >= 0:
            self.list.go_to(place)
        else:
            self._wanted = number
            self.filters.set_expression("")

    def focus_first(self) -> None:
        """The keyboard goes to the list, or to the reader that stands in its place."""
        if self.interview.shown:
            self.interview.text.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        hidden = self.list.isHidden()
        (self.reader.reader.text if hidden else self.list.view).setFocus(Qt.FocusReason.OtherFocusReason)

    def panes(self) -> tuple[QWidget, ...]:
        if self.interview.shown:
            return (self.interview.text, self.codes.tree)
        return (self.filters.search, self.list.view, self.reader.reader.text, self.codes.tree)

    def status(self) -> str:
        span, page = self.reader.span(), self.reader.page
        if self.interview.shown:
            return self.through.status()
        if span is not None and page is not None:
            words = len(page.verbatim.row.text[span[0] : span[1]].split())
            return tr("Sélection : 1 passage, {words}", words=tn("{n} mot", "{n} mots", words))
        chosen = self.list.chosen()
        return tn("Sélection : {n} verbatim", "Sélection : {n} verbatims", chosen) if chosen > 1 else ""

    def commands(self) -> tuple[Action, ...]:
        return (
            Action("verbatims.search", tr("Rechercher dans les verbatims"), self.search, ("Ctrl+F",)),
            Action("verbatims.filters", tr("Afficher ou masquer les filtres"), self._toggle_filters, ("Ctrl+Shift+B",)),
            Action("verbatims.uncoded", tr("Verbatim suivant sans code"), self.next_uncoded, ("Alt+Down",)),
            Action("verbatims.rename", tr("Renommer le code"), self.rename_code, ("F2",)),
            Action("verbatims.quote", tr("Ajouter le verbatim au rapport"), self.acts.quote, (), "bookmark-plus"),
            Action("verbatims.copy", tr("Copier le verbatim avec sa source"), self._copy,
                   ("Ctrl+Shift+C",)),
            Action("verbatims.interview", tr("Lire l'entretien"), self.through.toggle, (), "text-align-start"),
        )  # fmt: skip

    def _copy(self) -> None:
        self.reading.copy_with_source()

    def letters(self) -> tuple[tuple[str, str], ...]:
        return letters()

    # moving

    def step(self, by: int) -> None:
        """Go to the next or previous verbatim, or turn of the interview."""
        if self.interview.shown:
            self.interview.step(by)
            return
        self.list.go_to(min(max(self.list.place() + by, 0), self.list.model.rowCount() - 1))

    def next_uncoded(self) -> None:
        """Go to the next verbatim that carries no code, around the end if need be."""
        if self.interview.shown:
            self.through.next_uncoded()
            return
        ids, after = self.list.model.ids, self.list.place() + 1
        turned = np.concatenate((ids[after:], ids[:after]))

        def go(found: int | None) -> None:
            if found is None:
                self.context.toast(tr("Tous les verbatims de ce filtre sont codés"))
            elif found == self.list.model.id_at(after - 1):
                self.context.toast(tr("Aucun autre verbatim de ce filtre n'est sans code"))
            else:
                self.list.go_to(self.list.model.place_of(found))

        self.context.read((self, "uncoded"), lambda session: kept.first_uncoded(session, turned), go)

    def _sort(self, order: str) -> None:
        self._order = order
        self._read_all()

    # room

    def _toggle_filters(self) -> None:
        if self.interview.shown:
            self.through.close()
            return
        if self.room.toggle_filters():
            self.filters.search.setFocus()

    def search(self) -> None:
        """Type what to look for."""
        self.through.close()
        self.room.show_filters()
        self.filters.search.setFocus()

    def code(self) -> None:
        """Type the name of a code."""
        self.room.show_codes()
        self.codes.field.setFocus()

    def correct(self) -> None:
        """Say what the verbatim being read feels: N, U, P or M answer."""
        if self.interview.shown:
            self.through.correct()
            return
        self.room.show_reading()
        self.reader.feeling.open()

    def back_to_list(self) -> None:
        """Leave the reader, where it stands in the place of the list, or the interview."""
        if self.interview.shown:
            self.through.close()
            return
        self.room.show_reading(reading=False)
        self.focus_first()

    def write_memo(self) -> None:
        """Type a memo."""
        if self.interview.shown:
            self.interview.write_memo()
            return
        self.room.show_reading()
        self.reader.memo.setFocus()

    def rename_code(self) -> None:
        """Write another name in place of the current code's."""
        self.room.show_codes()
        self.codes.rename()

    def _arranged(self) -> None:
        self.reader.show_back(shown=self.room.room is Room.ONE)
        self.codes.show_keys(shown=self.room.room in (Room.FOUR, Room.THREE))
