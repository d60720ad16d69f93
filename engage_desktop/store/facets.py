"""The counts beside a list of verbatims: by month, source, kind, sentiment, emotion, NPS group and code."""

from __future__ import annotations

import datetime as dt

import numpy as np
import numpy.typing as npt

from engage_desktop.models import filters
from engage_desktop.models.emotions import EMOTIONS
from engage_desktop.models.filters import Filter, Key
from engage_desktop.models.sentiment import LABELS
from engage_desktop.models.verbatims import KINDS, Facets, FacetValue
from engage_desktop.store import codings, columns, emotions, filtering
from engage_desktop.store.database import Session

_CODES_SHOWN = 12
_NUMBERS = np.arange(128)  # every combination of emotions


class Wanted:
    """A filter whose terms are each looked for once."""

    def __init__(self, session: Session, expression: str) -> None:
        self._every = np.ones(len(columns.verbatims(session).id), dtype=np.bool_)
        self._hits = tuple(
            (term.key, filtering.verbatim_mask(session, Filter((term,))))
            for term in filters.parse(expression).terms
        )

    def mask(self, *, aside: Key | None = None) -> filtering.Mask:
        """What the filter selects, its terms about `aside` put aside."""
        mask = self._every
        for key, hit in self._hits:
            if key is not aside:
                mask = mask & hit
        return mask


def facets_of(session: Session, wanted: Wanted) -> Facets:
    """The counts of each facet, its own terms put aside."""
    every = wanted.mask()
    all_of = columns.verbatims(session)
    return Facets(
        total=int(np.count_nonzero(every)),
        coded=int(np.count_nonzero(every & codings.coded(session))),
        months=_months(session, wanted.mask(aside=Key.DATE)),
        sources=_source_facet(session, wanted.mask(aside=Key.SOURCE)),
        kinds=_counted(
            all_of.kind[wanted.mask(aside=Key.KIND)],
            tuple(k.value for k in KINDS),
            "kind",
            always=False,
        ),
        sentiments=_sentiment_facet(session, wanted.mask(aside=Key.SENTIMENT)),
        emotions=_emotion_facet(session, wanted),
        nps_groups=_nps_facet(session, wanted.mask(aside=Key.NPS)),
        codes=_code_facet(session, wanted.mask(aside=Key.CODE)),
    )


def _months(session: Session, mask: filtering.Mask) -> tuple[tuple[dt.date, int], ...]:
    months = _month_of(session)[mask]
    months = months[months != columns.NO_MOMENT]
    if not len(months):
        return ()
    first = int(months.min())
    counts = np.bincount(months - first)
    return tuple(
        (dt.date(1970 + (first + at) // 12, (first + at) % 12 + 1, 1), int(n)) for at, n in enumerate(counts)
    )


def _month_of(session: Session) -> columns.Ints:
    """The month of each verbatim, counted from January 1970."""

    def make() -> columns.Ints:
        moment = columns.verbatims(session).moment
        months = moment.astype("datetime64[s]").astype("datetime64[M]").astype(np.int64)
        return np.where(moment == columns.NO_MOMENT, columns.NO_MOMENT, months)

    return session.cache.get("months", columns.TABLES | {"verbatim"}, make)


def _counted(
    values: npt.NDArray[np.uint8], names: tuple[str, ...], key: str, *, always: bool
) -> tuple[FacetValue, ...]:
    counts = np.bincount(values, minlength=256)
    return tuple(
        FacetValue(name, int(counts[at]), f"{key}:{name}")
        for at, name in enumerate(names)
        if always or counts[at]
    )


def _sentiment_facet(session: Session, mask: filtering.Mask) -> tuple[FacetValue, ...]:
    label = columns.feelings(session).label[mask]
    shown = _counted(label, tuple(each.value for each in LABELS), "sentiment", always=True)
    none = int(np.count_nonzero(label == columns.NO_LABEL))
    shown = tuple(value for value in shown if value.name != "mixed" or value.count)
    crossed = int(np.count_nonzero(filtering.discordant(session) & mask))
    more = (FacetValue("none", none, "sentiment:none"), FacetValue("discordant", crossed, "discordant:oui"))
    return (*shown, *(each for each in more if each.count))


def _emotion_facet(session: Session, wanted: Wanted) -> tuple[FacetValue, ...]:
    """The emotions that the study says, and « none »; nothing before they were read, or where none is said."""
    felt = emotions.current(session)
    if felt is None:
        return ()
    every, here = _by_bits(felt), _by_bits(felt[wanted.mask(aside=Key.EMOTION)])
    values = [
        FacetValue(each.value, int(here[has].sum()), f"emotion:{each.value}")
        for each in EMOTIONS
        if every[has := (_NUMBERS & emotions.bits((each,))) > 0].any()
    ]
    return (*values, FacetValue("none", int(here[0]), "emotion:none")) if values else ()


def _by_bits(felt: emotions.Bits) -> columns.Ints:
    """How many verbatims say each combination of emotions; those that were not read are not counted."""
    return np.bincount(felt.view(np.uint8), minlength=256)[:128]


def _nps_facet(session: Session, mask: filtering.Mask) -> tuple[FacetValue, ...]:
    """The three groups and « sans note »; nothing in a study where nobody gave an NPS."""
    at = columns.verbatims(session).response[mask]
    nps = columns.responses(session).nps
    if not np.any(nps <= columns.LAST_POINT):
        return ()
    values = nps[at[at >= 0]] if len(nps) else np.empty(0, dtype=np.uint8)
    groups = (("detractors", 0, 6), ("passives", 7, 8), ("promoters", 9, 10))
    counted = [
        FacetValue(name, int(np.count_nonzero((values >= low) & (values <= high))), f"nps:{name}")
        for name, low, high in groups
    ]
    rest = int(np.count_nonzero(mask)) - sum(value.count for value in counted)
    return (*counted, FacetValue("none", rest, "nps:none"))


def _source_facet(session: Session, mask: filtering.Mask) -> tuple[FacetValue, ...]:
    at = columns.verbatims(session).source[mask]
    counts = np.bincount(at) if len(at) else np.zeros(1, dtype=np.int64)
    rows = session.rows("SELECT id, file FROM source WHERE removed_at IS NULL AND verbatims > 0 ORDER BY id")
    return tuple(
        FacetValue(file, int(counts[key]) if key < len(counts) else 0, f"source:{filters.quoted(file)}")
        for key, file in rows
    )


def _code_facet(session: Session, mask: filtering.Mask) -> tuple[FacetValue, ...]:
    """Verbatims by top code (its sub-codes with it), most frequent first, « sans code » before."""
    name = dict(session.rows("SELECT id, name FROM code WHERE parent_id IS NULL"))
    carried = codings.carried_with_parents(session)
    counted = np.bincount(carried.code[mask[carried.place]])
    counts = {key: int(counted[key]) for key in name if key < len(counted) and counted[key]}
    uncoded = int(np.count_nonzero(mask & ~codings.coded(session)))
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], name[pair[0]]))[:_CODES_SHOWN]
    shown = (FacetValue(name[key], n, f"code:{filters.quoted(name[key])}") for key, n in ranked)
    return (FacetValue("none", uncoded, "code:none"), *shown)
