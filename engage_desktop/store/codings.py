"""The application of codes to verbatims, as arrays to count and as values to show."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import sqlalchemy as sa

from engage_desktop.models import tables
from engage_desktop.models.codes import Coding
from engage_desktop.models.ids import CodeId, CoderId, CodingId, VerbatimId
from engage_desktop.store import columns
from engage_desktop.store.columns import Ints
from engage_desktop.store.database import Session

_LIVE_TABLES = columns.TABLES | {"verbatim", "coding", "code"}


@dataclass(frozen=True, slots=True)
class Applied:
    """Every coding, one element each."""

    verbatim: Ints
    code: Ints
    coder: Ints


def applied(session: Session) -> Applied:
    """Every coding of the study."""
    return session.cache.get("codings", frozenset({"coding", "code"}), lambda: _load(session))


def places(session: Session) -> Ints:
    """Where the verbatim of each coding of `applied` stands in `columns.verbatims`, or -1 when it is not live."""
    return session.cache.get(
        "coding places",
        _LIVE_TABLES,
        lambda: columns.places(columns.verbatims(session).id, applied(session).verbatim),
    )


@dataclass(frozen=True, slots=True)
class Carried:
    """Which live verbatims carry which codes, each pair once: `place` indexes `columns.verbatims`."""

    code: Ints
    place: Ints


def carried(session: Session) -> Carried:
    """The codes that verbatims carry themselves."""

    def make() -> Carried:
        at = places(session)
        return _once(applied(session).code[at >= 0], at[at >= 0])

    return session.cache.get("carried", _LIVE_TABLES, make)


def carried_with_parents(session: Session) -> Carried:
    """The codes that verbatims carry, and the codes above these."""

    def make() -> Carried:
        own = carried(session)
        parents = {key: above or 0 for key, above in session.rows("SELECT id, parent_id FROM code")}
        parent = np.zeros(max(parents, default=0) + 1, dtype=np.int64)
        parent[list(parents)] = list(parents.values())
        code, place = [own.code], [own.place]
        above, at = parent[own.code], own.place
        while len(above := above[up := above > 0]):
            at = at[up]
            code.append(above)
            place.append(at)
            above = parent[above]
        return _once(np.concatenate(code), np.concatenate(place))

    return session.cache.get("carried with parents", _LIVE_TABLES, make)


def _once(code: Ints, place: Ints) -> Carried:
    pairs = columns.distinct((code << 32) | place)
    return Carried(pairs >> 32, pairs & 0xFFFFFFFF)


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
    # one text a column, made by SQLite: three times faster than a tuple for each coding
    row = session.rows(
        "SELECT count(*), group_concat(verbatim_id), group_concat(code_id), group_concat(coder_id) FROM coding"
    )[0]
    return Applied(*(np.fromstring(text or "", dtype=np.int64, count=row[0], sep=",") for text in row[1:]))


def carrying(
    session: Session,
    verbatims: Sequence[VerbatimId],
    code: CodeId,
    coder: CoderId,
    *,
    span: tuple[int, int] | None,
) -> dict[VerbatimId, tuple[CodingId, ...]]:
    """Of these verbatims, those to which this coder applied the code at this very place, with the codings."""
    coding = tables.coding
    start, end = span if span is not None else (None, None)
    return _grouped(
        session,
        sa.select(coding.c.verbatim_id, coding.c.id).where(
            coding.c.verbatim_id.in_([int(each) for each in verbatims]),
            coding.c.code_id == code,
            coding.c.coder_id == coder,
            coding.c.start.is_(start) if start is None else coding.c.start == start,
            coding.c.end.is_(end) if end is None else coding.c.end == end,
        ),
    )


def of_code(
    session: Session, verbatims: Sequence[VerbatimId], code: CodeId
) -> dict[VerbatimId, tuple[CodingId, ...]]:
    """Of these verbatims, those that carry the code anywhere, by any coder, with the codings."""
    coding = tables.coding
    return _grouped(
        session,
        sa.select(coding.c.verbatim_id, coding.c.id).where(
            coding.c.verbatim_id.in_([int(each) for each in verbatims]), coding.c.code_id == code
        ),
    )


def insert(
    session: Session,
    *,
    uid: str,
    verbatim: VerbatimId,
    code: CodeId,
    coder: CoderId,
    span: tuple[int, int] | None,
    quote_hash: bytes,
    created_at: str,
) -> CodingId:
    """Write one coding."""
    start, end = span if span is not None else (None, None)
    return CodingId(
        session.insert(
            tables.coding,
            uid=uid,
            verbatim_id=verbatim,
            code_id=code,
            coder_id=coder,
            start=start,
            end=end,
            hash=quote_hash,
            created_at=created_at,
        )
    )


@dataclass(frozen=True, slots=True)
class Mark:
    """One coding to write; `quote_hash` is that of the words it stands on."""

    uid: str
    verbatim: VerbatimId
    span: tuple[int, int] | None
    quote_hash: bytes


def insert_many(
    session: Session, marks: Sequence[Mark], *, code: CodeId, coder: CoderId, created_at: str
) -> None:
    """Write many codings of one code."""
    session.bulk(
        "coding",
        'INSERT INTO coding (uid, verbatim_id, code_id, coder_id, start, "end", hash, created_at)'
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                mark.uid, int(mark.verbatim), int(code), int(coder), *(mark.span or (None, None)), mark.quote_hash,
                created_at,
            )
            for mark in marks
        ],
    )  # fmt: skip


def remove(session: Session, keys: Sequence[CodingId]) -> None:
    """Take these codings away."""
    session.execute(sa.delete(tables.coding).where(tables.coding.c.id.in_([int(key) for key in keys])))


def uid_known(session: Session, uid: str) -> bool:
    """Whether a coding of that uid is there."""
    return session.sql("SELECT 1 FROM coding WHERE uid = ?", (uid,)).scalar() is not None


def uid_of(session: Session, key: CodingId) -> str:
    """The uid of a coding."""
    return str(session.sql("SELECT uid FROM coding WHERE id = ?", (key,)).scalar())


def _grouped(
    session: Session, statement: sa.Select[tuple[int, int]]
) -> dict[VerbatimId, tuple[CodingId, ...]]:
    found: dict[VerbatimId, list[CodingId]] = {}
    for row in session.execute(statement).mappings():
        verbatim, coding = row["verbatim_id"], row["id"]
        found.setdefault(VerbatimId(verbatim), []).append(CodingId(coding))
    return {key: tuple(values) for key, values in found.items()}


def coded(session: Session) -> npt.NDArray[np.bool_]:
    """Which of the live verbatims carry a code."""

    def make() -> npt.NDArray[np.bool_]:
        mask = np.zeros(len(columns.verbatims(session).id), dtype=np.bool_)
        mask[carried(session).place] = True
        return mask

    return session.cache.get("coded", columns.TABLES | {"verbatim", "coding", "code"}, make)
