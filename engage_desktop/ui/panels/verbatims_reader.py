"""The reader of Verbatims: one text with its scores, its sentiment, its origin, its memo and what resembles it."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QVBoxLayout,
    QWidget,
)

from engage_desktop.models.codes import Code, Coding
from engage_desktop.models.emotions import Felt
from engage_desktop.models.sentiment import Sentiment, Term
from engage_desktop.models.verbatims import Verbatim, VerbatimKind, VerbatimRow
from engage_desktop.ui.context import Context
from engage_desktop.ui.labels_verbatims import kind_word, nps_group_of, origin_words, quotation, score_words
from engage_desktop.ui.labels_written import score_place, written_words
from engage_desktop.ui.widgets.areas import scrolled
from engage_desktop.ui.widgets.buttons import Button, IconButton
from engage_desktop.ui.widgets.cards import hairline
from engage_desktop.ui.widgets.chips import Chip, ChipLabel, Mark, nps_chip
from engage_desktop.ui.widgets.elided_link import ElidedLink
from engage_desktop.ui.widgets.feeling_line import FeelingLine
from engage_desktop.ui.widgets.flow import FlowLayout
from engage_desktop.ui.widgets.labels import ElidedLabel, IconLabel, PlainLabel
from engage_desktop.ui.widgets.memo_field import MemoField
from engage_desktop.ui.widgets.reader import Passage, Reader, Span, sentence_around
from engage_desktop.wording import tr
from engage_desktop.wording.emotions import emotions_said
from engage_desktop.wording.sheets import counter_name
from engage_desktop.wording.typography import day


@dataclass(frozen=True, slots=True)
class Page:
    """What the reader shows at once; words that carry the sentiment and what resembles it come after."""

    verbatim: Verbatim


class ReaderPane(QFrame):
    """One verbatim, whole."""

    stepped = Signal(int)
    corrected = Signal(object)
    flagged = Signal(bool)
    memo_written = Signal(int, str)  # verbatim, text
    followed = Signal(int)
    coding_asked = Signal()
    memo_asked = Signal()
    quote_asked = Signal()
    left = Signal()  # back to the list
    selected = Signal()
    interview_asked = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._theme = context.theme
        self.page: Page | None = None
        self._codes: dict[int, Code] = {}
        self._terms: tuple[Term, ...] = ()
        self.setProperty("ground", "surface")
        px = self._theme.px
        self.setMinimumWidth(px(360))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        column.addWidget(hairline())
        self.area = scrolled(focus=False)
        self._inside = QWidget()
        self._inside.setProperty("ground", "surface")
        self._column = QVBoxLayout(self._inside)
        self._column.setContentsMargins(px(20), px(14), px(16), px(24))
        self._column.setSpacing(px(10))
        self.area.setWidget(self._inside)
        column.addWidget(self.area, 1)
        self._fill()
        self.show_page(None, {})

    def _head(self) -> QWidget:
        theme, px = self._theme, self._theme.px
        head = QWidget()
        head.setFixedHeight(px(48))
        row = QHBoxLayout(head)
        row.setContentsMargins(px(20), 0, px(12), 0)
        row.setSpacing(px(8))
        self._back = IconButton(
            "arrow-left", theme, name=tr("Retour à la liste"), keys="Esc", run=self.left.emit
        )
        self._back.hide()
        row.addWidget(self._back)
        self._ref = PlainLabel("", theme, role="section")
        self._place = PlainLabel("", theme, role="detail", tone="text2")
        row.addWidget(self._ref)
        row.addWidget(self._place)
        row.addStretch(1)
        self._flag = IconButton("flag", theme, name=tr("Marquer à revoir"), keys="D", checkable=True)
        self._flag.clicked.connect(lambda on: self.flagged.emit(bool(on)))
        for button in (
            IconButton(
                "chevron-up",
                theme,
                name=tr("Verbatim précédent"),
                keys="K",
                run=lambda: self.stepped.emit(-1),
            ),
            IconButton(
                "chevron-down", theme, name=tr("Verbatim suivant"), keys="J", run=lambda: self.stepped.emit(1)
            ),
            self._flag,
            IconButton(
                "bookmark-plus", theme, name=tr("Ajouter au rapport"), keys="R", run=self.quote_asked.emit
            ),
            IconButton("copy", theme, name=tr("Copier avec la source"), run=self.copy_with_source),
        ):
            row.addWidget(button)
        return head

    def _fill(self) -> None:
        theme, px = self._theme, self._theme.px
        chips = QWidget()
        self._chips = FlowLayout(chips, spacing=px(8))
        self._about = PlainLabel("", theme, role="detail", tone="text2", wrap=True)
        self.feeling = FeelingLine(theme)
        self.feeling.corrected.connect(self.corrected)
        self._question = PlainLabel("", theme, role="detail", tone="text3", wrap=True)
        self.through = Button(
            tr("Lire l'entretien"), theme, kind="link", icon_name="text-align-start", keys="L",
            run=self.interview_asked.emit,
        )  # fmt: skip
        self.reader = Reader(theme)
        self.reader.text.selected.connect(self.selected)
        self.reader.text.customContextMenuRequested.connect(self._menu)
        self._legend = PlainLabel(
            tr("Mots porteurs : trait épais, fort ; trait fin, moyen ; pointillé, faible."),
            theme, role="detail", tone="text3", wrap=True,
        )  # fmt: skip
        self._emotions = PlainLabel("", theme, role="detail", tone="text2", wrap=True)
        self._emotions.setToolTip(
            tr("Lecture modeste : des mots d'émotion, sans intensité. Sa précision : Thèmes, Émotions.")
        )
        self._emotions.hide()
        self._origin = ElidedLink(theme, run=self._show_source)
        self.written = PlainLabel("", theme, role="detail", tone="text3", wrap=True)
        self.memo = MemoField(theme)
        self.memo.written.connect(self.memo_written)
        self._similar_title = self._titled("list-tree", tr("Verbatims proches"))
        self._similar = QWidget()
        self._similar_column = QVBoxLayout(self._similar)
        self._similar_column.setContentsMargins(0, 0, 0, 0)
        self._similar_column.setSpacing(px(2))
        for widget in (
            chips,
            self._about,
            self.feeling,
            self._question,
            self.through,
            self.reader,
            self._legend,
            self._emotions,
            self._origin,
            self.written,
        ):
            self._column.addWidget(widget)
        self._column.setAlignment(self.through, Qt.AlignmentFlag.AlignLeft)
        self._column.addWidget(hairline())
        self._column.addWidget(self._titled("sticky-note", tr("Mémo")))
        self._column.addWidget(self.memo)
        self._column.addWidget(hairline())
        self._column.addWidget(self._similar_title)
        self._column.addWidget(self._similar)
        self._column.addStretch(1)

    def _titled(self, icon_name: str, text: str) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._theme.px(8))
        row.addWidget(IconLabel(icon_name, self._theme, size=16))
        row.addWidget(PlainLabel(text, self._theme, role="label"))
        row.addStretch(1)
        return made

    # what is shown

    def show_back(self, *, shown: bool) -> None:
        """Offer the way back to the list, or not."""
        self._back.setVisible(shown)

    def show_page(self, page: Page | None, codes: dict[int, Code]) -> None:
        """Show one verbatim, or none."""
        same = (
            page is not None and self.page is not None and page.verbatim.row.id == self.page.verbatim.row.id
        )
        changed = not same or (
            self.page is not None
            and page is not None
            and page.verbatim.row.text != self.page.verbatim.row.text
        )
        self.page = page
        self._codes = codes
        self._inside.setVisible(page is not None)
        if page is None:
            self._ref.setText("")
            self._place.setText("")
            self.memo.show_memo(None, "")
            return
        row = page.verbatim.row
        self._ref.setText(row.ref)
        self._flag.setChecked(row.flagged)
        self._show_about(page.verbatim)
        self.feeling.show_feeling(row.feeling, language=page.verbatim.language)
        if changed:
            self._terms = ()
            self._emotions.hide()
            self.reader.show_text(row.text)
            self.area.verticalScrollBar().setValue(0)
        self.show_codes(codes)
        self._show_origin(page.verbatim)
        self.memo.show_memo(int(row.id), page.verbatim.memo)
        self.memo.setReadOnly(self._context.read_only)
        if not same:
            self.show_similar(())

    def show_place(self, place: str) -> None:
        """Say where the verbatim stands in the list."""
        self._place.setText(place)

    def show_terms(self, felt: Sentiment, emotions: tuple[Felt, ...] = ()) -> None:
        """Underline the words that carry the sentiment, and name the emotions that the text says."""
        self._terms = felt.terms
        self.feeling.show_subjectivity(felt.subjectivity)
        self._emotions.setText(emotions_said(emotions))
        self._emotions.setVisible(bool(emotions))
        self.show_codes(self._codes)

    def show_codes(self, codes: dict[int, Code]) -> None:
        """Mark the passages in the colours of these codes."""
        self._codes = codes
        if self.page is None:
            return
        passages = tuple(
            Passage(
                int(each.id),
                None if each.start is None or each.end is None else (each.start, each.end),
                codes[each.code].name,
                self._theme.code_token(codes[each.code].color),
            )
            for each in self.page.verbatim.row.codings
            if each.code in codes
        )
        self.reader.mark(passages, self._terms)
        self._legend.setVisible(bool(self._terms))

    def _show_about(self, verbatim: Verbatim) -> None:
        self._chips.clear()
        row = verbatim.row
        if row.nps is not None:
            scored = next((score_place(each) for each in verbatim.scores if each.kind == "nps"), "")
            self._chips.addWidget(_placed(ChipLabel(nps_chip(row.nps), self._theme), scored))
            self._chips.addWidget(self._said(nps_group_of(row.nps)))
        for score in verbatim.scores:
            if score.kind in ("csat", "ces"):
                self._chips.addWidget(_placed(self._said(score_words(score)), score_place(score)))
        if row.nps is None:
            self._chips.addWidget(ChipLabel(Chip(kind_word(row.kind), "plain", "accent"), self._theme))
        for code in dict.fromkeys(each.code for each in row.codings if each.start is None):
            self._whole(code)
        parts: list[str] = [value for _name, value in verbatim.attributes]
        parts += [verbatim.pseudonym, verbatim.speaker, verbatim.wave or verbatim.channel]
        if row.said_at is not None:
            parts.append(day(row.said_at.date()))
        parts += [f"{value} {counter_name(name)}" for name, value in verbatim.counters if value]
        self._about.setText(
            "  ·  ".join(part.replace(" ", "\u00a0") for part in dict.fromkeys(parts) if part)
        )
        asked = verbatim.question_label or verbatim.heading
        self._question.setText(asked)
        self._question.setVisible(bool(asked))
        self.through.setVisible(row.kind is VerbatimKind.TURN)

    def _said(self, text: str) -> PlainLabel:
        return PlainLabel(text, self._theme, role="detail", tone="text2")

    def _whole(self, code: int) -> None:
        known = self._codes.get(code)
        if known is not None:
            chip = Chip(known.name, "code", self._theme.code_token(known.color))
            self._chips.addWidget(ChipLabel(chip, self._theme))

    def _show_origin(self, verbatim: Verbatim) -> None:
        self._origin.set_whole(tr("Origine : {where}", where=origin_words(verbatim.origin)))
        self.written.setText(written_words(verbatim))
        self.written.setVisible(bool(self.written.text()))

    def show_similar(self, rows: tuple[VerbatimRow, ...]) -> None:
        """List what resembles it."""
        while (item := self._similar_column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for row in rows:
            self._similar_column.addWidget(self._neighbour(row))
        self._similar_title.setVisible(bool(rows))

    def _neighbour(self, row: VerbatimRow) -> QWidget:
        px = self._theme.px
        line = Button("", self._theme, kind="ghost", run=lambda: self.followed.emit(int(row.id)))
        line.setAccessibleName(f"{row.ref}. {row.text}")
        line.setFixedHeight(px(30))
        inside = QHBoxLayout(line)
        inside.setContentsMargins(px(4), 0, px(4), 0)
        inside.setSpacing(px(10))
        ref = PlainLabel(row.ref, self._theme, role="detail", tone="text3")
        ref.setFixedWidth(px(72))
        text = ElidedLabel(" ".join(row.text.split()), self._theme, role="detail", tone="text2")
        inside.addWidget(ref)
        inside.addWidget(text, 1)
        if row.feeling is not None:
            inside.addWidget(Mark.scored(row.feeling.polarity, row.feeling.label, self._theme))
        for child in line.findChildren(QLabel):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        return line

    # what is done

    def span(self) -> Span | None:
        """The selected passage."""
        return self.reader.text.span() if self.page is not None else None

    def coding_under_caret(self) -> int | None:
        """The shortest coded passage that holds the caret, else a code on the whole."""
        if self.page is None:
            return None
        return coding_at(self.page.verbatim.row.codings, self.reader.text.caret())

    def is_flagged(self) -> bool:
        """Whether the verbatim being read is marked to be seen again."""
        return self.page is not None and self.page.verbatim.row.flagged

    def select_sentence(self) -> None:
        """Select the sentence that holds the caret."""
        if self.page is None:
            return
        found = sentence_around(self.page.verbatim.row.text, self.reader.text.caret())
        if found is not None:
            self.reader.text.select(found)

    def extend(self, *, word: bool, forward: bool) -> None:
        """Stretch the selection by a letter or a word."""
        move = QTextCursor.MoveOperation
        chosen = (
            (move.WordRight if word else move.Right) if forward else (move.WordLeft if word else move.Left)
        )
        self.reader.text.extend(chosen)

    def copy_with_source(self) -> None:
        """Put the text, or what is selected of it, on the clipboard with where it comes from."""
        if self.page is None:
            return
        verbatim, span = self.page.verbatim, self.span()
        if span is not None:
            row = replace(verbatim.row, text=verbatim.row.text[span[0] : span[1]])
            verbatim = replace(verbatim, row=row)
        QGuiApplication.clipboard().setText(quotation(verbatim))
        self._context.toast(tr("Verbatim copié avec sa source"))

    def _show_source(self) -> None:
        self._context.go("sources")

    def _menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.addAction(tr("Coder…") + "\tC", self.coding_asked.emit)
        menu.addAction(tr("Mémo") + "\tM", self.memo_asked.emit)
        menu.addAction(tr("Marquer à revoir") + "\tD", lambda: self.flagged.emit(not self._flag.isChecked()))
        menu.addAction(tr("Ajouter au rapport") + "\tR", self.quote_asked.emit)
        menu.addSeparator()
        if self.page is not None and self.page.verbatim.row.kind is VerbatimKind.TURN:
            menu.addAction(tr("Lire l'entretien") + "\tL", self.interview_asked.emit)
        menu.addAction(tr("Copier avec la source"), self.copy_with_source)
        menu.popup(self.reader.text.viewport().mapToGlobal(at))


def _placed(shown: QWidget, place: str) -> QWidget:
    """A score that says where it stands in its file."""
    shown.setToolTip(f"<span>{html.escape(place)}</span>" if place else "")
    shown.setAccessibleDescription(place)
    return shown


def coding_at(codings: Sequence[Coding], caret: int) -> int | None:
    """The shortest coded passage that holds the caret, else a code on the whole."""
    here = [
        each
        for each in codings
        if each.start is None or (each.end is not None and each.start <= caret <= each.end)
    ]
    here.sort(key=lambda each: 10**9 if each.start is None or each.end is None else each.end - each.start)
    return int(here[0].id) if here else None
