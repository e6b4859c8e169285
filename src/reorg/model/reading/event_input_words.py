"""Uncertain inputs of events in words: ``weeks until head of post-training is replaced under Split``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from reorg.model.analysis.roles import names_in_sentences
from reorg.model.analysis.work_names import names_of_work
from reorg.model.events import HAPPENINGS, Happening, Join
from reorg.model.organization import Organization

_SUBJECTS = ("person", "people", "areas", "id", "stream", "work")
"""Fields of an event that name who or what it happens to."""
_NAMED_MAX = 3
"""People, or groups of them, that are named; more are counted."""


def with_event_words(organization: Organization) -> Organization:
    """Return the organization with words for those inputs of events to which the file gives no name."""
    words = words_of_event_inputs(organization, names_in_sentences(organization))
    inputs = tuple(
        replace(each, words=each.words and words.get(each.name, each.words)) for each in organization.inputs
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
    """Names within a sentence, by id, of people, of groups of them, and of all that events can name."""

    people: Mapping[str, str]
    work: Mapping[str, str]
    releases: Mapping[str, str]
    structures: Mapping[str, str]
    scenarios: Mapping[str, str]

    @classmethod
    def of(cls, organization: Organization, people: Mapping[str, str]) -> _Names:
        sizes = Counter(person.group for person in organization.people if person.group != person.id)
        groups = {group: f"{people[f'{group}#1']} to {size}" for group, size in sizes.items()}
        work = {each: name for (kind, each), name in names_of_work(organization).items() if kind != "release"}
        kinds = organization.releases, organization.structures, organization.scenarios
        return cls({**people, **groups}, work, *({each.id: each.name for each in kind} for kind in kinds))

    def input(self, event: Mapping[str, Any], way: Sequence[str]) -> str:
        """Return what stands at a place of an event."""
        kind = next(kind for kind in HAPPENINGS if kind.key in event)
        who, (first, *rest) = self._whom(kind, event[kind.key]), way
        clause = kind.clause.format(who)
        if first == "week":
            return f"week in which {clause}"
        if first == "when":
            release = event["when"]["release"]
            return f"weeks that {self.releases[release] or release} is late before {clause}"
        return kind.inputs[rest[0]].format(who, part=rest[-1])

    def _whom(self, kind: type[Happening], stated: Any) -> str:
        """Return who or what an event happens to; of a layoff by areas, their people."""
        fields = stated if isinstance(stated, Mapping) else {kind.key: stated}
        key = next((each for each in (*_SUBJECTS, kind.key) if fields.get(each)), "")
        known = {"stream": self.work, "work": self.work, "reorganize": self.structures, "areas": {}}
        named = fields.get(key, ())
        listed = _listed([named] if isinstance(named, str) else named, known.get(key, self.people))
        return f"people of {listed}" if key == "areas" else listed


def _listed(named: Sequence[str], known: Mapping[str, str]) -> str:
    """Return the names of a few things, or ranges of people such as "eng#2..4"; more are counted."""
    ends = ((each, *each.partition("..")) for each in named[:_NAMED_MAX])
    names = [known.get(each) or " to ".join(filter(None, (known.get(a, a), b))) for each, a, _, b in ends]
    more = [f"{len(named) - _NAMED_MAX} more"] if len(named) > _NAMED_MAX else []
    return " and ".join([", ".join(names), *more])
