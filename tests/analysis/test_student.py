"""Our Student's distribution against scipy's."""

from __future__ import annotations

import pytest
from scipy.special import stdtr, stdtrit

from engage_desktop.analysis import student

FREEDOMS = (1, 1.3, 2, 2.5, 3, 4.7, 10, 29, 120, 599, 600, 601, 2_000, 200_000)


@pytest.mark.parametrize("freedom", FREEDOMS)
@pytest.mark.parametrize("probability", [0.9, 0.975, 0.995])
def test_quantiles_are_those_of_scipy(freedom: float, probability: float) -> None:
    assert student.quantile(freedom, probability) == pytest.approx(
        float(stdtrit(freedom, probability)), rel=1e-8
    )


@pytest.mark.parametrize("freedom", FREEDOMS)
@pytest.mark.parametrize("t", [-30.0, -4.0, -1.96, -0.3, 0.0, 0.8, 5.0])
def test_tails_are_those_of_scipy(freedom: float, t: float) -> None:
    assert student.lower_tail(freedom, t) == pytest.approx(float(stdtr(freedom, t)), rel=1e-7, abs=1e-15)


def test_an_array_gives_an_array_of_its_shape() -> None:
    assert student.quantiles([[1, 2], [3, 4]]).shape == (2, 2)
