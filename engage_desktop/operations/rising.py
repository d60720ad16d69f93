"""Weak signals of a study: terms that rise against the past, days of complaints."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import numpy as np

from engage_desktop.analysis import keyness, signals, term_index
from engage_desktop.analysis.arrays import distinct
from engage_desktop.models.indicators import Behind
from engage_desktop.models.sentiment import LABELS, Label
from engage_desktop.models.themes import Emerging, EmergingTerm, Peak, Step
from engage_desktop.operations.lexis import Ints, Lexis, Mask
from engage_desktop.operations.marks import days_term
from engage_desktop.store import columns
from engage_desktop.store.database import Session

SHOWN = 20
_BARS = 12
_DAY = 86_400
_EPOCH = dt.date(1970, 1, 1)
_UNDATED = -(2**31)


def days(session: Session) -> Ints:
    """The day of each live verbatim, counted from 1970."""
    moment = columns.verbatims(session).moment
    return np.where(moment == columns.NO_MOMENT, _UNDATED, moment // _DAY)


def date(day: int) -> dt.date:
    """The date of a day counted from 1970."""
    return _EPOCH + dt.timedelta(days=int(day))


def usual_step(session: Session, within: Mask) -> Step:
    """A quarter, a month, a week or a day, by how long the collection lasts."""
    said = days(session)[within]
    known = said[said != _UNDATED]
    span = int(known.max() - known.min()) if len(known) else 0
    for least, step in ((240, Step.QUARTER), (75, Step.MONTH), (18, Step.WEEK)):
        if span >= least:
            return step
    return Step.DAY


def emerging(
    session: Session,
    lexis: Lexis,
    within: Mask,
    step: Step,
    *,
    expression: str = "",
    most: int = SHOWN,
    pause: Callable[[], None] = lambda: None,
) -> Emerging:
    """The terms that rise in the last `step` days against all that was said before, within a selection."""
    said = days(session)
    here = lexis.original & within & (said != _UNDATED)
    if not here.any():
        return Emerging(step, None, None, None, 0, 0)
    last, oldest = int(said[here].max()), int(said[here].min())
    first = last - step.value + 1
    recent, past = here & (said >= first), here & (said < first)
    head = Emerging(step, date(first), date(last), date(oldest), int(recent.sum()), int(past.sum()))
    if not head.n_past:
        return head
    a, b = (term_index.counted(lexis.terms.held, mask) for mask in (recent, past))
    tested = np.flatnonzero(a + b >= signals.LEAST)
    people = _people(session, lexis, recent, tested)
    rise = signals.rises(a[tested], head.n_recent, b[tested], head.n_past, people, step=pause)
    found = _Rising(lexis, here, within & (said >= first) & (said <= last), head, said, expression)
    runs = tuple(lexis.terms.runs[each] for each in tested)

    def shown(mask: Mask, strength: keyness.Numbers, confirmed: bool) -> tuple[EmergingTerm, ...]:
        order = np.flatnonzero(mask)
        order = order[np.argsort(-strength[order], kind="stable")]
        kept = keyness.without_nested(order, runs, a[tested], most=most)
        return tuple(
            found.value(
                int(tested[at]), int(a[tested[at]]), int(b[tested[at]]), int(people[at]), rise, at, confirmed
            )
            for at in kept
        )

    return Emerging(
        step, head.first, head.last, head.past_from, head.n_recent, head.n_past,
        shown(rise.confirmed, -rise.p, True), shown(rise.watch, rise.lower, False), len(tested),
        found.starts, found.recent_steps,
    )  # fmt: skip


def _people(session: Session, lexis: Lexis, recent: Mask, tested: Ints) -> Ints:
    """How many people said each term recently; who is not known counts as somebody else each time."""
    rows = np.flatnonzero(recent)
    person = columns.verbatims(session).person[rows]
    who = np.where(person >= 0, person, -1 - rows)
    _, number = np.unique(who, return_inverse=True)
    cells = lexis.terms.held[rows].tocoo()
    people = len(rows) + 1
    pairs = distinct(cells.col.astype(np.int64) * people + number.reshape(-1)[cells.row])
    counts = np.bincount(pairs // people, minlength=len(lexis.terms.names))
    return counts[tested].astype(np.int64)


class _Rising:
    """The values of rising terms, their histories counted in equal steps up to the last day."""

    def __init__(
        self, lexis: Lexis, here: Mask, window: Mask, head: Emerging, said: Ints, expression: str
    ) -> None:
        self._lexis, self._window, self._expression = lexis, window, expression
        assert head.first is not None
        assert head.last is not None
        self._recent = days_term(head.first, head.last)
        self.recent_steps = 3 if head.step is Step.QUARTER else 1
        length = head.step.value / self.recent_steps
        last = (head.last - _EPOCH).days
        edges = [last + 1 - round(length * back) for back in range(_BARS, -1, -1)]
        self.starts = tuple(date(edge) for edge in edges[:-1])
        rows = np.flatnonzero(here)
        bar = np.searchsorted(np.array(edges), said[rows], side="right") - 1
        inside = (bar >= 0) & (bar < _BARS)
        self._rows, self._bar = rows[inside], bar[inside]
        self._held = lexis.terms.held[self._rows].tocsc()

    def value(
        self, place: int, recent: int, past: int, people: int, rise: signals.Rise, at: int, confirmed: bool
    ) -> EmergingTerm:
        """One term."""
        term = self._lexis.term(place)
        rows = self._held.indices[self._held.indptr[place] : self._held.indptr[place + 1]]
        history = np.bincount(self._bar[rows], minlength=_BARS)
        ratio = float(rise.ratio[at])
        return EmergingTerm(
            term,
            recent,
            past,
            None if np.isnan(ratio) else ratio,
            float(rise.p[at]),
            float(rise.lower[at]),
            people,
            confirmed,
            tuple(int(each) for each in history),
            self._lexis.behind(place, self._window, self._expression, self._recent or "", term.filter),
        )


def peaks(session: Session, within: Mask, *, expression: str = "") -> tuple[Peak, ...]:
    """Days with more negative verbatims than the weeks before let expect, the latest first."""
    said = days(session)
    label = columns.feelings(session).label
    here = within & (said != _UNDATED)
    if not here.any():
        return ()
    first, last = int(said[here].min()), int(said[here].max())
    if last - first > 20_000:
        first = last - 20_000
    negative = here & (label == LABELS.index(Label.NEGATIVE)) & (said >= first)
    daily = np.bincount(said[negative] - first, minlength=last - first + 1)
    found = []
    for each in signals.peaks(daily):
        day = date(first + each.day)
        term = f"date:{day.isoformat()} sentiment:negatif"
        behind = Behind(f"{expression} {term}".strip(), each.seen)
        found.append(Peak(day, each.seen, each.expected, each.p, behind))
    return tuple(reversed(found))
