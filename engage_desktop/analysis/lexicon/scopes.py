"""How far each negation reaches: « ne … pas », spoken « pas », « sans », « aucun », « rien ne », « ni »."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from engage_desktop.analysis.lexicon.findings import Findings, Hit, Sign
from engage_desktop.models.lexicon import Change

# The members by themselves: asking an enumeration for one costs a call, at every sign of every text.
_PARTICLE, _PARTNER, _PRIVATIVE, _COORDINATION = (
    Change.PARTICLE,
    Change.PARTNER,
    Change.PRIVATIVE,
    Change.COORDINATION,
)
_DENIES = (Change.NEGATOR, _PARTNER, _PRIVATIVE)
_ENDING = (Change.STOP, Change.CONTRAST, Change.CONCESSION)
_PARTNER_WITHIN = 6  # tokens between « ne » and « pas »
_AFTER, _AFTER_PRIVATIVE, _AFTER_NON = 8, 4, 2  # tokens that a negation reaches
_BEFORE = 2  # tokens before a spoken « pas »
_ASIDE = frozenset(("sans", "non"))  # never the second half of another negation


@dataclass(frozen=True, slots=True)
class Scope:
    """Tokens `[start, end)` denied by a negation that ends at `pivot`; before it only verbs are."""

    start: int
    pivot: int
    end: int
    factor: float
    sign: Sign
    spoken: bool = False
    privative: bool = False

    def covers(self, hit: Hit) -> bool:
        """Is this hit denied?"""
        if hit.start >= self.end or hit.end <= self.start or hit.clause != self.sign.clause:
            return False
        return hit.start >= self.pivot or not self.spoken or hit.pos in ("verb", "expr")


def scopes(found: Findings) -> tuple[list[Scope], set[int]]:
    """The reach of each negation, and the starts of the signs that take part in one."""
    signs = found.signs
    used: set[int] = set()
    made: list[Scope] = []
    for place, sign in enumerate(signs):
        if sign.start in used:
            continue
        if sign.change is _PARTICLE:
            partner = _partner(found, place, used)
            if partner is not None:
                used.update((sign.start, partner.start))
                _join(signs, partner, used)
                made.append(_scope(found, partner, sign.end))
        elif sign.change in _DENIES:
            particle = _as_subject(signs, place)
            if particle is not None:
                used.update((sign.start, particle.start))
                made.append(_scope(found, particle, sign.end, factor=sign.factor))
            elif sign.change is not _PARTNER:
                used.add(sign.start)
                _join(signs, sign, used)
                made.append(_scope(found, sign, None))
    return made, used


def _partner(found: Findings, place: int, used: set[int]) -> Sign | None:
    """The « pas » of this « ne »; None when an expression holds it (« je ne suis pas déçu »)."""
    particle = found.signs[place]
    for sign in found.signs[place + 1 :]:
        if sign.clause != particle.clause or sign.start - particle.end > _PARTNER_WITHIN:
            return None
        if sign.change in _DENIES and sign.words not in _ASIDE and sign.start not in used:
            held = any(particle.end <= start < sign.start for start in found.swallowed)
            return None if held else sign
    return None


def _as_subject(signs: Sequence[Sign], place: int) -> Sign | None:
    """The « ne » of « rien ne marche », « aucun conseiller ne répond »."""
    subject = signs[place]
    if subject.words in _ASIDE:
        return None
    for sign in signs[place + 1 :]:
        if sign.clause != subject.clause or sign.start - subject.end > 4:
            return None
        if sign.change is _PARTICLE:
            return sign
    return None


def _join(signs: Sequence[Sign], first: Sign, used: set[int]) -> None:
    """« ne … plus jamais rien », « sans aucun »: one negation said in several words."""
    end = first.end
    for sign in signs:
        if sign.start < end or sign.start in used:
            continue
        if sign.clause != first.clause or sign.start - end > 2:
            return
        if sign.change in _DENIES and sign.words not in _ASIDE and not sign.words.startswith("pas"):
            used.add(sign.start)
            end = sign.end


def _scope(found: Findings, sign: Sign, start: int | None, *, factor: float = 0.0) -> Scope:
    """From `start` (None: the verb just before, and after) to the end of what the negation can reach."""
    privative = sign.change is _PRIVATIVE
    reach = _AFTER_NON if sign.words == "non" else _AFTER_PRIVATIVE if privative else _AFTER
    end = min(sign.end + reach, found.size)
    for other in found.signs:
        if other.start < sign.end:
            continue
        if other.start >= end:
            break
        if other.change in _ENDING or (other.change is _COORDINATION and not _goes_on(found, other)):
            end = other.start
    spoken = start is None
    if start is None:
        back = _BEFORE if not privative and sign.words != "non" else 0
        start = sign.start - back
    return Scope(start, sign.end, end, factor or sign.factor, sign, spoken, privative)


def _goes_on(found: Findings, link: Sign) -> bool:
    """« pas rapide et efficace »: a second word of the same kind right after the link."""
    return any(link.end <= hit.start <= link.end + 1 and hit.pos in ("adj", "noun") for hit in found.hits)
