"""What stands in a text: the words that carry sentiment, the signs that change them, and where clauses end."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass, field

from engage_desktop.analysis.lexicon.expressions import Paths
from engage_desktop.analysis.lexicon.words import END, NOTHING, QUOTE, START, WORD, Unit
from engage_desktop.models.lexicon import Change, Entry, Modifier

_CONTRAST, _RESERVE = Change.CONTRAST, Change.RESERVE
_DENYING = frozenset(("pas", "jamais", "rien", "guère", "aucun", "aucune", "ni", "sans", "zéro", "personne"))
_SHOUTED = 1.25
_SAID_AGAIN = 0.3  # the same emoji right after itself


@dataclass(slots=True)
class Hit:
    """A span of tokens that carries sentiment; `weight` is `strength` after the rules."""

    start: int
    end: int
    strength: float
    pos: str
    words: str
    clause: int
    sentence: int
    weight: float
    rules: list[str]

    def times(self, factor: float, rule: str) -> None:
        """Weigh `factor` times as much, because of `rule`."""
        self.weight *= factor
        if rule not in self.rules:
            self.rules.append(rule)


@dataclass(slots=True)
class Sign:
    """A span of tokens that changes the hits around it."""

    start: int
    end: int
    change: Change
    factor: float
    words: str
    clause: int
    sentence: int


@dataclass(slots=True)
class Findings:
    """All that stands in a text; positions are numbers of tokens."""

    size: int
    hits: list[Hit] = field(default_factory=list)
    signs: list[Sign] = field(default_factory=list)
    quotes: list[int] = field(default_factory=list)
    ends: list[tuple[int, str]] = field(default_factory=list)  # (sentence, « ? » or « ! »)
    clauses: list[int] = field(default_factory=lambda: [0])  # where each begins
    swallowed: list[int] = field(
        default_factory=list
    )  # expressions with a negation of their own (« pas déçu »)
    sentences: int = 1
    shouted: int = 0
    sided: bool = False  # a « mais »: the text says itself which side wins

    def made(self, sign: Sign, weight: float, rule: str) -> None:
        """Add a hit that a sign is by itself."""
        hit = Hit(sign.start, sign.end, weight, "", sign.words, sign.clause, sign.sentence, weight, [rule])
        self.hits.append(hit)


@functools.cache
def denies(words: str) -> bool:
    """Whether an expression brings its own negation, as « pas déçu » and « plus jamais » do, or « ne marche pas »."""
    first, *others = words.split()
    if first in ("ne", "n'"):
        return any(word in _DENYING or word == "plus" for word in others)
    return first in _DENYING or (first == "plus" and bool(others) and others[0] in _DENYING)


def find(paths: Paths, units: Sequence[Unit]) -> Findings:
    """What stands in the text of these tokens; `paths` are those of the expressions of their vocabulary."""
    found = Findings(len(units))
    keys = [unit.keys for unit in units]
    keys.append(())
    signs = found.signs
    clause = sentence = free = 0
    for at, unit in enumerate(units):
        kind = unit.kind
        if kind == NOTHING or at < free:
            continue
        seconds = unit.seconds
        begins = seconds is None or not seconds.isdisjoint(keys[at + 1])
        if kind == START and not begins:
            continue  # most words of most texts end here
        if kind >= QUOTE:
            _part(found, unit, at, sentence)
            clause += kind > QUOTE
            sentence += kind == END
            continue
        meaning, free = unit.meaning, at + 1
        if begins and unit.starts:
            free, meaning = paths.longest(unit.starts, keys, at + 1) or (free, meaning)
        if meaning is None:
            continue
        if kind == WORD and meaning is unit.meaning:
            if unit.strength:
                _add(found, unit, at, clause, sentence)
        elif isinstance(meaning, Modifier):
            if meaning.change is _CONTRAST or meaning.change is _RESERVE:
                clause += 1
                found.clauses.append(at)
                found.sided = found.sided or meaning.change is _CONTRAST
            signs.append(Sign(at, free, meaning.change, meaning.factor, meaning.words, clause, sentence))
        else:
            _add_expression(found, meaning, (at, free), (clause, sentence))
    found.sentences = sentence + 1
    if found.shouted:
        _hear(found, units)
    return found


def _part(found: Findings, unit: Unit, at: int, sentence: int) -> None:
    if unit.kind == QUOTE:
        found.quotes.append(at)
        return
    found.clauses.append(at + 1)
    if unit.kind == END:
        mark = "?" if "?" in unit.token else "!" if "!" in unit.token else ""
        if mark:
            found.ends.append((sentence, mark))


def _add_expression(found: Findings, meaning: Entry, span: tuple[int, int], place: tuple[int, int]) -> None:
    if denies(meaning.words):
        found.swallowed.append(span[0])
    if meaning.strength:
        strength = meaning.strength
        pos, rules = meaning.pos or "expr", ["expression"]
        found.hits.append(Hit(*span, strength, pos, meaning.words, *place, strength, rules))


def _add(found: Findings, unit: Unit, at: int, clause: int, sentence: int) -> None:
    meaning = unit.meaning
    assert isinstance(meaning, Entry)
    strength, rules, pos = unit.strength, [unit.rule] if unit.rule else [], meaning.pos
    if pos == "emoji" and found.hits:
        before = found.hits[-1]
        if before.end == at and before.words == meaning.words:
            strength *= _SAID_AGAIN
    if unit.shouted:
        rules.append("capitals")
        found.shouted += 1
    found.hits.append(Hit(at, at + 1, strength, pos, meaning.words, clause, sentence, strength, rules))


def _hear(found: Findings, units: Sequence[Unit]) -> None:
    """Capitals are an emphasis where the rest of the text is not in capitals."""
    words = [unit.token for unit in units if len(unit.token) > 2 and unit.token[0].isalpha()]
    loud = sum(word.isupper() for word in words) * 2 <= len(words)
    for hit in found.hits:
        if "capitals" in hit.rules:
            if loud:
                hit.weight *= _SHOUTED
            else:
                hit.rules.remove("capitals")
