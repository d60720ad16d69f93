"""The rules, one pass each over what was found; each tells the hits it changed its own name."""

from __future__ import annotations

import bisect
import itertools
import re
from collections.abc import Sequence

from engage_desktop.analysis.lexicon.findings import Findings, Hit, Sign, denies
from engage_desktop.analysis.lexicon.scopes import Scope, scopes
from engage_desktop.analysis.lexicon.words import END, Unit
from engage_desktop.models.lexicon import Change

_DENIED_PRAISE, _DENIED_BLAME, _DENIED_BLAME_NEAR = -0.75, -0.2, -0.4
_DENIED_TWICE = 0.6
_HARD = ("aucun", "personne", "rien", "toujours pas", "même pas")
_NEAR, _NEAR_SAID = (
    3,
    6,
)  # a negation turns blame only when it stands this near (« je ne dis pas que c'est pas bien »)
_LEANS, _LEANS_HARD = -0.35, -0.6  # a negation of something unknown leans to blame
# The members by themselves: asking an enumeration for one costs a call, at every sign of every text.
_PARTNER, _EXCESS, _LACK, _DIMINISHER = Change.PARTNER, Change.EXCESS, Change.LACK, Change.DIMINISHER
_CONDITIONAL, _CONCESSION, _HEARSAY = Change.CONDITIONAL, Change.CONCESSION, Change.HEARSAY
_BEFORE, _CONTRAST, _IRONY, _RESERVE = Change.BEFORE, Change.CONTRAST, Change.IRONY, Change.RESERVE
_BOTH = Change.BOTH
_SPEAKING = (_CONDITIONAL, _CONCESSION, _HEARSAY, _BEFORE, _RESERVE, _BOTH)
_AGAINST = (_CONTRAST, _CONCESSION, _RESERVE)
_PARTING = (Change.COORDINATION, Change.STOP)
_LOUDER = (Change.INTENSIFIER, Change.ATTENUATOR)
_TURNING = (_DIMINISHER, _EXCESS, _LACK)
_SUPERLATIVE = frozenset(("aussi", "autant", "si", "tel", "telle", "tellement", "pareil"))
_CHEERS = (
    "bravo", "merci", "un grand merci", "grand merci", "félicitation", "chapeau", "quel talent", "quelle efficacité",
    "quel exploit", "quel professionnalisme", "on adore", "mille mercis",
)  # fmt: skip
_MANNERS = frozenset(("merci", "merci beaucoup", "merci bien", "merci d'avance"))
_DESPITE = frozenset(
    ("après", "malgré", "pendant", "suite", "lors", "face", "contre", "sauf", "seul", "seule", "hormis")
)
_ADDRESSED = frozenset(("à", "au", "aux", "a", "pour"))
_CRIES = frozenset(("ah", "oh", "ben", "bah", "eh", "et", "alors", "encore", "un", "grand"))
_THROWN = frozenset(
    ("super", "génial", "parfait", "excellent", "formidable", "top", "magnifique", "bien", "cool")
)
_SAID_SO = frozenset(("adj", "verb"))
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
_SHORT = 2  # hits
_CONTRAST_SHORT, _CONTRAST_LONG = 2, 0.5  # among many words a « mais » brings one more detail, no verdict
_OPENING = 1.25
_SOME = 1.0
_ANGRY = -2.0


def apply(found: Findings, units: Sequence[Unit]) -> None:
    """Weigh every hit by every rule."""
    if found.signs:
        denied, used = scopes(found)
        _intensify(found, used, denied)
        if denied:
            _deny(found, denied, units)
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
    _open(found)


def _open(found: Findings) -> None:
    """Who writes several sentences says first what they think, then why: the first one counts more."""
    hits = found.hits
    if found.sentences > 1 and len(hits) > 1:
        first = min([hit.sentence for hit in hits])
        opening = [hit for hit in hits if hit.sentence == first]
        if len(opening) < len(hits):
            for hit in opening:
                hit.times(_OPENING, "opening")


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
    starts = [hit.start for hit in found.hits]  # in order: what is made here is added at the end
    for sign in found.signs:
        change = sign.change
        if change in _LOUDER:
            target = _next(found, starts, sign, 2) or _verb_before(found, starts, sign)
            if target is not None:
                target.times(sign.factor, change.value)
        elif change is _PARTNER:
            target = (
                _next(found, starts, sign, 1) if sign.words == "plus" and sign.start not in used else None
            )
            if target is not None:
                target.times(_MORE, "intensifier")
        elif change in _TURNING:
            target = _next(found, starts, sign, 3 if change is _LACK else 2)
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
        if (
            target.weight > 0 or target.start - sign.end <= 1
        ):  # « absence de panne », not « il manque … je déplore »
            target.times(-0.9 if target.weight > 0 else -0.4, "lack")
    else:
        target.times(sign.factor if target.weight > 0 else sign.factor / 2, "diminisher")


