"""The main window: the sidebar, one screen at a time, and the line at the bottom; it carries what panels ask."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QMenu, QMenuBar, QStackedWidget, QWidget

from engage_desktop.ui import pages
from engage_desktop.ui.actions import Action, install, possible
from engage_desktop.ui.announcer import Announcer, PageArea
from engage_desktop.ui.commands import Verbs, window_actions
from engage_desktop.ui.context import Context, Place, Screen
from engage_desktop.ui.feelings import FeelingsReader
from engage_desktop.ui.guard import Guard
from engage_desktop.ui.history import History
from engage_desktop.ui.keyboard import KeyWatch
from engage_desktop.ui.openings import Openings
from engage_desktop.ui.panels.panel import Panel
from engage_desktop.ui.preferences import Preferences
from engage_desktop.ui.settings import SettingsFile
from engage_desktop.ui.statusline import StatusLine
from engage_desktop.ui.study_state import StudyState
from engage_desktop.ui.widgets.navigation import Entry
from engage_desktop.ui.widgets.sidebar import Sidebar
from engage_desktop.wording import tr

_SMALLEST = QSize(960, 640)
_FIRST_SIZE = QSize(1440, 900)
_NARROW = 900  # logical width below which the navigation is always a rail


class Window(QMainWindow):
    """Made of widgets that are all rebuilt when the language or the zoom changes."""

    def __init__(self, context: Context, settings: SettingsFile) -> None:
        super().__init__()
        self.context = context
        self.settings = settings
        self.place = Place("accueil")
        self._files: tuple[Path, ...] = ()
        self._leaving = False
        self.setMinimumSize(_SMALLEST)
        self.setAcceptDrops(True)
        self.openings = Openings(self, context, settings)
        self.announcer = Announcer(self, context)
        self.state = StudyState(context, settings)
        self.preferences = Preferences(self, context, settings)
        self.history = History(self, context, self.state)
        self.feelings = FeelingsReader(context, settings)
        self.guard = Guard(context, restore=self.openings.restore)
        self.keys = KeyWatch(self)
        self._build()
        self._listen()
        if not self.restoreGeometry(QByteArray.fromHex(settings.now.geometry.encode("ascii", "ignore"))):
            self.resize(_FIRST_SIZE)

    # building

    def _build(self) -> None:
        theme = self.context.theme
        self._panels: dict[Screen, Panel] = {}
        self.sidebar = Sidebar(self._entries(), theme)
        self.pages = QStackedWidget()
        self.area = PageArea(self.context, self.pages, undo=self.history.undo)
        self.announcer.speak_in(self.area)
        centre = QWidget()
        centre.setObjectName("canvas")
        row = QHBoxLayout(centre)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        row.addWidget(self.area, 1)
        self.setCentralWidget(centre)
        self.line = StatusLine(theme)
        self.setStatusBar(self.line)
        self._build_actions()
        self.sidebar.chosen.connect(self._choose)
        self.sidebar.palette_asked.connect(self.show_palette)
        self.sidebar.settings_asked.connect(self.preferences.show)
        self.sidebar.study_asked.connect(self._show_studies)
        self.sidebar.rail_asked.connect(self.toggle_rail)
        self._show_state()

    def _build_actions(self) -> None:
        for old in self.actions():
            self.removeAction(old)
            old.deleteLater()
        self.declared = window_actions(self._verbs())
        self._made = install(self, self.declared, self.context.theme)
        bar = QMenuBar()
        menus: dict[str, QMenu] = {}
        for declared, action in zip(self.declared, self._made, strict=True):
            if declared.menu not in menus:
                menus[declared.menu] = bar.addMenu(declared.menu)
            menus[declared.menu].addAction(action)
        self.setMenuBar(bar)
        bar.setVisible(self.settings.now.menu_bar)

    def _verbs(self) -> Verbs:
        preferences = self.preferences
        return Verbs(
            show=self.show_screen,
            new=self.openings.new,
            open=self.openings.ask,
            example=self.openings.example,
            import_files=self.openings.choose_files,
            save=lambda: self.context.toast(tr("Tout est déjà enregistré dans le fichier de l'étude.")),
            close_study=self._close_study,
            settings=preferences.show,
            quit=self._quit,
            undo=self.history.undo,
            redo=self.history.redo,
            history=self.history.show,
            restore=self.openings.restore,
            read_sentiment=self.feelings.start,
            sentiment=self.show_sentiment,
            palette=self.show_palette,
            rail=self.toggle_rail,
            next_pane=lambda: self._visit_pane(1),
            previous_pane=lambda: self._visit_pane(-1),
            zoom_in=lambda: preferences.step_zoom(1),
            zoom_out=lambda: preferences.step_zoom(-1),
            zoom_reset=lambda: preferences.set_zoom(100),
            shortcuts=self.show_shortcuts,
            filter_help=self.show_filter_help,
            about=self.show_about,
            accuracy=lambda: self.show_about(1),
        )

    def _listen(self) -> None:
        context = self.context
        context.went.connect(self._go)
        context.files_given.connect(self._take_files)
        context.sentiment_asked.connect(self.show_sentiment)
        context.study_opened.connect(self._opened)
        context.study_closed.connect(self._closed)
        context.opening_failed.connect(self.openings.explain)
        self.state.told.connect(self._show_state)
        self.feelings.told.connect(self._show_state)
        self.preferences.reading_asked.connect(self.feelings.start)
        self.keys.sixth_asked.connect(lambda: self.show_screen(pages.PAGES[5].name))
        self.keys.alt_alone.connect(self._toggle_menu_bar)
        self.preferences.rebuild_asked.connect(self.rebuild)
        self.preferences.menu_bar_asked.connect(lambda shown: self.menuBar().setVisible(shown))

    def rebuild(self) -> None:
        """Make every widget anew, for another language or zoom, and come back to the same place."""
        self._build()
        self._go(self.place)
        self.context.language_changed.emit()

    # going somewhere

    def show_screen(self, screen: Screen) -> None:
        """Show a screen as it was left."""
        self.context.go(screen)

    def panel(self, screen: Screen) -> Panel:
        """The panel of `screen`, made on first use."""
        if screen not in self._panels:
            made = self._make_home() if screen == "accueil" else pages.make(screen, self.context)
            self._panels[screen] = made
            self.pages.addWidget(made)
        return self._panels[screen]

    def _make_home(self) -> Panel:
        from engage_desktop.ui.panels.home import Doings, HomePanel

        ways = self.openings
        doings = Doings(ways.new, ways.ask, ways.example, ways.choose_files, ways.locate)
        return HomePanel(self.context, self.settings, doings)

    def _go(self, place: Place) -> None:
        if place.screen != "accueil" and self.context.study is None:
            if self.context.jobs.writing:
                self.place = place  # a study is on its way
            else:
                self.context.toast(tr("Ouvrez ou créez d'abord une étude."))
            return
        self.place = place
        panel = self.panel(place.screen)
        self.sidebar.set_narrow(self._wants_rail(place.screen))
        self.pages.setCurrentWidget(panel)
        self.sidebar.set_current(place.screen)
        panel.prepare()
        if place.filter:
            panel.show_filter(place.filter)
        if place.verbatim is not None:
            panel.show_verbatim(place.verbatim)
        self.pages.setFocus(Qt.FocusReason.OtherFocusReason)  # what is to be focused may still be being read
        panel.focus_first()
        self._show_state()

    def _choose(self, name: str) -> None:
        if name == "aide":
            self.show_shortcuts()
            self.sidebar.set_current(self.place.screen)
            return
        for screen in ("accueil", *(page.name for page in pages.PAGES)):
            if screen == name:
                self.show_screen(screen)

    def _entries(self) -> tuple[Entry, ...]:
        if self.context.study is None:
            home = Entry(tr("Accueil"), "accueil", "house")
            return (home, Entry(tr("Aide et raccourcis"), "aide", "circle-question-mark"))
        said = pages.words()
        entries: list[Entry] = []
        for page in pages.PAGES:
            if said[page.group] not in [entry.text for entry in entries]:
                entries.append(Entry(said[page.group]))
            entries.append(Entry(said[page.label], page.name, page.icon))
        return tuple(entries)

    # the study

    def _opened(self) -> None:
        self.sidebar.set_entries(self._entries())
        self._go(self.place if self.place.screen != "accueil" else Place("verbatims"))
        if self._files:
            files, self._files = self._files, ()
            self._take_files(files)

    def _closed(self) -> None:
        for screen in [screen for screen in self._panels if screen != "accueil"]:
            gone = self._panels.pop(screen)
            self.pages.removeWidget(gone)
            gone.deleteLater()
        self.sidebar.set_entries(self._entries())
        self.place = Place("accueil")
        self._go(self.place)

    def _close_study(self) -> None:
        self.context.close_study()

    def _show_state(self) -> None:
        """Say the study's name, counts and last writing wherever they stand."""
        study, state = self.context.study, self.state
        words = self.history.words()
        for declared, action in zip(self.declared, self._made, strict=True):
            action.setEnabled(possible(declared, self.context))
            if declared.name in words:
                action.setText(words[declared.name].replace("&", "&&"))
        self.sidebar.set_finder_shown(study is not None)
        self.sidebar.set_current(self.place.screen)
        if study is None:
            self.setWindowTitle("[*]Engage")
            self.sidebar.set_study("Engage", "")
            self.line.show_home()
            return
        only = " " + tr("(lecture seule)") if self.context.read_only else ""
        self.setWindowTitle(f"{study.path.name}[*]{only} — Engage")
        self.sidebar.set_study(state.title or study.path.stem, study.path.name)
        panel = self._panels.get(self.place.screen)
        self.line.show_selection(panel.status() if panel is not None else "")
        self.line.show_feelings(self.feelings.status())
        if self.context.read_only:
            self.line.show_read_only()
        elif state.saved_at is not None:
            self.line.show_saved(state.saved_at)
        if state.counts is not None:
            self.line.show_counts(state.counts)
            held: dict[str, int] = {
                "enquetes": state.counts.surveys,
                "sources": state.counts.sources,
                "verbatims": state.counts.verbatims,
                "rapports": state.counts.reports,
            }
            self.sidebar.set_counts({screen: count for screen, count in held.items() if count})

    # files

    def _take_files(self, paths: tuple[Path, ...]) -> None:
        studies = [path for path in paths if path.suffix == ".engage"]
        if studies and self.openings.may_merge(studies):
            self.openings.open_or_merge(studies[0], title=self.state.title, merge=lambda: self._import(paths))
        elif studies:
            self.context.open_study(studies[0])
        elif paths and self.context.study is None:
            self._files = paths
            self.place = Place("sources")
            self.openings.new()
        elif paths:
            self._import(paths)

    def _import(self, paths: tuple[Path, ...]) -> None:
        self.show_screen("sources")
        self.panel("sources").take_files(paths)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _local_files(event):
            event.acceptProposedAction()
            self._show_drop(hovering=True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        super().dragLeaveEvent(event)
        self._show_drop(hovering=False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._show_drop(hovering=False)
        event.acceptProposedAction()
        self._take_files(_local_files(event))

    def _show_drop(self, *, hovering: bool) -> None:
        home = self._panels.get("accueil")
        if home is not None and home.isVisible():
            home.show_drop(hovering=hovering)

    # over the page

    def show_palette(self) -> None:
        """« Aller à… »."""
        from engage_desktop.ui import finder
        from engage_desktop.ui.dialogs.palette import PaletteDialog

        offered = finder.groups(self._at_hand(), self.context)
        PaletteDialog(self, self.context.theme, offered, search=finder.search(self.context)).open()

    def show_sentiment(self) -> None:
        """« Sentiment de l'étude », beside the window."""
        from engage_desktop.ui.dialogs.sentiment import SentimentDialog

        if self.context.study is not None:
            SentimentDialog(self, self.context, reread=self.feelings.start_again).show()

    def show_about(self, page: int = 0) -> None:
        """« À propos »: 0 the licences, 1 « Précision mesurée »."""
        from engage_desktop.ui.dialogs.about import AboutDialog

        dialog = AboutDialog(self, self.context, sentiment=self.show_sentiment)
        dialog.show_page(page)
        dialog.open()

    def show_filter_help(self) -> None:
        """What can be written in a filter."""
        from engage_desktop.ui.dialogs.filter_help import FilterHelpDialog

        FilterHelpDialog(self, self.context.theme).open()

    def show_shortcuts(self) -> None:
        """The sheet of every key that works here."""
        from engage_desktop.ui.dialogs.shortcuts import ShortcutsDialog

        here = self._panels.get(self.place.screen)
        title = here.title() if here is not None else ""
        letters = here.letters() if here is not None else ()
        rows = tuple((title, words, key) for words, key in letters)
        rows += tuple((one.menu or title, one.text, one.keys[0]) for one in self._at_hand() if one.keys)
        ShortcutsDialog(self, self.context.theme, rows).open()

    def _at_hand(self) -> tuple[Action, ...]:
        here = self._panels.get(self.place.screen)
        words = self.history.words()
        ours = (replace(one, text=words.get(one.name, one.text)) for one in self.declared)
        return (*(here.commands() if here is not None else ()), *ours)

    def _show_studies(self) -> None:
        menu = QMenu(self)
        menu.addAction(tr("Accueil"), lambda: self.show_screen("accueil"))
        menu.addSeparator()
        for recent in self.settings.now.recents[:6]:
            path = Path(recent.path)
            if path.exists():
                menu.addAction(recent.title.replace("&", "&&"), self._opener(path))
        menu.addSeparator()
        menu.addAction(tr("Nouvelle étude…"), self.openings.new)
        menu.addAction(tr("Ouvrir une étude…"), self.openings.ask)
        if self.context.study is not None:
            menu.addAction(tr("Fermer l'étude"), self._close_study)
        below = self.sidebar.switcher
        menu.popup(below.mapToGlobal(below.rect().bottomLeft()))

    def _opener(self, path: Path) -> Callable[[], None]:
        return lambda: self.context.open_study(path)

    # keys and panes

    def _wants_rail(self, screen: Screen) -> bool:
        if self.width() < self.context.theme.px(_NARROW):
            return True
        return self.context.study is not None and screen in self.settings.now.rail

    def toggle_rail(self) -> None:
        """Fold or unfold the navigation on this screen; it stays so."""
        screen = self.place.screen
        kept = tuple(one for one in self.settings.now.rail if one != screen)
        narrow = not self.sidebar.narrow
        self.settings.change(rail=(*kept, screen) if narrow else kept)
        self.sidebar.set_narrow(narrow)

    def _visit_pane(self, step: int) -> None:
        here = self._panels.get(self.place.screen)
        panes = [self.sidebar.view, *(here.panes() or (here,) if here is not None else ())]
        focused = QApplication.focusWidget()
        holds = [focused is not None and (pane is focused or pane.isAncestorOf(focused)) for pane in panes]
        at = holds.index(True) if True in holds else -1
        panes[(at + step) % len(panes)].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _toggle_menu_bar(self) -> None:
        """Alt alone shows the menu bar, and hides it again."""
        if not self.settings.now.menu_bar:
            self.menuBar().setVisible(not self.menuBar().isVisible())

    # the window itself

    def _quit(self) -> None:
        self.close()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.windowHandle().installEventFilter(self.keys)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.area.place_toast()
        if self.sidebar.narrow != self._wants_rail(self.place.screen):
            self.sidebar.set_narrow(self._wants_rail(self.place.screen))

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._leaving:
            self._leaving = True
            self.settings.change(geometry=bytes(self.saveGeometry().toHex().data()).decode("ascii"))
            self.context.close_study()
            self.context.jobs.close()
            if self.context.study is not None:  # it was just being opened
                self.context.study.close()
        super().closeEvent(event)


def _local_files(event: QDropEvent) -> tuple[Path, ...]:
    return tuple(Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile())
