"""Words of the Verbatims screen: filter terms, facet values, groups."""

from __future__ import annotations

import datetime as dt
import re

from engage_desktop.errors import EngageError
from engage_desktop.models.emotions import Emotion
from engage_desktop.models.filters import Key, Term, parse
from engage_desktop.models.sentiment import Label
from engage_desktop.models.verbatims import VerbatimKind
from engage_desktop.ui.labels_verbatims import kinds_word, nps_group_word
from engage_desktop.ui.widgets.chips import sentiment_word
from engage_desktop.wording import emotions, tr
from engage_desktop.wording.typography import day, month_year, named, quoted

_MONTH = re.compile(r"(\d{4})-(\d{2})")


def nps_group(name: str) -> str:
    """« Détracteurs, 0–6 »…, « Sans note »."""
    return nps_group_word(name)


def sentiment_name(name: str) -> str:
    """« Négatif »…, « Sans sentiment », « Discordants »."""
    if name == "discordant":
        return tr("Discordants")
    return tr("Sans sentiment") if name == "none" else sentiment_word(Label(name))


def emotion_name(name: str) -> str:
    """« Colère »…, « Sans émotion »."""
    return tr("Sans émotion") if name == "none" else emotions.emotion_name(Emotion(name)).capitalize()


def kind_name(name: str) -> str:
    """« Mention », « Entretien »…"""
    return kinds_word(VerbatimKind(name))


def code_name(name: str) -> str:
    """The code's own name, or « Sans code »."""
    return tr("Sans code") if name == "none" else name


def chip_text(token: str) -> str:
    """What a chip says of one term, as written when there is nothing better."""
    try:
        term = parse(token).terms[0]
    except (EngageError, IndexError):
        return token
    said = ", ".join(_value(term, value) for value in term.values)
    prefix = _prefix(term)
    worded = named(prefix, said) if prefix else said
    return tr("sauf {what}", what=worded) if term.negated else worded


def _prefix(term: Term) -> str:
    names = {
        Key.ATTRIBUTE: term.name,
        Key.SCORE: term.name,
        Key.SURVEY: tr("Enquête"),
        Key.WAVE: tr("Vague"),
        Key.QUESTION: tr("Question"),
        Key.CODER: tr("Codeur"),
        Key.CHANNEL: tr("Canal"),
        Key.CSAT: "CSAT",
        Key.CES: "CES",
        Key.LANGUAGE: tr("Langue"),
        Key.CORRECTED: tr("Corrigés"),
        Key.DISCORDANT: tr("Discordants"),
        Key.FLAGGED: tr("Marqués"),
        Key.MEMO: tr("Avec mémo"),
    }
    return names.get(term.key, "")


def _value(term: Term, value: str) -> str:
    if term.key in (Key.NPS, Key.CSAT, Key.CES, Key.SCORE):
        return _points(term.key, value)
    worded = {Key.SENTIMENT: sentiment_name, Key.EMOTION: emotion_name, Key.KIND: kind_name}.get(term.key)
    if worded is not None:
        return worded(value)
    if term.key is Key.CODE and value in ("none", "sans"):
        return tr("Sans code")
    if term.key is Key.DATE:
        return " – ".join(_date(part) for part in value.split("..")) if ".." in value else _date(value)
    if value in ("yes", "no"):
        return tr("oui") if value == "yes" else tr("non")
    return quoted(value) if term.name == "phrase" else value


def _points(key: Key, value: str) -> str:
    """« 0–6 », « NPS 9 », « Détracteurs »."""
    if value[:1].isdigit():
        said = value.replace("..", "–")
        return f"NPS {said}" if key is Key.NPS else said
    return nps_group(value)


def _date(text: str) -> str:
    if not text:
        return "…"
    try:
        if _MONTH.fullmatch(text):
            return month_year(dt.date.fromisoformat(f"{text}-01"))
        return day(dt.date.fromisoformat(text)) if len(text) == 10 else text
    except ValueError:
        return text
