"""Verbatims: which ones a filter finds, a page of them to list, one of them to read, and their facets."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

import numpy as np
import numpy.typing as npt
import sqlalchemy as sa

from engage_desktop.errors import EngageError, Reason
from engage_desktop.models import filters, tables
from engage_desktop.models.codes import Coding
from engage_desktop.models.ids import ParticipantId, QuestionId, ResponseId, SourceId, VerbatimId
from engage_desktop.models.sentiment import LABELS
from engage_desktop.models.surveys import worded
from engage_desktop.models.verbatims import (
    Facets,
    Feeling,
    Origin,
    Verbatim,
    VerbatimKind,
    VerbatimRow,
)
from engage_desktop.store import codings, columns, filtering, written
from engage_desktop.store.database import Session
from engage_desktop.store.facets import Wanted, facets_of

_STRETCH = 4096  # verbatims looked at together
_RARE, _WEIGHED = 2000, 20_000  # stems in fewer verbatims than that tell likeness; verbatims weighed at most


@dataclass(frozen=True, slots=True)
class Found:
    """What a filter finds: verbatim ids in the order asked for, and how many of them carry a code."""

    ids: npt.NDArray[np.int64]
    coded: int


def find(session: Session, expression: str, *, order: str = "newest") -> Found:
    """The verbatims that `expression` selects.

    `order`: "newest" or "oldest" first, "polarity" from the most negative, "polarity-desc", or "source" (the
    order of the files). Raises `EngageError` on an expression that means nothing.
    """
    return _found(session, filtering.verbatim_mask(session, filters.parse(expression)), order)


def look(session: Session, expression: str, *, order: str = "newest") -> tuple[Found, Facets]:
    """`find` and `facets` at once: each term is looked for once."""
    wanted = Wanted(session, expression)
    return _found(session, wanted.mask(), order), facets_of(session, wanted)


def first_uncoded(session: Session, ids: npt.NDArray[np.int64]) -> int | None:
    """The first of these verbatims that carries no code, or None."""
    coded, live = codings.coded(session), columns.verbatims(session).id
    for start in range(0, len(ids), _STRETCH):
        stretch = ids[start : start + _STRETCH]
        at = columns.places(live, stretch)
        free = np.flatnonzero((at >= 0) & ~coded[at])
        if len(free):
            return int(stretch[free[0]])
    return None


def with_listed(
    session: Session, found: npt.NDArray[np.int64], listed: npt.NDArray[np.int64], *, order: str
) -> npt.NDArray[np.int64]:
    """What is found, and those listed that are still in the study, so that no line leaves under the reader's eyes.

    As they were listed when nothing new is found, else in `order`.
    """
    live = columns.verbatims(session).id
    at = columns.places(live, listed)
    kept = np.zeros(len(live), dtype=np.bool_)
    kept[at[at >= 0]] = True
    new = ~kept[columns.places(live, found)]
    if not new.any():
        return listed[at >= 0]
    kept[columns.places(live, found)] = True
    sequence = _order(session, order)
    return live[sequence[kept[sequence]]]


def _found(session: Session, mask: filtering.Mask, order: str) -> Found:
    sequence = _order(session, order)
    ids = columns.verbatims(session).id[sequence[mask[sequence]]]
    return Found(ids, int(np.count_nonzero(codings.coded(session) & mask)))


def page(session: Session, ids: Sequence[int] | npt.NDArray[np.int64]) -> tuple[VerbatimRow, ...]:
    """These verbatims, in this order; an id that is not there is left out."""
    wanted = [int(each) for each in ids]
    rows = session.rows(
        "SELECT v.id, v.ref, v.kind, v.text, v.said_at, v.flagged,"
        " EXISTS (SELECT 1 FROM memo WHERE target = 'verbatim' AND target_id = v.id)"
        " FROM verbatim v JOIN json_each(?) j ON v.id = j.value",
        (json.dumps(wanted),),
    )
    by_id = {row[0]: row for row in rows}
    known = [key for key in wanted if key in by_id]
    coded = codings.of_verbatims(session, known)
    told = zip(known, _nps(session, known), _feelings(session, known), strict=True)
    return tuple(_row(by_id[key], nps, feeling, coded.get(key, ())) for key, nps, feeling in told)


def read(session: Session, verbatim: int) -> Verbatim:
    """One verbatim with all that surrounds it; raises when there is none of that id."""
    rows = session.rows(
        "SELECT v.participant_id, v.response_id, v.question_id, v.channel, v.thread, v.link, v.language,"
        ' f.id, v.sheet, v.row, v."column", v.start_ms, p.pseudonym, s.name, w.name, q.label, q.code, f.file, g.label,'
        " v.speaker, v.heading FROM verbatim v JOIN source f ON f.id = coalesce(v.revised_by, v.source_id)"
        " LEFT JOIN participant p ON p.id = v.participant_id LEFT JOIN response r ON r.id = v.response_id"
        " LEFT JOIN survey s ON s.id = r.survey_id LEFT JOIN wave w ON w.id = r.wave_id"
        " LEFT JOIN question q ON q.id = v.question_id LEFT JOIN question g ON g.id = q.parent_id WHERE v.id = ?",
        (int(verbatim),),
    )
    listed = page(session, (verbatim,))
    if not rows or not listed:
        raise EngageError(Reason.VERBATIM_UNKNOWN, id=int(verbatim))
    (
        participant, response, question, channel, thread, link, language, source, sheet, row, column, start_ms,
        pseudonym, survey, wave, label, code, file, above, speaker, heading,
    ) = rows[0]  # fmt: skip
    memo = session.sql(
        "SELECT text FROM memo WHERE target = 'verbatim' AND target_id = ?", (int(verbatim),)
    ).scalar()
    return Verbatim(
        row=listed[0],
        participant=None if participant is None else ParticipantId(participant),
        pseudonym=pseudonym or "",
        response=None if response is None else ResponseId(response),
        survey=survey or "",
        wave=wave or "",
        question=None if question is None else QuestionId(question),
        question_label=worded(label or "", above or ""),
        question_code=code or "",
        scores=written.scores(session, () if response is None else (response,)).get(response or 0, ()),
        attributes=_attributes(session, participant),
        counters=_counters(session, verbatim),
        channel=channel,
        thread=thread,
        link=link,
        language=language,
        origin=Origin(SourceId(source), file, sheet, row, column, start_ms),
        memo=memo or "",
        written=written.of_verbatims(session, (verbatim,)).get(int(verbatim), ()),
        speaker=speaker,
        heading=heading,
    )


def similar(session: Session, verbatim: int, *, limit: int = 5) -> tuple[VerbatimRow, ...]:
    """Verbatims that share its rarest words, nearest first."""
    from engage_desktop.store import search

    text = session.sql("SELECT text FROM verbatim WHERE id = ?", (int(verbatim),)).scalar()
    stems = list(dict.fromkeys(s for s in search.stemmer().stems(text or "").split() if len(s) >= 4))[:24]
    if not stems:
        return ()
    counted = ((_carriers(session, stem), stem) for stem in stems)
    shared = sorted(pair for pair in counted if 1 < pair[0] < _RARE)
    sums = accumulate(n for n, _stem in shared)
    rare = [pair for pair, weighed in zip(shared, sums, strict=True) if weighed <= _WEIGHED]
    if not rare:
        return ()
    rows = session.rows(
        "SELECT rowid FROM verbatim_search WHERE verbatim_search MATCH ? ORDER BY rank LIMIT ?",
        (" OR ".join(f'"{stem}"' for _n, stem in rare), limit + 20),
    )
    live = columns.verbatims(session).id
    nearest = [row[0] for row in rows if row[0] != verbatim]
    places = columns.places(live, np.asarray(nearest, dtype=np.int64))
    return page(session, [key for key, at in zip(nearest, places, strict=True) if at >= 0][:limit])


def _carriers(session: Session, stem: str) -> int:
    """How many verbatims hold a stem, counted no further than what makes it common."""
    return int(
        session.sql(
            "SELECT count(*) FROM (SELECT 1 FROM verbatim_search WHERE verbatim_search MATCH ? LIMIT ?)",
            (f'"{stem}"', _RARE),
        ).scalar_one()
    )


def facets(session: Session, expression: str) -> Facets:
    """The counts beside the filters; each facet puts its own terms aside, so that its other values stay in reach."""
    return facets_of(session, Wanted(session, expression))


def _order(session: Session, order: str) -> npt.NDArray[np.int64]:
    def make() -> npt.NDArray[np.int64]:
        all_of = columns.verbatims(session)
        newest = np.lexsort(
            (all_of.id, -np.where(all_of.moment == columns.NO_MOMENT, -(2**62), all_of.moment))
        )
        if order == "source":
            return np.arange(len(all_of.id), dtype=np.int64)
        if order == "oldest":
            return np.lexsort((all_of.id, np.where(all_of.moment == columns.NO_MOMENT, 2**62, all_of.moment)))
        if order.startswith("polarity"):
            felt = columns.feelings(session)
            unknown = felt.label == columns.NO_LABEL
            value = felt.polarity if order == "polarity" else -felt.polarity
            return newest[np.argsort(np.where(unknown, 9.0, value)[newest], kind="stable")]
        return newest

    tables = columns.TABLES | {"verbatim"}
    if order.startswith("polarity"):
        tables |= {"sentiment_result", "sentiment_correction"}
    return session.cache.get(f"order:{order}", tables, make)


def _row(
    row: tuple[Any, ...], nps: int | None, feeling: Feeling | None, coded: tuple[Coding, ...]
) -> VerbatimRow:
    key, ref, kind, text, said_at, flagged, has_memo = row
    return VerbatimRow(
        id=VerbatimId(key),
        ref=str(ref),
        kind=VerbatimKind(kind),
        text=str(text),
        said_at=None if said_at is None else dt.datetime.fromisoformat(said_at).replace(tzinfo=None),
        nps=nps,
        feeling=feeling,
        codings=coded,
        has_memo=bool(has_memo),
        flagged=bool(flagged),
    )


def _nps(session: Session, verbatims: Sequence[int]) -> list[int | None]:
    """The NPS point given beside each of these verbatims, or None."""
    all_of, points = columns.verbatims(session), columns.responses(session).nps
    at = columns.places(all_of.id, np.asarray(verbatims, dtype=np.int64))
    response = np.where(at >= 0, all_of.response[at], -1) if len(all_of.id) else at
    given = [points[each].item() if each >= 0 else columns.NO_ANSWER for each in response.tolist()]
    return [each if each <= columns.LAST_POINT else None for each in given]


def _feelings(session: Session, verbatims: Sequence[int]) -> list[Feeling | None]:
    """What each of these verbatims says, or None where no engine has read it."""
    felt = columns.feelings(session)
    at = columns.places(columns.verbatims(session).id, np.asarray(verbatims, dtype=np.int64))
    return [
        None
        if place < 0 or (label := felt.label[place].item()) == columns.NO_LABEL
        else Feeling(
            felt.polarity[place].item(),
            LABELS[label],
            felt.confidence[place].item(),
            felt.corrected[place].item(),
        )
        for place in at.tolist()
    ]


def _attributes(session: Session, participant: int | None) -> tuple[tuple[str, str], ...]:
    if participant is None:
        return ()
    rows = session.rows(
        "SELECT a.name, p.value FROM participant_attribute p JOIN attribute a ON a.id = p.attribute_id"
        " WHERE p.participant_id = ? ORDER BY a.position, a.id",
        (participant,),
    )
    return tuple((name, value) for name, value in rows)


def _counters(session: Session, verbatim: int) -> tuple[tuple[str, int], ...]:
    rows = session.rows(
        "SELECT name, value FROM counter WHERE verbatim_id = ? ORDER BY name", (int(verbatim),)
    )
    return tuple((name, value) for name, value in rows)


def text(session: Session, verbatim: VerbatimId) -> str:
    """The text of one verbatim; raises when there is none of that id."""
    found = session.sql("SELECT text FROM verbatim WHERE id = ?", (int(verbatim),)).scalar()
    if found is None:
        raise EngageError(Reason.VERBATIM_UNKNOWN, id=int(verbatim))
    return str(found)


def texts(session: Session, verbatims: Sequence[VerbatimId]) -> dict[VerbatimId, str]:
    """The texts of a page of verbatims; raises when there is none of one of the ids."""
    asked = ", ".join("?" * len(verbatims))
    rows = session.rows(
        f"SELECT id, text FROM verbatim WHERE id IN ({asked})",  # noqa: S608 - question marks
        tuple(int(each) for each in verbatims),
    )
    found = {VerbatimId(key): text for key, text in rows}
    lost = next((each for each in verbatims if each not in found), None)
    if lost is not None:
        raise EngageError(Reason.VERBATIM_UNKNOWN, id=int(lost))
    return found


def set_flag(session: Session, verbatims: Sequence[VerbatimId], *, on: bool) -> None:
    """Mark the verbatims to be seen again, or take the mark away."""
    table = tables.verbatim
    chosen = table.c.id.in_([int(each) for each in verbatims])
    session.execute(sa.update(table).where(chosen, table.c.flagged != int(on)).values(flagged=int(on)))
