"""From the resolved organization to the objects of one world."""

from __future__ import annotations

import math
from dataclasses import replace

from reorg.engine.reference import draws, versions
from reorg.engine.reference.efforts import draw_effort_hours
from reorg.engine.reference.equations import CHUNK_HOURS, DAY_HOURS, WEEK_HOURS, Assumed, coupled
from reorg.engine.reference.events import schedule_checks
from reorg.engine.reference.landscape import INFLUENCES_MAX, draw_influences, random_configuration
from reorg.engine.reference.state.accelerators import Pool, RunQueue
from reorg.engine.reference.state.careers import Career
from reorg.engine.reference.state.designs import Decision, Design
from reorg.engine.reference.state.ledger import Ledger
from reorg.engine.reference.state.people import Person, Team, Tie
from reorg.engine.reference.state.structures import Meeting, WorldStructure
from reorg.engine.reference.state.work import Job, Link, Rework, Stream
from reorg.engine.reference.state.world import World
from reorg.engine.reference.ties import reset_ties
from reorg.model import people as model_people
from reorg.model import work as model_work
from reorg.model.analysis.ownership import Ownership
from reorg.model.choices import SENIORITIES, SKILL_LEVELS, SOUGHT_ELSEWHERE
from reorg.model.events import Demand, Happening, Publish, Replace
from reorg.model.organization import Organization, Scenario
from reorg.model.structure import Structure
from reorg.model.structure import Team as StatedTeam
from reorg.model.work import Occurrence, Package, Release, full_name
from reorg.summation import add_in_order


def build_world(organization: Organization, scenario: Scenario, assumed: Assumed, world_luck: int) -> World:
    """Return a world before its first hour, under the first structure of the scenario."""
    people = _people(organization, assumed, world_luck)
    forms = _forms(organization, scenario, people)
    world = World(
        luck=world_luck,
        assumed=assumed,
        attention=organization.policies.attention,
        search=organization.policies.search,
        jumps=organization.policies.jumps,
        ledger=Ledger(organization.warmup_weeks * WEEK_HOURS, organization.horizon_weeks),
        people=list(people.values()),
        forms=list(forms.values()),
        form=forms[scenario.structure],
        packages=[],
        versions=[],
        streams=[],
        replaced={
            event.person: (organization.warmup_weeks + event.week) * WEEK_HOURS
            for event in scenario.dated
            if isinstance(event, Replace)
        },
        payroll=add_in_order(person.career.pay for person in people.values() if person.present),
        survey={area: [] for area in organization.areas},
        horizon_weeks=organization.horizon_weeks,
    )
    for person in world.people:
        person.team = person.desk = world.form.home[person.number]
        reset_ties(person, person.team, 1.0, 0.0)
        if person.number in world.form.second_seats:
            other, _ = world.form.second_seats[person.number]
            person.ties.append(Tie(other.identity, 1.0, 0.0))
    world.at(world.ledger.start, "week", -1)
    for event in scenario.dated:
        # Publications affect only the market, which is computed after the run.
        if not isinstance(event, Publish):
            _date(world, event)
    for number, waiting in enumerate(scenario.waiting):
        schedule_checks(world, organization, waiting, number)
    for release in organization.releases:
        for occurrence in release.occurrences(organization.horizon_weeks):
            _start_later(world, organization, release, occurrence)
    _link_packages(world, organization)
    versions.add_versions(world, organization)
    world.streams = _streams(organization, len(world.packages) + len(world.versions))
    _state_familiarity(organization, world)
    _lay_lanes(world, organization)
    return world


def _state_familiarity(organization: Organization, world: World) -> None:
    """Set people's stated familiarity with work at the start; for packages, the first occurrence."""
    numbers = {("stream", stream.id): stream.name for stream in world.streams}
    for job in reversed(world.packages):
        numbers[job.owned_as[0]] = job.name
    for stated in organization.people:
        person = world.person(stated.id)
        person.stated_familiarity = {numbers[work]: value for work, value in stated.familiarity}


