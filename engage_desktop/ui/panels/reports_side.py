"""The right of Rapports: the chosen slide, and what can be exported."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QRect, QRectF, QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from engage_desktop.models.deck import SlideKind, SlidePlan
from engage_desktop.models.reports import ItemMaterial, ReportItemId
from engage_desktop.ui.icons import paint_icon
from engage_desktop.ui.jobs import Jobs
from engage_desktop.ui.theme import Theme, Token
from engage_desktop.ui.widgets.buttons import Button, IconButton
from engage_desktop.ui.widgets.cards import ground, hairline
from engage_desktop.ui.widgets.labels import ElidedLabel, IconLabel, PlainLabel
from engage_desktop.ui.widgets.progress import ProgressStrip
from engage_desktop.ui.widgets.segmented import Switch
from engage_desktop.wording import tr
from engage_desktop.wording.typography import ago

_LONGEST_NAME = 26  # characters of a file on its button
_PAUSE = 900  # milliseconds after the last key, then what was typed is kept


class Typing(QPlainTextEdit):
    """A field whose text is kept when one leaves it or stops typing; `kept` tells the new text."""

    kept = Signal(str)

    def __init__(self, theme: Theme, *, name: str, lines: int) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setFont(theme.font("base"))
        self.setTabChangesFocus(True)
        self.setFixedHeight(theme.px(20 * lines + 18))
        self._known = ""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self.keep)
        self.textChanged.connect(self._timer.start)

    def show_text(self, text: str, *, again: bool) -> None:
        """Show `text`; what is being typed on the same slide (`again`) is not taken away."""
        if again and self.hasFocus() and self.toPlainText() != self._known:
            return
        self._known = text
        if self.toPlainText() != text:
            self.setPlainText(text)
        self._timer.stop()

    def keep(self) -> None:
        """Tell the text if it changed."""
        self._timer.stop()
        text = self.toPlainText()
        if text != self._known and not self.isReadOnly():
            self._known = text
            self.kept.emit(text)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.keep()


class SlideSide(QScrollArea):
    """The title, the text and the quotations of a slide, and the exports."""

    titled = Signal(str)
    written = Signal(str)
    included = Signal(bool)
    quote_asked = Signal()
    quote_removed = Signal(object)  # ReportItemId
    verbatim_asked = Signal(object)  # VerbatimId
    export_asked = Signal(str)  # pptx, xlsx, csv, png, svg

    def __init__(self, theme: Theme, jobs: Jobs) -> None:
        super().__init__()
        self._theme = theme
        self._known: tuple[ReportItemId, int] | None = None
        self._quotes: list[QWidget] = []
        px = theme.px
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside = ground(QWidget(), "surface")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(px(18), px(14), px(18), px(16))
        self._column.setSpacing(px(8))
        self._build_slide()
        self._column.addSpacing(px(8))
        self._column.addWidget(hairline())
        self._column.addSpacing(px(4))
        self._column.addWidget(PlainLabel(tr("Exporter"), theme, role="label"))
        self.exports = ExportList(theme, jobs)
        self.exports.asked.connect(self.export_asked)
        self._column.addWidget(self.exports)
        self._column.addStretch(1)
        self.setWidget(inside)

    def _build_slide(self) -> None:
        theme = self._theme
        self.heading = PlainLabel("", theme, role="label", wrap=True)
        self._column.addWidget(self.heading)
        self._column.addWidget(PlainLabel(tr("Titre de la diapositive"), theme, role="detail", tone="text2"))
        self.title = Typing(theme, name=tr("Titre de la diapositive"), lines=3)
        self.title.kept.connect(self.titled)
        self._column.addWidget(self.title)
        self.finding = Button(
            tr("Reprendre le constat calculé"),
            theme,
            kind="link",
            small=True,
            run=lambda: self.titled.emit(""),
        )
        self._column.addWidget(self.finding, 0, Qt.AlignmentFlag.AlignLeft)
        self.text_name = PlainLabel(tr("Texte"), theme, role="detail", tone="text2")
        self.text = Typing(theme, name=tr("Texte de la diapositive"), lines=6)
        self.text.kept.connect(self.written)
        self._column.addWidget(self.text_name)
        self._column.addWidget(self.text)
        self.switch = Switch(tr("Exportée"), theme)
        self.switch.clicked.connect(self.included)
        self._column.addWidget(self.switch)
        self.quotes = QVBoxLayout()
        self.quotes.setSpacing(theme.px(2))
        self._column.addLayout(self.quotes)
        self.quoting = Button(
            tr("Ajouter une citation…"), theme, small=True, icon_name="quote", run=self.quote_asked.emit
        )
        self._column.addWidget(self.quoting, 0, Qt.AlignmentFlag.AlignLeft)

    def show_slide(self, found: ItemMaterial, plan: SlidePlan, *, row: int, editable: bool) -> None:
        """Show what can be said of this slide."""
        item = found.item
        known = (item.id, row)
        again = self._known is not None and (self._known == known or self._known[1] == row)
        if self._known is not None and not again:
            self.title.keep()
            self.text.keep()
        self._known = known
        self.heading.setText(plan.name)
        self.title.show_text(plan.title, again=again)
        fixed = item.kind is SlideKind.TITLE
        self.title.setReadOnly(not editable)
        self.finding.setVisible(
            bool(item.title) and editable and item.kind is not SlideKind.TEXT and not fixed
        )
        for widget in (self.text_name, self.text):
            widget.setVisible(item.kind is SlideKind.TEXT)
        self.text.show_text(item.text, again=again)
        self.text.setReadOnly(not editable)
        self.switch.setChecked(item.included)
        self.switch.setEnabled(editable)
        self._show_quotes(found, editable=editable)
        takes = item.kind in (SlideKind.QUOTES, SlideKind.FIGURE)
        self.quoting.setVisible(takes and editable)
        self.exports.show_chart(plan.chart is not None or plan.picture is not None)

    def _show_quotes(self, found: ItemMaterial, *, editable: bool) -> None:
        for old in self._quotes:
            old.hide()
            old.deleteLater()
        self._quotes = []
        by_verbatim = {quote.verbatim: quote.id for quote in found.item.quotes}
        for said in found.quotes:
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(self._theme.px(4))
            key, verbatim = by_verbatim[said.row.id], said.row.id
            see = Button(
                said.row.ref,
                self._theme,
                kind="link",
                small=True,
                run=_emitter(self.verbatim_asked, verbatim),
            )
            away = IconButton(
                "x",
                self._theme,
                name=tr("Retirer la citation {ref}", ref=said.row.ref),
                run=_emitter(self.quote_removed, key),
            )
            away.setVisible(editable)
            row.addWidget(see)
            row.addWidget(
                ElidedLabel(said.row.text.replace("\n", " "), self._theme, role="detail", tone="text2"), 1
            )
            row.addWidget(away)
            self.quotes.addWidget(line)
            self._quotes.append(line)


class ExportButton(QAbstractButton):
    """A format: its icon, its name, what it holds, an arrow."""

    def __init__(self, theme: Theme, icon: str, name: str, what: str, *, primary: bool) -> None:
        super().__init__()
        self._theme, self._icon, self._name, self._what, self._primary = theme, icon, name, what, primary
        self.setText(name)
        self.setAccessibleName(tr("Exporter en {kind} : {what}", kind=name, what=what))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedHeight(theme.px(50))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self._theme.px(50))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, px = self._theme, self._theme.px
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        ground: Token = "surface"
        if self._primary:
            ground = "accentHover" if self.underMouse() else "accent"
        elif self.underMouse():
            ground = "hover"
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            edge: Token = "focus" if self.hasFocus() else ground if self._primary else "line2"
            painter.setPen(QPen(theme.color(edge), 2 if self.hasFocus() else 1))
            painter.setBrush(theme.color(ground))
            painter.drawRoundedRect(box, px(6), px(6))
            if self.hasFocus() and self._primary:
                painter.setPen(QPen(theme.color("onAccent"), 1))
                painter.drawRoundedRect(box.adjusted(3, 3, -3, -3), px(4), px(4))
            ink: Token = "onAccent" if self._primary else "accent"
            side, middle = px(18), self.height() // 2
            paint_icon(painter, self._icon, QRect(px(13), middle - side // 2, side, side), theme.color(ink))
            arrow = QRect(self.width() - px(29), middle - px(8), px(16), px(16))
            paint_icon(painter, "arrow-right", arrow, theme.color("onAccent" if self._primary else "text2"))
            self._write(painter, arrow.left() - px(6))

    def _write(self, painter: QPainter, right: int) -> None:
        theme, px = self._theme, self._theme.px
        line = QRect(px(43), px(6), right - px(43), px(19))
        for words, role, plain in (
            (self._name, "detail_label", "text"),
            (self._what, "detail", "text2"),
        ):
            painter.setFont(theme.font(role))  # type: ignore[arg-type] # each is a role
            painter.setPen(theme.color("onAccent" if self._primary else plain))  # type: ignore[arg-type] # a token
            said = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, line.width())
            painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter), said)
            line.translate(0, px(18))


class ExportList(QWidget):
    """What can be written, what is being written, what was written last."""

    asked = Signal(str)
    again = Signal(str, object)  # kind, the Path to replace

    def __init__(self, theme: Theme, jobs: Jobs) -> None:
        super().__init__()
        self._theme = theme
        self._label = ""
        self._written: tuple[str, Path] | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        self.deck = self._row("presentation", "PPTX", tr("graphiques modifiables"), "pptx", primary=True)
        self.book = self._row("table", "XLSX", tr("chiffres et intervalles"), "xlsx")
        self.lines = self._row("file-text", "CSV", tr("verbatims et origine"), "csv")
        self.image = self._row("image-down", "PNG", tr("ce graphique, en image"), "png")
        self.vector = self._row("image-down", "SVG", tr("ce graphique, en vecteurs"), "svg")
        for row in (self.deck, self.book, self.lines, self.image, self.vector):
            column.addWidget(row)
        self.strip = ProgressStrip(theme, stop=jobs.cancel)
        self.strip.hide()
        column.addWidget(self.strip)
        self.last = QWidget()
        line = QVBoxLayout(self.last)
        line.setContentsMargins(0, theme.px(4), 0, 0)
        line.setSpacing(theme.px(2))
        first = QHBoxLayout()
        first.setSpacing(theme.px(8))
        first.addWidget(IconLabel("folder-open", theme, tone="text3", size=16))
        self.words = ElidedLabel("", theme, role="detail", tone="text2")
        first.addWidget(self.words, 1)
        self.opening = Button(tr("Ouvrir le dossier"), theme, kind="link", small=True, run=self._open)
        line.addLayout(first)
        self.replacing = Button(tr("Réécrire"), theme, kind="link", small=True, run=self._again)
        line.addWidget(self.opening, 0, Qt.AlignmentFlag.AlignLeft)
        line.addWidget(self.replacing, 0, Qt.AlignmentFlag.AlignLeft)
        self.last.hide()
        column.addWidget(self.last)
        jobs.progress.connect(self._progress)
        jobs.finished.connect(self._finished)

    def _row(self, icon: str, name: str, what: str, kind: str, *, primary: bool = False) -> ExportButton:
        button = ExportButton(self._theme, icon, name, what, primary=primary)
        button.clicked.connect(_emitter(self.asked, kind))
        return button

    def show_chart(self, drawn: bool) -> None:
        """Whether the chosen slide has a chart to draw."""
        self.image.setVisible(drawn)
        self.vector.setVisible(drawn)

    def begin(self, label: str) -> None:
        """Show that an export is under way."""
        self._label = label
        self.strip.show_progress(label, 0, 0)
        self.strip.show()

    def _progress(self, label: str, done: int, total: int) -> None:
        if label == self._label and label:
            self.strip.show_progress(label, done, total)

    def _finished(self, label: str) -> None:
        if label == self._label:
            self.strip.hide()
            self._label = ""

    def done(self, kind: str, to: Path) -> None:
        """Say what was written last, and where; offer to write it again in its place."""
        self._written = (kind, to)
        self.replacing.set_text(tr("Réécrire « {name} »", name=_short(to.name)))
        self.replacing.setToolTip(tr("Remplace {path} par le rapport tel qu'il est.", path=str(to)))
        self.replacing.setVisible(kind not in ("png", "svg"))
        now = dt.datetime.now().astimezone()
        self.words.setText(
            tr("Dernier export : {kind}, {when}", kind=to.suffix[1:].upper(), when=ago(now, now))
        )
        self.words.setToolTip("")
        self.opening.setAccessibleDescription(str(to.parent))
        self.last.show()

    def _open(self) -> None:
        if self._written is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written[1].parent)))

    def _again(self) -> None:
        if self._written is not None:
            self.again.emit(*self._written)


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 8]}…{name[-7:]}"


def _emitter(signal: object, value: object) -> Callable[[], None]:
    def call() -> None:
        signal.emit(value)  # type: ignore[attr-defined] # a bound signal, whose type Qt does not give

    return call
