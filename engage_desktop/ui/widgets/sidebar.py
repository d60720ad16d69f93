"""The navigation at the left: the study, « Aller à… », the screens with their counts; 212 px or a 52 px rail."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import (
    QModelIndex,
    QPointF,
    QRect,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QListView,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from engage_desktop.ui.icons import paint_icon
from engage_desktop.ui.theme import Theme, Token
from engage_desktop.ui.widgets.cards import hairline
from engage_desktop.ui.widgets.chips import keycaps_width, paint_keycaps
from engage_desktop.ui.widgets.labels import IconLabel, PlainLabel
from engage_desktop.ui.widgets.navigation import ENTRY, Entries, Entry, EntryList, EntryPainter
from engage_desktop.wording import tr

WIDE, RAIL = 212, 52


class _Painted(QAbstractButton):
    """A button of the sidebar drawn by hand: hover, focus ring, and what `draw` adds."""

    def __init__(
        self,
        theme: Theme,
        *,
        name: str,
        height: int,
        draw: Callable[[QPainter, QRect], None],
        fill: Token | None,
    ) -> None:
        super().__init__()
        self._theme = theme
        self._draw = draw
        self._fill: Token | None = fill
        self.setAccessibleName(name)
        self.setFixedHeight(theme.px(height))
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, px = self._theme, self._theme.px
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
            painter.setPen(QPen(theme.color("line2"), 1) if self._fill else Qt.PenStyle.NoPen)
            if self._fill:
                painter.setBrush(theme.color(self._fill))
                painter.drawRoundedRect(box, px(6), px(6))
            elif self.underMouse() or self.isDown():
                painter.setBrush(theme.color("hoverSide"))
                painter.drawRoundedRect(box, px(6), px(6))
            self._draw(painter, self.rect())
            if self.hasFocus():
                painter.setPen(QPen(theme.color("focus"), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), px(6), px(6))


def paint_app_mark(painter: QPainter, box: QRectF, theme: Theme) -> None:
    """White guillemets in a fir-green square, radius 25 %."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("accent"))
    painter.drawRoundedRect(box, box.width() / 4, box.width() / 4)
    pen = QPen(theme.color("onAccent"), box.width() * 0.085)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    half, reach = box.height() * 0.2, box.width() * 0.17
    for left in (0.29, 0.53):
        x, y = box.left() + box.width() * left, box.center().y()
        painter.drawPolyline([QPointF(x + reach, y - half), QPointF(x, y), QPointF(x + reach, y + half)])
    painter.restore()


