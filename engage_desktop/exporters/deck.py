"""A PPTX deck, 16:9, whose charts are native and whose titles are findings."""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from engage_desktop.exporters import deck_charts
from engage_desktop.exporters.atomic import write_bytes
from engage_desktop.exporters.deck_keys import EMU
from engage_desktop.exporters.palette import DISPLAY, SANS, SERIF, color, rgb
from engage_desktop.exporters.plain import for_xml
from engage_desktop.models.deck import (
    ASIDE_BOX,
    BODY_BOX,
    CHART_BOX,
    FOOT_BOX,
    HEIGHT,
    NUMBER_BOX,
    TITLE_BOX,
    WIDTH,
    Box,
    CardPlan,
    Deck,
    PicturePlan,
    QuotePlan,
    SlideKind,
    SlidePlan,
)
from engage_desktop.progress import Progress

_TITLE_ONLY = 5  # the layout of python-pptx's own template that has a title and nothing else
_BY, _BETWEEN = 34, 24  # heights of the reference under a quotation, and of the space after it
_LANGUAGES = {"fr": "fr-FR", "en": "en-GB"}


def write(deck: Deck, to: Path, *, progress: Progress | None = None) -> None:
    """Write the slides of `deck` that are included to `to`, whole or not at all."""
    write_bytes(to, content(deck, progress=progress))


def content(deck: Deck, *, progress: Progress | None = None) -> bytes:
    """The bytes of the presentation."""
    from pptx import Presentation

    presentation = Presentation()
    _prepare(presentation, deck)
    for number, plan in enumerate(deck.shown, start=1):
        if progress is not None:
            progress.step(number - 1, len(deck.shown), "writing")
        _add(presentation, plan, number, _LANGUAGES.get(deck.language, deck.language))
    buffer = io.BytesIO()
    presentation.save(buffer)
    return buffer.getvalue()


def _prepare(presentation: Any, deck: Deck) -> None:
    from pptx.opc.constants import RELATIONSHIP_TYPE

    presentation.slide_width, presentation.slide_height = WIDTH * EMU, HEIGHT * EMU
    facts = presentation.core_properties
    facts.title, facts.author, facts.keywords = for_xml(deck.title), deck.application, ""
    facts.language = _LANGUAGES.get(deck.language, deck.language)
    master = presentation.slide_master
    _keep_one_layout(presentation)
    theme = master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme._blob = _themed(theme.blob)
    for holder in (*master.placeholders, *master.slide_layouts[0].placeholders):
        if holder.placeholder_format.type == _title_type():
            _place(holder, TITLE_BOX)
        else:  # date, foot and number of a 4:3 template: ours are written on each slide
            holder._element.getparent().remove(holder._element)


def _title_type() -> Any:
    from pptx.enum.shapes import PP_PLACEHOLDER

    return PP_PLACEHOLDER.TITLE


def _keep_one_layout(presentation: Any) -> None:
    layouts = presentation.slide_master.slide_layouts
    kept = layouts[_TITLE_ONLY]
    for layout in list(layouts):
        if layout is not kept and layout.name != kept.name:
            layouts.remove(layout)


