"""The verb upon aspects: what the verbatims feel of each, and their words."""

from __future__ import annotations

import argparse

from engage_desktop.cli import opening, output, status
from engage_desktop.cli.output import Document
from engage_desktop.cli.parser import CallError
from engage_desktop.models.aspects import AspectFigure, SeedHits
from engage_desktop.models.indicators import Interval
from engage_desktop.progress import Progress
from engage_desktop.store.database import Session
from engage_desktop.wording import tr
from engage_desktop.wording.typography import decimal, integer, interval, percent


def aspects(call: argparse.Namespace) -> int:
    """What is said of each aspect, or a change of the aspects."""
    if (call.put is None) != (call.seeds is None):
        raise CallError(tr("--put et --seeds vont ensemble."))
    if call.put is not None or call.remove is not None or call.usual:
        _change(call)
    with output.showing() as progress, opening.session(call.study) as session:
        found, hits = _read(session, call.where or "", progress)
    if call.json:
        output.document({"aspects": [_aspect(each, hits) for each in found]})
        return status.DONE
    rows = [
        (
            output.plain(each.name),
            integer(each.verbatims),
            percent(each.share, 1),
            "" if each.mean is None else decimal(each.mean, 2, signed=True),
            "" if each.ci95 is None else interval(each.ci95.low, each.ci95.high, 2, signed=True),
            _points(each.impact.comparison.difference),
        )
        for each in found
    ]
    heads = (tr("Aspect"), tr("Verbatims"), tr("Part"), tr("Polarité"), tr("IC 95 %"), tr("Écart de NPS"))
    output.table(heads, rows, right=frozenset({1, 2, 3, 4, 5}))
    return status.DONE


def _change(call: argparse.Namespace) -> None:
    from engage_desktop.operations import aspects as operations

    with opening.writing(call.study) as study:
        if call.put is not None:
            operations.put(study, call.put, [each for each in call.seeds.split(",") if each.strip()])
        elif call.remove is not None:
            operations.remove(study, call.remove)
        else:
            operations.reset(study)
        with output.showing() as progress:
            operations.refresh(study, progress=progress)


def _read(
    session: Session, where: str, progress: Progress
) -> tuple[tuple[AspectFigure, ...], dict[str, SeedHits]]:
    from engage_desktop.operations import aspects as operations
    from engage_desktop.operations.lexis import selected
    from engage_desktop.store import readings
    from engage_desktop.store.aspects import AREA

    kept, new = operations.read(session, progress)
    if new:
        readings.hold(session, AREA, kept)  # so that `aspect:` means something in --where
    found = operations.figures(session, kept, selected(session, where), expression=where)
    return found, {seed: operations.hits(session, seed) for each in found for seed in each.seeds}


def _points(value: float | None) -> str:
    return "" if value is None else decimal(value, 0, signed=True)


def _ends(ci95: Interval | None) -> list[float] | None:
    return None if ci95 is None else [ci95.low, ci95.high]


def _aspect(each: AspectFigure, hits: dict[str, SeedHits]) -> Document:
    change = each.impact.comparison
    return {
        "name": each.name,
        "seeds": [{"seed": seed, "n": hits[seed].verbatims} for seed in each.seeds],
        "n": each.verbatims,
        "share": each.share,
        "polarity": each.mean,
        "ci95": _ends(each.ci95),
        "negative": each.negative,
        "neutral": each.neutral,
        "positive": each.positive,
        "nps_with": each.impact.nps_with,
        "nps_without": each.impact.nps_without,
        "difference": change.difference,
        "difference_ci95": _ends(change.ci95),
        "filter": None if each.behind is None else each.behind.filter,
    }


VERBS = {"aspects": aspects}
