"""What people are called where their role says more than their id: "Data engineer 3"."""

from __future__ import annotations

from collections import Counter

from reorg.model.organization import Organization


def roles(organization: Organization) -> dict[str, str]:
    """Return for each person the title, numbered in the order of the file where several have it.

    Those who join in a scenario come after everybody else.
    """
    titles = {person.id: person.title or person.group for person in organization.everybody}
    holders = Counter(titles.values())
    numbers: Counter[str] = Counter()
    found = {}
    for person, title in titles.items():
        numbers[title] += 1
        found[person] = title if holders[title] == 1 else f"{title} {numbers[title]}"
    return found
