"""The oldest questions of organization design, as models anybody can run: what an expert demands comes out.

Each demand is a sign with its power: the 95% interval of the mean difference lies on the demanded side of 0,
and a difference as large as the facts demand would have been told from none by four in five such studies (2.8
standard errors), so that a wrong sign would show.
"""

from __future__ import annotations

import math
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

import reorg

EXAMPLES = Path(__file__).parents[2] / "examples"
WORLDS = 112
POWER = (1.96 + 0.84) / 1.96
"""What four in five studies see, in half widths of the interval."""


class Demand(NamedTuple):
    """In an example a scenario has more of a metric than the baseline.

    ``least`` and ``most``: by how much, as a share of the baseline's, by the facts in
    :mod:`reorg.verification.facts`, of waits by our judgment; an effect in the middle of that (the geometric
    mean) must be visible.
    """

    example: str
    scenario: str
    metric: str
    least: float
    most: float

    @property
    def middle(self) -> float:
        """The effect that must be visible, as a share of the baseline's."""
        return math.sqrt(self.least * self.most)


DEMANDS = (
    Demand("one-boss", "boss", "release_weeks", 0.05, 0.5),
    Demand("one-boss", "boss", "departures", 0.1, 0.8),
    Demand("layers", "tall", "release_weeks", 0.01, 0.15),
    Demand("layers", "tall", "top_wait_p50_hours", 0.5, 3.0),
    Demand("centralization", "high", "release_weeks", 0.04, 0.4),
    Demand("centralization", "high", "decision_wait_p50_hours", 0.5, 3.0),
    Demand("absent-top", "absent", "release_weeks", 0.04, 0.4),
    Demand("absent-top", "absent", "decision_wait_p50_hours", 0.5, 3.0),
    Demand("newcomers", "late", "plan_pay_usd", 0.1, 0.6),
)


def model(example: str) -> dict[str, Any]:
    document: dict[str, Any] = yaml.safe_load((EXAMPLES / f"{example}.yaml").read_text(encoding="utf-8"))
    return document | {"start": str(document["start"])}


@cache
def studied(example: str) -> reorg.Study:
    return reorg.compare(reorg.load(EXAMPLES / f"{example}.yaml"), worlds=WORLDS)


def mean_of(study: reorg.Study, scenario: str, metric: str) -> tuple[float, float, float]:
    """Return the mean difference, counted to the horizon, and the ends of its 95% interval."""
    (entry,) = [d for d in study.differences if (d["scenario"], d["metric"]) == (scenario, metric)]
    kind = "mean" if entry["mean"] is not None else "restricted_mean"
    low, high = entry[f"{kind}_interval_95"]
    return entry[kind], low, high


def typical(study: reorg.Study, scenario: str, metric: str) -> float:
    value: float = study.verdict["scenarios"][scenario]["metrics"][metric]["p50"]
    return value


@pytest.mark.parametrize("demand", DEMANDS, ids=lambda d: f"{d.example}, {d.metric}")
def test_what_an_expert_demands_comes_out(demand: Demand) -> None:
    study = studied(demand.example)
    _mean, low, high = mean_of(study, demand.scenario, demand.metric)
    assert POWER * (high - low) / 2 <= demand.middle * typical(
        study, study.verdict["baseline"], demand.metric
    )
    assert low > 0.0


def test_centralization_hardly_matters_with_few_exceptions_and_a_top_that_has_time() -> None:
    """Galbraith 1974: a hierarchy decides well as long as little must be decided."""
    document = model("centralization")
    document["people"][0]["booked_share"] = 0.1
    document["assumptions"] = {"exceptions.probability": {"value": 0.03, "source": "routine work"}}
    calm = reorg.compare(reorg.load(document), worlds=WORLDS)
    _mean, low, high = mean_of(calm, "high", "release_weeks")
    weeks = typical(calm, "low", "release_weeks")
    assert -0.03 * weeks < low
    assert high < 0.03 * weeks
    assert high < mean_of(studied("centralization"), "high", "release_weeks")[1]


def test_early_help_helps_and_late_help_does_not() -> None:
    """Brooks 1975, Abdel-Hamid 1989: always dearer, sooner only if early; three percent are no gain."""
    study = studied("newcomers")
    weeks, pay = (typical(study, "alone", metric) for metric in ("release_weeks", "plan_pay_usd"))
    assert mean_of(study, "early", "release_weeks")[2] < -0.03 * weeks
    assert mean_of(study, "late", "release_weeks")[1] > -0.03 * weeks
    assert mean_of(study, "late", "plan_pay_usd")[1] > 0.1 * pay


def test_the_absent_top_is_slower_because_questions_wait() -> None:
    """Where nobody meets anything unforeseen, nobody misses the top."""
    document = model("absent-top")
    document["assumptions"] = {"exceptions.probability": {"value": 1e-9, "source": "nothing unforeseen"}}
    calm = reorg.compare(reorg.load(document), worlds=WORLDS)
    assert (
        mean_of(calm, "absent", "release_weeks")[2]
        < mean_of(studied("absent-top"), "absent", "release_weeks")[1]
    )
