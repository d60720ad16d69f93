"""What the limited process says of another study, line by line, and the values made of it on our side."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, fields
from typing import TypeVar

from engage_desktop.models.projects import StudyCode

Line = dict[str, object]
T = TypeVar("T")


@dataclass(slots=True)
class RawCoding:
    """A code on a passage: `start` and `end` in code points of the document's text, None for the whole of it.

    `problem` says why the passage could not be found; `quote` is what the other tool kept of it.
    """

    code: str
    start: int | None = None
    end: int | None = None
    quote: str = ""
    coder: str = ""
    problem: str = ""


@dataclass(slots=True)
class RawNote:
    """A note on a passage."""

    start: int
    end: int
    text: str


@dataclass(slots=True)
class RawDocument:
    """One source: its NFC text with line feeds, or "" and the `problem` that keeps it out."""

    name: str
    text: str = ""
    problem: str = ""
    memo: str = ""
    participant: str = ""
    attributes: list[list[str]] = field(default_factory=list)
    codings: list[RawCoding] = field(default_factory=list)
    notes: list[RawNote] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class RawProject:
    """A study read whole."""

    codes: tuple[StudyCode, ...]
    documents: tuple[RawDocument, ...]
    memo: str


def code_line(code: StudyCode) -> Line:
    """A code on its way out of the limited process."""
    return {"code": asdict(code)}


def document_line(document: RawDocument) -> Line:
    """A document on its way out of the limited process."""
    return {"document": asdict(document)}


def project(lines: Iterator[Line]) -> RawProject:
    """The study that these lines tell."""
    codes: list[StudyCode] = []
    documents: list[RawDocument] = []
    memo = ""
    for line in lines:
        if isinstance(code := line.get("code"), dict):
            codes.append(StudyCode(**code))
        elif isinstance(document := line.get("document"), dict):
            made = RawDocument(**document)
            made.codings = [_made(RawCoding, each) for each in made.codings]
            made.notes = [_made(RawNote, each) for each in made.notes]
            documents.append(made)
        elif "memo" in line:
            memo = str(line["memo"])
    return RawProject(tuple(codes), tuple(documents), memo)


def _made(kind: type[T], values: object) -> T:
    assert isinstance(values, dict)
    known = {each.name for each in fields(kind)}  # type: ignore[arg-type] # a dataclass
    return kind(**{key: value for key, value in values.items() if key in known})
