"""Teams and people as named in plans and tickets."""

from __future__ import annotations

from collections.abc import Iterable

from reorg.importing.people.person import Person
from reorg.importing.people.teams import Team
from reorg.importing.values.names import folded, plain


class Owners:
    """Finds teams by name and people by name, e-mail or number."""

    def __init__(self, teams: Iterable[Team]) -> None:
        self._teams: dict[str, Team] = {}
        self._people: dict[str, list[Person]] = {}
        self._team_of: dict[Person, Team] = {}
        self._planned: set[tuple[str, str]] = set()
        for team in teams:
            for name in (team.name.casefold(), team.id.casefold(), plain(team.name)):
                self._teams.setdefault(name, team)
            for person in team.people:
                self._team_of[person] = team
                self._planned.update((name, cell.casefold()) for name, cell in person.after.items())
                for key in {
                    person.name.casefold(),
                    plain(person.name),
                    person.email,
                    person.number,
                    person.id,
                }:
                    if key:
                        self._people.setdefault(key, []).append(person)
                first = folded(person.name).split(" ")[0]
                if first:
                    self._people.setdefault(f"first:{first}", []).append(person)

    def team(self, text: str) -> Team | None:
        """Return the team of a name; also from `Team X`, `X squad` or one part of a name only."""
        for form in (text.casefold(), plain(text)):
            if form in self._teams:
                return self._teams[form]
        words = set(plain(text).split()) - {"team", "squad", "the", "group", "gruppe", "equipe", "equipo"}
        if not words:
            return None
        close = {
            id(team): team
            for name, team in self._teams.items()
            if words
            == set(plain(name).split()) - {"team", "squad", "the", "group", "gruppe", "equipe", "equipo"}
        }
        return next(iter(close.values())) if len(close) == 1 else None

    def person(self, text: str) -> Person | None:
        """Return the person of a name, address or number; a first name counts if only one person has it."""
        for form in (text.casefold(), plain(text), text, f"first:{folded(text)}"):
            found = self._people.get(form, [])
            if found and (len(found) == 1 or not form.startswith("first:")):
                return found[0]
        return None

    def under(self, text: str, field: str) -> Team | Person | str | None:
        """Return who owns work under an alternative, by a field such as ``team:option A``.

        A team or a person of today, or the name of a team that only the alternative has; None if unknown.
        """
        is_new = (field, text.casefold()) in self._planned
        return self.team(text) or (text if is_new else self.person(text))

    def cell(self, owner: Team | Person | str, field: str) -> str:
        """Return how ``work.csv`` names who owns work under an alternative: the id or the name of a team."""
        if isinstance(owner, Person):
            return owner.after.get(field) or self._team_led(owner, field.replace("team:", "lead:", 1))
        return owner if isinstance(owner, str) else owner.id

    def _team_led(self, person: Person, field: str) -> str:
        """Return the team that somebody leads, or is in, under an alternative whose leads a field holds."""
        leads = {one.after.get(field): one for one in self._team_of}
        above = {one.id: one for one in self._team_of}.get(person.after.get(field, ""), person)
        team = self._team_of[person]
        if team.lead is person or (above is person and person.id not in leads):
            return team.id
        lead = person if person.id in leads else above
        return self._team_of[lead].id if self._team_of[lead].lead is lead else f"Team {lead.shown}"

    def team_of(self, person: Person) -> Team:
        """Return the team of a person."""
        return self._team_of[person]
