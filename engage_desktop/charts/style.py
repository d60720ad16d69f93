"""The look of charts: colours of the theme's tokens, the bundled Inter, sizes in logical pixels."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from engage_desktop import paths

if TYPE_CHECKING:
    from matplotlib.font_manager import FontProperties

DPI = 96  # one logical pixel is 1/96 inch
TEXT = 13.0  # the smallest size of any text, in pixels
Weight = Literal[400, 500, 600]
Theme = Literal["light", "dark"]


@dataclass(frozen=True, slots=True)
class ChartStyle:
    """The colours of one theme, by the names of the tokens (« #RRGGBB »)."""

    surface: str
    line: str
    line2: str
    text: str
    text2: str
    text3: str
    accent: str
    accentTint: str  # noqa: N815 - the token's own name
    det: str
    detText: str  # noqa: N815 - the token's own name
    pas: str
    pasText: str  # noqa: N815 - the token's own name
    pro: str
    proText: str  # noqa: N815 - the token's own name


@lru_cache(maxsize=2)
def chart_style(theme: Theme = "light") -> ChartStyle:
    """The colours of a theme; what is exported is always light."""
    tokens = json.loads((paths.resources() / "themes" / "tokens.json").read_text(encoding="utf-8"))[theme]
    return ChartStyle(**{field.name: str(tokens[field.name]) for field in fields(ChartStyle)})


_FACES: dict[str, tuple[str, int]] = {
    "Inter-Regular.ttf": ("Inter", 400),
    "Inter-Medium.ttf": ("Inter", 500),
    "Inter-SemiBold.ttf": ("Inter", 600),
    "InterDisplay-SemiBold.ttf": ("Inter Display", 600),
}


@lru_cache(maxsize=1)
def _families() -> tuple[str, ...]:
    """The bundled families that are here; each weight is registered under the family's own name."""
    import dataclasses

    import matplotlib as mpl
    from matplotlib import font_manager

    mpl.rcParams["svg.fonttype"] = "none"  # text stays text
    mpl.rcParams["svg.hashsalt"] = "engage"  # the same figure gives the same file
    mpl.rcParams["pdf.fonttype"] = 42
    mpl.rcParams["text.hinting"] = "none"  # widths as measured, letters evenly spaced
    manager = font_manager.fontManager
    found: list[str] = []
    for file, (family, weight) in _FACES.items():
        path = paths.resources() / "fonts" / file
        if not path.is_file():
            continue
        manager.addfont(path)
        # the file of a weight names itself « Inter SemiBold », 400: matplotlib would never pick it as a weight
        manager.ttflist[-1] = dataclasses.replace(manager.ttflist[-1], name=family, weight=weight)
        found.append(family)
    _fill_fallback_weights()
    return tuple(dict.fromkeys(found))


def _fill_fallback_weights() -> None:
    """Give DejaVu Sans, which has two weights, our three: otherwise each chart logs a complaint."""
    import dataclasses

    from matplotlib import font_manager

    entries = font_manager.fontManager.ttflist
    known = [each for each in entries if each.name == "DejaVu Sans" and each.style == "normal"]
    for entry in known:
        stand_in = {400: 500, 700: 600}.get(int(entry.weight) if str(entry.weight).isdigit() else 0)
        if stand_in is not None:
            entries.append(dataclasses.replace(entry, weight=stand_in))


@lru_cache(maxsize=32)
def font(size: float = TEXT, weight: Weight = 400, *, display: bool = False) -> FontProperties:
    """Inter (Inter Display for large figures), or DejaVu Sans where it is absent; `size` in pixels."""
    from matplotlib.font_manager import FontProperties

    wanted = ("Inter Display", "Inter") if display else ("Inter",)
    families = [family for family in wanted if family in _families()]
    return FontProperties(family=[*families, "DejaVu Sans"], size=size * 72 / DPI, weight=weight)


def measurable(words: str) -> str:
    """`words` with a broad letter for each sign that our fonts lack (emoji), to measure without complaint."""
    known = _known_signs()
    return (
        words if known.issuperset(map(ord, words)) else "".join(c if ord(c) in known else "M" for c in words)
    )


@lru_cache(maxsize=1)
def _known_signs() -> frozenset[int]:
    from matplotlib.font_manager import findfont, get_font

    family = font().get_family()
    files = [findfont(each) for each in family]
    return frozenset(sign for file in files for sign in get_font(file).get_charmap())
