"""Names of uncertain inputs without a name of their own: ``arrivals a week of Requests to Infra``.

An input is known by its place in the file (``streams > requests-infra > per_week``); sentences for readers
need what stands there, by the name that people use.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import Any

from reorg.model.analysis.roles import names_in_sentences
from reorg.model.events import Join
from reorg.model.organization import Organization
from reorg.model.problems import KeyPath
from reorg.model.reading.event_input_words import words_of_event_inputs
from reorg.model.uncertain import UncertainInput

_NAMED = {"people": "of", "structures": "in"}
"""Parts of a model file whose entries have names, and the word between a field and the name."""
_BY_PLACE = ("releases > ", "scenarios > ")
"""What begins the place of an input that is told by the record it stands in."""
_OF_EACH = re.compile(r"([^:>]+): ([^:>]+) > ([^:>]+)")
"""A factor on each of several places: its name, the release, and the package or the ends of a link."""
_FIELDS = {
    "annual_cost_usd": "annual cost",
    "effort_days": "effort",
    "gpus": "number of accelerators",
    "per_week": "arrivals a week",
    "skills": "skill in {}",
    "familiarity": "familiarity with {}",
    "strength": "strength of the coupling",
}
"""Fields whose key is not what people say; ``{}`` is the part below it."""


def input_in_words(data: Any, way: KeyPath) -> str:
    """Return what stands at a place of the model: the field, and the record it belongs to by its name."""
    depth, record = _innermost(data, way)
    field, *below = (str(step) for step in way[depth:])
    named = {} if field != "familiarity" else _names_of_work(data)
    words = _field(field, [named.get(each, each) for each in below])
    owner = _name(record) + _of_release(data, way)
    release = data["releases"][way[1]] if way[0] == "releases" else {}
    ends = _ends(record, _stated_names(release.get("packages")))
    return f"{words} of {owner}" if owner else f"{words} {ends}".strip()


def spoken_inputs(
    organization: Organization, people: Mapping[str, str] | None = None
) -> Callable[[UncertainInput], str]:
    """Return what tells an input by the names that people use; by its words where it has any.

    ``people`` are the names of people within a sentence, by id; the model's names by default.
    """
    names, written = _names(organization), organization.written
    called = names_in_sentences(organization) if people is None else people
    of_events = words_of_event_inputs(organization, called)

    def spoken(each: UncertainInput) -> str:
        if each.name in of_events:
            return of_events[each.name]
        if not each.words and each.name.startswith(_BY_PLACE) and written:
            return input_in_words(written, each.places[0].path)
        return _spoken(each.words or each.name, names)

    return spoken


def factor_on_named(data: Mapping[str, Any], factor: str, way: KeyPath) -> str:
    """Return a factor on the number at a place by the names of its work: "effort of Base model".

    Empty where the work has no name: then the factor is told by its place (:func:`factor_in_words`). ``data``
    breaks no rule of the schema.
    """
    part, *steps = way
    if part == "streams":
        name = _stated_names([data[part][steps[0]]])
        return _factor_of(factor, *name.values()) if name else ""
    if part != "releases" or len(steps) < 3:
        return ""
    release = data[part][steps[0]]
    words = _factor_within(factor, release[steps[1]][steps[2]], _stated_names(release["packages"]))
    return f"{words}{_of_release(data, (part, steps[0], 'packages'))}" if words else ""


def _factor_within(factor: str, record: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """Return a factor on a package or a link of a release; empty where no name of a package tells it."""
    if "id" in record:
        return _factor_of(factor, names[record["id"]]) if record["id"] in names else ""
    return "" if names.keys().isdisjoint(_ends_of(record)) else f"{factor} {_link(record, names)}"


def _factor_of(factor: str, name: str) -> str:
    return f"{factor}{':' if ' of ' in factor else ' of'} {name}"


def factor_in_words(name: str) -> str:
    """Return "effort: flagship > base", a factor on each of several places, as "effort of base (flagship)".

    Another name is returned as it is.
    """
    found = _OF_EACH.fullmatch(name)
    if found is None:
        return name
    factor, release, part = found.groups()
    if " to " in part:
        return f"{factor} from {part} ({release})"
    return f"{_factor_of(factor, part)} ({release})"


def _names(organization: Organization) -> dict[tuple[str, str], str]:
    """Return the names of the entries with ids in the parts of a model file."""
    groups = {("people", person.group): person.title for person in organization.people}
    structures = {("structures", each.id): each.name for each in organization.structures}
    return groups | structures


def _spoken(name: str, names: Mapping[tuple[str, str], str]) -> str:
    """Return a name, or a place in the file by names: "share of overlap 1 in Overlapping squads"."""
    part, *steps = name.split(" > ")
    if len(steps) < 2 or part not in _NAMED:
        return factor_in_words(name)
    owner = f"{_NAMED[part]} {names.get((part, steps[0]), steps[0])}"
    if part == "people":
        return f"{_field(steps[1], steps[2:])} {owner}"
    numbered, kinds = "", []
    for step, following in pairwise(steps[1:]):
        if following.startswith("#"):
            numbered = f" of {step.removesuffix('s')} {following[1:]}"
        elif not step.startswith("#"):
            kinds.append(step.replace("_", " "))
    kind = f" ({', '.join(kinds)})" if kinds else ""
    return f"{_field(steps[-1], ())}{numbered}{kind} {owner}"


def _field(field: str, below: Sequence[str]) -> str:
    words = _FIELDS.get(field, field.replace("_", " "))
    return words.format(*below) if "{}" in words and below else " ".join([words, *below])


def _innermost(data: Any, way: KeyPath) -> tuple[int, Mapping[str, Any]]:
    """Return how many steps lead to the last record on the way that has a name, and it; else the model.

    Such a record is one of a list, or a person who joins.
    """
    depth, record = 0, data
    for count, step in enumerate(way, start=1):
        data = data[step]
        if isinstance(data, Mapping) and (isinstance(step, int) or step == Join.key) and count < len(way):
            depth, record = count, data
    return depth, record


def _name(record: Mapping[str, Any]) -> str:
    """Return what people call a record; the model itself has no name here."""
    return str(record.get("name") or record.get("title") or record.get("id") or "")


def _of_release(data: Mapping[str, Any], way: KeyPath) -> str:
    """Return the release of a package where there are several, as packages are named within their release."""
    if way[0] != "releases" or "packages" not in way or len(data["releases"]) == 1:
        return ""
    return f" of {_name(data['releases'][way[1]])}"


def _ends(link: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """Return what a link joins: between planning and serving; ``names`` are those of packages by id."""
    ends = [names.get(end, end) for end in _ends_of(link)]
    return f"between {' and '.join(ends)}" if ends else ""


def _ends_of(link: Mapping[str, Any]) -> list[str]:
    """Return the packages that a link joins; none of another record."""
    return [str(end) for end in link.get("between") or [link[key] for key in ("from", "to") if key in link]]


def _link(link: Mapping[str, Any], names: Mapping[str, str]) -> str:
    """Return what sends work back to what, from testing to planning, or what a coupling is between."""
    source, target = (names.get(end, end) for end in _ends_of(link))
    return f"from {source} to {target}" if "from" in link else _ends(link, names)


def _names_of_work(data: Mapping[str, Any]) -> dict[str, str]:
    """Return the names of packages and streams by how ``familiarity`` may write them."""
    names = _stated_names(data.get("streams"))
    for release in _records(data.get("releases")):
        for identity, name in _stated_names(release.get("packages")).items():
            names |= {identity: name, f"{release.get('id')}/{identity}": name}
    return names


def _stated_names(parts: Any) -> dict[str, str]:
    """Return the names of the records of a list that have one, by id; with the id where several have it."""
    names = {str(each.get("id")): str(each["name"]) for each in _records(parts) if each.get("name")}
    times = Counter(names.values())
    return {own: name if times[name] == 1 else f"{name} [{own}]" for own, name in names.items()}


def _records(parts: Any) -> list[Mapping[str, Any]]:
    """Return the records of a list, none where a file that is not checked yet holds something else."""
    return [part for part in parts if isinstance(part, Mapping)] if isinstance(parts, list) else []
