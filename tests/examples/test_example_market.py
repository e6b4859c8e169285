"""The example of the market: what the verdict says is what the equations give when solved numerically."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest
from scipy.integrate import solve_ivp

import reorg

MODEL = Path(__file__).parents[2] / "examples" / "market.yaml"
M, P, Q, START = 1e6, 0.03, 0.8, 2e4
REACH, CONVERSION, CANNIBALIZATION, SMALL = 4.0, 0.05, 0.3, 0.5
LIFT, LIFT_YEARS = 0.5, 0.5
OUT = [0.25 * k + 10 / 52 for k in range(20)]
"""Years in which releases come out: ten weeks after each quarter begins."""
OPEN_FROM = {"closed": math.inf, "mixed": 0.0, "open": 0.0, "open-later": 2.0}


@pytest.fixture(scope="module")
def study() -> Any:
    return reorg.compare(reorg.load(MODEL), worlds=2, seed=1)


def solved(scenario: str) -> tuple[float, float]:
    """Return adopters and dollars after five years, from the equations as they are written."""
    share = SMALL if scenario == "mixed" else 1.0
    state, begin = [START, START, 0.0], 0.0
    for end in [*OUT, 5.0]:
        latest = max((year for year in OUT if year <= begin), default=None)
        w = share if latest is not None and latest >= OPEN_FROM[scenario] else 0.0
        most, direct = M * (1 + w * (REACH - 1)), M * (1 - w * CANNIBALIZATION)

        def rates(t: float, now: list[float], most: float = most, direct: float = direct) -> list[float]:
            bought, all_, _ = now
            x = 1 + LIFT * sum(math.exp(-(t - year) / LIFT_YEARS) for year in OUT if year <= t)
            pace = x * (P + Q * all_ / most)
            paying = bought + CONVERSION * (all_ - bought)
            return [pace * (direct - bought), pace * max(most - all_, 0.0), paying]

        after = begin + 1e-12
        state = solve_ivp(rates, (after, end), state, rtol=1e-10, atol=1e-4).y[:, -1].tolist()
        begin = end
    return state[1], 1200.0 * state[2]


@pytest.mark.parametrize("scenario", OPEN_FROM)
def test_adoption_and_revenue_solve_the_equations(study: Any, scenario: str) -> None:
    metrics = study.verdict["scenarios"][scenario]["metrics"]
    adopters, dollars = solved(scenario)
    assert metrics["adoption"]["mean"] == pytest.approx(adopters, rel=1e-6)
    # Weekly trapezoids, and a push taken as even within each week.
    assert metrics["api_revenue_usd"]["mean"] == pytest.approx(dollars, rel=2e-4)


def test_open_models_reach_more_and_sell_less(study: Any) -> None:
    by = {(d["scenario"], d["metric"]): d for d in study.verdict["differences"]}
    assert by["open", "adoption"]["helps_share"] == 1.0
    assert by["open", "api_revenue_usd"]["harms_share"] == 1.0
    reached = {name: s["metrics"]["adoption"]["mean"] for name, s in study.verdict["scenarios"].items()}
    assert reached["closed"] < reached["mixed"] < reached["open"] < REACH * M
    assert reached["closed"] < reached["open-later"] < reached["open"]


def test_what_is_published_changes_nothing_else(study: Any) -> None:
    for entry in study.verdict["differences"]:
        if entry["metric"] not in ("adoption", "api_revenue_usd"):
            assert entry["mean"] == 0.0


def test_adoption_is_a_weekly_series_of_models_with_a_market_only(study: Any) -> None:
    series = study.series["open"]["adoption"]["p50"]
    assert len(series) == 260
    assert series[0] == pytest.approx(START, rel=0.1)
    assert series == sorted(series)
    plain = reorg.compare(reorg.load(MODEL.with_name("agents.yaml")), worlds=2, seed=1)
    for scenario in plain.verdict["scenarios"]:
        assert "adoption" not in plain.series[scenario]
        assert "adoption" not in plain.verdict["scenarios"][scenario]["metrics"]
