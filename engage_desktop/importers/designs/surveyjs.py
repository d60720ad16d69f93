"""SurveyJS: a questionnaire as JSON, in pages or at the root, panels within panels."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from engage_desktop.errors import EngageError, Reason
from engage_desktop.importers.adapters import Head
from engage_desktop.importers.designs.design import (
    NO_COMMENT,
    NO_CONDITION,
    NO_RANK,
    NO_REPEAT,
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
from engage_desktop.importers.designs.json_tree import Json, as_list, as_object, load_json, number, text
from engage_desktop.models.sources import DesignHead
from engage_desktop.models.surveys import Condition, OptionDraft, QuestionDraft, QuestionKind, Scale
from engage_desktop.progress import Progress

_LANGUAGES = ("fr", "default", "en")
_NUMBERS = ("number", "range")
_KINDS = {"text", "comment", "rating", "checkbox", "radiogroup", "dropdown", "boolean", "tagbox", "imagepicker",
          "ranking", "matrix", "matrixdropdown", "matrixdynamic", "multipletext", "html", "image", "expression",
          "panel", "paneldynamic", "buttongroup", "slider", "nouislider"}  # fmt: skip


def proves(head: Head) -> float:
    """How sure it is that a JSON text is a SurveyJS questionnaire."""
    outline = head.outline
    if outline.root != "object" or outline.has("SurveyEntry"):
        return 0.0
    typed = any(path.endswith(("elements[].type", "questions[].type")) for path in outline.paths)
    rooted = outline.has_any("pages[].elements", "elements", "pages[].questions", "questions")
    named = any(path.endswith(("elements[].name", "questions[].name")) for path in outline.paths)
    return 0.9 if typed and rooted and named else 0.0


def load(path: Path, progress: Progress | None) -> Design:
    """The questionnaire in the file."""
    del progress
    document = as_object(load_json(path))
    if not document:
        raise EngageError(Reason.FILE_DAMAGED, where=str(path), detail="JSON")
    title = _said(document.get("title"))
    head = DesignHead(
        name=title or path.stem.replace("_", " "),
        title=title,
        language=_language(document),
        welcome=plain(_text(document.get("description"))),
        thanks=plain(_text(document.get("completedHtml"))),
    )
    found = enumerate(_walk(document, "", repeated=False), start=1)
    return Design(head, tuple(_element(n, each, shown, repeated) for n, (each, shown, repeated) in found))


def _language(document: dict[str, Json]) -> str:
    stated = text(document.get("locale"))
    if stated:
        return stated[:2]
    title = document.get("title")
    return "fr" if isinstance(title, dict) and "fr" in title else "en" if title is None else "fr"


def _walk(
    holder: dict[str, Json], shown: str, *, repeated: bool, depth: int = 0
) -> Iterator[tuple[dict[str, Json], str, bool]]:
    """Every question in reading order, with the condition of the panels around it."""
    if depth > 40:
        return
    parts = [
        *as_list(holder.get("pages")),
        *as_list(holder.get("elements")),
        *as_list(holder.get("questions")),
    ]
    parts += as_list(holder.get("templateElements"))
    for part in map(as_object, parts):
        kind = text(part.get("type"))
        inner = _both(shown, text(part.get("visibleIf")))
        if kind in ("panel", "page", "", "paneldynamic") and not _asks(part):
            again = repeated or kind == "paneldynamic"
            yield from _walk(part, inner, repeated=again, depth=depth + 1)
        elif part:
            yield part, inner, repeated


def _asks(part: dict[str, Json]) -> bool:
    return not any(key in part for key in ("elements", "questions", "templateElements", "pages"))


def _both(outer: str, inner: str) -> str:
    return f"{outer} and {inner}" if outer and inner else outer or inner


def _element(row: int, question: dict[str, Json], shown: str, repeated: bool) -> Element:
    kind = text(question.get("type"))
    code = text(question.get("name"))
    label = on_one_line(_text(question.get("title"))) or code
    remarks: list[tuple[str, str]] = []
    condition = _condition(shown)
    if shown and condition is None:
        remarks.append((NO_CONDITION, shown))
    if repeated:
        remarks.append((NO_REPEAT, code))
    if question.get("hasComment") or question.get("showCommentArea"):
        remarks.append((NO_COMMENT, code))
    if kind == "ranking":
        remarks.append((NO_RANK, code))
    if kind == "expression" or kind not in _KINDS or kind in ("image", "matrixdynamic"):
        refused = NOT_ASKED if kind in ("expression", "image") else NO_SUCH_KIND
        return Element(row, code, label, refused=refused, kind=kind)
    base = QuestionDraft(
        QuestionKind.TEXT,
        label,
        coded(code),
        help=plain(_text(question.get("description"))),
        required=question.get("isRequired") is True,
        condition=condition,
    )
    drafts, rows, reason = _drafts(kind, question, base)
    return Element(row, code, label, drafts, rows, kind=kind, reason=reason, remarks=tuple(remarks))


def _drafts(  # noqa: PLR0911 - a case per kind
    kind: str, question: dict[str, Json], base: QuestionDraft
) -> tuple[tuple[QuestionDraft, ...], tuple[QuestionDraft, ...], str]:
    stated = "stated_by_form"
    if kind in ("rating", "slider", "nouislider"):
        draft, reason = rated(base, _scale(question))
        return (draft,), (), reason
    if kind in ("radiogroup", "dropdown", "imagepicker", "buttongroup"):
        options = _options(question)
        scale = points_of((option.code, option.label) for option in options)
        if scale is not None:
            draft, reason = rated(base, scale)
            return (draft,), (), reason
        many = question.get("multiSelect") is True
        return (_with(base, QuestionKind.MULTIPLE if many else QuestionKind.SINGLE, options),), (), stated
    if kind in ("checkbox", "tagbox", "ranking"):
        most = number(question.get("maxSelectedChoices")) or 0
        return (_with(base, QuestionKind.MULTIPLE, _options(question), most=most),), (), stated
    if kind == "boolean":
        yes, no = _said(question.get("labelTrue")) or "true", _said(question.get("labelFalse")) or "false"
        return (_with(base, QuestionKind.SINGLE, options_of((("true", yes), ("false", no)))),), (), stated
    if kind == "html":
        words = plain(_text(question.get("html"))) or base.label
        return (_with(base, QuestionKind.INFO, (), label=words),), (), stated
    if kind == "multipletext":
        items = [as_object(item) for item in as_list(question.get("items"))]
        return tuple(_part(base, item, item) for item in items), (), stated
    if kind in ("matrix", "matrixdropdown"):
        return _matrix(kind, question, base)
    asked = text(question.get("inputType"))
    number_or_text = QuestionKind.NUMBER if asked in _NUMBERS else QuestionKind.TEXT
    return (_with(base, QuestionKind.DATE if asked.startswith("date") else number_or_text, ()),), (), stated


def _with(
    base: QuestionDraft,
    kind: QuestionKind,
    options: tuple[OptionDraft, ...],
    *,
    label: str = "",
    code: str = "",
    most: int = 0,
    scale: Scale | None = None,
) -> QuestionDraft:
    return QuestionDraft(
        kind,
        label or base.label,
        code or base.code,
        base.help,
        base.required,
        scale,
        options,
        most,
        base.condition,
    )


def _scale(question: dict[str, Json]) -> Scale:
    values = as_list(question.get("rateValues"))
    ends = [number(each.get("value") if isinstance(each, dict) else each) for each in values]
    points = [point for point in ends if point is not None]
    low = number(question.get("rateMin", question.get("min")))
    high = number(question.get("rateMax", question.get("max")))
    count = number(question.get("rateCount"))
    least = points[0] if points else 1 if low is None else low
    most = (
        points[-1] if points else least + count - 1 if count and high is None else 5 if high is None else high
    )
    if most <= least:
        least, most = 1, 5
    return Scale(
        least,
        most,
        low_label=_said(question.get("minRateDescription")),
        high_label=_said(question.get("maxRateDescription")),
    )


def _options(question: dict[str, Json]) -> tuple[OptionDraft, ...]:
    pairs = [_pair(choice) for choice in as_list(question.get("choices"))]
    if question.get("hasNone") or question.get("showNoneItem"):
        pairs.append(("none", _said(question.get("noneText")) or "None"))
    other = question.get("hasOther") is True or question.get("showOtherItem") is True
    return options_of(
        pairs, other=(_said(question.get("otherText")) or "Autre") if other else "", others=("other",)
    )


def _pair(choice: Json) -> tuple[str, str]:
    if isinstance(choice, dict):
        value = choice.get("value", choice.get("name"))
        return str(value if value is not None else ""), _said(choice.get("text")) or str(value)
    return str(choice), str(choice)


def _part(base: QuestionDraft, item: dict[str, Json], asked: dict[str, Json]) -> QuestionDraft:
    name = text(item.get("name"))
    label = f"{base.label} [{_said(item.get('title')) or name}]"
    kind = QuestionKind.NUMBER if text(asked.get("inputType")) in _NUMBERS else QuestionKind.TEXT
    return _with(base, kind, (), label=label, code=coded(f"{base.code}_{name}"))


def _matrix(
    kind: str, question: dict[str, Json], base: QuestionDraft
) -> tuple[tuple[QuestionDraft, ...], tuple[QuestionDraft, ...], str]:
    rows = [_pair(row) for row in as_list(question.get("rows"))]
    columns = as_list(question.get("columns"))
    if kind == "matrixdropdown":
        parts = [(row, as_object(column)) for row in rows for column in columns]
        choices = options_of(_pair(choice) for choice in as_list(question.get("choices")))
        return tuple(_cell(base, row, column, choices) for row, column in parts), (), "stated_by_form"
    options = options_of(_pair(column) for column in columns)
    scale = points_of((option.code, option.label) for option in options)
    if scale is not None:
        lines = tuple(
            QuestionDraft(
                QuestionKind.SCALE, label, coded(f"{base.code}_{code}"), required=base.required, scale=scale
            )
            for code, label in rows
        )
        return (_with(base, QuestionKind.GRID, (), scale=scale),), lines, "stated_by_form"
    made = tuple(
        _with(
            base,
            QuestionKind.SINGLE,
            options,
            label=f"{base.label} [{label}]",
            code=coded(f"{base.code}_{code}"),
        )
        for code, label in rows
    )
    return made, (), "stated_by_form"


def _cell(
    base: QuestionDraft, row: tuple[str, str], column: dict[str, Json], choices: tuple[OptionDraft, ...]
) -> QuestionDraft:
    name = text(column.get("name"))
    label = f"{base.label} [{row[1]}] [{_said(column.get('title')) or name}]"
    code = coded(f"{base.code}_{row[0]}_{name}")
    asked = text(column.get("cellType")) or "dropdown"
    if asked in ("text", "comment"):
        return _with(base, QuestionKind.TEXT, (), label=label, code=code)
    options = options_of(_pair(each) for each in as_list(column.get("choices"))) or choices
    kind = QuestionKind.MULTIPLE if asked == "checkbox" else QuestionKind.SINGLE
    return _with(base, kind if options else QuestionKind.TEXT, options, label=label, code=code)


_CONTAINS = re.compile(
    r"^\{(?P<code>[^{}]+)\}\s*(?:contains|allof|anyof)\s*\[?\s*['\"]?(?P<value>[^'\"\]]+)['\"]?\s*\]?$"
)
_NAME = re.compile(r"\{([^{}]+)\}")


def _condition(shown: str) -> Condition | None:
    contains = _CONTAINS.match(shown.strip())
    if contains:
        return Condition(coded(contains["code"]), "has", contains["value"].strip())
    if len(_NAME.findall(shown)) != 1:
        return None
    return condition_of(_NAME.sub(lambda found: coded(found[1]) or "_", shown))


def _text(value: Json) -> str:
    """A text, or the best language of a translated one."""
    if isinstance(value, dict):
        found = next((value[each] for each in _LANGUAGES if each in value), next(iter(value.values()), ""))
        return found if isinstance(found, str) else ""
    return value if isinstance(value, str) else ""


def _said(value: Json) -> str:
    return on_one_line(_text(value))


FAMILY = family(
    "surveyjs",
    "Questionnaire SurveyJS (JSON)",
    "clés « elements » ou « pages » dont chaque élément a « type » et « name »",
    proves=proves,
    load=load,
)
