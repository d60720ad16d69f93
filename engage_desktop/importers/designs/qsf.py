"""Qualtrics: a questionnaire as QSF, the JSON that « Export Survey » writes.

Questions are the elements "SQ"; their order is that of the flow ("FL") over the blocks ("BL"), whose payload is a list
in some files and an object in others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from engage_desktop.errors import EngageError, Reason
from engage_desktop.importers.adapters import Head
from engage_desktop.importers.designs.design import (
    NO_CONDITION,
    NO_RANK,
    NO_SUCH_KIND,
    NOT_ASKED,
    Design,
    Element,
    coded,
    family,
    on_one_line,
    plain,
    points_of,
    rated,
)
from engage_desktop.importers.designs.json_tree import Json, as_list, as_object, load_json, number, text
from engage_desktop.models.sources import DesignHead
from engage_desktop.models.surveys import (
    NPS_SCALE,
    Condition,
    OptionDraft,
    QuestionDraft,
    QuestionKind,
    Scale,
)
from engage_desktop.progress import Progress

_MANY = ("MAVR", "MAHR", "MACOL", "MSB")
_UNSEEN = ("Timing", "Meta", "Captcha", "GAP")
_LOCATOR = re.compile(r"q://(?P<question>QID\d+)/(?P<what>\w+)(?:/(?P<choice>[\w#~.\-]+))?")
_OPERATORS = {
    "Selected": "=",
    "NotSelected": "!=",
    "EqualTo": "=",
    "NotEqualTo": "!=",
    "GreaterThan": ">",
    "GreaterThanOrEqual": ">=",
    "LessThan": "<",
    "LessThanOrEqual": "<=",
}
_STATED = "stated_by_form"


def proves(head: Head) -> float:
    """How sure it is that a JSON text is a QSF."""
    return 0.99 if head.outline.has("SurveyEntry", "SurveyElements") else 0.0


def load(path: Path, progress: Progress | None) -> Design:
    """The questionnaire in the file."""
    del progress
    document = as_object(load_json(path))
    elements = [as_object(each) for each in as_list(document.get("SurveyElements"))]
    if not elements:
        raise EngageError(Reason.FILE_DAMAGED, where=str(path), detail="SurveyElements")
    entry = as_object(document.get("SurveyEntry"))
    name = on_one_line(entry.get("SurveyName")) or path.stem
    head = DesignHead(name, name, (text(entry.get("SurveyLanguage")) or "fr")[:2].lower())
    survey = _Survey(elements)
    return Design(head, tuple(survey.element(n, key) for n, key in enumerate(survey.order, start=1)))


class _Survey:
    """The questions of a QSF by their internal id, in the order in which they are asked."""

    def __init__(self, elements: list[dict[str, Json]]) -> None:
        payloads = {"BL": [], "FL": []}  # type: dict[str, list[Json]]
        self.questions: dict[str, dict[str, Json]] = {}
        for each in elements:
            kind, payload = text(each.get("Element")), each.get("Payload")
            if kind == "SQ":
                self.questions[text(each.get("PrimaryAttribute"))] = as_object(payload)
            elif kind in payloads:
                payloads[kind].append(payload)
        blocks = {
            text(block.get("ID")): block
            for payload in payloads["BL"]
            for block in map(as_object, as_list(payload))
        }
        walked = [key for flow in payloads["FL"] for key in _blocks_of(as_object(flow))]
        asked = [
            question
            for key in dict.fromkeys(walked or blocks)
            if text(as_object(blocks.get(key, {})).get("Type")) != "Trash"
            for question in _questions_of(blocks.get(key, {}))
        ]
        listed = {question for block in blocks.values() for question in _questions_of(block)}
        loose = [key for key in self.questions if key not in listed]
        self.asked = dict.fromkeys(key for key in (*asked, *loose) if key in self.questions)
        self.order = [*self.asked, *(key for key in self.questions if key not in self.asked)]

    def element(self, row: int, key: str) -> Element:
        """The question `key` as an element."""
        question = self.questions[key]
        code = text(question.get("DataExportTag")) or key
        label = on_one_line(question.get("QuestionText")) or code
        kind = text(question.get("QuestionType"))
        if key not in self.asked or kind in _UNSEEN:
            return Element(row, code, label, refused=NOT_ASKED, kind=kind)
        remarks = []
        condition = None
        if as_object(question.get("DisplayLogic")):
            condition = self._condition(as_object(question.get("DisplayLogic")))
            if condition is None:
                remarks.append((NO_CONDITION, code))
        if kind == "RO" or text(question.get("Selector")) == "RO":
            remarks.append((NO_RANK, code))
        settings = as_object(as_object(question.get("Validation")).get("Settings"))
        base = QuestionDraft(
            QuestionKind.TEXT,
            label,
            coded(code),
            required=text(settings.get("ForceResponse")) == "ON",
            condition=condition,
        )
        drafts, rows, reason = _drafts(kind, question, base)
        if not drafts:
            return Element(row, code, label, refused=NO_SUCH_KIND, kind=kind)
        return Element(row, code, label, drafts, rows, kind=kind, reason=reason, remarks=tuple(remarks))

    def _condition(self, logic: dict[str, Json]) -> Condition | None:
        """The display logic when it is one comparison, else None."""
        found = list(_expressions(logic))
        if len(found) != 1:
            return None
        said = found[0]
        match = _LOCATOR.search(text(said.get("ChoiceLocator")) or text(said.get("LeftOperand")))
        question = self.questions.get(match["question"]) if match else None
        operator = _OPERATORS.get(text(said.get("Operator")))
        if question is None or match is None or operator is None:
            return None
        code = coded(text(question.get("DataExportTag")) or match["question"])
        chosen = text(said.get("Operator")) in ("Selected", "NotSelected")
        if not chosen:
            value = text(said.get("RightOperand"))
            return Condition(code, operator, value) if value else None
        if not match["choice"]:
            return None
        value = match["choice"]
        if text(question.get("Selector")) != "NPS":
            value = _recoded(question, value)
        return Condition(code, "has" if operator == "=" and _is_many(question) else operator, value)


def _blocks_of(flow: dict[str, Json], depth: int = 0) -> Iterator[str]:
    for each in map(as_object, as_list(flow.get("Flow")) if depth < 40 else ()):
        if text(each.get("Type")) in ("Block", "Standard"):
            yield text(each.get("ID"))
        yield from _blocks_of(each, depth + 1)


def _questions_of(block: dict[str, Json]) -> Iterator[str]:
    for each in map(as_object, as_list(block.get("BlockElements"))):
        if text(each.get("Type")) == "Question":
            yield text(each.get("QuestionID"))


def _expressions(logic: dict[str, Json], depth: int = 0) -> Iterator[dict[str, Json]]:
    if text(logic.get("Type")) == "Expression":
        yield logic
        return
    for each in logic.values() if depth < 20 else ():
        yield from _expressions(as_object(each), depth + 1)


def _is_many(question: dict[str, Json]) -> bool:
    return text(question.get("Selector")) in _MANY


def _ordered(question: dict[str, Json], what: str) -> list[tuple[str, dict[str, Json]]]:
    """The choices (or answers) with their keys, in the order shown."""
    found = question.get(what)
    pairs = (
        {key: as_object(each) for key, each in found.items()}
        if isinstance(found, dict)
        else {str(place): as_object(each) for place, each in enumerate(as_list(found), start=1)}
    )
    stated = as_list(question.get("ChoiceOrder" if what == "Choices" else "AnswerOrder"))
    order = [text(key) for key in stated if text(key) in pairs]
    return [(key, pairs[key]) for key in dict.fromkeys((*order, *pairs))]


def _recoded(question: dict[str, Json], key: str) -> str:
    return text(as_object(question.get("RecodeValues")).get(key)) or key


def _options(question: dict[str, Json], what: str = "Choices") -> tuple[OptionDraft, ...]:
    return tuple(
        OptionDraft(
            on_one_line(choice.get("Display")) or key,
            _recoded(question, key) if what == "Choices" else key,
            text(choice.get("TextEntry")).lower() in ("true", "on") or choice.get("TextEntry") is True,
        )
        for key, choice in _ordered(question, what)
    )


def _with(
    base: QuestionDraft,
    kind: QuestionKind,
    options: tuple[OptionDraft, ...] = (),
    *,
    part: tuple[str, str] | None = None,
) -> QuestionDraft:
    """The draft with another kind; `part` (code, label) makes it the question of one line."""
    code, label = base.code, base.label
    if part is not None:
        code, label = coded(f"{base.code}_{part[0]}"), f"{base.label} [{part[1]}]"
    return QuestionDraft(kind, label, code, base.help, base.required, None, options, 0, base.condition)


Made = tuple[tuple[QuestionDraft, ...], tuple[QuestionDraft, ...], str]


def _drafts(kind: str, question: dict[str, Json], base: QuestionDraft) -> Made:  # noqa: PLR0911 - a case per kind
    selector = text(question.get("Selector"))
    if kind == "MC":
        return _choice(selector, question, base)
    if kind == "TE":
        return _texts(selector, question, base)
    if kind == "DB":
        return (_with(base, QuestionKind.INFO),), (), _STATED
    if kind == "Slider":
        return _slider(question, base)
    if kind == "Matrix":
        return _matrix(question, base)
    if kind == "RO":
        return (_with(base, QuestionKind.MULTIPLE, _options(question)),), (), _STATED
    if kind == "DD":
        options = tuple(
            OptionDraft(on_one_line(each.get("Display")) or key, key)
            for key, each in _ordered(question, "Answers")
        )
        return (_with(base, QuestionKind.SINGLE, options),), (), _STATED
    if kind == "CS":
        parts = tuple(
            _with(base, QuestionKind.NUMBER, part=(key, on_one_line(each.get("Display"))))
            for key, each in _ordered(question, "Choices")
        )
        return parts, (), _STATED
    return (), (), _STATED


def _choice(selector: str, question: dict[str, Json], base: QuestionDraft) -> Made:
    options = _options(question)
    if selector == "NPS":
        ends = [option.label for option in options]
        low, high = (_words(ends[0]), _words(ends[-1])) if ends else ("", "")
        scale = replace(NPS_SCALE, low_label=low, high_label=high)
        return (replace(_with(base, QuestionKind.NPS), scale=scale),), (), _STATED
    if selector in _MANY:
        return (_with(base, QuestionKind.MULTIPLE, options),), (), _STATED
    points = points_of((option.code, option.label) for option in options)
    if points is not None:
        draft, reason = rated(base, points)
        return (draft,), (), reason
    return (_with(base, QuestionKind.SINGLE, options),), (), _STATED


def _words(label: str) -> str:
    return re.sub(r"^\s*\d+\s*[-–—:=.)]*\s*", "", label)


def _texts(selector: str, question: dict[str, Json], base: QuestionDraft) -> Made:
    if selector == "FORM":
        parts = tuple(
            _with(base, QuestionKind.TEXT, part=(key, on_one_line(each.get("Display"))))
            for key, each in _ordered(question, "Choices")
        )
        return parts, (), _STATED
    settings = as_object(as_object(question.get("Validation")).get("Settings"))
    numeric = text(settings.get("ContentType")) == "ValidNumber"
    dated = text(settings.get("ContentType")) == "ValidDate"
    kind = QuestionKind.NUMBER if numeric else QuestionKind.DATE if dated else QuestionKind.TEXT
    return (_with(base, kind),), (), _STATED


def _slider(question: dict[str, Json], base: QuestionDraft) -> Made:
    settings = as_object(question.get("Configuration"))
    low = number(settings.get("CSSliderMin"))
    high = number(settings.get("CSSliderMax", settings.get("StarCount")))
    low = (1 if "StarCount" in settings else 0) if low is None else low
    lines = _ordered(question, "Choices")
    if high is None or not 0 < high - low <= 20:
        kind, scale = QuestionKind.NUMBER, None
    else:
        kind, scale = QuestionKind.SCALE, Scale(low, high)
    if len(lines) <= 1:
        if scale is None:
            return (_with(base, kind),), (), _STATED
        draft, reason = rated(base, scale)
        return (draft,), (), reason
    if scale is None:
        return (
            tuple(_with(base, kind, part=(key, on_one_line(e.get("Display")))) for key, e in lines),
            (),
            _STATED,
        )
    return _grid(base, lines, scale)


def _matrix(question: dict[str, Json], base: QuestionDraft) -> Made:
    lines = _ordered(question, "Choices")
    answers = _options(question, "Answers")
    sub = text(question.get("SubSelector"))
    if text(question.get("Selector")) == "TE":
        parts = tuple(
            _with(
                base,
                QuestionKind.TEXT,
                part=(f"{key}_{option.code}", f"{on_one_line(each.get('Display'))}] [{option.label}"),
            )
            for key, each in lines
            for option in answers
        )
        return parts, (), _STATED
    many = sub == "MultipleAnswer"
    scale = None if many else points_of((option.code, option.label) for option in answers)
    if scale is not None:
        return _grid(base, lines, scale)
    kind = QuestionKind.MULTIPLE if many else QuestionKind.SINGLE
    parts = tuple(
        _with(base, kind, answers, part=(key, on_one_line(each.get("Display")))) for key, each in lines
    )
    return parts, (), _STATED


def _grid(base: QuestionDraft, lines: list[tuple[str, dict[str, Json]]], scale: Scale) -> Made:
    grid = QuestionDraft(
        QuestionKind.GRID, base.label, base.code, base.help, base.required, scale, (), 0, base.condition
    )
    rows = tuple(
        QuestionDraft(
            QuestionKind.SCALE,
            plain(on_one_line(each.get("Display"))) or key,
            coded(f"{base.code}_{key}"),
            required=base.required,
            scale=scale,
        )
        for key, each in lines
    )
    return (grid,), rows, _STATED


FAMILY = family(
    "qualtrics_qsf",
    "Questionnaire Qualtrics (QSF)",
    "JSON dont les clés sont « SurveyEntry » et « SurveyElements »",
    proves=proves,
    load=load,
)