def _next(found: Findings, starts: list[int], sign: Sign, gap: int) -> Hit | None:
    place = bisect.bisect_left(starts, sign.end)
    if place == len(starts) or starts[place] - sign.end > gap:
        return None
    hit = found.hits[place]
    if hit.clause != sign.clause:
        return None
    return hit if hit.start == sign.end or not _parted(found, sign.end, hit.start) else None


def _parted(found: Findings, start: int, end: int) -> bool:
    return any(start <= sign.start < end and sign.change in _PARTING for sign in found.signs)


def _verb_before(found: Findings, starts: list[int], sign: Sign) -> Hit | None:
    place = bisect.bisect_left(starts, sign.start) - 1
    if place < 0:
        return None
    hit = found.hits[place]
    near = sign.start - hit.end <= 1 and hit.clause == sign.clause and hit.pos == "verb"
    return hit if near else None


# negation


def _within(denied: Sequence[Scope], sign: Sign) -> bool:
    return any(scope.start <= sign.start < scope.end and scope.sign is not sign for scope in denied)


def _deny(found: Findings, denied: Sequence[Scope], units: Sequence[Unit]) -> None:
    silent = [True] * len(denied)
    for hit in found.hits:
        covering = [place for place, scope in enumerate(denied) if scope.covers(hit)]
        if not covering or hit.pos == "emoji":
            continue
        if _says_its_own(hit, denied[covering[-1]], units):
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
        elif (
            hit.start - scope.pivot <= (_NEAR_SAID if denies(hit.words) else _NEAR)
            and "lack" not in hit.rules
            and "diminisher" not in hit.rules
        ):
            near = hit.start - scope.pivot <= 1
            hit.times(_DENIED_BLAME_NEAR if near else _DENIED_BLAME, "negation")
    for scope, alone in zip(denied, silent, strict=True):
        if alone:
            found.made(scope.sign, _leaning(found, scope), "negation")


def _leaning(found: Findings, scope: Scope) -> float:
    """« jamais », « même pas », « aucun » say more than a bare « pas » or « sans » of what the lexicon ignores."""
    words = scope.sign.words
    held = [
        sign
        for sign in found.signs
        if sign.start in (scope.sign.start, *range(scope.start - 3, scope.start + 1))
    ]
    hard = words.startswith(_HARD) or scope.factor > 1 or any(sign.words.startswith(_HARD) for sign in held)
    return _LEANS_HARD if hard else _LEANS


def _says_its_own(hit: Hit, scope: Scope, units: Sequence[Unit]) -> bool:
    """« pas déçu » is not denied by what stands before it; « sans intérêt » is, by a « pas » right before it.

    « Je ne dis pas que ce n'est pas bien » denies all that follows its « que ».
    """
    if hit.end - hit.start < 2 or not denies(hit.words):
        return False
    if units[scope.pivot].keys[:1] in (("que",), ("qu'",)):
        return False
    return hit.start != scope.pivot or not hit.words.startswith("sans ")


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
    elif sign.change is _RESERVE:
        _reserve(found, sign)
    elif sign.change is _BOTH:
        found.made(sign, sign.factor, "both")
        found.made(sign, -sign.factor, "both")
    else:
        _before(found, sign, units)


def _conditional(found: Findings, sign: Sign, denied: Sequence[Scope]) -> None:
    """« aurait pu être mieux »: what is wished is not there."""
    if _within(denied, sign):
        return
    turns = [other.start for other in found.signs if other.change is _CONTRAST and other.start >= sign.end]
    reach = min([sign.end + 8, *turns])
    for hit in found.hits:
        after = sign.end <= hit.start <= reach
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


