"""Columns that belong together: the rows of a grid, and the free text of an « Autre » beside its choice.

Tools write the row of a grid in the header, « Question [Ligne] » (Google Forms, LimeSurvey), « Question — Ligne »
(SurveyMonkey, two header rows), « Question - Ligne » (Qualtrics, Formbricks), « Question.Ligne » (Microsoft Forms) or
« code[SQ001] ». The text of « Autre » is a column « Question [Autre] », « Question — Autre (précisez) », « q_other »,
« Q_3_TEXT », or a bare « Other », « Si 'Autre' précisez : » right after its question. A comment that LimeSurvey takes
beside a choice, « Question [Choix] [Commentaire] » or « Q1[SQ001comment] », names its choice and specifies none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from engage_desktop.importers import headers
from engage_desktop.importers.cells import folded
from engage_desktop.importers.columns import Portrait
from engage_desktop.models.sources import ColumnMapping, Role
from engage_desktop.models.surveys import Scale

_ROW = (
    re.compile(r"^(?P<question>.*\S)\s*\[(?P<row>[^\[\]]*)\](?:\s*\(\d+\))?$", re.DOTALL),
    re.compile(rf"^(?P<question>.*\S){headers.DASH}(?P<row>\S.*)$", re.DOTALL),
    re.compile(r"^(?P<question>.*\S) - (?P<row>\S.*)$", re.DOTALL),
)
_POINT = re.compile(r"(?<=\S)\.(?=[^\W\d_])")
_SCORED = (Role.SCALE, Role.CSAT, Role.CES, Role.NPS)
_MOST_OPTIONS = 12  # of a grid: its rows share a short list
_OTHER_ROW = re.compile(
    r"^(?P<question>.*\S)\s*(?:\[(?:autres?|other)\]|(?: [-–—] |\s*\()(?:autres?|other)\b.*)$", re.DOTALL
)
_COMMENT = re.compile(r"\[comment(?:aire)?s?\]")
_COMMENT_CODE = re.compile(r"^(?P<choice>.*[^\s\[_])comment(?P<end>\]?)$")
_LAST_ROW = re.compile(r"^(?P<question>.*\S)\s*\[[^\[\]]*\]$", re.DOTALL)
_COMMENTED = "comment_of_choice"
_OTHER_CODE = re.compile(r"^(?P<question>.+?)(?:\[other\]|_other|_autres?|other|_(?:\d+_)?text)$")


def grids(columns: Sequence[ColumnMapping], portraits: Sequence[Portrait]) -> list[ColumnMapping]:
    """`columns`, those that are rows of one grid saying so: they follow each other and answer alike."""
    filled = [each for each in columns if each.reason != "empty"]  # a row that nobody answered parts no grid
    found = {each.index: each for each in columns}
    wordings: Counter[str] = Counter()
    for (question, nature), members in groupby(filled, key=_row_of):
        rows = list(members)
        if question and nature and len(rows) > 1 and len({_parts(each)[1] for each in rows}) > 1:
            wordings[question] += 1
            wording = question if wordings[question] == 1 else f"{question} ({wordings[question]})"
            found.update((each.index, each) for each in _alike(wording, rows, portraits))
    return [found[each.index] for each in columns]


def _row_of(column: ColumnMapping) -> tuple[str, str]:
    """The question of which a column may be a row, and how it is answered; "" for none."""
    if column.columns or column.reason in ("tool_column", "part_of_choice"):
        return "", ""
    nature = "scored" if column.role in _SCORED else "chosen" if column.role is Role.SINGLE else ""
    return _parts(column)[0], nature


def _parts(column: ColumnMapping) -> tuple[str, str]:
    name = column.name or column.header
    match = next((found for shape in _ROW if (found := shape.match(name))), None)
    if match:
        return match["question"].strip(), match["row"].strip()
    place = next((found.start() for found in reversed(list(_POINT.finditer(name)))), 0)
    question = name[:place].strip()
    return (question, name[place + 1 :].strip()) if " " in question else ("", "")


def _alike(question: str, rows: list[ColumnMapping], portraits: Sequence[Portrait]) -> list[ColumnMapping]:
    """The rows with one scale, or one list of answers; as they were when they do not answer alike."""
    names = headers.unique([_parts(each)[1] or "-" for each in rows])
    sure = min(0.85, max(each.confidence for each in rows) + 0.1)
    role, scale, options = rows[0].role, rows[0].scale, rows[0].options
    if role is Role.SINGLE:
        options = tuple(dict.fromkeys(option for each in rows for option in each.options))
        if len(options) > _MOST_OPTIONS or not all(_shares(each, rows) for each in rows):
            return rows
    else:
        role, scale = _common(rows)
    return [
        replace(
            each,
            role=role,
            scale=scale,
            options=options,
            name=name,
            grid=question,
            confidence=round(sure, 3),
            reason="grid_row",
            question_code=portraits[each.index].code
            if "[" in portraits[each.index].code
            else each.question_code,
        )
        for name, each in zip(names, rows, strict=True)
    ]


def _common(rows: Sequence[ColumnMapping]) -> tuple[Role, Scale | None]:
    """The role and scale of all; where they differ, a scale without a standard that holds the points of each."""
    scales = [each.scale for each in rows if each.scale is not None]
    if len({(each.role, _ends(each.scale)) for each in rows}) == 1:
        labelled = [each for each in scales if each.low_label or each.high_label]
        return rows[0].role, next(iter(labelled or scales), None)
    return Role.SCALE, Scale(min(each.low for each in scales), max(each.high for each in scales))


def _ends(scale: Scale | None) -> tuple[object, ...]:
    return () if scale is None else (scale.low, scale.high, scale.direction, scale.version)


def _shares(column: ColumnMapping, rows: Sequence[ColumnMapping]) -> bool:
    """Whether another row knows one of the answers of this one."""
    return any(set(column.options) & set(each.options) for each in rows if each is not column)


def others(columns: Sequence[ColumnMapping]) -> list[ColumnMapping]:
    """`columns`, each free text of an « Autre » saying of which choice."""
    asked = [each for each in columns if each.role is not Role.IGNORE]
    found: list[ColumnMapping] = []
    for place, column in enumerate(columns):
        beside = _beside(column, columns[place - 1] if place else None)
        if beside is not None:
            found.append(beside)
            continue
        specifies = column.reason == "other_specify" and not _COMMENT.search(folded(column.name))
        choice = _choice_of(column, asked) if specifies else None
        found.append(column if choice is None else replace(column, other_of=choice.index))
    return found


def is_comment(name: str) -> bool:
    """Whether a column is named as the comment beside a choice: « … [Commentaire] », « Q1[SQ001comment] »."""
    return _COMMENT.search(folded(name)) is not None or name.endswith("comment]")


def _beside(column: ColumnMapping, before: ColumnMapping | None) -> ColumnMapping | None:
    """The column as the comment on the choice just before it, named after that choice; None when it is no comment."""
    if before is None or column.columns or column.role not in (Role.TEXT, Role.SINGLE, Role.ATTRIBUTE):
        return None
    name = _name_beside(column.name or column.header, before.header.strip())
    if not name:
        return None
    return replace(
        column,
        role=Role.TEXT,
        name=name,
        options=(),
        separator="",
        scale=None,
        reason=_COMMENTED,
        confidence=0.85,
    )


def _name_beside(name: str, before: str) -> str:
    """What a comment after the choice `before` is called: as it is, or with its choice; "" when it is none."""
    code = _COMMENT_CODE.match(name)
    if code and before in (f"{code['choice']}{code['end']}", code["choice"]):
        return name
    mine = _LAST_ROW.match(name.strip()) if _COMMENT.search(folded(name)) else None
    if mine is None:
        return ""
    if mine["question"] == before:  # « Question [Choix] [Commentaire] », or the comment of a single choice
        return name
    choice = _LAST_ROW.match(before)
    same = choice is not None and choice["question"] == mine["question"]
    return f"{before} {name.strip()[len(mine['question']) :].strip()}" if same else ""


def _choice_of(column: ColumnMapping, asked: Sequence[ColumnMapping]) -> ColumnMapping | None:
    """The choice that the text names, else, where it names none, the one just before it."""
    stems = _stems(column)
    named = [each for each in asked if _is_choice(each) and stems & _names(each)]
    if named:
        return min(named, key=lambda each: abs(each.index - column.index))
    before = [each for each in asked if each.index < column.index]
    return before[-1] if not stems and before and _is_choice(before[-1]) else None


def _is_choice(column: ColumnMapping) -> bool:
    return column.role in (Role.SINGLE, Role.MULTIPLE) and not column.grid


def _stems(column: ColumnMapping) -> set[str]:
    """The names that the choice of such a text may have."""
    found = set()
    for name, shape in ((column.name, _OTHER_ROW), (column.header, _OTHER_ROW)):
        match = shape.match(folded(name))
        if match:
            found.add(match["question"].strip())
    for code in (column.question_code, column.name):
        match = _OTHER_CODE.match(folded(code)) if code and " " not in code.strip() else None
        if match:
            found |= {match["question"], match["question"].rpartition("/")[2]}
    return found


def _names(choice: ColumnMapping) -> set[str]:
    names = {folded(choice.name), folded(choice.header), folded(choice.question_code)}
    parts = {folded(_parts(choice)[0]), folded(choice.question_code.partition("[")[0])}
    return {name for name in names | parts if name}
