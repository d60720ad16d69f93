"""What every questionnaire file becomes: a head, and elements that are questions, refused, or kept in part.

An element is one thing that the author of the questionnaire wrote (a question, a note, a calculation): one row of the
import. What our questions cannot express is never dropped in silence: it is a remark on its element.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from engage_desktop.errors import EngageError, Reason
from engage_desktop.importers.adapters import Family, FormatInfo, Head
from engage_desktop.importers.wording_rules import Wording
from engage_desktop.models.names import variable
from engage_desktop.models.sources import (
    DesignHead,
    DesignRecord,
    Mapping,
    PersonalData,
    Plan,
    Proposal,
    Reading,
    Recognition,
    RowProblem,
    SourceKind,
)
from engage_desktop.models.surveys import (
    NPS_SCALE,
    Condition,
    OptionDraft,
    QuestionDraft,
    QuestionKind,
    Scale,
)
from engage_desktop.progress import Progress

LARGEST = 64 << 20  # bytes of a questionnaire
HEADERS = ("code", "kind", "label", "options")  # what the preview shows, named where words are
_PREVIEWED = 500
_BREAK = re.compile(r"(?i)<br\s*/?>|</p>|</div>|</li>|</h[1-6]>")
_TAG = re.compile(r"</?[A-Za-z!][^<>]{0,2000}>")
_UNSEEN = re.compile(r"(?is)<(script|style)\b.*?</\1>")

# What is kept of a question without its all; each names a sentence of the window.
NO_CONDITION = "kept_without_condition"
NO_RANK = "kept_without_rank"
NO_COMMENT = "kept_without_comment"
NO_REPEAT = "kept_once"
ONE_LANGUAGE = "kept_in_one_language"
NOT_ASKED = "not_asked"  # a refused element: computed, hidden, recorded by the device
NO_SUCH_KIND = "no_such_kind"  # a refused element: nothing of ours asks this


@dataclass(frozen=True, slots=True)
class Element:
    """One thing that the questionnaire holds, `number` being its 1-based place."""

    number: int
    code: str
    label: str
    drafts: tuple[QuestionDraft, ...] = ()
    rows: tuple[QuestionDraft, ...] = ()  # of the first draft, when it is a grid
    refused: str = ""
    kind: str = ""  # the file's own word for it, shown with a refusal
    reason: str = "stated_by_form"  # why its kind
    remarks: tuple[tuple[str, str], ...] = ()  # reason, what was lost


@dataclass(frozen=True, slots=True)
class Design:
    """A questionnaire as its file says it."""

    head: DesignHead
    elements: tuple[Element, ...]


def family(
    format_id: str,
    name: str,
    how: str,
    *,
    proves: Callable[[Head], float],
    load: Callable[[Path, Progress | None], Design],
) -> Family:
    """The import format of one tool's questionnaires."""
    info = FormatInfo(format_id, SourceKind.DESIGN, name, how)

    def propose(path: Path, recognition: Recognition, progress: Progress | None) -> Proposal:
        design = _loaded(load, path, progress)
        return _proposal(path, recognition, design)

    def read(path: Path, mapping: Mapping, progress: Progress | None) -> Reading:
        del mapping  # nothing of a questionnaire is mapped
        design = _loaded(load, path, progress)
        return Reading(Plan(), _records(design), rows_hint=len(design.elements), design=design.head)

    return Family(info, proves=proves, propose=propose, read=read)


def _loaded(load: Callable[[Path, Progress | None], Design], path: Path, progress: Progress | None) -> Design:
    if path.stat().st_size > LARGEST:
        raise EngageError(Reason.FILE_TOO_LARGE, where=str(path), limit=LARGEST >> 20, unit="MiB")
    design = load(path, progress)
    if not any(element.drafts for element in design.elements):
        raise EngageError(Reason.NO_ROWS, where=str(path))
    return design


def _proposal(path: Path, recognition: Recognition, design: Design) -> Proposal:
    shown = design.elements[:_PREVIEWED]
    return Proposal(
        path=str(path),
        recognition=recognition,
        mapping=Mapping(
            recognition.format, SourceKind.DESIGN, recognition.layout, survey=design.head.name or path.stem
        ),
        headers=HEADERS,
        preview=tuple(_line(element) for element in shown),
        preview_rows=tuple(element.number for element in shown),
        rows=len(design.elements),
        size=path.stat().st_size,
        personal_data=PersonalData(),
    )


