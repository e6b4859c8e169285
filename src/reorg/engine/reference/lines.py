"""Reporting lines and roles, recomputed whenever a lead comes or goes."""

from __future__ import annotations

from reorg.engine.reference.calendar import clear_calendar, update_calendar
from reorg.engine.reference.state.world import World
from reorg.engine.reference.structure import find_lead


def recompute_lines(world: World) -> None:
    """Recompute everybody's lead and booked hours after a lead has changed."""
    recompute_leads(world)
    recompute_roles(world)


def recompute_leads(world: World) -> None:
    """Recompute everybody's lead after one has changed."""
    for person in world.people:
        find_lead(person)


def recompute_roles(world: World) -> None:
    """Set everybody's booked hours to the present role: lead, head (a lead of leads), or top."""
    leads = [team.lead for team in world.form.teams if team.lead is not None]
    leads_of_leads = [lead.lead for lead in leads if lead.lead is not None]
    for person in world.people:
        former, person.role = person.role, "member"
        if person in leads_of_leads:
            person.role = "head" if person.lead is not None else "top"
        elif person in leads:
            person.role = "lead"
        if person.role != "member" and former == "member":
            clear_calendar(world, person)
        update_calendar(world, person)
