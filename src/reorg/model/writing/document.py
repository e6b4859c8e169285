"""The whole model file of a resolved organization."""

from __future__ import annotations

from typing import Any

import yaml

from reorg.model.draft.draft import Draft
from reorg.model.organization import AssumptionOverride, Observed, Organization
from reorg.model.resolving.organization import resolve
from reorg.model.schema.assumptions import ContestedFields, FactFields, OverrideFields
from reorg.model.schema.compute import ComputeFields
from reorg.model.schema.guard_rails import GuardRailFields
from reorg.model.schema.market import MarketFields
from reorg.model.schema.model import ModelFields, PolicyFields, TableFields
from reorg.model.schema.observed import ObservedFields, ObservedRangeFields
from reorg.model.schema.scenarios import CompareFields
from reorg.model.writing.events import write_scenario
from reorg.model.writing.inputs import with_inputs
from reorg.model.writing.people import write_people
from reorg.model.writing.records import Document, record
from reorg.model.writing.structures import write_structure
from reorg.model.writing.work import write_release, write_stream

WIDTH = 110


def plain_data(organization: Organization) -> Document:
    """Return a model file as plain data; loading it gives an organization with the same hash.

    What the file left to its defaults is left out, groups of people are groups, and every structure is
    complete. Where there are uncertain inputs, what the file says stands as it was written, but for the parts
    that were changed since. Raises ValueError where the people of a group are not alike, and where a part was
    changed that holds uncertain inputs.
    """
    plain = _complete(organization)
    if not organization.inputs:
        return plain
    before = _complete(resolve(Draft.of(ModelFields.model_validate(organization.written))))
    parts = {key: plain.get(key) for key in before | plain if before.get(key) != plain.get(key)}
    return with_inputs(organization.written, organization.inputs, parts)


def _complete(organization: Organization) -> Document:
    """Return a model file of the organization at the central values of its inputs."""
    market, rails = organization.market, organization.guard_rails
    stated: dict[str, Any] = {
        "format": "reorg/1",
        "organization": organization.name,
        "tables": record(TableFields, TableFields()),
        "people": write_people(organization.people),
        "releases": [write_release(release) for release in organization.releases],
        "streams": [write_stream(stream) for stream in organization.streams],
        "compute": [record(ComputeFields, pool) for pool in organization.pools],
        "market": None if market is None else record(MarketFields, market),
        "guard_rails": None if rails is None else record(GuardRailFields, rails),
        "structures": {each.id: write_structure(each) for each in organization.structures},
        "scenarios": {each.id: write_scenario(organization, each) for each in organization.scenarios},
        "compare": _compare(organization),
        "assumptions": {override.id: _override(override) for override in organization.assumptions},
        "observed": None if organization.observed is None else _observed(organization.observed),
        "policies": record(PolicyFields, organization.policies),
        "contested": [record(ContestedFields, fact) for fact in organization.contested],
        "uncertain": [],
        "facts": [record(FactFields, note) for note in organization.facts],
    }
    written = {"schema": "reorg/1", **record(ModelFields, organization, stated)}
    return {key: value for key, value in written.items() if value not in ({}, [])}


def yaml_text(organization: Organization) -> str:
    """Return :func:`plain_data` as the text of a model file."""
    return yaml.dump(
        plain_data(organization), Dumper=_Writer, allow_unicode=True, sort_keys=False, width=WIDTH
    )


def _compare(organization: Organization) -> Document:
    stated = {
        "baseline": organization.baseline,
        "scenarios": organization.compared,
        "leading": organization.leading or None,
    }
    return record(CompareFields, organization, stated)


def _override(override: AssumptionOverride) -> Document:
    if override.low == override.central == override.high:
        stated: Document = {"low": None, "central": None, "high": None, "value": override.low}
        return record(OverrideFields, override, stated)
    return record(OverrideFields, override, {"value": None})


def _observed(observed: Observed) -> Document:
    ranges = {each.metric: record(ObservedRangeFields, each) for each in observed.ranges}
    return record(ObservedFields, observed, {"metrics": ranges})


class _Writer(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    """YAML as people write it: short lists of names and numbers on one line."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - the signature of the library
        """Write equal values out each time, without anchors."""
        return True


def _sequence(writer: _Writer, values: list[Any]) -> yaml.Node:
    short = all(isinstance(value, (str, int, float)) for value in values)
    node: yaml.Node = writer.represent_sequence("tag:yaml.org,2002:seq", values, flow_style=short)
    return node


_Writer.add_representer(list, _sequence)
