"""HTML as text, with the place of each of its own characters in it (what Taguette counts in)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from html.parser import HTMLParser
from itertools import pairwise

from engage_desktop.importers.projects.placing import clean

_BLOCKS = frozenset(
    {"p", "div", "br", "li", "ul", "ol", "table", "tr", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "hr"}
    | {"blockquote", "section", "article", "header", "footer", "pre"}
)
_UNSAID = frozenset(("script", "style", "head", "title"))


class Text(HTMLParser):
    """`raw` is all that the document says, end to end, as written; `text` the same, clean, a block per line."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self._parts: list[str] = []
        self._length = 0
        self._clean: list[str] = []
        self._breaks: list[int] = []  # places in the clean text before which a line break stands in `text`
        self._silent = 0
        self.feed(html)
        self.close()
        self.raw = "".join(self._parts)
        self.text = self._broken("".join(self._clean))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """A passage of the clean text in `text`: the breaks at its ends are no part of it."""
        return start + bisect_right(self._breaks, start), end + bisect_left(self._breaks, end)

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSAID:
            self._silent += 1
        self._break(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSAID and self._silent:
            self._silent -= 1
        self._break(tag)

    def handle_data(self, data: str) -> None:
        if not self._silent:
            # A line end in HTML is a blank; one for one, so that nothing is shifted.
            raw = data.replace("\n", " ").replace("\r", " ")
            self._parts.append(raw)
            self._clean.append(clean(raw))
            self._length += len(self._clean[-1])

    def _break(self, tag: str) -> None:
        if tag in _BLOCKS and self._length and (not self._breaks or self._breaks[-1] != self._length):
            self._breaks.append(self._length)

    def _broken(self, said: str) -> str:
        edges = [0, *self._breaks, len(said)]
        return "\n".join(said[a:b] for a, b in pairwise(edges))
