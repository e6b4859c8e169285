"""The least time of a plan along its longest chain of packages, and what is remarked on it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from small_model import data

from reorg.engine import Simulator, plan_scenario
from reorg.mechanisms import ASSUMPTIONS
from reorg.model import case_names, load
from reorg.model.analysis.chains import Chain, longest_chains
from reorg.model.analysis.findings import PLAN_KIND, find_remarkable
from reorg.model.organization import Organization
from reorg.study.sampling.assumptions import fixed_assumptions
from reorg.verification.small_organizations import (
    AREA,
    crew,
    fixed,
    organization,
    package,
    release,
    structure,
    team,
    without_disturbances,
)

INPUTS = Path(__file__).parents[1] / "inputs"
WORLDS = 6


def plan(**changed: Any) -> dict[str, Any]:
    """Return a plan of 30, 60 and 15 days one after another, and two days beside them."""
    model = data()
    model["releases"] = [
        {
            "id": "flagship",
            "name": "Flagship",
            "due_week": 10,
            "packages": [
                {"id": "method", "area": "research", "effort_days": [20, 30, 50]},
                {"id": "system", "area": "engineering", "effort_days": [40, 60, 90], "after": ["method"]},
                {"id": "launch", "area": "product", "effort_days": [10, 15, 25], "after": ["system"]},
                {"id": "pages", "area": "product", "effort_days": [1, 2, 3]},
            ],
            **changed,
        }
    ]
    model["streams"] = []
    for stated in model["structures"].values():
        for team_ in stated.get("teams", ()):
            team_["owns"] = [work for work in team_.get("owns", ()) if work in model["areas"]]
    model["scenarios"] = {"together": {"structure": "together"}}
    model["compare"] = {"baseline": "together"}
    return model


def chain_of(model: dict[str, Any]) -> Chain:
    (chain,) = longest_chains(load(model))
    return chain


def weeks_of(model: dict[str, Any]) -> dict[str, float]:
    return {link.package.id: link.weeks for link in chain_of(model).links}


def remarks(model: Any) -> list[str]:
    return [finding.message for finding in find_remarkable(load(model)) if finding.kind == PLAN_KIND]


def test_a_chain_takes_the_effort_over_the_hands_package_by_package() -> None:
    """Team model seats four researchers and five engineers, team app two of high skill in product."""
    chain = chain_of(plan())
    assert [link.package.id for link in chain.links] == ["method", "system", "launch"]
    assert [(link.hands, link.able) for link in chain.links] == [(4, 4), (5, 5), (2, 2)]
    weeks = [30 / 5 / 4, 60 / 5 / 5, 15 / 5 / (2 * 1.25)]
    assert [link.weeks for link in chain.links] == pytest.approx(weeks)
    assert (chain.start_week, chain.finish_week) == (0.0, pytest.approx(sum(weeks)))
    assert chain.longest.package.id == "system"


@pytest.mark.parametrize(
    ("changed", "weeks"),
    [
        ({"people_max": 2}, 60 / 5 / 2),
        ({"whole": True}, 60 / 5),
        ({"done": 0.5}, 30 / 5 / 5),
        ({"area": "product"}, 60 / 5 / (2 * 1.25)),
    ],
)
def test_hands_are_limited_by_the_package_and_by_skill(changed: dict[str, Any], weeks: float) -> None:
    model = plan()
    model["releases"][0]["packages"][1].update(changed)
    assert weeks_of(model)["system"] == pytest.approx(weeks)


def test_part_time_slows_a_chain_and_agents_shorten_it() -> None:
    model = plan()
    (engineers,) = [person for person in model["people"] if person["id"] == "eng"]
    engineers["share"] = 0.5
    assert weeks_of(model)["system"] == pytest.approx(60 / 5 / 2.5)
    engineers["ai_agents"] = 1
    assert weeks_of(model)["system"] < 60 / 5 / 2.5 * (1 - 0.4)


def test_who_comes_later_counts_from_the_start() -> None:
    model = plan()
    joins = {"id": "late", "team": "model", "skills": {"engineering": "medium"}}
    model["scenarios"]["together"]["events"] = [{"week": 5, "join": joins}]
    assert weeks_of(model)["system"] == pytest.approx(60 / 5 / 6)


def test_a_release_after_another_starts_when_that_is_out() -> None:
    model = plan()
    last = {"id": "tools", "area": "product", "effort_days": [5, 10, 15]}
    model["releases"].append({"id": "next", "after": ["flagship"], "due_week": 40, "packages": [last]})
    first, second = longest_chains(load(model))
    assert [link.package.id for link in second.links] == ["method", "system", "launch", "tools"]
    assert second.finish_week == pytest.approx(first.finish_week + 10 / 5 / 2.5)


def test_without_disturbances_the_engine_takes_exactly_so_long() -> None:
    """Two people on the first package of 160 hours, one on the second and third, of 80 and 40."""
    people = crew(3)
    packages = [
        package("first", fixed(160.0), people_max=2),
        package("second", fixed(80.0), ["first"]),
        package("third", fixed(40.0), ["second"]),
        package("beside", fixed(80.0), ["first"]),
    ]
    seats = structure([team("all", people, owned=[("area", AREA)])])
    small = organization(people, [seats], weeks=20, releases=[release(packages)])
    outcome = Simulator(plan_scenario(small, "only")).run(without_disturbances(), 1, 0)
    (chain,) = longest_chains(small)
    assert [link.package.id for link in chain.links] == ["first", "second", "third"]
    assert chain.finish_week == pytest.approx(2.0 + 2.0 + 1.0)
    assert outcome.finish_weeks.max() == pytest.approx(chain.finish_week)


def at_likely_efforts(stated: Organization) -> Organization:
    def likely(effort: Any) -> Any:
        return replace(effort, distribution="fixed")

    return replace(
        stated,
        releases=tuple(
            replace(each, packages=tuple(replace(p, effort=likely(p.effort)) for p in each.packages))
            for each in stated.releases
        ),
    )


@pytest.mark.parametrize("name", ["startup.yaml", "startup_of_twelve_projects.yaml"])
def test_no_release_is_out_before_its_chain_and_none_remarked_on_is_in_time(name: str) -> None:
    stated = at_likely_efforts(load(str(INPUTS / name)))
    simulator = Simulator(plan_scenario(stated, stated.baseline))
    values = fixed_assumptions(ASSUMPTIONS, stated.assumptions, WORLDS)
    finish = np.array([simulator.run(values[k], 1, k).finish_weeks for k in range(WORLDS)])
    out = np.where(np.isnan(finish), np.inf, finish)
    remarked = {f.subject for f in find_remarkable(stated) if f.kind == PLAN_KIND}
    assert remarked
    first = 0
    for chain in longest_chains(stated):
        last = first + len(chain.release.packages)
        weeks = out[:, first:last].max(axis=1)
        assert weeks.min() >= chain.finish_week
        if chain.release.id in remarked:
            assert weeks.min() > (chain.release.first_due_week or 0.0)
        first = last


def test_a_chain_longer_than_the_time_is_remarked_on_with_its_packages() -> None:
    model = plan(due_week=5)
    model["releases"][0]["packages"][1]["people_max"] = 2
    (remark,) = remarks(model)
    assert (
        "the longest chain of packages of Flagship takes at least 8.7 weeks at likely efforts, even if its"
        " people do nothing else, and there are 5.0 until it is due in week 5: method (1.5), then system"
        " (6.0), then launch (1.2). Longest is system, on which 2 people can work at once, of 5 who can do"
        " engineering (people_max allows no more)"
    ) in remark


def test_a_chain_that_leaves_no_room_is_remarked_on_and_one_with_room_is_not() -> None:
    """The chain takes 5.1 weeks, 73% of seven, or 7.7 if a third of each week is taken: 64% of eight."""
    (remark,) = remarks(plan(due_week=7))
    assert (
        "meetings, requests and decisions also take a third of each week, so expect 8 weeks or more" in remark
    )
    assert "as nobody else in the teams that own it can do engineering" in remark
    assert not remarks(plan(due_week=8))


def test_a_release_without_a_date_has_until_the_horizon() -> None:
    model = plan(due_week=None)
    assert not remarks(model)
    model["releases"][0]["packages"][1]["effort_days"] = [1200, 1500, 2000]
    (remark,) = remarks(model)
    assert "there are 52.0 until the horizon, week 52" in remark


@pytest.mark.parametrize("case", case_names())
def test_the_bundled_cases_have_room(case: str) -> None:
    assert not remarks(case)
