"""Ties: they grow in the present team and fade for former ones."""

from __future__ import annotations

from reorg.engine.reference import equations
from reorg.engine.reference.state.people import Person, Team, Tie
from reorg.engine.reference.state.world import World

TEAMS_REMEMBERED = 4


def tie_to_team(world: World, person: Person, identity: int) -> float:
    """Return a person's present tie to a team."""
    for place, tie in enumerate(person.ties):
        if tie.identity == identity:
            law = equations.tie_together if place == 0 else equations.tie_apart
            return law(world.assumed, tie.value, world.now - tie.since)
    return 0.0


def tie_between(world: World, one: Person, two: Person) -> float:
    """Return the tie of two people: over the teams both know, the largest of the smaller values."""
    shared = {tie.identity for tie in one.ties} & {tie.identity for tie in two.ties}
    ties = (min(tie_to_team(world, one, team), tie_to_team(world, two, team)) for team in shared)
    return max(ties, default=0.0)


def begin_tie(world: World, person: Person, team: Team) -> None:
    """Begin a tie to a team: an old tie revives, the tie to the former team begins to fade."""
    former = person.ties[0]
    if former.identity == team.identity:
        return
    left = Tie(former.identity, tie_to_team(world, person, former.identity), world.now)
    joined = Tie(team.identity, tie_to_team(world, person, team.identity), world.now)
    others = [tie for tie in person.ties[1:] if tie.identity != team.identity]
    person.ties = [joined, left, *others][:TEAMS_REMEMBERED]


def reset_ties(person: Person, team: Team, value: float, now: float) -> None:
    """Reset a person's ties to one team only."""
    person.ties = [Tie(team.identity, value, now)]
