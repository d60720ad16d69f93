"""A document of another study as speaker turns, the codes and notes of its text placed on them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from engage_desktop.importers.projects.raw import RawCoding, RawDocument
from engage_desktop.importers.turns import Line, Turn, answering, of_the_session, transcript
from engage_desktop.models.projects import StudyDocument, TurnCoding
from engage_desktop.models.sources import RowProblem, TurnRecord
from engage_desktop.models.speakers import INTERVIEWER, kept_as, names_anybody, shown

_QUOTED = 200


def cut(row: int, document: RawDocument, codes: frozenset[str]) -> StudyDocument:
    """The document, its codings each on a turn, on several, or lost with a reason; `codes` are those known."""
    lines = _lines(document.text)
    heard = transcript([line.line for line in lines])
    turns = _with_coded_heads(list(heard.turns), lines, document)
    ruler = _Ruler(turns, lines)
    kept = dict(kept_as(heard.speakers, heard.asking))
    codings: list[TurnCoding] = []
    lost: list[RowProblem] = []
    passages = 0
    for coding in document.codings:
        problem = coding.problem or ("" if coding.code in codes else "coding_without_code")
        pieces = [] if problem else ruler.pieces(coding, len(document.text))
        if not pieces:
            lost.append(RowProblem(row, document.name, problem or "coding_outside", coding.quote[:_QUOTED]))
            continue
        passages += 1
        codings += [TurnCoding(turn, coding.code, start, end, coding.coder) for turn, start, end in pieces]
    notes: dict[int, list[str]] = {}
    for note in document.notes:
        for turn, _start, _end in ruler.pieces(RawCoding("", note.start, note.end), len(document.text))[:1]:
            notes.setdefault(turn, []).append(note.text)
    people = answering(kept, document.name)
    records = tuple(
        TurnRecord(
            turn.number, shown(turn.speaker, kept.get(turn.speaker, "")), kept.get(turn.speaker) == INTERVIEWER,
            turn.text, turn.heading, turn.start_ms, notes=tuple(notes.get(place, ())), written=turn.speaker,
            participant=people.get(kept.get(turn.speaker, ""), ""),
        )
        for place, turn in enumerate(turns)
    )  # fmt: skip
    told = of_the_session(heard.profile)[0] if people else heard.profile
    attributes = (*((name, value) for name, value in document.attributes), *told)
    return StudyDocument(
        row,
        document.name,
        document.participant
        or ("" if names_anybody(heard.participant) else heard.participant)
        or document.name,
        records,
        tuple(dict.fromkeys(codings)),
        attributes,
        heard.held_on,
        document.memo,
        passages,
        tuple(lost),
    )


@dataclass(frozen=True, slots=True)
class _Placed:
    """A line, and where it begins in the document."""

    line: Line
    at: int


def _lines(text: str) -> list[_Placed]:
    found, at = [], 0
    for number, line in enumerate(text.split("\n"), start=1):
        found.append(_Placed(Line(number, line), at))
        at += len(line) + 1
    return found


def _with_coded_heads(turns: list[Turn], lines: list[_Placed], document: RawDocument) -> list[Turn]:
    """The turns, and a turn without speaker for each title or profile line that somebody coded: no tag is lost."""
    told = {piece.line for turn in turns for piece in turn.pieces} | {turn.number for turn in turns}
    spans: list[tuple[int, int]] = []
    for each in document.codings:
        if each.start is not None and each.end is not None and not each.problem:
            spans.append((each.start, each.end))
    made = list(turns)
    for placed in lines:
        line, end = placed.line, placed.at + len(placed.line.text)
        if line.number in told or not line.text.strip():
            continue
        alone = [(a, b) for a, b in spans if a < end and b > placed.at]
        if any(_only_untold(span, lines, told) for span in alone):
            turn = Turn(line.number, "")
            turn.add(line, line.text)
            turn.clean()
            made.append(turn)
    return sorted(made, key=lambda turn: turn.number)


def _only_untold(span: tuple[int, int], lines: list[_Placed], told: set[int]) -> bool:
    """Whether a passage lies in no turn at all."""
    starts = [placed.at for placed in lines]
    first = max(0, bisect_right(starts, span[0]) - 1)
    for placed in lines[first:]:
        if placed.at >= span[1]:
            return True
        if placed.line.number in told and placed.line.text.strip():
            return False
    return True


class _Ruler:
    """Measures passages of the document in its turns."""

    def __init__(self, turns: Sequence[Turn], lines: Sequence[_Placed]) -> None:
        at = {placed.line.number: placed.at for placed in lines}
        self._turns = turns
        # For each part of a turn: where it begins and ends in the document, and where it begins in the turn.
        self._parts: list[tuple[int, int, int, int]] = []
        self._reach: list[tuple[int, int]] = []
        for place, turn in enumerate(turns):
            inside = -turn.lead
            for piece in turn.pieces:
                start = at[piece.line] + piece.at
                self._parts.append((start, start + piece.length, place, inside))
                inside += piece.length + 1
            self._reach.append((at[turn.number], place))
        self._starts = [part[0] for part in self._parts]

    def pieces(self, coding: RawCoding, length: int) -> list[tuple[int, int | None, int | None]]:
        """For each turn that the passage touches: the turn, and the passage in it, None and None for all of it."""
        start, end = (0, length) if coding.start is None or coding.end is None else (coding.start, coding.end)
        found: dict[int, tuple[int, int]] = {}
        first = max(0, bisect_right(self._starts, start) - 1)
        for begins, ends, place, inside in self._parts[first:]:
            if begins >= end:
                break
            low, high = max(begins, start), min(ends, end)
            if low < high:
                known = found.get(place)
                low, high = inside + low - begins, inside + high - begins
                found[place] = (low if known is None else known[0], high)
        made = [self._trimmed(place, low, high) for place, (low, high) in found.items()]
        kept = [each for each in made if each is not None]
        return kept or self._labelled(start, end)

    def _trimmed(self, place: int, low: int, high: int) -> tuple[int, int | None, int | None] | None:
        text = self._turns[place].text
        low, high = max(0, low), min(len(text), high)
        while low < high and text[low].isspace():
            low += 1
        while high > low and text[high - 1].isspace():
            high -= 1
        if low >= high:
            return None
        return (place, None, None) if (low, high) == (0, len(text)) else (place, low, high)

    def _labelled(self, start: int, end: int) -> list[tuple[int, int | None, int | None]]:
        """A passage that holds only the name of a speaker stands for the turn that begins there."""
        place = bisect_right(self._reach, (start, len(self._turns))) - 1
        if place < 0:
            return []
        turn = self._turns[place]
        begins = next((part[0] for part in self._parts if part[2] == place), None)
        near = begins is not None and self._reach[place][0] <= start and end <= begins
        return [(place, None, None)] if near and turn.text else []
