"""Lexical worlds: descending hierarchical classification after Reinert (1983), on texts × words of ones.

Each class is cut in two where the χ² of its table words × halves is largest along the first axis of its
correspondence analysis; then single texts change sides while that χ² grows.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

Ints = npt.NDArray[np.int64]
Numbers = npt.NDArray[np.float64]
SEED = 20261127
_PASSES = 4  # rounds of reallocation
_ITERATIONS = 60  # of the power method
_SMALLEST_SHARE = 0.08


@dataclass(frozen=True, slots=True)
class Cut:
    """A node: the classes below it, and the inertia (χ² / n) of its cut; 0 for a class that was not cut."""

    classes: tuple[int, ...]
    height: float
    children: tuple[Cut, ...] = ()


@dataclass(frozen=True, slots=True)
class Classes:
    """The class of each row (0 upward, -1 for a row without any word) and how they came apart."""

    label: Ints
    tree: Cut | None
    number: int


@dataclass(slots=True, eq=False)
class _Node:
    rows: Ints
    height: float = 0.0
    children: tuple[_Node, ...] = ()
    final: bool = False


def classify(
    held: csr_matrix, classes: int, *, seed: int = SEED, step: Callable[[int], None] = lambda _n: None
) -> Classes:
    """At most `classes` classes of the rows of `held`: the last of its levels."""
    return levels(held, classes, seed=seed, step=step)[-1]


def levels(
    held: csr_matrix, classes: int, *, seed: int = SEED, step: Callable[[int], None] = lambda _n: None
) -> tuple[Classes, ...]:
    """One class, two, three… up to `classes` of the rows of `held`, the largest one cut at each turn.

    No class is under 8 % of the rows (nor under ten), so that there may be fewer levels than asked for.
    """
    used = np.flatnonzero(np.diff(held.indptr) > 0)
    smallest = max(min(10, len(used) // 4), int(_SMALLEST_SHARE * len(used)))
    root = _Node(used)
    leaves = [root]
    found = [_numbered(root, leaves, held.shape[0])]
    while len(leaves) < classes:
        open_ones = [leaf for leaf in leaves if not leaf.final and len(leaf.rows) >= 2 * smallest]
        if not open_ones:
            break
        leaf = max(open_ones, key=lambda each: len(each.rows))
        step(len(leaves))
        halves = _halves(held[leaf.rows], seed=seed, smallest=smallest)
        if halves is None:
            leaf.final = True
            continue
        first, leaf.height = halves
        leaf.children = (_Node(leaf.rows[first]), _Node(leaf.rows[~first]))
        leaves.remove(leaf)
        leaves += leaf.children
        found.append(_numbered(root, leaves, held.shape[0]))
    return tuple(found)


def _numbered(root: _Node, leaves: list[_Node], rows: int) -> Classes:
    """Classes numbered from the most numerous."""
    label = np.full(rows, -1, dtype=np.int64)
    order = sorted(leaves, key=lambda leaf: (-len(leaf.rows), int(leaf.rows[0]) if len(leaf.rows) else 0))
    number = {id(leaf): at for at, leaf in enumerate(order)}
    for leaf in leaves:
        label[leaf.rows] = number[id(leaf)]
    if len(leaves) == 1 and not len(root.rows):
        return Classes(label, None, 0)
    return Classes(label, _cut(root, number), len(leaves))


def _cut(node: _Node, number: dict[int, int]) -> Cut:
    if not node.children:
        return Cut((number[id(node)],), 0.0)
    children = tuple(_cut(child, number) for child in node.children)
    return Cut(tuple(sorted(c for child in children for c in child.classes)), node.height, children)


def _halves(held: csr_matrix, *, seed: int, smallest: int) -> tuple[npt.NDArray[np.bool_], float] | None:
    """Which rows go to the first half, and χ² / n; None when no word tells rows apart.

    Neither half is under `smallest` rows: a first axis often sets a handful of odd texts apart from all.
    """
    totals = np.asarray(held.sum(axis=0)).ravel()
    words = np.flatnonzero(totals >= min(3, max(2, held.shape[0] // 50)))
    part = held[:, words].tocsr()
    sizes = np.diff(part.indptr)
    if part.nnz < 4 or np.count_nonzero(sizes) < 4:
        return None
    axis = _axis(part, seed=seed)
    order = np.argsort(axis, kind="stable")
    first, totals = _best_cut(part, order, smallest), np.asarray(part.sum(axis=0)).ravel()
    _reallocate(part, first, totals, smallest)
    height = _chi2(part, first, totals) / part.nnz
    return first, height


def _axis(part: csr_matrix, *, seed: int) -> Numbers:
    """The first axis of the correspondence analysis, by the power method with the trivial axis taken out."""
    n = float(part.sum())
    rows, columns = np.asarray(part.sum(axis=1)).ravel() / n, np.asarray(part.sum(axis=0)).ravel() / n
    root_r, root_c = np.sqrt(rows), np.sqrt(columns)
    scale_r = np.divide(1, root_r, out=np.zeros_like(root_r), where=root_r > 0)
    scale_c = np.divide(1, root_c, out=np.zeros_like(root_c), where=root_c > 0)
    transposed = part.T.tocsr()
    vector = np.random.default_rng(seed).standard_normal(part.shape[1])
    for _ in range(_ITERATIONS):
        vector -= root_c * (root_c @ vector)
        vector /= np.linalg.norm(vector) or 1.0
        left = scale_r * (part @ (scale_c * vector)) / n
        left -= root_r * (root_r @ left)
        vector = scale_c * (transposed @ (scale_r * left)) / n
    found: Numbers = scale_r * left
    return found


def _best_cut(part: csr_matrix, order: Ints, smallest: int) -> npt.NDArray[np.bool_]:
    """The rows before the place, along `order`, at which the χ² of words × halves is largest."""
    sizes = np.diff(part.indptr)[order]
    entries = part[order].tocsr()
    words = entries.indices.astype(np.int64)
    totals = np.bincount(words, minlength=part.shape[1]).astype(np.float64)
    rank = _ranks(words)
    weight = 1 / totals[words]
    rising = np.concatenate([[0], np.cumsum((2 * rank + 1) * weight)])[entries.indptr[1:]]
    falling = np.concatenate([[0], np.cumsum((2 * (totals[words] - rank) - 1) * weight)])[entries.indptr[1:]]
    inside = np.cumsum(sizes).astype(np.float64)
    n = inside[-1]
    outside = n - inside
    with np.errstate(divide="ignore", invalid="ignore"):
        statistic = n * (rising / inside + (totals.sum() - falling) / outside - 1)
    statistic[(inside == 0) | (outside == 0)] = -1
    rows = np.arange(1, len(order) + 1)
    statistic[(rows < smallest) | (len(order) - rows < smallest)] = -1
    first = np.zeros(len(order), dtype=np.bool_)
    first[order[: int(np.argmax(statistic)) + 1]] = True
    return first


def _ranks(words: Ints) -> Ints:
    """How many times the same word stood before each entry."""
    order = np.argsort(words, kind="stable")
    ordered = words[order]
    starts = np.flatnonzero(np.concatenate([[True], ordered[1:] != ordered[:-1]]))
    lengths = np.diff(np.concatenate([starts, [len(words)]]))
    rank = np.empty(len(words), dtype=np.int64)
    rank[order] = np.arange(len(words)) - np.repeat(starts, lengths)
    return rank


def _sums(part: csr_matrix, rows: npt.NDArray[np.bool_]) -> Numbers:
    found: Numbers = np.asarray(part.T @ rows.astype(np.float64))
    return found


def _chi2(part: csr_matrix, first: npt.NDArray[np.bool_], totals: Numbers) -> float:
    one = _sums(part, first)
    two = totals - one
    n, inside, outside = totals.sum(), one.sum(), two.sum()
    if not inside or not outside:
        return 0.0
    known = totals > 0
    squares = (one[known] ** 2 / inside + two[known] ** 2 / outside) / totals[known]
    return float(n * (squares.sum() - 1))


def _reallocate(part: csr_matrix, first: npt.NDArray[np.bool_], totals: Numbers, smallest: int) -> None:
    """Move to the other half, in place, the rows whose move makes the χ² grow; half the candidates at a time.

    Single moves, as Reinert made, cost a pass per text; moving those that gain, while the whole gains, comes to
    the same halves.
    """
    best = _chi2(part, first, totals)
    for _ in range(_PASSES):
        gain = _gains(part, first, totals)
        candidates = np.flatnonzero(gain > 1e-9)
        candidates = candidates[np.argsort(-gain[candidates], kind="stable")]
        moved = False
        while len(candidates):
            tried = first.copy()
            tried[candidates] = ~tried[candidates]
            now = _chi2(part, tried, totals)
            if now > best and smallest <= tried.sum() <= len(tried) - smallest:
                first[:] = tried
                best, moved = now, True
                break
            candidates = candidates[: len(candidates) // 2]
        if not moved:
            return


def _gains(part: csr_matrix, first: npt.NDArray[np.bool_], totals: Numbers) -> Numbers:
    """By how much the χ² grows when each row alone changes sides."""
    one = _sums(part, first)
    two = totals - one
    n, inside, outside = totals.sum(), one.sum(), two.sum()
    sizes = np.diff(part.indptr).astype(np.float64)
    weight = np.divide(1, totals, out=np.zeros_like(totals), where=totals > 0)
    squares_one, squares_two = float((one**2 * weight).sum()), float((two**2 * weight).sum())
    own_one, own_two, own = part @ (one * weight), part @ (two * weight), part @ weight
    sign = np.where(first, -1.0, 1.0)  # what joins (or leaves) the first half
    after_one = squares_one + sign * 2 * own_one + own
    after_two = squares_two - sign * 2 * own_two + own
    new_inside, new_outside = inside + sign * sizes, outside - sign * sizes
    with np.errstate(divide="ignore", invalid="ignore"):
        after = n * (after_one / new_inside + after_two / new_outside - 1)
    now = n * (squares_one / inside + squares_two / outside - 1)
    found: Numbers = np.where((new_inside > 0) & (new_outside > 0) & (sizes > 0), after - now, 0.0)
    return found


def rand_index(one: Ints, other: Ints) -> float:
    """Adjusted Rand index of two partitions of the same things (Hubert and Arabie 1985)."""
    if len(one) < 2:
        return 1.0
    _, a = np.unique(one, return_inverse=True)
    _, b = np.unique(other, return_inverse=True)
    table = np.zeros((a.max() + 1, b.max() + 1))
    np.add.at(table, (a, b), 1)
    joint, rows, columns = _pairs(table), _pairs(table.sum(axis=1)), _pairs(table.sum(axis=0))
    expected = rows * columns / (len(one) * (len(one) - 1) / 2)
    most = (rows + columns) / 2
    return 1.0 if most == expected else (joint - expected) / (most - expected)


def _pairs(counts: Numbers) -> float:
    return float((counts * (counts - 1) / 2).sum())


def chi2_words(held: Any, label: Ints, number: int) -> Numbers:
    """Signed χ² (one degree of freedom) of each word (row) in each class: above 0 when typical."""
    classified = label >= 0
    n = float(classified.sum())
    member = np.zeros((len(label), number), dtype=np.float32)
    member[np.flatnonzero(classified), label[classified]] = 1
    inside = np.asarray(held.T @ member, dtype=np.float64)
    words = inside.sum(axis=1, keepdims=True)
    sizes = member.sum(axis=0, dtype=np.float64)[None, :]
    other, without = words - inside, sizes - inside
    neither = n - words - sizes + inside
    with np.errstate(divide="ignore", invalid="ignore"):
        cross = inside * neither - other * without
        found = n * cross**2 / (words * (n - words) * sizes * (n - sizes)) * np.sign(cross)
    clean: Numbers = np.nan_to_num(found, nan=0.0, posinf=0.0, neginf=0.0)
    return clean
