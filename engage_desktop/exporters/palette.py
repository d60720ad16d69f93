"""The colours and fonts of what leaves the application: always the light theme."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from engage_desktop import paths

SANS = "Inter"
DISPLAY = "Inter Display"
SERIF = "Source Serif 4"


@lru_cache(maxsize=1)
def _light() -> dict[str, str]:
    text = (paths.resources() / "themes" / "tokens.json").read_text(encoding="utf-8")
    return {name: str(value) for name, value in json.loads(text)["light"].items()}


def color(token: str) -> str:
    """The six hexadecimal digits of a token, without « # »."""
    return _light()[token].removeprefix("#")


def rgb(token: str) -> Any:
    """The colour of a token as python-pptx wants it."""
    from pptx.dml import color as inks

    ink: Any = inks
    return ink.RGBColor(*bytes.fromhex(color(token)))