def _link_packages(world: World, organization: Organization) -> None:
    """Link packages to their predecessors, and find the longest chain that follows each."""
    packages = {release.id: release.packages for release in organization.releases}
    runs = [
        (release, occurrence, package, job)
        for (release, occurrence), jobs in world.occurrences.items()
        for package, job in zip(packages[release], jobs, strict=True)
    ]
    jobs = {(full_name(release, package.id), k): job for release, k, package, job in runs}
    for release, occurrence, package, job in runs:
        for before in package.after:
            jobs[full_name(release, before), occurrence].then.append(job)
            job.follows.append(jobs[full_name(release, before), occurrence])
        job.is_to_be_taken_over = bool(package.after) and not job.begun_before
    longer = True
    while longer:
        longer = False
        for job in world.packages:
            chains = (each.estimate.likely_days * DAY_HOURS + each.tail for each in job.then)
            tail = max(chains, default=0.0)
            longer, job.tail = longer or tail != job.tail, tail


def _lay_lanes(world: World, organization: Organization) -> None:
    """Give work that needs accelerators a queue for its jobs."""
    world.pools = {pool.id: Pool(number, pool) for number, pool in enumerate(organization.pools)}
    described = {f"{r.id}/{p.id}": p for r in organization.releases for p in r.packages}
    for job in [*world.packages, *world.versions]:
        job.run_queue = _lane(job.name, job.owned_as[0], described[job.owned_as[0][1]])
    for stream, stated in zip(world.streams, organization.streams, strict=True):
        stream.run_queue = _lane(stream.name, ("stream", stream.id), stated)
    work: list[Job | Stream] = [*world.packages, *world.versions, *world.streams]
    world.run_queues = [one.run_queue for one in work if one.run_queue is not None]


def _lane(name: int, work: tuple[str, str], piece: Package | model_work.Stream) -> RunQueue | None:
    likely_hours = piece.effort.likely_days * DAY_HOURS
    if piece.gpu_hours <= 0.0 or likely_hours <= 0.0:
        return None
    per_hour = piece.gpu_hours / likely_hours
    # By default, as many as it takes to do the largest job within a day.
    width = piece.job_gpus or max(1, math.ceil(per_hour * min(CHUNK_HOURS, likely_hours) / 24.0))
    return RunQueue(name, (work, piece.pool), per_hour, width)


def _date(world: World, event: Happening) -> None:
    """Schedule an event, and the end of a temporary change of demand."""
    time = 0.0 if event.holds_at_start else world.ledger.start + event.week * WEEK_HOURS
    world.at(time, "dated", event)
    if isinstance(event, Demand) and event.for_weeks is not None:
        back = replace(event, factor=1.0 / event.factor)
        world.at(time + event.for_weeks * WEEK_HOURS, "dated", back)


def _people(organization: Organization, assumed: Assumed, world_luck: int) -> dict[str, Person]:
    people = [_person(p, number, assumed, world_luck) for number, p in enumerate(organization.people)]
    for join in organization.joins.values():
        newcomer = _person(join.person, len(people), assumed, world_luck)
        newcomer.present, newcomer.knowledge = False, {}
        people.append(newcomer)
    return {person.id: person for person in people}


def _person(p: model_people.Person, number: int, assumed: Assumed, world_luck: int) -> Person:
    identity = draws.key("person", p.id)
    threshold = -math.log(draws.unit(draws.bits(world_luck, "threshold", identity, 0)))
    rank = SENIORITIES.index(p.seniority)
    principal = p.seniority in SOUGHT_ELSEWHERE
    career = Career(rank, principal, p.tenure_years, p.pay_usd_per_year / 52.0, threshold)
    skills, knowledge = {a: level for a, level in p.skills.items() if level != "none"}, {}
    best = max((SKILL_LEVELS.index(level) for level in skills.values()), default=0)
    for area, level in skills.items():
        share = 1.0 if SKILL_LEVELS.index(level) == best else 0.5
        knowledge[area] = (share * assumed["knowledge.start"], 0.0)
    nowhere = Team("", -1, meets=False)
    plain = Person(number, p.id, identity, p.share, dict(skills), nowhere, career, knowledge, [])
    plain.agents, plain.booked_share = p.ai_agents, p.booked_share
    plain.starts_week = p.starts_week
    if p.vacant:
        plain.present, plain.knowledge = False, {}
        career.waits_for_hiring = True
    return plain


