"""The events of a scenario in words: ``week 0: technical lead leaves``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reorg.model.analysis.roles import names_in_sentences
from reorg.model.analysis.work_names import names_of_work
from reorg.model.events import Happening, Waiting
from reorg.model.organization import Organization
from reorg.model.work import WorkName
from reorg.money import whole_amount
from reorg.report.figures import share
from reorg.report.plain_text import name

NAMES_MAX = 3
"""People or pieces of work named; more are counted."""


def dated_events(
    organization: Organization, scenario_id: str, people: Mapping[str, str] | None = None
) -> tuple[str, ...]:
    """Return a line for each event of a scenario, in order of time, then for triggered ones.

    ``people`` gives the names of people within a sentence, by id; the model's names by default. Raises
    KeyError for an unknown scenario.
    """
    scenario = organization.scenario(scenario_id)
    labels = _Labels(organization, people)
    dated = (
        f"week {event.week:g}: {event.in_words(labels)}{_doubt(organization, event)}"
        for event in scenario.dated
    )
    return (*dated, *(f"{_until(organization, e)}: {e.event.in_words(labels)}" for e in scenario.waiting))


def _doubt(organization: Organization, event: Happening) -> str:
    """Return the share of worlds with an event that depends on a contested fact, in words."""
    if event.reading is None:
        return ""
    fact = organization.contested[event.reading.place]
    worlds = fact.share if event.reading.holds else 1.0 - fact.share
    truth = "holds" if event.reading.holds else "does not hold"
    return f", in the {share(worlds)} of worlds in which the contested fact {name(fact.id)} {truth}"


def _until(organization: Organization, event: Waiting) -> str:
    """Return the trigger of an event, and how often it may happen."""
    release = _label({release.id: release.name for release in organization.releases}, event.release)
    weeks = "week" if event.late_weeks == 1.0 else "weeks"
    late = f"{event.late_weeks:g} {weeks} late" if event.late_weeks else "not out when due"
    often = {None: "each time", 1: "once"}.get(event.times, f"at most {event.times} times")
    return f"{often} {release} is {late}"


class _Labels:
    """Knows the names of people, teams, structures and work."""

    def __init__(self, organization: Organization, people: Mapping[str, str] | None) -> None:
        self._people = people or names_in_sentences(organization)
        self._everybody = {person.id: person for person in organization.everybody}
        self._structures = {structure.id: structure.name for structure in organization.structures}
        teams = [team for structure in organization.structures for team in structure.teams]
        self._teams = {team.id: team.name for team in reversed(teams)}
        self._currency = organization.currency
        self._work = names_of_work(organization)

    def money(self, amount: float) -> str:
        return whole_amount(amount, self._currency)

    def people(self, people: Sequence[str]) -> str:
        return _listed([self.person(person) for person in people], "people")

    def is_open(self, person: str, week: float) -> bool:
        return self._everybody[person].is_vacant_in(week)

    def team(self, team: str) -> str:
        return _label(self._teams, team)

    def structure(self, structure: str) -> str:
        return _label(self._structures, structure)

    def stream(self, stream: str) -> str:
        return self.work([("stream", stream)])

    def work(self, work: Sequence[WorkName]) -> str:
        return _listed([name(self._work.get(each) or each[1]) for each in work], "pieces of work")

    def percent(self, value: float) -> str:
        return share(value)

    def person(self, person_id: str) -> str:
        return name(self._people[person_id])


def _label(names: dict[str, str], key: str) -> str:
    return name(names.get(key) or key)


def _listed(names: list[str], what: str) -> str:
    return ", ".join(names) if len(names) <= NAMES_MAX else f"{len(names)} {what}"
