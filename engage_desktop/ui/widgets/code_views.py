"""The codebook at the right of the reader: the tree with counts and keys, and the field that finds a code."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from engage_desktop.models.codes import Code
from engage_desktop.models.folding import fold
from engage_desktop.ui.itemmodels.codes import CodeTree
from engage_desktop.ui.theme import Theme
from engage_desktop.ui.widgets.chips import keycaps_width, paint_keycaps
from engage_desktop.wording import tr
from engage_desktop.wording.typography import integer

_MOST = 6
CODE_ROLE = Qt.ItemDataRole.UserRole + 1


class CodeDelegate(QStyledItemDelegate):
    """A line of the codebook: square, name, count, key."""

    def __init__(self, theme: Theme, *, with_count: bool) -> None:
        super().__init__()
        self._theme = theme
        self._with_count = with_count
        self.found = ""  # what is being typed, shown where it matches

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, self._theme.px(26 if self._with_count else 30))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme, px = self._theme, self._theme.px
        rect: QRect = option.rect
        code = _code_of(index)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accentTint"))
            painter.drawRoundedRect(QRectF(rect).adjusted(0, 1, 0, -1), px(4), px(4))
        if option.state & QStyle.StateFlag.State_HasFocus and self._with_count:
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), px(4), px(4))
        right = rect.right() - px(4)
        if isinstance(code, Code):
            right = self._aside(painter, rect, code, right)
            side = px(9)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color(theme.code_token(code.color)))
            painter.drawRoundedRect(
                QRectF(rect.left() + px(4), rect.center().y() - side / 2 + 1, side, side), px(2), px(2)
            )
        else:
            right = self._keys(painter, rect, ("Ctrl", "↵"), right)
        text = str(index.data(Qt.ItemDataRole.DisplayRole))
        painter.setFont(theme.font("base"))
        box = QRect(rect.left() + px(22), rect.top(), right - rect.left() - px(28), rect.height())
        self._highlight(painter, box, text)
        painter.setPen(theme.color("text"))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, shown)
        painter.restore()

    def createEditor(
        self, parent: QWidget, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        line = QLineEdit(parent)
        line.setFont(self._theme.font("base"))
        line.setStyleSheet("min-height: 0; padding: 0 4px;")
        line.setAccessibleName(tr("Nom du code"))
        return line

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> None:
        rect: QRect = option.rect
        editor.setGeometry(rect.adjusted(self._theme.px(16), 0, 0, 0))

    def _aside(self, painter: QPainter, rect: QRect, code: Code, right: int) -> int:
        px = self._theme.px
        if not self._with_count:
            return right
        slot = right - px(22)
        if code.key:
            paint_keycaps(painter, slot, rect.center().y() + 1, (code.key,), self._theme)
        painter.setFont(self._theme.font("detail_figure"))
        painter.setPen(self._theme.color("text2"))
        count = QRect(slot - px(48), rect.top(), px(42), rect.height())
        painter.drawText(
            count, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, integer(code.total)
        )
        return count.right() - QFontMetrics(self._theme.font("detail_figure")).horizontalAdvance(
            integer(code.total)
        )

    def _keys(self, painter: QPainter, rect: QRect, keys: tuple[str, ...], right: int) -> int:
        width = keycaps_width(keys, self._theme)
        paint_keycaps(painter, right - width, rect.center().y() + 1, keys, self._theme)
        return right - width

    def _highlight(self, painter: QPainter, box: QRect, text: str) -> None:
        at = fold(text).find(fold(self.found)) if self.found else -1
        if at < 0 or len(fold(text)) != len(text):
            return
        metrics = painter.fontMetrics()
        left = box.left() + metrics.horizontalAdvance(text[:at])
        width = metrics.horizontalAdvance(text[at : at + len(self.found)])
        painter.fillRect(
            QRect(left, box.center().y() - self._theme.px(8), width, self._theme.px(18)),
            self._theme.color("select"),
        )


def _code_of(index: QModelIndex | QPersistentModelIndex) -> object:
    model = index.model()
    return model.code_at(index) if isinstance(model, CodeTree) else index.data(CODE_ROLE)


class CodeTreeView(QTreeView):
    """The tree of codes, dragged to move."""

    def __init__(self, theme: Theme, model: CodeTree) -> None:
        super().__init__()
        self.tree = model
        self.delegate = CodeDelegate(theme, with_count=True)
        self.setModel(model)
        self.setItemDelegate(self.delegate)
        self.setHeaderHidden(True)
        self.setIndentation(theme.px(20))
        self.setUniformRowHeights(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setProperty("ground", "window")
        self.setAccessibleName(tr("Plan de codes"))

    def show_codes(self, codes: tuple[Code, ...]) -> None:
        """Show these codes; what was folded or current stays so."""
        current = self.current()
        folded = {
            int(code.id) for code in self.tree.codes if not self.isExpanded(self.tree.index_of(int(code.id)))
        }
        known = {int(code.id) for code in self.tree.codes}
        if not self.tree.show_codes(codes):
            return
        for code in codes:
            self.setExpanded(self.tree.index_of(int(code.id)), not (code.id in known and code.id in folded))
        if current is not None:
            self.setCurrentIndex(self.tree.index_of(int(current.id)))

    def current(self) -> Code | None:
        """The code of the current line."""
        return self.tree.code_at(self.currentIndex()) if self.currentIndex().isValid() else None

    def show_found(self, text: str) -> None:
        """Mark the names that hold `text`."""
        self.delegate.found = text
        self.viewport().update()


class CodeField(QWidget):
    """Type a few letters, Enter applies the code found, Ctrl+Enter makes a new one."""

    applied = Signal(int)  # code id
    created = Signal(str)
    typed = Signal(str)
    left = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._codes: tuple[Code, ...] = ()
        self.line = QLineEdit()
        self.line.setFont(theme.font("base"))
        self.line.setPlaceholderText(tr("Chercher ou créer un code"))
        self.line.setAccessibleName(tr("Chercher ou créer un code"))
        self.line.textChanged.connect(self._search)
        self.line.installEventFilter(self)
        self.found = QListWidget()
        self.found.setItemDelegate(CodeDelegate(theme, with_count=False))
        self.found.setFrameShape(QFrame.Shape.NoFrame)
        self.found.setProperty("ground", "window")
        self.found.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.found.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.found.setAccessibleName(tr("Codes trouvés"))
        self.found.itemClicked.connect(lambda item: self._take(item, create=False))
        self.found.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(6))
        column.addWidget(self.line)
        column.addWidget(self.found)
        self.setFocusProxy(self.line)

    def show_codes(self, codes: tuple[Code, ...]) -> None:
        """Search among these codes."""
        self._codes = codes
        self._search(self.line.text())

    def _search(self, text: str) -> None:
        wanted = fold(text.strip())
        self.found.clear()
        if wanted:
            matching = [code for code in self._codes if wanted in fold(code.name)]
            matching.sort(key=lambda code: (not fold(code.name).startswith(wanted), -code.count))
            for code in matching[:_MOST]:
                item = QListWidgetItem(code.name)
                item.setData(CODE_ROLE, code)
                self.found.addItem(item)
            if not any(fold(code.name) == wanted for code in matching):
                self.found.addItem(QListWidgetItem(tr("Créer le code « {name} »", name=text.strip())))
            self.found.setCurrentRow(0)
            self.found.setFixedHeight(self.found.count() * self._theme.px(30) + 2)
        self.found.setVisible(bool(wanted))
        self.typed.emit(text.strip())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self._key(event):
            return True
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            create = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            self._take(self.found.currentItem(), create=create)
            return True
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up) and self.found.count():
            step = 1 if event.key() == Qt.Key.Key_Down else -1
            self.found.setCurrentRow((self.found.currentRow() + step) % self.found.count())
            return True
        if event.key() == Qt.Key.Key_Escape:
            self.line.clear()
            self.left.emit()
            return True
        return False

    def _take(self, item: QListWidgetItem | None, *, create: bool) -> None:
        text = self.line.text().strip()
        if not text:
            return
        code = item.data(CODE_ROLE) if item is not None else None
        self.line.clear()
        if isinstance(code, Code) and not create:
            self.applied.emit(int(code.id))
        else:
            self.created.emit(text)
