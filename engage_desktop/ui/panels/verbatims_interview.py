"""An interview read from its beginning to its end, in the room of the list and of the reader: turns in their order."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from engage_desktop.models.codes import Code
from engage_desktop.models.ids import VerbatimId
from engage_desktop.models.interviews import Interview, Turn
from engage_desktop.models.sentiment import Term
from engage_desktop.ui.context import Context
from engage_desktop.ui.panels.verbatims_reader import coding_at
from engage_desktop.ui.panels.verbatims_turn_menu import turn_menu
from engage_desktop.ui.widgets.areas import scrolled
from engage_desktop.ui.widgets.buttons import Button, IconButton
from engage_desktop.ui.widgets.cards import hairline
from engage_desktop.ui.widgets.labels import ElidedLabel, PlainLabel
from engage_desktop.ui.widgets.memo_field import MemoField
from engage_desktop.ui.widgets.reader import Passage, Reader, Span, sentence_around
from engage_desktop.ui.widgets.transcript import TranscriptText
from engage_desktop.wording import tn, tr
from engage_desktop.wording.typography import day, integer, quoted, recorded

_LETTERS = 150_000  # shown at once: laying out more would hold the window
_MEASURE = 720  # the widest that a text is read


class InterviewPane(QFrame):
    """The turns, the one that is current, what is selected; `turned` tells that another turn is current."""

    turned = Signal(int)
    left = Signal()
    coding_asked = Signal()
    quote_asked = Signal()
    flagged = Signal(bool)
    memo_written = Signal(int, str)
    selected = Signal()
    split_asked = Signal()
    join_asked = Signal(int)  # -1 with the one before, 1 with the one after
    speaker_asked = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context, self._theme = context, context.theme
        self.shown = False
        self.interview: Interview | None = None
        self._codes: dict[int, Code] = {}
        self._terms: tuple[Term, ...] = ()
        self._first = 0  # of the stretch that is shown
        self._sought = False  # the current turn is to stay in view until a person scrolls
        px = self._theme.px
        self.setProperty("ground", "surface")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head())
        column.addWidget(hairline())
        self.text = TranscriptText(self._theme)
        self.reader = Reader(self._theme, self.text)
        policy = self.reader.stripes.sizePolicy()
        policy.setRetainSizeWhenHidden(True)  # the first code does not lay the text out anew
        self.reader.stripes.setSizePolicy(policy)
        self._about = PlainLabel("", self._theme, role="detail", tone="text2", wrap=True)
        self.before = Button(
            tr("Lire ce qui précède"), self._theme, kind="link", run=lambda: self.turn_over(-1)
        )
        self.after = Button(tr("Lire la suite"), self._theme, kind="link", run=lambda: self.turn_over(1))
        self.area = scrolled(focus=False)
        inside = QWidget()
        inside.setProperty("ground", "surface")
        self._inside = QVBoxLayout(inside)
        self._inside.setSpacing(px(10))
        for widget in (self._about, self.before, self.reader, self.after):
            self._inside.addWidget(widget)
        for button in (self.before, self.after):
            self._inside.setAlignment(button, Qt.AlignmentFlag.AlignLeft)
        self._inside.addStretch(1)
        self.area.setWidget(inside)
        column.addWidget(self.area, 1)
        self._foot = self._make_foot()
        column.addWidget(self._foot)
        self.text.moved.connect(self._moved)
        self.text.selected.connect(self.selected)
        self.text.customContextMenuRequested.connect(self._menu)
        self._theme.changed.connect(self._dress)
        bar = self.area.verticalScrollBar()
        bar.rangeChanged.connect(self._room_changed)
        bar.actionTriggered.connect(self._scrolled)

    def _head(self) -> QWidget:
        theme, px = self._theme, self._theme.px
        head = QWidget()
        head.setFixedHeight(px(48))
        row = QHBoxLayout(head)
        row.setContentsMargins(px(12), 0, px(12), 0)
        row.setSpacing(px(8))
        self.back = Button(
            tr("Retour aux verbatims"),
            theme,
            kind="link",
            icon_name="arrow-left",
            keys="Esc",
            run=self.left.emit,
        )
        self._label = PlainLabel("", theme, role="section")
        self._file = ElidedLabel("", theme, role="detail", tone="text2")
        self._place = PlainLabel("", theme, role="detail", tone="text2")
        row.addWidget(self.back)
        row.addWidget(self._label)
        row.addWidget(self._file, 1)
        row.addWidget(self._place)
        self._flag = IconButton("flag", theme, name=tr("Marquer à revoir"), keys="D", checkable=True)
        self._flag.clicked.connect(lambda on: self.flagged.emit(bool(on)))
        self._cut = IconButton("ellipsis", theme, name=tr("Tour de parole"))
        self._cut.clicked.connect(self._menu_below)
        up, down = tr("Tour précédent"), tr("Tour suivant")
        for button in (
            IconButton("chevron-up", theme, name=up, keys="K", run=lambda: self.step(-1)),
            IconButton("chevron-down", theme, name=down, keys="J", run=lambda: self.step(1)),
            self._flag,
            IconButton(
                "bookmark-plus", theme, name=tr("Ajouter au rapport"), keys="R", run=self.quote_asked.emit
            ),
            IconButton("copy", theme, name=tr("Copier avec la source"), run=self.copy_with_source),
            self._cut,
        ):
            row.addWidget(button)
        return head

    def _make_foot(self) -> QWidget:
        px = self._theme.px
        foot = QWidget()
        column = QVBoxLayout(foot)
        column.setContentsMargins(px(20), 0, px(20), px(12))
        column.setSpacing(px(6))
        column.addWidget(hairline())
        self._memo_title = PlainLabel("", self._theme, role="label")
        self.memo = MemoField(self._theme)
        self.memo.written.connect(self.memo_written)
        column.addWidget(self._memo_title)
        column.addWidget(self.memo)
        foot.hide()
        return foot

    # what is shown

    def show_interview(self, interview: Interview, verbatim: int, codes: dict[int, Code]) -> None:
        """Show an interview on one of its turns; the same one again is not moved under the reader's eyes."""
        same = self.interview is not None and _written(self.interview) == _written(interview)
        before, self.interview = self.interview, interview
        self._codes = codes
        place = max(0, interview.place(verbatim))
        if not same:
            self._show_about(interview)
            self._show_stretch(place, keep=before is not None and before.source == interview.source)
        else:
            self.show_codes(codes)
            if self._at() != place:
                self.go_to(place)
            self._show_turn()

    def _show_about(self, interview: Interview) -> None:
        self._label.setText(interview.label or interview.title or interview.file)
        said = [interview.title, interview.file] if interview.title else [interview.file]
        if interview.held_on is not None:
            said.append(day(interview.held_on))
        said.append(tn("{n} tour de parole", "{n} tours de parole", len(interview.turns)))
        self._file.setText("  ·  ".join(said))
        told = [
            "  ·  ".join((person.pseudonym, *(value for _name, value in person.attributes)))
            for person in interview.people
            if person.attributes or len(interview.people) > 1
        ]
        self._about.setText("\n".join(told))
        self._about.setVisible(bool(told))

    def _show_stretch(self, place: int, *, keep: bool = False) -> None:
        """Show the part of the interview that holds a turn; with `keep`, where it was scrolled to."""
        assert self.interview is not None
        bar = self.area.verticalScrollBar()
        scrolled, first, caret = bar.value(), self._first, self.text.caret_in_turn()
        was, now = self.text.turn(), self.interview.turns[place]
        self._first, last = stretch(self.interview.turns, place)
        self.text.blockSignals(True)
        people = {int(person.id): person.pseudonym for person in self.interview.people}
        self.text.show_turns(self.interview.turns[self._first : last], people)
        stays = keep and was is not None and was.row.id == now.row.id
        self.text.put_caret(place - self._first, caret if stays else 0)
        self.text.blockSignals(False)
        self.before.setVisible(self._first > 0)
        self.after.setVisible(last < len(self.interview.turns))
        self.show_codes(self._codes)
        if keep and first == self._first:
            bar.setValue(scrolled)
        self._moved(reveal=True, same=stays)

    def show_codes(self, codes: dict[int, Code]) -> None:
        """Mark the passages in the colours of these codes."""
        self._codes = codes
        if self.interview is None:
            return
        passages = tuple(
            Passage(
                int(each.id),
                self.text.in_document(
                    at, None if each.start is None or each.end is None else (each.start, each.end)
                ),
                codes[each.code].name,
                self._theme.code_token(codes[each.code].color),
            )
            for at, turn in enumerate(self._shown_turns())
            if not turn.interviewer
            for each in turn.row.codings
            if each.code in codes
        )
        at = self.text.place
        terms = tuple(
            Term(*self.text.in_document(at, (term.start, term.end)), term.text, term.weight, term.rule)
            for term in self._terms
        )
        self.reader.mark(passages, terms if at >= 0 else ())

    def show_terms(self, text: str, terms: tuple[Term, ...]) -> None:
        """Underline the words that carry the sentiment of the current turn, whose words are `text`."""
        turn = self.turn()
        if turn is not None and turn.row.text == text and not turn.interviewer:
            self._terms = terms
            self.show_codes(self._codes)

    def _shown_turns(self) -> tuple[Turn, ...]:
        if self.interview is None:
            return ()
        _first, last = stretch(self.interview.turns, self._first)
        return self.interview.turns[self._first : last]

    def _show_turn(self) -> None:
        turn = self.turn()
        if turn is None or self.interview is None:
            return
        total = integer(len(self.interview.turns))
        self._place.setText(tr("{n} sur {total}", n=integer(self._at() + 1), total=total))
        self._flag.setChecked(turn.row.flagged)
        self._memo_title.setText(tr("Mémo de {ref}", ref=turn.row.ref))
        self.memo.setReadOnly(self._context.read_only)
        self.memo.show_memo(int(turn.row.id), turn.memo)
        self._foot.setVisible(bool(turn.memo) or self.memo.hasFocus())

    def _dress(self) -> None:
        if self.interview is not None:
            self._show_stretch(self._at(), keep=True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        px = self._theme.px
        spare = max(0, event.size().width() - px(_MEASURE)) // 2
        self._inside.setContentsMargins(px(20) + spare, px(14), px(16) + spare, px(24))

    # moving

    def cut(self) -> int:
        """Where the caret cuts the current turn: between two words, never inside one."""
        turn, at = self.turn(), self.text.caret_in_turn()
        text = "" if turn is None else turn.row.text
        while 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum():
            at -= 1
        return at

    def turn(self) -> Turn | None:
        """The current turn, as the study says it now."""
        at = self._at()
        return self.interview.turns[at] if self.interview is not None and at >= 0 else None

    def _at(self) -> int:
        return self._first + self.text.place if self.text.place >= 0 else -1

    def step(self, by: int) -> None:
        """Go to the next or previous turn."""
        if self.interview is not None:
            self.go_to(min(max(self._at() + by, 0), len(self.interview.turns) - 1))

    def turn_over(self, by: int) -> None:
        """Go to what follows the part that is shown, or to what comes before it."""
        shown = len(self._shown_turns())
        self.go_to(self._first + shown if by > 0 else self._first - 1)

    def go_to(self, place: int) -> None:
        """Make a turn the current one and bring it into view."""
        if self.interview is None or not 0 <= place < len(self.interview.turns):
            return
        if self._first <= place < self._first + len(self._shown_turns()):
            self.text.go_to(place - self._first)
            self._reveal()
        else:
            self._show_stretch(place)

    def _moved(self, *, reveal: bool = False, same: bool = False) -> None:
        if not same:
            self._terms = ()
            self.show_codes(self._codes)
        self._show_turn()
        turn = self.turn()
        if reveal:
            self._reveal()
        if turn is not None:
            self.turned.emit(int(turn.row.id))

    def _scrolled(self, _action: int) -> None:
        self._sought = False

    def _room_changed(self, _low: int, _high: int) -> None:
        """The text was laid out anew: the turn that was gone to is elsewhere."""
        if self._sought:
            self._reveal()

    def _reveal(self) -> None:
        """Scroll as little as shows the whole turn, or its beginning."""
        self._sought = True
        if self.text.place < 0:
            return
        top, bottom = self.text.band(self.text.place)
        offset, margin = self.reader.y() + self.text.y(), self._theme.px(24)
        bar, height = self.area.verticalScrollBar(), self.area.viewport().height()
        low, high = int(offset + top) - margin, int(offset + bottom) + margin
        if low < bar.value() or high - low > height:
            bar.setValue(low)
        elif high > bar.value() + height:
            bar.setValue(high - height)

    # what a code is put on

    def passages(self) -> tuple[tuple[VerbatimId, Span | None], ...]:
        """What a code would be applied to: what is selected of each turn, else the current one; never a question."""
        chosen = self.text.selected_turns()
        turn = self.turn()
        if not chosen and turn is not None:
            chosen = ((turn, None),)
        return tuple((turn.row.id, span) for turn, span in chosen if not turn.interviewer)

    def quote(self) -> str:
        """The words that are selected."""
        return "\n".join(
            turn.row.text if span is None else turn.row.text[span[0] : span[1]]
            for turn, span in self.text.selected_turns()
        )

    def coding_under_caret(self) -> int | None:
        """The shortest coded passage that holds the caret, else a code on the whole turn."""
        turn = self.turn()
        return None if turn is None else coding_at(turn.row.codings, self.text.caret_in_turn())

    def is_flagged(self) -> bool:
        """Whether the current turn is marked to be seen again."""
        turn = self.turn()
        return turn is not None and turn.row.flagged

    def select_sentence(self) -> None:
        """Select the sentence that holds the caret."""
        turn = self.turn()
        found = None if turn is None else sentence_around(turn.row.text, self.text.caret_in_turn())
        if found is not None:
            self.text.select(self.text.in_document(self.text.place, found))

    def extend(self, *, word: bool, forward: bool) -> None:
        """Stretch the selection by a letter or a word."""
        move = QTextCursor.MoveOperation
        self.text.extend(
            (move.WordRight if word else move.Right) if forward else (move.WordLeft if word else move.Left)
        )

    def write_memo(self) -> None:
        """Type a memo on the current turn."""
        self._foot.show()
        self.memo.setFocus(Qt.FocusReason.OtherFocusReason)

    def copy_with_source(self) -> None:
        """Put what is selected, else the current turn, on the clipboard with where it comes from."""
        turn, interview = self.turn(), self.interview
        if turn is None or interview is None:
            return
        chosen = [each for each, _span in self.text.selected_turns()] or [turn]
        said = [", ".join(dict.fromkeys(each.row.ref for each in chosen)), interview.file]
        if chosen[0].start_ms is not None:
            said.insert(1, tr("à {time}", time=recorded(chosen[0].start_ms)))
        QGuiApplication.clipboard().setText(f"{quoted(self.quote() or turn.row.text)}\n— {', '.join(said)}")
        self._context.toast(tr("Verbatim copié avec sa source"))

    # the menu of a turn

    def _menu(self, at: QPoint) -> None:
        self.text.caret_to(at)
        self.menu().popup(self.text.viewport().mapToGlobal(at))

    def _menu_below(self) -> None:
        self.menu().popup(self._cut.mapToGlobal(self._cut.rect().bottomLeft()))

    def menu(self) -> QMenu:
        """What can be done to the current turn."""
        return turn_menu(self, at=self._at(), free=not self._context.read_only)


def stretch(turns: Sequence[Turn], place: int) -> tuple[int, int]:
    """The part of an interview that is shown with the turn at `place`: first and past the last."""
    first = letters = 0
    for at, turn in enumerate(turns):
        letters += len(turn.row.text)
        if letters > _LETTERS and at > first:
            if place < at:
                return first, at
            first, letters = at, len(turn.row.text)
    return first, len(turns)


def _written(interview: Interview) -> tuple[object, ...]:
    """What is on the page, codes apart."""
    said = tuple((t.row.id, t.row.text, t.speaker, t.interviewer, t.heading) for t in interview.turns)
    told = tuple((t.row.feeling, bool(t.memo), t.row.flagged) for t in interview.turns)
    return interview.source, interview.people, said, told