class Sidebar(QFrame):
    """The navigation; `chosen` tells the screen that was asked for."""

    chosen = Signal(str)
    palette_asked = Signal()
    settings_asked = Signal()
    study_asked = Signal()
    rail_asked = Signal()

    def __init__(self, entries: tuple[Entry, ...], theme: Theme) -> None:
        super().__init__()
        self.setObjectName("sidebar")
        self.setAccessibleName(tr("Navigation"))
        self._theme = theme
        self._title, self._subtitle = "Engage", ""
        self._narrow = False
        px = theme.px
        column = QVBoxLayout(self)
        column.setContentsMargins(0, px(10), 0, px(12))
        column.setSpacing(px(6))
        self.switcher = _Painted(theme, name=tr("Étude"), height=48, draw=self._draw_study, fill=None)
        self.switcher.clicked.connect(self.study_asked)
        self.finder = _Painted(theme, name=tr("Aller à…"), height=32, draw=self._draw_finder, fill="surface")
        self.finder.clicked.connect(self.palette_asked)
        self._margin_rows: list[QHBoxLayout] = []
        column.addLayout(self._inset(self.switcher))
        column.addLayout(self._inset(self.finder))
        column.addWidget(self._make_list(entries), 1)
        self._foot_line = hairline()
        column.addLayout(self._inset(self._foot_line))
        self.settings = _Painted(theme, name=tr("Réglages"), height=32, draw=self._draw_settings, fill=None)
        self.settings.clicked.connect(self.settings_asked)
        column.addLayout(self._inset(self.settings))
        self.opener = _Painted(
            theme, name=tr("Déplier la navigation"), height=32, draw=self._draw_opener, fill=None
        )
        self.opener.setToolTip(self.opener.accessibleName() + " (Ctrl B)")
        self.opener.clicked.connect(self.rail_asked)
        column.addLayout(self._inset(self.opener))
        column.addWidget(self._make_promise())
        self.set_narrow(False)

    def _inset(self, widget: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(widget)
        self._margin_rows.append(row)
        return row

    def _make_list(self, entries: tuple[Entry, ...]) -> QListView:
        self.view = EntryList()
        self.view.setProperty("ground", "sidebar")
        self.view.setAccessibleName(tr("Écrans"))
        self._model = Entries(entries)
        self.view.setModel(self._model)
        self._delegate = EntryPainter(self._theme, self.view)
        self.view.setItemDelegate(self._delegate)
        self.view.setMouseTracking(True)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.view.clicked.connect(self._choose)
        self.view.activated.connect(self._choose)
        self.view.pressed.connect(lambda _index: self.view.setProperty("by_key", False))
        return self.view

    def _make_promise(self) -> QWidget:
        px = self._theme.px
        self._promise = QWidget()
        row = QHBoxLayout(self._promise)
        row.setContentsMargins(px(20), px(4), px(14), 0)
        row.setSpacing(px(10))
        row.addWidget(
            IconLabel("hard-drive", self._theme, tone="text3", size=16), 0, Qt.AlignmentFlag.AlignTop
        )
        words = PlainLabel(
            tr("Hors ligne. Vos données restent sur ce poste."),
            self._theme,
            role="detail",
            tone="text3",
            wrap=True,
        )
        row.addWidget(words, 1)
        return self._promise

    # what the window tells

    def set_study(self, title: str, subtitle: str) -> None:
        """Name the open study; without one, the application."""
        self._title, self._subtitle = title, subtitle
        self.switcher.setAccessibleName(
            tr("Étude {title}, changer d'étude", title=title) if subtitle else title
        )
        self.switcher.setToolTip(title)
        self.switcher.update()

    def set_entries(self, entries: tuple[Entry, ...]) -> None:
        """Show other lines."""
        self._model.beginResetModel()
        self._model.entries = entries
        self._model.endResetModel()

    def set_counts(self, counts: dict[str, int]) -> None:
        """Show how many things each screen holds; a screen left out shows none."""
        self._model.set_counts(counts)

    def set_current(self, screen: str) -> None:
        """Mark the screen that is shown."""
        for row, entry in enumerate(self._model.entries):
            if entry.screen == screen:
                self.view.setCurrentIndex(self._model.index(row))
                return
        self.view.clearSelection()
        self.view.setCurrentIndex(QModelIndex())

    def set_finder_shown(self, shown: bool) -> None:
        """Show « Aller à… », or not."""
        self.finder.setVisible(shown)

    @property
    def narrow(self) -> bool:
        """Whether it is a rail."""
        return self._narrow

    def set_narrow(self, narrow: bool) -> None:
        """Be a rail of icons, or the whole."""
        self._narrow = narrow
        self._delegate.narrow = narrow
        self.setFixedWidth(self._theme.px(RAIL if narrow else WIDE))
        self._promise.setVisible(not narrow)
        self.opener.setVisible(narrow)
        policy = Qt.ScrollBarPolicy
        self.view.setVerticalScrollBarPolicy(
            policy.ScrollBarAlwaysOff if narrow else policy.ScrollBarAsNeeded
        )
        self.finder.setToolTip(tr("Aller à…") + " (Ctrl K)" if narrow else "")
        self.settings.setToolTip(tr("Réglages") if narrow else "")
        for row in self._margin_rows:
            inset = self._theme.px(8 if narrow else 10)
            row.setContentsMargins(inset, 0, inset, 0)
        self.view.doItemsLayout()
        self.update()

    def _choose(self, index: QModelIndex) -> None:
        entry: Entry = index.data(ENTRY)
        if entry.screen:
            self.chosen.emit(entry.screen)

    # drawing

    def _draw_study(self, painter: QPainter, rect: QRect) -> None:
        theme, px = self._theme, self._theme.px
        side = px(28)
        left = (rect.width() - side) / 2 if self._narrow else px(8)
        paint_app_mark(painter, QRectF(left, (rect.height() - side) / 2, side, side), theme)
        if self._narrow:
            return
        painter.setPen(theme.color("text"))
        room = rect.width() - px(46) - px(24)
        if not self._subtitle:
            painter.setFont(theme.font("section"))
            painter.drawText(rect.adjusted(px(46), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self._title)
            return
        painter.setFont(theme.font("label"))
        self._line(painter, QRect(px(46), px(5), room, px(20)), self._title)
        painter.setFont(theme.font("detail"))
        painter.setPen(theme.color("text3"))
        self._line(painter, QRect(px(46), px(24), room, px(18)), self._subtitle)
        arrows = QRect(rect.right() - px(20), (rect.height() - px(16)) // 2, px(16), px(16))
        paint_icon(painter, "chevrons-up-down", arrows, theme.color("text2"))

    @staticmethod
    def _line(painter: QPainter, box: QRect, text: str) -> None:
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        painter.drawText(box, Qt.AlignmentFlag.AlignVCenter, shown)

    def _draw_finder(self, painter: QPainter, rect: QRect) -> None:
        theme, px = self._theme, self._theme.px
        side = px(16)
        left = (rect.width() - side) // 2 if self._narrow else px(9)
        name = "command" if self._narrow else "search"
        paint_icon(painter, name, QRect(left, (rect.height() - side) // 2, side, side), theme.color("text2"))
        if self._narrow:
            return
        painter.setFont(theme.font("detail"))
        painter.setPen(theme.color("text2"))
        painter.drawText(rect.adjusted(px(33), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, tr("Aller à…"))
        keys = ("Ctrl", "K")
        paint_keycaps(
            painter, rect.right() - px(5) - keycaps_width(keys, theme), rect.height() // 2, keys, theme
        )

    def _draw_settings(self, painter: QPainter, rect: QRect) -> None:
        self._draw_line(painter, rect, "settings", tr("Réglages"))

    def _draw_opener(self, painter: QPainter, rect: QRect) -> None:
        self._draw_line(painter, rect, "panel-left-open", "")

    def _draw_line(self, painter: QPainter, rect: QRect, name: str, text: str) -> None:
        theme, px = self._theme, self._theme.px
        side = px(18)
        left = (rect.width() - side) // 2 if self._narrow else px(10)
        paint_icon(painter, name, QRect(left, (rect.height() - side) // 2, side, side), theme.color("text2"))
        if self._narrow:
            return
        painter.setFont(theme.font("base"))
        painter.setPen(theme.color("text2"))
        painter.drawText(rect.adjusted(px(38), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, text)
