"""Uncertain inputs of events in words: ``weeks until head of post-training is replaced under Split``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from reorg.model.analysis.roles import names_in_sentences
from reorg.model.events import HAPPENINGS, Happening, Join
from reorg.model.organization import Organization

_NAMED_MAX = 3
"""People, or groups of them, that are named; more are counted."""


def with_event_words(organization: Organization) -> Organization:
    """Return the organization with words for those inputs of events to which the file gives no name."""
    words = words_of_event_inputs(organization, names_in_sentences(organization))
    inputs = tuple(
        replace(each, words=words[each.name]) if each.words and each.name in words else each
        for each in organization.inputs
    )
    return replace(organization, inputs=inputs)


def words_of_event_inputs(organization: Organization, people: Mapping[str, str]) -> dict[str, str]:
    """Return the words for each input of an event by its name, which is its place in the file.

    ``people`` are the names of people within a sentence, by id. An input of the person who joins is not of
    the event, and one that the file names is left out. The number of the event in the file tells apart what
    would have the same words.
    """
    unnamed = [each for each in organization.inputs if each.name.startswith("scenarios > ")]
    if not unnamed:
        return {}
    called = _Names.of(organization, people)
    found: dict[str, str] = {}
    numbers: dict[str, int] = {}
    for each in unnamed:
        _, scenario, _, number, *way = each.places[0].path
        if way[0] != Join.key:
            event = organization.written["scenarios"][scenario]["events"][number]
            where = f"under {called.scenarios[str(scenario)]}"
            found[each.name] = f"{called.input(event, [str(step) for step in way])} {where}"
            numbers[each.name] = int(number) + 1
    times = Counter(found.values())
    return {
        name: words if times[words] == 1 else f"{words} (event {numbers[name]})"
        for name, words in found.items()
    }


@dataclass(frozen=True)
class _Names:
    """Names within a sentence, by id, of people and of all else that an event can name."""

    people: Mapping[str, str]
    sizes: Mapping[str, int]
    releases: Mapping[str, str]
    streams: Mapping[str, str]
    structures: Mapping[str, str]
    scenarios: Mapping[str, str]

    @classmethod
    def of(cls, organization: Organization, people: Mapping[str, str]) -> _Names:
        kinds = (
            organization.releases, organization.streams, organization.structures, organization.scenarios,
        )  # fmt: skip
        sizes = Counter(person.group for person in organization.people if person.group != person.id)
        return cls(people, sizes, *({each.id: each.name for each in kind} for kind in kinds))

    def input(self, event: Mapping[str, Any], way: Sequence[str]) -> str:
        """Return what stands at a place of an event."""
        kind = next(kind for kind in HAPPENINGS if kind.key in event)
        who, (first, *rest) = self._whom(kind, event[kind.key]), way
        clause = kind.clause.format(who)
        if first == "week":
            return f"week in which {clause}"
        if first == "when":
            release = event["when"]["release"]
            return f"weeks that {self.releases.get(release, release)} is late before {clause}"
        return kind.inputs[rest[0]].format(who, part=rest[-1])

    def _whom(self, kind: type[Happening], stated: Any) -> str:
        """Return who or what an event happens to."""
        if isinstance(stated, (str, list)):
            names = [stated] if isinstance(stated, str) else stated
            known = {**self.people, **self.structures} if kind.key == "reorganize" else self.people
            return " or ".join(known.get(one, one) for one in names)
        for key, named in stated.items():
            if key in ("stream", "work"):
                return self.streams.get(named, named)
            if key == "areas" and named:
                return f"people of {' and '.join(named)}"
            if key in ("person", "people", "id") and named:
                return self._listed([named] if isinstance(named, str) else named)
        return ""

    def _listed(self, people: Sequence[str]) -> str:
        more = len(people) - _NAMED_MAX
        names = [self._called(each) for each in people[:_NAMED_MAX]]
        return ", ".join(names) + (f" and {more} more" if more > 0 else "")

    def _called(self, named: str) -> str:
        """Return the name of a person, or of the people of a group or a range of it."""
        first, _, last = named.partition("..")
        if named in self.sizes:
            first, last = f"{named}#1", str(self.sizes[named])
        one = self.people.get(first, first)
        return f"{one} to {last}" if last else one
