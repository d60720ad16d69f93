"""Cells of a survey file as values: scores, numbers, counts, texts and reasons for no answer.

A parser takes the cell as written and gives the value, or a `Refused`. Every parser is meant to be called
once per distinct cell: the readers remember what a cell gave.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import filterfalse

from engage_desktop.models.personal import Masking
from engage_desktop.models.sources import AnswerValue, Missing
from engage_desktop.models.surveys import Scale

LONGEST = 1_000_000  # characters of one cell, as everywhere in the house
_SHOWN = 200  # characters of a refused cell kept for the list of refusals


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a cell has no value: a `RowProblem` without its place."""

    reason: str
    value: str
    expected: str = ""


Parser = Callable[[str], AnswerValue | Refused]

_NOT_APPLICABLE = ("n/a", "na", "#n/a", "non concerne", "non concernee", "non concerne(e)", "sans objet")
_DONT_KNOW = (
    "ns/nc", "nsp", "ns", "ne sait pas", "ne sais pas", "je ne sais pas", "sait pas", "don't know",
    "i don't know", "dont know", "ne se prononce pas", "nspp",
)  # fmt: skip
_REFUSED = (
    "refus",
    "refuse de repondre",
    "prefere ne pas repondre",
    "prefer not to say",
    "prefer not to answer",
)
MISSING_WORDS: dict[str, Missing] = {
    **dict.fromkeys(_NOT_APPLICABLE, Missing.NOT_APPLICABLE),
    "not applicable": Missing.NOT_APPLICABLE,
    **dict.fromkeys(_DONT_KNOW, Missing.DONT_KNOW),
    **dict.fromkeys(_REFUSED, Missing.REFUSED),
}
# In an open question « je ne sais pas » is what a person said; only the marks of tools are no text.
TEXT_MARKS = ("n/a", "#n/a", "ns/nc")
_LABEL_PREFIX = re.compile(r"^-?[0-9]{1,3}\s*[.):-]\s+")
_SURROGATE_OR_NUL = re.compile("[\ud800-\udfff\x00]")
_FORMULA_GUARD = re.compile(r"^'(?=[=+\-@\t\r])")

_SCORE = re.compile(
    r"^(?:A|Item ?)?(0?[0-9]|[1-9][0-9]{1,2})(?:[.,]0+)?(?:(?:\s*[-–—:=]\s*|\s*[.)]\s+|\s+)(?!(?:ou|or"
    r"|et|and|à|a|to)\b)[^\W\d_].*)?$",
    re.DOTALL | re.IGNORECASE,
)
_OUT_OF = re.compile(r"^([0-9]{1,3})(?:[.,]0+)?\s*/\s*([0-9]{1,3})$")  # « 8/10 »
_MOST_STARS = 7
_STARS = re.compile(r"^[★⭐🌟]+[☆✩]*\ufe0f?$")
_NUMERIC = re.compile(r"^-?[0-9]+(?:[.,][0-9]+)?$")
_MONEY_OR_PERCENT = re.compile(r"(?:€|\$|£|%|EUR|USD)$|^(?:€|\$|£)", re.IGNORECASE)
_PLAIN_NUMBER = re.compile(r"^[+-]?[0-9]+(?:\.[0-9]+)?$")
_GROUPED_BY_COMMA = re.compile(r"^[+-]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?$")
_GROUPED_BY_POINT = re.compile(r"^[+-]?[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?$")
_SPACES = re.compile(r"[\s'\u2019]+")
_WHOLE = re.compile(r"\s*(-?[0-9]{1,15})\s*$")


def folded(text: str) -> str:
    """`text` without case, accents or runs of spaces: how headers and marks are compared."""
    if not text.isascii():
        bare = unicodedata.normalize("NFKD", text.replace("\u2019", "'").replace("\u00a0", " "))
        text = "".join(filterfalse(unicodedata.combining, bare))
    return " ".join(text.casefold().split())


