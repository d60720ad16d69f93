"""What the Thèmes screen reads, away from the window's thread, with « Arrêter »."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

from PySide6.QtCore import QObject

from engage_desktop.models.aspects import AspectFigure
from engage_desktop.models.themes import Concordance, ImpactOf, ThemesBoard, Worlds
from engage_desktop.progress import Progress
from engage_desktop.ui.context import Context
from engage_desktop.ui.widgets.progress import ProgressStrip
from engage_desktop.wording import tr

if TYPE_CHECKING:
    from engage_desktop.operations.lexis import Mask
    from engage_desktop.operations.themes import Asked
    from engage_desktop.store.database import Session
    from engage_desktop.store.readings import Area, KeptReading
    from engage_desktop.store.worlds import KeptWorlds
    from engage_desktop.ui.panels.themes import ThemesPanel, Wish

T = TypeVar("T")
Made_co = TypeVar("Made_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Found:
    """Worlds, what each does to the NPS, and what there is to keep of them."""

    worlds: Worlds
    impacts: tuple[ImpactOf, ...]
    kept: KeptWorlds | None


class Figures(Protocol[Made_co]):
    """Makes the figures of a reading over a selection."""

    def __call__(self, session: Session, reading: KeptReading, within: Mask, *, expression: str) -> Made_co:
        """The figures."""
        ...


class ThemesReading(QObject):
    """Reads for one panel; the latest question of each kind wins."""

    def __init__(self, panel: ThemesPanel, context: Context) -> None:
        super().__init__(panel)
        self._panel, self._context = panel, context
        self.strip = ProgressStrip(context.theme, stop=self._stop)
        self.strip.hide()

    def read(self, wish: Wish, *, worlds: bool) -> None:
        """All of the board; then, when asked for, the worlds."""
        asked = _asked(wish)

        def work(session: Session, progress: Progress) -> ThemesBoard:
            from engage_desktop.operations import themes

            return themes.board(session, asked, progress=progress)

        def show(board: ThemesBoard) -> None:
            self.strip.hide()
            self._panel.show_board(board)
            self._read_aspects(wish)
            if worlds:
                self.read_worlds(wish)

        self._long("board", tr("Lecture des mots"), work, show)

    def read_network(self, board: ThemesBoard, wish: Wish) -> None:
        """The network again, in the hues of the worlds kept."""
        asked = _asked(wish)

        def work(session: Session) -> ThemesBoard:
            from engage_desktop.operations import themes

            return themes.network(session, board, asked)

        self._context.read((self._panel, "network"), work, self._panel.show_network)

    def read_step(self, board: ThemesBoard, wish: Wish) -> None:
        """Weak signals over another length of time."""
        asked = _asked(wish)

        def work(session: Session) -> ThemesBoard:
            from engage_desktop.operations import themes

            return themes.with_step(session, board, asked)

        self._context.read((self._panel, "step"), work, self._panel.show_rising)

    def read_word(self, wish: Wish) -> None:
        """A word in its contexts, and what it does to the NPS."""

        def work(session: Session) -> tuple[Concordance, ImpactOf | None]:
            from engage_desktop.operations import themes

            expression = themes.narrowed(_asked(wish))
            lines = themes.concordance(session, wish.word, filter=expression, sort=wish.sort)
            return lines, themes.word_impact(session, wish.word, filter=expression)

        self._context.read((self._panel, "word"), work, self._panel.show_lines)

    def _read_aspects(self, wish: Wish) -> None:
        from engage_desktop.operations import aspects
        from engage_desktop.store.aspects import AREA

        def show(found: tuple[AspectFigure, ...]) -> None:
            self._panel.show_aspects(found)
            self._read_emotions(wish)

        self._read_figures(AREA, tr("Lecture des aspects"), aspects.read, aspects.figures, show, wish)

    def _read_emotions(self, wish: Wish) -> None:
        from engage_desktop.operations import emotions
        from engage_desktop.store.emotions import AREA

        show = self._panel.emotions.show_figures
        self._read_figures(AREA, tr("Lecture des émotions"), emotions.read, emotions.figures, show, wish)

    def _read_figures(
        self,
        area: Area,
        label: str,
        read: Callable[[Session, Progress], tuple[KeptReading, bool]],
        figures: Figures[T],
        show: Callable[[T], None],
        wish: Wish,
    ) -> None:
        """The figures of a reading kept beside sentiment; what is new of it is kept."""

        def work(session: Session, progress: Progress) -> tuple[T, KeptReading | None]:
            from engage_desktop.operations import themes
            from engage_desktop.operations.lexis import selected

            reading, new = read(session, progress)
            expression = themes.narrowed(_asked(wish))
            found = figures(session, reading, selected(session, expression), expression=expression)
            return found, reading if new else None

        def done(found: tuple[T, KeptReading | None]) -> None:
            self.strip.hide()
            show(found[0])
            if found[1] is not None:
                self._keep_reading(area, found[1])

        self._long(area.name, label, work, done)

    def _keep_reading(self, area: Area, reading: KeptReading) -> None:
        """Have the study keep it, or memory for one that is open for reading."""
        from engage_desktop.operations import readings

        study = self._context.study
        if study is not None and study.read_only:
            readings.keep(study, area, reading)
        elif study is not None:
            self._context.write(lambda study, _progress: readings.keep(study, area, reading))

    def read_worlds(self, wish: Wish) -> None:
        """The lexical worlds, kept when they are new."""
        self._panel.worlds.say_waiting()

        def work(session: Session, progress: Progress) -> Found:
            from engage_desktop.operations import themes, worlds

            expression = themes.narrowed(_asked(wish))
            found, kept = worlds.look(session, expression=expression, classes=wish.worlds, progress=progress)
            impacts = (
                () if kept is not None else themes.world_impacts(session, found.worlds, filter=expression)
            )
            return Found(found, impacts, kept)

        def show(found: Found) -> None:
            self.strip.hide()
            self._panel.show_worlds(found)
            if found.kept is not None:
                self._keep(found.kept, found.worlds, wish)

        self._long("worlds", tr("Univers lexicaux"), work, show)

    def _keep(self, kept: KeptWorlds, worlds: Worlds, wish: Wish) -> None:
        """Have the study keep the worlds (memory, for one that is open for reading), then weigh them."""

        def weigh(session: Session) -> Found:
            from engage_desktop.operations import themes

            expression = themes.narrowed(_asked(wish))
            return Found(worlds, themes.world_impacts(session, worlds.worlds, filter=expression), None)

        def done(_nothing: None) -> None:
            self._context.read((self._panel, "impacts"), weigh, self._panel.show_worlds)

        from engage_desktop.operations import worlds as verbs

        study = self._context.study
        if study is not None and study.read_only:
            verbs.keep(study, kept)
            done(None)
            return
        self._context.write(lambda study, _progress: verbs.keep(study, kept), done=done)

    def _long(
        self, name: str, label: str, work: Callable[[Session, Progress], T], done: Callable[[T], None]
    ) -> None:
        """A read that tells where it is and stops when asked."""
        study = self._context.study
        if study is None:
            return
        self.strip.show_progress(label, 0, 0)
        self.strip.show()

        def reading(outer: Progress) -> T:
            def told(step: int, total: int, _stage: str) -> None:
                outer.step(step, total, name)
                self._context.jobs.post(lambda: self._tell(label, step, total))

            with study.read() as session:
                return work(session, Progress(told))

        def here(value: T) -> None:
            if self._context.study is study:
                done(value)

        self._context.jobs.read((self._panel, name), reading, here, self._panel.refuse)

    def _tell(self, label: str, done: int, total: int) -> None:
        if self.strip.isVisible():
            self.strip.show_progress(label, done, total)

    def _stop(self, _label: str) -> None:
        """A later question takes the place of the one that lasts: it ends at its next step."""
        for name in ("board", "worlds", "aspects", "emotions"):
            self._context.jobs.read((self._panel, name), _nothing, lambda _value: None)
        self.strip.hide()


def _nothing(_progress: Progress) -> None:
    """What takes the place of a read that is given up."""


def _asked(wish: Wish) -> Asked:
    from engage_desktop.operations.themes import Asked

    return Asked(wish.filter, step=wish.step, links=wish.links, sides=wish.sides, period=wish.period)
