"""The rules, one pass each over what was found; each tells the hits it changed its own name."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from engage_desktop.analysis.lexicon.findings import Findings, Hit, Sign
from engage_desktop.analysis.lexicon.scopes import Scope, scopes
from engage_desktop.analysis.lexicon.words import Unit
from engage_desktop.models.lexicon import Change

_DENIED_PRAISE, _DENIED_BLAME, _DENIED_BLAME_BARE = -0.75, -0.35, -0.5
_DENIED_TWICE = 0.6
_NEAR = 3  # a negation turns blame only when it stands this near
_LEAN = {Change.PRIVATIVE: -0.5}  # a negation of something unknown leans to blame
_LEANS = -0.25
# The members by themselves: asking an enumeration for one costs a call, at every sign of every text.
_PARTNER, _EXCESS, _LACK, _DIMINISHER = Change.PARTNER, Change.EXCESS, Change.LACK, Change.DIMINISHER
_CONDITIONAL, _CONCESSION, _HEARSAY = Change.CONDITIONAL, Change.CONCESSION, Change.HEARSAY
_BEFORE, _CONTRAST, _IRONY = Change.BEFORE, Change.CONTRAST, Change.IRONY
_SPEAKING = (_CONDITIONAL, _CONCESSION, _HEARSAY, _BEFORE)
_PARTING = (Change.COORDINATION, Change.STOP)
_LOUDER = (Change.INTENSIFIER, Change.ATTENUATOR)
_TURNING = (_DIMINISHER, _EXCESS, _LACK)
_SUPERLATIVE = frozenset(("aussi", "autant", "si", "tel", "telle", "tellement", "pareil"))
_CHEERS = (
    "bravo", "merci", "un grand merci", "grand merci", "félicitation", "chapeau", "quel talent", "quelle efficacité",
    "quel exploit", "quel professionnalisme", "on adore", "mille mercis",
)  # fmt: skip
_THROWN = frozenset(
    ("super", "génial", "parfait", "excellent", "formidable", "top", "magnifique", "bien", "cool")
)
_DOUBTED = frozenset(("soi-disant", "soi disant", "soit disant", "prétendument"))
_PAST = re.compile(r"(?<!r)ai(?:t|ent)$", re.IGNORECASE)
_SAID = re.compile(
    r"rien|tout|toute?s?|tous|c|est|sont|était|étaient|êtes|suis|sommes|je|j|on|nous|continuez|continuer",
    re.IGNORECASE,
)  # somebody tells how it is: in an answer to « Que pourrions-nous améliorer ? » the others ask for it
_NOTHING = re.compile(r"rien|r\.?a\.?s|aucune?", re.IGNORECASE)  # « Rien, … »: nothing is missing
_CONTENT = frozenset(("merci", "bravo", "félicitation", "satisfait", "content", "ravi", "parfait", "nickel"))
_GLOWING = 3.5
_WISHED = 0.05
_MORE = 1.15  # « plus agréable »
_SOME, _WEAK = 1.0, 1.5
_ANGRY = -2.5


def apply(found: Findings, units: Sequence[Unit]) -> None:
    """Weigh every hit by every rule."""
    if found.signs:
        denied, used = scopes(found)
        _intensify(found, used, denied)
        if denied:
            _deny(found, denied)
        for sign in found.signs:
            if sign.change in _SPEAKING:
                _say(found, sign, denied, units)
    _absorb(found)
    if len(found.quotes) > 1:
        _quoted(found)
    if found.ends:
        _punctuate(found, units)
    if found.sided:
        for sign in found.signs:
            if sign.change is _CONTRAST:
                _contrast(found, sign)
    _ironic(found, units)


def wish(found: Findings, units: Sequence[Unit]) -> None:
    """Make little of praise in an answer to what is missing, unless its clause is said of what there is."""
    if units and _NOTHING.fullmatch(units[0].token):
        return
    for hit in found.hits:
        if hit.weight > 0 and hit.strength < _GLOWING and hit.words not in _CONTENT:
            last = found.clauses[hit.clause + 1] if hit.clause + 1 < len(found.clauses) else found.size
            if not any(_SAID.fullmatch(unit.token) for unit in units[found.clauses[hit.clause] : last]):
                hit.times(_WISHED, "wished")


# intensity


def _intensify(found: Findings, used: set[int], denied: Sequence[Scope]) -> None:
    extra: list[tuple[Sign, float]] = []
    for sign in found.signs:
        change = sign.change
        if change in _LOUDER:
            target = _next(found, sign, 2) or _verb_before(found, sign)
            if target is not None:
                target.times(sign.factor, change.value)
        elif change is _PARTNER:
            target = _next(found, sign, 1) if sign.words == "plus" and sign.start not in used else None
            if target is not None:
                target.times(_MORE, "intensifier")
        elif change in _TURNING:
            target = _next(found, sign, 3 if change is _LACK else 2)
            if target is not None and _within(denied, sign) and change is not _EXCESS:
                target.times(_DENIED_TWICE, "double_negation")
            elif target is not None:
                _turn(sign, target)
            elif not _within(denied, sign):
                extra.append((sign, -0.4 if change is _DIMINISHER else sign.factor))
    for sign, weight in extra:
        found.made(sign, weight, sign.change.value)


def _turn(sign: Sign, target: Hit) -> None:
    if sign.change is _EXCESS:
        target.times(1.3, "intensifier")
    elif sign.change is _LACK:
        target.times(-0.9 if target.weight > 0 else -0.4, "lack")
    else:
        target.times(sign.factor if target.weight > 0 else sign.factor / 2, "diminisher")


def _next(found: Findings, sign: Sign, gap: int) -> Hit | None:
    for hit in found.hits:
        if hit.start >= sign.end:
            if hit.start == sign.end:
                return hit if hit.clause == sign.clause else None
            near = hit.start - sign.end <= gap and hit.clause == sign.clause
            return hit if near and not _parted(found, sign.end, hit.start) else None
    return None


def _parted(found: Findings, start: int, end: int) -> bool:
    return any(start <= sign.start < end and sign.change in _PARTING for sign in found.signs)


def _verb_before(found: Findings, sign: Sign) -> Hit | None:
    for hit in reversed(found.hits):
        if hit.end <= sign.start:
            near = sign.start - hit.end <= 1 and hit.clause == sign.clause and hit.pos == "verb"
            return hit if near else None
    return None


# negation


def _within(denied: Sequence[Scope], sign: Sign) -> bool:
    return any(scope.start <= sign.start < scope.end and scope.sign is not sign for scope in denied)


def _deny(found: Findings, denied: Sequence[Scope]) -> None:
    silent = [True] * len(denied)
    for hit in found.hits:
        covering = [place for place, scope in enumerate(denied) if scope.covers(hit)]
        if not covering or hit.pos == "emoji":
            continue
        if "double_negation" in hit.rules:
            silent = [alone and place not in covering for place, alone in enumerate(silent)]
            continue
        for place in covering:
            silent[place] = False
        scope = denied[covering[-1]]
        if len(covering) > 1:
            hit.times(_DENIED_TWICE, "double_negation")
        elif _is_superlative(found, scope):
            hit.times(1.3, "superlative")
        elif hit.weight > 0:
            far = 0.7 if hit.start - scope.pivot > 4 else 1.0
            hit.times(_DENIED_PRAISE * scope.factor * far, "negation")
        elif hit.start - scope.pivot <= _NEAR and "lack" not in hit.rules and "diminisher" not in hit.rules:
            hit.times(_DENIED_BLAME_BARE if scope.privative else _DENIED_BLAME, "negation")
    for scope, alone in zip(denied, silent, strict=True):
        if alone:
            found.made(scope.sign, _LEAN.get(scope.sign.change, _LEANS), "negation")


def _is_superlative(found: Findings, scope: Scope) -> bool:
    """« jamais été aussi mal reçu » denies nothing: it is the worst time."""
    return scope.sign.words == "jamais" and any(
        sign.words in _SUPERLATIVE and scope.pivot <= sign.start <= scope.pivot + 3 for sign in found.signs
    )


# wishes, concessions, others' words


def _say(found: Findings, sign: Sign, denied: Sequence[Scope], units: Sequence[Unit]) -> None:
    if sign.change is _CONDITIONAL:
        _conditional(found, sign, denied)
    elif sign.change is _CONCESSION:
        _concession(found, sign)
    elif sign.change is _HEARSAY:
        _hearsay(found, sign)
    else:
        _before(found, sign, units)


def _conditional(found: Findings, sign: Sign, denied: Sequence[Scope]) -> None:
    """« aurait pu être mieux »: what is wished is not there."""
    if _within(denied, sign):
        return
    for hit in found.hits:
        after = 0 <= hit.start - sign.end <= 8
        before = 0 <= sign.start - hit.end <= 2 and sign.words.startswith("ser")
        if hit.sentence == sign.sentence and (after or before) and hit.weight > 0:
            hit.times(-0.4, "conditional")
    if sign.factor:
        found.made(sign, sign.factor, "conditional")


def _concession(found: Findings, sign: Sign) -> None:
    for hit in found.hits:
        if hit.clause == sign.clause and hit.start >= sign.end:
            hit.times(sign.factor, "concession")


def _hearsay(found: Findings, sign: Sign) -> None:
    for hit in found.hits:
        if hit.clause == sign.clause and hit.start >= sign.end:
            hit.times(sign.factor, "hearsay")
    if sign.words in _DOUBTED:
        found.made(sign, -0.7, "hearsay")


def _before(found: Findings, sign: Sign, units: Sequence[Unit]) -> None:
    """« avant, c'était bien »: praise of what is no more, where the verb is in the imperfect."""
    for hit in found.hits:
        if hit.weight > 0 and hit.sentence == sign.sentence and abs(hit.start - sign.start) <= 8:
            between = units[min(hit.start, sign.start) : max(hit.end, sign.end)]
            if any(_PAST.search(unit.token) for unit in between):
                hit.times(-0.5, "before")


