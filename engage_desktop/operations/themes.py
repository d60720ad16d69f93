"""Themes: everything that the screen and the command line say of the words of a study."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from engage_desktop.models.themes import (
    Concordance,
    Contrast,
    Emerging,
    ImpactOf,
    Side,
    Step,
    ThemesBoard,
    ThemesRecipe,
    World,
)
from engage_desktop.operations import contrasts, impacts, rising, wordings, worlds
from engage_desktop.operations.contrasts import Sides
from engage_desktop.operations.lexis import Lexis, Mask, lexis, selected
from engage_desktop.progress import Progress
from engage_desktop.store.database import Session


@dataclass(frozen=True, slots=True)
class Asked:
    """What the screen is asked to show: a selection, two groups ("A:B", "" for the usual ones), a step."""

    filter: str = ""
    contrast: str = ""
    step: Step | None = None
    links: str = "g2"


def board(session: Session, asked: Asked, *, progress: Progress | None = None) -> ThemesBoard:
    """All but the worlds and the concordance; raises on a filter or a group that means nothing."""
    known = lexis(session, progress=progress)
    mask = selected(session, asked.filter)
    return ThemesBoard(
        recipe=_recipe(known, mask, asked.filter),
        contrast=_contrast(session, known, mask, asked),
        network=wordings.together(session, known, mask, expression=asked.filter, by=asked.links),
        cloud=wordings.cloud(known, mask, expression=asked.filter),
        expressions=wordings.expressions(known, mask, expression=asked.filter),
        emerging=emerging(session, known, mask, asked),
        peaks=rising.peaks(session, mask, expression=asked.filter),
        impact=impacts.of_codes(session, mask, expression=asked.filter),
        saturation=impacts.saturation(session, known),
        copies=wordings.copied(session, known, mask),
    )


def _contrast(session: Session, known: Lexis, mask: Mask, asked: Asked) -> Contrast | None:
    sides: Sides | None
    sides = contrasts.sides(session, asked.contrast) if asked.contrast else contrasts.usual_sides(session)
    if sides is None:
        return None
    return contrasts.contrast(session, known, sides, expression=asked.filter, within=mask)


def emerging(session: Session, known: Lexis, mask: Mask, asked: Asked) -> Emerging:
    """Weak signals alone, for a change of step."""
    step = asked.step or rising.usual_step(session, mask)
    return rising.emerging(session, known, mask, step, expression=asked.filter)


def with_step(session: Session, shown: ThemesBoard, asked: Asked) -> ThemesBoard:
    """The board with other weak signals."""
    known = lexis(session)
    return replace(shown, emerging=emerging(session, known, selected(session, asked.filter), asked))


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
