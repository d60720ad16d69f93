"""PDF documents as paragraphs with their pages (runs in the limited process).

A PDF holds lines of print, not paragraphs: a line goes on with the next one when it fills the page's width, or
when the next begins in lower case. Page numbers, and a line that heads or ends most pages, are left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from engage_desktop.errors import EngageError, Reason
from engage_desktop.importers.archives import Lines

_MOST_PAGES = 5_000
_NUMBER = re.compile(r"^\W*(?:page|p\.)?\s*\d{1,4}(?:\s*(?:/|sur|of)\s*\d{1,4})?\W*$", re.IGNORECASE)
_ENDS = (".", "?", "!", "…", "»", ":", '"', "”")
_FULL = 0.75  # share of the longest usual line above which a line was broken for want of room
_REPEATED = 3  # pages that begin or end alike, at least, to be a running head


def paragraphs(path: Path) -> Lines:
    """Each paragraph with its 1-based number and page; a page without text gives an `empty` line.

    Raises NO_TEXT when no page has any: a scan is a picture of text.
    """
    pages = _pages(path)
    if not any(pages):
        raise EngageError(Reason.NO_TEXT, where=str(path), pages=len(pages))
    number = 0
    for page, lines in enumerate(_without_heads(pages), start=1):
        if not pages[page - 1]:
            number += 1
            yield {"n": number, "cells": [""], "style": "", "page": page, "empty": True}
        for text in joined(lines):
            number += 1
            yield {"n": number, "cells": [text], "style": "", "page": page}


def _pages(path: Path) -> list[list[str]]:
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError

    try:
        reader = PdfReader(path, strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise EngageError(Reason.PASSWORD_PROTECTED, where=str(path))
        if len(reader.pages) > _MOST_PAGES:
            raise EngageError(Reason.FILE_TOO_LARGE, where=str(path), limit=_MOST_PAGES, unit="pages")
        return [_lines(page.extract_text()) for page in reader.pages]
    except (FileNotDecryptedError, DependencyError):
        raise EngageError(Reason.PASSWORD_PROTECTED, where=str(path)) from None
    except RecursionError:
        raise EngageError(Reason.FILE_DAMAGED, where=str(path), detail="pdf: depth") from None
    except (
        PyPdfError,
        ValueError,
        KeyError,
        IndexError,
        TypeError,
        AttributeError,
        ArithmeticError,
        OSError,
        NotImplementedError,
        AssertionError,
    ) as error:  # fmt: skip - pypdf lets these through on a broken file
        raise EngageError(Reason.FILE_DAMAGED, where=str(path), detail=f"pdf: {error}"[:200]) from None


def _lines(text: str) -> list[str]:
    lines = [line.strip() for line in text.replace("\r", "\n").replace("\x00", "").split("\n")]
    while lines and not lines[-1]:
        lines.pop()
    return lines if any(lines) else []


def _without_heads(pages: Sequence[list[str]]) -> Iterator[list[str]]:
    ends: Counter[str] = Counter()
    for lines in pages:
        ends.update({lines[0], lines[-1]} if lines else set())
    heads = {line for line, n in ends.items() if n >= _REPEATED and n > len(pages) / 2}
    for lines in pages:
        kept = list(lines)
        for place in (0, -1):
            if kept and (kept[place] in heads or _NUMBER.match(kept[place])):
                kept.pop(place)
        yield kept


def joined(lines: Sequence[str]) -> list[str]:
    """Printed lines as paragraphs."""
    lengths = sorted(len(line) for line in lines if line)
    usual = lengths[int(len(lengths) * 0.9)] if lengths else 0
    found: list[str] = []
    open_line = ""
    for line in lines:
        if not line:
            open_line = ""
            continue
        if open_line and _goes_on(open_line, line, usual):
            found[-1] += line if open_line.endswith("-") else f" {line}"
        else:
            found.append(line)
        open_line = line
    return found


def _goes_on(line: str, following: str, usual: int) -> bool:
    if re.match(r"^[^\W\d_][\w .'’-]{0,30}\s?:(?:\s|$)", following) or _NUMBER.match(following):
        return False
    if following[0].islower():
        return True
    return len(line) >= _FULL * usual and not line.endswith(_ENDS)
