"""Native charts of a deck: PowerPoint edits them, and their workbook holds the figures as values, never formulas."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from engage_desktop.exporters import deck_keys
from engage_desktop.exporters.deck_keys import EMU
from engage_desktop.exporters.palette import SANS, color, rgb
from engage_desktop.exporters.plain import for_xml
from engage_desktop.models.deck import ChartKind, ChartPlan, Mark

_SHEET = "Sheet1"  # the name that the chart's references carry
_MARKERS = ("diamond", "circle", "triangle")  # below, level, above
_ROOMY = 10  # more pairs than this and they are written smaller


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the embedded workbook."""

    header: str
    values: tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """The embedded workbook: labels in A, then columns."""

    label: str
    labels: tuple[str, ...]
    columns: tuple[Column, ...]

    def reference(self, index: int) -> str:
        """The cells of the column `index`, 0 being B."""
        letter = chr(ord("B") + index)
        return f"{_SHEET}!${letter}$2:${letter}${len(self.labels) + 1}"


def add(shapes: Any, plan: ChartPlan, x: int, y: int, width: int, height: int) -> Any:
    """A graphic frame with the chart of `plan`, its alternative text and its stable name."""
    sheet, native = _sheet(plan)
    if plan.kind is ChartKind.PAIRS:
        deck_keys.add(shapes, plan, x, y, width)
        y, height = y + deck_keys.HEIGHT, height - deck_keys.HEIGHT
    frame = shapes.add_chart(
        _chart_type(plan.kind), x * EMU, y * EMU, width * EMU, height * EMU, _data(plan, sheet, native)
    )
    frame.name = f"engage:{plan.id}"
    frame._element.nvGraphicFramePr.cNvPr.set("descr", for_xml(plan.description))
    chart = frame.chart
    chart.font.size, chart.font.name = _pt(14), SANS
    chart.font.color.rgb = rgb("text3")
    chart.has_title = False
    chart.has_legend = False
    _axes(chart, plan)
    _DRESS[plan.kind](chart, plan, sheet)
    chart.part.chart_workbook.update_from_xlsx_blob(_workbook(sheet))
    return frame


def _sheet(plan: ChartPlan) -> tuple[Sheet, int]:
    """The workbook's table, and how many of its columns are series of the chart from the start."""
    marks = plan.marks
    label, value, low, high, base = plan.names
    lows, highs = tuple(m.low for m in marks), tuple(m.high for m in marks)
    bases = tuple(None if m.n is None else float(m.n) for m in marks)
    tail = (Column(low, lows), Column(high, highs), Column(base, bases))
    labels = tuple(for_xml(m.label) for m in marks)
    if plan.kind is ChartKind.TREND:
        spread = tuple(None if a is None or b is None else b - a for a, b in zip(lows, highs, strict=True))
        columns = (Column(value, _values(marks)), Column(low, lows), Column(f"{high} \u2212 {low}", spread))
        return Sheet(label, labels, (*columns, *_reach(plan), Column(high, highs), Column(base, bases))), 1
    if plan.kind is ChartKind.DOTS:
        series = tuple(
            Column(name, tuple(m.value if m.tone is tone else None for m in marks))
            for name, tone in plan.legend
        )
        whole = Column(plan.whole_name, tuple(plan.whole for _ in marks))
        return Sheet(label, labels, (*series, whole, *_reach(plan), *tail)), 4
    if plan.kind is ChartKind.PAIRS:
        seconds = tuple(None if m.n is None else float(m.n) for m in plan.second)
        values = (Column(value, _values(marks)), Column(low, _values(plan.second)))
        return Sheet(label, labels, (*values, Column(high, bases), Column(base, seconds))), 2
    return Sheet(label, labels, (Column(value, _values(marks)), *tail)), 1


def _reach(plan: ChartPlan) -> tuple[Column, Column]:
    """How far each interval reaches above and below its value: what error bars are made of."""
    above = tuple(None if m.high is None or m.value is None else m.high - m.value for m in plan.marks)
    below = tuple(None if m.low is None or m.value is None else m.value - m.low for m in plan.marks)
    return Column("+", above), Column("\u2212", below)


def _values(marks: tuple[Mark, ...]) -> tuple[float | None, ...]:
    return tuple(mark.value for mark in marks)


