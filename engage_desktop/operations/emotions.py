"""Emotions of texts: the reader that comes with the application, and how well it was seen to read."""

from __future__ import annotations

import functools
import json
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from engage_desktop import paths
from engage_desktop.analysis.emotions import EmotionReader
from engage_desktop.analysis.lexicon import tables
from engage_desktop.models.emotions import EMOTIONS, Emotion, EmotionAccuracy, EmotionFigure, Felt
from engage_desktop.models.indicators import Behind
from engage_desktop.models.lexicon import Lexicon
from engage_desktop.operations.lexis import Mask
from engage_desktop.progress import Progress
from engage_desktop.store import columns, wordings
from engage_desktop.store import emotions as store
from engage_desktop.store.database import Session, Study

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


def read(session: Session, *, progress: Progress | None = None) -> tuple[store.KeptEmotions, bool]:
    """The emotions of each verbatim, and whether that is new; only texts that are new or changed are read."""
    progress = progress or Progress()
    using = reader()
    ids, prints = columns.verbatims(session).id, wordings.fingerprints(session)
    before = store.kept(session)
    felt = np.zeros(len(ids), dtype=np.uint8)
    fresh = np.ones(len(ids), dtype=np.bool_)
    if before is not None and before.version == using.version and len(before.id):
        at = columns.places(before.id, ids)
        same = (at >= 0) & (before.prints[at] == prints)
        felt[same] = before.felt[at[same]]
        fresh = ~same
        if same.all() and len(ids) == len(before.id):
            return before, False
    foreign = store.foreign(session)
    rows = np.flatnonzero(fresh)
    for start in range(0, len(rows), _PAGE):
        progress.step(start, len(rows), "scoring")
        page = rows[start : start + _PAGE]
        texts = wordings.texts_of(session, ids[page].tolist())
        for row in page.tolist():
            key = int(ids[row])
            if key not in foreign:
                felt[row] = sum(store.bit(each.emotion) for each in using.read(texts[key][1]))
    return store.KeptEmotions(ids, prints, felt, using.version), True


def keep(study: Study, kept: store.KeptEmotions) -> None:
    """Keep a reading, so that `emotion:` finds its verbatims; in memory alone for a study open for reading.

    It is derived, as sentiment is: no act of a person, nothing to undo.
    """
    if study.read_only:
        with study.read() as session:
            store.hold(session, kept)
        return
    with study.write(bulk=True) as session:
        store.keep(session, kept)


def refresh(study: Study, *, progress: Progress | None = None) -> int:
    """Read what is out of date and keep it; gives how many verbatims say an emotion."""
    with study.read() as session:
        kept, new = read(session, progress=progress)
    if new:
        keep(study, kept)
    return int(np.count_nonzero(kept.felt))


def figures(
    session: Session, kept: store.KeptEmotions, within: Mask, *, expression: str = ""
) -> tuple[EmotionFigure, ...]:
    """How many verbatims of a selection say each emotion, the most said first; those that none says are left out."""
    ids = columns.verbatims(session).id
    at = columns.places(kept.id, ids)
    known = within & (at >= 0)
    total = max(int(known.sum()), 1)
    found = []
    for emotion in EMOTIONS:
        n = int(kept.saying(emotion)[at[known]].sum())
        if n:
            filter = f"{expression} emotion:{emotion.value}".strip()
            found.append(EmotionFigure(emotion, n, n / total, Behind(filter, n)))
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
