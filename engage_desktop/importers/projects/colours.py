"""The colours of other tools as one of our eight hues."""

from __future__ import annotations

import colorsys
import re

_HEX = re.compile(r"^#?([0-9a-fA-F]{6})")
_GREY = 8
_DULL = 0.15  # saturation below which a colour is a grey
_HUES = ((1, 0), (4, 42), (7, 90), (3, 176), (2, 228), (5, 272), (6, 325), (1, 360))  # ours, in degrees


def hue_of(written: str | None) -> int:
    """The hue, 1 to 8, nearest to « #RRGGBB »; 0 when there is none."""
    match = _HEX.match(written or "")
    if match is None:
        return 0
    red, green, blue = (int(match[1][place : place + 2], 16) / 255 for place in (0, 2, 4))
    hue, lightness, saturation = colorsys.rgb_to_hls(red, green, blue)
    if saturation < _DULL or not 0.04 < lightness < 0.97:
        return _GREY
    return min(_HUES, key=lambda pair: abs(pair[1] - hue * 360))[0]
