"""A sentiment lexicon: words and expressions with their strengths, and the words that change them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

PACKS = (
    "relation_client",
    "restauration",
    "sante",
    "culture",
    "transport",
    "administration",
    "associations",
    "reseaux_sociaux",
)
BASE = "base"
OWN = "own"  # the pack of the words that a study chose itself
STRONGEST = 4.0


class Change(Enum):
    """What a modifier does to the words around it (the `kind` of `modifiers.tsv`)."""

    INTENSIFIER = "intensifier"  # « très »: what follows weighs more
    ATTENUATOR = "attenuator"  # « un peu »: what follows weighs less
    DIMINISHER = "diminisher"  # « peu aimable », « moins souriant »: turns what follows
    EXCESS = "excess"  # « trop »: weighs more, and is a complaint by itself before an unknown word
    PARTICLE = "particle"  # « ne »: denies only with its partner
    NEGATOR = "negator"  # « pas », « jamais », « rien »
    PARTNER = "partner"  # « plus », « point », « personne »: deny only after « ne »
    PRIVATIVE = "privative"  # « sans », « aucun », « manque de »: deny the few words that follow
    LACK = "lack"  # « manque de », « pas assez »: denies what follows, and is a complaint by itself
    CONTRAST = "contrast"  # « mais »: what comes after counts most
    BOTH = "both"  # « mitigé », « des hauts et des bas »: praise and blame at once
    RESERVE = "reserve"  # « seul bémol », « à part »: the complaint that follows is the exception
    CONCESSION = "concession"  # « malgré », « même si »: what it brings counts little
    CONDITIONAL = "conditional"  # « aurait pu », « devrait »: what is wished is missing
    HEARSAY = "hearsay"  # « il paraît que », « soi-disant »: another's word
    BEFORE = "before"  # « avant », « à l'époque »: praise of what is no more
    COORDINATION = "coordination"  # « et », « ou »
    STOP = "stop"  # « car », « parce que »: a negation reaches no further
    IRONY = "irony"  # « /s »: says the contrary
    NOTHING = "nothing"  # « au moins »: an expression in which its words change nothing


@dataclass(frozen=True, slots=True)
class Entry:
    """A word, an emoji or an expression; `strength` from -4 to +4, 0 where it blocks a match."""

    words: str
    strength: float
    pos: str = ""
    pack: str = BASE
    note: str = ""


@dataclass(frozen=True, slots=True)
class OwnEntry:
    """What a study says of a word or an expression, over the lexicon that comes with the application.

    A strength of 0 switches the word off: it says nothing any more.
    """

    words: str
    strength: float
    note: str = ""


@dataclass(frozen=True, slots=True)
class KnownWord:
    """An entry as one who looks a word up is told of it."""

    words: str
    strength: float
    pack: str
    note: str
    own: bool  # the study's own word
    read: bool  # whether readings use it: its pack is chosen, and the study says nothing else
    rule: bool = False  # it changes its neighbours, and cannot be given a strength


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A word that the study's scores contradict: of `n` texts that take a side, `against` lean to the other than it.

    `tone` is the mean tone of those texts, in [-1, 1]; `p` of an exact binomial test.
    """

    words: str
    strength: float
    n: int
    against: int
    tone: float
    p: float
    form: str  # as it is written most often


@dataclass(frozen=True, slots=True)
class Modifier:
    """A word or an expression that changes the strength of its neighbours."""

    words: str
    factor: float
    change: Change
    note: str = ""


Meaning = Entry | Modifier


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All that the engine knows; `spellings` gives the meaning of a texted word."""

    entries: tuple[Entry, ...]
    modifiers: tuple[Modifier, ...] = ()
    spellings: tuple[tuple[str, str], ...] = ()
