"""Themes: everything that the screen and the command line say of the words of a study."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np

from engage_desktop.models.aspects import AspectFigure
from engage_desktop.models.figures import ThemeFigure
from engage_desktop.models.filters import with_term
from engage_desktop.models.themes import (
    Concordance,
    Contrast,
    Emerging,
    ImpactOf,
    Network,
    Saturation,
    Side,
    Step,
    ThemeMaterial,
    ThemesBoard,
    ThemesRecipe,
    World,
    Worlds,
)
from engage_desktop.operations import aspects, contrasts, impacts, marks, rising, slices, wordings, worlds
from engage_desktop.operations.contrasts import Sides
from engage_desktop.operations.lexis import Lexis, Mask, lexis, selected
from engage_desktop.progress import Progress
from engage_desktop.store import readings, surveys
from engage_desktop.store.aspects import AREA
from engage_desktop.store.database import Session

T = TypeVar("T")
_PARTS = 10  # of a board


@dataclass(frozen=True, slots=True)
class Asked:
    """What the screen is asked to show: a selection, two groups ("A:B", "" for the usual ones), a step."""

    filter: str = ""
    contrast: str = ""
    step: Step | None = None
    links: str = "g2"
    sides: tuple[str, str] | None = None  # the same two groups as FILTERs
    period: str = ""  # a FILTER term (`wave:…` or `date:…`) that narrows all but what goes through time


def board(session: Session, asked: Asked, *, progress: Progress | None = None) -> ThemesBoard:
    """All but the worlds and the concordance; raises on a filter or a group that means nothing."""
    progress = progress or Progress()
    known = lexis(session, progress=progress)
    expression = narrowed(asked)
    mask = selected(session, expression)
    parts = _Parts(progress)
    return ThemesBoard(
        recipe=parts.next(_recipe(known, mask, expression)),
        contrast=parts.next(_contrast(session, known, mask, asked, expression)),
        network=parts.next(wordings.together(session, known, mask, expression=expression, by=asked.links)),
        cloud=parts.next(wordings.cloud(known, mask, expression=expression)),
        expressions=parts.next(wordings.expressions(known, mask, expression=expression)),
        emerging=parts.next(emerging(session, known, asked, pause=parts.tell)),
        peaks=parts.next(rising.peaks(session, selected(session, asked.filter), expression=asked.filter)),
        impact=parts.next(impacts.of_codes(session, mask, expression=expression)),
        saturation=parts.next(impacts.saturation(session, known)),
        copies=wordings.copied(session, known, mask),
        periods=_periods(session),
    )


class _Parts:
    """Tells how many parts of a board are read."""

    def __init__(self, progress: Progress) -> None:
        self._progress, self._done = progress, 0

    def next(self, value: T) -> T:
        """The value; whoever asked may stop here."""
        self._done += 1
        self.tell()
        return value

    def tell(self) -> None:
        """The same again, from within a part."""
        self._progress.step(self._done, _PARTS, "words")


def material(
    session: Session, wanted: ThemeFigure, asked: Asked, *, progress: Progress | None = None
) -> ThemeMaterial:
    """What one chart draws, and nothing that the others do; raises on a filter or a group that means nothing."""
    progress = progress or Progress()
    known = lexis(session, progress=progress)
    expression = narrowed(asked)
    mask = selected(session, expression)
    n = int((mask & known.original).sum())
    shown = ThemesBoard(
        recipe=_recipe(known, mask, expression),
        contrast=None,
        network=Network((), ()),
        cloud=(),
        expressions=(),
        emerging=Emerging(asked.step or Step.MONTH, None, None, None, 0, 0),
        peaks=(),
        impact=(),
        saturation=Saturation("words"),
        copies=(),
    )
    found = Worlds((), None, n, 0, 0, 0)
    match wanted:
        case ThemeFigure.CONTRAST:
            shown = replace(shown, contrast=_contrast(session, known, mask, asked, expression))
        case ThemeFigure.NETWORK:
            drawn = wordings.together(session, known, mask, expression=expression, by=asked.links)
            shown = replace(shown, network=drawn)
        case ThemeFigure.RISING:
            shown = replace(shown, emerging=emerging(session, known, asked))
        case ThemeFigure.WORLDS:
            found = worlds.find(session, expression=expression, progress=progress)
        case ThemeFigure.IMPACT:
            shown = replace(shown, impact=impacts.of_codes(session, mask, expression=expression))
        case ThemeFigure.ASPECTS:
            felt = _aspects(session, mask, expression, progress)
            return ThemeMaterial(shown, found, aspects=felt)
    hues = worlds.names_kept(session) if wanted is ThemeFigure.NETWORK else ()
    return ThemeMaterial(shown, found, hues)


def _aspects(session: Session, mask: Mask, expression: str, progress: Progress) -> tuple[AspectFigure, ...]:
    """The aspects that the selection speaks of; a reading that is new stays in memory."""
    reading, new = aspects.read(session, progress)
    if new:
        readings.hold(session, AREA, reading)
    found = aspects.figures(session, reading, mask, expression=expression)
    return tuple(each for each in found if each.verbatims)


def narrowed(asked: Asked) -> str:
    """The FILTER of what is shown: the filter and the period."""
    return with_term(asked.filter, asked.period) if asked.period else asked.filter


def network(session: Session, shown: ThemesBoard, asked: Asked) -> ThemesBoard:
    """The board with its network drawn again, for other hues or links."""
    expression = narrowed(asked)
    drawn = wordings.together(
        session, lexis(session), selected(session, expression), expression=expression, by=asked.links
    )
    return replace(shown, network=drawn)


def _periods(session: Session) -> tuple[tuple[str, str], ...]:
    """The waves or periods by which the collection can be narrowed: name and FILTER term."""
    known = slices.slices(session, surveys.surveys(session))
    found = ((each.name, marks.slice_term(each)) for each in known)
    return tuple((name, term) for name, term in found if term)


def _contrast(session: Session, known: Lexis, mask: Mask, asked: Asked, expression: str) -> Contrast | None:
    sides: Sides | None
    if asked.sides is not None:
        sides = Sides(*asked.sides)
    else:
        sides = contrasts.sides(session, asked.contrast) if asked.contrast else contrasts.usual_sides(session)
    if sides is None:
        return None
    return contrasts.contrast(session, known, sides, expression=expression, within=mask)


def emerging(
    session: Session, known: Lexis, asked: Asked, *, pause: Callable[[], None] = lambda: None
) -> Emerging:
    """Weak signals alone: they look at the whole time of the selection."""
    mask = selected(session, asked.filter)
    step = asked.step or rising.usual_step(session, mask)
    return rising.emerging(session, known, mask, step, expression=asked.filter, pause=pause)


def with_step(session: Session, shown: ThemesBoard, asked: Asked) -> ThemesBoard:
    """The board with other weak signals."""
    return replace(shown, emerging=emerging(session, lexis(session), asked))


def concordance(
    session: Session, word: str, *, filter: str = "", sort: Side = Side.RIGHT, most: int = wordings.LINES
) -> Concordance:
    """A word of the selection in its contexts."""
    known = lexis(session)
    return wordings.concordance(
        session, known, word, selected(session, filter), expression=filter, sort=sort, most=most
    )


def world_impacts(session: Session, found: tuple[World, ...], *, filter: str = "") -> tuple[ImpactOf, ...]:
    """What the worlds kept do to the NPS."""
    return impacts.of_worlds(session, selected(session, filter), found, expression=filter)


def word_impact(session: Session, word: str, *, filter: str = "") -> ImpactOf | None:
    """What a word does to the NPS."""
    return impacts.of_word(session, lexis(session), selected(session, filter), word, expression=filter)


def _recipe(known: Lexis, mask: Mask, expression: str) -> ThemesRecipe:
    return ThemesRecipe(
        expression,
        int(mask.sum()),
        int(known.index.lengths[mask].sum()),
        int((mask & ~known.original).sum()),
        int(np.count_nonzero(~known.index.stop)),
        len(known.terms.names),
        worlds.SEED,
        known.own,
    )
