"""What two groups of texts say differently: G², hypergeometric specificity, log-odds, false-discovery control."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
PRIOR = 50.0  # how many texts the informative prior weighs
_FAR = 14.0  # deviations beyond which a tail adds nothing to its first term
_Z95 = 1.959963984540054


@dataclass(frozen=True, slots=True)
class LogOdds:
    """Log-odds ratios and their 95 % intervals."""

    value: Numbers
    low: Numbers
    high: Numbers
    z: Numbers


def g2(first: Ints, n_first: int | Ints, second: Ints, n_second: int | Ints) -> Numbers:
    """Log-likelihood ratio of each 2 × 2 table (Dunning 1993), signed: above 0 when the first says it more.

    `first` of `n_first` texts and `second` of `n_second` hold the term: 2 Σ O ln(O / E) over the four cells.
    """
    from scipy.special import xlogy

    a, b = np.asarray(first, dtype=np.float64), np.asarray(second, dtype=np.float64)
    one, two = np.asarray(n_first, dtype=np.float64), np.asarray(n_second, dtype=np.float64)
    c, d = one - a, two - b
    n = np.maximum(one + two, 1.0)
    held, rest = a + b, c + d
    total = np.zeros(len(a))
    for seen, row, column in (
        (a, one, held), (b, two, held), (c, one, rest), (d, two, rest),
    ):  # fmt: skip
        expected = row * column / n
        total += xlogy(seen, np.divide(seen, expected, out=np.ones_like(seen), where=expected > 0))
    both = (one > 0) & (two > 0)  # nothing is compared with nobody
    sign = np.sign(a / np.where(both, one, 1.0) - b / np.where(both, two, 1.0))
    found: Numbers = np.where(both, np.maximum(2 * total, 0.0) * sign, 0.0)
    return found


def chi2_p(statistic: Numbers) -> Numbers:
    """Two-sided probability of a statistic of one degree of freedom."""
    from scipy.special import chdtrc

    found: Numbers = chdtrc(1, np.abs(statistic))
    return found


def specificity(first: Ints, n_first: int, second: Ints, n_second: int) -> Numbers:
    """Signed −log10 of the hypergeometric probability of at least (or at most) so many (Lafon 1980)."""
    n = n_first + n_second
    found = np.zeros(len(first))
    for at, (a, b) in enumerate(zip(np.asarray(first).tolist(), np.asarray(second).tolist(), strict=True)):
        over = a * n >= (a + b) * n_first
        tail = _log_tail(a, a + b, n_first, n, upward=over)
        found[at] = (-tail if over else tail) / np.log(10)
    return found


def _log_tail(a: int, held: int, drawn: int, n: int, *, upward: bool) -> float:
    """Log of the hypergeometric probability of `a` and beyond, summed where it is not yet nothing."""
    from scipy.special import gammaln, logsumexp

    share = drawn / n if n else 0.0
    spread = np.sqrt(held * share * (1 - share) * max(n - held, 0) / max(n - 1, 1))
    far = int(_FAR * spread) + 60
    last = min(held, drawn, a + far) if upward else max(0, drawn - (n - held), a - far)
    k = np.arange(a, last + 1) if upward else np.arange(last, a + 1)

    def choose(of: int, some: npt.NDArray[np.int64] | int) -> Numbers:
        found: Numbers = gammaln(of + 1) - gammaln(some + 1) - gammaln(of - some + 1)
        return found

    return float(logsumexp(choose(held, k) + choose(n - held, drawn - k) - choose(n, drawn)))


def log_odds(first: Ints, n_first: int, second: Ints, n_second: int, *, prior: float = PRIOR) -> LogOdds:
    """Log-odds ratio with an informative Dirichlet prior: each term's own share of all texts, weighing `prior`.

    Monroe, Colaresi and Quinn (2008), equations 15, 19 and 22, counting texts that hold the term.
    """
    a, b = np.asarray(first, dtype=np.float64), np.asarray(second, dtype=np.float64)
    share = np.clip((a + b) / max(n_first + n_second, 1), 1e-12, 1 - 1e-12)
    own, others = prior * share, prior * (1 - share)
    c, d = n_first - a + others, n_second - b + others
    a, b = a + own, b + own
    delta = np.log(a / c) - np.log(b / d)
    deviation = np.sqrt(1 / a + 1 / b + 1 / c + 1 / d)
    return LogOdds(delta, delta - _Z95 * deviation, delta + _Z95 * deviation, delta / deviation)


def discoveries(p: Numbers, *, rate: float) -> npt.NDArray[np.bool_]:
    """Which tests stand when at most `rate` of those that do may be false (Benjamini and Hochberg 1995)."""
    m = len(p)
    if not m:
        return np.zeros(0, dtype=np.bool_)
    order = np.argsort(p, kind="stable")
    passed = np.flatnonzero(p[order] <= rate * np.arange(1, m + 1) / m)
    found = np.zeros(m, dtype=np.bool_)
    if len(passed):
        found[order[: passed[-1] + 1]] = True
    return found


def without_nested(order: Ints, runs: tuple[tuple[int, ...], ...], counts: Ints, *, most: int) -> list[int]:
    """The first `most` of `order`, less the terms that only repeat one kept before.

    A term inside another (or around it) is a repetition when nearly all of its texts are the other's.
    """
    kept: list[int] = []
    for place in order.tolist():
        run = runs[place]
        if not any(_repeats(run, runs[other], int(counts[place]), int(counts[other])) for other in kept):
            kept.append(place)
        if len(kept) == most:
            break
    return kept


def _repeats(run: tuple[int, ...], other: tuple[int, ...], n: int, n_other: int) -> bool:
    if len(run) == len(other):
        return False
    short, long = (run, other) if len(run) < len(other) else (other, run)
    inside = any(long[at : at + len(short)] == short for at in range(len(long) - len(short) + 1))
    return inside and min(n, n_other) >= 0.5 * max(n, n_other)
