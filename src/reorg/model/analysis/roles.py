"""Names of people by their role, if it is more informative than their id: "Data engineer 3"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import groupby

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
    """Return the same with the id, by which a person is found in the model: "Head [lab-head]"."""
    names = names_of_people(organization)
    return {person: name if name == person else f"{name} [{person}]" for person, name in names.items()}


def names_in_sentences(organization: Organization) -> dict[str, str]:
    """Return what people are called within a sentence, by id: the name, else the role without its capital."""
    named = {person.id for person in organization.everybody if person.name}
    names = names_of_people(organization).items()
    return {person: name if person in named else in_a_sentence(name) for person, name in names}


def roles_in_sentences(organization: Organization) -> dict[str, str]:
    """Return each person's role within a sentence, by id."""
    return {person: in_a_sentence(role) for person, role in roles(organization).items()}


def names_in_short(organization: Organization, people: Sequence[str]) -> dict[str, int]:
    """Return the same for some people, neighbors of a group as one, and how many people each stands for.

    "Engineer 1 to 6 [engineer#1..6]": the ids are written as a model file may name these people.
    """
    names, with_ids = names_of_people(organization), names_with_ids(organization)
    groups = {person.id: person.group for person in organization.everybody}
    runs = groupby(enumerate(people), key=lambda pair: (groups[pair[1]], _number(pair[1]) - pair[0]))
    found = {}
    for _, run in runs:
        _, members = zip(*run, strict=True)
        first, last = members[0], members[-1]
        together = f"{names[first]} to {names[last].split()[-1]} [{first}..{_number(last)}]"
        found[with_ids[first] if first == last else together] = len(members)
    return found


def _number(person: str) -> int:
    """Return the number of a person in a group, 0 for one person alone."""
    return int(person.partition("#")[2] or 0)


def _numbered(labels: Mapping[str, str]) -> dict[str, str]:
    times, numbers = Counter(labels.values()), Counter[str]()
    found = {}
    for person, name in labels.items():
        numbers[name] += 1
        found[person] = name if times[name] == 1 else f"{name} {numbers[name]}"
    return found


def in_a_sentence(role: str) -> str:
    """Return a role as it is written within a sentence: ``Technical lead`` is a ``technical lead``.

    A role with a further capital keeps its first one too: ``Leiterin Entwicklung``, ``UX-Designer``.
    """
    rest = role[1:]
    return role[:1].lower() + rest if rest == rest.lower() else role
