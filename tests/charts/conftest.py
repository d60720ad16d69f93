"""Labels in French, as the window would give them, and answers to draw."""

from __future__ import annotations

import pytest

from engage_desktop.charts.labels import Labels


def _signed(value: float) -> str:
    return f"{value:+.0f}".replace("-", "\u2212") if round(value) else "0"


def _comma(value: float) -> str:
    return f"{value:.1f}".replace(".", ",").replace("-", "\u2212")


MONTHS = ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.")


@pytest.fixture
def labels() -> Labels:
    """Labels of an NPS."""
    return Labels(
        title="NPS par mois",
        subtitle="bande : IC 95 %",
        note="Base : 1 204 abonnés, T3 2026",
        value=_signed,
        tick=_signed,
        score=_comma,
        percent=lambda share: f"{share:.0f} %",
        integer=lambda n: f"{n:,}".replace(",", "\u202f"),
        base=lambda n: f"n = {n}",
        interval=lambda ends: f"IC 95 % [{_signed(ends.low)} ; {_signed(ends.high)}]",
        share_interval=lambda ends: f"[{_comma(ends.low)} % ; {_comma(ends.high)} %]",
        margin=lambda half: f"± {half:.0f}",
        period=lambda point: (
            f"T{point.key[-1]} {point.start.year}" if "Q" in point.key else MONTHS[point.start.month - 1]
        ),
        change=lambda each: f"{_comma(each.difference or 0)} pts\nsignificatif, p = {_comma(each.p or 0)}",
        before=lambda each: f"{each.from_} : {_signed(each.from_value or 0)}",
        detractors="Détracteurs",
        passives="Passifs",
        promoters="Promoteurs",
        negative="Négatifs",
        neutral="Neutres",
        positive="Positifs",
        mixed="Mixtes",
        inferior="inférieur",
        inconclusive="non concluant",
        superior="supérieur",
        overall="ensemble",
        fragile="base faible",
        hidden="moins de 5 réponses",
        no_data="n/d",
        mean="moyenne",
        satisfied="Satisfaits",
        easy="Facile",
    )
