"""Personal data that a text cites: where they stand, and the marks that may stand in their place."""

from __future__ import annotations

import re
from bisect import bisect
from dataclasses import dataclass
from functools import lru_cache

EMAIL, PHONE, IBAN, SOCIAL_SECURITY = "email", "phone", "iban", "social_security"
KINDS = (EMAIL, PHONE, IBAN, SOCIAL_SECURITY)

# What a mark says is content: it is written in the language of the study, not in that of the window.
MARKS: dict[str, dict[str, str]] = {
    "fr": {
        EMAIL: "[adresse e-mail]",
        PHONE: "[numéro de téléphone]",
        IBAN: "[IBAN]",
        SOCIAL_SECURITY: "[numéro de sécurité sociale]",
    },
    "en": {
        EMAIL: "[e-mail address]",
        PHONE: "[phone number]",
        IBAN: "[IBAN]",
        SOCIAL_SECURITY: "[social security number]",
    },
}
Marks = tuple[tuple[str, str], ...]  # kind → what is written in its place
# A number whose key is right is nobody's by chance, and no analysis needs it.
USUALLY_REPLACED: Marks = ((SOCIAL_SECURITY, MARKS["fr"][SOCIAL_SECURITY]),)
EVERY_MARK = re.compile("|".join(re.escape(mark) for said in MARKS.values() for mark in said.values()))

# Bounded repetitions: an unbounded e-mail pattern is quadratic on long texts without @.
ADDRESS = re.compile(r"[\w.+%-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,5}")
_GAP = r"[\s.\u00a0\u202f-]"
_GAPS = r"[\s.()\u00a0\u202f-]{0,2}"
_ABROAD = (
    "30|31|32|34|351|352|353|36|39|41|44|49|7|20|211|212|213|216|221|223|225|226|228|229|237|241|243|261|377"
)
# Each shape begins with what it may begin with, and looks behind after: searching is three times faster.
_PHONES = (
    re.compile(
        r"[+0](?<![\w.,+].)(?:(?:(?<=\+)|0)\s?(?:33|262|590|594|596|687|689)\s?(?:\(0\)\s?|0)?|(?<=0))"
        rf"[1-9](?:{_GAP}?\d{{2}}){{4}}(?!\w)"
    ),
    re.compile(
        rf"[+0](?<![\w.,+].)(?:(?<=\+)|0)\s?(?:(?:{_ABROAD})(?:{_GAPS}\d){{8,12}}|1(?:{_GAPS}\d){{10}})(?!\w)"
    ),
)
_IBAN_HEAD = re.compile(r"[A-Za-z](?<!\w.)[A-Za-z]\d{2}(?=[ \u00a0\u202f]?\w{2})")
_IBAN_BLANKS = " \u00a0\u202f"
_IBAN_LENGTHS = {
    "AD": 24, "AE": 23, "AL": 28, "AT": 20, "BA": 20, "BE": 16, "BG": 22, "BH": 22, "CH": 21, "CY": 28, "CZ": 24,
    "DE": 22, "DK": 18, "EE": 20, "ES": 24, "FI": 18, "FO": 18, "FR": 27, "GB": 22, "GE": 22, "GI": 23, "GL": 18,
    "GR": 27, "HR": 21, "HU": 28, "IE": 22, "IL": 23, "IS": 26, "IT": 27, "KW": 30, "LB": 28, "LI": 21, "LT": 20,
    "LU": 20, "LV": 21, "MC": 27, "MD": 24, "ME": 22, "MK": 19, "MR": 27, "MT": 31, "MU": 30, "NL": 18, "NO": 15,
    "PL": 28, "PS": 29, "PT": 25, "QA": 29, "RO": 24, "RS": 22, "SA": 24, "SE": 24, "SI": 19, "SK": 24, "SM": 27,
    "TN": 24, "TR": 26, "UA": 29, "XK": 20,
}  # fmt: skip
_NIR = re.compile(
    rf"[1-478](?<!\d.){_GAP}?\d{{2}}{_GAP}?(?:0[1-9]|1[0-2]|[2-9]\d)"
    rf"{_GAP}?(?:\d{{2}}|2[ABab]){_GAP}?\d{_GAP}?\d{{2}}{_GAP}?\d{{3}}{_GAP}?\d{{2}}(?!\d)"
)
_BLANKS_AND_DOTS = re.compile(r"[\s.-]")
# Nine digits in a row or nearly, or the middle of a Corsican number: no date or hour alone has them. What is looked at
# ahead, one class eight times, puts most numbers aside at a third of the cost.
_LONG_DIGITS = re.compile(
    r"[0-9](?=[0-9\s.()-]{8}|[\s.-]?2[ABab])(?:(?:[\s.()-]{0,2}[0-9]){8}|[\s.-]?2[ABab])"
)


