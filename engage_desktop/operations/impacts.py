"""Themes against scores and tone: what a code, a world or a word does to the NPS; saturation of interviews."""

from __future__ import annotations

import numpy as np

from engage_desktop.analysis import contexts
from engage_desktop.analysis.impact import theme_impact
from engage_desktop.models.filters import quoted
from engage_desktop.models.indicators import Behind
from engage_desktop.models.sentiment import LABELS, Label
from engage_desktop.models.themes import ImpactOf, Saturation, SaturationPoint, World
from engage_desktop.operations.lexis import Ints, Lexis, Mask
from engage_desktop.store import codes, codings, columns, wordings
from engage_desktop.store import worlds as kept_worlds
from engage_desktop.store.database import Session

CODES = 12
_POINTS = 11


def of_codes(
    session: Session, within: Mask, *, expression: str = "", most: int = CODES
) -> tuple[ImpactOf, ...]:
    """The codes that most verbatims of a selection carry, by what they do to the NPS; the worst first."""
    carried = codings.carried_with_parents(session)
    here = within[carried.place]
    counts = np.bincount(carried.code[here]) if here.any() else np.zeros(0, dtype=np.int64)
    names = {int(code.id): code.name for code in codes.tree(session)}
    chosen = [key for key in np.argsort(-counts, kind="stable").tolist()[:most] if counts[key]]
    found = []
    for key in chosen:
        mask = np.zeros(len(within), dtype=np.bool_)
        mask[carried.place[carried.code == key]] = True
        found.append(
            of_mask(session, within, mask, "code", names[key], f"code:{quoted(names[key])}", expression)
        )
    return _ordered(found)


def of_worlds(
    session: Session, within: Mask, worlds: tuple[World, ...], *, expression: str = ""
) -> tuple[ImpactOf, ...]:
    """The lexical worlds kept, in the same way."""
    kept = kept_worlds.kept(session)
    if kept is None:
        return ()
    ids = columns.verbatims(session).id
    found = []
    for world in worlds:
        mask = np.zeros(len(within), dtype=np.bool_)
        at = columns.places(ids, kept.id[kept.label == world.number - 1])
        mask[at[at >= 0]] = True
        found.append(
            of_mask(session, within, mask, "world", world.name, f"univers:{world.number}", expression)
        )
    return _ordered(found)


def of_word(
    session: Session, lexis: Lexis, within: Mask, word: str, *, expression: str = ""
) -> ImpactOf | None:
    """A word or an expression in the same way; None when no text holds it."""
    from engage_desktop.operations.lexis import word_filter

    run = lexis.find(word)
    forms = lexis.index.surfaces(run) if run else ()
    if not forms:
        return None
    mask = lexis.holding_run(run)
    return of_mask(session, within, mask, "word", word, word_filter(forms), expression)


def of_mask(
    session: Session, within: Mask, theme: Mask, kind: str, name: str, term: str, expression: str
) -> ImpactOf:
    """NPS of the responses that hold the theme against those that speak without it; the tone of its verbatims."""
    texts, scores = columns.verbatims(session), columns.responses(session).nps
    mine = within & theme
    held, others = (
        _responses(texts.response, mine, len(scores)),
        _responses(texts.response, within, len(scores)),
    )
    impact = theme_impact(
        name,
        _counts(scores[held]),
        _counts(scores[others & ~held]),
        coded=int(mine.sum()),
        verbatims=int(within.sum()),
    )
    felt = columns.feelings(session)
    read = mine & (felt.label < len(LABELS))
    label = felt.label[read]
    negative = int((label == LABELS.index(Label.NEGATIVE)).sum())
    positive = int((label == LABELS.index(Label.POSITIVE)).sum())
    whole = f"{expression} {term}".strip()
    return ImpactOf(
        kind, name, impact, int(mine.sum()), negative, positive, int(read.sum()),
        float(felt.polarity[read].mean()) if read.any() else None,
        Behind(whole, int(mine.sum())),
        Behind(f"{whole} sentiment:negatif", negative),
        Behind(f"{whole} sentiment:positif", positive),
    )  # fmt: skip


def _responses(response: Ints, mask: Mask, n: int) -> Mask:
    found = np.zeros(n, dtype=np.bool_)
    at = response[mask]
    found[at[at >= 0]] = True
    return found


def _counts(scores: columns.Bytes) -> tuple[int, ...]:
    return tuple(np.bincount(scores[scores < _POINTS], minlength=_POINTS).tolist())


def _ordered(found: list[ImpactOf]) -> tuple[ImpactOf, ...]:
    def place(each: ImpactOf) -> tuple[bool, float, int]:
        difference = each.impact.comparison.difference
        return difference is None, difference or 0.0, -each.verbatims

    return tuple(sorted(found, key=place))


def saturation(session: Session, lexis: Lexis) -> Saturation:
    """What each interview brings that none before had: codes, or full words where nothing is coded."""
    held = wordings.interviews(session)
    carried = codings.carried(session)
    coded = np.zeros(len(lexis.copy_of), dtype=np.bool_)
    coded[carried.place] = True
    if any(coded[places].any() for _name, places in held):
        documents = [carried.code[np.isin(carried.place, places)].tolist() for _name, places in held]
        of = "codes"
    else:
        single = lexis.terms.held[:, lexis.terms.lengths == 1].tocsr()
        documents = [np.unique(single[places].indices).tolist() for _name, places in held]
        of = "words"
    points = contexts.saturation(documents)
    return Saturation(
        of, tuple(SaturationPoint(name, *point) for (name, _), point in zip(held, points, strict=True))
    )
