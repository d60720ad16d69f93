"""The account of a merge: everything read of the other study ends in exactly one of four ways."""

from __future__ import annotations

from engage_desktop.models.merging import MergeCount, MergeKind
from engage_desktop.models.sources import RowProblem


class Account:
    """Counts as the merge goes; `left_out` has one problem for each thing that was left out."""

    def __init__(self) -> None:
        self.left_out: list[RowProblem] = []
        self.remarks: list[RowProblem] = []
        self._added = dict.fromkeys(MergeKind, 0)
        self._completed = dict.fromkeys(MergeKind, 0)
        self._known = dict.fromkeys(MergeKind, 0)
        self._left = dict.fromkeys(MergeKind, 0)

    def add(self, kind: MergeKind, n: int = 1) -> None:
        """So many are new here."""
        self._added[kind] += n

    def complete(self, kind: MergeKind, n: int = 1) -> None:
        """So many of ours have more now."""
        self._completed[kind] += n

    def know(self, kind: MergeKind, n: int = 1) -> None:
        """So many were there already."""
        self._known[kind] += n

    def leave(
        self, kind: MergeKind, reason: str, *, at: str = "", row: int = 0, theirs: str = "", ours: str = ""
    ) -> None:
        """One was left out: `at` names the thing, `theirs` is what the other says of it, `ours` what we say."""
        self._left[kind] += 1
        self.left_out.append(RowProblem(row, at, reason, theirs[:200], ours[:200]))

    def remark(self, reason: str, *, at: str = "", row: int = 0, theirs: str = "", ours: str = "") -> None:
        """One that is there says something else in the other study: ours stays."""
        self.remarks.append(RowProblem(row, at, reason, theirs[:200], ours[:200]))

    def added(self, kind: MergeKind) -> int:
        """How many are new."""
        return self._added[kind]

    def counts(self) -> tuple[MergeCount, ...]:
        """What there was to count, kind by kind."""
        found = (
            MergeCount(kind, self._added[kind], self._completed[kind], self._known[kind], self._left[kind])
            for kind in MergeKind
        )
        return tuple(count for count in found if count.read)
