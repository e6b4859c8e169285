"""Inputs that differ between two organizations, or between two scenarios of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from reorg.model.analysis.observed import range_in_words
from reorg.model.analysis.positions import structure_at_end
from reorg.model.analysis.work_names import names_of_work
from reorg.model.organization import Organization, Scenario
from reorg.model.writing.document import plain_data
from reorg.model.writing.events import write_scenario
from reorg.model.writing.structures import write_structure

Place = tuple[str, ...]
ABSENT = object()
_KEYS = ("id", "person", "pool", "text")
_PAIRS = (("between",), ("from", "to"), ("package", "packages", "teams"), ("work", "teams"))


@dataclass(frozen=True)
class Difference:
    """One input that differs; ``before`` or ``after`` is "" where it is not there.

    ``place`` is the way to it in the model file, names instead of ids where there are any.
    """

    place: Place
    before: str
    after: str


def compare_organizations(before: Organization, after: Organization) -> list[Difference]:
    """Return the inputs in which two organizations differ, in the order of the model file.

    Structures are compared complete, groups of people as groups, and what the files leave to their defaults
    counts as stated.
    """
    return _listed(_model_data(before), _model_data(after))


def _model_data(organization: Organization) -> dict[str, Any]:
    """Return a model file as plain data, with observed ranges in words."""
    observed = organization.observed
    data: dict[str, Any] = _called(plain_data(organization), _packages(organization))
    if observed is None:
        return data
    ranges = {
        each.metric: f"{range_in_words(each)}{f' ({each.source})' if each.source else ''}"
        for each in observed.ranges
    }
    return data | {"observed": {"weeks": observed.weeks, "metrics": ranges}}


def compare_scenarios(
    before: tuple[Organization, Scenario], after: tuple[Organization, Scenario]
) -> list[Difference]:
    """Return the inputs in which two scenarios differ: the structures they end in, and other events."""
    return _listed(_scenario_data(*before), _scenario_data(*after))


def _scenario_data(organization: Organization, scenario: Scenario) -> dict[str, Any]:
    at_end = write_structure(structure_at_end(organization, scenario.id))
    structure = _called(at_end, _packages(organization))
    written = write_scenario(organization, scenario)
    weeks = [event for event in written.get("events", []) if "reorganize" not in event]
    changes = [event for event in written.get("events", []) if "reorganize" in event]
    return {
        "structure": structure,
        "reorganization weeks": [event["week"] for event in changes if "week" in event],
        "events": [_event_words(event) for event in weeks],
    }


class _Called(str):
    """A package as the file refers to it, by which it is compared; shown by its name."""

    name: str

    @classmethod
    def of(cls, written: str, name: str) -> _Called:
        """Return the reference to a package of this name."""
        called = cls(written)
        called.name = name
        return called


def _packages(organization: Organization) -> dict[str, str]:
    """Return the names of the packages that have one, by ``release/package``."""
    named = {f"{r.id}/{p.id}" for r in organization.releases for p in r.packages if p.name}
    return {work: name for (_, work), name in names_of_work(organization).items() if work in named}


def _called(data: Any, names: Mapping[str, str]) -> Any:
    """Return plain data in which lists and links refer to packages that are shown by name."""
    if isinstance(data, list):
        return [_reference(part, names) for part in data]
    if not isinstance(data, Mapping):
        return data
    names = {**names, **_names_within(data, names)}
    references = {key: _reference(data[key], names) for key in ("from", "to") if key in data}
    return {key: _called(part, names) for key, part in data.items()} | references


def _reference(part: Any, names: Mapping[str, str]) -> Any:
    is_package = isinstance(part, str) and part in names
    return _Called.of(part, names[part]) if is_package else _called(part, names)


def _names_within(data: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, str]:
    """Return the names of the packages of a release by their ids, as it refers to them."""
    full = {
        str(each["id"]): f"{data['id']}/{each['id']}" for each in data.get("packages", ()) if "id" in data
    }
    return {own: names[package] for own, package in full.items() if package in names}


def _event_words(event: Mapping[str, Any]) -> str:
    return ", ".join(f"{key.rstrip('_')}: {in_words(value)}" for key, value in event.items())


def _listed(before: Any, after: Any) -> list[Difference]:
    return list(_differences((), before, after))


def _differences(place: Place, before: Any, after: Any) -> Iterator[Difference]:
    if before == after:
        return
    old, new = _parts(before), _parts(after)
    if before is ABSENT and isinstance(after, list) and new is not None:
        old = {}
    elif after is ABSENT and isinstance(before, list) and old is not None:
        new = {}
    if old is None or new is None:
        yield Difference(place, in_words(before), in_words(after))
        return
    for key in dict.fromkeys([*old, *new]):
        (label, was), (new_label, now) = old.get(key, (key, ABSENT)), new.get(key, (key, ABSENT))
        yield from _differences((*place, new_label if now is not ABSENT else label), was, now)


def _parts(value: Any) -> dict[str, tuple[str, Any]] | None:
    """Return the parts of a mapping or of a list of records: key to its label and value; None for others."""
    if value is ABSENT:
        return None
    if isinstance(value, Mapping):
        return {str(key): (str(key), part) for key, part in value.items()}
    if isinstance(value, list) and value and all(isinstance(part, Mapping) for part in value):
        found: dict[str, tuple[str, Any]] = {}
        for place, part in enumerate(value):
            key = _key(part, place)
            found[key if key not in found else f"{key} ({place + 1})"] = (_label(part, key), part)
        return found
    return None


def _key(record: Mapping[str, Any], place: int) -> str:
    for name in _KEYS:
        if name in record:
            return str(record[name])
    for names in _PAIRS:
        if names[0] in record:
            return _pair(record, names, str)
    return f"number {place + 1}"


def _pair(record: Mapping[str, Any], fields: tuple[str, ...], words: Callable[[Any], str]) -> str:
    """Return what a link, a race or an overlap is between."""
    parts = (record[name] for name in fields if name in record)
    return " - ".join(", ".join(map(words, p)) if isinstance(p, list) else words(p) for p in parts)


def _label(record: Mapping[str, Any], key: str) -> str:
    for fields in _PAIRS:
        if fields[0] in record and key == _pair(record, fields, str):
            return _pair(record, fields, in_words)
    name = record.get("name") or record.get("title")
    return f"{name} ({key})" if name and name != key else key


def in_words(value: Any) -> str:
    """Return a value of a model file as one line."""
    if value is ABSENT or value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, Mapping):
        return "; ".join(f"{key} {in_words(part)}" for key, part in value.items())
    if isinstance(value, list):
        return ", ".join(map(in_words, value))
    return value.name if isinstance(value, _Called) else str(value)
