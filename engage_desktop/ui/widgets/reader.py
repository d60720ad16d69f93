"""The text being read: coded passages under it, words that carry the sentiment underlined, stripes beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QHelpEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextLine,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QTextEdit, QToolTip, QWidget

from engage_desktop.models.sentiment import Term, weighed_within
from engage_desktop.ui.offsets import Offsets
from engage_desktop.ui.theme import Theme, Token
from engage_desktop.wording import tr
from engage_desktop.wording.rules import passage_words, term_words
from engage_desktop.wording.typography import in_turn

# Weights of terms, that add up to the polarity: a full line, a thin one, else dots.
STRONG, MEDIUM = 0.35, 0.12
_ABOVE = 400  # pixels above what is painted where the names of codes still count
Span = tuple[int, int]
_SENTENCE = re.compile(r"[^.!?…\n]+[.!?…]*")


@dataclass(frozen=True, slots=True)
class Passage:
    """A coded passage: its span in code points (None: all of the text), the code's name and hue."""

    coding: int
    span: Span | None
    name: str
    token: Token


class ReaderText(QTextEdit):
    """The text itself, read-only; spans in and out are in code points."""

    selected = Signal()
    laid_out = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._offsets = Offsets("")
        self._passages: tuple[Passage, ...] = ()
        self._terms: tuple[Term, ...] = ()
        self.setProperty("reader", True)
        self.setReadOnly(True)
        self.setAcceptRichText(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabChangesFocus(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.document().setDocumentMargin(theme.px(2))
        self.document().setUndoRedoEnabled(False)
        self.setAccessibleName(tr("Texte du verbatim"))
        self.selectionChanged.connect(self.selected)

    def show_text(self, text: str) -> None:
        """Show another text, nothing selected."""
        self._begin(text)
        self.setFont(self._theme.font("reading"))
        self.setPlainText(text)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        shape = QTextBlockFormat()
        fixed = QTextBlockFormat.LineHeightTypes.FixedHeight.value
        shape.setLineHeight(self._theme.line_height("reading"), fixed)
        cursor.mergeBlockFormat(shape)
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self._fit()

    def _begin(self, text: str) -> None:
        self._offsets = Offsets(text)
        self._passages, self._terms = (), ()

    def mark(self, passages: tuple[Passage, ...], terms: tuple[Term, ...]) -> None:
        """Show these passages and words."""
        self._passages, self._terms = passages, terms
        said = in_turn(*(term_words(term) for term in terms))
        self.setAccessibleDescription(tr("Mots porteurs : {words}", words=said) if said else "")
        self.viewport().update()
        self.laid_out.emit()

    # selection

    def span(self) -> Span | None:
        """The selected passage, or None."""
        cursor = self.textCursor()
        if not cursor.hasSelection():
            return None
        return self._offsets.span_to_points((cursor.selectionStart(), cursor.selectionEnd()))

    def caret(self) -> int:
        """Where the caret stands."""
        return self._offsets.to_points(self.textCursor().position())

    def select(self, span: Span | None) -> None:
        """Select a passage, or nothing."""
        cursor = self.textCursor()
        if span is None:
            cursor.clearSelection()
        else:
            start, end = self._offsets.span_to_units(span)
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    def extend(self, move: QTextCursor.MoveOperation) -> None:
        """Stretch the selection."""
        cursor = self.textCursor()
        cursor.movePosition(move, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)

    # geometry

    def rects(self, span: Span) -> list[QRectF]:
        """Where a passage stands in the viewport, one rectangle a line."""
        start, end = self._offsets.span_to_units(span)
        found: list[QRectF] = []
        block = self.document().findBlock(start)
        while block.isValid() and block.position() < end:
            found += self._in_block(block, start, end)
            block = block.next()
        return found

    def reach(self, span: Span) -> tuple[float, float]:
        """The top of the paragraph where a passage begins and the bottom of the one where it ends."""
        start, end = self._offsets.span_to_units(span)
        layout = self.document().documentLayout()
        first, last = self.document().findBlock(start), self.document().findBlock(max(start, end - 1))
        return layout.blockBoundingRect(first).top(), layout.blockBoundingRect(last).bottom()

    def _in_block(self, block: QTextBlock, start: int, end: int) -> list[QRectF]:
        layout = block.layout()
        origin = self.document().documentLayout().blockBoundingRect(block).topLeft()
        found = []
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            first = max(start - block.position(), line.textStart())
            last = min(end - block.position(), line.textStart() + line.textLength())
            if first < last:
                left, right = _x(line, first), _x(line, last)
                top = origin.y() + line.y()
                found.append(QRectF(origin.x() + left, top, right - left, line.height()))
        return found

    def heightForWidth(self, width: int) -> int:
        return int(self.document().size().height()) + 2 if width > 0 else 0

    def _fit(self) -> None:
        """As tall as the text: the page scrolls, not the text in it."""
        self.document().setTextWidth(self.viewport().width())
        self.setFixedHeight(int(self.document().size().height()) + self._theme.px(10))
        self.laid_out.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    # why a word is underlined

    def term_at(self, point: QPoint) -> Term | None:
        """The underlined word under a point of the viewport."""
        for term in self._terms:
            if any(rect.contains(QPointF(point)) for rect in self.rects((term.start, term.end))):
                return term
        return None

    def passages_at(self, point: QPoint) -> tuple[tuple[str, Span], ...]:
        """The codes of the passages under a point of the viewport, with their spans."""
        return tuple(
            (each.name, each.span)
            for each in self._passages
            if each.span is not None and any(rect.contains(QPointF(point)) for rect in self.rects(each.span))
        )

    def tip_at(self, point: QPoint) -> str:
        """Why the word under a point is underlined, and what the passages there add to the tone of the text."""
        term = self.term_at(point)
        lines = [] if term is None else [term_words(term)]
        if self._terms:
            for name, span in self.passages_at(point):
                lines.append(passage_words(name, weighed_within(self._terms, *span)))
        return "\n".join(lines)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            tip = self.tip_at(event.pos())
            if tip:
                QToolTip.showText(event.globalPos(), tip, self.viewport())
            else:
                QToolTip.hideText()
            return True
        return super().viewportEvent(event)

    # painting

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self.viewport()) as painter:
            for passage in self._passages:
                if passage.span is not None and self._is_seen(passage.span, event):
                    self._highlight(painter, passage)
        super().paintEvent(event)
        with QPainter(self.viewport()) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for term in self._terms:
                self._underline(painter, term)

    def _is_seen(self, span: Span, event: QPaintEvent) -> bool:
        """Whether a passage may stand in what is painted: a long text is seen a little at a time."""
        top, bottom = self.reach(span)
        return bottom >= event.rect().top() and top <= event.rect().bottom()

    def _highlight(self, painter: QPainter, passage: Passage) -> None:
        assert passage.span is not None
        color = QColor(self._theme.color(passage.token))
        color.setAlphaF(0.15 if self._theme.shade == "light" else 0.24)
        for rect in self.rects(passage.span):
            painter.fillRect(rect.adjusted(0, 1, 0, -1), color)

    def _underline(self, painter: QPainter, term: Term) -> None:
        strength = abs(term.weight)
        pen = QPen(self._theme.color("det" if term.weight < 0 else "pro" if term.weight else "pas"))
        pen.setWidthF(self._theme.px(3) if strength >= STRONG else self._theme.px(1.5) or 1)
        if strength < MEDIUM:
            pen.setStyle(Qt.PenStyle.DotLine)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        metrics = QFontMetrics(self._theme.font("reading"))
        for rect in self.rects((term.start, term.end)):
            base = rect.top() + (rect.height() + metrics.ascent() - metrics.descent()) / 2 + self._theme.px(4)
            painter.drawLine(QPointF(rect.left(), base), QPointF(rect.right(), base))


def _x(line: QTextLine, at: int) -> float:
    """Where a cursor position stands in its line; the binding gives it alone or with the position."""
    found: object = line.cursorToX(at)
    return float(found[0]) if isinstance(found, tuple) else float(found)  # type: ignore[arg-type] # a number then


def sentence_around(text: str, caret: int) -> Span | None:
    """The sentence of `text` that holds the caret."""
    for found in _SENTENCE.finditer(text):
        said = found.group()
        if found.start() <= caret <= found.end() and said.strip():
            start = found.start() + len(said) - len(said.lstrip())
            return start, start + len(said.strip())
    return None


class Stripes(QWidget):
    """In the margin: a stripe beside each coded passage, with the name of its code."""

    def __init__(self, theme: Theme, reader: ReaderText) -> None:
        super().__init__()
        self._theme = theme
        self._reader = reader
        self._passages: tuple[Passage, ...] = ()
        self.setFixedWidth(theme.px(96))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        reader.laid_out.connect(self.update)
        reader.selected.connect(self.update)

    def show_passages(self, passages: tuple[Passage, ...]) -> None:
        """Show these passages."""
        self._passages = passages
        self.setVisible(any(passage.span is not None for passage in passages))
        self.setAccessibleName(tr("Codes du texte : {names}", names=", ".join(p.name for p in passages)))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        px = self._theme.px
        seen = event.rect().adjusted(0, -px(_ABOVE), 0, 0)  # names above what is painted push those below
        with QPainter(self) as painter:
            painter.setFont(self._theme.font("detail"))
            free = 0.0
            selection = self._reader.span()
            spans = ((p.span, p) for p in self._passages if p.span is not None)
            drawn = sorted(
                (
                    (rects[0].top(), rects[-1].bottom(), p.name, p.token)
                    for span, p in spans
                    if self._within(span, seen) and (rects := self._reader.rects(span))
                ),
                key=lambda each: each[0],
            )
            for lane, (top, bottom, name, token) in enumerate(drawn):
                x = px(4) * (lane % 2)
                painter.fillRect(QRectF(x, top + 2, px(3), bottom - top - 4), self._theme.color(token))
                free = self._name(painter, name, max(top + 2, free))
            if selection is not None and (rects := self._reader.rects(selection)):
                pen = QPen(self._theme.color("text3"), px(2), Qt.PenStyle.DashLine)
                painter.setPen(pen)
                painter.drawLine(QPointF(px(9), rects[0].top() + 2), QPointF(px(9), rects[-1].bottom() - 2))

    def _within(self, span: Span, seen: QRect) -> bool:
        top, bottom = self._reader.reach(span)
        return bottom >= seen.top() and top <= seen.bottom()

    def _name(self, painter: QPainter, name: str, top: float) -> float:
        px = self._theme.px
        box = QRectF(px(14), top, self.width() - px(14), px(36))
        metrics = painter.fontMetrics()
        flags = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop
        taken = metrics.boundingRect(box.toRect(), int(flags), name).height()
        painter.setPen(self._theme.color("text2"))
        shown = (
            name
            if taken <= px(36)
            and all(metrics.horizontalAdvance(word) <= box.width() for word in name.split())
            else metrics.elidedText(name, Qt.TextElideMode.ElideRight, int(box.width()))
        )
        painter.drawText(box, int(flags), shown)
        return top + min(taken, px(36)) + px(2)


class Reader(QWidget):
    """The text and its margin."""

    def __init__(self, theme: Theme, text: ReaderText | None = None) -> None:
        super().__init__()
        self.text = text or ReaderText(theme)
        self.stripes = Stripes(theme, self.text)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(16))
        row.addWidget(self.text, 1)
        row.addWidget(self.stripes)
        self.setFocusProxy(self.text)

    def show_text(self, text: str) -> None:
        """Show another text."""
        self.text.show_text(text)
        self.stripes.show_passages(())

    def mark(self, passages: tuple[Passage, ...], terms: tuple[Term, ...]) -> None:
        """Show these passages and words."""
        self.text.mark(passages, terms)
        self.stripes.show_passages(passages)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.text.minimumSizeHint().width(), self.text.height())
