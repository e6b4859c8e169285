"""People as rows: everybody in any scenario at any time, with initial skills and knowledge."""

from __future__ import annotations

from typing import Any

import numpy as np

from reorg import luck
from reorg.engine.plan.structures import StructureIndex
from reorg.engine.state.constants import ABSENT, IDLE, NO_ACTIVITY
from reorg.engine.state.rows import KNOWLEDGE, PERSON
from reorg.model.choices import SENIORITIES, SKILL_LEVELS, SOUGHT_ELSEWHERE
from reorg.model.events import Equip
from reorg.model.organization import Organization
from reorg.model.people import Person


def has_agents(organization: Organization) -> bool:
    """Return whether anybody has AI agents in any scenario."""
    equipped = (e.ai_agents for s in organization.scenarios for e in s.happenings if isinstance(e, Equip))
    return any(p.ai_agents for p in organization.everybody) or any(equipped)


def people_rows(people: tuple[Person, ...], names: StructureIndex) -> Any:
    """Return the people as they are before the first hour; people who join later are absent."""
    rows = np.zeros(len(people), PERSON)
    rows["key"] = [luck.key("person", p.id) for p in people]
    rows["share"] = [p.share for p in people]
    rows["tenure"] = [p.tenure_years for p in people]
    rows["pay"] = [p.pay_usd_per_year / 52.0 for p in people]
    rows["rank"] = [SENIORITIES.index(p.seniority) for p in people]
    rows["principal"] = [p.seniority in SOUGHT_ELSEWHERE for p in people]
    for name in (
        "team",
        "lead",
        "boss",
        "heir",
        "inbox_first",
        "inbox_last",
        "slot_first",
        "slot_last",
        "on",
        "idle_before",
        "idle_after",
        "held",
        "agent_first",
        "last",
        "second",
        "other",
    ):
        rows[name] = -1
    rows["kind"] = IDLE
    rows["stated"] = [-1.0 if p.booked_share is None else p.booked_share for p in people]
    rows["base_pay"] = rows["pay"]
    rows["role_since"] = rows["unrest"] = -1.0
    rows["agents"] = [p.ai_agents for p in people]
    rows["tie"] = -1.0
    rows["changed"] = rows["moved"] = rows["joined"] = rows["until"] = -1.0
    rows["activity"] = [ABSENT if p.id in names.joined or p.vacant else NO_ACTIVITY for p in people]
    rows["opening"] = [p.vacant for p in people]
    rows["visit_due"] = -1.0
    rows["seats"] = (names.second_teams >= 0).any(axis=0)
    rows["starts"] = [-1.0 if p.starts_week is None else p.starts_week for p in people]
    return rows


def skill_levels(areas: tuple[str, ...], people: tuple[Person, ...]) -> Any:
    """Return the level of every skill [person, area], 0 (none) to 3 (high)."""
    skill = np.zeros((len(people), max(len(areas), 1)), np.int32)
    places = {area: i for i, area in enumerate(areas)}
    for i, person in enumerate(people):
        for area, level in person.skills.items():
            skill[i, places[area]] = SKILL_LEVELS.index(level)
    return skill


def knowledge_rows(areas: tuple[str, ...], people: tuple[Person, ...], names: StructureIndex) -> Any:
    """Return the share of ``knowledge.start`` that each person starts with [person, area].

    1 in the areas of a person's best skill, 1/2 in others with any skill, and 0 elsewhere. People who join
    later and vacant positions have 0: they had no predecessors whose knowledge they could inherit.
    """
    skill = skill_levels(areas, people)
    skill[[p.id in names.joined or p.vacant for p in people]] = 0
    best = skill.max(axis=1, keepdims=True)
    rows = np.zeros(skill.shape, KNOWLEDGE)
    rows["value"] = np.where(skill == 0, 0.0, np.where(skill == best, 1.0, 0.5))
    return rows
