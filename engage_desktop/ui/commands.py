"""What the window itself can do, declared: words, keys, menu; the panels add theirs while they are shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from engage_desktop.ui.actions import Action, digit_keys, undo_word
from engage_desktop.ui.context import Screen
from engage_desktop.ui.pages import PAGES, words
from engage_desktop.wording import tr

Run = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Verbs:
    """The functions of the window that its actions call."""

    show: Callable[[Screen], None]
    new: Run
    open: Run
    example: Run
    import_files: Run
    save: Run
    close_study: Run
    settings: Run
    quit: Run
    undo: Run
    redo: Run
    history: Run
    restore: Run
    read_sentiment: Run
    sentiment: Run
    palette: Run
    rail: Run
    next_pane: Run
    previous_pane: Run
    zoom_in: Run
    zoom_out: Run
    zoom_reset: Run
    shortcuts: Run
    filter_help: Run
    about: Run
    accuracy: Run


def window_actions(verbs: Verbs) -> tuple[Action, ...]:
    """Every action of the window, in the order of its menus."""
    file, edit, view, help_ = tr("Fichier"), tr("Édition"), tr("Affichage"), tr("Aide")
    return (
        Action("new", tr("Nouvelle étude…"), verbs.new, ("Ctrl+N",), "file-plus", file),
        Action("open", tr("Ouvrir une étude…"), verbs.open, ("Ctrl+O",), "folder-open", file),
        Action("example", tr("Ouvrir l'étude d'exemple"), verbs.example, (), "graduation-cap", file),
        Action("import", tr("Importer des fichiers…"), verbs.import_files, ("Ctrl+I",), "inbox", file),
        Action("save", tr("Enregistrer"), verbs.save, ("Ctrl+S",), "save", file, needs_study=True),
        Action("close", tr("Fermer l'étude"), verbs.close_study, ("Ctrl+W",), "x", file, needs_study=True),
        Action(
            "restore", tr("Restaurer une sauvegarde…"), verbs.restore, (), "history", file, needs_study=True
        ),
        Action("settings", tr("Réglages…"), verbs.settings, ("Ctrl+,",), "settings", file),
        Action("quit", tr("Quitter Engage"), verbs.quit, ("Ctrl+Q",), "", file),
        *_editing(verbs, edit),
        Action("home", tr("Accueil"), lambda: verbs.show("accueil"), ("Alt+Home",), "house", view),
        *_screens(verbs, view),
        Action("palette", tr("Aller à…"), verbs.palette, ("Ctrl+K",), "search", view),
        Action("rail", tr("Plier ou déplier la navigation"), verbs.rail, ("Ctrl+B",), "panel-left", view),
        Action("next-pane", tr("Volet suivant"), verbs.next_pane, ("F6",), "arrow-right", view),
        Action(
            "previous-pane", tr("Volet précédent"), verbs.previous_pane, ("Shift+F6",), "arrow-left", view
        ),
        Action("zoom-in", tr("Agrandir"), verbs.zoom_in, ("Ctrl++", "Ctrl+="), "zoom-in", view),
        Action("zoom-out", tr("Réduire"), verbs.zoom_out, ("Ctrl+-",), "minus", view),
        Action(
            "zoom-reset", tr("Taille normale"), verbs.zoom_reset, ("Ctrl+0", "Ctrl+À"), "rotate-ccw", view
        ),
        Action("shortcuts", tr("Raccourcis clavier"), verbs.shortcuts, ("F1",), "keyboard", help_),
        Action("filter-help", tr("Langage des filtres"), verbs.filter_help, (), "list-filter", help_),
        Action("accuracy", tr("Précision mesurée…"), verbs.accuracy, (), "info", help_),
        Action("about", tr("À propos d'Engage"), verbs.about, (), "info", help_),
    )


def _editing(verbs: Verbs, menu: str) -> tuple[Action, ...]:
    undo, redo, ways = undo_word(), tr("Rétablir"), ("Ctrl+Y", "Ctrl+Shift+Z")
    feelings = tr("Lire le sentiment maintenant")
    return (
        Action("undo", undo, verbs.undo, ("Ctrl+Z",), "undo-2", menu, needs_study=True, writes=True),
        Action("redo", redo, verbs.redo, ways, "redo-2", menu, needs_study=True, writes=True),
        Action(
            "history", tr("Historique…"), verbs.history, ("Ctrl+Shift+H",), "history", menu, needs_study=True
        ),
        Action("feelings", feelings, verbs.read_sentiment, (), "smile", menu, needs_study=True, writes=True),
        Action(
            "sentiment",
            tr("Sentiment de l'étude…"),
            verbs.sentiment,
            (),
            "sliders-horizontal",
            menu,
            needs_study=True,
        ),
    )


def _screens(verbs: Verbs, menu: str) -> tuple[Action, ...]:
    said = words()
    return tuple(
        Action(
            page.name,
            said[page.label],
            _shower(verbs, page.name),
            _keys(number),
            page.icon,
            menu,
            needs_study=True,
        )
        for number, page in enumerate(PAGES, start=1)
    )


def _keys(number: int) -> tuple[str, ...]:
    """Both keyboards, but for the 6 of a French one: Ctrl and « - » zoom out, so the window tells them by place."""
    keys = digit_keys("Ctrl+", str(number))
    return keys[:1] if keys[1] == "Ctrl+-" else keys


def _shower(verbs: Verbs, screen: Screen) -> Run:
    return lambda: verbs.show(screen)
