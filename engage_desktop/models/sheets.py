"""A table on its way out of a study: headers and rows, read once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

Cell = str | int | float | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: its name, its headers, and its rows as long as the headers."""

    name: str
    headers: tuple[str, ...]
    rows: Iterable[tuple[Cell, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heads:
    """The words of the headers, given by whoever knows the language."""

    verbatims: str
    responses: str
    indicators: str
    codebook: str
    aspects: str
    reference: str
    text: str
    kind: str
    participant: str
    date: str
    survey: str
    wave: str
    question: str
    channel: str
    language: str
    nps: str
    sentiment: str
    polarity: str
    corrected: str
    emotions: str
    codes: str
    flagged: str
    memo: str
    file: str
    row: str
    yes: str
    indicator: str
    group: str
    unit: str
    base: str
    set_aside: str
    value: str
    low: str
    high: str
    code: str
    path: str
    color: str
    key: str
    description: str
    count: str
    aspect: str
    share: str
    negatives: str
    neutrals: str
    positives: str
    nps_with: str
    nps_without: str
    nps_gap: str
    gap_low: str
    gap_high: str
    dont_know: str
    not_applicable: str
    refused: str
    written: str  # what the file wrote beyond the value
    date_written: str
    question_written: str  # the same of a question, its wording in {question}
    counters: tuple[tuple[str, str], ...]  # the word of each counter
