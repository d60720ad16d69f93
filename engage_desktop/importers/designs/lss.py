"""LimeSurvey: a survey structure (.lss, and the one inside a .lsa), of both schemas."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

from engage_desktop.importers.adapters import Head
from engage_desktop.importers.designs import lss_tables
from engage_desktop.importers.designs.design import (
    NO_COMMENT,
    NO_CONDITION,
    NO_RANK,
    NO_SUCH_KIND,
    NOT_ASKED,
    Design,
    Element,
    coded,
    condition_of,
    family,
    on_one_line,
    options_of,
    plain,
    points_of,
    rated,
)
from engage_desktop.importers.designs.lss_tables import Row, Tables
from engage_desktop.models.sources import DesignHead
from engage_desktop.models.surveys import Condition, OptionDraft, QuestionDraft, QuestionKind, Scale
from engage_desktop.progress import Progress

_STATED = "stated_by_form"
_TEXTS = ("S", "T", "U")
_LISTS = ("L", "!", "O", "Z", "W")
_POINTS = {"5": Scale(1, 5), "A": Scale(1, 5), "B": Scale(1, 10)}
_EACH = {"K": QuestionKind.NUMBER, "Q": QuestionKind.TEXT}  # one question for each line
_CROSSED = {":": QuestionKind.NUMBER, ";": QuestionKind.TEXT}  # one for each line and column
# What LimeSurvey itself offers, by code: French first, for the words of an export are those of its language.
_FIXED = {
    "Y": (("Y", "Oui", "Yes"), ("N", "Non", "No")),
    "G": (("F", "Féminin", "Female"), ("M", "Masculin", "Male")),
    "C": (("Y", "Oui", "Yes"), ("U", "Incertain", "Uncertain"), ("N", "Non", "No")),
    "E": (("I", "Augmente", "Increase"), ("S", "Sans changement", "Same"), ("D", "Diminue", "Decrease")),
}
Made = tuple[tuple[QuestionDraft, ...], tuple[QuestionDraft, ...], str]


def proves(head: Head) -> float:
    """How sure it is that a file is a LimeSurvey structure."""
    if any(name.lower().endswith(".lss") for name in head.members):
        return 0.97
    return 0.99 if "<LimeSurveyDocType>" in head.text[:4096] and "<document" in head.text[:4096] else 0.0


def load(path: Path, progress: Progress | None) -> Design:
    """The questionnaire in the file, in French when it speaks it."""
    del progress
    tables = lss_tables.load(path)
    said = tables.settings
    title = on_one_line(said.get("surveyls_title"))
    head = DesignHead(
        name=title or path.stem.replace("_", " "),
        title=title,
        language=(tables.language or "fr")[:2],
        welcome=plain(said.get("surveyls_welcometext")),
        thanks=plain(said.get("surveyls_endtext")),
    )
    rows = enumerate(tables.questions, start=1)
    return Design(head, tuple(_element(number, row, tables) for number, row in rows))


def _element(number: int, row: Row, tables: Tables) -> Element:
    key, code, kind = row.get("qid", ""), row.get("title", ""), row.get("type", "")
    words, help_text = tables.words.get(key, ("", ""))
    label = on_one_line(words) or code
    hidden = tables.attributes.get(key, {}).get("hidden") == "1"
    if kind == "*" or hidden:
        return Element(number, code, label, refused=NOT_ASKED, kind=kind)
    condition, told = _condition(row, tables)
    remarks = [] if told else [(NO_CONDITION, _relevance(row, tables))]
    if kind in ("P", "O"):
        remarks.append((NO_COMMENT, code))
    if kind == "R":
        remarks.append((NO_RANK, code))
    base = QuestionDraft(
        QuestionKind.TEXT,
        label,
        coded(code),
        help=plain(help_text),
        required=row.get("mandatory", "").upper() in ("Y", "S"),
        condition=condition,
    )
    drafts, rows, reason = _drafts(kind, row, base, tables)
    if not drafts:
        return Element(number, code, label, refused=NO_SUCH_KIND, kind=kind)
    return Element(number, code, label, drafts, rows, kind=kind, reason=reason, remarks=tuple(remarks))


def _drafts(kind: str, row: Row, base: QuestionDraft, tables: Tables) -> Made:  # noqa: PLR0911 - a case per kind
    key = row.get("qid", "")
    answers = tables.answers.get((key, "0"), [])
    if kind in _TEXTS:
        return _one(base, QuestionKind.TEXT)
    if kind in ("N", "D", "X"):
        return _one(base, {"N": QuestionKind.NUMBER, "D": QuestionKind.DATE, "X": QuestionKind.INFO}[kind])
    if kind == "5":
        draft, reason = rated(base, _POINTS[kind])
        return (draft,), (), reason
    if kind in ("Y", "G"):
        return _one(base, QuestionKind.SINGLE, _fixed(kind, tables))
    if kind == "I":
        spoken = [tables.survey.get("language", ""), *tables.survey.get("additional_languages", "").split()]
        return _one(base, QuestionKind.SINGLE, options_of((each, each) for each in spoken if each))
    if kind in _LISTS:
        return _list(row, base, answers, tables)
    if kind in ("M", "P"):
        return _one(base, QuestionKind.MULTIPLE, _options(_lines(key, tables), row, tables))
    if kind == "R":
        return _one(base, QuestionKind.MULTIPLE, _options(answers or _lines(key, tables), row, tables))
    return _of_several(kind, key, base, tables)


def _of_several(kind: str, key: str, base: QuestionDraft, tables: Tables) -> Made:  # noqa: PLR0911 - a case per kind
    """A question of several lines: a grid when each line is a rating, else a question for each."""
    lines = _lines(key, tables)
    answers = tables.answers.get((key, "0"), [])
    if kind in _EACH:
        return tuple(_part(base, code, label, _EACH[kind]) for code, label in lines), (), _STATED
    if kind in _CROSSED:
        columns = _lines(key, tables, scale="1")
        return (
            tuple(
                _part(base, f"{code}_{column}", f"{label}] [{above}", _CROSSED[kind])
                for code, label in lines
                for column, above in columns
            ),
            (),
            _STATED,
        )
    if kind in ("A", "B", "F", "H"):
        scale = _POINTS.get(kind) or points_of(answers)
        if scale is not None:
            return _grid(base, lines, scale)
        return _each_chosen(base, lines, options_of(_said(answers)))
    if kind in ("C", "E"):
        return _each_chosen(base, lines, _fixed(kind, tables))
    if kind == "1":
        second = tables.answers.get((key, "1"), [])
        drafts: list[QuestionDraft] = []
        for code, label in lines:
            for place, choices in ((1, answers), (2, second)):
                options = options_of(_said(choices))
                part = _part(base, f"{code}_{place}", f"{label}] [{place}", QuestionKind.SINGLE, options)
                drafts.append(part)
        return tuple(drafts), (), _STATED
    return (), (), _STATED


def _one(base: QuestionDraft, kind: QuestionKind, options: tuple[OptionDraft, ...] = ()) -> Made:
    draft = QuestionDraft(
        kind, base.label, base.code, base.help, base.required, None, options, 0, base.condition
    )
    return (draft,), (), _STATED


def _list(row: Row, base: QuestionDraft, answers: list[tuple[str, str]], tables: Tables) -> Made:
    """A list of answers: a rating when they are all numbers in a row and none is « Autre »."""
    scale = None if row.get("other") == "Y" else points_of(_said(answers))
    if scale is not None:
        draft, reason = rated(base, scale)
        return (draft,), (), reason
    return _one(base, QuestionKind.SINGLE, _options(answers, row, tables))


def _said(answers: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(code, on_one_line(label)) for code, label in answers]


def _options(answers: list[tuple[str, str]], row: Row, tables: Tables) -> tuple[OptionDraft, ...]:
    other = ""
    if row.get("other") == "Y":
        words = tables.attributes.get(row.get("qid", ""), {}).get("other_replace_text", "")
        other = on_one_line(words) or ("Autre" if tables.language.startswith("fr") else "Other")
    return options_of(_said(answers), other=other)


def _lines(key: str, tables: Tables, *, scale: str = "0") -> list[tuple[str, str]]:
    found = []
    for row in tables.subquestions.get(key, []):
        if (row.get("scale_id") or "0") == scale:
            code = row.get("title", "")
            found.append((code, on_one_line(tables.words.get(row.get("qid", ""), ("", ""))[0]) or code))
    return found


def _fixed(kind: str, tables: Tables) -> tuple[OptionDraft, ...]:
    french = tables.language.startswith("fr")
    return options_of((code, said if french else english) for code, said, english in _FIXED[kind])


def _part(
    base: QuestionDraft, code: str, label: str, kind: QuestionKind, options: tuple[OptionDraft, ...] = ()
) -> QuestionDraft:
    return QuestionDraft(
        kind,
        f"{base.label} [{label}]",
        coded(f"{base.code}_{code}"),
        base.help,
        base.required,
        None,
        options,
        0,
        base.condition,
    )


def _each_chosen(base: QuestionDraft, lines: list[tuple[str, str]], options: tuple[OptionDraft, ...]) -> Made:
    return (
        tuple(_part(base, code, label, QuestionKind.SINGLE, options) for code, label in lines),
        (),
        _STATED,
    )


def _grid(base: QuestionDraft, lines: list[tuple[str, str]], scale: Scale) -> Made:
    grid = QuestionDraft(
        QuestionKind.GRID, base.label, base.code, base.help, base.required, scale, (), 0, base.condition
    )
    rows = tuple(
        QuestionDraft(
            QuestionKind.SCALE, label, coded(f"{base.code}_{code}"), required=base.required, scale=scale
        )
        for code, label in lines
    )
    return (grid,), rows, _STATED


def _relevance(row: Row, tables: Tables) -> str:
    stated = row.get("relevance", "").strip()
    if stated and stated != "1":
        return stated
    rules = tables.conditions.get(row.get("qid", ""), [])
    return " and ".join(
        f"{each.get('cfieldname')} {each.get('method')} {each.get('value')}" for each in rules
    )


def _condition(row: Row, tables: Tables) -> tuple[Condition | None, bool]:
    """The condition on a question, and whether that is all that the file says."""
    shown = _relevance(row, tables)
    group = tables.groups.get(row.get("gid", ""), {}).get("grelevance", "").strip()
    if not shown and group in ("", "1"):
        return None, True
    if shown and group not in ("", "1"):
        return None, False
    named = re.sub(r"\b\d+X\d+X(\d+)([A-Za-z]\w*)?", lambda found: _code_of(found, tables), shown or group)
    condition = condition_of(named.replace(".NAOK", ""))
    if condition is None:
        return None, False
    asked = next((each for each in tables.questions if coded(each.get("title", "")) == condition.code), None)
    if asked is None:
        return None, False
    if asked.get("type") in ("M", "P"):
        return None, False
    labels = dict(_said(tables.answers.get((asked.get("qid", ""), "0"), [])))
    if asked.get("other") != "Y" and points_of(labels.items()) is not None and condition.value in labels:
        point = re.match(r"\s*(-?\d+)", labels[condition.value])  # a rating is compared by its point
        condition = replace(condition, value=point[1] if point else condition.value)
    return condition, True


def _code_of(found: re.Match[str], tables: Tables) -> str:
    row = next((each for each in tables.questions if each.get("qid") == found[1]), None)
    code = row.get("title", "") if row else f"Q{found[1]}"
    return f"{code}_{found[2]}" if found[2] else code


FAMILY = family(
    "limesurvey_lss",
    "Questionnaire LimeSurvey (LSS, LSA)",
    "XML « LimeSurveyDocType », ou archive qui en contient un (ses réponses ne sont pas lues)",
    proves=proves,
    load=load,
)