def missing(cell: str, codes: Iterable[str] = ()) -> Missing | None:
    """The reason for no answer that a cell states (« Ns/Nc », « 99. Ns/Nc », a code of the tool), else None."""
    if len(cell) > 40:
        return None
    bare = cell.strip()
    if bare in codes:
        return Missing.REFUSED
    plain = folded(bare)
    found = MISSING_WORDS.get(plain) or MISSING_WORDS.get(_LABEL_PREFIX.sub("", plain))
    # A bilingual label (« je ne sais pas / I don't know ») says it twice.
    return found or (MISSING_WORDS.get(plain.split("/")[0].strip()) if "/" in plain else None)


def whole(value: object) -> int:
    """A place, a rank or a count as another program wrote it; 0 for what is no whole number of reasonable size."""
    match = _WHOLE.match("" if value is None else str(value))
    return int(match[1]) if match else 0


def refused(reason: str, cell: str, expected: str = "") -> Refused:
    """A refusal that keeps enough of the cell to be found again."""
    return Refused(reason, cell[:_SHOWN], expected)


def clean_text(text: str) -> str:
    """What was said, as stored: NFC, line breaks as U+000A, no NUL nor lone surrogate, no outer blanks."""
    if text.startswith("'"):
        text = _FORMULA_GUARD.sub("", text)
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _SURROGATE_OR_NUL.sub("\ufffd", text).strip()


def masking_parser(parse: Parser, masking: Masking) -> Parser:
    """`parse`, what it gives having marks in place of the personal data that it cites."""
    if not masking:
        return parse

    def masked(cell: str) -> AnswerValue | Refused:
        value = parse(cell)
        if isinstance(value, str):
            return masking.text(value)
        return tuple(map(masking.text, value)) if isinstance(value, tuple) else value

    return masked


def needs_cleaning(joined: str) -> bool:
    """Whether any of several cells, each preceded by U+001E, needs more than the removal of outer blanks."""
    if "\r" in joined or "\x00" in joined or "\x1e'" in joined:
        return True
    if joined.isascii():
        return False
    try:
        joined.encode()  # much faster than looking for a lone surrogate
    except UnicodeEncodeError:
        return True
    return not unicodedata.is_normalized("NFC", joined)


def text_parser(codes: tuple[str, ...] = ()) -> Parser:
    """Parser of an open question: text, None when empty, `Missing` for the marks that tools write."""

    def parse(cell: str) -> AnswerValue | Refused:
        text = clean_text(cell)
        if not text:
            return None
        if len(text) > LONGEST:
            return refused("too_long", text, str(LONGEST))
        if len(text) < 8 and (text in codes or text.casefold() in TEXT_MARKS):
            return missing(text, codes) or Missing.NOT_APPLICABLE
        return text

    return parse


def score_parser(scale: Scale, codes: tuple[str, ...] = ()) -> Parser:
    """Parser of a scale: a whole point of `scale`; "9", "9.0", "9,0", "10 - Extrêmement probable", "A10"."""
    expected = f"{scale.low}-{scale.high}"
    ends = {folded(scale.low_label): scale.low, folded(scale.high_label): scale.high}
    ends.pop("", None)

    def parse(cell: str) -> AnswerValue | Refused:
        text = cell.strip().removeprefix("'")
        if not text:
            return None
        match = _SCORE.match(text)
        if match and int(match[1]) in scale:
            return int(match[1])
        point, best = point_out_of(text)
        if point is not None and point in scale and (best or min(scale.high, _MOST_STARS)) == scale.high:
            return point
        none = missing(text, codes)
        if none is not None:
            return none
        if folded(text) in ends:
            return ends[folded(text)]
        numeric = match is not None or _NUMERIC.match(text) is not None
        return refused("out_of_scale" if numeric else "not_a_number", cell, expected)

    return parse


