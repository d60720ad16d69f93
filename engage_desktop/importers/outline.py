"""What the beginning of a JSON text shows of its tree, even when the text is cut or the tree is huge."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

_TOKEN = re.compile(
    r'"(?P<text>(?:[^"\\]|\\.)*+)"|(?P<mark>[{}\[\],:])|(?P<plain>[^\s{}\[\],:"]+)', re.DOTALL
)
_DEEPEST = 12
_MOST_PATHS = 2000
_SHORT = 200
_ASSIGNMENT = re.compile(r"^\ufeff?\s*(?P<name>[A-Za-z_$][\w.$]*(?:\[[^\]]{1,80}\])?)\s*=\s*(?=[\[{])")


@dataclass(frozen=True, slots=True)
class Outline:
    """The shape of a JSON text.

    `root` is "object", "array", "lines" (one value per line) or "" (no JSON). `paths` are the keys met, such as
    "messages[].sender_name" ("[]." begins those of a root array); `values` the first short text or number found at
    a path; `assigned` the name that a script gives to the tree (« window.YTD.tweets.part0 = »).
    """

    root: str = ""
    paths: frozenset[str] = frozenset()
    values: tuple[tuple[str, str], ...] = ()
    assigned: str = ""

    def has(self, *paths: str) -> bool:
        """Whether every one of `paths` was met."""
        return self.paths.issuperset(paths)

    def has_any(self, *paths: str) -> bool:
        """Whether one of `paths` was met."""
        return not self.paths.isdisjoint(paths)

    def value(self, path: str) -> str:
        """The first text or number at `path`, or ""."""
        return next((value for known, value in self.values if known == path), "")

    def within(self) -> Outline:
        """The outline of one item, when the root is an array or lines; the same one otherwise."""
        if self.root == "array":
            return Outline("object", _cut(self.paths), tuple(_cut_pairs(self.values)), self.assigned)
        return self


def outline_of(text: str) -> Outline:
    """The outline of `text`; `Outline()` when it does not begin as JSON."""
    assignment = _ASSIGNMENT.match(text)
    start = assignment.end() if assignment else 0
    bare = text[start:].lstrip("\ufeff \t\r\n")
    if not bare.startswith(("{", "[")):
        return Outline()
    seen = _Seen()
    for match in _TOKEN.finditer(bare):
        if not seen.take(match):
            break
    if not seen.sound:
        return Outline()
    root = "array" if bare[0] == "[" else "object"
    if root == "object" and seen.roots > 1:
        root = "lines"
    name = assignment["name"] if assignment else ""
    return Outline(root, frozenset(seen.paths), tuple(seen.values.items()), name)


class _Seen:
    """Walks over tokens, keeping the path of keys."""

    def __init__(self) -> None:
        self.paths: set[str] = set()
        self.values: dict[str, str] = {}
        self.roots = 0
        self.sound = True
        self._stack: list[tuple[str, str]] = []  # the mark that opened, and the path inside
        self._key = ""
        self._awaits_value = False

    def take(self, match: re.Match[str]) -> bool:
        """Take one token; False when nothing more can be learnt."""
        mark = match["mark"]
        if mark:
            return self._mark(mark)
        if not self._stack:
            self.sound = self.roots > 0
            return False
        opened, path = self._stack[-1]
        if opened == "{" and not self._awaits_value:
            self._key = f"{path}.{match['text'] or ''}" if path else match["text"] or ""
            if len(self._stack) <= _DEEPEST and len(self._key) <= _SHORT:
                self.paths.add(self._key)
            return len(self.paths) < _MOST_PATHS
        value = match["text"] if match["text"] is not None else match["plain"]
        where = self._key if opened == "{" else path
        if len(value) <= _SHORT and where not in self.values:
            self.values[where] = value
        return True

    def _mark(self, mark: str) -> bool:
        if mark in "{[":
            return self._open(mark)
        if not self._stack:
            return True
        if mark == ":":
            self._awaits_value = True
        elif mark == ",":
            self._awaits_value = False
        else:
            self._stack.pop()
            self._awaits_value = False
        return True

    def _open(self, mark: str) -> bool:
        if not self._stack:
            self.roots += 1
            path = ""
        else:
            opened, above = self._stack[-1]
            path = self._key if opened == "{" else above
        self._stack.append((mark, f"{path}[]" if mark == "[" else path))
        self._awaits_value = False
        return len(self._stack) < 200


def _cut(paths: Iterable[str]) -> frozenset[str]:
    return frozenset(path[3:] for path in paths if path.startswith("[]."))


def _cut_pairs(pairs: Iterable[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    return ((path[3:], value) for path, value in pairs if path.startswith("[]."))
