"""What people are called in files that leave the organization: their roles, or the names of the model."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from reorg.model.events import Join
from reorg.model.organization import Organization


def names_of_people(organization: Organization, as_in_model: bool) -> Mapping[str, str]:
    """Return what each person is called, by id; roles are numbered where several people have one."""
    people = {person.id: person for person in organization.people}
    for scenario in organization.scenarios:
        for event in scenario.happenings:
            if isinstance(event, Join):
                people.setdefault(event.person.id, event.person)
    if as_in_model:
        return {person: person for person in people}
    titles = {person.id: person.title or person.seniority for person in people.values()}
    holders, numbers = Counter(titles.values()), Counter[str]()
    called = {}
    for person, title in titles.items():
        numbers[title] += 1
        called[person] = title if holders[title] == 1 else f"{title} {numbers[title]}"
    return called
