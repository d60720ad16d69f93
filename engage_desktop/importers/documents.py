"""Word documents as paragraphs and table rows, with their comments, in reading order (runs in the limited process)."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile

from engage_desktop.errors import EngageError, Reason
from engage_desktop.importers.archives import Lines

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph


def paragraphs(path: Path) -> Lines:
    """Each paragraph or table row with its 1-based number; cells merged over columns are given once.

    `notes` are the comments that begin in the paragraph, each with its author.
    """
    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from lxml.etree import LxmlError

    try:
        document = docx.Document(str(path))
        yield from _numbered(document.iter_inner_content(), _comments(document))
    except (
        PackageNotFoundError,
        BadZipFile,
        zlib.error,
        LxmlError,
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
        IndexError,
        AssertionError,
        RecursionError,
    ) as error:  # fmt: skip - python-docx lets these through on a broken part
        raise EngageError(Reason.FILE_DAMAGED, where=str(path), detail=f"docx: {error}"[:200]) from None


def _comments(document: Document) -> dict[str, str]:
    said = {}
    for comment in document.comments:
        text = comment.text.strip()
        if text:
            said[str(comment.comment_id)] = f"{comment.author} : {text}" if comment.author else text
    return said


def _numbered(content: Iterator[Paragraph | Table], comments: dict[str, str]) -> Lines:
    from docx.text.paragraph import Paragraph as DocxParagraph

    number = 0
    for block in content:
        if isinstance(block, DocxParagraph):
            number += 1
            style = block.style.name if block.style is not None else ""
            yield {
                "n": number,
                "cells": [block.text],
                "style": style or "",
                "notes": _beside(block._p, comments),
            }
            continue
        for row in block.rows:
            number += 1
            notes = _beside(row._tr, comments)
            yield {"n": number, "cells": _once(row.cells), "style": "table", "notes": notes}


def _beside(element: BaseOxmlElement, comments: dict[str, str]) -> list[str]:
    """The comments whose mark is in the element, each once."""
    if not comments:
        return []
    keys = element.xpath(".//w:commentReference/@w:id")
    return [comments[str(key)] for key in dict.fromkeys(keys) if str(key) in comments]


def _once(cells: tuple[_Cell, ...]) -> list[str]:
    texts: list[str] = []
    seen: list[int] = []
    for cell in cells:
        element = id(getattr(cell, "_tc", cell))
        if element not in seen:
            seen.append(element)
            texts.append(cell.text)
    return texts
