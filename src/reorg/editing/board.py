"""A structure under edit: teams with their people and work, and who is on the bench or leaves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from reorg.editing.edits import Join, LeadNeeded, Refusal
from reorg.model.choices import Degree
from reorg.model.structure import Integrator, Structure, Team
from reorg.model.work import WorkName

Fate = Literal["bench", "leaves", "closed"]


@dataclass
class BoardTeam:
    """A team under edit; ``members`` and ``owned`` keep their order, the lead is not a member."""

    id: str
    name: str
    parent: str | None
    lead: str | None
    members: list[str]
    owned: list[WorkName]
    meets: bool

    @classmethod
    def of(cls, team: Team) -> BoardTeam:
        """Return a team of a structure, to be changed."""
        members, owned = list(team.members), list(team.owned)
        return cls(team.id, team.name, team.parent, team.lead, members, owned, team.meets)

    def resolved(self) -> Team:
        """Return the team as a structure holds it."""
        members, owned = tuple(self.members), tuple(self.owned)
        return Team(self.id, self.name, self.parent, self.lead, members, owned, self.meets)


@dataclass
class Board:
    """A structure under edit.

    ``fates`` {person: (what becomes of them, the week)}: people on the bench, who leave, whose position is
    closed; until that is decided they sit where they sat. ``week`` None: as the scenario states it.
    """

    base: Structure
    titles: dict[str, str]
    """What people are called in messages."""
    teams: dict[str, BoardTeam]
    seats: dict[str, str]
    fates: dict[str, tuple[Fate, float]] = field(default_factory=dict)
    decides: Degree = "medium"
    integrators: dict[str, tuple[str, ...]] = field(default_factory=dict)
    week: float | None = None
    joins: dict[str, Join] = field(default_factory=dict)
    """New positions by the id of who is in them."""

    @classmethod
    def of(cls, base: Structure, titles: dict[str, str]) -> Board:
        """Return a structure, to be changed."""
        teams = {team.id: BoardTeam.of(team) for team in base.teams}
        integrators = {part.person: part.areas for part in base.integrators}
        return cls(base, titles, teams, base.seats, {}, base.decides, integrators)

    def structure(self, identity: str, name: str) -> Structure:
        """Return what the board shows as a structure; meetings, races and pools are those of its base."""
        return replace(
            self.base,
            id=identity,
            name=name,
            decides=self.decides,
            teams=tuple(team.resolved() for team in self.teams.values()),
            integrators=tuple(Integrator(person, areas) for person, areas in self.integrators.items()),
        )

    def name_of(self, person: str) -> str:
        """Return what a person is called in a message."""
        return self.titles.get(person, person)

    def team(self, identity: str) -> BoardTeam:
        """Return a team; raises :class:`Refusal` where there is none of that id."""
        if identity not in self.teams:
            raise Refusal("There is no such team.")
        return self.teams[identity]

    def seat(self, person: str) -> BoardTeam:
        """Return the team where a person sits; raises :class:`Refusal` for somebody unknown."""
        if person not in self.seats:
            raise Refusal("There is no such person.")
        return self.teams[self.seats[person]]

    def led_by(self, person: str) -> list[BoardTeam]:
        """Return the teams that a person leads."""
        if self.seat(person).lead != person:
            return []
        return [team for team in self.teams.values() if team.lead == person]

    def is_below(self, team: str, above: str) -> bool:
        """Return whether a team is ``above`` or lies below it."""
        step: str | None = team
        while step is not None:
            if step == above:
                return True
            step = self.teams[step].parent
        return False

    def reorder(self, order: Sequence[str]) -> None:
        """Order teams within the places that they occupy together."""
        ordered, places = iter(order), set(order)
        teams = [next(ordered) if identity in places else identity for identity in self.teams]
        self.teams = {identity: self.teams[identity] for identity in teams}

    def hand_over(self, person: str, leads: dict[str, str | None]) -> None:
        """Give the teams that a person leads to those named; None: the team is without a lead.

        Raises :class:`LeadNeeded` where ``leads`` does not say who, :class:`Refusal` for somebody who cannot.
        """
        led = self.led_by(person)
        missing = [team for team in led if team.id not in leads]
        if missing:
            names = " and ".join(team.name for team in missing)
            message = f"{self.name_of(person)} leads {names}. Who leads it now?"
            raise LeadNeeded(tuple(team.id for team in missing), message)
        successors = {team.id: leads[team.id] for team in led}
        named = [successor for successor in successors.values() if successor is not None]
        for successor in named:
            self._check_successor(successor, person, named)
        for team in led:
            follows = successors[team.id]
            team.lead = None
            if follows is not None:
                self.unseat(follows)
                self.place(follows, team, lead=True)

    def step_down(self, team: BoardTeam) -> None:
        """Take the lead off a team: who leads no other team works in it as a member."""
        old, team.lead = team.lead, None
        if old is None:
            return
        others = [other for other in self.teams.values() if other.lead == old]
        if others:
            self.seats[old] = others[0].id
        else:
            self.place(old, team)

    def unseat(self, person: str) -> None:
        """Take a person out of the team where they are a member."""
        home = self.seat(person)
        if person in home.members:
            home.members.remove(person)

    def place(self, person: str, team: BoardTeam, lead: bool = False) -> None:
        """Seat a person in a team, as its lead or as its last member."""
        if lead:
            team.lead = person
        else:
            team.members.append(person)
        self.seats[person] = team.id

    @property
    def closed(self) -> dict[str, float]:
        """The positions that edits close, with the week."""
        return {person: week for person, (fate, week) in self.fates.items() if fate == "closed"}

    def is_benched(self, person: str) -> bool:
        """Return whether a person's place is still to be decided."""
        fate = self.fates.get(person)
        return fate is not None and fate[0] == "bench"

    def _check_successor(self, successor: str, person: str, named: list[str]) -> None:
        if successor == person:
            raise Refusal(f"{self.name_of(person)} cannot leave it and still lead it.")
        if self.led_by(successor) or named.count(successor) > 1:
            raise Refusal(f"{self.name_of(successor)} already leads another team.")
        if self.is_benched(successor):
            raise Refusal(f"{self.name_of(successor)} is on the bench: place them first.")