def _reserve(found: Findings, sign: Sign) -> None:
    """« seul bémol », « à part » : the text says itself that the complaint to come is the exception."""
    for hit in found.hits:
        if hit.sentence == sign.sentence and hit.start >= sign.end and hit.weight < 0:
            hit.times(sign.factor, "reserve")


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
        if noun.words == "super" and word.start == noun.end and word.weight < 0 and word.pos in _SAID_SO:
            noun.times(0.0, "absorbed")  # « super long », « super déçus »: very
            word.times(1.3, "intensifier")
            continue
        near = noun.pos == "noun" and noun.clause == word.clause and word.start - noun.end <= 1
        if near and word.pos == "adj" and noun.weight > 0 > word.weight and len(noun.rules) == 0:
            noun.times(0.2, "absorbed")


def _contrast(found: Findings, sign: Sign) -> None:
    """What comes before « mais » counts less, what comes after counts more: clearly so where little else is said."""
    factor = sign.factor ** (_CONTRAST_SHORT if len(found.hits) <= _SHORT else _CONTRAST_LONG)
    for hit in found.hits:
        if hit.sentence == sign.sentence:
            if hit.start < sign.start:
                hit.times(1 / factor, "contrast")
            elif "contrast" not in hit.rules:
                hit.times(factor, "contrast")


def _ironic(found: Findings, units: Sequence[Unit]) -> None:
    """Praise turned by a mark, or by the complaint that it introduces; thanks that close a complaint are manners."""
    marks = [sign for sign in found.signs if sign.change is _IRONY]
    for mark in marks:
        _marked(found, mark)
    cheers = [hit for hit in found.hits if hit.weight > 0 and _cheers(found, hit, units)]
    blamed = [hit for hit in found.hits if hit.weight < 0] if cheers else ()
    if marks or not blamed:
        return  # without a complaint every praise is meant
    if any(hit.weight > _SOME for hit in found.hits if hit not in cheers):
        return  # who praises something else as well means it
    for hit in cheers:
        blame = sum(each.weight for each in blamed if _aimed(found, hit, each, units))
        if blame <= -_SOME:
            hit.times(-0.4, "irony")
        elif (
            hit.words in _MANNERS and sum(each.weight for each in blamed if each.start < hit.start) <= _ANGRY
        ):
            hit.times(0.2, "manners")


def _marked(found: Findings, mark: Sign) -> None:
    """What a 🙄 or a « /s » turns: the praise of its sentence, or of the one before when it stands alone."""
    said = {hit.sentence for hit in found.hits if hit.sentence <= mark.sentence}
    last = max(said, default=mark.sentence)
    praise = [hit for hit in found.hits if hit.weight > 0 and hit.sentence == last]
    for hit in praise:
        hit.times(mark.factor, "irony")
    if not praise:
        found.made(mark, -1.0, "irony")


def _aimed(found: Findings, cheer: Hit, blame: Hit, units: Sequence[Unit]) -> bool:
    """Whether a complaint is what thanks or cheers are for: « merci de m'avoir fait perdre … », « Bravo, cassé »."""
    if blame.start < cheer.end:
        return False
    between = units[cheer.end : blame.start]
    if any(unit.token.lower() in _DESPITE for unit in between):
        return False
    if any(cheer.end <= sign.start < blame.start and sign.change in _AGAINST for sign in found.signs):
        return False
    if any(
        hit.weight > 0 and cheer.end <= hit.start < blame.start for hit in found.hits
    ):  # « merci d'avoir résolu … »
        return False
    if blame.clause == cheer.clause:
        return True
    thrown = (
        not between
        or between[0].token in (",", "!", "...", "…", ".")
        or not cheer.words.endswith((" à", " pour"))
    )
    meant = between and between[0].token.lower() in _ADDRESSED
    first = (
        cheer.start == 0
        or units[cheer.start - 1].kind == END
        or units[cheer.start - 1].token.lower() in _CRIES
    )
    return thrown and not meant and first and blame.sentence <= cheer.sentence + 1


def _cheers(found: Findings, hit: Hit, units: Sequence[Unit]) -> bool:
    """« Bravo », « merci », or one word of praise thrown at the start: « Super, … »."""
    if hit.words.startswith(_CHEERS):
        return True
    alone = hit.end < found.size and units[hit.end].token in (",", "!", "...", "…")
    return alone and hit.start == 0 and hit.words in _THROWN
