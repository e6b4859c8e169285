"""Onboarding: newcomers take their colleagues' time."""

from __future__ import annotations

from reorg.engine.reference import equations
from reorg.engine.reference.attention import deliver_item
from reorg.engine.reference.equations import WEEK_HOURS
from reorg.engine.reference.familiarity import closest_active
from reorg.engine.reference.state.items import Item
from reorg.engine.reference.state.people import Person
from reorg.engine.reference.state.work import Job
from reorg.engine.reference.state.world import World
from reorg.engine.reference.structure import attention_lacking

HELP_NOTICED_HOURS = 0.05


def ask_for_help(world: World, person: Person, job: Job) -> None:
    """Take a colleague's time for a newcomer after a chunk: one active on the work, else a teammate."""
    joined = person.career.joined
    if joined is None:
        return
    lacking = attention_lacking(person)
    needed = equations.help_hours(world.assumed, person.unhelped, world.now - joined, lacking)
    person.unhelped = 0.0
    if needed < HELP_NOTICED_HOURS:
        return
    active = [] if job.stream is not None else closest_active(world, person, job)
    members = person.team.members
    following = members[(members.index(person) + 1) % len(members)]
    helper = active[0] if active else following
    guide = person.lead if helper is person else helper
    if guide is not None:
        deliver_item(world, Item("help", guide, needed, person), WEEK_HOURS)