def _chart_type(kind: ChartKind) -> Any:
    from pptx.enum.chart import XL_CHART_TYPE

    return {
        ChartKind.COLUMNS: XL_CHART_TYPE.COLUMN_CLUSTERED,
        ChartKind.BARS: XL_CHART_TYPE.BAR_CLUSTERED,
        ChartKind.TREND: XL_CHART_TYPE.LINE_MARKERS,
        ChartKind.DOTS: XL_CHART_TYPE.LINE_MARKERS,
        ChartKind.PAIRS: XL_CHART_TYPE.BAR_CLUSTERED,
    }[kind]


def _data(plan: ChartPlan, sheet: Sheet, native: int) -> Any:
    from pptx.chart import data as charting

    data: Any = charting
    data = data.CategoryChartData(number_format=plan.format)
    data.categories = sheet.labels
    for column in sheet.columns[:native]:
        data.add_series(for_xml(column.header), column.values)
    return data


def _workbook(sheet: Sheet) -> bytes:
    """The figures as a workbook whose texts are texts, whatever they begin with."""
    import xlsxwriter

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(
        buffer,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    page = book.add_worksheet(_SHEET)
    page.set_column(0, 0, 28)
    page.write_string(0, 0, for_xml(sheet.label))
    for row, label in enumerate(sheet.labels, start=1):
        page.write_string(row, 0, label)
    for number, column in enumerate(sheet.columns, start=1):
        page.write_string(0, number, for_xml(column.header))
        for row, value in enumerate(column.values, start=1):
            if value is not None:
                page.write_number(row, number, value)
    book.close()
    return buffer.getvalue()


# what the kinds look like


def _axes(chart: Any, plan: ChartPlan) -> None:
    from pptx.enum.chart import XL_TICK_LABEL_POSITION, XL_TICK_MARK

    across, up = chart.category_axis, chart.value_axis
    for axis in (across, up):
        axis.major_tick_mark = axis.minor_tick_mark = XL_TICK_MARK.NONE
    across.has_major_gridlines = False
    across.format.line.color.rgb = rgb("line2")
    across.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    across.tick_labels.font.size = _pt(14)
    across.tick_labels.font.color.rgb = rgb("text2")
    up.format.line.fill.background()
    up.tick_labels.number_format, up.tick_labels.number_format_is_linked = plan.format, False
    if plan.axis is not None:
        up.minimum_scale, up.maximum_scale, up.major_unit = plan.axis
    if plan.kind in (ChartKind.COLUMNS, ChartKind.BARS, ChartKind.PAIRS):
        up.visible = up.has_major_gridlines = False
        up.minimum_scale = 0
    else:
        up.has_major_gridlines = True
        up.major_gridlines.format.line.color.rgb = rgb("line")
        up.major_gridlines.format.line.width = _pt(0.75)
    if plan.axis_name:
        across.has_title = True
        across.axis_title.text_frame.text = for_xml(plan.axis_name)
        font = across.axis_title.text_frame.paragraphs[0].runs[0].font
        font.size, font.bold, font.color.rgb = _pt(14), False, rgb("text3")


def _bars(chart: Any, plan: ChartPlan, _sheet: Sheet) -> None:
    from pptx.enum.chart import XL_LABEL_POSITION

    plot = chart.plots[0]
    plot.gap_width = 28 if plan.kind is ChartKind.COLUMNS else 60
    series = plot.series[0]
    series.invert_if_negative = False
    for number, mark in enumerate(plan.marks):
        _fill(series.points[number], mark.tone.value)
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.number_format, labels.number_format_is_linked = plan.format, False
    labels.position = XL_LABEL_POSITION.OUTSIDE_END
    labels.font.size, labels.font.color.rgb = _pt(14), rgb("text2")
    if plan.kind is ChartKind.BARS:
        chart.category_axis.reverse_order = True
        chart.category_axis.tick_labels.font.size = _pt(16)
        labels.font.size = _pt(16)


def _pairs(chart: Any, plan: ChartPlan, _sheet: Sheet) -> None:
    from pptx.enum.chart import XL_LABEL_POSITION

    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 45, 0
    small = 11 if len(plan.marks) > _ROOMY else 12
    for series, (_name, tone) in zip(plot.series, plan.legend, strict=False):
        series.invert_if_negative = False
        _fill(series, tone.value)
        labels = series.data_labels
        labels.show_value = True
        labels.number_format, labels.number_format_is_linked = plan.format, False
        labels.position = XL_LABEL_POSITION.OUTSIDE_END
        labels.font.size, labels.font.color.rgb = _pt(small), rgb("text2")
    chart.category_axis.reverse_order = True
    chart.category_axis.tick_labels.font.size = _pt(small + 1)


def _legend(chart: Any) -> None:
    from pptx.enum.chart import XL_LEGEND_POSITION

    chart.has_legend = True
    chart.legend.position = XL_LEGEND_POSITION.TOP
    chart.legend.include_in_layout = False
    chart.legend.font.size = _pt(14)


def _trend(chart: Any, plan: ChartPlan, sheet: Sheet) -> None:
    series = chart.plots[0].series[0]
    _line(series, "accent", 2.25)
    _marker(series, "circle", "accent", "accent", 6)
    if all(mark.low is not None and mark.high is not None for mark in plan.marks):
        _insert_band(chart, sheet)
    else:  # an area would fall to zero where there is nothing
        _insert_error_bars(series, sheet, 3, "accent")
    shown = [number for number, mark in enumerate(plan.marks) if mark.value is not None]
    if shown:
        _leave_room(chart)
        _label_point(series, shown[-1], plan.format)


def _dots(chart: Any, plan: ChartPlan, sheet: Sheet) -> None:
    from pptx.enum.chart import XL_LABEL_POSITION
    from pptx.enum.dml import MSO_LINE

    plot = chart.plots[0]
    for shape, (_name, tone), series in zip(_MARKERS, plan.legend, plot.series, strict=False):
        series.format.line.fill.background()
        _marker(series, shape, tone.value, tone.value, 11)
        labels = series.data_labels
        labels.show_value = True
        labels.number_format, labels.number_format_is_linked = plan.format, False
        labels.position = XL_LABEL_POSITION.RIGHT
        labels.font.size, labels.font.bold = _pt(14), True
        labels.font.color.rgb = rgb("text")
        for number, mark in enumerate(plan.marks):
            if mark.tone is tone and mark.fragile and mark.value is not None:
                fill = series.points[number].marker.format.fill
                fill.solid()
                fill.fore_color.rgb = rgb(f"{tone.value}Tint")  # hollow: the base is fragile
        _insert_error_bars(series, sheet, 4, tone.value)
    whole = plot.series[3]
    _line(whole, "text3", 1.25)
    whole.format.line.dash_style = MSO_LINE.DASH
    _marker(whole, "none", "text3", "text3", 2)
    _legend(chart)
    chart.category_axis.tick_labels.font.size = _pt(13 if len(plan.marks) <= 9 else 12)


_DRESS: dict[ChartKind, Callable[[Any, ChartPlan, Sheet], None]] = {
    ChartKind.COLUMNS: _bars,
    ChartKind.BARS: _bars,
    ChartKind.TREND: _trend,
    ChartKind.DOTS: _dots,
    ChartKind.PAIRS: _pairs,
}


# small parts


def _fill(shape: Any, token: str) -> None:
    shape.format.fill.solid()
    shape.format.fill.fore_color.rgb = rgb(token)


def _line(series: Any, token: str, width: float) -> None:
    series.smooth = False
    series.format.line.color.rgb = rgb(token)
    series.format.line.width = _pt(width)


def _marker(series: Any, style: str, inside: str, edge: str, size: int) -> None:
    from pptx.enum.chart import XL_MARKER_STYLE

    series.smooth = False
    marker = series.marker
    marker.style = {
        "circle": XL_MARKER_STYLE.CIRCLE,
        "diamond": XL_MARKER_STYLE.DIAMOND,
        "triangle": XL_MARKER_STYLE.TRIANGLE,
        "none": XL_MARKER_STYLE.NONE,
    }[style]
    marker.size = size
    marker.format.fill.solid()
    marker.format.fill.fore_color.rgb = rgb(inside)
    marker.format.line.color.rgb = rgb(edge)
    marker.format.line.width = _pt(1.75)


def _label_point(series: Any, number: int, number_format: str) -> None:
    """The value written beside one point, read from its cell so that it follows an edit."""
    series._element.get_or_add_dLbls()
    labels = series.data_labels
    labels.show_value = False
    one = labels._element._insert_dLbl_in_sequence(number)
    one.insert(1, _xml(f'<c:numFmt {_NS} formatCode="{_quoted(number_format)}" sourceLinked="0"/>'))
    one.insert(2, _xml(_LABEL_FONT.format(color=color("text"), font=SANS)))
    for tag, said in (("showVal", "1"), ("showCatName", "0"), ("showSerName", "0"), ("showLegendKey", "0")):
        found = one.find(f"{{{_C}}}{tag}")
        if found is not None:
            found.set("val", said)
    position = one.find(f"{{{_C}}}dLblPos")
    if position is not None:
        position.set("val", "r")
    else:
        one.find(f"{{{_C}}}showLegendKey").addprevious(_xml(f'<c:dLblPos {_NS} val="r"/>'))


def _leave_room(chart: Any) -> None:
    """Keep the right of the chart free for the label of the last point."""
    area = chart._chartSpace.find(f".//{{{_C}}}plotArea")
    old = area.find(f"{{{_C}}}layout")
    if old is not None:
        area.remove(old)
    parts = "".join(
        f'<c:{tag} val="{value}"/>' for tag, value in (("x", 0.07), ("y", 0.03), ("w", 0.84), ("h", 0.86))
    )
    area.insert(
        0,
        _xml(
            f'<c:layout {_NS}><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/>'
            f'<c:yMode val="edge"/>{parts}</c:manualLayout></c:layout>'
        ),
    )


def _insert_error_bars(series: Any, sheet: Sheet, above: int, token: str) -> None:
    """Error bars whose ends are read from the columns `above` and `above` + 1 of the workbook."""
    element = series._element
    xml = (
        f'<c:errBars {_NS}><c:errDir val="y"/><c:errBarType val="both"/><c:errValType val="cust"/>'
        f'<c:noEndCap val="0"/><c:plus>{_numbers(sheet, above)}</c:plus>'
        f"<c:minus>{_numbers(sheet, above + 1)}</c:minus>"
        f'<c:spPr><a:ln w="19050"><a:solidFill><a:srgbClr val="{color(token)}"/></a:solidFill></a:ln></c:spPr>'
        "</c:errBars>"
    )
    element.find(f"{{{_C}}}cat").addprevious(_xml(xml))


def _insert_band(chart: Any, sheet: Sheet) -> None:
    """The interval as two stacked areas behind the line: an unseen one up to its lower end, a tinted one above."""
    line = chart._chartSpace.find(f".//{{{_C}}}lineChart")
    axes = "".join(f'<c:axId val="{axis.get("val")}"/>' for axis in line.findall(f"{{{_C}}}axId"))
    category = line.find(f".//{{{_C}}}cat")
    series = "".join(
        f'<c:ser><c:idx val="{number}"/><c:order val="{number}"/><c:tx><c:strRef>'
        f'<c:f>{_SHEET}!${letter}$1</c:f><c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>'
        f"{_quoted(for_xml(sheet.columns[number].header))}</c:v></c:pt></c:strCache></c:strRef></c:tx>"
        f"<c:spPr>{fill}<a:ln><a:noFill/></a:ln></c:spPr>@CAT@<c:val>{_numbers(sheet, number)}</c:val></c:ser>"
        for number, letter, fill in (
            (1, "C", "<a:noFill/>"),
            (2, "D", f'<a:solidFill><a:srgbClr val="{color("accentTint")}"/></a:solidFill>'),
        )
    )
    area = _xml(
        f'<c:areaChart {_NS}><c:grouping val="stacked"/><c:varyColors val="0"/>'
        f"{series.replace('@CAT@', _text_of(category))}{axes}</c:areaChart>"
    )
    line.addprevious(area)


def _numbers(sheet: Sheet, index: int) -> str:
    values = sheet.columns[index].values
    points = "".join(
        f'<c:pt idx="{row}"><c:v>{value!r}</c:v></c:pt>'
        for row, value in enumerate(values)
        if value is not None
    )
    return (
        f"<c:numRef><c:f>{sheet.reference(index)}</c:f><c:numCache><c:formatCode>General</c:formatCode>"
        f'<c:ptCount val="{len(values)}"/>{points}</c:numCache></c:numRef>'
    )


_C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_NS = f'xmlns:c="{_C}" xmlns:a="{_A}"'
_LABEL_FONT = (
    f'<c:txPr {_NS}><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz="1600" b="1"><a:solidFill>'
    '<a:srgbClr val="{color}"/></a:solidFill><a:latin typeface="{font}"/></a:defRPr></a:pPr>'
    '<a:endParaRPr lang="fr-FR"/></a:p></c:txPr>'
)


def _xml(text: str) -> Any:
    from pptx.oxml import parse_xml

    return parse_xml(text)


def _text_of(element: Any) -> str:
    from lxml import etree

    return str(etree.tostring(element, encoding="unicode"))


def _quoted(text: str) -> str:
    from xml.sax.saxutils import escape  # writing only: nothing is parsed here

    return escape(text, {'"': "&quot;"})


def _pt(points: float) -> Any:
    from pptx.util import Pt

    return Pt(points)