def point_out_of(text: str) -> tuple[int | None, int]:
    """The point that « 8/10 » or « ★★★★☆ » gives, and the best one that it states (0 for none); None for neither."""
    out_of = _OUT_OF.match(text)
    if out_of:
        return int(out_of[1]), int(out_of[2])
    stars = len(text.replace("\ufe0f", ""))
    if _STARS.match(text) and stars <= _MOST_STARS:
        return sum(text.count(star) for star in "★⭐🌟"), 0
    return None, 0


def as_number(cell: str, decimal: str) -> int | float | None:
    """The number in a cell (« 1 234,56 € », « 62,5 % », "10,1"), or None; `decimal` is "," or "."."""
    text = cell.strip().removeprefix("'")
    if not text or len(text) > 40 or not any(c.isdigit() for c in text):
        return None
    text = _SPACES.sub("", _MONEY_OR_PERCENT.sub("", text).strip()) if not _PLAIN_NUMBER.match(text) else text
    if "," in text:
        if decimal == "." and _GROUPED_BY_COMMA.match(text):
            text = text.replace(",", "")
        elif _GROUPED_BY_POINT.match(text) or text.count(",") == 1:
            text = (text.replace(".", "") if _GROUPED_BY_POINT.match(text) else text).replace(",", ".")
        elif _GROUPED_BY_COMMA.match(text):
            text = text.replace(",", "")
    elif decimal == "," and text.count(".") > 1 and _GROUPED_BY_POINT.match(text):
        text = text.replace(".", "")
    if not text.isascii() or not _PLAIN_NUMBER.match(text):
        return None
    value = float(text)
    return int(text) if "." not in text else int(value) if value.is_integer() else value


def number_parser(decimal: str, codes: tuple[str, ...] = ()) -> Parser:
    """Parser of a figure in the file's decimal style."""

    def parse(cell: str) -> AnswerValue | Refused:
        text = cell.strip()
        if not text:
            return None
        none = missing(text, codes)
        if none is not None:
            return none
        value = as_number(text, decimal)
        return refused("not_a_number", cell) if value is None else value

    return parse


def choice_parser(codes: tuple[str, ...] = ()) -> Parser:
    """Parser of a single choice: its label on one line."""

    def parse(cell: str) -> AnswerValue | Refused:
        text = clean_text(cell)
        if not text:
            return None
        if len(text) > LONGEST:
            return refused("too_long", text, str(LONGEST))
        return missing(text, codes) or text

    return parse


def attribute_parser(codes: tuple[str, ...] = ()) -> Parser:
    """Parser of an attribute: its value, or None where the tool says that it does not apply."""

    def parse(cell: str) -> AnswerValue | Refused:
        text = clean_text(cell)
        if len(text) > LONGEST:
            return refused("too_long", text, str(LONGEST))
        if not text or text in codes or text.casefold() in TEXT_MARKS:
            return None
        return text

    return parse


_MOST_COUNTED = 1 << 53  # beyond, a number is no longer whole to a reader of tables
_COUNT_SUFFIX = re.compile(r"^([0-9]+(?:[.,][0-9]+)?)\s?([kKmM])$")


def count_parser() -> Parser:
    """Parser of a counter of a network (« 1 204 », "1,2 k"): a whole number ≥ 0, or None for a dash."""

    def parse(cell: str) -> AnswerValue | Refused:
        text = cell.strip()
        if not text or text in ("-", "–", "—") or missing(text):
            return None
        short = _COUNT_SUFFIX.match(text)
        if short:
            factor = 1_000 if short[2] in "kK" else 1_000_000
            counted = float(short[1].replace(",", ".")) * factor
            return round(counted) if counted <= _MOST_COUNTED else refused("not_a_number", cell)
        grouped = _GROUPED_BY_COMMA.match(text) or _GROUPED_BY_POINT.match(text)
        value = as_number(text.replace(",", "").replace(".", "") if grouped else text, ",")
        if value is None or not 0 <= value <= _MOST_COUNTED or value != int(value):
            return refused("not_a_number", cell)
        return int(value)

    return parse
