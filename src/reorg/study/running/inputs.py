"""Plans with other values of the model's uncertain inputs."""

from __future__ import annotations

from dataclasses import replace

from reorg.engine import Plan, plan_scenario
from reorg.engine.plan.places import Places
from reorg.engine.plan.tracing import TracingError, trace_places
from reorg.model.hashing import hash_of_model
from reorg.model.organization import Organization
from reorg.model.variants import Variants
from reorg.study.running.settled import find_settled_forms

KEPT_MODELS = 8
_TRACED: dict[tuple[object, ...], tuple[Places, ...]] = {}
"""Places found in this process, the last ones: tracing takes seconds, and a model is often studied again."""


class VariedPlans:
    """The plans of scenarios, and of their further settled forms, at any values of the inputs."""

    def __init__(
        self, organization: Organization, scenarios: tuple[str, ...], further: tuple[str, ...]
    ) -> None:
        self._variants, self._dimensions = Variants(organization), organization.dimensions
        self._scenarios, self._further = scenarios, further
        self._key = (hash_of_model(organization), scenarios, further)

    def at(self, points: tuple[float, ...]) -> list[Plan]:
        """Return the plans with each dimension at a point from 0 to 1."""
        varied = self._variants.at(points)
        plans = [plan_scenario(varied, scenario) for scenario in self._scenarios]
        if not self._further:
            return plans
        forms = find_settled_forms(varied, self._scenarios).organization
        return plans + [plan_scenario(forms, form) for form in self._further]

    def with_places(self, plans: tuple[Plan, ...]) -> tuple[Plan, ...]:
        """Return the plans, made at central values, with the places that the inputs move.

        Raises ValueError, with the names of the inputs, where one changes who or what there is, and where two
        work on each other so that a world cannot put them in.
        """
        found = _TRACED.get(self._key) or self._traced()
        return tuple(replace(plan, places=places) for plan, places in zip(plans, found, strict=True))

    def _traced(self) -> tuple[Places, ...]:
        try:
            found = trace_places(self.at, [dimension.steps for dimension in self._dimensions])
        except TracingError as error:
            names = " and ".join(repr(self._dimensions[index].name) for index in error.dimensions)
            raise ValueError(f"uncertain input {names} {error}") from None
        _TRACED[self._key] = found
        for key in list(_TRACED)[:-KEPT_MODELS]:
            _TRACED.pop(key, None)
        return found
