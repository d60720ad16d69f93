"""XLSForm (KoboToolbox, ODK): a workbook with the sheets « survey », « choices » and perhaps « settings ».

As CSV it is the sheet « survey » alone, whose lists of choices are then unknown, or all sheets one after the other, the
name of each in the first column.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from engage_desktop.errors import EngageError, Reason
from engage_desktop.importers import decoding, delimited, limited
from engage_desktop.importers.adapters import Head
from engage_desktop.importers.cells import folded
from engage_desktop.importers.designs.design import (
    NO_CONDITION,
    NO_RANK,
    NO_REPEAT,
    NO_SUCH_KIND,
    NOT_ASKED,
    ONE_LANGUAGE,
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
from engage_desktop.importers.tabular import is_workbook
from engage_desktop.models.sources import DesignHead
from engage_desktop.models.surveys import Condition, OptionDraft, QuestionDraft, QuestionKind, Scale
from engage_desktop.progress import Progress

_DEVICE = {
    "start", "end", "today", "deviceid", "phonenumber", "simserial", "subscriberid", "username", "email", "audit",
    "start-geopoint", "calculate", "hidden", "xml-external", "csv-external", "background-audio",
}  # fmt: skip
_NOTHING_OF_OURS = {"geopoint", "geotrace", "geoshape", "image", "audio", "video", "file", "barcode"}
_CHOSEN = re.compile(
    r"^(?P<kind>select[ _]one|select[ _]multiple|rank|select1|select_(?:one|multiple)_from_file"
    r"|select all that apply from|select one from|add select (?:one|multiple) prompt using)"
    r"\s+(?P<list>[^\s]+)(?:\s+(?P<other>or[ _]other))?",
    re.IGNORECASE,
)
_SHEETS = ("survey", "choices", "settings")
_KIND = re.compile(
    r"^\s*(?:(?:begin|end)[ _](?:group|repeat|loop)|select|rank|text|string|integer|int|decimal|range|date|datetime"
    r"|time|note|calculate|geopoint|geotrace|geoshape|image|audio|video|file|barcode|acknowledge|start|end|today|deviceid"
    r"|phonenumber|username|audit|hidden|simserial|subscriberid)",
    re.IGNORECASE,
)
_NAME = re.compile(r"\$\{([^{}]+)\}")
_SELECTED = re.compile(
    r"^(?P<not>not\s*\(\s*)?selected\s*\(\s*\$\{(?P<code>[^{}]+)\}\s*,"
    r"\s*['\"](?P<value>[^'\"]*)['\"]\s*\)\s*\)?$"
)
_TRUE = ("true", "yes", "oui", "true()", "1", "vrai", "required")
_QUOTES = str.maketrans({"\u2019": "'", "\u2018": "'", "\u201c": '"', "\u201d": '"', "\u00a0": " "})


def proves(head: Head) -> float:
    """How sure it is of a CSV; the recogniser asks of the sheets of a workbook (`confidence`)."""
    if head.container != "text" or "type" not in head.text[:2_000] or "name" not in head.text[:2_000]:
        return 0.0
    rows = [
        row for row in delimited.sample_records(head.text, delimited.delimiter_of(head.text)[0]) if any(row)
    ]
    lines = _sheets_of(enumerate(rows, start=1)).get("survey", [])
    named = {_header(cell).split("::")[0] for cell in lines[0][1]} if lines else set()
    if not {"type", "name", "label"} <= named:
        return 0.0
    place = [_header(cell) for cell in lines[0][1]].index("type")
    known = sum(_KIND.match(row[place]) is not None for _number, row in lines[1:] if len(row) > place)
    return 0.95 if known >= max(2, 0.6 * (len(lines) - 1)) else 0.0


def confidence(sheets: Sequence[limited.Sheet]) -> float:
    """How sure it is that a workbook is an XLSForm, from the names of its sheets and their first rows."""
    names = {sheet.name.strip().casefold(): sheet for sheet in sheets}
    survey = names.get("survey")
    if survey is None:
        return 0.0
    headers = {folded(cell) for row in survey.rows[:5] for cell in row}
    if not {"type", "name"} <= headers:
        return 0.0
    return 0.97 if "choices" in names else 0.9


def load(path: Path, progress: Progress | None) -> Design:
    """The questionnaire in the workbook."""
    sheets = (
        {sheet.name.strip().casefold(): sheet.name for sheet in limited.probe(path, progress=progress).sheets}
        if is_workbook(path)
        else {name: name for name in _text_sheets(path)}
    )
    if "survey" not in sheets:
        raise EngageError(
            Reason.FORMAT_MISMATCH, where=str(path), expected="XLSForm", found=", ".join(sheets)
        )
    settings = next(iter(_sheet(path, sheets.get("settings"), progress)), None)
    lines = list(_sheet(path, sheets["survey"], progress))
    choices = _choices(_sheet(path, sheets.get("choices"), progress), settings)
    title = settings.get("form_title") if settings else ""
    language = settings.get("default_language") if settings else ""
    head = DesignHead(title or path.stem.replace("_", " "), title, _short(language) or "fr")
    form = _Form(choices, language)
    return Design(head, tuple(form.elements(lines)))


@dataclass(frozen=True, slots=True)
class _Line:
    """One row of a sheet by the names of its columns."""

    row: int
    cells: dict[str, str]

    def get(self, name: str) -> str:
        """The cell under `name`, or ""."""
        return self.cells.get(name, "").strip()

    def worded(self, name: str, language: str) -> str:
        """The cell of `name` in the language wished, else in French, else as it is, else in any."""
        found = {
            key: value for key, value in self.cells.items() if key.split("::")[0] == name and value.strip()
        }
        for wanted in (f"{name}::{language}" if language else "", "fr", name):
            for key, value in found.items():
                if key == wanted or (wanted == "fr" and _is_french(key)):
                    return value.strip()
        return next(iter(found.values()), "").strip()


def _is_french(key: str) -> bool:
    language = key.partition("::")[2]
    return "(fr)" in language or folded(language) in ("fr", "francais", "french")


def _short(language: str) -> str:
    match = re.search(r"\(([a-z]{2})\b", language)
    if match:
        return match[1]
    return {"francais": "fr", "french": "fr", "english": "en", "anglais": "en"}.get(folded(language), "")


def _sheet(path: Path, name: str | None, progress: Progress | None) -> Iterator[_Line]:
    """The rows of a sheet under its first row that says anything."""
    if name is None:
        return
    headers: list[str] | None = None
    for number, row in _numbered(path, name, progress):
        if not any(cell.strip() for cell in row):
            continue
        if headers is None:
            headers = [_header(cell) for cell in row]
            continue
        cells = {header: cell for header, cell in zip(headers, row, strict=False) if header and cell}
        yield _Line(number, cells)


def _numbered(path: Path, name: str, progress: Progress | None) -> Iterator[tuple[int, list[str]]]:
    if is_workbook(path):
        for first, rows in limited.sheet_rows(path, name, progress=progress):
            yield from ((first + place, list(row)) for place, row in enumerate(rows))
    else:
        yield from _text_sheets(path).get(name, [])


def _text_sheets(path: Path) -> dict[str, list[tuple[int, list[str]]]]:
    encoding = decoding.encoding_of(path)
    delimiter, _share = delimited.delimiter_of(delimited.sample_of(path, encoding))
    batches = delimited.records(path, encoding=encoding, delimiter=delimiter)
    return _sheets_of(
        (number, row) for numbers, rows in batches for number, row in zip(numbers, rows, strict=True)
    )


def _sheets_of(rows: Iterable[tuple[int, list[str]]]) -> dict[str, list[tuple[int, list[str]]]]:
    """The rows of each sheet of a CSV; without the names of sheets, all are those of « survey »."""
    found: dict[str, list[tuple[int, list[str]]]] = {}
    current = ""
    for number, row in rows:
        alone = row[0].strip().casefold() if row and not any(cell.strip() for cell in row[1:]) else ""
        if alone in _SHEETS:
            current = alone
        elif current:
            found.setdefault(current, []).append((number, row[1:]))
        else:
            found.setdefault("survey", []).append((number, row))
    return found


def _header(cell: str) -> str:
    name, mark, language = cell.partition(":")  # « label::French (fr) », or one colon as older forms have it
    mark, language = mark and "::", language.removeprefix(":")
    plain_name = {"list name": "list_name", "value": "name", "relevance": "relevant", "caption": "label"}.get(
        name.strip().casefold(), name.strip().casefold()
    )
    return f"{plain_name}{mark}{language.strip()}"


def _choices(lines: Iterable[_Line], settings: _Line | None) -> dict[str, list[tuple[str, str]]]:
    language = settings.get("default_language") if settings else ""
    found: dict[str, list[tuple[str, str]]] = {}
    for line in lines:
        label = on_one_line(line.worded("label", language)) or line.get("name")
        found.setdefault(line.get("list_name"), []).append((line.get("name"), label))
    return found


class _Form:
    """Walks down the sheet « survey », knowing the groups around each row."""

    def __init__(self, choices: dict[str, list[tuple[str, str]]], language: str) -> None:
        self._choices = choices
        self._language = language
        self._groups: list[tuple[str, str, bool]] = []  # name, its condition, whether it repeats
        self._shown: dict[
            str, frozenset[str]
        ] = {}  # of each question met: all that must hold for it to be asked

    def elements(self, lines: Sequence[_Line]) -> Iterator[Element]:
        """An element for each row that is no bracket of a group."""
        for line in lines:
            kind = " ".join(line.get("type").split())
            bracket = re.match(r"(?i)(begin|end)[ _](group|repeat|loop)\b", kind)
            if bracket is None:
                if kind:
                    yield self._element(line, kind)
            elif bracket[1].casefold() == "begin":
                again = bracket[2].casefold() != "group"
                self._groups.append((line.get("name"), line.get("relevant"), again))
            elif self._groups:
                self._groups.pop()

    def _element(self, line: _Line, kind: str) -> Element:
        code = line.get("name")
        label = on_one_line(line.worded("label", self._language)) or code
        bare = kind.split(maxsplit=1)[0].casefold()
        if bare in _DEVICE or bare in _NOTHING_OF_OURS:
            refused = NOT_ASKED if bare in _DEVICE else NO_SUCH_KIND
            return Element(line.row, code, label, refused=refused, kind=kind)
        shown = [each for each in (*(group[1] for group in self._groups), line.get("relevant")) if each]
        condition = self._when(code, shown)
        remarks: list[tuple[str, str]] = []
        if shown and condition is None:
            remarks.append((NO_CONDITION, " and ".join(shown)))
        if any(group[2] for group in self._groups):
            remarks.append((NO_REPEAT, code))
        if (
            sum(key.split("::")[0] == "label" and bool(value.strip()) for key, value in line.cells.items())
            > 1
        ):
            remarks.append((ONE_LANGUAGE, code))
        base = QuestionDraft(
            QuestionKind.TEXT,
            label,
            coded(code),
            help=plain(line.worded("hint", self._language)),
            required=line.get("required").casefold() in _TRUE,
            condition=condition,
        )
        draft, reason = self._draft(kind, bare, line, base)
        if draft is None:
            return Element(line.row, code, label, refused=NO_SUCH_KIND, kind=kind)
        if bare == "rank":
            remarks.append((NO_RANK, code))
        return Element(line.row, code, label, (draft,), kind=kind, reason=reason, remarks=tuple(remarks))

    def _when(self, code: str, shown: list[str]) -> Condition | None:
        """The one condition that says all of `shown`.

        A question that is not asked meets no condition: what its own asking demands need not be said again.
        """
        self._shown[coded(code)] = frozenset(shown)
        for said in shown:
            condition = _condition(said)
            if condition is not None and self._shown.get(condition.code, frozenset()) >= set(shown) - {said}:
                return condition
        return None

    def _draft(
        self, kind: str, bare: str, line: _Line, base: QuestionDraft
    ) -> tuple[QuestionDraft | None, str]:
        stated = "stated_by_form"
        chosen = _CHOSEN.match(kind)
        if chosen:
            return self._chosen(chosen, base)
        simple = {
            "text": QuestionKind.TEXT,
            "string": QuestionKind.TEXT,
            "integer": QuestionKind.NUMBER,
            "int": QuestionKind.NUMBER,
            "decimal": QuestionKind.NUMBER,
            "date": QuestionKind.DATE,
            "datetime": QuestionKind.DATE,
            "note": QuestionKind.INFO,
            "time": QuestionKind.TEXT,
            "acknowledge": QuestionKind.SINGLE,
            "trigger": QuestionKind.SINGLE,
        }.get(bare)
        if bare == "range":
            scale = _range(line.get("parameters"))
            return rated(base, scale) if scale else (_with(base, QuestionKind.NUMBER), stated)
        if simple is None:
            return None, stated
        options = options_of((("OK", "OK"),)) if simple is QuestionKind.SINGLE else ()
        return _with(base, simple, options), stated

    def _chosen(self, chosen: re.Match[str], base: QuestionDraft) -> tuple[QuestionDraft | None, str]:
        pairs = self._choices.get(chosen["list"], [])
        kind = chosen["kind"].casefold().replace(" ", "_")
        if not pairs or "from_file" in kind:
            return None, ""
        other = "Autre" if chosen["other"] else ""
        options = options_of(
            pairs, other=other, others=[code for code, label in pairs if _is_other(code, label)]
        )
        many = "multiple" in kind or kind in ("rank", "select_all_that_apply_from")
        scale = None if many or other else points_of(pairs)
        if scale is not None:
            return rated(base, scale)
        return _with(base, QuestionKind.MULTIPLE if many else QuestionKind.SINGLE, options), "stated_by_form"


def _is_other(code: str, label: str) -> bool:
    return code.casefold() in ("other", "autre") and folded(label).startswith(("autre", "other"))


def _with(base: QuestionDraft, kind: QuestionKind, options: tuple[OptionDraft, ...] = ()) -> QuestionDraft:
    return QuestionDraft(
        kind, base.label, base.code, base.help, base.required, None, options, 0, base.condition
    )


def _range(parameters: str) -> Scale | None:
    said = dict(re.findall(r"\b(\w+)\s*=\s*(-?\d+(?:\.\d+)?)", parameters))
    low, high, step = (
        float(said.get(key, usual)) for key, usual in (("start", "1"), ("end", "10"), ("step", "1"))
    )
    whole = low.is_integer() and high.is_integer() and step == 1
    return Scale(int(low), int(high)) if whole and 0 < high - low <= 20 else None


def _condition(shown: str) -> Condition | None:
    """`relevant` as a condition, when it is one comparison."""
    said = " ".join(shown.translate(_QUOTES).split())
    selected = _SELECTED.match(said)
    if selected:
        return Condition(coded(selected["code"]), "!=" if selected["not"] else "has", selected["value"])
    if len(_NAME.findall(said)) != 1:
        return None
    return condition_of(_NAME.sub(lambda found: coded(found[1]) or "_", said))


FAMILY = family(
    "xlsform",
    "Questionnaire XLSForm (XLSX, XLS, CSV)",
    "classeur dont la feuille « survey » a les colonnes « type » et « name », ou cette feuille en CSV",
    proves=proves,
    load=load,
)
