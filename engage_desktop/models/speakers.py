"""What is kept of who speaks in a transcript: labels that name nobody."""

from __future__ import annotations

import re
from collections.abc import Iterable

from engage_desktop.models.names import folded

INTERVIEWER = "interviewer"  # what a mapping's `speakers` says of who asks
_ASKS = re.compile(
    r"^(?:enqu?(?:eteur|etrice)?s?\b|enq\.?$|interview(?:er|eur|euse|eurs)s?\b|itw(?:er"
    r"|eur)?\b|q\d{0,3}$|questions?$|animat(?:eur|rice)\b|moderat(?:eur|rice|or)\b"
    r"|chercheu(?:r|se)\b|int\.?$)"
)
_ANSWERS = re.compile(
    r"^(?:enquetee?s?\b|interviewee?s?\b|r\d{0,3}$|reponses?$|repondante?s?\b"
    r"|participante?s?\b|e\d{1,3}$|[ep]-?\d{1,3}$|sujet\b)"
)
_CODE = re.compile(r"(?:[A-Z]{1,4}|(?i:[a-z]|ent|itw|int|part|pers|rep|res))[\s._-]{0,2}\d{1,4}")
_ROLE = re.compile(r"[a-z]+\.?(?: ?(?:n° ?)?\d{1,3})?")


def asks(label: str) -> bool:
    """Whether a label says that who bears it interviews (« Enquêtrice », « Q »)."""
    plain = folded(label)
    return _ASKS.match(plain) is not None and not answers(label)


def answers(label: str) -> bool:
    """Whether a label says that who bears it is interviewed (« R », « Participante 2 », « E-07 »)."""
    return _ANSWERS.match(folded(label)) is not None


def names_anybody(label: str) -> bool:
    """Whether a label says only that this person answers (« R », « Répondant 1 »): each interview has one of these."""
    return answers(label) and re.match(r"^[ep]-?\d", folded(label)) is None


def is_code(label: str) -> bool:
    """Whether somebody is already known by a label such as « E-01 »."""
    return _CODE.fullmatch(label.strip()) is not None


def tells_no_name(label: str) -> bool:
    """Whether a label may be kept as it is written: a role (« Enquêteur », « R2 ») or a code (« E-07 »)."""
    role = (asks(label) or answers(label)) and _ROLE.fullmatch(folded(label)) is not None
    return role or is_code(label)


def kept_as(speakers: Iterable[str], asking: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Each speaker with how they are kept: `INTERVIEWER`, their own label when it tells no name, « Participant 2 »."""
    interviewers = frozenset(asking)
    found: list[tuple[str, str]] = []
    number = 0
    for name in speakers:
        if name in interviewers:
            found.append((name, INTERVIEWER))
            continue
        number += 1
        found.append((name, name if tells_no_name(name) else participant(number)))
    return tuple(found)


def participant(number: int) -> str:
    """The label of the `number`th person who answers; the same word in both languages."""
    return f"Participant {number}"


def shown(name: str, kept: str) -> str:
    """What stands beside a turn: of who asks, only a label that tells no name."""
    if kept == INTERVIEWER:
        return name if tells_no_name(name) else ""
    return kept
