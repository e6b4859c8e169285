"""The organization with other values of its uncertain inputs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

from pydantic import ValidationError

from reorg.model.checking.rules import find_faults
from reorg.model.draft.draft import Draft
from reorg.model.organization import Organization
from reorg.model.problems import Fault
from reorg.model.reading.validation_messages import faults_of_validation
from reorg.model.resolving.organization import resolve
from reorg.model.schema.model import ModelFields
from reorg.model.uncertain import Path, Stated, UncertainInput

_ASIDE = ("inputs", "written", "hash")
_ENDS = (("low", 0.0), ("high", 1.0))


class Variants:
    """Makes organizations that differ from one in the values of uncertain inputs."""

    def __init__(self, organization: Organization) -> None:
        self._organization = organization
        self._central = _resolved(organization.written)

    def at(self, points: Sequence[float]) -> Organization:
        """Return the organization with each dimension, in their order, at a point u from 0 to 1.

        What was changed of the organization since it was loaded stays changed. Raises ValueError where a
        change and an input are of the same part of it, and where a value breaks the rules of a model.
        """
        organization = self._organization
        values = {
            path: value
            for dimension, u in zip(organization.dimensions, points, strict=True)
            for each in dimension.inputs
            for path, value in each.written(each.value_at(u))
        }
        varied = _resolved(_with(organization.written, values))
        taken: dict[str, Any] = {}
        for part in fields(varied):
            before, after = getattr(self._central, part.name), getattr(varied, part.name)
            if part.name in _ASIDE or before == after:
                continue
            if getattr(organization, part.name) != before:
                raise ValueError(
                    f"{part.name} of the organization were changed after it was loaded, and contain "
                    "uncertain inputs; change the model that is loaded instead"
                )
            taken[part.name] = after
        return replace(organization, **taken)


def faults_at_ends(data: Mapping[Any, Any], inputs: Sequence[UncertainInput]) -> list[Fault]:
    """Return what is wrong where all inputs are at one end of their ranges."""
    found: dict[tuple[object, str], Fault] = {}
    for end, u in _ENDS:
        values = dict(pair for each in inputs if each.varies for pair in each.written(each.value_at(u)))
        for fault in _faults(_with(data, values)):
            message = f"where uncertain inputs are at their {end} end: {fault.message}"
            found.setdefault((fault.loc, fault.message), Fault(fault.loc, message, fault.hint))
    return list(found.values())


def _faults(data: Mapping[Any, Any]) -> list[Fault]:
    try:
        return find_faults(Draft.of(ModelFields.model_validate(data)))
    except ValidationError as error:
        return faults_of_validation(error)


def _resolved(data: Mapping[Any, Any]) -> Organization:
    return resolve(Draft.of(ModelFields.model_validate(data)))


def _with(data: Any, values: Mapping[Path, Stated]) -> Any:
    """Return a copy of the data with other values at some places; what holds none of them is shared."""
    if () in values:
        value = values[()]
        return list(value) if isinstance(value, tuple) else value
    below: dict[Any, dict[Path, Stated]] = {}
    for path, value in values.items():
        below.setdefault(path[0], {})[path[1:]] = value
    if not below:
        return data
    copied: Any = dict(data) if isinstance(data, Mapping) else list(data)
    for step, inner in below.items():
        # A field that the file leaves to its default is not there yet.
        copied[step] = _with(copied.get(step) if isinstance(copied, dict) else copied[step], inner)
    return copied
