"""Second leads and second seats that an alternative adds, removes or changes, in sentences."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from typing import TypeVar

from reorg.model.structure import Structure
from reorg.report.plain_text import short
from reorg.report.summary.spoken_sizes import counted

Held = TypeVar("Held", bound=Hashable)
NAME = 32
"""Characters of a role or of the name of a team."""


def second_lead_sentences(before: Structure, after: Structure, titles: Mapping[str, str]) -> Iterator[str]:
    """Yield a sentence for each way in which second leads and second seats differ.

    ``titles`` are those of people by id. The second lead or the team is named where it is the same for all
    who get one. What both structures have in common is left out.
    """
    old_leads, new_leads = (
        {each.person: each.lead for each in side.second_leads} for side in (before, after)
    )
    roles = {lead: titles.get(lead) or lead for lead in new_leads.values()}
    yield from _sentences(old_leads, new_leads, roles, "a second lead", "{} as a second lead")
    old_seats, new_seats = (
        {each.person: (each.team, each.share) for each in side.second_seats} for side in (before, after)
    )
    teams = after.names
    rooms = {seat: teams.get(seat[0], seat[0]) for seat in new_seats.values()}
    yield from _sentences(old_seats, new_seats, rooms, "a second seat", "a second seat in {}")


def _sentences(
    old: Mapping[str, Held], new: Mapping[str, Held], names: Mapping[Held, str], thing: str, named: str
) -> Iterator[str]:
    gained = [new[person] for person in new.keys() - old.keys()]
    if gained:
        gained_names = {names[each] for each in gained}
        what = named.format(short(gained_names.pop(), NAME)) if len(gained_names) == 1 else thing
        yield _sentence(len(gained), "gets", "get", what)
    if lost := len(old.keys() - new.keys()):
        yield _sentence(lost, "no longer has", "no longer have", thing)
    if changed := sum(old[person] != new[person] for person in new.keys() & old.keys()):
        yield _sentence(changed, "gets", "get", thing.replace("a second", "another second"))


def _sentence(people: int, one: str, many: str, what: str) -> str:
    text = f"{counted(people, 'person', 'people')} {one if people == 1 else many} {what}."
    return text[0].upper() + text[1:]
