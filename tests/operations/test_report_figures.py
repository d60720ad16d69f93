"""Charts of every scored question in the report: CSAT, CES and plain scales as much as NPS."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from pptx import Presentation

from engage_desktop import wording
from engage_desktop.errors import EngageError, Reason
from engage_desktop.exporters import deck
from engage_desktop.models.deck import ChartKind, ChartPlan, Deck, SlidePlan, Tone
from engage_desktop.models.figures import ReportFigure
from engage_desktop.models.reports import FigureView
from engage_desktop.operations import reports, sources, studies
from engage_desktop.store.database import Study
from engage_desktop.wording import reports as words
from tests import builders

HEADERS = (
    "Horodateur",
    "Quelle est votre satisfaction globale, de 1 à 5 ?",
    "Quel effort avez-vous dû fournir ? (1 très peu, 5 beaucoup)",
    "Notez l'accueil de 1 à 10",
    "Notez la facture de 1 à 10",
    "Votre zone",
)
TITLE = "L'essentiel"


def answers(n: int = 240) -> list[tuple[str, ...]]:
    """Answers in which the North is less satisfied and makes more effort."""
    some = random.Random(4)

    def note(mean: float, low: int, high: int) -> str:
        return str(max(low, min(high, round(some.gauss(mean, 1)))))

    rows: list[tuple[str, ...]] = []
    for at in range(n):
        zone = ("Nord", "Sud", "Centre")[at % 3]
        low = 1.2 if zone == "Nord" else 0.0
        rows.append(
            (
                f"{at % 28 + 1:02d}/{at % 6 + 1:02d}/2026 10:00:00", note(3.9 - low, 1, 5), note(2 + low, 1, 5),
                note(7.5 - low, 1, 10), note(6, 1, 10), zone,
            )
        )  # fmt: skip
    return rows


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Study]:
    wording.use("fr")
    folder = tmp_path_factory.mktemp("figures")
    with studies.create(folder / "e.engage") as opened:
        sources.import_file(opened, builders.write_csv(folder / "r.csv", answers(), HEADERS))
        yield opened


def slide(study: Study, figure: ReportFigure, *, lead: str = "") -> SlidePlan:
    """The slide that this figure makes."""
    key = reports.add_figure(study, figure, title=TITLE, view=FigureView(lead=lead))
    with study.read() as session:
        found = reports.material(session, title=TITLE)
        at = next(at for at, each in enumerate(found.items) if each.item.id == key)
        return words.deck(found).slides[at]


SCORED = [each for each in ReportFigure if each.indicator and each.value.startswith(("csat", "ces", "mean"))]


def test_each_kind_of_score_has_its_three_charts() -> None:
    assert len(SCORED) == 9
    assert {each.drawing for each in SCORED} == {"distribution", "trend", "segments"}


@pytest.mark.parametrize("figure", SCORED)
def test_each_is_a_native_chart_with_its_base_and_its_question(study: Study, figure: ReportFigure) -> None:
    plan = slide(study, figure)
    assert plan.chart is not None
    assert plan.foot.startswith("Base\u00a0: ")
    assert plan.chart.axis_name or "«" in plan.foot
    presentation = Presentation(io.BytesIO(deck.content(Deck("D", (plan,)))))
    (chart,) = [s.chart for page in presentation.slides for s in page.shapes if s.has_chart]
    assert chart.plots


def test_a_mean_is_named_by_its_question(study: Study) -> None:
    first, second = (
        slide(study, ReportFigure.MEAN_DISTRIBUTION),
        slide(study, ReportFigure.MEAN_DISTRIBUTION, lead="q4"),
    )
    assert first.name == "«\u202fNotez l'accueil de 1 à 10\u202f»\u00a0: répartition"
    assert second.title.startswith("«\u202fNotez la facture de 1 à 10\u202f»\u00a0: ")
    assert second.title.endswith(" sur 10 en moyenne")
    assert slide(study, ReportFigure.MEAN_TREND).title.startswith("«\u202fNotez l'accueil")


def test_colours_tell_good_from_bad_where_lower_is_better(study: Study) -> None:
    effort = slide(study, ReportFigure.CES_SEGMENTS).chart
    satisfied = slide(study, ReportFigure.CSAT_SEGMENTS).chart
    assert effort is not None
    assert satisfied is not None
    assert (effort.kind, satisfied.kind) == (ChartKind.DOTS, ChartKind.DOTS)

    def tone_of(chart: ChartPlan, name: str) -> Tone:
        return next(mark.tone for mark in chart.marks if mark.label.startswith(name))

    assert tone_of(effort, "Nord") is tone_of(satisfied, "Nord") is Tone.DETRACTOR
    assert [tone for _name, tone in effort.legend] == [Tone.PROMOTER, Tone.PASSIVE, Tone.DETRACTOR]
    assert [name for name, _tone in effort.legend] == [name for name, _tone in satisfied.legend]


def test_a_study_of_plain_scales_is_proposed_their_charts(tmp_path: Path) -> None:
    wording.use("fr")
    rows = [(row[0], row[3], row[5]) for row in answers()]
    headers = (HEADERS[0], HEADERS[3], HEADERS[5])
    with studies.create(tmp_path / "e.engage") as opened:
        sources.import_file(opened, builders.write_csv(tmp_path / "r.csv", rows, headers))
        with opened.read() as session:
            proposed = {item.figure for item in reports.outline(session, title=TITLE).items if item.figure}
    assert proposed == {ReportFigure.MEAN_DISTRIBUTION, ReportFigure.MEAN_TREND, ReportFigure.MEAN_SEGMENTS}


def test_an_indicator_that_is_not_there_is_refused(study: Study) -> None:
    with study.read() as session:
        reports.expect_lead(session, ReportFigure.MEAN_TREND, "q4")
        with pytest.raises(EngageError) as refused:
            reports.expect_lead(session, ReportFigure.MEAN_TREND, "q1")
    assert refused.value.reason is Reason.FIGURE_UNKNOWN
