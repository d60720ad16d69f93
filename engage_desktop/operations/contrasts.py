"""What two groups say differently: any two FILTERs, promoters and detractors unless said otherwise."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from engage_desktop.analysis import keyness, term_index
from engage_desktop.errors import EngageError, Reason
from engage_desktop.models import filters
from engage_desktop.models.filters import quoted
from engage_desktop.models.folding import fold
from engage_desktop.models.indicators import Interval
from engage_desktop.models.themes import Contrast, DistinctiveTerm, Group
from engage_desktop.operations.lexis import Lexis, Mask, selected
from engage_desktop.store import columns
from engage_desktop.store import filters as names
from engage_desktop.store.database import Session

SHOWN = 30
_LEAST = 3
_SIGNIFICANT = 3.84
_GROUPS = {
    "promoteurs": "nps:promoteurs", "promoters": "nps:promoteurs",
    "passifs": "nps:passifs", "passives": "nps:passifs",
    "detracteurs": "nps:detracteurs", "detractors": "nps:detracteurs",
    "positif": "sentiment:positif", "positifs": "sentiment:positif", "positive": "sentiment:positif",
    "negatif": "sentiment:negatif", "negatifs": "sentiment:negatif", "negative": "sentiment:negatif",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sides:
    """Two groups asked for by name or by FILTER."""

    first: str
    second: str


def usual_sides(session: Session) -> Sides | None:
    """Detractors against promoters; negative against positive where nobody gave a score; None without either."""
    scores = columns.responses(session).nps
    texts = columns.verbatims(session)
    known = scores[texts.response[texts.response >= 0]]
    if (known <= 6).any() and ((known >= 9) & (known <= 10)).any():
        return Sides("nps:detracteurs", "nps:promoteurs")
    label = columns.feelings(session).label
    if len(np.unique(label[label != columns.NO_LABEL])) > 1:
        return Sides("sentiment:negatif", "sentiment:positif")
    return None


def sides(session: Session, written: str) -> Sides:
    """The two groups of `A:B`; each is a group's name, a wave, a code, an attribute's value, or a FILTER.

    A FILTER holds colons itself: the cut is where both sides mean something.
    """
    places = [at for at, letter in enumerate(written) if letter == ":" and written[:at].count('"') % 2 == 0]
    found = []
    for at in places:
        first, second = written[:at].strip(), written[at + 1 :].strip()
        one, two = _meaning(session, first), _meaning(session, second)
        if one is not None and two is not None:
            found.append((_certainty(one) + _certainty(two), -abs(len(first) - len(second)), Sides(one, two)))
    if not found:
        raise EngageError(
            Reason.FILTER_BAD_VALUE,
            key="--contrast",
            value=written,
            examples="promoteurs:detracteurs nps:9..10:nps:0..6 attr.Zone:Nord:attr.Zone:Sud",
        )
    return max(found, key=lambda each: each[:2])[2]


def _certainty(expression: str) -> int:
    return int(":" in expression)


def _meaning(session: Session, said: str) -> str | None:
    """The FILTER that a name or an expression means, or None."""
    name = said.strip('"')
    folded = fold(name)
    if not folded:
        return None
    if folded in _GROUPS:
        return _GROUPS[folded]
    known = list(names.named(session))
    known += [
        (f"attr.{quoted(attribute.name)}", label)
        for attribute in columns.participants(session).attributes
        for label in attribute.labels
    ]
    found = next((f"{key}:{quoted(label)}" for key, label in known if fold(label) == folded), None)
    return found or _as_filter(said)


def _as_filter(said: str) -> str | None:
    """An expression that the language understands; a key alone had its value cut off."""
    try:
        terms = filters.parse(said).terms
    except EngageError:
        return None
    whole = terms and not any(term.values == ("",) for term in terms) and not _is_key(said)
    return said if whole else None


def _is_key(said: str) -> bool:
    if ":" in said or " " in said:
        return False
    try:
        filters.parse(f"{said}:x")
    except EngageError as error:
        return error.reason is not Reason.FILTER_UNKNOWN_KEY
    return True


def contrast(
    session: Session,
    lexis: Lexis,
    asked: Sides,
    *,
    expression: str = "",
    within: Mask | None = None,
    most: int = SHOWN,
) -> Contrast:
    """The terms that each side says more than the other, copies counted once, nested terms said once.

    Raises on a side that means nothing. A verbatim of both sides counts for both.
    """
    here = selected(session, expression) if within is None else within
    whole = [selected(session, side) & here for side in (asked.first, asked.second)]
    masks = [mask & lexis.original for mask in whole]
    groups = [
        Group(side, _joined(expression, side), int(mask.sum()))
        for side, mask in zip((asked.first, asked.second), masks, strict=True)
    ]
    a, b = (term_index.counted(lexis.terms.held, mask) for mask in masks)
    tested = np.flatnonzero(a + b >= _LEAST)
    if not len(tested) or not groups[0].verbatims or not groups[1].verbatims:
        return Contrast(groups[0], groups[1], (), ())
    table = _Table(lexis, groups, whole, a[tested], b[tested], tested)
    return Contrast(groups[0], groups[1], table.side(1, most), table.side(-1, most), len(tested))


def _joined(expression: str, side: str) -> str:
    return f"{expression} {side}".strip()


class _Table:
    """The statistics of every tested term, and the values made of those shown."""

    def __init__(
        self,
        lexis: Lexis,
        groups: list[Group],
        whole: list[Mask],
        a: term_index.Ints,
        b: term_index.Ints,
        tested: term_index.Ints,
    ) -> None:
        self._lexis, self._groups, self._whole = lexis, groups, whole
        self._a, self._b, self._tested = a, b, tested
        n, m = groups[0].verbatims, groups[1].verbatims
        self._g2 = keyness.g2(a, n, b, m)
        self._odds = keyness.log_odds(a, n, b, m)
        self._p = keyness.chi2_p(self._g2)
        self._said = [lexis.terms.runs[each] for each in tested]

    def side(self, sign: int, most: int) -> tuple[DistinctiveTerm, ...]:
        """The terms of the first group (1) or of the second (-1)."""
        strength = self._g2 * sign
        order = np.argsort(-strength, kind="stable")
        order = order[strength[order] >= _SIGNIFICANT]
        kept = keyness.without_nested(order, tuple(self._said), self._a + self._b, most=most)
        one, two = (each.verbatims for each in self._groups)
        told = keyness.specificity(self._a[kept], one, self._b[kept], two) if kept else ()
        return tuple(self._value(at, float(each)) for at, each in zip(kept, told, strict=True))

    def _value(self, at: int, specificity: float) -> DistinctiveTerm:
        one, two = self._groups
        a, b = int(self._a[at]), int(self._b[at])
        place = int(self._tested[at])
        term = self._lexis.term(place)
        return DistinctiveTerm(
            term,
            a,
            b,
            a / one.verbatims,
            b / two.verbatims,
            float(self._g2[at]),
            float(self._p[at]),
            specificity,
            float(self._odds.value[at]),
            Interval(float(self._odds.low[at]), float(self._odds.high[at])),
            self._lexis.behind(place, self._whole[0], one.filter, term.filter),
            self._lexis.behind(place, self._whole[1], two.filter, term.filter),
        )
