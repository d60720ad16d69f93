"""Which question here is one of the other study: the same wording, kind and scale, else the same one reworded."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from engage_desktop.models.names import folded, free_code
from engage_desktop.models.surveys import Question
from engage_desktop.store.questions import columns_of as plain_columns


@dataclass(frozen=True, slots=True)
class Candidate:
    """A question of ours; one put aside is `aside`, one that only an import taken back made is not `seen`."""

    id: int
    code: str
    kind: str
    label: str
    scale: tuple[int | None, int | None]
    parent: int | None
    aside: bool
    seen: bool

    @classmethod
    def of(cls, row: sa.Row[Any], *, seen: bool) -> Candidate:
        """The row of a question."""
        return cls(
            row.id, row.code, row.kind, row.label, (row.scale_low, row.scale_high), row.parent_id,
            row.deleted_at is not None, seen,
        )  # fmt: skip


def matched(
    questions: Sequence[Question],
    rows: Sequence[Candidate],
    once: Callable[[Question, Candidate], bool],
    *,
    lineage: bool,
) -> dict[int, Candidate]:
    """For each of the other's questions that is here, by its id, ours.

    With `lineage` both surveys were one once; `once` then says whether two wordings were one before somebody
    changed it on either side.
    """
    labels = {int(each.id): folded(each.label) for each in questions}
    ours = {row.id: folded(row.label) for row in rows}
    found: dict[int, Candidate] = {}
    taken: set[int] = set()

    def alike(question: Question, row: Candidate) -> bool:
        scale = question.scale
        if row.kind != question.kind.value or row.scale != (
            (scale.low, scale.high) if scale else (None, None)
        ):
            return False
        mine = labels.get(int(question.parent)) if question.parent is not None else None
        same = lineage and row.parent == question.parent
        return same or mine == (ours.get(row.parent) if row.parent is not None else None)

    def worded(question: Question, row: Candidate) -> bool:
        return not row.aside and alike(question, row) and ours[row.id] == labels[int(question.id)]

    def same_code(question: Question, row: Candidate) -> bool:
        return worded(question, row) and row.code.lower() == question.code.lower()

    def reworded(question: Question, row: Candidate) -> bool:
        if not (
            lineage and row.id == question.id and row.kind == question.kind.value and alike(question, row)
        ):
            return False
        if row.aside:
            return row.code.partition("~")[0].lower() == question.code.lower()
        return row.code.lower() == question.code.lower() and once(question, row)

    for rule in (same_code, worded, reworded):
        for question in questions:
            if int(question.id) in found:
                continue
            row = next((each for each in rows if each.id not in taken and rule(question, each)), None)
            if row is not None:
                found[int(question.id)] = row
                taken.add(row.id)
    return found


def columns_of(question: Question, taken: Sequence[str], codes: dict[str, str]) -> dict[str, Any]:
    """The columns of a question made here: a code that is free, its condition on the question as it is called here."""
    values: dict[str, Any] = plain_columns(question)
    values["code"] = free_code(question.code, taken)
    if values["condition"]:
        said = json.loads(values["condition"])
        said["code"] = codes.get(said["code"], said["code"])
        values["condition"] = json.dumps(said, ensure_ascii=False)
    return values
