"""Plans with other values of the model's uncertain inputs."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from reorg.engine import Plan, plan_scenarios
from reorg.engine.plan.places import Places
from reorg.engine.plan.retracing import Steps, Traced, look, places_of_earlier_trace, traced
from reorg.engine.plan.tracing import TracingError, trace_places
from reorg.model.hashing import hash_of_model
from reorg.model.organization import Organization
from reorg.model.variants import Variants
from reorg.study.running.settled import find_settled_forms

KEPT_MODELS, KEPT_PLANS = 8, 32
Studied = tuple[tuple[str, ...], Steps, str, tuple[str, ...]]
"""What was traced: names and steps of inputs, a hash of the model, and the scenarios with settled forms."""
_TRACED: dict[Studied, tuple[Places, ...]] = {}
"""The places found for the last studies: tracing takes seconds, and a model is often studied again."""
_PLANS: list[Traced] = []
"""The last traces of single plans, which may still hold if the model was edited since."""


def names_and_steps(organization: Organization) -> tuple[tuple[str, ...], Steps]:
    """Return the names of uncertain inputs, and the points between which each acts linearly."""
    dimensions = organization.dimensions
    return tuple(each.name for each in dimensions), tuple(tuple(each.steps) for each in dimensions)


def remember(traces: Iterable[Traced], studies: Mapping[Studied, tuple[Places, ...]]) -> None:
    """Keep these traces and places for later studies, in addition to the last ones of this process."""
    _PLANS[:] = [*_PLANS, *traces][-KEPT_PLANS:]
    _TRACED.update(studies)
    for oldest in list(_TRACED)[:-KEPT_MODELS]:
        del _TRACED[oldest]


def remembered(names: tuple[str, ...], steps: Steps) -> tuple[Traced, ...]:
    """Return the last traces of this process with these inputs."""
    return tuple(each for each in _PLANS if (each.names, each.steps) == (names, steps))


def remembered_studies(names: tuple[str, ...], steps: Steps) -> dict[Studied, tuple[Places, ...]]:
    """Return the places found for the last studies of this process with these inputs."""
    return {key: places for key, places in _TRACED.items() if key[:2] == (names, steps)}


class VariedPlans:
    """The plans of scenarios, and of their further settled forms, at any values of the inputs."""

    def __init__(
        self, organization: Organization, scenarios: tuple[str, ...], further: tuple[str, ...]
    ) -> None:
        self._variants, self._dimensions = Variants(organization), organization.dimensions
        self._inputs = names_and_steps(organization)
        self._scenarios, self._further = scenarios, further
        # What is written differently may mean the same, and still move differently with its inputs.
        written = hashlib.sha256(repr(organization.written).encode("utf-8", "surrogatepass")).hexdigest()
        model = f"{hash_of_model(organization)} {written}"
        self._key: Studied = (*self._inputs, model, (*scenarios, "", *further))

    def at(self, points: tuple[float, ...], numbers: Sequence[int] | None = None) -> list[Plan]:
        """Return the plans, or those of some ``numbers``, with each dimension at a point from 0 to 1."""
        varied = self._variants.at(points)
        if self._further:
            varied = find_settled_forms(varied, self._scenarios).organization
        names = (*self._scenarios, *self._further)
        return [*plan_scenarios(varied, names if numbers is None else [names[n] for n in numbers])]

    def with_places(self, plans: tuple[Plan, ...]) -> tuple[Plan, ...]:
        """Return the plans, made at central values, with the places that the inputs change.

        Raises ValueError, with the names of the inputs, if one changes who or what exists, or if two interact
        so that a world cannot apply them.
        """
        found = _TRACED.get(self._key) or self._traced()
        return tuple(replace(plan, places=places) for plan, places in zip(plans, found, strict=True))

    def _traced(self) -> tuple[Places, ...]:
        names, steps = self._inputs
        looked = look(self.at, steps)
        found = [places_of_earlier_trace(each, tuple(_PLANS), names, steps) for each in looked]
        missing = [number for number, places in enumerate(found) if places is None]
        for number, places in zip(missing, self._retrace(missing, steps), strict=True):
            found[number] = places
            kept = traced(names, steps, places, looked[number])
            remember([] if kept is None else [kept], {})
        made = tuple(places for places in found if places is not None)
        remember([], {self._key: made})
        return made

    def _retrace(self, missing: Sequence[int], steps: Steps) -> tuple[Places, ...]:
        """Return the places of some of the plans, by their numbers; raises as :meth:`with_places`."""
        if not missing:
            return ()
        try:
            return trace_places(partial(self.at, numbers=missing), steps)
        except TracingError as error:
            names = " and ".join(repr(self._dimensions[index].name) for index in error.dimensions)
            raise ValueError(f"uncertain input {names} {error}") from None
