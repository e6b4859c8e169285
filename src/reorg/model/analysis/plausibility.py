"""Plausibility of a valid model: work and chains against time, leads' weeks, teams, ranges and units."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from reorg.model.analysis.capacity import FULL_LOAD, Load, loads_of_areas, loads_of_teams, narrowest_loads
from reorg.model.analysis.chains import Chain, Link, longest_chains
from reorg.model.analysis.hierarchy import direct_reports
from reorg.model.analysis.roles import names_with_ids
from reorg.model.analysis.work_names import names_of_work
from reorg.model.organization import Organization
from reorg.model.people import Person
from reorg.model.structure import Structure
from reorg.model.work import WorkName, full_name
from reorg.quantity import evidence

Remark = tuple[str, str, str]
"""Kind, subject and message."""

WEEK_HOURS = 40.0
LEAST_USUAL_PAY, MOST_USUAL_PAY = 5_000.0, 20_000_000.0
"""A year of a person, in one of the currencies below."""
LIKE_DOLLARS = frozenset({"USD", "EUR", "GBP", "CHF", "CAD", "AUD", "NZD", "SGD"})
"""Currencies a unit of which is worth about a dollar, so that what is usual in one is usual in all."""
MOST_YEARS = 50.0
CHAIN_ROOM = 2 / 3
"""Share of the time until a release is due from which its longest chain is remarked on: what meetings,
requests and decisions leave of a week. Inference."""
LINKS_SHOWN = 6
"""Packages of a chain that are listed; of more, the first and the last."""


def structure_remarks(organization: Organization, structure: Structure) -> Iterator[Remark]:
    """Yield remarks on one structure: loads, calendars of leads, and teams without work."""
    full = [load for load in loads_of_teams(organization, structure) if load.share > FULL_LOAD]
    known = {load.name for load in full}
    full += [
        load
        for load in narrowest_loads(organization, structure)
        if load.share > FULL_LOAD and load.name not in known
    ]
    for load in full:
        yield "load", load.name, f"team {load.name} {_too_much(load)}"
    for load in loads_of_areas(organization, structure):
        if load.share > 1.0:
            yield "load", load.name, f"the work in {load.name} {_of_able(load)}"
    yield from _busy_leads(organization, structure)
    yield from _idle_teams(structure)


def organization_remarks(organization: Organization) -> Iterator[Remark]:
    """Yield remarks that hold for all structures: ranges of assumptions, and values of another unit."""
    yield from _beyond_evidence(organization)
    yield from _hours_as_days(organization)
    names = names_with_ids(organization)
    for person in organization.people:
        yield from _odd_figures(person, names[person.id], organization.currency)


def _beyond_evidence(organization: Organization) -> Iterator[Remark]:
    table = evidence() if organization.assumptions else {}
    for own in organization.assumptions:
        known = table[own.id]
        if own.low < known.low or own.high > known.high:
            message = f"{own.id} from {own.low:g} to {own.high:g} leaves the range of the evidence"
            yield "assumption", own.id, f"{message}, {known.low:g} to {known.high:g} {known.unit}".rstrip()


def _hours_as_days(organization: Organization) -> Iterator[Remark]:
    for stream in organization.streams:
        days = (stream.effort.optimistic_days, stream.effort.likely_days, stream.effort.pessimistic_days)
        if days[0] < days[2] and all(day >= 8.0 and day % 8.0 == 0.0 for day in days):
            listed = ", ".join(f"{day:g}" for day in days)
            message = f"an item of {stream.name or stream.id} takes {listed} person-days: are these hours?"
            yield "unit", stream.id, f"{message} In days they are {', '.join(f'{d / 8:g}' for d in days)}"


def _odd_figures(person: Person, name: str, currency: str) -> Iterator[Remark]:
    pay, years = person.annual_cost_usd, person.tenure_years
    is_odd = 0.0 < pay < LEAST_USUAL_PAY or pay > MOST_USUAL_PAY
    if is_odd and currency in LIKE_DOLLARS:
        message = f"{name} costs {pay:,.0f} {currency} a year: is that in thousands, per month or per hour?"
        yield "unit", person.id, message
    if years > MOST_YEARS:
        yield "unit", person.id, f"{name} has a tenure of {years:g} years: are these months?"


def plan_remarks(organization: Organization) -> Iterator[tuple[str, str]]:
    """Yield releases whose longest chain of packages has no room before they are due, each with a remark."""
    names = names_of_work(organization)
    for chain in longest_chains(organization):
        release, due = chain.release, chain.release.first_due_week
        is_due = due is not None and due <= organization.horizon_weeks
        end = due if due is not None and is_due else float(organization.horizon_weeks)
        needed, there = chain.finish_week - chain.start_week, end - chain.start_week
        if needed > CHAIN_ROOM * there:
            until = f"it is due in week {end:.4g}" if is_due else f"the horizon, week {end:g}"
            message = (
                f"the longest chain of packages of {release.name or release.id} takes at least {needed:,.1f}"
                f" weeks at likely efforts, even if its people do nothing else, and there are {there:,.1f}"
                f" until {until}: {_listed(chain, names)}"
            )
            expected = f"so expect {needed / CHAIN_ROOM:,.0f} weeks or more"
            taken = f"; meetings, requests and decisions also take a third of each week, {expected}"
            room = "" if needed > there else taken
            yield release.id, f"{message}{room}. {_bottleneck(chain, names)}"


def _listed(chain: Chain, names: Mapping[WorkName, str]) -> str:
    texts = [f"{_package(chain, link, names)} ({link.weeks:,.1f})" for link in chain.links]
    if len(texts) > LINKS_SHOWN:
        left = len(texts) - LINKS_SHOWN
        texts[LINKS_SHOWN // 2 : -LINKS_SHOWN // 2] = [f"{left} more"]
    return ", then ".join(texts)


def _bottleneck(chain: Chain, names: Mapping[WorkName, str]) -> str:
    """Return which package of a chain takes longest and why, and what would shorten the chain."""
    link = chain.longest
    area, name = link.package.area, _package(chain, link, names)
    people = "only 1 person can work" if link.hands == 1 else f"{link.hands} people can work at once"
    if link.hands < link.able:
        limit = "one person does it whole" if link.package.whole else "people_max allows no more"
        why = f"of {link.able} who can do {area} ({limit})"
    else:
        why = f"as nobody else in the teams that own it can do {area}"
    hands = f"Longest is {name}, on which {people}, {why}"
    return f"{hands}: more hands, a shorter chain, smaller efforts or a later date would make room"


def _package(chain: Chain, link: Link, names: Mapping[WorkName, str]) -> str:
    """Return the name of a package on the chain of a release, where it needs no release if it has no name."""
    if link.release.id == chain.release.id and not link.package.name:
        return link.package.id
    return names["package", full_name(link.release.id, link.package.id)]


def _too_much(load: Load) -> str:
    work, time = f"{load.work_weeks:,.0f}", f"{load.capacity_weeks:,.0f}"
    until = "until the horizon" if load.until_week is None else f"due by week {load.until_week:g}"
    text = f"owns {work} person-weeks of work {until}, and its people have {time}"
    if load.share > 1.0:
        return f"{text} ({_percent(load)}): not all of it can be done"
    return f"{text} ({_percent(load)}): meetings, requests and decisions also take a third of each week"


def _of_able(load: Load) -> str:
    if load.capacity_weeks == 0.0:
        return f"is {load.work_weeks:,.0f} person-weeks, and nobody in the teams that own it has the skill"
    text = f"is {load.work_weeks:,.0f} person-weeks; those with the skill in the teams that own it have"
    return f"{text} {load.capacity_weeks:,.0f} until the horizon ({_percent(load)})"


def _percent(load: Load) -> str:
    return f"{load.share:,.0%}" if math.isfinite(load.share) else "no time at all"


def _busy_leads(organization: Organization, structure: Structure) -> Iterator[Remark]:
    """Yield leads whose one-to-ones and meetings alone are more than a week holds."""
    table = evidence()
    talk, meeting = (
        table[name].central for name in ("management.one_to_one_hours", "management.team_meeting_hours")
    )
    shares = {person.id: person.share for person in organization.people}
    standing: dict[str, float] = {}
    for held in structure.meetings:
        for person in held.people:
            standing[person] = standing.get(person, 0.0) + held.hours / held.every_weeks
    led = {team.lead for team in structure.teams if team.lead and team.meets}
    names = names_with_ids(organization)
    for lead, reports in direct_reports(structure).items():
        hours = standing.get(lead, 0.0) + (len(reports) * talk + meeting if lead in led else 0.0)
        if hours > WEEK_HOURS * shares[lead]:
            message = f"{names[lead]} has {hours:.0f} hours of one-to-ones and meetings a week"
            yield (
                "calendar",
                lead,
                f"{message}, more than a working week of {WEEK_HOURS * shares[lead]:g} hours",
            )


def _idle_teams(structure: Structure) -> Iterator[Remark]:
    parents = {team.parent for team in structure.teams}
    contested = {name for race in structure.races for name in race.teams}
    contested |= {name for overlap in structure.overlaps for name in overlap.teams}
    for team in structure.teams:
        if team.members and not team.owned and team.id not in parents | contested:
            count = len(team.members)
            members = "one member only waits" if count == 1 else f"{count} members only wait"
            yield "team", team.id, f"team {team.id} owns no work: its {members} for requests from others"
