"""The codebook of a REFI-QDA project: a tree of codes, or names whose marks make one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from engage_desktop.importers.projects.colours import hue_of
from engage_desktop.models.projects import StudyCode

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_DEEPEST = 50
_MARKS = (("taguette", "."), ("atlas", "::"))  # tools without a tree, and what stands for one in their names


def codes(root: Element, *, note: Callable[[str], str] = lambda _guid: "") -> Iterator[StudyCode]:
    """Every code, each after its parent; `note` gives the text of a note by its id."""
    book = root if root.tag == "CodeBook" else root.find("CodeBook")
    if book is None:
        return
    found: list[StudyCode] = []
    for group in book.findall("Codes"):
        _gather(group, "", 0, found, note)
    mark = next((mark for tool, mark in _MARKS if tool in root.get("origin", "").lower()), "")
    flat = not any(code.parent for code in found)
    yield from _nested(found, mark) if mark and flat else found


def _gather(
    parent: Element, above: str, depth: int, found: list[StudyCode], note: Callable[[str], str]
) -> None:
    for element in parent.findall("Code") if depth < _DEEPEST else ():
        key = element.get("guid", "") or f"code-{len(found)}"
        said = [
            element.findtext("Description", "").strip(),
            *(note(each.get("targetGUID", "")) for each in element.findall("NoteRef")),
        ]
        name = element.get("name", "").strip() or key
        description = "\n\n".join(each for each in said if each)
        found.append(StudyCode(len(found) + 1, key, name, above, hue_of(element.get("color")), description))
        _gather(element, key, depth + 1, found, note)


def _nested(found: list[StudyCode], mark: str) -> list[StudyCode]:
    """Codes named « a.b » put under « a » when there is such a code; parents first."""
    by_name = {code.name: code for code in found}
    made: list[StudyCode] = []
    for code in sorted(found, key=lambda code: code.name.count(mark)):
        above = code.name.rpartition(mark)[0]
        while above and above not in by_name:
            above = above.rpartition(mark)[0]
        name = code.name[len(above) + len(mark) :].strip() if above else code.name
        parent = by_name[above].key if above and name else ""
        made.append(replace(code, name=name if parent else code.name, parent=parent))
    return [replace(code, row=row) for row, code in enumerate(made, start=1)]