def _quoted(found: Findings) -> None:
    """Words in quotation marks are another's; one or two words of praise among complaints are not meant."""
    pairs = list(zip(found.quotes[::2], found.quotes[1::2], strict=False))
    inside = [hit for hit in found.hits if any(start < hit.start < end for start, end in pairs)]
    complains = any(hit.weight < 0 for hit in found.hits if hit not in inside)
    for hit in inside:
        short = any(start < hit.start < end and end - start <= 3 for start, end in pairs)
        if short:
            hit.times(-0.4 if hit.weight > 0 and complains else 0.1, "quotation")
        else:
            hit.times(0.5, "quotation")


def _punctuate(found: Findings, units: Sequence[Unit]) -> None:
    asked = {sentence for sentence, mark in found.ends if mark == "?"}
    called = {sentence for sentence, mark in found.ends if mark == "!"}
    for hit in found.hits:
        if hit.sentence in asked:
            angry = hit.weight <= -2 or units[max(hit.start - 8, 0)].token.lower() == "pourquoi"
            angry = angry or any(
                unit.token.lower() == "pourquoi" for unit in units[max(hit.start - 8, 0) : hit.start]
            )
            hit.times(0.8 if angry and hit.weight < 0 else 0.3, "question")
        elif hit.sentence in called:
            hit.weight *= 1.1


