"""Aspects of a study: their words, where these are found, what the verbatims feel of each."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, replace

import numpy as np

from engage_desktop.analysis import aspects as analysis
from engage_desktop.analysis import intervals
from engage_desktop.analysis.lexicon.engine import LexiconEngine
from engage_desktop.analysis.words import Reading, words
from engage_desktop.errors import EngageError, Reason
from engage_desktop.models.aspects import USUAL, Aspect, AspectFigure, SeedHits
from engage_desktop.models.filters import quoted
from engage_desktop.models.folding import fold
from engage_desktop.models.indicators import Behind, Interval
from engage_desktop.models.sentiment import EngineKind
from engage_desktop.models.words import pattern
from engage_desktop.operations import engines, impacts, readings
from engage_desktop.operations.lexis import MOST_FORMS, Ints, Lexis, Mask, lexis, own_words, word_filter
from engage_desktop.progress import Progress
from engage_desktop.store import aspects as store
from engage_desktop.store import columns, journal, studies, wordings
from engage_desktop.store.database import Session, Study
from engage_desktop.store.readings import NONE, KeptReading, Values

SETTING = "aspects"
_PAGE = 500
_HUNDREDTHS = 100


def aspects(session: Session) -> tuple[Aspect, ...]:
    """The aspects of the study; the usual ones until somebody changes them."""
    kept = studies.setting(session, SETTING)
    if not kept:
        return USUAL
    return tuple(Aspect(str(each["name"]), tuple(map(str, each["seeds"]))) for each in json.loads(kept))


def put(study: Study, name: str, seeds: Sequence[str], *, before: str = "") -> Aspect:
    """Give an aspect its words, under a new name when `before` tells the old one; one act.

    Raises on a name that is empty or taken, on a seed without a word, made of stop words only, or of another aspect.
    """
    name = " ".join(name.split())
    if not name:
        raise EngageError(Reason.NAME_EMPTY)
    with study.write() as session:
        known = {fold(each.name): each for each in aspects(session)}
        old = fold(before or name)
        if before and old not in known:
            raise EngageError(Reason.ASPECT_UNKNOWN, name=before, known=_names(known.values()))
        if fold(name) != old and fold(name) in known:
            raise EngageError(Reason.ASPECT_EXISTS, name=name)
        others = [each for key, each in known.items() if key != old]
        made = Aspect(name, _tidy(session, seeds, others))
        known[old] = made
        _keep(session, tuple(known.values()), "aspect.put", name=name)
    return made


def remove(study: Study, name: str) -> None:
    """Take an aspect away; one act."""
    with study.write() as session:
        known = aspects(session)
        left = tuple(each for each in known if fold(each.name) != fold(name))
        if len(left) == len(known):
            raise EngageError(Reason.ASPECT_UNKNOWN, name=name, known=_names(known))
        _keep(session, left, "aspect.remove", name=name)


def reset(study: Study) -> None:
    """Go back to the usual aspects; one act."""
    with study.write() as session:
        if aspects(session) != USUAL:
            _keep(session, USUAL, "aspect.reset")


def _names(known: Iterable[Aspect]) -> str:
    return ", ".join(each.name for each in known) or "—"


def _tidy(session: Session, seeds: Sequence[str], others: Sequence[Aspect]) -> tuple[str, ...]:
    reading = Reading(own_words(session))
    taken = {fold(seed): each.name for each in others for seed in each.seeds}
    found: dict[str, str] = {}
    for seed in seeds:
        plain = " ".join(seed.replace("’", "'").lower().split())
        parts = words(plain)
        if not parts:
            raise EngageError(Reason.WORD_EMPTY)
        if all(reading.is_stop(reading.lemma(part)) for part in parts) and plain not in reading.compounds:
            raise EngageError(Reason.SEED_TOO_COMMON, name=plain)
        if fold(plain) in taken:
            raise EngageError(Reason.SEED_TAKEN, name=plain, aspect=taken[fold(plain)])
        found.setdefault(fold(plain), plain)
    return tuple(found.values())


def _keep(session: Session, known: tuple[Aspect, ...], verb: str, name: str = "") -> None:
    with journal.act(session, verb, name=name):
        studies.put_setting(
            session, SETTING, json.dumps([asdict(each) for each in known], ensure_ascii=False)
        )


# where the seeds are


def hits(session: Session, seed: str) -> SeedHits:
    """Where a seed is found as a whole expression, in all its forms."""
    known = lexis(session)
    run = known.find(seed)
    forms = known.index.surfaces(run)[:MOST_FORMS] if run else ()
    if not forms:
        return SeedHits(seed, 0)
    n = int(known.holding_run(run).sum())
    return SeedHits(seed, n, forms, Behind(word_filter(forms), n))


# what they feel


def read(session: Session, progress: Progress | None = None) -> tuple[KeptReading, bool]:
    """What each verbatim feels of each aspect, and whether that is still to keep; only what is out of date is read."""
    wanted = aspects(session)
    engine = engines.reader(replace(engines.chosen(session), kind=EngineKind.LEXICON))
    assert isinstance(engine, LexiconEngine)
    digest = hashlib.blake2b(
        repr((wanted, engine.engine.version, own_words(session))).encode(), digest_size=8
    ).hexdigest()

    def fill(rows: Ints, values: Values) -> None:
        _read(session, engine, wanted, rows, values, progress or Progress())

    names = tuple(each.name for each in wanted)
    return readings.read(session, store.AREA, fill, by=digest, names=names, blank=NONE)


def _read(
    session: Session,
    engine: LexiconEngine,
    wanted: tuple[Aspect, ...],
    fresh: Ints,
    polarity: Values,
    progress: Progress,
) -> None:
    known = lexis(session, progress=progress)
    found = [_finder(known, each) for each in wanted]
    mask = np.zeros(known.index.texts, dtype=np.bool_)
    for _spans, held in found:
        mask |= held
    rows = fresh[mask[fresh]]
    ids = columns.verbatims(session).id
    names = [each.name for each in wanted]
    for start in range(0, len(rows), _PAGE):
        progress.step(start, len(rows), "scoring")
        page = rows[start : start + _PAGE]
        texts = wordings.texts_of(session, ids[page].tolist())
        for row in page.tolist():
            text = texts[int(ids[row])][1]
            mentions = [
                (name, begin, end)
                for name, (spans, held) in zip(names, found, strict=True)
                if held[row]
                for begin, end in spans(text)
            ]
            for felt in analysis.feelings(engine, text, analysis.longest(mentions), names):
                polarity[names.index(felt.name), row] = round(felt.polarity * _HUNDREDTHS)


Spans = Callable[[str], list[tuple[int, int]]]


def _finder(known: Lexis, aspect: Aspect) -> tuple[Spans, Mask]:
    """What finds the mentions of an aspect in a text, and the texts that may hold any."""
    mask = np.zeros(known.index.texts, dtype=np.bool_)
    forms: dict[str, None] = {}
    for seed in aspect.seeds:
        run = known.find(seed)
        surfaces = known.index.surfaces(run)[:MOST_FORMS] if run else ()
        if surfaces:
            mask |= known.holding_run(run)
            forms |= dict.fromkeys(surfaces)
    shape = pattern(tuple(sorted(forms, key=len, reverse=True)))

    def spans(text: str) -> list[tuple[int, int]]:
        return [] if shape is None else [each.span() for each in shape.finditer(text)]

    return spans, mask


def refresh(study: Study, *, progress: Progress | None = None) -> int:
    """Read what is out of date and keep it; gives how many verbatims speak of an aspect."""
    polarity = readings.refresh(study, store.AREA, read, progress).values
    return int((polarity != NONE).any(axis=0).sum()) if len(polarity) else 0


def figures(
    session: Session, reading: KeptReading, within: Mask, *, expression: str = ""
) -> tuple[AspectFigure, ...]:
    """What a selection feels of each aspect it speaks of, the most spoken of first."""
    at = columns.places(reading.id, columns.verbatims(session).id)
    seeds = {each.name: each.seeds for each in aspects(session)}
    found = [
        _figure(session, name, seeds.get(name, ()), reading.values[place], at, within, expression)
        for place, name in enumerate(reading.names)
    ]
    return tuple(sorted(found, key=lambda each: -each.verbatims))


def _figure(
    session: Session,
    name: str,
    seeds: tuple[str, ...],
    polarity: Values,
    at: Ints,
    within: Mask,
    expression: str,
) -> AspectFigure:
    felt = np.where(at >= 0, polarity[np.maximum(at, 0)] if len(polarity) else NONE, NONE)
    mask = within & (felt != NONE)
    values = felt[mask].astype(np.float64) / _HUNDREDTHS
    n, total = len(values), int(within.sum())
    told = intervals.student(
        intervals.moments_of_sums([n], [float(values.sum())], [float((values**2).sum())]), low=-1.0, high=1.0
    )
    low, high = float(told.low[0]), float(told.high[0])
    negative = int((felt[mask] <= -store.ZONE).sum())
    positive = int((felt[mask] >= store.ZONE).sum())
    term, toned = f"aspect:{quoted(name)}", f"aspect.{quoted(name)}"

    def behind(part: str, count: int) -> Behind:
        return Behind(f"{expression} {part}".strip(), count)

    impact = impacts.of_mask(session, within, mask, "aspect", name, term, expression).impact
    return AspectFigure(
        name,
        seeds,
        n,
        n / total if total else 0.0,
        float(values.mean()) if n else None,
        None if np.isnan(low) or np.isnan(high) else Interval(low, high),
        negative,
        n - negative - positive,
        positive,
        impact,
        behind(term, n),
        behind(f"{toned}:negatif", negative),
        behind(f"{toned}:positif", positive),
    )
