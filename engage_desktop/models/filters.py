"""FILTER: the one language of the search field, saved filters and `--where`.

Words and `key:value` pairs, all of which must hold; `-` before one denies it; `a,b` after a key means either;
quotes keep spaces. French and English keys and values mean the same. Free words search the full text by stem;
`mot:` (`word:`) wants exactly the forms given, accents included.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum

from engage_desktop.errors import EngageError, Reason
from engage_desktop.models.folding import fold


class Key(Enum):
    """What a term asks about; the value is the canonical key."""

    WORDS = ""
    NPS = "nps"
    CSAT = "csat"
    CES = "ces"
    SCORE = "score"
    SENTIMENT = "sentiment"
    SOURCE = "source"
    SURVEY = "survey"
    WAVE = "wave"
    QUESTION = "question"
    CODE = "code"
    CODER = "coder"
    DATE = "date"
    ATTRIBUTE = "attr"
    LANGUAGE = "lang"
    KIND = "kind"
    CORRECTED = "corrected"
    DISCORDANT = "discordant"  # the words say one thing and the score another
    FLAGGED = "flagged"
    MEMO = "memo"
    CHANNEL = "channel"
    PARTICIPANT = "participant"
    REF = "ref"
    WORD = "word"
    WORLD = "world"
    EMOTION = "emotion"
    ASPECT = "aspect"  # with a name, the tone of what is said of it


_ALIASES = {
    "nps": Key.NPS, "csat": Key.CSAT, "ces": Key.CES,
    "sentiment": Key.SENTIMENT, "ton": Key.SENTIMENT,
    "source": Key.SOURCE, "fichier": Key.SOURCE, "file": Key.SOURCE,
    "survey": Key.SURVEY, "enquete": Key.SURVEY,
    "wave": Key.WAVE, "vague": Key.WAVE,
    "question": Key.QUESTION,
    "code": Key.CODE, "coder": Key.CODER, "codeur": Key.CODER,
    "date": Key.DATE, "periode": Key.DATE, "period": Key.DATE,
    "lang": Key.LANGUAGE, "langue": Key.LANGUAGE, "language": Key.LANGUAGE,
    "kind": Key.KIND, "type": Key.KIND,
    "corrected": Key.CORRECTED, "corrige": Key.CORRECTED,
    "discordant": Key.DISCORDANT, "discordance": Key.DISCORDANT,
    "flagged": Key.FLAGGED, "marque": Key.FLAGGED,
    "memo": Key.MEMO,
    "channel": Key.CHANNEL, "canal": Key.CHANNEL, "reseau": Key.CHANNEL,
    "participant": Key.PARTICIPANT, "author": Key.PARTICIPANT, "auteur": Key.PARTICIPANT,
    "ref": Key.REF, "id": Key.REF,
    "word": Key.WORD, "mot": Key.WORD,
    "world": Key.WORLD, "univers": Key.WORLD,
    "aspect": Key.ASPECT,
    "emotion": Key.EMOTION,
}  # fmt: skip

_VALUES: dict[Key, dict[str, str]] = {
    Key.NPS: {
        "detractors": "detractors", "detractor": "detractors", "detracteurs": "detractors",
        "detracteur": "detractors", "passives": "passives", "passive": "passives", "passifs": "passives",
        "passif": "passives", "promoters": "promoters", "promoter": "promoters", "promoteurs": "promoters",
        "promoteur": "promoters", "none": "none", "sans": "none",
    },
    Key.SENTIMENT: {
        "negative": "negative", "negatif": "negative", "neutral": "neutral", "neutre": "neutral",
        "positive": "positive", "positif": "positive", "mixed": "mixed", "mitige": "mixed",
        "none": "none", "sans": "none", "aucun": "none",
    },
    Key.EMOTION: {
        "joie": "joie", "joy": "joie", "colere": "colere", "anger": "colere", "tristesse": "tristesse",
        "sadness": "tristesse", "peur": "peur", "fear": "peur", "surprise": "surprise", "degout": "degout",
        "disgust": "degout", "confiance": "confiance", "trust": "confiance", "none": "none", "sans": "none",
        "aucune": "none",
    },
    Key.KIND: {
        "answer": "answer", "reponse": "answer", "mention": "mention", "turn": "turn", "entretien": "turn",
        "interview": "turn", "ticket": "ticket", "call": "call", "appel": "call", "contact": "contact",
    },
}  # fmt: skip
_YES = {
    "yes": "yes",
    "oui": "yes",
    "true": "yes",
    "vrai": "yes",
    "no": "no",
    "non": "no",
    "false": "no",
    "faux": "no",
}
_NONE = {"none", "sans", "aucun", "aucune"}
_EXAMPLES = {
    Key.NPS: "nps:detracteurs nps:9..10 nps:sans",
    Key.CSAT: "csat:4..5",
    Key.CES: "ces:1..3",
    Key.SCORE: "score.Q3:0..6 note.Q3:sans",
    Key.SENTIMENT: "sentiment:negatif sentiment:neutre",
    Key.EMOTION: "emotion:colere,tristesse emotion:sans",
    Key.DATE: "date:2026-01..2026-03 date:2026-09-12",
    Key.KIND: "kind:mention kind:entretien",
    Key.CORRECTED: "corrected:oui",
    Key.DISCORDANT: "discordant:oui",
    Key.FLAGGED: "flagged:oui",
    Key.MEMO: "memo:oui",
}
_NUMBER_RANGE = re.compile(r"(\d{1,3})?(\.\.)?(\d{1,3})?")
_DATE_PART = r"\d{4}(?:-\d{2}(?:-\d{2})?)?"
_DATE_RANGE = re.compile(rf"(?:{_DATE_PART})?(?:\.\.)?(?:{_DATE_PART})?")
_NAMED = {
    "attr": Key.ATTRIBUTE,
    "score": Key.SCORE,
    "note": Key.SCORE,
    "aspect": Key.ASPECT,
}  # key.NAME:value
_KEYED = re.compile(
    r"""((?:attr|score|note|aspect)\.(?:"[^"]*"|[^\s:"]+)|[^\W\d_][\w.]*):(?!//)(.*)""",
    re.DOTALL | re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Term:
    """One condition: `values` are alternatives, canonical; `text` is as written.

    `name` is the attribute, or the code of the question, that is asked about.
    """

    key: Key
    values: tuple[str, ...]
    negated: bool
    name: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Filter:
    """A parsed expression: every term must hold. No term: everything."""

    terms: tuple[Term, ...]

    def without(self, key: Key, name: str = "") -> Filter:
        """The filter less its terms about `key`."""
        return Filter(tuple(t for t in self.terms if not (t.key is key and t.name == name)))


def parse(expression: str) -> Filter:
    """The filter that `expression` means; raises on an unknown key, a senseless value, an open quote."""
    return Filter(tuple(_term(token) for token in _tokens(expression)))


def terms(expression: str) -> tuple[str, ...]:
    """The terms of an expression as written, one a chip."""
    return tuple(_tokens(expression))


def with_term(expression: str, term: str) -> str:
    """`expression` with one more term, unless it is there already."""
    present = terms(expression)
    return expression if term in present else " ".join((*present, term))


def without_term(expression: str, term: str) -> str:
    """`expression` less that term."""
    return " ".join(each for each in terms(expression) if each != term)


def chosen(expression: str, term: str) -> bool:
    """Whether the value of `term` ("key:value") is among those that the expression asks of its key."""
    wanted = _term(term)
    return any(
        each.key is wanted.key
        and each.name == wanted.name
        and not each.negated
        and set(wanted.values) <= set(each.values)
        for each in parse(expression).terms
    )


def toggled(expression: str, term: str) -> str:
    """`expression` with the value of `term` ("key:value") joined to those asked of its key, or taken from them."""
    wanted = _term(term)
    kept: list[str] = []
    values: list[str] = []
    for token in terms(expression):
        each = _term(token)
        if each.key is wanted.key and each.name == wanted.name and not each.negated:
            values += each.values
        else:
            kept.append(token)
    present = set(wanted.values) <= set(values)
    asked = [v for v in values if v not in wanted.values] if present else [*values, *wanted.values]
    if asked:
        key = f"{wanted.key.value}.{quoted(wanted.name)}" if wanted.name else wanted.key.value
        kept.append(f"{key}:{','.join(quoted(value) for value in asked)}")
    return " ".join(kept)


def replaced(expression: str, key: Key, term: str) -> str:
    """`expression` whose terms about `key` give way to `term` ("" only takes them away)."""
    kept = [token for token in terms(expression) if _term(token).key is not key]
    return " ".join((*kept, term) if term else kept)


def quoted(value: str) -> str:
    """`value` as the language wants it: in quotes when it holds blanks, commas or colons."""
    plain = value.replace('"', "”")
    return f'"{plain}"' if not plain or re.search(r"[\s,:]", plain) or plain.startswith("-") else plain


def _tokens(expression: str) -> list[str]:
    tokens: list[str] = []
    current: list[str] = []
    in_quotes = False
    for letter in expression:
        if letter == '"':
            in_quotes = not in_quotes
        if letter.isspace() and not in_quotes:
            if current:
                tokens.append("".join(current))
                current = []
        else:
            current.append(letter)
    if in_quotes:
        raise EngageError(Reason.FILTER_UNCLOSED_QUOTE)
    if current:
        tokens.append("".join(current))
    return tokens


def _term(token: str) -> Term:
    negated = token.startswith("-") and len(token) > 1
    body = token[1:] if negated else token
    keyed = _KEYED.fullmatch(body)
    if keyed is None:
        return Term(Key.WORDS, (body.replace('"', ""),), negated, "phrase" if '"' in body else "", token)
    written, rest = keyed.group(1), keyed.group(2)
    head, dot, name = written.partition(".")
    named = _NAMED.get(head.lower()) if dot else None
    if named is not None:
        values = _split(rest)
        if named is Key.SCORE:
            values = tuple(_canonical(named, value) for value in values)
        if named is Key.ASPECT:
            values = tuple(_tone(value) for value in values)
        return Term(named, values, negated, name.strip('"'), token)
    key = _ALIASES.get(fold(written))
    if key is None:
        raise EngageError(Reason.FILTER_UNKNOWN_KEY, key=written, known=_known())
    return Term(key, tuple(_canonical(key, value) for value in _split(rest)), negated, "", token)


def _tone(value: str) -> str:
    tone = _VALUES[Key.SENTIMENT].get(fold(value), "")
    if tone not in ("negative", "neutral", "positive"):
        examples = "aspect.Prix:negatif aspect.Prix:positif,neutre"
        raise EngageError(Reason.FILTER_BAD_VALUE, key="aspect", value=value, examples=examples)
    return tone


def _known() -> str:
    holes = {Key.ATTRIBUTE: "attr.NOM", Key.SCORE: "score.QUESTION"}
    return ", ".join(sorted(holes.get(each, each.value) for each in Key if each is not Key.WORDS))


def _split(rest: str) -> tuple[str, ...]:
    parts = re.findall(r'"[^"]*"|[^,]+', rest)
    return tuple(part.strip('"') for part in parts) or ("",)


def _canonical(key: Key, value: str) -> str:
    folded = fold(value)
    named = _VALUES.get(key, {})
    if folded in named:
        return named[folded]
    if key in (Key.CORRECTED, Key.DISCORDANT, Key.FLAGGED, Key.MEMO) and folded in _YES:
        return _YES[folded]
    if (
        key in (Key.NPS, Key.CSAT, Key.CES, Key.SCORE)
        and (folded in _NONE or _NUMBER_RANGE.fullmatch(folded))
        and folded
    ):
        return "none" if folded in _NONE else folded
    if key is Key.DATE and (folded in _NONE or (folded and _DATE_RANGE.fullmatch(folded))):
        return "none" if folded in _NONE else folded
    if key in _EXAMPLES:
        raise EngageError(Reason.FILTER_BAD_VALUE, key=key.value, value=value, examples=_EXAMPLES[key])
    return value
