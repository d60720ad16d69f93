"""Multiple choices: several labels in one cell, or one label over several columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from engage_desktop.importers.cells import LONGEST, Parser, Refused, clean_text, folded, missing, refused
from engage_desktop.models.sources import AnswerValue, ColumnMapping, Missing
from engage_desktop.models.written import JOINT

_YES = frozenset(
    {"1", "1.0", "oui", "yes", "y", "true", "vrai", "x", "coche", "checked", "selected", "si", "sim", "ja"}
)
_NO = frozenset(
    {"0", "0.0", "non", "no", "n", "false", "faux", "not selected", "unchecked", "nao", "nein", "nee"}
)
_OTHER = re.compile(r"^(?:autre?s?|other)\b")


def is_yes_or_no(cell: str) -> bool:
    """Whether a cell only says that a choice was made or not."""
    plain = folded(cell)
    return plain in _YES or plain in _NO


def is_other(label: str) -> bool:
    """Whether an option is « Autre », with or without « (précisez) »."""
    return _OTHER.match(folded(label)) is not None


def split(cell: str, separator: str) -> Iterator[str]:
    """The parts of a cell, never cut inside parentheses."""
    if separator not in cell:
        yield cell.strip()
        return
    depth, start, position = 0, 0, 0
    while position < len(cell):
        char = cell[position]
        depth = depth + 1 if char == "(" else max(0, depth - 1) if char == ")" else depth
        if depth == 0 and cell.startswith(separator, position):
            yield cell[start:position].strip()
            position += len(separator)
            start = position
            continue
        position += 1
    yield cell[start:].strip()


def greedy(cell: str, separator: str, options: Sequence[str]) -> Iterator[str]:
    """The labels of a cell: the longest known option first, else up to the next separator.

    `options` must be sorted, longest first. Options may themselves hold the separator.
    """
    rest = cell.strip()
    joint = separator.strip() or separator
    while rest:
        option = next((o for o in options if rest.startswith(o) and _ends(rest[len(o) :], joint)), None)
        if option is None:
            option = next(split(rest, separator))
            if not option and not rest.startswith(joint):
                return
        if option:
            yield option
        rest = rest[len(option) :].lstrip()
        if rest.startswith(joint):
            rest = rest[len(joint) :].lstrip()


def _ends(rest: str, joint: str) -> bool:
    return not rest.strip() or rest.startswith(joint) or rest.lstrip().startswith(joint)


def joined_parser(column: ColumnMapping, codes: tuple[str, ...]) -> Parser:
    """Parser of choices joined in one cell; text that is no option is kept as its own label."""
    options = sorted(column.options, key=len, reverse=True)
    separator = column.separator or ";"

    def parse(cell: str) -> AnswerValue | Refused:
        text = clean_text(cell)
        if not text:
            return None
        if len(text) > LONGEST:
            return refused("too_long", text, str(LONGEST))
        none = missing(text, codes)
        if none is not None:
            return none
        return tuple(dict.fromkeys(greedy(text, separator, options)))

    return parse


def spread_parser(column: ColumnMapping, codes: tuple[str, ...]) -> Parser:
    """Parser of a choice over columns, cells joined by `JOINT`.

    A cell that is an option, or any other text, is itself the label; a mark (1, Oui, Y, x…) stands for the
    option of its column. All empty: not asked. Nothing but « no »: an answer with nothing chosen.
    """
    options = column.options
    known = frozenset(options)
    # Where options have words, a number (SurveyMonkey « numeric ») only marks the option of its column.
    worded = not any(option.isdecimal() for option in options)

    def parse(cell: str) -> AnswerValue | Refused:
        labels: list[str] = []
        asked = False
        absent: Missing | None = None
        for place, part in enumerate(cell.split(JOINT)):
            text = clean_text(part)
            if not text:
                continue
            if len(text) > LONGEST:
                return refused("too_long", text, str(LONGEST))
            plain = folded(text) if len(text) < 20 else ""
            if worded and place < len(options) and text.isdecimal() and text != "0":
                asked = True
                labels.append(options[place])
                continue
            if text not in known and (plain in _NO or plain in _YES):
                asked = True
                if plain in _YES:
                    labels.append(options[place] if place < len(options) else text)
                continue
            none = None if text in known else missing(text, codes)
            if none is not None:
                absent = none
                continue
            labels.append(text)
        if labels:
            return tuple(dict.fromkeys(labels))
        return () if asked else absent

    return parse
