"""Emotions of texts: the reader that comes with the application, and how well it was seen to read."""

from __future__ import annotations

import functools
import json
from collections.abc import Sequence
from pathlib import Path

from engage_desktop import paths
from engage_desktop.analysis.emotions import EmotionReader
from engage_desktop.analysis.lexicon import tables
from engage_desktop.models.emotions import Emotion, EmotionAccuracy, Felt
from engage_desktop.models.lexicon import Lexicon


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