def _themed(theme: bytes) -> bytes:
    """The theme with our fonts and colours, so that what a person adds in PowerPoint matches."""
    from lxml import etree

    space = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    root = etree.fromstring(theme, parser)  # the template that python-pptx brings
    for tag, font in (("majorFont", DISPLAY), ("minorFont", SANS)):
        latin = root.find(f".//{space}{tag}/{space}latin")
        latin.set("typeface", font)
    tokens = {
        "dk1": "text", "lt1": "surface", "dk2": "text2", "lt2": "surface2", "accent1": "accent", "accent2": "det",
        "accent3": "pas", "accent4": "pro", "accent5": "code3", "accent6": "code5", "hlink": "accent",
        "folHlink": "accent",
    }  # fmt: skip
    for name, tone in tokens.items():
        slot = root.find(f".//{space}clrScheme/{space}{name}")
        for child in list(slot):
            slot.remove(child)
        etree.SubElement(slot, f"{space}srgbClr", val=color(tone))
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _add(presentation: Any, plan: SlidePlan, number: int, language: str) -> None:
    slide = presentation.slides.add_slide(presentation.slide_layouts[0])
    slide.name = f"engage:{plan.key}"
    pen = _Pen(slide, language)
    if plan.kind is SlideKind.TITLE:
        _title_slide(pen, plan)
    else:
        pen.title(plan.title)
        _BODIES[plan.kind](pen, plan)
        pen.text(FOOT_BOX, [plan.foot], size=12, tone="text3", name="engage:foot")
        pen.number(NUMBER_BOX, number)
    if plan.notes:
        slide.notes_slide.notes_text_frame.text = for_xml(plan.notes)


class _Pen:
    """Writes on one slide, in our fonts and colours."""

    def __init__(self, slide: Any, language: str) -> None:
        self.slide = slide
        self._language = language

    def title(self, text: str, *, box: Box = TITLE_BOX, size: int = 28, tone: str = "text") -> None:
        """The slide's title, in its placeholder: outlines and screen readers find it."""
        from pptx.enum.text import MSO_ANCHOR

        holder = self.slide.shapes.title
        holder.name = "engage:title"
        _place(holder, box)
        frame = holder.text_frame
        _bare(frame)
        frame.vertical_anchor = MSO_ANCHOR.MIDDLE
        frame.text = for_xml(text).replace("\n", " ")
        for paragraph in frame.paragraphs:
            self._left(paragraph, 1.1)
            for run in paragraph.runs:
                self._font(run, size, tone, DISPLAY, bold=True)

    def text(
        self,
        box: Box,
        lines: Iterable[str],
        *,
        size: int,
        tone: str = "text",
        font: str = SANS,
        bold: bool = False,
        name: str = "",
        spacing: float = 1.2,
        after: int = 0,
        right: bool = False,
    ) -> Any:
        """A text box with one paragraph per line."""
        from pptx.enum.text import PP_ALIGN

        shape = self.slide.shapes.add_textbox(box.x * EMU, box.y * EMU, box.width * EMU, box.height * EMU)
        if name:
            shape.name = name
        frame = shape.text_frame
        _bare(frame)
        for number, line in enumerate(lines):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            self._left(paragraph, spacing)
            if right:
                paragraph.alignment = PP_ALIGN.RIGHT
            paragraph.space_after = _points(after)
            run = paragraph.add_run()
            run.text = for_xml(line)
            self._font(run, size, tone, font, bold=bold)
        return frame

    def number(self, box: Box, number: int) -> None:
        """The slide's number, as a field that follows its place."""
        from pptx.oxml import parse_xml

        frame = self.text(box, [str(number)], size=12, tone="text3", name="engage:number", right=True)
        run = frame.paragraphs[0].runs[0]._r
        field = parse_xml(
            '<a:fld xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
            'id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum"><a:t/></a:fld>'
        )
        field.find("{*}t").text = str(number)
        field.insert(0, run.find("{*}rPr"))
        run.getparent().replace(run, field)

    def block(self, box: Box, tone: str, *, edge: str = "", name: str = "") -> None:
        """A plain rectangle; decoration, so screen readers pass over it."""
        from pptx.enum.shapes import MSO_SHAPE
        from pptx.oxml import parse_xml

        shape = self.slide.shapes.add_shape(
            MSO_SHAPE.RECTANGLE, box.x * EMU, box.y * EMU, box.width * EMU, box.height * EMU
        )
        shape._element.remove(shape._element.find("{*}style"))  # the template's shadow and borders
        shape.fill.solid()
        shape.fill.fore_color.rgb = rgb(tone)
        if edge:
            shape.line.color.rgb = rgb(edge)
            shape.line.width = _points(0.75)
        else:
            shape.line.fill.background()
        if name:
            shape.name = name
        decorative = (
            '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
            '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}">'
            '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/>'
            "</a:ext></a:extLst>"
        )
        shape._element.nvSpPr.cNvPr.append(parse_xml(decorative))

    def _left(self, paragraph: Any, spacing: float) -> None:
        from pptx.enum.text import PP_ALIGN

        paragraph.alignment = PP_ALIGN.LEFT
        paragraph.line_spacing = spacing

    def _font(self, run: Any, size: int, tone: str, font: str, *, bold: bool = False) -> None:
        from pptx.oxml import parse_xml

        run.font.size, run.font.bold, run.font.color.rgb = _points(size), bold, rgb(tone)
        properties = run._r.get_or_add_rPr()
        properties.set("lang", self._language)
        family = "18" if font == SERIF else "34"  # what PowerPoint falls back by: roman or swiss
        for tag in ("latin", "ea", "cs"):
            properties.append(
                parse_xml(
                    f'<a:{tag} xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
                    f'typeface="{font}" pitchFamily="{family}" charset="0"/>'
                )
            )


