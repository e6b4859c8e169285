"""The second structure of the tables: who sits where, under whom, and who owns which work after the change.

A person's ``team:after`` is a team of the first structure, by id or name, or a new one; ``lead:after`` is who
leads the person then, or ``yes`` where the person then leads the team; ``week:after`` is when. ``team:after``
may also say that the person leaves. Whoever leads a team and gets another lead by ``lead:after`` alone
takes the team along, below the team of that lead. Whoever leads nobody yet gets a team below their own. What
is empty stays as it is, and the order of rows does not matter. Work goes to the ``team:after`` of its row,
else it follows its people: to the team where most of those sit who had the skill for it in the team that
owned it.

Columns that end in another name, such as ``team:split`` or ``team:option A``, say the same of one more
alternative, which has that name: a structure and a scenario of its own beside those of ``:after``.
"""

from __future__ import annotations

import copy
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from reorg.model.problems import ModelError, Problem, suggest_name
from reorg.model.reading.planned_positions import unfilled
from reorg.model.reading.seating import (
    Dated,
    Seat,
    Target,
    Task,
    base_of,
    dated_events,
    id_of,
    start_of,
    team_named,
)

AFTER = "after"
"""The id of the structure and of the scenario that the columns ending in ``:after`` make."""

WEEK = 4.0
"""The week of the change where no row says one."""


Team = dict[str, Any]


_WEEKS = "write weeks from the start date, or a date after it"
_YES = frozenset({"yes", "x", "true"})


@dataclass
class Change:
    """The structures after each wave, by id, and the events of the scenario with the row they are from."""

    name: str = AFTER
    structures: dict[str, dict[str, Any]] = field(default_factory=dict)
    events: list[Dated] = field(default_factory=list)

    def add_structure(self, plan: _Plan, week: float, *, is_last: bool) -> str:
        """Add the structure that a plan has come to in a week, and return its id."""
        alone = self.name == AFTER
        identity = f"{id_of(self.name)}-week-{week:g}"
        name = f"After week {week:g}" if alone else f"{self.name}, after week {week:g}"
        if is_last:
            identity, name = id_of(self.name), "After the change" if alone else self.name
        self.structures[identity] = plan.structure(name)
        return identity


def add_change(target: Target, seats: list[Seat], joiners: list[Seat], tasks: list[Task]) -> None:
    """Add to the document those who come and go, and the second structure with its scenario.

    Raises :class:`ModelError` for teams, people and weeks that do not exist, and where the document has a
    structure of that name already.
    """
    structures = target.data.get("structures")
    base = structures.get(base_of(target)) if isinstance(structures, dict) else None
    events = dated_events(target, seats, joiners)
    changes = list(_changes(base, seats, joiners, tasks)) if isinstance(base, dict) else []
    if not isinstance(structures, dict) or not (events or changes):
        return
    first = (seats[0] if seats else tasks[0]).place
    structures = target.mapping(("structures",), first)
    scenarios = target.mapping(("scenarios",), first)
    if not scenarios:
        scenarios.update({name: _unchanged(name, fields) for name, fields in structures.items()})
    for change in changes:
        identity = id_of(change.name)
        if change.structures.keys() & structures.keys():
            message = f"the columns ending in :{change.name} make the structure {identity!r}, which exists"
            problem = Problem(first.file, 1, 1, "", message, "give that structure another name")
            raise ModelError([problem])
        structures.update(change.structures)
        name = "Planned change" if change.name == AFTER else change.name
        scenarios[identity] = {"name": name, "structure": base_of(target), "events": []}
    made = {id_of(change.name): change.events for change in changes}
    for scenario in list(scenarios):
        own = [*made.get(scenario, ()), *unfilled(scenario, made, seats, start_of(target))]
        for event, place in _without_closed([*own, *events], joiners):
            target.append(("scenarios", scenario, "events"), event, place)


def _without_closed(events: list[Dated], joiners: list[Seat]) -> Iterator[Dated]:
    """Yield the events of a scenario; whose position closes before the day of joining never joins."""
    joins = {seat.place.row: math.inf for seat in joiners}
    joins |= {place.row: event["week"] for event, place in events if "join" in event}
    layoffs = {place.row: event["week"] for event, place in events if "layoff" in event}
    for event, place in events:
        closed = layoffs.get(place.row, math.inf) <= joins.get(place.row, -math.inf)
        if not (closed and event.keys() & {"join", "layoff"}):
            yield event, place


