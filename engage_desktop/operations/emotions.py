"""Emotions of texts: the reader that comes with the application, and how well it was seen to read."""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from engage_desktop import paths
from engage_desktop.analysis.emotions import EmotionReader
from engage_desktop.analysis.lexicon import tables
from engage_desktop.models.emotions import EMOTIONS, Emotion, EmotionAccuracy, EmotionFigure, Felt
from engage_desktop.models.indicators import Behind
from engage_desktop.models.lexicon import Lexicon
from engage_desktop.models.verbatims import Verbatim
from engage_desktop.operations import readings
from engage_desktop.operations.lexis import Ints, Mask
from engage_desktop.progress import Progress
from engage_desktop.store import columns, wordings
from engage_desktop.store import emotions as store
from engage_desktop.store.database import Session, Study
from engage_desktop.store.readings import NONE, KeptReading, Values

_PAGE = 500


@functools.lru_cache(maxsize=1)
def reader() -> EmotionReader:
    """What reads emotions, made once."""
    entries, modifiers, spellings = map(_text, ("emotions.tsv", "modifiers.tsv", "sms.tsv"))
    return EmotionReader(
        Lexicon(tables.entries(entries), tables.modifiers(modifiers), tables.spellings(spellings))
    )


def felt(text: str) -> tuple[Felt, ...]:
    """The emotions that a French text says in words, each with its words."""
    return reader().read(text)


def read(session: Session, progress: Progress | None = None) -> tuple[KeptReading, bool]:
    """The emotions of each verbatim, and whether that is still to keep; only texts that are new or changed are read."""
    progress = progress or Progress()
    using = reader()

    def fill(rows: Ints, values: Values) -> None:
        ids, foreign = columns.verbatims(session).id, wordings.foreign(session)
        for start in range(0, len(rows), _PAGE):
            progress.step(start, len(rows), "scoring")
            page = rows[start : start + _PAGE]
            texts = wordings.texts_of(session, ids[page].tolist())
            for row in page.tolist():
                key = int(ids[row])
                if key not in foreign:
                    values[0, row] = store.bits(each.emotion for each in using.read(texts[key][1]))

    return readings.read(session, store.AREA, fill, by=using.version, names=None, blank=0)


def saying(session: Session) -> Callable[[Sequence[Verbatim]], list[tuple[Emotion, ...]]]:
    """What tells the emotions of verbatims: as kept where their texts have not changed since, read now elsewhere."""
    using = reader()
    ids, _prints, values, stale = readings.known(session, store.AREA, by=using.version, rows=1)

    def said(page: Sequence[Verbatim]) -> list[tuple[Emotion, ...]]:
        at = columns.places(ids, np.fromiter((each.row.id for each in page), np.int64, len(page)))
        known = np.where((at >= 0) & ~stale[at], values[0, at], NONE)
        return [
            (
                store.emotions_of(bits)
                if bits != NONE
                else tuple(each.emotion for each in using.read(verbatim.row.text))
                if verbatim.language in ("", "fr")
                else ()
            )
            for verbatim, bits in zip(page, known.tolist(), strict=True)
        ]

    return said


def refresh(study: Study, *, progress: Progress | None = None) -> int:
    """Read what is out of date and keep it; gives how many verbatims say an emotion."""
    return int(np.count_nonzero(readings.refresh(study, store.AREA, read, progress).values))


def figures(
    session: Session, reading: KeptReading, within: Mask, *, expression: str = ""
) -> tuple[EmotionFigure, ...]:
    """How many verbatims of a selection say each emotion, the most said first; those that none says are left out."""
    at = columns.places(reading.id, columns.verbatims(session).id)
    known = within & (at >= 0)
    felt = reading.values[0, at[known]]
    found = []
    for emotion in EMOTIONS:
        n = int(np.count_nonzero(store.saying(felt, emotion)))
        if n:
            filter = f"{expression} emotion:{emotion.value}".strip()
            found.append(EmotionFigure(emotion, n, n / len(felt), Behind(filter, n)))
    return tuple(sorted(found, key=lambda each: -each.verbatims))


def accuracy() -> tuple[tuple[EmotionAccuracy, ...], int, int, str]:
    """The figures kept: each emotion's, how many sentences were read as labelled, of how many, by which version."""
    kept = json.loads(_file().read_text(encoding="utf-8"))
    each = tuple(
        EmotionAccuracy(Emotion(name), counts["labelled"], counts["read"], counts["right"])
        for name, counts in kept["emotions"].items()
    )
    return each, int(kept["exact"]), int(kept["sentences"]), str(kept["version"])


def write_accuracy(each: Sequence[EmotionAccuracy], exact: int, sentences: int) -> Path:
    """Keep figures just measured."""
    counts = {
        one.emotion.value: {"labelled": one.labelled, "read": one.read, "right": one.right} for one in each
    }
    kept = {"version": reader().version, "sentences": sentences, "exact": exact, "emotions": counts}
    _file().write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return _file()


def _file() -> Path:
    return paths.resources() / "lexicons" / "emotions_accuracy.json"


def _text(name: str) -> str:
    return (paths.resources() / "lexicons" / name).read_text(encoding="utf-8")
