"""The events of a scenario in words: ``week 0: technical lead leaves``."""

from __future__ import annotations

from collections import Counter
from functools import singledispatchmethod

from reorg.model.events import (
    Alternate,
    Budget,
    Demand,
    Equip,
    Happening,
    Join,
    Layoff,
    Leave,
    Move,
    Prioritize,
    Publish,
    Reorganize,
    Replace,
    Waiting,
)
from reorg.model.organization import Organization
from reorg.model.people import Person
from reorg.report.figures import share
from reorg.report.plain_text import name

NAMES_MAX = 3
"""People or pieces of work named; more are counted."""


def dated_events(organization: Organization, scenario_id: str) -> tuple[str, ...]:
    """Return a line for each event of a scenario, in order of time, then for those that wait.

    Raises KeyError for an unknown scenario.
    """
    scenario = organization.scenario(scenario_id)
    people = [*organization.people, *(e.person for e in scenario.happenings if isinstance(e, Join))]
    teller = _Teller(organization, people)
    dated = (
        f"week {event.week:g}: {teller.told(event)}{_doubt(organization, event)}" for event in scenario.dated
    )
    return (*dated, *(f"{_until(organization, e)}: {teller.told(e.event)}" for e in scenario.waiting))


def dated_weeks(organization: Organization, scenario_id: str) -> tuple[float, ...]:
    """Return the weeks from the start date in which something happens on a date, each once."""
    return tuple(dict.fromkeys(event.week for event in organization.scenario(scenario_id).dated))


def _doubt(organization: Organization, event: Happening) -> str:
    """Return in how many worlds an event happens that hangs on a contested fact."""
    if event.reading is None:
        return ""
    fact = organization.contested[event.reading.place]
    worlds = fact.share if event.reading.holds else 1.0 - fact.share
    truth = "holds" if event.reading.holds else "does not hold"
    return f", in the {share(worlds)} of worlds in which the contested fact {name(fact.id)} {truth}"


def _until(organization: Organization, event: Waiting) -> str:
    """Return what an event waits for, and how often it may happen."""
    release = _called({release.id: release.name for release in organization.releases}, event.release)
    weeks = "week" if event.late_weeks == 1.0 else "weeks"
    late = f"{event.late_weeks:g} {weeks} late" if event.late_weeks else "not out when due"
    often = {None: "each time", 1: "once"}.get(event.times, f"at most {event.times} times")
    return f"{often} {release} is {late}"


class _Teller:
    """Knows how people, teams and structures are called."""

    def __init__(self, organization: Organization, people: list[Person]) -> None:
        self._people = {person.id: person for person in people}
        self._titles = Counter(person.name or person.title for person in people)
        self._structures = {structure.id: structure.name for structure in organization.structures}
        teams = [team for structure in organization.structures for team in structure.teams]
        self._teams = {team.id: team.name for team in reversed(teams)}
        self._streams = {stream.id: stream.name for stream in organization.streams}

    @singledispatchmethod
    def told(self, event: Happening) -> str:
        """Return what happens."""
        raise TypeError(f"no words for {event!r}")

    @told.register
    def _(self, event: Reorganize) -> str:
        return f"the structure becomes {_called(self._structures, event.to)}"

    @told.register
    def _(self, event: Alternate) -> str:
        structures = [_called(self._structures, structure) for structure in event.among]
        taken = ", then ".join(structures)
        return f"the structure becomes {taken}" + (", and so on in turn" if len(structures) > 1 else "")

    @told.register
    def _(self, event: Leave) -> str:
        return f"{self._person(event.person)} leaves"

    @told.register
    def _(self, event: Join) -> str:
        return f"{self._person(event.person.id)} joins {_called(self._teams, event.team)}"

    @told.register
    def _(self, event: Replace) -> str:
        way = "from outside" if event.internal is None else f"by {self._person(event.internal)}"
        said = f"{self._person(event.person)} is replaced {way}"
        weeks = "week" if event.after_weeks == 1.0 else "weeks"
        said += f" after {event.after_weeks:g} {weeks}" if event.after_weeks else ""
        said += f" by a {event.title}" if event.title else ""
        return said if event.annual_cost_usd is None else f"{said} at ${event.annual_cost_usd:,.0f} a year"

    @told.register
    def _(self, event: Move) -> str:
        return f"{self._person(event.person)} moves to {_called(self._teams, event.to)}"

    @told.register
    def _(self, event: Demand) -> str:
        said = f"arrivals of {_called(self._streams, event.stream)} become {event.factor:g} times as many"
        return said if event.for_weeks is None else f"{said}, for {event.for_weeks:g} weeks"

    @told.register
    def _(self, event: Budget) -> str:
        means = {None: [], True: ["hiring is allowed again"], False: ["hiring is frozen"]}[event.hiring]
        if event.payroll_share is not None:
            limit = share(event.payroll_share)
            means.append(f"no vacancy is filled while the payroll is above {limit} of what it is then")
        if event.gpus_share is not None:
            means.append(f"every pool has {event.gpus_share:g} times the accelerators it had")
        return ", ".join(means)

    @told.register
    def _(self, event: Layoff) -> str:
        part = "" if event.share == 1.0 else f"{share(event.share)} of "
        return f"layoff of {part}{_listed([self._person(person) for person in event.people], 'people')}"

    @told.register
    def _(self, event: Prioritize) -> str:
        work = _listed([name(called) for _, called in event.work], "pieces of work")
        return f"priority {event.priority:g} for {work}"

    @told.register
    def _(self, event: Equip) -> str:
        who = _listed([self._person(person) for person in event.people], "people")
        agents = {0: "no AI agents", 1: "1 AI agent"}.get(event.ai_agents, f"{event.ai_agents} AI agents")
        if len(event.people) == 1:
            return f"{who} has {agents} from then on"
        return f"{who} have {agents}{' each' if event.ai_agents else ''} from then on"

    @told.register
    def _(self, event: Publish) -> str:
        return {
            "open": "what comes out from then on is open",
            "closed": "what comes out from then on is closed",
            "open-small-closed-large": "from then on small models come out open and large ones closed",
        }[event.release]

    def _person(self, person_id: str) -> str:
        person = self._people[person_id]
        title = person.name or person.title
        if not title:
            return name(person_id)
        plain = not person.name and title[:2].istitle() and not title[1:2].isupper()
        called = name(title[0].lower() + title[1:] if plain else title)
        return called if self._titles[title] == 1 else f"{called} {name(person_id)}"


def _called(names: dict[str, str], key: str) -> str:
    return name(names.get(key) or key)


def _listed(names: list[str], what: str) -> str:
    return ", ".join(names) if len(names) <= NAMES_MAX else f"{len(names)} {what}"
