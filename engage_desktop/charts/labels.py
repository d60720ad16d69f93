"""The words and number formats of a chart, given by the caller: charts know no language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from engage_desktop.models.indicators import Comparison, Interval, TrendPoint


class Headed(Protocol):
    """What any chart says around what it draws."""

    @property
    def title(self) -> str:
        """What, or in a report the finding."""

    @property
    def subtitle(self) -> str:
        """Base and method."""

    @property
    def note(self) -> str:
        """At the foot: base, period, wording of the question."""

    @property
    def no_data(self) -> str:
        """« n/d »."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Labels:
    """Everything written on a chart; `title` says what (in a report: the finding), `subtitle` base and method."""

    title: str
    subtitle: str = ""
    note: str = ""  # at the foot: base, period, wording of the question
    value: Callable[[float], str]  # a figure of the indicator: « +21 », « 71,8 % », « 5,2 »
    tick: Callable[[float], str]  # the same on an axis: « +20 »
    score: Callable[[float], str]  # a mean on its scale: « 4,1 »
    percent: Callable[[float], str]  # a share in [0, 100]: « 23 % »
    integer: Callable[[int], str]  # « 1 204 »
    base: Callable[[int], str]  # « n = 212 »
    interval: Callable[[Interval], str]  # « IC 95 % [+17 ; +26] », in the unit of the indicator
    share_interval: Callable[[Interval], str]  # of a share in [0, 100]: « [69,2 % ; 74,3 %] »
    margin: Callable[[float], str]  # half a width: « ± 8 »
    period: Callable[[TrendPoint], str]  # « sept. », « T3 2026 »
    change: Callable[[Comparison], str]  # « +7,3 pts » and, on a second line, « significatif, p = 0,030 »
    before: Callable[[Comparison], str]  # where it comes from: « T2 : +14 »
    detractors: str
    passives: str
    promoters: str
    negative: str
    neutral: str
    positive: str
    mixed: str
    inferior: str
    inconclusive: str
    superior: str
    overall: str  # « ensemble »
    fragile: str  # « base faible », n < 30
    hidden: str  # « moins de 5 réponses »
    no_data: str  # « n/d »
    mean: str  # « moyenne »
    satisfied: str  # « satisfaits »
    easy: str  # « facile »
