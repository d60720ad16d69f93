"""The study's own lexicon: looking words up, saying what they mean here, and which ones the scores contradict."""

from __future__ import annotations

import functools
import json
from collections import Counter, defaultdict
from dataclasses import asdict, replace

from engage_desktop.analysis import calibration
from engage_desktop.analysis.contradictions import Tally, contradicted
from engage_desktop.analysis.lexicon import expressions, tokens
from engage_desktop.analysis.lexicon.engine import LexiconEngine
from engage_desktop.errors import EngageError, Reason
from engage_desktop.models.lexicon import PACKS, STRONGEST, Contradiction, Entry, KnownWord, OwnEntry
from engage_desktop.operations import engines
from engage_desktop.operations.coding import default_coder
from engage_desktop.progress import Progress
from engage_desktop.store import codes, journal, labelled, studies
from engage_desktop.store.database import Session, Study

_SHOWN = 40
_FAR = 3
_STEP = 500


def own(session: Session) -> tuple[OwnEntry, ...]:
    """The study's own words, in the order of the alphabet."""
    return engines.chosen(session).own


def put(
    study: Study, words: str, strength: float, *, note: str | None = None, coder: str = ""
) -> OwnEntry | None:
    """Say what a word or an expression weighs in this study, 0 to switch it off; None when nothing changes.

    Without `note` the one that the study had stays.
    Raises when there is no word in `words`, when it is a word of the rules (« pas », « très »), or when the strength
    lies outside −4 to +4. One act; the texts are out of date at once, `sentiment.score_pending` reads them again.
    """
    entry = OwnEntry(_plain(words), strength, " ".join((note or "").split()))
    if not expressions.words_of(entry.words):
        raise EngageError(Reason.WORD_EMPTY)
    if abs(strength) > STRONGEST:
        raise EngageError(Reason.STRENGTH_INVALID, most=int(STRONGEST))
    if key_of(entry.words) in _rules():
        raise EngageError(Reason.WORD_OF_RULES, name=entry.words)
    with study.write() as session:
        known = {key_of(each.words): each for each in own(session)}
        before = known.get(key_of(entry.words))
        if note is None and before is not None:
            entry = replace(entry, note=before.note)
        if before == entry:
            return None
        known[key_of(entry.words)] = entry
        verb = "lexicon.put" if strength else "lexicon.off"
        _keep(session, known, verb, entry.words, coder)
    return entry


def remove(study: Study, words: str, *, coder: str = "") -> bool:
    """Let the application's lexicon speak again for a word; False when the study said nothing of it."""
    with study.write() as session:
        known = {key_of(each.words): each for each in own(session)}
        gone = known.pop(key_of(words), None)
        if gone is None:
            return False
        _keep(session, known, "lexicon.remove", gone.words, coder)
    return True


def _keep(session: Session, known: dict[str, OwnEntry], verb: str, words: str, coder: str) -> None:
    who = codes.coder(session, coder or default_coder(session))
    with journal.act(session, verb, coder=who, name=words):
        write(session, known)


def write(session: Session, known: dict[str, OwnEntry]) -> None:
    """Write the study's own words, each by its key."""
    rows = [asdict(each) for _key, each in sorted(known.items())]
    studies.put_setting(session, engines.OWN, json.dumps(rows, ensure_ascii=False))


# looking up


def look_up(session: Session, typed: str) -> tuple[KnownWord, ...]:
    """What is known of a word, every pack included: the word itself first, then what begins with it or holds it."""
    wanted = tokens.fold(key_of(typed))
    if not wanted:
        return ()
    choice = engines.chosen(session)
    spoken: dict[str, Entry] = {}
    for entry in engines.lexicon(choice.packs).entries:
        spoken.setdefault(key_of(entry.words), entry)
    mine = {key_of(each.words) for each in choice.own}
    everything = engines.lexicon(PACKS)
    found = [KnownWord(each.words, each.strength, "", each.note, own=True, read=True) for each in choice.own]
    for entry in everything.entries:
        key = key_of(entry.words)
        read = key not in mine and spoken.get(key) == entry
        found.append(KnownWord(entry.words, entry.strength, entry.pack, entry.note, own=False, read=read))
    found += [
        KnownWord(each.words, each.factor, "", each.note, own=False, read=True, rule=True)
        for each in everything.modifiers
    ]
    near = [(_nearness(wanted, tokens.fold(key_of(each.words))), each) for each in found]
    near = [pair for pair in near if pair[0] < _FAR]
    near.sort(key=lambda pair: (pair[0], not pair[1].own, tokens.fold(key_of(pair[1].words))))
    return tuple(each for _near, each in near[:_SHOWN])


def _nearness(wanted: str, key: str) -> int:
    if key == wanted:
        return 0
    if key.startswith(wanted):
        return 1
    return 2 if f" {wanted}" in f" {key}" else _FAR


def _plain(words: str) -> str:
    """As the lexicon writes: small letters, single spaces, straight apostrophes."""
    return tokens.plain(" ".join(words.split()))


def key_of(words: str) -> str:
    """What two ways of writing one entry share: case, spaces and apostrophes aside; accents tell words apart."""
    return _plain(words)


@functools.lru_cache(maxsize=1)
def _rules() -> frozenset[str]:
    """The words that change their neighbours."""
    return frozenset(key_of(each.words) for each in engines.lexicon(()).modifiers)


# what the scores say of the words


def contradictions(session: Session, *, progress: Progress | None = None) -> tuple[Contradiction, ...]:
    """The words of the lexicon whose sign the study's scores contradict, the surest first.

    Only texts with a score or a correction speak, and only where no rule turned the word. A word stands when more
    than half of at least eight such texts lean to the other side by an exact binomial test, among all the words
    tried at most one in ten being there by chance. None without our engine.
    """
    progress = progress or Progress()
    choice = engines.chosen(session)
    reader = engines.reader(choice)
    if not isinstance(reader, LexiconEngine):
        return ()
    texts = labelled.labelled(session, most=calibration.MOST)
    known = {
        each.words: each.strength for each in reversed(engines.lexicon(choice.packs, choice.own).entries)
    }
    tones: dict[str, list[int]] = defaultdict(list)
    forms: dict[str, Counter[str]] = defaultdict(Counter)
    for at, each in enumerate(texts):
        if at % _STEP == 0:
            progress.step(at, len(texts), "scoring")
        for words, form in {words: form for words, _strength, form in reader.held(each.text)}.items():
            if words in known:
                tones[words].append(each.tone.value)
                forms[words][" ".join(form.lower().split())] += 1
    tallies = [Tally(words, known[words], tuple(said)) for words, said in tones.items()]
    return tuple(
        replace(each, form=min(forms[each.words].items(), key=lambda pair: (-pair[1], pair[0]))[0])
        for each in contradicted(tallies, all_tones=[each.tone.value for each in texts])
    )
