"""A sheet of paper to draw on: a Figure whose coordinates are logical pixels from the top left corner."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from engage_desktop.charts.labels import Headed
from engage_desktop.charts.style import DPI, TEXT, ChartStyle, Weight, chart_style, font, measurable

if TYPE_CHECKING:
    from matplotlib.figure import Figure

PADDING = 20.0
_TITLE = 15.0
_LINE = 20.0
Align = Literal["left", "center", "right"]
Mark = Literal["o", "v", "^", "D"]


@dataclass(frozen=True, slots=True)
class Axis:
    """A straight map from values to pixels, with the ticks to write."""

    low: float
    high: float
    start: float
    end: float
    ticks: tuple[float, ...] = ()

    def at(self, value: float) -> float:
        """The pixel of a value."""
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)


def axis(low: float, high: float, *, start: float, end: float, steps: int = 5) -> Axis:
    """An axis over at least `low` to `high`, its ends on round ticks."""
    from matplotlib.ticker import MaxNLocator

    if high <= low:
        low, high = low - 1, high + 1
    ticks = [float(tick) for tick in MaxNLocator(steps, steps=[1, 2, 2.5, 5, 10]).tick_values(low, high)]
    return Axis(ticks[0], ticks[-1], start, end, tuple(ticks))


class Sheet:
    """One chart in the making; what is drawn is text and shapes, placed in pixels."""

    def __init__(self, width: float, height: float, *, style: ChartStyle | None = None) -> None:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        self.style = style or chart_style()
        self.width, self.height = float(width), float(height)
        self.figure: Figure = Figure(
            figsize=(width / DPI, height / DPI), dpi=DPI, facecolor=self.style.surface
        )
        FigureCanvasAgg(self.figure)
        self._paper = self.figure.add_axes((0, 0, 1, 1))
        self._paper.set_xlim(0, width)
        self._paper.set_ylim(height, 0)
        self._paper.axis("off")

    def grow(self, height: float) -> None:
        """Make the sheet as tall as what it must hold; what is drawn keeps its place from the top."""
        self.height = float(height)
        self.figure.set_size_inches(self.width / DPI, height / DPI)
        self._paper.set_ylim(height, 0)

    def text(
        self,
        at: tuple[float, float],
        words: str,
        *,
        size: float = TEXT,
        weight: Weight = 400,
        colour: str = "",
        align: Align = "left",
        display: bool = False,
    ) -> None:
        """`words` as they are, their baseline at `at`; never read as mathematics."""
        self._paper.text(
            *at,
            words,
            fontproperties=font(size, weight, display=display),
            color=colour or self.style.text,
            ha=align,
            va="baseline",
            parse_math=False,
        )

    def line(
        self,
        xs: Sequence[float],
        ys: Sequence[float],
        *,
        colour: str,
        width: float = 1.0,
        dashed: bool = False,
        above: bool = False,
    ) -> None:
        """A line through points; `width` in pixels."""
        from matplotlib.lines import Line2D

        line = Line2D(xs, ys, color=colour, linewidth=width * 72 / DPI, zorder=3 if above else 1.5)
        line.set_solid_capstyle("butt")
        line.set_solid_joinstyle("round")
        if dashed:
            line.set_linestyle((0, (3 / width, 3 / width)))
        self._paper.add_line(line)

    def box(
        self,
        left: float,
        top: float,
        width: float,
        height: float,
        *,
        colour: str,
        radius: float = 2,
        above: bool = False,
    ) -> None:
        """A filled box with slightly rounded corners, `above` hairlines or below; nothing when it has no size."""
        from matplotlib.patches import FancyBboxPatch

        if width <= 0 or height <= 0:
            return
        rounding = min(radius, width / 2, height / 2)
        shape = f"round,pad=0,rounding_size={rounding:.3f}"
        self._paper.add_patch(
            FancyBboxPatch(
                (left, top),
                width,
                height,
                boxstyle=shape,
                facecolor=colour,
                linewidth=0,
                zorder=2 if above else 1,
            )
        )

    def band(
        self, xs: Sequence[float], lows: Sequence[float], highs: Sequence[float], *, colour: str
    ) -> None:
        """What lies between two lines, at 13 % of the colour."""
        self._paper.fill_between(xs, lows, highs, color=colour, alpha=0.13, linewidth=0, zorder=1.2)

    def mark(
        self, at: tuple[float, float], shape: Mark, *, size: float, face: str, edge: str, width: float = 1.5
    ) -> None:
        """One mark, `size` pixels across."""
        from matplotlib.lines import Line2D

        point = 72 / DPI
        mark = Line2D(
            [at[0]],
            [at[1]],
            marker=shape,
            linestyle="none",
            markersize=size * point,
            markerfacecolor=face,
            markeredgecolor=edge,
            markeredgewidth=width * point,
            zorder=4,
        )
        self._paper.add_line(mark)

    def interval(
        self, ends: tuple[float, float], y: float, *, colour: str, caps: float = 0, width: float = 2
    ) -> None:
        """A horizontal error bar from end to end, with caps of that height."""
        self.line(ends, (y, y), colour=colour, width=width, above=True)
        if caps:
            for x in ends:
                self.line((x, x), (y - caps / 2, y + caps / 2), colour=colour, width=width, above=True)

    def width_of(self, words: str, *, size: float = TEXT, weight: Weight = 400) -> float:
        """How wide `words` are, in pixels."""
        from matplotlib.textpath import text_to_path

        across, _, _ = text_to_path.get_text_width_height_descent(
            measurable(words), font(size, weight), ismath=False
        )
        return float(across) * DPI / 72

    def fitted(self, words: str, room: float, *, weight: Weight = 400) -> str:
        """`words` on one line, cut with an ellipsis where they would be wider than `room`."""
        flat = " ".join(words.split())
        if self.width_of(flat, weight=weight) <= room:
            return flat
        while flat and self.width_of(flat + "…", weight=weight) > room:
            flat = flat[:-1]
        return flat.rstrip() + "…"

    def head(self, labels: Headed, *, aside: float = 0) -> float:
        """Title and subtitle, `aside` pixels kept free at their right; gives the top of what comes below."""
        if not labels.title and not labels.subtitle:  # on a slide, that says both itself
            return 0.0
        room = self.width - 2 * PADDING - aside
        baseline = PADDING + 15
        lines = self._wrapped(labels.title, room)
        for line in lines:
            self.text((PADDING, baseline), line, size=_TITLE, weight=600)
            baseline += _LINE
        used = self.width_of(lines[-1], size=_TITLE, weight=600) if lines else 0.0
        if labels.subtitle and len(lines) == 1 and used + 10 + self.width_of(labels.subtitle) <= room:
            self.text((PADDING + used + 10, baseline - _LINE), labels.subtitle, colour=self.style.text3)
        else:
            for line in self._wrapped(labels.subtitle, self.width - 2 * PADDING, size=TEXT, weight=400):
                self.text((PADDING, baseline), line, colour=self.style.text3)
                baseline += _LINE
        return baseline - 4

    def foot(self, labels: Headed) -> float:
        """The note at the foot; gives the bottom of what stands above."""
        for place, line in enumerate(reversed(self._note(labels))):
            self.text((PADDING, self.height - PADDING - _LINE * place), line, colour=self.style.text3)
        return self.foot_top(labels)

    def foot_top(self, labels: Headed) -> float:
        """Where the foot begins, before it is written."""
        lines = len(self._note(labels))
        return self.height - PADDING - (lines * _LINE + 4 if lines else 0)

    def _note(self, labels: Headed) -> list[str]:
        return self._wrapped(labels.note, self.width - 2 * PADDING, size=TEXT, weight=400)

    def _wrapped(self, words: str, room: float, *, size: float = _TITLE, weight: Weight = 600) -> list[str]:
        lines: list[str] = []
        for word in words.split():
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and self.width_of(longer, size=size, weight=weight) <= room:
                lines[-1] = longer
            else:
                lines.append(word)
        return lines

    def empty(self, labels: Headed) -> Figure:
        """The sheet with nothing but « n/d »: no answers is not zero."""
        middle = (self.width / 2, self.height / 2 + 10)
        self.text(middle, labels.no_data, size=20, weight=600, colour=self.style.text3, align="center")
        return self.figure

    def beside(
        self, starts: Sequence[float], widths: Sequence[float], *, right: float, gap: float = 14
    ) -> list[float]:
        """Where labels begin so that none covers another and the last ends before `right`."""
        places: list[float] = []
        edge = float("-inf")
        for start, width in zip(starts, widths, strict=True):
            places.append(max(start, edge))
            edge = places[-1] + width + gap
        limit = right
        for index in range(len(places) - 1, -1, -1):
            places[index] = min(places[index], limit - widths[index])
            limit = places[index] - gap
        return places

    def x_labels(
        self, xs: Sequence[float], words: Sequence[str], y: float, *, gap: float = 10, last: bool = False
    ) -> None:
        """Labels under marks, thinned evenly where they would touch; `last` is kept and stands out."""
        if not xs:
            return
        widest = max(self.width_of(each) for each in words) + gap
        step = abs(xs[1] - xs[0]) if len(xs) > 1 else widest
        every = max(1, -int(-widest // max(step, 0.1)))
        for index in range(len(xs) - 1, -1, -every):
            strong = last and index == len(xs) - 1
            colour = self.style.text if strong else self.style.text3
            self.text(
                (xs[index], y), words[index], colour=colour, align="center", weight=500 if strong else 400
            )

    def y_axis(self, scale: Axis, *, left: float, right: float, write: Callable[[float], str]) -> None:
        """Horizontal hairlines and their values at the left."""
        for tick in scale.ticks:
            y = scale.at(tick)
            self.line((left, right), (y, y), colour=self.style.line)
            self.text((left - 8, y + 4.5), write(tick), colour=self.style.text3, align="right")