def _start_later(world: World, organization: Organization, release: Release, when: Occurrence) -> None:
    """Add the packages of one occurrence of a release, and schedule its start."""
    occurrence, week, due = when.number, when.start_week, when.due_week
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
    for coupling in release.couplings:
        for one, two in ((coupling.first, coupling.second), (coupling.second, coupling.first)):
            entity = draws.key("link", release.id, occurrence, one, two)
            jobs[one].links.append(Link(jobs[two], coupling.strength, entity))
    for link in release.rework:
        entity = draws.key("rework", release.id, occurrence, link.source, link.target)
        how = (link.probability, link.share, link.learning, link.proportional, link.pauses)
        jobs[link.source].rework.append(Rework(jobs[link.target], *how, entity))
    start = world.ledger.start + week * WEEK_HOURS
    box = world.ledger.start + due * WEEK_HOURS if release.time_boxed else None
    design = Design(len(world.designs), start, list(jobs.values()), box)
    world.designs.append(design)
    _lay_out(world, release, occurrence, design, jobs)
    world.packages += jobs.values()
    world.occurrences[release.id, occurrence] = list(jobs.values())
    world.at(start, "release", list(jobs.values()))


def _lay_out(world: World, release: Release, occurrence: int, design: Design, jobs: dict[str, Job]) -> None:
    """Give a release its decisions, their influences and initial values, and those who judge the design."""
    for package in release.packages:
        job = jobs[package.id]
        job.design, job.research, job.trial_chunks = design, package.kind == "research", package.trial_days
        job.good_enough = package.good_enough
        for number in range(package.decisions):
            identity = draws.key("decision", release.id, occurrence, package.id, number)
            job.decisions.append(Decision(identity, job))
        design.decisions += job.decisions
    pairs = [(jobs[c.first], jobs[c.second], coupled(world.assumed, c.strength)) for c in release.couplings]
    weights = {(job, job): 1.0 for job in jobs.values()}
    weights |= {pair: strength for one, two, strength in pairs for pair in ((one, two), (two, one))}
    if release.influences is not None:
        weights = {(one, two): 1.0 for one in jobs.values() for two in jobs.values()}
    draw_influences(
        world, design, weights, INFLUENCES_MAX if release.influences is None else release.influences
    )
    design.judged = random_configuration(world, design, 0)
    for job in jobs.values():
        job.view = dict(design.judged)
    areas = {decision.job.area for decision in design.decisions}
    for form in world.forms if areas else []:
        judges = [person for person, covered in form.integrators if areas <= set(covered)]
        if judges:
            design.judges[form] = judges[0]


def _job(world: World, release: Release, occurrence: int, package: Package, number: int) -> Job:
    entity = draws.key("package", release.id, occurrence, package.id)
    effort = draw_effort_hours(package.effort, draws.bits(world.luck, "effort", entity, 0))
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
        occurrence=occurrence,
        estimate=package.effort,
        failure=package.failure,
        share_left=1.0 - package.done if occurrence == 0 else 1.0,
        todo=(1.0 - package.done if occurrence == 0 else 1.0) * effort,
        effort=effort,
        begun_before=occurrence == 0 and package.done > 0.0,
        renewed=effort,
        release_after=release.after,
    )
    job.owner = world.form.owner(job)
    return job


def _streams(organization: Organization, packages: int) -> list[Stream]:
    streams = {
        s.id: Stream(
            id=s.id,
            name=packages + place,
            luck=draws.key("stream", s.id),
            area=s.area,
            complexity=s.complexity,
            interarrival_hours=WEEK_HOURS / s.per_week if s.per_week > 0 else 0.0,
            due_hours=s.due_days * DAY_HOURS,
            priority=s.priority,
            effort=s.effort,
            per_week=s.per_week,
        )
        for place, s in enumerate(organization.streams)
    }
    for s in organization.streams:
        streams[s.id].then = streams[s.then] if s.then else None
    return list(streams.values())