# the bodies


def _title_slide(pen: _Pen, plan: SlidePlan) -> None:
    pen.block(Box(0, 0, WIDTH, HEIGHT), "accent", name="engage:ground")
    pen.title(plan.title, box=Box(96, 232, 1088, 168), size=44, tone="onAccent")
    tree = pen.slide.shapes._spTree
    tree.append(pen.slide.shapes.title._element)  # over the ground
    pen.block(Box(96, 212, 64, 4), "onAccent", name="engage:bar")
    pen.text(Box(96, 416, 1088, 120), plan.subtitle.split("\n"), size=20, tone="accentTint", spacing=1.3)
    pen.text(Box(96, 640, 1088, 32), [plan.foot], size=12, tone="accentTint", name="engage:foot")


def _essentials(pen: _Pen, plan: SlidePlan) -> None:
    count = max(len(plan.cards), 1)
    gap = 24
    width = (BODY_BOX.width - gap * (count - 1)) // count
    for number, card in enumerate(plan.cards):
        _card(pen, card, Box(BODY_BOX.x + number * (width + gap), BODY_BOX.y + 48, width, 304))


def _card(pen: _Pen, card: CardPlan, box: Box) -> None:
    pen.block(box, "surface", edge="line2")
    inside = box.width - 48
    x = box.x + 24
    pen.text(Box(x, box.y + 22, inside, 30), [card.name], size=16, bold=True)
    pen.text(Box(x, box.y + 52, inside, 28), [card.hint], size=13, tone="text3")
    pen.text(Box(x, box.y + 88, inside, 88), [card.value], size=48, font=DISPLAY, bold=True, spacing=1.0)
    tone = {"det": "detText", "pro": "proText"}.get(card.change_tone.value, "text2")
    pen.text(Box(x, box.y + 176, inside, 44), [card.change], size=13, tone=tone)
    pen.text(Box(x, box.y + 232, inside, 56), [card.interval, card.base], size=13, tone="text2")


def _figure(pen: _Pen, plan: SlidePlan) -> None:
    beside = plan.aside is not None or bool(plan.quotes)
    box = CHART_BOX if beside else BODY_BOX
    if plan.chart is not None:
        deck_charts.add(pen.slide.shapes, plan.chart, box.x, box.y, box.width, box.height)
    elif plan.picture is not None:
        _picture(pen, plan.picture, box)
    elif plan.paragraphs:
        _text(pen, plan)
    y = ASIDE_BOX.y
    if plan.aside is not None:
        pen.text(
            Box(ASIDE_BOX.x, y, ASIDE_BOX.width, 64),
            [plan.aside.figure],
            size=40,
            font=DISPLAY,
            bold=True,
            spacing=1,
        )
        lines = len(plan.aside.lines)
        pen.text(
            Box(ASIDE_BOX.x, y + 72, ASIDE_BOX.width, 26 * lines), plan.aside.lines, size=14, tone="text2"
        )
        y += 96 + 26 * lines
    for quote in plan.quotes[:2]:
        y += _quote(pen, quote, Box(ASIDE_BOX.x, y, ASIDE_BOX.width, 0), size=16) + 20


