"""OpenDocument texts as paragraphs and table rows, with their notes, in reading order (runs in the limited process)."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from engage_desktop.errors import EngageError, Reason
from engage_desktop.importers import xml_trees
from engage_desktop.importers.archives import Lines

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
_MOST_SPACES = 1_000  # that one element may stand for
_DEEPEST = 100


def paragraphs(path: Path) -> Lines:
    """Each paragraph or table row with its 1-based number, its comments and footnotes as `notes`."""
    try:
        with zipfile.ZipFile(path) as archive:
            data = archive.read("content.xml")
    except (zipfile.BadZipFile, KeyError, ValueError) as error:
        raise EngageError(Reason.FILE_DAMAGED, where=str(path), detail=f"odt: {error}"[:200]) from None
    root = xml_trees.root(data, path)
    body = root.find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise EngageError(Reason.FILE_DAMAGED, where=str(path), detail="odt: office:text")
    parents = {
        style.get(f"{_STYLE}name", ""): style.get(f"{_STYLE}parent-style-name", "")
        for style in root.iter(f"{_STYLE}style")
    }
    for number, (cells, style, notes) in enumerate(_blocks(body, parents, 0), start=1):
        yield {"n": number, "cells": cells, "style": style, "notes": notes}


def _blocks(
    parent: Element, styles: dict[str, str], depth: int
) -> Iterator[tuple[list[str], str, list[str]]]:
    if depth > _DEEPEST:
        return
    for element in parent:
        if element.tag in (f"{_TEXT}p", f"{_TEXT}h"):
            notes: list[str] = []
            yield [_said(element, notes)], _style(element, styles), notes
        elif element.tag == f"{_TABLE}table":
            yield from _rows(element)
        elif element.tag != f"{_TEXT}tracked-changes":  # what was deleted is no part of the text
            yield from _blocks(element, styles, depth + 1)


def _rows(table: Element) -> Iterator[tuple[list[str], str, list[str]]]:
    for row in table.iter(f"{_TABLE}table-row"):
        notes: list[str] = []
        cells = [
            "\n".join(_said(each, notes) for each in cell.iter() if each.tag in (f"{_TEXT}p", f"{_TEXT}h"))
            for cell in row.findall(f"{_TABLE}table-cell")
        ]
        yield cells, "table", notes


def _style(element: Element, parents: dict[str, str]) -> str:
    if element.tag == f"{_TEXT}h":
        return "Heading"
    name = element.get(f"{_TEXT}style-name", "")
    named = parents.get(name) or name
    return named.replace("_20_", " ")


def _said(element: Element, notes: list[str]) -> str:
    """The text of a paragraph; comments and footnotes go to `notes`."""
    parts = [element.text or ""]
    for child in element:
        if child.tag == f"{_OFFICE}annotation":
            who = child.findtext(_CREATOR, "")
            said = "\n".join("".join(each.itertext()) for each in child.iter(f"{_TEXT}p"))
            notes.append(f"{who} : {said}" if who else said)
        elif child.tag == f"{_TEXT}note":
            notes.append("\n".join("".join(each.itertext()) for each in child.iter(f"{_TEXT}p")))
        elif child.tag == f"{_TEXT}s":
            count = child.get(f"{_TEXT}c", "1")
            parts.append(" " * min(int(count) if count.isdecimal() and len(count) < 6 else 1, _MOST_SPACES))
        elif child.tag == f"{_TEXT}tab":
            parts.append("\t")
        elif child.tag == f"{_TEXT}line-break":
            parts.append("\n")
        else:
            parts.append(_said(child, notes))
        parts.append(child.tail or "")
    return "".join(parts)
