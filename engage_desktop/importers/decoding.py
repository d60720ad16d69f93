"""Which characters the bytes of a text file stand for.

The order is fixed: byte order mark, strict UTF-8, UTF-16 by its NULs, then Windows-1252, MacRoman or cp850 by
how French the result looks. Guessing libraries take short French Windows-1252 for Polish.
"""

from __future__ import annotations

import codecs
from collections import Counter
from pathlib import Path

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_BLOCK = 1 << 20
_CANDIDATES = ("cp1252", "mac_roman", "cp850")
_LIKELY = frozenset("éèêàçùîôûïëâœÉÈÀÇÊŒæ’‘“”«»…–—€°º²\u00a0•©®")
_COMMON = frozenset("éèàêç’")
_PROOFS = {"mac_roman": 1, "cp850": 2}  # different common letters without which the usual encoding stays


def encoding_of(path: Path) -> str:
    """The encoding of the text in `path`, as a Python codec name."""
    with path.open("rb") as file:
        head = file.read(_BLOCK)
        for mark, name in _MARKS:
            if head.startswith(mark):
                return name
        nuls = _utf16_by_nuls(head[:4096])
        if nuls:
            return nuls
        decoder = codecs.getincrementaldecoder("utf-8")()
        suspicious = bytearray()
        block = head
        while block:
            try:
                decoder.decode(block)
            except UnicodeDecodeError:
                suspicious += block
                break
            block = file.read(_BLOCK)
        else:
            try:
                decoder.decode(b"", final=True)
            except UnicodeDecodeError:
                suspicious += head
        if not suspicious:
            return "utf-8"
        suspicious += file.read(_BLOCK)
    return eight_bit_encoding(bytes(suspicious))


def eight_bit_encoding(data: bytes) -> str:
    """The 8-bit encoding under which `data` looks most French; Windows-1252 unless another is clearly better."""
    around = _accented_neighbourhoods(data)
    scores = {name: _plausibility(around, name) for name in _CANDIDATES}
    proved = [name for name, least in _PROOFS.items() if _common_letters(around, name) >= least]
    best = max(("cp1252", *proved), key=lambda name: scores[name])
    return best if scores[best] > scores["cp1252"] + 0.2 else "cp1252"


def _utf16_by_nuls(head: bytes) -> str:
    if len(head) < 4 or b"\x00" not in head:
        return ""
    pairs = len(head) // 2
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > 0.4 * pairs and even < 0.1 * pairs:
        return "utf-16-le"
    if even > 0.4 * pairs and odd < 0.1 * pairs:
        return "utf-16-be"
    return ""


def _accented_neighbourhoods(data: bytes) -> Counter[tuple[int, bool]]:
    """Each byte above 127 with whether a lower-case letter comes just before it."""
    return Counter(
        (byte, index > 0 and 97 <= data[index - 1] <= 122) for index, byte in enumerate(data) if byte > 127
    )


def _common_letters(around: Counter[tuple[int, bool]], name: str) -> int:
    """How many of the commonest letters above 127 of French are there; « bÉ » alone is no « b… » of another machine."""
    return len({bytes([byte]).decode(name, "replace") for byte, _inside in around} & _COMMON)


def _plausibility(around: Counter[tuple[int, bool]], name: str) -> float:
    """Mean plausibility in [-1, 1] of the characters above 127."""
    total = sum(around.values())
    if not total:
        return 0.0
    score = 0.0
    for (byte, inside_word), count in around.items():
        char = bytes([byte]).decode(name, "replace")
        if char in _COMMON:
            score += count
        elif char in _LIKELY and not (inside_word and char.isupper()):
            score += 0.6 * count
        else:
            score -= count
    return score / total
