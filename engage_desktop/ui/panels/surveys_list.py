"""The left of Enquêtes: the surveys of the study, and what can be added to the one shown."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QListView,
    QMenu,
    QScrollArea,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from engage_desktop.models.questionnaires import Template
from engage_desktop.models.surveys import QuestionKind, Survey
from engage_desktop.ui.icons import icon, paint_icon
from engage_desktop.ui.panels.surveys_words import KINDS, kind_icon, palette_name, survey_line
from engage_desktop.ui.theme import Theme, Token
from engage_desktop.ui.widgets.areas import scrolled
from engage_desktop.ui.widgets.buttons import IconButton
from engage_desktop.ui.widgets.chips import KeyCaps
from engage_desktop.ui.widgets.labels import PlainLabel
from engage_desktop.wording import tr

Index = QModelIndex | QPersistentModelIndex
_SURVEY = Qt.ItemDataRole.UserRole
_ROW = 56


def template_names() -> tuple[tuple[str, tuple[Template, ...], QuestionKind], ...]:
    """What a new survey may start from: its words, its templates, the kind whose icon it bears."""
    return (
        (tr("Enquête NPS"), (Template.NPS,), QuestionKind.NPS),
        (tr("Enquête CSAT"), (Template.CSAT,), QuestionKind.CSAT),
        (tr("Enquête CES"), (Template.CES,), QuestionKind.CES),
        (tr("Enquête vide"), (), QuestionKind.INFO),
    )


class _Surveys(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.surveys: tuple[Survey, ...] = ()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.surveys)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        survey = self.surveys[index.row()]
        if role == _SURVEY:
            return survey
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return survey.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{survey.name}, {survey_line(survey)}"
        return None


class _Painter(QStyledItemDelegate):
    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(0, self._theme.px(_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, px = self._theme, self._theme.px
        survey: Survey = index.data(_SURVEY)
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        box = QRectF(option.rect).adjusted(px(10), 0.5, -px(10), -0.5)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if chosen or state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(theme.color("accentTint" if chosen else "hover"))
            painter.drawRoundedRect(box, px(4), px(4))
        if chosen:
            painter.setBrush(theme.color("accent"))
            painter.drawRoundedRect(
                QRectF(box.left(), box.top() + px(10), px(3), box.height() - px(20)), 1, 1
            )
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), px(4), px(4))
        line = box.toRect().adjusted(px(10), px(7), -px(8), 0)
        for words, role, tone, height in (
            (survey.name, "label", "accent" if chosen else "text", px(20)),
            (survey_line(survey), "detail", "text2" if chosen else "text3", px(20)),
        ):
            line.setHeight(height)
            painter.setFont(theme.font(role))  # type: ignore[arg-type] # each is a role
            painter.setPen(theme.color(tone))  # type: ignore[arg-type] # each is a token
            shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, line.width())
            painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter), shown)
            line.translate(0, height)
        painter.restore()


class PaletteRow(QAbstractButton):
    """One kind of question to add."""

    def __init__(self, kind: QuestionKind, theme: Theme) -> None:
        super().__init__()
        self.kind = kind
        self._theme = theme
        self.setText(palette_name(kind))
        self.setAccessibleName(tr("Ajouter : {kind}", kind=palette_name(kind)))
        self.setFixedHeight(theme.px(32))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, px = self._theme, self._theme.px
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
            painter.setPen(Qt.PenStyle.NoPen)
            if self.underMouse() or self.isDown():
                painter.setBrush(theme.color("line" if self.isDown() else "hover"))
                painter.drawRoundedRect(box, px(6), px(6))
            if self.hasFocus():
                painter.setPen(QPen(theme.color("focus"), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), px(6), px(6))
            tone: Token = "text2" if self.isEnabled() else "disabled"
            place = self.rect().adjusted(px(10), px(8), 0, -px(8))
            place.setWidth(px(16))
            paint_icon(painter, kind_icon(self.kind), place, theme.color(tone))
            painter.setFont(theme.font("detail"))
            painter.setPen(theme.color(tone))
            words = self.rect().adjusted(px(36), 0, -px(6), 0)
            shown = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, words.width())
            painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter), shown)


class SurveyList(QWidget):
    """The surveys (`chosen` tells an id), « + » (`created`), the kinds to add (`added`)."""

    chosen = Signal(int)
    created = Signal(object)  # tuple of Template
    added = Signal(object)  # QuestionKind

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._showing = False
        px = theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, px(10), 0, px(8))
        column.setSpacing(px(4))
        column.addLayout(self._head(tr("Enquêtes"), self._make_adding()))
        column.addWidget(self._make_view())
        column.addSpacing(px(10))
        column.addLayout(self._head(tr("Ajouter"), self._make_hint()))
        column.addWidget(self._make_palette(), 1)

    def _head(self, words: str, beside: QWidget) -> QHBoxLayout:
        px = self._theme.px
        row = QHBoxLayout()
        row.setContentsMargins(px(20), 0, px(12), 0)
        row.addWidget(PlainLabel(words, self._theme, role="detail_label"))
        row.addStretch(1)
        row.addWidget(beside)
        return row

    def _make_adding(self) -> IconButton:
        self.adding = IconButton("plus", self._theme, name=tr("Nouvelle enquête"))
        menu = QMenu(self.adding)
        for words, templates, kind in template_names():
            action = QAction(icon(kind_icon(kind), self._theme), words, menu)
            action.triggered.connect(lambda _checked=False, chosen=templates: self.created.emit(chosen))
            menu.addAction(action)
        self.adding.setMenu(menu)
        return self.adding

    def _make_hint(self) -> QWidget:
        hint = QWidget()
        row = QHBoxLayout(hint)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._theme.px(4))
        row.addWidget(PlainLabel(tr("ou"), self._theme, role="detail", tone="text3"))
        row.addWidget(KeyCaps(("A",), self._theme))
        return hint

    def _make_view(self) -> QListView:
        self.view = QListView()
        self.view.setProperty("ground", "window")
        self.view.setAccessibleName(tr("Enquêtes"))
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setMouseTracking(True)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._model = _Surveys()
        self.view.setModel(self._model)
        self.view.setItemDelegate(_Painter(self._theme, self.view))
        self.view.selectionModel().currentChanged.connect(self._tell)
        return self.view

    def _make_palette(self) -> QScrollArea:
        px = self._theme.px
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(px(10), 0, px(10), 0)
        column.setSpacing(0)
        self.rows: list[PaletteRow] = []
        for kind in KINDS:
            row = PaletteRow(kind, self._theme)
            row.clicked.connect(lambda _checked=False, chosen=kind: self.added.emit(chosen))
            self.rows.append(row)
            column.addWidget(row)
        column.addStretch(1)
        return scrolled(inside)

    def add_menu(self) -> QMenu:
        """The kinds as a menu, for the key A."""
        menu = QMenu(self)
        for kind in KINDS:
            action = QAction(icon(kind_icon(kind), self._theme), palette_name(kind), menu)
            action.triggered.connect(lambda _checked=False, chosen=kind: self.added.emit(chosen))
            menu.addAction(action)
        return menu

    def show_surveys(self, surveys: tuple[Survey, ...], current: int | None) -> None:
        """List these, one of them shown as chosen; nothing is told."""
        self._showing = True
        if tuple(each.id for each in surveys) != tuple(each.id for each in self._model.surveys):
            self._model.beginResetModel()
            self._model.surveys = surveys
            self._model.endResetModel()
        else:
            self._model.surveys = surveys
            self._model.dataChanged.emit(self._model.index(0), self._model.index(max(0, len(surveys) - 1)))
        for row, survey in enumerate(surveys):
            if survey.id == current:
                self.view.setCurrentIndex(self._model.index(row))
        self._showing = False
        shown = max(1, min(len(surveys), 5))
        self.view.setFixedHeight(self._theme.px(_ROW) * shown)

    def _tell(self, current: QModelIndex) -> None:
        if current.isValid() and not self._showing:
            survey: Survey = current.data(_SURVEY)
            self.chosen.emit(survey.id)
