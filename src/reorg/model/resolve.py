"""From a checked model file to the resolved organization."""

from __future__ import annotations

import hashlib
import math
from dataclasses import fields as fields_of
from dataclasses import replace
from typing import Literal

from reorg.model.draft import Draft, StructureDraft, TeamDraft
from reorg.model.fields import OverrideFields, PersonFields
from reorg.model.names import Work
from reorg.model.organization import (
    AssumptionOverride,
    ContestedFact,
    Coupling,
    Degree,
    Effort,
    GuardRails,
    Integrator,
    Meeting,
    Note,
    Organization,
    Package,
    Policies,
    Release,
    ReworkLink,
    Scenario,
    Stream,
    Structure,
    Team,
)
from reorg.model.people import Person
from reorg.model.resolve_compute import allocations_of, pool_named, pools_of
from reorg.model.resolve_events import events_of
from reorg.model.resolve_market import market_of
from reorg.model.resolve_racing import overlaps_of, races_of
from reorg.model.stated import says_nothing, stated
from reorg.model.structure_fields import GuardRailFields, MeetingFields
from reorg.model.work_fields import PackageFields, ReleaseFields, ReworkFields, StreamFields
from reorg.quantity import evidence


def resolve(draft: Draft) -> Organization:
    """Return the organization of a draft that breaks no rule."""
    fields = draft.fields
    scenarios = _scenarios(draft)
    organization = Organization(
        name=fields.organization,
        start=fields.start,
        horizon_weeks=fields.horizon_weeks,
        warmup_weeks=fields.warmup_weeks,
        areas=tuple(fields.areas),
        people=tuple(person for entry in fields.people for person in _people(draft, entry)),
        releases=tuple(_release(draft, release) for release in fields.releases),
        streams=tuple(_stream(draft, stream) for stream in fields.streams),
        structures=tuple(_structure(draft, structure) for structure in draft.structures.values()),
        scenarios=scenarios,
        baseline=fields.compare.baseline or scenarios[0].id,
        policies=Policies(**fields.policies.model_dump()),
        assumptions=tuple(_override(name, given) for name, given in fields.assumptions.items()),
        negligible=dict(fields.compare.negligible),
        facts=tuple(Note(fact.text, fact.source, fact.contested) for fact in fields.facts),
        contested=tuple(ContestedFact(c.id, c.text, c.source, float(c.share)) for c in fields.contested),
        compared=tuple(fields.compare.scenarios),
        guard_rails=_guard_rails(fields.guard_rails),
        pools=pools_of(draft),
        market=market_of(fields.market),
    )
    return replace(organization, hash=model_hash(organization))


