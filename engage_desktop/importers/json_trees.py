"""JSON read with bounds, ids kept as text: the trees that adapters flatten.

Numbers stay as they are written (an identifier of nineteen digits would lose its last ones), so a leaf is a text, a
boolean or None. A doubled key keeps its last value, but a list is never lost to it: two lists are joined, and a list
wins over anything else.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn, TextIO

from engage_desktop.errors import EngageError, Reason
from engage_desktop.importers.delimited import open_text
from engage_desktop.progress import Progress

Tree = dict[str, "Tree"] | list["Tree"] | str | bool | None

LARGEST = 64 << 20  # bytes of a tree, or characters of one value, that is read whole
_CHUNK = 1 << 20  # characters read at a time when a list is walked
_LONGEST_LINE = 16 << 20  # characters of one line of JSON lines
_DEEPEST = 100
_ASSIGNMENT = re.compile(r"^\s*[A-Za-z_$][\w.$]*(?:\[[^\]]{1,80}\])?\s*=\s*(?=[\[{])")
_BEGINNING = 256  # characters that hold the name which a script gives
_BLANKS = re.compile(r"[ \t\r\n]*")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def load(path: Path, encoding: str, *, progress: Progress | None = None) -> Tree:
    """The tree in `path`, a name given to it by a script left out.

    Raises `EngageError`: FILE_TOO_LARGE, FILE_DAMAGED (with the line), MAPPING_INVALID (an encoding that is none).
    """
    if path.stat().st_size > LARGEST:
        raise EngageError(Reason.FILE_TOO_LARGE, where=str(path), limit=LARGEST >> 20, unit="MiB")
    if progress is not None:
        progress.step(0, 0, "reading")
    with open_text(path, encoding) as file:
        text = file.read().lstrip("\ufeff")
    return _parsed(_ASSIGNMENT.sub("", text, count=1).rstrip(" \t\r\n;"), str(path), 0)


def walk(
    path: Path, encoding: str, listed: str, *, progress: Progress | None = None
) -> Iterator[tuple[str, Tree]]:
    """Each key of the root object with its value, the items of the list `listed` one by one: a file of any size.

    The items of a root list come under "". Raises as `load` does, when it gets there.
    """
    with open_text(path, encoding) as file:
        yield from _Walk(file, str(path), progress).pairs(listed)


class _Walk:
    """A JSON text read by pieces: only one value is held at a time."""

    def __init__(self, file: TextIO, where: str, progress: Progress | None) -> None:
        self._file, self._where, self._progress = file, where, progress
        self._buffer, self._at, self._over, self._done = "", 0, False, 0
        self._decoder = json.JSONDecoder(
            strict=False, parse_int=str, parse_float=str, parse_constant=str, object_pairs_hook=_object
        )

    def pairs(self, listed: str) -> Iterator[tuple[str, Tree]]:
        """What `walk` gives."""
        while len(self._buffer) < _BEGINNING and not self._over:
            self._more()
        self._buffer = self._buffer.lstrip("\ufeff")
        assignment = _ASSIGNMENT.match(self._buffer)
        self._at = assignment.end() if assignment else 0
        if self._next() == "[":
            yield from (("", item) for item in self._items())
            return
        self._expect("{")
        while self._next() != "}":
            key = self._value()
            self._expect(":")
            if key == listed and self._next() == "[":
                yield from ((listed, item) for item in self._items())
            else:
                yield str(key), self._value()
            if self._next() != "}":
                self._expect(",")

    def _items(self) -> Iterator[Tree]:
        self._expect("[")
        while self._next() != "]":
            yield self._value()
            self._done += 1
            if self._progress is not None and self._done % 1000 == 0:
                self._progress.step(self._done, 0, "reading")
            if self._next() != "]":
                self._expect(",")
        self._expect("]")

    def _value(self) -> Tree:
        self._next()
        while True:
            found: Tree = None
            try:
                found, end = self._decoder.raw_decode(self._buffer, self._at)
            except RecursionError:
                raise _damaged(self._where, "JSON") from None
            except ValueError:
                if self._over:
                    raise _damaged(self._where, "JSON") from None
                end = len(self._buffer)
            if end - self._at > LARGEST:
                raise EngageError(Reason.FILE_TOO_LARGE, where=self._where, limit=LARGEST >> 20, unit="MiB")
            if end == len(self._buffer) and not self._over:
                self._more()  # it is not all there, or is a number that may go on
                continue
            self._at = end
            _check_depth(found, self._where)
            return found

    def _next(self) -> str:
        """The next character that is no blank, not yet taken."""
        while True:
            match = _BLANKS.match(self._buffer, self._at)
            self._at = match.end() if match else self._at
            if self._at < len(self._buffer):
                return self._buffer[self._at]
            if self._over:
                raise _damaged(self._where, "JSON")
            self._more()

    def _expect(self, mark: str) -> None:
        if self._next() != mark:
            raise _damaged(self._where, "JSON")
        self._at += 1

    def _more(self) -> None:
        """Read on; what was taken is forgotten, and a long value doubles what is read at once."""
        rest = self._buffer[self._at :]
        piece = self._file.read(max(_CHUNK, len(rest)))
        self._over = not piece
        self._buffer, self._at = rest + piece, 0


def lines(path: Path, encoding: str, *, progress: Progress | None = None) -> Iterator[tuple[int, Tree]]:
    """Each value of a file of JSON lines with its 1-based line, blank lines left out."""
    with open_text(path, encoding) as file:
        number = 0
        while line := file.readline(_LONGEST_LINE):
            number += 1
            if len(line) == _LONGEST_LINE and not line.endswith("\n"):
                raise EngageError(
                    Reason.FILE_TOO_LARGE, where=str(path), limit=_LONGEST_LINE >> 20, unit="MiB", row=number
                )
            if progress is not None and number % 1000 == 0:
                progress.step(number, 0, "reading")
            bare = line.strip("\ufeff \t\r\n")
            if bare:
                yield number, _parsed(bare, str(path), number)


def is_lines(path: Path, encoding: str) -> bool:
    """Whether the first line of `path` is a whole JSON value and the next one begins another."""
    with open_text(path, encoding) as file:
        first = file.readline(_LONGEST_LINE).strip("\ufeff \t\r\n")
        second = file.read(64).strip()
    if not first.startswith("{") or (second and not second.startswith("{")):
        return False
    try:
        json.loads(first)
    except (ValueError, RecursionError):
        return False
    return True


def pages(path: Path, encoding: str, *, progress: Progress | None = None) -> Iterator[tuple[int, Tree]]:
    """The values of a file that holds one tree, or one tree a line, with their 1-based lines."""
    if is_lines(path, encoding):
        yield from lines(path, encoding, progress=progress)
    else:
        yield 1, load(path, encoding, progress=progress)


def _parsed(text: str, where: str, line: int) -> Tree:
    try:
        tree: Tree = json.loads(
            text, strict=False, parse_int=str, parse_float=str, parse_constant=str, object_pairs_hook=_object
        )
    except json.JSONDecodeError as error:
        raise _damaged(where, f"JSON, {line or error.lineno}") from None
    except (ValueError, RecursionError):
        raise _damaged(where, "JSON") from None
    _check_depth(tree, where)
    return tree


def _damaged(where: str, detail: str) -> EngageError:
    return EngageError(Reason.FILE_DAMAGED, where=where, detail=detail)


def _object(pairs: list[tuple[str, Tree]]) -> dict[str, Tree]:
    made = dict(pairs)
    if len(made) == len(pairs):
        return made
    kept: dict[str, Tree] = {}
    for key, value in pairs:
        before = kept.get(key)
        if isinstance(before, list):
            kept[key] = [*before, *value] if isinstance(value, list) else before
        else:
            kept[key] = value
    return kept


def _check_depth(tree: Tree, where: str) -> None:
    """Refuse a tree deeper than any tool writes, before something walks down it."""
    level: list[Tree] = [tree]
    for _ in range(_DEEPEST):
        level = [
            child
            for each in level
            if isinstance(each, dict | list)
            for child in (each.values() if isinstance(each, dict) else each)
            if isinstance(child, dict | list)
        ]
        if not level:
            return
    _too_deep(where)


def _too_deep(where: str) -> NoReturn:
    raise _damaged(where, f"JSON > {_DEEPEST}")


# ── looking into a tree ──


def at(tree: Tree, *keys: str) -> Tree:
    """What lies under `keys`, or None."""
    for key in keys:
        if not isinstance(tree, dict):
            return None
        tree = tree.get(key)
    return tree


def text(tree: Tree, *keys: str) -> str:
    """The text or number under `keys`, control characters out, "" for anything else."""
    found = at(tree, *keys)
    return _CONTROL.sub("", found) if isinstance(found, str) else ""


def first_text(tree: Tree, *keys: str) -> str:
    """The first of several keys that holds a text."""
    return next((said for key in keys if (said := text(tree, key))), "")


def items(tree: Tree, *keys: str) -> list[Tree]:
    """The list under `keys`, [] for anything else."""
    found = at(tree, *keys)
    return found if isinstance(found, list) else []


def is_true(tree: Tree, *keys: str) -> bool:
    """Whether `true` lies under `keys`."""
    return at(tree, *keys) is True
