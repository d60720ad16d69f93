"""HTML as the text that a person sees."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

_BREAKS = frozenset(("p", "div", "li", "blockquote", "h1", "h2", "h3", "h4", "tr", "pre"))
_SILENT = frozenset(("script", "style", "head", "template"))
_BLANKS = re.compile(r"[ \t\r\f\v]+")
_MANY_LINES = re.compile(r"\n{3,}")


def plain(markup: str) -> str:
    """The text of `markup`: paragraphs and line breaks kept, nothing followed, nothing run."""
    if "<" not in markup:
        return html.unescape(markup) if "&" in markup else markup
    reader = _Reader()
    reader.feed(markup)
    reader.close()
    lines = "".join(reader.said).split("\n")
    text = "\n".join(_BLANKS.sub(" ", line).strip() for line in lines)
    return _MANY_LINES.sub("\n\n", text).strip()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        elif tag == "br":
            self.said.append("\n")
        elif tag == "img":
            self.said.append(dict(attrs).get("alt") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in _BREAKS:
            self.said.append("\n\n" if tag == "p" else "\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            # A line break in the source is a blank on the screen.
            self.said.append(data.replace("\n", " "))
