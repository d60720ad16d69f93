"""The look of the window: colours by token, fonts by role, lengths by zoom, one sheet made of them."""

from __future__ import annotations

import json
import string
from functools import lru_cache
from typing import Literal, get_args

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from engage_desktop import paths
from engage_desktop.ui.fonts import Role, line_height, make_font

Shade = Literal["light", "dark"]
Mode = Literal["system", "light", "dark"]
Token = Literal[
    "window", "sidebar", "surface", "surface2", "hover", "hoverSide", "line", "line2", "input",
    "text", "text2", "text3", "disabled", "accent", "accentHover", "accentTint", "onAccent", "focus",
    "det", "detText", "detTint", "pas", "pasText", "pasTint", "pro", "proText", "proTint",
    "danger", "dangerTint", "warn", "warnTint", "select",
    "code1", "code2", "code3", "code4", "code5", "code6", "code7", "code8",
]  # fmt: skip
TOKENS: tuple[Token, ...] = get_args(Token)
CODE_TOKENS: tuple[Token, ...] = ("code1", "code2", "code3", "code4", "code5", "code6", "code7", "code8")

SMALLEST_ZOOM = 80
LARGEST_ZOOM = 200
ZOOM_STEPS = (80, 90, 100, 110, 125, 150, 175, 200)
_TALLEST = 64  # the largest px_N that the sheet may name


@lru_cache(maxsize=1)
def _shades() -> dict[str, dict[str, str]]:
    text = (paths.resources() / "themes" / "tokens.json").read_text(encoding="utf-8")
    loaded = json.loads(text)
    return {shade: {token: loaded[shade][token] for token in TOKENS} for shade in ("light", "dark")}