def _absorb(found: Findings) -> None:
    """« qualité déplorable », « accueil de qualité médiocre »: the noun is no praise by itself."""
    for noun, word in itertools.pairwise(found.hits):
        near = noun.pos == "noun" and noun.clause == word.clause and word.start - noun.end <= 1
        if near and word.pos == "adj" and noun.weight > 0 > word.weight and len(noun.rules) == 0:
            noun.times(0.2, "absorbed")


def _contrast(found: Findings, sign: Sign) -> None:
    """What comes before « mais » counts less, what comes after counts more."""
    for hit in found.hits:
        if hit.sentence == sign.sentence:
            if hit.start < sign.start:
                hit.times(1 / sign.factor, "contrast")
            elif "contrast" not in hit.rules:
                hit.times(sign.factor, "contrast")


def _ironic(found: Findings, units: Sequence[Unit]) -> None:
    """Praise that a mark, or the complaint it comes with, turns round."""
    marks = [sign for sign in found.signs if sign.change is _IRONY]
    if marks:
        praise = [hit for hit in found.hits if hit.weight > 0]
        for hit in praise:
            hit.times(marks[0].factor, "irony")
        if not praise:
            found.made(marks[0], -1.0, "irony")
        return
    if all(hit.weight >= 0 for hit in found.hits):  # no complaint: every praise is meant
        return
    thanks = [hit for hit in found.hits if hit.weight > 0 and _cheers(found, hit, units)]
    if not thanks:
        return
    others = [hit for hit in found.hits if hit not in thanks]
    blame = sum(hit.weight for hit in others)
    praised = any(hit.weight > _SOME for hit in others)
    for hit in thanks:
        hard = hit.words.startswith(("merci", "un grand merci", "grand merci"))
        meant = "avoir" in (unit.token.lower() for unit in units[hit.end - 1 : hit.end + 7])
        if blame <= _ANGRY or (not praised and blame <= (-_SOME if not hard or meant else -_WEAK * 1.5)):
            hit.times(-0.4, "irony")


def _cheers(found: Findings, hit: Hit, units: Sequence[Unit]) -> bool:
    """« Bravo », « merci », or one word of praise thrown at the start: « Super, … »."""
    if hit.words.startswith(_CHEERS):
        return True
    alone = hit.end < found.size and units[hit.end].token in (",", "!", "...", "…")
    return alone and hit.start == 0 and hit.words in _THROWN
