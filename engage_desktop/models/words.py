"""Words as they are written: what finds exactly these forms in a text, and which names go on with which words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

_BETWEEN = r"[\s'’\-‑]+"
_WORD = re.compile(r"[^\W_]\w*")
_ALIKE = 0.25  # overlap of typical words from which a world keeps the name of an earlier one


@lru_cache(maxsize=64)
def pattern(forms: tuple[str, ...]) -> re.Pattern[str] | None:
    """What finds any of the forms as whole words, whatever the case; None when they hold no word.

    A form may be several words, whatever blank, apostrophe or hyphen stands between them.
    """
    shapes = [
        _BETWEEN.join(re.escape(part) for part in parts)
        for form in sorted(forms, key=len, reverse=True)
        if (parts := _WORD.findall(form))
    ]
    if not shapes:
        return None
    return re.compile(rf"(?<![\w@])(?:{'|'.join(shapes)})(?!\w)", re.IGNORECASE)


def renamed(words: Sequence[Sequence[str]], before: Sequence[tuple[str, Sequence[str]]]) -> tuple[str, ...]:
    """The name that each world keeps ("" for none): earlier names go to the worlds whose words they share most.

    `words` are the typical words of each world now, `before` pairs of a name and the words that bore it. A name is
    given once, and only where a quarter of the words of both are the same (Jaccard).
    """
    likeness = sorted(
        (-_overlap(now, then), at, place)
        for at, now in enumerate(words)
        for place, (_name, then) in enumerate(before)
    )
    found, used = [""] * len(words), set()
    for negative, at, place in likeness:
        if -negative >= _ALIKE and not found[at] and place not in used:
            found[at] = before[place][0]
            used.add(place)
    return tuple(found)


def _overlap(one: Sequence[str], other: Sequence[str]) -> float:
    first, second = set(one), set(other)
    return len(first & second) / len(first | second) if first | second else 0.0
