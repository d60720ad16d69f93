"""What people said, made fit for a file format without being changed for the eye."""

from __future__ import annotations

import re

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\0")


def for_xml(text: str) -> str:
    """`text` with the few characters that XML cannot hold shown as U+FFFD."""
    return _NOT_XML.sub("\ufffd", text)


def for_spreadsheet(text: str) -> str:
    """`text` with « ' » before what a spreadsheet would take for a formula when it opens a CSV file."""
    return "'" + text if text.startswith(_RISKY) else text
