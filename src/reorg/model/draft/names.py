"""The meaning of names in a model file: people, groups and ranges of them, and work."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from reorg.model.problems import UnknownNameError, suggest_name
from reorg.model.schema.model import ModelFields
from reorg.model.schema.people import PEOPLE_MAX
from reorg.model.work import WorkName

_OF_GROUP = re.compile(r"(?P<group>[^#]+)#(?P<first>[0-9]{1,9})(\.\.(?P<last>[0-9]{1,9}))?")


@dataclass(frozen=True)
class PeopleNames:
    """Everybody's id, by the entry of ``people`` that wrote them; None as size = one person, no group."""

    sizes: dict[str, int | None]
    ids: dict[str, tuple[str, ...]] = field(default_factory=dict)
    called: dict[str, str] = field(default_factory=dict)
    """Ids by name and title, without case; the first of several."""

    @classmethod
    def of(cls, fields: ModelFields) -> PeopleNames:
        """Write the groups out."""
        sizes = {person.id: person.count for person in fields.people}
        if count_people(fields) > PEOPLE_MAX:
            # A rule says so; writing billions of people out would end nowhere.
            return cls(sizes, dict.fromkeys(sizes, ()))
        called = {
            text.casefold(): person.id
            for person in reversed(fields.people) for text in (person.title, person.name) if text
        }  # fmt: skip
        return cls(sizes, {entry: group_ids(entry, size) for entry, size in sizes.items()}, called)

    def joined_by(self, newcomers: Iterable[str]) -> PeopleNames:
        """Return the names with those of single people who join."""
        new = dict.fromkeys(newcomers)
        if not new:
            return self
        return PeopleNames(self.sizes | new, self.ids | {person: (person,) for person in new}, self.called)

    def expand(self, name: str) -> tuple[str, ...]:
        """Return the people a name stands for; raises :class:`UnknownName`."""
        if name in self.ids:
            return self.ids[name]
        found = _OF_GROUP.fullmatch(name)
        if found is None or found["group"] not in self.sizes:
            group = name.split("#", maxsplit=1)[0]
            message = f"no person is called {name!r}"
            identity = self.called.get(name.casefold())
            hint = f"write the id: {identity}" if identity else suggest_name(group, self.sizes)
            raise UnknownNameError(message, hint, ("person", group))
        return self._range(name, found)

    def one(self, name: str) -> str:
        """Return the one person a name stands for; raises :class:`UnknownName`."""
        people = self.expand(name)
        if len(people) != 1 or self.sizes.get(name) is not None:
            raise UnknownNameError(
                f"{name!r} is a group of {len(people)}", f'name one of them: "{people[0]}"'
            )
        return people[0]

    def _range(self, name: str, found: re.Match[str]) -> tuple[str, ...]:
        group, first = found["group"], int(found["first"])
        size = self.sizes[group]
        last = int(found["last"] or first)
        if size is None:
            raise UnknownNameError(
                f"{group!r} is one person, not a group", f"write {group}, or give it a count"
            )
        if not 1 <= first <= last <= size:
            raise UnknownNameError(f"{name!r} is out of range", f'the group is "{group}#1..{size}"')
        return self.ids[group][first - 1 : last]


def count_people(fields: ModelFields) -> int:
    """Return the number of people of a model."""
    return sum(1 if person.count is None else person.count for person in fields.people)


def group_ids(entry: str, size: int | None) -> tuple[str, ...]:
    """Return the ids of an entry of ``people``: itself, or ``pre#1`` to ``pre#n``."""
    return (entry,) if size is None else tuple(f"{entry}#{number}" for number in range(1, size + 1))


@dataclass(frozen=True)
class WorkNames:
    """Areas, packages and streams by the names that ``owns`` may use."""

    areas: frozenset[str]
    streams: dict[str, str]
    """Stream to its area."""
    packages: dict[str, str]
    """``release/package`` to its area."""
    releases: frozenset[str]
    bare: dict[str, list[str]]
    """Package id without its release to the full names that end with it."""

    @classmethod
    def of(cls, fields: ModelFields) -> WorkNames:
        """Collect the names of a model."""
        packages = {f"{r.id}/{p.id}": p.area for r in fields.releases for p in r.packages}
        bare: dict[str, list[str]] = {}
        for name in packages:
            bare.setdefault(name.split("/", 1)[1], []).append(name)
        streams = {s.id: s.area for s in fields.streams}
        releases = frozenset(release.id for release in fields.releases)
        return cls(frozenset(fields.areas), streams, packages, releases, bare)

    def find(self, name: str) -> WorkName:
        """Return what a name stands for; raises :class:`UnknownName`."""
        if name in self.areas:
            return ("area", name)
        if name in self.streams:
            return ("stream", name)
        if name in self.packages:
            return ("package", name)
        if name in self.releases and name not in self.bare:
            return ("release", name)
        return ("package", self._bare(name))

    def pieces(self) -> dict[WorkName, str]:
        """Return each package and stream with its area, in the order of the file."""
        packages: dict[WorkName, str] = {("package", name): area for name, area in self.packages.items()}
        return packages | {("stream", name): area for name, area in self.streams.items()}

    def _bare(self, name: str) -> str:
        found = self.bare.get(name, [])
        if len(found) > 1:
            raise UnknownNameError(f"{name!r} is in several releases", f"write {' or '.join(found)}")
        if not found:
            known = [*self.areas, *self.streams, *self.releases, *self.packages, *self.bare]
            # What nobody is called here is mostly an area: the same word is missing among the skills.
            message = f"no area, release, package or stream is called {name!r}"
            raise UnknownNameError(message, suggest_name(name, known), ("area", name))
        return found[0]


def duplicates(names: list[str]) -> set[str]:
    """Return the names that occur more than once."""
    return {name for name, times in Counter(names).items() if times > 1}