def _picture(pen: _Pen, picture: PicturePlan, box: Box) -> None:
    place = picture.within(box)
    sides = (place.x * EMU, place.y * EMU, place.width * EMU, place.height * EMU)
    shape = pen.slide.shapes.add_picture(io.BytesIO(picture.png), *sides)
    shape.name = f"engage:{picture.id}"
    shape._element.nvPicPr.cNvPr.set("descr", for_xml(picture.description))


def _quotes(pen: _Pen, plan: SlidePlan) -> None:
    if not plan.quotes:
        _text(pen, plan)
        return
    fitting = (size for size in (20, 18, 16, 14, 12) if _tall(plan.quotes, size) <= BODY_BOX.height)
    size = next(fitting, 11)
    y = BODY_BOX.y + 8
    for quote in plan.quotes:
        y += _quote(pen, quote, Box(BODY_BOX.x, y, BODY_BOX.width, 0), size=size) + _BETWEEN


def _tall(quotes: tuple[QuotePlan, ...], size: int) -> int:
    return sum(_height(each.text, BODY_BOX.width, size) + _BY + _BETWEEN for each in quotes)


def _height(text: str, width: int, size: int) -> int:
    """What a quotation takes, by the mean width of a letter of our serif."""
    letters = max(int((width - 24) / (size * 0.62)), 12)
    lines = sum(-(-max(len(line), 1) // letters) for line in text.split("\n"))
    return int(lines * size * 1.77) + 8


def _quote(pen: _Pen, quote: QuotePlan, box: Box, *, size: int) -> int:
    """Draw a quotation at the top of `box`; the height it takes."""
    height = _height(quote.text, box.width, size)
    pen.block(Box(box.x, box.y, 4, height + 30), quote.tone.value)
    pen.text(
        Box(box.x + 24, box.y, box.width - 24, height), [quote.text], size=size, font=SERIF, spacing=1.25
    )
    pen.text(Box(box.x + 24, box.y + height + 4, box.width - 24, 26), [quote.by], size=13, tone="text3")
    return height + _BY


def _text(pen: _Pen, plan: SlidePlan) -> None:
    pen.text(BODY_BOX, plan.paragraphs, size=20, tone="text2", spacing=1.3, after=10)


def _method(pen: _Pen, plan: SlidePlan) -> None:
    size = 14 if len(plan.facts) <= 7 else 12
    y = float(BODY_BOX.y)
    letters = int(928 / (size * 0.72))
    for fact in plan.facts:
        lines = max(-(-len(fact.text) // letters), 1)
        height = lines * size * 1.34 * 1.22 + 10
        pen.text(Box(BODY_BOX.x, int(y), 208, int(height)), [fact.name], size=size, bold=True)
        pen.text(Box(BODY_BOX.x + 224, int(y), 928, int(height)), [fact.text], size=size, tone="text2")
        y += height


_BODIES = {
    SlideKind.ESSENTIALS: _essentials,
    SlideKind.FIGURE: _figure,
    SlideKind.QUOTES: _quotes,
    SlideKind.TEXT: _text,
    SlideKind.METHOD: _method,
}


def _place(shape: Any, box: Box) -> None:
    shape.left, shape.top = box.x * EMU, box.y * EMU
    shape.width, shape.height = box.width * EMU, box.height * EMU


def _bare(frame: Any) -> None:
    from pptx.enum.text import MSO_AUTO_SIZE

    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.word_wrap = True
    frame.auto_size = MSO_AUTO_SIZE.NONE


def _points(points: float) -> Any:
    from pptx.util import Pt

    return Pt(points)
