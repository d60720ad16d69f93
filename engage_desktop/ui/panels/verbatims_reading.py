"""What one reading of the study brings to Verbatims: what is listed, the facets beside it, the codebook."""

from __future__ import annotations

from dataclasses import dataclass

from engage_desktop.models import filters
from engage_desktop.models.codes import Code
from engage_desktop.models.study import SavedFilter
from engage_desktop.models.verbatims import Facets
from engage_desktop.store import codes as kept_codes
from engage_desktop.store import filters as kept_filters
from engage_desktop.store import verbatims as kept
from engage_desktop.store.database import Session
from engage_desktop.ui.itemmodels.verbatims import Ids


@dataclass(frozen=True, slots=True)
class Listed:
    """What one reading of the study brings."""

    ids: Ids  # those found, and those listed before that a change has put out of the filter
    found: int
    coded: int
    facets: Facets
    saved: tuple[SavedFilter, ...]
    codes: tuple[Code, ...]
    without_last: int | None
    empty: bool


def listed_now(session: Session, expression: str, order: str, listed: Ids | None) -> Listed:
    """What the expression finds, in that order; those `listed` already stay."""
    found, facets = kept.look(session, expression, order=order)
    ids = found.ids
    if listed is not None:
        ids = kept.with_listed(session, ids, listed, order=order)
    without_last: int | None = None
    if not len(ids):
        asked = filters.terms(expression)
        without_last = len(kept.find(session, " ".join(asked[:-1])).ids)
    return Listed(
        ids,
        len(found.ids),
        found.coded,
        facets,
        kept_filters.saved(session),
        kept_codes.tree(session),
        without_last,
        empty=not expression and not len(ids),
    )