def _changes(
    base: dict[str, Any], seats: list[Seat], joiners: list[Seat], tasks: list[Task]
) -> Iterator[Change]:
    """Yield the change of each alternative that the columns name: ``after``, then others as they stand."""
    said = [(seat.place.parts[one].column, one) for seat in seats for one in seat.says if ":" in one]
    columns = [column.partition(":")[2] for _, column in sorted(set(said))]
    owned = (name for task in tasks for name in task.others)
    for name in dict.fromkeys((AFTER, *columns, *owned)):
        those = {id(seat): seat if name == AFTER else seat.under(name, AFTER) for seat in seats}
        coming = [those[id(seat)] for seat in joiners]
        handed = tasks if name == AFTER else [replace(t, after=t.others.get(name, "")) for t in tasks]
        change = change_of(base, list(those.values()), coming, handed, name)
        if change is not None:
            yield change


def _unchanged(structure: str, fields: Any) -> dict[str, Any]:
    """Return the scenario in which a structure stays, called as it is."""
    name = fields.get("name") if isinstance(fields, dict) else None
    return {"structure": structure, **({"name": name} if name else {})}


def _waves(changed: list[Seat]) -> dict[float, list[Seat]]:
    """Return who changes by week, nobody where only work changes hands.

    Who states no week changes in the first that anybody states.
    """
    weeks = [_week(seat) for seat in changed]
    usual = min((week for week in weeks if week is not None), default=WEEK)
    waves: dict[float, list[Seat]] = {}
    for seat, week in zip(changed, weeks, strict=True):
        waves.setdefault(usual if week is None else week, []).append(seat)
    return waves or {usual: []}


def change_of(
    base: dict[str, Any],
    seats: list[Seat],
    joiners: list[Seat],
    tasks: Iterable[Task] = (),
    name: str = AFTER,
) -> Change | None:
    """Return the change that the rows say, None where they say none; ``name`` is what it is called.

    ``base`` is the first structure, with everybody seated. Raises :class:`ModelError` for leads that do not
    exist and weeks that are no numbers.
    """
    plan = _Plan(base, seats, list(tasks))
    changed = [seat for seat in seats if {"team:after", "lead:after"} & seat.says.keys()]
    if not changed and not plan.hands_over:
        return None
    waves = _waves(changed)
    last = max(waves)
    change = Change(name)
    for week, now in sorted(waves.items()):
        gone = [seat for seat in now if seat.leaves]
        stay = [seat for seat in now if seat not in gone]
        # Rows that name teams say who leads them; the others go to the team that a lead then has.
        for seat in sorted(stay, key=lambda seat: "team:after" not in seat.says):
            plan.move(seat, is_there=seat not in joiners)
        if stay or not now:
            place = now[0].place if now else plan.tasks[0].place
            identity = change.add_structure(plan, week, is_last=week == last)
            change.events.append(({"week": week, "reorganize": identity}, place))
        for seat in gone:
            change.events.append(({"week": week, "layoff": {"people": [seat.id]}}, seat.place))
    return change


def _position(seat: Seat) -> str:
    """Return what a vacant position is called: its title."""
    return str(seat.values.get("title") or "") if seat.status == "vacant" else ""


def _week(seat: Seat) -> float | None:
    text = seat.says.get("week:after")
    if text is None:
        return None
    try:
        week = float(text.replace(",", "."))
    except ValueError:
        raise seat.problem("week:after", f"{text!r} is not a week", _WEEKS) from None
    if not 0 <= week <= 2000:
        raise seat.problem("week:after", f"{text!r} is not a week after the start date", _WEEKS)
    return week


