"""A document of another study with marks in place of the personal data that it cites, its codings still in place."""

from __future__ import annotations

from dataclasses import replace

from engage_desktop.models.personal import Masking, followed
from engage_desktop.models.projects import StudyDocument, TurnCoding
from engage_desktop.models.sources import RowProblem, TurnRecord


def masked(document: StudyDocument, masking: Masking) -> StudyDocument:
    """`document` as it may come in: its turns, notes, attributes and memo masked, its codings moved."""
    if not masking:
        return document
    texts = [masking.moved(turn.text) for turn in document.turns]
    return replace(
        document,
        turns=tuple(
            _turn(turn, text, masking) for turn, (text, _moves) in zip(document.turns, texts, strict=True)
        ),
        codings=tuple(_moved(each, texts[each.turn][1]) for each in document.codings),
        attributes=tuple((name, masking.text(value)) for name, value in document.attributes),
        memo=masking.text(document.memo),
        lost=tuple(_problem(each, masking) for each in document.lost),
    )


def _turn(turn: TurnRecord, text: str, masking: Masking) -> TurnRecord:
    return replace(turn, text=text, notes=tuple(map(masking.text, turn.notes)))


def _moved(coding: TurnCoding, moves: tuple[tuple[int, int, int], ...]) -> TurnCoding:
    if coding.start is None or coding.end is None or not moves:
        return coding
    start, end = followed(coding.start, coding.end, moves)
    return replace(coding, start=start, end=end)


def _problem(problem: RowProblem, masking: Masking) -> RowProblem:
    return replace(problem, value=masking.text(problem.value))
