"""Word documents as paragraphs and table rows, in reading order (runs in the limited process)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol
from zipfile import BadZipFile

from engage_desktop.errors import EngageError, Reason
from engage_desktop.importers.archives import Lines



class _Style(Protocol):
    name: str | None


class _Paragraph(Protocol):
    text: str
    style: _Style | None


class _Cell(Protocol):
    text: str


class _Row(Protocol):
    cells: tuple[_Cell, ...]


class _Table(Protocol):
    rows: list[_Row]


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


def _numbered(content: Iterator[_Paragraph | _Table]) -> Lines:
    number = 0
    for block in content:
        table = getattr(block, "rows", None)
        if table is None:
            number += 1
            text, style = getattr(block, "text", ""), getattr(block, "style", None)
            yield {"n": number, "cells": [text], "style": (style.name or "") if style is not None else ""}
            continue
        for row in table:
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
