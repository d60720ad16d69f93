"""What the command line writes: one document or readable lines on standard output, the rest on standard error."""

from __future__ import annotations

import codecs
import contextlib
import io
import json
import re
import sys
import time
from collections.abc import Iterable, Iterator, Sequence

from engage_desktop.errors import EngageError
from engage_desktop.models.emotions import Felt
from engage_desktop.progress import Progress
from engage_desktop.wording import tr

Document = dict[str, object]

_BREAKS = re.compile("[\t\n\r\v\f\x1c-\x1e\x85\u2028\u2029]+")
_HALVES = "engage-halves"
_REFRESH = 0.1  # seconds between two pictures of the progress line
_GAP = "  "
_LINE = 60  # characters of the progress line


def speak_utf8() -> None:
    """Have both outputs speak UTF-8 whatever the locale."""
    codecs.register_error(_HALVES, _whole)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors=_HALVES)


def _whole(error: UnicodeError) -> tuple[str | bytes, int]:
    """The bytes of a file's name that the locale could not read, when they are UTF-8; else « ? »."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    halves = error.object[error.start : error.end]
    try:
        named = halves.encode("utf-8", "surrogateescape")
        named.decode("utf-8")
    except UnicodeError:
        return "?" * len(halves), error.end
    return named, error.end


def say(text: str = "") -> None:
    """One line on standard output."""
    if sys.stdout is not None:  # a windowed application may have none
        sys.stdout.write(text + "\n")


def flush() -> None:
    """Have what was said so far reach the reader."""
    if sys.stdout is not None:
        sys.stdout.flush()


def note(text: str) -> None:
    """One line on standard error."""
    if sys.stderr is not None:
        sys.stderr.write(plain(text) + "\n")
        sys.stderr.flush()


def refuse(error: EngageError) -> None:
    """The one line of an error."""
    note(sentence(error))


def sentence(error: EngageError) -> str:
    """What happened, where, what to do."""
    from engage_desktop.wording.errors import sentence as words

    return words(error)


def plain(text: str) -> str:
    """`text` on one line, without what a terminal would obey: control characters are shown, not sent."""
    return "".join(_shown(letter) for letter in _BREAKS.sub(" ", text))


def _shown(letter: str) -> str:
    point = ord(letter)
    if point < 0x20:
        return chr(0x2400 + point)
    return "␡" if 0x7F <= point < 0xA0 else letter


def document(content: Document) -> None:
    """The one JSON document of a call."""
    say(json.dumps(content, ensure_ascii=False, allow_nan=False, indent=2))


def document_of_many(content: Document, key: str, items: Iterable[Document]) -> None:
    """A JSON document whose list `key`, too long to be held, is written as it comes."""
    head = json.dumps(content, ensure_ascii=False, allow_nan=False)
    say(f"{head[:-1]}{', ' if content else ''}{json.dumps(key)}: [")
    before = ""
    for item in items:
        if before:
            say(before + ",")
        before = json.dumps(item, ensure_ascii=False, allow_nan=False)
    if before:
        say(before)
    say("]}")


def table(
    headers: Sequence[str], rows: Sequence[Sequence[str]], *, right: frozenset[int] = frozenset()
) -> None:
    """Aligned columns under their headers; those numbered in `right` are aligned on the right."""
    lines = [tuple(headers), *(tuple(plain(cell) for cell in row) for row in rows)]
    widths = [max(len(line[at]) for line in lines) for at in range(len(headers))]
    for line in lines:
        cells = [
            cell.rjust(width) if at in right else cell.ljust(width)
            for at, (cell, width) in enumerate(zip(line, widths, strict=True))
        ]
        say(_GAP.join(cells).rstrip())


@contextlib.contextmanager
def showing() -> Iterator[Progress]:
    """Progress told on standard error, on a terminal only; the line is wiped at the end."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield Progress()
        return
    told = _Told()
    try:
        yield Progress(told)
    finally:
        sys.stderr.write("\r" + " " * _LINE + "\r")
        sys.stderr.flush()


class _Told:
    """One line, written over itself at most ten times a second."""

    def __init__(self) -> None:
        self._last = 0.0

    def __call__(self, done: int, total: int, label: str) -> None:
        now = time.monotonic()
        if now - self._last < _REFRESH:
            return
        self._last = now
        from engage_desktop.wording.typography import integer, percent

        amount = f"{percent(done / total)} ({integer(done)} / {integer(total)})" if total else ""
        said = f"{_stages().get(label, tr('En cours…'))} {amount}"
        sys.stderr.write("\r" + said[:_LINE].ljust(_LINE))
        sys.stderr.flush()


def _stages() -> dict[str, str]:
    return {
        "recognising": tr("Reconnaissance…"),
        "reading": tr("Lecture…"),
        "importing": tr("Import…"),
        "writing": tr("Écriture…"),
        "search": tr("Index de recherche…"),
        "counting": tr("Comptage…"),
        "scoring": tr("Sentiment…"),
        "words": tr("Lecture des mots…"),
        "worlds": tr("Univers lexicaux…"),
        "coding": tr("Codage…"),
    }


def emotions(felt: Sequence[Felt]) -> list[object]:
    """Emotions of a text with their words, as documents say them."""
    return [{"emotion": each.emotion.value, "words": list(each.words)} for each in felt]
