"""Expressions of several words, found by walking a tree of words: the longest one wins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from engage_desktop.analysis.lexicon.tokens import TOKEN, fold, plain
from engage_desktop.models.lexicon import Meaning

GAP = "~"
_WIDEST_GAP = 3
Keys = tuple[str, ...]
Found = tuple[int, Meaning]


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


@dataclass(slots=True)
class State:
    """Every place of the tree that some words lead to at once, in the order in which they would be tried.

    Kept with the states that each next word led to, so that a tree is walked once and then only looked up.
    """

    nodes: tuple[Node, ...]
    meaning: Meaning | None  # of the first place that has one
    next: frozenset[str] | None  # the words that may follow; None: any may
    gapped: bool  # a gap may follow: `longest` must try how far it goes
    last: bool  # nothing may follow
    steps: dict[Keys, State] = field(default_factory=dict)


class Paths:
    """The ways through a tree, one `State` for the same places however they were reached."""

    def __init__(self, root: Node) -> None:
        self._root = root
        self._states: dict[tuple[int, ...], State] = {}

    def start(self, keys: Keys) -> State | None:
        """Where a first word of these keys leads; None when no expression begins with it."""
        return self._state(_following(self._root, keys))

    def longest(self, first: State, keys: Sequence[Keys], at: int) -> Found | None:
        """What `longest` finds from the places of `first`, already past the word before `at`."""
        best = None if first.meaning is None else (at, first.meaning)
        state, start = first, at
        while not state.gapped:
            word = keys[at]
            after = state.steps.get(word)
            if after is None:
                if state.next is not None and state.next.isdisjoint(word):
                    return best
                after = self._step(state, word)
                if after is None:
                    return best
            state = after
            at += 1
            if state.meaning is not None:
                best = (at, state.meaning)
            if state.last:
                return best
        return longest(first.nodes, keys, start)

    def _step(self, state: State, word: Keys) -> State | None:
        after = self._state([each for node in state.nodes for each in _following(node, word)])
        if after is not None:
            state.steps[word] = after
        return after

    def _state(self, nodes: list[Node]) -> State | None:
        if not nodes:
            return None
        name = tuple(map(id, nodes))
        known = self._states.get(name)
        if known is None:
            meaning = next((node.meaning for node in nodes if node.meaning is not None), None)
            gapped = any(node.gap is not None for node in nodes)
            words = frozenset(key for node in nodes for key in node.next)
            free = gapped or any(node.prefixes for node in nodes)
            known = State(tuple(nodes), meaning, None if free else words, gapped, not (free or words))
            self._states[name] = known
        return known


def _following(node: Node, keys: Keys) -> list[Node]:
    found = [node.next[key] for key in keys if key in node.next]
    if node.prefixes and keys:
        found += [each for prefix, each in node.prefixes if keys[0].startswith(prefix)]
    return found


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
