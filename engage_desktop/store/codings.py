"""The application of codes to verbatims, as arrays to count and as values to show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import sqlalchemy as sa

from engage_desktop.models import tables
from engage_desktop.models.codes import Coding
from engage_desktop.models.ids import CodeId, CoderId, CodingId, VerbatimId
from engage_desktop.store.columns import Ints
from engage_desktop.store.database import Session


@dataclass(frozen=True, slots=True)
class Applied:
    """Every coding, one element each."""

    verbatim: Ints
    code: Ints
    coder: Ints


def applied(session: Session) -> Applied:
    """Every coding of the study."""
    return session.cache.get("codings", frozenset({"coding", "code"}), lambda: _load(session))


def of_verbatims(session: Session, ids: Sequence[int]) -> dict[int, tuple[Coding, ...]]:
    """The codings of each of these verbatims, in the order of the text."""
    coding = tables.coding
    rows = session.execute(
        sa.select(coding)
        .where(coding.c.verbatim_id.in_([int(each) for each in ids]))
        .order_by(coding.c.verbatim_id, coding.c.start, coding.c.id)
    )
    found: dict[int, list[Coding]] = {}
    for row in rows:
        found.setdefault(row.verbatim_id, []).append(
            Coding(
                CodingId(row.id),
                VerbatimId(row.verbatim_id),
                CodeId(row.code_id),
                CoderId(row.coder_id),
                row.start,
                row.end,
            )
        )
    return {key: tuple(values) for key, values in found.items()}


def _load(session: Session) -> Applied:
    rows = session.rows("SELECT verbatim_id, code_id, coder_id FROM coding")
    table = np.array(rows, dtype=np.int64).reshape(len(rows), 3)
    return Applied(table[:, 0], table[:, 1], table[:, 2])
