"""Which words are said together: pairs tested by G², the tree of the strongest links, places to draw them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from engage_desktop.analysis import keyness

Ints = npt.NDArray[np.int64]
Numbers = npt.NDArray[np.float64]
STRONG = 10.83  # G² at 0.1 %
_EXTRA = 0.5  # links beside the tree, for each word
_ROUNDS = 300


@dataclass(frozen=True, slots=True)
class Link:
    """Two words (places in the list given), how many units hold both, and how much more than by chance."""

    first: int
    second: int
    together: int
    g2: float
    jaccard: float
    in_tree: bool


def pairs(held: Any, units: int) -> tuple[Ints, Numbers, Numbers]:
    """For the words of `held` (units × words of ones): units that hold both, signed G², Jaccard's index."""
    together = np.asarray((held.T @ held).todense(), dtype=np.int64)
    counts = np.diag(together).copy()
    a = together
    b, c = counts[:, None] - a, counts[None, :] - a
    # the first word among the units of the second, against the others
    statistic = np.zeros(a.shape)
    for column in range(len(counts)):
        statistic[:, column] = keyness.g2(
            a[:, column], int(counts[column]), b[:, column], units - int(counts[column])
        )
    union = a + b + c
    jaccard = np.divide(a, union, out=np.zeros(a.shape), where=union > 0)
    return together, statistic, jaccard


def linked(held: Any, units: int, *, least: int, most: int) -> Ints:
    """The first `most` words (columns, by rank) that a link joins to another of them."""
    together, statistic, _ = pairs(held, units)
    good = (together >= least) & (statistic >= STRONG)
    np.fill_diagonal(good, False)
    kept = np.flatnonzero(good.any(axis=1))
    while len(kept) > most:
        kept = kept[:most]
        inside = good[np.ix_(kept, kept)].any(axis=1)
        others = np.setdiff1d(np.flatnonzero(good[:, kept].any(axis=1)), kept)
        if inside.all() or not len(others):
            break
        kept = np.sort(np.concatenate([kept[inside], others[: int((~inside).sum())]]))
        break
    return kept[:most]


def links(held: Any, units: int, *, least: int, by: str = "g2", extra: float = _EXTRA) -> tuple[Link, ...]:
    """The maximum spanning tree of the links said `least` times, and the strongest links beside it.

    `by` is "g2" or "jaccard"; a link that chance explains (G² under 0.1 %) is none.
    """
    together, statistic, jaccard = pairs(held, units)
    weight = statistic if by == "g2" else jaccard
    n = len(weight)
    at, to = np.triu_indices(n, 1)
    good = (together[at, to] >= least) & (statistic[at, to] >= STRONG)
    at, to = at[good], to[good]
    order = np.argsort(-weight[at, to], kind="stable")
    root = list(range(n))
    found: list[Link] = []
    others = round(extra * n)
    for place in order.tolist():
        i, j = int(at[place]), int(to[place])
        one, two = _root(root, i), _root(root, j)
        if one == two and others <= 0:
            continue
        if one == two:
            others -= 1
        root[two] = one
        found.append(
            Link(i, j, int(together[i, j]), float(statistic[i, j]), float(jaccard[i, j]), one != two)
        )
    return tuple(found)


def _root(root: list[int], place: int) -> int:
    while root[place] != place:
        place = root[place]
    return place


def layout(nodes: int, edges: tuple[tuple[int, int, float], ...], *, ratio: float = 1.8) -> Numbers:
    """Places in the unit square, by stress majorisation of the distances along the links.

    `edges` are pairs with a length (shorter is nearer); `ratio` is the width of the picture over its height. The
    same graph gives the same picture. Parts that no link joins stand side by side.
    """
    if nodes == 0:
        return np.zeros((0, 2))
    distance = _distances(nodes, edges)
    place = _start(distance)
    weight = 1 / np.maximum(distance, 1e-6) ** 2
    np.fill_diagonal(weight, 0)
    total = weight.sum(axis=1)
    for _ in range(_ROUNDS):
        gap = place[:, None, :] - place[None, :, :]
        length = np.sqrt((gap**2).sum(axis=2))
        scale = np.divide(distance, length, out=np.zeros_like(distance), where=length > 1e-9)
        moved = (weight[:, :, None] * (place[None, :, :] + scale[:, :, None] * gap)).sum(axis=1)
        place = moved / np.maximum(total[:, None], 1e-9)
    return _spread(_squared(place), ratio)


def _distances(nodes: int, edges: tuple[tuple[int, int, float], ...]) -> Numbers:
    from scipy.sparse import csr_matrix
    from scipy.sparse.csgraph import shortest_path

    rows = [each[0] for each in edges]
    columns = [each[1] for each in edges]
    lengths = [each[2] for each in edges]
    graph = csr_matrix((lengths, (rows, columns)), shape=(nodes, nodes))
    found = shortest_path(graph, directed=False)
    finite = found[np.isfinite(found)]
    apart = float(finite.max()) * 0.4 if len(finite) and finite.max() > 0 else 1.0
    found[~np.isfinite(found)] = apart
    clean: Numbers = found
    return clean


def _start(distance: Numbers) -> Numbers:
    """Classical scaling; a small turn keeps words in the same place apart."""
    n = len(distance)
    centre = np.eye(n) - 1 / n
    values, vectors = np.linalg.eigh(-0.5 * centre @ distance**2 @ centre)
    best = vectors[:, -2:] * np.sqrt(np.maximum(values[-2:], 1e-9))
    best = best * np.sign(best[np.abs(best).argmax(axis=0), range(best.shape[1])])
    if best.shape[1] < 2:
        best = np.column_stack([best, np.zeros(n)])
    angle = 2.399963 * np.arange(n)
    spread = 0.02 * (distance.max() or 1.0)
    found: Numbers = best + spread * np.column_stack([np.cos(angle), np.sin(angle)])
    return found


def _squared(place: Numbers) -> Numbers:
    low, high = place.min(axis=0), place.max(axis=0)
    found: Numbers = (place - low) / np.where(high - low > 1e-9, high - low, 1.0)
    return found


def _spread(place: Numbers, ratio: float) -> Numbers:
    """Push words that are too near apart, then fill the square again."""
    n = len(place)
    if n < 2:
        return np.full((n, 2), 0.5)
    wide = np.array([ratio, 1.0])
    here = place * wide
    near = 0.62 * float(np.sqrt(ratio / n))
    for _ in range(80):
        gap = here[:, None, :] - here[None, :, :]
        # names are written beside words: they want more room across than down
        length = np.sqrt(((gap * np.array([0.75, 1.25])) ** 2).sum(axis=2))
        np.fill_diagonal(length, np.inf)
        push = np.where(length < near, (near - length) / 2, 0.0)
        direction = gap / np.maximum(length, 1e-6)[:, :, None]
        here = here + 0.5 * (push[:, :, None] * direction).sum(axis=1)
    return _squared(here)
