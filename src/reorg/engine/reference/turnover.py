"""Turnover: a person's hazard of leaving, and the effects of a departure on colleagues and work.

A departure adds to the hazard of those tied to the leaver and opens the position; chunks, held work and the
inbox are handled in :mod:`reorg.engine.reference.vacating`.
"""

from __future__ import annotations

from reorg.engine.reference import equations
from reorg.engine.reference.contagion import spread_contagion
from reorg.engine.reference.familiarity import clear_familiarity
from reorg.engine.reference.hiring import start_hiring
from reorg.engine.reference.knowledge import experts, knowledge_of
from reorg.engine.reference.state.people import Person
from reorg.engine.reference.state.world import World
from reorg.engine.reference.structure import (
    attention_lacking,
    second_lead,
)
from reorg.engine.reference.vacating import vacate


def is_regretted(world: World, person: Person) -> bool:
    """Return whether a person is the first or the only expert of an area at the last survey of knowledge."""
    for area, ranked in world.survey.items():
        first = bool(ranked) and ranked[0][1] is person
        alone = len(experts(world, area)) <= 1
        if (first or alone) and knowledge_of(world, person, area) > equations.KNOWER:
            return True
    return False


def depart(world: World, person: Person, *, hire: bool) -> None:
    """Make a person leave; ``hire`` says whether the position is filled again."""
    world.note("left", person, person.team.number, person.career.cumulated)
    if world.now >= world.ledger.start:
        world.ledger.departures += 1
        world.ledger.regretted += is_regretted(world, person)
        weeks = (world.now - world.ledger.start) / equations.WEEK_HOURS
        world.ledger.exit_weeks.setdefault(person.number, weeks)
    spread_contagion(world, person)
    if person.present:
        vacate(world, person, 1.0)
    else:
        # A person who is away does not come back: the position is no longer kept.
        person.until, person.heir = None, None
        world.payroll -= person.career.pay
        clear_familiarity(person)
    person.career.waits_for_hiring = False
    if hire:
        start_hiring(world, person)


def is_held(person: Person) -> bool:
    """Return whether a position has a holder, present or on leave and expected back."""
    return person.present or (person.heir is person and person.until is not None)


def hazard(world: World, person: Person) -> float:
    """Return a person's hazard of leaving for the week that ends, from all causes together."""
    assumed = world.assumed
    if assumed["turnover.base_per_year"] <= 0.0:
        return 0.0
    # A person without colleagues has nobody to follow.
    weeks = world.week if len(person.team.members) > 1 else 0
    own = equations.own_hazard(assumed, log_hazard_factors(world, person), weeks)
    owed = person.career.exits + person.career.deferred
    weekly = min(own + owed, assumed["turnover.rate_ceiling"] / 52.0)
    person.career.deferred = min(owed, own + owed - weekly)
    return weekly


def log_hazard_factors(world: World, person: Person) -> float:
    """Return the logarithm of the factors by which a person's hazard differs from the base."""
    assumed, career = world.assumed, person.career
    years = career.tenure + (world.now - world.ledger.start) / equations.YEAR_HOURS
    if career.joined is not None:
        years = (world.now - career.joined) / equations.YEAR_HOURS
    factors = equations.of_tenure(assumed, years) + equations.of_overload(assumed, career.load)
    left = equations.scope_remembered(assumed, career.scope_lost, world.now - career.scope_time)
    factors += assumed["turnover.scope_loss"] * left
    if career.moved is not None and world.now - career.moved < equations.MOVED_HOURS:
        factors += assumed["turnover.moved"] * equations.fatigue_factor(assumed, person.weary)
    left = equations.loss_left(assumed, career.loss, world.now - career.loss_time)
    factors += assumed["turnover.lead_left"] * left
    if career.unrest is not None and world.now - career.unrest < 52 * equations.WEEK_HOURS:
        factors += assumed["succession.unrest_inside"]
    if career.role_since is not None and not career.role_inside:
        factors += assumed["succession.outside_leaving"]
    factors += assumed["management.unserved_leaving"] * attention_lacking(person)
    if second_lead(person) is not None:
        factors += assumed["matrix.leaving"]
    if career.principal:
        factors += assumed["turnover.senior_moves"]
    return factors
