"""Questions that ask what is missing: « Que pourrions-nous améliorer ? » answered « La rapidité » is no praise."""

from __future__ import annotations

import re

_ASKED = re.compile(
    r"am[ée]lior\w*|sugg[eé]r\w*|suggestions?|manqu\w*|souhait\w*|aimeri\w*|attentes?\b|besoins?\b|attendez\b"
    r"|chang(?:er|eri\w*|ement\w*)|mieux faire|faire mieux|faire pour|faudrait-il|devri(?:ons|ez)-(?:nous|vous)"
    r"|(?:le |les )?moins (?:bien |d')?(?:aim|appréci|plu|satisf)\w*|d[ée]pl[uaû]\w*|d[ée]çus?\b|d[ée]ceptions?"
    r"|points? (?:faibles?|négatifs?|noirs?|à revoir)|freins?\b|difficult\w+|insatisf\w+|regrett\w+|priorités?\b"
    r"|improve\w*|suggest\w*|missing|dislike\w*|wish\w*",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"appréci\w*|\baim\w+|\bplu\b|points? (?:forts?|positifs?)|remarques?|commentaires?|avis\b|observations?"
    r"|pourquoi|raisons?\b|expliqu\w+|satisf\w+|\blike\w*|comments?\b|reasons?\b|\bwhy\b",
    re.IGNORECASE,
)


def asks_what_is_missing(label: str) -> bool:
    """Whether a question asks for wishes or faults, and for nothing else, by the words of its label."""
    rest, asked = _ASKED.subn(" ", label)
    return asked > 0 and not _OPEN.search(rest)
