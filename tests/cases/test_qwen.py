"""The bundled case qwen: what it promises its readers, and what keeps it from being an artifact."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from reorg.model import load
from reorg.model.analysis.hierarchy import direct_reports, people_of_team
from reorg.model.events import Leave, Reading, Reorganize, Replace
from reorg.model.organization import Organization
from reorg.model.work import Release
from reorg.report.summary.moves import moves_of

REPORTS = {"S0", "S1", "S2", "S3", "S4"}


@pytest.fixture(scope="module")
def qwen() -> Organization:
    return load("qwen")


@pytest.fixture(scope="module")
def flagship(qwen: Organization) -> Release:
    return next(release for release in qwen.releases if release.id == "flagship")


def test_the_lab_has_about_120_people_in_every_structure(qwen: Organization) -> None:
    assert 110 <= len(qwen.people) <= 130
    everybody = {person.id for person in qwen.people}
    for structure in qwen.structures:
        seated = [p for team in structure.teams for p in people_of_team(team)]
        assert len(seated) == len(everybody)
        assert set(seated) == everybody


def test_the_scenarios_start_from_the_present_structure(qwen: Organization) -> None:
    usual = ["stay", "split", "soft-split", "split-and-exits"]
    assert list(qwen.compared) == usual
    changed = {
        scenario.id: scenario.structure for scenario in qwen.scenarios if scenario.structure != "vertical"
    }
    # What the team was before, and what it might be beside others, is compared as it is, without a change.
    assert changed == {"shared-platform": "shared-platform", "overlap": "overlap"}
    assert qwen.baseline == "stay"
    assert not qwen.scenario("stay").events
    assert qwen.scenario("split").events == (Reorganize(0.0, "horizontal"),)
    assert qwen.scenario("soft-split").events == (Reorganize(0.0, "soft-lines"), Reorganize(8.0, "soft"))


def test_both_scenarios_with_exits_lose_the_same_people_to_the_same_successor(qwen: Organization) -> None:
    exits = (
        Leave(0.0, "lead"),
        Leave(0.0, "post-head"),
        Leave(0.0, "rl-lead", reading=Reading(0, 0.5, holds=True)),
        Replace(0.0, "post-head", 2.0, {"posttraining": "high"}),
    )
    assert qwen.scenario("exits-alone").events == exits
    assert qwen.scenario("split-and-exits").events == (Reorganize(0.0, "outside-line"), *exits)


def test_the_outside_line_is_the_split_with_post_training_outside_the_laboratory(qwen: Organization) -> None:
    outside, split = qwen.structure("outside-line"), qwen.structure("horizontal")
    assert outside.integrators == split.integrators
    assert outside.team("posttraining").parent == outside.team("laboratory").parent == "cloud"
    assert outside.team("cloud").lead is None
    same = {team.id: team for team in split.teams}
    changed = {team.id for team in outside.teams if same.get(team.id) != team}
    assert changed == {"cloud", "laboratory", "posttraining"}
    assert same.keys() <= {team.id for team in outside.teams}
    # Nobody stands above both lines.
    assert not any("post-head" in reports for reports in direct_reports(outside).values())


def test_code_has_an_acting_lead_from_the_start(qwen: Organization) -> None:
    titles = {person.id: person.title for person in qwen.people}
    for structure in qwen.structures:
        assert titles[str(structure.team("code").lead)] == "Acting lead of code"


def test_nobody_leads_fewer_than_three_or_more_than_twelve(qwen: Organization) -> None:
    for structure in qwen.structures:
        for lead, reports in direct_reports(structure).items():
            if structure.id == "shared-platform" and lead in ("infra-head", "post-head"):
                continue  # one queue for all infrastructure, hence one team
            assert 3 <= len(reports) <= 12, (structure.id, lead)


def test_the_technical_lead_integrates_all_stages_except_after_the_split(qwen: Organization) -> None:
    assert [i.person for i in qwen.structure("vertical").integrators] == ["lead"]
    assert [i.person for i in qwen.structure("soft").integrators] == ["lead"]
    assert qwen.structure("horizontal").integrators == ()
    stages = {"pretraining", "posttraining", "multimodal", "infrastructure", "code", "evaluation"}
    assert stages <= set(qwen.structure("vertical").integrators[0].areas)


def test_after_the_split_the_technical_lead_keeps_one_stage(qwen: Organization) -> None:
    area = {package.id: package.area for release in qwen.releases for package in release.packages}

    def areas_below_the_lead(structure_id: str) -> set[str]:
        structure = qwen.structure(structure_id)
        below = [team.id for team in structure.teams if team.lead == "lead"]
        for _ in structure.teams:
            below += [team.id for team in structure.teams if team.parent in below and team.id not in below]
        owned = [work for team in below for work in structure.team(team).owned]
        return {area[name.split("/")[1]] for kind, name in owned if kind == "package"}

    assert len(areas_below_the_lead("vertical")) == 6
    assert areas_below_the_lead("horizontal") == {"pretraining"}


def test_only_squads_own_work(qwen: Organization) -> None:
    for structure in qwen.structures:
        parents = {team.parent for team in structure.teams}
        assert not [team.id for team in structure.teams if team.owned and team.id in parents]


def test_every_package_is_coupled_with_another(flagship: Release) -> None:
    coupled = {name for c in flagship.couplings for name in (c.first, c.second)}
    assert coupled == {package.id for package in flagship.packages}


def test_every_fact_has_its_source_and_assumptions_their_range(qwen: Organization) -> None:
    cited: set[str] = set()
    for fact in qwen.facts:
        if fact.source == "assumption":
            assert re.search(r"\brange\b", fact.text), fact.text
        else:
            sources = set(fact.source.split(", "))
            assert sources <= REPORTS, fact
            cited |= sources
    assert cited >= {"S0", "S1", "S2", "S4"}
    assert any(fact.contested for fact in qwen.facts)


def test_the_page_explains_why_the_report_counts_fewer_moves_than_the_facts() -> None:
    """Fourteen by squads that are composed anew, six by whether most of a squad stays."""
    organization = load("qwen")
    squads = [organization.structure("vertical").by_id[team] for team in ("general", "reasoning")]
    mixed = {person for team in squads for person in people_of_team(team)}
    moves = moves_of(organization, "stay", "split")
    moved = {move.person for move in moves if move.new_team}
    others = {move.person for move in moves if move.new_lead} - moved
    leads = {team.lead for team in organization.structure("vertical").teams}
    assert (len(mixed), len(moved), len(others)) == (14, 6, 7)
    assert moved < mixed
    assert others < leads
    page = (Path(__file__).parents[2] / "docs" / "cases" / "qwen.md").read_text(encoding="utf-8")
    text = " ".join(page.split())
    assert "the 14 people of the two mixed squads" in text
    assert "only the other six people get another team" in text
    assert "13 people have one, these six and the seven leads and heads" in text
