"""Accueil: the studies lately opened, a new one, the example, a place to drop files, and what comes next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QMenu,
    QVBoxLayout,
    QWidget,
)

from engage_desktop.models.study import StudyCounts
from engage_desktop.ui.context import Context
from engage_desktop.ui.fuzzy import folded
from engage_desktop.ui.panels.home_recents import RecentRow, now
from engage_desktop.ui.panels.panel import Panel
from engage_desktop.ui.settings import Order, Recent, SettingsFile
from engage_desktop.ui.widgets.areas import scrolled
from engage_desktop.ui.widgets.buttons import Button
from engage_desktop.ui.widgets.cards import Card
from engage_desktop.ui.widgets.labels import ElidedLabel, IconLabel, PlainLabel
from engage_desktop.ui.widgets.progress import Bar, StepMark
from engage_desktop.ui.widgets.states import DropTarget
from engage_desktop.wording import tn, tr
from engage_desktop.wording.typography import ago, integer, percent

if TYPE_CHECKING:
    from engage_desktop.store.database import Session

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter
_WIDE, _FAIR, _NARROW = (
    1000,
    760,
    640,
)  # logical widths: smaller margins, one column, buttons one above another


@dataclass(frozen=True, slots=True)
class Doings:
    """What the home screen asks of the window."""

    new: Callable[[], None]
    open: Callable[[], None]
    example: Callable[[], None]
    choose_files: Callable[[], None]
    locate: Callable[[Recent], None]


@dataclass(frozen=True, slots=True)
class Step:
    """One step of « Et ensuite ? »: `state` is "done", "now" or "later"."""

    title: str
    note: str
    state: str


class HomePanel(Panel):
    """The first screen; unlike the others it lives without a study."""

    name = "accueil"
    headed = False

    def __init__(self, context: Context, settings: SettingsFile, doings: Doings) -> None:
        super().__init__(context)
        self._settings = settings
        self._doings = doings
        self._counts: StudyCounts | None = None
        self._filled = False
        self._resume_row: QBoxLayout | None = None
        context.study_closed.connect(self._forget)

    def title(self) -> str:
        """« Vos études »."""
        return tr("Vos études")

    def build(self) -> None:
        """The head with its buttons, then a page that scrolls."""
        px = self.theme.px
        scroll = scrolled()
        page = QWidget()
        self._page = QVBoxLayout(page)
        self._page.setSpacing(px(24))
        self._page.addLayout(self._make_head())
        self._resume = QVBoxLayout()
        self._page.addLayout(self._resume)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(px(32))
        self._recents = QVBoxLayout()
        self._recents.setSpacing(0)
        self._beside = QVBoxLayout()
        self._beside.setSpacing(px(24))
        self._columns.addLayout(self._recents, 1)
        self._columns.addLayout(self._beside)
        self._page.addLayout(self._columns)
        self._page.addStretch(1)
        scroll.setWidget(page)
        self.body.addWidget(scroll)
        self._fit()

    def _make_head(self) -> QBoxLayout:
        theme = self.theme
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._head.setSpacing(theme.px(12))
        self._head.addWidget(PlainLabel(self.title(), theme, role="display"))
        self._head.addStretch(1)
        row = self._buttons = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setSpacing(theme.px(8))
        self._first = Button(
            tr("Nouvelle étude"), theme, kind="primary", icon_name="plus", keys="Ctrl+N", run=self._doings.new
        )
        row.addWidget(
            Button(
                tr("Ouvrir l'étude d'exemple"), theme, icon_name="graduation-cap", run=self._doings.example
            )
        )
        row.addWidget(
            Button(tr("Ouvrir…"), theme, icon_name="folder-open", keys="Ctrl+O", run=self._doings.open)
        )
        row.addWidget(self._first)
        self._head.addLayout(row)
        return self._head

    def prepare(self) -> None:
        """Show the page even without a study."""
        if not self._built:
            self._built = True
            self.build()
        self._stale = frozenset()
        self._fill()
        self.context.read(self, _counts, self._take)

    def show_drop(self, *, hovering: bool) -> None:
        """Light up the place where files fall."""
        self.target.set_over(hovering)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._built:
            self._fit()

    def _fit(self) -> None:
        """Margins and columns for the logical width at hand."""
        px = self.theme.px
        wide, fair = self.width() >= px(_WIDE), self.width() >= px(_FAIR)
        side = px(56 if wide else 24)
        self._page.setContentsMargins(side, px(34 if wide else 20), side, px(24))
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._columns.setDirection(across if fair else down)
        self._head.setDirection(across if fair else down)
        self._buttons.setDirection(across if self.width() >= px(_NARROW) else down)
        if self._filled:
            self._set_target_width()
        if self._resume_row is not None:
            self._resume_row.setDirection(self._across())

    def _across(self) -> QBoxLayout.Direction:
        """Side by side where there is room, else one below another."""
        fair = self.width() >= self.theme.px(_FAIR)
        return QBoxLayout.Direction.LeftToRight if fair else QBoxLayout.Direction.TopToBottom

    def _set_target_width(self) -> None:
        px = self.theme.px
        if self.width() >= px(_FAIR):
            self.target.setFixedWidth(px(344 if self.width() >= px(_WIDE) else 280))
        else:
            self.target.setMinimumWidth(0)
            self.target.setMaximumWidth(px(640))

    def _take(self, counts: StudyCounts) -> None:
        self._counts = counts
        self._fill()

    def _forget(self) -> None:
        self._counts = None

    # filling

    def _fill(self) -> None:
        self._resume_row = None
        for place in (self._resume, self._recents, self._beside):
            _empty(place)
        recents = self._settings.now.recents
        missing = frozenset(one.path for one in recents if not Path(one.path).exists())
        present = tuple(one for one in recents if one.path not in missing)
        if present and present[0].verbatims:
            self._resume.addWidget(self._make_resume(present[0]))
        self._recents.addLayout(self._make_recents_head())
        self._recents.addSpacing(self.theme.px(8))
        by_name = self._settings.now.recents_order == "name"
        for one in sorted(recents, key=lambda one: folded(one.title)) if by_name else recents:
            row = RecentRow(one, self.theme, missing=one.path in missing)
            row.opened.connect(self._open)
            row.located.connect(self._doings.locate)
            row.forgotten.connect(self._drop)
            self._recents.addWidget(row)
        if not recents:
            words = tr(
                "Les études que vous ouvrez paraissent ici. L'étude d'exemple montre chaque écran en action."
            )
            self._recents.addWidget(PlainLabel(words, self.theme, tone="text2", wrap=True))
        self._recents.addStretch(1)
        self._fill_beside()

    def _make_recents_head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(PlainLabel(tr("Récentes"), self.theme, role="section"))
        row.addStretch(1)
        words: tuple[tuple[Order, str], ...] = (("opened", tr("Dernière ouverture")), ("name", tr("Nom")))
        order = self._settings.now.recents_order
        said = dict(words)[order]
        self.sorting = Button(said, self.theme, kind="ghost", small=True, icon_name="arrow-up-down")
        self.sorting.setAccessibleName(tr("Trier les études : {order}", order=said))
        menu = QMenu(self.sorting)
        for value, text in words:
            choice = menu.addAction(text, self._sorter(value))
            choice.setCheckable(True)
            choice.setChecked(value == order)
        self.sorting.set_menu(menu)
        row.addWidget(self.sorting)
        if len(self._settings.now.recents) < 2:
            self.sorting.hide()
        return row

    def _sorter(self, order: Order) -> Callable[[], None]:
        def sort() -> None:
            self._settings.change(recents_order=order)
            QTimer.singleShot(0, self, self._refill)  # the menu that asked goes with the list

        return sort

    def _refill(self) -> None:
        self._fill()
        self.sorting.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill_beside(self) -> None:
        theme, px = self.theme, self.theme.px
        self.target = self._make_target()
        self._filled = True
        self._set_target_width()
        self._beside.addWidget(self.target)
        steps = QVBoxLayout()
        steps.setSpacing(px(14))
        steps.addWidget(PlainLabel(tr("Et ensuite ?"), theme, role="section"))
        for number, step in enumerate(steps_of(self._counts), start=1):
            row = QHBoxLayout()
            row.setSpacing(px(14))
            row.addWidget(StepMark(number, theme, state=step.state), 0, Qt.AlignmentFlag.AlignTop)
            words = QVBoxLayout()
            words.setSpacing(0)
            words.addWidget(PlainLabel(step.title, theme, role="label" if step.state == "now" else "base"))
            words.addWidget(PlainLabel(step.note, theme, role="detail", tone="text3"))
            row.addLayout(words, 1)
            steps.addLayout(row)
        self._beside.addLayout(steps)
        self._beside.addStretch(1)

    def _make_target(self) -> DropTarget:
        theme = self.theme
        target = DropTarget(theme)
        centre = Qt.AlignmentFlag.AlignHCenter
        target.body.addWidget(IconLabel("file-down", theme, tone="accent", size=28), 0, centre)
        target.body.addWidget(PlainLabel(tr("Déposez vos fichiers ici"), theme, role="label"), 0, centre)
        words = PlainLabel(
            tr(
                "Étude .engage, réponses CSV ou XLSX, mentions JSON, entretiens DOCX, ODT, TXT. "
                "Rien n'est envoyé sur Internet."
            ),
            theme,
            role="detail",
            tone="text2",
            wrap=True,
        )
        words.setAlignment(centre)
        target.body.addWidget(words)
        target.body.addSpacing(theme.px(4))
        target.body.addWidget(
            Button(tr("Choisir des fichiers…"), theme, small=True, run=self._doings.choose_files), 0, centre
        )
        return target

    def _make_resume(self, recent: Recent) -> Card:
        theme, px = self.theme, self.theme.px
        card = Card(theme)
        card.body.setContentsMargins(px(24), px(20), px(24), px(20))
        row = self._resume_row = QBoxLayout(self._across())
        row.setSpacing(px(16 if self._across() is QBoxLayout.Direction.TopToBottom else 32))
        column = QVBoxLayout()
        column.setSpacing(px(4))
        column.addWidget(PlainLabel(tr("Reprendre là où vous en étiez"), theme, role="detail", tone="text3"))
        column.addWidget(ElidedLabel(recent.title, theme, role="heading"))
        column.addSpacing(px(6))
        column.addWidget(Bar(theme, share=recent.coded / recent.verbatims, height=8))
        column.addSpacing(px(2))
        line = QHBoxLayout()
        said = tn(
            "{n} verbatim codé sur {total}",
            "{n} verbatims codés sur {total}",
            recent.coded,
            total=integer(recent.verbatims),
        )
        line.addWidget(PlainLabel(said, theme, role="detail_figure"))
        line.addSpacing(px(12))
        when = _last_seen(recent)
        line.addWidget(ElidedLabel(when, theme, role="detail", tone="text3"), 1)
        share = percent(recent.coded / recent.verbatims)
        line.addWidget(PlainLabel(share, theme, role="detail_figure", tone="text3"))
        column.addLayout(line)
        row.addLayout(column, 1)
        going = Button(
            tr("Reprendre le codage"), theme, icon_name="arrow-right", run=lambda: self._resume_coding(recent)
        )
        going.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        row.addWidget(going, 0, _LEFT)
        card.body.addLayout(row)
        return card

    def _resume_coding(self, recent: Recent) -> None:
        self.context.open_study(Path(recent.path))
        self.context.go("verbatims", verbatim=recent.read or None)

    def _open(self, recent: Recent) -> None:
        self.context.open_study(Path(recent.path))

    def _drop(self, recent: Recent) -> None:
        self._settings.forget(recent.path)
        self._fill()


def steps_of(counts: StudyCounts | None) -> tuple[Step, ...]:
    """The four steps of a study as far as `counts` says they are done; none is when no study is open."""
    design, forms = tr("Concevoir l'enquête"), tr("NPS, CSAT, CES, questions ouvertes")
    bring, kinds = tr("Importer les réponses"), tr("CSV, XLSX, JSON, DOCX, ODT, TXT")
    code, report = tr("Coder les verbatims"), tr("Composer le rapport")
    outputs = tr("PPTX, XLSX, PNG ou SVG")
    if counts is None:
        return tuple(
            Step(title, note, "later")
            for title, note in (
                (design, forms),
                (bring, kinds),
                (code, tr("Une touche par code")),
                (report, outputs),
            )
        )
    left = counts.verbatims - counts.coded
    done = (
        counts.surveys > 0 or counts.sources > 0,
        counts.sources > 0,
        counts.verbatims > 0 and left == 0,
        counts.reports > 0,
    )
    now = done.index(False) if False in done else -1
    notes = (
        forms,
        tn("{n} fichier reconnu", "{n} fichiers reconnus", counts.sources) if counts.sources else kinds,
        tn("{n} reste à lire", "{n} restent à lire", left) if left else tr("Tout est codé"),
        outputs,
    )
    return tuple(
        Step(title, note, "done" if done[at] else "now" if at == now else "later")
        for at, (title, note) in enumerate(zip((design, bring, code, report), notes, strict=True))
    )


def _counts(session: Session) -> StudyCounts:
    from engage_desktop.store import studies

    return studies.counts(session)


def _last_seen(recent: Recent) -> str:
    """« Dernière lecture : R-0142, hier à 18:12 », or when the study was open."""
    read = recent.last_read
    if read is None:
        return tr("Ouverte {when}", when=ago(recent.opened, now()))
    return tr("Dernière lecture : {ref}, {when}", ref=recent.read_ref, when=ago(read, now()))


def _empty(layout: QVBoxLayout | QHBoxLayout) -> None:
    """Take everything out of a layout for good."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        if isinstance(inner, (QVBoxLayout, QHBoxLayout)):
            _empty(inner)