class _Plan:
    """The teams after the rows moved so far."""

    def __init__(self, base: dict[str, Any], seats: list[Seat], tasks: list[Task]) -> None:
        self._base = base
        teams = [team for team in base.get("teams") or [] if isinstance(team, dict) and "id" in team]
        self._teams: list[Team] = copy.deepcopy(teams)
        self._where: dict[str, Team] = {}
        for team in self._teams:
            team["members"] = list(team.get("members") or [])
            for person in (*team["members"], team.get("lead")):
                if person is not None:
                    self._where[str(person)] = team
        self._names = {seat.name.casefold(): seat.id for seat in seats if seat.name}
        self._called = {seat.id: seat.name or _position(seat) or seat.id for seat in seats}
        self._origins: dict[str, list[str]] = {}
        self._taken_along: list[tuple[Seat, str]] = []
        self.tasks = [task for task in tasks if task.team]
        self._doers = _doers(seats, self._where, self.tasks)

    @property
    def hands_over(self) -> bool:
        """Whether a row of work says another team."""
        return any(task.after for task in self.tasks)

    def move(self, seat: Seat, *, is_there: bool) -> None:
        """Put the person of a row where the row says; who is not there yet only makes the team."""
        here = self._where.get(seat.id)
        lead = self._lead(seat)
        leads_it = lead == seat.id
        leads = here is not None and here.get("lead") == seat.id
        if here is not None and leads and lead is not None and "team:after" not in seat.says and not leads_it:
            self._taken_along.append((seat, lead))
            return
        if "team:after" in seat.says:
            target = self._target(seat.says["team:after"], here)
        elif lead is not None and not leads_it:
            target = self._led_by(lead)
        else:
            target = here if here is not None else self._teams[0]
        if here is not target and is_there:
            self._sit(seat.id, target)
        if lead is not None and target.get("lead") != lead and (is_there or not leads_it):
            self._appoint(target, lead)

    def _sit(self, person: str, team: Team) -> None:
        """Make somebody a member of a team."""
        here = self._where.get(person)
        self._leave(person, here)
        team["members"].append(person)
        self._where[person] = team
        if here is not None:
            self._origins.setdefault(str(here["id"]), []).append(str(team["id"]))

    def _appoint(self, team: Team, lead: str) -> None:
        """Appoint a lead of a team; the former lead becomes a member."""
        self._leave(lead, self._where.get(lead))
        self._where[lead] = team
        if team.get("lead") is not None:
            team["members"].append(team["lead"])
        team["lead"] = lead

    def _take_along(self) -> None:
        """Put the teams of those who get another lead below the team that this lead leads in the end."""
        taken: list[tuple[Seat, Team, str]] = []
        for seat, lead in self._taken_along:
            target, team = self._led_by(lead), self._where[seat.id]
            if target.get("lead") != lead:
                self._appoint(target, lead)
            if team is target:
                continue
            if team.get("lead") != seat.id:
                self._sit(seat.id, target)
            else:
                team["parent"] = target["id"]
                taken.append((seat, team, lead))
        self._taken_along.clear()
        for seat, team, lead in taken:
            if any(above is team for above in self._way_up(self._by_id(str(team["parent"])))):
                message = f"{lead!r} works below the team that this person leads"
                raise seat.problem("lead:after", message, "name who leads this person then, or a team:after")

    def _way_up(self, team: Team | None) -> Iterator[Team]:
        seen: set[int] = set()
        while team is not None and id(team) not in seen:
            seen.add(id(team))
            yield team
            team = self._by_id(str(team.get("parent")))

    def structure(self, name: str) -> dict[str, Any]:
        """Return the structure as it is now; what an empty team owns follows its people.

        Raises :class:`ModelError` where a person's lead would work below that person.
        """
        self._take_along()
        self._dissolve()
        self._give_work()
        own = {"teams", "name", "extends", "remove", "order", "second_leads", "second_seats"}
        kept = {key: value for key, value in self._base.items() if key not in own} | self._seconds()
        return {**copy.deepcopy(kept), "name": name, "teams": copy.deepcopy(self._teams)}

    def _seconds(self) -> dict[str, Any]:
        """Return the second leads and seats that are still second ones."""
        leads = {str(team["lead"]) for team in self._teams if team.get("lead") is not None}
        kept: dict[str, Any] = {}
        for entry in self._base.get("second_leads") or []:
            lead = str(entry.get("lead"))
            people = [person for person in entry.get("people") or [] if self._first_lead(str(person)) != lead]
            if people and lead in leads:
                kept.setdefault("second_leads", []).append({**entry, "people": people})
        for entry in self._base.get("second_seats") or []:
            team, here = self._by_id(str(entry.get("team"))), self._where.get(str(entry.get("person")))
            if team is not None and team is not here:
                kept.setdefault("second_seats", []).append(entry)
        return kept

    def _first_lead(self, person: str) -> str | None:
        team = self._where.get(person)
        while team is not None and team.get("lead") in (None, person):
            team = self._by_id(str(team.get("parent")))
        return None if team is None else str(team["lead"])

    def _lead(self, seat: Seat) -> str | None:
        text = seat.says.get("lead:after")
        if text is None:
            return None
        found = self._person(text)
        if found is None and text.casefold() in _YES:
            return seat.id
        if found is None:
            raise seat.problem(
                "lead:after", f"no person is called {text!r}", suggest_name(text, self._called)
            )
        return found

    def _person(self, text: str) -> str | None:
        return text if text in self._called else self._names.get(text.casefold())

    def _target(self, text: str, here: Team | None) -> Team:
        team = team_named(self._teams, text)
        if team is not None:
            return team
        parent = (here.get("parent") or here["id"]) if here is not None else self._teams[0]["id"]
        return self._new_team(text, str(parent))

    def _new_team(self, name: str, parent: str) -> Team:
        identity = re.sub(r"[^\w.]+", "-", name.casefold()).strip("-._")[:60] or "team"
        taken = {str(one["id"]) for one in self._teams}
        while identity in taken:
            identity += "-2"
        made: Team = {"id": identity, "name": name, "parent": parent, "members": []}
        self._teams.append(made)
        return made

    def _led_by(self, lead: str) -> Team:
        """Return the team that somebody leads, a new one below their own where there is none."""
        team = next((one for one in self._teams if one.get("lead") == lead), None)
        here = self._where.get(lead, self._teams[0])
        return team if team is not None else self._new_team(f"Team {self._called[lead]}", str(here["id"]))

    def _leave(self, person: str, team: Team | None) -> None:
        if team is None:
            return
        if team.get("lead") == person:
            del team["lead"]
        else:
            team["members"].remove(person)

    def _dissolve(self) -> None:
        """Take out the teams that everybody has left; what they own by area goes where most of them went."""
        for team in list(self._teams):
            identity = str(team["id"])
            # A team that was empty before stays: somebody may join it.
            if self._has_people(team) or team.get("parent") is None or identity not in self._origins:
                continue
            heirs = Counter(heir for heir in self._origins[identity] if self._has_people(self._by_id(heir)))
            heir = self._by_id(heirs.most_common(1)[0][0] if heirs else str(team["parent"]))
            if heir is None:
                continue
            heir["owns"] = [*(heir.get("owns") or []), *(team.get("owns") or [])]
            for one in self._teams:
                if one.get("parent") == identity:
                    one["parent"] = team["parent"]
            self._teams.remove(team)

    def _give_work(self) -> None:
        """Give each piece of work to the team its row names, else to where most of its people are now."""
        for task in self.tasks:
            owner = next((team for team in self._teams if task.work in (team.get("owns") or [])), None)
            if task.after:
                taker = self._by_id(self._target(task.after, owner)["id"])
            else:
                places = Counter(str(self._where[person]["id"]) for person in self._doers[task.work])
                most = max(places.values(), default=0)
                stays = owner is None or places.get(str(owner["id"]), 0) == most
                taker = owner if stays else self._by_id(places.most_common(1)[0][0])
            if taker is not None and owner is not None and taker is not owner:
                owner["owns"] = [work for work in owner["owns"] if work != task.work]
                taker["owns"] = [*(taker.get("owns") or []), task.work]

    def _by_id(self, identity: str) -> Team | None:
        return next((team for team in self._teams if team["id"] == identity), None)

    @staticmethod
    def _has_people(team: Team | None) -> bool:
        return team is not None and bool(team.get("lead") is not None or team["members"])


def _doers(seats: list[Seat], where: dict[str, Team], tasks: list[Task]) -> dict[str, list[str]]:
    """Return who does each piece of work today: those of its team with the skill, else all of the team."""
    people: dict[str, list[Seat]] = {}
    for seat in seats:
        if seat.id in where:
            people.setdefault(str(where[seat.id]["id"]), []).append(seat)
    found = {}
    for task in tasks:
        team = people.get(task.team, [])
        skilled = [seat.id for seat in team if _skill(seat, task.area) != "none"]
        found[task.work] = skilled or [seat.id for seat in team]
    return found


def _skill(seat: Seat, area: str) -> str:
    skills = seat.values.get("skills")
    return str(skills.get(area, "none")) if isinstance(skills, dict) else "none"
