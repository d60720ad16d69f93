"""Answers that give no opinion: a lone « rien », « non », « RAS », « aucune idée », « je ne sais pas »."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence

from engage_desktop.analysis.lexicon.findings import Findings, Hit
from engage_desktop.analysis.lexicon.tokens import fold, plain
from engage_desktop.analysis.lexicon.words import Unit

RULE = "hollow"
_MOST = 12  # tokens
_PAUSE = re.compile(r"[.,;:!?…()–—-]+")
_MARKS = (
    "non",
    "neant",
    "nada",
    "ras",
    "r a s",
    "nsp",
    "nspp",
    "n s p",
    "nc",
    "n c",
    "ns nc",
    "jsp",
    "na",
    "n a",
)
_FORMULAS = (
    "idem neant", "sans objet", "sans reponse", "pas concerne", "pas concernee", "non concerne", "non concernee",
    "je ne suis pas concerne", "je ne suis pas concernee", "ne se prononce pas", "je ne me prononce pas",
    "pas specialement", "pas particulierement", "non pas specialement", "je n' en sais rien", "ne sait pas",
    "rien ne me vient", "rien ne me vient a l' esprit", "rien ne me vient en tete", "rien qui me vienne a l' esprit",
    "rien ne me vient a l' idee", "non du tout",
)  # fmt: skip
_NOTHING = ("rien", "je n' ai rien", "j' ai rien", "je ne vois rien", "je vois rien", "rien du tout")
_MORE = (
    "",
    "d' autre",
    "de plus",
    "de particulier",
    "de special",
    "de specifique",
    "de precis",
    "en particulier",
)
_TO_SAY = (
    "", "a signaler", "a ajouter", "a declarer", "a mentionner", "a preciser", "a noter", "a remarquer", "a proposer",
    "a suggerer", "a rajouter",
)  # fmt: skip
_UNKNOWING = ("je ne sais pas", "je sais pas", "ne sais pas", "sais pas", "je ne vois pas", "je vois pas")
_WHAT = (
    "",
    "trop",
    "vraiment",
    "du tout",
    "quoi dire",
    "quoi repondre",
    "quoi en penser",
    "que dire",
    "quoi",
)
_NONE = ("aucun", "aucune", "pas de", "pas d'", "sans", "je n' ai pas de", "je n' ai pas d'", "j' ai pas d'")
_NONE_OF_MINE = (
    "je n' ai aucun",
    "je n' ai aucune",
    "j' ai aucune",
    "pas d' autre",
    "pas d' autres",
    "aucune autre",
)
_TOPICS = (
    "commentaire", "remarque", "suggestion", "avis", "opinion", "idee", "proposition", "observation",
)  # fmt: skip
_PRECISELY = (
    "", "particulier", "particuliere", "particuliers", "particulieres", "precis", "precise", "supplementaire",
    "a faire", "a formuler", "a ajouter", "a donner", "a signaler", "la dessus", "a ce sujet", "sur le sujet",
)  # fmt: skip
_TAIL = re.compile(
    r" (?:merci(?: beaucoup| d' avance)?|pour (?:le moment|l' instant|ma part|moi)|a ce jour|a priori)$"
)


def _joined(*choices: Iterable[str]) -> set[str]:
    return {" ".join(filter(None, words)) for words in itertools.product(*choices)}


_HOLLOW = frozenset(
    {*_MARKS, *_FORMULAS, "aucun", "aucune", "aucuns", "aucunes"}
    | _joined(_NOTHING, _MORE, _TO_SAY)
    | _joined(_UNKNOWING, _WHAT)
    | _joined((*_NONE, *_NONE_OF_MINE), (*_TOPICS, *(f"{topic}s" for topic in _TOPICS)), _PRECISELY)
)
_OPENINGS = frozenset(words.split()[0] for words in _HOLLOW)


def says_nothing(tokens: Iterable[str]) -> bool:
    """Whether these tokens, pauses and politeness aside, are an answer without any opinion."""
    said = " ".join(fold(plain(token)) for token in tokens if not _PAUSE.fullmatch(token))
    while (shorter := _TAIL.sub("", said)) != said:
        said = shorter
    return said in _HOLLOW or (said.startswith("non ") and said[4:] in _HOLLOW)


def hush(found: Findings, units: Sequence[Unit], own: frozenset[str]) -> bool:
    """Take the sides out of a text that is nothing but « rien à signaler »; whether it was.

    Its words stay as one hit that weighs nothing, so that the explanation can say why. Words that the study chose
    itself (`own`) speak before that.
    """
    if len(units) > _MOST:
        return False
    words = [place for place, unit in enumerate(units) if not _PAUSE.fullmatch(unit.token)]
    if not words or fold(plain(units[words[0]].token)) not in _OPENINGS:
        return False
    if any(hit.words in own for hit in found.hits) or not says_nothing(unit.token for unit in units):
        return False
    found.hits[:] = [Hit(words[0], words[-1] + 1, 0.0, "", "", 0, 0, 0.0, [RULE])]
    return True
