"""The codebook: codes in a tree, their application to verbatims, coders and memos."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import Enum

from engage_desktop.models.ids import CodeId, CoderId, CodingId, MemoId, VerbatimId


@dataclass(frozen=True, slots=True)
class Code:
    """One entry of the codebook.

    `color` is 1 to 8 (sub-codes show their parent's), `key` the digit bound to it ("1"…"9", "0") or "".
    `count` is how many verbatims carry it itself, `total` it or one of its sub-codes.
    """

    id: CodeId
    name: str
    parent: CodeId | None
    color: int
    key: str
    description: str
    position: int
    count: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class Coder:
    """Who codes."""

    id: CoderId
    name: str


@dataclass(frozen=True, slots=True)
class Coding:
    """One application of a code: `start` and `end` in code points, both None for the whole verbatim."""

    id: CodingId
    verbatim: VerbatimId
    code: CodeId
    coder: CoderId
    start: int | None
    end: int | None


class MemoTarget(Enum):
    """What a memo is about."""

    STUDY = "study"
    VERBATIM = "verbatim"
    CODE = "code"
    PARTICIPANT = "participant"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class Memo:
    """A note of the team."""

    id: MemoId
    target: MemoTarget
    target_id: int
    text: str
    coder: CoderId | None
    updated_at: dt.datetime
