"""The selections of a REFI-QDA source: their codes and notes, placed in its text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from engage_desktop.importers.projects.placing import Wanted, clean, placed
from engage_desktop.importers.projects.raw import RawCoding, RawDocument, RawNote

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

Users = Mapping[str, str]
_WRITTEN = ("PlainTextSelection", "TranscriptSelection")


def put(
    document: RawDocument,
    written: str,
    source: Element,
    body: Element,
    users: Users,
    referred: Callable[[Element], list[str]],
) -> None:
    """Give the document its text and every coding of its source: placed, or with the problem that it has."""
    document.text = clean(written)
    selected = [each for each in body if each.tag in _WRITTEN]
    points = {each.get("guid", ""): _whole(each.get("position")) for each in body.findall("SyncPoint")}
    wanted = [_wanted(each, points) for each in selected]
    for element, want, place in zip(selected, wanted, placed(written, wanted), strict=True):
        for coding in _codings(element, users):
            coding.quote = want.quote
            _place(coding, place if written else "coding_without_text")
            document.codings.append(coding)
        notes = [element.findtext("Description", "").strip(), *referred(element)]
        if any(notes) and not isinstance(place, str) and written:
            document.notes.append(RawNote(*place, "\n\n".join(each for each in notes if each)))
    for coding in _codings(source, users):  # of the whole source
        coding.problem = "" if written else "coding_without_text"
        document.codings.append(coding)
    for element in source.iter():
        if element.tag.endswith("Selection") and not any(element is each for each in selected):
            for coding in _codings(element, users):
                coding.quote = element.get("name", "")
                coding.problem = "coding_not_text" if written else "coding_without_text"
                document.codings.append(coding)


def _wanted(element: Element, points: Mapping[str, int]) -> Wanted:
    """The passage of a selection; its name may be its words, or a title that somebody gave."""
    if element.tag == "TranscriptSelection":
        start = points.get(element.get("fromSyncPoint", ""), -1)
        return Wanted(start, points.get(element.get("toSyncPoint", ""), -1))
    start, end = _whole(element.get("startPosition")), _whole(element.get("endPosition"))
    return Wanted(start, end, element.get("name", ""))


def _codings(element: Element, users: Users) -> list[RawCoding]:
    found = []
    for coding in element.findall("Coding"):
        who = users.get(coding.get("creatingUser", ""), "")
        found += [RawCoding(each.get("targetGUID", ""), coder=who) for each in coding.findall("CodeRef")]
    return found


def _place(coding: RawCoding, place: tuple[int, int] | str) -> None:
    if isinstance(place, str):
        coding.problem = place
    else:
        coding.start, coding.end = place


def _whole(text: str | None) -> int:
    return int(text) if text is not None and text.isdecimal() and len(text) < 12 else -1