def _forms(
    organization: Organization, scenario: Scenario, people: dict[str, Person]
) -> dict[str, WorldStructure]:
    """Return the structures of the scenario in the order of their first use."""
    forms: dict[str, WorldStructure] = {}
    teams_before = held_before = 0
    known: list[tuple[set[str], str]] = []
    for structure_id in scenario.structures:
        structure = organization.structure(structure_id)
        form = _form(structure, len(forms), people, teams_before)
        for join in organization.joins.values():
            place = next(team for team in form.teams if team.id == join.team)
            form.home[people[join.person.id].number] = place
        form.meetings = _meetings(form, structure, people, held_before)
        forms[structure_id] = form
        recognize_teams(form, structure, known)
        teams_before += len(form.teams)
        held_before += len(form.meetings)
    return forms


def _form(structure: Structure, number: int, people: dict[str, Person], teams_before: int) -> WorldStructure:
    teams = {t.id: Team(t.id, teams_before + k, t.meets) for k, t in enumerate(structure.teams)}
    home: dict[int, Team] = {}
    for t in structure.teams:
        team = teams[t.id]
        if t.parent:
            team.parent = teams[t.parent]
            team.parent.children.append(team)
        team.stated = team.official = people[t.lead] if t.lead else None
        seated = (*t.members, *([t.lead] if t.lead else []))
        for p in seated:
            # A lead of several teams sits in the first.
            home.setdefault(people[p].number, team)
    integrators = [(people[i.person], i.areas) for i in structure.integrators]
    contested = bool(structure.races or structure.overlaps)
    own = Ownership(structure)
    all_teams = list(teams.values())
    form = WorldStructure(
        structure.id,
        number,
        structure.decides,
        all_teams,
        home,
        own,
        integrators,
        [],
        structure.allocations,
        is_contested=contested,
    )
    _second_places(form, structure, people)
    return form


def _second_places(form: WorldStructure, structure: Structure, people: dict[str, Person]) -> None:
    """Record second leads and second seats, and the teams with which these people meet as guests."""
    for line in structure.second_leads:
        person, lead = people[line.person], people[line.lead]
        form.second_leads[person.number] = lead
        form.home[lead.number].guests.append(person)
    for seat in structure.second_seats:
        person, team = people[seat.person], form.team(seat.team)
        form.second_seats[person.number] = (team, seat.share)
        team.guests.append(person)


def recognize_teams(form: WorldStructure, structure: Structure, known: list[tuple[set[str], str]]) -> None:
    """Give each team the identity of the earlier team that shares most people with it, or a new one."""
    earlier = list(enumerate(known))
    for team, stated in zip(form.teams, structure.teams, strict=True):
        people = {*stated.members, *([stated.lead] if stated.lead else [])}
        shared = [
            (len(people & others), -number)
            for number, (others, name) in earlier
            if 2 * len(people & others) > max(len(people), len(others))
            or (not people and not others and name == team.id)
        ]
        team.identity = -max(shared)[1] if shared else len(known)
        known[team.identity : team.identity + 1] = [(people, team.id)]


def _luck_of_meeting(team: StatedTeam) -> int:
    """Return the key of a team's meeting: it depends on its people."""
    return draws.key("meeting", team.lead or "", *team.members[:1])


def _meetings(
    form: WorldStructure, structure: Structure, people: dict[str, Person], held_before: int
) -> list[Meeting]:
    """Return each team's weekly meeting, then the standing ones."""
    meetings = [
        Meeting(held_before + k, _luck_of_meeting(stated), team, [], WEEK_HOURS, None)
        for k, (team, stated) in enumerate(zip(form.teams, structure.teams, strict=True))
    ]
    for m in structure.meetings:
        identity = draws.key("standing meeting", m.id)
        invited = [people[p] for p in m.people]
        number = held_before + len(meetings)
        meetings.append(Meeting(number, identity, None, invited, m.every_weeks * WEEK_HOURS, m.hours))
    return meetings