class Theme(QObject):
    """What every widget asks for its colours, fonts and lengths; `changed` says that they are others now."""

    changed = Signal()

    def __init__(
        self, application: QApplication, *, mode: Mode = "system", zoom: int = 100, reading_size: int = 17
    ) -> None:
        super().__init__()
        self._application = application
        self._mode: Mode = mode
        self._zoom = _within(zoom)
        self._reading_size = reading_size
        self._fonts: dict[tuple[Role, int, int | None], QFont] = {}
        self._colors: dict[str, QColor] = {}
        self._strong = False
        application.setStyle(QStyleFactory.create("Fusion"))
        self._hints = application.styleHints()  # kept: what it gives is only valid while it lives
        self._hints.colorSchemeChanged.connect(self._follow_system)
        self._hints.accessibility().contrastPreferenceChanged.connect(self._follow_system)
        self.apply()

    # what is in force

    @property
    def mode(self) -> Mode:
        """What the user asked for."""
        return self._mode

    @property
    def shade(self) -> Shade:
        """What is shown: the user's wish, or the system's."""
        if self._mode != "system":
            return self._mode
        dark = self._hints.colorScheme() == Qt.ColorScheme.Dark
        return "dark" if dark else "light"

    @property
    def zoom(self) -> int:
        """Per cent, 80 to 200."""
        return self._zoom

    def set_mode(self, mode: Mode) -> None:
        """Follow the system, or stay light or dark."""
        if mode != self._mode:
            self._mode = mode
            self.apply()

    def set_zoom(self, zoom: int) -> None:
        """Draw at `zoom` per cent, kept within 80 and 200."""
        if _within(zoom) != self._zoom:
            self._zoom = _within(zoom)
            self.apply()

    @property
    def reading_size(self) -> int:
        """Pixels at 100 % of the text of verbatims, 15 to 24: what `font("reading")` gives."""
        return self._reading_size

    def set_reading_size(self, size: int) -> None:
        """Read verbatims in `size` pixels."""
        if size != self._reading_size:
            self._reading_size = size
            self.changed.emit()

    # what widgets ask

    def hex(self, token: Token) -> str:
        """The colour of `token` as `#RRGGBB`; high contrast strengthens hairlines and meta text."""
        if self._strong:
            strengthened: dict[Token, Token] = {"line": "input", "line2": "input", "text3": "text2"}
            token = strengthened.get(token, token)
        return _shades()[self.shade][token]

    def color(self, token: Token) -> QColor:
        """The colour of `token`."""
        return self._cached(self.hex(token))

    def mixed(self, token: Token, share: float, ground: Token = "surface") -> QColor:
        """`token` mixed into `ground`, `share` in [0, 1]: tints of chips and highlights."""
        over, under = self.color(token), self.color(ground)
        return QColor(
            round(over.red() * share + under.red() * (1 - share)),
            round(over.green() * share + under.green() * (1 - share)),
            round(over.blue() * share + under.blue() * (1 - share)),
        )

    def code_token(self, hue: int) -> Token:
        """The token of code hue 1 to 8; other numbers wrap around."""
        return CODE_TOKENS[(hue - 1) % len(CODE_TOKENS)]

    def chip_ground(self, token: Token) -> QColor:
        """Behind a code's chip: 10 % of its colour in the light, 18 % in the dark."""
        return self.mixed(token, 0.10 if self.shade == "light" else 0.18)

    def highlight(self, token: Token) -> QColor:
        """Behind coded text: 15 % in the light, 24 % in the dark."""
        return self.mixed(token, 0.15 if self.shade == "light" else 0.24)

    def px(self, length: float) -> int:
        """`length` logical pixels of the design at the zoom in force."""
        return round(length * self._zoom / 100)

    def font(self, role: Role, *, size: int | None = None) -> QFont:
        """The font of `role`, made once for each zoom."""
        if role in ("reading", "reading_italic") and size is None:
            size = self._reading_size
        key = (role, self._zoom, size)
        if key not in self._fonts:
            self._fonts[key] = make_font(role, zoom=self._zoom, size=size)
        return self._fonts[key]

    def line_height(self, role: Role) -> int:
        """The line height of `role` in pixels at the zoom in force."""
        if role in ("reading", "reading_italic"):
            return round(line_height(role, zoom=self._zoom) * self._reading_size / 17)
        return line_height(role, zoom=self._zoom)

    # applying

    def apply(self) -> None:
        """Give the application its palette, font and sheet."""
        self._strong = self._wants_contrast()
        self._colors.clear()
        self._application.setPalette(self._palette())
        self._application.setFont(self.font("base"))
        self._application.setStyleSheet(self.sheet())
        self.changed.emit()

    def sheet(self) -> str:
        """The style sheet of the shade and zoom in force."""
        template = (paths.resources() / "themes" / "window.qss").read_text(encoding="utf-8")
        values: dict[str, str] = {token: self.hex(token) for token in TOKENS}
        values |= {f"px_{n}": str(self.px(n)) for n in range(1, _TALLEST + 1)}
        values |= {
            "icons": (paths.resources() / "themes" / self.shade).as_posix(),
            "toast": "#232A27" if self.shade == "light" else "#E7EBE8",
            "onToast": "#F3F5F4" if self.shade == "light" else "#1B211E",
            "toastLine": "#6B736F" if self.shade == "light" else "#868D86",
            "toastHover": "#343C38" if self.shade == "light" else "#D3D8D5",
        }
        return string.Template(template).substitute(values)

    def _follow_system(self) -> None:
        self.apply()

    def _wants_contrast(self) -> bool:
        wish = self._hints.accessibility().contrastPreference()
        return wish == Qt.ContrastPreference.HighContrast

    def _cached(self, name: str) -> QColor:
        if name not in self._colors:
            self._colors[name] = QColor(name)
        return self._colors[name]

    def _palette(self) -> QPalette:
        role = QPalette.ColorRole
        pairs: tuple[tuple[QPalette.ColorRole, Token], ...] = (
            (role.Window, "window"),
            (role.WindowText, "text"),
            (role.Base, "surface"),
            (role.AlternateBase, "surface2"),
            (role.Text, "text"),
            (role.PlaceholderText, "text3"),
            (role.Button, "surface"),
            (role.ButtonText, "text"),
            (role.BrightText, "danger"),
            (role.Highlight, "accentTint"),
            (role.HighlightedText, "text"),
            (role.Link, "accent"),
            (role.LinkVisited, "accentHover"),
            (role.ToolTipBase, "text"),
            (role.ToolTipText, "window"),
            (role.Light, "surface"),
            (role.Midlight, "line"),
            (role.Mid, "line2"),
            (role.Dark, "input"),
            (role.Shadow, "line2"),
            (role.Accent, "accent"),
        )
        palette = QPalette()
        for one, token in pairs:
            palette.setColor(one, self.color(token))
        for one in (role.WindowText, role.Text, role.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, one, self.color("disabled"))
        return palette


def _within(zoom: int) -> int:
    return min(LARGEST_ZOOM, max(SMALLEST_ZOOM, zoom))
