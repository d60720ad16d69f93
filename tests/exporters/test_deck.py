"""Decks: native charts, findings as titles, texts that stay texts."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from pptx import Presentation

from engage_desktop.errors import Cancelled
from engage_desktop.exporters import deck
from engage_desktop.models.deck import (
    Aside,
    CardPlan,
    ChartKind,
    ChartPlan,
    Deck,
    Fact,
    Mark,
    PicturePlan,
    QuotePlan,
    SlideKind,
    SlidePlan,
    Tone,
)
from engage_desktop.progress import Progress

_VERDICTS = (Tone.DETRACTOR, Tone.PASSIVE, Tone.PROMOTER)
_NAMES = ("Période", "NPS", "Intervalle, bas", "Intervalle, haut", "n")


def _marks(*labels: str) -> tuple[Mark, ...]:
    return tuple(
        Mark(
            label,
            10.0 + at,
            f"+{10 + at}",
            _VERDICTS[at % 3],
            5.0 + at,
            18.0 + at,
            100 + at,
            fragile=at == 0,
        )
        for at, label in enumerate(labels)
    )


def _chart(kind: ChartKind, marks: tuple[Mark, ...]) -> ChartPlan:
    return ChartPlan(
        f"nps-{kind.value}", kind, marks, _NAMES, "Une phrase qui décrit.", format="+0;\u22120;0",
        axis=(-20.0, 40.0, 20.0), whole=12.0, whole_name="ensemble +12",
        legend=(("inférieur", Tone.DETRACTOR), ("non concluant", Tone.PASSIVE), ("supérieur", Tone.PROMOTER)),
    )  # fmt: skip


def _figure(kind: ChartKind, marks: tuple[Mark, ...]) -> SlidePlan:
    return SlidePlan(
        SlideKind.FIGURE, f"nps-{kind.value}", "NPS", "Le NPS est à +12", foot="Base : 412 réponses", notes="À dire.",
        chart=_chart(kind, marks), aside=Aside("+12", ("IC 95 % [+5 ; +19]",)),
        quotes=(QuotePlan("« =1+1 »", "R-0001, promoteurs"),),
    )  # fmt: skip


def _open(plan: Deck) -> tuple[object, zipfile.ZipFile]:
    content = deck.content(plan)
    return Presentation(io.BytesIO(content)), zipfile.ZipFile(io.BytesIO(content))


def _charts(presentation: object) -> list[object]:
    return [s.chart for slide in presentation.slides for s in slide.shapes if s.has_chart]  # type: ignore[attr-defined]


@pytest.mark.parametrize("kind", [each for each in ChartKind if each is not ChartKind.PAIRS])
def test_every_kind_of_chart_is_native_and_its_workbook_holds_the_figures(kind: ChartKind) -> None:
    presentation, _ = _open(Deck("D", (_figure(kind, _marks("a", "b", "c", "d")),)))
    (chart,) = _charts(presentation)
    book = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))  # type: ignore[attr-defined]
    page = book.worksheets[0]
    columns = {
        cell.value: [row[cell.column - 1].value for row in page.iter_rows(min_row=2)] for cell in page[1]
    }
    assert columns["Intervalle, bas"] == [5, 6, 7, 8]
    assert columns["Intervalle, haut"] == [18, 19, 20, 21]
    assert columns["n"] == [100, 101, 102, 103]
    written = [
        v for name, vs in columns.items() if name not in _NAMES[2:] for v in vs if isinstance(v, int | float)
    ]
    assert {10, 11, 12, 13} <= set(written)


def test_pairs_are_two_native_series_with_both_bases_in_the_workbook() -> None:
    firsts = tuple(Mark(name, 10.0 + at, "", Tone.DETRACTOR, n=4 + at) for at, name in enumerate("ab"))
    seconds = tuple(Mark(name, 2.0 + at, "", Tone.PROMOTER, n=1 + at) for at, name in enumerate("ab"))
    plan = ChartPlan(
        "words", ChartKind.PAIRS, firsts, ("Terme", "Détracteurs", "Promoteurs", "n 1", "n 2"), "Une phrase.",
        format="0.0", legend=(("Détracteurs", Tone.DETRACTOR), ("Promoteurs", Tone.PROMOTER)), second=seconds,
    )  # fmt: skip
    presentation, _ = _open(Deck("D", (SlidePlan(SlideKind.FIGURE, "words", "Mots", "Titre", chart=plan),)))
    (chart,) = _charts(presentation)
    drawn = {series.name: list(series.values) for series in chart.plots[0].series}  # type: ignore[attr-defined]
    assert drawn == {"Détracteurs": [10, 11], "Promoteurs": [2, 3]}
    assert not chart.has_legend  # type: ignore[attr-defined]
    shapes = {shape.name: shape for shape in presentation.slides[0].shapes}  # type: ignore[attr-defined]
    keys, frame = shapes["engage:words:keys"], shapes["engage:words"]
    assert keys.text_frame.text == "■\u00a0Détracteurs\u2003■\u00a0Promoteurs"
    inks = [str(run.font.color.rgb) for run in keys.text_frame.paragraphs[0].runs if "■" in run.text]
    fills = [str(each.format.fill.fore_color.rgb) for each in chart.plots[0].series]  # type: ignore[attr-defined]
    assert inks == fills
    assert keys.top + keys.height <= frame.top
    book = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob))  # type: ignore[attr-defined]
    assert [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()] == [
        ["Terme", "Détracteurs", "Promoteurs", "n 1", "n 2"],
        ["a", 10, 2, 4, 1],
        ["b", 11, 3, 5, 2],
    ]


def test_a_picture_keeps_its_shape_and_says_what_it_shows() -> None:
    from PIL import Image

    buffer = io.BytesIO()
    Image.new("RGB", (300, 100), "white").save(buffer, "PNG")
    picture = PicturePlan("network", buffer.getvalue(), 300, 100, "« a » va avec « b ».")
    plan = SlidePlan(SlideKind.FIGURE, "network", "Réseau", "Titre", picture=picture)
    presentation, _ = _open(Deck("D", (plan,)))
    (shape,) = (s for s in presentation.slides[0].shapes if s.name == "engage:network")  # type: ignore[attr-defined]
    assert shape.width == pytest.approx(3 * shape.height, rel=0.01)
    assert shape._element.nvPicPr.cNvPr.get("descr") == "« a » va avec « b »."
    assert shape.image.blob == buffer.getvalue()


@pytest.mark.parametrize("kind", [ChartKind.TREND, ChartKind.DOTS, ChartKind.COLUMNS])
def test_what_the_chart_draws_is_what_its_workbook_holds(kind: ChartKind) -> None:
    presentation, _ = _open(Deck("D", (_figure(kind, _marks("a", "b", "c", "d")),)))
    (chart,) = _charts(presentation)
    page = openpyxl.load_workbook(
        io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)  # type: ignore[attr-defined]
    ).worksheets[0]
    space = {"c": "http://schemas.openxmlformats.org/drawingml/2006/chart"}
    references = chart._chartSpace.findall(".//c:numRef", space)  # type: ignore[attr-defined]
    assert references
    for reference in references:
        cells = reference.find("c:f", space).text.partition("!")[2].replace("$", "")
        held = [cell.value for (cell,) in page[cells]]
        drawn: list[float | None] = [None] * len(held)
        for point in reference.findall(".//c:pt", space):
            drawn[int(point.get("idx"))] = float(point.find("c:v", space).text)
        assert drawn == held


def test_a_trend_with_a_hole_has_error_bars_and_one_without_has_a_band() -> None:
    whole = _marks("a", "b", "c")
    holed = (whole[0], Mark("b", None), whole[2])
    for marks, band in ((whole, True), (holed, False)):
        _, archive = _open(Deck("D", (_figure(ChartKind.TREND, marks),)))
        (name,) = [n for n in archive.namelist() if re.fullmatch(r"ppt/charts/chart\d+\.xml", n)]
        xml = archive.read(name).decode()
        assert ("areaChart" in xml) is band
        assert ("errBars" in xml) is not band


def test_titles_are_findings_in_their_placeholder_and_every_slide_says_its_base() -> None:
    presentation, _ = _open(Deck("D", (_figure(ChartKind.COLUMNS, _marks("a", "b")),)))
    (slide,) = presentation.slides  # type: ignore[attr-defined]
    assert slide.shapes.title.text == "Le NPS est à +12"
    said = [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
    assert "Base : 412 réponses" in said
    assert slide.notes_slide.notes_text_frame.text == "À dire."
    (frame,) = [shape for shape in slide.shapes if shape.has_chart]
    assert frame.name == "engage:nps-columns"
    assert frame._element.nvGraphicFramePr.cNvPr.get("descr") == "Une phrase qui décrit."


def test_the_deck_is_16_9_in_our_fonts_and_nothing_lies_outside_the_slide() -> None:
    slides = (
        SlidePlan(SlideKind.TITLE, "title", "Titre", "Titre", "Étude\nT3 2026"),
        SlidePlan(
            SlideKind.ESSENTIALS, "e", "E", "E",
            cards=tuple(CardPlan("NPS", "0–10", "+21", "IC 95 %", "n = 3", "▲ +7", Tone.PROMOTER) for _ in range(4)),
        ),
        _figure(ChartKind.DOTS, _marks("a", "b", "c")),
        SlidePlan(SlideKind.QUOTES, "q", "Q", "Q", quotes=(QuotePlan("mot " * 60, "R-1"),) * 5),
        SlidePlan(SlideKind.TEXT, "x", "X", "X", paragraphs=("un", "deux")),
        SlidePlan(SlideKind.METHOD, "m", "M", "M", facts=(Fact("NPS", "formule " * 30),) * 8),
    )  # fmt: skip
    presentation, archive = _open(Deck("D", slides))
    width, height = presentation.slide_width, presentation.slide_height  # type: ignore[attr-defined]
    assert width * 9 == height * 16
    for slide in presentation.slides:  # type: ignore[attr-defined]
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= width
            assert shape.top + shape.height <= height
    themes = [archive.read(n).decode() for n in archive.namelist() if "/theme/theme1" in n]
    assert all('typeface="Inter"' in theme for theme in themes)


def test_a_slide_left_out_is_not_written() -> None:
    shown = _figure(ChartKind.COLUMNS, _marks("a"))
    hidden = SlidePlan(SlideKind.TEXT, "secret", "S", "Secret", paragraphs=("secret",), included=False)
    presentation, archive = _open(Deck("D", (shown, hidden)))
    assert len(presentation.slides) == 1  # type: ignore[attr-defined]
    assert not any(b"secret" in archive.read(name) for name in archive.namelist())


def test_a_stop_between_slides_leaves_the_old_deck(tmp_path: Path) -> None:
    to = tmp_path / "rapport.pptx"
    to.write_bytes(b"old")
    progress = Progress(lambda done, _total, _label: progress.cancel() if done else None)
    slides = tuple(_figure(ChartKind.COLUMNS, _marks("a")) for _ in range(4))
    with pytest.raises(Cancelled):
        deck.write(Deck("D", slides), to, progress=progress)
    assert to.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["rapport.pptx"]
