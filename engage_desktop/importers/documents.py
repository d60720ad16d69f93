"""Word documents as paragraphs and table rows, in reading order (runs in the limited process)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from zipfile import BadZipFile

from engage_desktop.errors import EngageError, Reason
from engage_desktop.importers.archives import Lines

if TYPE_CHECKING:
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph


def paragraphs(path: Path) -> Lines:
    """Each paragraph or table row with its 1-based number; cells merged over columns are given once."""
    import docx
    from docx.opc.exceptions import PackageNotFoundError
    from lxml.etree import LxmlError

    try:
        document = docx.Document(str(path))
        yield from _numbered(document.iter_inner_content())
    except (PackageNotFoundError, BadZipFile, LxmlError, KeyError, ValueError) as error:
        raise EngageError(Reason.FILE_DAMAGED, where=str(path), detail=f"docx: {error}"[:200]) from None


def _numbered(content: Iterator[Paragraph | Table]) -> Lines:
    from docx.text.paragraph import Paragraph as DocxParagraph

    number = 0
    for block in content:
        if isinstance(block, DocxParagraph):
            number += 1
            style = block.style.name if block.style is not None else ""
            yield {"n": number, "cells": [block.text], "style": style or ""}
            continue
        for row in block.rows:
            number += 1
            yield {"n": number, "cells": _once(row.cells), "style": "table"}


def _once(cells: tuple[_Cell, ...]) -> list[str]:
    texts: list[str] = []
    seen: list[int] = []
    for cell in cells:
        element = id(getattr(cell, "_tc", cell))
        if element not in seen:
            seen.append(element)
            texts.append(cell.text)
    return texts
