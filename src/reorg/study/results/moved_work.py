"""Work that another team owns at the end of a scenario, and work whose team has lost the skill for it."""

from __future__ import annotations

from typing import Any

from reorg.model.analysis.positions import structure_at_end
from reorg.model.analysis.work_names import names_of_work
from reorg.model.analysis.workload import OwnedWork, owned_work, unskilled_work
from reorg.model.organization import Organization
from reorg.study.results.matching import match_teams

Document = dict[str, Any]


def describe_moved_work(organization: Organization, scenarios: tuple[str, ...]) -> Document:
    """Return for each scenario in which it differs from the first what work moves, and what lacks its skill.

    ``moved``: packages and streams with another owner, each with the teams before and after; a team is the
    same if most of its people are. What several teams race for or overlap in is not counted.
    ``unskilled``: those whose teams have nobody with any skill in their area at the end of the scenario,
    though not at the end of the baseline.
    """
    found = {each: _of_scenario(organization, scenarios[0], each) for each in scenarios[1:]}
    return {scenario: entry for scenario, entry in found.items() if entry["moved"] or entry["unskilled"]}


def _of_scenario(organization: Organization, baseline: str, scenario: str) -> Document:
    before, after = structure_at_end(organization, baseline), structure_at_end(organization, scenario)
    same, names = match_teams(before, after), names_of_work(organization)
    was = {(work.kind, work.id): work for work in owned_work(organization, before)}
    lacking = {(work.kind, work.id) for work in unskilled_work(organization, before)}

    def name(work: OwnedWork) -> str:
        return names[work.kind, work.id]

    return {
        "moved": [
            {
                "work": name(work),
                "from": before.names[was[work.kind, work.id].owner],
                "to": after.names[work.owner],
            }
            for work in owned_work(organization, after)
            if not work.others and same[1, work.owner] != same[0, was[work.kind, work.id].owner]
        ],
        "unskilled": [
            {"work": name(work), "team": after.names[work.owner], "area": work.area}
            for work in unskilled_work(organization, after)
            if (work.kind, work.id) not in lacking
        ],
    }
