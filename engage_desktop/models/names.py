"""Names of variables made from wordings, and names compared as a person would."""

from __future__ import annotations

import re
from collections.abc import Collection

from engage_desktop.models.folding import fold

LONGEST_CODE = 24
_CODE = re.compile(r"[A-Za-z][A-Za-z0-9_]*")


def folded(text: str) -> str:
    """`text` without case, accents and surplus spaces: two names that a person calls the same are equal."""
    return " ".join(fold(text).split())


def slug(text: str, *, longest: int = LONGEST_CODE) -> str:
    """`text` as the name of a variable (`"Heure d'arrivée"` → `"heure_d_arrivee"`), cut at a word; "" when none."""
    words = re.findall(r"[a-z0-9]+", folded(text))
    if not words:
        return ""
    name = words[0] if words[0][0].isalpha() else f"q{words[0]}"
    for word in words[1:]:
        if len(name) + 1 + len(word) > longest:
            break
        name = f"{name}_{word}"
    return name[:longest]


def variable(code: str) -> str:
    """A code as another tool wrote it (`"Q1[SQ001]"` → `"Q1_SQ001"`), letters kept as they are; "" when none."""
    plain = code if code.isascii() else "".join(each if each.isascii() else fold(each) for each in code)
    name = "_".join(re.findall(r"[A-Za-z0-9]+", plain))
    if name and not name[0].isalpha():
        name = f"q{name}"
    return name[:LONGEST_CODE].rstrip("_")


def is_code(text: str) -> bool:
    """Whether `text` is a name that every statistics tool reads: ASCII letter first, then letters, digits, `_`."""
    return _CODE.fullmatch(text) is not None and len(text) <= LONGEST_CODE


def free_code(wished: str, taken: Collection[str]) -> str:
    """`wished`, or `wished_2`, `wished_3`… when it is taken (case ignored), within the longest length."""
    used = {each.casefold() for each in taken}
    if wished.casefold() not in used:
        return wished
    number = 2
    while True:
        ending = f"_{number}"
        code = wished[: LONGEST_CODE - len(ending)] + ending
        if code.casefold() not in used:
            return code
        number += 1
