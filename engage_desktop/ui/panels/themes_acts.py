"""What a person does on the Thèmes screen: edit words, name a world, make a code, compare, export."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from engage_desktop.models.codes import Code
from engage_desktop.models.figures import ReportFigure, ThemeFigure
from engage_desktop.models.reports import FigureView
from engage_desktop.models.themes import OwnWords, ThemeMaterial, World
from engage_desktop.ui.context import Context
from engage_desktop.ui.dialogs.aspects import AspectsDialog
from engage_desktop.ui.dialogs.names import GroupsDialog, NameDialog
from engage_desktop.ui.dialogs.sheet import Sheet
from engage_desktop.ui.dialogs.words import WordsDialog
from engage_desktop.ui.panels.reports_acts import ReportActs
from engage_desktop.wording import tn, tr
from engage_desktop.wording.errors import sentence
from engage_desktop.wording.theme_charts import figure_name, theme_labels

if TYPE_CHECKING:
    from engage_desktop.store.database import Session
    from engage_desktop.ui.panels.themes import ThemesPanel


class ThemeActs(QObject):
    """The verbs of one panel."""

    def __init__(self, panel: ThemesPanel, context: Context) -> None:
        super().__init__(panel)
        self._panel, self._context = panel, context
        self.dialog: Sheet | None = None
        self._report = ReportActs(context)
        self._report.refused.connect(lambda error: context.banner(sentence(error)))

    # words

    def edit_words(self) -> None:
        """Open « Éditer les mots »."""
        own = OwnWords() if self._panel.board is None else self._panel.board.recipe.own
        dialog = WordsDialog(self._panel, self._context.theme, own)
        dialog.kept.connect(self.keep_words)
        self.dialog = dialog
        dialog.open()

    def keep_words(self, own: OwnWords) -> None:
        """Read words as the team says from now on."""
        from engage_desktop.operations import lexis

        self._context.write(
            lambda study, _progress: lexis.put_own_words(study, own),
            said=tr("Les mots de l'étude sont à jour."),
        )

    def edit_aspects(self) -> None:
        """Open « Aspects de l'étude », which stands beside the window."""
        AspectsDialog(self._panel, self._context).show()

    # worlds and codes

    def ask_world_name(self, world: World) -> None:
        """Ask what to call a world."""
        dialog = NameDialog(
            self._panel,
            self._context.theme,
            title=tr("Nommer l'univers lexical"),
            label=tr("Nom"),
            name=world.name if world.named else "",
            verb=tr("Nommer"),
            advice=tr("Gardé quand la classification est refaite ; vide pour revenir à ses mots."),
        )
        dialog.named.connect(lambda name: self.name_world(world, name))
        self.dialog = dialog
        dialog.open()

    def name_world(self, world: World, name: str) -> None:
        """Call a world by a name."""
        from engage_desktop.operations import worlds

        typical = tuple(word.name for word in world.words)
        self._context.write(
            lambda study, _progress: worlds.name_world(study, typical, name),
            said=tr("Univers nommé « {name} »", name=name) if name else tr("Le nom de l'univers est retiré."),
        )

    def want_worlds(self, number: int) -> None:
        """Look for so many worlds; a study open for reading does so until it is closed."""
        from engage_desktop.operations import worlds

        if not self.is_writable():
            self._panel.wish = replace(self._panel.wish, worlds=number)
            self._panel.reading.read_worlds(self._panel.wish)
            return
        self._context.write(lambda study, _progress: worlds.want(study, number))

    def ask_code(self, name: str, filter: str) -> None:
        """Ask what to call the code of a theme."""
        dialog = NameDialog(
            self._panel,
            self._context.theme,
            title=tr("Créer un code"),
            label=tr("Nom du code"),
            name=name[:1].upper() + name[1:],
            verb=tr("Créer et appliquer"),
            advice=tr("Il sera posé sur chaque verbatim du thème ; une seule annulation retire tout."),
        )
        dialog.named.connect(lambda chosen: self.make_code(chosen, filter))
        self.dialog = dialog
        dialog.open()

    def make_code(self, name: str, filter: str) -> None:
        """Make a theme a code, in one act."""
        from engage_desktop.operations import worlds

        coder = self._context.coder

        def told(made: tuple[Code, int]) -> str:
            code, n = made
            count = tn("{n} verbatim", "{n} verbatims", n)
            return tr("Code « {name} » posé sur {count}", name=code.name, count=count)

        self._context.write(
            lambda study, _progress: worlds.code_of(study, name, filter, coder=coder),
            said=told,
            failed=lambda error: self._context.banner(sentence(error)),
        )

    # groups

    def ask_groups(self) -> None:
        """Ask which two groups to compare."""
        found = self._panel.board.contrast if self._panel.board else None
        first, second = (found.first.name, found.second.name) if found else ("", "")
        dialog = GroupsDialog(self._panel, self._context.theme, first=first, second=second)
        dialog.chosen.connect(self._panel.compare)
        self.dialog = dialog
        dialog.open()

    # the report

    def add_menu(self, parent: QWidget) -> QMenu:
        """Each chart as a slide."""
        menu = QMenu(parent)
        for figure in ThemeFigure:
            menu.addAction(figure_name(figure)).triggered.connect(
                lambda _on=False, figure=figure: self.add(figure)
            )
        return menu

    def add(self, figure: ThemeFigure) -> None:
        """A slide of the report with this chart as it is shown."""
        wish, board = self._panel.wish, self._panel.board
        if board is None:
            return
        sides = wish.sides if figure is ThemeFigure.CONTRAST else None
        step = wish.step if figure is ThemeFigure.RISING else None
        # weak signals look at the whole time of the selection
        narrowed = wish.filter if figure is ThemeFigure.RISING else board.recipe.filter
        links = "jaccard" if figure is ThemeFigure.NETWORK and wish.links == "jaccard" else ""
        view = FigureView(sides=sides, step=step, links=links)
        self._report.add_shown(ReportFigure(figure.value), filter=narrowed, view=view)

    def is_writable(self) -> bool:
        """Whether the study takes a slide."""
        study = self._context.study
        return study is not None and not study.read_only and not self._context.read_only

    # files

    def export_menu(self, parent: QWidget) -> QMenu:
        """A picture of each chart."""
        menu = QMenu(parent)
        for figure in ThemeFigure:
            inside = menu.addMenu(figure_name(figure))
            for ending in ("png", "svg"):
                action = inside.addAction(tr("Image {kind}…", kind=ending.upper()))
                action.triggered.connect(
                    lambda _on=False, figure=figure, ending=ending: self.ask_export(figure, ending)
                )
        return menu

    def ask_first_export(self) -> None:
        """Ask where to write the distinctive words."""
        self.ask_export(ThemeFigure.CONTRAST, "png")

    def ask_export(self, figure: ThemeFigure, ending: str) -> None:
        """Ask where to write a chart, and write it."""
        chosen, _ = QFileDialog.getSaveFileName(
            self._panel,
            tr("Exporter le graphique"),
            f"{figure_name(figure)}.{ending}",
            f"{ending.upper()} (*.{ending})",
        )
        if chosen:
            path = Path(chosen)
            self.export(figure, path if path.suffix else path.with_suffix(f".{ending}"))

    def export(self, figure: ThemeFigure, to: Path) -> None:
        """Write a chart of the board at `to`."""
        board = self._panel.board
        if board is None:
            return
        found = ThemeMaterial(board, self._panel.worlds.found, aspects=self._panel.aspects.found)
        labels = theme_labels(figure, board, found.worlds)

        def work(_session: Session) -> Path:
            from engage_desktop.operations import theme_figures

            return theme_figures.save(found, figure, to, labels=labels)

        self._context.read(
            (self._panel, "export"),
            work,
            lambda path: self._context.toast(tr("« {name} » est écrit.", name=path.name)),
            failed=lambda error: self._context.banner(sentence(error)),
        )
