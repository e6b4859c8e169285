"""Onboarding: newcomers take their colleagues' time."""

from __future__ import annotations

from reorg.compilation import inner
from reorg.engine.kernel.attention import deliver_item, new_item
from reorg.engine.kernel.familiarity import closest_in_crowd, list_others_active
from reorg.engine.kernel.knowledge import ramp_weeks
from reorg.engine.kernel.structure import first_member, next_member
from reorg.engine.machine.event_list import WEEK_RING
from reorg.engine.state.constants import HELP, HOURS_PER_WEEK
from reorg.engine.state.memory import assumed_at, person_at
from reorg.engine.state.rows import Row
from reorg.mechanisms.onboarding import help_hours

HELP_NOTICED_HOURS = 0.05


@inner
def ask_for_help(s: Row, p: int, j: int) -> None:
    """Take a colleague's time for a newcomer after a chunk: one active on the same work, else the next."""
    a = assumed_at(s.assumed, 0)
    person = person_at(s.people, p)
    if person.joined < 0.0:
        return
    weeks = (s.now - person.joined) / HOURS_PER_WEEK
    needed = help_hours(person.unhelped, weeks, a.onboarding_trainer_share, ramp_weeks(s, p))
    person.unhelped = 0.0
    if needed < HELP_NOTICED_HOURS:
        return
    q = -1
    if j < s.packages:
        q = closest_in_crowd(s, list_others_active(s, p, j))
    if q < 0:
        q = next_member(s, p)
    if q < 0:
        q = first_member(s, person.team)
    if q < 0 or q == p:
        q = person.lead
    if q >= 0:
        deliver_item(s, new_item(s, q, HELP, p, needed), WEEK_RING)
