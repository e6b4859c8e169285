"""People as the model file states them, groups as groups."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby

from reorg.model.events.people import JoinFields
from reorg.model.people import Person
from reorg.model.schema.people import PersonFields
from reorg.model.writing.records import Document, record


def write_people(people: Iterable[Person]) -> list[Document]:
    """Return everybody; people of one group are one entry with a count.

    Raises ValueError where the people of a group are not alike: the model file cannot say that.
    """
    return [_entry(list(members)) for _, members in groupby(people, key=lambda person: person.group)]


def write_joiner(person: Person, team: str) -> Document:
    """Return the position that a join makes, and the person in it."""
    return record(JoinFields, person, {"team": team})


def people_names(ids: Iterable[str]) -> list[str]:
    """Return names of people as ``members`` takes them; runs of one group become ranges (``pre#1..12``)."""
    return [_range(run) for run in _runs(ids)]


def _entry(members: list[Person]) -> Document:
    first = members[0]
    if any(replace(person, id=first.id) != first for person in members[1:]):
        raise ValueError(
            f"the people of the group {first.group!r} are not alike; give them groups of their own"
        )
    known = {name: value for (_, name), value in first.familiarity}
    count = None if first.id == first.group else len(members)
    return record(
        PersonFields, first, {"id": first.group, "count": count, "familiarity": known, "hire_date": None}
    )


def _runs(ids: Iterable[str]) -> Iterator[list[str]]:
    run: list[str] = []
    for person in ids:
        if run and _follows(run[-1], person):
            run.append(person)
        else:
            if run:
                yield run
            run = [person]
    if run:
        yield run


def _follows(before: str, person: str) -> bool:
    group, _, number = before.rpartition("#")
    return bool(group) and person == f"{group}#{int(number) + 1}"


def _range(run: list[str]) -> str:
    return run[0] if len(run) == 1 else f"{run[0]}..{run[-1].rpartition('#')[2]}"
