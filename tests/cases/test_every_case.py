"""What every bundled case promises: the same people and work under all structures, and its sources."""

from __future__ import annotations

import re

import pytest

from reorg.engine import plan_scenario
from reorg.model import load
from reorg.model.analysis.hierarchy import people_of_team
from reorg.model.loading import case_names
from reorg.model.organization import Organization
from reorg.model.work import Effort, Release

REPORTS = {"S0", "S1", "S2", "S3", "S4"}
CASES = ("agents", "churn", "meta", "qwen", "six-labs")


@pytest.fixture(scope="module", params=CASES)
def case(request: pytest.FixtureRequest) -> Organization:
    return load(request.param)


def mean_days(effort: Effort) -> float:
    return (effort.optimistic_days + 4.0 * effort.likely_days + effort.pessimistic_days) / 6.0


def comes_before(release: Release) -> dict[str, set[str]]:
    """Return all packages that must be complete before each package, however indirectly."""
    after = {package.id: set(package.after) for package in release.packages}
    for _ in after:
        after = {one: near.union(*(after[other] for other in near)) for one, near in after.items()}
    return after


def test_the_five_cases_are_bundled() -> None:
    assert set(CASES) <= set(case_names())


def test_every_structure_seats_everybody_once(case: Organization) -> None:
    everybody = sorted(person.id for person in case.people)
    for structure in case.structures:
        assert sorted(p for team in structure.teams for p in people_of_team(team)) == everybody, structure.id


def test_every_scenario_can_be_simulated(case: Organization) -> None:
    for scenario in case.scenarios:
        assert plan_scenario(case, scenario.id).hours_present > 0.0


def test_every_piece_of_work_finds_a_skilled_owner(case: Organization) -> None:
    skills = {person.id: person.skills for person in case.people}
    area = {f"{r.id}/{p.id}": p.area for r in case.releases for p in r.packages}
    area |= {stream.id: stream.area for stream in case.streams} | {name: name for name in case.areas}
    for structure in case.structures:
        for team in structure.teams:
            for _, name in team.owned:
                levels = [skills[p].get(area[name], "none") for p in people_of_team(team)]
                assert "medium" in levels or "high" in levels, (structure.id, team.id, name)


def test_coupled_packages_can_be_open_at_the_same_time(case: Organization) -> None:
    for release in case.releases:
        before = comes_before(release)
        for coupling in release.couplings:
            assert coupling.first not in before[coupling.second], coupling
            assert coupling.second not in before[coupling.first], coupling


def test_work_sent_onward_comes_from_what_may_itself_be_done_again(case: Organization) -> None:
    """Else the link could never fire: its target begins only after its source is complete."""
    for release in case.releases:
        before = comes_before(release)
        again = {link.target for link in release.rework}
        for link in release.rework:
            assert link.source not in before[link.target] or link.source in again, link


def test_efforts_are_ranges(case: Organization) -> None:
    packages = [package.effort for release in case.releases for package in release.packages]
    for effort in [*packages, *(stream.effort for stream in case.streams)]:
        assert effort.optimistic_days < effort.likely_days < effort.pessimistic_days


def test_the_lab_is_busy_but_not_beyond_its_means(case: Organization) -> None:
    """Efforts are days of people familiar with the work; what is new, talk, waiting and rework come on top.

    All but agents, in which there is more to do than people alone can do: that is its point.
    """
    packages = sum(
        mean_days(package.effort) / float(release.every_weeks or case.horizon_weeks)
        for release in case.releases
        for package in release.packages
    )
    streams = sum(stream.per_week * mean_days(stream.effort) for stream in case.streams)
    present = 5.0 * sum(person.share for person in case.people)
    low, high = (0.4, 0.7) if "AI agents" in case.name else (0.25, 0.45)
    assert low <= (packages + streams) / present <= high


def test_every_fact_has_its_report_and_every_assumption_its_range(case: Organization) -> None:
    cited: set[str] = set()
    for fact in case.facts:
        if fact.source == "assumption":
            assert re.search(r"\brange\b", fact.text), fact.text
        else:
            assert set(fact.source.split(", ")) <= REPORTS, fact
            cited |= set(fact.source.split(", "))
    assert cited
