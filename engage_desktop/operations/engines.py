"""The sentiment engine of a study: which one, with which lexicon."""

from __future__ import annotations

import functools
import json
from dataclasses import replace

from engage_desktop import paths
from engage_desktop.analysis.aspects import AspectReader
from engage_desktop.analysis.lexicon import tables
from engage_desktop.analysis.lexicon.engine import LexiconEngine
from engage_desktop.analysis.reference import ReferenceEngine
from engage_desktop.analysis.sentiment import Reader
from engage_desktop.analysis.wishes import asks_what_is_missing
from engage_desktop.models.aspects import Aspect
from engage_desktop.models.lexicon import OWN as OWN_PACK
from engage_desktop.models.lexicon import PACKS, STRONGEST, Entry, Lexicon, OwnEntry
from engage_desktop.models.sentiment import EngineChoice, EngineKind
from engage_desktop.operations.coding import default_coder
from engage_desktop.store import codes, journal, studies, surveys
from engage_desktop.store.database import Session, Study

_SETTING = "sentiment"
OWN = "lexicon"  # the setting that holds the study's own words
# The first table that knows a word or an expression has it: a chosen domain speaks before the base.
_ENTRIES = ("packs.tsv", "expressions.tsv", "base.tsv", "emoji.tsv")


def chosen(session: Session) -> EngineChoice:
    """What the study reads its texts with."""
    kept = json.loads(studies.setting(session, _SETTING, "{}"))
    known = {each.value: each for each in EngineKind}
    packs = tuple(pack for pack in PACKS if pack in kept.get("packs", ()))
    kind = known.get(kept.get("engine", ""), EngineKind.LEXICON)
    return EngineChoice(kind, packs, own_words(studies.setting(session, OWN)))


@functools.lru_cache(maxsize=4)
def own_words(kept: str) -> tuple[OwnEntry, ...]:
    """The study's own words as they are kept; what cannot be read is as good as none."""
    try:
        found = [
            OwnEntry(str(each["words"]), float(each["strength"]), str(each.get("note", "")))
            for each in json.loads(kept or "[]")
        ]
    except (ValueError, KeyError, TypeError, AttributeError):
        return ()
    return tuple(each for each in found if each.words and abs(each.strength) <= STRONGEST)


def choose(study: Study, choice: EngineChoice, *, coder: str = "") -> bool:
    """Read the study's texts with another engine or other packs from now on; False when nothing changes.

    The study's own words stay (`operations.lexicon`), whatever the choice says of them.
    Results of the engine before are out of date at once: `score_pending` reads the texts again.
    """
    with study.write() as session:
        known = chosen(session)
        choice = replace(choice, own=known.own)
        if known == choice:
            return False
        who = codes.coder(session, coder or default_coder(session))
        kept = json.dumps({"engine": choice.kind.value, "packs": list(choice.packs)})
        with journal.act(session, "sentiment.engine", coder=who, name=reader(choice).engine.name):
            studies.put_setting(session, _SETTING, kept)
    return True


def wishing(session: Session) -> frozenset[int]:
    """The questions of the study that ask what is missing, by their labels."""
    return frozenset(key for key, label in surveys.labels(session) if asks_what_is_missing(label))


@functools.lru_cache(maxsize=4)
def reader(choice: EngineChoice) -> Reader:
    """The engine of that choice, made once: it remembers the words it has met."""
    if choice.kind is EngineKind.REFERENCE:
        return ReferenceEngine()
    return LexiconEngine(lexicon(choice.packs, choice.own))


@functools.lru_cache(maxsize=4)
def aspect_reader(packs: tuple[str, ...], aspects: tuple[Aspect, ...]) -> AspectReader:
    """What reads aspects, with the lexicon of these packs."""
    engine = reader(EngineChoice(packs=packs))
    assert isinstance(engine, LexiconEngine)
    return AspectReader(engine, aspects)


@functools.lru_cache(maxsize=4)
def lexicon(packs: tuple[str, ...], own: tuple[OwnEntry, ...] = ()) -> Lexicon:
    """The lexicon that comes with the application, with these packs beside its base and a study's words over all."""
    if own:
        bundled = lexicon(packs)
        said = tuple(Entry(each.words, each.strength, "", OWN_PACK, each.note) for each in own)
        return replace(bundled, entries=(*said, *bundled.entries))
    entries: list[Entry] = []
    for name in _ENTRIES:
        entries += tables.entries(_text(name), packs=packs)
    modifiers = tables.modifiers(_text("modifiers.tsv"))
    return Lexicon(tuple(entries), modifiers, tables.spellings(_text("sms.tsv")))


def _text(name: str) -> str:
    file = paths.resources() / "lexicons" / name
    return file.read_text(encoding="utf-8") if file.exists() else ""
