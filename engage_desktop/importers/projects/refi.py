"""REFI-QDA: projects (.qdpx, .qde) of ATLAS.ti, MAXQDA, NVivo, QualCoder… and codebooks (.qdc).

Everything is read by its exact name inside the archive; a path that leads out of it is never followed.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from engage_desktop.errors import EngageError, Reason
from engage_desktop.importers import decoding, xml_trees
from engage_desktop.importers.projects import codebook, raw, selections

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_LARGEST = 256 << 20  # bytes of the project file, and of one text
_TEXTS = ("TextSource", "PDFSource")
_RECORDED = ("AudioSource", "VideoSource")
READ = (".qde", ".qdc", ".txt")  # the members that are unpacked, and counted


def lines(path: Path) -> Iterator[raw.Line]:
    """The study in `path`, its codebook first; raises FILE_DAMAGED, FILE_TOO_LARGE."""
    with path.open("rb") as file:
        zipped = file.read(2) == b"PK"
    if not zipped:
        yield from _Project(_parsed(path, path.read_bytes()), None, path).lines()
        return
    with zipfile.ZipFile(path) as archive:
        names = [each for each in archive.namelist() if each.lower().endswith(".qde")]
        names.sort(key=lambda name: (name.count("/"), name.lower() != "project.qde"))
        if not names:
            raise EngageError(Reason.FILE_DAMAGED, where=str(path), detail="qde")
        root = _parsed(path, _member(archive, names[0], path))
        yield from _Project(root, archive, path).lines()


def _member(archive: zipfile.ZipFile, name: str, path: Path) -> bytes:
    with archive.open(name) as file:
        data = file.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise EngageError(Reason.FILE_TOO_LARGE, where=str(path), limit=_LARGEST >> 20, unit="MiB")
    return data


def _parsed(path: Path, data: bytes) -> Element:
    if len(data) > _LARGEST:
        raise EngageError(Reason.FILE_TOO_LARGE, where=str(path), limit=_LARGEST >> 20, unit="MiB")
    root = xml_trees.root(data, path)
    for element in root.iter():
        element.tag = str(element.tag).rpartition("}")[2]  # 1.0 and 1.5 differ by their namespace alone
    return root


class _Project:
    """One project or codebook, parsed."""

    def __init__(self, root: Element, archive: zipfile.ZipFile | None, path: Path) -> None:
        self._root, self._archive, self._path = root, archive, path
        self._members = {} if archive is None else {name.lower(): name for name in archive.namelist()}
        self._notes = {note.get("guid", ""): note for group in root.findall("Notes") for note in group}
        self._users = {user.get("guid", ""): user.get("name", "") for user in root.iter("User")}
        self._variables = {each.get("guid", ""): each.get("name", "") for each in root.iter("Variable")}
        self._cases: dict[str, list[Element]] = {}
        for case in root.iter("Case"):
            for reference in case.findall("SourceRef"):
                self._cases.setdefault(reference.get("targetGUID", ""), []).append(case)

    def lines(self) -> Iterator[raw.Line]:
        """Codes, what the project says of itself, then its sources."""
        yield from map(raw.code_line, codebook.codes(self._root, note=self._note_text))
        said = [self._root.findtext("Description", ""), *self._referred(self._root)]
        memo = "\n\n".join(each for each in said if each.strip())
        if memo:
            yield {"memo": memo}
        for group in self._root.findall("Sources"):
            for source in group:
                if source.tag.endswith("Source"):
                    yield raw.document_line(self._document(source))

    def _document(self, source: Element) -> raw.RawDocument:
        document = raw.RawDocument(source.get("name", "") or source.get("guid", ""))
        said = [source.findtext("Description", ""), *self._referred(source)]
        document.memo = "\n\n".join(each for each in said if each.strip())
        self._describe(source, document)
        bodies = self._bodies(source)
        written = ""
        for body in bodies:
            written, document.problem = self._written(body)
            if written.strip():
                selections.put(document, written, source, body, self._users, self._referred)
                return document
        if not bodies:
            document.problem = "study_media"
        document.problem = document.problem or "study_no_text"
        selections.put(document, "", source, source, self._users, self._referred)
        return document

    def _bodies(self, source: Element) -> list[Element]:
        """The elements that may hold the text: the source itself, the text of a PDF, transcripts of a recording."""
        if source.tag in _RECORDED:
            return source.findall("Transcript")
        if source.tag not in _TEXTS:
            return []
        return [source] if source.tag == "TextSource" else source.findall("Representation")

    def _written(self, body: Element) -> tuple[str, str]:
        """The text, or "" and why there is none."""
        inside = body.findtext("PlainTextContent")
        if inside is not None and inside.strip():
            return inside, ""
        where = body.get("plainTextPath", "")
        if not where:
            return "", "study_no_text"
        if not where.startswith("internal://") or self._archive is None:
            return "", "study_elsewhere"
        name = self._members.get(f"sources/{where.removeprefix('internal://')}".lower())
        if name is None:
            return "", "study_not_inside"
        return _decoded(_member(self._archive, name, self._path)), ""

    def _describe(self, source: Element, document: raw.RawDocument) -> None:
        """Variables of the source, and of its case when it is about one alone."""
        cases = self._cases.get(source.get("guid", ""), [])
        holders = [*cases, source] if len(cases) == 1 else [source]
        document.participant = cases[0].get("name", "") if len(cases) == 1 else ""
        for holder in holders:
            for value in holder.findall("VariableValue"):
                reference = value.find("VariableRef")
                name = "" if reference is None else self._variables.get(reference.get("targetGUID", ""), "")
                said = next((each.text or "" for each in value if each.tag.endswith("Value")), "").strip()
                if name and said:
                    document.attributes.append([name, said])

    def _referred(self, element: Element) -> list[str]:
        """The texts of the notes that an element refers to."""
        found = [self._note_text(each.get("targetGUID", "")) for each in element.findall("NoteRef")]
        return [text for text in found if text]

    def _note_text(self, guid: str) -> str:
        note = self._notes.get(guid)
        if note is None:
            return ""
        text, _problem = self._written(note)
        said = text.strip() or note.findtext("Description", "").strip()
        name = note.get("name", "").strip()
        return f"{name} : {said}" if name and said and not said.startswith(name) else said or name


def _decoded(data: bytes) -> str:
    for encoding in ("utf-8-sig", "utf-16"):
        if encoding == "utf-16" and data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
            continue
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode(decoding.eight_bit_encoding(data), "replace")
