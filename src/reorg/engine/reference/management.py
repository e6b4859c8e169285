"""Management: each week reports need their lead's attention, and get what the lead has time for."""

from __future__ import annotations

from reorg.engine.reference import equations
from reorg.engine.reference.attention import deliver_item
from reorg.engine.reference.equations import WEEK_HOURS
from reorg.engine.reference.settling import settle_between
from reorg.engine.reference.state.items import Item
from reorg.engine.reference.state.people import Person
from reorg.engine.reference.state.world import World
from reorg.engine.reference.structure import effectiveness_of, second_lead
from reorg.summation import add_in_order


def demand_attention(world: World, person: Person) -> None:
    """Count the attention that a person got in a week, and request that of the next week from the lead."""
    world.at(world.now + WEEK_HOURS, "one-to-one", person)
    boss = person.boss
    one_to_one = world.assumed["management.one_to_one_hours"]
    since = None if person.career.joined is None else world.now - person.career.joined
    needed = equations.attention_needed(world.assumed, person.share, since)
    if not equations.is_attention_needed(world.assumed):
        world.ledger.events -= 1
        return
    if not person.present or boss is None:
        person.due = person.given = 0.0
        world.ledger.events -= 1
        return
    if person.due > 0.0:
        person.attention = equations.attention_after(person.attention, person.given, person.due)
        person.given = max(0.0, person.given - person.due)
    second = second_lead(person)
    dotted = 0.0
    if second is not None and second is not boss:
        dotted = world.assumed["matrix.dotted_attention"]
    person.due = equations.attention_of_two(needed, dotted)
    if not person.team.meets:
        needed -= one_to_one
        one_to_one = 0.0
    if boss.present:
        ask_for_attention(world, person, boss, one_to_one, needed)
    if second is not None and dotted > 0.0:
        ask_for_attention(world, person, second, dotted * one_to_one, dotted * needed)


def ask_for_attention(world: World, person: Person, lead: Person, one_to_one: float, needed: float) -> None:
    """Request from a lead a week's one-to-one, and time for the work in progress."""
    if one_to_one > 0.0:
        deliver_item(world, Item("one-to-one", lead, one_to_one, person), WEEK_HOURS)
    if needed > one_to_one:
        deliver_item(world, Item("steering", lead, needed - one_to_one, person), WEEK_HOURS)


def give_attention(world: World, item: Item) -> None:
    """Count a lead's attention to a report; a one-to-one takes the report's hours as well.

    It settles everything pending between the two.
    """
    report = item.asker
    if report is None or not report.present:
        return
    report.given += item.hours * effectiveness_of(world, item.person)
    if item.kind == "one-to-one":
        deliver_item(world, Item("reporting", report, item.hours, item.person))
        settle_between(world, item.person, report)


def record_attention(world: World) -> None:
    """Record the mean share of attention of people who lead nobody, and of leads."""
    leads = {team.lead for team in world.form.teams}
    shares: dict[bool, list[float]] = {False: [], True: []}
    for person in world.people:
        if person.present and person.boss is not None:
            shares[person in leads].append(person.attention)
    means = {
        leading: add_in_order(each) / len(each) if each else float("nan") for leading, each in shares.items()
    }
    world.ledger.attention_served.append((means[False], means[True]))
