"""A deck as values: every word already said, every figure already rounded for its label.

The window paints these slides and the exporter writes them: what is on the screen is what is in the deck. Lengths are
in units of a slide 1280 wide and 720 high.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

WIDTH, HEIGHT = 1280, 720


class Tone(Enum):
    """The colour token of a mark; opinion and accent are never mixed."""

    ACCENT = "accent"
    DETRACTOR = "det"
    PASSIVE = "pas"
    PROMOTER = "pro"
    MUTED = "line2"
    PLAIN = "text"
    IRIS = "code2"
    OCHRE = "code4"


class ChartKind(Enum):
    """How the marks of a chart are drawn."""

    COLUMNS = "columns"  # one column per mark, from zero
    BARS = "bars"  # one horizontal bar per mark, from zero
    TREND = "trend"  # a line over time and its interval
    DOTS = "dots"  # one dot per group with its interval, and the whole as a line
    PAIRS = "pairs"  # two horizontal bars per mark, from zero


class SlideKind(Enum):
    """What a slide is for; the value is the `kind` of a report item."""

    TITLE = "title"
    ESSENTIALS = "essentials"
    FIGURE = "figure"
    QUOTES = "quotes"
    TEXT = "text"
    METHOD = "method"


@dataclass(frozen=True, slots=True)
class Box:
    """A place on the slide."""

    x: int
    y: int
    width: int
    height: int


TITLE_BOX = Box(64, 44, 1152, 92)
FOOT_BOX = Box(64, 656, 1040, 32)
NUMBER_BOX = Box(1136, 656, 80, 32)
BODY_BOX = Box(64, 156, 1152, 480)
CHART_BOX = Box(64, 156, 800, 480)
ASIDE_BOX = Box(904, 168, 312, 456)


@dataclass(frozen=True, slots=True)
class Mark:
    """One point, column or dot: its value with the ends of its interval, and how it is written."""

    label: str
    value: float | None
    shown: str = ""
    tone: Tone = Tone.ACCENT
    low: float | None = None
    high: float | None = None
    n: int | None = None
    fragile: bool = False


@dataclass(frozen=True, slots=True)
class ChartPlan:
    """A chart: `id` is the figure's stable name, `format` the spreadsheet's number format of its values.

    `names` head the columns of its table: marks, values, lower end, upper end, base. `whole` is drawn across;
    `axis` is its lowest and highest value and the step of its grid. Of pairs, `second` are the other bars, in the order
    of `marks`, and `legend` names both kinds of bars. Of dots, `legend` names what stands below, level and above, in
    this order, which gives each its shape.
    """

    id: str
    kind: ChartKind
    marks: tuple[Mark, ...]
    names: tuple[str, str, str, str, str]
    description: str
    format: str = "General"
    axis: tuple[float, float, float] | None = None
    whole: float | None = None
    whole_name: str = ""
    axis_name: str = ""
    legend: tuple[tuple[str, Tone], ...] = ()
    second: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class PicturePlan:
    """A chart that PowerPoint has no kind for, as a PNG of `width` by `height` pixels, and its figures as a table."""

    id: str
    png: bytes
    width: int
    height: int
    description: str
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str | float | None, ...], ...] = ()

    def within(self, box: Box) -> Box:
        """Its place: as large as it can be in `box`, in its middle."""
        scale = min(box.width / self.width, box.height / self.height)
        wide, high = round(self.width * scale), round(self.height * scale)
        return Box(box.x + (box.width - wide) // 2, box.y + (box.height - high) // 2, wide, high)


@dataclass(frozen=True, slots=True)
class CardPlan:
    """One indicator of « L'essentiel »."""

    name: str
    hint: str
    value: str
    interval: str
    base: str
    change: str = ""
    change_tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class QuotePlan:
    """What someone said, untouched, and the pseudonymous reference of who said it."""

    text: str
    by: str
    tone: Tone = Tone.ACCENT


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the method: a name and what is said of it."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Aside:
    """The figure beside a chart and the lines under it."""

    figure: str = ""
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SlidePlan:
    """One slide; `key` names it in the report, `name` is its short name in a list."""

    kind: SlideKind
    key: str
    name: str
    title: str
    subtitle: str = ""
    foot: str = ""
    notes: str = ""
    chart: ChartPlan | None = None
    picture: PicturePlan | None = None
    aside: Aside | None = None
    cards: tuple[CardPlan, ...] = ()
    quotes: tuple[QuotePlan, ...] = ()
    facts: tuple[Fact, ...] = ()
    paragraphs: tuple[str, ...] = ()
    included: bool = True


@dataclass(frozen=True, slots=True)
class Deck:
    """All slides in order, and how the file presents itself."""

    title: str
    slides: tuple[SlidePlan, ...]
    language: str = "fr"
    application: str = "Engage"

    @property
    def shown(self) -> tuple[SlidePlan, ...]:
        """The slides that are presented and exported."""
        return tuple(slide for slide in self.slides if slide.included)
