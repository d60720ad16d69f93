"""A survey as one HTML file: opened from a USB key without a network, filled by one person after another."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from dataclasses import asdict
from pathlib import Path

from engage_desktop import paths
from engage_desktop.errors import EngageError, Reason
from engage_desktop.exporters.atomic import write_bytes
from engage_desktop.models.forms import FormLabels
from engage_desktop.models.names import slug
from engage_desktop.models.surveys import Question, QuestionKind, Survey

FORMAT = "engage-answers"
_UNSAFE = str.maketrans(
    {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
)
_BEFORE_TALL = re.compile(r" ([;!?%€»])")
_BEFORE_COLON = re.compile(r" :(?=\s|$)")
_PLACE = re.compile(r"\{\{(\w+)\}\}")
Json = str | int | bool | None | list["Json"] | dict[str, "Json"]


def write_form(survey: Survey, path: Path, labels: FormLabels) -> None:
    """Write the form at `path`, whole or not at all.

    Its policy allows the one style and the one script that it carries, by their hash, and nothing else.
    """
    if not any(each.kind is not QuestionKind.INFO for each in survey.questions):
        raise EngageError(Reason.SURVEY_WITHOUT_QUESTIONS, name=survey.name)
    write_bytes(path, form_page(survey, labels).encode())


def form_page(survey: Survey, labels: FormLabels) -> str:
    """The page itself."""
    folder = paths.resources() / "templates"
    style, script, page = (
        (folder / f"form.{ending}").read_text(encoding="utf-8") for ending in ("css", "js", "html")
    )
    filled = {
        "language": html.escape(survey.language),
        "policy": f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)};"
        " base-uri 'none'; form-action 'none'",
        "title": html.escape(survey.title or survey.name),
        "no_script": html.escape(labels.no_script),
        "style": style,
        "script": script,
        "survey": json.dumps(_survey(survey, labels), ensure_ascii=False).translate(_UNSAFE),
    }
    return _PLACE.sub(lambda found: filled[found.group(1)], page)


def _survey(survey: Survey, labels: FormLabels) -> dict[str, Json]:
    heads = tuple(each for each in survey.questions if each.parent is None)
    return {
        "uid": _uid(survey),
        "name": survey.name,
        "slug": slug(survey.name) or "engage",
        "version": survey.version,
        "title": _typeset(survey, survey.title or survey.name),
        "welcome": _typeset(survey, survey.welcome),
        "thanks": _typeset(survey, survey.thanks),
        "comma": "," if survey.language.startswith("fr") else ".",
        "labels": {key: str(value) for key, value in asdict(labels).items()},
        "questions": [_shown(survey, each) for each in heads],
        "asked": [_noted(survey, each) for each in survey.questions if _is_answered(survey, each)],
    }


_SILENT = (QuestionKind.INFO, QuestionKind.GRID)  # a grid is answered row by row


def _is_answered(survey: Survey, question: Question) -> bool:
    """Whether an answer may bear its name; what specifies an « Autre » is written beside its choice."""
    above = next((each for each in survey.questions if each.id == question.parent), None)
    return question.kind not in _SILENT and (above is None or above.kind is QuestionKind.GRID)


def _shown(survey: Survey, question: Question) -> dict[str, Json]:
    """A question as the form draws it."""
    shown: dict[str, Json] = {
        "code": question.code,
        "kind": question.kind.value,
        "label": _typeset(survey, question.label),
        "help": _typeset(survey, question.help),
        "required": question.required,
        "max_choices": question.max_choices,
    }
    if question.options:
        shown["options"] = [
            {"code": each.code, "label": each.label, "is_other": each.is_other} for each in question.options
        ]
    if question.scale is not None:
        shown["scale"] = {
            "low": question.scale.low,
            "high": question.scale.high,
            "low_label": _typeset(survey, question.scale.low_label),
            "high_label": _typeset(survey, question.scale.high_label),
        }
    if question.condition is not None:
        shown["condition"] = {key: str(value) for key, value in asdict(question.condition).items()}
    if question.kind is QuestionKind.GRID:
        shown["rows"] = [_shown(survey, each) for each in survey.rows(question)]
    return shown


def _noted(survey: Survey, question: Question) -> dict[str, Json]:
    """A question as the answer file describes it to whoever imports it."""
    noted: dict[str, Json] = {
        "code": question.code,
        "kind": question.kind.value,
        "label": survey.wording(question),
    }
    if question.scale is not None:
        noted["scale"] = {
            "low": question.scale.low,
            "high": question.scale.high,
            "version": question.scale.version,
            "direction": question.scale.direction.value,
        }
    if question.options:
        noted["options"] = [{"code": each.code, "label": each.label} for each in question.options]
    return noted


def _uid(survey: Survey) -> str:
    """Where a browser keeps the responses: two forms share it only if they ask the same."""
    codes = " ".join(sorted(each.code for each in survey.questions))
    return f"{survey.name}:{survey.version}:{hashlib.sha256(codes.encode()).hexdigest()[:12]}"


def _typeset(survey: Survey, text: str) -> str:
    """`text` with the blanks of French typography, so that no line begins with « ? »."""
    if not survey.language.startswith("fr"):
        return text
    text = _BEFORE_TALL.sub("\u202f\\1", text.replace("'", "\u2019"))
    return _BEFORE_COLON.sub("\u00a0:", text).replace("« ", "«\u202f")


def _hash(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"