def _line(element: Element) -> tuple[str, ...]:
    first = element.drafts[0] if element.drafts else None
    if first is None:
        return element.code, element.refused, element.label or element.kind, ""
    if first.scale is not None:
        options = f"{first.scale.low}–{first.scale.high}"
    else:
        options = " · ".join(option.label for option in first.options)
    if element.rows:
        options = " · ".join(row.label for row in element.rows)
    return element.code, first.kind.value, element.label, options


def _records(design: Design) -> Iterator[DesignRecord | RowProblem]:
    for element in design.elements:
        if not element.drafts:
            yield RowProblem(element.number, element.code, element.refused, element.label or element.kind)
            continue
        yield DesignRecord(
            element.number,
            element.drafts,
            element.rows,
            element.reason,
            tuple(
                RowProblem(element.number, element.code, reason, value) for reason, value in element.remarks
            ),
        )


# what the readers of each tool share


def plain(text: object) -> str:
    """Words without their HTML, blanks at their ends, nor runs of empty lines."""
    if not isinstance(text, str) or not text:
        return ""
    said = text
    if "<" in said:
        said = _TAG.sub("", _BREAK.sub("\n", _UNSEEN.sub("", said)))
    if "&" in said:
        said = html.unescape(said)
    lines = (" ".join(line.split()) for line in said.replace("\x00", "").splitlines())
    return "\n".join(line for line in lines if line)


def on_one_line(text: object) -> str:
    """`plain` words on one line."""
    return " ".join(plain(text).split())


def coded(code: str) -> str:
    """A code of the file as the name of a variable."""
    return variable(code)


def options_of(
    pairs: Iterable[tuple[str, str]], *, other: str = "", others: Iterable[str] = ()
) -> tuple[OptionDraft, ...]:
    """Options from (code, label) pairs; `other` adds « Autre » under that label, `others` are codes that mean it."""
    known = frozenset(others)
    made = [OptionDraft(label or code, code, code in known) for code, label in pairs if label or code]
    if other and not any(option.is_other for option in made):
        made.append(OptionDraft(other, "other", is_other=True))
    return tuple(made)


def points_of(labels: Iterable[tuple[str, str]]) -> Scale | None:
    """The scale of answers that are all whole numbers one after the other ((code, label) pairs), else None."""
    said = list(labels)
    points: list[int] = []
    for _code, label in said:
        match = re.match(r"^\s*(-?\d{1,2})(?!\d)(?:\s*[-–—:=.)]\s*\D.*|\s*)$", label, re.DOTALL)
        if match is None:
            return None
        points.append(int(match[1]))
    ordered = sorted(points)
    if len(ordered) < 3 or ordered != list(range(ordered[0], ordered[-1] + 1)):
        return None
    words = {point: _after(label) for point, (_code, label) in zip(points, said, strict=True)}
    return Scale(ordered[0], ordered[-1], low_label=words[ordered[0]], high_label=words[ordered[-1]])


def _after(label: str) -> str:
    return re.sub(r"^\s*-?\d{1,2}\s*[-–—:=.)]*\s*", "", label).strip()


def rated(draft: QuestionDraft, scale: Scale) -> tuple[QuestionDraft, str]:
    """The draft as a rating on `scale`, and why: a recommendation when its wording asks for one from 0 to 10."""
    ends = (scale.low, scale.high)
    rating = replace(draft, kind=QuestionKind.SCALE, scale=scale, options=())
    if ends != (NPS_SCALE.low, NPS_SCALE.high):
        return rating, "stated_by_form"
    if not Wording(draft.label).recommends:
        return rating, "bare_0_10"
    nps = replace(scale, version=NPS_SCALE.version)
    return replace(rating, kind=QuestionKind.NPS, scale=nps), "wording_recommends_0_10"


_SIMPLE = re.compile(
    r"^\(*\s*(?P<code>[A-Za-z_][\w.\-]*?)(?:\.(?:NAOK|value|shown))*\s*(?P<operator>==|!=|<>|<=|>=|<|>|=)\s*"
    r"(?:(?P<quote>[\"'])(?P<text>[^\"']+)(?P=quote)|(?P<plain>-?\d+(?:\.\d+)?|true|false))\s*\)*$"
)


def condition_of(expression: str) -> Condition | None:
    """« code operator value » as a condition, or None when it says more than one comparison."""
    match = _SIMPLE.match(" ".join(expression.split()))
    if match is None:
        return None
    value = (match["text"] or match["plain"]).strip()
    operator = {"==": "=", "<>": "!="}.get(match["operator"], match["operator"])
    return Condition(coded(match["code"]), operator, value)
