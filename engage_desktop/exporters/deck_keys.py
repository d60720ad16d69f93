"""The names of paired bars above their chart, as a line of text of the slide."""

from __future__ import annotations

from typing import Any

from engage_desktop.exporters.palette import SANS, rgb
from engage_desktop.exporters.plain import for_xml
from engage_desktop.models.deck import ChartPlan

EMU = 9525  # one unit of the slide
HEIGHT = 28


def add(shapes: Any, plan: ChartPlan, x: int, y: int, width: int) -> None:
    """The names of paired bars in the order in which they are drawn, each behind a square of its colour.

    Applications turn the order of a legend round for horizontal bars, not all of them and not always.
    """
    from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
    from pptx.util import Pt

    shape = shapes.add_textbox(x * EMU, y * EMU, width * EMU, HEIGHT * EMU)
    shape.name = f"engage:{plan.id}:keys"
    frame = shape.text_frame
    frame.margin_top = frame.margin_bottom = 0
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    paragraph = frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.CENTER
    for number, (name, tone) in enumerate(plan.legend):
        for said, ink in (("\u25a0", tone.value), (f"\u00a0{for_xml(name)}", "text3")):
            run = paragraph.add_run()
            run.text = f"\u2003{said}" if number and ink != "text3" else said
            run.font.size, run.font.name = Pt(14), SANS
            run.font.color.rgb = rgb(ink)
