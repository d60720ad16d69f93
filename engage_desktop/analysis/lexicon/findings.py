"""What stands in a text: the words that carry sentiment, the signs that change them, and where clauses end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from engage_desktop.analysis.lexicon.expressions import Paths
from engage_desktop.analysis.lexicon.words import END, NOTHING, QUOTE, START, Unit
from engage_desktop.models.lexicon import Change, Entry, Modifier

_CONTRAST = Change.CONTRAST
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
    shouted: int = 0
    sided: bool = False  # a « mais »: the text says itself which side wins

    def made(self, sign: Sign, weight: float, rule: str) -> None:
        """Add a hit that a sign is by itself."""
        hit = Hit(sign.start, sign.end, weight, "", sign.words, sign.clause, sign.sentence, weight, [rule])
        self.hits.append(hit)


def find(paths: Paths, units: Sequence[Unit]) -> Findings:
    """What stands in the text of these tokens; `paths` are those of the expressions of their vocabulary."""
    found = Findings(len(units))
    keys = [unit.keys for unit in units]
    keys.append(())
    clause = sentence = free = 0
    for at, unit in enumerate(units):
        kind = unit.kind
        if kind == NOTHING or at < free:
            continue
        if kind == START and unit.seconds is not None and unit.seconds.isdisjoint(keys[at + 1]):
            continue  # most words of most texts end here
        if kind >= QUOTE:
            if kind == QUOTE:
                found.quotes.append(at)
                continue
            clause += 1
            found.clauses.append(at + 1)
            if kind == END:
                _end(found, sentence, unit.token)
                sentence += 1
            continue
        meaning, free = unit.meaning, at + 1
        if unit.starts and (unit.seconds is None or not unit.seconds.isdisjoint(keys[at + 1])):
            free, meaning = paths.longest(unit.starts, keys, at + 1) or (free, meaning)
        if isinstance(meaning, Modifier):
            if meaning.change is _CONTRAST:
                clause += 1
                found.clauses.append(at)
                found.sided = True
            found.signs.append(
                Sign(at, free, meaning.change, meaning.factor, meaning.words, clause, sentence)
            )
        elif meaning is not unit.meaning:
            _add_expression(found, meaning, (at, free), (clause, sentence))
        elif unit.strength:
            _add(found, unit, at, (clause, sentence))
    if found.shouted:
        _hear(found, units)
    return found


def _end(found: Findings, sentence: int, mark: str) -> None:
    if "?" in mark:
        found.ends.append((sentence, "?"))
    elif "!" in mark:
        found.ends.append((sentence, "!"))


def _add_expression(
    found: Findings, meaning: Entry | None, span: tuple[int, int], place: tuple[int, int]
) -> None:
    if meaning is not None and meaning.strength:
        strength = meaning.strength
        pos, rules = meaning.pos or "expr", ["expression"]
        found.hits.append(Hit(*span, strength, pos, meaning.words, *place, strength, rules))


def _add(found: Findings, unit: Unit, at: int, place: tuple[int, int]) -> None:
    meaning = unit.meaning
    assert isinstance(meaning, Entry)
    strength, rules = unit.strength, [unit.rule] if unit.rule else []
    if found.hits and meaning.pos == "emoji":
        before = found.hits[-1]
        if before.end == at and before.words == meaning.words:
            strength *= _SAID_AGAIN
    if unit.shouted:
        rules.append("capitals")
        found.shouted += 1
    found.hits.append(
        Hit(at, at + 1, strength, meaning.pos, meaning.words, place[0], place[1], strength, rules)
    )


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
