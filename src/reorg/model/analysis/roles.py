"""What people are called where their role says more than their id: "Data engineer 3"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from reorg.model.events import Join
from reorg.model.organization import Organization
from reorg.model.people import Person


def roles(organization: Organization) -> dict[str, str]:
    """Return for each person the title, numbered in the order of the file where several have it.

    Those who join in a scenario come after everybody else.
    """
    titles = {person.id: person.title or person.group for person in _everybody(organization)}
    holders = Counter(titles.values())
    numbers: Counter[str] = Counter()
    found = {}
    for person, title in titles.items():
        numbers[title] += 1
        found[person] = title if holders[title] == 1 else f"{title} {numbers[title]}"
    return found


def _everybody(organization: Organization) -> Iterator[Person]:
    yield from organization.people
    for scenario in organization.scenarios:
        for event in scenario.happenings:
            if isinstance(event, Join):
                yield event.person
