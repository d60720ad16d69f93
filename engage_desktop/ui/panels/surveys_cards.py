"""The middle of Enquêtes: each question as a card, in order, moved by its handle or by Alt+↑/↓."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QScrollArea, QVBoxLayout, QWidget

from engage_desktop.models.ids import QuestionId
from engage_desktop.models.surveys import Question, QuestionKind, Survey
from engage_desktop.ui.panels.surveys_words import (
    condition_line,
    heads,
    kind_icon,
    kind_line,
    numbers,
    typeset,
)
from engage_desktop.ui.theme import Theme
from engage_desktop.ui.widgets.buttons import IconButton
from engage_desktop.ui.widgets.flow import FlowLayout
from engage_desktop.ui.widgets.labels import ElidedLabel, IconLabel, PlainLabel, restyle
from engage_desktop.ui.widgets.points import Points
from engage_desktop.wording import tr

_DRAG_FROM = 6  # pixels before a press on the handle becomes a move


class ChoiceMark(QWidget):
    """An answer to choose, drawn: a circle or a square, and its words."""

    def __init__(self, text: str, theme: Theme, *, many: bool) -> None:
        super().__init__()
        self._text = text
        self._theme = theme
        self._many = many

    def sizeHint(self) -> QSize:
        px = self._theme.px
        self.setFont(self._theme.font("detail"))
        words = min(px(260), self.fontMetrics().horizontalAdvance(self._text) + 1)
        return QSize(px(24) + words + px(6), px(22))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(40), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, px = self._theme, self._theme.px
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.color("input"), 1))
            painter.setBrush(theme.color("surface"))
            side = px(15)
            mark = QRectF(0.5, (self.height() - side) / 2, side, side)
            radius = px(4) if self._many else side / 2
            painter.drawRoundedRect(mark, radius, radius)
            painter.setFont(theme.font("detail"))
            painter.setPen(theme.color("text2"))
            words = self.rect().adjusted(px(24), 0, 0, 0)
            shown = painter.fontMetrics().elidedText(self._text, Qt.TextElideMode.ElideRight, words.width())
            painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), shown)


class Handle(IconButton):
    """Moves its card: pressed and pulled it drags, clicked it opens the menu of the card."""

    pulled = Signal(QPoint)
    dropped = Signal(QPoint)

    def __init__(self, theme: Theme, *, name: str, menu: Callable[[], QMenu]) -> None:
        super().__init__("grip-vertical", theme, name=name)
        self.setFixedSize(theme.px(24), theme.px(24))
        self.setIconSize(QSize(theme.px(16), theme.px(16)))
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self._from: QPoint | None = None
        self._pulling = False
        self._menu = menu
        self.clicked.connect(self._open)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._from, self._pulling = event.position().toPoint(), False
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._from is not None:
            far = (event.position().toPoint() - self._from).manhattanLength() > _DRAG_FROM
            self._pulling = self._pulling or far
            if self._pulling:
                self.setCursor(Qt.CursorShape.ClosedHandCursor)
                self.pulled.emit(event.globalPosition().toPoint())
                return
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pulling, self._from, self._pulling = self._pulling, None, False
        if pulling:
            self.setDown(False)
            self.setCursor(Qt.CursorShape.OpenHandCursor)
            self.dropped.emit(event.globalPosition().toPoint())
            return
        super().mouseReleaseEvent(event)

    def _open(self) -> None:
        self._menu().popup(self.mapToGlobal(QPoint(0, self.height())))


class QuestionCard(QFrame):
    """One question: what it is, what it asks, what can be answered. `asked_for` tells a verb of its menu."""

    focused = Signal()
    asked_for = Signal(str)  # "up", "down", "duplicate", "delete", "edit", "previous", "next"

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("card")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._theme = theme
        px = theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(px(15), px(9), px(9), px(13))
        column.setSpacing(px(2))
        head = QHBoxLayout()
        head.setSpacing(px(7))
        self._icon = IconLabel("gauge", theme, tone="text2", size=16)
        self._kind = ElidedLabel("", theme, role="detail", tone="text2")
        self._required = PlainLabel(tr("obligatoire"), theme, role="detail", tone="text2")
        self.handle = Handle(theme, name=tr("Déplacer la question"), menu=self.make_menu)
        head.addWidget(self._icon)
        head.addWidget(self._kind, 1)
        head.addWidget(self._required)
        head.addWidget(self.handle)
        column.addLayout(head)
        self._words = PlainLabel("", theme, role="button", wrap=True)
        column.addWidget(self._words)
        self._answers = QVBoxLayout()
        self._answers.setSpacing(px(6))
        self._answers.setContentsMargins(0, px(4), px(6), 0)
        column.addLayout(self._answers)

    def show_question(self, question: Question, rows: tuple[Question, ...]) -> None:
        """Draw this question; `rows` are those of its grid."""
        self._icon.set_icon(kind_icon(question.kind), tone="text2")
        named = question.kind is not QuestionKind.INFO
        self._kind.setText(f"{kind_line(question)} · {question.code}" if named else kind_line(question))
        self._required.setVisible(question.required and question.kind is not QuestionKind.INFO)
        self._words.setText(question.label or tr("Sans intitulé"))
        self._words.set_tone("text" if question.label else "text3")
        while (item := self._answers.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        drawn = self._sketch(question, rows)
        self._answers.setContentsMargins(0, self._theme.px(4) if drawn else 0, self._theme.px(6), 0)
        for widget in drawn:
            self._answers.addWidget(widget)
        self.setAccessibleName(f"{kind_line(question)}. {question.label}")
        self.setAccessibleDescription(tr("obligatoire") if question.required else "")

    def set_selected(self, chosen: bool) -> None:
        """Draw the border of the question being edited."""
        self.setProperty("selected", chosen)
        restyle(self)

    def _sketch(self, question: Question, rows: tuple[Question, ...]) -> list[QWidget]:
        theme = self._theme
        made: list[QWidget] = []
        if rows:
            names = " · ".join(row.label for row in rows)
            made.append(ElidedLabel(names, theme, role="detail", tone="text2"))
        if question.scale is not None:
            made.append(Points(question.scale, theme))
        listed = question.options or (rows[0].options if rows else ())
        if listed:
            box = QWidget()
            flow = FlowLayout(box, spacing=theme.px(8))
            many = question.kind is QuestionKind.MULTIPLE
            for option in listed:
                flow.addWidget(ChoiceMark(option.label, theme, many=many))
            made.append(box)
        return made

    def make_menu(self) -> QMenu:
        """What can be done with the question, for the mouse and the keyboard alike."""
        menu = QMenu(self)
        for words, verb, keys in (
            (tr("Monter"), "up", "Alt+↑"),
            (tr("Descendre"), "down", "Alt+↓"),
            (tr("Dupliquer"), "duplicate", "Ctrl+D"),
            (tr("Supprimer"), "delete", tr("Suppr")),
        ):
            if verb in ("duplicate", "delete"):
                menu.addSeparator()
            action = menu.addAction(f"{words}\t{keys}")
            action.triggered.connect(lambda _checked=False, chosen=verb: self.asked_for.emit(chosen))
        return menu

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
            self.focused.emit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.focused.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.focused.emit()
        self.make_menu().popup(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        verb = {
            Qt.Key.Key_Up: "up" if alt else "previous",
            Qt.Key.Key_Down: "down" if alt else "next",
            Qt.Key.Key_D: "duplicate" if control else "",
            Qt.Key.Key_Delete: "delete",
            Qt.Key.Key_Return: "edit",
            Qt.Key.Key_Enter: "edit",
        }.get(Qt.Key(event.key()), "")
        if verb:
            self.asked_for.emit(verb)
        else:
            super().keyPressEvent(event)


class _Row(QWidget):
    """A card with its number at the left; under a condition it steps in, and says which."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        px = theme.px
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(px(10))
        self._number = PlainLabel("", theme, role="detail_figure", tone="text2")
        self._number.setFixedWidth(px(18))
        self._number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self._number.setContentsMargins(0, px(10), 0, 0)
        self._row.addWidget(self._number, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(px(6))
        self.condition = QWidget()
        line = QHBoxLayout(self.condition)
        line.setContentsMargins(px(2), 0, 0, 0)
        line.setSpacing(px(8))
        line.addWidget(IconLabel("split", theme, tone="accent", size=16))
        self._words = ElidedLabel("", theme, role="detail", tone="text2")
        line.addWidget(self._words, 1)
        self.card = QuestionCard(theme)
        column.addWidget(self.condition)
        column.addWidget(self.card)
        self._row.addLayout(column, 1)

    def show_question(self, question: Question, survey: Survey, number: int | None) -> None:
        px = self._theme.px
        self._number.setText("" if number is None else str(number))
        hangs = question.condition is not None
        self.condition.setVisible(hangs)
        self._row.setContentsMargins(px(26) if hangs else 0, 0, 0, 0)
        self._number.setContentsMargins(0, px(34) if hangs else px(10), 0, 0)
        if question.condition is not None:
            self._words.setText(condition_line(question.condition, survey))
        self.card.show_question(
            replace(question, label=typeset(question.label, survey)),
            survey.rows(question),
        )

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self.condition.isHidden():
            return
        px = self._theme.px
        with QPainter(self) as painter:
            painter.setPen(QPen(self._theme.color("input"), 1))
            left, middle = px(14), self.condition.geometry().center().y()
            painter.drawLine(left, 0, left, middle)
            painter.drawLine(left, middle, self.condition.x() - px(4), middle)


class QuestionList(QScrollArea):
    """All cards of a survey; `chosen` tells an id, `moved` an id and its new place, `asked_for` an id and a verb."""

    chosen = Signal(int)
    moved = Signal(int, int)
    asked_for = Signal(int, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        px = theme.px
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._page = QWidget()
        self._column = QVBoxLayout(self._page)
        self._column.setContentsMargins(px(10), px(14), px(22), px(16))
        self._column.setSpacing(px(10))
        self._column.addStretch(1)
        self.setWidget(self._page)
        self._rows: dict[int, _Row] = {}
        self._order: tuple[int, ...] = ()
        self._mark = QFrame(self._page)
        self._mark.setStyleSheet(f"background: {theme.hex('accent')};")
        self._mark.hide()

    def show_survey(self, survey: Survey, current: int | None) -> None:
        """Draw the cards of `survey`, keeping those that are already there, focus and place included."""
        questions = heads(survey)
        order = tuple(int(each.id) for each in questions)
        for gone in set(self._rows) - set(order):
            row = self._rows.pop(gone)
            row.hide()
            row.deleteLater()
        for each in order:
            if each not in self._rows:
                self._rows[each] = self._make_row(each)
        if order != self._order:
            for place, each in enumerate(order):
                self._column.insertWidget(place, self._rows[each])
            for before, after in itertools.pairwise(order):
                QWidget.setTabOrder(self._rows[before].card.handle, self._rows[after].card)
            self._order = order
        ranks = numbers(survey)
        for question in questions:
            self._rows[question.id].show_question(question, survey, ranks.get(question.id))
            self._rows[question.id].show()
        self.select(current)

    def show_draft(self, question: Question, survey: Survey) -> None:
        """Draw one question as it is being typed."""
        if question.id in self._rows:
            self._rows[question.id].show_question(question, survey, numbers(survey).get(question.id))

    def select(self, current: int | None) -> None:
        """Mark the card of the question being edited."""
        for each, row in self._rows.items():
            if bool(row.card.property("selected")) != (each == current):
                row.card.set_selected(each == current)

    def reveal(self, question_id: int) -> None:
        """Scroll to a card."""
        if question_id in self._rows:
            self._column.activate()
            self.ensureWidgetVisible(self._rows[question_id], 0, self._theme.px(24))

    def focus_card(self, question_id: int) -> None:
        """Put the keyboard on a card."""
        if question_id in self._rows:
            self._rows[question_id].card.setFocus(Qt.FocusReason.OtherFocusReason)

    def card(self, question_id: int) -> QuestionCard:
        """The card of a question."""
        return self._rows[question_id].card

    def _make_row(self, question_id: int) -> _Row:
        row = _Row(self._theme)
        card = row.card
        card.focused.connect(lambda: self.chosen.emit(question_id))
        card.asked_for.connect(lambda verb: self._do(question_id, verb))
        card.handle.pulled.connect(lambda at: self._pull(question_id, at))
        card.handle.dropped.connect(lambda at: self._drop(question_id, at))
        return row

    def _do(self, question_id: int, verb: str) -> None:
        place = self._order.index(question_id)
        if verb in ("up", "down"):
            to = place + (1 if verb == "down" else -1)
            if 0 <= to < len(self._order):
                self.moved.emit(question_id, to)
        elif verb in ("previous", "next"):
            to = place + (1 if verb == "next" else -1)
            if 0 <= to < len(self._order):
                self.focus_card(self._order[to])
                self.reveal(self._order[to])
        else:
            self.asked_for.emit(question_id, verb)

    def _place_at(self, question_id: int, at: QPoint) -> int:
        y = self._page.mapFromGlobal(at).y()
        others = [each for each in self._order if each != question_id]
        return sum(self._rows[each].geometry().center().y() < y for each in others)

    def _pull(self, question_id: int, at: QPoint) -> None:
        px = self._theme.px
        self.ensureVisible(0, self._page.mapFromGlobal(at).y(), 0, px(40))
        others = [each for each in self._order if each != question_id]
        place = self._place_at(question_id, at)
        if place < len(others):
            y = self._rows[others[place]].geometry().top() - px(6)
        else:
            y = self._rows[others[-1]].geometry().bottom() + px(4) if others else 0
        self._mark.setGeometry(px(38), y, self._page.width() - px(60), px(3))
        self._mark.show()
        self._mark.raise_()

    def _drop(self, question_id: int, at: QPoint) -> None:
        self._mark.hide()
        to = self._place_at(question_id, at)
        if to != self._order.index(question_id):
            self.moved.emit(question_id, to)


def nearest(before: list[QuestionId] | None, gone: int | None, now: tuple[QuestionId, ...]) -> int | None:
    """The question to show once `gone` is gone: the one that took its place, or the last."""
    if not now:
        return None
    place = before.index(QuestionId(gone)) if before and gone in before else 0
    return now[min(place, len(now) - 1)]
