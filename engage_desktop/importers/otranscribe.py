"""oTranscribe: an HTML text in JSON, with the time of the recording where its author pressed a key."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path

from engage_desktop.errors import EngageError, Reason
from engage_desktop.importers.turns import Line

_BREAKS = frozenset({"p", "div", "br", "li", "h1", "h2", "h3"})


def lines(text: str, path: Path) -> list[Line]:
    """The lines of the transcript, each with the time that stands in it; raises FILE_DAMAGED."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        raise EngageError(Reason.FILE_DAMAGED, where=str(path), detail="JSON") from None
    said = document.get("text") if isinstance(document, dict) else None
    if not isinstance(said, str):
        raise EngageError(Reason.FILE_DAMAGED, where=str(path), detail="text")
    parser = _Lines()
    parser.feed(said)
    parser.close()
    parser.end_line()
    return parser.found


class _Lines(HTMLParser):
    """Gathers the text between breaks; a time stamp is kept as a number and not as text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Line] = []
        self._parts: list[str] = []
        self._start_ms: int | None = None
        self._in_stamp = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BREAKS:
            self.end_line()
        known = dict(attrs)
        if tag == "span" and "timestamp" in (known.get("class") or "").split():
            self._in_stamp = True
            if self._start_ms is None:
                self._start_ms = _milliseconds(known.get("data-timestamp"))

    def handle_endtag(self, tag: str) -> None:
        if tag == "span":
            self._in_stamp = False
        elif tag in _BREAKS:
            self.end_line()

    def handle_data(self, data: str) -> None:
        if not self._in_stamp:
            self._parts.append(data)

    def end_line(self) -> None:
        """Keep what stands on the line; a line with a time alone gives it to the next one."""
        text = " ".join("".join(self._parts).split())
        self._parts = []
        if text:
            self.found.append(Line(len(self.found) + 1, text, start_ms=self._start_ms))
            self._start_ms = None


def _milliseconds(seconds: str | None) -> int | None:
    try:
        found = float(seconds or "")
    except ValueError:
        return None
    return round(found * 1000) if 0 <= found < 1e8 else None
