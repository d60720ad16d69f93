"""A conversation being read: each turn under its speaker, the guide's questions above, the interviewer in grey."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRectF, Signal
from PySide6.QtGui import (
    QPainter,
    QPaintEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
)

from engage_desktop.models.interviews import Turn
from engage_desktop.models.sentiment import Label
from engage_desktop.ui.fonts import Role
from engage_desktop.ui.theme import Theme, Token
from engage_desktop.ui.widgets.reader import ReaderText, Span
from engage_desktop.wording import tr
from engage_desktop.wording.typography import decimal, recorded

_INDENT = 14  # pixels left of the words, where the mark of the current turn stands
_MARKS: dict[Label, tuple[str, Token]] = {
    Label.NEGATIVE: ("▼", "detText"),
    Label.NEUTRAL: ("○", "pasText"),
    Label.POSITIVE: ("▲", "proText"),
    Label.MIXED: ("◆", "pasText"),
}
_GAP = "\u2003"  # between the facts of a head line


@dataclass(frozen=True, slots=True)
class _Part:
    """Words in one look."""

    text: str
    role: Role
    tone: Token


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a turn stands in the document, in code points: its head line, its words."""

    head: int
    start: int
    end: int


class TranscriptText(ReaderText):
    """Turns one below the other; spans in and out are those of a turn, in code points of its words."""

    moved = Signal()  # the caret is in another turn

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._places: list[_Place] = []
        self._turns: tuple[Turn, ...] = ()
        self._people: Mapping[int, str] = {}
        self._current = -1
        self.setAccessibleName(tr("Texte de l'entretien"))
        self.cursorPositionChanged.connect(self._caret_moved)

    def show_turns(self, turns: Sequence[Turn], people: Mapping[int, str]) -> None:
        """Show these turns, the caret at the first; `people` are the pseudonyms of those whose name is not written."""
        self._people = people
        self._turns, self._places, self._current = tuple(turns), [], -1
        said: list[str] = []
        at = 0
        was_blocked = self.blockSignals(True)
        self.clear()
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        heading, speaker = "", None
        for number, turn in enumerate(turns):
            if turn.heading and turn.heading != heading:
                heading, speaker = turn.heading, None
                self._write(cursor, [_Part(heading, "card", "text")], "card", above=28 if said else 4)
                said.append(heading)
                at += len(heading) + 1
            goes_on = turn.speaker == speaker
            speaker = turn.speaker
            parts = self._head(turn, named=not goes_on)
            head = "".join(part.text for part in parts)
            self._write(cursor, parts, "detail", above=4 if not said else 8 if goes_on else 16)
            role: Role = "quote" if turn.interviewer else "reading"
            words = _Part(turn.row.text, role, "text3" if turn.interviewer else "text")
            self._write(cursor, [words], role, above=0)
            start = at + len(head) + 1
            self._places.append(_Place(at, start, start + len(turn.row.text)))
            said += [head, turn.row.text]
            at = start + len(turn.row.text) + (number < len(turns) - 1)
        cursor.endEditBlock()
        self._begin("\n".join(said))
        self.blockSignals(was_blocked)
        self._fit()
        self.go_to(0)

    def _head(self, turn: Turn, *, named: bool) -> list[_Part]:
        """Who speaks, unless it is who spoke just before; which turn it is, when, what is noted of it."""
        tone: Token = "text3" if turn.interviewer else "text"
        unnamed = tr("Intervieweur") if turn.interviewer else tr("Sans nom")
        name = turn.speaker or self._people.get(int(turn.participant or 0), "") or unnamed
        parts = [_Part(f"{name}{_GAP}", "detail_label", tone)] if named else []
        number = turn.row.ref.rpartition(" ")[2]
        said = [f"§\u00a0{number}"]
        if turn.start_ms is not None:
            said.append(recorded(turn.start_ms))
        if turn.memo:
            said.append(tr("mémo"))
        if turn.row.flagged:
            said.append(tr("à revoir"))
        parts.append(_Part(_GAP.join(said), "detail_figure", "text3"))
        felt = turn.row.feeling
        if felt is not None and not turn.interviewer:
            sign, ink = _MARKS[felt.label]
            parts.append(
                _Part(f"{_GAP}{sign}\u00a0{decimal(felt.polarity, 2, signed=True)}", "detail_figure", ink)
            )
        return parts

    def _write(self, cursor: QTextCursor, parts: Sequence[_Part], role: Role, *, above: int) -> None:
        px = self._theme.px
        shape = QTextBlockFormat()
        shape.setLeftMargin(px(_INDENT))
        shape.setTopMargin(px(above))
        shape.setLineHeight(self._theme.line_height(role), QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        if cursor.position():
            cursor.insertBlock(shape)
        else:
            cursor.setBlockFormat(shape)
        for part in parts:
            look = QTextCharFormat()
            look.setFont(self._theme.font(part.role))
            look.setForeground(self._theme.color(part.tone))
            lines = part.text.split("\n")
            for number, line in enumerate(lines):
                if number:
                    cursor.insertBlock(_without_top(shape))
                cursor.insertText(line, look)

    # where one is

    @property
    def place(self) -> int:
        """The turn that holds the caret, or -1 when there is none."""
        return self._current

    def turn(self) -> Turn | None:
        """The turn that holds the caret."""
        return self._turns[self._current] if 0 <= self._current < len(self._turns) else None

    def go_to(self, place: int) -> None:
        """Put the caret at the beginning of a turn."""
        if 0 <= place < len(self._places):
            self._put_caret(self._places[place].start)

    def put_caret(self, place: int, at: int) -> None:
        """Put the caret in a turn, `at` code points from its beginning."""
        if 0 <= place < len(self._places):
            where = self._places[place]
            self._put_caret(min(where.start + max(0, at), where.end))

    def _put_caret(self, at: int) -> None:
        cursor = self.textCursor()
        cursor.setPosition(self._offsets.to_units(at))
        self.setTextCursor(cursor)
        self._caret_moved()

    def caret_in_turn(self) -> int:
        """Where the caret stands in the words of its turn, in code points."""
        if self._current < 0:
            return 0
        where = self._places[self._current]
        return min(max(self.caret() - where.start, 0), where.end - where.start)

    def selected_turns(self) -> tuple[tuple[Turn, Span | None], ...]:
        """What is selected, turn by turn: the passage, None for the whole of one. Without selection, nothing."""
        span = self.span()
        if span is None:
            return ()
        found: list[tuple[Turn, Span | None]] = []
        for turn, where in zip(self._turns, self._places, strict=True):
            start, end = max(span[0], where.start), min(span[1], where.end)
            text = turn.row.text
            low, high = start - where.start, end - where.start
            while low < high and text[low].isspace():
                low += 1
            while high > low and text[high - 1].isspace():
                high -= 1
            if low < high:
                found.append((turn, None if (low, high) == (0, len(text)) else (low, high)))
        return tuple(found)

    def in_document(self, place: int, span: Span | None) -> Span:
        """A passage of a turn, or all of it, where it stands in the document."""
        where = self._places[place]
        if span is None:
            return where.start, where.end
        return where.start + span[0], where.start + span[1]

    def whole(self, place: int) -> Span:
        """A turn with its head line."""
        where = self._places[place]
        return where.head, where.end

    def band(self, place: int) -> tuple[float, float]:
        """The top and the bottom of a turn, its head line with it."""
        return self.reach(self.whole(place))

    def _caret_moved(self) -> None:
        at = self.caret()
        place = max(0, bisect_right([where.head for where in self._places], at) - 1)
        if self._places and place != self._current:
            self._current = place
            self.viewport().update()
            self.moved.emit()

    def caret_to(self, point: QPoint) -> None:
        """Put the caret under a point of the viewport, unless what is selected is there."""
        under, chosen = self.cursorForPosition(point), self.textCursor()
        if not (
            chosen.hasSelection() and chosen.selectionStart() <= under.position() <= chosen.selectionEnd()
        ):
            self.setTextCursor(under)

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._current < 0:
            return
        top, bottom = self.band(self._current)
        with QPainter(self.viewport()) as painter:
            painter.fillRect(QRectF(0, top, self._theme.px(3), bottom - top), self._theme.color("accent"))


def _without_top(shape: QTextBlockFormat) -> QTextBlockFormat:
    made = QTextBlockFormat(shape)
    made.setTopMargin(0)
    return made
