"""Guard-rails: what breaks them, in words, and what never can."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_model import data, only_problem

from reorg.model import load
from reorg.model.analysis.findings import GUARD_RAIL_KIND, find_remarkable
from reorg.model.analysis.guard_rails import Breach, annual_payroll, find_breaches, single_expert_areas
from reorg.model.analysis.hierarchy import count_layers, direct_reports, people_of_team
from reorg.model.organization import GuardRails, Organization
from reorg.model.structure import Team


def railed(**limits: Any) -> Organization:
    return load(data() | {"guard_rails": limits})


@cache
def without_rails() -> Organization:
    return load(data())


def test_a_model_without_guard_rails_breaks_none_and_keeps_its_hash() -> None:
    assert find_breaches(load(data())) == ()
    assert load(data()).hash != railed(span_max=3).hash


def test_a_breach_names_structure_lead_value_and_limit() -> None:
    (found,) = find_breaches(railed(span_max=7))
    # Of the lab together, res#1 leads three researchers and five engineers.
    assert found == Breach(
        "span_max",
        "together",
        "res#1",
        8,
        7,
        "Researcher 1 [res#1] has 8 direct reports, more than span_max 7",
    )


@pytest.mark.parametrize(
    ("limits", "words"),
    [
        ({"span_min": 2}, "Product engineer 1 [prod#1] has 1 direct report, fewer than span_min 2"),
        ({"layers_max": 2}, "3 layers from the top to a member, more than layers_max 2"),
        ({"team_size_min": 3}, "team app has 2 people, fewer than team_size_min 3"),
        ({"cost_max_usd": 3_000_000}, "payroll of $3,710,000 a year, more than cost_max_usd 3,000,000"),
    ],
)
def test_each_limit_in_words(limits: dict[str, Any], words: str) -> None:
    assert words in [breach.message for breach in find_breaches(railed(**limits))]


def test_lone_areas_are_named() -> None:
    model = data() | {"guard_rails": {"lone_areas_max": 0}}
    assert find_breaches(load(model)) == ()
    model["people"][3]["count"] = 1
    model["structures"]["together"]["teams"][2]["members"] = []
    (found,) = find_breaches(load(model))
    assert "1 area has fewer than 2 people with medium or high skill (product)" in found.message
    assert (found.structure, found.value, found.limit) == ("", 1, 0)


def test_breaches_are_findings() -> None:
    assert [f.kind for f in find_remarkable(railed(layers_max=1))].count(GUARD_RAIL_KIND) == 2


@pytest.mark.parametrize("limit", [{"span_max": 0}, {"cost_max_usd": -1}, {"layers_max": 2.5}, {"spans": 3}])
def test_impossible_limits_are_refused(limit: dict[str, Any]) -> None:
    assert only_problem(data() | {"guard_rails": limit}).path.startswith("guard_rails > ")


LIMITS = st.fixed_dictionaries(
    {},
    optional={
        "span_max": st.integers(1, 12),
        "span_min": st.integers(0, 12),
        "layers_max": st.integers(1, 5),
        "team_size_min": st.integers(1, 12),
        "cost_max_usd": st.floats(1e5, 1e7),
        "lone_areas_max": st.integers(0, 4),
    },
)


@settings(max_examples=60)
@given(LIMITS)
def test_exactly_what_is_beyond_a_limit_is_a_breach(limits: dict[str, Any]) -> None:
    organization = replace(without_rails(), guard_rails=GuardRails(**limits))
    found = {(b.rail, b.structure, b.subject) for b in find_breaches(organization)}
    expected: set[tuple[str, str, str]] = set()
    for s in organization.structures:
        for lead, people in direct_reports(s).items():
            expected |= {("span_max", s.id, lead)} if len(people) > limits.get("span_max", 99) else set()
            expected |= {("span_min", s.id, lead)} if len(people) < limits.get("span_min", 0) else set()
        expected |= {("layers_max", s.id, "")} if count_layers(s) > limits.get("layers_max", 99) else set()
        parents = {team.parent for team in s.teams}
        expected |= {
            ("team_size_min", s.id, team.id)
            for team in s.teams
            if team.id not in parents and len(people_of_team(team)) < limits.get("team_size_min", 0)
        }
    if annual_payroll(organization) > limits.get("cost_max_usd", 1e9):
        expected.add(("cost_max_usd", "", ""))
    if len(single_expert_areas(organization)) > limits.get("lone_areas_max", 99):
        expected.add(("lone_areas_max", "", ""))
    assert found == expected


@settings(max_examples=60)
@given(LIMITS)
def test_a_looser_limit_breaks_nothing_more(limits: dict[str, Any]) -> None:
    looser: dict[str, Any] = {}
    for key, value in limits.items():
        looser[key] = value * 2 if key.endswith("_max") or key == "cost_max_usd" else value // 2
    looser["team_size_min"] = max(looser.get("team_size_min", 1), 1)
    first, second = (
        find_breaches(replace(without_rails(), guard_rails=GuardRails(**each))) for each in (limits, looser)
    )
    assert {(b.rail, b.structure, b.subject) for b in second} <= {
        (b.rail, b.structure, b.subject) for b in first
    }


def test_the_lead_of_a_team_and_the_one_below_it_is_one_layer() -> None:
    def layers(*leads: str | None) -> int:
        names = ("top", "middle", "bottom")[-len(leads) :]
        parents = (None, *names)
        teams = [Team(n, n, parents[k], leads[k], (), (), False) for k, n in enumerate(names)]
        teams[-1] = replace(teams[-1], members=("member",))
        return count_layers(replace(load(data()).structures[0], teams=tuple(teams)))

    assert layers("ann", "bob", "cy") == 4
    assert layers("ann", "ann", "cy") == 3
    assert layers("ann", None, "ann") == 2
    assert layers("ann", "ann") == layers("ann") == 2
