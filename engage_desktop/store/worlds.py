"""The lexical worlds found last: which verbatim is of which, and the names that people gave.

The classes are derived (a coded column, made again at will); names are a person's and go through the journal.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

import numpy as np

from engage_desktop.models.folding import fold
from engage_desktop.models.words import renamed
from engage_desktop.store import columns, studies
from engage_desktop.store.database import Session

_AREA = "worlds"
_NAMES = "themes.names"
_NUMBER = "themes.worlds"
_SHOWN = 3  # words that stand for a name where nobody gave one


@dataclass(frozen=True, slots=True)
class KeptWorlds:
    """The classification kept: `label` (0 upward, -1 none) of each verbatim `id`, and each world's words."""

    id: columns.Ints
    label: columns.Ints
    words: tuple[tuple[str, ...], ...]
    filter: str


def keep(session: Session, worlds: KeptWorlds) -> None:
    """Keep a classification in place of the one before."""
    described = (worlds.filter, *(" ".join(quoted(word) for word in each) for each in worlds.words))
    columns.put(session, _AREA, "id", worlds.id)
    columns.put(session, _AREA, "label", worlds.label.astype(np.int8), described)


def hold(session: Session, worlds: KeptWorlds) -> None:
    """Keep a classification in memory alone, for a study open for reading."""
    _held(session)[_AREA] = worlds


def _held(session: Session) -> dict[str, KeptWorlds]:
    return session.cache.get("worlds.held", frozenset(), dict)


def quoted(word: str) -> str:
    """A word without blanks, so that several stand in one text."""
    return word.replace(" ", "_")


def kept(session: Session) -> KeptWorlds | None:
    """The classification kept, if any."""
    held = _held(session).get(_AREA)
    if held is not None:
        return held
    found = columns.area_of(session, _AREA)
    if "label" not in found or "id" not in found:
        return None
    label, described = found["label"]
    words = tuple(tuple(word.replace("_", " ") for word in each.split()) for each in described[1:])
    return KeptWorlds(found["id"][0].astype(np.int64), label.astype(np.int64), words, str(described[0]))


def number(session: Session) -> int:
    """How many worlds a person wants; 0 leaves it to their stability."""
    return int(studies.setting(session, _NUMBER) or 0)


def put_number(session: Session, wanted: int) -> None:
    """Look for so many worlds from now on."""
    studies.put_setting(session, _NUMBER, str(wanted) if wanted else "")


def names(session: Session) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The names that people gave, each with the words that bore it."""
    loaded = json.loads(studies.setting(session, _NAMES, "[]"))
    return tuple((str(each["name"]), tuple(map(str, each["words"]))) for each in loaded)


def put_name(session: Session, name: str, words: tuple[str, ...]) -> None:
    """Name the world of these words ("" takes its name away)."""
    now = names(session)
    carried = renamed((words,), now)[0]
    left = [(each, said) for each, said in now if each not in (carried, name)]
    if name:
        left.append((name, words))
    text = json.dumps([{"name": each, "words": list(said)} for each, said in left], ensure_ascii=False)
    studies.put_setting(session, _NAMES, text)


def shown(words: tuple[tuple[str, ...], ...], named: tuple[str, ...]) -> tuple[str, ...]:
    """What each world is called: its name, or its first words."""
    return tuple(name or " · ".join(said[:_SHOWN]) for name, said in zip(named, words, strict=True))


def verbatims_of(session: Session, values: tuple[str, ...]) -> columns.Ints:
    """The ids, ascending, of the verbatims of the worlds with these numbers (from 1) or names."""
    worlds = kept(session)
    if worlds is None:
        return np.empty(0, dtype=np.int64)
    called = [fold(each) for each in shown(worlds.words, renamed(worlds.words, names(session)))]
    wanted = {fold(value) for value in values}
    numbers = [at for at, name in enumerate(called) if name in wanted or str(at + 1) in wanted]
    return worlds.id[np.isin(worlds.label, numbers)]