@dataclass(frozen=True, slots=True)
class Span:
    """Where a text cites something personal, in code points, and of which kind."""

    start: int
    end: int
    kind: str


def may_cite(text: str) -> bool:
    """Whether a text, or many joined, may cite something personal: quick, and never wrongly False."""
    return "@" in text or _LONG_DIGITS.search(text) is not None


def cited(text: str) -> tuple[Span, ...]:
    """What a text cites, in order, nothing twice; a number that has a key is told only when its key is right."""
    found: list[Span] = []
    if "@" in text:
        found += [Span(*match.span(), EMAIL) for match in ADDRESS.finditer(text)]
    if _LONG_DIGITS.search(text):
        for span in _numbers(text):  # the surest first: what they cover is not looked at again
            place = bisect(found, span.start, key=_start)
            if (not place or found[place - 1].end <= span.start) and (
                place == len(found) or span.end <= found[place].start
            ):
                found.insert(place, span)
    return tuple(found)


def _start(span: Span) -> int:
    return span.start


def _numbers(text: str) -> list[Span]:
    found = []
    for match in _IBAN_HEAD.finditer(text):
        end = _end_of_iban(text, match.start())
        if end:
            found.append(Span(match.start(), end, IBAN))
    found += [
        Span(*match.span(), SOCIAL_SECURITY) for match in _NIR.finditer(text) if is_social_security(match[0])
    ]
    if "0" in text or "+" in text:
        for shape in _PHONES:
            found += [Span(*match.span(), PHONE) for match in shape.finditer(text)]
    return found


def _end_of_iban(text: str, start: int) -> int:
    """Where the account number that begins at `start` ends: its country says how long it is; 0 when it is none."""
    length = _IBAN_LENGTHS.get(text[start : start + 2].upper(), 0)
    said: list[str] = []
    at = start
    while len(said) < length and at < len(text):
        if text[at].isascii() and text[at].isalnum():
            said.append(text[at])
        elif text[at] not in _IBAN_BLANKS:
            return 0
        at += 1
    alone = at == len(text) or not text[at].isalnum()
    return at if length and alone and is_iban("".join(said)) else 0


def is_iban(text: str) -> bool:
    """Whether the check digits are right (ISO 13616, modulus 97)."""
    compact = "".join(text.split())
    if not 15 <= len(compact) <= 34 or not compact.isascii() or not compact.isalnum():
        return False
    digits = "".join(str(int(char, 36)) for char in compact[4:] + compact[:4])
    return int(digits) % 97 == 1


def is_social_security(text: str) -> bool:
    """Whether the key of a French social security number is right: 97 − number mod 97, Corsica as 19 and 18."""
    compact = _BLANKS_AND_DOTS.sub("", text).upper()
    number = compact[:13]
    if number[5:7] in ("2A", "2B"):
        number = number[:5] + ("19" if number[6] == "A" else "18") + number[7:]
    digits = number + compact[13:]
    return len(digits) == 15 and digits.isdecimal() and int(digits[13:]) == 97 - int(number) % 97


class Masking:
    """Texts with marks in place of what they cite; equal marks give equal texts."""

    __slots__ = ("_marks",)

    def __init__(self, marks: Marks) -> None:
        self._marks = dict(marks)

    def __bool__(self) -> bool:
        """Whether anything is replaced at all."""
        return bool(self._marks)

    def text(self, text: str) -> str:
        """`text` with its marks."""
        if not self._marks or not may_cite(text):
            return text
        return self.moved(text)[0]

    def moved(self, text: str) -> tuple[str, tuple[tuple[int, int, int], ...]]:
        """`text` with its marks, and for each (start, end) of what was replaced how much longer its mark is."""
        parts: list[str] = []
        moves: list[tuple[int, int, int]] = []
        at = 0
        for span in cited(text):
            mark = self._marks.get(span.kind)
            if mark is None:
                continue
            parts += (text[at : span.start], mark)
            moves.append((span.start, span.end, len(mark) - (span.end - span.start)))
            at = span.end
        parts.append(text[at:])
        return "".join(parts), tuple(moves)


def followed(start: int, end: int, moves: tuple[tuple[int, int, int], ...]) -> tuple[int, int]:
    """Where a passage stands once marks were put in its text: one that cut into a mark takes the whole of it."""
    before = within = 0
    for first, last, longer in moves:
        if last <= start:
            before += longer
        elif first < end:
            within += longer
            start, end = min(start, first), max(end, last)
    return start + before, end + before + within


@lru_cache(maxsize=8)
def marks_in(language: str) -> Marks:
    """The mark of every kind in a study of that language; French where there are none of its own."""
    said = MARKS.get(language[:2], MARKS["fr"])
    return tuple((kind, said[kind]) for kind in KINDS)


def without_marks(text: str) -> str:
    """`text` with a break where a mark stands: a mark is no word of who speaks."""
    return EVERY_MARK.sub(" ; ", text) if "[" in text else text
