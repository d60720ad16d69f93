"""Rates of imported counts, with their base, their interval and their change."""

from __future__ import annotations

from pathlib import Path

import pytest

from engage_desktop.analysis import rates
from engage_desktop.models.boards import Card
from engage_desktop.models.indicators import Formula, IndicatorKind, IntervalMethod, Unit
from engage_desktop.operations import series, sources, studies
from tests.importers.files import text_file


def cards(folder: Path, text: str, name: str = "chiffres.csv") -> dict[str, Card]:
    """The rows of a study of one file, by kind, plain figures by their label."""
    with studies.create(folder / "a.engage") as study:
        sources.import_file(study, text_file(folder, text, name=name))
        with study.read() as session:
            found = series.cards(session)
    return {
        card.indicator.label
        if card.indicator.kind is IndicatorKind.FIGURE
        else card.indicator.kind.value: card
        for card in found
    }


def test_campaigns_give_the_four_rates_of_an_e_mail(tmp_path: Path) -> None:
    text = (
        "Campagne;Date;Envoyés;Rebonds;Ouvertures uniques;Clics uniques\n"
        "A;01/09/2026;1000;20;490;98\nB;13/10/2026;1000;0;400;100\n"
    )
    found = cards(tmp_path, text)
    expected = rates.email_rates(1000, 0, 400, 100)
    for kind, figure in expected.items():
        indicator = found[kind.value].indicator
        assert (indicator.value, indicator.ci95, indicator.n) == (figure.value, figure.ci95, figure.n)
        assert indicator.method is IntervalMethod.WILSON
    previous = found["opening"].previous
    assert previous is not None
    assert previous.value == pytest.approx(50.0)
    change = found["opening"].indicator.comparison
    assert change is not None
    assert change.significant
    assert (change.from_, change.to) == ("2026-09-01", "2026-10-13")


def test_customer_counts_give_retention_and_churn(tmp_path: Path) -> None:
    text = "Mois;Clients début;Nouveaux clients;Clients fin\n2026-09;1000;100;1050\n2026-10;1050;80;1060\n"
    found = cards(tmp_path, text)
    assert found["retention"].indicator.value == pytest.approx(100 * 980 / 1050)
    assert found["churn"].indicator.value == pytest.approx(100 * 70 / 1050)
    assert found["churn"].indicator.ci95 is not None
    change = found["churn"].indicator.comparison
    assert change is not None
    assert (change.from_, change.to) == ("2026-09", "2026-10")


def test_churn_needs_only_the_start_and_the_lost(tmp_path: Path) -> None:
    found = cards(tmp_path, "Mois;Clients début;Clients perdus\n2026-09;1000;50\n2026-10;1000;30\n")
    assert found["churn"].indicator.value == pytest.approx(3.0)
    assert "retention" not in found


def test_days_are_added_before_they_are_divided(tmp_path: Path) -> None:
    days = [f"2026-{month:02d}-{day:02d}" for month in (7, 8, 9) for day in range(1, 31)] + [
        "2026-07-31",
        "2026-08-31",
    ]
    text = "Date,Impressions,Clics\n" + "".join(
        f"{day},{100 * int(day[-2:])},{int(day[-2:])}\n" for day in sorted(days)
    )
    found = cards(tmp_path, text)
    indicator = found["ctr"].indicator
    whole = sum(100 * day for day in range(1, 31))
    assert indicator.n == whole
    assert indicator.value == pytest.approx(1.0)
    assert [point.key for point in found["ctr"].history] == ["2026-07-01", "2026-08-01", "2026-09-01"]
    plain = found["chiffres › Impressions"].indicator
    assert (plain.value, plain.unit, plain.recipe.formula) == (whole, Unit.COUNT, Formula.SUM)


def test_a_month_that_is_not_over_is_not_compared_with_whole_ones(tmp_path: Path) -> None:
    days = [f"2026-{m:02d}-{d:02d}" for m, n in ((7, 31), (8, 31), (9, 3)) for d in range(1, n + 1)]
    found = cards(tmp_path, "Date,Sessions\n" + "".join(f"{day},10\n" for day in days))
    card = found["chiffres › Sessions"]
    assert card.indicator.value == 310
    assert [point.value for point in card.history] == [310, 310, 30]


def test_the_rate_of_a_tool_stands_where_there_are_no_counts(tmp_path: Path) -> None:
    text = "Date;Sessions;Taux de rebond\n01/09/2026;1200;37,5 %\n02/09/2026;900;40 %\n"
    found = cards(tmp_path, text)
    bounce = found["bounce"].indicator
    assert (bounce.value, bounce.ci95) == (40.0, None)
    text = text.replace("Taux de rebond", "Taux d'engagement (impressions)").replace(
        "Sessions", "Impressions;Interactions"
    )
    text = text.replace(";1200;", ";1200;450;").replace(";900;", ";900;360;")
    (tmp_path / "b").mkdir()
    found = cards(tmp_path / "b", text)
    computed = found["engagement_by_impressions"].indicator
    assert computed.value == pytest.approx(40.0)
    assert computed.ci95 is not None


def test_an_audience_grows_from_one_period_to_the_next(tmp_path: Path) -> None:
    found = cards(tmp_path, "Mois;Abonnés;Interactions\n2026-08;1000;50\n2026-09;1100;66\n")
    growth = found["audience_growth"].indicator
    assert growth.value == pytest.approx(10.0)
    assert growth.recipe.formula is Formula.GROWTH
    assert found["engagement_by_followers"].indicator.value == pytest.approx(6.0)
    (tmp_path / "b").mkdir()
    daily = "Date;Abonnés;Interactions\n" + "".join(f"{d:02d}/09/2026;1000;{d}\n" for d in range(1, 29))
    indicator = cards(tmp_path / "b", daily)["engagement_daily"].indicator
    assert indicator.recipe.formula is Formula.MEAN_OF_RATES


def test_ga4_bounce_is_what_engaged_sessions_leave(tmp_path: Path) -> None:
    found = cards(tmp_path, "Date,Sessions,Engaged sessions\n2026-09-01,100,60\n2026-09-02,200,150\n")
    assert found["bounce_ga4"].indicator.value == pytest.approx(25.0)
    assert "bounce" not in found
