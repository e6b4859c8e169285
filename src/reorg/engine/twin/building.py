"""From the resolved organization to the things of one world."""

from __future__ import annotations

from collections.abc import Iterator

from reorg.engine.twin import luck
from reorg.engine.twin.arriving import effort_hours
from reorg.engine.twin.ledger import Ledger
from reorg.engine.twin.lines import lead_of
from reorg.engine.twin.mechanisms import DAY_HOURS, WEEK_HOURS, Assumed
from reorg.engine.twin.things import Form, Job, Link, Meeting, Person, Stream, Team, Tie
from reorg.engine.twin.world import World
from reorg.model.organization import Organization, Package, Release, Scenario, Structure


def build(organization: Organization, scenario: Scenario, assumed: Assumed, world_luck: int) -> World:
    """Return a world before its first hour, under the first structure of the scenario."""
    people = _people(organization)
    forms = _forms(organization, scenario, people)
    world = World(
        luck=world_luck,
        assumed=assumed,
        attention=organization.policies.attention,
        ledger=Ledger(organization.warmup_weeks * WEEK_HOURS, organization.horizon_weeks),
        people=list(people.values()),
        forms=list(forms.values()),
        form=forms[scenario.structure],
        packages=[],
        streams=[],
    )
    for person in world.people:
        person.team = world.form.home[person.number]
        person.ties = [Tie(person.team.id, 1.0, 0.0)]
    for event in scenario.events:
        time = world.ledger.start + event.week * WEEK_HOURS
        world.at(time, "reorganization", forms[event.to])
    for release in organization.releases:
        for occurrence, week in enumerate(occurrences(organization, release)):
            _start_later(world, organization, release, occurrence, week)
    world.streams = _streams(organization, len(world.packages))
    return world


def occurrences(organization: Organization, release: Release) -> Iterator[float]:
    """Yield the weeks, from the start date, in which a release starts within the horizon."""
    week, number = release.first_week, 0
    while week < organization.horizon_weeks:
        yield week
        if not release.every_weeks:
            return
        number += 1
        week = release.first_week + number * release.every_weeks


def _people(organization: Organization) -> dict[str, Person]:
    nowhere = Team("", None, meets=False)
    return {
        p.id: Person(number, luck.identity("person", p.id), p.share, dict(p.skills), nowhere, [])
        for number, p in enumerate(organization.people)
    }


def _start_later(
    world: World, organization: Organization, release: Release, occurrence: int, week: float
) -> None:
    """Add the packages of one occurrence of a release, and its start to the agenda."""
    due = week + (release.due_week or release.every_weeks or organization.horizon_weeks - week)
    jobs = {
        package.id: _job(world, release, occurrence, package, len(world.packages) + place)
        for place, package in enumerate(release.packages)
    }
    for package in release.packages:
        job = jobs[package.id]
        job.due = world.ledger.start + due * WEEK_HOURS
        longest_first = organization.policies.pull == "longest"
        job.rank = -package.effort.likely_days if longest_first else job.due
        job.waits_for = len(package.after) + 1
        for before in package.after:
            jobs[before].then.append(job)
    for coupling in release.couplings:
        for one, two in ((coupling.first, coupling.second), (coupling.second, coupling.first)):
            entity = luck.identity("link", release.id, occurrence, one, two)
            jobs[one].links.append(Link(jobs[two], coupling.strength, entity))
    world.packages += jobs.values()
    world.at(world.ledger.start + week * WEEK_HOURS, "release", list(jobs.values()))


def _job(world: World, release: Release, occurrence: int, package: Package, number: int) -> Job:
    entity = luck.identity("package", release.id, occurrence, package.id)
    effort = effort_hours(package.effort, luck.drawn(world.luck, "effort", entity, 0))
    job = Job(
        name=number,
        luck=entity,
        area=package.area,
        complexity=package.complexity,
        people_max=package.people_max,
        whole=package.whole,
        priority=package.priority,
        rank=0.0,
        due=0.0,
        number=0,
        owned_as=(("package", f"{release.id}/{package.id}"), ("area", package.area)),
        todo=(1.0 - package.done if occurrence == 0 else 1.0) * effort,
    )
    job.owner = world.form.owner(job)
    return job


def _streams(organization: Organization, packages: int) -> list[Stream]:
    streams = {
        s.id: Stream(
            id=s.id,
            name=packages + place,
            luck=luck.identity("stream", s.id),
            area=s.area,
            complexity=s.complexity,
            gap_hours=WEEK_HOURS / s.per_week if s.per_week > 0 else 0.0,
            due_hours=s.due_days * DAY_HOURS,
            priority=s.priority,
            effort=s.effort,
        )
        for place, s in enumerate(organization.streams)
    }
    for s in organization.streams:
        streams[s.id].then = streams[s.then] if s.then else None
    return list(streams.values())


def _forms(organization: Organization, scenario: Scenario, people: dict[str, Person]) -> dict[str, Form]:
    """Return the structures of the scenario in the order of their first use."""
    forms: dict[str, Form] = {}
    held_before = 0
    for structure_id in (scenario.structure, *(event.to for event in scenario.events)):
        if structure_id not in forms:
            structure = organization.structure(structure_id)
            forms[structure_id] = _form(structure, len(forms), people)
            forms[structure_id].meetings = _meetings(forms[structure_id], structure, people, held_before)
            held_before += len(forms[structure_id].meetings)
    return forms


def _form(structure: Structure, number: int, people: dict[str, Person]) -> Form:
    teams = {t.id: Team(t.id, None, t.meets) for t in structure.teams}
    home: dict[int, Team] = {}
    owners: dict[tuple[str, str], Team] = {}
    for t in structure.teams:
        team = teams[t.id]
        team.parent = teams[t.parent] if t.parent else None
        team.lead = people[t.lead] if t.lead else None
        team.people = [people[p] for p in t.members] + ([team.lead] if team.lead else [])
        home.update((person.number, team) for person in team.people)
        owners.update((name, team) for name in t.owned)
    integrators = [(people[i.person], i.areas) for i in structure.integrators]
    return Form(number, structure.decides, list(teams.values()), home, owners, integrators, [])


def _meetings(form: Form, structure: Structure, people: dict[str, Person], held_before: int) -> list[Meeting]:
    """Return each lead's weekly meeting with all who report to the lead, then the standing ones."""
    called = [(t.id, _reporting(form, t), WEEK_HOURS, None) for t in form.teams]
    called = [call for call in called if len(call[1]) > 1]
    standing = [
        (f"standing {m.id}", [people[p] for p in m.people], m.every_weeks * WEEK_HOURS, m.hours)
        for m in structure.meetings
    ]
    return [
        Meeting(held_before + k, luck.identity("meeting", name), _in_order(present), every, hours)
        for k, (name, present, every, hours) in enumerate([*called, *standing])
    ]


def _in_order(people: list[Person]) -> list[Person]:
    return sorted(people, key=lambda person: person.number)


def _reporting(form: Form, led: Team) -> list[Person]:
    """Return who meets in a team's weekly meeting: the lead, and all who report to this lead.

    A team that nobody leads or is above meets by itself.
    """
    if not led.meets:
        return []
    if led.lead is None:
        alone = led.meets and not any(team.lead for team in led.above())
        return led.people if alone else []
    seats = [(person, team) for team in form.teams if team.meets for person in team.people]
    return [led.lead, *(person for person, team in seats if lead_of(person, team) is led.lead)]
