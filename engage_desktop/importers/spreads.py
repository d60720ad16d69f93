"""Multiple choices laid over several columns, found by the rule of the tool."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from engage_desktop.importers import choices, headers, ties
from engage_desktop.importers.cells import missing
from engage_desktop.importers.columns import Portrait
from engage_desktop.importers.roles import made
from engage_desktop.importers.wording_rules import Wording
from engage_desktop.models.sources import ColumnMapping, Role

_BRACKET = re.compile(r"^(?P<question>.*\S)\s*\[(?P<choice>[^\[\]]*)\]$", re.DOTALL)
_PACKED = re.compile(r"^(?P<question>.*\S)_(?P<rank>[0-9]{1,2})$", re.DOTALL)
_MOST_COLUMNS = 80


def find(portraits: Sequence[Portrait], rules: Sequence[str]) -> dict[int, ColumnMapping]:
    """The mapping of each column that is part of a choice over columns, by its index.

    The first column carries the question; the others, and a summary column, are ignored.
    """
    found: dict[int, ColumnMapping] = {}
    for rule in rules:
        left = [portrait for portrait in portraits if portrait.index not in found]
        found.update(_RULES[rule](left))
    return found


def _by_brackets(portraits: Sequence[Portrait]) -> dict[int, ColumnMapping]:
    groups: dict[str, list[tuple[Portrait, str]]] = {}
    for portrait in portraits:
        match = _BRACKET.match(portrait.name)
        if match and _ticks(portrait) and not ties.is_comment(portrait.name):  # which nobody may have written
            groups.setdefault(match["question"], []).append((portrait, match["choice"]))
    return _marked(groups, "choice_columns_brackets")


def _by_slashes(portraits: Sequence[Portrait]) -> dict[int, ColumnMapping]:
    names = {portrait.name: portrait for portrait in portraits}
    groups: dict[str, list[tuple[Portrait, str]]] = {}
    for portrait in portraits:
        question, slash, choice = portrait.name.rpartition("/")
        if slash and question in names and _ticks(portrait):
            groups.setdefault(question, []).append((portrait, choice))
    found = _marked(groups, "choice_columns_slashes", fewest=1)
    for question in groups:
        summary = names[question]
        found[summary.index] = made(summary, Role.IGNORE, 0.9, "summary_of_choices")
    return found


def _by_parentheses(portraits: Sequence[Portrait]) -> dict[int, ColumnMapping]:
    """Columns « question (option) » that follow the joined cell « question », which they say better."""
    found: dict[int, ColumnMapping] = {}
    groups: dict[str, list[tuple[Portrait, str]]] = {}
    summary: Portrait | None = None
    for portrait in portraits:
        stem = f"{summary.name} (" if summary is not None else ""
        if stem and portrait.name.startswith(stem) and portrait.name.endswith(")") and _ticks(portrait):
            groups.setdefault(summary.name if summary else "", []).append(
                (portrait, portrait.name[len(stem) : -1])
            )
        else:
            summary = portrait
    found.update(_marked(groups, "choice_columns_parentheses", fewest=1))
    for portrait in portraits:
        if portrait.name in groups and portrait.index not in found:
            found[portrait.index] = made(portrait, Role.IGNORE, 0.9, "summary_of_choices")
    return found


def _ticks(portrait: Portrait) -> bool:
    """Whether a column only says yes or no (or nothing at all)."""
    return all(choices.is_yes_or_no(cell) or missing(cell) is not None for cell in portrait.counts)


def _marked(
    groups: dict[str, list[tuple[Portrait, str]]], reason: str, *, fewest: int = 2
) -> dict[int, ColumnMapping]:
    found: dict[int, ColumnMapping] = {}
    for question, members in groups.items():
        if len(members) < fewest or not any(member.filled for member, _ in members):
            continue
        first = members[0][0]
        name = question.rsplit("/", 1)[-1] if reason == "choice_columns_slashes" else question
        options = headers.unique([choice or "-" for _, choice in members])
        columns = tuple(member.index for member, _ in members[1:])
        found[first.index] = replace(
            made(first, Role.MULTIPLE, 0.88, reason, name=name, options=options, columns=columns),
            question_code=_code_of(first),
        )
        for member, _ in members[1:]:
            found[member.index] = made(member, Role.IGNORE, 0.88, "part_of_choice")
    return found


def _code_of(portrait: Portrait) -> str:
    return _BRACKET.sub(r"\g<question>", portrait.code) if portrait.code else ""


def _by_text(portraits: Sequence[Portrait]) -> dict[int, ColumnMapping]:
    """Columns whose filled cells all repeat one text, the option; empty ones between them belong too."""
    found: dict[int, ColumnMapping] = {}
    run: list[Portrait] = []
    for portrait in [*portraits, None]:
        follows = portrait is not None and (not run or portrait.index == run[-1].index + 1)
        if portrait is not None and follows and _holds_one_option(portrait):
            run.append(portrait)
            # « Other » comes last among the options of a question: what follows is the next one's.
            if len(run) < _MOST_COLUMNS and not (len(run) > 1 and choices.is_other(portrait.name)):
                continue
            found.update(_run_of_text(run))
            run = []
            continue
        found.update(_run_of_text(run))
        run = [portrait] if portrait is not None and not follows and _holds_one_option(portrait) else []
    return found


def _holds_one_option(portrait: Portrait) -> bool:
    values = list(portrait.counts)
    if not values:
        return True
    numbered = values[0].isdecimal() and headers.DASH in portrait.name
    if len(values) > 1 or (choices.is_yes_or_no(values[0]) and not numbered):
        return False
    option = headers.shown(values[0])
    if headers.DASH in portrait.name and option.isdecimal() and len(option) <= 3:
        return True  # a numbered option: its words are in the header
    return (
        portrait.name == option
        or portrait.name.endswith(f"{headers.DASH}{option}")
        or (headers.DASH in portrait.name and len(option) > 1)
    )


def _run_of_text(run: list[Portrait]) -> dict[int, ColumnMapping]:
    while run and not run[0].filled:
        run = run[1:]
    while run and not run[-1].filled:
        run = run[:-1]
    found: dict[int, ColumnMapping] = {}
    for members in _same_question(run):
        filled = [member for member in members if member.filled]
        if len(filled) < 2:
            continue
        options = headers.unique([_option_of(member) for member in members])
        question = members[0].name.rpartition(headers.DASH)[0] or " / ".join(options)[:120]
        columns = tuple(member.index for member in members[1:])
        found[members[0].index] = made(
            members[0],
            Role.MULTIPLE,
            0.8,
            "choice_columns_text",
            name=question,
            options=options,
            columns=columns,
        )
        for member in members[1:]:
            found[member.index] = made(member, Role.IGNORE, 0.8, "part_of_choice")
    return found


def _option_of(portrait: Portrait) -> str:
    """The words of the option of a column: its cells, or its header where cells are numbers."""
    cell = next(iter(portrait.counts), "")
    tail = portrait.name.rpartition(headers.DASH)[2]
    return tail if not cell or (cell.isdecimal() and headers.DASH in portrait.name) else cell


def _same_question(run: list[Portrait]) -> list[list[Portrait]]:
    """A run cut where the wording before the dash changes."""
    groups: list[list[Portrait]] = []
    for portrait in run:
        stem = portrait.name.rpartition(headers.DASH)[0]
        if groups and groups[-1][0].name.rpartition(headers.DASH)[0] == stem:
            groups[-1].append(portrait)
        else:
            groups.append([portrait])
    return groups


def _by_packing(portraits: Sequence[Portrait]) -> dict[int, ColumnMapping]:
    """Columns `question_1` … `question_n` whose labels are packed to the left."""
    groups: dict[str, list[Portrait]] = {}
    for portrait in portraits:
        match = _PACKED.match(portrait.name)
        if match:
            groups.setdefault(match["question"], []).append(portrait)
    found: dict[int, ColumnMapping] = {}
    for question, members in groups.items():
        if len(members) < 2 or any(Wording(member.name).other_text for member in members):
            continue
        labels = {cell: None for member in members for cell in member.counts}
        columns = tuple(member.index for member in members[1:])
        found[members[0].index] = made(
            members[0],
            Role.MULTIPLE,
            0.9,
            "choice_columns_packed",
            name=question,
            options=tuple(labels),
            columns=columns,
        )
        for member in members[1:]:
            found[member.index] = made(member, Role.IGNORE, 0.9, "part_of_choice")
    return found


_RULES: dict[str, Callable[[Sequence[Portrait]], dict[int, ColumnMapping]]] = {
    "brackets": _by_brackets,
    "parentheses": _by_parentheses,
    "slashes": _by_slashes,
    "text": _by_text,
    "packed": _by_packing,
}
