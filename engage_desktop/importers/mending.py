"""Text that was decoded wrongly once before it reached us, put right cell by cell.

« activitÃ©s » (UTF-8 read as Windows-1252) and « activitÈs » (Windows-1252 read as MacRoman) are mended, and only
where the result is more plausible French: one file may hold good and bad cells side by side, and what cannot be
mended stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from engage_desktop.importers.delimited import Batch

_UTF8_AS_LATIN = re.compile(
    "[\u00c2-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
)
# What the French accents of Windows-1252 become in MacRoman: a capital inside a word, or « ‡ » for « à ».
_MAC_PROOF = re.compile("[a-zàâçéèêëîïôùûü][ÀÁÂÈÉÊËÍÎÏÌÓÔÒÙÚÛ˘˚˙]|[A-Z][ÈËÍÓÔÙÁ][a-z]|‡")
# The same at the beginning of a word proves nothing alone (« Íñigo »).
_MAC_DOUBT = re.compile("(?<![A-Za-z])[ÈÍÓ\u00a0][a-z]")
_COMMON = frozenset("éèêàç’")
_LIKELY = frozenset("ùîôûïëâœüÉÈÀÇÊŒæ‘“”«»…–—€°º²\u00a0\u202f•©®")


def mended(text: str, *, doubtful: bool = True) -> str:
    """`text` put right, or as it is when no repair makes it more plausible.

    `doubtful` allows the repairs that only other cells of the same file justify.
    """
    if text.isascii():
        return text
    best, score = text, plausibility(text)
    tries = []
    if _UTF8_AS_LATIN.search(text):
        tries.append(_from_latin(text))
    if _MAC_PROOF.search(text) or (doubtful and _MAC_DOUBT.search(text)):
        tries.append(_from_mac(text))
    for tried in tries:
        found = plausibility(tried)
        if tried != text and found > score + 0.5:
            best, score = tried, found
    return best


def latin_mended(text: str) -> str:
    """UTF-8 bytes that were written one by one as characters (Facebook's download) as the text that they are."""
    if text.isascii():
        return text
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def plausibility(text: str) -> float:
    """How French the characters beyond ASCII look, in [-1, 1] on average; 1 when there is none."""
    total = score = 0.0
    for place, char in enumerate(text):
        if char < "\x80":
            continue
        total += 1
        before, after = text[place - 1 : place], text[place + 1 : place + 2]
        upset = char.isupper() and (before.islower() or (before.isalpha() and after.islower()))
        upset = upset or (char.islower() and before.isupper() and after.isupper())
        if upset:
            score -= 1
        elif char in _COMMON:
            score += 1
        elif char in _LIKELY:
            score += 0.6
        elif char > "\u2fff":
            score += 0.6  # ideographs, emoji: no accent that went wrong
        else:
            score -= 1
    return score / total if total else 1.0


def needs_mending(cells: Iterable[str]) -> bool:
    """Whether a repair helps one of `cells`."""
    return any(mended(cell, doubtful=False) != cell for cell in cells if not cell.isascii())


def mended_batches(batches: Iterable[Batch], before: dict[tuple[int, int], str]) -> Iterator[Batch]:
    """`batches` with every cell put right; `before` holds those of the last batch that changed, as they were.

    They are there by row number and column.
    """
    for numbers, rows in batches:
        before.clear()
        yield (
            numbers,
            [_mended_row(number, row, before) for number, row in zip(numbers, rows, strict=True)],
        )


def _mended_row(number: int, row: Sequence[str], before: dict[tuple[int, int], str]) -> list[str]:
    put_right = [cell if cell.isascii() else mended(cell) for cell in row]
    if put_right != row:
        changed = (index for index, cell in enumerate(put_right) if cell != row[index])
        before.update(((number, index), row[index]) for index in changed)
    return put_right


def _from_latin(text: str) -> str:
    from ftfy import fix_encoding

    return fix_encoding(text)


def _from_mac(text: str) -> str:
    try:
        return text.encode("mac_roman").decode("cp1252")
    except UnicodeError:
        return text
