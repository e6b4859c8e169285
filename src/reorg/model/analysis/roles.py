"""Names of people by their role, if it is more informative than their id: "Data engineer 3"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from reorg.model.organization import Organization


def roles(organization: Organization) -> dict[str, str]:
    """Return for each person the title, numbered in the order of the file where several have it.

    Those who join in a scenario come after everybody else.
    """
    return _numbered({person.id: person.title or person.group for person in organization.everybody})


def names_of_people(organization: Organization) -> dict[str, str]:
    """Return what people are called by id: the name where one is stated, else the role; numbered likewise."""
    return _numbered(
        {person.id: person.name or person.title or person.group for person in organization.everybody}
    )


def names_with_ids(organization: Organization) -> dict[str, str]:
    """Return the same with the id in brackets, by which a person is found in the model: "Head (lab-head)"."""
    names = names_of_people(organization)
    return {person: name if name == person else f"{name} ({person})" for person, name in names.items()}


def _numbered(labels: Mapping[str, str]) -> dict[str, str]:
    times, numbers = Counter(labels.values()), Counter[str]()
    found = {}
    for person, name in labels.items():
        numbers[name] += 1
        found[person] = name if times[name] == 1 else f"{name} {numbers[name]}"
    return found
