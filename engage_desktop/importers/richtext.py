"""RTF documents as paragraphs and table rows (runs in the limited process)."""

from __future__ import annotations

from pathlib import Path

from engage_desktop.errors import EngageError, Reason
from engage_desktop.importers.archives import Lines

_LARGEST = 64 << 20


def paragraphs(path: Path) -> Lines:
    """Each paragraph or table row with its 1-based number."""
    from striprtf.striprtf import rtf_to_text

    if path.stat().st_size > _LARGEST:
        raise EngageError(Reason.FILE_TOO_LARGE, where=str(path), limit=_LARGEST >> 20, unit="MiB")
    # One byte, one letter: the code page that the document names is applied by the reader itself.
    written = path.read_bytes().decode("latin-1")
    try:
        text = rtf_to_text(written, errors="replace")  # type: ignore[no-untyped-call] # it has no types
        assert isinstance(text, str)
    except (ValueError, LookupError, ArithmeticError) as error:
        raise EngageError(Reason.FILE_DAMAGED, where=str(path), detail=f"rtf: {error}"[:200]) from None
    tables = "\\trowd" in written
    for number, line in enumerate(text.replace("\r", "").split("\n"), start=1):
        cells = line.removesuffix("|").split("|") if tables and line.endswith("|") else [line]
        yield {"n": number, "cells": cells, "style": "table" if len(cells) > 1 else "", "notes": []}
