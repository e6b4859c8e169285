"""Positions of people at the end of a scenario, compared with the end of the baseline."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from reorg.mechanisms.reorganization import are_others
from reorg.model.analysis.hierarchy import people_seated
from reorg.model.analysis.positions import Position, find_positions, structure_at_end
from reorg.model.events import Happening, Join, Layoff, Leave, Move, Reorganize, Replace
from reorg.model.organization import Organization, Scenario
from reorg.model.structure import Structure
from reorg.model.work import WorkName

Value = TypeVar("Value")
Pair = tuple[Value, Value]
"""The values in the baseline and in the scenario."""

NOWHERE = Position(None, None, 0, 0, frozenset())


@dataclass(frozen=True)
class Side:
    """The end of one scenario: its structure, people's positions, and the weeks of certain departures.

    ``arriving`` are those who join so late that they have never had another place.
    """

    structure: Structure
    positions: Mapping[str, Position]
    seated: Mapping[str, frozenset[str]]
    leaving: Mapping[str, float]
    arriving: frozenset[str]

    @classmethod
    def of(cls, organization: Organization, scenario_id: str) -> Side:
        """Return the end of a scenario; raises KeyError for an unknown one."""
        structure = structure_at_end(organization, scenario_id)
        return cls(
            structure=structure,
            positions=find_positions(organization, structure),
            seated={team: frozenset(people) for team, people in people_seated(structure).items()},
            leaving={
                person: event.week
                for event in organization.scenario(scenario_id).dated
                for person in _who_leaves(event)
            },
            arriving=_who_arrives(organization.scenario(scenario_id)),
        )

    def position_of(self, person: str) -> Position:
        """Return a person's place in the structure; that of a person in no team is empty."""
        return self.positions.get(person, NOWHERE)

    def mates(self, person: str) -> frozenset[str]:
        """Return the others in a person's team."""
        return self.seated.get(self.position_of(person).team or "", frozenset()) - {person}

    def lead_of(self, person: str) -> tuple[str | None, bool]:
        """Return a person's lead, and whether it is another individual than at first."""
        lead = self.position_of(person).lead
        return lead, lead in self.leaving


@dataclass(frozen=True)
class Change:
    """The changes for one person that are the same in all worlds.

    ``new_team``: lead and most teammates are others. ``leaves`` is the week in which the person leaves by an
    event of the scenario, None without; ``joins``: is in no team of the baseline; ``stays_out``: joins in the
    baseline only; ``was_there`` before the change: who joins with it or after it gets no new lead.
    """

    positions: Pair[Position]
    new_lead: bool
    new_team: bool
    leaves: float | None
    joins: bool
    stays_out: bool
    was_there: bool

    @property
    def is_measured(self) -> bool:
        """Whether the person is there under both, so that loads can be compared."""
        return not self.joins and not self.stays_out and self.leaves is None

    @property
    def work_lost(self) -> frozenset[WorkName]:
        """Work no longer owned by the teams the person leads or those below."""
        return self.positions[0].work - self.positions[1].work

    @property
    def work_gained(self) -> frozenset[WorkName]:
        """Work newly owned by them."""
        return self.positions[1].work - self.positions[0].work


def _who_leaves(event: Happening) -> tuple[str, ...]:
    """Return the people who leave for certain by an event; a layoff of a share is drawn at random."""
    if isinstance(event, Layoff):
        return event.people if event.share >= 1.0 else ()
    return (event.person,) if isinstance(event, Leave | Replace) else ()


def _who_arrives(scenario: Scenario) -> frozenset[str]:
    """Return who joins when the structure, and their own place in it, have changed for the last time."""
    dated = scenario.dated
    last = max((event.week for event in dated if isinstance(event, Reorganize)), default=0.0)
    moves = {event.person: event.week for event in dated if isinstance(event, Move)}
    joins = ((event.person.id, event.week) for event in scenario.happenings if isinstance(event, Join))
    return frozenset(person for person, week in joins if week >= max(last, moves.get(person, 0.0)))


def change_of(person: str, baseline: Side, scenario: Side) -> Change:
    """Return the changes for a person between the ends of two scenarios."""
    before, after = baseline.mates(person), scenario.mates(person)
    joins, stays_out = (person not in side.positions for side in (baseline, scenario))
    was_there = not (joins or stays_out or person in scenario.arriving)
    leaves = None if person in baseline.leaving else scenario.leaving.get(person)
    new_lead = was_there and leaves is None and baseline.lead_of(person) != scenario.lead_of(person)
    return Change(
        positions=(baseline.position_of(person), scenario.position_of(person)),
        new_lead=new_lead,
        new_team=new_lead and are_others(len(before & after), len(after), len(before)),
        leaves=leaves,
        joins=joins,
        stays_out=stays_out,
        was_there=was_there,
    )
