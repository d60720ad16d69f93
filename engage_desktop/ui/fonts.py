"""The bundled type: Inter for the tool, Source Serif 4 for people's words."""

from __future__ import annotations

from typing import Literal

from PySide6.QtGui import QFont, QFontDatabase

from engage_desktop import paths

Role = Literal[
    "hero", "kpi", "display", "title", "heading", "section", "card", "base", "button", "label", "detail",
    "detail_label", "figure", "figure_label", "detail_figure", "reading", "reading_italic", "quote", "mono",
]  # fmt: skip

SANS = "Inter"
DISPLAY = "Inter Display"
SERIF = "Source Serif 4"
_FALLBACK = ("Segoe UI", "SF Pro Text", "Noto Sans")

# role -> family, pixels at 100 %, line height in pixels, weight, tabular figures
_ROLES: dict[Role, tuple[str, int, int, int, bool]] = {
    "hero": (DISPLAY, 40, 44, 600, True),
    "kpi": (DISPLAY, 32, 40, 600, True),
    "display": (DISPLAY, 26, 32, 600, False),
    "title": (DISPLAY, 20, 26, 600, False),
    "heading": (DISPLAY, 18, 24, 600, False),
    "section": (SANS, 15, 22, 600, False),
    "card": (SANS, 14, 20, 600, False),
    "base": (SANS, 14, 20, 400, False),
    "button": (SANS, 14, 20, 500, False),
    "label": (SANS, 14, 20, 600, False),
    "detail": (SANS, 13, 18, 400, False),
    "detail_label": (SANS, 13, 18, 600, False),
    "figure": (SANS, 14, 20, 400, True),
    "figure_label": (SANS, 14, 20, 600, True),
    "detail_figure": (SANS, 13, 18, 400, True),
    "reading": (SERIF, 17, 29, 400, False),
    "reading_italic": (SERIF, 17, 29, 400, False),
    "quote": (SERIF, 16, 24, 400, False),
    "mono": ("monospace", 13, 18, 400, True),
}


def load_fonts() -> None:
    """Make the bundled families known to Qt; call once, after the application is made."""
    for path in sorted((paths.resources() / "fonts").glob("*.[ot]tf")):
        QFontDatabase.addApplicationFont(str(path))


def make_font(role: Role, *, zoom: int, size: int | None = None) -> QFont:
    """The font of `role` at `zoom` per cent; `size` replaces its pixels (a setting of the reader)."""
    family, pixels, _line, weight, tabular = _ROLES[role]
    font = QFont()
    font.setFamilies(["DejaVu Sans Mono", "Consolas", "Menlo"] if role == "mono" else [family, *_FALLBACK])
    if role == "mono":
        font.setStyleHint(QFont.StyleHint.Monospace)
    font.setPixelSize(max(1, round((size or pixels) * zoom / 100)))
    font.setWeight(QFont.Weight(weight))
    font.setItalic(role == "reading_italic")
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    if tabular:
        font.setFeature(QFont.Tag("tnum"), 1)
    return font


def line_height(role: Role, *, zoom: int) -> int:
    """The line height of `role`, in pixels at `zoom` per cent."""
    return round(_ROLES[role][2] * zoom / 100)
