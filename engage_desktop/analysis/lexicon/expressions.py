"""Expressions of several words, found by walking a tree of words: the longest one wins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from engage_desktop.analysis.lexicon.tokens import TOKEN, fold, plain
from engage_desktop.models.lexicon import Meaning

GAP = "~"
_WIDEST_GAP = 3
Keys = tuple[str, ...]


@dataclass(slots=True)
class Node:
    """A place in the tree: the words that may follow, and what the words so far mean."""

    next: dict[str, Node] = field(default_factory=dict)
    prefixes: list[tuple[str, Node]] = field(default_factory=list)
    gap: Node | None = None
    meaning: Meaning | None = None


def words_of(entry: str) -> list[str]:
    """The words of an entry as its text would be cut."""
    found: list[str] = []
    for word in entry.split():
        if word == GAP or word.endswith("*"):
            found.append(word)
        else:
            found += TOKEN.findall(word)
    return found


def planted(meanings: Sequence[Meaning]) -> Node:
    """The tree of these expressions; of two that are alike the first stays."""
    root = Node()
    for meaning in meanings:
        node = root
        for word in words_of(meaning.words):
            node = _after(node, word)
        if node.meaning is None and node is not root:
            node.meaning = meaning
    return root


def _after(node: Node, word: str) -> Node:
    if word == GAP:
        node.gap = node.gap or Node()
        return node.gap
    key = fold(plain(word))
    if key.endswith("*"):
        known = next((each for prefix, each in node.prefixes if prefix == key[:-1]), None)
        if known is None:
            known = Node()
            node.prefixes.append((key[:-1], known))
        return known
    return node.next.setdefault(key, Node())


def starts(root: Node, keys: Keys) -> tuple[Node, ...]:
    """Where a first word of these keys leads."""
    return tuple(_following(root, keys))


def seconds(nodes: Sequence[Node]) -> frozenset[str] | None:
    """The second words of the expressions that these nodes begin; None when any word may be one."""
    if any(node.prefixes or node.gap is not None for node in nodes):
        return None
    return frozenset(key for node in nodes for key in node.next)


def _following(node: Node, keys: Keys) -> list[Node]:
    found = [node.next[key] for key in keys if key in node.next]
    if node.prefixes and keys:
        found += [each for prefix, each in node.prefixes if keys[0].startswith(prefix)]
    return found


Found = tuple[int, Meaning]


def longest(nodes: Sequence[Node], keys: Sequence[Keys], at: int) -> Found | None:
    """The longest expression from `nodes`, already past the word before `at`: (its end, its meaning).

    `keys` ends with an empty one, which no word of an expression is.
    """
    best: Found | None = None
    for node in nodes:
        best = _walk(node, keys, at, best)
    return best


def _walk(node: Node, keys: Sequence[Keys], at: int, best: Found | None) -> Found | None:
    if node.meaning is not None and (best is None or at > best[0]):
        best = (at, node.meaning)
    known = node.next
    if known:
        for key in keys[at]:
            after = known.get(key)
            if after is not None:
                best = _walk(after, keys, at + 1, best)
    if node.prefixes and keys[at]:
        for prefix, after in node.prefixes:
            if keys[at][0].startswith(prefix):
                best = _walk(after, keys, at + 1, best)
    if node.gap is not None:
        best = _past_gap(node.gap, keys, at, best)
    return best


def _past_gap(node: Node, keys: Sequence[Keys], at: int, best: Found | None) -> Found | None:
    """The nearest end of an expression whose words may stand up to three words further, in the same clause."""
    for start in range(at, at + _WIDEST_GAP + 1):
        if not keys[start]:  # punctuation, or the end
            break
        for after in _following(node, keys[start]):
            found = _walk(after, keys, start + 1, None)
            if found is not None:
                return found if best is None or found[0] > best[0] else best
    return best
