"""The resolved organization: people, scenarios, assumptions, and all other parts put together."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from reorg.model.draft.draft import Draft
from reorg.model.organization import (
    AssumptionOverride,
    ContestedFact,
    GuardRails,
    Note,
    Observed,
    ObservedRange,
    Organization,
    Policies,
    Scenario,
)
from reorg.model.people import Person
from reorg.model.resolving.compute import resolve_pools
from reorg.model.resolving.events import resolve_events
from reorg.model.resolving.market import resolve_market
from reorg.model.resolving.structures import resolve_structure
from reorg.model.resolving.work import resolve_release, resolve_stream
from reorg.model.schema.assumptions import OverrideFields
from reorg.model.schema.guard_rails import GuardRailFields
from reorg.model.schema.observed import ObservedFields
from reorg.model.schema.people import PersonFields
from reorg.model.value_types import float_or_none
from reorg.quantity import evidence, middle

DAYS_PER_YEAR = 365.25


def resolve(draft: Draft) -> Organization:
    """Return the organization of a draft that breaks no rule, without its hash, which takes a while."""
    fields = draft.fields
    scenarios = _scenarios(draft)
    return Organization(
        name=fields.organization,
        start=fields.start,
        horizon_weeks=fields.horizon_weeks,
        warmup_weeks=fields.warmup_weeks,
        areas=tuple(fields.areas),
        people=tuple(person for entry in fields.people for person in _people(draft, entry)),
        releases=tuple(resolve_release(draft, release) for release in fields.releases),
        streams=tuple(resolve_stream(draft, stream) for stream in fields.streams),
        structures=tuple(resolve_structure(draft, structure) for structure in draft.structures.values()),
        scenarios=scenarios,
        baseline=fields.compare.baseline or scenarios[0].id,
        policies=Policies(**fields.policies.model_dump()),
        assumptions=tuple(_override(name, given) for name, given in fields.assumptions.items()),
        negligible=dict(fields.compare.negligible),
        facts=tuple(Note(fact.text, fact.source, fact.contested) for fact in fields.facts),
        contested=tuple(ContestedFact(c.id, c.text, c.source, float(c.share)) for c in fields.contested),
        compared=tuple(fields.compare.scenarios),
        leading=fields.compare.leading or "",
        decision_week=float(fields.compare.decision_week),
        currency=fields.currency,
        guard_rails=_guard_rails(fields.guard_rails),
        observed=_observed(fields.observed, fields.horizon_weeks),
        pools=resolve_pools(draft),
        market=resolve_market(fields.market),
    )


def _guard_rails(stated: GuardRailFields | None) -> GuardRails | None:
    if stated is None:
        return None
    limits = dict(stated)
    if stated.cost_max_usd is not None:
        limits["cost_max_usd"] = float(stated.cost_max_usd)
    return GuardRails(**limits)


def _observed(stated: ObservedFields | None, horizon_weeks: int) -> Observed | None:
    if stated is None:
        return None
    ranges = (
        ObservedRange(metric, float_or_none(each.low), float_or_none(each.high), each.source)
        for metric, each in stated.metrics.items()
    )
    return Observed(horizon_weeks if stated.weeks is None else stated.weeks, tuple(ranges))


def _people(draft: Draft, entry: PersonFields) -> list[Person]:
    stated = {draft.work.find(name): float(value) for name, value in entry.familiarity.items()}
    known = tuple((work, stated[work]) for work in draft.work.pieces() if work in stated) if stated else ()
    first, *others = draft.people.ids[entry.id]
    person = entry.person(
        draft.fields.areas,
        id=first,
        group=entry.id,
        tenure_years=_tenure_years(draft.fields.start, entry),
        familiarity=known,
        vacant=entry.vacant,
        starts_week=float_or_none(entry.starts_week),
        location=entry.location,
    )
    return [person, *(replace(person, id=other) for other in others)]


def _tenure_years(start: str, entry: PersonFields) -> float:
    """Return the years in the organization at the start date; 0 for who joins later."""
    if entry.hire_date is None:
        return float(entry.tenure_years)
    days = (date.fromisoformat(start) - date.fromisoformat(entry.hire_date)).days
    return round(max(days, 0) / DAYS_PER_YEAR, 4)


def _scenarios(draft: Draft) -> tuple[Scenario, ...]:
    if draft.fields.scenarios:
        stated = draft.fields.scenarios.items()
        return tuple(
            Scenario(name, s.name or name, s.structure, resolve_events(draft, s)) for name, s in stated
        )
    structures = draft.structures.values()
    return tuple(Scenario(s.id, s.fields.name or s.id, s.id, ()) for s in structures)


def _override(name: str, given: OverrideFields) -> AssumptionOverride:
    if given.value is not None:
        return AssumptionOverride(name, given.value, given.value, given.value, given.source)
    low, high = float(given.low or 0.0), float(given.high or 0.0)
    central = middle(low, high, evidence()[name].scale) if given.central is None else float(given.central)
    return AssumptionOverride(name, low, central, high, given.source)
