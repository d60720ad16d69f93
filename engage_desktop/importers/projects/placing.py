"""Passages found again in a text, whatever their tool counts: letters, bytes, UTF-16 units, a line end as one or two.

Each way of counting is tried on all passages of a document, and judged by the words that the tool kept beside each.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

_ELLIPSIS = ("…", "...")
_SHORTEST = 3  # letters of a quotation that prove something


@dataclass(frozen=True, slots=True)
class Wanted:
    """A passage as its tool gives it; `certain` when `quote` is the passage itself and never a title."""

    start: int
    end: int
    quote: str = ""
    certain: bool = False


Span = tuple[int, int]


def clean(raw: str) -> str:
    """A text as it is stored: NFC, line feeds, no byte order mark, no NUL."""
    text = raw.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    return re.sub("[\ud800-\udfff\x00]", "\ufffd", unicodedata.normalize("NFC", text))


def placed(raw: str, wanted: Sequence[Wanted], *, unit: str = "codepoints") -> list[Span | str]:
    """Where each passage stands in `clean(raw)`, or why it is nowhere ("coding_not_found", "coding_outside").

    `unit` is what the tool says it counts: "codepoints" or "bytes"; it is believed where nothing proves otherwise.
    """
    text = clean(raw)
    ways = [_spans(way, raw, text, wanted) for way in _ways(unit)]
    votes = [
        sum(_says(text, span, each.quote) for span, each in zip(spans, wanted, strict=True)) for spans in ways
    ]
    best = max(range(len(ways)), key=lambda place: (votes[place], -place), default=0)
    return [_place(text, ways, best, number, each) for number, each in enumerate(wanted)]


def _place(text: str, ways: list[list[Span | None]], best: int, number: int, wanted: Wanted) -> Span | str:
    for spans in (ways[best], *ways):
        span = spans[number]
        if span is not None and _says(text, span, wanted.quote):
            return span
    span = ways[best][number]
    found = _searched(text, wanted, near=span[0] if span else wanted.start)
    if found is not None:
        return found
    if wanted.certain and len(_flat(wanted.quote)) >= _SHORTEST:
        return "coding_not_found"
    return span if span is not None else "coding_outside"


def _ways(unit: str) -> tuple[str, ...]:
    usual = ("codepoints", "clean", "crlf", "utf16", "bytes")
    return (unit, *(way for way in usual if way != unit))


def _spans(way: str, raw: str, text: str, wanted: Sequence[Wanted]) -> list[Span | None]:
    """The passages in `text` when they are counted this way; None for one outside."""
    offsets = sorted({offset for each in wanted for offset in (each.start, each.end)})
    place = _places(way, raw, text, offsets)
    found: list[Span | None] = []
    for each in wanted:
        start, end = place.get(each.start), place.get(each.end)
        inside = start is not None and end is not None and 0 <= start < end <= len(text)
        found.append((start, end) if inside and start is not None and end is not None else None)
    return found


def _places(way: str, raw: str, text: str, offsets: Sequence[int]) -> dict[int, int]:
    """For each offset counted this way, the place in `text`."""
    if way == "clean":
        return {offset: offset for offset in offsets if 0 <= offset <= len(text)}
    source = raw if way in ("codepoints", "utf16", "bytes") else clean(raw).replace("\n", "\r\n")
    width = {"utf16": 2, "bytes": 1}.get(way, 0)
    encoded = source.encode("utf-16-le" if way == "utf16" else "utf-8", "surrogatepass") if width else b""
    found: dict[int, int] = {}
    before = at = 0
    for offset in offsets:
        limit = len(encoded) // width if width else len(source)
        if not 0 <= offset <= limit:
            continue
        if width:
            piece = encoded[before * width : offset * width].decode(
                "utf-16-le" if way == "utf16" else "utf-8", "replace"
            )
        else:
            piece = source[before:offset]
        at += len(clean(piece)) if before else len(clean(piece.removeprefix("\ufeff")))
        before = offset
        found[offset] = at
    return found


def _says(text: str, span: Span | None, quote: str) -> bool:
    """Whether the passage is the quotation, or begins with it when the tool cut it short."""
    if span is None or span[1] > len(text):
        return False
    flat, short = _flat(quote), _short(quote)
    if len(flat) < _SHORTEST:
        return False
    said = _flat(text[span[0] : span[1]])
    return said.startswith(flat) if short else said == flat


def _searched(text: str, wanted: Wanted, *, near: int) -> Span | None:
    """The place nearest to where the passage was said to be that holds its words."""
    words = _flat(wanted.quote).split(" ")
    if len("".join(words)) < _SHORTEST:
        return None
    pattern = re.compile(r"\s+".join(re.escape(word) for word in words))
    places = [match.span() for match in pattern.finditer(text)]
    if not places:
        return None
    start, end = min(places, key=lambda span: abs(span[0] - near))
    if _short(wanted.quote):
        end = min(len(text), max(end, start + wanted.end - wanted.start))
    return start, end


def _short(quote: str) -> bool:
    return quote.rstrip().endswith(_ELLIPSIS)


def _flat(quote: str) -> str:
    bare = clean(quote).strip()
    for mark in _ELLIPSIS:
        bare = bare.removesuffix(mark)
    return " ".join(bare.split())