def model_hash(organization: Organization) -> str:
    """Return the SHA-256 of everything the organization says, its own ``hash`` aside."""
    digest = hashlib.sha256()
    for part in fields_of(organization):
        value = getattr(organization, part.name)
        if part.name != "hash" and not says_nothing(part, value):
            digest.update(f"{part.name}={stated(value)}\n".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()


def _guard_rails(stated: GuardRailFields | None) -> GuardRails | None:
    if stated is None:
        return None
    limits = dict(stated)
    if stated.cost_max_usd is not None:
        limits["cost_max_usd"] = float(stated.cost_max_usd)
    return GuardRails(**limits)


def _people(draft: Draft, entry: PersonFields) -> list[Person]:
    skills = {area: entry.skills[area] for area in draft.fields.areas if area in entry.skills}
    return [
        Person(
            id=person,
            group=entry.id,
            title=entry.title,
            seniority=entry.seniority,
            skills=skills,
            share=float(entry.share),
            annual_cost_usd=float(entry.annual_cost_usd),
            tenure_years=float(entry.tenure_years),
            ai_agents=entry.ai_agents,
        )
        for person in draft.people.ids[entry.id]
    ]


def _effort(piece: PackageFields | StreamFields) -> Effort:
    days = [float(number) for number in piece.effort_days]
    low, likely, high = days if len(days) == 3 else days * 3
    distribution = piece.distribution or ("pert" if len(days) == 3 else "fixed")
    spread: Literal["pert", "triangular", "exponential", "lognormal", "weibull", "fixed"] = distribution
    # Three equal numbers leave nothing to draw, and the shapes between them are undefined.
    return Effort("fixed" if low == high and spread != "exponential" else spread, low, likely, high)


def _release(draft: Draft, release: ReleaseFields) -> Release:
    first = -draft.fields.warmup_weeks if release.first_week is None else release.first_week
    return Release(
        id=release.id,
        packages=tuple(_package(draft, package) for package in release.packages),
        couplings=tuple(Coupling(c.between[0], c.between[1], float(c.strength)) for c in release.couplings),
        rework=tuple(_rework(link) for link in release.rework),
        every_weeks=None if release.every_weeks is None else float(release.every_weeks),
        first_week=float(first),
        due_week=None if release.due_week is None else float(release.due_week),
        name=release.name or release.id,
        time_boxed=release.time_boxed,
        influences=release.influences,
    )


def _rework(link: ReworkFields) -> ReworkLink:
    learning = None if link.learning is None else float(link.learning)
    chance, share = float(link.probability), float(link.share)
    return ReworkLink(link.source, link.target, chance, share, learning, link.proportional)


def _package(draft: Draft, package: PackageFields) -> Package:
    return Package(
        id=package.id,
        area=package.area,
        effort=_effort(package),
        complexity=package.complexity,
        people_max=package.people_max,
        after=tuple(dict.fromkeys(package.after)),
        kind=package.kind,
        decisions=package.decisions,
        gpu_hours=float(package.gpu_hours),
        priority=float(package.priority),
        done=float(package.done),
        whole=package.whole,
        pool=pool_named(draft, package),
        job_gpus=package.job_gpus,
        trial_days=package.trial_days,
        failure=float(package.failure),
    )


def _stream(draft: Draft, stream: StreamFields) -> Stream:
    return Stream(
        id=stream.id,
        area=stream.area,
        per_week=float(stream.per_week),
        effort=_effort(stream),
        complexity=stream.complexity,
        due_days=float(stream.due_days),
        priority=float(stream.priority),
        then=stream.then,
        name=stream.name or stream.id,
        gpu_hours=float(stream.gpu_hours),
        pool=pool_named(draft, stream),
        job_gpus=stream.job_gpus,
    )


def _structure(draft: Draft, structure: StructureDraft) -> Structure:
    decides: Degree = structure.decides
    return Structure(
        id=structure.id,
        name=structure.fields.name or structure.id,
        decides=decides,
        teams=tuple(_team(draft, team) for team in structure.teams),
        integrators=tuple(
            Integrator(draft.people.one(part.person), tuple(part.areas)) for part, _ in structure.integrators
        ),
        meetings=tuple(_meeting(draft, structure, meeting) for meeting, _ in structure.meetings),
        allocations=allocations_of(draft, structure),
        races=races_of(draft, structure),
        overlaps=overlaps_of(draft, structure),
    )


def _team(draft: Draft, team: TeamDraft) -> Team:
    fields = team.fields
    owned: dict[Work, None] = dict.fromkeys(draft.work.find(name) for name in fields.owns)
    return Team(
        id=fields.id,
        name=fields.name or fields.id,
        parent=fields.parent,
        lead=None if fields.lead is None else draft.people.one(fields.lead),
        members=tuple(person for name in fields.members for person in draft.people.expand(name)),
        owned=tuple(owned),
        meets=fields.meets,
    )


def _meeting(draft: Draft, structure: StructureDraft, meeting: MeetingFields) -> Meeting:
    teams = {team.id: team.fields for team in structure.teams}
    names = list(meeting.people)
    for team in meeting.teams:
        lead = teams[team].lead
        names += ([lead] if lead else []) + teams[team].members
    people = dict.fromkeys(person for name in names for person in draft.people.expand(name))
    return Meeting(meeting.id, tuple(people), float(meeting.every_weeks), float(meeting.hours))


def _scenarios(draft: Draft) -> tuple[Scenario, ...]:
    if draft.fields.scenarios:
        stated = draft.fields.scenarios.items()
        return tuple(Scenario(name, s.name or name, s.structure, events_of(draft, s)) for name, s in stated)
    structures = draft.structures.values()
    return tuple(Scenario(s.id, s.fields.name or s.id, s.id, ()) for s in structures)


def _override(name: str, given: OverrideFields) -> AssumptionOverride:
    if given.value is not None:
        return AssumptionOverride(name, given.value, given.value, given.value, given.source)
    low, high = float(given.low or 0.0), float(given.high or 0.0)
    middle = math.sqrt(low * high) if evidence()[name].scale == "log" else (low + high) / 2
    central = middle if given.central is None else float(given.central)
    return AssumptionOverride(name, low, central, high, given.source)
